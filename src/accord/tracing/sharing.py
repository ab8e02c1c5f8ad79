"""Figures of what two texts share, counted for many pairs at once: words, prose, quotations, parts of each text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from accord.tracing.corpus import GRAM, Corpus
from accord.tracing.grams import SharedGrams, hash_runs
from accord.tracing.index import TEXT_BITS, spread
from accord.tracing.passages import Passages, Run, align

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MANY_TEXTS = 4
"""Texts that hold a gram before it is widespread."""

Count = Callable[["NDArray[np.uint64]"], "NDArray[np.int64]"]
"""How many texts hold each of some grams, which are sorted hashes."""

ONE_PIECE = 0.8
"""Part of the shared words in one passage from which they count as a single piece."""


@dataclass(frozen=True, slots=True)
class Sharing:
    """The figures a judgement rests on: words shared in all, in prose, outside quotations; parts of each text.

    `widespread`: most grams of the longest passage stand in many texts.
    """

    words: int
    prose: int
    own: int
    masked: float
    quoted: float
    left_share: float
    right_share: float
    in_one_piece: bool
    widespread: bool

    @property
    def top_share(self) -> float:
        """The larger of the two parts."""
        return max(self.left_share, self.right_share)


def find_sharings(
    corpus: Corpus, shared: SharedGrams, pairs: NDArray[np.int64], count: Count
) -> Iterator[tuple[int, int, Sharing, Passages]]:
    """Align pairs of texts and count what they share; pairs without a passage are left out.

    Args: pairs: one row (left, right) for each pair. count: over all texts, not those of the corpus alone.
    Returns: For each pair its texts, the figures and the passages, whose places are those of the corpus.
    """
    for batch in align(shared, pairs):
        if batch:
            texts = pairs[[number for number, _ in batch]]
            sharings = _measure(corpus, texts, [passages for _, passages in batch], count)
            for (left, right), sharing, (_, passages) in zip(texts.tolist(), sharings, batch, strict=True):
                yield left, right, sharing, passages


def _measure(corpus: Corpus, texts: NDArray[np.int64], found: list[Passages], count: Count) -> list[Sharing]:
    import numpy as np

    runs = np.array([run for passages in found for passage in passages for run in passage], np.int64)
    pair = np.repeat(np.arange(len(found)), [sum(map(len, passages)) for passages in found])
    words = np.bincount(pair, weights=runs[:, 2], minlength=len(found)).astype(np.int64)
    sides = []
    for side in (0, 1):
        of, places = spread(pair, runs[:, side], runs[:, 2])
        own = ~corpus.masked[places]
        kept = (own, own & corpus.quoted[places])
        sides.append([np.bincount(of[which], minlength=len(found)) for which in kept])
    prose = np.minimum(sides[0][0], sides[1][0])
    part = np.minimum(1.0, np.maximum(sides[0][1], sides[1][1]) / np.maximum(1, prose)) * (prose > 0)
    shares = [np.minimum(1.0, sides[k][0] / np.maximum(1, corpus.prose[texts[:, k]])) for k in (0, 1)]
    longest = [max(passages, key=_size) for passages in found]
    pieces = np.array([_size(runs) for runs in longest])
    columns = (
        words,
        prose,
        np.rint(prose * (1 - part)).astype(np.int64),
        1 - prose / words,
        part,
        *shares,
        pieces >= ONE_PIECE * words,
        _widespread(corpus, longest, count),
    )
    return [Sharing(*row) for row in zip(*(column.tolist() for column in columns), strict=True)]


def _size(passage: list[Run]) -> int:
    return sum(run.length for run in passage)


def _widespread(corpus: Corpus, longest: list[list[Run]], count: Count) -> NDArray[np.bool_]:
    """For each passage whether most of its grams stand in many texts."""
    import numpy as np

    first = np.array([runs[0].left for runs in longest])
    last = np.array([runs[-1].left + runs[-1].length for runs in longest])
    of, places = spread(np.arange(len(longest)), first, last - first)
    grams = hash_runs(corpus.vocabulary.known().hashes[corpus.words[places]], GRAM) >> np.uint64(TEXT_BITS)
    inside = of[: len(grams)] == of[GRAM - 1 :]
    grams, of = grams[inside], of[: len(grams)][inside]
    known, number = np.unique(grams, return_inverse=True)
    many = np.bincount(of, weights=(count(known) >= MANY_TEXTS)[number], minlength=len(longest))
    most: NDArray[np.bool_] = 2 * many > last - first - GRAM + 1
    return most
