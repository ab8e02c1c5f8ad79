from __future__ import annotations

from pathlib import Path

import encoder_texts as texts
import numpy as np
import pytest
from encoder_texts import find, packaged_tokenizer, small_tokenizer, tokens_of, wordless_tokenizer
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from accord.encoder.tokens import FEATURES, Tokens, load_tokenizer, tokenise
from accord.model.span import Span
from accord.text.sentences import split_sentences

LOWER, FIRST, UPPER, MIXED, DIGITS, MARK = range(6)
OUTSIDE, OPENS, INSIDE, QUOTATION_MARK = range(4)
NO_BREAK, SENTENCE, PARAGRAPH = range(3)


@pytest.fixture(params=["small", pytest.param("packaged", marks=texts.NO_WEIGHTS)])
def tokenizer(request: pytest.FixtureRequest) -> Tokenizer:
    return small_tokenizer() if request.param == "small" else packaged_tokenizer()


def words(text: str, tokens: Tokens) -> list[str]:
    return [text[a:b] for a, b in zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True)]


def check(text: str, tokens: Tokens) -> None:
    """What holds of the tokens of any text."""
    n = len(tokens)
    assert [len(x) for x in (tokens.ids, tokens.starts, tokens.ends, tokens.sentences)] == [n] * 4
    assert tokens.features.shape == (n, len(FEATURES))
    assert (tokens.features >= 0).all()
    assert (tokens.features < np.array(FEATURES)).all()
    assert (tokens.starts < tokens.ends).all()
    assert (np.diff(tokens.starts) >= 0).all()
    assert (np.diff(tokens.ends) >= 0).all()
    sentences = split_sentences(text)
    for start, end, number in zip(tokens.starts, tokens.ends, tokens.sentences, strict=True):
        assert sentences[number].start <= start < end <= sentences[number].end


@pytest.mark.parametrize("name", texts.HOSTILE)
def test_any_text_has_tokens_that_lie_in_it(name: str, tokenizer: Tokenizer) -> None:
    check(texts.HOSTILE[name], tokens_of(texts.HOSTILE[name], tokenizer))


@pytest.mark.parametrize("name", ["empty", "blanks", "controls only", "accents alone"])
def test_a_text_without_words_has_none(name: str, tokenizer: Tokenizer) -> None:
    assert len(tokens_of(texts.HOSTILE[name], tokenizer)) == 0


@settings(max_examples=200)
@given(texts.TEXTS)
def test_offsets_lie_in_their_sentences_in_order(text: str) -> None:
    check(text, tokens_of(text))


@settings(max_examples=200)
@given(st.text(st.characters(min_codepoint=9, max_codepoint=126), max_size=200))
def test_offsets_are_verbatim(text: str) -> None:
    tokens = tokens_of(text)
    pieces = [small_tokenizer().id_to_token(i) for i in tokens.ids.tolist()]
    for piece, word in zip(pieces, words(text, tokens), strict=True):
        assert piece in ("[UNK]", word.lower(), f"##{word.lower()}")
    assert "".join(words(text, tokens)) == "".join(c for c in text if c.isprintable() and c != " ")


@settings(max_examples=200)
@given(st.text(st.characters(max_codepoint=0x52F, categories=("L", "N", "P", "Z", "M", "C")), max_size=100))
def test_every_letter_and_digit_is_in_a_token(text: str) -> None:
    tokens = tokens_of(text)
    covered = {i for a, b in zip(tokens.starts, tokens.ends, strict=True) for i in range(a, b)}
    assert not [c for i, c in enumerate(text) if c.isalnum() and i not in covered]


def test_a_long_sentence_is_neither_cut_nor_padded(tokenizer: Tokenizer) -> None:
    text = " ".join(["talks"] * 400)
    assert words(text, tokens_of(text, tokenizer)) == ["talks"] * 400


def test_what_looks_like_a_special_token_is_words(tokenizer: Tokenizer) -> None:
    text = texts.HOSTILE["special tokens"]
    tokens = tokens_of(text, tokenizer)
    special = {tokenizer.token_to_id(t) for t in ("[CLS]", "[SEP]", "[MASK]", "[PAD]")}
    assert not special.intersection(tokens.ids.tolist())
    assert "".join(words(text, tokens)) == text.replace(" ", "")


def test_a_sentence_has_the_same_tokens_in_any_company(tokenizer: Tokenizer) -> None:
    whole = tokens_of(texts.REPORT, tokenizer)
    for number, sentence in enumerate(split_sentences(texts.REPORT)):
        alone = tokenise(tokenizer, texts.REPORT, [sentence], ())
        assert np.array_equal(alone.ids, whole.ids[whole.sentences == number])
        assert np.array_equal(alone.starts, whole.starts[whole.sentences == number])


