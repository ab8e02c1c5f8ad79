"""The room of one report: its text with everything that was read in it, whose it is, and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from accord.desk.citations import day_of, days_of, outlet_of, title_of
from accord.desk.lineage.own_text import own_share
from accord.desk.web.reports.marks import ASKED, KINDS, Mark, Stretch, cut_text, marks_of
from accord.desk.web.reports.notices import Notice, notices_of
from accord.desk.web.reports.one_report import OneReport, find_report
from accord.desk.web.reports.shared import SharedText, shared_texts
from accord.desk.web.shelf import Shelf
from accord.store.around import Cited, read_words_of


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A report with what was read in it. `kinds` are those that occur, each with its name and how often.

    `url` is there only when it is a web one. `story` is empty where it is in none. `own_share` is the part of the text
    that is its outlet's own, from 0 to 1, None where that is not known. `n_versions` counts what it has been;
    `n_linked` the reports that it shares text with, of which the strongest are in `shared`. `asked` is the line of the
    record whose words are marked, empty for none, `asked_line` what stands there; `first` is where they begin.
    """

    id: str
    label: str
    title: str
    outlet: str
    day: str
    url: str | None
    language: str
    story: str
    story_title: str
    origins: tuple[str, ...]
    own_share: float | None
    n_versions: int
    notices: tuple[Notice, ...]
    n_linked: int
    shared: tuple[SharedText, ...]
    asked: str
    asked_line: str
    first: int
    kinds: tuple[tuple[str, str, int], ...]
    stretches: tuple[Stretch, ...]


def report_page(shelf: Shelf, report: str, line: str = "") -> ReportPage:
    """The page of the report of that id.

    Args: line: an entry or a finding, whose words in this report are marked; one that is not there marks nothing.
    Raises: DeskError: there is no such report.
    """
    if not line:
        return shelf.at_hand(("report", report), lambda: _lay_out(find_report(shelf, report), None))
    one = find_report(shelf, report)
    with shelf.kept.store.look() as connection:
        return _lay_out(one, read_words_of(connection, line, one.report.id))


def _lay_out(one: OneReport, asked: Cited | None) -> ReportPage:
    report, around = one.report, one.around
    shared = shared_texts(report, around.links, around.lineage, around.others)
    passages = [passage for text in shared for passage in text.passages]
    marks = [mark for claim in one.claims or () for mark in marks_of(claim)]
    seen = Counter(mark.kind for mark in marks) + Counter(shared=len(passages))
    marks += [Mark(span, "shared") for passage in passages for span in passage.spans]
    words = [piece.span for piece in asked.evidence] if asked else []
    marks += [Mark(span, ASKED) for span in words]
    notes: dict[int, list[int]] = {}
    for passage in passages:
        notes.setdefault(passage.start, []).append(passage.number)
    return ReportPage(
        id=report.id,
        label=report.label,
        title=title_of(report),
        outlet=outlet_of(report),
        day=days_of(report) or day_of(report),
        url=report.url if report.url and report.url.startswith(("https://", "http://")) else None,
        language=report.language,
        story=around.story,
        story_title=around.story_title,
        origins=tuple(origin.name for origin in around.lineage.of(report.id)),
        own_share=own_share(report, around.lineage),
        n_versions=around.n_versions,
        notices=tuple(notices_of(one)),
        n_linked=around.n_linked,
        shared=shared,
        asked=asked.line if asked and words else "",
        asked_line=asked.text if asked and words else "",
        first=min(span.start for span in words) if words else 0,
        kinds=tuple((kind, name, seen[kind]) for kind, name in KINDS.items() if seen[kind]),
        stretches=tuple(cut_text(report, marks, _entries_of(around.lines), notes)),
    )


def _entries_of(lines: tuple[Cited, ...]) -> Mapping[str, tuple[str, str]]:
    """The entry that each claim went into, the first of several, with its line."""
    found: dict[str, tuple[str, str]] = {}
    for cited in lines:
        for piece in cited.evidence:
            if piece.claim:
                found.setdefault(piece.claim, (cited.line, cited.text))
    return found
