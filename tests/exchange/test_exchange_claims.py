"""Claims as JSON lines: the form that readings are scored in."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from invented_record import ACCEPTS, LINEAGE, RECORD, TEXTS

from accord.exchange.claims_jsonl import claim_lines, write_claims
from accord.model.lineage import Carriage
from accord.model.record import Record


def lines(record: Record = RECORD) -> list[dict[str, Any]]:
    return list(claim_lines(record))


def under(report: str, span: list[int]) -> str:
    return TEXTS[report][span[0] : span[1]]


def test_a_line_for_each_report_then_one_for_each_story() -> None:
    assert [line.get("report", line.get("story")) for line in lines()] == ["a", "b", "s"]


def test_an_unread_report_has_an_empty_line() -> None:
    assert lines()[1] == {"report": "b", "events": [], "quotes": []}


def test_events_carry_spans_and_values() -> None:
    accepts, frees = lines()[0]["events"]
    assert {k: under("a", accepts[k]) for k in ("trigger", "measure", "when")} == {
        "trigger": "accepted",
        "measure": "30-day truce",
        "when": "Tuesday",
    }
    assert (accepts["type"], accepts["stance"], accepts["modality"]) == ("AGREE", "accepts", "actual")
    assert (accepts["date"], accepts["duration"], accepts["m"]) == ("2025-03-18", "P30D", "m-truce")
    assert accepts["actor"] == [[[0, 7], "Veldria"]]
    assert accepts["party"] == ["Veldria"]
    assert (accepts["condition"], accepts["place"], accepts["source"], accepts["quantity"]) == (None, None, None, [])
    assert frees["actor"] == [[None, "Veldria"]]
    assert [under("a", span) for span, _, _ in frees["quantity"]] == ["40 prisoners"]
    assert frees["source"][1] == "Mara Ilen"
    assert (frees["m"], frees["date"], frees["stance"]) == (None, None, None)
    assert (accepts["confidence"], frees["confidence"]) == (0.9, 0.4)


def test_quotes_carry_content_and_speaker() -> None:
    (quote,) = lines()[0]["quotes"]
    assert under("a", quote["content"]) == "We will keep it"
    assert (quote["kind"], quote["speaker"][1], under("a", quote["cue"])) == ("direct", "Mara Ilen", "said")
    assert (quote["channel"], quote["confidence"]) == (None, None)


def test_the_story_line_has_origins_and_findings() -> None:
    story = lines()[2]
    assert story["origins"] == {"a": ["VNA"], "b": ["VNA"]}
    assert [under(report, span) for report, span in story["findings"][0]["spans"]] == [
        "We will keep it",
        "We shall keep it",
    ]


def test_an_unknown_origin_counts_where_reports_share_it() -> None:
    shared = replace(LINEAGE, carriages=(*LINEAGE.carriages, Carriage("a", "o-unknown", None, 0.3, "shared")))
    story = lines(replace(RECORD, lineage=shared))[2]
    assert story["origins"] == {"a": ["VNA", "unknown (b)"], "b": ["unknown (b)", "VNA"]}


def test_the_file_has_one_object_a_line(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    write_claims(RECORD, path)
    assert [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] == lines()


def test_the_score_program_reads_it(gold: Path, tmp_path: Path) -> None:
    """Scored against itself the record is perfect."""
    for line in lines()[:2]:
        report = line["report"]
        told = {"id": report, "text": TEXTS[report], "sentences": [[0, len(TEXTS[report])]], "published": "2025-03-19"}
        (tmp_path / f"{report}.report.json").write_text(json.dumps(told), encoding="utf-8")
        events = [_annotated(report, event) for event in line["events"]]
        annotation = {"report": report, "events": events, "quotes": []}
        (tmp_path / f"{report}.json").write_text(json.dumps(annotation), encoding="utf-8")
    write_claims(RECORD, tmp_path / "claims.jsonl")
    done = subprocess.run(
        [sys.executable, str(gold / "score.py"), str(tmp_path), str(tmp_path / "claims.jsonl"), "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert ACCEPTS.id in (tmp_path / "claims.jsonl").read_text(encoding="utf-8")
    assert "event detected" in done.stdout


def _annotated(report: str, event: dict[str, Any]) -> dict[str, Any]:
    spans = {name: event[name] for name in ("trigger", "measure", "condition", "when", "place")}
    people = {name: [span for span, _ in event[name]] for name in ("actor", "recipient")}
    source = {"source": event["source"][0] if event["source"] else None}
    counted = {"quantity": [span for span, _, _ in event["quantity"]]}
    words = {name: [[None, said] for _, said in event[name]] for name in ("actor", "recipient")}
    return {**event, **words, "s": 0, "at": {**spans, **people, **source, **counted}, "report": report}
