"""The rooms of parties, speakers and measures, and the words behind a line as text."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from accord.desk.web.answering import answer, as_text, asked_of
from accord.desk.web.asking import id_in
from accord.desk.web.citing import citations_text
from accord.desk.web.names.directory import directory_page
from accord.desk.web.names.measure import measure_page
from accord.desk.web.names.naming import name_page
from accord.desk.web.shelf import Shelf
from accord.store.names.keys import PARTY, SPEAKER

_Show = Callable[[Request], Response]


def name_rooms(shelf: Shelf) -> list[BaseRoute]:
    """Their addresses; the forms come first: no name ends so when it is folded, and no id."""
    rooms = {
        "/parties": _names(shelf, PARTY),
        "/speakers": _names(shelf, SPEAKER),
        "/parties/{id:path}": _name(shelf, PARTY),
        "/speakers/{id:path}": _name(shelf, SPEAKER),
        "/measures/{id}": _measure(shelf),
    }
    formed: list[BaseRoute] = [
        Route(path + form, show) for path, show in rooms.items() for form in (".json", ".csv", "")
    ]
    return [*formed, Route("/entries/{id}/words.txt", _words(shelf))]


def _names(shelf: Shelf, sort: str) -> _Show:
    return lambda request: answer(request, "directory.html", directory_page(shelf, sort, asked_of(request)))


def _name(shelf: Shelf, sort: str) -> _Show:
    return lambda request: answer(request, "name.html", name_page(shelf, sort, id_in(request), asked_of(request)))


def _measure(shelf: Shelf) -> _Show:
    return lambda request: answer(request, "measure.html", measure_page(shelf, id_in(request), asked_of(request)))


def _words(shelf: Shelf) -> _Show:
    return lambda request: as_text(citations_text(shelf, id_in(request)))
