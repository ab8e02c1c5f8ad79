"""The record as JSON: its shape, its schema, its offsets."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from invented_record import RECORD, TEXTS
from jsonschema import Draft202012Validator

from accord.errors import ExchangeError
from accord.exchange.record_json import record_to_dict, write_json
from accord.model.lineage import Lineage
from accord.model.record import Record

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "record.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def story() -> dict[str, Any]:
    stories: list[dict[str, Any]] = record_to_dict(RECORD)["stories"]
    return stories[0]


def entry(kind: str) -> dict[str, Any]:
    entries: list[dict[str, Any]] = story()["entries"]
    return next(e for e in entries if e["kind"] == kind)


def test_a_record_with_every_kind_of_entry_meets_the_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert [e.message for e in VALIDATOR.iter_errors(record_to_dict(RECORD))] == []


def test_the_record_of_the_samples_meets_the_schema(record: Record) -> None:
    assert [e.message for e in VALIDATOR.iter_errors(record_to_dict(record))] == []


def test_an_empty_record_meets_the_schema() -> None:
    plain = record_to_dict(Record((), (), Lineage(), ()))
    assert [e.message for e in VALIDATOR.iter_errors(plain)] == []
    assert plain["stories"] == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("accord",), None),
        (("as_of",), "19 March"),
        (("extra",), 1),
        (("stories", 0, "title"), None),
        (("stories", 0, "reports", 0, "published"), "yesterday"),
        (("stories", 0, "entries", 0, "support"), -1),
        (("stories", 0, "entries", 0, "stance"), "likes"),
        (("stories", 0, "entries", 0, "evidence"), []),
        (("stories", 0, "entries", 0, "kind"), "rumour"),
        (("stories", 0, "entries", 1, "note"), "a field of its own"),
        (("stories", 0, "entries", 0, "unsure"), None),
        (("stories", 0, "entries", 0, "evidence", 0, "start"), -1),
        (("stories", 0, "entries", 0, "evidence", 0, "confidence"), 40),
        (("stories", 0, "findings", 0, "kind"), "surprise"),
        (("stories", 0, "summary", 0, "claims"), []),
        (("stories", 0, "measures", 0, "duration"), "30 days"),
        (("stories", 0, "lineage", "links", 0, "confidence"), 2),
        (("refusals", 0, "reason"), 7),
    ],
)
def test_a_broken_record_does_not_meet_it(path: tuple[str | int, ...], value: object) -> None:
    broken = copy.deepcopy(record_to_dict(RECORD))
    holder: Any = broken
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    assert not VALIDATOR.is_valid(broken)


def test_every_object_of_the_schema_is_closed_and_every_field_described() -> None:
    open_objects: list[object] = []
    silent: list[str] = []

    def walk(node: object) -> None:
        if isinstance(node, list):
            for child in node:
                walk(child)
        if not isinstance(node, dict):
            return
        if node.get("type") == "object" and node.get("additionalProperties") is not False:
            open_objects.append(node)
        for name, field in node.get("properties", {}).items():
            target = SCHEMA["$defs"][field["$ref"].rsplit("/", 1)[1]] if "$ref" in field else field
            if not target.get("description"):
                silent.append(name)
        for child in node.values():
            walk(child)

    walk(SCHEMA)
    assert open_objects == []
    assert silent == []


def test_the_shape_users_were_promised() -> None:
    plain = record_to_dict(RECORD)
    assert plain["as_of"] == "2025-03-19"
    assert plain["refusals"] == [{"where": "c.txt", "reason": "empty"}]
    assert plain["unread"] == [{"report": "b", "reason": "no reader for this language"}]
    first = story()["reports"][0]
    assert (first["id"], first["outlet"], first["published"]) == ("a", "Orsk Herald", "2025-03-19")
    assert story()["reports"][1]["origins"] == ["VNA", "unknown (b)"]
    position = entry("position")
    assert (position["support"], position["supported_by"]["reports"]) == (1, 2)
    assert (position["since"], position["stance"], position["party"]) == ("2025-03-18", "accepts", "Veldria")
    assert position["earlier"] == [{"since": "2025-03-01/2025-03-02", "stance": "rejects"}]
    assert entry("commitment")["quantities"] == [{"value": 40, "unit": "prisoners"}]
    assert entry("commitment")["history"][0]["status"] == "announced"
    assert [v["text"] for v in entry("quotation")["variants"]] == ["We will keep it", "We shall keep it"]


def test_evidence_has_the_confidence_of_its_claim_and_an_entry_says_when_it_is_unsure() -> None:
    told = {e["kind"]: (e["unsure"], [p["confidence"] for p in e["evidence"]]) for e in story()["entries"]}
    assert told["commitment"] == (True, [0.4])
    assert told["position"] == (False, [0.9, None])
    assert told["quotation"] == (False, [None, None])


def test_evidence_is_the_text_between_its_offsets() -> None:
    pieces = [p for e in story()["entries"] for p in e["evidence"]]
    pieces += [p for f in story()["findings"] for p in f["evidence"]]
    assert pieces
    assert all(TEXTS[p["report"]][p["start"] : p["end"]] == p["text"] for p in pieces)


def test_a_link_between_stories_belongs_to_neither(record: Record) -> None:
    for told in record_to_dict(record)["stories"]:
        inside = {report["id"] for report in told["reports"]}
        assert all({link["left"], link["right"]} <= inside for link in told["lineage"]["links"])
        assert {c["report"] for c in told["lineage"]["carriages"]} <= inside


def test_the_file_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "record.json"
    write_json(RECORD, path)
    assert json.loads(path.read_text(encoding="utf-8")) == record_to_dict(RECORD)
    assert "“" in path.read_text(encoding="utf-8")
    assert [p.name for p in path.parent.iterdir()] == ["record.json"]


def test_a_file_that_cannot_be_written_says_which(tmp_path: Path) -> None:
    (tmp_path / "record.json").mkdir()
    with pytest.raises(ExchangeError) as caught:
        write_json(RECORD, tmp_path / "record.json")
    assert caught.value.path == str(tmp_path / "record.json")
    assert caught.value.reason
    assert [p.name for p in tmp_path.iterdir()] == ["record.json"]
