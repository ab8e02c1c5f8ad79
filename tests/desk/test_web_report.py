"""The room of a report: whose text it is, what became of it, and the very words that a line rests on."""

from __future__ import annotations

import json
from datetime import date

import pytest
from desk_visitors import visitor

from accord.desk.lineage.own_text import own_share
from accord.desk.web.reports.report import ReportPage, report_page
from accord.desk.web.reports.versions import changed_words
from accord.desk.web.shelf import Shelf
from accord.kept import KeptRecord
from accord.model.lineage import JOINING, Carriage, Lineage, Origin, OriginKind
from accord.model.record import Record
from accord.model.report import Report
from accord.settings import Settings
from accord.text.differences import find_alterations


def _marked(page: ReportPage, kind: str) -> list[tuple[int, str]]:
    return [(s.start, s.text) for s in page.stretches if kind in s.kinds]


def test_shared_passages_are_those_that_links_have(shelf: Shelf, record: Record) -> None:
    n_shared = 0
    for report in record.reports:
        page = report_page(shelf, report.id)
        links = [k for k in record.lineage.links if report.id in (k.left, k.right) and k.kind in JOINING]
        spans = [p.left if k.left == report.id else p.right for k in links for p in k.passages]
        marked = {place for start, text in _marked(page, "shared") for place in range(start, start + len(text))}
        assert marked == {place for span in spans for place in range(span.start, span.end)}
        assert {o.report for t in page.shared for o in t.others} == {i for k in links for i in (k.left, k.right)} - {
            report.id
        }
        n_shared += len(page.shared)
    assert n_shared


def test_a_shared_passage_says_whose_it_is(shelf: Shelf) -> None:
    page = report_page(shelf, "post-1")
    printed = next(text for text in page.shared if not text.retold)
    assert (printed.whose, printed.kind) == ("Meridian", "agency")
    assert [(o.report, o.way, o.kind) for o in printed.others] == [("courier-1", "from", "wire")]
    assert [o.way for o in report_page(shelf, "courier-1").shared[0].others] == ["to"]
    numbers = sorted(p.number for text in page.shared for p in text.passages)
    assert numbers == sorted(n for s in page.stretches for n in s.notes) == list(range(1, len(numbers) + 1))


def test_a_line_leads_to_its_very_words(shelf: Shelf, record: Record) -> None:
    for line in (*record.entries, *record.findings):
        for report in {piece.report for piece in line.evidence}:
            page = report_page(shelf, report, line.id)
            own = [piece.span for piece in line.evidence if piece.report == report]
            asked = {at for s in page.stretches if s.asked for at in range(s.start, s.start + len(s.text))}
            assert asked == {at for span in own for at in range(span.start, span.end)}
            assert page.asked == line.id
            assert page.first == min(own).start
            assert page.first in {s.start for s in page.stretches}


def test_a_line_that_is_not_there_marks_nothing(shelf: Shelf) -> None:
    page = report_page(shelf, "courier-1", "0123456789abcdef")
    assert (page.asked, any(s.asked for s in page.stretches)) == ("", False)


@pytest.fixture
def amended(own_shelf: Shelf) -> Shelf:
    own_shelf.kept.amend("courier-1", "outlet", "Lorn Evening Courier", "Ana Reed", "its masthead says so")
    own_shelf.kept.withdraw("post-1", "Ana Reed", "retracted", date(2024, 5, 12))
    return own_shelf


def test_what_people_amended_is_said(amended: Shelf) -> None:
    page = report_page(amended, "courier-1")
    assert page.outlet == "Lorn Evening Courier"
    (told,) = [notice.text for notice in page.notices if notice.kind == "amended"]
    assert told.startswith("Outlet set to “Lorn Evening Courier”, in the place of “Lorn Courier”, by Ana Reed on ")
    assert told.endswith(": its masthead says so.")
    other = next(o for text in report_page(amended, "compass-1").shared for o in text.others)
    assert other.outlet == "Lorn Evening Courier"
    undone = next(ruling for ruling in amended.kept.store.rulings() if ruling.field_name == "outlet")
    amended.kept.undo(undone.id, "Ana Reed")
    assert report_page(amended, "courier-1").notices == ()


def test_a_withdrawn_report_is_marked_as_such(amended: Shelf) -> None:
    page = visitor(amended).get("/reports/post-1").text
    assert "Withdrawn by its outlet since 2024-05-12, says Ana Reed: retracted." in page
    assert 'class="notice withdrawn"' in page


