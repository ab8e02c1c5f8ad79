from __future__ import annotations

import itertools
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.model.report import Published, Report
from accord.model.span import Span
from accord.text.names.cast import Cast, NameKind, find_cast
from accord.text.sentences import split_sentences


def cast_of(text: str, year: int = 2016) -> Cast:
    report = Report("r", text, "test", published=Published(date(year, 6, 1)))
    return find_cast(report, tuple(split_sentences(text)))


def last_span(text: str, words: str) -> Span:
    start = text.rindex(words)
    return Span(start, start + len(words))


def resolved(text: str, words: str, year: int = 2016) -> tuple[str, str | None] | None:
    found = cast_of(text, year).resolve(last_span(text, words))
    return (found.name, found.party) if found else None


PEOPLE = [
    ("Kenyan Foreign Minister Ada Venn spoke.", "Ada Venn", ("Ada Venn", "Kenya")),
    ("Ada Venn, the Kenyan foreign minister, spoke.", "Ada Venn", ("Ada Venn", "Kenya")),
    ("Kenya's foreign minister, Ada Venn, spoke.", "Ada Venn", ("Ada Venn", "Kenya")),
    ("The foreign minister of Kenya, Ada Venn, spoke.", "Ada Venn", ("Ada Venn", "Kenya")),
    ("Foreign Minister Ada Venn of Kenya spoke.", "Ada Venn", ("Ada Venn", "Kenya")),
    ("Kremlin spokesman Bo Harl spoke.", "Bo Harl", ("Bo Harl", "Russia")),
    ("A Hamas spokesman, Bo Harl, spoke.", "Bo Harl", ("Bo Harl", "Hamas")),
    ("Kenyan Defense Ministry spokesman Bo Harl spoke.", "Bo Harl", ("Bo Harl", "Kenya")),
    ("Sen. Ada Venn, R-Ohio, spoke.", "Ada Venn", ("Ada Venn", "Republican Party")),
    ("Ada Venn spoke.", "Ada Venn", ("Ada Venn", None)),
    ("Kenyan President Ada Venn left. Venn spoke.", "Venn", ("Ada Venn", "Kenya")),
    ("Mr. Harl spoke. Kenyan envoy Bo Harl had come.", "Mr. Harl", ("Bo Harl", "Kenya")),
    ("Ms. Venn spoke after Paul Venn. Kenyan envoy Maria Venn left.", "Ms. Venn", ("Maria Venn", "Kenya")),
    ("Ohio lawmaker Jim Jordan came. Jordan spoke.", "Jordan", ("Jim Jordan", None)),
    ("President Trump and Melania Trump came. Trump spoke.", "Trump", ("Donald Trump", "United States")),
    ("Special Counsel Paul Harl spoke.", "Paul Harl", ("Paul Harl", None)),
    ("Merkel spoke.", "Merkel", ("Angela Merkel", "Germany")),
    ("German Chancellor Angela Merkel spoke.", "German Chancellor Angela Merkel", ("Angela Merkel", "Germany")),
    ("Ki-moon Harl and South Korean leader Ban Dae-ho met. Ban spoke.", "Ban", ("Ban Dae-ho", "South Korea")),
]

HOLDERS = [
    ("Kenyan analyst Ada Venn spoke.", "Ada Venn", ("Ada Venn", None)),
    ("Ada Venn, a Kenyan human rights activist, spoke.", "Ada Venn", ("Ada Venn", None)),
    ("Hamas activist Ada Venn spoke.", "Ada Venn", ("Ada Venn", "Hamas")),
    ("Kenyan opposition leader Ada Venn spoke.", "Ada Venn", ("Ada Venn", "Kenyan opposition")),
    ("Former Kenyan President Ada Venn spoke.", "Ada Venn", ("Ada Venn", None)),
    ("Ada Venn, a former Kenyan minister, spoke.", "Ada Venn", ("Ada Venn", None)),
    ("Kenyan President Ada Venn met former minister Bo Harl.", "Ada Venn", ("Ada Venn", "Kenya")),
    ("Kenya's Foreign Ministry spokesman Bo Harl spoke.", "Bo Harl", ("Bo Harl", "Kenya")),
    ("A Kenyan analyst spoke.", "A Kenyan analyst", ("Kenyan analyst", None)),
    ("A former Kenyan official spoke.", "A former Kenyan official", ("former Kenyan official", None)),
    (
        "A Kenyan opposition lawmaker spoke.",
        "A Kenyan opposition lawmaker",
        ("Kenyan opposition lawmaker", "Kenyan opposition"),
    ),
    ("A Kenyan official spoke.", "A Kenyan official", ("Kenyan official", "Kenya")),
]


@pytest.mark.parametrize(("text", "words", "expected"), HOLDERS)
def test_who_holds_no_office_speaks_for_no_state(
    text: str, words: str, expected: tuple[str, str | None] | None
) -> None:
    assert resolved(text, words) == (expected or ("Kenyan opposition lawmaker", "Kenyan opposition"))


