"""The rooms of all parties, and of all speakers: who is named in the record, those with the most lines first."""

from __future__ import annotations

from dataclasses import dataclass

from accord.desk.web.asking import Asked
from accord.desk.web.names.named import MOST_PAGES
from accord.desk.web.shelf import Shelf
from accord.store.names.find import count_names, name_written
from accord.store.names.keys import key_of, slug_of

PER_PAGE, PER_TABLE = 60, 5_000


@dataclass(frozen=True, slots=True)
class NamedOne:
    """A party or a speaker: how it goes in an address and is written, how many lines name it, the last day of any."""

    slug: str
    name: str
    n_lines: int
    last_day: str


@dataclass(frozen=True, slots=True)
class DirectoryPage:
    """Some of the parties, or the speakers (`sort`); `n_all` counts all of them, `n_found` those with the `words`."""

    sort: str
    words: str
    n_all: int
    n_found: int
    page: int
    n_pages: int
    names: tuple[NamedOne, ...]


def directory_page(shelf: Shelf, sort: str, asked: Asked) -> DirectoryPage:
    """Those whose names have all of `q`'s words.

    Raises: DeskError: a parameter without meaning.
    """
    words, wanted = asked.words("q"), asked.number("page", 1, MOST_PAGES)
    per_page = asked.per_page(PER_PAGE, PER_TABLE)

    def count() -> list[tuple[str, int]]:
        with shelf.kept.store.look() as connection:
            return count_names(connection, sort)

    every = shelf.at_hand(("names", sort), count)
    parts = key_of(words).split()
    found = [one for one in every if all(part in one[0] for part in parts)]
    n_pages = max(1, -(-len(found) // per_page))
    page = min(wanted, n_pages)
    shown = found[(page - 1) * per_page : page * per_page]
    with shelf.kept.store.look() as connection:
        written = [(key, n, *name_written(connection, sort, key)) for key, n in shown]
    names = tuple(NamedOne(slug_of(key), name, n, last_day) for key, n, name, last_day in written)
    return DirectoryPage(sort, words, len(every), len(found), page, n_pages, names)
