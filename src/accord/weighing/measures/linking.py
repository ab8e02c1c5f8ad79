"""Linking mentions of measures: those that speak of one thing come together, variants of another scope stay apart.

Average-link clustering over likeness, in which groups that clash (another length, a part against the whole, the other
side's turn) never meet. Mentions that only point (`the deal`) take no part; `measure_pointing` places them.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import log

from accord.model.measure import MeasureKind
from accord.weighing.measures.averages import THRESHOLD, Averages
from accord.weighing.measures.mentions import Mention
from accord.weighing.measures.tokens import days_of, read_tokens

NAME = 0.4  # what a shared name weighs against a shared idea
CEASEFIRES = frozenset({MeasureKind.CEASEFIRE, MeasureKind.PARTIAL_CEASEFIRE})


@dataclass(slots=True)
class Group:
    """Mentions held to be of one measure, with what another group may clash with."""

    members: list[Mention]
    alike: bool = False  # every member has the same keys, so that one speaks for all
    lengths: set[float | str] = field(default_factory=set)  # in days, where they can be counted
    truces: set[tuple[MeasureKind, frozenset[str]]] = field(default_factory=set)
    scope: set[str] = field(default_factory=set)
    turns: set[tuple[frozenset[str], frozenset[str]]] = field(default_factory=set)
    leavers: set[str] = field(default_factory=set)  # who would have to withdraw
    stopped: set[bool] = field(default_factory=set)  # of talks: whether they are to stop
    phases: set[bool] = field(default_factory=set)  # of deals: whether it is the one still to come
    longer: set[bool] = field(default_factory=set)  # whether it makes something last longer
    outsiders: set[frozenset[str]] = field(default_factory=set)  # of deals: other parties to it
    spells: set[int] = field(default_factory=set)  # spells of reporting whose `truce` it is

    def __post_init__(self) -> None:
        for m in self.members[:1] if self.alike else self.members:
            self.lengths |= {days_of(m.duration) or m.duration} if m.duration else set()
            self.truces |= {(m.said.kind, m.said.sites)} if m.said.kind in CEASEFIRES and not m.said.bare else set()
            self.scope |= m.said.content if m.said.kind is MeasureKind.PARTIAL_CEASEFIRE else set()
            self.turns |= {(m.owed, m.toward)} if m.owed and m.toward else set()
            self.leavers |= m.owed if m.said.kind is MeasureKind.WITHDRAWAL else set()
            self.stopped |= {_stops_talks(m)} if m.said.kind is MeasureKind.TALKS else set()
            self.phases |= {"final" in m.said.content} if _is_deal(m) or _is_whole_truce(m) else set()
            self.longer |= {m.said.extends}
            self.outsiders |= {m.outsiders} if m.said.deal else set()
            self.spells |= {m.spell} if m.spell is not None else set()

    def absorb(self, other: Group) -> None:
        """Take the other's members in."""
        self.members = self.members + other.members
        self.alike = False
        self.lengths |= other.lengths
        self.truces |= other.truces
        self.scope |= other.scope
        self.turns |= other.turns
        self.phases |= other.phases
        self.spells |= other.spells
        self.outsiders |= other.outsiders
        self.longer |= other.longer
        self.leavers |= other.leavers
        self.stopped |= other.stopped

    def clashes(self, other: Group) -> bool:
        """True when the two cannot be one measure."""
        if self.is_apart(other):
            return True
        if self.leavers and other.leavers and not self.leavers & other.leavers:
            return True
        if self.scope and other.scope and not self.scope & other.scope:
            return True
        if self.outsiders and other.outsiders and not self.outsiders & other.outsiders:
            return True
        if self.spells and other.spells and not self.spells & other.spells:
            return True
        return any((toward, owed) in other.turns for owed, toward in self.turns)

    def is_apart(self, other: Group) -> bool:
        """True when the two cannot be one measure, and never will, whatever else each takes in."""
        if self.longer != other.longer and self.longer and other.longer:
            return True
        if self.lengths and other.lengths and self.lengths != other.lengths:
            return True
        if self.truces and other.truces and self.truces != other.truces:
            return True
        if self.phases and other.phases and self.phases != other.phases:
            return True
        return bool(self.stopped and other.stopped and self.stopped != other.stopped)


