"""What is looked up is what comparing all with all would find."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from weighing_scenes import Did, context_of, scene

from accord.weighing.bags import Bags
from accord.weighing.findings import single_origins
from accord.weighing.findings.comparison import Comparison, compare_reports
from accord.weighing.findings.single_origins import find_single_origins
from accord.weighing.findings.told import ToldSentences
from accord.weighing.matter import matter


@settings(max_examples=40)
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


weighted = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 4).map(float), max_size=5)


@settings(max_examples=60)
@given(st.lists(weighted, min_size=1, max_size=8))
def test_what_bags_share_is_what_their_words_add_up_to(bags: list[dict[str, float]]) -> None:
    held, size = Bags(bags), len(bags)
    later, earlier, shared = held.shared(0, size, size)
    naive = {
        (i, j): sum(w for word, w in bags[i].items() if word in bags[j])
        for j, i in combinations(range(size), 2)
        if bags[i].keys() & bags[j].keys()
    }
    assert dict(zip(zip(later.tolist(), earlier.tolist(), strict=True), shared.tolist(), strict=True)) == naive
    both = [a.tolist() for a in held.sharing(0, size, size)]
    assert list(zip(*both, strict=True)) == sorted(naive)
    products = held.product(0, size, later, earlier).tolist()
    assert products == [sum(w * bags[j].get(word, 0.0) for word, w in bags[i].items()) for i, j in sorted(naive)]


def test_bags_are_brought_to_one_length_and_cut_to_their_weightiest_words() -> None:
    bags = Bags([{"a": 1.0, "b": 1.0}, {}, {"b": 1.0}, {"c": 1.0, "a": 1.0}], {"a": 4.0, "b": 3.0, "c": 3.0})
    later, earlier = bags.sharing(0, 4, 9)
    assert (later.tolist(), earlier.tolist()) == ([2, 3], [0, 0])
    assert bags.product(0, 4, later, earlier).tolist() == pytest.approx([0.6, 0.64])
    later, earlier, shared = bags.heaviest(1).shared(0, 4, 9)
    assert (later.tolist(), earlier.tolist()) == ([3], [0])
    assert shared.tolist() == pytest.approx([0.64])


def test_single_origins_that_are_not_looked_into_would_not_be_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    def taken(n: int, m: int) -> Did:
        one, two, three = ("".join("bdfgklmnpr"[int(d)] + vowel for d in f"{n:02}{m:02}") for vowel in "aou")
        return Did(f"Kesh seized {one}, {two} and {three}.", "seized", measure=f"{one}, {two} and {three}")

    scenes = [scene(f"r{n:02}", *(taken(n, m) for m in range(1 + n % 5))) for n in range(40)]
    comparison = compare_reports(context_of(*scenes), (), ())
    looked_up: list[object] = []
    alone = single_origins._is_alone

    def noted(comparison: Comparison, told: ToldSentences, fact: single_origins._Fact) -> bool:
        looked_up.append(fact)
        return alone(comparison, told, fact)

    monkeypatch.setattr(single_origins, "_is_alone", noted)
    found = find_single_origins(comparison)
    some = len(looked_up)
    monkeypatch.setattr(single_origins, "_ROUNDING", float("inf"))
    assert find_single_origins(comparison) == found
    assert 0 < some < len(looked_up) - some
