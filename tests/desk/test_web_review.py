"""Reviewing at the desk: what a ruling would change most comes first; a second reviewer decides by themselves."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from desk_visitors import PASSWORD, PEOPLE, csrf_of, sign_in, visitor
from starlette.testclient import TestClient

from accord.desk.web.door.people import Doors, Role, User
from accord.desk.web.shelf import Shelf


@pytest.fixture
def ada(own_shelf: Shelf) -> TestClient:
    """A reviewer."""
    return visitor(own_shelf, Doors(local=User("Ada", Role.REVIEWER)))


@pytest.fixture
def viv(own_shelf: Shelf) -> TestClient:
    """Another reviewer of the same record."""
    return visitor(own_shelf, Doors(local=User("Viv", Role.REVIEWER)))


def queue(visit: TestClient, **asked: object) -> Any:
    return visit.get("/review.json", params=asked).json()  # type: ignore[arg-type]


def form(visit: TestClient, line: str, **asked: object) -> Any:
    return visit.get(f"/entries/{line}/ruling", params=asked, headers={"accept": "application/json"}).json()  # type: ignore[arg-type]


def decide(visit: TestClient, line: str, **fields: object) -> str:
    """Decide on a line; the ruling's id."""
    data = {"csrf": csrf_of(visit.get("/enter").text), **fields}
    done = visit.post(f"/entries/{line}/ruling", data=data, headers={"accept": "application/json"})
    assert done.status_code == 200, done.text
    return str(done.json()["ruling"])


def test_the_weightiest_line_comes_first_and_says_why(visit: TestClient) -> None:
    page = queue(visit)
    weights = [row["weight"] for row in page["rows"]]
    assert weights == sorted(weights, reverse=True)
    assert weights[0] > 5
    assert page["n_found"] == sum(n for _, _, n in page["counts"]) > len(page["rows"])
    first = page["rows"][0]
    assert "in doubt × (" in first["why"] and "reports" in first["why"]
    shown = visit.get("/review").text
    assert f'id="{first["id"]}"' in shown and first["why"] in shown


def test_pages_go_on_and_come_to_an_end(visit: TestClient) -> None:
    pages = [queue(visit, page=n) for n in range(1, queue(visit)["n_pages"] + 1)]
    ids = [row["id"] for page in pages for row in page["rows"]]
    assert len(ids) == len(set(ids)) == pages[0]["n_found"]
    assert queue(visit, page=400)["rows"] == pages[-1]["rows"]
    assert 'rel="next"' not in visit.get("/review", params={"page": len(pages)}).text


@pytest.mark.parametrize("kind", ["position", "commitment", "incident", "contact", "quotation", "measure", "finding"])
def test_of_every_kind_the_form_offers_what_can_be_decided(visit: TestClient, kind: str) -> None:
    rows = queue(visit, kind=kind)["rows"]
    assert rows and {row["kind"] for row in rows} == {kind}
    made = form(visit, rows[0]["id"])
    assert made["form"]["kind"] == kind
    assert {"confirm", "dismiss"} <= set(made["form"]["actions"])
    assert bool(made["form"]["fields"]) == (kind != "finding")
    assert made["line"]["citations"] or made["line"]["variants"]


def test_a_story_alone(visit: TestClient, story: str) -> None:
    assert queue(visit, story=story)["n_found"] == queue(visit)["n_found"]
    assert visit.get("/review.json", params={"story": "0" * 16}).status_code == 404


@pytest.mark.parametrize("asked", [{"kind": "story"}, {"second": "perhaps"}, {"page": "0"}, {"page": "x"}])
def test_what_has_no_meaning_is_422(visit: TestClient, asked: dict[str, str]) -> None:
    refused = visit.get("/review.json", params=asked)
    assert refused.status_code == 422
    assert refused.json()["error"]["where"] == next(iter(asked))


