"""Which reports have every word and name asked for: the one place where the two databases are asked differently."""

from __future__ import annotations

from collections.abc import Sequence
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


def count_reports(connection: sa.Connection, wanted: Wanted) -> int:
    """How many reports there are with all that is wanted."""
    query = _Asked.of(connection, wanted)
    return int(connection.scalar(sa.text(f"SELECT count(*) {query.where}"), query.values) or 0)


def find_reports(connection: sa.Connection, wanted: Wanted, skip: int, limit: int) -> Sequence[AnyRow]:
    """The rows of `searched` with all that is wanted, best first, from the `skip`th on."""
    query = _Asked.of(connection, wanted)
    order = f"{query.rank}, coalesce(s.day, '') DESC, s.name {query.collation}"
    text = f"SELECT s.number, s.name, s.day, s.reading {query.where} ORDER BY {order} LIMIT :limit OFFSET :skip"
    return connection.execute(sa.text(text), {**query.values, "limit": limit, "skip": skip}).all()


@dataclass(frozen=True, slots=True)
class _Asked:
    """Parts of a statement: `rank` is less for what answers better. Whatever was typed is in the values alone."""

    where: str
    rank: str
    values: dict[str, Any]
    collation: str = ""

    @classmethod
    def of(cls, connection: sa.Connection, wanted: Wanted) -> _Asked:
        days = {"since": wanted.query.since, "until": wanted.query.until}
        values: dict[str, Any] = {name: day.isoformat() for name, day in days.items() if day}
        tests = [f"s.day {sign} :{name}" for name, sign in (("since", ">="), ("until", "<=")) if name in values]
        if wanted.measured and wanted.measured.id:
            of_measure = {f"report{n}": name for n, name in enumerate(wanted.measured.reports)}
            tests.append(f"s.name IN ({', '.join(f':{name}' for name in of_measure)})")
            values |= of_measure
        make = _postgres if connection.dialect.name == "postgresql" else _sqlite
        return make(wanted, tests, values)


def _sqlite(wanted: Wanted, tests: list[str], values: dict[str, Any]) -> _Asked:
    """Full text by FTS5: a term in quotation marks is nothing but its words, whatever stands in it."""
    asked = [f"{{title text}} : {_fts5(term)}" for term in wanted.terms]
    asked += [f'{column} : "{word}"' for column, words in wanted.names for word in words]
    if not asked:
        return _Asked(f"FROM searched s{_where(tests)}", "1 + 0", values)
    rank = "bm25(report_words, 4.0, 1.0, 0.0, 0.0, 0.0, 0.0)" if wanted.terms else "1 + 0"
    tests = ["report_words MATCH :asked", *tests]
    tables = "FROM report_words JOIN searched s ON s.number = report_words.rowid"
    return _Asked(tables + _where(tests), rank, {**values, "asked": " AND ".join(asked)})


def _fts5(term: Term) -> str:
    return f'"{" ".join(term.words)}"{"*" if term.starts else ""}'


def _postgres(wanted: Wanted, tests: list[str], values: dict[str, Any]) -> _Asked:
    """Full text by `tsvector`: names are marked by the first letter of their column, as `index` writes them."""
    words = [_tsquery(term) for term in wanted.terms]
    names = [f"'{column[0]}:{word}'" for column, asked in wanted.names for word in asked]
    collation = 'COLLATE "C"'
    if not words and not names:
        return _Asked(f"FROM searched s{_where(tests)}", "1 + 0", values, collation)
    rank = "-ts_rank(w.words, CAST(:words AS tsquery), 1)" if words else "1 + 0"
    tests = ["w.words @@ CAST(:asked AS tsquery)", *tests]
    values = {**values, "asked": " & ".join(words + names)} | ({"words": " & ".join(words)} if words else {})
    tables = "FROM report_words w JOIN searched s ON s.number = w.number"
    return _Asked(tables + _where(tests), rank, values, collation)


def _tsquery(term: Term) -> str:
    words = [f"'{word}'" for word in term.words]
    return f"({' <-> '.join(words)}{':*' if term.starts else ''})"


def _where(tests: list[str]) -> str:
    return f" WHERE {' AND '.join(tests)}" if tests else ""
