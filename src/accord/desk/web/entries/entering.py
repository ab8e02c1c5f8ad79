"""The addresses of what a person adds: claims by hand, and amended reports. Errors stand beside their fields."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from accord.desk.web.answering import answer, as_json, wants_json
from accord.desk.web.asking import Asked, id_in
from accord.desk.web.door.door import session_of
from accord.desk.web.door.people import Role
from accord.desk.web.entries.amending import amend, amend_page
from accord.desk.web.entries.by_hand import enter, enter_page
from accord.desk.web.forms import read_form
from accord.desk.web.mishaps import DeskError
from accord.desk.web.rulings.audit import last_of
from accord.desk.web.rulings.decisions import name_of
from accord.desk.web.shelf import Shelf


class Entering:
    """What people add to a record by hand; for those who may rule."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def enter_form(self, request: Request) -> Response:
        """The form of a claim."""
        name_of(session_of(request), Role.REVIEWER)
        return answer(request, "enter.html", enter_page(self._shelf, Asked(request.query_params).words("story")))

    async def enter(self, request: Request) -> Response:
        """Keep a claim, and go to its story."""
        by = name_of(session_of(request), Role.REVIEWER)
        given = {name: str(value) for name, value in (await read_form(request)).items()}
        try:
            report, story = await run_in_threadpool(enter, self._shelf, by, given)
        except DeskError as error:
            if wants_json(request) or error.status != 422:
                raise
            page = await run_in_threadpool(enter_page, self._shelf, given.get("story", ""))
            page = replace(page, given=given, errors={error.where: error.message})
            return answer(request, "enter.html", page, 422)
        if wants_json(request):
            return as_json({"report": report, "story": story})
        return RedirectResponse(f"/stories/{story}?ruled={report}", 303)

    def amend_form(self, request: Request) -> Response:
        """The form of a report."""
        name_of(session_of(request), Role.REVIEWER)
        ruled = Asked(request.query_params).words("ruled")
        page = amend_page(self._shelf, id_in(request))
        return answer(request, "amend.html", page, ruled=last_of(self._shelf, ruled) if ruled else None)

    async def amend(self, request: Request) -> Response:
        """Keep what was changed, and show the form again, with that to undo."""
        by, report = name_of(session_of(request), Role.REVIEWER), id_in(request)
        given = {name: str(value) for name, value in (await read_form(request)).items()}
        try:
            ruling = await run_in_threadpool(amend, self._shelf, by, report, given)
        except DeskError as error:
            if wants_json(request) or error.status != 422:
                raise
            page = await run_in_threadpool(amend_page, self._shelf, report)
            page = replace(
                page, given={**page.given, "on": "", "withdrawn": "", **given}, errors={error.where: error.message}
            )
            return answer(request, "amend.html", page, 422, ruled=None)
        if wants_json(request):
            return as_json({"ruling": ruling})
        return RedirectResponse(f"/amend/{quote(report)}?ruled={ruling}", 303)
