"""Sentences of a report."""

from __future__ import annotations

import re
from functools import cache

from accord.model.span import Span


@cache
def _end() -> re.Pattern[str]:
    return re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])|\n+")


def split_sentences(text: str) -> list[Span]:
    """Split a text into sentences.

    Args: text: a report's text or prose; offsets are into it.
    Returns: Spans in text order, without white space at either end, never overlapping, every non-blank
        character in exactly one; empty for a blank text. A line break between paragraphs always ends a sentence.
    """
    out = []
    start = 0
    for match in [*_end().finditer(text), None]:
        stop = match.start() if match else len(text)
        if match:
            stop += len(match.group()) - len(match.group().lstrip("\"”’')]"))
        raw = text[start:stop]
        if raw.strip():
            lead = len(raw) - len(raw.lstrip())
            out.append(Span(start + lead, start + len(raw.rstrip())))
        start = match.end() if match else len(text)
    return out
