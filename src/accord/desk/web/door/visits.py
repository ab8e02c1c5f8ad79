"""Visits: when somebody was here last, kept with them, not here."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from http.cookies import SimpleCookie

from starlette.datastructures import MutableHeaders
from starlette.requests import Request

COOKIE = "accord-visit"
APART = timedelta(minutes=30)
"""Requests further apart than this are of two visits."""

_KEPT = 400 * 24 * 3600


def last_visit(request: Request) -> str:
    """The moment at which the visit before this one ended, empty where none is known."""
    before, _ = _told(request)
    return before


def note_visit(request: Request, headers: MutableHeaders, now: datetime | None = None) -> None:
    """Note that somebody is here."""
    at = (now or datetime.now(UTC)).replace(microsecond=0)
    before, seen = _told(request)
    if seen and at - datetime.fromisoformat(seen) > APART:
        before = seen
    cookie = SimpleCookie({COOKIE: f"{before}_{at.isoformat()}"})
    value = cookie[COOKIE].OutputString().partition("=")[2]
    headers.append("Set-Cookie", f"{COOKIE}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={_KEPT}")


def _told(request: Request) -> tuple[str, str]:
    before, _, seen = request.cookies.get(COOKIE, "").partition("_")
    return _moment(before), _moment(seen)


def _moment(text: str) -> str:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return ""
    return moment.isoformat() if moment.tzinfo and moment <= datetime.now(UTC) else ""
