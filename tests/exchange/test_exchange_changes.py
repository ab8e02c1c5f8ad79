"""What changed as JSON and as an Atom feed: the schema, RFC 4287, hostile words, the same bytes."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator

from accord.exchange.changes_atom import ATOM, changes_as_atom
from accord.exchange.changes_json import changes_as_json, changes_to_dict
from accord.model.change import MINOR, Change, ChangeKind, Changes
from accord.model.evidence import Evidence, Support
from accord.model.record import Record
from accord.model.report import Published, Report
from accord.model.span import Span
from accord.model.story import Story
from accord.since import changes_since

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "changes.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
HOSTILE = "<b>&amp; ]]> \x00\x1b[2J\u202e\ud800\ufffe “Veldria”\n"
NAMESPACE = {"a": ATOM}


@pytest.fixture(scope="module")
def changes(record: Record) -> Changes:
    return changes_since(record, date(2024, 5, 7))


def hostile(url: str | None = "https://outlet.example/a?b=1&c=<2>") -> Changes:
    """One change, every word of it hostile."""
    text = f"{HOSTILE} said so."
    report = Report(f"r{HOSTILE}", text, HOSTILE, HOSTILE, HOSTILE, Published(date(2031, 5, 1)), url)
    piece = Evidence(report.id, Span(0, len(text)), text, "c")
    support = Support(1, 1, 1, 0, (HOSTILE,))
    change = Change(
        "0" * 16,
        ChangeKind.POSITION,
        HOSTILE,
        date(2031, 5, 1),
        "s",
        support,
        (piece,),
        ("e",),
        None,
        HOSTILE,
        (HOSTILE,),
    )
    story = Story("s", HOSTILE, (report.id,))
    return Changes(None, date(2031, 5, 2), (change,), (report.id,), (report,), (story,))


def feed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text.encode("utf-8"))  # noqa: S314 - written here


def one(parent: ElementTree.Element, name: str) -> str:
    found = parent.findall(f"a:{name}", NAMESPACE)
    assert len(found) == 1, f"{name}: {len(found)}"
    return found[0].text or ""


def test_the_json_meets_its_schema(changes: Changes) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert len(changes) > 20
    moments = (datetime(2024, 5, 8, 9, tzinfo=UTC), None)
    for told in (changes, replace(changes, known=moments), Changes(None, None)):
        assert [e.message for e in VALIDATOR.iter_errors(changes_to_dict(told))] == []


def test_the_schema_knows_every_kind_and_field(changes: Changes) -> None:
    assert SCHEMA["$defs"]["change"]["properties"]["kind"]["enum"] == [kind.value for kind in ChangeKind]
    told: dict[str, Any] = changes_to_dict(changes)
    assert told.keys() == set(SCHEMA["required"])
    assert told["changes"][0].keys() == set(SCHEMA["$defs"]["change"]["required"])


def test_every_change_of_the_json_leads_to_its_words(changes: Changes, record: Record) -> None:
    told = json.loads(changes_as_json(changes))
    for change in told["changes"]:
        assert change["evidence"], change["text"]
        for piece in change["evidence"]:
            assert record.report(piece["report"]).text[piece["start"] : piece["end"]] == piece["text"]
    assert {c["story"] for c in told["changes"]} <= {s["id"] for s in told["stories"]}
    assert {c["minor"] for c in told["changes"]} == {True, False}


def test_the_feed_has_what_atom_asks_for(changes: Changes) -> None:
    root = feed(changes_as_atom(changes))
    assert root.tag == f"{{{ATOM}}}feed"
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", one(root, "id"))
    assert one(root, "title") == "What changed since 2024-05-07"
    assert root.find("a:author/a:name", NAMESPACE) is not None
    entries = root.findall("a:entry", NAMESPACE)
    main = [c for c in changes if c.kind not in MINOR]
    assert sorted(one(e, "title") for e in entries) == sorted(c.text for c in main)
    assert len({one(e, "id") for e in entries}) == len(entries)
    updated = [one(e, "updated") for e in entries]
    assert updated == sorted(updated, reverse=True)
    assert all(re.fullmatch(r"2024-05-(08|09|10)T00:00:00Z", moment) for moment in updated)
    assert one(root, "updated") == max(updated)
    for entry in entries:
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", one(entry, "id"))
        assert "origin" in one(entry, "content")
        assert "“" in one(entry, "content"), "the exact words"


def test_the_minor_kinds_are_in_the_feed_when_asked_for(changes: Changes) -> None:
    assert len(feed(changes_as_atom(changes, minor=True)).findall("a:entry", NAMESPACE)) == len(changes)


def test_a_change_is_one_entry_in_every_feed(changes: Changes, record: Record) -> None:
    later = changes_since(record, date(2024, 5, 8))

    def ids(told: Changes) -> dict[str, str]:
        entries = feed(changes_as_atom(told)).findall("a:entry", NAMESPACE)
        return {one(e, "title"): one(e, "id") for e in entries}

    wide, narrow = ids(changes), ids(later)
    both = wide.keys() & narrow.keys()
    assert len(both) > 5
    assert all(wide[title] == narrow[title] for title in both)
    assert one(feed(changes_as_atom(changes)), "id") == one(feed(changes_as_atom(later)), "id")


def test_no_change_is_a_feed_all_the_same() -> None:
    for day in (date(2031, 5, 1), None):
        root = feed(changes_as_atom(Changes(day, day)))
        assert one(root, "updated").endswith("T00:00:00Z")
        assert root.findall("a:entry", NAMESPACE) == []


def test_hostile_words_stay_words() -> None:
    root = feed(changes_as_atom(hostile()))
    entry = root.find("a:entry", NAMESPACE)
    assert entry is not None
    assert {child.tag for child in entry} <= {
        f"{{{ATOM}}}{n}" for n in ("id", "title", "updated", "category", "link", "content")
    }
    assert "<b>&amp; ]]>" in one(entry, "title")
    assert not re.search("[\x00-\x08\x0b\x1b\u202e\ufffe\ud800]", "".join(root.itertext()))
    assert json.loads(changes_as_json(hostile()).encode("utf-8", "replace"))["changes"][0]["kind"] == "position"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://a b/", 'https://a/"><x>', "https://a/\n", "ftp://a/", None]
)
def test_only_web_addresses_are_linked(url: str | None) -> None:
    assert "<link" not in changes_as_atom(hostile(url))


def test_a_web_address_is_linked_once() -> None:
    assert changes_as_atom(hostile("https://outlet.example/a?b=1&c=2")).count("<link") == 1


def test_the_same_changes_give_the_same_bytes(changes: Changes, record: Record) -> None:
    again = changes_since(replace(record, reports=record.reports), date(2024, 5, 7))
    assert changes_as_atom(again).encode() == changes_as_atom(changes).encode()
    assert changes_as_json(again) == changes_as_json(changes)


def test_what_came_to_be_known_says_so(changes: Changes) -> None:
    at = datetime(2024, 5, 8, 9, tzinfo=UTC)
    known = replace(changes, known=(at, at + timedelta(days=1)))
    assert one(feed(changes_as_atom(known)), "title") == "What came to be known since 2024-05-08T09:00:00+00:00"
    assert changes_to_dict(known)["known"] == ["2024-05-08T09:00:00+00:00", "2024-05-09T09:00:00+00:00"]
