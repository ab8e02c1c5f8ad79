"""Posts from social networks that a report shows whole: `We will sign. — Ada Venn (@adavenn) March 3, 2031`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from accord.model.span import Span

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"


@dataclass(frozen=True, slots=True)
class Post:
    """The words of a post, without links at its end, and the name that signs it."""

    content: Span
    author: Span


@cache
def _signature() -> re.Pattern[str]:
    return re.compile(rf"[—–]\s?([^—–()\n]{{1,60}}?)\s?\(@\w{{1,20}}\)\s(?:{_MONTHS})\s\d{{1,2}},\s\d{{4}}")


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(r"(?:https?://|pic\.twitter\.com/)\S*$")


def find_posts(text: str) -> Iterator[Post]:
    """The posts of a text, in order: from the start of the paragraph, or the end of the post before, to the name."""
    floor = 0
    for match in _signature().finditer(text):
        start = max(floor, text.rfind("\n", floor, match.start()) + 1)
        floor = match.end()
        end = _trimmed(text, start, match.start())
        while start < end and not text[start].isalnum() and text[start] not in "@#\"“'‘":
            start += 1
        if start < end and match.group(1).strip():
            author = match.start(1) + len(match.group(1)) - len(match.group(1).lstrip())
            yield Post(Span(start, end), Span(author, match.end(1)))


def _trimmed(text: str, start: int, end: int) -> int:
    """Back over blanks and links."""
    while start < end:
        stripped = start + len(text[start:end].rstrip())
        link = _tail().search(text, max(start, stripped - 120), stripped)
        if link is None:
            return stripped
        end = link.start()
    return end
