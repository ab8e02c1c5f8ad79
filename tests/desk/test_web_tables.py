"""Tables of what pages list, and citations: complete, harmless in a spreadsheet, documented."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from desk_visitors import visitor
from starlette.testclient import TestClient

from accord.desk.web.shelf import Shelf
from accord.desk.web.tables import TABLES
from accord.model.record import Record
from accord.model.ruling import Ruling, RulingAction

DOCS = Path(__file__).parents[2] / "docs" / "desk-tables.md"
FORMULA = re.compile(r"\s*[=+\-@]")


def rows_of(visit: TestClient, path: str) -> list[dict[str, str]]:
    answer = visit.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def test_a_story_is_its_lines_with_their_words_and_what_stands_behind(
    visit: TestClient, story: str, record: Record
) -> None:
    rows = {row["id"]: row for row in rows_of(visit, f"/stories/{story}.csv")}
    assert rows.keys() >= {line.id for line in (*record.entries, *record.findings)}
    for entry in record.entries:
        row = rows[entry.id]
        assert (row["support"], row["reports"]) == (str(entry.support.origins), str(entry.support.reports))
        assert row["words"]
        assert set(row["cited"].split("; ")) == {piece.report for piece in entry.evidence}
        assert all(f"[{report} at " in row["citation"] for report in row["cited"].split("; "))


def test_a_report_is_its_claims(visit: TestClient, record: Record) -> None:
    for claims in record.claims:
        rows = rows_of(visit, f"/reports/{quote(claims.report, safe='')}.csv")
        assert {row["id"] for row in rows} == {claim.id for claim in claims}
        text = record.report(claims.report).text
        for row in rows:
            assert row["words"].lstrip("'") == " ".join(text[int(row["start"]) : int(row["end"])].split())


def test_a_party_is_all_its_lines_not_the_first_of_each(visit: TestClient) -> None:
    page = visit.get("/parties/veldria.json").json()
    rows = rows_of(visit, "/parties/veldria.csv")
    assert len(rows) == page["n_lines"] > sum(len(section["lines"]) for section in page["sections"])
    assert {row["story"] for row in rows} == {page["stories"][0]["story"]}


def test_other_pages_list_what_they_show(visit: TestClient, story: str, record: Record) -> None:
    (card,) = rows_of(visit, "/stories.csv")
    assert (card["id"], card["n_reports"]) == (story, "9")
    hits = rows_of(visit, "/search.csv?q=ceasefire&kind=claim")
    assert len(hits) >= len(visit.get("/search.json?q=ceasefire&kind=claim").json()["hits"]) > 0
    changes = visit.get("/changes.json?since=2024-05-01").json()["changes"]
    told = [line["id"] for section in changes["sections"] for line in section["lines"]]
    assert [row["id"] for row in rows_of(visit, "/changes.csv?since=2024-05-01")] == told
    measure = record.positions[0].measure
    assert {row["party"] for row in rows_of(visit, f"/measures/{measure}.csv")} >= {record.positions[0].party}
    assert rows_of(visit, "/speakers/mira-haldane.csv")[0]["printed_by"]


def test_no_cell_can_run(own_shelf: Shelf) -> None:
    entry = own_shelf.kept.record().positions[0]
    evil = '=HYPERLINK("http://127.0.0.1/?x","win")'
    kept = own_shelf.kept
    kept.rule(Ruling(RulingAction.CONFIRM, (entry.id,), "@Ana", datetime(2024, 5, 11, tzinfo=UTC), evil))
    visit = visitor(own_shelf)
    (row,) = rows_of(visit, "/rulings.csv")
    assert (row["reason"], row["by"]) == (f"'{evil}", "'@Ana")
    story = own_shelf.cards()[0].id
    for path in (f"/stories/{story}.csv", "/parties/veldria.csv", "/rulings.csv"):
        cells = [cell for row in rows_of(visit, path) for cell in row.values()]
        assert [cell for cell in cells if FORMULA.match(cell)] == []


def test_a_line_by_itself_is_a_row(visit: TestClient, record: Record) -> None:
    (row,) = rows_of(visit, f"/entries/{record.entries[0].id}.csv")
    assert row["id"] == record.entries[0].id


def test_of_what_is_not_there_is_no_table(visit: TestClient) -> None:
    assert visit.get("/rulings/none.csv").status_code == 404
    assert visit.get("/stories/none.csv").json()["error"]["code"] == "not_found"


def test_the_columns_are_documented() -> None:
    text = DOCS.read_text()
    for table in TABLES.values():
        for column in table.columns:
            assert f"| `{column.name}` | {column.meaning} |" in text


def test_words_can_be_copied_without_a_script(visit: TestClient, record: Record) -> None:
    for entry in record.entries:
        answer = visit.get(f"/entries/{entry.id}/words.txt")
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"
        for piece in entry.evidence:
            report = record.report(piece.report)
            assert f"[{report.id} at " in answer.text
            assert (report.outlet or report.label) in answer.text
            assert report.title is None or " ".join(report.title.split()) in answer.text
            assert report.url is None or report.url in answer.text


def test_every_page_that_lists_something_leads_to_its_table(visit: TestClient, story: str, record: Record) -> None:
    measure = record.positions[0].measure
    for path in ("/stories", f"/stories/{story}", "/parties/veldria", f"/measures/{measure}", "/rulings", "/changes"):
        found = re.findall(r'href="([^"]+\.csv[^"]*)"', visit.get(path).text)
        assert len(found) == 1
        rows_of(visit, found[0].replace("&amp;", "&"))
