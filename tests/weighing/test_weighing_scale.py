"""What is looked up is what comparing all with all would find."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from weighing_scenes import Did, context_of, scene

from accord.model.claim import PloverType
from accord.weighing.findings.comparison import compare_reports
from accord.weighing.findings.told import ToldSentences
from accord.weighing.matter import matter
from accord.weighing.measures.averages import THRESHOLD, Averages
from accord.weighing.measures.mentions import Mention, read_mention

OBJECTS = ("ports", "mines", "grain", "talks", "sanctions", "prisoners", "a truce", "strikes on ports")


def mentions_of(things: list[tuple[str, str]]) -> list[Mention]:
    told = [
        Did(f"Ostrava agreed to discuss {one} and {two} soon.", "agreed", PloverType.AGREE, measure=f"{one} and {two}")
        for one, two in things
    ]
    context = context_of(*(scene(f"r{n}", did) for n, did in enumerate(told)))
    return [m for e in context.events() if (m := read_mention(context, e)) is not None]


pairs = st.lists(st.tuples(st.sampled_from(OBJECTS), st.sampled_from(OBJECTS)), min_size=2, max_size=9)


@settings(max_examples=40, deadline=None)
@given(pairs, st.randoms(use_true_random=False))
def test_joined_groups_are_as_like_as_their_mentions_are_on_average(
    things: list[tuple[str, str]], random: Random
) -> None:
    mentions = mentions_of(things)
    weight = {key: 1.0 + len(key) / 7 for m in mentions for key in m.keys}
    plain = Averages(mentions, weight)
    alone = {(i, j): plain.between(i, j) for i, j in combinations(range(len(mentions)), 2)}
    assert {(i, j): s for i, j, s in plain.pairs()} == {pair: s for pair, s in alone.items() if s >= THRESHOLD}

    groups = {n: [n] for n in range(len(mentions))}
    averages = Averages(mentions, weight)
    while len(groups) > 2:
        i, j = sorted(random.sample(sorted(groups), 2))
        n_i, n_j = len(groups[i]), len(groups[j])
        told = [k for k in groups if k not in (i, j) and random.random() < 0.5]
        beside = {k: (n_i * averages.between(i, k) + n_j * averages.between(j, k)) / (n_i + n_j) for k in told}
        averages.join(i, j, n_i, n_j, beside)
        groups[i] += groups.pop(j)
    one, two = sorted(groups)
    mean = sum(alone[min(a, b), max(a, b)] for a in groups[one] for b in groups[two])
    assert averages.between(one, two) == pytest.approx(mean / (len(groups[one]) * len(groups[two])))


@settings(max_examples=40, deadline=None)
@given(st.sets(st.sampled_from(["ports", "mines", "grain", "tin", "coal", "salt"]), min_size=1), st.integers(0, 3))
def test_a_sentence_is_found_exactly_where_it_holds_the_share(wanted: set[str], apart: int) -> None:
    told = ["ports and mines", "mines, grain and tin", "coal, salt and ports", "salt"]
    scenes = [scene(f"r{n}", Did(f"Kesh seized {words}.", "seized")) for n, words in enumerate(told)]
    comparison = compare_reports(context_of(*scenes), (), ())
    weights = {key: 1.0 + len(key) for word in wanted for key in matter(word)}
    assert weights.keys() <= comparison.weight.keys()
    least = 0.62 * sum(weights.values())
    naive = any(
        sum(weight for word, weight in weights.items() if word in bag) >= least
        for report, held in comparison.sentences.items()
        for _, bag in held
        if report != f"r{apart}"
    )
    assert ToldSentences(comparison).hold(weights, 0.62, {f"r{apart}"}) is naive
