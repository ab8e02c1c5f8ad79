"""Linking mentions of measures: those that speak of one thing come together, variants of another scope stay apart.

Average-link clustering over likeness, with pairs that must not meet. Mentions that only point ("the deal") are placed
last, with the measure of their kind that their report, else the story, speaks of most.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Sequence
from math import log

from accord.model.measure import MeasureKind
from accord.weighing.measure_mentions import Mention

Sims = dict[int, dict[int, float]]
THRESHOLD = 0.40
SAME_KIND = 0.15
OTHER_KIND = -0.3


def link(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Groups of mentions of one measure, each in the order given; every mention is in one group."""
    full = [m for m in mentions if not m.bare]
    bare = [m for m in mentions if m.bare]
    groups = _cluster(full)
    return _place(bare, groups)


def _weights(mentions: Sequence[Mention]) -> dict[str, float]:
    seen = Counter(idea for m in mentions for idea in m.content | m.names)
    total = len(mentions)
    return {idea: log(1 + total / n) for idea, n in seen.items()}


def likeness(a: Mention, b: Mention, weight: dict[str, float]) -> float:
    """How much two mentions look like one measure; 1 for equal words, negative for two kinds."""
    if not may_meet(a, b):
        return -1.0
    all_a, all_b = a.content | a.names, b.content | b.names
    shared = sum(weight[i] for i in sorted(all_a & all_b))
    size = sum(weight[i] for i in sorted(all_a)) + sum(weight[i] for i in sorted(all_b))
    score = 2 * shared / size if size else 0.0
    if a.kind is b.kind:
        return score + (SAME_KIND if a.kind is not MeasureKind.OTHER else 0)
    if MeasureKind.OTHER in (a.kind, b.kind):
        return score
    return score + OTHER_KIND


def may_meet(a: Mention, b: Mention) -> bool:
    """False for two mentions that cannot be one measure: another length, whole against part, the other side's turn."""
    if a.duration and b.duration and a.duration != b.duration:
        return False
    whole_and_part = (a.whole and b.scope and not b.whole) or (b.whole and a.scope and not a.whole)
    if whole_and_part and MeasureKind.PARTIAL_CEASEFIRE in (a.kind, b.kind):
        return False
    return not (a.owed and b.owed and a.owed == b.toward and b.owed == a.toward)


def _cluster(mentions: Sequence[Mention]) -> list[list[Mention]]:
    weight = _weights(mentions)
    members = {i: [m] for i, m in enumerate(mentions)}
    sims: dict[int, dict[int, float]] = defaultdict(dict)
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


def _merge(
    i: int,
    j: int,
    members: dict[int, list[Mention]],
    sims: dict[int, dict[int, float]],
    heap: list[tuple[float, int, int]],
) -> None:
    n_i, n_j = len(members[i]), len(members[j])
    members[i] = members[i] + members.pop(j)
    for k in members:
        if k != i:
            score = (n_i * sims[i].get(k, 0.0) + n_j * sims[j].get(k, 0.0)) / (n_i + n_j)
            if sims[i].get(k) == -1.0 or sims[j].get(k) == -1.0:
                score = -1.0
            sims[i][k] = sims[k][i] = score
            if score >= THRESHOLD:
                heapq.heappush(heap, (-score, min(i, k), max(i, k)))


_FAMILY = {
    MeasureKind.CEASEFIRE: "deal",
    MeasureKind.PARTIAL_CEASEFIRE: "deal",
    MeasureKind.AGREEMENT: "deal",
}


def _place(bare: Sequence[Mention], groups: list[list[Mention]]) -> list[list[Mention]]:
    alone: dict[MeasureKind, list[Mention]] = defaultdict(list)
    sizes = [len(g) for g in groups]
    for m in bare:
        best = None
        for n, g in enumerate(groups[: len(sizes)]):
            kinds = Counter(x.kind for x in g[: sizes[n]])
            same = sum(v for k, v in kinds.items() if _FAMILY.get(k, k) == _FAMILY.get(m.kind, m.kind))
            if same * 2 < sizes[n] or not all(may_meet(m, x) for x in g[: sizes[n]]):
                continue
            near = sum(x.event.report == m.event.report for x in g[: sizes[n]])
            rank = (sizes[n], near)
            if best is None or rank > best[0]:
                best = (rank, n)
        if best:
            groups[best[1]].append(m)
        else:
            alone[m.kind].append(m)
    return groups + list(alone.values())
