"""Coming in and going out."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from accord.desk.web.answering import answer
from accord.desk.web.asking import own_path
from accord.desk.web.door.door import COOKIE, session_of, set_cookie
from accord.desk.web.door.limits import SIGN_INS, Limit
from accord.desk.web.door.people import Doors
from accord.desk.web.door.sessions import Sessions
from accord.desk.web.forms import read_form
from accord.desk.web.mishaps import DeskError


class SigningIn:
    """The page to sign in at, and what it leads to."""

    def __init__(self, doors: Doors, sessions: Sessions) -> None:
        self._doors, self._sessions = doors, sessions
        self._limit = Limit(SIGN_INS)

    async def ask(self, request: Request) -> Response:
        """The form."""
        return self._form(request, "", 200)

    async def enter(self, request: Request) -> Response:
        """Let somebody in who knows their password, or the token: with a session that is new."""
        form = await read_form(request)
        who = request.client.host if request.client else ""
        if not self._limit.allows(who):
            raise DeskError(429, "too_many", "Too many attempts; try again in a few minutes.")
        user = await run_in_threadpool(self._doors.enter, form.get("name", ""), form.get("secret", ""))
        if user is None:
            return self._form(request, "That name and password, or token, let nobody in.", 401)
        self._sessions.end(request.cookies.get(COOKIE, ""))
        key, _ = self._sessions.begin(user, signed_in=True)
        response = RedirectResponse(own_path(form.get("to", "")), 303)
        set_cookie(response.headers, request, key)
        return response

    async def leave(self, request: Request) -> Response:
        """End the session."""
        await read_form(request)
        self._sessions.end(request.cookies.get(COOKIE, ""))
        response = RedirectResponse("/sign-in", 303)
        set_cookie(response.headers, request, "")
        return response

    def _form(self, request: Request, told: str, status: int) -> Response:
        page = {
            "to": own_path(request.query_params.get("to", "")),
            "told": told,
            "with_token": bool(self._doors.token),
            "csrf": session_of(request).csrf,
        }
        return answer(request, "sign-in.html", page, status)
