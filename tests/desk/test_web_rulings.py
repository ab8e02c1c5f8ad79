"""Rulings at the desk: who may, only from its own pages, kept for good, and undone."""

from __future__ import annotations

import re

import pytest
from desk_visitors import PASSWORD, PEOPLE, csrf_of, sign_in, visitor
from starlette.testclient import TestClient

from accord.desk.web.shelf import Shelf


@pytest.fixture
def visit(own_shelf: Shelf) -> TestClient:
    """An admin of an open desk, whose record may be changed."""
    return visitor(own_shelf)


def a_line(visit: TestClient, kind: str = "position") -> tuple[str, str]:
    """The id of the first line of a kind, and of its story."""
    story = visit.get("/stories.json").json()["cards"][0]["id"]
    sections = visit.get(f"/stories/{story}.json").json()["sections"]
    return next(s for s in sections if s["anchor"] == kind)["lines"][0]["id"], story


def facts(visit: TestClient, line: str) -> dict[str, str]:
    return dict(visit.get(f"/entries/{line}.json").json()["line"]["facts"])


def decide(visit: TestClient, line: str, **fields: object) -> int:
    csrf = csrf_of(visit.get(f"/entries/{line}/ruling").text)
    return visit.post(f"/entries/{line}/ruling", data={"csrf": csrf, **fields}).status_code


def test_a_line_is_confirmed_and_that_is_undone(visit: TestClient) -> None:
    line, story = a_line(visit)
    csrf = csrf_of(visit.get(f"/entries/{line}/ruling").text)
    done = visit.post(f"/entries/{line}/ruling", data={"csrf": csrf, "action": "confirm", "reason": "seen"})
    ruling = re.fullmatch(rf"/stories/{story}\?ruled=([0-9a-f]+)#{line}", done.headers["location"])
    assert ruling
    assert facts(visit, line)["confirmed"] == "by a person"
    page = visit.get(done.headers["location"]).text
    assert f'action="/rulings/{ruling[1]}/undo"' in page
    undone = visit.post(f"/rulings/{ruling[1]}/undo", data={"csrf": csrf, "line": line})
    assert undone.status_code == 303
    assert "confirmed" not in facts(visit, line)
    after = visit.get(undone.headers["location"]).text
    assert "Ana Reed: undo" in after and '/undo"' not in after


def test_a_dismissed_line_is_gone_and_its_story_told_so(visit: TestClient, own_shelf: Shelf) -> None:
    line, story = a_line(visit)
    csrf = csrf_of(visit.get(f"/entries/{line}/ruling").text)
    done = visit.post(f"/entries/{line}/ruling", data={"csrf": csrf, "action": "dismiss", "reason": "an exercise"})
    assert done.headers["location"].startswith(f"/stories/{story}?ruled=")
    assert visit.get(f"/entries/{line}.json").status_code == 404
    rows = visit.get("/rulings.json").json()["rows"]
    assert [(row["by"], row["action"], row["reason"], row["state"]) for row in rows] == [
        ("Ana Reed", "dismiss", "an exercise", "in force")
    ]
    assert own_shelf.kept.store.rulings()[0].targets == (line,)


def test_a_field_is_corrected(visit: TestClient) -> None:
    line, _ = a_line(visit)
    assert decide(visit, line, action="correct", field="condition", value="if the ports reopen") == 303
    assert facts(visit, line)["condition"] == "if the ports reopen"


def test_lines_are_merged(visit: TestClient) -> None:
    line, _ = a_line(visit, "quotation")
    other = visit.get(f"/entries/{line}/ruling", headers={"accept": "application/json"}).json()["form"]["others"][0][
        "id"
    ]
    assert decide(visit, line, action="merge", others=[other]) == 303
    assert visit.get(f"/entries/{other}.json").status_code == 404
    assert visit.get(f"/entries/{line}.json").status_code == 200


def test_words_are_split_off(visit: TestClient, own_shelf: Shelf) -> None:
    story = visit.get("/stories.json").json()["cards"][0]["id"]
    record = own_shelf.record(story)
    assert record is not None
    entry = next(e for e in record.positions if len({piece.claim for piece in e.evidence}) > 1)
    before = len(record.entries)
    claim = entry.evidence[0].claim
    assert decide(visit, entry.id, action="split", claims=[claim]) == 303
    after = own_shelf.record(story)
    assert after is not None
    assert len(after.entries) == before + 1


def test_names_are_ruled_two(visit: TestClient, own_shelf: Shelf) -> None:
    line, _ = a_line(visit, "actor")
    form = visit.get(f"/entries/{line}/ruling", headers={"accept": "application/json"}).json()["form"]
    assert form["actions"] == ["same", "not_same"]
    assert decide(visit, line, action="not_same", reason="two people") == 303
    assert [r.action.value for r in own_shelf.kept.store.rulings()] == ["not_same"]


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"action": "burn"}, "action"),
        ({}, "action"),
        ({"action": "merge"}, "others"),
        ({"action": "split"}, "claims"),
        ({"action": "confirm", "reason": "x" * 1001}, "reason"),
        ({"action": "correct", "field": "stance", "value": "dances"}, None),
        ({"action": "correct", "field": "__class__", "value": "x"}, None),
        ({"action": "merge", "others": ["0000000000000000"]}, "0000000000000000"),
    ],
)
def test_what_can_not_be_decided_is_422(visit: TestClient, fields: dict[str, object], where: str | None) -> None:
    line, _ = a_line(visit)
    csrf = csrf_of(visit.get(f"/entries/{line}/ruling").text)
    refused = visit.post(
        f"/entries/{line}/ruling", data={"csrf": csrf, **fields}, headers={"accept": "application/json"}
    )
    assert refused.status_code == 422
    if where:
        assert refused.json()["error"]["where"] == where
    assert visit.get("/rulings.json").json()["n_all"] == 0


