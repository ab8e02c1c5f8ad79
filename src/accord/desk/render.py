"""The record as one self-contained HTML file: styles, script and drawings inside, nothing fetched."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from accord.desk.leads import FILTERS
from accord.desk.pages import UNSURE_MEANS, RecordPage, build_page
from accord.model.record import Record

if TYPE_CHECKING:
    from jinja2 import Environment


def render_record(record: Record) -> str:
    """Return `record.html` as text; the same record gives the same text."""
    return render_page(build_page(record))


def render_page(page: RecordPage) -> str:
    """Return the page as HTML; every word from a report is escaped."""
    template = _environment().get_template("record.html")
    style = "".join(map(_static, ("record.css", "story.css", "lineage.css")))
    return template.render(page=page, style=style, script=_static("record.js"))


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("accord.desk"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["unsure_means"] = UNSURE_MEANS
    environment.filters |= FILTERS
    return environment


def _static(name: str) -> str:
    return (resources.files("accord.desk") / "static" / name).read_text("utf-8")
