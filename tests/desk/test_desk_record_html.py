"""record.html: self-contained, every link lands, every word escaped, every line leads to its words."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from accord.desk.citations import Citations
from accord.desk.pages import UNSURE_MEANS, build_page
from accord.desk.render import render_record
from accord.desk.support import support_badge
from accord.model.evidence import Evidence, Support
from accord.model.record import Record
from accord.model.report import Report
from accord.model.span import Span


class Page(HTMLParser):
    """Collects what the tests ask for."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.tags: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            elif name == "href" and value:
                self.links.append(value)
            elif name in ("src", "data", "action", "srcset"):
                self.fetched.append(value or "")


@pytest.fixture(scope="module")
def html(record: Record) -> str:
    return render_record(record)


def test_nothing_is_fetched(html: str) -> None:
    page = Page(html)
    assert page.fetched == []
    assert not page.tags & {"link", "iframe", "object", "embed", "img"}
    assert "@import" not in html
    assert "url(" not in html


def test_every_link_inside_lands_on_one_place(html: str) -> None:
    page = Page(html)
    inside = {link[1:] for link in page.links if link.startswith("#")}
    assert inside, "the matrix and the timeline link to their lines"
    assert inside <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_every_line_leads_to_its_words(record: Record) -> None:
    page = build_page(record)
    for story in page.stories:
        for section in (*story.sections, *story.findings):
            for line in section.lines:
                cited = [*line.citations, *(c for wording in line.variants for c in wording.citations)]
                assert cited, line.text
                for citation in cited:
                    text = record.report(citation.report).text
                    assert "".join(piece.text for piece in citation.pieces) in text
                    assert any(piece.marked for piece in citation.pieces)


def test_the_summary_comes_first_and_leads_to_its_lines(record: Record, html: str) -> None:
    told = [line for story in build_page(record).stories for line in story.summary]
    assert told
    ids = set(Page(html).ids)
    for line in told:
        assert line.places
        assert {place for place, _ in line.places} <= ids
        assert html.index(f'href="#{line.places[0][0]}"') < html.index("<h2>Timeline")


def test_the_days_of_a_stand_are_no_earlier_day(record: Record) -> None:
    proposed = next(p for p in record.positions if p.since and p.since.first != p.since.last)
    cells = [c for story in build_page(record).stories for row in story.matrix.rows for here in row.cells for c in here]
    assert next(c.since for c in cells if c.entry == proposed.id) == "29 Apr–5 May"


def test_evidence_inside_a_longer_passage_is_cited_once() -> None:
    report = Report(
        "r", "Veldria said yes. Keshar said no. Aurelia was glad.", "r.txt", outlet="Lorn Courier", title="Yes"
    )
    spans = [Span(0, len(report.text)), Span(18, 32)]
    cited = Citations([report]).of(Evidence("r", s, s.of(report.text)) for s in spans)
    assert ["".join(p.text for p in c.pieces) for c in cited] == [report.text]


def test_every_entry_is_on_the_page(record: Record, html: str) -> None:
    ids = set(Page(html).ids)
    assert {entry.id for entry in record.entries} <= ids
    assert {finding.id for finding in record.findings} <= ids


def test_whole_reports_are_not_on_the_page(record: Record, html: str) -> None:
    longest = max(record.reports, key=lambda report: len(report.text))
    assert longest.text not in html


def test_a_hostile_report_is_escaped(record: Record) -> None:
    evil = "<script>alert(1)</script>"
    reports = tuple(replace(r, title=evil, outlet=evil, url="javascript:alert(1)") for r in record.reports)
    html = render_record(replace(record, reports=reports))
    assert evil not in html
    assert "javascript:" not in html


def test_the_same_record_gives_the_same_page(record: Record, html: str) -> None:
    assert render_record(record) == html


def test_an_unsure_line_says_so_wherever_it_is_told(doubted: Record) -> None:
    page = build_page(doubted)
    lines = [line for story in page.stories for section in story.sections for line in section.lines]
    cells = [cell for story in page.stories for row in story.matrix.rows for here in row.cells for cell in here]
    assert cells
    assert all(cell.unsure for cell in cells)
    assert {(line.kind == "position", line.unsure) for line in lines} == {(True, True), (False, False)}
    pasts = [steps for story in page.stories for row in story.matrix.rows for steps in row.history if len(steps) > 1]
    steps = [step for past in pasts for step in past]
    assert all(step.unsure for step in steps)
    n_unsure = sum(x.unsure for x in lines) + len(cells) + len(steps)
    html = render_record(doubted)
    mark = f'<span class="stance unsure" title="{UNSURE_MEANS}">unsure</span>'
    assert html.count(mark) == n_unsure
    assert html.count(UNSURE_MEANS) == html.count(mark) + 1, "on paper, the foot of the page explains the word"


def test_a_reader_without_confidence_is_never_called_unsure(record: Record, html: str) -> None:
    assert build_page(record).n_unsure == 0
    assert UNSURE_MEANS not in html


def test_several_stories_have_an_index(record: Record) -> None:
    chapter = record.chapters[0]
    other = replace(chapter, story=replace(chapter.story, id="other"), entries=(), findings=(), measures=(), summary=())
    html = render_record(replace(record, chapters=(chapter, other)))
    assert re.search(r'<a href="#story-other">', html)


@pytest.mark.parametrize(
    ("support", "badge"),
    [
        (Support(reports=3, outlets=3, origins=1, names=("AFP",)), "1 origin"),
        (Support(reports=4, outlets=3, origins=2, names=("AFP", "AP")), "2 origins"),
        (Support(reports=4, outlets=3, origins=1, unknown=2, names=("AFP",)), "1 origin + 2 unknown"),
        (Support(reports=1, outlets=0, origins=1, unknown=1), "origin unknown"),
    ],
)
def test_support_is_said_in_origins(support: Support, badge: str) -> None:
    assert support_badge(support) == badge


def test_evidence_in_one_sentence_is_one_citation() -> None:
    report = Report("r", "Veldria said yes. Keshar said no.", "r.txt", outlet="Lorn Courier", title="Yes and no")
    spans = [Span(0, 7), Span(13, 16), Span(18, 24)]
    cited = Citations([report]).of(Evidence("r", s, s.of(report.text)) for s in spans)
    assert [[p.text for p in c.pieces if p.marked] for c in cited] == [["Veldria", "yes"], ["Keshar"]]
    assert cited[0].paste == "Lorn Courier, “Yes and no”, undated: “Veldria … yes” [r at 0]"