def test_a_change_wants_the_token_of_its_session(visit: TestClient, own_shelf: Shelf) -> None:
    line, _ = a_line(visit)
    others = csrf_of(visitor(own_shelf).get(f"/entries/{line}/ruling").text)
    for given in ({}, {"csrf": ""}, {"csrf": others}):
        for room in (f"/entries/{line}/ruling", "/rulings/x/undo", "/sign-out", "/sign-in"):
            assert visit.post(room, data={"action": "confirm", **given}).status_code == 403
    assert visit.get("/rulings.json").json()["n_all"] == 0


def test_another_site_changes_nothing_even_with_the_token(visit: TestClient) -> None:
    line, _ = a_line(visit)
    csrf = csrf_of(visit.get(f"/entries/{line}/ruling").text)
    data = {"csrf": csrf, "action": "confirm"}
    refused = visit.post(f"/entries/{line}/ruling", data=data, headers={"sec-fetch-site": "cross-site"})
    assert refused.status_code == 403


def test_a_large_form_is_refused(visit: TestClient) -> None:
    line, _ = a_line(visit)
    assert visit.post(f"/entries/{line}/ruling", data={"reason": "x" * 70_000}).status_code == 413


def test_a_reader_rules_on_nothing(own_shelf: Shelf) -> None:
    visit = visitor(own_shelf, PEOPLE)
    assert sign_in(visit, "Rea", PASSWORD) == 303
    line, story = a_line(visit)
    assert '/ruling"' not in visit.get(f"/stories/{story}").text
    assert visit.get(f"/entries/{line}/ruling").status_code == 403
    csrf = csrf_of(visit.get("/stories").text)
    assert visit.post(f"/entries/{line}/ruling", data={"csrf": csrf, "action": "confirm"}).status_code == 403


def test_only_an_admin_undoes_what_another_ruled(own_shelf: Shelf) -> None:
    ada, viv = visitor(own_shelf, PEOPLE), visitor(own_shelf, PEOPLE)
    assert sign_in(ada, "Ada", PASSWORD) == sign_in(viv, "Viv", PASSWORD) == 303
    line, _ = a_line(ada)
    assert decide(ada, line, action="confirm") == 303
    assert decide(viv, line, action="confirm", reason="me too") == 303
    made = {row["by"]: row["id"] for row in viv.get("/rulings.json").json()["rows"]}
    csrf = csrf_of(viv.get("/stories").text)
    assert viv.post(f"/rulings/{made['Ada']}/undo", data={"csrf": csrf}).status_code == 403
    assert viv.post(f"/rulings/{made['Viv']}/undo", data={"csrf": csrf}).status_code == 303
    own = {"csrf": csrf_of(ada.get("/stories").text)}
    assert ada.post(f"/rulings/{made['Viv']}/undo", data=own).status_code == 422  # it is undone already
    undoing = next(row["id"] for row in ada.get("/rulings.json").json()["rows"] if row["id"] not in made.values())
    assert ada.post(f"/rulings/{undoing}/undo", data=own).status_code == 303
    page = ada.get("/rulings.json").json()
    assert dict(page["by_whom"]) == {"Ada": 2, "Viv": 2}
    assert {row["state"] for row in page["rows"]} == {"in force", "undone"}


def test_a_ruling_that_is_not_there_can_not_be_undone(visit: TestClient) -> None:
    csrf = csrf_of(visit.get(f"/entries/{a_line(visit)[0]}/ruling").text)
    assert visit.post("/rulings/0000000000000000/undo", data={"csrf": csrf}).status_code == 404


def test_a_decision_that_is_sent_twice_is_kept_once(visit: TestClient, own_shelf: Shelf) -> None:
    line, _ = a_line(visit)
    csrf = csrf_of(visit.get(f"/entries/{line}/ruling").text)
    first, second, other = (
        visit.post(f"/entries/{line}/ruling", data={"csrf": csrf, "action": "confirm", "reason": reason})
        for reason in ("seen", "seen", "seen again")
    )
    assert first.headers["location"] == second.headers["location"] != other.headers["location"]
    assert [ruling.reason for ruling in own_shelf.kept.store.rulings()] == ["seen", "seen again"]


def test_what_was_decided_before_something_else_is_decided_anew(visit: TestClient, own_shelf: Shelf) -> None:
    line, _ = a_line(visit)
    for value in ("if it rains", "if it snows", "if it rains"):
        assert decide(visit, line, action="correct", field="condition", value=value) == 303
    assert len(own_shelf.kept.store.rulings()) == 3
    assert facts(visit, line)["condition"] == "if it rains"
