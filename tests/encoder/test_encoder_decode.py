from __future__ import annotations

import itertools
import unicodedata

import encoder_texts as texts
import numpy as np
import pytest
from encoder_texts import find, tokens_of
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.encoder.decode import Stretch, best_stretch, stretches, whole_words
from accord.encoder.model import Floats

BIASES = st.integers(-4, 4).map(float)
CLOSE = 1e-9


def rows(width: int, longest: int) -> st.SearchStrategy[Floats]:
    """Probabilities of up to `longest` tokens, some of them nought."""
    weights = st.lists(st.sampled_from([0, 0, 1, 2, 5, 40]), min_size=width, max_size=width).filter(any)
    return st.lists(weights, max_size=longest).map(lambda x: of(x, width))


def of(weights: list[list[int]], width: int = 3) -> Floats:
    counts = np.asarray(weights, np.float32).reshape(-1, width)
    probabilities: Floats = counts / counts.sum(1, keepdims=True)
    return probabilities


def logs(probabilities: Floats, bias: float) -> list[list[float]]:
    values = np.log(probabilities.astype(np.float64) + 1e-7)
    values[:, 0] += bias
    return [[float(x) for x in row] for row in values]


def path_of(found: list[Stretch], n: int) -> tuple[int, ...]:
    path = [0] * n
    for s in found:
        path[s.first : s.last] = [2 * s.label + 1] + [2 * s.label + 2] * (s.last - s.first - 1)
    return tuple(path)


def sound(path: tuple[int, ...]) -> bool:
    """No inside but after the beginning or an inside of its own label."""
    return all(
        state == 0 or state % 2 or before in (state, state - 1) for before, state in itertools.pairwise((0, *path))
    )


@settings(max_examples=150)
@given(st.sampled_from([3, 5]).flatmap(lambda width: rows(width, 4)), BIASES)
def test_stretches_are_the_best_path(probabilities: Floats, bias: float) -> None:
    n, width = probabilities.shape
    scores = logs(probabilities, bias)

    def score(path: tuple[int, ...]) -> float:
        return sum(row[state] for row, state in zip(scores, path, strict=True))

    found = path_of(stretches(probabilities, bias), n)
    assert sound(found)
    assert score(found) >= max(map(score, filter(sound, itertools.product(range(width), repeat=n)))) - CLOSE


@settings(max_examples=100)
@given(rows(7, 40), BIASES)
def test_stretches_are_in_order_and_apart(probabilities: Floats, bias: float) -> None:
    found = stretches(probabilities, bias)
    edges = [edge for s in found for edge in (s.first, s.last)]
    assert edges == sorted(edges)
    assert all(s.first < s.last for s in found)
    assert all(s.label in range(3) and 0 <= s.sure <= 1 for s in found)


@settings(max_examples=100)
@given(rows(5, 40), BIASES, BIASES)
def test_a_higher_bias_finds_no_more(probabilities: Floats, one: float, other: float) -> None:
    low, high = sorted((one, other))
    eager, wary = (sum(s.last - s.first for s in stretches(probabilities, bias)) for bias in (low, high))
    assert eager >= wary


def test_an_inside_of_another_label_does_not_go_on() -> None:
    (found,) = stretches(of([[1, 20, 0, 0, 0], [1, 0, 0, 0, 20], [1, 0, 0, 0, 20]], 5))
    assert (found.first, found.last, found.label) == (0, 1, 0)


def test_sure_is_the_mean_of_begin_and_inside() -> None:
    (found,) = stretches(of([[8, 1, 1], [1, 8, 1], [2, 1, 7], [9, 0, 1]]))
    assert (found.first, found.last) == (1, 3)
    assert found.sure == pytest.approx((0.9 + 0.8) / 2)


def test_rounding_makes_nothing_more_than_sure() -> None:
    above_one = np.asarray([[0.0, np.nextafter(np.float32(1), np.float32(2)), 0.0]], np.float32)
    best = best_stretch(above_one)
    assert best is not None
    assert [s.sure for s in (*stretches(above_one), best)] == [1.0, 1.0]


