"""What is derived from what is kept, brought up to date: only what something new touches is worked out again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Set
from functools import cache, partial
from uuid import uuid4

import sqlalchemy as sa

from accord.api import Progress, heed_amendments, silent
from accord.deriving.beside import LARGE, folder_of, forget_live, load_live, save_live
from accord.deriving.live import Live, Moves
from accord.deriving.memories import Memories
from accord.deriving.reweighing import Reweighing
from accord.deriving.standing import Standing
from accord.model.record import Record
from accord.model.report import Report
from accord.model.ruling import Ruling, RulingAction
from accord.store.decoded import Decoded
from accord.store.derived import Change, Derivation, read_derivation, read_lineage, read_stories
from accord.store.having import stories_telling
from accord.store.holdings import (
    names_of_series,
    read_arrivals,
    read_reports,
    read_rulings,
    series_of_names,
)
from accord.store.rules import rules_version
from accord.store.standing import holders, honouring, run_out, stories_of, with_lines
from accord.store.store import Store
from accord.store.touched import Touched, read_touched
from accord.weighing.actors.decisions import names_in


class Deriver:
    """Keeps what is derived in step with what is kept, by itself or beside others that do the same.

    While it lives it holds the reports of the record traced and grouped, so that a further one costs what it touches.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._live: Live | None = None
        self._made: Derivation | None = None
        self._saved: str | None = None
        self._purged = False
        self._memories = Memories()
        self._decoded = Decoded()
        self.weighed: frozenset[str] = frozenset()
        """The ids of the stories that were weighed when it was last brought up to date."""

    def bring_up_to_date(self, progress: Progress = silent, *, anew: bool = False) -> Derivation:
        """Derive what has been touched since the last time; everything where the rules are others.

        Args: anew: everything in any case.
        Returns: The derivation that stands now.
        Raises: StoreError: the store can't be read or written, or is damaged; what was derived before stands.
        """
        while True:
            with Change(anew=anew) as change:
                with self._store.look() as connection:
                    last, touched = read_derivation(connection), read_touched(connection)
                    if last is not None and not anew and last.rules == rules_version() and not touched.last:
                        self.weighed = frozenset()
                        return last
                    change.anew = anew or last is None or last.rules != rules_version()
                    rulings = read_rulings(connection)
                    ruled = _meant(touched.rulings, rulings)
                    live, mark = self._live, uuid4().hex
                    if last is None or change.anew or self._purged or not _moves_no_report(touched, ruled):
                        live = self._derive(connection, last, touched, rulings, ruled, change, progress)
                        latest_day = live.latest_day
                    else:
                        self._weigh(connection, last, rulings, ruled, change, progress)
                        live = live if self._is_current(last) else None
                        latest_day, mark = last.as_of, last.mark or mark
                made = Derivation(last.number + 1 if last else 1, rules_version(), latest_day, mark)
                if self._store.derive(change, made, touched.last, after=last):
                    self._live, self._made, self.weighed = live, made, frozenset(change.weighed)
                    return made

    def save(self) -> None:
        """Save what is held of a large store, beside it or on this machine, so that it need not be worked out again."""
        folder, made = folder_of(self._store), self._made
        if folder and made and made.mark and self._live and made.mark != self._saved and len(self._live) >= LARGE:
            save_live(self._live, folder, made.mark)
            self._saved = made.mark

    def forget(self) -> None:
        """Hold nothing of a report that was purged, whose words are to be gone for good, when next brought up to date.

        What other programs hold is of no more use to them, since it is not of the derivation that then stands.
        """
        if folder := folder_of(self._store):
            forget_live(folder)
        self._saved = None
        self._memories.clear()
        self._decoded.clear()
        self._purged = True

    def hold(self) -> None:
        """Hold what was saved with the last derivation, so that what is done next goes on from there."""
        if self._live is None:
            with self._store.look() as connection:
                last = read_derivation(connection)
                if last is not None and last.rules == rules_version():
                    self._live, self._made = self._held(connection, last), last

    def _held(self, connection: sa.Connection, last: Derivation) -> Live | None:
        """What was saved with a derivation, None where nothing was."""
        folder = folder_of(self._store)
        if folder is None or not folder.exists():
            return None
        live = load_live(folder, last.mark, read_stories(connection), read_lineage(connection))
        self._saved = last.mark if live else None
        return live

    def _is_current(self, last: Derivation) -> bool:
        """Whether what is held is as it was traced and grouped for the last derivation."""
        made = self._made
        return made is not None and (made == last or (made.mark is not None and made.mark == last.mark))

    def _weigh(
        self,
        connection: sa.Connection,
        last: Derivation,
        rulings: tuple[Ruling, ...],
        ruled: Collection[Ruling],
        change: Change,
        progress: Progress,
    ) -> None:
        """Weigh again what rulings are about that move no report; nothing is traced or grouped."""
        placed = Standing(connection)
        weighing = Reweighing(connection, placed, rulings, last.as_of, change, self._memories, self._decoded)
        affected = stories_of(connection, _reports_of(ruled)) | _stories_of(connection, ruled)
        weighing.ask(affected | run_out(connection, last.as_of))
        weighing.run(progress)

    def _derive(
        self,
        connection: sa.Connection,
        last: Derivation | None,
        touched: Touched,
        rulings: tuple[Ruling, ...],
        ruled: Collection[Ruling],
        change: Change,
        progress: Progress,
    ) -> Live:
        """Work out what changes."""
        names = names_of_series(connection, touched.series) | _reports_of(ruled)
        live, self._live = self._live, None  # what fails on the way leaves nothing half-changed behind

        @cache
        def every() -> tuple[Report, ...]:
            return heed_amendments(Record(read_reports(connection), (), rulings=rulings)).reports

        def fetch(names: Collection[str]) -> tuple[Report, ...]:
            own = read_reports(connection, series_of_names(connection, names))
            return heed_amendments(Record(own, (), rulings=rulings)).reports

        arrivals = partial(read_arrivals, connection)
        if last and not change.anew and (live is None or not self._is_current(last)):
            live = self._held(connection, last)
        if live is None or last is None:
            live = Live()
            moves = live.change((), every(), every, fetch, arrivals, rulings, progress)
            if not change.anew:
                moves = live.compare(read_stories(connection), read_lineage(connection))
        else:
            standing = fetch(names)
            left = names - {report.id for report in standing}
            gone = [name for name in sorted(left) if name in live]
            moves = live.change(gone, standing, every, fetch, arrivals, rulings, progress)
        if self._purged:
            live.forget_words()
            self._purged = False
        if last and last.as_of and (live.latest_day is None or live.latest_day < last.as_of):
            change.anew = True  # time has gone back, as when the latest report was removed
        weighing = Reweighing(connection, live, rulings, live.latest_day, change, self._memories, self._decoded)
        if change.anew:
            change.trace(live.lineages.whole(), ())
            weighing.ask(live.stories)
        else:
            lineage = live.lineages.carried_by(moves.retraced.reports, moves.retraced.links.values())
            change.trace(lineage, moves.retraced.reports, moves.retraced.unlinked)
            affected = names | moves.regrouped | moves.retraced.reports | _joined_otherwise(moves, live)
            before = stories_of(connection, affected)
            change.gone |= before - live.stories.keys()
            weighing.ask(before | run_out(connection, live.latest_day) | _stories_of(connection, ruled))
            weighing.ask(story for name in affected if (story := live.story_of(name)))
        weighing.run(progress)
        return live


