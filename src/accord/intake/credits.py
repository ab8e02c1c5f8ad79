"""Credit lines: which agency's text a report carries, in the words of its last lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from accord.intake.lines import Line
from accord.intake.notes import owners, read_notes
from accord.model.report import Credit, CreditForm, Mask, MaskKind
from accord.model.span import Span
from accord.text.agencies import AgencyMention, agency_called, find_agencies

TAIL = 8
"""How many of the last lines may be a bare agency name or a dispatch's staff note."""

_PEOPLE = ("journalist", "reporter", "correspondent", "photographer")


@dataclass(frozen=True, slots=True)
class CreditLines:
    """Credits and the masks over their lines, each in text order."""

    credits: tuple[Credit, ...]
    masks: tuple[Mask, ...]


def read_credits(text: str, lines: Sequence[Line], furniture: Sequence[Mask]) -> CreditLines:
    """Read the credits of a report below its head.

    Args:
        text: the report's text.
        lines: its lines without page furniture.
        furniture: masks already found; copyright lines among them credit an agency, media credits hint at one.
    Catches: "The Associated Press contributed to this report.", "With files from Reuters", "(Reporting by …; Editing
        by …)", a last line "AFP" or "— Reuters", "© 2014 AFP".
    Refuses: "told Reuters", "Reuters reported": a report that cites an agency carries none of its text for that.
    """
    found: list[Credit] = []
    masks: list[Mask] = []
    for note in read_notes(text, lines, TAIL):
        masks.append(Mask(note.span, MaskKind.CREDIT))
        found.extend(Credit(mention.agency, note.form, mention.span) for mention in note.named)
    taken = {mask.span.start for mask in masks}
    tail = _tail([line for line in lines[-TAIL:] if line.start not in taken])
    found += [*tail.credits, *_from_furniture(text, furniture), *_witnesses(text)]
    return CreditLines(_settle(found), tuple(sorted((*masks, *tail.masks), key=lambda m: m.span)))


def _tail(lines: Sequence[Line]) -> CreditLines:
    """The agency that stands alone in one of the last lines, or after the last sentence."""
    found: list[Credit] = []
    masks: list[Mask] = []
    for line in reversed(lines):
        alone = _alone(line.text)
        named = alone or _after_sentence(line.text)
        if named:
            start = line.start if alone else line.start + len(line.text[: named[0].span.start].rstrip(" -–—([/"))
            masks.append(Mask(Span(start, line.end), MaskKind.CREDIT))
            found.extend(
                Credit(m.agency, CreditForm.TAIL, Span(line.start + m.span.start, line.start + m.span.end))
                for m in named
            )
        if not alone and (named or len(line.text) > 60):
            break
    return CreditLines(tuple(found), tuple(masks))


def _alone(text: str) -> list[AgencyMention]:
    """The agencies of a line that holds nothing else: "AFP", "— Reuters", "(AP)", "AFP/Reuters", "Source: AFP"."""
    if len(text) > 70:
        return []
    bare = _source().sub("", text).strip(" .-–—()[]/*•|")
    if agency_called(bare):
        return find_agencies(text, expected=True)
    first, *rest = [piece.strip(" .") for piece in _joint().split(bare)]
    if agency_called(first) and all(agency_called(piece) or _is_initials(piece) for piece in rest):
        return find_agencies(text, expected=True)
    return []


def _after_sentence(text: str) -> list[AgencyMention]:
    """The agencies set after the last full stop of a line: "… until morning. (AFP)", "… he said. — Reuters"."""
    match = _last_words().search(text, max(0, len(text) - 70))
    if not match or not all(agency_called(piece) for piece in _joint().split(match["agency"])):
        return []
    return find_agencies(text, match.start("agency"), match.end("agency"), expected=True)


def _from_furniture(text: str, furniture: Sequence[Mask]) -> list[Credit]:
    """Copyright lines credit, media credits hint."""
    out: list[Credit] = []
    for mask in furniture:
        start, end = mask.span.start, mask.span.end
        if mask.kind is MaskKind.MEDIA:
            named = find_agencies(text, start, end, expected=True)
            out.extend(Credit(m.agency, CreditForm.HINT, m.span) for m in named)
        elif mask.kind is MaskKind.BOILERPLATE and (sign := _copyright().search(text, start, min(end, start + 20))):
            out.extend(Credit(m.agency, CreditForm.COPYRIGHT, m.span) for m in owners(text, sign.start()))
    return out


def _witnesses(text: str) -> list[Credit]:
    """Mentions of an agency's own people in the prose: "AFP journalists reported", "an AP reporter saw"."""
    out = []
    for people in _PEOPLE:
        at = text.find(people)
        while at >= 0:
            named = find_agencies(text, max(0, at - 45), at)
            if named and _between().fullmatch(text, named[-1].span.end, at):
                out.append(Credit(named[-1].agency, CreditForm.HINT, named[-1].span))
            at = text.find(people, at + 1)
    return out


def _settle(found: Sequence[Credit]) -> tuple[Credit, ...]:
    """Text order; one credit for one place, the stronger form first."""
    order = list(CreditForm)
    chosen: dict[tuple[str, Span | None], Credit] = {}
    for credit in sorted(found, key=lambda credit: order.index(credit.form)):
        chosen.setdefault((credit.agency, credit.span), credit)
    return tuple(sorted(chosen.values(), key=lambda c: (c.span.start if c.span else -1, c.agency)))


def _is_initials(piece: str) -> bool:
    """An editor's initials after an agency ("AFP/jv")."""
    return 1 <= len(piece) <= 3 and piece.isalpha() and piece.islower()


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(r"\s*(?:/|,|&|;|\band\b|\bvia\b|\bwith\b|\s[-–—]\s)\s*")


@cache
def _copyright() -> re.Pattern[str]:
    return re.compile(r"©|[Cc]opyright|COPYRIGHT|\([cC]\)")


@cache
def _source() -> re.Pattern[str]:
    return re.compile(r"^(?:[-–—•*(\[]\s?)?(?:Source|Sources|SOURCE|Via|via|From|Agency|Credit)\s?:?\s+")


@cache
def _last_words() -> re.Pattern[str]:
    return re.compile(r"[.!?][”\"’')]?\s?(?:[-–—]{1,2}\s?|[(\[/]\s?)?(?P<agency>[A-Z][\w.' /,&-]{1,40}?)\s?[)\]/]?\.?$")


@cache
def _between() -> re.Pattern[str]:
    """What may stand between an agency and its people: "AFP news agency journalists", "the AP's reporters"."""
    return re.compile(r"(?:['’]s)?\s(?:news\sagency['’]?s?\s)?(?:\w+\s)?")
