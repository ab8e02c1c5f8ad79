"""Notes a report ends with: who contributed, what it is made from, who wrote the dispatch, whose it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from accord.intake.lines import Line, lines_with
from accord.intake.words import word_list
from accord.model.report import CreditForm
from accord.model.span import Span
from accord.text.agencies import AgencyMention, find_agencies

LONGEST = 420
"""A note is at most this long, in code points."""
_REST = 60
"""What follows on the note in its line belongs to it when it is at most this long."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note: where it stands in the text, its form, and the agencies it names (none for an outlet's own staff)."""

    span: Span
    form: CreditForm
    named: tuple[AgencyMention, ...]


@dataclass(frozen=True, slots=True)
class NoteKind:
    """A way of writing a note. `marks` are words, case as written, without which a line can't hold one; empty: any can.

    `find` gives its place in a line; `last` lines only where `at_end`.
    """

    form: CreditForm
    marks: tuple[str, ...]
    find: Callable[[str], Span | None]
    at_end: bool = False


def read_notes(text: str, lines: Sequence[Line], last: int) -> list[Note]:
    """The notes of a report, one a line at most, in text order.

    Args:
        text: the report's text.
        lines: where to look.
        last: how many lines at the end may hold a dispatch's staff note.
    """
    found: dict[int, Note] = {}
    for kind in _kinds():
        marked = lines_with(text, lines, kind.marks) if kind.marks else range(len(lines))
        for number in marked:
            if number not in found and (not kind.at_end or number >= len(lines) - last):
                span = kind.find(lines[number].text)
                if span:
                    found[number] = _note(lines[number], span, kind.form)
    return [found[number] for number in sorted(found)]


def _note(line: Line, span: Span, form: CreditForm) -> Note:
    named = find_agencies(line.text, span.start, span.end, expected=True)
    if form is CreditForm.COPYRIGHT:
        named = owners(line.text, span.start)
    if form is CreditForm.CONTRIBUTION and not named:
        named = _unknown_agency(line.text, span)
    if form is CreditForm.TAIL and not named and _edited().search(line.text, span.start, span.end):
        named = [AgencyMention(span, "Reuters")]  # the staff note of a Reuters file; no other agency writes it so
    shifted = (AgencyMention(_shift(m.span, line), m.agency) for m in named)
    return Note(_shift(span, line), form, tuple(shifted))


def _unknown_agency(text: str, span: Span) -> list[AgencyMention]:
    """The letters that alone contributed: an agency the table does not know ("VNP contributed to this report.")."""
    match = _letters().match(text, span.start, span.end)
    known = match is None or match[1] in word_list("broadcasters")
    return [] if match is None or known else [AgencyMention(Span(*match.span(1)), match[1])]


def _contributed(text: str) -> Span | None:
    """The sentence that says who contributed to the report."""
    for match in _contribution().finditer(text):
        start = _sentence_start(text, match.start())
        if match.end() - start <= LONGEST and (match["what"] or _is_name_list(text[start : match.start()])):
            return _trim(text, start, len(text) if len(text) - match.end() <= _REST else match.end())
    return None


def _contributing(text: str) -> Span | None:
    """A line, or the end of one, that lists contributors after a colon or a fixed opening."""
    if len(text) <= LONGEST and _contributors().match(text):
        return Span(0, len(text))
    at = text.find("Contributing: ", max(0, len(text) - LONGEST))
    return Span(at, len(text)) if at > 0 and text[at - 1] in '.!?”" ' else None


def _material(text: str) -> Span | None:
    """A sentence that says what the report is made from; without an agency only where it says "wire"."""
    match = _made_from().search(text)
    if match and not find_agencies(text, match.start(), match.end(), expected=True) and " wire" not in match.group():
        match = None
    return _trim(text, match.start(), match.end()) if match else None


def _whence(text: str) -> Span | None:
    """A line that says where the authors reported from ("Vell reported from Lenn.")."""
    names, _, places = text.partition(" reported from ")
    short = len(text) <= LONGEST and names[:1].isupper() and places[:1].isupper()
    return Span(0, len(text)) if short and len(names.split()) <= 12 and _is_name_list(names) else None


def _staff(text: str) -> Span | None:
    """A dispatch's staff note: "(Reporting by …; Editing by …)"."""
    match = _staff_note().search(text)
    return _trim(text, match.start(), match.end()) if match else None


def _owned(text: str) -> Span | None:
    """A copyright note whose owner is an agency."""
    match = _copyright_note().search(text)
    owned = match is not None and owners(text, match.start())
    return _trim(text, match.start(), match.end()) if match and owned else None


def owners(text: str, start: int) -> list[AgencyMention]:
    """The agency that a copyright note beginning at `start` names as the owner; empty for any other owner.

    A photographer between the sign and the agency makes it a picture's note: "© Anna Vell (AFP)".
    """
    named = find_agencies(text, start, start + 90, expected=True)
    return named[:1] if named and _before_owner().fullmatch(text, start, named[0].span.start) else []


def _shift(span: Span, line: Line) -> Span:
    return Span(line.start + span.start, line.start + span.end)


