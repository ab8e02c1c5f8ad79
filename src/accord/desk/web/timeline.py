"""The room of a story's timeline: any days of it, closer or wider."""

from __future__ import annotations

from dataclasses import dataclass

from accord.desk.timeline.drawing import Timeline, build_timeline
from accord.desk.web.asking import Asked
from accord.desk.web.mishaps import bad_parameter, not_found
from accord.desk.web.shelf import Shelf
from accord.model.period import Period


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """The timeline of a story; None where nothing in it is dated."""

    id: str
    title: str
    timeline: Timeline | None


def timeline_page(shelf: Shelf, story: str, asked: Asked) -> TimelinePage:
    """The days from `from` to `to`, cut to those on which there is anything; without both, those around the reports.

    Raises: DeskError: there is no such story, or a parameter without meaning.
    """
    record = shelf.outline(story)
    if record is None:
        raise not_found("story", story)
    first, last = asked.day("from"), asked.day("to")
    if first and last and last < first:
        raise bad_parameter("to", "It must not be earlier than the day it begins with.")
    chapter = record.chapters[0]
    days = Period(first or last, last or first) if first and last else None
    if days is None and (first or last):
        raise bad_parameter("to" if first else "from", "Both days are wanted, or neither.")
    drawn = build_timeline(chapter.entries, record.reports, record.lineage, record.as_of, days)
    return TimelinePage(chapter.story.id, chapter.story.title, drawn)