def _stops_talks(m: Mention) -> bool:
    """`suspend talks`, not `talks on a halt of strikes`: the stopping is the first thing said."""
    first = next((word.key for word in read_tokens(m.said.text)), "")
    return first == "halt"


def _is_whole_truce(m: Mention) -> bool:
    return m.said.kind is MeasureKind.CEASEFIRE and not m.said.bare


def _is_deal(m: Mention) -> bool:
    return m.said.kind is MeasureKind.AGREEMENT and m.said.deal and "peace" not in m.said.content


def cluster(mentions: Sequence[Mention], forced: Iterable[tuple[int, int]] = ()) -> list[Group]:
    """Groups of mentions of one measure, in an order that depends on the mentions alone.

    Args:
        mentions: none of them bare.
        forced: pairs of positions that are one measure whatever their words; a pair that clashes is passed over.
    """
    return _Clustering(mentions).run(forced)


def _weights(mentions: Sequence[Mention]) -> dict[str, float]:
    seen = Counter(key for m in mentions for key in m.keys)
    total = len(mentions)
    return {key: (NAME if key[0] == "=" else 1.0) * log(1 + total / n) for key, n in seen.items()}


class _Clustering:
    """Groups of equal mentions to begin with, the likest two joined until none are like enough."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.home: dict[int, int] = {}
        self.into: dict[int, int] = {}
        equal: dict[object, list[int]] = defaultdict(list)
        for i, m in enumerate(mentions):
            equal[m.said.kind, m.keys, m.duration, m.owed, m.toward, m.spell, m.outsiders].append(i)
        self.groups: dict[int, Group] = {}
        for n, places in enumerate(equal.values()):
            self.groups[n] = Group([mentions[i] for i in places], alike=True)
            self.home |= dict.fromkeys(places, n)
        self.averages = Averages([g.members[0] for g in self.groups.values()], _weights(mentions))
        self.near: dict[int, dict[int, float]] = {n: {} for n in self.groups}
        for i, j, score in self.averages.pairs():
            if not self.groups[i].is_apart(self.groups[j]):
                self.near[i][j] = self.near[j][i] = score
        found = [(-s, i, j) for i, row in self.near.items() for j, s in row.items() if i < j]
        self.first = sorted(found, reverse=True)  # as they were to begin with, the likest last
        self.heap: list[tuple[float, int, int]] = []  # of those joined since

    def run(self, forced: Iterable[tuple[int, int]]) -> list[Group]:
        for a, b in forced:
            i, j = sorted((self._home(a), self._home(b)))
            if i != j and not self.groups[i].clashes(self.groups[j]):
                self._join(i, j)
        while self.first or self.heap:
            since = not self.first or (bool(self.heap) and self.heap[0] < self.first[-1])
            negative, i, j = heapq.heappop(self.heap) if since else self.first.pop()
            fresh = i in self.groups and j in self.groups and self.near[i].get(j) == -negative
            if fresh and not self.groups[i].clashes(self.groups[j]):
                self._join(i, j)
        return list(self.groups.values())

    def _home(self, place: int) -> int:
        """The group that a mention is in by now."""
        n = self.home[place]
        while n in self.into:
            n = self.into[n]
        return n

    def _join(self, i: int, j: int) -> None:
        """Put `j` into `i`; only what was like enough to one of them can be so to both."""
        n_i, n_j = len(self.groups[i].members), len(self.groups[j].members)
        self.groups[i].absorb(self.groups.pop(j))
        self.into[j] = i
        ours, theirs = self.near.pop(i), self.near.pop(j)
        beside: dict[int, float] = {}
        for k in sorted({*ours, *theirs} - {i, j}):
            self.near[k].pop(i, None)
            self.near[k].pop(j, None)
            if not self.groups[i].is_apart(self.groups[k]):
                one = ours[k] if k in ours else self.averages.between(i, k)
                two = theirs[k] if k in theirs else self.averages.between(j, k)
                beside[k] = (n_i * one + n_j * two) / (n_i + n_j)
        self.averages.join(i, j, n_i, n_j, beside)
        self.near[i] = {k: score for k, score in beside.items() if score >= THRESHOLD}
        for k, score in self.near[i].items():
            self.near[k][i] = score
            heapq.heappush(self.heap, (-score, min(i, k), max(i, k)))
