"""A record that is kept: reports are added to it day after day, people rule on it, and nothing is read twice."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Self

from accord.api import (
    Progress,
    StrPath,
    chosen_paths,
    heed_amendments,
    silent,
)
from accord.errors import StoreError
from accord.model.card import StoryCard
from accord.model.change import Changes, ReportChange
from accord.model.record import Record
from accord.model.report import Report
from accord.model.revision import History
from accord.model.ruling import Ruling
from accord.reading.reader import Reader
from accord.reading.readers import reader_named
from accord.settings import Settings
from accord.weighing.rulings.by_hand import ByHand

if TYPE_CHECKING:
    from accord.store.lots import Kept
    from accord.store.search.query import Hits, Query
    from accord.store.store import Store


class KeptRecord:
    """A record in a store. It may be open in several processes; each sees what the others have kept.

    Adding reports and rulings keeps them; `rebuild` derives the record from them anew. What was derived from less
    than is kept now, or by other rules, is never shown: `record` then derives it again, without keeping it.
    """

    def __init__(self, store: Store, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Make one on an open store. `clock` says what moment it is, with its zone."""
        from accord.deriving.deriver import Deriver
        from accord.keeping.ruling import Decisions

        self.store = store
        self._clock = clock
        self._deriver = Deriver(store)
        self._decisions = Decisions(store, self.derive, clock)

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
        """Let go of the store; what the next to open a large one would else work out again stays beside its file."""
        self._deriver.save()
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
        from accord.keeping.intake import read_into

        settings = settings or Settings()
        reader = reader or reader_named(settings.reader, settings.wide_quotes)
        return read_into(self.store, chosen_paths(paths), settings, reader, self._clock(), progress or silent)

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
        from accord.keeping.looking import whole

        return whole(self.store, as_of, known_at, progress or silent)

    def derive(self, progress: Progress | None = None) -> tuple[str, ...]:
        """Bring what is derived up to date with what is kept: what something new has touched is worked out again.

        Returns: The ids of the stories that were weighed anew, sorted; none where nothing was kept since.
        Raises: StoreError: the store can't be read or written, or is damaged; what was derived before stands.
        """
        self._deriver.bring_up_to_date(progress or silent)
        return tuple(sorted(self._deriver.weighed))

    def is_up_to_date(self, progress: Progress | None = None) -> bool:
        """Derive what waits to be derived; False where that can't be written, as in a store that may only be read.

        Raises: StoreError: the store can't be read.
        """
        if self.store.derivation() is None:
            try:
                self.derive(progress)
            except StoreError:
                return False
        return self.store.derivation() is not None

    def cards(self) -> tuple[StoryCard, ...]:
        """The stories at a glance, the largest first; what was kept since the last `derive` is not among them.

        Raises: StoreError: the store can't be read, or is damaged.
        """
        return self.store.cards()

    def story(self, story: str) -> Record:
        """One story of the record, as it was derived last, with its reports, their claims and lineage, and no others.

        What it costs does not hang on how much else is kept.

        Raises: StoreError: there is no story of that id, or the store can't be read, or is damaged.
        """
        part = self.part([story])
        if not part.stories:
            raise StoreError(story, "no such story is in the record")
        return part

    def outline(self, story: str) -> Record:
        """One story as `story` gives it, but for the claims and the rulings: a good deal sooner.

        Raises: StoreError: as in `story`.
        """
        from accord.keeping.parts import outline_of

        outline = outline_of(self.store, story)
        if not outline.stories:
            raise StoreError(story, "no such story is in the record")
        return outline

    def part(self, stories: Collection[str], as_of: date | None = None) -> Record:
        """Some stories of the record, as they were derived last, with their reports, and no others.

        Args:
            stories: ids; those that are no more are passed over.
            as_of: only what was published by then of the stories as they are grouped now; None for all.
        Returns: Their record, with the rulings about them and the orphans of the whole record; one without reports
            for no story.
        Raises: StoreError: the store can't be read, or is damaged.
        """
        from accord.keeping.decided import without_others
        from accord.keeping.parts import part_of, stood

        part = part_of(self.store, stories)
        if as_of is not None and as_of != part.as_of:
            part = stood(self.store, part, as_of)
        return without_others(self.store, part)

    def reports(self, names: Collection[str]) -> tuple[Report, ...]:
        """Some reports as they stand, by day then id; those that are not in the record are passed over.

        Raises: StoreError: the store can't be read, or is damaged.
        """
        reports = self.store.reports(names)
        return heed_amendments(Record(reports, (), rulings=self.store.rulings())).reports

    def rebuild(self, progress: Progress | None = None) -> Record:
        """Derive everything from what is kept, and keep that in the place of what was derived before.

        Returns: The record. What is kept being the same, and the rules, the derived rows are the same.
        Raises: StoreError: the store can't be read or written, or is damaged.
        """
        self.store.index_anew()
        self._deriver.bring_up_to_date(progress or silent, anew=True)
        return self.record()

    def changes(
        self,
        since: date,
        until: date | None = None,
        progress: Progress | None = None,
        stories: Collection[str] | None = None,
    ) -> Changes:
        """What changed between two days, by publication.

        Args:
            since: the record as it stood at the end of this day is what it is compared with.
            until: the day it is compared on; None for the latest day there is.
            stories: the ids of those to compare, as `changed` gives them; None for all.
        Returns: The changes; none when `until` is no later than `since`.
        Raises: StoreError: the store can't be read, or is damaged.
        """
        from accord.keeping.changed import changes

        self.is_up_to_date(progress)
        return changes(self.store, since, until, progress or silent, stories)

    def changes_known(
        self,
        since: datetime,
        until: datetime | None = None,
        progress: Progress | None = None,
        stories: Collection[str] | None = None,
    ) -> Changes:
        """What came to be known between two moments: by what was kept then, whenever it was published.

        Args:
            since: of the last visit, say; with its zone.
            until: None for now.
            stories: as in `changes`.
        Raises: StoreError: the store can't be read, or is damaged.
        """
        from accord.keeping.changed import changes_known

        self.is_up_to_date(progress)
        return changes_known(self.store, since, until, progress or silent, stories)

    def changed(self, since: date | datetime, until: date | datetime | None = None) -> set[str] | None:
        """The ids of the stories with anything new: between two days, or known between two moments; none is loaded.

        Returns: None where that is not known, as what was kept since is not derived and can't be.
        Raises: StoreError: the store can't be read, or is damaged.
        """
        from accord.keeping.changed import changed, changed_known

        self.is_up_to_date()
        if isinstance(since, datetime):
            return changed_known(self.store, since, until if isinstance(until, datetime) else None)
        return changed(self.store, since, until)

    def search(self, query: Query) -> Hits:
        """Find reports, what they say, or lines of the record; see `Query`.

        Returns: What answers, best first, with the exact words each hit leads to. Reports and claims are found as soon
            as they are kept, lines of the record as they were last derived.

        Raises:
            QueryError: the query can't be searched for.
            StoreError: the store can't be read, or is damaged.
        """
        return self.store.search(query)

    def rule(self, *rulings: Ruling) -> Record:
        """Keep people's decisions.

        Returns: The stories that they are about as they now are, with all rulings; the others are not looked at.

        Raises:
            RulingError: a ruling's target is not in the record, what it sets has no meaning there, or nobody is named
                as its maker; none is kept.
            StoreError: the store failed; none is kept.
        """
        return self._decisions.rule(rulings)

    def undo(self, ruling: str, by: str, reason: str = "") -> Record:
        """Take the ruling of that id out of force; what it replaced is in force again. Undoing an undo does it again.

        Args: ruling: its id, or that of a text entered by hand, which is then left out.
        Returns: The stories that this has touched as they now are, with all rulings.
        Raises: RulingError: there is no such ruling, or it is undone already. StoreError: as in `rule`.
        """
        return self._decisions.undo(ruling, by, reason)

    def rulings(self) -> tuple[Record, tuple[Ruling, ...]]:
        """Every ruling, with the reports entered by hand, as a record of these alone; and which rulings are orphans.

        Orphans go by what was derived last.

        Raises: StoreError: the store can't be read, or is damaged.
        """
        from accord.keeping.decided import decided

        return decided(self.store)

    def enter(self, entry: ByHand, story: str | None = None) -> Record:
        """Keep a claim that no report gives, entered by hand; `undo` with its report's id takes it out again.

        Args: story: a story, or a report, to whose story it belongs; None to leave that to its words.
        Returns: Its story.

        Raises:
            RulingError: its words, or a field, have no meaning, its day has not come yet, or there is no such story;
                nothing is kept.
            StoreError: the store failed.
        """
        return self._decisions.enter(entry, story)

    def amend(
        self, report: str, field: str, value: str | None, by: str, reason: str = "", reader: Reader | None = None
    ) -> Record:
        """Correct a report's `outlet`, `time` or `language`; one in a language that is read after all is read now.

        Args: value: words, a day or a moment (ISO 8601), an ISO 639-1 code; None where it is not known.
        Returns: The reports of its story, as they now are.
        Raises: RulingError, StoreError: as in `rule`.
        """
        return self._decisions.amend(report, field, value, by, reason, reader)

    def versions(self, report: str) -> History:
        """Everything the report of that id has been, and what its outlet changed from one version to the next.

        Raises: StoreError: no such report is kept, or the store can't be read or is damaged.
        """
        versions = self.store.versions(report)
        from accord.keeping.looking import standing, why_unknown

        if not versions:
            raise StoreError(report, why_unknown(self.store, report))
        latest = standing(self.store, [report], self.store.rulings())
        return History(versions, self.store.revisions([report]), latest[0].withdrawn if latest else None)

    def corrections(self, since: date, until: date | None = None) -> tuple[ReportChange, ...]:
        """The changes that outlets made to their reports after a day, up to another (None for all), by report.

        Raises: StoreError: the store can't be read, or is damaged.
        """
        from accord.keeping.looking import corrections

        return corrections(self.store, since, until)

    def withdraw(self, report: str, by: str, reason: str, on: date | None = None) -> Record:
        """Mark a report as withdrawn by its outlet: it stays in the record, and no line is supported by it any more.

        Args: on: since which day; None when it is not known. To undo it, undo the ruling that it makes.
        Returns: The reports of its story, as they now are.

        Raises:
            RulingError: no such report is in the record.
            StoreError: the store failed; nothing was kept.
        """
        return self.amend(report, "withdrawn", on.isoformat() if on else "true", by, reason)

    def purge(self, report: str, by: str, reason: str) -> Record:
        """Remove every version of the report of that id for good: bytes, text and claims. It is refused from then on.

        Returns: What is left of its story.

        Raises:
            RulingError: it is not said who removes it, or why; nothing was removed.
            StoreError: no such report is kept, or the store failed; nothing was removed.
        """
        self._deriver.hold()
        return self._decisions.purge(report, by, reason, self._deriver.forget)
