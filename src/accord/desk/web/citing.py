"""The words behind a line as plain text, to be copied where there is no script."""

from __future__ import annotations

from accord.desk.lines import Line
from accord.desk.web.line import line_page
from accord.desk.web.shelf import Shelf


def citations_text(shelf: Shelf, line: str) -> str:
    """A line, what stands behind it, and all its citations, each on a line of its own.

    Raises: DeskError: there is no such line.
    """
    page = line_page(shelf, line)
    told = page.line
    head = f"{told.tag}: {told.text}" if told.tag else told.text
    behind = f"{told.badge_tip}; story: {page.story_title}; id: {told.id}"
    return "\n".join([head, behind, "", *_cited(told)]) + "\n"


def _cited(line: Line) -> list[str]:
    told = [c.paste for c in line.citations]
    for wording in line.variants:
        how = f" ({wording.how})" if wording.how else ""
        told += [f"{wording.text}{how}", *(c.paste for c in wording.citations), ""]
    return told
