"""Joined names: a list made whole, two clauses kept apart."""

from __future__ import annotations

import pytest

from accord.model.span import Span
from accord.reading.joined import with_joined
from accord.reading.roles import word_range
from accord.text.syntax.clauses import parse
from accord.text.syntax.words import read_words

LISTS = [
    ("Veldria and Keshar agreed to talk.", "Veldria", ["Veldria", "Keshar"]),
    ("Veldria and Keshar agreed to talk.", "Keshar", ["Veldria", "Keshar"]),
    ("A deal brokered by Veldria, Keshar and Orland failed.", "Keshar", ["Veldria", "Keshar", "Orland"]),
    ("Talks between Veldria, Keshar, and Orland ended.", "Orland", ["Veldria", "Keshar", "Orland"]),
    ("The Veldrian and Kesharan leaders met.", "Veldrian", ["The Veldrian", "Kesharan leaders"]),
    ("The leaders of Veldria and Keshar helped.", "Keshar", ["Veldria", "Keshar"]),
]
APART = [
    ("Veldria attacked Keshar and Orland protested.", "Orland"),
    ("Veldria attacked Keshar and Orland protested.", "Keshar"),
    ("Goods came from Veldria, and Orland imposed a tax.", "Orland"),
    ("After fighting in Veldria and other lands, Orland protested.", "Orland"),
    ("In Veldria, Orland protested.", "Orland"),
    ("Veldria protested.", "Veldria"),
]


def joined(text: str, seen: str) -> list[str]:
    clauses = parse(tuple(read_words(text, Span(0, len(text)))))
    start = text.index(seen)
    found = word_range(clauses.words, Span(start, start + len(seen)))
    assert found is not None
    spans = [clauses.span(*part) for part in with_joined(clauses, found)]
    return [span.of(text) for span in spans if span]


@pytest.mark.parametrize(("text", "seen", "expected"), LISTS)
def test_one_of_a_list_gives_the_whole_list(text: str, seen: str, expected: list[str]) -> None:
    assert joined(text, seen) == expected


@pytest.mark.parametrize(("text", "seen"), APART)
def test_what_has_a_verb_of_its_own_or_no_and_is_not_joined(text: str, seen: str) -> None:
    assert joined(text, seen) == [seen]