def _trim(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    return Span(start, end) if start < end else None


def _sentence_start(text: str, before: int) -> int:
    """Where the sentence that holds `before` begins; an initial ("J.") ends none."""
    start = 0
    for match in _stop().finditer(text, max(0, before - LONGEST), before):
        start = match.end()
    return start


def _is_name_list(text: str) -> bool:
    words = [word.strip(",.;:()") for word in text.split()]
    small = word_list("contributor_words")
    return bool(words) and all(not word or not word[0].islower() or word in small for word in words)


@cache
def _kinds() -> tuple[NoteKind, ...]:
    contribution = CreditForm.CONTRIBUTION
    made_from = ("his report", "his story", "his article", "aterial from", "nformation from", "supplemented")
    return (
        NoteKind(CreditForm.TAIL, ("eporting by", "eporting By", "riting by", "diting by"), _staff, at_end=True),
        NoteKind(contribution, (" reported from ",), _whence, at_end=True),
        NoteKind(contribution, ("contributed",), _contributed),
        NoteKind(contribution, (), _contributing),
        NoteKind(contribution, made_from, _material),
        NoteKind(CreditForm.COPYRIGHT, ("©", "opyright", "OPYRIGHT", "(c)"), _owned),
    )


@cache
def _letters() -> re.Pattern[str]:
    return re.compile(r"(?:The\s)?([A-Z]{2,6})\scontributed\b")


@cache
def _contribution() -> re.Pattern[str]:
    text = r"(?:report|story|article|piece|post|dispatch|coverage|review|analysis)"
    what = rf"(?:this|the|an\searlier\sversion\sof\sthis)\s(?:[\w-]+\s){{0,2}}?{text}"
    return re.compile(
        rf"\b(?:also\s)?contributed(?:(?:\s\w+){{0,3}}?\s(?:to\s|for\s|from\s)?(?P<what>{what})(?!['’])[^.\n]{{0,60}}\.?"
        r"|\s(?:reporting|from)\b[^.\n]{0,80}\.?|\s?\.?(?=\s*$))"
    )


@cache
def _contributors() -> re.Pattern[str]:
    agency = r"(?:AP|AFP|Associated\sPress|Reuters|wire|news|agency)"
    what = (
        rf"(?:files|reporting|assistance|reports|inputs?|material|information|agency|agencies|{agency}|\w+\s[Ww]ires?)"
    )
    return re.compile(
        r"(?:[-–—•*(]\s?)?(?:"
        r"(?:Contributing|Contributors)(?:\s\w+)?:"
        rf"|Contributing\s(?:[Tt]he\s)?{agency}\b[^.]*\.?$"
        rf"|(?:[Ww]ith|WITH)\s(?:additional\s)?{what}\b[^.]*\.?\)?$"
        r"|Additional\s(?:reporting|material|information)\s(?:by|from)\b"
        rf"|(?:Compiled\sfrom|From)\s(?:[A-Z]\w+,?\s(?:and\s)?){{0,4}}{agency}\s?"
        r"(?:services?|reports?|agencies|dispatches|wires?)\b[^.]*\.?$"
        r"|(?:News\s)?[Aa]gencies\.?\)?$)"
    )


@cache
def _made_from() -> re.Pattern[str]:
    verbs = r"(?:includes?|contains?|uses?|(?:is|was)\s(?:based|compiled|produced|written|reported)|has\sbeen|relies)"
    return re.compile(
        rf"(?:•\s)?\bThis\s(?:report|story|article|dispatch|piece)\s(?:also\s)?{verbs}\b[^.\n]{{0,140}}\.?"
        r"|(?:Material|Information)\sfrom\s[^.\n]{2,120}\s(?:was|were)\s(?:used|included)\b"
        r"[^.\n]{0,60}\.?"
        r"|\b(?:[A-Z]\w+\s){1,5}(?:has\s)?supplemented\sthis\s[^.\n]{2,80}\.?"
    )


@cache
def _staff_note() -> re.Pattern[str]:
    verbs = r"(?:(?:Additional\s)?[Rr]eporting|[Ww]riting|[Ee]diting|Reported|Written|Compiled)"
    return re.compile(
        rf"\({verbs}\s[Bb]y\s[^()\n]{{2,400}}\)?\.?"
        r"|(?:^|(?<=[.”\"]))\s?(?:Additional\s)?Reporting\s[Bb]y\s[^()\n]{2,300}"
        r"[;.]\s?(?:[Ww]riting|[Ee]diting)\sby\s[^()\n]{2,120}$"
    )


@cache
def _edited() -> re.Pattern[str]:
    return re.compile(r"(?:[Ee]diting|[Ww]riting) [Bb]y")


@cache
def _copyright_note() -> re.Pattern[str]:
    return re.compile(r"(?:©|\([cC]\)|\bCopyright\b|\bCOPYRIGHT\b)[^\n]{0,400}")


@cache
def _before_owner() -> re.Pattern[str]:
    return re.compile(r"(?:[\s\d,.:|©-]|\([cC]\)|[Cc]opyright|COPYRIGHT|by|[Tt]he|THE)*")


@cache
def _stop() -> re.Pattern[str]:
    return re.compile(r"(?<=[a-z0-9”\"’)]{2})[.!?]+[”\"’)]*\s*(?=[A-Z“\"•])(?<!Jr\.\s)(?<!Sr\.\s)|[”\"]\s(?=[A-Z])")
