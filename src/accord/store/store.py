"""The store: what is kept of a record, in one database. The one seam; nothing above it knows which database it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from os import PathLike
from pathlib import Path
from typing import Self

import sqlalchemy as sa

from accord.errors import DamagedError, StoreError
from accord.model.card import StoryCard
from accord.model.entry import Commitment
from accord.model.lineage import Lineage
from accord.model.record import Chapter
from accord.model.report import Report
from accord.model.revision import Revision, Version
from accord.model.ruling import Ruling
from accord.store import schema
from accord.store.codec import moment
from accord.store.copying import write_copy
from accord.store.derived import (
    Change,
    Derivation,
    read_cards,
    read_chapters,
    read_commitments,
    read_derivation,
    read_lineage,
)
from accord.store.engine import is_postgres, open_engine, place_of, reading, writing
from accord.store.having import reports_at, reports_from, reports_read_by, stories_having
from accord.store.holdings import Holdings, read_holdings, read_reports, read_rulings, series_of_names
from accord.store.loading import insert
from accord.store.lots import Kept, keep_lot, missing
from accord.store.migrate import prepare
from accord.store.patience import patiently
from accord.store.purge import remove_report, wipe
from accord.store.rows import ReadReport, report_key, ruling_row
from accord.store.rules import rules_version
from accord.store.search.amended import amended_since
from accord.store.search.find import search
from accord.store.search.index import index_all, index_series
from accord.store.search.query import Hits, Query
from accord.store.since import stories_since
from accord.store.standing import stories_of
from accord.store.touched import RULING, read_touched, touch
from accord.store.versions import EVER, Between, find_revisions, read_versions, revised, taken_back


class Store:
    """What is kept, and what was derived from it. Any number may be open on one database, in any number of processes.

    Every method that writes is one transaction: once it has returned, what it wrote outlives a crash; where it raises,
    nothing of it is kept.
    """

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine

    @classmethod
    def open(cls, where: str | PathLike[str], *, create: bool = False) -> Self:
        """Open a store, bringing its tables to this version.

        Args:
            where: a file of SQLite, or a URL (`postgresql+psycopg://…`); `sqlite://` is one in memory.
            create: make the store where there is none.
        Raises: StoreError: there is none, it is something else, a later version wrote it, or it can't be reached.
        """
        engine = open_engine(where)
        try:
            prepare(engine, create=create)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine)

    @property
    def file(self) -> Path | None:
        """The file that it is, None for one in memory or on a server."""
        name = self.engine.url.database
        return None if is_postgres(self.engine) or not name or name == ":memory:" else Path(name)

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def unread(self, reports: Sequence[Report], reader: str) -> list[Report]:
        """Those of the reports that no reading by this reader is kept of, in the order given."""
        keys = {report_key(report): report for report in reports}
        read = schema.readings.c

        def work() -> set[str]:
            with reading(self.engine) as connection:
                wanted = sa.select(read.report).where(read.report.in_(keys), read.reader == reader)
                return set(connection.scalars(wanted))

        known = patiently(work)
        return [report for key, report in keys.items() if key not in known]

    def keep(self, lot: Sequence[ReadReport], at: datetime) -> Kept:
        """Keep reports and what was read in them. What is kept already is kept once.

        Args: at: when they were taken in; of one run, the same for all.
        Returns: What became of them. A report is refused when it was purged, or when a report of another outlet has
            its id.
        Raises: StoreError: nothing of the lot was kept; a server that went away was waited for.
        """

        def work() -> Kept:
            with writing(self.engine) as connection:
                return keep_lot(connection, lot, moment(at))

        return patiently(work)

    def add_rulings(self, rulings: Sequence[Ruling], at: datetime) -> None:
        """Keep people's decisions; one that is kept already is kept once.

        Raises: StoreError: none of them was kept; for one, a ruling that is superseded is not in the store.
        """
        rows = {ruling.id: ruling_row(ruling, moment(at)) for ruling in rulings}
        with writing(self.engine) as connection:
            new = missing(connection, schema.rulings, rows)
            insert(connection, schema.rulings, [rows[key] for key in new])
            touch(connection, RULING, new)
            amended = amended_since(connection, new)
            index_series(connection, series_of_names(connection, amended))

    def rulings(self) -> tuple[Ruling, ...]:
        """People's decisions, by time.

        Raises: DamagedError: a row is not what was kept.
        """
        with self._undamaged(), reading(self.engine) as connection:
            return read_rulings(connection, None)

    def holdings(
        self, as_of: date | None = None, known_at: datetime | None = None, names: Collection[str] | None = None
    ) -> Holdings:
        """What the record is made of.

        Args:
            names: only these reports, by any id they go or went by; None for all.
            as_of: only reports published by then, and those without a day; None for all.
            known_at: only what was kept by then; None for all.
        Returns: Of a report with several versions the latest of them; of several readings the latest.
        Raises: DamagedError: a row is not what was kept.
        """
        with self._undamaged(), reading(self.engine) as connection:
            series = None if names is None else series_of_names(connection, names)
            return read_holdings(connection, as_of, known_at, series)

    def reports(self, names: Collection[str]) -> tuple[Report, ...]:
        """Some reports, by any id they go or went by, as they stand, by day then id; their claims are not looked at.

        Raises: DamagedError: a row is not what was kept.
        """
        with self._undamaged(), reading(self.engine) as connection:
            return read_reports(connection, series_of_names(connection, names))

    def versions(self, name: str) -> tuple[Version, ...]:
        """Every version of the report of that id, the first first; none for a report that is not kept.

        Raises: DamagedError: a row is not what was kept.
        """
        with self._undamaged(), reading(self.engine) as connection:
            return read_versions(connection, name)

    def revisions(self, names: Iterable[str] | None = None) -> tuple[Revision, ...]:
        """What changed from each version of a report to the next, by report, then in the order of the versions.

        Args: names: ids of reports; None for all.
        Raises: DamagedError: a row is not what was kept.
        """
        with self._undamaged(), reading(self.engine) as connection:
            wanted = revised(connection, EVER) if names is None else names
            return tuple(r for name in wanted for r in find_revisions(read_versions(connection, name)))

    def altered(self, between: Between = EVER) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The ids of the reports that have a new version, and of those that their outlets withdrew, each in order.

        Raises: StoreError: the store can't be read, or is damaged.
        """
        with self._undamaged(), reading(self.engine) as connection:
            return tuple(revised(connection, between)), tuple(taken_back(connection, between))

    def purge(self, name: str, by: str, reason: str, at: datetime) -> int:
        """Remove every version of a report for good: bytes, text, claims, and what was derived from any report.

        A tombstone says who removed it and why; the report is refused from then on. Rulings stay.

        Returns: How many versions there were, 0 where no such report is kept.
        Raises: StoreError: nothing was removed.
        """
        with writing(self.engine) as connection:
            n_removed = remove_report(connection, name, {"by": by, "reason": reason, "purged_at": moment(at)})
        if n_removed:
            wipe(self.engine)
        return n_removed

    def back_up(self, to: PathLike[str]) -> None:
        """Write a copy of the store, as it stands between two transactions, to a new file of SQLite.

        Raises: StoreError: the file is there already or can't be written, or the store is on PostgreSQL, which has
            tools of its own.
        """
        if is_postgres(self.engine):
            raise StoreError(place_of(self.engine), "PostgreSQL has its own tools for backups, such as pg_dump")
        write_copy(self.engine, Path(to))

    @contextmanager
    def look(self) -> Iterator[sa.Connection]:
        """A look at one state of the store, whatever others write meanwhile.

        Raises: DamagedError: a row read meanwhile is not what was kept, or can't be read.
        """
        with self._undamaged(), reading(self.engine) as connection:
            yield connection

    def derive(self, change: Change, made: Derivation, upto: int, *, after: Derivation | None) -> bool:
        """Write what a derivation changes.

        Args:
            made: the derivation.
            upto: the last of the notes that it has heeded.
            after: the derivation that it goes on from, None for none.
        Returns: Whether it was written: nothing is where somebody else has derived meanwhile.
        Raises: StoreError: what was derived before stands.
        """
        with writing(self.engine) as connection:
            if read_derivation(connection) != after:
                return False
            change.write(connection, made, upto)
        return True

    def cards(self) -> tuple[StoryCard, ...]:
        """The stories at a glance, as they were derived last, in the record's order.

        Raises: DamagedError: a row can't be read.
        """
        with self.look() as connection:
            return tuple(read_cards(connection))

    def part(self, stories: Collection[str]) -> tuple[Derivation | None, Holdings, Lineage, tuple[Chapter, ...]]:
        """Some stories as they were derived last, with their reports as they stand; those that are no more left out.

        Raises: DamagedError: a row is not what was kept, or can't be read.
        """
        with self.look() as connection:
            chapters = read_chapters(connection, sorted(stories))
            names = {report for chapter in chapters for report in chapter.story.reports}
            held = read_holdings(connection, series=series_of_names(connection, names))
            return read_derivation(connection), held, read_lineage(connection, names), chapters

    def outline(self, story: str) -> tuple[Derivation | None, Holdings, Lineage, tuple[Chapter, ...]]:
        """One story as `part` gives it, without the claims; nothing of a story that is no more.

        Raises: DamagedError: a row is not what was kept, or can't be read.
        """
        with self.look() as connection:
            chapters = read_chapters(connection, [story])
            names = {report for chapter in chapters for report in chapter.story.reports}
            reports = read_reports(connection, series_of_names(connection, names))
            held = Holdings(reports, (), read_rulings(connection), "")
            return read_derivation(connection), held, read_lineage(connection, names), chapters

    def stories_having(self, targets: Collection[str]) -> set[str]:
        """The ids of the stories that lines, claims, reports, stories or names are in, as they were derived last.

        Raises: StoreError: the store can't be read.
        """
        with self.look() as connection:
            return stories_having(connection, targets)

    def derivation(self) -> Derivation | None:
        """The last derivation; None where it is none of all that is kept, by these rules.

        Raises: StoreError: the store can't be read.
        """
        with self.look() as connection:
            return self._up_to_date(connection)

    def stories_since(self, since: date, until: date, reports: Collection[str]) -> set[str]:
        """The stories with anything new after a day, up to another: published, ruled, or come about as days passed.

        Args: reports: those whose stories are asked for besides.
        Raises: DamagedError: a row is not what was kept.
        """
        with self.look() as connection:
            return stories_since(connection, since, until) | stories_of(connection, sorted(reports))

    def commitments(self) -> tuple[Commitment, ...]:
        """Every commitment, as it was derived last, by story.

        Raises: DamagedError: a row can't be read.
        """
        with self.look() as connection:
            return tuple(read_commitments(connection))

    def honoured(self) -> set[str]:
        """The ids of the rulings that a story honours, as it was derived last.

        Raises: StoreError: the store can't be read.
        """
        with self.look() as connection:
            return set(connection.scalars(sa.select(schema.honoured.c.ruling).distinct()))

    def names_read_by(self, reader: str) -> set[str]:
        """The ids of the reports of which there is a reading by a reader.

        Raises: StoreError: the store can't be read.
        """
        with self.look() as connection:
            return reports_read_by(connection, reader)

    def names_at(self, urls: Collection[str]) -> set[str]:
        """The ids of the reports with some addresses.

        Raises: StoreError: the store can't be read.
        """
        with self.look() as connection:
            return reports_at(connection, urls)

    def names_from(self, file: str) -> set[str]:
        """The ids of the reports whose place may end in a file's name; every report is looked at.

        Raises: StoreError: the store can't be read.
        """
        with self.look() as connection:
            return reports_from(connection, file)

    def first_report(self) -> str:
        """The id of the first report of the record by day, as it was derived last; empty where there is none.

        Raises: StoreError: the store can't be read.
        """
        stories = schema.stories.c
        with self.look() as connection:
            placed = sa.select(stories.first_report).order_by(stories.first_day, stories.first_report).limit(1)
            dated = connection.scalar(placed.where(stories.first_day.is_not(None)))
            return dated or connection.scalar(placed.where(stories.first_day.is_(None))) or ""

    def stories_of(self, reports: Collection[str]) -> set[str]:
        """The ids of the stories that some reports are in, as they were derived last.

        Raises: StoreError: the store can't be read.
        """
        with self.look() as connection:
            return stories_of(connection, sorted(reports))

    def derived(self) -> tuple[Derivation, Lineage, tuple[Chapter, ...]] | None:
        """What is derived; None where something was kept since, or other rules made it.

        Raises: DamagedError: a row can't be read.
        """
        with self.look() as connection:
            made = self._up_to_date(connection)
            if made is None:
                return None
            return made, read_lineage(connection), read_chapters(connection)

    def search(self, query: Query) -> Hits:
        """Find reports, claims or lines of the record; see `Query`.

        Raises:
            QueryError: the query can't be searched for.
            DamagedError: a row is not what was kept.
        """
        with self.look() as connection:
            return search(connection, query)

    def index_anew(self) -> None:
        """Make the index that is searched anew from what is kept.

        Raises: StoreError: the index is as it was.
        """
        with writing(self.engine) as connection:
            index_all(connection)

    def _up_to_date(self, connection: sa.Connection) -> Derivation | None:
        made = read_derivation(connection)
        return None if made is None or made.rules != rules_version() or read_touched(connection).last else made

    @contextmanager
    def _undamaged(self) -> Iterator[None]:
        try:
            yield
        except ValueError as error:
            reason = f"it is damaged: {error}; `accord doctor` says more"
            raise DamagedError(place_of(self.engine), reason) from error
