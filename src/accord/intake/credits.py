"""Credit lines: which agency's text a report carries, in the words of its last lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from accord.intake.lines import Line
from accord.model.report import Credit, CreditForm, Mask, MaskKind
from accord.model.span import Span
from accord.text.agencies import AgencyMention, agency_called, find_agencies

TAIL = 8
"""How many of the last lines may be a bare agency name or a dispatch's staff note."""
LONGEST = 420
"""A credit line is at most this long, in code points."""


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
    credits: list[Credit] = []
    masks: list[Mask] = []
    for number, line in enumerate(lines):
        note = _note(line, last=len(lines) - number <= TAIL)
        if note is not None:
            span, form, named = note
            masks.append(Mask(span, MaskKind.CREDIT))
            credits.extend(Credit(m.agency, form, m.span) for m in named)
    credits.extend(_tail(lines, {mask.span.start for mask in masks}, masks))
    credits.extend(_from_furniture(text, furniture))
    credits.extend(_witnesses(text))
    return CreditLines(_settle(credits), tuple(sorted(masks, key=lambda m: m.span)))


def _note(line: Line, *, last: bool) -> tuple[Span, CreditForm, list[AgencyMention]] | None:
    """A contribution, staff or copyright note in a line: its span, its form, the agencies it names."""
    text = line.text
    lower = text.casefold()
    for marks, find, form in _NOTES:
        if any(mark in lower for mark in marks):
            span = find(text, last)
            if span:
                named = find_agencies(text, span.start, span.end, expected=True)
                if form is CreditForm.TAIL and not named and "diting by" in text:
                    named = [AgencyMention(span, "Reuters")]
                return _shift(span, line), form, [AgencyMention(_shift(m.span, line), m.agency) for m in named]
    return None


def _contributed(text: str, last: bool) -> Span | None:
    """The sentence that says who contributed to the report."""
    for match in _contribution().finditer(text):
        start = _sentence_start(text, match.start())
        if match.end() - start <= LONGEST and (match["what"] or _is_name_list(text[start : match.start()])):
            return _trim(text, start, match.end())
    return None


def _contributing(text: str, last: bool) -> Span | None:
    """A line that lists contributors after a colon or a fixed opening."""
    return Span(0, len(text)) if len(text) <= LONGEST and _contributing_line().match(text) else None


def _material(text: str, last: bool) -> Span | None:
    """A sentence that says what the report is made from."""
    match = _made_from().search(text)
    if not match or not find_agencies(text, match.start(), match.end(), expected=True):
        match = _wire_services().search(text)
    return _trim(text, match.start(), match.end()) if match else None


def _staff(text: str, last: bool) -> Span | None:
    """A dispatch's staff note: "(Reporting by …; Editing by …)"."""
    if not last:
        return None
    match = _staff_note().search(text)
    return _trim(text, match.start(), match.end()) if match else None


def _copyright(text: str, last: bool) -> Span | None:
    """A copyright note that names an agency."""
    match = _copyright_note().search(text)
    if not match or not find_agencies(text, match.start(), min(match.end(), match.start() + 90), expected=True):
        return None
    return _trim(text, match.start(), match.end())


def _tail(lines: Sequence[Line], taken: set[int], masks: list[Mask]) -> list[Credit]:
    """The agency that stands alone in one of the last lines, or after the last sentence."""
    credits: list[Credit] = []
    for line in reversed(lines[-TAIL:]):
        if line.start in taken:
            continue
        named = _bare_agencies(line.text) or _after_sentence(line.text)
        if not named:
            if len(line.text) > 60:
                break
            continue
        start = 0 if len(named[0].span) == len(line.text) or _bare_agencies(line.text) else _open(line.text, named[0])
        masks.append(Mask(Span(line.start + start, line.end), MaskKind.CREDIT))
        credits.extend(Credit(m.agency, CreditForm.TAIL, _shift(m.span, line)) for m in named)
        if start:
            break
    return credits


def _bare_agencies(text: str) -> list[AgencyMention]:
    """The agencies of a line that holds nothing else: "AFP", "— Reuters", "(AP)", "AFP/Reuters", "Source: AFP"."""
    if len(text) > 70:
        return []
    bare = _source().sub("", text).strip(" .-–—()[]/*•|")
    pieces = [p.strip(" .") for p in re.split(r"\s*(?:/|,|&|\band\b|\bvia\b|\bwith\b|\s[-–—]\s|-)\s*", bare)]
    whole = agency_called(bare)
    if not whole and not (
        pieces and agency_called(pieces[0]) and all(agency_called(p) or _initials(p) for p in pieces)
    ):
        return []
    return find_agencies(text, expected=True)