def test_a_line_leaves_the_queue_when_it_is_ruled_on_and_comes_back(ada: TestClient) -> None:
    before = queue(ada)
    first, following = (row["id"] for row in before["rows"][:2])
    csrf = csrf_of(ada.get("/enter").text)
    then = f"/review?kind=#{following}"
    done = ada.post(f"/entries/{first}/ruling", data={"csrf": csrf, "action": "confirm", "then": then})
    assert done.status_code == 303
    went = urlsplit(done.headers["location"])
    assert (went.path, went.fragment) == ("/review", following)
    after = queue(ada)
    assert after["n_found"] == before["n_found"] - 1
    assert first not in {row["id"] for row in after["rows"]}
    notice = ada.get(done.headers["location"]).text
    (ruling,) = parse_qs(went.query)["ruled"]
    assert f'action="/rulings/{ruling}/undo"' in notice
    back = ada.post(f"/rulings/{ruling}/undo", data={"csrf": csrf, "then": f"/review#{first}"})
    assert back.headers["location"].startswith("/review?ruled=")
    assert queue(ada)["rows"][0]["id"] == first


@pytest.mark.parametrize(
    "then", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere", "javascript:alert(1)"]
)
def test_nobody_is_sent_elsewhere(ada: TestClient, then: str) -> None:
    line = queue(ada)["rows"][0]["id"]
    assert ada.get(f"/entries/{line}/ruling", params={"then": then}).status_code == 422
    csrf = csrf_of(ada.get("/enter").text)
    done = ada.post(f"/entries/{line}/ruling", data={"csrf": csrf, "action": "confirm", "then": then})
    assert done.headers["location"].startswith("/stories/")


def test_a_finding_is_confirmed_and_another_dismissed(ada: TestClient) -> None:
    one, other = (row["id"] for row in queue(ada, kind="finding")["rows"][:2])
    decide(ada, one, action="confirm")
    decide(ada, other, action="dismiss", reason="the same figure")
    assert ["confirmed", "by a person"] in ada.get(f"/entries/{one}.json").json()["line"]["facts"]
    assert ada.get(f"/entries/{other}.json").status_code == 404


def test_measures_are_merged_corrected_and_split(ada: TestClient, own_shelf: Shelf, story: str) -> None:
    line = queue(ada, kind="measure")["rows"][0]["id"]
    made = form(ada, line)["form"]
    assert {"merge", "split", "not_same"} <= set(made["actions"])
    decide(ada, line, action="correct", field="parties", value="Veldria; Keshar; Aurelia")
    decide(ada, line, action="split", claims=[made["claims"][0]["id"]])
    decide(ada, line, action="merge", others=[made["others"][-1]["id"]])
    record = own_shelf.record(story)
    assert record is not None
    (measure,) = (own for own in record.measures if own.id == line)
    assert len(measure.rulings) == 3
    assert made["others"][-1]["id"] not in {own.id for own in record.measures}


def test_what_was_wrong_stands_beside_its_field_with_what_was_written(ada: TestClient) -> None:
    line = queue(ada, kind="position")["rows"][0]["id"]
    csrf = csrf_of(ada.get("/enter").text)
    given = {"csrf": csrf, "action": "correct", "field": "stance", "value": "dances", "reason": "<i>heard</i>"}
    refused = ada.post(f"/entries/{line}/ruling", data=given)
    assert refused.status_code == 422
    assert f'id="error-value-{line}" role="alert"' in refused.text
    assert 'value="dances"' in refused.text and "&lt;i&gt;heard" in refused.text
    assert 'value="correct" required checked' in refused.text


def test_the_second_reviewer_is_shown_the_line_as_it_was_and_not_what_was_decided(
    ada: TestClient, viv: TestClient
) -> None:
    line = queue(ada, kind="position")["rows"][0]
    before = form(ada, line["id"])
    decide(ada, line["id"], action="dismiss", reason="an exercise")
    assert queue(ada, second="blind")["n_found"] == 0
    (waiting,) = queue(viv, second="blind")["rows"]
    assert (waiting["id"], waiting["text"], waiting["story"]) == (line["id"], line["text"], line["story"])
    shown = form(viv, line["id"], second="blind")
    assert shown["first"] is None
    for hidden in (viv.get("/review?second=blind").text, viv.get(f"/entries/{line['id']}/ruling?second=blind").text):
        assert "an exercise" not in hidden and "Ada" not in hidden
    assert shown["line"] == before["line"]
    assert shown["form"] | {"second": False} == before["form"]
    open_one = form(viv, line["id"], second="open")["first"]
    assert (open_one["by"], open_one["says"], open_one["reason"]) == ("Ada", "dismiss", "an exercise")


