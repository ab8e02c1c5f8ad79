"""Roles in sentences with more than one clause: actors, measures, places, conditions, times."""

from __future__ import annotations

from datetime import date

import pytest

from accord.model.claim import Event, Stance
from accord.model.report import Published, Report
from accord.model.span import Span
from accord.reading.rules import RuleReader

DAY = date(2031, 5, 14)  # a Wednesday


def event(text: str, trigger: str) -> Event:
    events = RuleReader().read(Report("r", text, "here", published=Published(DAY))).events
    return next(e for e in events if trigger in e.trigger.of(text))


def words(text: str, span: Span | None) -> str | None:
    return span.of(text) if span else None


@pytest.mark.parametrize(
    ("text", "trigger", "measure"),
    [
        ("The deal, which Iran rejected, was dead by Monday.", "rejected", "deal"),
        ("Iran agreed in Geneva on Monday to freeze its programme.", "agreed", "freeze its programme"),
        ("Turkey condemned and rejected the resolution.", "rejected", "resolution"),
        ("Russia is opposed to the new sanctions.", "opposed", "new sanctions"),
        ("China refused to “sign the treaty” on Friday.", "refused", "sign the treaty"),
    ],
)
def test_measure_across_clauses(text: str, trigger: str, measure: str) -> None:
    found = words(text, event(text, trigger).measure) or ""
    assert found.startswith(measure)


@pytest.mark.parametrize(
    ("text", "trigger", "party"),
    [
        ("Ukraine, which lost the town, rejected the plan.", "rejected", "Ukraine"),
        ("Iran published a statement condemning the attack.", "condemning", "Iran"),
        ("Iran is prepared to resume talks.", "prepared", "Iran"),
        ("The attack drew condemnation from Turkey.", "condemnation", "Turkey"),
    ],
)
def test_party_across_clauses(text: str, trigger: str, party: str) -> None:
    assert event(text, trigger).parties == (party,)


def test_the_one_who_is_attacked_is_found_in_the_clause() -> None:
    text = "Israel launched strikes on Hamas targets in Gaza."
    found = event(text, "launched")
    assert found.parties == ("Israel",)
    assert "Hamas" in found.recipient_parties
    assert words(text, found.place) == "Gaza"


def test_conditions_of_another_clause_do_not_count() -> None:
    text = "Iran accepted the deal, which lapses if the sanctions stay."
    found = event(text, "accepted")
    assert (found.stance, found.condition) == (Stance.ACCEPTS, None)


def test_a_condition_may_open_the_sentence() -> None:
    text = "If sanctions are lifted, Iran will accept the deal."
    found = event(text, "accept")
    assert found.stance is Stance.ACCEPTS_IF
    assert words(text, found.condition) == "If sanctions are lifted"


def test_a_time_that_describes_a_noun_does_not_date_the_act() -> None:
    text = "Ukraine rejected Tuesday’s plan."
    assert event(text, "rejected").date is None


def test_no_day_of_publication_no_date() -> None:
    text = "Ukraine rejected the plan on Monday."
    found = RuleReader().read(Report("r", text, "here")).events
    assert found
    assert all(e.date is None for e in found)


def test_what_and_joins_is_an_act_of_its_own() -> None:
    text = "Iran demands an end to the closure and calls for a withdrawal of troops."
    assert words(text, event(text, "demands").measure) is not None
    assert words(text, event(text, "calls").measure) == "withdrawal of troops"
