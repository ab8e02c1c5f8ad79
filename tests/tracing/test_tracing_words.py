"""Words read many texts at a time are those that the folding of each text gives."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from veldrian_reports import DISPATCH, OTHER, corpus_of, report

from accord.text.folding import fold_text
from accord.text.terms import rarity, term_of
from accord.tracing.quotations import quoted_ranges
from accord.tracing.words import BLOCK, Vocabulary

AWKWARD = "aàzST’'_ .dmtsrevelI9ſ²日\u0301\ud800\n\U0001f600"


@settings(max_examples=300)
@given(st.lists(st.text(max_size=60) | st.text(AWKWARD, max_size=120), max_size=4))
def test_words_are_those_of_the_folded_text(texts: list[str]) -> None:
    vocabulary = Vocabulary()
    called: dict[int, str] = {}
    for text in texts:
        starts, ends, words = vocabulary.read(text)
        folded = fold_text(text)
        assert starts.tolist() == list(folded.starts)
        assert ends.tolist() == list(folded.ends)
        assert [called.setdefault(*pair) for pair in zip(words.tolist(), folded.words, strict=True)] == folded.words
    assert len(set(called.values())) == len(called)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Veldria's I'd've they'll", ["Veldria's", "I'd", "ve", "they'll"]),
        ("rock'n'roll x'S'S don't_", ["rock", "n", "roll", "x'S", "S", "don", "t"]),
        ("a" * 85 + "'s b", ["a" * 40, "a" * 40, "aaaaa's", "b"]),
        ("", []),
        ("'s ’t", ["s", "t"]),
    ],
)
def test_endings_and_long_words(text: str, pieces: list[str]) -> None:
    starts, ends, _ = Vocabulary().read(text)
    assert [text[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)] == pieces


@pytest.mark.parametrize(
    "last", ["Veldria's end", "I'd've they'll", "don't_ 's", "a" * 95 + "'s b", "日本'd'll", "x ’ 're"]
)
def test_a_word_over_the_end_of_a_block_stays_one(last: str) -> None:
    filler = "a " * (BLOCK // 2 - 60)
    expected = fold_text(last)
    for before in range(120 - len(last), 124, 3):
        text = filler + "-" * before + last + " b c"
        starts, ends, _ = Vocabulary().read(text)
        found = starts >= len(filler)
        at = len(filler) + before
        assert (starts[found] - at).tolist()[:-2] == list(expected.starts)
        assert (ends[found] - at).tolist()[:-2] == list(expected.ends)


def test_hashes_and_terms_do_not_hang_on_what_was_read_before() -> None:
    for texts in ((DISPATCH, OTHER), (OTHER, DISPATCH)):
        vocabulary = Vocabulary()
        for text in texts:
            vocabulary.read(text)
        _, _, [harbour, the] = vocabulary.read("harbour the")
        terms = vocabulary.terms(np.array([the, harbour], np.uint32))
        assert vocabulary.known().hashes[harbour] == _hash("harbour")
        assert terms.rarity[terms.of[harbour]] == rarity(term_of("harbor"))
        assert terms.of[the] == -1


def _hash(word: str) -> int:
    vocabulary = Vocabulary()
    vocabulary.read(word)
    return int(vocabulary.known().hashes[0])


def test_a_corpus_keeps_each_text_apart_and_its_offsets() -> None:
    texts = {"a": 'He said: "the guns\nare silent', "b": "so are we” she said.", "c": "", "d": "…"}
    corpus = corpus_of([report(name, text, masked="said" if name == "b" else None) for name, text in texts.items()])
    assert len(corpus.texts) == len(texts)
    for place, text in enumerate(corpus.texts):
        part = corpus.part(place)
        spans = zip(corpus.starts[part].tolist(), corpus.lengths[part].tolist(), strict=True)
        folded = fold_text(text.first.text)
        assert [(a, a + n) for a, n in spans] == list(zip(folded.starts, folded.ends, strict=True))
        quoted = corpus.quoted[part].tolist()
        assert quoted == ([False, False, True, True, False, False] if text.key == "a" else [False] * len(quoted))
        assert corpus.prose[place] == len(folded) - (text.key == "b")


def test_texts_stand_in_an_order_of_their_own() -> None:
    reports = [report(name, text) for name, text in (("a", DISPATCH), ("b", OTHER), ("c", ""), ("d", "…"))]
    again = [report("0", DISPATCH.upper()), *reversed(reports)]
    assert [t.reports[-1].id for t in corpus_of(reports).texts] == [t.reports[-1].id for t in corpus_of(again).texts]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said "the guns are silent" today.', ["the guns are silent"]),
        ("He said “the guns are silent” today.", ["the guns are silent"]),
        ("He said ‘the guns are silent’ today.", ["the guns are silent"]),
        ("Marrow's guns and Veldria's ships don't fire.", []),
        ("“A first part.\n“A second part.”\nNo part.", ["A first part.", "A second part."]),
        (
            "She wrote:\n\nThe strait is open to every ship from this day on.\nShe left.",
            ["The strait is open to every"],
        ),
        (
            "The strait is open, all of it!\n— Ilse Vantongeren (@ilsev) May 6, 2031\nShe left.",
            ["The strait is open, all of it!"],
        ),
    ],
)
def test_quoted_words_are_told_from_the_report_s_own(text: str, quoted: list[str]) -> None:
    ranges = [text[a:b] for a, b in quoted_ranges(text)]
    assert all(any(words in piece for piece in ranges) for words in quoted)
    assert not any("She left" in piece or "No part" in piece or "don't" in piece for piece in ranges)
    assert bool(ranges) == bool(quoted)
