"""Shared passages of two texts: runs of equal words, joined over light edits."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from accord.tracing.corpus import GRAM
from accord.tracing.grams import SharedGrams
from accord.tracing.runs import find_runs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MAX_GAP = 10
"""Words that may be put in, left out or changed between two runs of one passage."""

MIN_WORDS = 7
"""A passage holds at least so many equal words."""

LOOKED_BACK = 6
"""Passages, the latest, that a run may go on."""


class Run(NamedTuple):
    """`length` equal words from word `left` in one text and word `right` in the other."""

    left: int
    right: int
    length: int


Passages = list[list[Run]]
"""The passages of one pair in the left text's order, each its runs in that order."""


def align(shared: SharedGrams, pairs: NDArray[np.int64]) -> Iterator[list[tuple[int, Passages]]]:
    """Find the passages each pair of texts shares, wherever they stand in each.

    Args: pairs: one row (left, right) for each pair.
    Returns: Batches of (number of the pair, its passages); pairs without any are left out. Places are those of the
        corpus. Each passage holds at least `MIN_WORDS` equal words; a word belongs to one passage at most. Order of
        paragraphs doesn't matter.
    """
    import numpy as np

    for runs in find_runs(shared, pairs):
        bounds = np.flatnonzero(np.diff(runs[:, 0], prepend=-1, append=-1)).tolist()
        rows = runs.tolist()
        batch = []
        for start, end in pairwise(bounds):
            found = join_runs([Run(*row[1:]) for row in rows[start:end]])
            if found:
                batch.append((rows[start][0], found))
        yield batch


def join_runs(runs: list[Run]) -> Passages:
    """The passages that the runs of one pair make up.

    Args: runs: by left place, then right.
    """
    if len(runs) == 1:
        return [runs] if runs[0].length >= MIN_WORDS else []
    chains = _chains(runs)
    if len(chains) == 1:
        return chains if sum(run.length for run in chains[0]) >= MIN_WORDS else []
    base_left, base_right = min(run.left for run in runs), min(run.right for run in runs)
    left_taken = bytearray(max(run.left + run.length for run in runs) - base_left)
    right_taken = bytearray(max(run.right + run.length for run in runs) - base_right)
    kept = []
    sized = ((sum(run.length for run in chain), chain) for chain in chains)
    enough = [(size, chain) for size, chain in sized if size >= MIN_WORDS]
    for _, chain in sorted(enough, key=lambda own: (-own[0], own[1][0].left)):
        passage = []
        for run in chain:
            left, right = run.left - base_left, run.right - base_right
            free = _free_part(run, left_taken[left : left + run.length], right_taken[right : right + run.length])
            if free is not None:
                passage.append(free)
        if sum(run.length for run in passage) < MIN_WORDS:
            continue
        for run in passage:
            left, right = run.left - base_left, run.right - base_right
            left_taken[left : left + run.length] = right_taken[right : right + run.length] = b"\1" * run.length
        kept.append(passage)
    return sorted(kept, key=lambda passage: passage[0])


def _chains(runs: list[Run]) -> Passages:
    """Join runs that follow each other closely in both texts."""
    chains: Passages = []
    for run in runs:
        left, right, length = run
        for chain in chains[: -LOOKED_BACK - 1 : -1]:
            last_left, last_right, last_length = chain[-1]
            left_gap, right_gap = left - last_left - last_length, right - last_right - last_length
            if -GRAM < left_gap <= MAX_GAP and -GRAM < right_gap <= MAX_GAP:
                skip = min(length - 1, max(0, -left_gap, -right_gap))
                chain.append(Run(left + skip, right + skip, length - skip))
                break
        else:
            chains.append([run])
    return chains


def _free_part(run: Run, left_taken: bytearray, right_taken: bytearray) -> Run | None:
    """The longest stretch of a run that no other passage has taken; of equal ones the first."""
    if 1 not in left_taken and 1 not in right_taken:
        return run
    taken = bytes(a | b for a, b in zip(left_taken, right_taken, strict=True))
    stretches = taken.split(b"\1")
    longest = max(map(len, stretches))
    if not longest:
        return None
    at = taken.index(b"\0" * longest)
    return Run(run.left + at, run.right + at, longest)
