"""Shared passages of two reports, aligned: seeds of equal word runs, joined over light edits."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from accord.model.lineage import Passage
from accord.model.span import Span
from accord.tracing.prepare import GRAM, Prepared

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MAX_GAP = 10
"""Words that may be put in, left out or changed between two runs of one passage."""

MAX_REPEATS = 4
"""Occurrences of one gram in a report that are followed up."""

MIN_WORDS = 7
"""A passage holds at least so many equal words."""


@dataclass(frozen=True, slots=True)
class Run:
    """`length` equal words from word `left` in one report and word `right` in the other."""

    left: int
    right: int
    length: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """What two reports share: passages as lists of runs, and which words of each report the runs cover."""

    left: Prepared
    right: Prepared
    passages: tuple[tuple[Run, ...], ...]
    left_covered: NDArray[np.bool_]
    right_covered: NDArray[np.bool_]

    def longest(self) -> NDArray[np.uint64]:
        """The grams of the longest passage, empty when there is none."""
        runs = max(self.passages, key=lambda p: (sum(r.length for r in p), -p[0].left), default=())
        grams = self.left.grams
        return grams[runs[0].left : runs[-1].left + runs[-1].length - GRAM + 1] if runs else grams[:0]

    def spans(self) -> tuple[Passage, ...]:
        """The passages as spans into both texts, in the left text's order."""
        return tuple(
            Passage(
                _span(self.left, runs[0].left, runs[-1].left + runs[-1].length),
                _span(self.right, runs[0].right, runs[-1].right + runs[-1].length),
            )
            for runs in self.passages
        )


def align(left: Prepared, right: Prepared) -> Alignment:
    """Find the passages two reports share, wherever they stand in each.

    Returns: Passages in the left report's order, each at least `MIN_WORDS` equal words; a word belongs to one
        passage at most. Order of paragraphs doesn't matter.
    """
    import numpy as np

    left_covered = np.zeros(len(left.folded), np.bool_)
    right_covered = np.zeros(len(right.folded), np.bool_)
    kept: list[tuple[Run, ...]] = []
    for passage in sorted(_chains(_runs(left, right)), key=lambda runs: (-sum(r.length for r in runs), runs[0].left)):
        runs = [part for run in passage for part in _free_part(run, left_covered, right_covered)]
        if sum(run.length for run in runs) < MIN_WORDS:
            continue
        for run in runs:
            left_covered[run.left : run.left + run.length] = True
            right_covered[run.right : run.right + run.length] = True
        kept.append(tuple(runs))
    kept.sort(key=lambda runs: (runs[0].left, runs[0].right))
    return Alignment(left, right, tuple(kept), left_covered, right_covered)


def _runs(left: Prepared, right: Prepared) -> list[Run]:
    """Longest runs of equal words, from equal grams on one diagonal."""
    import numpy as np

    if not len(left.grams) or not len(right.grams):
        return []
    order = np.argsort(left.grams, kind="stable")
    ordered = left.grams[order]
    first = np.searchsorted(ordered, right.grams, "left")
    found = np.minimum(np.searchsorted(ordered, right.grams, "right") - first, MAX_REPEATS)
    hits = np.repeat(np.arange(len(right.grams)), found)
    nth = np.arange(len(hits)) - np.repeat(np.cumsum(found) - found, found)
    starts = order[first[hits] + nth]
    by_diagonal = np.lexsort((starts, hits - starts))
    starts, hits = starts[by_diagonal], hits[by_diagonal]
    diagonal = hits - starts
    breaks = np.flatnonzero((np.diff(diagonal) != 0) | (np.diff(starts) != 1)) + 1
    bounds = [0, *breaks.tolist(), len(hits)]
    return [Run(int(starts[a]), int(hits[a]), b - a + GRAM - 1) for a, b in pairwise(bounds) if b > a]


def _chains(runs: list[Run]) -> list[list[Run]]:
    """Join runs that follow each other closely in both reports."""
    chains: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: (r.left, r.right)):
        for chain in reversed(chains[-6:]):
            last = chain[-1]
            left_gap, right_gap = run.left - last.left - last.length, run.right - last.right - last.length
            if -GRAM < left_gap <= MAX_GAP and -GRAM < right_gap <= MAX_GAP:
                chain.append(_after(run, max(0, -left_gap, -right_gap)))
                break
        else:
            chains.append([run])
    return chains


def _after(run: Run, skip: int) -> Run:
    skip = min(skip, run.length - 1)
    return Run(run.left + skip, run.right + skip, run.length - skip)


def _free_part(run: Run, left_covered: NDArray[np.bool_], right_covered: NDArray[np.bool_]) -> list[Run]:
    """The longest stretch of a run that no other passage has taken."""
    import numpy as np

    taken = left_covered[run.left : run.left + run.length] | right_covered[run.right : run.right + run.length]
    if not taken.any():
        return [run]
    edges = np.flatnonzero(np.concatenate(([True], taken, [True])))
    lengths = np.diff(edges) - 1
    best = int(lengths.argmax())
    return [Run(run.left + int(edges[best]), run.right + int(edges[best]), int(lengths[best]))] if lengths[best] else []


def _span(prepared: Prepared, start: int, end: int) -> Span:
    return Span(prepared.folded.starts[start], prepared.folded.ends[end - 1])
