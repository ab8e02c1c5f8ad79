"""Which events tell one act, who is who across reports, and which words carry the matter."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from weighing_scenes import Did, Said, context_of, scene

from accord.model.claim import Mention, PloverType, QuoteKind
from accord.model.period import Period
from accord.weighing.acts import extent, find_acts
from accord.weighing.matter import matter, words
from accord.weighing.phrases import balanced, day_phrase, join_names, sentence_case, term_phrase, told_on
from accord.weighing.quotations.comparing import compare_quotations
from accord.weighing.quotations.utterances import find_utterances
from accord.weighing.speakers import Parties, is_somebody, named, same_name

AGREE, REJECT = PloverType.AGREE, PloverType.REJECT


def sizes(*claims: Did) -> list[int]:
    context = context_of(*(scene(f"r{n}", c) for n, c in enumerate(claims)))
    return sorted((len(act.events) for act in find_acts(context)), reverse=True)


SHELLED = Did("Ostravan guns shelled the market of Lomas on Tuesday.", "shelled the market", place="Lomas")


@pytest.mark.parametrize(
    "other",
    [
        Did("The market in Lomas was shelled, residents said.", "shelled", place="Lomas"),
        Did("Guns bombarded the market of Lomas.", "bombarded the market", place="Lomas"),
    ],
)
def test_one_act_in_other_words_is_one(other: Did) -> None:
    assert sizes(SHELLED, other) == [2]


@pytest.mark.parametrize(
    "other",
    [
        Did("Ostravan guns shelled the harbour of Orsk.", "shelled the harbour", place="Orsk"),
        Did("Ostrava agreed to open its fish market.", "agreed", AGREE, measure="open its fish market"),
        Did("The school of Lomas reopened its gates.", "reopened", AGREE, measure="its gates"),
    ],
)
def test_another_act_is_another(other: Did) -> None:
    assert sizes(SHELLED, other) == [1, 1]


def test_an_extent_reaches_from_the_trigger_to_what_stands_with_it() -> None:
    did = Did("Ostrava freed 40 sailors in Lomas.", "freed", quantity=("40 sailors", 40, "sailors"), place="Lomas")
    context = context_of(scene("a", did))
    (event,) = context.events()
    assert context.text("a", extent(event)) == "freed 40 sailors in Lomas"


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Ada Morn", "Morn", True),
        ("Ada Morn", "President Ada Morn", True),
        ("Ilo Zelenkov", "Ilo Zelenkow", True),
        ("Ilo Zelénkov", "Ilo Zelenkov", True),
        ("Ada Morn", "deputy envoy Ada Morn", True),
        ("Ada Morn", "Ilo Morn", False),
        ("Ada Morn", "Ada Brandt", False),
        ("South Veldria", "Veldria", False),
        ("Veldria", "Ostrava", False),
        ("", "Ada Morn", False),
    ],
)
def test_names_of_one_person_are_one(left: str, right: str, same: bool) -> None:
    assert same_name(left, right) is same
    assert same_name(right, left) is same


@pytest.mark.parametrize(
    ("name", "somebody"),
    [
        ("Ada Morn", True),
        ("Veldrian leaders", True),
        ("foreign ministers", True),
        ("a long speech", False),
        ("Morn’s efforts", False),
        ("120 prisoners", False),
        ("", False),
    ],
)
def test_things_and_numbers_are_nobody(name: str, somebody: bool) -> None:
    assert is_somebody(name) is somebody


def test_a_pronoun_names_nobody() -> None:
    assert named(Mention(None, "He")) is None
    assert named(None) is None
    assert named(Mention(None, "Ada Morn")) == "Ada Morn"


def test_a_name_speaks_for_the_party_most_claims_give() -> None:
    did = Did("Ada Morn agreed.", "agreed", AGREE, by=("Ada Morn",), parties=("Veldria",))
    parties = Parties(context_of(scene("a", did)))
    assert parties.of("Ada Morn") == "Veldria"
    assert parties.of("Veldria") == "Veldria"
    assert parties.of("Ilo Brandt") is None


def test_kin_words_and_forms_have_one_matter() -> None:
    assert matter("halting the attacks on ports") == matter("to pause strikes on a port")
    assert matter("ceasefire") == matter("cease-fire") == matter("truces")
    assert matter("of the and it") == ()


def test_words_keep_numbers_and_lose_possessives() -> None:
    assert words("Veldria’s 1,400 shells, 2.5 tonnes.") == ("veldria", "1400", "shells", "2.5", "tonnes")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Prisoners came home on Friday", "Prisoners came home on Friday 10 May 2024"),
        ("Prisoners came home on Friday, May 10", "Prisoners came home on Friday, May 10"),
        ("Prisoners came home on Monday", "Prisoners came home on Monday, Friday 10 May 2024"),
        ("Prisoners came home today", "Prisoners came home on Friday 10 May 2024"),
        ("Prisoners came home", "Prisoners came home, Friday 10 May 2024"),
    ],
)
def test_a_day_is_told_once(words: str, told: str) -> None:
    assert told_on(words, Period.parse("2024-05-10")) == told


def test_a_term_names_each_month_and_year_once() -> None:
    days = [date(2024, 5, 7), date(2024, 5, 21), date(2024, 6, 21), date(2025, 1, 2)]
    assert [term_phrase(days[0], day) for day in days] == [
        "on 7 May 2024",
        "from 7 to 21 May 2024",
        "from 7 May to 21 June 2024",
        "from 7 May 2024 to 2 January 2025",
    ]


def test_phrases() -> None:
    did = Did("Ada Morn agreed.", "agreed", AGREE, on="2031-05-01/2031-05-31")
    (event,) = context_of(scene("a", did)).events()
    assert event.date is not None
    assert day_phrase(event.date) == "May 2031"
    assert join_names(["A", "B", "C"]) == "A, B and C"
    assert join_names(list("ABCDEFGH")) == "A, B, C, D, E and 3 others"
    assert sentence_case("  guns “fired on\nthe port , ") == "Guns fired on the port"
    assert balanced("“all of it") == "“all of it”"


@settings(max_examples=150)
@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_is_compared(left: str, right: str) -> None:
    one, two = compare_quotations(left, right), compare_quotations(right, left)
    assert (one and (one.kinds, one.changes)) == (two and (two.kinds, two.changes))
    assert matter(left) == matter(left)


@settings(max_examples=80)
@given(st.text(alphabet="ab “”\"'‘’.,", min_size=1, max_size=40).filter(lambda t: t.strip()))
def test_any_marks_give_spans_inside_the_report(text: str) -> None:
    said = Said(f"Morn said {text} and left.", text, "Morn", QuoteKind.MIXED)
    context = context_of(scene("a", said))
    assert len(find_utterances(context, Parties(context))) == 1


def test_weighing_grows_with_the_reports_not_with_their_square() -> None:
    def took(count: int) -> float:
        scenes = [
            scene(
                f"r{n}",
                *(Did(f"Guns shelled village {n} {m} times.", "shelled", place=f"village {n}") for m in range(20)),
            )
            for n in range(count)
        ]
        context = context_of(*scenes)
        started = time.process_time()
        find_acts(context)
        return time.process_time() - started

    took(5)
    assert took(40) < 24 * max(took(10), 0.02)
