"""Findings on the page: the worst first across all kinds, edits and counts apart, readings side by side."""

from __future__ import annotations

from itertools import pairwise

import pytest

from accord.desk.citations import Citations
from accord.desk.findings import finding_sections, gravity
from accord.desk.lines import Line, finding_line
from accord.desk.pages import build_page
from accord.desk.render import render_record
from accord.desk.support import against_badge
from accord.model.evidence import Evidence, Support
from accord.model.finding import Contrast, Finding, FindingKind, Reading
from accord.model.record import Record
from accord.model.span import Span

STANCE, NUMBER = FindingKind.STANCE_CONFLICT, FindingKind.NUMBER_CONFLICT
DATE, SCOPE = FindingKind.DATE_CONFLICT, FindingKind.SCOPE_CONFLICT
WORDS = Evidence("a", Span(0, 5), "truce")
KNOWN = Support(1, 1, 1, names=("VNA",))
UNKNOWN = Support(1, 0, 1, unknown=1)


def finding(kind: FindingKind, first: Support, second: Support, apart: float = 0.0, edit: bool = False) -> Finding:
    readings = tuple(Reading(said, (WORDS,), support) for said, support in (("one", first), ("two", second)))
    contrast = Contrast("", readings, apart, edit)
    return Finding(f"{kind} {apart} {second.origins}", kind, "", ("a",), (WORDS,), contrast=contrast)


def backed(origins: int) -> Support:
    return Support(origins, origins, origins, names=tuple(map(str, range(origins))))


def _line(own: Finding) -> Line:
    return finding_line(own, Citations(()))


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        (finding(STANCE, KNOWN, KNOWN), finding(NUMBER, KNOWN, KNOWN)),
        (finding(NUMBER, KNOWN, KNOWN, 0.9), finding(NUMBER, KNOWN, KNOWN, 0.1)),
        (finding(NUMBER, KNOWN, KNOWN, 0.9), finding(STANCE, KNOWN, KNOWN)),
        (finding(DATE, backed(2), backed(2)), finding(DATE, backed(9), KNOWN)),
        (finding(SCOPE, KNOWN, KNOWN), finding(SCOPE, KNOWN, UNKNOWN)),
        (finding(SCOPE, KNOWN, KNOWN), Finding("f", SCOPE, "", (), (WORDS,))),
    ],
)
def test_the_worse_finding_comes_first(worse: Finding, better: Finding) -> None:
    assert gravity(worse) > gravity(better)
    (section,) = finding_sections((better, worse), _line)
    assert [line.id for line in section.lines] == [worse.id, better.id]


def test_more_than_three_origins_add_nothing() -> None:
    three, nine = (finding(DATE, backed(9), backed(n)) for n in (3, 9))
    assert gravity(three) == gravity(nine)


def test_edits_and_counts_stand_apart() -> None:
    shown = (
        Finding("shared", FindingKind.SHARED_ORIGIN, "", (), (WORDS,)),
        Finding("single", FindingKind.SINGLE_ORIGIN, "", (), (WORDS,)),
        finding(STANCE, KNOWN, KNOWN, edit=True),
        finding(SCOPE, KNOWN, KNOWN),
    )
    sections = finding_sections(shown, _line)
    assert [section.anchor for section in sections] == ["differ", "edit", "single_origin", "shared_origin"]
    assert [len(section.lines) for section in sections] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("first", "second", "badge"),
    [
        (backed(2), KNOWN, "2 origins against 1"),
        (KNOWN, UNKNOWN, "1 origin against ?"),
        (UNKNOWN, UNKNOWN, "origins unknown"),
    ],
)
def test_the_badge_sets_origins_against_origins(first: Support, second: Support, badge: str) -> None:
    contrast = finding(SCOPE, first, second).contrast
    assert contrast
    assert against_badge(contrast) == badge


def test_the_samples_have_their_figures_before_their_scopes(record: Record) -> None:
    by_id = {f.id: f for f in record.findings}
    for section in build_page(record).stories[0].findings:
        told = [gravity(by_id[line.id]) for line in section.lines]
        assert all(a >= b for a, b in pairwise(told))
    worst = build_page(record).stories[0].findings[0].lines[0]
    assert worst.short == "Figures differ"
    assert [(r.text, r.badge) for r in worst.variants] == [
        ("“released 120 prisoners”", "2 origins"),
        ("“exchange 140 prisoners each”", "1 origin"),
    ]
    assert all(reading.citations for reading in worst.variants)


def test_nothing_that_shows_a_finding_is_left_out(record: Record) -> None:
    by_id = {f.id: f for f in record.findings}
    for section in build_page(record).stories[0].findings:
        for line in section.lines:
            cited = {c.report for c in (*line.citations, *(c for v in line.variants for c in v.citations))}
            assert cited == set(by_id[line.id].reports)


def test_readings_stand_side_by_side_on_the_page(record: Record) -> None:
    html = render_record(record)
    assert html.index("Reports that differ, the worst first") < html.index("Told by one origin alone")
    assert '<span class="reading"><span>“released 120 prisoners”</span> <small>2 origins · ' in html
