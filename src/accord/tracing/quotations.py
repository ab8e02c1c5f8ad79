"""Quotations: which parts of a text are somebody's words, not the report's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

SHORTEST_BLOCK = 40
"""Characters of a paragraph that can be a block quote."""

SHORTEST_SINGLE = 12
"""Characters of a quotation in single marks; shorter ones are names and apostrophes."""

CLOSING = {"“": "”", '"': '"', "‘": "’", "'": "'"}
"""The mark that ends what a mark begins."""


@cache
def _marks() -> re.Pattern[str]:
    """Line ends, and quotation marks with what shows their side; single ones only where they can't be apostrophes.

    A set of characters comes first: only then is a text without marks passed over fast.
    """
    return re.compile(r"[\n“”\"‘’'](?:(?<=[\n“”\"])|(?<=[‘'])(?<!\w[‘'])(?=\w)|(?<=[\w.,!?][’'])(?!\w))")


@cache
def _signature() -> re.Pattern[str]:
    """What stands at the end of a post on a social network: the words above it are its author's."""
    return re.compile(r"[-–—]\s?[^\n—]{2,60}\(@\w{2,20}\)|pic\.twitter\.com/")


@cache
def _announcement() -> re.Pattern[str]:
    return re.compile(r":[^\S\n]*\n")


def quoted_ranges(text: str) -> list[tuple[int, int]]:
    """Ranges of the text that are somebody's words: in quotation marks, in a block quote, in a post.

    A quotation left open runs to the end of its paragraph. A paragraph after one that ends in a colon, and one that
    ends in (or stands above) the signature of a post, counts as a whole.

    Returns: Ranges that may overlap, in no order.
    """
    ranges = list(_in_marks(text))
    if "(@" in text or "pic.twitter.com/" in text or _announcement().search(text):
        ranges += _blocks(text)
    return ranges


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Paragraphs that are somebody's words as a whole."""
    start, before, announced = 0, (0, 0), False
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            signed = _signature().search(line) is not None
            if signed and before[1]:
                yield before
            if signed or (announced and len(line) > SHORTEST_BLOCK):
                yield start, end
            announced = line.rstrip().endswith(":")
            before = (start, end)
        start = end + 1


def _in_marks(text: str) -> Iterator[tuple[int, int]]:
    """Ranges in quotation marks; none goes beyond its paragraph."""
    opened: tuple[int, str] | None = None
    for match in _marks().finditer(text):
        mark, place = match.group(), match.start()
        if mark == "\n":
            if opened is not None and opened[1] in '”"':
                yield opened[0], place
            opened = None
        elif opened is None:
            if mark not in "”’":
                opened = (place, CLOSING[mark])
        elif mark == opened[1] and not (mark in "'’" and place - opened[0] < SHORTEST_SINGLE):
            yield opened[0], place + 1
            opened = None
        elif mark == "“":
            opened = (place, "”")
    if opened is not None and opened[1] in '”"':
        yield opened[0], len(text)
