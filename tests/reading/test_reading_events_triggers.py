"""Trigger patterns, and the lexicon and weights they rest on."""

from __future__ import annotations

import pytest

from accord.model.claim import Stance
from accord.model.span import Span
from accord.reading.triggers import find_triggers, keys, lexicon, noun_class, parse_pattern
from accord.text.syntax.clauses import Clauses, parse
from accord.text.syntax.words import read_words


def parsed(text: str) -> Clauses:
    return parse(read_words(text, Span(0, len(text))) if text else [])


def first_key(text: str, word: str) -> str:
    clauses = parsed(text)
    at = next(i for i, w in enumerate(clauses.words) if w.text == word)
    return next(iter(keys(clauses, at)))


@pytest.mark.parametrize(
    ("text", "word", "key"),
    [
        ("Veldria signed the treaty.", "signed", "sign @deal/v"),
        ("The treaty was signed by Veldria.", "signed", "sign @deal/v"),
        ("The envoys held talks.", "held", "hold @talks/v"),
        ("The rebels held hostages.", "held", "hold @people/v"),
        ("Veldria called for restraint.", "called", "call for/v"),
        ("Veldria did not accept it.", "accept", "not accept/v"),
        ("Veldria must withdraw.", "withdraw", "must */v"),
        ("Veldria is open to it.", "open", "open to/a"),
        ("A nuclear test followed.", "test", "nuclear test/n"),
    ],
)
def test_the_most_telling_pattern_comes_first(text: str, word: str, key: str) -> None:
    assert first_key(text, word) == key


def test_plainer_patterns_follow() -> None:
    clauses = parsed("Veldria did not sign the treaty.")
    at = next(i for i, w in enumerate(clauses.words) if w.text == "sign")
    found = list(keys(clauses, at))
    assert found.index("not sign @deal/v") < found.index("not sign/v") < found.index("sign @deal/v")
    assert found[-1] == "sign/v"


def test_words_that_name_no_act_are_no_triggers() -> None:
    assert find_triggers(parsed("The sky over the capital was blue.")) == []
    assert find_triggers(parsed("")) == []


def test_a_pattern_is_read_from_its_line() -> None:
    pattern = parse_pattern(["yield to/v", "0.50", "CONCEDE/- 70", "AGREE/accepts 30"])
    assert (pattern.key, pattern.keep, pattern.type, pattern.stance) == ("yield to/v", 0.5, "CONCEDE", None)
    assert pattern.labels[1] == (("AGREE", Stance.ACCEPTS), 0.3)


def test_the_lexicon_is_sound() -> None:
    known = lexicon()
    assert len(known) > 1000
    assert all(0.0 <= p.keep <= 1.0 and p.labels for p in known.values())
    assert known["reject/v"].stance is Stance.REJECTS
    assert known["call on/v"].stance is Stance.DEMANDS


def test_noun_classes() -> None:
    words = read_words("truce talks table", Span(0, 17))
    assert [noun_class(w) for w in words] == ["deal", "talks", None]
