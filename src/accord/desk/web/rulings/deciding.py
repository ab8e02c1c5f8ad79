"""The addresses of rulings: forms, decisions, undoing, and the list of all."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import ImmutableMultiDict
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from accord.desk.web.answering import answer, as_json, asked_of, wants_json
from accord.desk.web.asking import Asked, own_path
from accord.desk.web.door.door import session_of
from accord.desk.web.door.people import Role
from accord.desk.web.forms import read_form
from accord.desk.web.mishaps import DeskError
from accord.desk.web.review.review import SECOND, reviewed_line
from accord.desk.web.review.second import as_before, ruled_lines
from accord.desk.web.rulings.audit import audit_page
from accord.desk.web.rulings.decisions import keep, name_of, ruling_of, undo
from accord.desk.web.rulings.ruling import RulingForm, form_for
from accord.desk.web.rulings.targets import placed_in, target_in
from accord.desk.web.shelf import Shelf
from accord.errors import RulingError
from accord.model.record import Record
from accord.model.ruling import RulingAction
from accord.weighing.rulings.checking import check_ruling

_FIELD_OF = {RulingAction.CORRECT: "value", RulingAction.MERGE: "others", RulingAction.NOT_SAME: "others"}


class Deciding:
    """Rulings on a record."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def form(self, request: Request) -> Response:
        """What can be decided of a line, with its words: a page, or that alone for a page that asks for it."""
        by, asked = name_of(session_of(request), Role.REVIEWER), Asked(request.query_params)
        page = reviewed_line(self._shelf, request.path_params["id"], asked.one_of("second", SECOND, "no"), by)
        then, alone = asked.path("then"), request.headers.get("hx-request") == "true"
        page = replace(page, form=replace(page.form, then=then, second=asked.words("second") not in ("", "no")))
        with_words = asked.flag("words") or not alone
        return answer(request, "ruling-form.html" if alone else "ruling.html", page, with_words=with_words)

    async def decide(self, request: Request) -> Response:
        """Keep a decision, and go on: to where the form says, or to where the line is now."""
        session, line = session_of(request), request.path_params["id"]
        given = await read_form(request)
        story = await run_in_threadpool(self._shelf.story_of_line, line)
        made = await run_in_threadpool(self._decide, name_of(session, Role.REVIEWER), line, given)
        if isinstance(made, str):
            return await self._done(request, made, line, story, str(given.get("then", "")))
        form, error = made
        if wants_json(request):
            raise error
        second = "blind" if form.second else "no"
        page = await run_in_threadpool(reviewed_line, self._shelf, line, second, name_of(session, Role.REVIEWER))
        return answer(request, "ruling.html", replace(page, form=form), 422, with_words=True)

    async def undo(self, request: Request) -> Response:
        """Take a ruling out of force."""
        form = await read_form(request)
        ruling = await run_in_threadpool(undo, self._shelf, session_of(request), request.path_params["id"])
        line, story = str(form.get("line", "")), str(form.get("story", "")) or None
        return await self._done(request, ruling, line, story, str(form.get("then", "")))

    def audit(self, request: Request) -> Response:
        """Every ruling."""
        return answer(request, "rulings.html", audit_page(self._shelf, asked_of(request)))

    def _decide(
        self, by: str, line: str, given: ImmutableMultiDict[str, str]
    ) -> str | tuple[RulingForm, DeskError | RulingError]:
        """The id of the ruling that was kept, or the form with what was wrong with it.

        Raises: DeskError: there is no such line.
        """
        supersedes: str | None = None
        record: Record | None = None
        if given.get("second"):
            ruled = ruled_lines(self._shelf.kept.store.rulings()).get(line)
            if ruled is None or by in ruled.by:
                raise DeskError(409, "decided", "You have decided on this line, or what was ruled was undone.", line)
            record, target = as_before(self._shelf, ruled, by)
            supersedes = list(ruled.by.values())[-1].id
            form = form_for(placed_in(record, target))
        else:
            form = form_for(target_in(self._shelf, line))
        try:
            ruling = ruling_of(form, by, given, supersedes)
            if record is not None:
                check_ruling(record, ruling)
            return keep(self._shelf, ruling)
        except DeskError as error:
            where, told, why = error.where, error, error.message
        except RulingError as error:
            action = RulingAction(str(given["action"]))
            where = "claims" if action is RulingAction.SPLIT else _FIELD_OF.get(action, "action")
            return self._again(form, given, {where: error.reason}), error
        return self._again(form, given, {where: why}), told

    def _again(self, form: RulingForm, given: ImmutableMultiDict[str, str], errors: dict[str, str]) -> RulingForm:
        """The form as it was filled in, with what was wrong with it."""
        kept: dict[str, Collection[str]] = {name: tuple(map(str, given.getlist(name))) for name in given}
        then = own_path(str(given.get("then", "")), "")
        return replace(form, given=kept, errors=errors, then=then, second=bool(given.get("second")))

    async def _done(self, request: Request, ruling: str, line: str, story: str | None, then: str) -> Response:
        """On to where it was asked to go, or where the line is, with what was decided; as data, the ruling's id."""
        if wants_json(request):
            return as_json({"ruling": ruling})
        if then := own_path(then, ""):
            path, _, place = then.partition("#")
            return RedirectResponse(
                f"{path}{'&' if '?' in path else '?'}ruled={ruling}{place and f'#{quote(place)}'}", 303
            )
        now = await run_in_threadpool(self._shelf.story_of_line, line) if line else None
        if now is None and (story is None or await run_in_threadpool(self._shelf.page, story) is None):
            return RedirectResponse("/rulings", 303)
        place = f"#{line}" if now else ""
        return RedirectResponse(f"/stories/{now or story}?ruled={ruling}{place}", 303)
