"""Time expressions: what is found, what it resolves to, and what stays open."""

from __future__ import annotations

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.model.span import Span
from accord.text.times.find import TimeExpression, find_times

WEDNESDAY = date(2025, 3, 19)
SUNDAY = date(2025, 3, 23)


def times(text: str, published: date | None = WEDNESDAY, future: bool = False) -> list[TimeExpression]:
    return find_times(text, Span(0, len(text)), published, future)


def only(text: str, published: date | None = WEDNESDAY, future: bool = False) -> tuple[str, str | None]:
    """The words and period of the one expression in the text."""
    found = times(text, published, future)
    assert len(found) == 1, [t.span.of(text) for t in found]
    return found[0].span.of(text), found[0].period.iso if found[0].period else None


@pytest.mark.parametrize(
    ("text", "words", "period"),
    [
        ("They signed on March 18, 2025 in Orsk.", "March 18, 2025", "2025-03-18"),
        ("They signed on Tuesday, March 18, 2025.", "Tuesday, March 18, 2025", "2025-03-18"),
        ("They met on 18 March in Orsk.", "18 March", "2025-03-18"),
        ("They met on the 18th of March 2024.", "the 18th of March 2024", "2024-03-18"),
        ("They met on Feb. 28 in Orsk.", "Feb. 28", "2025-02-28"),
        ("They met on Dec. 27 in Orsk.", "Dec. 27", "2024-12-27"),
        ("They met on 2025-03-18 in Orsk.", "2025-03-18", "2025-03-18"),
        ("They met on 18/03/2025 in Orsk.", "18/03/2025", "2025-03-18"),
        ("They met on 3/18/2025 in Orsk.", "3/18/2025", "2025-03-18"),
        ("They met on 03/04/2025 in Orsk.", "03/04/2025", None),
        ("They meet May 23-25 in Orsk.", "May 23-25", "2025-05-23/2025-05-25"),
        ("The halt runs from 18 March to 17 April.", "18 March to 17 April", "2025-03-18/2025-04-17"),
        ("It was agreed in February.", "February", "2025-02-01/2025-02-28"),
        ("It was agreed in May.", "May", "2024-05-01/2024-05-31"),
        ("It was agreed in August last year.", "August last year", "2024-08-01/2024-08-31"),
        ("It was agreed last October.", "last October", "2024-10-01/2024-10-31"),
        ("It was agreed in June of 2013.", "June of 2013", "2013-06-01/2013-06-30"),
        ("It has held since January.", "since January", "2025-01-01/2025-03-19"),
        ("It was signed in 2018.", "2018", "2018-01-01/2018-12-31"),
        ("It was signed in the 1990s.", "the 1990s", "1990-01-01/1999-12-31"),
        ("It was signed in mid-August.", "mid-August", "2024-08-11/2024-08-20"),
        ("It was signed in early March.", "early March", "2025-03-01/2025-03-10"),
        ("It was signed in late February.", "late February", "2025-02-21/2025-02-28"),
        ("It comes at the end of the month.", "the end of the month", "2025-03-21/2025-03-31"),
        ("It was signed at the end of 2014.", "the end of 2014", "2014-12-01/2014-12-31"),
        ("It was signed on Christmas Eve.", "Christmas Eve", "2024-12-24"),
    ],
)
def test_dates(text: str, words: str, period: str | None) -> None:
    assert only(text) == (words, period)


@pytest.mark.parametrize(
    ("text", "future", "period"),
    [
        ("They met on Wednesday.", False, "2025-03-19"),
        ("They will meet on Wednesday.", True, "2025-03-19"),
        ("They met on Tuesday.", False, "2025-03-18"),
        ("They will meet on Tuesday.", True, "2025-03-25"),
        ("They met on Friday.", False, "2025-03-14"),
        ("They will meet on Friday.", True, "2025-03-21"),
        ("They met late on Monday night.", False, "2025-03-17"),
        ("They met last Monday.", False, "2025-03-17"),
        ("They met last Wednesday.", False, "2025-03-12"),
        ("They meet next Friday.", False, "2025-03-28"),
        ("They met Monday and Tuesday.", False, "2025-03-17/2025-03-18"),
        ("Shelling began at 8 a.m. local time Tuesday (1 a.m. ET).", False, "2025-03-18"),
        ("Shelling began at 2 a.m. yesterday.", False, "2025-03-18"),
        ("Shelling began at 8 a.m. local time.", False, "2025-03-19"),
        ("It takes effect starting at midnight on Saturday.", True, "2025-03-22"),
    ],
)
def test_weekdays_and_hours(text: str, future: bool, period: str) -> None:
    assert only(text, future=future)[1] == period


