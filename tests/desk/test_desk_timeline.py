"""The timeline: everything dated is on it once, nothing lies on anything else, and what shares a mark can be opened."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.desk.timeline.drawing import REPORTS, Timeline, build_timeline
from accord.desk.timeline.marks import Dated, Mark, Placed, place, place_columns
from accord.desk.timeline.scale import WIDTH, Scale, moves
from accord.model.period import Period
from accord.model.record import Record

SINCE = date(2024, 3, 1)


def _day(n: int) -> date:
    return SINCE + timedelta(days=n)


def _thing(n: int, first: int, days: int) -> Dated:
    return Dated(f"e{n}", Period(_day(first), _day(first + days)), f"told {n}", f"Keshar did {n}", days > 9)


THINGS = st.lists(st.tuples(st.integers(0, 400), st.sampled_from([0, 0, 0, 0, 1, 6, 45])), max_size=120).map(
    lambda rows: [_thing(n, *row) for n, row in enumerate(rows)]
)
SCALES = st.tuples(st.integers(-5, 390), st.sampled_from([1, 2, 5, 14, 36, 37, 60, 200, 420])).map(
    lambda row: Scale(_day(row[0]), _day(row[0] + row[1] - 1))
)


def _box(mark: Mark) -> tuple[float, float, float, float]:
    if mark.shape == "dot":
        reach = 11 if mark.label else 7
        return mark.x - reach, mark.x + reach, mark.y - reach, mark.y + reach
    if mark.shape == "column":
        return mark.x, mark.x + mark.width, mark.y - mark.height, mark.y
    return mark.x, mark.x + mark.width, mark.y - mark.height / 2, mark.y + mark.height / 2


def _overlapping(marks: tuple[Mark, ...]) -> list[tuple[Mark, Mark]]:
    boxes = [(_box(mark), mark) for mark in marks]
    return [
        (left, right)
        for n, (a, left) in enumerate(boxes)
        for b, right in boxes[:n]
        if a[0] < b[1] and b[0] < a[1] and a[2] < b[3] and b[2] < a[3]
    ]


@given(THINGS, SCALES)
def test_everything_shown_has_one_mark_and_none_lie_on_each_other(things: list[Dated], scale: Scale) -> None:
    for placed in (place(things, scale, 20), place_columns([t for t in things if t.on.first == t.on.last], scale, 20)):
        _check(placed, things, scale)


def _check(placed: Placed, things: list[Dated], scale: Scale) -> None:
    counted = Counter(id_ for mark in placed.marks for id_ in mark.ids)
    shown = {thing.id for thing in things if scale.shows(thing.on)}
    assert set(counted.values()) <= {1}
    assert set(counted) <= shown
    assert _overlapping(placed.marks) == []
    for mark in placed.marks:
        left, right, top, bottom = _box(mark)
        assert left >= 0
        assert right <= WIDTH
        assert top >= 20
        assert bottom <= 20 + placed.height


@given(THINGS, SCALES)
def test_what_finds_no_room_is_counted(things: list[Dated], scale: Scale) -> None:
    placed = place(things, scale, 0)
    n_marked = sum(len(mark.ids) for mark in placed.marks)
    assert n_marked + placed.n_left_out == sum(scale.shows(thing.on) for thing in things)


@given(st.lists(st.integers(0, 400), min_size=1, max_size=150))
def test_a_mark_for_several_opens_until_they_stand_apart(days: list[int]) -> None:
    things = [_thing(n, day, 0) for n, day in enumerate(days)]
    scale = Scale(_day(0), _day(400))
    for _ in range(20):
        shared = [mark for mark in place(things, scale, 0).marks if len(mark.ids) > 1]
        if not shared:
            break
        opened = shared[0]
        assert opened.first
        assert opened.last
        assert scale != Scale(opened.first, opened.last)
        scale = Scale(opened.first, opened.last)
    assert all(len(mark.ids) == 1 for mark in place(things, scale, 0).marks)


@pytest.mark.parametrize("n_days", [1, 2, 10, 40, 41, 90, 365, 366, 2_000, 40_000])
@pytest.mark.parametrize("start", [date(1, 1, 1), date(2024, 2, 28), date(9999, 12, 31)])
def test_ticks_can_be_read_at_any_scale(start: date, n_days: int) -> None:
    low = min(start.toordinal(), date.max.toordinal() - n_days + 1)
    scale = Scale(date.fromordinal(low), date.fromordinal(low + n_days - 1))
    labelled = [tick for tick in scale.ticks() if tick.label]
    assert labelled or n_days > 300
    for left, right in pairwise(labelled):
        assert right.x - left.x >= 6.5 * len(left.label) - 6
    assert all(tick.x <= WIDTH - 60 for tick in labelled)


def test_a_scale_of_all_days_there_are_is_drawn() -> None:
    scale = Scale(date.min, date.max)
    things = [Dated("a", Period(date.min, date.min), "a", "a"), Dated("b", Period(date.min, date.max), "b", "b", True)]
    assert len(place(things, scale, 0).marks) == 2
    assert len(scale.ticks()) < 40


def test_moves_lead_no_further_than_there_is_anything() -> None:
    whole = Period(_day(0), _day(99))
    offered = {move.name: move for move in moves(Scale(_day(0), _day(9)), whole)}
    assert offered["Earlier"].first is None
    assert (offered["Later"].first, offered["Later"].last) == (_day(5), _day(14))
    assert (offered["Closer"].first, offered["Closer"].last) == (_day(2), _day(6))
    assert (offered["All days"].first, offered["All days"].last) == (_day(0), _day(99))
    assert all(move.first is None for move in moves(Scale(_day(0), _day(0)), Period(_day(0), _day(0))))


def _of(record: Record, asked: Period | None = None) -> Timeline | None:
    return build_timeline(record.entries, record.reports, record.lineage, record.as_of, asked)


def test_the_samples_have_every_report_and_every_mark_says_who_says_so(record: Record) -> None:
    drawn = _of(record)
    assert drawn
    lanes = {lane.name: lane for lane in drawn.lanes}
    arrived = {id_ for mark in lanes[REPORTS].marks for id_ in mark.ids}
    assert arrived == {f"report-{report.id}" for report in record.reports if report.day}
    entries = {entry.id: entry for entry in record.entries}
    outlets = {report.id: report.outlet or "outlet unknown" for report in record.reports}
    n_told = 0
    for day in drawn.days:
        for name, id_, told in day.told:
            if name == REPORTS:
                continue
            entry = entries[id_]
            assert entry.line in told
            assert any(outlets[piece.report] in told for piece in entry.evidence)
            assert all(origin in told for origin in entry.support.names[:3])
            n_told += 1
    assert n_told > 5


def test_days_asked_for_are_cut_to_those_with_anything(record: Record) -> None:
    every = _of(record, Period(date.min, date.max))
    assert every
    assert every.n_outside == 0
    some = _of(record, Period(every.first, every.first))
    assert some
    assert (some.first, some.last) == (every.first, every.first)
    assert some.n_shown + some.n_outside == every.n_shown
    assert _of(record, Period(date.min, date.min)) == every


def test_without_a_dated_report_there_is_no_timeline(record: Record) -> None:
    assert build_timeline(record.entries, (), record.lineage, record.as_of) is None
    assert build_timeline((), record.reports, record.lineage, record.as_of) is None
