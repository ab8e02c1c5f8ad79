"""Parts of a kept record: some of its stories with what belongs to them, and nothing of the others."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from accord.api import heed_amendments, latest_day, published_by
from accord.grouping.ruled import rule_stories
from accord.model.given import GivenIds
from accord.model.record import Record
from accord.model.report import Report
from accord.model.ruling import Ruling
from accord.store.rows import series_of
from accord.store.since import latest_day_known
from accord.store.store import Store
from accord.tracing.trace import trace_origins
from accord.weighing.weigh import weigh_story


def part_of(store: Store, stories: Collection[str]) -> Record:
    """Some stories of a record, as they were derived last, with their reports, claims and lineage, and all rulings.

    Returns: The record of those alone, as of the whole record's day; one without reports where none is there any more.
    Raises: StoreError: the store can't be read, or is damaged.
    """
    made, held, lineage, chapters = store.part(stories)
    record = heed_amendments(Record(held.reports, held.claims, rulings=held.rulings))
    return replace(record, lineage=lineage, chapters=chapters, as_of=made.as_of if made else None)


def outline_of(store: Store, story: str) -> Record:
    """One story as `part_of` gives it, but for the claims and the rulings.

    Raises: StoreError: the store can't be read, or is damaged.
    """
    made, held, lineage, chapters = store.outline(story)
    record = heed_amendments(Record(held.reports, (), rulings=held.rulings))
    return replace(record, lineage=lineage, chapters=chapters, rulings=(), as_of=made.as_of if made else None)


def with_ruling(part: Record, ruling: Ruling) -> Record:
    """A part of a record with one ruling more; its stories stay what they are, but for what people rule on them."""
    return weigh_part(heed_amendments(replace(part, rulings=(*part.rulings, ruling))), part.as_of)


def weigh_part(part: Record, as_of: date | None) -> Record:
    """A part with its stories weighed as of a day, of the reports that it has left; nothing is grouped anew.

    The lineage is kept where reports are only fewer, traced where they are others.
    """
    reports = {report.id: report for report in part.reports}
    lineage = part.lineage if part.lineage.carriages else trace_origins(part.reports)
    left = [replace(s, reports=own) for s in part.stories if (own := tuple(i for i in s.reports if i in reports))]
    stories = rule_stories(left, part.reports, lineage.links, part.rulings)
    claims = {own.report: own for own in part.claims}
    lineages = dict(zip(stories, lineage.split([story.reports for story in stories]), strict=True))
    given, chapters = GivenIds(), {}
    for story in sorted(stories, key=lambda story: _place(reports[story.reports[0]])):
        chapters[story.id] = weigh_story(
            story,
            [reports[name] for name in story.reports],
            [claims[name] for name in story.reports],
            lineages[story],
            part.rulings,
            as_of,
            given,
        )
    return replace(part, lineage=lineage, chapters=tuple(chapters[story.id] for story in stories), as_of=as_of)


def stood(store: Store, part: Record, day: date) -> Record:
    """A part as it stood on a day: of its stories, what was published by then, in the version that stood then.

    Raises: StoreError: the store can't be read, or is damaged.
    """
    return weigh_part(_grouped_as(part, bare(store, day, None, names_in(part))), day)


def known(store: Store, part: Record, at: datetime) -> Record:
    """A part as it was known at a moment: of its stories, what was kept by then, its clocks on the latest day known.

    Raises: StoreError: the store can't be read, or is damaged.
    """
    then = bare(store, None, at, names_in(part))
    with store.look() as connection:
        days = [day for day in (then.as_of, latest_day_known(connection, at)) if day]
    return weigh_part(_grouped_as(part, then), max(days, default=None))


def _grouped_as(part: Record, then: Record) -> Record:
    """What there was then, in the stories that there are now."""
    kept = {report.id: report for report in part.reports} | {report.id: report for report, _ in part.set_aside}
    story_of = {series_of(kept[name]): story.id for story in part.stories for name in story.reports}
    there = {report.id: report for report in then.reports} | {report.id: report for report, _ in then.set_aside}
    own: dict[str, list[str]] = {story.id: [] for story in part.stories}
    for report in then.reports:
        if (story := story_of.get(series_of(there[report.id]))) is not None:
            own[story].append(report.id)
    chapters = tuple(replace(c, story=replace(c.story, reports=tuple(own[c.story.id]))) for c in part.chapters)
    return replace(then, chapters=chapters)


def bare(store: Store, as_of: date | None, known_at: datetime | None, names: Collection[str] | None = None) -> Record:
    """The record, or the part that some reports are, with nothing derived yet; see `KeptRecord.record`.

    Raises: StoreError: the store can't be read, or is damaged.
    """
    held = store.holdings(as_of, known_at, names)
    if as_of and any(ruling.field_name == "time" for ruling in held.rulings):
        held = store.holdings(None, known_at, names)  # a report's day may be another by a ruling
    day = as_of or latest_day(held.reports)
    record = heed_amendments(Record(held.reports, held.claims, rulings=held.rulings, as_of=day), as_of)
    return published_by(record, as_of) if as_of else record


def names_in(part: Record) -> set[str]:
    """The ids of the reports of a part, those that are left out by a ruling among them."""
    return {name for story in part.stories for name in story.reports} | {kept.id for kept, _ in part.set_aside}


def _place(report: Report) -> tuple[date, str]:
    return report.day or date.max, report.id
