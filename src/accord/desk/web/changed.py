"""The room of changes: what changed on the record since a day, or came to be known since a visit.

Of a large record only so many stories are compared for one page, those told of last first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from accord.desk.changes import ChangesPage, build_changes_page
from accord.desk.web.asking import Asked
from accord.desk.web.mishaps import bad_parameter
from accord.desk.web.shelf import Shelf

STORIES = 6
"""Stories that are compared for one page."""

MOST_PAGES = 1_000_000


@dataclass(frozen=True, slots=True)
class ChangedPage:
    """What changed. `since` is the day it is compared with, or, where `known`, the moment.

    `n_touched` counts the stories with anything new, of which this page has some; `page` counts from 1.
    """

    since: str
    until: str
    known: bool
    n_touched: int
    page: int
    n_pages: int
    changes: ChangesPage


def changed_page(shelf: Shelf, asked: Asked) -> ChangedPage:
    """Changes after the day `since` up to `until`, or in what is known since the moment `known`.

    Left out, it is what changed on the record's latest day.
    Raises: DeskError: a parameter without meaning.
    """
    since, until, known = asked.day("since"), asked.day("until"), asked.words("known")
    page = asked.number("page", 1, MOST_PAGES)
    if known:
        return _page(shelf, known, _moment(known), None, page)
    made = shelf.derivation()
    latest = made.as_of if made and made.as_of else None
    start = since or ((until or latest or date.max) - timedelta(days=1))
    if until and until <= start:
        raise bad_parameter("until", "It must be later than the day it is compared with.")
    return _page(shelf, start.isoformat(), start, until, page)


def _page(shelf: Shelf, told: str, since: date | datetime, until: date | None, wanted: int) -> ChangedPage:
    touched = _touched(shelf, since, until)
    n_touched = len(touched) if touched is not None else 0
    n_pages = max(1, -(-n_touched // STORIES))
    page = min(wanted, n_pages)
    some = touched[(page - 1) * STORIES : page * STORIES] if touched is not None else None

    def make() -> ChangesPage:
        with shelf.one_at_a_time():
            if isinstance(since, datetime):
                return build_changes_page(shelf.kept.changes_known(since, stories=some))
            return build_changes_page(shelf.kept.changes(since, until, stories=some))

    changes = shelf.at_hand(("changes", since, until, page), make)
    return ChangedPage(
        told, until.isoformat() if until else "", isinstance(since, datetime), n_touched, page, n_pages, changes
    )


def _touched(shelf: Shelf, since: date | datetime, until: date | None) -> tuple[str, ...] | None:
    """The stories with anything new, those told of last first, then the largest; None where that is not known."""

    def make() -> tuple[str, ...] | None:
        found = shelf.kept.changed(since, until)
        if found is None:
            return None
        cards = [card for card in shelf.cards() if card.id in found]
        cards.sort(key=lambda card: (-(card.last_day or date.min).toordinal(), -card.n_reports, card.id))
        return tuple(card.id for card in cards)

    return shelf.at_hand(("touched", since, until), make)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise bad_parameter("known", "It must be a moment, such as 2024-05-06T08:00:00Z.") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
