"""Quotes: which words a report credits to whom, by which cue. Text to expected quotes, speakers by their spans."""

from __future__ import annotations

import pytest

from accord.model.claim import Quote, QuoteKind
from accord.model.report import Report
from accord.model.span import Span
from accord.reading import quotes
from accord.reading.attribution import Attribution
from accord.reading.quotes import find_quotes
from accord.text.analysis import analyse

Expected = tuple[str, str, str, str | None]


def quotes_of(text: str) -> tuple[Quote, ...]:
    return find_quotes(analyse(Report("r1", text, "r1.txt")), "test/1")


def rows(text: str) -> list[Expected]:
    return [
        (
            q.kind.value,
            q.content.of(text),
            q.speaker.span.of(text) if q.speaker and q.speaker.span else "",
            q.cue.of(text) if q.cue else None,
        )
        for q in quotes_of(text)
    ]


DIRECT: list[tuple[str, list[Expected]]] = [
    ('"We will sign," Ada Venn said.', [("direct", "We will sign", "Ada Venn", "said")]),
    ('"We will sign," said Ada Venn.', [("direct", "We will sign", "Ada Venn", "said")]),
    ('"We will sign", Harl said on Monday.', [("direct", "We will sign", "Harl", "said")]),
    ('Ada Venn said: "We will sign."', [("direct", "We will sign", "Ada Venn", "said")]),
    ('Ada Venn told reporters, "We will sign."', [("direct", "We will sign", "Ada Venn", "told")]),
    ("“We will sign,“ Venn added.", [("direct", "We will sign", "Venn", "added")]),
    ('"Will you sign?" Venn asked.', [("direct", "Will you sign?", "Venn", "asked")]),
    ('"We will sign," the statement read.', [("direct", "We will sign", "statement", "read")]),
    ('"We will sign," grumbled the minister.', [("direct", "We will sign", "minister", "grumbled")]),
    (
        '"We will sign," Harl said. "We will keep our word."',
        [("direct", "We will sign", "Harl", "said"), ("direct", "We will keep our word", "Harl", None)],
    ),
    (
        '"We will sign," Harl said, "and we will keep our word."',
        [("direct", "We will sign", "Harl", "said"), ("direct", "and we will keep our word", "Harl", "said")],
    ),
    (
        '"We will sign. We will keep our word," said Bo Harl, the envoy.',
        [("direct", "We will sign. We will keep our word", "Bo Harl", "said")],
    ),
    (
        '"We will sign," said Ada Venn.\n\n"We will keep our word."',
        [("direct", "We will sign", "Ada Venn", "said"), ("direct", "We will keep our word", "Ada Venn", None)],
    ),
    (
        "Ada Venn, the prime minister, had one answer to the offer:\n\n“We will sign.\n\n“We will keep our word.”",
        [("direct", "We will sign", "Ada Venn", None), ("direct", "We will keep our word", "Ada Venn", None)],
    ),
    ('The envoy had a short reply: "We will sign."', [("direct", "We will sign", "envoy", None)]),
    (
        '"We will sign," Bo Harl was quoted as saying by the newspaper.',
        [("direct", "We will sign", "Bo Harl", "saying")],
    ),
    ('Mr. Harl called it "a disgrace".', [("direct", "a disgrace", "Mr. Harl", "called")]),
]

MIXED: list[tuple[str, list[Expected]]] = [
    ('Ada Venn said the talks were "frank".', [("mixed", 'the talks were "frank', "Ada Venn", "said")]),
    ('The talks were "frank," Ada Venn said.', [("mixed", 'The talks were "frank', "Ada Venn", "said")]),
    (
        'Ada Venn said "under no terms" would she sign.',
        [("mixed", 'under no terms" would she sign', "Ada Venn", "said")],
    ),
    ('Bo Harl called the offer "a disgrace".', [("mixed", 'the offer "a disgrace', "Bo Harl", "called")]),
    ('Venn hailed the truce as "a first step".', [("mixed", 'the truce as "a first step', "Venn", "hailed")]),
]

