"""What an act is about, and which acts are no events of their own but the content of another."""

from __future__ import annotations

from datetime import date

import pytest

from accord.model.claim import Event, Modality, PloverType, Stance
from accord.model.report import Published, Report
from accord.model.span import Span
from accord.reading.rules import RuleReader

DAY = date(2031, 5, 14)  # a Wednesday


def read(text: str) -> tuple[Event, ...]:
    return RuleReader().read(Report("r", text, "here", published=Published(DAY))).events


def event(text: str, trigger: str) -> Event:
    return next(e for e in read(text) if trigger in e.trigger.of(text))


def words(text: str, span: Span | None) -> str | None:
    return span.of(text) if span else None


def measures(text: str, trigger: str) -> list[str | None]:
    return [words(text, e.measure) for e in read(text) if e.trigger.of(text) == trigger]


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        (
            "Chad wants Niger to pull back its troops from the valley, free the crew and cut its army.",
            "wants",
            ["pull back its troops from the valley", "free the crew", "cut its army"],
        ),
        ("Chad agreed to send arms and to train soldiers.", "agreed", ["send arms", "train soldiers"]),
        ("Chad agreed to overhaul or end the treaty.", "agreed", ["overhaul or end the treaty"]),
        ("Chad refused to sign the treaty, a step that worried Niger.", "refused", ["sign the treaty"]),
        ("Chad rejected the truce that Niger had proposed and Mali had accepted.", "rejected", ["truce"]),
        ("Chad agreed to a pause in attacks and that talks would follow.", "agreed", ["pause in attacks"]),
        ("Chad will exchange 175 prisoners each on Friday.", "exchange", ["exchange 175 prisoners each"]),
        (
            "Chad will hand over to Niger 23 badly wounded soldiers.",
            "hand",
            ["hand over to Niger 23 badly wounded soldiers"],
        ),
        ("Chad also wants Malian troops out of the valley.", "wants", ["Malian troops out of the valley"]),
        ("“The blockade must end before the guns fall silent,” Chad said.", "must end", ["blockade must end"]),
    ],
)
def test_measures_are_cut_where_they_end(text: str, trigger: str, expected: list[str]) -> None:
    assert measures(text, trigger) == expected


def test_a_condition_belongs_to_the_nearest_verb() -> None:
    text = "Chad agreed to halt attacks on ports, but refused a truce unless Niger lifts its blockade."
    agreed, refused = event(text, "agreed"), event(text, "refused")
    assert (agreed.stance, agreed.condition) == (Stance.ACCEPTS, None)
    assert words(text, refused.condition) == "unless Niger lifts its blockade"


def test_a_condition_keeps_its_clause() -> None:
    text = "Chad will accept the truce as long as Niger leaves the valley."
    assert words(text, event(text, "accept").condition) == "as long as Niger leaves the valley"


@pytest.mark.parametrize(
    "text",
    [
        "Chad agreed to halt attacks on ports.",
        "Chad accepted a pause in its strikes on the ports.",
        "Chad welcomed a halt of attacks by rebels.",
        "Niger demanded that Chad refrain from shelling the town.",
    ],
)
def test_what_is_to_stop_is_no_attack(text: str) -> None:
    assert all(e.type is not PloverType.ASSAULT for e in read(text))


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Chad hopes to get Niger to sign off on a truce.", "Niger"),
        ("Chad urged Niger to accept the truce.", "Niger"),
        ("Chad wants Niger to accept the truce.", "Niger"),
    ],
)
def test_what_somebody_is_asked_to_accept_he_has_not_accepted(text: str, party: str) -> None:
    assert all(e.stance is not Stance.ACCEPTS for e in read(text) if party in e.parties)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Niger said nobody should call it peace.", Stance.REJECTS),
        ("Guns of Niger stood in the valley.", Stance.SUPPORTS),
        ("Niger sought to undermine the talks.", Stance.DEMANDS),
        ("Niger ordered its army to halt the strikes.", Stance.DEMANDS),
    ],
)
def test_plain_words_take_no_stand(text: str, stance: Stance) -> None:
    assert all(e.stance is not stance for e in read(text))


def test_they_are_not_the_one_who_speaks() -> None:
    text = "“They agreed to a truce,” French Foreign Minister Jonas Kerr said."
    assert all("France" not in e.parties for e in read(text) if e.stance is Stance.ACCEPTS)


def test_a_charge_is_of_the_other_side() -> None:
    text = "Chad accused Niger of shelling the terminal."
    shelled = [e for e in read(text) if e.trigger.of(text) == "shelling"]
    assert all(e.parties == ("Niger",) for e in shelled)


@pytest.mark.parametrize(
    ("text", "trigger", "modality", "day"),
    [
        ("Chad agreed in a call with Niger on Tuesday to halt attacks.", "call", Modality.ACTUAL, "2031-05-13"),
        ("Chad said talks on a truce would begin in Niamey on Monday.", "talks", Modality.FUTURE, "2031-05-19"),
        ("Talks between Chad and Niger are due to open in Niamey on Monday.", "Talks", Modality.FUTURE, "2031-05-19"),
    ],
)
def test_a_noun_is_as_real_as_its_verb(text: str, trigger: str, modality: Modality, day: str) -> None:
    found = event(text, trigger)
    assert found.modality is modality
    assert found.date is not None
    assert found.date.iso == day


def test_a_promise_of_help_is_no_threat() -> None:
    assert event("France vowed to keep sending aid to Mali.", "vowed").type is PloverType.AGREE
    assert event("Chad vowed to destroy the city.", "vowed").type is PloverType.THREATEN
    assert event("Chad vowed that, if Mali attacks, it will defend the city.", "vowed").type is PloverType.THREATEN


def test_incidents_without_anyone_who_acts() -> None:
    text = "Explosions were heard in the port of Niamey early on Wednesday."
    blast = event(text, "Explosions")
    assert (blast.type, blast.actors) == (PloverType.ASSAULT, ())
    assert words(text, blast.place) == "port of Niamey"
    assert blast.date is not None
    assert blast.date.iso == "2031-05-14"


def test_killed_and_wounded_are_two() -> None:
    text = "Two workers were killed and 14 people were wounded in Niamey."
    counts = [[(q.value, q.unit) for q in e.quantities] for e in read(text)]
    assert counts == [[(2.0, "workers")], [(14.0, "people")]]
