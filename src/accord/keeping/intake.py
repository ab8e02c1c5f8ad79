"""Reading into a store: a lot of reports at a time, each read once and kept before the next lot is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from pathlib import Path

from accord.api import Progress, nothing_to_read, read_reports, silent
from accord.errors import NothingToReadError
from accord.intake.load import last_day, load_with_bytes
from accord.model.report import Refusal, Report
from accord.reading.reader import Reader
from accord.settings import Settings
from accord.store.lots import Kept
from accord.store.rows import ReadReport
from accord.store.store import Store

LOT = 64
"""Reports that are read and kept at a time: what a crash can cost, and what is held in memory."""


def read_into(
    store: Store, paths: Sequence[Path], settings: Settings, reader: Reader, at: datetime, tell: Progress
) -> Kept:
    """Read reports and keep them; see `KeptRecord.read`."""
    told = Kept()
    for lot in _lots(load_with_bytes(paths, settings.max_bytes, last_day(at, settings.as_of))):
        refusals = tuple(taken for taken in lot if isinstance(taken, Refusal))
        raws = {taken[0]: taken[1] for taken in lot if not isinstance(taken, Refusal)}
        unread = store.unread(list(raws), reader.name)
        claims, broken = read_reports(unread, reader, settings.threads, silent)
        read = [ReadReport(r, c, reader.name, raws[r]) for r, c in zip(unread, claims, strict=True)]
        told += replace(Kept(0, len(raws) - len(unread)), refusals=(*refusals, *broken)) + store.keep(read, at)
        tell("keeping", told.new + told.known, None)
    if not told.new + told.known:
        raise NothingToReadError(nothing_to_read(paths, told.refusals))
    return told


_Taken = tuple[Report, bytes] | Refusal


def _lots(taken: Iterable[_Taken]) -> Iterator[list[_Taken]]:
    rest = iter(taken)
    while lot := list(islice(rest, LOT)):
        yield lot
