"""The rooms of parties, speakers and measures: everything on one, whichever way it is spelled."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from accord.desk.web.asking import Asked
from accord.desk.web.names import named as named_module
from accord.desk.web.names.measure import measure_page
from accord.desk.web.shelf import Shelf
from accord.model.entry import Position
from accord.model.record import Record
from accord.store.names.keys import key_of, slug_of


def lines_of(page: dict[str, Any]) -> list[dict[str, Any]]:
    return [line for section in (*page["stands"], *page["sections"]) for line in section["lines"]]


def test_a_party_has_all_its_stands_by_measure(visit: TestClient, record: Record) -> None:
    page = visit.get("/parties/Veldria.json").json()
    own = {p.id for p in record.positions if p.party == "Veldria"}
    labels = {measure.id: measure.label for measure in record.measures}
    told = {line["line"]["id"]: stands["measure"] for stands in page["stands"] for line in stands["lines"]}
    assert told.keys() == own
    assert told == {p.id: labels[p.measure] for p in record.positions if p.id in own}
    for stands in page["stands"]:
        days = [line["day"] for line in stands["lines"]]
        assert days == sorted(days, reverse=True)


def test_a_party_has_what_it_owes_what_is_alleged_and_what_was_said(visit: TestClient, record: Record) -> None:
    page = visit.get("/parties/Keshar.json").json()
    counted = {section["kind"]: section["n_all"] for section in page["sections"]}
    assert counted["commitment"] == sum("Keshar" in c.debtors + c.beneficiaries for c in record.commitments)
    assert counted["quotation"] == sum(q.party == "Keshar" for q in record.quotations)
    roles = [
        line["roles"] for section in page["sections"] if section["kind"] == "incident" for line in section["lines"]
    ]
    assert "alleged actor, denies it" in roles
    said = next(section for section in page["sections"] if section["kind"] == "mention")
    quotations = {quotation.id: quotation for quotation in record.quotations}
    for line in said["lines"]:
        quotation = quotations[line["line"]["id"]]
        assert quotation.party != "Keshar"
        assert any("keshar" in variant.text.lower() for variant in quotation.variants)
    assert page["beside"]
    assert {one["words"] for one in page["beside"]} <= {q.speaker for q in record.quotations if q.party == "Keshar"}


def test_a_speaker_has_every_quotation_with_its_wordings_and_who_printed_it(visit: TestClient, record: Record) -> None:
    page = visit.get("/speakers/mira-haldane.json").json()
    own = {q.id: q for q in record.quotations if q.speaker == "Mira Haldane"}
    (said,) = (section for section in page["sections"] if section["kind"] == "quotation")
    assert {line["line"]["id"] for line in said["lines"]} == own.keys()
    for line in said["lines"]:
        quotation = own[line["line"]["id"]]
        assert len(line["line"]["variants"]) == len(quotation.variants)
        reports = {piece.report for variant in quotation.variants for piece in variant.evidence}
        assert set(line["outlets"]) == {record.report(name).outlet or "outlet unknown" for name in reports}
    assert [one["words"] for one in page["beside"]] == ["Veldria"]


@pytest.mark.parametrize("spelled", ["Mira Haldane", "mira-haldane", "MIRA  HALDANE", "mira_haldane", "Mira Haldane’s"])
def test_every_spelling_leads_to_one_page(visit: TestClient, spelled: str) -> None:
    assert visit.get(f"/speakers/{spelled}.json").json() == visit.get("/speakers/mira-haldane.json").json()


def test_an_address_reads_back_as_the_name(record: Record) -> None:
    for name in ("O’Brien", "São Tomé and Príncipe", "UN", "Đorđe Ilić", "—", *(p.party for p in record.positions)):
        assert key_of(slug_of(name)) == key_of(name)
        assert "/" not in slug_of(name)


def test_a_measure_has_the_stands_of_all_parties_over_time(visit: TestClient, record: Record, story: str) -> None:
    for measure in record.measures:
        page = visit.get(f"/measures/{measure.id}.json").json()
        told = {line["line"]["id"] for stands in page["stands"] for line in stands["lines"]}
        assert told == {p.id for p in record.positions if p.measure == measure.id}
        assert {line["line"]["id"] for line in page["owed"]} == {
            c.id for c in record.commitments if c.measure == measure.id
        }
        assert [r["value"] for r in page["rivals"]] == [rival.value for rival in measure.rivals]
        assert (page["story"], page["n_elsewhere"]) == (story, 0)
        for stands in page["stands"]:
            days = [line["day"] for line in stands["lines"]]
            assert days == sorted(days)


def test_a_line_leads_to_everything_it_names(visit: TestClient, story: str, record: Record) -> None:
    page = visit.get(f"/stories/{story}?words=1").text
    sections = visit.get(f"/stories/{story}.json").json()["sections"]
    leads = {(lead["room"], lead["to"]) for s in sections for line in s["lines"] for lead in line["leads"]}
    assert ("parties", "veldria") in leads
    assert {to for room, to in leads if room == "speakers"} >= {"mira-haldane", "tomas-berec"}
    positions = [entry for entry in record.entries if isinstance(entry, Position)]
    assert {to for room, to in leads if room == "measures"} >= {p.measure for p in positions}
    for room, to in leads:
        assert f'href="/{room}/{to}"' in page
        assert visit.get(f"/{room}/{to}").status_code == 200


def test_a_kind_is_paged(visit: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(named_module, "PER_PAGE", 4)
    pages = [visit.get(f"/parties/veldria.json?kind=quotation&page={n}").json() for n in (1, 2, 99)]
    ids = [[line["line"]["id"] for line in lines_of(page)] for page in pages]
    assert [len(some) for some in ids[:2]] == [4, 4]
    assert not set(ids[0]) & set(ids[1])
    assert pages[2]["page"] == pages[2]["n_pages"] == -(-pages[0]["sections"][0]["n_all"] // 4)
    assert 'rel="next"' in visit.get("/parties/veldria?kind=quotation").text


def test_a_kind_can_be_narrowed_to_a_measure(visit: TestClient) -> None:
    stands = visit.get("/parties/veldria.json").json()["stands"][0]
    page = visit.get("/parties/veldria.json", params={"kind": "position", "about": stands["measure"]}).json()
    assert [line["line"]["id"] for line in lines_of(page)] == [line["line"]["id"] for line in stands["lines"]]


def test_everybody_is_listed_those_with_the_most_lines_first(visit: TestClient, record: Record) -> None:
    page = visit.get("/speakers.json").json()
    assert {one["name"] for one in page["names"]} >= {quotation.speaker for quotation in record.quotations}
    counts = [one["n_lines"] for one in page["names"]]
    assert counts == sorted(counts, reverse=True)
    for one in page["names"]:
        assert visit.get(f"/speakers/{one['slug']}.json").json()["n_lines"] == one["n_lines"]
    (found,) = visit.get("/speakers.json?q=MIRA").json()["names"]
    assert found["slug"] == "mira-haldane"
    assert visit.get("/parties.json?q=nobody").json()["n_found"] == 0


@pytest.mark.parametrize("path", ["/parties/nobody", "/speakers/nobody", "/measures/none", "/entries/none/words.txt"])
def test_what_is_not_there_is_not_found(visit: TestClient, path: str) -> None:
    assert visit.get(path).status_code == 404


@pytest.mark.parametrize("asked", ["kind=rumour", "page=0", "page=x", f"kind=position&about={'x' * 400}"])
def test_what_has_no_meaning_is_said_to_have_none(visit: TestClient, asked: str) -> None:
    assert visit.get(f"/parties/veldria.json?{asked}").status_code == 422


def test_no_more_is_cited_than_shown(shelf: Shelf, record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(named_module, "MOST_CITED", 1)
    told = max(record.positions, key=lambda p: len({piece.report for piece in p.evidence}))
    page = measure_page(shelf, told.measure, Asked({"page": "2"}))
    lines = {line.line.id: line for stands in page.stands for line in stands.lines}
    line, reports = lines[told.id], {piece.report for piece in told.evidence}
    assert len({c.report for c in line.line.citations}) == 1
    assert line.n_more == len(reports) - 1 > 0
