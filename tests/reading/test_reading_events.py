"""Events: triggers, stands, roles, measures, conditions, modality, dates, speakers."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.model.claim import Event, Modality, PloverType, Stance
from accord.model.report import Published, Report
from accord.model.span import Span
from accord.reading.rules import RuleReader

DAY = date(2031, 5, 14)  # a Wednesday
TOKENS = (
    "Russia",
    "Ukraine",
    "agreed",
    "refused",
    "to",
    "halt",
    ",",
    ".",
    "“",
    "”",
    "if",
    "talks",
    "will",
    "not",
    "the",
)


def read(text: str) -> tuple[Event, ...]:
    return RuleReader().read(Report("r", text, "here", published=Published(DAY))).events


def event(text: str, trigger: str) -> Event:
    return next(e for e in read(text) if trigger in e.trigger.of(text))


def words(text: str, span: Span | None) -> str | None:
    return span.of(text) if span else None


@pytest.mark.parametrize(
    ("text", "trigger", "type_", "stance"),
    [
        ("Russia agreed to halt attacks on power plants.", "agreed", PloverType.AGREE, Stance.ACCEPTS),
        ("Ukraine rejected the peace plan on Monday.", "rejected", PloverType.REJECT, Stance.REJECTS),
        ("Iran refused to sign the agreement.", "refused", PloverType.REJECT, Stance.REJECTS),
        ("France called for an immediate ceasefire.", "called", PloverType.REQUEST, Stance.DEMANDS),
        ("Germany urged Russia to withdraw its troops.", "urged", PloverType.REQUEST, Stance.DEMANDS),
        ("The United States proposed a 30-day truce.", "proposed", PloverType.REQUEST, Stance.PROPOSES),
        ("Israel accused Hamas of breaking the truce.", "accused", PloverType.ACCUSE, Stance.CRITICISES),
        ("China welcomed the agreement.", "welcomed", PloverType.SUPPORT, Stance.SUPPORTS),
        ("The United States imposed sanctions on Iran.", "imposed", PloverType.SANCTION, None),
        ("Russian troops shelled the city of Kharkiv.", "shelled", PloverType.ASSAULT, None),
        ("Japan threatened to impose tariffs on China.", "threatened", PloverType.THREATEN, None),
        ("Russia released 20 prisoners on Tuesday.", "released", PloverType.RETREAT, None),
    ],
)
def test_type_and_stance(text: str, trigger: str, type_: PloverType, stance: Stance | None) -> None:
    found = event(text, trigger)
    assert (found.type, found.stance) == (type_, stance)


def test_a_refused_yes_is_a_no() -> None:
    found = event("Russia did not accept the ceasefire proposal.", "accept")
    assert (found.type, found.stance, found.modality) == (PloverType.REJECT, Stance.REJECTS, Modality.ACTUAL)
    assert event("Ukraine has yet to accept the plan.", "accept").stance is Stance.REJECTS
    assert event("Ukraine is far from accepting the plan.", "accepting").stance is Stance.REJECTS
    assert event("Ukraine was a long way off accepting the plan.", "accepting").stance is Stance.REJECTS


def test_what_another_must_not_do_is_demanded() -> None:
    found = event("Ukraine emphasized that Russia could not rearm during any ceasefire.", "emphasized")
    assert (found.type, found.stance) == (PloverType.REQUEST, Stance.DEMANDS)
    found = event("Ukraine emphasized its support for the ceasefire.", "emphasized")
    assert found.stance is not Stance.DEMANDS


def test_a_yes_with_a_condition() -> None:
    text = "Iran agreed to halt enrichment if the United States lifts sanctions."
    found = event(text, "agreed")
    assert found.stance is Stance.ACCEPTS_IF
    assert words(text, found.condition) == "if the United States lifts sanctions"


@pytest.mark.parametrize(
    ("text", "trigger", "measure"),
    [
        ("Russia agreed to halt attacks on power plants.", "agreed", "halt attacks on power plants"),
        ("Ukraine rejected the peace plan on Monday.", "rejected", "peace plan"),
        ("France called for an immediate ceasefire.", "called", "immediate ceasefire"),
        ("Germany urged Russia to withdraw its troops.", "urged", "withdraw its troops"),
        ("Germany demanded that Russia withdraw its troops.", "demanded", "withdraw its troops"),
        ("The peace plan was rejected by Ukraine.", "rejected", "peace plan"),
        ("Iran refused to sign the agreement before Monday.", "refused", "sign the agreement"),
        ("Russian troops shelled the city of Kharkiv.", "shelled", None),
    ],
)
def test_measure(text: str, trigger: str, measure: str | None) -> None:
    assert words(text, event(text, trigger).measure) == measure


@pytest.mark.parametrize(
    ("text", "trigger", "parties", "recipients"),
    [
        ("Germany urged Russia to withdraw its troops.", "urged", ("Germany",), ("Russia",)),
        ("The peace plan was rejected by Ukraine.", "rejected", ("Ukraine",), ()),
        ("The United States imposed sanctions on Iran.", "imposed", ("United States",), ("Iran",)),
        ("Russia and Ukraine agreed to a truce.", "agreed", ("Russia", "Ukraine"), ()),
        ("Russia met the envoy and rejected the plan.", "rejected", ("Russia",), ()),
    ],
)
def test_parties(text: str, trigger: str, parties: tuple[str, ...], recipients: tuple[str, ...]) -> None:
    found = event(text, trigger)
    assert set(found.parties) == set(parties)
    assert set(found.recipient_parties) == set(recipients)


@pytest.mark.parametrize(
    ("text", "trigger", "modality"),
    [
        ("Russian troops shelled the city of Kharkiv.", "shelled", Modality.ACTUAL),
        ("Russia will release 20 prisoners on Friday.", "release", Modality.FUTURE),
        ("Russia is expected to release 20 prisoners on Friday.", "release", Modality.FUTURE),
        ("Russia may release 20 prisoners on Friday.", "release", Modality.POSSIBLE),
        ("Russia did not release the prisoners on Friday.", "release", Modality.DENIED),
        ("Not one shell was fired by Russian troops.", "fired", Modality.DENIED),
        ("No prisoners were released on Friday.", "released", Modality.DENIED),
        ("One shell was fired by Russian troops.", "fired", Modality.ACTUAL),
    ],
)
def test_modality(text: str, trigger: str, modality: Modality) -> None:
    assert event(text, trigger).modality is modality


def test_the_time_of_the_act_is_that_of_its_own_clause() -> None:
    text = "Ukraine rejected the peace plan on Monday."
    found = event(text, "rejected")
    assert found.date is not None
    assert found.date.iso == "2031-05-12"
    assert "Monday" in (words(text, found.when) or "")


def test_quantity_and_duration() -> None:
    released = event("Russia released 20 prisoners on Tuesday.", "released")
    assert [(q.value, q.unit) for q in released.quantities] == [(20.0, "prisoners")]
    assert event("The United States proposed a 30-day truce.", "proposed").duration == "P30D"


def test_what_a_speaker_tells_is_the_speakers() -> None:
    text = "Jonas Kerr said Veldria had shelled the city of Sarn."
    found = event(text, "shelled")
    assert found.speaker is not None
    assert found.speaker.name == "Jonas Kerr"
    assert event("Veldria shelled the city of Sarn.", "shelled").speaker is None


def test_must_is_a_demand_of_the_one_who_speaks() -> None:
    text = "“Russia must withdraw its troops,” French Foreign Minister Jonas Kerr said."
    found = event(text, "must")
    assert (found.type, found.stance) == (PloverType.REQUEST, Stance.DEMANDS)
    assert found.parties == ("France",)
    assert found.recipient_parties == ("Russia",)


def test_one_act_named_twice_is_one_event() -> None:
    text = "Iran rejected and condemned the plan. Iran refused and declined to sign the treaty."
    found = [(e.type, e.stance, e.parties, e.measure) for e in read(text)]
    assert found
    assert len(found) == len(set(found))


def test_events_are_in_text_order_and_read_alike_twice() -> None:
    text = "Russia agreed to a truce. Ukraine rejected the plan. France called for talks."
    found = read(text)
    assert [e.trigger.start for e in found] == sorted(e.trigger.start for e in found)
    assert found == read(text)


@pytest.mark.parametrize("text", ["", "   ", "The weather was fine.", "Agreed.", "“”", "\x00\x01 refused \ud800"])
def test_thin_text_is_no_trouble(text: str) -> None:
    assert isinstance(read(text), tuple)


@settings(max_examples=40)
@given(st.lists(st.sampled_from(TOKENS)))
def test_every_span_lies_in_the_text(tokens: list[str]) -> None:
    text = " ".join(tokens)
    for found in read(text):
        assert all(s.end <= len(text) and s.of(text).strip() for s in found.spans())
        assert found.sentence.contains(found.trigger)
