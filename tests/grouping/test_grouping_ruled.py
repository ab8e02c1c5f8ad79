"""Stories that people bring together or keep apart stay so, whatever reports come."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from test_grouping_stories import FLOOD, PORT, STRIKE, _mixed, _report

from accord.grouping.group import group_reports
from accord.grouping.ruled import rule_stories
from accord.model.lineage import Link, LinkKind
from accord.model.report import Report
from accord.model.ruling import Ruling, RulingAction
from accord.model.subject import Subject, TextQuote

NINE = datetime(2031, 5, 10, 9, tzinfo=UTC)
CLOSURE = (
    "Grain ships wait off Halm although Veldria stopped shelling the port: dockers walked out over wages. Inspectors "
    "of the Lakes Union and the drivers of the port's cranes say the halt in shelling means nothing without crews."
)
CRANES = (
    "Crane drivers at Halm want eleven crowns an hour more. Dockers walked out over wages for a second day, and grain "
    "ships wait off the port while crews and inspectors talk."
)


def decided(action: RulingAction, *targets: str | tuple[str, ...], hour: int = 0) -> Ruling:
    """A ruling on reports, by their ids, and on stories, as what is kept of them says."""
    about = tuple(
        Subject(f"story-of-{t[0]}", "story", "a story", (), tuple(TextQuote(report, "words") for report in t))
        for t in targets
        if isinstance(t, tuple)
    )
    names = tuple(t if isinstance(t, str) else f"story-of-{t[0]}" for t in targets)
    return Ruling(action, names, "desk", NINE + timedelta(hours=hour), about=about)


def ruled(reports: list[Report], *rulings: Ruling, links: tuple[Link, ...] = ()) -> list[tuple[str, ...]]:
    stories = rule_stories(group_reports(reports, links), reports, links, rulings)
    return [story.reports for story in stories]


def test_stories_ruled_the_same_are_one() -> None:
    same = decided(RulingAction.SAME, "s0", "f0")
    assert sorted(ruled(_mixed(), same)) == [("f0", "s0", "s1"), ("p0", "p1", "p2")]
    whole = next(s for s in rule_stories(group_reports(_mixed()), _mixed(), (), [same]) if "s0" in s.reports)
    assert whole.title == group_reports([r for r in _mixed() if r.id in ("s0", "s1")])[0].title


def test_a_report_ruled_out_of_its_story_leaves_it_alone() -> None:
    apart = decided(RulingAction.NOT_SAME, ("p0", "p2"), "p1")
    assert ruled(_mixed(), apart) == [("p0", "p2"), ("s0", "s1"), ("f0",), ("p1",)]


def test_reports_that_come_later_go_with_the_side_they_are_more_like() -> None:
    apart = decided(RulingAction.NOT_SAME, ("p0", "p1", "p2"), "dock0")
    before = [*_mixed()[:3], _report("dock0", CLOSURE)]
    assert group_reports(before)[0].reports == ("dock0", "p0", "p1", "p2")
    assert ruled(before, apart) == [("p0", "p1", "p2"), ("dock0",)]
    after = [*before, _report("dock1", CRANES), _report("p3", PORT[2].replace("nine", "twelve"))]
    assert ruled(after, apart) == [("p0", "p1", "p2", "p3"), ("dock0", "dock1")]


def test_a_copy_goes_with_what_it_copies() -> None:
    link = Link("copy", "p1", LinkKind.WIRE, 0.9, 1.0, 1.0, (), "the same text")
    reports = [*_mixed(), _report("copy", PORT[1])]
    apart = decided(RulingAction.NOT_SAME, ("p0", "p2"), "p1")
    assert ("copy", "p1") in ruled(reports, apart, links=(link,))


def test_stories_kept_apart_stay_apart_when_others_bring_them_together() -> None:
    apart = decided(RulingAction.NOT_SAME, ("s0", "s1"), ("f0",))
    together = decided(RulingAction.SAME, "s0", "f0", hour=-1)
    assert ruled(_mixed(), apart, together) == [("p0", "p1", "p2"), ("s0", "s1"), ("f0",)]


def test_the_later_ruling_counts() -> None:
    apart, same = decided(RulingAction.NOT_SAME, "s0", "f0"), decided(RulingAction.SAME, "s0", "f0", hour=1)
    assert ("f0", "s0", "s1") in ruled(_mixed(), apart, same)


def test_an_undone_ruling_and_one_whose_reports_are_gone_change_nothing() -> None:
    same = decided(RulingAction.SAME, "s0", "f0")
    undo = Ruling(RulingAction.UNDO, (), "desk", NINE + timedelta(hours=1), supersedes=same.id)
    plain = ruled(_mixed())
    assert ruled(_mixed(), same, undo) == plain
    assert ruled(_mixed(), decided(RulingAction.SAME, "s0", "nothing")) == plain
    assert ruled([], same) == []


def test_a_report_is_known_by_its_address_when_its_text_and_id_are_new() -> None:
    quote = TextQuote("s0", "words", url="https://tribune.example/strike")
    same = Ruling(
        RulingAction.SAME, ("s0", "f0"), "desk", NINE, about=(Subject("s0", "report", "a strike", (), (quote,)),)
    )
    now = replace(_report("other", STRIKE[0] + " More."), url="https://tribune.example/strike")
    assert ruled([now, _report("f0", FLOOD[0])], same) == [("f0", "other")]


@pytest.mark.parametrize("action", [RulingAction.SAME, RulingAction.NOT_SAME])
def test_the_order_of_reports_changes_nothing(action: RulingAction) -> None:
    reports = [*_mixed()[:3], _report("dock0", CLOSURE), _report("dock1", CRANES)]
    ruling = decided(action, ("p0", "p1", "p2"), "dock0")
    found = {tuple(ruled(list(order), ruling)) for order in list(permutations(reports))[::17]}
    assert len(found) == 1
