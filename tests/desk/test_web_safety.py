"""What the desk tells browsers and strangers: headers, errors in one shape, limits."""

from __future__ import annotations

import logging
import re

import pytest
from desk_visitors import Clock, visitor
from starlette.testclient import TestClient

from accord.desk.web.door.headers import HEADERS
from accord.desk.web.door.limits import Limit, Rate
from accord.desk.web.shelf import Shelf

ROOMS = ("/stories", "/search?q=port", "/changes", "/rulings", "/static/desk.css", "/stories/none", "/sign-in")


@pytest.mark.parametrize("room", ROOMS)
def test_every_answer_allows_nothing_from_elsewhere(visit: TestClient, room: str) -> None:
    headers = visit.get(room).headers
    assert {name: headers[name] for name in HEADERS} == HEADERS
    assert "unsafe" not in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_pages_hold_nothing_inline(visit: TestClient, story: str) -> None:
    for room in (*ROOMS, f"/stories/{story}", "/reports/courier-1"):
        page = visit.get(room).text
        assert not re.search(r"<style|<script(?![^>]* src=)|\sstyle=|\son[a-z]+=|javascript:", page)
        assert not re.findall(r'(?:src|href)="(?!/|#|https?://[^"]*" rel="noopener)[^"]*"', page)


def test_pages_are_kept_in_no_cache(visit: TestClient) -> None:
    assert visit.get("/stories").headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "room", ["/stories/0000000000000000", "/entries/none", "/reports/none", "/reports/a/b", "/rulings/x/y", "/nowhere"]
)
def test_what_is_not_there_is_404(visit: TestClient, room: str) -> None:
    for asked in (visit.get(f"{room}.json"), visit.get(room, headers={"accept": "application/json"})):
        assert asked.status_code == 404
        assert asked.json().keys() == {"error"}
        assert asked.json()["error"].keys() == {"code", "message", "where"}
        assert asked.json()["error"]["code"] == "not_found"
    page = visit.get(room)
    assert page.status_code == 404
    assert "text/html" in page.headers["content-type"]


@pytest.mark.parametrize(
    ("room", "where"),
    [
        ("/stories.json?page=0", "page"),
        ("/stories.json?page=1e3", "page"),
        ("/stories.json?page=²", "page"),
        ("/stories.json?sort=random", "sort"),
        ("/stories.json?open=yes", "open"),
        (f"/stories.json?q={'x' * 301}", "q"),
        ("/search.json?q=a&kind=poem", "kind"),
        ("/search.json?q=a&since=yesterday", "since"),
        ("/search.json?q=a&after=b", "after"),
        ("/search.json?q=!!!", "words"),
        ("/changes.json?since=2024-02-30", "since"),
        ("/changes.json?since=2024-05-09&until=2024-05-01", "until"),
        ("/changes.json?known=soon", "known"),
    ],
)
def test_a_parameter_without_meaning_is_422(visit: TestClient, room: str, where: str) -> None:
    asked = visit.get(room)
    assert asked.status_code == 422
    error = asked.json()["error"]
    assert (error["code"], error["where"]) == ("bad_parameter", where)


@pytest.mark.parametrize("odd", ["%00", "%ff", "%ed%a0%80", "..%2f..%2fetc%2fpasswd", "%F0%9F%92%A9" * 400])
def test_odd_ids_are_not_there(visit: TestClient, odd: str) -> None:
    for room in ("stories", "entries", "reports"):
        assert visit.get(f"/{room}/{odd}").status_code == 404
    assert visit.get(f"/stories?q={odd}").status_code in (200, 422)
    assert visit.get(f"/search?q={odd}").status_code in (200, 422)


def test_a_fault_shows_a_number_and_no_trace(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise ZeroDivisionError("a secret of the house")

    monkeypatch.setattr(shelf, "cards", fail, raising=True)
    caplog.set_level(logging.ERROR, "accord.desk")
    error = visitor(shelf).get("/stories.json")
    assert error.status_code == 500
    number = error.json()["error"]["where"]
    assert re.fullmatch(r"[0-9a-f]{8}", number)
    assert "secret" not in error.text
    assert "secret" not in visitor(shelf).get("/stories").text
    assert f"error {number}" in caplog.text
    assert "a secret of the house" in caplog.text


def test_another_host_is_not_answered(visit: TestClient) -> None:
    assert visit.get("/stories", headers={"host": "elsewhere.example"}).status_code == 400
    assert visit.get("/stories", headers={"host": "testserver:8080"}).status_code == 200


def test_who_asks_too_often_waits(clock: Clock) -> None:
    limit = Limit(Rate(burst=3, seconds=30), clock)
    assert [limit.allows("a") for _ in range(4)] == [True, True, True, False]
    assert limit.allows("b")
    clock.now += 10
    assert [limit.allows("a") for _ in range(2)] == [True, False]


def test_a_stranger_who_asks_too_often_is_told_so(visit: TestClient) -> None:
    codes = [visit.post("/sign-out").status_code for _ in range(70)]
    assert codes[0] == 422
    assert codes[-1] == 429
