"""A folder of mixed episodes falls apart into its stories."""

from __future__ import annotations

from datetime import date
from math import log2

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.grouping.clusters import LARGE, MORE_FOR_LARGE, TOGETHER, cluster
from accord.grouping.group import group_reports
from accord.grouping.likeness import KEPT_UNDATED, UNDATED, fading
from accord.model.lineage import Link, LinkKind
from accord.model.report import Mask, MaskKind, Published, Report
from accord.model.span import Span

DAY = date(2031, 5, 6)

PORT = [
    "Veldria will stop shelling the port of Halm for sixty days, its prime minister told parliament in Orsk. Marrow "
    "called the halt a beginning. Grain ships are to leave Halm on Friday under the eyes of Lakes Union inspectors.",
    "Guns around Halm fell silent at dawn after Veldria agreed to a sixty-day halt in shelling the port. Inspectors of "
    "the Lakes Union will board grain ships; Marrow's negotiator spoke of a beginning.",
    "The first grain ships left Halm under the truce between Veldria and Marrow. Inspectors boarded nine freighters. "
    "Shelling of the port has stopped for sixty days, officials in Orsk said.",
]
STRIKE = [
    "Tram drivers in Belmark walked out over night shifts, leaving the capital's rails empty. The union wants eleven "
    "crowns an hour more; the transport board offers four and an arbitrator.",
    "A second day without trams in Belmark: drivers rejected the transport board's offer of four crowns. The union "
    "leader said night shifts must be paid in full before anybody returns to the depots.",
]
FLOOD = [
    "The river Vel burst its banks near Corrin after three days of rain and carried off a footbridge. Firefighters "
    "moved two hundred people from the lower town; the water is expected to crest on Sunday.",
]


def _report(name: str, text: str, on: date | None = DAY, title: str | None = None, language: str = "en") -> Report:
    return Report(name, text, name, None, title, Published(on) if on else None, language=language)


def _mixed() -> list[Report]:
    texts = {"p": PORT, "s": STRIKE, "f": FLOOD}
    return [_report(f"{key}{i}", text) for key, group in texts.items() for i, text in enumerate(group)]


def _groups(reports: list[Report], links: tuple[Link, ...] = ()) -> list[tuple[str, ...]]:
    return [story.reports for story in group_reports(reports, links)]


def test_mixed_reports_fall_apart_into_their_stories_largest_first() -> None:
    assert _groups(_mixed()) == [("p0", "p1", "p2"), ("s0", "s1"), ("f0",)]


def test_one_episode_alone_stays_together() -> None:
    assert _groups(_mixed()[:3]) == [("p0", "p1", "p2")]


def test_time_takes_from_a_likeness() -> None:
    days = np.array([DAY.toordinal() + later for later in (0, 5, 30, 300)])
    kept = fading(days[:1], days)[0].tolist()
    assert kept[0] == 1
    assert kept == sorted(set(kept), reverse=True)
    assert kept[-1] > 0.5, "a negotiation can rest for months"
    assert fading(days, days[:1])[:, 0].tolist() == kept
    assert fading(np.array([UNDATED]), days).tolist() == [[KEPT_UNDATED] * 4]


@pytest.mark.parametrize(
    ("kind", "confidence", "together"),
    [
        (LinkKind.WIRE, 0.9, True),
        (LinkKind.REWRITE, 0.7, True),
        (LinkKind.SAME_OUTLET, 0.9, True),
        (LinkKind.REWRITE, 0.4, False),
        (LinkKind.QUOTE_DOCUMENT, 0.9, False),
        (LinkKind.BOILERPLATE, 0.9, False),
        (LinkKind.COINCIDENCE, 0.9, False),
    ],
)
def test_copies_and_rewrites_hold_together(kind: LinkKind, confidence: float, together: bool) -> None:
    link = Link("f0", "s0", kind, confidence, 0.5, 0.5, (), "Said so.")
    reports = [_report("f0", FLOOD[0]), _report("s0", STRIKE[0])]
    assert (len(_groups(reports, (link,))) == 1) is together


def test_links_to_reports_that_are_not_here_are_passed_over() -> None:
    link = Link("f0", "gone", LinkKind.WIRE, 0.9, 1.0, 1.0, (), "Said so.")
    assert _groups([_report("f0", FLOOD[0])], (link,)) == [("f0",)]


def test_masked_furniture_brings_nothing_together() -> None:
    form = " Subscribe to the morning letter of the Orsk Herald, cancel whenever you like, no card needed." * 3
    reports = []
    for name, text in (("a", FLOOD[0]), ("b", STRIKE[0])):
        mask = Mask(Span(len(text), len(text + form)), MaskKind.BOILERPLATE)
        reports.append(Report(name, text + form, name, masks=(mask,)))
    assert len(_groups(reports)) == 2


@settings(max_examples=30)
@given(st.permutations(range(6)))
def test_the_order_of_reports_changes_nothing(order: list[int]) -> None:
    reports = _mixed()
    assert group_reports([reports[i] for i in order]) == group_reports(reports)


