"""Tokens of a report: word pieces with their offsets, and what the pieces alone don't show.

The vocabulary is lower-cased, and sees neither line breaks nor the quotation a window was cut out of; so each token
also carries its case, its place in a quotation, what breaks before it, and how far down the report it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from accord.model.span import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Ints = NDArray[np.int64]

CASES = 6  # lower, First, UPPER, miXed, digits, mark
QUOTED = 4  # outside, opens, inside, mark
BREAKS = 3  # none, sentence, paragraph
_PLACES = (1, 2, 3, 4, 6, 9, 13, 19, 28, 42)  # first sentences count one by one, later ones by the handful
PLACES = len(_PLACES) + 1
FEATURES = (CASES, QUOTED, BREAKS, PLACES)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The word pieces of a report's sentences, in order; what lies between sentences has none.

    `ids`, `starts`, `ends` (offsets into the text, half-open) and `sentences` (index of the sentence) have one value
    per token, `features` one row per token, a column for each of `FEATURES`. Offsets never go back; the pieces of one
    character (a Hangul syllable has up to three) share theirs. What the vocabulary leaves out has no token: controls,
    invisible characters, accents written apart.
    """

    ids: Ints
    starts: Ints
    ends: Ints
    sentences: Ints
    features: Ints

    def __len__(self) -> int:
        return len(self.ids)

    def within(self, span: Span) -> tuple[int, int]:
        """The tokens `[first, stop)` that a span touches; an empty range where it touches none."""
        first = int(np.searchsorted(self.ends, span.start, side="right"))
        stop = int(np.searchsorted(self.starts, span.end, side="left"))
        return first, max(first, stop)

    def span(self, first: int, stop: int) -> Span:
        """The text of the tokens `[first, stop)`, of which there is at least one."""
        return Span(int(self.starts[first]), int(self.ends[stop - 1]))


def load_tokenizer(path: Path) -> Tokenizer:
    """Load a vocabulary, set to cut whole texts of any length and to take nothing in them for a special token.

    Raises: Exception: the file is missing or broken; the library has no narrower class.
    """
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.encode_special_tokens = True  # a "[SEP]" that a report prints is words like any other
    return tokenizer


def tokenise(
    tokenizer: Tokenizer, text: str, sentences: Sequence[Span], quotations: Sequence[tuple[Span, Span]]
) -> Tokens:
    """Cut a text into word pieces, sentence by sentence.

    Args:
        sentences: in text order, not overlapping.
        quotations: each quotation with its marks and without, in text order, not overlapping.
    """
    ids: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    numbers: list[int] = []
    whole = text.encode("utf-8", "replace").decode("utf-8")  # as long as before: one "?" for each lone surrogate
    encodings = tokenizer.encode_batch([s.of(whole) for s in sentences], add_special_tokens=False)
    for number, (sentence, encoding) in enumerate(zip(sentences, encodings, strict=True)):
        for piece, (start, end) in zip(encoding.ids, encoding.offsets, strict=True):
            if end > start:
                ids.append(piece)
                starts.append(sentence.start + start)
                ends.append(sentence.start + end)
                numbers.append(number)
    features = _features(text, starts, ends, numbers, quotations)
    return Tokens(_ints(ids), _ints(starts), _ints(ends), _ints(numbers), features)


def _ints(values: Sequence[int]) -> Ints:
    return np.asarray(values, dtype=np.int64)


def _features(
    text: str, starts: list[int], ends: list[int], numbers: list[int], quotations: Sequence[tuple[Span, Span]]
) -> Ints:
    out = np.zeros((len(starts), len(FEATURES)), dtype=np.int64)
    k = 0
    for i, (start, end) in enumerate(zip(starts, ends, strict=True)):
        out[i, 0] = _case(text[start:end])
        while k < len(quotations) and quotations[k][0].end <= start:
            k += 1
        if k < len(quotations):
            out[i, 1] = _quoted(start, *quotations[k])
        if i == 0 or numbers[i] != numbers[i - 1]:
            out[i, 2] = 2 if i == 0 or "\n" in text[ends[i - 1] : start] else 1
    out[:, 3] = np.searchsorted(_PLACES, _ints(numbers), side="right")
    return out


def _quoted(start: int, outer: Span, inner: Span) -> int:
    """Where a token stands to the first quotation that ends after its start."""
    if start < outer.start:
        return 0
    if start == inner.start:
        return 1
    return 2 if inner.start < start < inner.end else 3


@lru_cache(maxsize=65536)
def _case(piece: str) -> int:
    if not any(c.isalnum() for c in piece):
        return 5
    if any(c.isdigit() for c in piece):
        return 4
    if piece.islower():
        return 0
    if piece.isupper() and len(piece) > 1:
        return 2
    return 1 if piece[0].isupper() and (len(piece) == 1 or piece[1:].islower()) else 3
