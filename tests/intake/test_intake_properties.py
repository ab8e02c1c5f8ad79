"""Whatever the input: no exception, spans inside the text, prose as long as the text, the same result twice."""

from __future__ import annotations

import json
import tempfile
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.intake.assemble import assemble_report
from accord.intake.load import load_reports
from accord.intake.rows import Row
from accord.model.report import Refusal, Report

PIECES = st.sampled_from(
    [
        *("ORSK (AP) — ", "ORSK: ", "(Reuters) - ", "By Anna Vell", "AFP", "© 2014 AFP", "contributed to this report."),
        *("\n", "\n\n", "\r\n", " ", "Veldria agreed to halt shelling. ", "“We agree,” Tor said. ", "Photo / AFP"),
        *("(Reporting by ", "Share", "Read more:", "Published 19 March 2025", "date 2025-03-19 ", "\ufeff", "\ud800"),
        *(
            "İ",
            "ß",
            "/",
            "(",
            ")",
            "Related stories",
            "Source: AFP",
            "With files from ",
            "|",
            "—",
            "REUTERS/Mara Quist",
        ),
        *("\u2028", "\x85", "CLOSE "),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=20), max_size=25).map("".join)


def check(report: Report) -> None:
    assert len(report.prose) == len(report.text)
    spans = [m.span for m in report.masks] + [c.span for c in report.credits if c.span]
    spans += [s for s in (report.dateline, report.byline) if s]
    assert all(0 <= s.start < s.end <= len(report.text) for s in spans)
    masked = [m.span for m in report.masks]
    assert masked == sorted(masked)
    assert all(a.end <= b.start for a, b in pairwise(masked))


@settings(max_examples=150)
@given(text=TEXTS, title=st.none() | TEXTS, byline=st.none() | TEXTS)
def test_any_text_becomes_a_sound_report(text: str, title: str | None, byline: str | None) -> None:
    row = Row("t", text, title=title, byline=byline)
    report = assemble_report(row)
    check(report)
    assert assemble_report(row) == report


@settings(max_examples=80)
@given(data=st.binary(max_size=400) | TEXTS.map(lambda t: t.encode("utf-8", "replace")))
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.json", "a.jsonl", "a.parquet"])
def test_any_bytes_become_reports_or_refusals(name: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        for found in load_reports([path]):
            if isinstance(found, Refusal):
                assert found.where.startswith(str(path))
                assert found.reason
            else:
                check(found)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=80)
@given(
    rows=st.lists(
        st.fixed_dictionaries({}, optional=dict.fromkeys(("id", "text", "title", "published"), JSON)), max_size=4
    )
)
def test_any_fields_become_reports_or_refusals(rows: list[dict[str, object]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.json"
        path.write_text(json.dumps([*rows, {"text": "Veldria agreed to halt shelling for good."}]))
        found = list(load_reports([path]))
        assert any(isinstance(f, Report) and f.text.startswith("Veldria agreed") for f in found)


@pytest.mark.parametrize(
    "text",
    [
        "A" * 300_000,
        "(" * 300_000,
        "By " * 100_000,
        "A, " * 100_000,
        "ORSK/" * 60_000,
        "Photo / A. " * 30_000,
        "AFP " * 70_000,
        "AFP reporter " * 20_000,
        "contributed to this report " * 10_000,
        "A contributed " * 20_000,
        "(Reporting by A " * 20_000,
        "© " * 100_000,
        "This report is based on A " * 10_000,
        "\n" * 300_000,
        "Share\n" * 50_000,
        "Related\n" * 40_000,
        "A" + " " * 300_000 + "B",
        "REUTERS/A " * 30_000,
        "A B C D / AP\n" * 20_000,
    ],
    ids=lambda text: str(text)[:12].strip() or "blank",
)
def test_time_is_linear_in_length(text: str) -> None:
    started = time.process_time()
    check(assemble_report(Row("t", text)))
    assert time.process_time() - started < 4