@settings(max_examples=60)
@given(st.lists(st.text(max_size=200), max_size=6))
def test_every_report_is_in_exactly_one_story(texts: list[str]) -> None:
    found = _groups([_report(str(i), text) for i, text in enumerate(texts)])
    assert sorted(report for group in found for report in group) == [str(i) for i in range(len(texts))]


def test_ids_hang_on_the_reports_alone() -> None:
    [story] = group_reports([_report("a", FLOOD[0])])
    [other] = group_reports([_report("a", STRIKE[0], title="Other words")])
    [more, _] = group_reports([_report("a", FLOOD[0]), _report("b", STRIKE[0])])
    assert story.id == other.id
    assert {story.id} & {more.id, _.id}


@pytest.mark.parametrize(
    ("text", "title", "told"),
    [
        ("Anything.", "  Guns fall\n silent ", "Guns fall silent"),
        ("The guns fell silent at dawn. More follows.", None, "The guns fell silent at dawn"),
        ("ORSK\n\nThe guns fell silent at dawn. More follows.", "", "The guns fell silent at dawn"),
        ("A " + "very " * 40 + "long sentence.", None, "A " + "very " * 16 + "very …"),
        ("", None, "a"),
    ],
)
def test_a_title_is_made_from_the_reports_own_words(text: str, title: str | None, told: str) -> None:
    [story] = group_reports([_report("a", text, title=title)])
    assert story.title == told
    assert len(story.title) <= 92


def test_the_title_is_that_of_the_report_most_like_the_others() -> None:
    reports = [
        _report("a", PORT[0] + FLOOD[0] + STRIKE[0], title="A day in the region"),
        _report("b", PORT[1], title="Guns fall silent at Halm"),
        _report("c", PORT[2], title=None),
        _report("d", PORT[1], title=None),
    ]
    [story] = [s for s in group_reports(reports) if "b" in s.reports]
    assert story.title == "Guns fall silent at Halm"


def test_no_reports_have_no_stories() -> None:
    assert group_reports([]) == ()


def test_reports_in_another_language_are_grouped_by_their_own_words() -> None:
    foreign = [
        _report(
            "x", "Die Waffen um den Hafen von Halm schweigen, meldet Orsk. Getreideschiffe laufen aus.", language="de"
        ),
        _report("y", "Getreideschiffe verlassen den Hafen von Halm; die Waffen schweigen.", language="de"),
    ]
    assert ("x", "y") in _groups([*foreign, *_mixed()])


def _clustered(size: int, alike: dict[tuple[int, int], float]) -> list[list[int]]:
    table = np.zeros((size, size))
    for (a, b), likeness in alike.items():
        table[a, b] = table[b, a] = likeness
    return cluster(np.ones(size, np.int64), table)


def test_groups_join_by_average_likeness() -> None:
    alike = {(0, 1): 0.9, (1, 2): 0.2, (2, 3): 0.8, (0, 2): 0.05}
    assert _clustered(5, alike) == [[0, 1], [2, 3], [4]]
    assert _clustered(5, alike | {(0, 2): 0.3, (0, 3): 0.3, (1, 3): 0.3}) == [[0, 1, 2, 3], [4]]
    assert _clustered(0, {}) == []


def test_what_was_together_before_counts_by_its_size() -> None:
    summed = np.array([[0, 0.8, 0.0], [0.8, 0, 0.2], [0.0, 0.2, 0]])
    assert cluster(np.array([4, 1, 1]), summed) == [[0, 1], [2]]
    assert cluster(np.array([8, 1, 1]), summed) == [[0], [1, 2]]


def test_large_groups_must_be_more_alike_to_become_one() -> None:
    apart = {(i, k): 0.22 if (i < 8) != (k < 8) else 0.9 for i in range(16) for k in range(i + 1, 16)}
    assert [len(group) for group in _clustered(16, apart)] == [8, 8]
    few = {pair: likeness for pair, likeness in apart.items() if pair[1] < 9}
    assert [len(group) for group in _clustered(9, few)] == [9]


@settings(max_examples=40)
@given(st.integers(1, 12), st.integers(0, 10_000))
def test_clusters_are_those_of_the_plain_rule(size: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    alike = {(a, b): float(rng.random()) ** 2 * 0.5 for a in range(size) for b in range(a + 1, size)}
    groups = [[place] for place in range(size)]
    while True:
        found = [
            (
                round(sum(alike[min(x, y), max(x, y)] for x in a for y in b) / (len(a) * len(b)) - _asked(a, b), 9),
                -i,
                -k,
            )
            for i, a in enumerate(groups)
            for k, b in enumerate(groups)
            if i < k
        ]
        surplus, i, k = max(found, default=(-1.0, 0, 0))
        if surplus < 0:
            break
        groups[-i] = sorted(groups[-i] + groups.pop(-k))
    assert _clustered(size, alike) == groups


def _asked(a: list[int], b: list[int]) -> float:
    return TOGETHER + MORE_FOR_LARGE * log2(min(len(a), len(b), LARGE)) / log2(LARGE)


def test_many_copies_are_grouped_in_fair_time() -> None:
    reports = [_report(f"r{i:04d}", PORT[i % 3]) for i in range(1500)]
    assert len(_groups(reports)) == 1
