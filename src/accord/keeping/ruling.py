"""People's word on a kept record: rulings, what they enter by hand, what they amend. Each loads what it is about."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from accord.api import read_reports, silent
from accord.errors import RulingError, StoreError
from accord.keeping.asked import ask_day, ask_days, ask_form, ask_in_force, ask_who, ask_why
from accord.keeping.looking import why_unknown
from accord.keeping.parts import names_in, part_of, with_ruling
from accord.model.record import Record
from accord.model.ruling import Ruling, RulingAction
from accord.reading.reader import Reader
from accord.reading.readers import reader_named
from accord.settings import Settings
from accord.store.rows import ReadReport
from accord.store.store import Store
from accord.weighing.rulings.by_hand import READER as BY_HAND
from accord.weighing.rulings.by_hand import ByHand, enter_by_hand
from accord.weighing.rulings.checking import check_ruling
from accord.weighing.rulings.subjects import with_subjects

Derive = Callable[[], Collection[str]]
"""Brings what is derived up to date; gives the ids of the stories that it weighed."""


class Decisions:
    """Takes in what people decide; each method gives the stories it concerned as they then are.

    What was kept and not derived yet is derived first, so that a decision is checked on the record as it is.

    Args: store: where it is kept; derive: see `Derive`; clock: says what moment it is.
    """

    def __init__(self, store: Store, derive: Derive, clock: Callable[[], datetime]) -> None:
        self._store, self._derive, self._clock = store, derive, clock

    def rule(self, rulings: Sequence[Ruling]) -> Record:
        """Keep decisions, each checked on the record with those before it; see `KeptRecord.rule`."""
        for ruling in rulings:
            ask_form(ruling)
        part, at = self._part_with(rulings), self._clock()
        concerned, made = names_in(part), list[Ruling]()
        for number, ruling in enumerate(rulings):
            check_ruling(part, ruling)
            ask_days(part.reports, ruling, at)
            made.append(with_subjects(part, ruling))
            if number < len(rulings) - 1:
                part = with_ruling(part, made[-1])
        self._store.add_rulings(made, at)
        return self._after(concerned)

    def undo(self, ruling: str, by: str, reason: str) -> Record:
        """Take a ruling, or a text entered by hand, out of force; see `KeptRecord.undo`."""
        self._derive()
        if any(report.id == ruling and report.entered for report in self._of_reports([ruling]).reports):
            return self.rule([Ruling(RulingAction.DISMISS, (ruling,), by, self._clock(), reason)])
        made = Ruling(RulingAction.UNDO, (), by, self._clock(), reason, supersedes=ruling)
        ask_form(made)
        rulings = self._store.rulings()
        check_ruling(Record((), (), rulings=rulings), made)
        ask_in_force(rulings, ruling)
        self._store.add_rulings([made], self._clock())
        return part_of(self._store, self._derive())

    def enter(self, entry: ByHand, story: str | None) -> Record:
        """Keep a claim that no report gives; see `KeptRecord.enter`."""
        at = self._clock()
        report, claims = enter_by_hand(entry, at)
        ask_day("day", entry.day, at)
        self._derive()
        if story is not None and not self._is_story_or_report(story):
            raise RulingError(story, "the record has no such story or report")
        told = self._store.keep([ReadReport(report, claims, BY_HAND, report.text.encode())], at)
        for refusal in told.refusals:
            raise StoreError(refusal.where, refusal.reason)
        if story is None:
            return self._after({report.id})
        return self.rule([Ruling(RulingAction.SAME, (story, report.id), entry.by, at, entry.reason)])

    def amend(
        self, report: str, field: str, value: str | None, by: str, reason: str, reader: Reader | None = None
    ) -> Record:
        """Correct a field of a report; see `KeptRecord.amend`."""
        if not self._store.reports([report]):
            raise RulingError(report, why_unknown(self._store, report))
        record = self.rule([Ruling(RulingAction.CORRECT, (report,), by, self._clock(), reason, field, value)])
        unread = [claims for claims in record.claims if claims.report == report and claims.unread is not None]
        if field != "language" or not unread:
            return record
        reader = reader or reader_named(Settings().reader)
        (claims,), _ = read_reports([record.report(report)], reader, 1, silent)
        # the report as it was kept is what was read; how people amend it is theirs
        kept = next(own for own, _ in record.set_aside if own.id == report)
        self._store.keep([ReadReport(kept, claims, reader.name, b"")], self._clock())
        return self._after(names_in(record))

    def purge(self, report: str, by: str, reason: str, forget: Callable[[], None]) -> Record:
        """Remove a report for good; see `KeptRecord.purge`. `forget` lets go of what is held of it."""
        ask_who(by)
        ask_why(reason)
        self._derive()
        beside = names_in(self._of_reports([report]))
        if not self._store.purge(report, by, reason, self._clock()):
            raise StoreError(report, why_unknown(self._store, report))
        forget()
        return self._after(beside)

    def _part_with(self, rulings: Sequence[Ruling]) -> Record:
        """The stories that rulings are about."""
        self._derive()
        targets = {target for ruling in rulings for target in (*ruling.targets, *ruling.claims)}
        return part_of(self._store, self._store.stories_having(targets))

    def _of_reports(self, names: Collection[str]) -> Record:
        return part_of(self._store, self._store.stories_of(names))

    def _after(self, reports: Collection[str]) -> Record:
        """The stories that some reports are in, after what was kept has been derived."""
        self._derive()
        return self._of_reports(reports)

    def _is_story_or_report(self, key: str) -> bool:
        part = part_of(self._store, self._store.stories_having([key]))
        return key in {story.id for story in part.stories} or key in {report.id for report in part.reports}