def test_a_broken_vocabulary_fails(tmp_path: Path) -> None:
    path = tmp_path / "tokenizer.json"
    path.write_text('{"version": "1.0", "model"')
    with pytest.raises(Exception, match="EOF"):
        load_tokenizer(path)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("talks", LOWER),
        ("é", LOWER),
        ("e\u0301", LOWER),
        ("Talks", FIRST),
        ("A", FIRST),
        ("NATO", UPPER),
        ("McVenn", MIXED),
        ("eU", MIXED),
        ("中", MIXED),
        ("30", DIGITS),
        ("F16", DIGITS),
        (",", MARK),
        ("“", MARK),
        ("😀", MARK),
    ],
)
def test_case(word: str, expected: int) -> None:
    tokens = tokens_of(word, wordless_tokenizer())
    assert tokens.features[:, 0].tolist() == [expected]


def test_quotations_of_several_paragraphs(tokenizer: Tokenizer) -> None:
    text = 'He said: “We signed. We\n\n“ left it.” Then “” no "yes".'
    quotations = [
        (find(text, "“We signed. We"), find(text, "We signed. We")),
        (find(text, "“ left it.”"), find(text, "left it.")),
        (find(text, '"yes"'), find(text, "yes")),
    ]
    tokens = tokenise(tokenizer, text, split_sentences(text), quotations)

    def quoted(words: str) -> list[int]:
        first, stop = tokens.within(find(text, words))
        return sorted(set(tokens.features[first:stop, 1].tolist()))

    assert quoted("He said:") == [OUTSIDE]
    assert quoted("“We signed") == [OPENS, INSIDE, QUOTATION_MARK]
    assert tokens.features[tokens.within(find(text, "We"))[0], 1] == OPENS
    assert quoted("signed. We\n") == [INSIDE]
    assert quoted("“ l") == [OPENS, QUOTATION_MARK]
    assert quoted(" it.") == [INSIDE]
    assert tokens.features[tokens.within(find(text, "” Then"))[0], 1] == QUOTATION_MARK
    assert quoted("Then “” no") == [OUTSIDE]
    assert tokens.features[tokens.within(find(text, "yes"))[0], 1] == OPENS
    assert tokens.features[-2:, 1].tolist() == [QUOTATION_MARK, OUTSIDE]


def test_breaks(tokenizer: Tokenizer) -> None:
    text = "Talks said.  Talks said.\n\nTalks said"
    tokens = tokens_of(text, tokenizer)
    assert words(text, tokens) == ["Talks", "said", ".", "Talks", "said", ".", "Talks", "said"]
    assert tokens.features[:, 2].tolist() == [PARAGRAPH, 0, 0, SENTENCE, 0, 0, PARAGRAPH, NO_BREAK]


def test_a_line_break_inside_a_sentence_breaks_nothing(tokenizer: Tokenizer) -> None:
    text = "talks\ntalks"
    tokens = tokenise(tokenizer, text, [Span(0, len(text))], ())
    assert tokens.features[:, 2].tolist() == [PARAGRAPH, NO_BREAK]


def test_a_sentence_without_tokens_leaves_the_break_to_the_next(tokenizer: Tokenizer) -> None:
    text = "talks\n\u200b\ntalks"
    tokens = tokenise(tokenizer, text, [Span(0, 5), Span(6, 7), Span(8, 13)], ())
    assert tokens.sentences.tolist() == [0, 2]
    assert tokens.features[:, 2].tolist() == [PARAGRAPH, PARAGRAPH]


def test_places_count_first_sentences_one_by_one(tokenizer: Tokenizer) -> None:
    text = "talks\n" * 50
    tokens = tokens_of(text, tokenizer)
    places = tokens.features[:, 3].tolist()
    expected = [0, 1, 2, 3, 4, 4, 5, 5, 5, 6, 6, 6, 6, *[7] * 6, *[8] * 9, *[9] * 14, *[10] * 8]
    assert places == expected


@settings(max_examples=200)
@given(texts.TEXTS.filter(lambda text: bool(text)), st.data())
def test_within_is_every_token_a_span_touches(text: str, data: st.DataObject) -> None:
    tokens = tokens_of(text)
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    touched = [i for i in range(len(tokens)) if tokens.span(i, i + 1).overlap(span)]
    first, stop = tokens.within(span)
    assert first <= stop
    assert list(range(first, stop)) == touched


@settings(max_examples=100)
@given(texts.TEXTS, st.data())
def test_span_and_within_are_of_one_mind(text: str, data: st.DataObject) -> None:
    tokens = tokens_of(text)
    if not len(tokens):
        return
    first = data.draw(st.integers(0, len(tokens) - 1))
    stop = data.draw(st.integers(first + 1, len(tokens)))
    span = tokens.span(first, stop)
    again = tokens.within(span)
    assert again[0] <= first < stop <= again[1]  # more only where one character has several pieces
    assert tokens.span(*again) == span