INDIRECT: list[tuple[str, list[Expected]]] = [
    ("Ada Venn said that the talks had failed.", [("indirect", "the talks had failed", "Ada Venn", "said")]),
    ("Ada Venn said the talks had failed.", [("indirect", "the talks had failed", "Ada Venn", "said")]),
    ("The talks have failed, officials said.", [("indirect", "The talks have failed", "officials", "said")]),
    ("Mr. Harl, who led the talks, said they had failed.", [("indirect", "they had failed", "Mr. Harl", "said")]),
    ("Bo Harl, the envoy, said the talks failed.", [("indirect", "the talks failed", "Bo Harl", "said")]),
    ("The envoy, Bo Harl, said the talks failed.", [("indirect", "the talks failed", "Bo Harl", "said")]),
    ("Harl told reporters on Monday that it was over.", [("indirect", "it was over", "Harl", "told")]),
    ("Ada Venn made clear that it was over.", [("indirect", "it was over", "Ada Venn", "clear")]),
    (
        "According to the ministry, the talks have failed.",
        [("indirect", "the talks have failed", "ministry", "According to")],
    ),
    (
        "The talks have failed, according to two people close to the government.",
        [("indirect", "The talks have failed", "people close to the government", "according to")],
    ),
    (
        "Veldria accused Sarmont of shelling the town.",
        [("indirect", "shelling the town", "Veldria", "accused")],
    ),
    (
        "Harl's claim that the talks had failed was false.",
        [("indirect", "the talks had failed", "Harl", "claim")],
    ),
    ("Veldria denied any part in the attack.", [("indirect", "any part in the attack", "Veldria", "denied")]),
    (
        "Harl said the talks had failed, adding that he would leave.",
        [("indirect", "the talks had failed", "Harl", "said"), ("indirect", "he would leave", "Harl", "adding")],
    ),
    (
        "Harl said the talks had failed and warned that war was near.",
        [("indirect", "the talks had failed", "Harl", "said"), ("indirect", "war was near", "Harl", "warned")],
    ),
    (
        "Under the deal the two sides will meet, officials said.",
        [("indirect", "Under the deal the two sides will meet", "officials", "said")],
    ),
    (
        "A poll released on Monday found that the pact had failed.",
        [("indirect", "the pact had failed", "poll", "found")],
    ),
    (
        "The terms are clear, Harl said, adding that he hopes for peace.",
        [("indirect", "The terms are clear", "Harl", "said"), ("indirect", "he hopes for peace", "Harl", "adding")],
    ),
    (
        "Harl said earlier on Monday in Orsk, where he lives, that the talks had failed.",
        [("indirect", "the talks had failed", "Harl", "said")],
    ),
    (
        "Harl said more than 200 people had left.",
        [("indirect", "more than 200 people had left", "Harl", "said")],
    ),
    ("Keshar called the claim a lie and left.", [("indirect", "the claim a lie", "Keshar", "called")]),
    (
        "ORSK (Wire) - The talks have failed, officials said on Friday.",
        [("indirect", "The talks have failed", "officials", "said")],
    ),
]


@pytest.mark.parametrize(
    ("text", "expected"), [*DIRECT, *MIXED, *INDIRECT], ids=lambda v: v if isinstance(v, str) else ""
)
def test_quotes_are_found_with_speaker_and_cue(text: str, expected: list[Expected]) -> None:
    assert rows(text) == expected


NONE = [
    'The "Dawn" operation began on Friday.',
    "The minister did not say that the talks had failed.",
    "The minister declined to say whether the talks had failed.",
    "The village of Orsk, the largest of the valley, was quiet.",
    'They sang "The Long Road" and went home.',
    "It is said that the river froze.",
    "",
    "   \n\n  ",
]


@pytest.mark.parametrize("text", NONE)
def test_no_quote_is_made_of_other_words(text: str) -> None:
    assert rows(text) == []