def _after_sentence(text: str) -> list[AgencyMention]:
    """The agencies set after the last full stop of a line: "… until morning. (AFP)", "… he said. — Reuters"."""
    match = _last_words().search(text, max(0, len(text) - 70))
    if not match:
        return []
    bare = match["agency"]
    if not all(agency_called(p) for p in re.split(r"\s*(?:/|,|&|\band\b)\s*", bare)):
        return []
    return find_agencies(text, match.start("agency"), match.end("agency"), expected=True)


def _open(text: str, mention: AgencyMention) -> int:
    """Where the dash or bracket before a trailing agency begins."""
    return len(text[: mention.span.start].rstrip(" -–—([/"))


def _from_furniture(text: str, furniture: Sequence[Mask]) -> list[Credit]:
    out = []
    for mask in furniture:
        start, end = mask.span.start, mask.span.end
        if mask.kind is MaskKind.MEDIA:
            out.extend(
                Credit(m.agency, CreditForm.HINT, m.span) for m in find_agencies(text, start, end, expected=True)
            )
        elif mask.kind is MaskKind.BOILERPLATE and _has_copyright(text[start : min(end, start + 20)]):
            end = min(end, start + 90)
            out.extend(
                Credit(m.agency, CreditForm.COPYRIGHT, m.span) for m in find_agencies(text, start, end, expected=True)
            )
    return out


def _has_copyright(opening: str) -> bool:
    return "©" in opening or "opyright" in opening or "(c)" in opening.casefold()


def _witnesses(text: str) -> list[Credit]:
    """Mentions of an agency's own people in the prose: "AFP journalists reported", "an AP reporter saw"."""
    out = []
    for mention in find_agencies(text):
        after = text[mention.span.end : mention.span.end + 40]
        if _people().match(after):
            out.append(Credit(mention.agency, CreditForm.HINT, mention.span))
    return out


def _settle(credits: Sequence[Credit]) -> tuple[Credit, ...]:
    """Text order; one credit for one place, the stronger form first."""
    order = list(CreditForm)
    chosen: dict[tuple[str, Span | None], Credit] = {}
    for credit in sorted(credits, key=lambda c: order.index(c.form)):
        chosen.setdefault((credit.agency, credit.span), credit)
    return tuple(sorted(chosen.values(), key=lambda c: (c.span.start if c.span else -1, c.agency)))


def _shift(span: Span, line: Line) -> Span:
    return Span(line.start + span.start, line.start + span.end)


