"""Answers: the same page data as HTML, or as JSON where that is asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urlencode

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from accord.desk.leads import FILTERS
from accord.desk.pages import UNSURE_MEANS
from accord.desk.web.asking import Asked
from accord.desk.web.mishaps import DeskError, not_found
from accord.desk.web.tables import table_of
from accord.version import __version__


def wants_json(request: Request) -> bool:
    """True where the address ends in `.json`, or JSON is preferred to HTML."""
    accepted = request.headers.get("accept", "")
    return bool(request.scope.get("accord.json")) or ("application/json" in accepted and "text/html" not in accepted)


def wants_table(request: Request) -> bool:
    """True where the address ends in `.csv`."""
    return bool(request.scope.get("accord.csv"))


def asked_of(request: Request) -> Asked:
    """What is asked for in an address."""
    return Asked(request.query_params, as_table=wants_table(request))


def answer(request: Request, template: str, page: object, status: int = 200, **more: Any) -> Response:
    """A page by its template, which knows it as `page`, or its data."""
    if wants_json(request):
        return as_json(page, status)
    if wants_table(request):
        return _as_table(request, page)
    made = _environment().get_template(template)
    session = request.scope.get("accord.session")
    return HTMLResponse(made.render(page=page, session=session, path=request.url.path, in_desk=True, **more), status)


def answer_mishap(request: Request, mishap: DeskError) -> Response:
    """What went wrong, in the form that was asked for."""
    if wants_json(request) or wants_table(request):
        return as_json(mishap.as_dict(), mishap.status)
    return answer(request, "mishap.html", mishap, mishap.status)


def as_text(text: str) -> Response:
    """Plain text."""
    return Response(text.encode("utf-8", "replace"), media_type="text/plain")


def _as_table(request: Request, page: object) -> Response:
    """What a page lists, for a spreadsheet, under the name of its address."""
    text = table_of(page)
    if text is None:
        raise not_found("table", request.url.path)
    name = re.sub(r"[^\w-]+", "-", request.url.path.strip("/").removesuffix(".csv"), flags=re.ASCII)[:80]
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(text.encode("utf-8-sig", "replace"), media_type="text/csv", headers=headers)


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


def load_templates() -> None:
    """Make every template ready, so that nobody waits for it with the first page of its kind."""
    environment = _environment()
    for name in environment.list_templates(extensions=["html"]):
        environment.get_template(name)


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
    environment.filters |= FILTERS
    environment.filters["share"] = lambda share: "unknown" if share is None else f"{share:.0%}"
    return environment


def _with_query(path: str, given: Mapping[str, object], **changed: object) -> str:
    """A path with parameters, some of them changed; empty ones are left out."""
    wanted = {name: str(value) for name, value in {**given, **changed}.items() if value not in ("", None, False)}
    return f"{path}?{urlencode(wanted)}" if wanted else path
