"""Passages: the stretch of a report that is shown for a hit, with the places in it that answer to the query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accord.model.span import Span
from accord.store.search.words import MOST_TEXT, Term, find_terms, have_letters, joined

BEFORE, LONGEST = 60, 240
"""Characters shown before the words a hit leads to, and in all."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The exact words of a hit, what is shown of the report around them, and the marks in that, in order."""

    span: Span
    around: Span
    marks: tuple[Span, ...]


def of_report(text: str, terms: Sequence[Term]) -> Passage:
    """The passage of a report in which most of the terms stand close together, of several the first.

    Where none stands in the text (but in the title, say), it is the beginning; the text is not empty.
    """
    placed = find_terms(terms, text, Span(0, min(len(text), MOST_TEXT)))
    places = sorted((span, n) for n, spans in enumerate(placed) for span in spans)
    if not places:
        return Passage(Span(0, len(text)), _around(text, Span(0, 1)), ())
    best, most, first = 0, 0, 0
    for last, (span, _) in enumerate(places):
        while places[first][0].start < span.end - (LONGEST - BEFORE):
            first += 1
        several = len({n for _, n in places[first : last + 1]})
        if several > most:
            best, most = first, several
    around = _around(text, places[best][0])
    marks = joined(span for span, _ in places if around.contains(span))
    return Passage(marks[0] if marks else places[best][0], around, marks)


def of_words(text: str, span: Span, terms: Sequence[Term]) -> Passage | None:
    """The passage of words within a report; None where one of the terms is not among them."""
    if not have_letters(terms, span.of(text)):
        return None
    placed = find_terms(terms, text, span)
    if not all(placed):
        return None
    marks = joined(place for places in placed for place in places)
    start = marks[0] if marks and marks[0].end > span.start + LONGEST else span
    around = _around(text, start)
    return Passage(span, around, tuple(mark for mark in marks if around.contains(mark)))


def _around(text: str, span: Span) -> Span:
    """The stretch around the beginning of some words, from one space to another where there is one near."""
    start, end = max(0, span.start - BEFORE), min(len(text), max(0, span.start - BEFORE) + LONGEST)
    if start:
        space = max(text.find(" ", start, span.start), text.find("\n", start, span.start))
        start = space + 1 if space >= 0 else start
    if end < len(text):
        space = max(text.rfind(" ", span.start + 1, end), text.rfind("\n", span.start + 1, end))
        end = space if space > start else end
    return Span(start, end)
