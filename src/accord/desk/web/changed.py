"""The room of changes: what changed on the record since a day, or came to be known since a visit.

Of a large record many stories have anything new. They are listed, those told of last first, and compared one at a time,
as they are opened: what a page costs does not hang on how many there are.
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from accord.desk.changes import ChangesPage, build_changes_page
from accord.desk.web.asking import Asked
from accord.desk.web.mishaps import bad_parameter, not_found
from accord.desk.web.shelf import Shelf
from accord.store.since import Touched, last_told_first, read_touched_stories

LISTED = 12
"""Stories that are listed on one page, and compared for one table."""

MOST_PAGES = 1_000_000

MANY = 60
"""Reports of stories that take long to compare."""


UNDATED = "No report has a day that others could be compared with"


@dataclass(frozen=True, slots=True)
class ChangedPage:
    """What changed. `since` is the day it is compared with, or, where `known`, the moment; empty if nothing is dated.

    `n_touched` counts the stories with anything new, of which `stories` has those of this page; `page` counts from 1.
    `changes` are those of the first of them, of a table those of all; where it is not known which stories have anything
    new, and none is listed, they are those of the whole record. `story` is the one that was asked for, empty for none.
    """

    since: str
    until: str
    known: bool
    story: str
    n_touched: int
    page: int
    n_pages: int
    stories: tuple[Touched, ...]
    changes: ChangesPage


def changed_page(shelf: Shelf, asked: Asked) -> ChangedPage:
    """Changes after the day `since` up to `until`, or in what is known since the moment `known`; of one `story`, or
    those with anything new.

    Left out, it is what changed on the record's latest day.
    Raises: DeskError: a parameter without meaning, or no such story.
    """
    since, until, known = asked.day("since"), asked.day("until"), asked.words("known")
    if known:
        return _page(shelf, known, _moment(known), None, asked)
    made = shelf.derivation()
    latest = made.as_of if made and made.as_of else None
    last = until or latest
    start = since or (last and last - timedelta(days=1))
    if start is None:
        undated = _page(shelf, "", date.max, None, asked)
        return replace(undated, changes=replace(undated.changes, title=UNDATED))
    if until and until <= start:
        raise bad_parameter("until", "It must be later than the day it is compared with.")
    return _page(shelf, start.isoformat(), start, until, asked)


def _page(shelf: Shelf, told: str, since: date | datetime, until: date | None, asked: Asked) -> ChangedPage:
    story, wanted = asked.words("story"), asked.number("page", 1, MOST_PAGES)
    touched = (story,) if story else _touched(shelf, since, until)
    n_pages = max(1, -(-len(touched or ()) // LISTED))
    page = min(wanted, n_pages)
    with shelf.kept.store.look() as connection:
        own = (touched or ())[(page - 1) * LISTED : page * LISTED]
        stories = read_touched_stories(connection, own, since, until)
    if story and not stories:
        raise not_found("story", story)
    compared = stories if asked.as_table else stories[:1]
    return ChangedPage(
        since=told,
        until=until.isoformat() if until else "",
        known=isinstance(since, datetime),
        story=story,
        n_touched=len(touched or ()),
        page=page,
        n_pages=n_pages,
        stories=stories,
        changes=_changes(shelf, since, until, compared if touched is not None else None),
    )


def _changes(
    shelf: Shelf, since: date | datetime, until: date | None, stories: tuple[Touched, ...] | None
) -> ChangesPage:
    """The changes of some stories; None for all."""
    some = None if stories is None else tuple(story.story for story in stories)
    takes_long = stories is None or sum(story.n_reports for story in stories) > MANY

    def make() -> ChangesPage:
        with shelf.one_at_a_time() if takes_long else nullcontext():
            if isinstance(since, datetime):
                return build_changes_page(shelf.kept.changes_known(since, stories=some))
            return build_changes_page(shelf.kept.changes(since, until, stories=some))

    return shelf.at_hand(("changes", since, until, some), make)


def _touched(shelf: Shelf, since: date | datetime, until: date | None) -> tuple[str, ...] | None:
    """The stories with anything new, those told of last first, then the largest; None where that is not known."""

    def make() -> tuple[str, ...] | None:
        found = shelf.kept.changed(since, until)
        if found is None:
            return None
        with shelf.kept.store.look() as connection:
            return tuple(last_told_first(connection, found))

    return shelf.at_hand(("touched", since, until), make)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise bad_parameter("known", "It must be a moment, such as 2024-05-06T08:00:00Z.") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
