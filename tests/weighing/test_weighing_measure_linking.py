"""Linking measures: groups are as like as their wordings on average, and the likest come together in any order."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from weighing_scenes import Did, context_of, scene

from accord.model.claim import PloverType
from accord.model.measure import MeasureKind
from accord.weighing.measures.averages import THRESHOLD, Averages, vector
from accord.weighing.measures.linking import cluster
from accord.weighing.measures.mentions import Mention, read_mention
from accord.weighing.measures.nearby import Nearby

OBJECTS = ("ports", "mines", "grain", "talks", "sanctions", "prisoners", "a truce", "strikes on ports")
KINDS = (MeasureKind.OTHER, MeasureKind.AID, MeasureKind.TALKS)

wordings = st.lists(
    st.tuples(st.dictionaries(st.integers(0, 6), st.floats(0.2, 3.0), min_size=1, max_size=4), st.sampled_from(KINDS)),
    min_size=2,
    max_size=9,
)


def averages_of(told: list[tuple[dict[int, float], MeasureKind]]) -> Averages:
    counts = [vector(list(weights.values())) for weights, _ in told]
    return Averages([list(weights) for weights, _ in told], counts, [kind for _, kind in told])


def of_two(averages: Averages, one: int, other: int) -> float:
    return float(averages.of(np.array([one]), np.array([other]))[0])


@settings(max_examples=60)
@given(wordings, st.data())
def test_groups_are_as_like_as_their_wordings_are_on_average(
    told: list[tuple[dict[int, float], MeasureKind]], data: st.DataObject
) -> None:
    averages = averages_of(told)
    alone = {pair: of_two(averages, *pair) for pair in combinations(range(len(told)), 2)}
    near = averages.near(np.arange(len(told)))
    shared = {(i, j): s for (i, j), s in alone.items() if told[i][0].keys() & told[j][0].keys() and s >= THRESHOLD}
    assert (
        dict(zip(zip(near.low.tolist(), near.high.tolist(), strict=True), near.score.tolist(), strict=True)) == shared
    )

    into = np.array(data.draw(st.tuples(*(st.integers(0, n) for n in range(len(told))))))
    while (into != into[into]).any():
        into = into[into]
    averages.join(into)
    for one, other in combinations(sorted(set(into.tolist())), 2):
        members = product(np.flatnonzero(into == one).tolist(), np.flatnonzero(into == other).tolist())
        mean = np.mean([alone[min(a, b), max(a, b)] for a, b in members])
        assert of_two(averages, one, other) == pytest.approx(mean)


def test_equal_wordings_are_wholly_alike_and_a_kind_adds_to_it() -> None:
    one = {0: 1.0, 1: 2.0}
    averages = averages_of([(one, MeasureKind.OTHER), (one, MeasureKind.OTHER), (one, MeasureKind.AID)] * 2)
    assert of_two(averages, 0, 1) == pytest.approx(1.0, abs=1e-3)
    assert of_two(averages, 2, 5) == pytest.approx(1.15, abs=1e-3)
    assert of_two(averages, 0, 2) == of_two(averages, 0, 1)


def mentions_of(things: list[tuple[str, str]]) -> list[Mention]:
    told = [
        Did(f"Ostrava agreed to discuss {one} and {two} soon.", "agreed", PloverType.AGREE, measure=f"{one} and {two}")
        for one, two in things
    ]
    context = context_of(*(scene(f"r{n}", did) for n, did in enumerate(told)))
    return [m for e in context.events() if (m := read_mention(context, e)) is not None]


things = st.lists(st.tuples(st.sampled_from(OBJECTS), st.sampled_from(OBJECTS)), min_size=2, max_size=9)


@settings(max_examples=40)
@given(things)
def test_saying_it_again_in_the_same_words_changes_no_group(things: list[tuple[str, str]]) -> None:
    once = cluster(mentions_of(list(dict.fromkeys(things))))
    again = cluster(mentions_of(things))
    assert [{m.said.text for m in g.members} for g in again] == [{m.said.text for m in g.members} for g in once]


@settings(max_examples=40)
@given(st.lists(wordings, min_size=2, max_size=4))
def test_near_wordings_are_the_same_whatever_is_known_of_others(
    stories: list[list[tuple[dict[int, float], MeasureKind]]],
) -> None:
    known = Nearby()
    for told in stories:
        values = [(kind, *sorted(zip(weights, vector(list(weights.values())), strict=True))) for weights, kind in told]
        found, anew = known.of(values, averages_of(told)), averages_of(told).near(np.arange(len(told)))
        assert set(zip(found.low, found.high, found.score, strict=True)) == set(
            zip(anew.low, anew.high, anew.score, strict=True)
        )
        assert len(found.low) == len(anew.low)


def test_what_is_forced_is_one_but_for_what_clashes() -> None:
    mentions = mentions_of(
        [("ports", "mines"), ("grain", "coal"), ("a 30-day truce", "tin"), ("a 60-day truce", "tin")]
    )
    assert [len(g.members) for g in cluster(mentions)] == [1, 1, 1, 1]
    assert [len(g.members) for g in cluster(mentions, [(1, 0), (2, 3)])] == [2, 1, 1]
