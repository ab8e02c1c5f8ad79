"""The room of a measure: what it is, who stands where on it over time, and where else something is called so."""

from __future__ import annotations

from dataclasses import dataclass

from accord.desk.citations import Citation, Citations
from accord.desk.matrix import RELATION_WORDS, rival_phrase
from accord.desk.web.asking import Asked
from accord.desk.web.mishaps import not_found
from accord.desk.web.names.named import MOST_CITED, MOST_PAGES, NamedLine, lines_at, naming_of
from accord.desk.web.shelf import Shelf
from accord.model.measure import Measure
from accord.store.names.find import find_places, measures_at, on_measure, read_labels, read_measure
from accord.store.names.keys import MEASURE, key_of
from accord.weighing.phrases import length_phrase

ELSEWHERE = 20
"""Other stories with something called so that are named at a time."""


@dataclass(frozen=True, slots=True)
class RivalValue:
    """One of several values that reports give, with the words that give it."""

    kind: str
    value: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """Another measure of the story, and how this one stands to it (`narrower than`)."""

    how: str
    measure: str
    label: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A measure of another story that is called the same; `day` is the first it was told (empty where unknown)."""

    measure: str
    story: str
    story_title: str
    day: str


@dataclass(frozen=True, slots=True)
class PartyStands:
    """The stands that one party takes on a measure, in the order of time."""

    party: str
    lines: tuple[NamedLine, ...]


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """A measure of a story. `stands` come by party, the one with the most first; `owed` are the commitments about it.

    `elsewhere` are other stories in which something is called so, some at a time, of `n_elsewhere`: that it is the same
    thing is not said.
    """

    id: str
    label: str
    kind: str
    story: str
    story_title: str
    aliases: tuple[str, ...]
    scope: str
    duration: str
    parties: tuple[str, ...]
    confirmed: bool
    words: tuple[Citation, ...]
    rivals: tuple[RivalValue, ...]
    related: tuple[Related, ...]
    stands: tuple[PartyStands, ...]
    owed: tuple[NamedLine, ...]
    n_elsewhere: int
    elsewhere: tuple[Elsewhere, ...]
    page: int
    n_pages: int


def measure_page(shelf: Shelf, measure: str, asked: Asked) -> MeasurePage:
    """All on the measure of that id.

    Raises: DeskError: there is none, or a parameter without meaning.
    """
    wanted = asked.number("page", 1, MOST_PAGES)
    return shelf.at_hand(("measure", measure, wanted), lambda: _lay_out(shelf, measure, wanted))


def _lay_out(shelf: Shelf, key: str, wanted: int) -> MeasurePage:
    with shelf.kept.store.look() as connection:
        found = read_measure(connection, key)
        if found is None:
            raise not_found("measure", key)
        story, title, measure = found
        placed = on_measure(connection, story, title, key)
        labels = read_labels(connection, {relation.measure for relation in measure.relations})
    lines = lines_at(shelf, placed)
    by_party: dict[str, list[NamedLine]] = {}
    for place, line in zip(placed, lines, strict=True):
        if place.kind == "position":
            by_party.setdefault(place.about, []).append(line)
    cited = _cited(shelf, measure)
    n_elsewhere, page, n_pages, elsewhere = _elsewhere(shelf, measure, wanted)
    return MeasurePage(
        id=measure.id,
        label=measure.label,
        kind=measure.kind.value.replace("_", " "),
        story=story,
        story_title=title,
        aliases=tuple(alias for alias in measure.aliases if alias != measure.label),
        scope=measure.scope or "",
        duration=length_phrase(measure.duration) if measure.duration else "",
        parties=measure.parties,
        confirmed=measure.confirmed,
        words=cited.of(measure.mentions[:MOST_CITED]),
        rivals=tuple(
            RivalValue(r.kind.value, rival_phrase(r), cited.of(r.evidence[:MOST_CITED])) for r in measure.rivals
        ),
        related=tuple(
            Related(RELATION_WORDS[relation.kind], relation.measure, labels.get(relation.measure, relation.measure))
            for relation in measure.relations
        ),
        stands=tuple(
            PartyStands(party, tuple(sorted(own, key=lambda line: (line.day or "9999", line.line.id))))
            for party, own in sorted(by_party.items(), key=lambda item: (-len(item[1]), item[0]))
        ),
        owed=tuple(line for place, line in zip(placed, lines, strict=True) if place.kind == "commitment"),
        n_elsewhere=n_elsewhere,
        elsewhere=elsewhere,
        page=page,
        n_pages=n_pages,
    )


def _cited(shelf: Shelf, measure: Measure) -> Citations:
    pieces = [*measure.mentions[:MOST_CITED], *(e for r in measure.rivals for e in r.evidence[:MOST_CITED])]
    return Citations(shelf.kept.reports({piece.report for piece in pieces}))


def _elsewhere(shelf: Shelf, measure: Measure, wanted: int) -> tuple[int, int, int, tuple[Elsewhere, ...]]:
    """Other stories in which something is called so: how many measures, which page of how many, those on it."""
    naming = naming_of(shelf, MEASURE, measure.label)
    n_all = sum(naming.kinds.values()) if naming else 0
    n_pages = max(1, -(-n_all // ELSEWHERE))
    page = min(wanted, n_pages)
    with shelf.kept.store.look() as connection:
        key = key_of(measure.label)
        places = find_places(connection, MEASURE, key, MEASURE, (page - 1) * ELSEWHERE, ELSEWHERE)
        ids = measures_at(connection, places)
    told = (Elsewhere(ids[p.story, p.number], p.story, p.title, p.day) for p in places if (p.story, p.number) in ids)
    return max(0, n_all - 1), page, n_pages, tuple(one for one in told if one.measure != measure.id)
