"""The door: every request comes through here, with its session, or does not."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from urllib.parse import quote

from starlette.datastructures import URL, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from accord.desk.web.answering import answer_mishap, wants_json, wants_table
from accord.desk.web.door.limits import CHANGES, READS, Limit
from accord.desk.web.door.people import Doors
from accord.desk.web.door.sessions import Session, Sessions
from accord.desk.web.mishaps import DeskError, mishap_of

COOKIE = "accord"
OPEN_PATHS = ("/static/", "/sign-in", "/sign-in.json")


class Door:
    """Turns away who asks for another host, too often, or without a session; errors become answers here."""

    def __init__(self, app: ASGIApp, doors: Doors, sessions: Sessions, hosts: Collection[str]) -> None:
        self._app, self._doors, self._sessions = app, doors, sessions
        self._hosts = frozenset(host.lower() for host in hosts)
        self._reads, self._changes = Limit(READS), Limit(CHANGES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def send_on(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        if scope["path"].endswith(".json"):
            scope["accord.json"] = True
        elif scope["path"].endswith(".csv"):
            scope["accord.csv"] = True
        request = Request(scope, receive)
        try:
            await self._let_in(request, scope, receive, send_on)
        except Exception as error:  # the outermost handler: a visitor never sees a trace
            mishap = mishap_of(error)
            if started:
                raise
            await answer_mishap(request, mishap)(scope, receive, send_on)

    async def _let_in(self, request: Request, scope: Scope, receive: Receive, send: Send) -> None:
        if self._hosts and _host(request) not in self._hosts:
            raise DeskError(400, "host", "This desk does not answer to that host.", _host(request)[:80])
        who = request.client.host if request.client else ""
        changing = request.method not in ("GET", "HEAD")
        if not (self._changes if changing else self._reads).allows(who):
            raise DeskError(429, "too_many", "Too many requests; try again in a while.")
        if changing and request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            raise DeskError(403, "forbidden", "A change can be asked for from the desk's own pages only.")
        if request.url.path.startswith("/static/"):
            await self._app(scope, receive, send)
            return
        session = self._sessions.get(request.cookies.get(COOKIE, ""))
        fresh = ""
        if session is None:
            fresh, session = self._sessions.begin(self._doors.local if self._doors.is_open else None)
        scope["accord.session"] = session
        if session.user is None and not request.url.path.startswith(OPEN_PATHS):
            if wants_json(request) or wants_table(request):
                raise DeskError(401, "sign_in", "Sign in first.")
            if changing:
                raise DeskError(401, "sign_in", "Your session has ended, and nothing was changed. Sign in first.")
            await _to_sign_in(request)(scope, receive, send)
            return
        await self._app(scope, receive, _with_cookie(send, request, fresh) if fresh else send)


def _to_sign_in(request: Request) -> Response:
    """On to the page to sign in at, and back from there; of a part of a page, the page as a whole."""
    own = request.url
    if request.headers.get("hx-request") == "true":
        own = URL(request.headers.get("hx-current-url", ""))
    to = quote(own.path + (f"?{own.query}" if own.query else ""), safe="")
    if own is request.url:
        return RedirectResponse(f"/sign-in?to={to}", 303)
    return Response(status_code=401, headers={"HX-Redirect": f"/sign-in?to={to}"})


def set_cookie(headers: MutableHeaders, request: Request, key: str) -> None:
    """Give the visitor a session's key; an empty one takes it away."""
    secure = "; Secure" if request.url.scheme == "https" else ""
    gone = "" if key else "; Max-Age=0"
    headers.append("Set-Cookie", f"{COOKIE}={key}; Path=/; HttpOnly; SameSite=Lax{secure}{gone}")


def session_of(request: Request) -> Session:
    """The visitor's session."""
    session: Session = request.scope["accord.session"]
    return session


def _with_cookie(send: Send, request: Request, key: str) -> Callable[[Message], Awaitable[None]]:
    async def send_on(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if not any(value.startswith(f"{COOKIE}=") for value in headers.getlist("set-cookie")):
                set_cookie(headers, request, key)
        await send(message)

    return send_on


def _host(request: Request) -> str:
    host = request.headers.get("host", "").lower()
    return host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() and ":" in host else host
