"""Datelines: the place, day and agency a report opens with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from accord.intake.lines import Line
from accord.model.report import Credit, CreditForm
from accord.model.span import Span
from accord.text.agencies import find_agencies

HEAD = 130
MONTHS = (
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
).split()
NOT_PLACES = frozenset(
    "analysis opinion update updates updated breaking watch video photos photo exclusive live correction note notes "
    "editorial comment factbox explainer read more related transcript interview review news alert advisory urgent "
    "summary timeline profile feature column special report fact check verdict quote quotes key poll podcast bulletin "
    "background context by q a host just in developing wrap".split()
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """An opening place line: its span, with the dash that ends it, and the agencies it credits."""

    span: Span
    credits: tuple[Credit, ...]


def read_dateline(line: Line, *, opening: bool, speakers: bool = False) -> Dateline | None:
    """The dateline a line begins with, None when it begins with none.

    Args:
        line: where to look.
        opening: the line is the first of the report's prose, so that a dateline without an agency counts.
        speakers: the report is a transcript, where a name in capitals before a colon is a speaker's.
    Catches: "ORSK (AP) — ", "ORSK/LENN, March 3 (Reuters) - ", "(AFP) – ", "ORSK, March 3 /TASS/. ", "ORSK — ", "ORSK: ".
    Refuses: "UPDATE: ", "ORSK and LENN agreed — at last".
    """
    head = line.text[:HEAD]
    if bracketed := _bracketed().match(head) or _slashed().match(head):
        if not _is_place(bracketed["place"], loose=True):
            return None
        credits = _credits(line, bracketed)
        outlet = opening and _is_outlet(bracketed["agency"]) and len(line.text) > bracketed.end() + 40
        if credits or outlet:
            return Dateline(Span(line.start, line.start + len(head[: bracketed.end()].rstrip())), credits)
        return None
    if not opening or len(line.text) < 60:
        return None
    bare = _dashed().match(head) or (None if speakers else _colon().match(head))
    if bare and _is_place(bare["place"], loose=False):
        return Dateline(Span(line.start, line.start + len(head[: bare.end()].rstrip())), ())
    return None


def _credits(line: Line, match: re.Match[str]) -> tuple[Credit, ...]:
    named = find_agencies(line.text, match.start("agency"), match.end("agency"), expected=True)
    inside = match["agency"]
    covered = sum(len(mention.span) for mention in named)
    if not named or len(inside) - covered > 12:
        return ()
    return tuple(
        Credit(m.agency, CreditForm.DATELINE, Span(line.start + m.span.start, line.start + m.span.end)) for m in named
    )


def _is_outlet(bracket: str) -> bool:
    """Letters like "(CNN)" or "(VOA News)": the outlet naming itself."""
    words = bracket.split()
    return 1 <= len(words) <= 3 and words[0].isupper() and 2 <= len(words[0]) <= 6 and words[0].isalpha()


def _is_place(place: str, *, loose: bool) -> bool:
    """True for place names, with or without a day; `loose` lets the first be in small letters ("Orsk")."""
    parts = [p.strip(" .") for p in re.split(r"[,/]", place)]
    parts = [p for p in parts if p]
    if not parts:
        return loose
    if loose and all(_is_day(p) for p in parts):
        return True
    if not loose and not _is_capitals(parts[0]):
        return False
    return all(_is_name(p) or _is_day(p) for p in parts)


def _is_capitals(part: str) -> bool:
    words = part.split()
    letters = [c for c in part if c.isalpha()]
    return (
        len(letters) >= 3
        and part.upper() == part
        and len(words) <= 4
        and not any(word.strip(".").casefold() in NOT_PLACES for word in words)
    )


def _is_name(part: str) -> bool:
    words = part.split()
    small = {"of", "the", "and", "de", "la", "el", "al", "on", "upon", "near", "in", "aboard"}
    return len(words) <= 6 and all(w[0].isupper() or w in small or w.startswith("al-") for w in words)


def _is_day(part: str) -> bool:
    words = part.casefold().replace(".", " ").split()
    return 1 <= len(words) <= 3 and all(w in MONTHS or w.isdigit() for w in words)


@cache
def _bracketed() -> re.Pattern[str]:
    dash = r"(?:\s*(?:[-–—]{1,3}|:)\s*)?"
    return re.compile(
        rf"(?P<place>[^()\n—]{{0,90}}?)\s*(?:[-–—]\s*)?\((?P<agency>[^()\n]{{2,45}})\){dash}\s*(?=[\w“\"‘'$£€])"
    )


@cache
def _slashed() -> re.Pattern[str]:
    return re.compile(
        r"(?P<place>[^/\n]{2,70}?)\s*/(?P<agency>[A-Za-z][A-Za-z .-]{1,20})/\.?\s*(?:[-–—]\s*)?(?=[\w“\"])"
    )


@cache
def _dashed() -> re.Pattern[str]:
    return re.compile(r"(?P<place>[A-Z][^—–:()\n]{2,75}?)\s*(?:\s--?\s|[—–])\s*(?=[A-Z“\"‘'$£€\d])")


@cache
def _colon() -> re.Pattern[str]:
    return re.compile(r"(?P<place>[A-Z][^—–:()\n]{2,40}):\s+(?=[A-Z“\"‘'])")
