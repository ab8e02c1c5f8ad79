"""The rooms of the desk: each page, and the same as JSON."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from accord.desk.web.line import line_page
from accord.desk.web.reports.marks import KINDS
from accord.desk.web.reports.report import report_page
from accord.desk.web.shelf import Shelf
from accord.model.record import Record


def test_the_first_page_leads_to_the_stories(visit: TestClient, story: str) -> None:
    assert visit.get("/").headers["location"] == "/stories"
    page = visit.get("/stories")
    assert page.status_code == 200
    assert f'href="/stories/{story}"' in page.text


def test_a_card_tells_what_stands_behind_a_story(visit: TestClient, record: Record) -> None:
    page = visit.get("/stories.json").json()
    (card,) = page["cards"]
    assert (page["n_all"], page["n_reports"]) == (1, 9)
    assert card["n_reports"] == len(record.reports)
    assert card["title"] == record.stories[0].title
    assert card["last_day"] == "2024-05-10"


@pytest.mark.parametrize(
    ("asked", "n_found"),
    [("q=KESHAR", 1), ("q=keshar+attacks", 1), ("q=keshar+wheat", 0), ("open=1", 1), ("conflicts=1&sort=open", 1)],
)
def test_stories_are_filtered(visit: TestClient, asked: str, n_found: int) -> None:
    assert visit.get(f"/stories.json?{asked}").json()["n_found"] == n_found


def test_a_page_past_the_last_is_the_last(visit: TestClient) -> None:
    assert visit.get("/stories.json?page=7").json()["page"] == 1


def test_a_story_is_the_record_page_of_it(visit: TestClient, story: str, shelf: Shelf) -> None:
    data, page = visit.get(f"/stories/{story}.json").json(), visit.get(f"/stories/{story}").text
    made = shelf.page(story)
    assert made is not None
    assert [s["heading"] for s in data["sections"]] == [s.heading for s in made.sections]
    for section in made.sections:
        for line in section.lines:
            assert f'id="{line.id}"' in page


def test_the_accept_header_asks_for_json_too(visit: TestClient, story: str) -> None:
    asked = visit.get(f"/stories/{story}", headers={"accept": "application/json"})
    assert asked.json() == visit.get(f"/stories/{story}.json").json()


def test_an_entry_shows_its_words_and_leads_to_its_story(visit: TestClient, story: str, record: Record) -> None:
    for entry in record.entries:
        data, page = visit.get(f"/entries/{entry.id}.json").json(), visit.get(f"/entries/{entry.id}").text
        assert data["story"] == story
        assert data["line"]["id"] == entry.id
        assert f'href="/stories/{story}#{entry.id}"' in page
        assert page.count("<mark>") >= 1


def test_a_closed_line_is_as_it_stands_alone(visit: TestClient, story: str, shelf: Shelf) -> None:
    whole, outline = shelf.page(story), shelf.outline_page(story)
    assert whole is not None
    assert outline is not None
    for section, closed in zip((*whole.sections, *whole.findings), (*outline.sections, *outline.findings), strict=True):
        for line, head in zip(section.lines, closed.lines, strict=True):
            assert line_page(shelf, line.id).line == line
            shown = tuple(replace(wording, citations=()) for wording in line.variants if line.kind == "finding")
            assert head == replace(line, facts=(), citations=(), leads=(), variants=shown)


def test_a_page_asks_for_what_is_in_a_line_as_it_opens(visit: TestClient, story: str, record: Record) -> None:
    closed, whole = visit.get(f"/stories/{story}").text, visit.get(f"/stories/{story}?words=1").text
    assert "<blockquote>" not in closed
    for entry in record.entries:
        part = visit.get(f"/entries/{entry.id}", headers={"hx-request": "true"}).text
        assert "<html" not in part
        assert "<blockquote>" in part
        assert f'href="/entries/{entry.id}"' in closed
        assert re.sub(r"\s+", " ", part).strip() in re.sub(r"\s+", " ", whole)


def test_the_history_of_a_stand_is_that_of_the_whole_page(visit: TestClient, story: str, shelf: Shelf) -> None:
    whole, outline = shelf.page(story), shelf.outline_page(story)
    assert whole is not None
    assert outline is not None
    n_turned = 0
    for row, closed in zip(whole.matrix.rows, outline.matrix.rows, strict=True):
        assert closed.history == ()
        for party, steps, turned in zip(whole.matrix.parties, row.history, closed.turned, strict=True):
            assert turned or len(steps) < 2
            asked = {"measure": row.measure, "party": party}
            answer = visit.get(f"/stories/{story}/history.json", params=asked)
            assert answer.status_code == (200 if steps else 404)
            if steps:
                assert [step["when"] for step in answer.json()["steps"]] == [step.when for step in steps]
                n_turned += len(steps) > 1
    assert n_turned


@pytest.mark.parametrize("asked", ["", "measure=x", "party=x", "measure=x&party=Veldria"])
def test_a_history_of_nothing_is_refused(visit: TestClient, story: str, asked: str) -> None:
    assert visit.get(f"/stories/{story}/history?{asked}").status_code == (404 if "&" in asked else 422)
    assert visit.get(f"/stories/none/history?{asked}").status_code == (404 if "&" in asked else 422)


def test_every_line_of_a_story_is_found_names_too(visit: TestClient, story: str, shelf: Shelf) -> None:
    made = shelf.page(story)
    assert made is not None
    lines = [line for section in (*made.sections, *made.findings) for line in section.lines]
    assert {"actor", "finding", "position"} <= {line.kind for line in lines}
    for line in lines:
        assert visit.get(f"/entries/{line.id}.json").json()["line"]["text"] == line.text
        assert visit.get(f"/entries/{line.id}").status_code == 200


def test_a_finding_is_found_as_a_line_is(visit: TestClient, record: Record) -> None:
    finding = record.findings[0]
    assert visit.get(f"/entries/{finding.id}.json").json()["line"]["text"] == finding.note


def test_every_citation_begins_where_its_report_has_the_words(visit: TestClient, story: str, record: Record) -> None:
    data = visit.get(f"/stories/{story}.json").json()
    cited = [c for section in data["sections"] for line in section["lines"] for c in line["citations"]]
    assert cited
    for citation in cited:
        first = next(piece["text"] for piece in citation["pieces"] if piece["marked"])
        assert record.report(citation["report"]).text[citation["start"] :].startswith(first)


def _stretches(shelf: Shelf, report: str) -> list[Any]:
    return list(report_page(shelf, report).stretches)


def test_a_report_is_all_of_its_text(shelf: Shelf, record: Record) -> None:
    for report in record.reports:
        stretches = _stretches(shelf, report.id)
        assert "".join(s.text for s in stretches) == report.text
        assert all(report.text.startswith(s.text, s.start) for s in stretches)


def test_every_claim_is_marked_and_leads_to_a_line(shelf: Shelf, record: Record) -> None:
    lines = {entry.id for entry in record.entries}
    led = 0
    for claims in record.claims:
        stretches = _stretches(shelf, claims.report)
        for event in claims.events:
            inside = [s for s in stretches if event.trigger.start <= s.start < event.trigger.end]
            assert inside
            assert all("act" in s.kinds for s in inside)
        led += sum(bool(s.entry) for s in stretches)
        assert {s.entry for s in stretches} - {""} <= lines
        assert {kind for s in stretches for kind in s.kinds} <= set(KINDS)
    assert led > len(record.entries)


def test_what_is_not_prose_is_greyed(shelf: Shelf, record: Record) -> None:
    n_outside = 0
    for report in record.reports:
        for s in _stretches(shelf, report.id):
            masked = any(mask.span.start <= s.start < mask.span.end for mask in report.masks)
            assert bool(s.outside) == masked
            n_outside += masked
    assert n_outside


def test_a_report_says_how_it_came_by_its_words(visit: TestClient, record: Record) -> None:
    report = record.reports[0]
    data = visit.get(f"/reports/{quote(report.id, safe='')}.json").json()
    assert data["title"] == report.title
    assert data["origins"] == [origin.name for origin in record.lineage.of(report.id)]


def test_a_search_leads_to_exact_words(visit: TestClient, record: Record) -> None:
    hits = visit.get("/search.json?q=ceasefire&kind=claim").json()["hits"]
    assert hits
    for hit in hits:
        words = "".join(piece["text"] for piece in hit["pieces"])
        assert words in record.report(hit["report"]).text
        assert any(piece["marked"] and "ceasefire" in piece["text"].lower() for piece in hit["pieces"])
    assert visit.get("/search?q=ceasefire&kind=claim").text.count('class="stop"') == len(hits)


def test_a_search_goes_on_where_it_stopped(visit: TestClient) -> None:
    first = visit.get("/search.json?kind=claim").json()
    then = visit.get(f"/search.json?kind=claim&after={first['next']}").json()
    assert len(first["hits"]) == 20
    assert {h["id"] for h in first["hits"]}.isdisjoint(h["id"] for h in then["hits"])


def test_nothing_asked_for_finds_nothing(visit: TestClient) -> None:
    assert visit.get("/search.json").json()["hits"] == []


@pytest.mark.parametrize("part", ["timeline", "map", "lineage"])
def test_each_part_of_a_story_leads_to_itself_as_json(visit: TestClient, story: str, part: str) -> None:
    page = visit.get(f"/stories/{story}/{part}").text
    found = re.search(rf'href="(/stories/{story}/{part}\.json[^"]*)"', page)
    assert found
    assert visit.get(found[1].replace("&amp;", "&")).json() == visit.get(f"/stories/{story}/{part}.json").json()
