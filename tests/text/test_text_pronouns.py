from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.model.report import Published, Report
from accord.model.span import Span
from accord.text.names.cast import Cast, find_cast
from accord.text.names.things import is_thing
from accord.text.sentences import split_sentences

HARL = "Kenyan President Bo Harl agreed to halt the strikes."
VOSS = "Egyptian President Karl Voss"
VENN = "Norwegian Foreign Minister Ada Venn"


def cast_of(text: str) -> Cast:
    report = Report("r", text, "test", published=Published(date(2016, 6, 1)))
    return find_cast(report, tuple(split_sentences(text)))


def last_span(text: str, words: str) -> Span:
    start = text.rindex(words)
    return Span(start, start + len(words.strip()))


def resolved(text: str, words: str) -> str | None:
    found = cast_of(text).resolve(last_span(text, words))
    return found.name if found else None


HE_AND_SHE = [
    (f"{HARL} In a call with {VOSS} this morning he also insisted on talks.", "he ", "Bo Harl"),
    (f"{HARL} After talks with {VOSS} on Monday, he flew home.", "he ", "Bo Harl"),
    (f"{HARL} He met {VOSS} in the capital. He left on Monday.", "He ", "Bo Harl"),
    (f"{VOSS} said that {VENN} was wrong. “It ends here,” he said.", "he ", "Karl Voss"),
    (f"{VOSS} has insisted that Kenyan envoy Bo Harl wants peace. The talks, he said, go on.", "he ", "Karl Voss"),
    (f"{HARL} {VOSS}, the host of the talks, praised the deal. He said it was fair.", "He ", "Karl Voss"),
    (f"{HARL} {VOSS}, speaking to reporter Jim Orr, says it is a start. He wants more.", "He ", "Karl Voss"),
    (f"{VOSS} flew to Oslo to see envoy Jim Orr. He will go on to Rome. In Rome he will rest.", "he ", "Karl Voss"),
    (f"{HARL} “He was wrong,” {VOSS} said.", "He ", "Bo Harl"),
    (f"{VOSS} spoke first. Harl thanked Norway and said he was ready to go.", "he ", "Harl"),
    (
        f"{VENN} praised the swap. “Both did it,” she said.\n\nMarn thanked Norway and said she was ready.",
        "she ",
        "Marn",
    ),
    (f"{HARL} Egyptian envoy Karl Voss read it. The president said he was glad.", "he ", "Bo Harl"),
    (f"{HARL} Harl said he’d go.", "he", "Bo Harl"),
]


@pytest.mark.parametrize(("text", "words", "expected"), HE_AND_SHE)
def test_he_and_she_are_the_speaker_or_the_subject(text: str, words: str, expected: str) -> None:
    assert resolved(text, words) == expected


def test_a_pronoun_that_speaks_after_somebody_unnamed_is_nobody_named() -> None:
    text = f"{HARL} “We fled at night,” said one young fighter. “It was cold,” he said."
    assert resolved(text, "he ") is None


QUOTED = [
    ("Kenyan President Bo Harl said: “We are ready.”", "We", "Kenya"),
    ("Kenyan President Bo Harl said: “I am ready.”", "I", "Bo Harl"),
    ("“Talks go on,” said Kenyan President Bo Harl.\n\n“And we are ready.”", "we", "Kenya"),
    ("“The road is long, but we are ready,” a senior Kenyan official said.", "we", "Kenya"),
    ("“The road is long, but I am ready,” a senior Kenyan official said.", "I", None),
    ("“We are ready,” said Jim Orr, a baker.", "We", None),
]


@pytest.mark.parametrize(("text", "words", "expected"), QUOTED)
def test_first_persons_are_the_speaker_or_its_party(text: str, words: str, expected: str | None) -> None:
    assert resolved(text, words) == expected