def _joined_otherwise(moves: Moves, live: Live) -> set[str]:
    """The reports that are not joined within their story as they were; a story hangs on no other links."""
    return {left for left, right in moves.retraced.joined if live.story_of(left) == live.story_of(right)}


def _moves_no_report(touched: Touched, ruled: Collection[Ruling]) -> bool:
    """Whether nothing was touched but rulings on lines and names: no report is another by them, or elsewhere."""
    if touched.series or touched.rulings - {ruling.id for ruling in ruled}:
        return False
    return all(_is_of_lines(ruling, ruled) for ruling in ruled)


def _is_of_lines(ruling: Ruling, ruled: Collection[Ruling]) -> bool:
    """Whether it is known of every target of a ruling that it is a line, a claim or a name."""
    if ruling.action is RulingAction.UNDO:
        return any(other.id == ruling.supersedes for other in ruled)
    subjects = [ruling.subject(target) for target in ruling.targets]
    return bool(subjects) and all(subject and subject.kind not in ("story", "report") for subject in subjects)


def _meant(touched: Set[str], rulings: Iterable[Ruling]) -> list[Ruling]:
    """The rulings of some ids, with those that they replace or undo, and those that these do."""
    by_id = {ruling.id: ruling for ruling in rulings}
    waiting, found = sorted(touched & by_id.keys()), dict[str, Ruling]()
    while waiting:
        ruling = by_id[waiting.pop()]
        found[ruling.id] = ruling
        if ruling.supersedes in by_id and ruling.supersedes not in found:
            waiting.append(ruling.supersedes)
    return list(found.values())


def _reports_of(rulings: Iterable[Ruling]) -> set[str]:
    """Ids among which are those of the reports that rulings are about."""
    return {name for ruling in rulings for name in (*ruling.targets, *(r for s in ruling.about for r in s.reports))}


def _stories_of(connection: sa.Connection, rulings: Collection[Ruling]) -> set[str]:
    """The stories that rulings are about, by their ids, those of their lines, names, or in which they were honoured."""
    targets = {target for ruling in rulings for target in ruling.targets}
    known = honouring(connection, [ruling.id for ruling in rulings])
    found = targets | known | with_lines(connection, targets) | {story for story, _ in holders(connection, targets)}
    for ruling in rulings:
        found |= stories_telling(connection, names_in(ruling))
    return found
