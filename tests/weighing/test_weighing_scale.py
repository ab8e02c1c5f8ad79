"""What is looked up is what comparing all with all would find."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from weighing_scenes import Did, context_of, scene

from accord.weighing.findings.comparison import compare_reports
from accord.weighing.findings.told import ToldSentences
from accord.weighing.matter import matter


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