GROUPS = [
    (
        "The Kenyan military said it fired. Egypt denied it. The tunnel was found, it said.",
        "it said",
        "Kenyan military",
    ),
    ("Egyptian officials said Kenya had fired. They said more would follow.", "They", "Egyptian officials"),
    ("Many experts believe Kenya should talk. It is, they fear, too late.", "they", "experts"),
    ("Kenya and Egypt met. It was late.", "It", "Kenya"),
]


@pytest.mark.parametrize(("text", "words", "expected"), GROUPS)
def test_it_and_they_are_who_spoke_last(text: str, words: str, expected: str) -> None:
    start = text.rindex(words)
    found = cast_of(text).resolve(Span(start, start + len(words.split()[0])))
    assert found is not None
    assert found.name == expected


NOBODY = [
    ("The Kenyan envoy's refusal was a blow.", "The Kenyan envoy's refusal"),
    ("There were alarms among Kenyan allies.", "alarms among Kenyan allies"),
    ("Air raid sirens wailed in Kenya.", "Air raid sirens"),
    ("Kenya saw many ways out. Many agreed.", "Many"),
    ("Kenya saw other ways out.", "other ways"),
    ("Bo Harl's killing shocked Kenya.", "Bo Harl's killing"),
]


@pytest.mark.parametrize(("text", "words"), NOBODY)
def test_things_and_acts_name_nobody(text: str, words: str) -> None:
    assert resolved(text, words) is None


UNNAMED = [
    ("US officials said so.", "US officials", ("US officials", "United States")),
    ("US officials said so. One official said more.", "One official", ("US official", "United States")),
    (
        "A senior Veldrian official said so in Veldria.",
        "A senior Veldrian official",
        ("senior Veldrian official", "Veldria"),
    ),
    ("Kenyan forces fired.", "Kenyan forces", ("Kenya", "Kenya")),
    ("A Kenyan strike hit the port.", "A Kenyan strike", ("Kenya", "Kenya")),
    ("The Kenyan military spoke.", "The Kenyan military", ("Kenyan military", "Kenya")),
    ("Kenya spoke. Advocates for peace agreed.", "Advocates for peace", ("Advocates for peace", "Advocates for peace")),
    (f"{HARL} It was close to Harl, a senior Norwegian official said.", "Harl, ", ("Bo Harl", "Kenya")),
]


@pytest.mark.parametrize(("text", "words", "expected"), UNNAMED)
def test_unnamed_people_and_forces(text: str, words: str, expected: tuple[str, str | None]) -> None:
    found = cast_of(text).resolve(last_span(text, words.rstrip(", ")))
    assert found is not None
    assert (found.name, found.party) == expected


def test_the_leaders_are_not_those_who_serve_them() -> None:
    text = (
        f"Kenyan President Bo Harl wrote to {VOSS}. Kenyan spokesman Jim Orr said later "
        "that the two leaders would meet."
    )
    names = [n.name for n in cast_of(text).resolve_all(last_span(text, "the two leaders"))]
    assert sorted(names) == ["Bo Harl", "Karl Voss"]


@pytest.mark.parametrize("words", ["some other countries", "the countries that signed"])
def test_countries_told_apart_are_not_the_two(words: str) -> None:
    text = f"Kenya and Egypt met on Monday. Kenya praised {words}."
    assert not any(n.party for n in cast_of(text).resolve_all(last_span(text, words)))


@pytest.mark.parametrize(
    ("word", "expected"),
    [("refusal", True), ("explosions", True), ("negotiation", True), ("officials", False), ("delegation", False)],
)
def test_things_are_told_from_people_and_bodies(word: str, expected: bool) -> None:
    assert is_thing(word) is expected


@given(st.lists(st.sampled_from(["He said so.", "“He won’t,” she said.", "Bo Harl met Ada Venn.", "They told it."])))
def test_any_chain_of_pronouns_resolves_to_people_named_before(sentences: list[str]) -> None:
    text = " ".join(sentences)
    cast = cast_of(text)
    for row in cast.scene.tokens:
        for token in row:
            if token.lower in ("he", "she"):
                found = cast.resolve(Span(token.start, token.end))
                assert found is None or found.name in ("Bo Harl", "Ada Venn")
