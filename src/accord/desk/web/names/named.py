"""Lines that name somebody or something, over all stories: what the rooms of parties, speakers and measures share."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from accord.desk.citations import UNKNOWN_OUTLET, Citations
from accord.desk.facts import named_by
from accord.desk.lines import Line, line_of
from accord.desk.support import support_tip
from accord.desk.web.asking import Asked
from accord.desk.web.shelf import Shelf
from accord.desk.wordings import Wording
from accord.model.entry import AnyEntry, Quotation, Variant
from accord.model.evidence import Evidence, Support
from accord.store.names.find import Naming, Place, find_places, read_labels, read_naming, read_placed, read_published
from accord.store.names.keys import key_of

FIRST, PER_PAGE, PER_TABLE = 8, 20, 1_000
"""Lines of a kind that are shown among others, on a page of their own, and in a table."""

MOST_CITED, MOST_VARIANTS = 4, 8
"""Reports that are cited for one line, of one wording where there are several, and wordings that are shown."""

MOST_PAGES = 1_000_000


@dataclass(frozen=True, slots=True)
class NamedLine:
    """A line in its story. `roles` say as what the name stands in it, `about` what it is about (may be empty).

    `day` is the line's own, else the first on which it was told (ISO 8601, empty where unknown). `outlets` are those of
    all the reports it rests on; the line cites some of them, `n_more` counts the reports it does not.
    """

    line: Line
    day: str
    roles: str
    about: str
    story: str
    story_title: str
    outlets: tuple[str, ...]
    n_more: int


@dataclass(frozen=True, slots=True)
class NamedSection:
    """Lines of one kind, the last first; `n_all` counts those there are."""

    kind: str
    heading: str
    n_all: int
    lines: tuple[NamedLine, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for of a name: lines of one `kind` (empty for the first of each), `about` something, of a page."""

    kind: str
    about: str
    page: int
    per_page: int

    @classmethod
    def of(cls, asked: Asked, kinds: Collection[str]) -> Wanted:
        """Raises: DeskError: a parameter without meaning."""
        kind = asked.one_of("kind", tuple(kinds), "")
        return cls(kind, asked.words("about"), asked.number("page", 1, MOST_PAGES), asked.per_page(PER_PAGE, PER_TABLE))


def naming_of(shelf: Shelf, sort: str, name: str) -> Naming | None:
    """All there is of a name, however it is spelled; None where no line has it."""
    key = key_of(name)

    def make() -> Naming | None:
        with shelf.kept.store.look() as connection:
            return read_naming(connection, sort, key)

    return shelf.at_hand(("naming", sort, key), make)


def sections_of(shelf: Shelf, naming: Naming, headings: Mapping[str, str]) -> tuple[NamedSection, ...]:
    """The first lines of each kind that has a heading, of those that a name has; in that order."""
    kinds = [kind for kind in headings if kind in naming.kinds]
    with shelf.kept.store.look() as connection:
        found = [find_places(connection, naming.sort, naming.key, kind, 0, FIRST) for kind in kinds]
    lines = iter(lines_at(shelf, [place for places in found for place in places]))
    return tuple(
        NamedSection(kind, headings[kind], naming.kinds[kind], tuple(next(lines) for _ in places))
        for kind, places in zip(kinds, found, strict=True)
        if places
    )


def lines_at(shelf: Shelf, places: Sequence[Place]) -> list[NamedLine]:
    """The lines at some places, in their order, each with some of its words."""
    with shelf.kept.store.look() as connection:
        entries = read_placed(connection, places)
        labels = read_labels(connection, {key for entry in entries for key in named_by(entry)})
        published = read_published(connection, _reports(entries))
    shown = [_shortened(entry) for entry in entries]
    citations = Citations(shelf.kept.reports(_reports(shown)))
    return [
        _line(place, entry, line_of(some, labels, citations), published)
        for place, entry, some in zip(places, entries, shown, strict=True)
    ]


_Published = Mapping[str, tuple[str, str]]
"""The outlets and days of reports by id, each empty where it is unknown."""


def _line(place: Place, entry: AnyEntry, line: Line, published: _Published) -> NamedLine:
    """A line that cites some of its words, with who printed all of them."""
    reports = _reports([entry])
    days = [day for name in reports if (day := published.get(name, ("", ""))[1])]
    if isinstance(entry, Quotation):
        told = zip(line.variants, entry.variants, strict=False)
        line = replace(line, variants=tuple(_told(wording, variant, published) for wording, variant in told))
    cited = {c.report for c in (*line.citations, *(c for wording in line.variants for c in wording.citations))}
    return NamedLine(
        line=line,
        day=place.day or min(days, default=""),
        roles=place.roles,
        about=place.about,
        story=place.story,
        story_title=place.title,
        outlets=_outlets(reports, published),
        n_more=len(reports - cited),
    )


def _told(wording: Wording, variant: Variant, published: _Published) -> Wording:
    """A wording with what stands behind all of it, not only behind what is cited."""
    reports = {piece.report for piece in variant.evidence}
    outlets = _outlets(reports, published)
    behind = Support(len(reports), len(outlets), variant.origins)
    return replace(wording, told_by=outlets, badge_tip=support_tip(behind))


def _outlets(reports: Collection[str], published: _Published) -> tuple[str, ...]:
    return tuple(sorted({published.get(name, ("", ""))[0] or UNKNOWN_OUTLET for name in reports}))


def paged(n_all: int, wanted: Wanted) -> tuple[int, int]:
    """Which page it is, and how many there are: one past the last is the last."""
    n_pages = max(1, -(-n_all // wanted.per_page))
    return min(wanted.page, n_pages), n_pages


def _reports(entries: Sequence[AnyEntry]) -> set[str]:
    return {piece.report for entry in entries for piece in _evidence(entry)}


def _evidence(entry: AnyEntry) -> tuple[Evidence, ...]:
    if isinstance(entry, Quotation):
        return tuple(piece for variant in entry.variants for piece in variant.evidence)
    return entry.evidence


def _shortened(entry: AnyEntry) -> AnyEntry:
    """An entry with no more of its words than are shown; what is counted behind it stays."""
    if isinstance(entry, Quotation):
        some = entry.variants[:MOST_VARIANTS]
        return replace(entry, variants=tuple(replace(v, evidence=_first(v.evidence)) for v in some))
    return replace(entry, evidence=_first(entry.evidence))


def _first(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    reports = list(dict.fromkeys(piece.report for piece in evidence))[:MOST_CITED]
    return tuple(piece for piece in evidence if piece.report in reports)
