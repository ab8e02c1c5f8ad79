"""The stages joined: paths in, a record out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from os import PathLike
from pathlib import Path

from accord.errors import NothingToRead
from accord.grouping.group import group_reports
from accord.intake.load import load_reports
from accord.model.claim import Claims
from accord.model.record import Record
from accord.model.report import Refusal, Report
from accord.model.ruling import Ruling
from accord.reading.check import check_claims
from accord.reading.reader import Reader
from accord.reading.rules import RuleReader
from accord.settings import Settings
from accord.tracing.trace import trace_origins
from accord.weighing.weigh import weigh_story

StrPath = str | PathLike[str]
Progress = Callable[[str, int, int | None], None]


def read(
    paths: StrPath | Iterable[StrPath],
    *,
    settings: Settings | None = None,
    reader: Reader | None = None,
    rulings: Sequence[Ruling] = (),
    progress: Progress | None = None,
) -> Record:
    """Read reports and keep the record of what they say.

    Args:
        paths: one file or folder, or several: plain text, HTML, report JSON, JSONL, Parquet.
        settings: how; the defaults fit most uses.
        reader: what reads the reports; the rules when None.
        rulings: people's decisions, honoured while weighing.
        progress: called with the step's name, what is done and the total (None when not known yet).
    Returns: The record. Inputs that could not be used are in `record.refusals`; they never stop the run.
    Raises: NothingToRead: not one report could be read; the message lists the first refusals.
    """
    settings = settings or Settings()
    chosen = [Path(paths)] if isinstance(paths, str | PathLike) else [Path(p) for p in paths]
    reports, refusals = _take_in(chosen, settings, progress)
    if not reports:
        raise NothingToRead(_nothing(chosen, refusals))
    claims, broken = _read_all(reports, reader or RuleReader(), progress)
    return _weigh(reports, claims, tuple(sorted(refusals + broken)), tuple(rulings), settings.as_of)


def rule(record: Record, *rulings: Ruling) -> Record:
    """Return the record as it stands with further rulings; what was read is not read again.

    Raises: RulingError: a ruling's target is not in the record.
    """
    return _weigh(record.reports, record.claims, record.refusals, record.rulings + rulings, record.as_of)
