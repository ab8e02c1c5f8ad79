"""The stages joined: paths in, a record out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from os import PathLike
from pathlib import Path

from accord.errors import NothingToReadError
from accord.grouping.group import group_reports
from accord.grouping.ruled import rule_stories
from accord.intake.load import last_day, load_reports
from accord.model.claim import Claims
from accord.model.given import GivenIds
from accord.model.lineage import Lineage
from accord.model.record import Chapter, Record
from accord.model.report import Refusal, Report
from accord.model.ruling import Ruling
from accord.model.story import Story
from accord.reading.check import check_claims
from accord.reading.reader import Reader
from accord.reading.readers import reader_named
from accord.reading.redating import redated
from accord.reading.side_by_side import read_side_by_side
from accord.settings import Settings
from accord.tracing.trace import trace_origins
from accord.weighing.rulings.amending import amend_reports
from accord.weighing.rulings.checking import check_ruling
from accord.weighing.rulings.subjects import with_subjects
from accord.weighing.weigh import weigh_story

StrPath = str | PathLike[str]
Progress = Callable[[str, int, int | None], None]

REFUSALS_SHOWN = 3
READ_LANGUAGE = "en"


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
        reader: what reads the reports, if not one of Accord's own; must bear being called from several threads.
        rulings: people's decisions, honoured while weighing.
        progress: called with the step's name, how many are done and the total (None when not known yet).
    Returns: The record. Inputs that could not be used are in `record.refusals`; they never stop the run.
    Raises: NothingToReadError: not one report could be read, or none was published by `settings.as_of`.
    """
    settings = settings or Settings()
    tell = progress or silent
    reports, refusals = _take_in(chosen_paths(paths), settings, tell)
    reader = reader or reader_named(settings.reader, settings.wide_quotes)
    claims, broken = read_reports(reports, reader, settings.threads, tell)
    record = Record(
        reports=reports,
        claims=claims,
        refusals=tuple(sorted((*refusals, *broken))),
        rulings=tuple(rulings),
        as_of=settings.as_of or latest_day(reports),
    )
    return weigh_record(heed_amendments(record, settings.as_of), tell)


def trace(
    paths: StrPath | Iterable[StrPath], *, settings: Settings | None = None, progress: Progress | None = None
) -> Record:
    """Find the stories of a set of reports and the origins each report carries, without reading what they say.

    Args: paths, settings, progress: as in `read`; of the settings, those of the reader change nothing.
    Returns: A record with reports, lineage and stories as `read` gives them, and no claims, entries or findings.
    Raises: NothingToReadError: not one report could be read, or none was published by `settings.as_of`.
    """
    settings = settings or Settings()
    tell = progress or silent
    reports, refusals = _take_in(chosen_paths(paths), settings, tell)
    lineage, stories = trace_and_group(reports, tell)
    return Record(
        reports=reports,
        claims=tuple(Claims(report.id, unread="only traced and grouped") for report in reports),
        lineage=lineage,
        chapters=tuple(Chapter(story, (), (), ()) for story in stories),
        refusals=tuple(sorted(refusals)),
        as_of=settings.as_of or latest_day(reports),
    )


def rule(record: Record, *rulings: Ruling) -> Record:
    """Return the record as it stands with further rulings; nothing is read again.

    Raises: RulingError: a ruling's target is not in the record, or what it sets has no meaning there.
    """
    for ruling in rulings:
        check_ruling(record, ruling)
        known = with_subjects(record, ruling)
        day = None if record.as_of == latest_day(record.reports) else record.as_of
        record = weigh_record(heed_amendments(replace(record, rulings=(*record.rulings, known)), day), silent)
    return record


def heed_amendments(record: Record, as_of: date | None = None) -> Record:
    """The record with its reports as the rulings in force have them; those they change, as kept, are set aside.

    Where a report's day is another, the days of its claims are too; where it is in a language that is not read after
    all, it has no claims. Nothing is traced or weighed; what was, is dropped where it no longer holds.

    Args: as_of: the record's day; None for the latest day its reports then have.
    """
    kept = dict.fromkeys(report.id for report in record.reports)
    aside = {report.id: (report, claims) for report, claims in record.set_aside}
    claims_of = {claims.report: claims for claims in record.claims} | {i: own for i, (_, own) in aside.items()}
    reports = {report.id: report for report in record.reports} | {i: report for i, (report, _) in aside.items()}
    changed = amend_reports(list(reports.values()), record.rulings)
    by_language = {t for r in record.rulings if r.field_name == "language" for t in r.targets} & reports.keys()
    if not changed and not aside and not by_language:
        return record
    now = {i: report for i in (*kept, *aside) if (report := changed.get(i, reports[i])) is not None}
    ordered = tuple(sorted(now.values(), key=lambda report: (report.day or date.max, report.id)))
    return replace(
        record,
        reports=ordered,
        claims=tuple(_read_as(claims_of[r.id], reports[r.id], r, by_language) for r in ordered if r.id in claims_of),
        lineage=record.lineage if ordered == record.reports else Lineage(),
        set_aside=tuple((reports[i], claims_of[i]) for i in sorted(changed.keys() | by_language) if i in claims_of),
        as_of=as_of or latest_day(ordered),
    )