def test_a_second_decision_takes_the_place_of_the_first_until_it_is_undone(ada: TestClient, viv: TestClient) -> None:
    line = queue(ada, kind="position")["rows"][0]["id"]
    first = decide(ada, line, action="dismiss")
    assert viv.get(f"/entries/{line}.json").status_code == 404
    second = decide(viv, line, action="confirm", second="1")
    assert ["confirmed", "by a person"] in viv.get(f"/entries/{line}.json").json()["line"]["facts"]
    assert {r["id"]: r["state"] for r in viv.get("/rulings.json").json()["rows"]} == {
        first: "superseded",
        second: "in force",
    }
    csrf = csrf_of(viv.get("/enter").text)
    again = viv.post(f"/entries/{line}/ruling", data={"csrf": csrf, "action": "confirm", "second": "1"})
    assert again.status_code == 409
    assert queue(ada, second="blind")["n_found"] == queue(viv, second="blind")["n_found"] == 0
    viv.post(f"/rulings/{second}/undo", data={"csrf": csrf})
    assert viv.get(f"/entries/{line}.json").status_code == 404
    assert queue(viv, second="blind")["n_found"] == 1


def test_a_second_reviewer_may_merge_what_the_first_had_merged(ada: TestClient, viv: TestClient) -> None:
    line = queue(ada, kind="measure")["rows"][0]["id"]
    other = form(ada, line)["form"]["others"][0]["id"]
    decide(ada, line, action="merge", others=[other])
    assert {row["id"] for row in queue(viv, second="blind")["rows"]} == {line, other}
    assert other in {own["id"] for own in form(viv, line, second="blind")["form"]["others"]}
    decide(viv, line, action="merge", others=[other], second="1")
    assert queue(viv, second="blind")["n_found"] == 0
    assert viv.get(f"/entries/{other}.json").status_code == 404
    (pair,) = viv.get("/review/agreement.json").json()["pairs"]
    assert (pair["n_lines"], pair["n_alike"]) == (2, 2)


def test_a_wrong_second_decision_is_kept_by_nobody(ada: TestClient, viv: TestClient) -> None:
    line = queue(ada, kind="position")["rows"][0]["id"]
    decide(ada, line, action="dismiss")
    csrf = csrf_of(viv.get("/enter").text)
    wrong = {"csrf": csrf, "action": "correct", "field": "stance", "value": "dances", "second": "1"}
    refused = viv.post(f"/entries/{line}/ruling", data=wrong)
    assert refused.status_code == 422
    assert "error-value-" in refused.text and 'name="second" value="1"' in refused.text
    assert viv.get("/rulings.json").json()["n_all"] == 1


def test_a_reader_sees_the_queue_and_decides_nothing(own_shelf: Shelf) -> None:
    visit = visitor(own_shelf, PEOPLE)
    assert sign_in(visit, "Rea", PASSWORD) == 303
    line = queue(visit)["rows"][0]["id"]
    assert "/ruling?" not in visit.get("/review").text
    assert visit.get(f"/entries/{line}/ruling").status_code == 403
    csrf = csrf_of(visit.get("/stories").text)
    for second in ("", "1"):
        data = {"csrf": csrf, "action": "confirm", "second": second}
        assert visit.post(f"/entries/{line}/ruling", data=data).status_code == 403
    assert visit.get("/rulings.json").json()["n_all"] == 0


def test_who_has_not_signed_in_sees_nothing(own_shelf: Shelf) -> None:
    visit = visitor(own_shelf, PEOPLE)
    for room in ("/review.json", "/review/agreement.json"):
        assert visit.get(room).status_code == 401
