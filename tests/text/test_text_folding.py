"""Folded words and content terms: what differs in habit only is one word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.text.folding import fold_text
from accord.text.terms import find_terms, rarity, stem_of


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Harbour", "harbor"),
        ("organisation", "organization"),
        ("ANALYSED", "analyzed"),
        ("travelled", "traveled"),
        ("defence", "defense"),
        ("Orsk’s", "Orsk"),
        ("don’t", "don't"),
        ("Côte", "Cote"),
        ("Brandskyy", "Brandsky"),
        ("two", "2"),
        ("Kiev", "Kyiv"),
    ],
)
def test_spellings_of_one_word_fold_together(left: str, right: str) -> None:
    assert fold_text(left).words == fold_text(right).words


@pytest.mark.parametrize(
    ("left", "right"), [("truce", "truces"), ("Veldria", "Veldrian"), ("accept", "except"), ("20", "2")]
)
def test_different_words_stay_apart(left: str, right: str) -> None:
    assert fold_text(left).words != fold_text(right).words


def test_offsets_lead_to_the_words() -> None:
    text = "“Veldria’s 30-day halt”,\nhe said…"
    folded = fold_text(text)
    assert folded.words == ["veldria", "30", "day", "halt", "he", "said"]
    assert [text[a:b] for a, b in zip(folded.starts, folded.ends, strict=True)] == [
        "Veldria’s",
        "30",
        "day",
        "halt",
        "he",
        "said",
    ]


@given(st.text(max_size=400))
def test_any_text_folds_with_rising_offsets(text: str) -> None:
    folded = fold_text(text)
    edges = [edge for pair in zip(folded.starts, folded.ends, strict=True) for edge in pair]
    assert edges == sorted(edges)
    assert all(folded.words)
    assert all(end <= len(text) for end in edges)


def test_a_text_without_spaces_gives_words_of_bounded_length() -> None:
    assert max(len(word) for word in fold_text("x" * 100_000).words) <= 40


@pytest.mark.parametrize(
    "forms",
    [
        ["talk", "talks", "talked", "talking"],
        ["strike", "strikes", "striking"],
        ["party", "parties"],
        ["halt", "halts", "halted", "halting"],
        ["agree", "agrees", "agreed", "agreeing"],
        ["withdraw", "withdraws", "withdrawing"],
        ["negotiate", "negotiated", "negotiation", "negotiations"],
        ["stop", "stops", "stopped", "stopping"],
    ],
)
def test_inflections_have_one_stem(forms: list[str]) -> None:
    assert len({stem_of(form) for form in forms}) == 1


def test_terms_leave_function_words_out_and_keep_order() -> None:
    words = fold_text("The guns of Veldria have been silent, and the guns will be silent.").words
    assert find_terms(words) == ["gun", "veldria", "silent", "gun", "silent"]


def test_rare_terms_tell_more() -> None:
    assert 0 <= rarity(stem_of("president")) < rarity(stem_of("missile")) < rarity(stem_of("brandsma"))
