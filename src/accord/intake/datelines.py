"""Datelines: the place, day and agency a report opens with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from accord.intake.lines import Line
from accord.intake.words import dateline_cities, word_list
from accord.model.report import Credit, CreditForm
from accord.model.span import Span
from accord.text.agencies import find_agencies

_HEAD = 130
"""How much of a line a dateline may take, in code points."""
_SHORTEST = 60
"""A line this short after a bare place is a heading, not a paragraph."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """An opening place line: its span, with the dash that ends it, and the agencies it credits.

    `colon` says that a colon ends it, as it does a speaker's name in a transcript.
    """

    span: Span
    credits: tuple[Credit, ...] = ()
    colon: bool = False


def read_dateline(line: Line, *, opening: bool) -> Dateline | None:
    """The dateline a line begins with, None when it begins with none.

    Args:
        line: where to look.
        opening: the line is the first of the report's prose, so that a dateline without an agency counts.
    Catches: "ORSK (AP) — ", "ORSK/LENN, March 3 (Reuters) - ", "(AFP) – ", "ORSK, March 3 /TASS/. ",
        "ORSK (Vel Press) - ", "ORSK — ", "ORSK: ".
    Refuses: "UPDATE: ", "ORSK and LENN agreed — at last".
    """
    head = line.text[:_HEAD]
    if ")" in head or head.count("/") > 1:
        credited = _bracketed().match(head) or _slashed().match(head)
        if credited:
            return _credited(line, credited, opening)
    if not opening or len(line.text) < _SHORTEST:
        return None
    bare = _dashed().match(head)
    if bare and (_is_place(bare["place"], credited=False) or _is_known(bare["place"])):
        return Dateline(_opening_span(line, bare))
    bare = _colon().match(head)
    if bare and _is_known(bare["place"]) and _is_capitals(bare["place"].split(",")[0]):
        return Dateline(_opening_span(line, bare), colon=True)
    return None


def _credited(line: Line, match: re.Match[str], opening: bool) -> Dateline | None:
    """A dateline with an agency, or with a broadcaster's own letters ("(CNN)")."""
    if not _is_place(match["place"], credited=True):
        return None
    named = find_agencies(line.text, match.start("agency"), match.end("agency"), expected=True)
    if named and len(match["agency"]) - sum(len(m.span) for m in named) <= 14:
        return Dateline(_opening_span(line, match), tuple(_credit(line, m.agency, m.span) for m in named))
    if opening and any(_opens(match["agency"], own) for own in word_list("broadcasters")):
        return Dateline(_opening_span(line, match))
    if not named and _is_unknown_agency(match):
        span = Span(*match.span("agency"))
        return Dateline(_opening_span(line, match), (_credit(line, match["agency"], span),))
    return None


def _credit(line: Line, agency: str, span: Span) -> Credit:
    return Credit(agency, CreditForm.DATELINE, Span(line.start + span.start, line.start + span.end))


def _opens(bracket: str, own: str) -> bool:
    """True for a broadcaster's letters, alone or with a programme or city after them ("CBS SF")."""
    return bracket.startswith(own) and not bracket[len(own) : len(own) + 1].islower()


def _is_unknown_agency(match: re.Match[str]) -> bool:
    """True where only an agency can stand, whatever its name: after a place in capitals, before a dash."""
    words = match["agency"].split()
    named = len(words) <= 2 and all(word.isalpha() and word[0].isupper() and len(word) > 1 for word in words)
    return named and bool(match["dash"]) and _is_place(match["place"], credited=False)


def _opening_span(line: Line, match: re.Match[str]) -> Span:
    return Span(line.start, line.start + len(match.group().rstrip()))


def _is_place(place: str, *, credited: bool) -> bool:
    """True for names of places, with or without a day; without an agency the first must be in capitals."""
    parts = [part.strip(" .-–—") for part in re.split(r"[,/]|\.\s", place)]
    parts = [part for part in parts if part]
    if not parts or all(map(_is_day, parts)):
        return credited
    if not credited and not _is_capitals(parts[0]):
        return False
    return all(_is_name(part) or _is_day(part) for part in parts)


def _is_known(place: str) -> bool:
    """True for a known city, with or without what follows after a comma; for two of them joined by a slash."""
    cities = [part.split(",")[0].strip(" .").casefold() for part in place.split("/")]
    return all(city in dateline_cities() for city in cities)


def _is_capitals(part: str) -> bool:
    words = part.split()
    return (
        part.upper() == part
        and sum(c.isalpha() for c in part) >= 3
        and len(words) <= 3
        and not any(word.strip(".").casefold() in word_list("not_places") for word in words)
    )


def _is_name(part: str) -> bool:
    words = part.split()
    small = word_list("place_particles")
    return len(words) <= 6 and all(w[0].isupper() or w in small or w.startswith("al-") for w in words)


def _is_day(part: str) -> bool:
    words = part.casefold().replace(".", " ").split()
    return 1 <= len(words) <= 3 and all(w in word_list("months") or w.isdigit() for w in words)


@cache
def _bracketed() -> re.Pattern[str]:
    return re.compile(
        r"(?P<place>[^()\n—]{0,90}?)\s*(?:[-–—]\s*)?\((?P<agency>[^()\n]{2,45})\)"
        r"(?:\s*(?P<dash>[-–—]{1,3})|\s*:)?\s*(?=[\w“\"‘'$£€])"
    )


@cache
def _slashed() -> re.Pattern[str]:
    return re.compile(
        r"(?P<place>[^/\n]{2,70}?)[\s.,]+/(?P<agency>[A-Za-z][A-Za-z .-]{1,20})(?P<dash>/)"
        r"(?:\.\s*|\s+)(?:[-–—]\s*)?(?=[\w“\"])"
    )


@cache
def _dashed() -> re.Pattern[str]:
    return re.compile(r"(?P<place>[A-Z][^—–:()\n]{2,75}?)\s*(?:\s--?\s|[—–])\s*(?=[A-Z“\"‘'$£€\d])")


@cache
def _colon() -> re.Pattern[str]:
    return re.compile(r"(?P<place>[A-Z][^—–:()\n]{2,40}):\s+(?=[A-Z“\"‘'])")
