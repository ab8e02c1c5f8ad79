"""Names of one person, or perhaps of one, as people and machines see them: page, terminal, JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from accord.cli.terminal import print_page
from accord.desk.pages import build_page
from accord.desk.render import render_record
from accord.exchange.record_json import record_to_dict
from accord.model.actor import ActorLink, Sameness
from accord.model.evidence import Evidence
from accord.model.record import Record
from accord.model.span import Span

SCHEMA = Path(__file__).parents[2] / "docs" / "record.schema.json"


@pytest.fixture
def linked(record: Record) -> Record:
    """The record of the samples with one merge and one suggestion in its first story, and nothing else of the kind."""
    report = record.report(record.stories[0].reports[0])
    words = Evidence(report.id, Span(0, 5), report.text[:5])
    merged = ActorLink("m" * 16, "Ada Morn", "Morn", Sameness.SAME, "the family name; 2 reports", (words,))
    doubtful = ActorLink("p" * 16, "Ada Veld", "Ada <Vald>", Sameness.PERHAPS, "a slip; 1 report", (words,))
    first, *others = (replace(chapter, actors=()) for chapter in record.chapters)
    return replace(record, chapters=(replace(first, actors=(merged, doubtful)), *others))


def test_a_suggestion_stands_before_a_merge(linked: Record) -> None:
    names = build_page(linked).stories[0].sections[-1]
    assert [(line.tag, line.text, line.badge) for line in names.lines] == [
        ("perhaps one", "Ada Veld and Ada <Vald>: a slip; 1 report", "not decided"),
        ("one", "Ada Morn and Morn: the family name; 2 reports", "merged"),
    ]
    assert all(line.citations for line in names.lines)


def test_page_and_terminal_show_it_and_escape_it(linked: Record, capsys: pytest.CaptureFixture[str]) -> None:
    html = render_record(linked)
    assert "Ada Veld and Ada &lt;Vald&gt;: a slip; 1 report" in html and "<Vald>" not in html
    print_page(build_page(linked), full=True, written=[])
    assert "[perhaps one] Ada Veld and Ada <Vald>: a slip; 1 report" in " ".join(capsys.readouterr().out.split())


def test_the_json_meets_the_schema(linked: Record) -> None:
    plain = record_to_dict(linked)
    assert not list(Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).iter_errors(plain))
    assert [a["sameness"] for a in plain["stories"][0]["actors"]] == ["same", "perhaps"]


def test_a_story_in_which_everybody_has_one_name_has_no_such_section(linked: Record) -> None:
    bare = replace(linked, chapters=tuple(replace(c, actors=()) for c in linked.chapters))
    assert "actor" not in {s.anchor for story in build_page(bare).stories for s in story.sections}