CHANNELS = [
    ("In a statement on Monday, Ada Venn said the talks had failed.", "statement"),
    ('"We will sign," Ada Venn said in an interview with the Orsk Herald.', "interview with the Orsk Herald"),
    ("The statement said the talks had failed.", "statement"),
    ("Ada Venn wrote on Facebook that the talks had failed.", "Facebook"),
    ("Ada Venn said in the garden that the talks had failed.", None),
]


@pytest.mark.parametrize(("text", "channel"), CHANNELS)
def test_the_channel_is_named(text: str, channel: str | None) -> None:
    (quote,) = quotes_of(text)
    assert (quote.channel.of(text) if quote.channel else None) == channel


def test_a_programme_in_quotation_marks_is_no_quote() -> None:
    text = "“We will sign,” Ada Venn told Velmark's “Face the Week.”"
    assert [r[1] for r in rows(text)] == ["We will sign"]


def test_an_unnamed_speaker_keeps_the_words_of_the_phrase() -> None:
    (quote,) = quotes_of("A senior official said the talks had failed.")
    assert quote.speaker is not None
    assert quote.speaker.name.lower() == "senior official"


def test_the_sentence_is_the_one_the_content_starts_in() -> None:
    text = 'The talks failed. "We will sign. We will keep our word," he said.'
    (quote,) = quotes_of(text)
    assert quote.sentence.contains(quote.content) or quote.sentence.start <= quote.content.start < quote.sentence.end


def test_a_pronoun_is_whoever_spoke_last() -> None:
    text = "Ada Venn, the prime minister, said it was late.\n\n“We will sign,” she said. “Soon.”"
    quotes = quotes_of(text)
    assert [q.speaker.name if q.speaker else None for q in quotes] == ["Ada Venn", "Ada Venn", "Ada Venn"]
    assert quotes[1].speaker is not None
    assert quotes[1].speaker.span is not None
    assert quotes[1].speaker.span.of(text) == "she"


def test_a_pronoun_takes_up_the_person_the_sentence_before_opens_with() -> None:
    text = "Ada Venn said it was late. President Mira Holm refused. “We will not sign,” she said."
    quotes = quotes_of(text)
    assert [q.speaker.name if q.speaker else None for q in quotes] == ["Ada Venn", "Mira Holm"]


def test_a_pronoun_that_fits_nobody_names_nobody() -> None:
    (quote,) = quotes_of("“We will sign,” she said.")
    assert quote.speaker is None


def test_the_official_is_the_one_quoted_before() -> None:
    text = "A senior Veldrian official said it was late. The official said the talks had failed."
    first, second = quotes_of(text)
    assert first.speaker is not None
    assert second.speaker is not None
    assert second.speaker.name == first.speaker.name == "senior Veldrian official"


def test_a_statement_speaks_for_whoever_issued_it() -> None:
    text = "Ada Venn said in a statement that the talks had failed. “We tried,” the statement said."
    assert [q.speaker.name if q.speaker else None for q in quotes_of(text)] == ["Ada Venn", "Ada Venn"]


def test_a_post_shown_whole_is_its_authors() -> None:
    text = "Venn answered at once:\n\nWe will sign. pic.example — Ada Venn (@adavenn) March 3, 2031\n\nIt was late."
    (quote,) = quotes_of(text.replace("pic.example", "https://t.example/x1"))
    assert quote.kind.value == "direct"
    assert quote.speaker is not None
    assert quote.speaker.name == "Ada Venn"
    assert quote.content.of(text) == "We will sign."


@pytest.mark.parametrize(("words", "kind", "kept"), [
    ("in a sign that", QuoteKind.INDIRECT, 0),
    ("in a sign that", QuoteKind.DIRECT, 1),
    ("in a sign of that sort", QuoteKind.INDIRECT, 1),
])  # fmt: skip
def test_reported_words_that_stop_where_their_clause_begins_are_none(
    monkeypatch: pytest.MonkeyPatch, words: str, kind: QuoteKind, kept: int
) -> None:
    whole = Span(0, len(words))
    seen = Attribution(whole, kind, whole, None, None)
    monkeypatch.setattr(quotes, "find_attributions", lambda *_: iter([seen]))
    assert len(quotes_of(words)) == kept
