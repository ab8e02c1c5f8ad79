"""Stories as reports come in: the stream is the batch, forgets what rests, and bears bad input."""

from __future__ import annotations

import tracemalloc
from datetime import date, timedelta
from itertools import permutations

from accord.grouping.bundles import take_words, tie
from accord.grouping.group import group_reports, week_lots
from accord.grouping.stream import WINDOW_DAYS, StoryStream
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


def _after(days: int) -> date:
    return DAY + timedelta(days=days)


def _members(stories: tuple[Story, ...]) -> list[tuple[str, ...]]:
    return sorted(story.reports for story in stories)


def test_the_batch_is_the_stream_fed_week_by_week() -> None:
    reports = [_report(f"p{i}", text, _after(i)) for i, text in enumerate(PORT)] + [_report("t", TRAMS, _after(1))]
    stream = StoryStream()
    over: list[Story] = []
    for day, lot in week_lots(reports):
        over += stream.add(lot, (), day)
    assert over == [], "nothing rests yet"
    assert _members(stream.close()) == _members(group_reports(reports)) == [("p0", "p1", "p2"), ("t",)]
    assert stream.n_open == 0


def test_the_order_within_a_lot_is_nothing() -> None:
    reports = [*(_report(f"p{i}", text) for i, text in enumerate(PORT)), _report("t", TRAMS)]
    told = set()
    for order in permutations(reports):
        stream = StoryStream()
        stream.add(order, (), DAY)
        told.add(stream.close())
    assert len(told) == 1


def test_a_story_at_rest_is_over_and_what_comes_later_opens_another() -> None:
    stream = StoryStream()
    stream.add([_report("a", PORT[0])], (), DAY)
    assert stream.add([_report("t", TRAMS, _after(WINDOW_DAYS))], (), _after(WINDOW_DAYS)) == ()
    [over] = stream.add([_report("b", PORT[0], _after(WINDOW_DAYS + 1))], (), _after(WINDOW_DAYS + 1))
    assert over.reports == ("a",)
    assert _members(stream.close()) == [("b",), ("t",)]


def test_copies_keep_a_story_open_and_change_nothing_else() -> None:
    half = WINDOW_DAYS * 2 // 3
    stream = StoryStream()
    stream.add([_report("a", PORT[0])], (), DAY)
    stream.add([_report("b", PORT[0], _after(half))], (), _after(half))
    assert stream.add([_report("c", PORT[0], _after(2 * half))], (), _after(2 * half)) == ()
    assert _members(stream.close()) == [("a", "b", "c")]


def test_a_link_ties_a_report_to_an_earlier_one_while_its_story_is_open() -> None:
    link = Link("a", "b", LinkKind.REWRITE, 0.8, 0.5, 0.5, (), "Said so.")
    for later, together in ((3, True), (WINDOW_DAYS + 8, False)):
        reports = [_report("a", PORT[0]), _report("b", TRAMS, _after(later))]
        assert (len(group_reports(reports, (link,))) == 1) is together


def test_reports_without_a_day_come_last_and_join_what_is_open() -> None:
    reports = [_report("a", PORT[0]), _report("u", PORT[1], None), _report("t", TRAMS, _after(2))]
    assert _members(group_reports(reports)) == [("a", "u"), ("t",)]
    late = _report("t", TRAMS, _after(WINDOW_DAYS + 8))
    assert _members(group_reports([*reports[:2], late])) == [("a",), ("t",), ("u",)]
    weeks = [_report(str(n), TRAMS, on) for n, on in enumerate((_after(6), None, DAY, _after(5), date.max))]
    assert [(day, [r.id for r in lot]) for day, lot in week_lots(weeks)] == [
        (_after(5), ["2", "3"]),
        (_after(12), ["0"]),
        (date.max, ["4"]),
        (None, ["1"]),
    ]


def test_what_is_held_grows_with_the_window_not_with_the_stream() -> None:
    def words(day: int) -> str:
        return " ".join(f"matter{day}of{i}" for i in range(60))

    stream = StoryStream()
    held = []
    for day in range(3 * WINDOW_DAYS):
        stream.add([_report(f"r{day:04d}", words(day), _after(day))], (), _after(day))
        held.append(stream.n_open)
    assert max(held) == WINDOW_DAYS + 1
    assert held[-1] == WINDOW_DAYS + 1


def test_a_notice_in_place_of_a_text_brings_nothing_together() -> None:
    notice = "Chat with us in Halm Messenger and find out what happens in the world."
    titles = ["Gunman fires at concert in Belmark", "Grain ships leave the port of Halm", "River bursts its banks"]
    lot = [take_words(_report(f"n{i}", notice, title=title)) for i, title in enumerate([*titles, titles[0]])]
    link = Link("n0", "n1", LinkKind.WIRE, 0.99, 1.0, 1.0, (), "Both print the same text, word for word.")
    assert tie(lot, [link]) == [[0, 3], [1], [2]]
    whole = [take_words(_report(name, PORT[0], title=name)) for name in ("a", "b")]
    assert tie(whole, []) == [[0, 1]]


def test_texts_without_words_or_spaces_stand_alone() -> None:
    reports = [_report("a", "…" * 400), _report("b", "x" * 50_000), _report("c", "—?! " * 30), _report("d", "")]
    stories = group_reports(reports)
    assert sorted(i for story in stories for i in story.reports) == ["a", "b", "c", "d"]
    assert ("b",) in _members(stories)


def test_a_report_repeated_ten_thousand_times_is_one_story_in_little_memory() -> None:
    reports = [_report(f"r{i:05d}", PORT[0], _after(i % 3) if i % 4 else None) for i in range(10_000)]
    tracemalloc.start()
    [story] = group_reports(reports)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(story.reports) == 10_000
    assert peak < 200_000_000


def test_a_flood_of_like_texts_on_one_day_takes_fair_time_and_loses_none() -> None:
    reports = [_report(f"r{i:04d}", f"{PORT[i % 3]} Ship {i} carries {i * 7} tons.") for i in range(1200)]
    stories = group_reports(reports)
    assert sorted(i for story in stories for i in story.reports) == [report.id for report in reports]
