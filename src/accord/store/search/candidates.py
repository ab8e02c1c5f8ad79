"""Which reports have every word and name asked for: the one place where the two databases are asked differently."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from accord.store.rows import AnyRow
from accord.store.search.query import Query
from accord.store.search.words import Term, name_words, terms_of


@dataclass(frozen=True, slots=True)
class Measured:
    """What a measure that is asked for comes to: words, or the id of one, with its claims and their reports."""

    terms: tuple[Term, ...]
    id: str = ""
    claims: frozenset[str] = frozenset()
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """A query, its words brought to the form that the index has. Equal queries ask for equal things."""

    query: Query
    terms: tuple[Term, ...]
    speaker: tuple[str, ...]
    party: tuple[str, ...]
    outlet: tuple[str, ...]
    kind: str | None
    measured: Measured | None = None

    @classmethod
    def of(cls, query: Query, kind: str | None, measured: Measured | None) -> Wanted:
        """Args: kind: of claim, as `kinds` of `searched` has it; None for any.

        Raises: QueryError: the words can't be searched for.
        """
        return cls(
            query,
            tuple(dict.fromkeys(terms_of(query.words) + (measured.terms if measured else ()))),
            name_words("speaker", query.speaker),
            name_words("party", query.party),
            name_words("outlet", query.outlet),
            kind,
            measured,
        )

    @property
    def names(self) -> list[tuple[str, Sequence[str]]]:
        """The columns of `searched` that are asked about, and the words they must have."""
        kinds = (self.kind,) if self.kind else ()
        asked = (("speakers", self.speaker), ("parties", self.party), ("outlet", self.outlet), ("kinds", kinds))
        return [(column, words) for column, words in asked if words]


@dataclass(frozen=True, slots=True)
class Candidates:
    """How many reports have all that is wanted, and the rows of `searched` of some of them, best first."""

    n_reports: int
    rows: Sequence[AnyRow]


def find_reports(connection: sa.Connection, wanted: Wanted, skip: int, limit: int) -> Candidates:
    """The reports with all that is wanted, and the rows of those from the `skip`th on."""
    days = {"since": wanted.query.since, "until": wanted.query.until}
    values: dict[str, Any] = {name: day.isoformat() for name, day in days.items() if day}
    tests = [f"s.day {sign} :{name}" for name, sign in (("since", ">="), ("until", "<=")) if name in values]
    if wanted.measured and wanted.measured.id:
        of_measure = {f"report{n}": name for n, name in enumerate(wanted.measured.reports)}
        tests.append(f"s.name IN ({', '.join(f':{name}' for name in of_measure)})")
        values |= of_measure
    make = _postgres if connection.dialect.name == "postgresql" else _sqlite
    asked = make(wanted, tests, {**values, "skip": skip, "limit": limit})
    with _by_index(connection):
        rows = connection.execute(sa.text(asked.page), asked.values).all()
        if asked.counts and (rows or not skip):
            return Candidates(rows[0].n_reports if rows else 0, rows)
        return Candidates(int(connection.scalar(sa.text(asked.count), asked.values) or 0), rows)


@contextmanager
def _by_index(connection: sa.Connection) -> Iterator[None]:
    """Have PostgreSQL use its index, whatever it makes of that: it does not know what it costs to fetch each text."""
    if connection.dialect.name != "postgresql":
        yield
        return
    connection.execute(sa.text("SET LOCAL enable_seqscan = off"))
    yield
    connection.execute(sa.text("SET LOCAL enable_seqscan = on"))


@dataclass(frozen=True, slots=True)
class _Asked:
    """Two statements: how many reports there are, and a page of them, whose rows may say that too (`counts`).

    Whatever was typed is in the values alone.
    """

    count: str
    page: str
    values: dict[str, Any]
    counts: bool = False


_PAGE = "LIMIT :limit OFFSET :skip"


def _sqlite(wanted: Wanted, tests: list[str], values: dict[str, Any]) -> _Asked:
    """Full text by FTS5: a term in quotation marks is nothing but its words, whatever stands in it."""
    asked = [f"{{title text}} : {_fts5(term)}" for term in wanted.terms]
    asked += [f'{column} : "{word}"' for column, words in wanted.names for word in words]
    rank = "bm25(report_words, 4.0, 1.0, 0.0, 0.0, 0.0, 0.0)" if wanted.terms else "1 + 0"
    tables = counted = "FROM searched s"
    if asked:
        tables = "FROM report_words JOIN searched s ON s.number = report_words.rowid"
        # the index has a row for each of `searched`: it alone can tell how many have the words
        counted = tables if tests else "FROM report_words"
        tests, values = ["report_words MATCH :asked", *tests], {**values, "asked": " AND ".join(asked)}
    found = tables + _where(tests)
    order = f"{rank}, coalesce(s.day, '') DESC, s.name"
    page = f"SELECT s.number, s.name, s.day, s.reading {found} ORDER BY {order} {_PAGE}"
    return _Asked(f"SELECT count(*) {counted}{_where(tests)}", page, values)


def _fts5(term: Term) -> str:
    return f'"{" ".join(term.words)}"{"*" if term.starts else ""}'


MOST_RANKED = 1_000
"""Reports that PostgreSQL ranks by all their words, which it must fetch one by one; of more, those with the words in
their titles come first."""

_RANK = (
    "CASE WHEN n_reports > :most THEN CASE WHEN number IN (SELECT number FROM report_words WHERE words @@"
    " CAST(:titled AS tsquery)) THEN 0 ELSE 1 END ELSE (SELECT -ts_rank(words, CAST(:words AS tsquery), 1)"
    " FROM report_words w WHERE w.number = found.number) END, "
)


def _postgres(wanted: Wanted, tests: list[str], values: dict[str, Any]) -> _Asked:
    """Full text by `tsvector`: what is no word of the text is marked by the first letter of what it stands in."""
    words = [_tsquery(term) for term in wanted.terms]
    names = [f"'{column[0]}:{word}'" for column, asked in wanted.names for word in asked]
    table, rank = "searched", ""
    if words or names:
        table, tests = "report_words", ["s.words @@ CAST(:asked AS tsquery)", *tests]
        values = {**values, "asked": " & ".join(words + names)}
    if words:
        rank = _RANK
        titled = [f"'t:{word}'{':*' * (t.starts and word == t.words[-1])}" for t in wanted.terms for word in t.words]
        values |= {"words": " & ".join(words), "titled": " & ".join(titled), "most": MOST_RANKED}
    # counted here, not by a statement of its own: to look for a phrase every text with its words is fetched; and once,
    # not again for each row that is found
    found = (
        f"WITH found AS MATERIALIZED (SELECT s.number, s.name, s.day, s.reading FROM {table} s{_where(tests)}),"  # noqa: S608
        " size AS MATERIALIZED (SELECT count(*) AS n_reports FROM found)"
    )
    order = f"{rank}coalesce(day, '') DESC, name COLLATE \"C\""
    page = f"{found} SELECT found.*, n_reports FROM found, size ORDER BY {order} {_PAGE}"  # noqa: S608
    return _Asked(f"{found} SELECT n_reports FROM size", page, values, counts=True)  # noqa: S608


def _tsquery(term: Term) -> str:
    words = [f"'{word}'" for word in term.words]
    return f"({' <-> '.join(words)}{':*' if term.starts else ''})"


def _where(tests: list[str]) -> str:
    return f" WHERE {' AND '.join(tests)}" if tests else ""
