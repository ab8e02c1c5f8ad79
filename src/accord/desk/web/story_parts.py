"""Parts of a story that are drawn anew as they are asked for, at addresses of their own: a page, or part of one."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from accord.desk.web.answering import answer, asked_of
from accord.desk.web.asking import Asked, id_in
from accord.desk.web.history import history_page
from accord.desk.web.incident_map import Atlas, bundled_atlas, map_page
from accord.desk.web.shelf import Shelf
from accord.desk.web.timeline import timeline_page


def story_parts(shelf: Shelf, atlas: Callable[[], Atlas] = bundled_atlas) -> list[Route]:
    """The timeline, the map and the histories of a story, each as a page, as the part of a page, or as data.

    Args: atlas: gives what maps are drawn with, when the first is asked for.
    """

    def timeline(request: Request) -> Response:
        page = timeline_page(shelf, id_in(request), Asked(request.query_params))
        return answer(request, f"timeline-{part_or_room(request)}.html", page)

    def incidents(request: Request) -> Response:
        page = map_page(shelf, id_in(request), Asked(request.query_params), atlas())
        return answer(request, f"map-{part_or_room(request)}.html", page)

    def history(request: Request) -> Response:
        page = history_page(shelf, id_in(request), asked_of(request))
        return answer(request, f"history-{part_or_room(request)}.html", page)

    shown = {"timeline": timeline, "map": incidents, "history": history}
    forms = (".json", ".csv", "")
    return [Route(f"/stories/{{id}}/{name}{form}", show) for name, show in shown.items() for form in forms]


def part_or_room(request: Request) -> str:
    """`part` where a page asks for a part of itself, else `room`."""
    return "part" if request.headers.get("hx-request") == "true" else "room"
