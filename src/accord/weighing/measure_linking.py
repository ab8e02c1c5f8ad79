"""Linking mentions of measures: those that speak of one thing come together, variants of another scope stay apart.

Average-link clustering over likeness, with pairs that must not meet. Mentions that only point ("the deal") are placed
last, with the measure of their kind that their report, else the story, speaks of most.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from math import log

from accord.model.measure import MeasureKind
from accord.weighing.measure_mentions import Mention

Sims = dict[int, dict[int, float]]
THRESHOLD = 0.40
SAME_KIND = 0.15
OTHER_KIND = -0.4
NAME = 0.4  # what a shared name weighs against a shared idea
_CEASEFIRES = frozenset({MeasureKind.CEASEFIRE, MeasureKind.PARTIAL_CEASEFIRE})
_NEVER = -1.0


def link(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Groups of mentions of one measure; every mention is in one group."""
    seen = Counter(idea for m in mentions for idea in m.content)
    pointing = [m for m in mentions if _points(m, seen)]
    chosen = {m.event.id for m in pointing}
    return _place(pointing, _cluster([m for m in mentions if m.event.id not in chosen]))


def _points(m: Mention, seen: Counter[str]) -> bool:
    """True for a mention that names no measure of its own: bare, or a deal in words nobody else uses."""
    if m.bare:
        return True
    light = m.kind is MeasureKind.AGREEMENT or (m.kind is MeasureKind.OTHER and m.points)
    return light and not m.whole and all(seen[i] == 1 for i in m.content)


def _weights(mentions: Sequence[Mention]) -> dict[str, float]:
    ideas = Counter(idea for m in mentions for idea in m.content | m.naming)
    names = Counter(name for m in mentions for name in m.names)
    total = len(mentions)
    weight = {idea: log(1 + total / n) for idea, n in ideas.items()}
    return weight | {"=" + name: NAME * log(1 + total / n) for name, n in names.items()}


def likeness(a: Mention, b: Mention, weight: dict[str, float]) -> float:
    """How much two mentions look like one measure; 1 for equal words, negative for two kinds."""
    if not may_meet(a, b):
        return _NEVER
    all_a, all_b = _keys(a), _keys(b)
    shared = sum(weight[i] for i in sorted(all_a & all_b))
    size = sum(weight[i] for i in sorted(all_a)) + sum(weight[i] for i in sorted(all_b))
    score = 2 * shared / size if size else 0.0
    if a.kind is b.kind:
        return score + (SAME_KIND if a.kind is not MeasureKind.OTHER else 0)
    if MeasureKind.OTHER in (a.kind, b.kind):
        return score
    return score + OTHER_KIND


def _keys(m: Mention) -> frozenset[str]:
    return m.content | m.naming | {"=" + n for n in m.names}


def may_meet(a: Mention, b: Mention) -> bool:
    """False for two mentions that cannot be one measure: another length, whole against part, the other side's turn."""
    if a.duration and b.duration and a.duration != b.duration:
        return False
    if {a.kind, b.kind} == _CEASEFIRES:
        return False
    return not (a.owed and b.owed and a.owed == b.toward and b.owed == a.toward)


def _cluster(mentions: Sequence[Mention]) -> list[list[Mention]]:
    weight = _weights(mentions)
    members = {i: [m] for i, m in enumerate(mentions)}
    sims: Sims = defaultdict(dict)
    for i, a in enumerate(mentions):
        for j in range(i + 1, len(mentions)):
            score = likeness(a, mentions[j], weight)
            if score:
                sims[i][j] = sims[j][i] = score
    heap = [(-s, i, j) for i, row in sims.items() for j, s in row.items() if i < j and s >= THRESHOLD]
    heapq.heapify(heap)
    while heap:
        negative, i, j = heapq.heappop(heap)
        if i not in members or j not in members or sims[i].get(j, 0.0) != -negative:
            continue
        _merge(i, j, members, sims, heap)
    return list(members.values())


def _merge(i: int, j: int, members: dict[int, list[Mention]], sims: Sims, heap: list[tuple[float, int, int]]) -> None:
    n_i, n_j = len(members[i]), len(members[j])
    members[i] = members[i] + members.pop(j)
    for k in members:
        if k != i:
            left, right = sims[i].get(k, 0.0), sims[j].get(k, 0.0)
            score = _NEVER if _NEVER in (left, right) else (n_i * left + n_j * right) / (n_i + n_j)
            sims[i][k] = sims[k][i] = score
            if score >= THRESHOLD:
                heapq.heappush(heap, (-score, min(i, k), max(i, k)))


def _place(bare: Sequence[Mention], groups: list[list[Mention]]) -> list[list[Mention]]:
    """Put mentions that only point where they most likely point to."""
    truces = [m for m in bare if m.naming == {"truce"}]
    deals = [m for m in bare if m.naming and m.naming != {"truce"}]
    rest = [m for m in bare if not m.naming]
    groups, home = _join(truces, groups, _pointed(groups, lambda m: m.kind is MeasureKind.CEASEFIRE))
    called = _pointed(groups, lambda m: m.deal and m.kind is not MeasureKind.TALKS and "final" not in m.content)
    groups, home = _join(deals, groups, called if called is not None else home)
    if home is None:
        home = _pointed(groups, bool)
    return _join(rest, groups, home)[0]


def _pointed(groups: list[list[Mention]], fits: Callable[[Mention], object]) -> int | None:
    sizes = [sum(bool(fits(m)) for m in g) for g in groups]
    best = max(range(len(groups)), key=lambda n: (sizes[n], len(groups[n]), -n), default=None)
    return best if best is not None and sizes[best] else None


def _join(
    found: list[Mention], groups: list[list[Mention]], home: int | None
) -> tuple[list[list[Mention]], int | None]:
    if not found:
        return groups, home
    if home is None:
        return [*groups, found], len(groups)
    return [g + found if n == home else g for n, g in enumerate(groups)], home
