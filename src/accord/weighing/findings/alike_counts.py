"""Which counts seem to count one thing: like acts on like targets, units that agree, days that are near."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from accord.model.claim import Event, PloverType, Quantity
from accord.weighing.acts import targets
from accord.weighing.bags import Bags, Floats, Ints
from accord.weighing.likeness import CLASSES

SHARE = "percent"
"""The unit of a share, whose sentence says of what."""

_ONE_THING = 0.3  # share of their words that two counts of one thing have in common
_WITHIN = 0.6  # share of the shorter wording that the other holds
_FOLD = 15  # figures more than so many times apart count different things
_DAYS = 4  # counts of days further apart are two counts
_SPELLS = 3  # spells more than so many times as long are two: the dead of a day are not the dead of a week
_HOLDERS = 1000  # counts that share a word with a later one and are compared with it, the latest ones
_LIKEST = 40  # pairs for each of the counts compared in one go that are kept, the likest of them
_AT_ONCE = 64  # counts compared with those before them in one go
_DIGITS = 6  # decimals of a likeness


@dataclass(frozen=True, slots=True)
class Count:
    """A counted thing of an event; `deed` is what is counted and done, `about` that with whom and where."""

    event: Event
    quantity: Quantity
    deed: frozenset[str]
    about: frozenset[str]
    hedge: str


def alike_counts(counts: Sequence[Count], weight: Mapping[str, float]) -> Iterator[tuple[float, int, int]]:
    """Pairs of counts that seem to count one thing, with their likeness, the earlier count of each pair first.

    Args: weight: how telling each word is.
    Returns: Pairs that share a word of their deed. Of a word that over a thousand counts hold, only the latest before a
        count are compared with it; of counts that are like very many the likest pairs are kept, so that time grows
        with the counts.
    """
    table = _Table(counts, weight)
    for start in range(0, len(counts), _AT_ONCE):
        yield from table.alike(start, min(start + _AT_ONCE, len(counts)))


class _Table:
    """What counts are compared by, a row for each."""

    def __init__(self, counts: Sequence[Count], weight: Mapping[str, float]) -> None:
        types = {kind: n for n, kind in enumerate(PloverType)}
        dates = [c.event.date for c in counts]
        self._deed = _bags([c.deed for c in counts])
        self._about = Bags([{w: weight.get(w, 1.0) for w in c.about} for c in counts])
        self._sides = [_bags([targets(c.event) for c in counts]), _bags([set(c.event.parties) for c in counts])]
        self._type = np.array([types[c.event.type] for c in counts], np.int64)
        self._value = np.array([c.quantity.value for c in counts], np.float64)
        self._share = np.array([c.quantity.unit == SHARE for c in counts], bool)
        self._first = np.array([d.first.toordinal() if d else 0 for d in dates], np.int64)
        self._last = np.array([d.last.toordinal() if d else 0 for d in dates], np.int64)

    def alike(self, start: int, end: int) -> Iterator[tuple[float, int, int]]:
        """Those of some counts that are like one before them, with the likeness, in a fixed order."""
        later, earlier = self._deed.sharing(start, end, _HOLDERS)
        fits = _KINDRED[self._type[later], self._type[earlier]] & self._at_one_time(later, earlier)
        fits &= np.maximum(self._value[later], self._value[earlier]) <= _FOLD * np.minimum(
            self._value[later], self._value[earlier]
        )
        later, earlier = later[fits], earlier[fits]
        for side in self._sides:
            both = (side.sizes[later] > 0) & (side.sizes[earlier] > 0)
            fits = ~both | (side.common(start, end, later, earlier) > 0)
            later, earlier = later[fits], earlier[fits]
        scores = self._likeness(start, end, later, earlier)
        order = np.lexsort((earlier, later, -scores))[: _LIKEST * (end - start)]
        order = order[scores[order] > 0]
        yield from zip(scores[order].tolist(), earlier[order].tolist(), later[order].tolist(), strict=True)

    def _at_one_time(self, later: Ints, earlier: Ints) -> NDArray[np.bool_]:
        """Whether the days are near, and the spells of like length; true where one has no date."""
        gap = np.maximum(self._first[later], self._first[earlier]) - np.minimum(self._last[later], self._last[earlier])
        spells = [self._last[n] - self._first[n] + 1 for n in (later, earlier)]
        near = (gap - 1 <= _DAYS) & (np.maximum(*spells) <= _SPELLS * np.minimum(*spells))
        result: NDArray[np.bool_] = near | (self._first[later] == 0) | (self._first[earlier] == 0)
        return result

    def _likeness(self, start: int, end: int, later: Ints, earlier: Ints) -> Floats:
        """The share of their words that two counts have in common, and of the shorter's; 0.0 where both are low."""
        common = self._about.common(start, end, later, earlier)
        left, right = self._about.whole[later], self._about.whole[earlier]
        shared, held = common / (left + right - common), common / np.minimum(left, right)
        one_thing = (shared >= _ONE_THING) | (held >= _WITHIN)
        one_thing = np.where(self._share[later] & self._share[earlier], shared >= _WITHIN, one_thing)
        return np.where(one_thing, (shared + held).round(_DIGITS), 0.0)


def _bags(sets: Sequence[set[str] | frozenset[str]]) -> Bags:
    return Bags([dict.fromkeys(own, 1.0) for own in sets])


def _kindred() -> NDArray[np.bool_]:
    """Whether two types, by their place in `PloverType`, may tell one act."""
    return np.array([[a is b or any(a in c and b in c for c in CLASSES) for b in PloverType] for a in PloverType])


_KINDRED = _kindred()
