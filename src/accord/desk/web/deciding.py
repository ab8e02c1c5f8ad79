"""The addresses of rulings: forms, decisions, undoing, and the list of all."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from accord.desk.web.answering import answer, as_json, asked_of, wants_json
from accord.desk.web.audit import audit_page
from accord.desk.web.door import session_of
from accord.desk.web.forms import read_form
from accord.desk.web.mishaps import DeskError
from accord.desk.web.ruling import decide, ruling_form, undo
from accord.desk.web.shelf import Shelf


class Deciding:
    """Rulings on a record."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def form(self, request: Request) -> Response:
        """What can be decided of a line: a page, or the form alone for a page that asks for it."""
        if not session_of(request).can_rule:
            raise DeskError(403, "forbidden", "Only a reviewer may do that.")
        alone = request.headers.get("hx-request") == "true"
        page = ruling_form(self._shelf, request.path_params["id"])
        return answer(request, "ruling-form.html" if alone else "ruling.html", page)

    async def decide(self, request: Request) -> Response:
        """Keep a decision, and go where the line is now, or to its story."""
        session, line = session_of(request), request.path_params["id"]
        form = await read_form(request)
        story = await run_in_threadpool(self._shelf.story_of_line, line)
        ruling = await run_in_threadpool(decide, self._shelf, session, line, form)
        return await self._done(request, ruling, line, story)

    async def undo(self, request: Request) -> Response:
        """Take a ruling out of force."""
        form = await read_form(request)
        ruling = await run_in_threadpool(undo, self._shelf, session_of(request), request.path_params["id"])
        return await self._done(request, ruling, str(form.get("line", "")), str(form.get("story", "")) or None)

    def audit(self, request: Request) -> Response:
        """Every ruling."""
        return answer(request, "rulings.html", audit_page(self._shelf, asked_of(request)))

    async def _done(self, request: Request, ruling: str, line: str, story: str | None) -> Response:
        """Back to where the line is, with what was decided; as data, the ruling's id."""
        if wants_json(request):
            return as_json({"ruling": ruling})
        now = await run_in_threadpool(self._shelf.story_of_line, line) if line else None
        if now is None and (story is None or await run_in_threadpool(self._shelf.page, story) is None):
            return RedirectResponse("/rulings", 303)
        place = f"#{line}" if now else ""
        return RedirectResponse(f"/stories/{now or story}?ruled={ruling}{place}", 303)