@pytest.fixture(scope="module")
def revised(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """A record of one report in two versions."""
    folder = tmp_path_factory.mktemp("revised")
    opening = "Veldria agreed on Monday to halt attacks on ports for 30 days. "
    rest = "Mara Ostin said that talks would go on in Sant until all prisoners were home. " * 12
    kept = KeptRecord.open(folder / "record.db", create=True)
    for n, (days, title) in enumerate((("30", "Truce agreed"), ("45", "Truce of 45 days agreed"))):
        told = {"id": "a/b.json", "title": title, "outlet": "Lorn Courier", "date": "2024-05-06"}
        text = opening.replace("30", days) + rest + ("Keshar said no more!" if n else "")
        (folder / f"{n}.json").write_text(json.dumps({**told, "text": text}))
        kept.read(folder / f"{n}.json", settings=Settings(reader="rules"))
    kept.derive()
    return Shelf(kept)


def test_versions_are_shown_with_what_changed(revised: Shelf) -> None:
    visit = visitor(revised)
    assert "2 versions: what changed" in visit.get("/reports/a%2Fb.json").text
    page = visit.get("/versions/a/b.json.json").json()
    assert [v["title"] for v in page["versions"]] == ["Truce agreed", "Truce of 45 days agreed"]
    (revision,) = page["revisions"]
    assert revision["fields"] == [["title", "Truce agreed", "Truce of 45 days agreed"]]
    words = [(w["kind"], w["text"]) for w in revision["words"]]
    assert [w for w in words if w[0] != "same"][:2] == [("gone", "30"), ("came", "45")]
    assert words[-1] == ("came", "Keshar said no more!")
    (skipped,) = [int(text) for kind, text in words if kind == "skipped"]
    later = sum(len(text) for kind, text in words if kind in ("same", "came")) + skipped
    assert later == page["versions"][1]["n_characters"]
    told = "Veldria agreed on Monday to halt attacks on ports for {} days."
    assert (revision["gone"], revision["came"]) == ([told.format(30)], [told.format(45)])
    html = visit.get("/versions/a/b.json").text
    assert "<del>30</del> <ins>45</ins>" in html


def test_what_is_left_out_stands_where_it_was() -> None:
    old, new = "Sant held a long call on Monday.", "Sant held a call\non Monday at dusk."
    words = list(changed_words(old, new, find_alterations(old, new)))
    shown = [(w.kind, w.text) for w in words]
    assert shown[:3] == [("same", "Sant held a "), ("gone", "long"), ("same", "call\non Monday ")]
    assert "".join(text for kind, text in shown if kind != "gone") == new


def test_a_report_of_one_version_has_no_changes(shelf: Shelf) -> None:
    visit = visitor(shelf)
    assert visit.get("/versions/courier-1.json").json()["revisions"] == []
    assert "versions: what changed" not in visit.get("/reports/courier-1").text
    missing = visit.get("/versions/nowhere.json")
    assert (missing.status_code, missing.json()["error"]["code"]) == (404, "not_found")


MERIDIAN = Origin("m", "Meridian", OriginKind.AGENCY)
COURIER = Origin("c", "Lorn Courier", OriginKind.OUTLET)
UNKNOWN = Origin("u", "unknown (x)", OriginKind.UNKNOWN)


@pytest.mark.parametrize(
    ("carried", "own"),
    [
        ([(COURIER, 1.0)], 1.0),
        ([(MERIDIAN, 1.0)], 0.0),
        ([(MERIDIAN, 0.75)], 0.25),
        ([(MERIDIAN, 0.3)], None),
        ([(MERIDIAN, 0.3), (COURIER, 0.7)], 0.7),
        ([(MERIDIAN, 0.3), (COURIER, None)], 0.7),
        ([(MERIDIAN, None), (COURIER, None)], None),
        ([(UNKNOWN, 1.0)], None),
        ([(UNKNOWN, None)], None),
        ([], None),
    ],
)
def test_own_text_is_what_is_known_to_be_so(carried: list[tuple[Origin, float | None]], own: float | None) -> None:
    report = Report("r", "words", "r.txt", outlet="Lorn Courier")
    carriages = tuple(Carriage("r", origin.id, share, 0.9, "") for origin, share in carried)
    assert own_share(report, Lineage((MERIDIAN, COURIER, UNKNOWN), carriages)) == pytest.approx(own)


def test_an_agency_s_own_dispatch_is_its_own_text() -> None:
    report = Report("r", "words", "r.txt", outlet="Meridian")
    assert own_share(report, Lineage((MERIDIAN,), (Carriage("r", "m", 1.0, 0.97, ""),))) == 1.0
