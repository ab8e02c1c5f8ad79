"""Quoting: words of a report with those around them, and finding them again in a text that may have changed.

Word for word first: where they stood, then the one place, then the place with the same words around it. Failing that,
words that differ a little, if they stand at one place only. Where there is a doubt nothing is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from accord.model.report import Report
from accord.model.span import Span
from accord.model.subject import TextQuote

AROUND = 32
"""Characters kept before and after the words."""

ALIKE = 88.0
"""Likeness, of 100, from which words with those around them are held to be the same, changed a little."""

APART = 6.0
"""Likeness by which the best place must be ahead of every other."""

MOST_PLACES = 200
"""Places of the same words that are looked at."""

SHORTEST = 24
"""Characters, with those around them, below which words that changed are not looked for."""

LONGEST_TEXT = 200_000
"""Characters of a text above which words that changed are not looked for."""

_TELLING = re.compile(r"\d+|\b(?:not|no|never|none|nor|neither|cannot|without)\b|n['’]t\b", re.IGNORECASE)


def quote_words(report: Report, span: Span) -> TextQuote:
    """The words under a span, with those around them."""
    text = report.text
    before, after = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
    return TextQuote(report.id, span.of(text), before, after, span.start, report.url)


def find_words(quote: TextQuote, text: str) -> Span | None:
    """Where the words stand in a text now; None when they are gone, or it can't be told which place is theirs."""
    end = quote.start + len(quote.exact)
    if text[quote.start : end] == quote.exact and _around(quote, text, quote.start) >= _around_once(quote):
        return Span(quote.start, end)
    places = list(_places(quote.exact, text))
    if not places:
        return _changed_a_little(quote, text)
    if len(places) == MOST_PLACES:
        return None
    ranked = sorted(((_around(quote, text, at), at) for at in places), reverse=True)
    if len(ranked) > 1 and ranked[0][0] == ranked[1][0]:
        return None
    return Span(ranked[0][1], ranked[0][1] + len(quote.exact))


def _places(words: str, text: str) -> Iterator[int]:
    at = text.find(words)
    for _ in range(MOST_PLACES):
        if at < 0:
            return
        yield at
        at = text.find(words, at + 1)


def _around(quote: TextQuote, text: str, at: int) -> int:
    """How many characters around a place are those that stood around the words, counted from the words on."""
    from rapidfuzz.distance import Postfix, Prefix

    end = at + len(quote.exact)
    before, after = text[max(0, at - len(quote.prefix)) : at], text[end : end + len(quote.suffix)]
    return int(Postfix.similarity(before, quote.prefix) + Prefix.similarity(after, quote.suffix))


def _around_once(quote: TextQuote) -> int:
    """All of what stood around the words."""
    return len(quote.prefix) + len(quote.suffix)


def _changed_a_little(quote: TextQuote, text: str) -> Span | None:
    """The one place where words much like these stand between words much like those around them."""
    from rapidfuzz import fuzz

    whole = quote.prefix + quote.exact + quote.suffix
    if len(whole) < SHORTEST or not len(whole) // 2 <= len(text) <= LONGEST_TEXT:
        return None
    found = fuzz.partial_ratio_alignment(whole, text, score_cutoff=ALIKE)
    if found is None or found.dest_end <= found.dest_start:
        return None
    rest = text[: found.dest_start] + "\0" * len(whole) + text[found.dest_end :]
    if fuzz.partial_ratio(whole, rest) > found.score - APART:
        return None
    around = text[found.dest_start : found.dest_end]
    own = fuzz.partial_ratio_alignment(quote.exact, around, score_cutoff=ALIKE)
    if own is None or own.dest_end <= own.dest_start:
        return None
    span = Span(found.dest_start + own.dest_start, found.dest_start + own.dest_end)
    # another figure, or a `not`, is no little change
    return span if _telling(span.of(text)) == _telling(quote.exact) else None


def _telling(words: str) -> list[str]:
    return sorted(found.lower() for found in _TELLING.findall(words))
