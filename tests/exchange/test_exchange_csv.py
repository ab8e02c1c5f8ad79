"""The record as tables: what a spreadsheet shows, and that nothing in it can run."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_record import RECORD, TEXTS, evidence, make_report

from accord.errors import ExchangeError
from accord.exchange.citations import MAX_LENGTH, cite
from accord.exchange.record_csv import guard, record_tables, write_csv
from accord.model.evidence import Evidence
from accord.model.lineage import Lineage
from accord.model.record import Record
from accord.model.span import Span

REPORTS = {report: make_report(report) for report in TEXTS}
NAMES = {"summary", "positions", "commitments", "incidents", "contacts", "quotations", "findings", "reports"}


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_csv(RECORD, tmp_path / "tables")
    return tmp_path / "tables"


def test_one_table_for_each_kind(folder: Path) -> None:
    assert {path.stem for path in folder.iterdir()} == NAMES
    assert [len(rows(folder, name)) for name in sorted(NAMES)] == [1, 1, 1, 1, 1, 1, 2, 1]


def test_a_spreadsheet_reads_it_as_unicode_lines(folder: Path) -> None:
    raw = (folder / "quotations.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\r\n") == raw.count(b"\n")
    assert raw.endswith(b"\r\n")


def test_rows_hold_what_the_entries_say(folder: Path) -> None:
    position = rows(folder, "positions")[0]
    assert (position["party"], position["stance"], position["measure"]) == ("Veldria", "accepts", "30-day truce")
    assert (position["since"], position["support"], position["reports"]) == ("2025-03-18", "1", "2")
    assert (position["origins"], position["confirmed"]) == ("VNA", "yes")
    assert position["earlier"] == "rejects (2025-03-01/2025-03-02)"
    commitment = rows(folder, "commitments")[0]
    assert (commitment["quantities"], commitment["due"], commitment["status"]) == ("40 prisoners", "2025-03-20", "due")
    assert (commitment["measure"], commitment["starts"], commitment["confirmed"]) == ("", "", "no")
    assert (position["unsure"], commitment["unsure"]) == ("no", "yes")
    assert rows(folder, "incidents")[0]["place"] == "Orsk"
    assert rows(folder, "contacts")[0]["parties"] == "Ostrava; Veldria"
    assert rows(folder, "quotations")[0]["other_words"] == "We shall keep it"
    assert rows(folder, "findings")[0]["kind"] == "quote_drift"
    assert [r["unread"] for r in rows(folder, "reports")] == ["", "no reader for this language"]
    assert [r["claims"] for r in rows(folder, "reports")] == ["3", "0"]


def test_a_sentence_of_the_summary_has_its_support_and_what_it_rests_on(folder: Path) -> None:
    told = rows(folder, "summary")[0]
    assert (told["sentence"], told["support"]) == ("Veldria agreed to a 30-day truce, VNA reports.", "1")
    assert (told["entries"], told["origins"], told["story"]) == ("e-position", "VNA", "s")


def test_a_row_cites_outlet_title_day_and_words(folder: Path) -> None:
    assert rows(folder, "commitments")[0]["citation"] == (
        "Orsk Herald, “Truce, says a”, 2025-03-19: “It will free 40 prisoners.”"
    )
    assert rows(folder, "quotations")[0]["citation"].split(" | ") == [
        "Orsk Herald, “Truce, says a”, 2025-03-19: “We will keep it”",
        '=HYPERLINK("x"), “Truce, says b”, 2025-03-19: “We shall keep it”',
    ]


def test_no_cell_runs_as_a_formula(folder: Path) -> None:
    assert rows(folder, "reports")[1]["outlet"] == '\'=HYPERLINK("x")'
    assert rows(folder, "incidents")[0]["citation"].startswith("'=HYPERLINK")
    cells = [cell for table in record_tables(RECORD).values() for row in table for cell in row]
    assert not any(cell.startswith(tuple("=+-@\t\r\n")) for cell in cells)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "=−1"])
def test_guard_marks_formulas(cell: str) -> None:
    assert guard(cell).startswith("'")
    assert guard(cell)[1:] == cell


@pytest.mark.parametrize("cell", ["", "Veldria", "40 prisoners", "“=1”", "a = b"])
def test_guard_leaves_text(cell: str) -> None:
    assert guard(cell) == cell


@given(st.text(max_size=40))
def test_no_text_gets_past_the_guard(text: str) -> None:
    guarded = guard(text)
    assert not guarded.startswith(tuple("=+-@\t\r\n\x00"))
    assert "\x00" not in guarded


def test_words_inside_longer_cited_words_are_left_out() -> None:
    pieces = (evidence("a", "40 prisoners"), evidence("a", "It will free 40 prisoners."), evidence("a", "free"))
    assert cite(pieces, REPORTS) == "Orsk Herald, “Truce, says a”, 2025-03-19: “It will free 40 prisoners.”"


def test_what_is_unknown_says_so() -> None:
    assert cite((Evidence("z", Span(0, 4), "Two\nwords"),), {}) == "report z, undated: “Two words”"
    assert cite((), {}) == ""


def test_citations_fit_a_cell() -> None:
    pieces = tuple(Evidence("a", Span(i * 100, i * 100 + 90), "x" * 90) for i in range(2000))
    cited = cite(pieces, REPORTS)
    assert len(cited) < MAX_LENGTH + 30
    assert cited.endswith(f"and {2000 - cited.count(' | ')} more")


def test_an_empty_record_has_headings(tmp_path: Path) -> None:
    write_csv(Record((), (), Lineage(), ()), tmp_path)
    assert all(len(path.read_text("utf-8-sig").splitlines()) == 1 for path in tmp_path.iterdir())


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("here")
    with pytest.raises(ExchangeError) as caught:
        write_csv(RECORD, tmp_path / "out")
    assert caught.value.path.startswith(str(tmp_path / "out"))


def test_the_samples_have_a_row_for_every_entry(record: Record, tmp_path: Path) -> None:
    write_csv(record, tmp_path)
    kinds = {"positions", "commitments", "incidents", "contacts", "quotations"}
    assert sum(len(rows(tmp_path, kind)) for kind in kinds) == len(record.entries)
    assert all(row["citation"] for kind in kinds for row in rows(tmp_path, kind))
