"""What people add at the desk: claims by hand, amended reports, stories taken for one or two; and taking it back."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from desk_visitors import PASSWORD, PEOPLE, csrf_of, sign_in, visitor
from starlette.testclient import TestClient

from accord.desk.web.shelf import Shelf
from accord.kept import KeptRecord
from accord.settings import Settings

WORDS = "Veldria accepted a 30-day ceasefire if the ports reopen."
CALL = {
    "words": WORDS,
    "source": "a call with the mediator's office",
    "day": "2024-05-09",
    "sort": "act",
    "act": "accepted",
    "type": "AGREE",
    "stance": "accepts_if",
    "parties": "Veldria",
    "measure": "30-day ceasefire",
    "condition": "if the ports reopen",
    "reason": "told on the telephone",
}


@pytest.fixture
def visit(own_shelf: Shelf) -> TestClient:
    """An admin of an open desk, whose record may be changed."""
    return visitor(own_shelf)


def send(visit: TestClient, path: str, data: Mapping[str, object]) -> Any:
    return visit.post(path, data={"csrf": csrf_of(visit.get("/enter").text), **data})


def test_a_claim_is_entered_shown_as_such_and_taken_out_again(visit: TestClient, own_shelf: Shelf, story: str) -> None:
    done = send(visit, "/enter", CALL | {"story": story})
    where, _, report = done.headers["location"].partition("?ruled=")
    assert (done.status_code, where) == (303, f"/stories/{story}")
    record = own_shelf.record(story)
    assert record is not None
    (own,) = (r for r in record.reports if r.entered)
    assert (own.id, own.text, own.outlet) == (report, WORDS, CALL["source"])
    assert own.entered and (own.entered.by, own.entered.reason) == ("Ana Reed", "told on the telephone")
    stand = next(p for p in record.positions if any(e.report == report for e in p.evidence))
    assert (stand.party, stand.stance.value, stand.condition) == ("Veldria", "accepts_if", "if the ports reopen")
    notice = visit.get(done.headers["location"]).text
    assert "Ana Reed: enter by hand" in notice and f'action="/rulings/{report}/undo"' in notice
    row = next(r for r in visit.get("/rulings.json").json()["rows"] if r["id"] == report)
    assert (row["action"], row["state"], row["about"]) == ("enter by hand", "in force", [[report, WORDS, "reports"]])
    assert send(visit, f"/rulings/{report}/undo", {"story": story}).status_code == 303
    record = own_shelf.record(story)
    assert record is not None and not any(r.entered for r in record.reports)
    states = {r["id"]: r["state"] for r in visit.get("/rulings.json").json()["rows"]}
    assert states[report] == "undone"


def test_words_of_somebody_are_entered_and_their_words_decide_the_story(visit: TestClient) -> None:
    words = "Nora Quill said: “We shall sign on Friday.”"
    quote = {
        "words": words,
        "source": "a note",
        "sort": "quote",
        "quote": "We shall sign on Friday",
        "speaker": "Nora Quill",
    }
    csrf = csrf_of(visit.get("/enter").text)
    done = visit.post("/enter", data={"csrf": csrf, **quote}, headers={"accept": "application/json"}).json()
    sections = visit.get(f"/stories/{done['story']}.json").json()["sections"]
    (line,) = (own for section in sections for own in section["lines"] if "Nora Quill" in own["text"])
    assert line["variants"][0]["citations"][0]["report"] == done["report"]


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"words": " "}, "words"),
        ({"source": ""}, "source"),
        ({"sort": ""}, "sort"),
        ({"sort": "rumour"}, "sort"),
        ({"act": "refused"}, "act"),
        ({"act": ""}, "act"),
        ({"type": ""}, "type"),
        ({"type": "DANCE"}, "type"),
        ({"stance": "loves"}, "stance"),
        ({"measure": "40-day ceasefire"}, "measure"),
        ({"date": "soon"}, "date"),
        ({"day": "yesterday"}, "day"),
        ({"sort": "quote", "quote": "no such words"}, "quote"),
        ({"story": "0" * 16}, None),
        ({"reason": "x" * 1_001}, "reason"),
    ],
)
def test_what_is_wrong_with_a_claim_stands_beside_its_field(
    visit: TestClient, fields: dict[str, str], where: str | None
) -> None:
    refused = send(visit, "/enter", {**CALL, **fields})
    if where:
        assert refused.status_code == 422
        assert f'id="error-{where}" role="alert"' in refused.text
        assert f'aria-describedby="error-{where}"' in refused.text or where == "sort"
        assert "a call with the mediator&#39;s office" in refused.text or where == "source"
    else:
        assert refused.status_code == 404
    assert visit.get("/rulings.json").json()["n_all"] == 0


def test_a_report_is_amended_and_that_undone(visit: TestClient, own_shelf: Shelf) -> None:
    page = visit.get("/amend/courier-1").text
    assert 'name="outlet" type="text" value="Lorn Courier"' in page
    given = {"outlet": "Morning Mail", "time": "2024-05-07T09:30+02:00", "language": "en", "reason": "their byline"}
    done = send(visit, "/amend/courier-1", given)
    assert done.status_code == 303
    (own,) = own_shelf.kept.reports(["courier-1"])
    assert own.outlet == "Morning Mail" and own.published and own.published.zone == "+0200"
    assert [r.field_name for r in own_shelf.kept.store.rulings()] == ["outlet", "time"]
    notice = visit.get(done.headers["location"]).text
    assert "Ana Reed: correct time" in notice
    for ruling in own_shelf.kept.store.rulings():
        back = send(visit, f"/rulings/{ruling.id}/undo", {"then": "/amend/courier-1"})
        assert back.headers["location"].startswith("/amend/courier-1?ruled=")
    (own,) = own_shelf.kept.reports(["courier-1"])
    assert own.outlet == "Lorn Courier" and own.rulings == ()


def test_a_report_is_marked_withdrawn_and_supports_nothing(visit: TestClient, own_shelf: Shelf) -> None:
    now = visit.get("/amend/courier-1", headers={"accept": "application/json"}).json()["given"]
    done = send(visit, "/amend/courier-1", {**now, "withdrawn": "1", "on": "2024-05-09", "reason": "retracted"})
    assert done.status_code == 303
    (own,) = own_shelf.kept.reports(["courier-1"])
    assert own.withdrawn and (str(own.withdrawn.on), own.withdrawn.by) == ("2024-05-09", "Ana Reed")
    page = visit.get("/amend/courier-1").text
    assert 'name="withdrawn" value="1" checked' in page and 'value="2024-05-09"' in page
    assert send(visit, "/amend/courier-1", now).status_code == 303
    assert own_shelf.kept.reports(["courier-1"])[0].withdrawn is None


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({}, "outlet"),
        ({"time": "noon"}, "time"),
        ({"language": "English"}, "language"),
        ({"withdrawn": "1", "on": "May"}, "on"),
        ({"outlet": "x" * 600}, "outlet"),
    ],
)
def test_what_is_wrong_with_an_amendment_stands_beside_its_field(
    visit: TestClient, own_shelf: Shelf, fields: dict[str, str], where: str
) -> None:
    now = visit.get("/amend/courier-1", headers={"accept": "application/json"}).json()["given"]
    refused = send(visit, "/amend/courier-1", {**now, **fields})
    assert refused.status_code == 422
    assert f'id="error-{where}" role="alert"' in refused.text
    assert own_shelf.kept.store.rulings() == ()


def test_there_is_no_form_for_what_is_not_there(visit: TestClient) -> None:
    for path in ("/amend/nothing", "/enter?story=0000000000000000", "/stories/0000000000000000/ruling"):
        assert visit.get(path).status_code == 404


def test_a_reader_adds_nothing(own_shelf: Shelf, story: str) -> None:
    visit = visitor(own_shelf, PEOPLE)
    assert sign_in(visit, "Rea", PASSWORD) == 303
    csrf = csrf_of(visit.get("/stories").text)
    for path in ("/enter", "/amend/courier-1", f"/stories/{story}/ruling"):
        assert visit.get(path).status_code == 403
        assert visit.post(path, data={"csrf": csrf, **CALL}).status_code == 403
    shown = visit.get(f"/stories/{story}").text + visit.get("/reports/courier-1").text
    assert not any(link in shown for link in ('href="/enter', 'href="/amend', '/ruling"'))
    assert visit.get("/rulings.json").json()["n_all"] == 0


def test_without_the_token_of_the_session_nothing_is_added(visit: TestClient, story: str) -> None:
    for path in ("/enter", "/amend/courier-1", f"/stories/{story}/ruling"):
        assert visit.post(path, data={**CALL, "action": "same"}).status_code == 403
    assert visit.get("/rulings.json").json()["n_all"] == 0


def test_only_an_admin_takes_out_what_somebody_else_entered(own_shelf: Shelf) -> None:
    ada, viv = visitor(own_shelf, PEOPLE), visitor(own_shelf, PEOPLE)
    assert sign_in(ada, "Ada", PASSWORD) == sign_in(viv, "Viv", PASSWORD) == 303
    report = send(ada, "/enter", CALL).headers["location"].partition("?ruled=")[2]
    assert send(viv, f"/rulings/{report}/undo", {}).status_code == 403
    assert send(ada, f"/rulings/{report}/undo", {}).status_code == 303


@pytest.fixture
def two_stories(samples: Path, tmp_path: Path) -> Iterator[Shelf]:
    """The samples, and one report of something else."""
    reports = tmp_path / "reports"
    shutil.copytree(samples, reports)
    text = (
        "Orland and Aurelia signed a fishing treaty on Monday. Orland agreed to lift duties on herring for two years."
    )
    told = {"id": "fish-1", "title": "Fishing treaty signed", "outlet": "Tide", "text": text, "published": "2024-05-06"}
    (reports / "fish.json").write_text(json.dumps(told))
    with KeptRecord.open(tmp_path / "two.db", create=True) as kept:
        kept.read(reports, settings=Settings(reader="rules"))
        kept.derive()
        yield Shelf(kept)


def test_two_stories_are_one_and_two_again(two_stories: Shelf) -> None:
    visit = visitor(two_stories)
    large, small = (card.id for card in two_stories.cards())
    page = visit.get(f"/stories/{small}/ruling", params={"q": "port attacks"}).text
    assert f'name="others" value="{large}"' in page
    done = send(visit, f"/stories/{small}/ruling", {"action": "same", "others": large, "reason": "one affair"})
    assert done.status_code == 303
    (card,) = two_stories.cards()
    assert done.headers["location"].startswith(f"/stories/{card.id}?ruled=")
    left = send(visit, f"/stories/{card.id}/ruling", {"action": "leave", "reports": "fish-1"})
    assert left.status_code == 303
    assert len(two_stories.cards()) == 2
    assert {r.action.value for r in two_stories.kept.store.rulings()} == {"same", "not_same"}


@pytest.mark.parametrize(
    ("given", "where"),
    [({}, "action"), ({"action": "same"}, "others"), ({"action": "leave"}, "reports"), ({"action": "burn"}, "action")],
)
def test_what_can_not_be_decided_of_a_story_is_told(
    visit: TestClient, story: str, given: dict[str, object], where: str
) -> None:
    refused = send(visit, f"/stories/{story}/ruling", given)
    assert refused.status_code == 422
    assert f'id="error-{where}"' in refused.text
