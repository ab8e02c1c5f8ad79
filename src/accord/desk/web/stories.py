"""The room of all stories: what each is about, what changed last, how much stands behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from accord.desk.web.asking import Asked
from accord.desk.web.shelf import Shelf
from accord.model.card import StoryCard
from accord.text.folding import fold_words

PER_PAGE, PER_TABLE = 30, 10_000
MOST_PAGES = 1_000_000

_SORTS: dict[str, Callable[[StoryCard], tuple[float, ...]]] = {
    "latest": lambda card: (-_ordinal(card.last_day), -card.n_reports),
    "largest": lambda card: (-card.n_reports, -_ordinal(card.last_day)),
    "open": lambda card: (-card.n_open, -_ordinal(card.last_day)),
    "conflicts": lambda card: (-card.n_conflicts, -_ordinal(card.last_day)),
}
SORTS = tuple(_SORTS)


@dataclass(frozen=True, slots=True)
class StoriesPage:
    """Some of the stories. `n_all` counts those of the record, `n_found` those that answer; `most` is the most reports
    that a story here has, for drawing; `page` counts from 1.
    """

    words: str
    sort: str
    only_open: bool
    only_conflicts: bool
    as_of: date | None
    n_all: int
    n_found: int
    n_reports: int
    most: int
    page: int
    n_pages: int
    cards: tuple[StoryCard, ...]


def stories_page(shelf: Shelf, asked: Asked) -> StoriesPage:
    """The stories whose titles have all of `q`'s words, with `open` commitments or `conflicts` if so asked.

    Raises: DeskError: a parameter without meaning.
    """
    words, sort = asked.words("q"), asked.one_of("sort", SORTS, "latest")
    only_open, only_conflicts = asked.flag("open"), asked.flag("conflicts")
    page = asked.number("page", 1, MOST_PAGES)
    every, wanted = shelf.cards(), fold_words(words)
    titles = shelf.at_hand("titles", lambda: {card.id: " ".join(fold_words(card.title)) for card in every})
    found = [
        card
        for card in every
        if (card.n_open or not only_open)
        and (card.n_conflicts or not only_conflicts)
        and (not wanted or all(word in titles[card.id] for word in wanted))
    ]
    found.sort(key=lambda card: (*_SORTS[sort](card), card.id))
    per_page = asked.per_page(PER_PAGE, PER_TABLE)
    n_pages = max(1, -(-len(found) // per_page))
    page = min(page, n_pages)
    made = shelf.derivation()
    return StoriesPage(
        words=words,
        sort=sort,
        only_open=only_open,
        only_conflicts=only_conflicts,
        as_of=made.as_of if made else None,
        n_all=len(every),
        n_found=len(found),
        n_reports=sum(card.n_reports for card in every),
        most=max((card.n_reports for card in every), default=1),
        page=page,
        n_pages=n_pages,
        cards=tuple(found[(page - 1) * per_page : page * per_page]),
    )


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0
