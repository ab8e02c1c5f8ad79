"""What is owed, as a clock: how each commitment stands on the day of the record, in words and as a strip of days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from accord.desk.clock import DAYS_EACH_WAY, Clock, ClockRow, Turn, build_clock
from accord.desk.deadlines import days_phrase
from accord.desk.pages import build_page
from accord.desk.render import render_record
from accord.model.entry import Commitment, Precision, Status, StatusChange
from accord.model.evidence import Evidence, Support
from accord.model.record import Record
from accord.model.span import Span

TODAY = date(2031, 5, 7)
WORDS = Evidence("a", Span(0, 5), "truce")


def day(offset: int) -> date:
    return TODAY + timedelta(days=offset)


def owed(name: str, *changes: tuple[int, Status], **fields: object) -> Commitment:
    history: tuple[StatusChange, ...] = (StatusChange(day(-10), Status.ANNOUNCED, "undertaken, as reported"),)
    history += tuple(StatusChange(day(on), status, "as reported") for on, status in changes)
    values: dict[str, object] = {"status": history[-1].status, "history": history} | fields
    return Commitment(
        id=name, story="s", line=name, support=Support(1, 1, 1, names=("VNA",)), evidence=(WORDS,),
        debtors=("Veldria",), beneficiaries=(), measure=None, what=name, **values,  # type: ignore[arg-type]
    )  # fmt: skip


AHEAD = owed("ahead", due=day(3))
PASSED = owed("passed", due=day(-2))
RUNNING = owed("running", (-5, Status.IN_FORCE), starts=day(-5), ends=day(25), duration="P30D")
LAPSED = owed("lapsed", (-9, Status.IN_FORCE), (-1, Status.LAPSED), starts=day(-9), ends=day(-2))
BROKEN = owed("broken", (-4, Status.REPORTED_BROKEN), starts=day(-5), ends=day(25))
KEPT = owed("kept", (-1, Status.REPORTED_KEPT), due=day(-1))
REPLACED = owed("replaced", (-3, Status.SUPERSEDED), due=day(9))
OPEN = owed("open", (-5, Status.IN_FORCE), starts=day(-5))
LENGTH = owed("length", duration="P30D")
NOTHING = owed("nothing")
WEEK = owed("week", due=day(3), precision=Precision.WEEK)


def clock_of(*commitments: Commitment) -> Clock:
    clock = build_clock(commitments, TODAY)
    assert clock is not None
    return clock


def row_of(commitment: Commitment) -> ClockRow:
    ((row,),) = (group.rows for group in clock_of(commitment).groups)
    return row


@pytest.mark.parametrize(
    ("commitment", "turn"),
    [
        (AHEAD, Turn.AHEAD),
        (RUNNING, Turn.AHEAD),
        (PASSED, Turn.UNREPORTED),
        (LAPSED, Turn.UNREPORTED),
        (BROKEN, Turn.ALLEGED),
        (KEPT, Turn.KEPT),
        (REPLACED, Turn.OVER),
        (OPEN, Turn.UNKNOWN),
        (LENGTH, Turn.UNKNOWN),
        (NOTHING, Turn.UNKNOWN),
    ],
    ids=lambda value: value.id if isinstance(value, Commitment) else value.value,
)
def test_each_commitment_stands_where_its_clock_is(commitment: Commitment, turn: Turn) -> None:
    assert [group.turn for group in clock_of(commitment).groups] == [turn]


def test_the_most_pressing_come_first_and_of_these_the_soonest_and_surest() -> None:
    unsure = owed("unsure", due=day(1))
    unsure = replace(unsure, evidence=(replace(WORDS, confidence=0.1),))
    clock = clock_of(NOTHING, KEPT, unsure, RUNNING, AHEAD, BROKEN, PASSED)
    assert [[row.entry for row in group.rows] for group in clock.groups] == [
        ["passed"],
        ["broken"],
        ["ahead", "running", "unsure"],
        ["kept"],
        ["nothing"],
    ]


@pytest.mark.parametrize(
    ("commitment", "status", "away", "told"),
    [
        (AHEAD, "announced", "in 3 days", "due 10 May 2031"),
        (PASSED, "nothing reported", "2 days ago", "due 5 May 2031"),
        (RUNNING, "in force", "in 25 days", "from 2 May to 1 June 2031 (for 30 days)"),
        (BROKEN, "alleged broken", "in 25 days", "from 2 May to 1 June 2031"),
        (KEPT, "reported kept", "", "due 6 May 2031"),
        (OPEN, "in force", "", "from 2 May 2031, no end given"),
        (LENGTH, "announced", "", "for 30 days, from a day that no report gives"),
        (NOTHING, "announced", "", "no day given"),
        (WEEK, "announced", "in 3 days", "due 10 May 2031; given to the week"),
    ],
    ids=lambda value: value.id if isinstance(value, Commitment) else "",
)  # fmt: skip
def test_what_is_known_is_said_in_words_and_the_rest_is_not_guessed(
    commitment: Commitment, status: str, away: str, told: str
) -> None:
    row = row_of(commitment)
    assert (row.status, row.away, row.told) == (status, away, told)


@pytest.mark.parametrize(("days", "said"), [(0, "today"), (1, "in 1 day"), (12, "in 12 days"), (-1, "1 day ago")])
def test_days_in_words(days: int, said: str) -> None:
    assert days_phrase(days) == said


@pytest.mark.parametrize(
    ("commitment", "signs"),
    [(AHEAD, "◆"), (PASSED, "!"), (LAPSED, "!"), (BROKEN, "◆✕"), (KEPT, "✓"), (REPLACED, "»"), (OPEN, "")],
    ids=lambda value: value.id if isinstance(value, Commitment) else value,
)
def test_a_sign_tells_what_happened_on_a_day(commitment: Commitment, signs: str) -> None:
    strip = row_of(commitment).strip
    assert strip
    assert "".join(mark.sign for mark in strip.marks) == signs


@pytest.mark.parametrize("commitment", [LENGTH, NOTHING], ids=lambda c: c.id)
def test_without_a_day_nothing_is_drawn(commitment: Commitment) -> None:
    assert row_of(commitment).strip is None


def test_a_strip_lies_around_the_day_of_the_record() -> None:
    clock = clock_of(RUNNING, PASSED)
    strips = {row.entry: row.strip for group in clock.groups for row in group.rows}
    running, passed = strips["running"], strips["passed"]
    assert running
    assert passed
    assert 0 < running.x < clock.today_x < running.x + running.width < 100
    assert passed.x + passed.width < clock.today_x
    assert (running.running, passed.running) == (True, False)


def test_what_reaches_far_beyond_is_open_at_its_end() -> None:
    long = owed("long", starts=day(-4000), ends=day(4000))
    strip = row_of(long).strip
    assert strip
    assert (strip.x, strip.width, strip.opens, strip.goes_on, strip.marks) == (0, 100, True, True, ())
    assert row_of(long).away == "in 4000 days"


@pytest.mark.parametrize("end", [date.max, date.min])
def test_the_first_and_the_last_day_there_is_can_be_drawn(end: date) -> None:
    clock = build_clock([owed("far", due=end)], end)
    assert clock
    assert 0 <= clock.today_x <= 100


def test_few_days_are_labelled() -> None:
    clock = clock_of(owed("far", due=day(DAYS_EACH_WAY)), owed("long ago", due=day(-DAYS_EACH_WAY)))
    assert 2 <= len(clock.ticks) <= 8
    assert all(0 < tick.x < 100 for tick in clock.ticks)


def test_there_is_no_clock_without_a_day_or_without_commitments() -> None:
    assert build_clock([], TODAY) is None
    assert build_clock([AHEAD], None) is None


def test_every_commitment_of_the_samples_is_on_the_clock_and_leads_to_its_line(record: Record) -> None:
    clock = build_page(record).stories[0].clock
    assert clock
    rows = [row.entry for group in clock.groups for row in group.rows]
    assert sorted(rows) == sorted(c.id for c in record.commitments)
    html = render_record(record)
    assert html.count('<ul class="owed">') == len(clock.groups)
    assert all(f'<li><a href="#{entry}">' in html for entry in rows)
    assert "P45D" not in html
    assert "for 45 days" in html


def test_where_no_commitment_has_a_day_no_days_are_drawn(record: Record) -> None:
    (chapter,) = record.chapters
    dateless = [replace(NOTHING, id=c.id, story=c.story, evidence=c.evidence) for c in record.commitments]
    others = [entry for entry in chapter.entries if not isinstance(entry, Commitment)]
    html = render_record(replace(record, chapters=(replace(chapter, entries=(*others, *dateless)),)))
    assert 'class="owed"' in html
    assert 'class="strip days"' not in html
    assert "Each strip" not in html
    assert 'class="strip days"' in render_record(record)