def test_a_weekday_that_is_tomorrow_is_not_six_days_ago() -> None:
    assert only("They met early Thursday.")[1] == "2025-03-20"


@pytest.mark.parametrize(
    ("text", "future", "period"),
    [
        ("They met today.", False, "2025-03-19"),
        ("They meet tonight.", False, "2025-03-19"),
        ("They met yesterday.", False, "2025-03-18"),
        ("They meet tomorrow.", False, "2025-03-20"),
        ("Drones struck overnight.", False, "2025-03-18/2025-03-19"),
        ("They spoke this morning (NZ time).", False, "2025-03-18"),
        ("They spoke this morning.", False, "2025-03-19"),
        ("They spoke this afternoon (Tokyo time).", False, "2025-03-19"),
        ("They met last week.", False, "2025-03-10/2025-03-16"),
        ("They met this week.", False, "2025-03-17/2025-03-19"),
        ("They will meet this week.", True, "2025-03-17/2025-03-23"),
        ("They meet next week.", True, "2025-03-24/2025-03-30"),
        ("They meet later this week.", True, "2025-03-19/2025-03-23"),
        ("They met earlier this month.", False, "2025-03-01/2025-03-19"),
        ("They met last month.", False, "2025-02-01/2025-02-28"),
        ("They met late last month.", False, "2025-02-21/2025-02-28"),
        ("They met last year.", False, "2024-01-01/2024-12-31"),
        ("They meet next year.", False, "2026-01-01/2026-12-31"),
        ("They met over the weekend.", False, "2025-03-15/2025-03-16"),
        ("They met at the weekend.", False, "2025-03-15/2025-03-16"),
        ("They meet this weekend.", True, "2025-03-22/2025-03-23"),
        ("They met throughout the winter.", False, "2024-12-01/2025-02-28"),
        ("They met this summer.", True, "2025-06-01/2025-08-31"),
        ("They met two days ago.", False, "2025-03-17"),
        ("They met two weeks ago.", False, "2025-03-05"),
        ("They met two months ago.", False, "2025-01-01/2025-01-31"),
        ("They met five years ago.", False, "2020-01-01/2020-12-31"),
        ("They met in the past 24 hours.", False, "2025-03-18/2025-03-19"),
        ("They met in the past year.", False, "2024-03-19/2025-03-19"),
        ("They meet over the next five weeks.", False, "2025-03-19/2025-04-23"),
        ("They meet in six months.", True, "2025-09-19"),
        ("The pause of 90 days from March 1 holds.", False, "2025-03-01/2025-05-30"),
    ],
)
def test_relative_times(text: str, future: bool, period: str) -> None:
    assert only(text, future=future)[1] == period


def test_on_a_sunday_last_week_is_the_one_just_ended() -> None:
    assert only("They met last week.", SUNDAY)[1] == "2025-03-16/2025-03-22"
    assert only("They will meet this week.", SUNDAY, future=True)[1] == "2025-03-24/2025-03-30"


@pytest.mark.parametrize(
    ("text", "words", "period"),
    [
        ("It must answer by Friday.", "by Friday", "2025-03-21"),
        ("It must answer by April 17.", "by April 17", "2025-04-17"),
        ("The halt lasts until April 17.", "until April 17", "2025-03-19/2025-04-17"),
        ("It must answer within 90 days.", "within 90 days", "2025-03-19/2025-06-17"),
        ("It must answer by the end of 2025.", "by the end of 2025", "2025-03-19/2025-12-31"),
    ],
)
def test_deadlines(text: str, words: str, period: str) -> None:
    assert only(text) == (words, period)
    assert times(text)[0].deadline


