"""A record that is kept: reports are added to it day after day, people rule on it, and nothing is read twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Self

from accord.api import (
    Progress,
    StrPath,
    chosen_paths,
    latest_day,
    nothing_to_read,
    read_reports,
    rule,
    silent,
    weigh_record,
)
from accord.errors import NothingToReadError, StoreError
from accord.intake.load import load_with_bytes
from accord.model.record import Record
from accord.model.report import Refusal, Report
from accord.model.ruling import Ruling, RulingAction
from accord.reading.reader import Reader
from accord.reading.readers import reader_named
from accord.settings import Settings

if TYPE_CHECKING:
    from accord.store.lots import Kept
    from accord.store.store import Store

LOT = 64
"""Reports that are read and kept at a time: what a crash can cost, and what is held in memory."""


class KeptRecord:
    """A record in a store. It may be open in several processes; each sees what the others have kept.

    Adding reports and rulings keeps them; `rebuild` derives the record from them anew. What was derived from less
    than is kept now, or by other rules, is never shown: `record` then derives it again, without keeping it.
    """

    def __init__(self, store: Store, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Make one on an open store. `clock` says what moment it is, with its zone."""
        self.store = store
        self._clock = clock

    @classmethod
    def open(cls, where: StrPath, *, create: bool = False) -> Self:
        """Open a kept record.

        Args:
            where: a file (SQLite), or the URL of a database (`postgresql+psycopg://…`).
            create: make it where there is none.
        Raises: StoreError: there is none, it is something else, a later version wrote it, it can't be reached, or
            what a store needs is not installed.
        """
        try:
            from accord.store.store import Store
        except ModuleNotFoundError as error:
            raise StoreError(str(where), f"{error.name} is not installed: pip install 'accord[store]'") from error
        return cls(Store.open(where, create=create))

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def read(
        self,
        paths: StrPath | Iterable[StrPath],
        *,
        settings: Settings | None = None,
        reader: Reader | None = None,
        progress: Progress | None = None,
    ) -> Kept:
        """Read reports and keep them, a lot at a time. What this reader has read before is not read again.

        Args: paths, settings, reader, progress: as in `accord.read`; `settings.as_of` keeps nothing out. When
            progress is told of reports, they are kept for good.
        Returns: How many readings are new, how many were there, and what was refused.

        Raises:
            NothingToReadError: not one report could be read.
            StoreError: the store failed; the lots before this one are kept.
        """
        from accord.store.lots import Kept
        from accord.store.rows import ReadReport

        settings, tell, at = settings or Settings(), progress or silent, self._clock()
        reader = reader or reader_named(settings.reader, settings.wide_quotes)
        chosen = chosen_paths(paths)
        told = Kept()
        for lot in _lots(load_with_bytes(chosen, max_bytes=settings.max_bytes)):
            refusals = tuple(taken for taken in lot if isinstance(taken, Refusal))
            raws = {taken[0]: taken[1] for taken in lot if not isinstance(taken, Refusal)}
            unread = self.store.unread(list(raws), reader.name)
            claims, broken = read_reports(unread, reader, settings.threads, silent)
            read = [ReadReport(r, c, reader.name, raws[r]) for r, c in zip(unread, claims, strict=True)]
            told += replace(Kept(0, len(raws) - len(unread)), refusals=(*refusals, *broken)) + self.store.keep(read, at)
            tell("keeping", told.new + told.known, None)
        if not told.new + told.known:
            raise NothingToReadError(nothing_to_read(chosen, told.refusals))
        return told

    def record(
        self, as_of: date | None = None, *, known_at: datetime | None = None, progress: Progress | None = None
    ) -> Record:
        """The record, now or as it stood.

        Args:
            as_of: only what was published by then, every clock standing there; None for the latest day there is.
            known_at: only what was kept by then; None for all.
        Returns: The record; one without reports for an empty store.
        Raises: StoreError: the store can't be read, or is damaged.
        """
        from accord.store.runs import Run

        bare, key = self._holdings(as_of, known_at)
        derived = self.store.derived(Run.over(key, bare.as_of))
        if derived is None:
            return weigh_record(bare, progress or silent)
        lineage, chapters = derived
        return replace(bare, lineage=lineage, chapters=chapters)

    def rebuild(self, progress: Progress | None = None) -> Record:
        """Derive everything from what is kept, and keep that in the place of what was derived before.

        Returns: The record. What is kept being the same, and the rules, the derived rows are the same.
        Raises: StoreError: the store can't be read or written, or is damaged.
        """
        from accord.store.runs import Run

        bare, key = self._holdings(None, None)
        record = weigh_record(bare, progress or silent)
        self.store.save(Run.over(key, bare.as_of), record)
        return record

    def rule(self, *rulings: Ruling) -> Record:
        """Keep people's decisions.

        Returns: The record with them.

        Raises:
            RulingError: a ruling's target is not in the record, or what it sets has no meaning there; none is kept.
            StoreError: the store failed; none is kept.
        """
        rule(self.record(), *rulings)
        self.store.add_rulings(rulings, self._clock())
        return self.rebuild()

    def undo(self, ruling: str, by: str, reason: str = "") -> Record:
        """Take the ruling of that id out of force; what it replaced is in force again. Undoing an undo does it again.

        Raises: RulingError, StoreError: as in `rule`.
        """
        return self.rule(Ruling(RulingAction.UNDO, (), by, self._clock(), reason, supersedes=ruling))

    def purge(self, report: str, by: str, reason: str) -> Record:
        """Remove every version of the report of that id for good: bytes, text and claims. It is refused from then on.

        Returns: The record without it.

        Raises: StoreError: no such report is kept, or the store failed; nothing was removed.
        """
        if not self.store.purge(report, by, reason, self._clock()):
            raise StoreError(report, "no such report is kept")
        return self.rebuild()

    def _holdings(self, as_of: date | None, known_at: datetime | None) -> tuple[Record, str]:
        """The record with nothing derived yet, and the hash of what is in it."""
        held = self.store.holdings(as_of, known_at)
        day = as_of or latest_day(held.reports)
        return Record(held.reports, held.claims, rulings=held.rulings, as_of=day), held.key


_Taken = tuple[Report, bytes] | Refusal


def _lots(taken: Iterable[_Taken]) -> Iterator[list[_Taken]]:
    rest = iter(taken)
    while lot := list(islice(rest, LOT)):
        yield lot
