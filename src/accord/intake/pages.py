"""Web pages to rows (trafilatura)."""

from __future__ import annotations

from accord.errors import IntakeError
from accord.intake.rows import Row


def read_page(html: str, where: str) -> Row:
    """The report of a web page."""
    import trafilatura

    found = trafilatura.bare_extraction(html, with_metadata=True, include_comments=False)
    if found is None or not (found.text or "").strip():
        raise IntakeError(where, "no report text found in the page")
    return Row(where, found.text, outlet=found.sitename, title=found.title, url=found.url, byline=found.author)
