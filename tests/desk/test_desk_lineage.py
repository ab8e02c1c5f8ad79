"""The lineage in time: every report in its place, few lines, what is folded is said, nothing over the edge."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented_wires import invented_wires

from accord.desk.lineage.columns import MOST_COLUMNS, columns_of
from accord.desk.lineage.drawing import LEFT, MOST_SINGLE, WIDTH, LineageDrawing, draw_lineage
from accord.desk.lineage.edges import IDLE, drawn_links
from accord.desk.lineage.lanes import BY, MOST_LANES, lanes_of
from accord.desk.lineage.shapes import wedge
from accord.model.lineage import Lineage, Link, LinkKind
from accord.model.record import Record
from accord.model.report import Credit, CreditForm, Mask, MaskKind, Published, Report
from accord.model.span import Span
from accord.model.ties import Ties
from accord.tracing.trace import trace_origins

Traced = tuple[list[Report], Lineage]


def _traced(count: int, n_days: int) -> Traced:
    reports = []
    for told in invented_wires(count, n_days):
        credit = re.match(r"\w+ \((\w+)\) — ", told["text"])
        span = Span(*credit.span()) if credit else None
        on = told["published"]
        reports.append(
            Report(
                told["id"],
                told["text"],
                f"{told['id']}.json",
                outlet=told["outlet"],
                title=told["title"],
                published=Published(date.fromisoformat(on)) if on else None,
                credits=(Credit(credit[1], CreditForm.DATELINE, span),) if credit else (),
                masks=(Mask(span, MaskKind.DATELINE),) if span else (),
            )
        )
    return reports, trace_origins(reports)


def _drawn(traced: Traced, by: str = "origin") -> LineageDrawing:
    drawing = draw_lineage(traced[1], traced[0], by)
    assert drawing is not None
    return drawing


@pytest.fixture(scope="module")
def sixty() -> Traced:
    return _traced(60, 9)


@pytest.fixture(scope="module")
def hundreds() -> Traced:
    return _traced(600, 20)


@pytest.mark.parametrize("by", BY)
def test_sixty_reports_are_each_drawn_in_a_place_of_their_own(sixty: Traced, by: str) -> None:
    drawing = _drawn(sixty, by)
    assert {node.id for node in drawing.nodes} == {report.id for report in sixty[0]}
    assert len({(node.x, node.y) for node in drawing.nodes}) == 60
    assert (drawing.n_folds, drawing.n_folded) == (0, 0)
    by_lane = {band.key: band for band in drawing.lanes}
    day = {report.id: report.day for report in sixty[0]}
    columns = columns_of(day.values())
    for node in drawing.nodes:
        band = by_lane[node.lane]
        assert band.y < node.y < band.y + band.height
        head = drawing.columns[next(n for n, c in enumerate(columns) if c.holds(day[node.id]))]
        assert head.x < node.x < head.x + head.width
    assert sum(band.count for band in drawing.lanes) == 60


def test_reports_without_a_day_stand_apart(sixty: Traced) -> None:
    drawing = _drawn(sixty)
    *dated, last = drawing.columns
    assert (last.label, last.dated) == ("no date", False)
    assert all(column.dated for column in dated)
    undated = {report.id for report in sixty[0] if report.day is None}
    assert undated == {node.id for node in drawing.nodes if node.x > last.x} != set()


def test_hundreds_are_folded_and_none_is_lost(hundreds: Traced) -> None:
    for by in BY:
        drawing = _drawn(hundreds, by)
        assert len(drawing.nodes) <= max(MOST_SINGLE, (MOST_COLUMNS + 1) * (MOST_LANES + 1))
        assert sum(node.count for node in drawing.nodes) == 600
        assert drawing.n_folded == sum(node.count for node in drawing.nodes if not node.id) > 400
        assert drawing.n_folds == sum(not node.id for node in drawing.nodes)
        assert len(drawing.columns) <= MOST_COLUMNS + 1
        assert len(drawing.lanes) <= MOST_LANES + 1
        assert drawing.height < 2_000
        assert max(node.x for node in drawing.nodes) < WIDTH
        assert min(node.x for node in drawing.nodes) > LEFT


def test_an_agency_that_many_print_is_the_first_lane(sixty: Traced) -> None:
    drawing, lineage = _drawn(sixty), sixty[1]
    assert (drawing.lanes[0].name, drawing.lanes[0].kind) == ("Reuters", "agency")
    first = [report.id for report in sixty[0] if lineage.of(report.id)[0].name == "Reuters"]
    assert sorted(first) == sorted(node.id for node in drawing.nodes if node.lane == drawing.lanes[0].key)


def test_each_report_hangs_on_one_earlier_one(sixty: Traced) -> None:
    reports, lineage = sixty
    drawn = drawn_links(reports, lineage.links)
    ties = Ties[str]()
    for one in drawn:
        assert ties.root(one.first) != ties.root(one.then), "a ring"
        ties.join(one.first, one.then)
    day = {report.id: report.day or date.max for report in sixty[0]}
    assert all(day[one.first] <= day[one.then] for one in drawn)
    assert all(one.directed for one in drawn if day[one.first] < day[one.then] < date.max)
    linked = [link for link in lineage.links if link.kind not in IDLE]
    assert {ties.root(link.left) == ties.root(link.right) for link in linked} == {True}
    drawing = _drawn(sixty)
    assert (drawing.n_links, drawing.n_drawn) == (len(linked), len(drawn))
    assert len(drawing.edges) == len(drawn) < len(linked)


def _link(left: str, right: str, kind: LinkKind, share: float) -> Link:
    return Link(left, right, kind, 0.9, share, share, (), "")


def test_the_strongest_link_is_drawn_and_an_agency_comes_before_its_copies() -> None:
    at = Published(date(2024, 5, 6))
    reports = [Report(i, "x", "", outlet=o, published=at) for i, o in (("a", "Post"), ("b", "Mail"), ("c", "Reuters"))]
    links = [
        _link("a", "b", LinkKind.WIRE, 0.8),
        _link("a", "c", LinkKind.WIRE, 0.9),
        _link("b", "c", LinkKind.WIRE, 0.9),
    ]
    assert [(d.first, d.then) for d in drawn_links(reports, links)] == [("c", "a"), ("c", "b")]
    chance = _link("a", "b", LinkKind.COINCIDENCE, 0.9)
    assert drawn_links(reports, [chance]) == []


def test_the_time_of_day_says_who_was_first() -> None:
    def at(hour: int) -> Published:
        return Published(date(2024, 5, 6), datetime(2024, 5, 6, hour, tzinfo=UTC))

    reports = [Report("a", "x", "", published=at(9)), Report("b", "x", "", published=at(7))]
    (drawn,) = drawn_links(reports, [_link("a", "b", LinkKind.WIRE, 1.0)])
    assert (drawn.first, drawn.then, drawn.directed) == ("b", "a", False)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(st.lists(st.none() | st.dates(), max_size=30))
def test_every_day_has_one_column(days: list[date | None]) -> None:
    columns = columns_of(days)
    assert len(columns) <= MOST_COLUMNS + 1
    for day in days:
        assert sum(column.holds(day) for column in columns) == 1
    for column in columns:
        assert any(column.holds(day) for day in days)


def test_days_become_weeks_months_and_years() -> None:
    def labels(step: int, count: int) -> list[str]:
        start = date(2024, 1, 1).toordinal()
        return [c.label for c in columns_of(date.fromordinal(start + n * step) for n in range(count))]

    assert labels(1, 3) == ["1 Jan 2024", "2 Jan", "3 Jan"]
    assert labels(3, 16)[:2] == ["1–7 Jan 2024", "8–14 Jan"]
    assert labels(12, 24)[:2] == ["Jan 2024", "Feb"]
    assert labels(90, 24)[:2] == ["2024", "2025"]
    assert [c.skipped for c in columns_of([date(2024, 5, 6), date(2024, 5, 9)])] == [0, 2]


def test_lanes_hold_every_report_once(hundreds: Traced) -> None:
    reports, lineage = hundreds
    for by in BY:
        lanes = lanes_of(reports, lineage, by)
        held = [report for lane in lanes for report in lane.reports]
        assert sorted(held) == sorted(report.id for report in reports)
        sizes = [len(lane.reports) for lane in lanes if not lane.n_folded]
        assert sizes == sorted(sizes, reverse=True)


def test_no_report_is_no_drawing(record: Record) -> None:
    assert draw_lineage(record.lineage, []) is None


@pytest.mark.parametrize(("share", "path"), [(0.0, ""), (0.5, "M 10 10 L 10 4 A 6 6 0 0 1 10.0 16.0 Z")])
def test_a_wedge_is_the_share(share: float, path: str) -> None:
    assert wedge(10, 10, share) == path
    assert wedge(10, 10, 1.0).endswith("Z")
