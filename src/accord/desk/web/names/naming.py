"""The rooms of a party and of a speaker: everything on one name, over all stories."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from accord.desk.web.asking import Asked
from accord.desk.web.mishaps import not_found
from accord.desk.web.names.named import NamedLine, NamedSection, Wanted, lines_at, naming_of, paged, sections_of
from accord.desk.web.shelf import Shelf
from accord.store.names.find import About, InStory, Naming, find_places, read_abouts
from accord.store.names.keys import PARTY, SPEAKER, slug_of
from accord.store.names.roles import MENTION

HEADINGS: Mapping[str, Mapping[str, str]] = {
    PARTY: {
        "position": "Stands",
        "commitment": "Commitments",
        "incident": "Incidents",
        "contact": "Contacts",
        "quotation": "What was said for it",
        MENTION: "What others said of it",
    },
    SPEAKER: {
        "quotation": "Quotations",
        "position": "Stands",
        "commitment": "Commitments they tell of",
        "incident": "Incidents they tell of, or deny",
        "contact": "Contacts",
    },
}
"""The kinds of lines on each page, in their order. Stands are shown by measure."""

MEASURES, STANDS = 10, 5
"""Measures whose stands are shown among others, and stands on each."""

BESIDE = 12
"""Names beside that are told at the head of a page."""


@dataclass(frozen=True, slots=True)
class Stands:
    """The stands on what goes by one name, the last first; `n_all` counts those there are."""

    measure: str
    n_all: int
    lines: tuple[NamedLine, ...]


@dataclass(frozen=True, slots=True)
class NamePage:
    """A party or a speaker (`sort`). `others` are other ways in which the name is written.

    `beside` are those who speak for a party, or for whom a speaker speaks, with how many of the quotations.
    `kind` is that of the only section there is on a page of its own, `about` the measure, or who or for whom, that it
    is narrowed to; both empty for the first of everything. `n_measures` counts the names of measures on which a stand
    is taken, of which `stands` has those told last.
    """

    sort: str
    slug: str
    name: str
    others: tuple[str, ...]
    n_lines: int
    first_day: str
    last_day: str
    n_stories: int
    stories: tuple[InStory, ...]
    beside: tuple[About, ...]
    n_measures: int
    stands: tuple[Stands, ...]
    sections: tuple[NamedSection, ...]
    kind: str
    about: str
    page: int
    n_pages: int


def name_page(shelf: Shelf, sort: str, name: str, asked: Asked) -> NamePage:
    """All on a party or a speaker, or the lines of one kind, a page at a time.

    Raises: DeskError: no line names it so, or a parameter without meaning.
    """
    wanted = Wanted.of(asked, HEADINGS[sort])
    naming = naming_of(shelf, sort, name)
    if naming is None:
        raise not_found(sort, name)
    if wanted.kind or asked.as_table:
        return _in_turn(shelf, naming, wanted)
    return shelf.at_hand(("name", sort, naming.key), lambda: _of_all(shelf, naming))


def _of_all(shelf: Shelf, naming: Naming) -> NamePage:
    sort, key = naming.sort, naming.key
    with shelf.kept.store.look() as connection:
        measures = read_abouts(connection, sort, key, "position")
        beside = read_abouts(connection, sort, key, "quotation")
        shown = measures[:MEASURES]
        found = [find_places(connection, sort, key, "position", 0, STANDS, about.words) for about in shown]
    lines = iter(lines_at(shelf, [place for places in found for place in places]))
    stands = tuple(
        Stands(about.words, about.n_lines, tuple(next(lines) for _ in places))
        for about, places in zip(shown, found, strict=True)
    )
    headings = {kind: heading for kind, heading in HEADINGS[sort].items() if kind != "position"}
    others = sorted((one for one in beside if one.words not in naming.names), key=lambda one: -one.n_lines)
    return _page(naming, tuple(others[:BESIDE]), len(measures), stands, sections_of(shelf, naming, headings))


def _in_turn(shelf: Shelf, naming: Naming, wanted: Wanted) -> NamePage:
    """Lines of one kind, or of all, as they come."""
    sort, key, kind = naming.sort, naming.key, wanted.kind
    n_all = naming.kinds.get(kind, 0) if kind else sum(naming.kinds.values())
    with shelf.kept.store.look() as connection:
        if kind and wanted.about:
            told = read_abouts(connection, sort, key, kind)
            n_all = sum(one.n_lines for one in told if one.words == wanted.about)
        page, n_pages = paged(n_all, wanted)
        skip = (page - 1) * wanted.per_page
        places = find_places(connection, sort, key, kind, skip, wanted.per_page, wanted.about if kind else "")
    section = NamedSection(kind, HEADINGS[sort].get(kind, "Everything"), n_all, tuple(lines_at(shelf, places)))
    return _page(naming, (), 0, (), (section,), kind, wanted.about, page, n_pages)


def _page(
    naming: Naming,
    beside: tuple[About, ...],
    n_measures: int,
    stands: tuple[Stands, ...],
    sections: tuple[NamedSection, ...],
    kind: str = "",
    about: str = "",
    page: int = 1,
    n_pages: int = 1,
) -> NamePage:
    return NamePage(
        sort=naming.sort,
        slug=slug_of(naming.key),
        name=naming.names[0],
        others=naming.names[1:],
        n_lines=sum(naming.kinds.values()),
        first_day=naming.first_day,
        last_day=naming.last_day,
        n_stories=naming.n_stories,
        stories=naming.stories,
        beside=beside,
        n_measures=n_measures,
        stands=stands,
        sections=sections,
        kind=kind,
        about=about,
        page=page,
        n_pages=n_pages,
    )
