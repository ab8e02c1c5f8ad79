"""Answers: the same page data as HTML, or as JSON where that is asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from accord.desk.pages import UNSURE_MEANS
from accord.desk.web.mishaps import DeskError
from accord.version import __version__


def wants_json(request: Request) -> bool:
    """True where the address ends in `.json`, or JSON is preferred to HTML."""
    accepted = request.headers.get("accept", "")
    return bool(request.scope.get("accord.json")) or ("application/json" in accepted and "text/html" not in accepted)


def answer(request: Request, template: str, page: object, status: int = 200, **more: Any) -> Response:
    """A page by its template, which knows it as `page`, or its data."""
    if wants_json(request):
        return as_json(page, status)
    made = _environment().get_template(template)
    session = request.scope.get("accord.session")
    return HTMLResponse(made.render(page=page, session=session, path=request.url.path, in_desk=True, **more), status)


def answer_mishap(request: Request, mishap: DeskError) -> Response:
    """What went wrong, in the form that was asked for."""
    if wants_json(request):
        return as_json(mishap.as_dict(), mishap.status)
    return answer(request, "mishap.html", mishap, mishap.status)


def as_json(data: object, status: int = 200) -> Response:
    """Data as JSON text: data classes by their fields, days in ISO 8601."""
    text = json.dumps(data, ensure_ascii=False, default=_plain)
    return Response(text.encode("utf-8", "replace"), status, media_type="application/json")


def _plain(value: object) -> object:
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=ChoiceLoader([PackageLoader("accord.desk.web"), PackageLoader("accord.desk")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"unsure_means": UNSURE_MEANS, "version": __version__, "with_query": _with_query}
    environment.filters["segment"] = lambda text: quote(text, safe="")
    environment.filters["share"] = lambda share: "unknown" if share is None else f"{share:.0%}"
    return environment


def _with_query(path: str, given: Mapping[str, object], **changed: object) -> str:
    """A path with parameters, some of them changed; empty ones are left out."""
    wanted = {name: str(value) for name, value in {**given, **changed}.items() if value not in ("", None, False)}
    return f"{path}?{urlencode(wanted)}" if wanted else path
