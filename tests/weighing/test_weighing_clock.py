"""The clock of a commitment: how long a length is, its history, and when it changes next."""

from __future__ import annotations

from datetime import date

import pytest

from accord.model.entry import Status, StatusChange
from accord.weighing.commitments.clock import Term, later, next_change, run_clock


@pytest.mark.parametrize(
    ("start", "duration", "end"),
    [
        ("2031-03-18", "P30D", "2031-04-17"),
        ("2031-01-31", "P1M", "2031-02-28"),
        ("2031-03-18", "P2W", "2031-04-01"),
        ("2031-03-18", "PT120H", "2031-03-23"),
        ("2031-03-18", "PT1H", "2031-03-19"),
        ("2031-11-30", "P6M", "2032-05-30"),
        ("2032-02-29", "P1Y", "2033-02-28"),
    ],
)
def test_a_duration_after_a_day(start: str, duration: str, end: str) -> None:
    assert later(date.fromisoformat(start), duration) == date.fromisoformat(end)


@pytest.mark.parametrize("duration", ["P", "", "soon", "P999999Y", "PT"])
def test_what_has_no_length_has_no_end(duration: str) -> None:
    assert later(date(2031, 3, 18), duration) is None


def test_without_a_day_only_the_promise_is_known() -> None:
    for term in (Term(), Term(date(2031, 3, 17), date(2031, 3, 18), None, date(2031, 3, 20))):
        assert [c.status for c in run_clock(term, [], None)] == [Status.ANNOUNCED]


def test_history_keeps_each_change_in_order() -> None:
    term = Term(date(2031, 3, 17), date(2031, 3, 18), None, date(2031, 3, 20))
    history = run_clock(term, [StatusChange(date(2031, 3, 19), Status.DISPUTED, "alleged")], date(2031, 4, 1))
    assert [c.status for c in history] == [Status.ANNOUNCED, Status.IN_FORCE, Status.DISPUTED, Status.LAPSED]


@pytest.mark.parametrize(
    ("day", "ahead"),
    [("2031-03-17", "2031-03-18"), ("2031-03-18", "2031-03-19"), ("2031-03-20", "2031-03-21"), ("2031-03-21", None)],
)
def test_the_next_change_is_that_of_the_terms_or_of_what_is_reported(day: str, ahead: str | None) -> None:
    term = Term(date(2031, 3, 17), date(2031, 3, 18), None, date(2031, 3, 20))
    reported = [StatusChange(date(2031, 3, 19), Status.DISPUTED, "alleged")]
    found = next_change(term, reported, date.fromisoformat(day))
    assert found == (date.fromisoformat(ahead) if ahead else None)
    assert next_change(term, reported, None) is None


def test_nothing_changes_once_something_took_its_place() -> None:
    term = Term(date(2031, 3, 17), date(2031, 3, 18), None, date(2031, 3, 20))
    replaced = [StatusChange(date(2031, 3, 18), Status.SUPERSEDED, "extended")]
    assert next_change(term, replaced, date(2031, 3, 18)) is None