def test_plain_words_in_capitals_are_nobody() -> None:
    text = "Kenyan envoy Bo Harl came. Presidential Debates said it would vote. He left."
    assert resolved(text, "He") == ("Bo Harl", "Kenya")
    assert resolved(text.replace("Presidential Debates said it", "Ada Wambui said she"), "Ada Wambui") is not None


def test_a_leader_of_long_ago_speaks_for_the_state_only_by_the_office_held_then() -> None:
    assert resolved("Francois Hollande spoke.", "Francois Hollande", 2015) == ("Francois Hollande", "France")
    assert resolved("Francois Hollande spoke.", "Francois Hollande", 2024) == ("Francois Hollande", None)
    text = "President Francois Hollande had spoken."
    assert resolved(text, "Francois Hollande", 2024) == ("Francois Hollande", "France")
    assert resolved(text.replace("P", "Former p"), "Francois Hollande", 2024) == ("Francois Hollande", None)


@pytest.mark.parametrize(("text", "words", "expected"), PEOPLE)
def test_people_are_brought_to_full_names_and_parties(text: str, words: str, expected: tuple[str, str | None]) -> None:
    assert resolved(text, words) == expected


def test_well_known_people_are_known_in_their_years_only() -> None:
    assert resolved("Hollande spoke.", "Hollande", 2014) == ("Francois Hollande", "France")
    assert resolved("Hollande spoke.", "Hollande", 1985) != ("Francois Hollande", "France")


def test_one_surname_of_two_people_names_nobody_sure() -> None:
    text = "Kenyan envoy Bo Harl met Ugandan envoy Ed Harl. Harl spoke."
    assert resolved(text, "Harl") in (None, ("Harl", None))


PARTIES = [
    ("Moscow rejected the plan.", "Moscow", ("Russia", "Russia", NameKind.PARTY)),
    ("They met in Moscow.", "Moscow", ("Moscow", "Russia", NameKind.PLACE)),
    ("The Kremlin rejected the plan.", "Kremlin", ("Kremlin", "Russia", NameKind.BODY)),
    ("The U.S. agreed.", "U.S.", ("United States", "United States", NameKind.PARTY)),
    ("The Taliban agreed.", "Taliban", ("Taliban", "Taliban", NameKind.PARTY)),
    ("They voted in Georgia.", "Georgia", ("Georgia", None, NameKind.PLACE)),
    ("The Georgian army and Georgia agreed.", "Georgia", ("Georgia", "Georgia", NameKind.PARTY)),
    ("Reuters reported it.", "Reuters", ("Reuters", None, NameKind.OUTLET)),
    ("Kenyans voted.", "Kenyans", ("Kenya", "Kenya", NameKind.PARTY)),
    (
        "The Kenyan Foreign Ministry agreed.",
        "Kenyan Foreign Ministry",
        ("Kenyan Foreign Ministry", "Kenya", NameKind.BODY),
    ),
]


@pytest.mark.parametrize(("text", "words", "expected"), PARTIES)
def test_parties_bodies_and_places(text: str, words: str, expected: tuple[str, str | None, NameKind]) -> None:
    span = last_span(text, words)
    assert [(n.name, n.party, n.kind) for n in cast_of(text).within(span)] == [expected]


PHRASES = [
    ("Kenyan President Ada Venn came. The Kenyan leader spoke.", "The Kenyan leader", ("Ada Venn", "Kenya")),
    ("Kenyan President Ada Venn came. The president spoke.", "The president", ("Ada Venn", "Kenya")),
    ("The Kenyan government agreed.", "The Kenyan government", ("Kenya", "Kenya")),
    ("A senior Kenyan official spoke.", "A senior Kenyan official", ("senior Kenyan official", "Kenya")),
    ("A senior Kenyan official came. The official spoke.", "The official", ("senior Kenyan official", "Kenya")),
    ("Hamas agreed. The group wants talks.", "The group", ("Hamas", "Hamas")),
    ("The Kenyan army fired.", "The Kenyan army", ("Kenyan military", "Kenya")),
    ("Kenya's foreign minister, Ada Venn, spoke.", "Kenya's foreign minister, Ada Venn", ("Ada Venn", "Kenya")),
    ("Pro-Kenyan rebels attacked.", "Pro-Kenyan rebels", ("Pro-Kenyan rebels", "Pro-Kenyan rebels")),
    ("Hamas fighters attacked.", "Hamas fighters", ("Hamas", "Hamas")),
    ("Officials in Nairobi agreed.", "Officials in Nairobi", ("Officials", "Kenya")),
    ("A new government in Nairobi agreed.", "A new government", ("Kenya", "Kenya")),
    ("Troops in Nairobi fired.", "Troops in Nairobi", ("Troops", None)),
    ("Hamas official Bo Harl came.", "Hamas official Bo Harl", ("Bo Harl", "Hamas")),
    ("Ada Venn of the Orsk Institute came. Venn spoke.", "Venn", ("Ada Venn", None)),
    ("Ada Venn, a fellow at the Orsk Peace Institute, spoke.", "Ada Venn", ("Ada Venn", "Orsk Peace Institute")),
    ("Envoy Ada Venn and the king agreed.", "Ada Venn and the king", ("Ada Venn and the king", None)),
    (
        "Former Kenyan Ambassador to Egypt Bo Harl spoke.",
        "Former Kenyan Ambassador to Egypt Bo Harl",
        ("Bo Harl", "Kenya"),
    ),
    ("The Kenyan Trade Ministry agreed. The ministry wrote.", "The ministry", ("Kenyan Trade Ministry", "Kenya")),
    ("Kenyan envoy Ada Venn spoke. Her aide wrote.", "Her aide", ("Ada Venn's aide", "Kenya")),
    ("A spokesman for Ada Venn spoke.", "A spokesman for Ada Venn", ("spokesman for Ada Venn", None)),
    ("North Korea fired. The North agreed.", "The North", ("North Korea", "North Korea")),
    (
        "Sources familiar with the talks spoke.",
        "Sources familiar with the talks",
        ("Sources familiar with the talks", None),
    ),
]