def test_the_end_of_a_long_text_is_read_as_closely_as_its_start() -> None:
    """Sums over many tokens must not round away what decides at a late one."""
    last = [0.00668, 0.99332, 0.0]
    late = np.asarray([[1.0, 0.0, 0.0]] * 20_000 + [last], np.float32)
    early = np.asarray([last], np.float32)
    assert [s.first for s in stretches(early, 5.0)] == [0]
    assert [s.first for s in stretches(late, 5.0)] == [20_000]


@settings(max_examples=300)
@given(rows(3, 9), BIASES)
def test_best_stretch_gains_most(probabilities: Floats, bias: float) -> None:
    scores = logs(probabilities, bias)

    def gain(first: int, last: int) -> float:
        begun = scores[first][1] - scores[first][0]
        return begun + sum(row[2] - row[0] for row in scores[first + 1 : last])

    best = max(itertools.starmap(gain, itertools.combinations(range(len(scores) + 1), 2)), default=0.0)
    found = best_stretch(probabilities, bias)
    if found is None:
        assert best <= CLOSE
    else:
        assert found.label == 0
        assert 0 <= found.sure <= 1
        assert gain(found.first, found.last) == pytest.approx(max(best, 0.0), abs=CLOSE)
        assert gain(found.first, found.last) > 0


def test_nothing_in_nothing() -> None:
    assert stretches(of([], 5)) == []
    assert best_stretch(of([])) is None


def test_best_stretch_is_none_where_nothing_gains() -> None:
    assert best_stretch(of([[9, 1, 0], [9, 0, 1]])) is None
    assert best_stretch(of([[9, 1, 0], [9, 0, 1]]), bias=-9.0) is not None


@pytest.mark.parametrize(
    ("text", "piece", "word"),
    [
        ("the talks said", "talks", "talks"),
        ("in Veldria, now", "Vel", "Veldria"),
        ("in Veldria, now", "dria", "Veldria"),
        ("the Ve\u0301ldria\u0301.", "l", "Ve\u0301ldria\u0301"),
        ("Vel\u00addria said", "dria", "Vel\u00addria"),
        ("x said\u200b the", "said", "said"),
        ("“Vel”\u200f now", "Vel", "Vel"),
        ("don't", "don", "don"),
        ("한국", "한", "한국"),
    ],
)
def test_whole_words(text: str, piece: str, word: str) -> None:
    tokens = tokens_of(text)
    first, stop = tokens.within(find(text, piece))
    assert whole_words(tokens, text, first, stop).of(text) == word


@settings(max_examples=300)
@given(texts.TEXTS, st.data())
def test_whole_words_cuts_none(text: str, data: st.DataObject) -> None:
    tokens = tokens_of(text)
    if not len(tokens):
        return
    first = data.draw(st.integers(0, len(tokens) - 1))
    stop = data.draw(st.integers(first + 1, len(tokens)))
    span = whole_words(tokens, text, first, stop)
    assert span.contains(tokens.span(first, stop))
    assert not cut_at(text, span.start)
    assert not cut_at(text, span.end)


def cut_at(text: str, place: int) -> bool:
    """True when letters or digits stand on both sides, whatever unseen characters lie between."""
    seen = [(i, c) for i, c in enumerate(text) if unicodedata.category(c) not in ("Mn", "Mc", "Me", "Cf")]
    left = next((c for i, c in reversed(seen) if i < place), " ")
    right = next((c for i, c in seen if i >= place), " ")
    return left.isalnum() and right.isalnum()


@given(st.integers(1, 25), st.integers(0, 2**32 - 1), st.floats(-3, 3))
def test_one_label_is_decoded_like_several(length: int, seed: int, bias: float) -> None:
    drawn = np.random.default_rng(seed).dirichlet([0.6, 0.4, 0.5], size=length).astype(np.float32)
    several = np.concatenate((drawn, np.zeros((length, 2), np.float32)), axis=1)  # a label that never is
    assert stretches(drawn, bias) == stretches(several, bias)
