"""Counted things: value, unit and words; and the numerals that count nothing."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.model.span import Span
from accord.text.numerals import numeral_value
from accord.text.quantities import find_quantities


def found(text: str) -> list[tuple[str, float, str]]:
    return [(q.span.of(text), q.value, q.unit) for q in find_quantities(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "words", "value", "unit"),
    [
        ("They will swap 175 prisoners each.", "175 prisoners each", 175, "prisoners"),
        ("They will swap 175 prisoners of war each.", "175 prisoners of war each", 175, "prisoners"),
        ("It handed over 23 badly wounded soldiers.", "23 badly wounded soldiers", 23, "soldiers"),
        ("It sent some two dozen trucks.", "some two dozen trucks", 24, "trucks"),
        ("It took at least 1,300 square kilometers.", "at least 1,300 square kilometers", 1300, "square kilometers"),
        ("It is worth $200 billion a year.", "$200 billion", 200e9, "USD"),
        ("It is worth $5.7bn a year.", "$5.7bn", 5.7e9, "USD"),
        ("It is worth roughly $1.015 trillion.", "roughly $1.015 trillion", 1.015e12, "USD"),
        ("It gave 40 million euros.", "40 million euros", 40e6, "EUR"),
        ("Tariffs rose by 25 percent.", "25 percent", 25, "percent"),
        ("Tariffs rose by 3.67%.", "3.67%", 3.67, "percent"),
        ("It drew more than 2,000 people.", "more than 2,000 people", 2000, "people"),
        ("It drew more than 2000 people.", "more than 2000 people", 2000, "people"),
        ("It named a dozen towns.", "a dozen towns", 12, "towns"),
        ("It must leave four regions.", "four regions", 4, "regions"),
        ("It held thirty-five prisoners.", "thirty-five prisoners", 35, "prisoners"),
        ("It held half a million refugees.", "half a million refugees", 500_000, "refugees"),
        ("About 1,900 Veldrians died.", "About 1,900 Veldrians", 1900, "Veldrians"),
        ("The raid left 12 wounded.", "12 wounded", 12, "people"),
        ("The raid killed at least 67.", "at least 67", 67, ""),
        ("There were no casualties.", "no casualties", 0, "casualties"),
        ("It fired six short-range ballistic missiles.", "six short-range ballistic missiles", 6, "missiles"),
        ("It sent six of its ships north.", "six of its ships", 6, "ships"),
        ("The raid killed one soldier.", "one soldier", 1, "soldiers"),
        ("The raid killed one Veldrian soldier.", "one Veldrian soldier", 1, "soldiers"),
        ("It flew 310 km west.", "310 km", 310, "kilometers"),
    ],
)
def test_quantities(text: str, words: str, value: float, unit: str) -> None:
    assert found(text) == [(words, value, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "They met on March 18, 2025.",
        "They met on Jan. 22 in Orsk.",
        "They met on 22 January.",
        "A 30-day halt was agreed.",
        "It lasts for 72 hours.",
        "It lasted more than two decades.",
        "A 45-year-old woman spoke.",
        "He was 20 years old.",
        "It begins at 8 a.m. on Friday.",
        "It begins at 10:30 p.m. on Friday.",
        "The 2015 Orsk accords failed.",
        "It came second.",
        "It was the 3rd round.",
        "They won 3-2.",
        "Resolution 2254 applies.",
        "An F-16 was lost.",
        "The two countries agreed.",
        "Both of the two leaders spoke.",
        "One of the leaders spoke.",
        "A two-thirds vote is needed.",
        "There is no doubt.",
        "No one sees it.",
        "One analysis shows gains.",
        "It is no longer so.",
    ],
)
def test_no_quantities(text: str) -> None:
    assert found(text) == []


def test_several_in_order() -> None:
    assert [v for _, v, _ in found("It freed 12 sailors, 3 ships and $4 million for 2 towns.")] == [12, 3, 4e6, 2]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("1,300", 1300),
        ("1.2 trillion", 1.2e12),
        ("twenty-five", 25),
        ("two dozen", 24),
        ("two hundred and six", 206),
        ("three thousand four hundred", 3400),
        ("half a million", 500_000),
        ("a hundred thousand", 100_000),
        ("many", None),
        ("", None),
    ],
)
def test_numerals(words: str, value: float | None) -> None:
    assert numeral_value(words) == value


@given(st.text(alphabet=st.characters(categories=("L", "N", "P", "Z", "S", "C")), max_size=120))
def test_any_text_gives_ordered_spans(text: str) -> None:
    spans = [q.span for q in find_quantities(text, Span(0, len(text)))] if text else []
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(0 <= s.start < s.end <= len(text) for s in spans)


@given(st.integers(min_value=0, max_value=999_999_999))
def test_figures_with_commas_keep_their_value(number: int) -> None:
    assert numeral_value(f"{number:,}") == number


def test_time_grows_with_length_only() -> None:
    start = time.process_time()
    for text in ("two hundred thousand " * 5000, "9" * 100_000, "12 very " * 20_000, "1,000," * 20_000):
        find_quantities(text, Span(0, len(text)))
    assert time.process_time() - start < 5
