"""Stories as reports come in: what rests is let go, the order within a day is nothing, and bad input is borne."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import permutations

import numpy as np
import pytest

from accord.grouping import stream as stream_module
from accord.grouping.features import Features, features_of
from accord.grouping.group import group_reports
from accord.grouping.index import TermIndex
from accord.grouping.stream import REST, StoryStream
from accord.grouping.vectors import Vector
from accord.model.lineage import Link, LinkKind
from accord.model.report import Published, Report
from accord.model.story import Story

DAY = date(2031, 5, 6)
PORT = (
    "Veldria will stop shelling the port of Halm for sixty days, its prime minister told parliament in Orsk. Marrow "
    "called the halt a beginning. Grain ships are to leave Halm on Friday under the eyes of Lakes Union inspectors, "
    "and the guns around the port are to fall silent at dawn.",
    "Guns around Halm fell silent at dawn after Veldria agreed to a sixty-day halt in shelling the port. Inspectors of "
    "the Lakes Union will board grain ships; Marrow's negotiator spoke of a beginning, and the prime minister told "
    "parliament in Orsk that the shelling of Halm is over.",
    "The first grain ships left the port of Halm under the halt in shelling between Veldria and Marrow. Inspectors of "
    "the Lakes Union boarded nine ships at dawn. Shelling of the port has stopped for sixty days, the prime minister "
    "told parliament in Orsk.",
)
TRAMS = (
    "Tram drivers in Belmark walked out over night shifts, leaving the capital's rails empty. The union wants eleven "
    "crowns an hour more; the transport board offers four and an arbitrator, which the drivers' union leader called an "
    "insult to those who keep the capital moving at night."
)


def _report(name: str, text: str, on: date | None = DAY, title: str | None = None) -> Report:
    return Report(name, text, name, None, title, Published(on) if on else None)


def _features(reports: Iterable[Report]) -> list[Features]:
    return list(map(features_of, reports))


def _after(days: int) -> date:
    return DAY + timedelta(days=days)


def _members(stories: list[Story] | tuple[Story, ...]) -> list[tuple[str, ...]]:
    return sorted(story.reports for story in stories)


def test_reports_at_once_are_the_stream_fed_day_by_day() -> None:
    reports = [_report(f"p{i}", text, _after(i)) for i, text in enumerate(PORT)] + [_report("t", TRAMS, _after(1))]
    stream = StoryStream()
    ended: list[Story] = []
    for day in range(3):
        ended += stream.add(_features(report for report in reports if report.day == _after(day)))
    assert ended == [], "nothing rests yet"
    assert _members(stream.close()) == _members(group_reports(reports)) == [("p0", "p1", "p2"), ("t",)]
    assert stream.n_texts == 0


def test_the_order_within_a_lot_is_nothing() -> None:
    told = set()
    for order in permutations([*(_report(f"p{i}", text) for i, text in enumerate(PORT)), _report("t", TRAMS)]):
        stream = StoryStream()
        stream.add(_features(order))
        told.add(tuple(stream.close()))
    assert len(told) == 1


def test_a_story_at_rest_is_at_an_end_and_what_comes_later_opens_another() -> None:
    stream = StoryStream()
    stream.add(_features([_report("a", PORT[0])]))
    assert stream.add(_features([_report("t", TRAMS, DAY + REST)])) == []
    [ended] = stream.add(_features([_report("b", PORT[0], DAY + REST + timedelta(days=1))]))
    assert ended.reports == ("a",)
    assert _members(stream.close()) == [("b",), ("t",)]


def test_a_story_goes_on_when_its_first_texts_are_let_go() -> None:
    third = REST.days * 2 // 3
    stream = StoryStream()
    for i, text in enumerate(PORT):
        assert stream.add(_features([_report(f"p{i}", text, _after(i * third))])) == []
    [story] = stream.close()
    assert story.reports == ("p0", "p1", "p2")


def test_a_link_ties_a_report_to_an_earlier_one_that_is_held() -> None:
    link = Link("a", "b", LinkKind.REWRITE, 0.8, 0.5, 0.5, (), "Said so.")
    for later, together in ((3, True), (REST.days + 1, False)):
        reports = [_report("a", PORT[0]), _report("b", TRAMS, _after(later))]
        assert (len(group_reports(reports, (link,))) == 1) is together


def test_a_report_tied_to_two_stories_makes_them_one() -> None:
    links = [Link(left, "c", LinkKind.WIRE, 0.9, 0.5, 0.5, (), "Said so.") for left in ("a", "b")]
    reports = [_report("a", PORT[0]), _report("b", TRAMS, _after(1)), _report("c", PORT[0] + TRAMS, _after(2))]
    assert _members(group_reports(reports, links)) == [("a", "b", "c")]
    assert len(group_reports(reports[:2], links)) == 2


def test_several_reports_tied_to_the_same_two_stories_make_them_one() -> None:
    links = [
        Link(left, right, LinkKind.WIRE, 0.9, 0.5, 0.5, (), "Said so.")
        for left in ("a", "b")
        for right in ("c", "d", "e")
    ]
    later = [_report(name, f"{TRAMS} {PORT[i]}", _after(2)) for i, name in enumerate(("c", "d", "e"))]
    apart = [*links[:1], links[4]]
    first = [_report("a", PORT[0]), _report("b", TRAMS, _after(1))]
    assert _members(group_reports([*first, *later], links)) == [("a", "b", "c", "d", "e")]
    assert sum(map(len, _members(group_reports([*first, *later], apart)))) == 5


def test_an_id_stays_when_more_reports_come() -> None:
    reports = [_report(f"p{i}", text, _after(i)) for i, text in enumerate(PORT)]
    assert len({group_reports(reports[: i + 1])[0].id for i in range(3)}) == 1


def test_reports_without_a_day_come_last() -> None:
    reports = [_report("a", PORT[0]), _report("u", PORT[1], None), _report("t", TRAMS, _after(2))]
    assert _members(group_reports(reports)) == [("a", "u"), ("t",)]
    late = _report("t", TRAMS, DAY + REST + timedelta(days=1))
    assert _members(group_reports([*reports[:2], late])) == [("a",), ("t",), ("u",)]


def test_a_stream_that_went_back_is_as_if_it_had_not_gone_on() -> None:
    gone_back, other = StoryStream(), StoryStream()
    for stream in (gone_back, other):
        stream.add(_features([_report("a", PORT[0]), _report("t", TRAMS)]))
    mark = gone_back.mark()
    gone_back.add(_features([_report("b", PORT[1], _after(1)), _report("c", PORT[0], _after(1))]), [("b", "t")])
    gone_back.mark()
    gone_back.add(_features([_report("d", PORT[2], DAY + 2 * REST)]))
    gone_back.go_back(mark)
    for stream in (gone_back, other):
        stream.add(_features([_report("e", PORT[2], _after(2))]))
    for one, same in zip(gone_back.window.texts.values(), other.window.texts.values(), strict=True):
        assert (one.number, one.reports, one.likeness.tolist()) == (same.number, same.reports, same.likeness.tolist())
    counted = [stream.frequencies.counted(stream.frequencies.mark()) for stream in (gone_back, other)]
    assert [part.tolist() for part in counted[0][:2]] == [part.tolist() for part in counted[1][:2]]
    assert counted[0][2] == counted[1][2] == 3
    assert gone_back.close() == other.close()


def test_what_is_held_grows_with_the_days_not_with_the_stream() -> None:
    stream = StoryStream()
    for day in range(0, 3 * REST.days, 10):
        report = _report(f"r{day:04d}", " ".join(f"matter{day}of{i}" for i in range(60)), _after(day))
        stream.add(_features([report]))
    assert stream.n_texts == REST.days // 10 + 1


def test_no_more_is_held_than_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream_module, "MOST_HELD", 50)
    monkeypatch.setattr(stream_module, "MOST_COMPARED", 5)
    stream = StoryStream()
    ended: list[Story] = []
    for day in range(30):
        own = [
            _report(f"r{day:04d}{k}", " ".join(f"matter{day}{k}of{i}" for i in range(60)), _after(day))
            for k in range(4)
        ]
        own.append(_report(f"p{day:04d}", PORT[day % 3] + f" Day {day}.", _after(day)))
        ended += stream.add(_features(own))
        assert stream.n_texts <= 50 + 5
    stories = [*ended, *stream.close()]
    assert sorted(i for story in stories for i in story.reports) == sorted(
        [f"r{day:04d}{k}" for day in range(30) for k in range(4)] + [f"p{day:04d}" for day in range(30)]
    )
    assert max(len(story.reports) for story in stories) == 30


def test_a_notice_in_place_of_a_text_brings_nothing_together() -> None:
    notice = "Chat with us in Halm Messenger and find out what happens in the world."
    titles = ["Gunman fires at concert in Belmark", "Grain ships leave the port of Halm", "River bursts its banks"]
    reports = [_report(f"n{i}", notice, title=title) for i, title in enumerate([*titles, titles[0]])]
    link = Link("n0", "n1", LinkKind.WIRE, 0.99, 1.0, 1.0, (), "Both print the same text, word for word.")
    assert ("n0", "n1") not in _members(group_reports(reports[:2], [link]))
    assert [story for story in _members(group_reports(reports)) if "n0" in story and "n3" in story]


def test_texts_without_words_stand_alone() -> None:
    reports = [_report("a", "…" * 400), _report("b", "x" * 50_000), _report("c", "—?! " * 30), _report("d", "")]
    assert _members(group_reports(reports)) == [("a",), ("b",), ("c",), ("d",)]


def test_a_report_repeated_ten_thousand_times_is_one_story_in_little_memory() -> None:
    reports = [_report(f"r{i:05d}", PORT[0], _after(i % 3) if i % 4 else None) for i in range(10_000)]
    tracemalloc.start()
    [story] = group_reports(reports)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(story.reports) == 10_000
    assert peak < 300_000_000


def test_a_flood_of_like_texts_on_one_day_stays_one_story() -> None:
    reports = [_report(f"r{i:04d}", f"{PORT[i % 3]} Ship {i} carries {i * 7} tons.") for i in range(240)]
    assert [len(story.reports) for story in group_reports(reports)] == [240]


def test_a_story_told_for_a_month_does_not_make_its_own_words_common() -> None:
    reports = [
        _report(f"r{i:04d}", f"{PORT[i % 3]} Ship {i} carries {i * 7} tons.", _after(i // 20)) for i in range(600)
    ]
    assert [len(story.reports) for story in group_reports(reports)] == [600]


def test_the_index_gives_inner_products_and_lets_go() -> None:
    rng = np.random.default_rng(7)
    dense = (rng.random((40, 30)) * (rng.random((40, 30)) < 0.3)).round(3)
    vectors = [Vector(np.flatnonzero(row).astype(np.int32), row[row > 0]) for row in dense]
    index = TermIndex()
    for start in range(0, 40, 3):
        index.add(vectors[start : start + 3])
    assert np.allclose(index.inner_products(vectors[:5]), dense[:5] @ dense.T)
    index.let_go(17)
    assert np.allclose(index.inner_products(vectors[:5]), dense[:5] @ dense[17:].T)
    assert index.inner_products([]).shape == (0, 23)
