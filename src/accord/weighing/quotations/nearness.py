"""Which quotes are near enough to be compared: those that share a weighty word, by the weight they have in common."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import numpy as np

from accord.weighing.bags import Bags

_AT_ONCE = 64  # quotes that are looked at with all that may be near them in one go
_SLACK = 1e-9  # what the order of a sum may leave


def near_pairs(
    bags: Sequence[Mapping[str, float]],
    heavy: Sequence[Collection[str]],
    latest: int,
    least: float,
    marked: Iterable[tuple[int, int]],
) -> Iterator[tuple[int, int]]:
    """Pairs of quotes that may be one utterance.

    Args:
        bags: of each quote its words, with the weight of each.
        heavy: of each quote those of its words by which others are looked up.
        latest: of the quotes before it that hold such a word, so many are looked at, the latest ones.
        least: the share of the lighter quote's weight that both must have.
        marked: pairs that need no such share; which of two quotes comes first does not matter.
    Returns: The earlier quote of each pair and the later, each pair once.
    """
    held, size = Bags(bags), len(bags)
    looked_up = np.array([word in own for bag, own in zip(bags, heavy, strict=True) for word in bag], bool)
    also = np.array(sorted(max(pair) * size + min(pair) for pair in marked), np.int64)
    for start in range(0, size, _AT_ONCE):
        end = min(start + _AT_ONCE, size)
        later, earlier = held.sharing(start, end, latest, looked_up)
        lighter = np.minimum(held.whole[later], held.whole[earlier])
        near = held.common(start, end, later, earlier) >= least * lighter - _SLACK
        near |= np.isin(later * size + earlier, also)
        yield from zip(earlier[near].tolist(), later[near].tolist(), strict=True)
