"""Who comes in, as what, for how long."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_visitors import ANA, PASSWORD, PEOPLE, QUICK, TOKEN, Clock, csrf_of, sign_in, visitor

from accord.desk.web.asking import own_path
from accord.desk.web.door.people import Doors, Role, people_table, read_people
from accord.desk.web.door.sessions import IDLE, LONGEST, MOST, Sessions
from accord.desk.web.shelf import Shelf
from accord.errors import SettingsError


def test_nobody_sees_anything_before_they_sign_in(shelf: Shelf, story: str) -> None:
    visit = visitor(shelf, PEOPLE)
    for room in ("/", "/stories", f"/stories/{story}", "/reports/courier-1", "/search", "/changes", "/rulings", "/x"):
        asked = visit.get(room)
        assert asked.status_code == 303
        assert asked.headers["location"].startswith("/sign-in?to=")
        asked = visit.get(room, headers={"accept": "application/json"})
        assert asked.status_code == 401
        assert asked.json()["error"]["code"] == "sign_in"
    assert visit.get("/static/desk.css").status_code == 200


def test_a_password_lets_in_and_leads_on(shelf: Shelf) -> None:
    visit = visitor(shelf, PEOPLE)
    csrf = csrf_of(visit.get("/sign-in?to=/changes").text)
    before = visit.cookies["accord"]
    entered = visit.post("/sign-in", data={"csrf": csrf, "name": "Rea", "secret": PASSWORD, "to": "/changes"})
    assert entered.headers["location"] == "/changes"
    cookie = next(c for c in entered.headers.get_list("set-cookie") if c.startswith("accord="))
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= {part.strip() for part in cookie.split(";")}
    assert visit.cookies["accord"] != before
    assert "Rea" in visit.get("/stories").text


@pytest.mark.parametrize(("name", "secret"), [("Rea", "wrong"), ("Nobody", PASSWORD), ("", PASSWORD), ("Rea", "")])
def test_a_wrong_one_does_not(shelf: Shelf, name: str, secret: str) -> None:
    visit = visitor(shelf, PEOPLE)
    assert sign_in(visit, name, secret) == 401
    assert visit.get("/stories").status_code == 303


def test_the_token_lets_anybody_in_as_a_reviewer() -> None:
    user = TOKEN.enter(" Mara  Ostin ", "a token of twenty-four")
    assert user is not None
    assert (user.name, user.role) == ("Mara Ostin", Role.REVIEWER)
    assert TOKEN.enter("Mara", "a token of twenty-five") is None


def test_the_token_does_not_let_in_as_somebody_with_a_password() -> None:
    doors = Doors(PEOPLE.people, "a token of twenty-four", hasher=QUICK)
    assert doors.enter("Ada", "a token of twenty-four") is None
    assert doors.enter("Ada", PASSWORD) is not None


def test_guessing_is_slowed_down(shelf: Shelf) -> None:
    visit = visitor(shelf, PEOPLE)
    codes = [sign_in(visit, "Rea", f"guess {n}") for n in range(10)]
    assert codes[0] == 401
    assert codes[-1] == 429
    assert sign_in(visit, "Rea", PASSWORD) == 429


def test_signing_out_ends_the_session(shelf: Shelf) -> None:
    visit = visitor(shelf, PEOPLE)
    assert sign_in(visit, "Rea", PASSWORD) == 303
    key = visit.cookies["accord"]
    visit.post("/sign-out", data={"csrf": csrf_of(visit.get("/stories").text)})
    visit.cookies.set("accord", key)
    assert visit.get("/stories").status_code == 303


@pytest.mark.parametrize(("idle", "wait"), [(IDLE + 1, IDLE + 1), (IDLE - 1, LONGEST + 1)])
def test_a_session_ends_by_itself(clock: Clock, idle: float, wait: float) -> None:
    sessions = Sessions(clock)
    key, _ = sessions.begin(None)
    until = clock.now + wait
    while clock.now + idle < until:
        clock.now += idle
        assert sessions.get(key)
    clock.now += idle
    assert sessions.get(key) is None


def test_there_are_only_so_many_sessions(clock: Clock) -> None:
    sessions = Sessions(clock)
    signed_in, _ = sessions.begin(ANA, signed_in=True)
    first, _ = sessions.begin(None)
    second, _ = sessions.begin(None)
    sessions.get(first)
    for _ in range(MOST - 1):
        sessions.begin(None)
    assert sessions.get(first)
    assert sessions.get(second) is None
    assert sessions.get(signed_in)


@pytest.mark.parametrize("path", ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere", "", "/a\nb"])
def test_signing_in_never_leads_elsewhere(path: str) -> None:
    assert own_path(path) == "/stories"


def test_people_are_read_as_they_were_written(tmp_path: Path) -> None:
    file = tmp_path / "people.toml"
    file.write_text(people_table('Mara "M" Ostin', Role.REVIEWER, PASSWORD) + people_table("Ada", Role.ADMIN, PASSWORD))
    people = read_people(file)
    assert {name: role for name, (role, _) in people.items()} == {'Mara "M" Ostin': Role.REVIEWER, "Ada": Role.ADMIN}
    assert PASSWORD not in file.read_text()
    assert Doors(people).enter("Ada", PASSWORD) is not None


@pytest.mark.parametrize(
    "text", ["", "not toml", '[Ada]\nrole = "admin"', '[Ada]\nrole = "king"\npassword = "$argon2id$"', 'Ada = "x"']
)
def test_a_file_that_lets_in_nobody_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "people.toml").write_text(text)
    with pytest.raises(SettingsError):
        read_people(tmp_path / "people.toml")


def test_a_short_password_is_refused() -> None:
    with pytest.raises(SettingsError):
        people_table("Ada", Role.ADMIN, "short")
