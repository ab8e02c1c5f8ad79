"""What stays at hand: made once for many, anew after each derivation, and nobody waits for another's long work."""

from __future__ import annotations

from threading import Event, Thread

import pytest
from desk_visitors import visitor

from accord.desk.web import changed as changed_module
from accord.desk.web import shelf as shelf_module
from accord.desk.web.shelf import AT_HAND, Shelf


def test_many_who_ask_at_once_share_what_is_made(own_shelf: Shelf) -> None:
    go, made, got = Event(), [], []

    def make() -> str:
        go.wait(10)
        made.append(1)
        return "a page"

    asking = [Thread(target=lambda: got.append(own_shelf.at_hand("x", make))) for _ in range(5)]
    for one in asking:
        one.start()
    go.set()
    for one in asking:
        one.join(10)
    assert (got, made) == (["a page"] * 5, [1])


def test_what_failed_is_tried_again(own_shelf: Shelf) -> None:
    def fail() -> str:
        raise ZeroDivisionError

    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            own_shelf.at_hand("x", fail)
    assert own_shelf.at_hand("x", lambda: "a page") == "a page"


def test_only_so_much_is_held(own_shelf: Shelf) -> None:
    made = []
    for n in [*range(AT_HAND + 1), 0]:
        own_shelf.at_hand(n, lambda n=n: made.append(n))  # type: ignore[misc]
    assert made == [*range(AT_HAND + 1), 0]


def test_a_derivation_makes_pages_new(own_shelf: Shelf) -> None:
    before = own_shelf.page(own_shelf.cards()[0].id)
    assert own_shelf.page(own_shelf.cards()[0].id) is before
    own_shelf.kept.rebuild()
    assert own_shelf.page(own_shelf.cards()[0].id) is not before


def test_long_work_keeps_nobody_from_the_stories(own_shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf_module, "PATIENCE", 0.05)
    monkeypatch.setattr(changed_module, "MANY", 0)
    visit = visitor(own_shelf)
    with own_shelf.one_at_a_time():
        refused = visit.get("/changes.json")
        assert (refused.status_code, refused.json()["error"]["code"]) == (503, "busy")
        assert visit.get("/stories").status_code == 200
    assert visit.get("/changes.json").status_code == 200
