"""Windows over a report's tokens: whole sentences, with some of their surroundings on both sides.

The windows of a text don't depend on how it goes on, except for the own of the last one and the context on the right
of those that end within `CONTEXT` tokens of the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from accord.encoder.tokens import Tokens

LENGTH = 384  # tokens in a window, the two special ones included
CONTEXT = 32  # tokens of context on either side


@dataclass(frozen=True, slots=True)
class Window:
    """The tokens `[start, stop)`; those of `[first, last)` are this window's own, the others context."""

    start: int
    first: int
    last: int
    stop: int


def windows(tokens: Tokens, length: int = LENGTH, context: int = CONTEXT) -> Iterator[Window]:
    """Cut tokens into windows; every token is the own of exactly one. Nothing for no tokens.

    A sentence longer than a window is cut, with the same context on both sides of the cut.

    Args: length, context: see `LENGTH` and `CONTEXT`; a window must have room for more than its context.
    """
    room = length - 2 - 2 * context
    if room < 1:
        raise ValueError(f"a window of {length} tokens has no room beside a context of {context} on either side")
    n = len(tokens)
    ends = np.append(np.flatnonzero(np.diff(tokens.sentences)) + 1, n)
    first = 0
    while first < n:
        fitting = int(np.searchsorted(ends, first + room, side="right"))
        last = int(ends[fitting - 1]) if fitting else 0
        if last <= first:
            last = min(first + room, n)
        yield Window(max(0, first - context), first, last, min(n, last + context))
        first = last


@dataclass(frozen=True, slots=True)
class Locale:
    """The surroundings of one trigger, in tokens of the report: `[start, stop)`, the trigger `[first, last)`."""

    start: int
    first: int
    last: int
    stop: int


BEFORE, OWN, AFTER = 24, 100, 12
WIDEST = LENGTH  # a locale never leaves its window


def locale(tokens: Tokens, window: Window, first: int, last: int) -> Locale:
    """The trigger's sentence, or what of it is nearest, with the end of the one before and the start of the one after.

    Never beyond the window: a trigger that crosses its edge is cut there. Otherwise it holds the whole trigger.

    Args:
        window: the one whose own the trigger's first token is.
        first, last: the trigger's tokens `[first, last)`, at least one.
    """
    last = min(last, window.stop)
    number = tokens.sentences[first]
    start = int(np.searchsorted(tokens.sentences, number, side="left"))
    stop = int(np.searchsorted(tokens.sentences, number, side="right"))
    start = max(start, first - OWN // 2) if stop - start > OWN else start
    stop = min(stop, max(last, start + OWN)) + AFTER
    return Locale(max(window.start, start - BEFORE), first, last, min(window.stop, max(last, stop)))
