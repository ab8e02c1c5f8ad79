"""The room of changes: what changed on the record since a day, or came to be known since a visit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from accord.desk.changes import ChangesPage, build_changes_page
from accord.desk.web.asking import Asked
from accord.desk.web.mishaps import bad_parameter
from accord.desk.web.shelf import Shelf


@dataclass(frozen=True, slots=True)
class ChangedPage:
    """What changed. `since` is the day it is compared with, or, where `known`, the moment."""

    since: str
    until: str
    known: bool
    changes: ChangesPage


def changed_page(shelf: Shelf, asked: Asked) -> ChangedPage:
    """Changes after the day `since` up to `until`, or in what is known since the moment `known`.

    Left out, it is what changed on the record's latest day.
    Raises: DeskError: a parameter without meaning.
    """
    since, until, known = asked.day("since"), asked.day("until"), asked.words("known")
    if known:
        moment = _moment(known)
        with shelf.one_at_a_time():
            page = shelf.at_hand(("known", known), lambda: build_changes_page(shelf.kept.changes_known(moment)))
        return ChangedPage(known, "", True, page)
    made = shelf.derivation()
    latest = made.as_of if made and made.as_of else None
    start = since or ((until or latest or date.max) - timedelta(days=1))
    if until and until <= start:
        raise bad_parameter("until", "It must be later than the day it is compared with.")
    with shelf.one_at_a_time():
        page = shelf.at_hand(("changes", start, until), lambda: build_changes_page(shelf.kept.changes(start, until)))
    return ChangedPage(start.isoformat(), until.isoformat() if until else "", False, page)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise bad_parameter("known", "It must be a moment, such as 2024-05-06T08:00:00Z.") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
