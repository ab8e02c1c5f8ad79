"""The addresses of ruling on stories."""

from __future__ import annotations

from dataclasses import replace

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from accord.desk.web.answering import answer, as_json, wants_json
from accord.desk.web.asking import Asked, id_in
from accord.desk.web.door.door import session_of
from accord.desk.web.door.people import Role
from accord.desk.web.forms import read_form
from accord.desk.web.mishaps import DeskError, mishap_of
from accord.desk.web.rulings.decisions import name_of
from accord.desk.web.rulings.story_ruling import story_ruling_page, story_rulings
from accord.desk.web.shelf import Shelf
from accord.errors import RulingError
from accord.model.ruling import Ruling


class StoryRulings:
    """Rulings on which reports are one story."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def form(self, request: Request) -> Response:
        """What can be decided of a story."""
        name_of(session_of(request), Role.REVIEWER)
        words = Asked(request.query_params).words("q")
        return answer(request, "story-ruling.html", story_ruling_page(self._shelf, id_in(request), words))

    async def decide(self, request: Request) -> Response:
        """Keep a decision, and go to the story as it then is."""
        by, story = name_of(session_of(request), Role.REVIEWER), id_in(request)
        given = await read_form(request)
        page = await run_in_threadpool(story_ruling_page, self._shelf, story, "")
        try:
            rulings = story_rulings(story, by, given)
            now = await run_in_threadpool(self._keep, story, rulings)
        except (DeskError, RulingError) as error:
            mishap = mishap_of(error)
            if wants_json(request) or mishap.status != 422:
                raise
            where = mishap.where if isinstance(error, DeskError) else "action"
            return answer(request, "story-ruling.html", replace(page, errors={where: mishap.message}), 422)
        if wants_json(request):
            return as_json({"rulings": [ruling.id for ruling in rulings], "story": now})
        return RedirectResponse(f"/stories/{now}?ruled={rulings[0].id}", 303)

    def _keep(self, story: str, rulings: list[Ruling]) -> str:
        """Keep rulings; the story that the story's first report is in then."""
        record = self._shelf.record(story)
        first = record.stories[0].reports[0] if record else ""
        with self._shelf.writing:
            self._shelf.kept.rule(*rulings)
        return self._shelf.story_of_report(first) or story
