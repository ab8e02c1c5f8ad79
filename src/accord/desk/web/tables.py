"""Tables: what a page lists, as rows for a spreadsheet. Each kind of page that lists something says its columns here.

UTF-8 with a byte order mark, lines ended by CR LF. No cell can run as a formula: one that would gets an apostrophe in
front.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from typing import Any

from accord.desk.lines import Line
from accord.desk.story_page import StoryPage
from accord.desk.web.changed import ChangedPage
from accord.desk.web.history import HistoryPage
from accord.desk.web.line import LinePage
from accord.desk.web.names.directory import DirectoryPage
from accord.desk.web.names.measure import MeasurePage
from accord.desk.web.names.named import NamedLine
from accord.desk.web.names.naming import NamePage
from accord.desk.web.reports.claims import ClaimsPage
from accord.desk.web.review.review import ReviewPage
from accord.desk.web.rulings.audit import AuditPage
from accord.desk.web.searching import SearchPage
from accord.desk.web.stories import StoriesPage
from accord.exchange.citations import BETWEEN
from accord.exchange.record_csv import as_cell, as_csv, guard


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, what stands in it (one short phrase), and how to get that from a thing that is listed."""

    name: str
    meaning: str
    get: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Table:
    """What a page lists, a row each, and the columns."""

    rows: Callable[[Any], Iterable[Any]]
    columns: tuple[Column, ...]


def table_of(page: object) -> str | None:
    """What a page lists, as CSV text with a heading; None for a page that lists nothing."""
    table = TABLES.get(type(page))
    if table is None:
        return None
    rows = ([guard(as_cell(column.get(row))) for column in table.columns] for row in table.rows(page))
    return as_csv([[column.name for column in table.columns], *rows])


def _same(*told: tuple[str, str]) -> tuple[Column, ...]:
    """Columns that are called as the fields are."""
    return tuple(Column(name, meaning, attrgetter(name)) for name, meaning in told)


def _of(part: Callable[[Any], Any], columns: Iterable[Column]) -> tuple[Column, ...]:
    """Columns of a part of what is listed."""

    def through(get: Callable[[Any], Any]) -> Callable[[Any], Any]:
        return lambda row: get(part(row))

    return tuple(Column(column.name, column.meaning, through(column.get)) for column in columns)


def _words(line: Any) -> str:
    """The exact words of all citations, each wording once."""
    told = (" … ".join(p.text for p in c.pieces if p.marked) for c in _citations(line))
    return BETWEEN.join(dict.fromkeys(" ".join(words.split()) for words in told))


def _citations(line: Any) -> list[Any]:
    return [*line.citations, *(c for wording in getattr(line, "variants", ()) for c in wording.citations)]


def _counted(name: str) -> Callable[[Line], Any]:
    return lambda line: getattr(line.support, name) if line.support else None


_CITED = (
    Column("words", "the exact words it rests on, each wording once", _words),
    Column("citation", "those words, each to be cited", lambda line: BETWEEN.join(c.paste for c in _citations(line))),
    Column(
        "cited",
        "ids of the reports that are cited",
        lambda line: tuple(dict.fromkeys(c.report for c in _citations(line))),
    ),
)
_LINE = (
    *_same(("kind", "what sort of line it is"), ("tag", "its stand, status, or what kind of finding it is")),
    Column("line", "the line as one sentence", lambda line: line.text),
    Column(
        "facts", "its details, each with its name", lambda line: tuple(f"{name}: {value}" for name, value in line.facts)
    ),
    Column("support", "independent origins behind it, at most", _counted("origins")),
    Column("reports", "reports behind it", _counted("reports")),
    Column("outlets", "outlets of these", _counted("outlets")),
    Column("unknown_origin", "reports among them of which nothing tells the origin", _counted("unknown")),
    Column("withdrawn", "reports that said so and were withdrawn", _counted("withdrawn")),
    Column("origins", "the origins by name", _counted("names")),
    *_same(("unsure", "yes where each claim behind it is unsure")),
    *_CITED,
    *_same(("id", "its id")),
)
_STORY = _same(("story", "id of its story"), ("story_title", "title of its story"))
_NAMED = (
    *_same(("day", "its own day, else the first on which it was told"), ("roles", "as what the name stands in it")),
    *_same(("about", "the measure it is about; of a quotation, who speaks, or for whom")),
    *_of(attrgetter("line"), _LINE),
    Column("printed_by", "the outlets of all reports behind it", lambda row: row.outlets),
    *_STORY,
)


def _story_lines(page: StoryPage) -> Iterator[Line]:
    for section in (*page.sections, *page.findings):
        yield from section.lines


def _named_lines(page: NamePage) -> Iterator[NamedLine]:
    for stands in page.stands:
        yield from stands.lines
    for section in page.sections:
        yield from section.lines


def _measure_lines(page: MeasurePage) -> Iterator[tuple[str, NamedLine]]:
    for stands in page.stands:
        yield from ((stands.party, line) for line in stands.lines)
    yield from (("", line) for line in page.owed)


def _change_lines(page: ChangedPage) -> Iterator[tuple[Any, Any]]:
    for section in page.changes.sections:
        yield from ((section, line) for line in section.lines)


