"""Linking mentions of measures: those that speak of one thing come together, variants of another scope stay apart.

Average-link clustering over likeness, in which groups that clash (another length, a part against the whole, the other
side's turn) never meet. Mentions that only point (`the deal`) take no part; `pointing` places them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import partial
from math import log

import numpy as np

from accord.model.ties import Ties
from accord.weighing.bags import Ints
from accord.weighing.measures.averages import THRESHOLD, Averages, Pairs, vector
from accord.weighing.measures.bounds import Bounds, Group
from accord.weighing.measures.mentions import Mention
from accord.weighing.measures.nearby import Nearby
from accord.weighing.memory import Memory

NAME = 0.4  # what a shared name weighs against a shared idea
_STEP = 1.25  # of the counts that rarity goes by, so that a report more leaves nearly all weights as they are


def cluster(
    mentions: Sequence[Mention], forced: Iterable[tuple[int, int]] = (), memory: Memory | None = None
) -> list[Group]:
    """Groups of mentions of one measure, in an order that depends on the mentions alone.

    How often something is said in the same words is nothing.

    Args:
        mentions: none of them bare.
        forced: pairs of positions that are one measure whatever their words; a pair that clashes is passed over.
        memory: what was worked out before; it changes nothing.
    """
    alike: dict[object, list[int]] = defaultdict(list)
    for i, m in enumerate(mentions):
        alike[m.said.kind, m.keys, m.duration, m.owed, m.toward, m.spell, m.outsiders].append(i)
    places = list(alike.values())
    home = {i: n for n, some in enumerate(places) for i in some}
    linked = _Linking([mentions[some[0]] for some in places], memory or Memory())
    linked.force((home[a], home[b]) for a, b in forced)
    linked.run()
    return [Group([mentions[i] for n in some for i in places[n]], linked.bounds[some[0]]) for some in linked.groups()]


def _weights(mentions: Sequence[Mention]) -> dict[str, float]:
    """What a word weighs: the rarer among the wordings of the story, the more."""
    seen = Counter(key for m in mentions for key in m.keys)
    total = _rounded(max(len(mentions), 1))
    return {key: (NAME if key[0] == "=" else 1.0) * log(1 + total / _rounded(n)) for key, n in seen.items()}


def _rounded(n: int) -> float:
    return float(_STEP ** round(log(n, _STEP)))


class _Linking:
    """Different wordings, brought together group by group; a group goes by its first wording's number."""

    def __init__(self, firsts: Sequence[Mention], memory: Memory) -> None:
        weight = _weights(firsts)
        number = {key: n for n, key in enumerate(weight)}
        keys = [sorted(m.keys) for m in firsts]
        counts = [vector([weight[key] for key in own]) for own in keys]
        kinds = [m.said.kind for m in firsts]
        self._averages = Averages([[number[k] for k in own] for own in keys], counts, kinds)
        self._values = [(kind, m.keys, *own) for kind, m, own in zip(kinds, firsts, counts, strict=True)]
        self._nearby = memory.shelf(Nearby).get("wordings", Nearby)
        self._ties = Ties[int]()
        told = [(m.said.text, m.duration, m.owed, m.toward, m.spell, m.outsiders) for m in firsts]
        known = memory.shelf(Bounds)
        self.bounds = [known.get(key, partial(Bounds.of, m)) for key, m in zip(told, firsts, strict=True)]
        self._different: dict[Bounds, int] = {}
        self._bounds: list[Bounds] = []
        self._verdicts: dict[tuple[int, int], tuple[bool, bool]] = {}
        self._bound = np.array([self._number(b) for b in self.bounds], np.int64)

    def groups(self) -> list[list[int]]:
        """The wordings of each group."""
        found: dict[int, list[int]] = defaultdict(list)
        for n in range(len(self.bounds)):
            found[self._ties.root(n)].append(n)
        return list(found.values())

    def force(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Join what is one whatever its words, pair by pair, but for what clashes."""
        for a, b in pairs:
            i, j = sorted((self._ties.root(a), self._ties.root(b)))
            if i != j and not self.bounds[i].clash(self.bounds[j]):
                self._tie(i, j)

    def run(self) -> None:
        """Join the likest groups until none are like enough."""
        alone = np.arange(self._averages.size)
        into = np.array([self._ties.root(n) for n in alone.tolist()], np.int64)
        pairs = self._allowed(self._nearby.of(self._values, self._averages))
        while True:
            self._averages.join(into)
            pairs = self._moved(pairs, into)
            joined = pairs.where(pairs.free).mutual(self._averages.size)
            if not len(joined.low):
                break
            for i, j in zip(joined.low.tolist(), joined.high.tolist(), strict=True):
                self._tie(i, j)
            into = alone.copy()
            into[joined.high] = joined.low

    def _moved(self, pairs: Pairs, into: Ints) -> Pairs:
        """The pairs once groups are joined; only what was like enough to one of two can be so to both."""
        size = len(into)
        taken = np.zeros(size, bool)
        taken[into[into != np.arange(size)]] = True
        low, high = into[pairs.low], into[pairs.high]
        stale = taken[low] | taken[high]
        low, high = low[stale], high[stale]
        between = low != high
        places = np.sort(np.minimum(low, high)[between] * size + np.maximum(low, high)[between])
        low, high = np.divmod(places[np.diff(places, prepend=-1) > 0], size)
        score = self._averages.of(low, high)
        fresh = Pairs(low, high, score, score > 0.0)
        return pairs.where(~stale).also(self._allowed(fresh.where(score >= THRESHOLD)))

    def _allowed(self, pairs: Pairs) -> Pairs:
        """Those of the pairs that may ever be joined, with whether they may now."""
        size = max(len(self._different), 1)
        both, back = np.unique(self._bound[pairs.low] * size + self._bound[pairs.high], return_inverse=True)
        told = [self._verdict(*divmod(n, size)) for n in both.tolist()]
        apart, clash = np.array(told, bool).reshape(-1, 2)[back].T
        return Pairs(pairs.low, pairs.high, pairs.score, ~clash).where(~apart)

    def _verdict(self, one: int, two: int) -> tuple[bool, bool]:
        """Whether bounds are apart for good, and whether they clash."""
        if (one, two) not in self._verdicts:
            a, b = self._bounds[one], self._bounds[two]
            self._verdicts[one, two] = a.are_apart(b), a.clash(b)
        return self._verdicts[one, two]

    def _tie(self, i: int, j: int) -> None:
        self._ties.join(i, j)
        self.bounds[i] = self.bounds[i].joined(self.bounds[j])
        self._bound[i] = self._number(self.bounds[i])

    def _number(self, bounds: Bounds) -> int:
        if bounds not in self._different:
            self._different[bounds] = len(self._different)
            self._bounds.append(bounds)
        return self._different[bounds]