@pytest.mark.parametrize(
    "text",
    [
        "It begins in the coming days.",
        "It began three weeks earlier.",
        "It began earlier.",
        "It must begin immediately.",
        "Sirens wailed a few hours after the call.",
        "Attacks have grown in recent weeks.",
        "It was done before 2014.",
    ],
)
def test_unresolved(text: str) -> None:
    assert only(text)[1] is None


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("a 30-day halt", "P30D"),
        ("a halt for 72 hours", "PT72H"),
        ("a 90-day truce", "P90D"),
        ("a truce of three months", "P3M"),
        ("a five-day visit", "P5D"),
        ("a two-week pause", "P14D"),
        ("a six month window", "P6M"),
        ("a call of an hour and a half", "PT90M"),
        ("a plan for a decade", "P10Y"),
        ("a twenty-five-year lease", "P25Y"),
        ("an answer within one week", "P7D"),
    ],
)
def test_durations(text: str, duration: str) -> None:
    assert [t.duration for t in times(text)] == [duration]


@pytest.mark.parametrize(
    "text",
    [
        "A 20-year-old man was held.",
        "More than 2018 people came.",
        "He may go and march on.",
        "April Vane spoke.",
        "Resolution 1973 was cited by 12 states.",
        "They won 3-2.",
        "The Harbour Today wrote so.",
        "",
    ],
)
def test_no_times(text: str) -> None:
    assert [t.span.of(text) for t in (times(text) if text else [])] in ([], ["1973"])


def test_a_time_that_describes_a_noun_is_marked() -> None:
    assert times("They broke the 2015 agreement.")[0].attributive
    assert times("They spoke of a 30-day truce.")[0].attributive
    assert times("They await Tuesday’s vote.")[0].attributive
    assert not times("They signed it in 2015.")[0].attributive


@pytest.mark.parametrize(
    ("first", "second", "period"),
    [
        ("They agreed in a call on Tuesday.", "Sirens wailed a few hours after the call.", "2025-03-18"),
        ("They agreed in a call on Tuesday.", "Sirens wailed two days after the call.", None),
        ("They agreed in a call on Tuesday.", "Sirens wailed before the call.", None),
        ("They agreed in talks on Tuesday.", "He spoke shortly after the negotiations.", "2025-03-18"),
        ("It recalled the March 4 summit.", "He spoke during the summit.", "2025-03-04"),
        ("They agreed on a truce on Tuesday.", "He spoke during the truce.", None),
        ("They agreed in a call.", "He spoke after the call.", None),
    ],
)
def test_what_hangs_on_an_event_takes_its_day(first: str, second: str, period: str | None) -> None:
    text = f"{first} {second}"
    found = find_times(text, Span(len(first) + 1, len(text)), WEDNESDAY)
    assert [t.period.iso if t.period else None for t in found] == [period]


def test_without_a_day_only_full_dates_resolve() -> None:
    text = "They met on Tuesday, last week, in May, two days ago, on March 3 and on March 4, 2025."
    assert [t.period.iso for t in times(text, None) if t.period] == ["2025-03-04"]


def test_times_stay_in_their_sentence() -> None:
    text = "They met on Monday. They left on Tuesday."
    assert [t.span.of(text) for t in find_times(text, Span(20, len(text)), WEDNESDAY)] == ["Tuesday"]


VOCABULARY = """
        March 18 2025 , 30 - day in the last past week by until since Tuesday a few hours after call 90 and to from
        August year ago mid early next years 8 a.m. ( ET ) within $ % ’s — 9999 0 99999999999999 half dozen
"""
WORDS = st.lists(st.sampled_from(VOCABULARY.split()), max_size=14)


@given(WORDS, st.sampled_from([None, WEDNESDAY, SUNDAY, date(1, 1, 1), date(9999, 12, 31)]), st.booleans())
def test_any_words_give_ordered_spans(words: list[str], published: date | None, future: bool) -> None:
    text = " ".join(words)
    found = find_times(text, Span(0, len(text)), published, future) if text else []
    for one in found:
        assert one.span.of(text).strip() == one.span.of(text)
        assert one.span.end <= len(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert found == (find_times(text, Span(0, len(text)), published, future) if text else [])


@given(st.text(max_size=200))
def test_any_text_is_survived(text: str) -> None:
    if text:
        find_times(text, Span(0, len(text)), WEDNESDAY)


def test_time_grows_with_length_only() -> None:
    text = "from March 18 to a few hours after the 30-day call within 90 days of last week " * 2000
    start = time.process_time()
    find_times(text, Span(0, len(text)), WEDNESDAY)
    find_times("9" * 100_000, Span(0, 100_000), WEDNESDAY)
    find_times("a few " * 30_000, Span(0, 180_000), WEDNESDAY)
    assert time.process_time() - start < 5
