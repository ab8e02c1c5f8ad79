"""Spellings of one name: romanisations are told from slips, and slips from other names."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.text.names.spellings import Spelling, compare_spellings, opening

VARIANTS = [
    ("Veldrensky", "Veldrenskyy"),
    ("Veldrensky", "Veldrenskiy"),
    ("Veldrensky", "Veldrenski"),
    ("Orlovych", "Orlovich"),
    ("Sergey", "Sergei"),
    ("Dmitriy", "Dmitry"),
    ("Yevgeny", "Evgeniy"),
    ("Aleksey", "Alexei"),
    ("Morvow", "Morvov"),
    ("Zhumin", "Jumin"),
    ("Tretyak", "Tretiak"),
    ("al-Harun", "Harun"),
    ("Al-Sabri", "el-Sabri"),
    ("Qasr", "Kasr"),
    ("Yitzhar", "Yitshar"),
    ("Jin-ping", "Jinping"),
    ("Hsin", "Xin"),
    ("Müller", "Muller"),
]
ALIKE = [
    ("Mohammed", "Muhamad"),
    ("Khaled", "Khalid"),
    ("Qadhafar", "Gadafar"),
    ("Johnsen", "Johnson"),
    ("Haldane", "Haldan"),
]
DIFFERENT = [
    ("Harl", "Hurl"),
    ("Harl", "Morn"),
    ("Chan", "Han"),
    ("Orlov", "Orlova"),
    ("Veldrensky", "Veldrenska"),
    ("Veldrensky", "Veldrenskaya"),
    ("Hassan", "Hussein"),
    ("Morn", "Moran"),
]


@pytest.mark.parametrize(("a", "b"), VARIANTS)
def test_systems_of_romanisation_give_one_name(a: str, b: str) -> None:
    assert compare_spellings(a, b) >= Spelling.VARIANT


@pytest.mark.parametrize(("a", "b"), ALIKE)
def test_what_writers_choose_and_slips_are_only_alike(a: str, b: str) -> None:
    assert compare_spellings(a, b) is Spelling.ALIKE


@pytest.mark.parametrize(("a", "b"), DIFFERENT)
def test_short_names_other_sounds_and_a_womans_form_are_other_names(a: str, b: str) -> None:
    assert compare_spellings(a, b) is Spelling.DIFFERENT


def test_case_and_accents_are_no_spelling() -> None:
    assert compare_spellings("MORN", "Mörn") is Spelling.SAME


@given(st.text(max_size=40), st.text(max_size=40))
def test_it_takes_any_words_in_either_order(a: str, b: str) -> None:
    assert compare_spellings(a, b) is compare_spellings(b, a)
    assert compare_spellings(a, a) is Spelling.SAME


names = st.text(alphabet="aeiouycghkdtszvn", min_size=4, max_size=8)


@settings(max_examples=400)
@given(names, st.sampled_from("aeiouycghkd"), st.integers(0, 7))
def test_words_that_are_alike_open_alike(word: str, letter: str, at: int) -> None:
    other = word[:at] + letter + word[at + 1 :]
    if compare_spellings(word, other) is not Spelling.DIFFERENT:
        assert opening(word) == opening(other)
