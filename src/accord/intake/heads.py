"""The top of a report: title, byline, dateline, the day it was published where the text says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from accord.intake.datelines import MONTHS, read_dateline
from accord.intake.lines import Line
from accord.model.report import Credit, CreditForm, Mask, MaskKind
from accord.model.span import Span
from accord.text.agencies import agency_called, find_agencies

TOP = 7
"""How many lines of prose may hold the title, the byline and the opening dateline."""


@dataclass(frozen=True, slots=True)
class Head:
    """What the top of a report says. Masks in text order; spans never overlap."""

    title: str | None = None
    dateline: Span | None = None
    byline: Span | None = None
    credits: tuple[Credit, ...] = ()
    masks: tuple[Mask, ...] = ()


def read_head(lines: Sequence[Line], title: str | None, outlet: str | None) -> Head:
    """Read the top of a report.

    Args:
        lines: its lines without page furniture.
        title: the title its metadata gives; the first line becomes the title where there is none.
        outlet: who published it, for a byline that names the outlet.
    """
    masks: list[Mask] = []
    credits: list[Credit] = []
    top = list(lines[:TOP])
    found = _title_line(lines, title)
    if found is not None:
        masks.append(Mask(found.span, MaskKind.TITLE))
        top = [line for line in top if line is not found]
    byline: Span | None = None
    for number, line in enumerate(top):
        if _is_byline(line.text) or _is_desk(line.text, outlet, number):
            byline = byline or line.span
            masks.append(Mask(line.span, MaskKind.BYLINE))
            credits.extend(_byline_credits(line))
    dateline = _dateline(lines, {mask.span.start for mask in masks}, masks, credits)
    text_title = found.text if found and not title else title
    return Head(text_title, dateline, byline, tuple(credits), tuple(sorted(masks, key=lambda m: m.span)))


def _dateline(lines: Sequence[Line], taken: set[int], masks: list[Mask], credits: list[Credit]) -> Span | None:
    """The first dateline; later ones, of dispatches set one after another, are masked and credited too."""
    speakers = sum(1 for line in lines if _speaker().match(line.text)) > 2
    first: Span | None = None
    opening = True
    for number, line in enumerate(lines):
        if line.start in taken:
            continue
        dateline = read_dateline(line, opening=opening and number < TOP, speakers=speakers)
        if dateline:
            first = first or dateline.span
            masks.append(Mask(dateline.span, MaskKind.DATELINE))
            credits.extend(dateline.credits)
        opening = opening and dateline is None and len(line.text) < 150
    return first


def _title_line(lines: Sequence[Line], title: str | None) -> Line | None:
    """The line that is the title: it equals the one given, or stands apart as a headline does."""
    if title:
        wanted = _plain(title)
        return next((line for line in lines[:3] if _plain(line.text) == wanted), None)
    if len(lines) < 2:
        return None
    line, after = lines[0], lines[1]
    if not _is_headline(line.text) or read_dateline(line, opening=True):
        return None
    if _is_byline(after.text) and len(lines) > 2:
        return line
    rest = lines[1:4]
    prose = any(len(other.text) > max(90, len(line.text)) and other.text[-1] in '.!?”"’)' for other in rest)
    return line if prose else None


def _is_headline(text: str) -> bool:
    words = text.split()
    if not (15 <= len(text) <= 150 and 3 <= len(words) <= 25):
        return False
    return text[-1] not in ".!:;,…" and text[0] not in "-–—•*(" and not _is_byline(text)


def _is_byline(text: str) -> bool:
    """True for "By ANNA VELL and JON ORT, Associated Press"; false for "By Tuesday, both sides had agreed."."""
    if len(text) > 140 or not _by().match(text):
        return False
    words = re.split(r"[\s,|]+", text.strip(" .|,"))[1:]
    small = {
        "and",
        "with",
        "in",
        "of",
        "for",
        "the",
        "at",
        "by",
        "de",
        "van",
        "von",
        "der",
        "den",
        "bin",
        "al",
        "el",
        "la",
        "&",
        "|",
        "·",
        "-",
        "–",
        "—",
        "staff",
        "correspondent",
        "reporter",
        "editor",
        "writer",
        "to",
        "our",
    }
    first = words[0].strip(".").casefold() if words else ""
    if not words or first in MONTHS or first.endswith("day") or first.isdigit():
        return False
    if text.endswith(".") and not text.endswith(("Jr.", "Sr.", "News.", "Press.")):
        return False
    names = [w for w in words if w.casefold() not in small and w[0].isalpha()]
    return len(words) <= 18 and bool(names) and all(w[0].isupper() for w in names)


def _is_desk(text: str, outlet: str | None, number: int) -> bool:
    """True for a line that is only the outlet's or an agency's name, or a name followed by an agency's."""
    if len(text) > 90 or number > 4:
        return False
    bare = text.strip(" .|-–—•")
    if agency_called(bare) or (outlet and _plain(bare) == _plain(outlet)):
        return True
    name, comma, desk = bare.rpartition(",")
    return bool(comma) and agency_called(desk) is not None and all(w[0].isupper() or w == "and" for w in name.split())


def _byline_credits(line: Line) -> list[Credit]:
    return [
        Credit(m.agency, CreditForm.BYLINE, Span(line.start + m.span.start, line.start + m.span.end))
        for m in find_agencies(line.text, expected=True)
    ]


def _plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


@cache
def _by() -> re.Pattern[str]:
    return re.compile(r"(?:By|BY|Written by|Words by|From|Posted by|Reported by)[: ]\s*[A-Z“\"]")


@cache
def _speaker() -> re.Pattern[str]:
    return re.compile(r"[A-Z][A-Z .'’-]{2,40}(?:, [A-Z ,]{3,30})?: ")
