"""The top of a report: title, byline, dateline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from accord.intake.datelines import Dateline, read_dateline
from accord.intake.lines import Line
from accord.intake.words import word_list
from accord.model.report import Credit, CreditForm, Mask, MaskKind
from accord.model.span import Span
from accord.text.agencies import agency_called, find_agencies

TOP = 7
"""How many lines of prose may hold the title, the byline and the opening dateline."""


@dataclass(frozen=True, slots=True)
class Head:
    """What the top of a report says. Masks in text order, never overlapping."""

    title: str | None
    dateline: Span | None
    byline: Span | None
    credits: tuple[Credit, ...]
    masks: tuple[Mask, ...]


def read_head(lines: Sequence[Line], title: str | None, outlet: str | None) -> Head:
    """Read the top of a report.

    Args:
        lines: its lines without page furniture.
        title: the title its metadata gives; a first line set apart becomes the title where there is none.
        outlet: who published it, for a byline that names the outlet.
    """
    titled = _title_line(lines, title)
    bylines = _bylines([line for line in lines[:TOP] if line is not titled], outlet)
    taken = {line.start for line in (*bylines, *((titled,) if titled else ()))}
    datelines = _datelines([line for line in lines if line.start not in taken], lines)
    masks = [Mask(line.span, MaskKind.BYLINE) for line in bylines]
    masks += [Mask(dateline.span, MaskKind.DATELINE) for dateline in datelines]
    masks += [Mask(titled.span, MaskKind.TITLE)] if titled else []
    return Head(
        title or (titled.text.lstrip("# ") if titled else None),
        datelines[0].span if datelines else None,
        bylines[0].span if bylines else None,
        (
            *(c for line in bylines for c in _credits(line)),
            *(c for d in datelines for c in d.credits if c.agency != outlet),
        ),
        tuple(sorted(masks, key=lambda mask: mask.span)),
    )


def _datelines(lines: Sequence[Line], everything: Sequence[Line]) -> list[Dateline]:
    """The opening dateline, and those with a credit further down where dispatches are set one after another."""
    found = []
    opening = True
    for number, line in enumerate(lines):
        dateline = read_dateline(line, opening=opening and number < TOP)
        if dateline and not (dateline.colon and _is_transcript(everything)):
            found.append(dateline)
        opening = opening and dateline is None and len(line.text) < 150
    return found


def _title_line(lines: Sequence[Line], title: str | None) -> Line | None:
    """The line that is the title: it says what the title given says, or stands apart as a headline does."""
    if title:
        wanted = _plain(title)
        near = [line for line in lines[:3] if len(line.text) <= 2 * len(title) + 20]
        return next((line for line in near if _plain(line.text) == wanted), None)
    if len(lines) < 2:
        return None
    line, after = lines[0], lines[1]
    if not _is_headline(line.text) or read_dateline(line, opening=True):
        return None
    if _is_byline(after.text) and len(lines) > 2:
        return line
    paragraphs = [o for o in lines[1:4] if len(o.text) > max(90, len(line.text)) and o.text[-1] in '.!?”"’)']
    return line if paragraphs else None


def _is_headline(text: str) -> bool:
    if not (15 <= len(text) <= 150 and 3 <= len(text.split()) <= 25):
        return False
    whole = text[-1] not in ".!:;,…" and text[0] not in "-–—•*(" and not _sentence_end().search(text)
    return whole and not _is_byline(text)


def _is_byline(text: str) -> bool:
    """True for "By ANNA VELL and JON ORT, Associated Press"; false for "By Tuesday, both sides had agreed."."""
    if len(text) > 140 or not text.startswith(("By ", "BY ", "by ", "By: ", "Written by ", "Reported by ", "From ")):
        return False
    if text[-1] in ".:;!?" and not text.endswith(("Jr.", "Sr.", "Press.", "News.")):
        return False
    if text.startswith("From ") and not agency_called(text[5:]):
        return False
    words = [word for word in re.split(r"[\s,|]+", text.strip(" .|,")) if word][1:]
    first = words[0].strip(".").casefold() if words else ""
    if not words or len(words) > 18 or first in word_list("months") or first.endswith("day") or first.isdigit():
        return False
    names = [w for w in words if w[0].isalpha() and w.casefold() not in word_list("byline_particles")]
    return bool(names) and all(w[0].isupper() for w in names)


def _bylines(top: Sequence[Line], outlet: str | None) -> list[Line]:
    """The lines that name the authors or their desk; a desk (and the names above it) only above the first paragraph."""
    found = []
    before: Line | None = None
    opening = True
    for line in top:
        if _is_byline(line.text):
            found.append(line)
        elif opening and _is_desk(line.text, outlet):
            found += [before, line] if before and before not in found and _is_names(before.text) else [line]
        opening = opening and not (len(line.text) > 60 and line.text[-1] in '.!?”"')
        before = line
    return found


def _is_desk(text: str, outlet: str | None) -> bool:
    """True for a line that is only the outlet's or an agency's name, or names followed by an agency's."""
    if len(text) > 90 or text[-1] == ":":
        return False
    bare = text.strip(" .|-–—•")
    if (agency_called(bare) and find_agencies(bare, expected=True)) or (outlet and _plain(bare) == _plain(outlet)):
        return True
    names, _, desk = bare.rpartition(",")
    return _is_names(names) and agency_called(desk) is not None


def _is_names(text: str) -> bool:
    """True for a few people's names and nothing else."""
    words = text.replace(",", " ").split()
    return 2 <= len(words) <= 12 and all(word[0].isupper() or word == "and" for word in words) and text[-1] not in "?!:"


def _is_transcript(lines: Sequence[Line]) -> bool:
    return sum(1 for line in lines if _speaker().match(line.text)) > 2


def _credits(line: Line) -> list[Credit]:
    return [
        Credit(m.agency, CreditForm.BYLINE, Span(line.start + m.span.start, line.start + m.span.end))
        for m in find_agencies(line.text, expected=True)
    ]


def _plain(text: str) -> str:
    return "".join(_words().findall(text.casefold()))


@cache
def _speaker() -> re.Pattern[str]:
    return re.compile(r"[A-Z][A-Z .'’-]{2,40}(?:, [A-Z ,]{3,30})?: ")


@cache
def _sentence_end() -> re.Pattern[str]:
    """A sentence that ends inside a line; a short word before the stop may be an abbreviation."""
    return re.compile(r"\w{5,}[.!] [A-Z“]")


@cache
def _words() -> re.Pattern[str]:
    return re.compile(r"\w+")
