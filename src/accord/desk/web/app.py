"""The web app: which address leads to which room."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from importlib.resources import files

from anyio.to_thread import current_default_thread_limiter
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from accord.desk.web.answering import answer, answer_mishap, asked_of, wants_json, wants_table
from accord.desk.web.asking import id_in
from accord.desk.web.changed import changed_page
from accord.desk.web.door.door import Door
from accord.desk.web.door.headers import Headers
from accord.desk.web.door.people import Doors
from accord.desk.web.door.sessions import Sessions
from accord.desk.web.door.signing_in import SigningIn
from accord.desk.web.door.visits import last_visit, note_visit
from accord.desk.web.entries.entering import Entering
from accord.desk.web.incident_map import Atlas, bundled_atlas
from accord.desk.web.line import line_page
from accord.desk.web.mishaps import mishap_of, not_found
from accord.desk.web.names.rooms import name_rooms
from accord.desk.web.reports.rooms import report_rooms
from accord.desk.web.review.reviewing import Reviewing
from accord.desk.web.rulings.audit import last_of
from accord.desk.web.rulings.deciding import Deciding
from accord.desk.web.rulings.story_rulings import StoryRulings
from accord.desk.web.searching import search_page
from accord.desk.web.shelf import Shelf
from accord.desk.web.stories import stories_page
from accord.desk.web.story_parts import part_or_room, story_parts

AT_A_TIME = 4
"""Pages that are made at a time, each in a thread; others wait their turn."""

_Show = Callable[[Request], Response]


def make_app(
    shelf: Shelf,
    doors: Doors,
    hosts: Collection[str] = (),
    sessions: Sessions | None = None,
    atlas: Callable[[], Atlas] = bundled_atlas,
) -> Starlette:
    """The desk on a kept record.

    Args:
        hosts: the names it answers to, without ports; none for any.
        atlas: gives what maps are drawn with, when the first is asked for.
    """
    sessions = sessions or Sessions()
    signing_in, deciding, reviewing = SigningIn(doors, sessions), Deciding(shelf), Reviewing(shelf)
    entering, story_rulings = Entering(shelf), StoryRulings(shelf)
    routes: list[BaseRoute] = [
        Route("/", lambda _request: RedirectResponse("/stories", 303)),
        *_rooms("/stories", _stories(shelf)),
        *_rooms("/stories/{id}", _story(shelf)),
        *story_parts(shelf, atlas),
        *_rooms("/entries/{id}", _entry(shelf)),
        Route("/entries/{id}/ruling", deciding.form),
        Route("/entries/{id}/ruling", deciding.decide, methods=["POST"]),
        *_rooms("/rulings", deciding.audit),
        *_rooms("/review", reviewing.queue),
        Route("/stories/{id}/ruling", story_rulings.form),
        Route("/stories/{id}/ruling", story_rulings.decide, methods=["POST"]),
        Route("/enter", entering.enter_form),
        Route("/enter", entering.enter, methods=["POST"]),
        Route("/amend/{id:path}", entering.amend_form),
        Route("/amend/{id:path}", entering.amend, methods=["POST"]),
        *_rooms("/review/agreement", reviewing.agreement),
        Route("/rulings/{id}/undo", deciding.undo, methods=["POST"]),
        *report_rooms(shelf),
        *name_rooms(shelf),
        *_rooms("/search", _search(shelf)),
        *_rooms("/changes", _changes(shelf)),
        Route("/sign-in", signing_in.ask),
        Route("/sign-in", signing_in.enter, methods=["POST"]),
        Route("/sign-out", signing_in.leave, methods=["POST"]),
        Mount("/static", _Assets(), middleware=[Middleware(GZipMiddleware, minimum_size=500)]),
    ]
    return Starlette(
        lifespan=_few_at_a_time,
        routes=routes,
        middleware=[Middleware(Headers), Middleware(Door, doors=doors, sessions=sessions, hosts=hosts)],
        exception_handlers={HTTPException: _mishap},
    )


@asynccontextmanager
async def _few_at_a_time(_app: Starlette) -> AsyncIterator[None]:
    """Make so many pages at a time and no more: what is begun is done soon, and who came first is served first."""
    current_default_thread_limiter().total_tokens = AT_A_TIME
    yield


class _Assets(StaticFiles):
    """Styles and scripts: those of `record.html`, and the desk's own."""

    def __init__(self) -> None:
        folders = files("accord.desk") / "static", files("accord.desk.web") / "static"
        super().__init__(directory=str(folders[1]))
        self.all_directories = [str(folder) for folder in folders]

    def file_response(self, *args: object, **named: object) -> Response:
        """A file, to be asked after again each hour."""
        response = super().file_response(*args, **named)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = "private, max-age=3600"
        return response


def _rooms(path: str, show: _Show) -> list[BaseRoute]:
    """A room under its address, and under the same with `.json` or `.csv`, which come first: no id ends so."""
    return [Route(f"{path}.json", show), Route(f"{path}.csv", show), Route(path, show)]


def _stories(shelf: Shelf) -> _Show:
    def show(request: Request) -> Response:
        page = stories_page(shelf, asked_of(request))
        response = answer(request, "stories.html", page, since=last_visit(request))
        if not wants_json(request):
            note_visit(request, response.headers)
        return response

    return show


def _story(shelf: Shelf) -> _Show:
    def show(request: Request) -> Response:
        story, asked = id_in(request), asked_of(request)
        whole = asked.flag("words") or wants_json(request) or wants_table(request)
        page = (shelf.page if whole else shelf.outline_page)(story)
        if page is None:
            raise not_found("story", story)
        ruled = asked.words("ruled")
        return answer(request, "story-room.html", page, ruled=last_of(shelf, ruled) if ruled else None)

    return show


def _entry(shelf: Shelf) -> _Show:
    def show(request: Request) -> Response:
        return answer(request, f"line-{part_or_room(request)}.html", line_page(shelf, id_in(request)))

    return show


def _search(shelf: Shelf) -> _Show:
    return lambda request: answer(request, "search.html", search_page(shelf, asked_of(request)))


def _changes(shelf: Shelf) -> _Show:
    def show(request: Request) -> Response:
        page = changed_page(shelf, asked_of(request))
        response = answer(request, f"changes-{part_or_room(request)}.html", page, last=last_visit(request))
        if not wants_json(request):
            note_visit(request, response.headers)
        return response

    return show


def _mishap(request: Request, error: Exception) -> Response:
    return answer_mishap(request, mishap_of(error))
