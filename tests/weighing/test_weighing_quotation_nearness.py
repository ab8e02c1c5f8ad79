"""Which quotations are compared: the same, whatever was remembered of the story before."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from accord.weighing.quotations.nearness import Bag, Nearness, bag_of
from accord.weighing.quotations.verbatim import Run, SharedRuns

WEIGHTS = st.sampled_from([0.5, 1.0, 2.0])
stories = st.lists(
    st.tuples(
        st.lists(st.sets(st.sampled_from("abcdef"), max_size=4).map(sorted).map(tuple), max_size=8),
        st.fixed_dictionaries(dict.fromkeys("abcdef", WEIGHTS)),
    ),
    min_size=2,
    max_size=4,
)
SAID = tuple("the talks on grain ports and mines will go on in spring with all three at one table".split())  # noqa: SIM905


def bags_of(told: list[tuple[str, ...]], weight: dict[str, float]) -> list[Bag]:
    return [bag_of(words, tuple(weight[word] for word in words), 2) for words in told]


def found(nearness: Nearness, bags: list[Bag]) -> dict[tuple[int, int], float]:
    later, earlier, common = nearness.pairs(bags)
    pairs = dict(zip(zip(later.tolist(), earlier.tolist(), strict=True), common.tolist(), strict=True))
    assert len(pairs) == len(later)
    return pairs


@settings(max_examples=150)
@given(stories, st.integers(1, 5))
def test_quotes_are_near_whatever_was_known_of_others(
    told: list[tuple[list[tuple[str, ...]], dict[str, float]]], latest: int
) -> None:
    known = Nearness(latest, 0.5)
    for said, weight in told:
        bags = bags_of(said, weight)
        assert found(known, bags) == found(Nearness(latest, 0.5), bags)


@settings(max_examples=100)
@given(stories)
def test_quotes_are_near_that_share_a_heavy_word_of_the_later_and_half_the_weight(
    told: list[tuple[list[tuple[str, ...]], dict[str, float]]],
) -> None:
    said, weight = told[0]
    bags = bags_of(said, weight)
    near = {}
    for (one, a), (two, b) in combinations(enumerate(bags), 2):
        shared = set(a.words) & set(b.words)
        looked_up = {word for word, heavy in zip(b.words, b.heavy, strict=True) if heavy} & shared
        common = sum(weight[word] for word in shared)
        if looked_up and common >= 0.5 * min(a.whole, b.whole):
            near[two, one] = common
    assert found(Nearness(len(bags), 0.5), bags) == near


runs = st.lists(st.integers(0, len(SAID)).map(lambda n: (SAID[n:], SAID[:n])), max_size=6)


@settings(max_examples=100)
@given(st.lists(runs, min_size=2, max_size=4))
def test_runs_are_shared_whatever_was_known_of_others(told: list[list[tuple[Run, Run]]]) -> None:
    known = SharedRuns()
    for quotations in told:
        assert known.pairs(quotations) == SharedRuns().pairs(quotations)
