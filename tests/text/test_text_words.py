"""Words: tokens, lemmas and parts of speech."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.model.span import Span
from accord.text.syntax.words import Tag, Word, read_words


def words_of(text: str) -> list[Word]:
    return read_words(text, Span(0, len(text))) if text else []


def tags(text: str) -> dict[str, Tag]:
    return {w.text: w.tag for w in words_of(text)}


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Veldria’s army didn’t stop.", ["Veldria", "’s", "army", "did", "n’t", "stop", "."]),
        ("Gen. Orlo met U.S. envoys at 5.30 p.m.", ["Gen.", "Orlo", "met", "U.S.", "envoys", "at", "5.30", "p.m."]),
        ("a 30-day cease-fire — now", ["a", "30-day", "cease-fire", "—", "now"]),
        ("“We'll go,” she said.", ["“", "We", "'ll", "go", ",", "”", "she", "said", "."]),
        ("1,500 troops, $2.5bn", ["1,500", "troops", ",", "$", "2.5bn"]),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert [w.text for w in words_of(text)] == tokens


@pytest.mark.parametrize(
    ("text", "word", "tag"),
    [
        ("The talks failed on Monday.", "talks", Tag.NOUN),
        ("He talks to the press.", "talks", Tag.VERB),
        ("They agreed to attack the port.", "attack", Tag.VERB),
        ("The attack on the port failed.", "attack", Tag.NOUN),
        ("Veldria refused the offer.", "Veldria", Tag.PROPN),
        ("Veldria refused the offer.", "refused", Tag.VERB),
        ("She has refused.", "has", Tag.AUX),
        ("She has a plan.", "has", Tag.VERB),
        ("The plan is good.", "is", Tag.AUX),
        ("They will not sign it.", "will", Tag.AUX),
        ("They will not sign it.", "not", Tag.PART),
        ("The minister said that talks were over.", "that", Tag.SCONJ),
        ("Unless they stop, we leave.", "Unless", Tag.SCONJ),
        ("They went to the capital.", "to", Tag.ADP),
        ("They want to leave.", "to", Tag.PART),
    ],
)
def test_tag(text: str, word: str, tag: Tag) -> None:
    assert tags(text)[word] == tag


@pytest.mark.parametrize(
    ("text", "word", "lemma", "form"),
    [
        ("Veldria agreed to a truce.", "agreed", "agree", "VBD"),
        ("The truce was agreed by both.", "agreed", "agree", "VBN"),
        ("Both sides have rejected it.", "rejected", "reject", "VBN"),
        ("They are negotiating.", "negotiating", "negotiate", "VBG"),
        ("Their demands were met.", "demands", "demand", ""),
        ("They did n't go.", "n't", "not", ""),
    ],
)
def test_lemma_and_form(text: str, word: str, lemma: str, form: str) -> None:
    found = next(w for w in words_of(text) if w.text == word)
    assert (found.lemma, found.form) == (lemma, form)


@given(st.text(max_size=80))
def test_words_cover_the_text_in_order(text: str) -> None:
    if not text:
        return
    end = 0
    for word in words_of(text):
        assert word.span.start >= end
        assert word.span.of(text) == word.text
        assert not text[end : word.span.start].strip()
        end = word.span.end
    assert not text[end:].strip()