@pytest.mark.parametrize(("text", "words", "expected"), PHRASES)
def test_noun_phrases(text: str, words: str, expected: tuple[str, str | None]) -> None:
    assert resolved(text, words) == expected


PRONOUNS = [
    ("Kenyan President Ada Venn came. She spoke.", "She", ("Ada Venn", "Kenya")),
    ("Kenyan President Bo Harl met Ugandan Queen Ada Venn. She spoke.", "She", ("Ada Venn", "Uganda")),
    ("Kenyan President Paul Harl told Ugandan envoy Mark Venn he agreed.", "he", ("Paul Harl", "Kenya")),
    ("Kenyan envoy Paul Harl spoke of envoy Mark Orr. Venn left, Harl said. He said no.", "He", ("Paul Harl", "Kenya")),
    ("Kenya agreed. It wants talks.", "It", ("Kenya", "Kenya")),
    ("He spoke.", "He", None),
    ("Ada Venn came. He spoke.", "He", None),
    ('"We agree," Kenyan envoy Ada Venn said.', "We", ("Kenya", "Kenya")),
    ('"I agree," Kenyan envoy Ada Venn said.', "I", ("Ada Venn", "Kenya")),
]


@pytest.mark.parametrize(("text", "words", "expected"), PRONOUNS)
def test_pronouns(text: str, words: str, expected: tuple[str, str | None] | None) -> None:
    assert resolved(text, words) == expected


JOINT = [
    ("Kenya and Uganda agreed.", "Kenya and Uganda", ["Kenya", "Uganda"]),
    ("Kenya, Uganda and the Taliban agreed.", "Kenya, Uganda and the Taliban", ["Kenya", "Uganda", "Taliban"]),
    ("Kenya met Uganda. Both sides agreed.", "Both sides", ["Kenya", "Uganda"]),
    (
        "Kenyan President Ada Venn met Ugandan President Bo Harl. The two leaders agreed.",
        "The two leaders",
        ["Ada Venn", "Bo Harl"],
    ),
    (
        "Kenyan President Ada Venn met Ugandan President Bo Harl. The two leaders, both hoping for an end to the war "
        "in Rwanda, agreed.",
        "both",
        ["Ada Venn", "Bo Harl"],
    ),
    ("Kenya and the Taliban met. They agreed.", "They", ["Kenya", "Taliban"]),
    ("Both sides agreed.", "Both sides", []),
    ("Kenya met Uganda and Rwanda. Both sides agreed.", "Both sides", []),
]


@pytest.mark.parametrize(("text", "words", "expected"), JOINT)
def test_joint_phrases(text: str, words: str, expected: list[str]) -> None:
    assert sorted(n.name for n in cast_of(text).resolve_all(last_span(text, words))) == sorted(expected)


def test_masked_and_blank_text_names_nobody() -> None:
    assert cast_of("").names == ()
    assert cast_of(" \n ").resolve(Span(0, 1)) is None
    assert Cast(()).resolve_all(Span(0, 5)) == ()


@given(st.text(alphabet="AVenn Kenya's.,\"“”\nheI and the\ud800(U.S.-", max_size=120))
def test_names_lie_in_order_inside_the_text(text: str) -> None:
    cast = cast_of(text)
    spans = [n.span for n in cast.names]
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert all(s.of(text).strip() for s in spans)
    for sentence in split_sentences(text):
        cast.resolve(sentence)
        cast.resolve_all(sentence)
    assert cast_of(text).names == cast.names


@pytest.mark.parametrize("piece", ["Kenya ", "Ada Venn said. ", "the president, ", "A. B. ", '"We" ', "Venn-", "and "])
def test_linear_time(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    started = time.process_time()
    cast_of(text)
    assert time.process_time() - started < 4