TABLES: dict[type, Table] = {
    StoriesPage: Table(
        lambda page: page.cards,
        _same(
            ("id", "id of the story"),
            ("title", "made from the reports' own words"),
            ("first_day", "day of the first report"),
            ("last_day", "day of the last report"),
            ("n_reports", "reports"),
            ("n_outlets", "outlets of these"),
            ("n_origins", "different origins that they carry, at most"),
            ("n_entries", "lines of the record"),
            ("n_open", "commitments of which something may still come"),
            ("n_conflicts", "findings in which reports differ"),
        ),
    ),
    StoryPage: Table(_story_lines, _LINE),
    LinePage: Table(lambda page: (page.line,), _LINE),
    NamePage: Table(_named_lines, _NAMED),
    DirectoryPage: Table(
        lambda page: page.names,
        _same(
            ("name", "how it is written"),
            ("n_lines", "lines of the record that name it"),
            ("last_day", "the last day of any of them"),
            ("slug", "how it goes in an address"),
        ),
    ),
    MeasurePage: Table(
        _measure_lines,
        (
            Column("party", "who takes the stand; empty for a commitment", lambda row: row[0]),
            *_of(itemgetter(1), _NAMED),
        ),
    ),
    SearchPage: Table(
        lambda page: page.hits,
        (
            *_same(("kind", "what it is"), ("id", "id of the report, claim, measure or entry")),
            *_same(("report", "id of the report"), ("start", "where the words begin in it, in code points")),
            Column("words", "the words, with some around them", lambda hit: "".join(p.text for p in hit.pieces)),
            *_same(("outlet", "who published the report"), ("title", "the report's title"), ("day", "its day")),
            *_same(("speaker", "who is credited with the words"), ("parties", "other parties that are named")),
            *_same(("line", "the line of the record, where it is one")),
        ),
    ),
    ChangedPage: Table(
        _change_lines,
        (
            *_of(itemgetter(0), _same(("kind", "what has changed"), ("heading", "that in words"))),
            *_of(
                itemgetter(1),
                (
                    *_same(("day", "when it came onto the record"), ("text", "the change as one sentence")),
                    *_same(("badge", "what stands behind it"), ("origins", "the origins by name")),
                    *_same(("told_by", "on whose word"), ("unsure", "yes where each claim behind it is unsure")),
                    *_CITED,
                    *_same(("entries", "ids of the entries it touches"), ("story", "title of its story")),
                    *_same(("id", "its id")),
                ),
            ),
        ),
    ),
    AuditPage: Table(
        lambda page: page.rows,
        (
            *_same(("id", "id of the ruling"), ("at", "when"), ("by", "who"), ("action", "what")),
            *_same(("sets", "the field that is corrected, and to what"), ("reason", "why")),
            Column("about", "what the lines said then", lambda row: BETWEEN.join(said for _, said, _ in row.about)),
            Column("targets", "their ids", lambda row: tuple(target for target, _, _ in row.about)),
            *_same(("state", "in force, superseded or undone")),
        ),
    ),
    ReviewPage: Table(
        lambda page: page.rows,
        _same(
            ("id", "id of the line"),
            ("kind", "its kind"),
            ("text", "what it says"),
            ("story", "id of its story"),
            ("story_title", "its story"),
            ("badge", "what stands behind it"),
            ("weight", "what a ruling is expected to change"),
            ("why", "what that comes of; of a second review when it was first ruled on"),
        ),
    ),
    HistoryPage: Table(
        lambda page: page.steps,
        _same(
            ("when", "the day of the act, or of the first report"),
            ("stance", "the stand it takes"),
            ("by", "who spoke or acted for the party"),
            ("beside", "the parties that took it together with this one"),
            ("word_of", "on whose word"),
            ("condition", "on what it depends"),
            ("told_by", "the outlets that tell it"),
            ("past", "yes where another stand has taken its place"),
            ("unsure", "yes where each claim behind the line is unsure"),
            ("entry", "id of the line that has its words"),
        ),
    ),
    ClaimsPage: Table(
        lambda page: page.claims,
        _same(
            ("id", "id of the claim"),
            ("kind", "quote or event"),
            ("type", "of an event, its PLOVER type"),
            ("speaker", "who is credited with the words"),
            ("party", "for whom they speak"),
            ("actors", "who acts"),
            ("parties", "the parties they act for"),
            ("recipients", "toward whom"),
            ("stance", "the stand it takes"),
            ("modality", "whether it is told as done, to come, or possible"),
            ("measure", "the measure it is about"),
            ("condition", "on what it depends"),
            ("when", "the day or days, resolved"),
            ("place", "where"),
            ("quantities", "figures"),
            ("words", "the words of a quote, the sentence of an event"),
            ("start", "where these begin in the report, in code points"),
            ("end", "where they end"),
            ("confidence", "the reader's, from 0 to 1; empty where it gives none"),
            ("entry", "id of the line of the record it went into"),
            ("line", "that line"),
            ("citation", "the words, to be cited"),
        ),
    ),
}
"""Every kind of page that lists something."""