def _trim(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    return Span(start, end) if start < end else None


def _sentence_start(text: str, before: int) -> int:
    """Where the sentence that holds `before` begins; initials and titles ("J.", "Jr.") end none."""
    start = 0
    for match in _stop().finditer(text, max(0, before - LONGEST), before):
        start = match.end()
    return start


def _is_name_list(text: str) -> bool:
    words = [w.strip(",.;:()") for w in text.split()]
    return bool(words) and all(not w or not w[0].islower() or w in _LIST_WORDS for w in words)


def _initials(piece: str) -> bool:
    return 1 <= len(piece) <= 3 and piece.isalpha() and piece.islower()


_LIST_WORDS = frozenset(
    "and in at from of the on with writer writers reporter reporters correspondent correspondents journalist "
    "journalists staff news service services wire wires reports agency agencies video also editor producer all "
    "national diplomatic political business freelance researcher around world".split()
)

_NOTES = (
    (("contributed",), _contributed, CreditForm.CONTRIBUTION),
    (
        (
            "contributing:",
            "contributors:",
            "with ",
            "additional reporting",
            "from ",
            "compiled",
            "source",
            "via ",
            "agencies",
        ),
        _contributing,
        CreditForm.CONTRIBUTION,
    ),
    (
        (
            "this report",
            "this story",
            "this article",
            "wire service",
            "wire report",
            "news service",
            "this reuters",
            "this ap ",
        ),
        _material,
        CreditForm.CONTRIBUTION,
    ),
    (("eporting by", "riting by", "diting by"), _staff, CreditForm.TAIL),
    (("©", "opyright", "(c)"), _copyright, CreditForm.COPYRIGHT),
)


@cache
def _contribution() -> re.Pattern[str]:
    what = r"(?:this|the|an earlier version of this)\s(?:[\w-]+\s){0,2}?(?:report|story|article|piece|post|dispatch|coverage|review|analysis)"
    return re.compile(
        rf"\b(?:also\s)?contributed(?:(?:\s\w+){{0,3}}?\s(?:to|for|from)\s(?P<what>{what})[^.\n]{{0,60}}\.?|\s(?:reporting|from)\b[^.\n]{{0,80}}\.?|\s?\.?(?=\s*$))"
    )


@cache
def _contributing_line() -> re.Pattern[str]:
    return re.compile(
        r"(?:[-–—•*(]\s?)?(?:Contributing|Contributors)(?:\s\w+)?:|(?:[-–—•*(]\s?)?(?:[Ww]ith|WITH)\s(?:additional\s)?"
        r"(?:files|reporting|assistance|reports|inputs?|material|information|agency|agencies|AP|AFP|Reuters|[A-Z]\w+\s[Ww]ires?)\b[^.]*\.?\)?$"
        r"|(?:[-–—•*(]\s?)?Additional\s(?:reporting|material|information)\s(?:by|from)\b"
        r"|(?:[-–—•*(]\s?)?(?:Compiled\sfrom|From)\s(?:[A-Z]\w+,?\s(?:and\s)?){0,4}(?:wire|news|agency|AP|AFP|Reuters)\s?(?:services?|reports?|agencies|dispatches|wires?)\b[^.]*\.?$"
        r"|(?:[-–—•*(]\s?)?(?:News\s)?[Aa]gencies\.?\)?$"
    )


@cache
def _made_from() -> re.Pattern[str]:
    what = r"(?:report|story|article|dispatch|piece)"
    return re.compile(
        rf"(?:•\s)?\b(?:This|The)\s{what}\s(?:also\s)?(?:includes?|contains?|uses?|is\sbased|was\sbased|was\scompiled|was\sproduced|was\swritten|has\sbeen)\b[^.\n]{{0,140}}\.?"
        rf"|(?:Material|Information|Reporting|Content|Reports?)\sfrom\s[^.\n]{{2,120}}\s(?:was|were)\s(?:used|included)\b[^.\n]{{0,60}}\.?"
        rf"|\b(?:has\s)?supplemented\sthis\s[^.\n]{{2,80}}\.?"
    )


@cache
def _wire_services() -> re.Pattern[str]:
    return re.compile(
        r"(?:•\s)?\b(?:This|The)\s(?:report|story|article)\s(?:is|was)\s(?:based|compiled)\b[^.\n]{0,60}\bwire\s[^.\n]{0,40}\.?"
    )


@cache
def _staff_note() -> re.Pattern[str]:
    who = r"[^()\n]{2,400}"
    return re.compile(
        rf"\((?:(?:Additional\s)?[Rr]eporting|[Ww]riting|[Ee]diting|Reported|Written|Compiled)\s[Bb]y\s{who}\)?\.?"
        rf"|(?:^|(?<=[.”\"]))\s?(?:Additional\s)?Reporting\s[Bb]y\s[^()\n]{{2,300}}[;.]\s?(?:[Ww]riting|[Ee]diting)\sby\s[^()\n]{{2,120}}$"
    )


@cache
def _copyright_note() -> re.Pattern[str]:
    return re.compile(r"(?:©|\(c\)|\(C\)|\bCopyright\b|\bCOPYRIGHT\b)[^\n]{0,400}")


@cache
def _source() -> re.Pattern[str]:
    return re.compile(r"^(?:[-–—•*(\[]\s?)?(?:Source|Sources|SOURCE|Via|via|From|Agency|Credit)\s?:?\s+")


@cache
def _last_words() -> re.Pattern[str]:
    return re.compile(r"[.!?][”\"’')]?\s?(?:[-–—]{1,2}\s?|[(\[/]\s?)?(?P<agency>[A-Z][\w.' /,&-]{1,40}?)\s?[)\]/]?\.?$")


@cache
def _people() -> re.Pattern[str]:
    return re.compile(
        r"(?:['’]s)?\s(?:news\sagency\s)?(?:journalists?|reporters?|correspondents?|photographers?|teams?|crews?|bureau|videographers?|witness(?:es)?)\b"
    )


@cache
def _stop() -> re.Pattern[str]:
    return re.compile(
        r"(?<=[a-z0-9”\"’)]{2})[.!?]+[”\"’)]*\s*(?=[A-Z“\"•])(?<!Jr\.\s)(?<!Sr\.\s)(?<!St\.\s)|[”\"]\s(?=[A-Z])"
    )
