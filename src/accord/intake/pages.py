"""Web pages to rows: the report's text and metadata, by trafilatura, behind limits that no page can break."""

from __future__ import annotations

import logging
import re
from functools import cache
from typing import Any

from accord.errors import IntakeError
from accord.intake.pagedates import page_date
from accord.intake.rows import Row, safe

MAX_ELEMENTS = 30_000
MAX_DEPTH = 250
MAX_ATTRIBUTES = 500
_SKIPPED = ("script", "style", "svg", "noscript", "template", "iframe")
_METADATA = "application/ld+json"
_OPEN_ENDED = frozenset(
    ["p", "li", "td", "th", "tr", "option", "dt", "dd", "thead", "tbody", "tfoot", "rt", "rp", "colgroup"]
)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "path"]
)
_OWN = re.compile(r'<meta name="generator" content="Accord \d')
"""A record as Accord writes it: beside the reports it was made from, it would be read as one more of them."""


def looks_like_html(text: str) -> bool:
    """True for a text that is a web page, whatever its file is called."""
    opening = text[:2000].lstrip("\ufeff \t\r\n").lower()
    return opening.startswith(("<!doctype html", "<html")) or (opening.startswith("<?xml") and "<html" in opening)


def read_page(page: str, where: str) -> Row:
    """The report of a web page: its text with one line to a paragraph, title, outlet, byline, address, date.

    Raises: IntakeError: the page holds no report text, is a record that Accord wrote, or breaks a limit (elements,
        nesting, attributes, entities).
    """
    if _OWN.search(page[:2000]):
        raise IntakeError(where, "a record that Accord wrote, not a report")
    lean = _without_code(page)
    _check_limits(lean, where)
    if "<body" not in lean.lower():
        lean = f"<html><body>{lean}</body></html>"
    found = _extract(lean, where)
    text = safe(found.text or "")
    if not any(character.isalnum() for character in text):
        raise IntakeError(where, "no report text found in the page")
    return Row(
        where,
        text,
        outlet=_known(found.sitename),
        title=_known(found.title),
        published=page_date(page, found.url),
        url=_known(found.url),
        byline=_known(found.author),
    )


def _extract(page: str, where: str) -> Any:
    trafilatura = _library()
    try:
        found = trafilatura.bare_extraction(
            page,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception as error:  # whatever a page does to the extractor, the run goes on
        raise IntakeError(where, f"a page that cannot be read ({type(error).__name__})") from error
    if found is None:
        raise IntakeError(where, "no report text found in the page")
    return found


@cache
def _library() -> Any:
    import trafilatura

    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    return trafilatura


def _known(value: str | None) -> str | None:
    return safe(value).strip() or None if value else None


def _without_code(page: str) -> str:
    """The page without scripts, styles and the like, in one pass; their text is never a report's.

    Scripts that hold metadata (JSON-LD) stay.
    """
    kept = []
    start = 0
    for match in _code().finditer(page):
        if match.start() < start or _METADATA in page[match.end() : match.end() + 200].split(">", 1)[0]:
            continue
        kept.append(page[start : match.start()])
        closing = "-->" if match.group() == "<!--" else f"</{match.group()[1:].lower()}"
        end = _find(page, closing, match.end())
        if end < 0:
            start = len(page)
            break
        start = end + len(closing) if closing == "-->" else page.find(">", end) + 1 or len(page)
    kept.append(page[start:])
    return "".join(kept)


def _find(page: str, closing: str, start: int) -> int:
    match = re.compile(re.escape(closing), re.IGNORECASE).search(page, start)
    return match.start() if match else -1


def _check_limits(page: str, where: str) -> None:
    """Refuse what would make a parser crash or crawl."""
    if "<!ENTITY" in page:
        raise IntakeError(where, "the page declares entities of its own")
    depth = elements = 0
    for match in _tag().finditer(page):
        name = match["name"].lower()
        if match["end"]:
            depth -= name not in _OPEN_ENDED
            continue
        elements += 1
        depth += name not in _OPEN_ENDED and name not in _VOID
        if elements > MAX_ELEMENTS:
            raise IntakeError(where, f"the page has more than {MAX_ELEMENTS:,} elements")
        if depth > MAX_DEPTH:
            raise IntakeError(where, f"the page is nested more than {MAX_DEPTH} elements deep")
    if any(tag.count("=") > MAX_ATTRIBUTES for tag in _long_tags(page)):
        raise IntakeError(where, f"the page has an element with more than {MAX_ATTRIBUTES} attributes")


def _long_tags(page: str) -> list[str]:
    """What stands between a "<" and the next one or ">", where it is long."""
    return [piece.split(">", 1)[0] for piece in page.split("<") if len(piece) > 2 * MAX_ATTRIBUTES]


@cache
def _tag() -> re.Pattern[str]:
    return re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)")


@cache
def _code() -> re.Pattern[str]:
    return re.compile(rf"<(?:!--|(?:{'|'.join(_SKIPPED)})(?=[\s>/]))", re.IGNORECASE)
