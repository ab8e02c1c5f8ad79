"""Parts of a story that are drawn anew as they are asked for, at addresses of their own: a page, or part of one."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from accord.desk.web.answering import answer
from accord.desk.web.asking import Asked, id_in
from accord.desk.web.shelf import Shelf
from accord.desk.web.timeline import timeline_page


def story_parts(shelf: Shelf) -> list[Route]:
    """The timeline of a story, as a page, as the part of a page, or as data."""

    def timeline(request: Request) -> Response:
        page = timeline_page(shelf, id_in(request), Asked(request.query_params))
        return answer(request, f"timeline-{_form(request)}.html", page)

    return [Route("/stories/{id}/timeline.json", timeline), Route("/stories/{id}/timeline", timeline)]


def _form(request: Request) -> str:
    """`part` where a page asks for a part of itself, else `room`."""
    return "part" if request.headers.get("hx-request") == "true" else "room"
