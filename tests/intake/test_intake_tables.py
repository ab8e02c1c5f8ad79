"""Report JSON, JSON Lines and Parquet: fields read, wrong ones named, the rest of the file still taken."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from accord.intake.load import MAX_BYTES, load_reports
from accord.model.report import Refusal, Report

TEXT = "Veldria agreed on Tuesday to halt shelling for 30 days, its foreign ministry said."
FULL = {
    "id": "r-1",
    "outlet": "The Orsk Gazette",
    "title": "Veldria halts shelling",
    "published": "2025-03-19T15:04:00+13:00",
    "url": "https://gazette.example/1",
    "text": TEXT,
    "sentences": [[0, 10]],
}


def load(path: Path, max_bytes: int = MAX_BYTES) -> tuple[list[Report], list[Refusal]]:
    found = list(load_reports([path], max_bytes))
    return [r for r in found if isinstance(r, Report)], [r for r in found if isinstance(r, Refusal)]


def written(path: Path, value: object) -> Path:
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return path


def check_full(report: Report) -> None:
    assert (report.id, report.outlet, report.title) == ("r-1", "The Orsk Gazette", "Veldria halts shelling")
    assert (report.url, report.text, report.day) == ("https://gazette.example/1", TEXT, date(2025, 3, 19))
    assert report.published is not None
    assert report.published.zone == "+13:00"


def test_report_json(tmp_path: Path) -> None:
    reports, refusals = load(written(tmp_path / "a.json", FULL))
    assert refusals == []
    check_full(reports[0])


@pytest.mark.parametrize("missing", ["id", "outlet", "title", "published", "url"])
def test_any_field_but_the_text_may_be_missing_or_null(tmp_path: Path, missing: str) -> None:
    without = {k: v for k, v in FULL.items() if k != missing}
    for fields in (without, {**FULL, missing: None}, {**FULL, missing: "  "}):
        reports, refusals = load(written(tmp_path / "a.json", fields))
        assert refusals == []
        assert getattr(reports[0], missing) is None or missing == "id"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"title": "x"}, "field 'text' is missing"),
        ({"text": None}, "field 'text' is missing"),
        ({"text": ""}, "field 'text' is blank: there is nothing to read"),
        ({"text": 5}, "field 'text' must be a string, not a number"),
        ({"text": [TEXT]}, "field 'text' must be a string, not a list"),
        ({"text": TEXT, "title": {"en": "x"}}, "field 'title' must be a string, not an object"),
        ({"text": TEXT, "outlet": True}, "field 'outlet' must be a string, not true or false"),
        ({"text": TEXT, "id": 1.5}, "field 'id' must be a string, not a number"),
        ({"text": TEXT, "published": 20250319}, "field 'published' must be a string, not a number"),
        ({"text": TEXT, "published": "soon"}, "field 'published': not a date: 'soon'"),
        ({"text": TEXT, "published": "2025-02-30"}, "field 'published': not a date: 2025-02-30"),
        ({"text": TEXT, "published": "03/04/2025"},
         "field 'published': a date that can be read two ways: write it as YYYY-MM-DD"),
    ],
)  # fmt: skip
def test_wrong_fields_are_named_and_the_rest_of_the_file_goes_on(
    tmp_path: Path, fields: dict[str, Any], reason: str
) -> None:
    path = written(tmp_path / "a.jsonl", "\n".join(map(json.dumps, (FULL, fields, {"text": "Kasmar agreed to it."}))))
    reports, refusals = load(path)
    assert len(reports) == 2
    assert refusals == [Refusal(f"{path}:2", reason)]
    path = written(tmp_path / "a.json", [FULL, fields])
    reports, refusals = load(path)
    assert len(reports) == 1
    assert refusals == [Refusal(f"{path}[2]", reason)]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "empty"),
        ("{", "not valid JSON"),
        ('{"text": "a"', "line 1, column"),
        ("[]", "an empty list"),
        ("[1, 2]", "none of its 2 members is a report"),
        ('[{"a": 1}, {"b": 2}]', "none of its 2 members is a report: field 'text' is missing"),
        ('"text"', "not a report"),
        ("null", "not a report"),
        ("7" * 5000, "not usable JSON"),
        ("[" * 100_000, "nested too deep"),
        ('{"a":' * 100_000, "nested too deep"),
    ],
)
def test_files_that_are_no_report_json(tmp_path: Path, content: str, words: str) -> None:
    reports, refusals = load(written(tmp_path / "a.json", content))
    assert reports == []
    assert len(refusals) == 1
    assert words in refusals[0].reason


def test_a_list_and_lines_under_the_name_json(tmp_path: Path) -> None:
    assert len(load(written(tmp_path / "a.json", [FULL, {"text": "Kasmar agreed to it."}]))[0]) == 2
    lines = json.dumps(FULL) + "\n\n" + json.dumps({"text": "Kasmar agreed to it."}) + "\n"
    assert len(load(written(tmp_path / "b.json", lines))[0]) == 2


def test_json_lines_with_broken_lines(tmp_path: Path) -> None:
    lines = [json.dumps(FULL), "", "{broken", '{"text": "Kasmar agreed to it."}', "[1]", '"x"', "[" * 50_000]
    path = written(tmp_path / "a.jsonl", "\n".join(lines))
    reports, refusals = load(path)
    assert [r.where for r in reports] == [f"{path}:1", f"{path}:4"]
    assert [r.where for r in refusals] == [f"{path}:{n}" for n in (3, 5, 6, 7)]


def test_a_line_too_long_is_refused_and_the_next_one_read(tmp_path: Path) -> None:
    path = written(tmp_path / "a.jsonl", json.dumps({"text": "x" * 5000}) + "\n" + json.dumps({"text": TEXT}) + "\n")
    reports, refusals = load(path, max_bytes=1000)
    assert [r.text for r in reports] == [TEXT]
    assert refusals == [Refusal(f"{path}:1", "longer than 1,000 bytes")]


def test_lone_surrogates_and_nul_are_replaced_in_place(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"text": "Veldria\\ud800 agreed\\u0000 to it.", "title": "A \\udfff B"}')
    report = load(path)[0][0]
    assert report.text == "Veldria\ufffd agreed\ufffd to it."
    assert report.title == "A \ufffd B"


def parquet(path: Path, columns: dict[str, list[Any]]) -> Path:
    pq.write_table(pa.table(columns), path)
    return path


def test_parquet_with_the_same_columns(tmp_path: Path) -> None:
    columns = {name: [FULL[name], None] for name in ("id", "outlet", "title", "published", "url")}
    path = parquet(tmp_path / "a.parquet", {**columns, "text": [TEXT, "Kasmar agreed to it."], "topic": ["x", "y"]})
    reports, refusals = load(path)
    assert refusals == []
    check_full(reports[0])
    assert [r.where for r in reports] == [f"{path}:1", f"{path}:2"]


def test_parquet_dates_and_times(tmp_path: Path) -> None:
    days = parquet(tmp_path / "a.parquet", {"text": [TEXT], "published": [date(2025, 3, 19)]})
    assert load(days)[0][0].day == date(2025, 3, 19)
    times = parquet(tmp_path / "b.parquet", {"text": [TEXT], "published": [datetime(2025, 3, 19, 15, 4)]})  # noqa: DTZ001
    published = load(times)[0][0].published
    assert published is not None
    assert published.at == datetime(2025, 3, 19, 15, 4)  # noqa: DTZ001


def test_parquet_rows_that_are_wrong_are_named(tmp_path: Path) -> None:
    path = parquet(tmp_path / "a.parquet", {"text": [TEXT, None, "Kasmar agreed."], "published": [None, None, "soon"]})
    reports, refusals = load(path)
    assert len(reports) == 1
    assert refusals == [
        Refusal(f"{path}:2", "field 'text' is missing"),
        Refusal(f"{path}:3", "field 'published': not a date: 'soon'"),
    ]


def test_tables_that_cannot_be_read(tmp_path: Path) -> None:
    no_text = parquet(tmp_path / "a.parquet", {"body": [TEXT]})
    assert load(no_text)[1][0].reason == "a table without a column 'text'"
    empty = parquet(tmp_path / "b.parquet", {"text": pa.array([], pa.string())})
    assert "without rows" in load(empty)[1][0].reason
    broken = tmp_path / "c.parquet"
    broken.write_bytes(no_text.read_bytes()[:-200])
    assert load(broken)[1][0].reason.startswith("not a readable Parquet file")
    broken.write_bytes(b"PAR1" + b"\x00" * 50 + b"PAR1")
    assert load(broken)[1][0].reason.startswith("not a readable Parquet file")
