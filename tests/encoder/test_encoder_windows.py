from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.encoder.tokens import FEATURES, Tokens
from accord.encoder.windows import AFTER, BEFORE, CONTEXT, LENGTH, OWN, Locale, Window, locale, windows

ROOM = LENGTH - 2 - 2 * CONTEXT
SMALL, NEAR = 24, 4  # a small window and its context: 14 tokens of its own

LENGTHS = st.lists(st.integers(1, 40), max_size=30)
LONG = st.lists(st.sampled_from([1, 3, 12, 30, 60, 99, 100, 101, 160, 317, 318, 319, 700]), min_size=1, max_size=8)


def tokens_in(lengths: Sequence[int]) -> Tokens:
    """Tokens of sentences of some lengths, a character each."""
    n = sum(lengths)
    places = np.arange(n, dtype=np.int64)
    sentences = np.repeat(np.arange(len(lengths), dtype=np.int64), np.asarray(lengths, dtype=np.int64))
    return Tokens(places, places, places + 1, sentences, np.zeros((n, len(FEATURES)), dtype=np.int64))


def test_no_tokens_no_windows() -> None:
    assert list(windows(tokens_in([]))) == []


def test_a_short_text_is_one_window() -> None:
    assert list(windows(tokens_in([5, 7]))) == [Window(0, 0, 12, 12)]


def test_windows_end_with_sentences() -> None:
    found = list(windows(tokens_in([300, 18, 1, 400])))
    assert found == [
        Window(0, 0, 318, 318 + CONTEXT),
        Window(318 - CONTEXT, 318, 319, 319 + CONTEXT),
        Window(319 - CONTEXT, 319, 319 + ROOM, 319 + ROOM + CONTEXT),
        Window(319 + ROOM - CONTEXT, 319 + ROOM, 719, 719),
    ]


def test_a_window_must_have_room() -> None:
    with pytest.raises(ValueError, match="no room"):
        list(windows(tokens_in([5]), length=10, context=4))
    assert len(list(windows(tokens_in([5]), length=11, context=4))) == 5


@given(LENGTHS)
def test_every_token_is_the_own_of_one_window(lengths: list[int]) -> None:
    tokens = tokens_in(lengths)
    owned = [i for w in windows(tokens, SMALL, NEAR) for i in range(w.first, w.last)]
    assert owned == list(range(len(tokens)))


@given(LENGTHS)
def test_windows_keep_to_length_and_context(lengths: list[int]) -> None:
    tokens = tokens_in(lengths)
    for w in windows(tokens, SMALL, NEAR):
        assert w.stop - w.start <= SMALL - 2
        assert w.start == max(0, w.first - NEAR)
        assert w.stop == min(len(tokens), w.last + NEAR)


@given(LENGTHS)
def test_sentences_are_whole_and_as_many_as_fit(lengths: list[int]) -> None:
    tokens = tokens_in(lengths)
    room = SMALL - 2 - 2 * NEAR
    ends = np.cumsum(lengths).tolist()
    for w in windows(tokens, SMALL, NEAR):
        following = [e for e in ends if e > w.last]
        if w.last in ends:
            assert not following or following[0] - w.first > room
        else:  # cut only where what is left of one sentence fills the window
            assert w.last - w.first == room
            assert tokens.sentences[w.first] == tokens.sentences[w.last]


@given(LENGTHS, st.data())
def test_windows_do_not_depend_on_how_the_text_goes_on(lengths: list[int], data: st.DataObject) -> None:
    half = tokens_in(lengths[: data.draw(st.integers(0, len(lengths)))])
    found, whole = list(windows(half, SMALL, NEAR)), list(windows(tokens_in(lengths), SMALL, NEAR))
    assert len(found) <= len(whole)
    for w, same in list(zip(found, whole, strict=False))[:-1]:
        assert (w.start, w.first, w.last) == (same.start, same.first, same.last)
        assert w.stop == min(same.stop, len(half))
    assert [w for w in found[:-1] if w.last + NEAR <= len(half)] == [
        w for w in whole[: max(0, len(found) - 1)] if w.last + NEAR <= len(half)
    ]


def test_many_sentences_are_cut_in_good_time() -> None:
    tokens = tokens_in([1] * 300_000)
    assert sum(w.last - w.first for w in windows(tokens)) == 300_000


@given(LONG, st.data())
def test_a_locale_lies_in_its_window_and_holds_its_trigger(lengths: list[int], data: st.DataObject) -> None:
    tokens = tokens_in(lengths)
    w = data.draw(st.sampled_from(list(windows(tokens))))
    first = data.draw(st.integers(w.first, w.last - 1))
    last = data.draw(st.integers(first + 1, min(len(tokens), first + 200)))
    found = locale(tokens, w, first, last)
    assert w.start <= found.start <= first == found.first < found.last <= found.stop <= w.stop
    assert found.last == min(last, w.stop)
    assert found.stop - found.start <= BEFORE + OWN + AFTER + last - first


@given(LONG, st.data())
def test_a_locale_is_the_sentence_with_its_surroundings(lengths: list[int], data: st.DataObject) -> None:
    tokens = tokens_in(lengths)
    w = data.draw(st.sampled_from(list(windows(tokens))))
    first = data.draw(st.integers(w.first, w.last - 1))
    number = int(tokens.sentences[first])
    start, stop = sum(lengths[:number]), sum(lengths[: number + 1])
    last = data.draw(st.integers(first + 1, min(stop, first + 5)))
    found = locale(tokens, w, first, last)
    if stop - start > OWN:
        start = max(start, first - OWN // 2)
        stop = min(stop, max(last, start + OWN))
    assert found == Locale(max(w.start, start - BEFORE), first, min(last, w.stop), min(w.stop, stop + AFTER))


def test_a_trigger_that_runs_on_into_other_sentences_is_held() -> None:
    tokens = tokens_in([10, 50, 50])
    (w,) = windows(tokens)
    assert locale(tokens, w, 5, 6).stop == 10 + AFTER
    assert locale(tokens, w, 5, 15).stop == 10 + AFTER
    assert locale(tokens, w, 5, 70) == Locale(0, 5, 70, 70)


def test_a_trigger_longer_than_a_locale_is_held() -> None:
    tokens = tokens_in([300])
    (w,) = windows(tokens)
    assert locale(tokens, w, 80, 80 + OWN + 60) == Locale(30 - BEFORE, 80, 240, 240 + AFTER)


def test_a_trigger_is_cut_at_the_edge_of_its_window() -> None:
    tokens = tokens_in([ROOM, 200])
    w = next(windows(tokens))
    assert locale(tokens, w, ROOM - 2, ROOM + 180) == Locale(ROOM - 2 - 50 - BEFORE, ROOM - 2, w.stop, w.stop)
