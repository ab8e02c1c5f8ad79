"""Stories of a record that is kept: whatever comes when, they are those of all reports at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.grouping import live as live_module
from accord.grouping import stream as stream_module
from accord.grouping.group import group_reports
from accord.grouping.live import Stories, StoryChanges
from accord.grouping.state import from_bytes, to_bytes
from accord.model.lineage import Link, LinkKind
from accord.model.report import Published, Report
from accord.model.story import Story

DAY = date(2031, 5, 6)
PLACES = ("Halm", "Corrin", "Belmark", "Orsk")
TOLD = (
    "Veldria will stop shelling the port of {0} for sixty days, its prime minister told parliament. Marrow called the "
    "halt a beginning. Grain ships are to leave {0} on Friday under the eyes of Lakes Union inspectors, day {1}.",
    "Tram drivers in {0} walked out over night shifts, leaving the rails empty. The union wants eleven crowns an hour "
    "more; the transport board offers four and an arbitrator, which drivers called an insult, on day {1}.",
    "The river burst its banks near {0} after three days of rain and carried off a footbridge. Firefighters moved two "
    "hundred people from the lower town; the water is expected to crest on Sunday, said a spokesman of district {1}.",
)


def _report(name: str, place: str, told: int, day: int | None) -> Report:
    on = None if day is None else Published(DAY + timedelta(days=day))
    return Report(name, TOLD[told].format(place, f"{day}{name}"), name, None, None, on)


def _link(left: str, right: str, kind: LinkKind = LinkKind.REWRITE) -> Link:
    return Link(min(left, right), max(left, right), kind, 0.8, 0.5, 0.5, (), "Said so.")


class _Kept:
    """Reports and links as a store would hold them, and the stories that go along."""

    def __init__(self) -> None:
        self.reports: dict[str, Report] = {}
        self.links: dict[tuple[str, str], Link] = {}
        self.asked = 0
        self.live = Stories(self.every)
        self.told: dict[str, Story] = {}

    def every(self) -> Iterable[Report]:
        self.asked += 1
        return list(self.reports.values())

    def add(self, reports: Sequence[Report] = (), links: Sequence[Link] = (), cut: Sequence[Link] = ()) -> StoryChanges:
        coming = {report.id: report for report in reports}
        others = {key for key, report in coming.items() if key in self.reports and self.reports[key] != report}
        self.links = {pair: link for pair, link in self.links.items() if others.isdisjoint(pair)}
        self.reports |= coming
        here = [link for link in links if {link.left, link.right} <= self.reports.keys()]
        self.links |= {(link.left, link.right): link for link in here}
        for link in cut:
            self.links.pop((link.left, link.right), None)
        return self._agreed(self.live.change(reports, (), links, [(link.left, link.right) for link in cut]))

    def remove(self, reports: Iterable[str]) -> StoryChanges:
        for report in reports:
            self.reports.pop(report, None)
        self.links = {pair: link for pair, link in self.links.items() if set(pair) <= self.reports.keys()}
        return self._agreed(self.live.change(gone=reports))

    def reopen(self) -> None:
        live = from_bytes(to_bytes(self.live), self.every)
        assert live is not None
        assert live.stories == self.live.stories
        self.live = live

    def _agreed(self, changes: StoryChanges) -> StoryChanges:
        """The stories are those of all at once, and what is said to have changed leads to them."""
        at_once = group_reports(list(self.reports.values()), list(self.links.values()))
        assert self.live.stories == at_once
        for story in changes.gone:
            del self.told[story.id]
        for story in changes.changed:
            assert self.told[story.id] != story
        for story in changes.new:
            assert story.id not in self.told
        self.told |= {story.id: story for story in (*changes.new, *changes.changed)}
        assert self.told == {story.id: story for story in at_once}
        return changes


_STEPS = st.sampled_from(["add", "add", "add", "link", "cut", "remove", "reopen"])
_DAYS = st.one_of(st.none(), st.integers(0, 12), st.sampled_from([0, 500, 900]))
_DRAWN = st.lists(
    st.tuples(st.integers(0, 40), st.sampled_from(PLACES), st.integers(0, 2), _DAYS), min_size=1, max_size=6
)


@settings(max_examples=60)
@given(st.lists(st.tuples(_STEPS, _DRAWN), max_size=12))
def test_reports_and_links_in_any_order_make_the_stories_of_all_at_once(
    steps: list[tuple[str, list[tuple[int, str, int, int | None]]]],
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(live_module, "LOTS_BACK", 3)
        patch.setattr(stream_module, "MOST_HELD", 12)
        patch.setattr(stream_module, "MOST_AT_ONCE", 4)
        kept = _Kept()
        for step, drawn in steps:
            reports = [_report(f"r{number:02d}", place, told, day) for number, place, told, day in drawn]
            names = [report.id for report in reports]
            links = [_link(a, b) for a, b in pairwise(names) if a != b]
            if step == "remove":
                kept.remove(names)
            elif step == "cut":
                kept.add(cut=links)
            elif step == "reopen":
                kept.reopen()
            else:
                kept.add(reports if step == "add" else [], links)


def _kept(days: int) -> _Kept:
    kept = _Kept()
    for day in range(days):
        kept.add([_report(f"p{day:02d}", "Halm", 0, day), _report(f"t{day:02d}", "Orsk", 1, day)])
    return kept


def test_only_what_is_older_than_can_be_gone_back_is_fed_anew() -> None:
    kept = _kept(days=20)
    assert kept.asked == 0
    kept.add([_report("late", "Halm", 0, 10)])
    assert kept.asked == 0
    kept.add([_report("older", "Halm", 0, 9)])
    assert kept.asked == 1
    kept.remove(["p19"])
    assert kept.asked == 1


def test_one_report_more_changes_its_story_alone() -> None:
    kept = _kept(days=5)
    changes = kept.add([_report("more", "Halm", 0, 4)])
    assert [changes.new, changes.gone] == [(), ()]
    [story] = changes.changed
    assert "more" in story.reports
    changes = kept.add([_report("river", "Corrin", 2, 5)])
    assert [story.reports for story in changes.new] == [("river",)]
    assert changes.changed == changes.gone == ()


def test_what_is_in_already_changes_nothing() -> None:
    kept = _kept(days=3)
    kept.add(links=[_link("p01", "t01")])
    assert kept.add(list(kept.reports.values()), list(kept.links.values())) == StoryChanges()
    assert kept.add(cut=[_link("p01", "t02")]) == StoryChanges()
    assert kept.remove(["nobody"]) == StoryChanges()


def test_a_report_of_other_words_or_another_day_takes_the_place_of_what_it_was() -> None:
    kept = _kept(days=20)
    kept.add([_report("river", "Corrin", 2, 18)])
    kept.add([_report("river", "Corrin", 0, 18)])
    kept.add([_report("river", "Corrin", 0, 19), _report("p19", "Halm", 0, 12)])
    assert kept.asked == 0
    kept.add([_report("p02", "Corrin", 2, 2)])
    assert kept.asked == 1


def test_a_report_whose_outlet_alone_is_another_costs_nothing_however_old() -> None:
    kept = _kept(days=20)
    kept.add(links=[_link("p01", "t01"), _link("p02", "t02")])
    asked = kept.asked
    amended = [replace(kept.reports[name], outlet="Morning Mail") for name in ("p01", "p02", "t19")]
    kept.reopen()
    assert kept.live.change(amended, (), [_link("p01", "t01"), _link("p02", "t02")]) == StoryChanges()
    assert kept.asked == asked
    kept.add(cut=[_link("p01", "t01")])
    assert kept.asked == asked + 1


def test_a_link_that_changes_moves_a_report_and_back() -> None:
    kept = _kept(days=15)
    before = dict(kept.told)
    assert len(kept.add(links=[_link("p14", "t14")]).changed) == 2
    kept.add(links=[_link("p14", "t14", LinkKind.COINCIDENCE)])
    assert kept.told == before
    kept.add(links=[_link("p01", "t01")])
    assert kept.asked == 1, "so old a day is fed anew"


def test_a_report_without_a_day_stays_behind_those_that_come() -> None:
    kept = _kept(days=3)
    kept.add([_report("undated", "Halm", 0, None)])
    kept.add([_report("later", "Halm", 0, 6), _report("earlier", "Orsk", 1, 2)])
    kept.reopen()
    kept.add([_report("last", "Halm", 0, 700)])
    assert kept.asked == 0


def test_stories_come_back_from_bytes_and_go_on() -> None:
    kept = _kept(days=14)
    kept.add(links=[_link("p12", "t13")])
    kept.reopen()
    kept.add([_report("late", "Halm", 0, 6)])
    assert kept.asked == 0
    assert to_bytes(kept.live) == to_bytes(kept.live)


def test_bytes_that_are_damaged_are_not_read() -> None:
    state = to_bytes(_kept(days=3).live)
    for broken in (b"", state[:40], state[:-1], state[:500] + bytes([state[500] ^ 1]) + state[501:]):
        assert from_bytes(broken, list) is None


def test_no_reports_have_no_stories_and_come_back_too() -> None:
    kept = _Kept()
    kept.reopen()
    assert kept.live.stories == ()
    assert kept.add() == StoryChanges()
