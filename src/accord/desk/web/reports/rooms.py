"""The rooms of reports: one by itself, what it has been, two side by side, and those of a story in time."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from accord.desk.web.answering import answer, wants_table
from accord.desk.web.asking import Asked, id_in
from accord.desk.web.lineage import lineage_page
from accord.desk.web.mishaps import DeskError
from accord.desk.web.reports.claims import claims_page
from accord.desk.web.reports.pair import pair_page
from accord.desk.web.reports.report import report_page
from accord.desk.web.reports.versions import versions_page
from accord.desk.web.shelf import Shelf

_Show = Callable[[Request], Response]


def report_rooms(shelf: Shelf) -> list[BaseRoute]:
    """Their addresses."""

    def report(name: str, request: Request) -> object:
        return report_page(shelf, name, Asked(request.query_params).words("line"))

    def claims(name: str) -> object:
        return claims_page(shelf, name)

    def versions(name: str, _request: Request) -> object:
        return versions_page(shelf, name)

    def pair(request: Request) -> Response:
        return answer(request, "pair.html", pair_page(shelf, Asked(request.query_params)))

    def lineage(request: Request) -> Response:
        page = lineage_page(shelf, id_in(request), Asked(request.query_params))
        return answer(request, "lineage-room.html", page)

    return [
        *(Route(path, lineage) for path in ("/stories/{id}/lineage.json", "/stories/{id}/lineage")),
        Route("/reports/{id:path}", _named("report.html", report, claims)),
        Route("/versions/{id:path}", _named("versions.html", versions)),
        *(Route(path, pair) for path in ("/pairs.json", "/pairs")),
    ]


def _named(
    template: str, page_of: Callable[[str, Request], object], listed: Callable[[str], object] | None = None
) -> _Show:
    """A room under the id of a report, which may hold slashes and may itself end in `.json` or `.csv`.

    Args: listed: gives what is there to list of it as a table; None for nothing.
    """

    def show(request: Request) -> Response:
        name = id_in(request)
        try:
            page = page_of(name, request)
        except DeskError as error:
            stem = name.removesuffix(".json").removesuffix(".csv")
            if error.status != 404 or stem == name:
                raise
            page = listed(stem) if listed and wants_table(request) else page_of(stem, request)
        else:
            request.scope["accord.csv"] = False
            if "application/json" not in request.headers.get("accept", ""):
                request.scope["accord.json"] = False
        return answer(request, template, page)

    return show
