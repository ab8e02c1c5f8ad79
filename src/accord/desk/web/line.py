"""The room of one line: it stands in its story, and leads there; as data it is alone, with its words."""

from __future__ import annotations

from dataclasses import dataclass

from accord.desk.lines import Line
from accord.desk.pages import StoryPage
from accord.desk.web.mishaps import not_found
from accord.desk.web.shelf import Shelf


@dataclass(frozen=True, slots=True)
class LinePage:
    """One entry or finding, and the story it stands in."""

    story: str
    story_title: str
    line: Line


def line_page(shelf: Shelf, line: str) -> LinePage:
    """The page of the entry, finding or link of names of that id.

    Raises: DeskError: there is none.
    """
    story = shelf.story_of_line(line)
    page = shelf.page(story) if story else None
    found = find_line(page, line) if page else None
    if page is None or found is None:
        raise not_found("entry", line)
    return LinePage(page.id, page.title, found)


def find_line(page: StoryPage, line: str) -> Line | None:
    """The line of that id in a story; None where there is none."""
    sections = (*page.sections, *page.findings)
    return next((own for section in sections for own in section.lines if own.id == line), None)