def published_by(record: Record, day: date) -> Record:
    """The record without the reports that, after rulings, were published later; nothing is traced or weighed."""
    own = {report.id for report in record.reports if report.day is None or report.day <= day}
    return replace(
        record,
        reports=tuple(report for report in record.reports if report.id in own),
        claims=tuple(claims for claims in record.claims if claims.report in own),
        as_of=day,
    )


def _read_as(claims: Claims, kept: Report, now: Report, by_language: Collection[str]) -> Claims:
    """The claims of a report as it is after rulings. `by_language` are the reports whose language any is about."""
    if now.id in by_language and now.language != READ_LANGUAGE:
        return Claims(now.id, unread=f"language {now.language}: only English is read")
    return redated(claims, kept, now)


def _take_in(paths: Sequence[Path], settings: Settings, tell: Progress) -> tuple[tuple[Report, ...], list[Refusal]]:
    reports: list[Report] = []
    refusals: list[Refusal] = []
    n_later = 0
    until = None if settings.as_of else last_day(datetime.now(UTC))  # a day that is given sets the clocks
    for taken in load_reports(paths, settings.max_bytes, until):
        if isinstance(taken, Refusal):
            refusals.append(taken)
        elif settings.as_of and taken.day and taken.day > settings.as_of:
            n_later += 1
        else:
            reports.append(taken)
        tell("taking in", len(reports), None)
    if not reports:
        raise NothingToReadError(nothing_to_read(paths, refusals, n_later, settings.as_of))
    reports.sort(key=lambda report: (report.day or date.max, report.id))
    return tuple(reports), refusals


def read_reports(
    reports: Sequence[Report], reader: Reader, threads: int, tell: Progress
) -> tuple[tuple[Claims, ...], list[Refusal]]:
    """Read every report, some at a time. The order is the reports'."""
    claims: list[Claims] = []
    refusals: list[Refusal] = []
    for done, (found, broken) in enumerate(read_side_by_side(partial(_read_one, reader), reports, threads), start=1):
        claims.append(found)
        refusals.extend(broken)
        tell("reading", done, len(reports))
    return tuple(claims), refusals


def _read_one(reader: Reader, report: Report) -> tuple[Claims, tuple[Refusal, ...]]:
    try:
        return check_claims(report, reader.read(report))
    except Exception as error:  # noqa: BLE001 - one bad report never stops a run, whatever the reader does
        reason = f"{reader.name} failed on this report: {type(error).__name__}: {error}"
        return Claims(report.id, unread=reason), (Refusal(report.where, reason),)


def weigh_record(record: Record, tell: Progress) -> Record:
    """Weigh the stories, the one that began first before others, so that no two entries get one id."""
    lineage, stories = trace_and_group(record.reports, tell, record.lineage, record.rulings)
    by_id = {report.id: report for report in record.reports}
    claims_of = {claims.report: claims for claims in record.claims}
    lineages = dict(zip(stories, lineage.split([story.reports for story in stories]), strict=True))
    chapters: dict[Story, Chapter] = {}
    given = GivenIds()
    for done, story in enumerate(
        sorted(stories, key=lambda s: (by_id[s.reports[0]].day or date.max, s.reports[0])), start=1
    ):
        chapter = weigh_story(
            story,
            [by_id[i] for i in story.reports],
            [claims_of[i] for i in story.reports],
            lineages[story],
            record.rulings,
            record.as_of,
            given,
        )
        chapters[story] = chapter
        tell("weighing", done, len(stories))
    return replace(record, lineage=lineage, chapters=tuple(chapters[story] for story in stories))


def trace_and_group(
    reports: Sequence[Report], tell: Progress, known: Lineage | None = None, rulings: Sequence[Ruling] = ()
) -> tuple[Lineage, tuple[Story, ...]]:
    """The lineage of the reports, unless it is known, and their stories, as people have ruled."""
    tell("tracing", 0, None)
    lineage = known if known and known.carriages else trace_origins(reports)
    tell("grouping", 0, None)
    return lineage, rule_stories(group_reports(reports, lineage.links), reports, lineage.links, rulings)


def chosen_paths(paths: StrPath | Iterable[StrPath]) -> list[Path]:
    """The paths, one or several, in the order given."""
    return [Path(paths)] if isinstance(paths, str | PathLike) else [Path(path) for path in paths]


def latest_day(reports: Iterable[Report]) -> date | None:
    """The latest day on which a report was published or withdrawn, None where no such day is known."""
    days = (day for r in reports for day in (r.day, r.withdrawn.on if r.withdrawn else None))
    return max((day for day in days if day), default=None)


def nothing_to_read(
    paths: Sequence[Path], refusals: Sequence[Refusal], n_later: int = 0, as_of: date | None = None
) -> str:
    """Why not one report could be read, in a sentence."""
    where = ", ".join(str(path) for path in paths) or "no path given"
    if n_later:
        return f"nothing to read in {where}: all {n_later} reports were published after {as_of}"
    shown = "; ".join(f"{r.where}: {r.reason}" for r in refusals[:REFUSALS_SHOWN])
    more = f"; and {len(refusals) - REFUSALS_SHOWN} more" if len(refusals) > REFUSALS_SHOWN else ""
    return f"nothing to read in {where}" + (f" ({shown}{more})" if shown else "")


def silent(_step: str, _done: int, _total: int | None) -> None:
    """Take no notice."""
