"""What is derived from what is kept, brought up to date: only what something new touches is worked out again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Set

import sqlalchemy as sa

from accord.api import Progress, heed_amendments, silent
from accord.deriving.live import Live, Moves, Tie, differing, ties_of
from accord.deriving.reweighing import Reweighing
from accord.model.lineage import Carriage, Lineage, Link
from accord.model.record import Record
from accord.model.ruling import Ruling
from accord.store.derived import Change, Derivation, read_derivation, read_lineage, read_stories
from accord.store.holdings import names_of_series, read_holdings, read_reports, read_rulings, series_of_names
from accord.store.rules import rules_version
from accord.store.standing import holders, honouring, run_out, stories_of, with_lines
from accord.store.store import Store
from accord.store.touched import Touched, read_touched
from accord.weighing.memory import Memory


class Deriver:
    """Keeps what is derived in step with what is kept, by itself or beside others that do the same.

    While it lives it holds the reports of the record traced and grouped, so that a further one costs what it touches.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._live: Live | None = None
        self._number = 0
        self._memories: OrderedDict[str, Memory] = OrderedDict()

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
                        return last
                    change.anew = anew or last is None or last.rules != rules_version()
                    live = self._derive(connection, last, touched, change, progress)
                made = Derivation((last.number if last else 0) + 1, rules_version(), live.latest_day)
                if self._store.derive(change, made, touched.last, after=last):
                    self._live, self._number = live, made.number
                    return made

    def _derive(
        self,
        connection: sa.Connection,
        last: Derivation | None,
        touched: Touched,
        change: Change,
        progress: Progress,
    ) -> Live:
        """Work out what changes."""
        rulings = read_rulings(connection)
        ruled = _meant(touched.rulings, rulings)
        names = names_of_series(connection, touched.series) | _reports_of(ruled)
        live, self._live = self._live, None  # what fails on the way leaves nothing half-changed behind
        if live is None or last is None or last.number != self._number:
            live = Live()
            standing = heed_amendments(Record(read_reports(connection), (), rulings=rulings)).reports
            moves = live.change((), standing, rulings, progress)
            if not change.anew:
                moves = differing(ties_of(read_stories(connection), read_lineage(connection)), live.ties())
        else:
            held = read_holdings(connection, series=series_of_names(connection, names))
            standing = heed_amendments(Record(held.reports, held.claims, rulings=rulings)).reports
            left = names - {report.id for report in standing}
            moves = live.change([name for name in sorted(left) if name in live], standing, rulings, progress)
        if last and last.as_of and (live.latest_day is None or live.latest_day < last.as_of):
            change.anew = True  # time has gone back, as when the latest report was removed
        weighing = Reweighing(connection, live, rulings, live.latest_day, change, self._memories)
        if change.anew:
            change.trace(live.whole_lineage(), ())
            weighing.ask(live.stories)
        else:
            _retrace(change, live, moves)
            affected = names | {name for name, (was, now) in moves.items() if _matters(was ^ now, live)}
            before = stories_of(connection, affected)
            change.gone |= before - live.stories.keys()
            weighing.ask(before | run_out(connection, live.latest_day) | _stories_of(connection, ruled))
            weighing.ask(story for name in affected if (story := live.story_of(name)))
        weighing.run(progress)
        return live


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
    """The stories that rulings are about, by their ids or those of their lines, or in which they were honoured."""
    targets = {target for ruling in rulings for target in ruling.targets}
    known = honouring(connection, [ruling.id for ruling in rulings])
    return targets | known | with_lines(connection, targets) | {story for story, _ in holders(connection, targets)}


def _matters(changed: Iterable[Tie], live: Live) -> bool:
    """Whether weighing a story hangs on some ties; on a link only where it is within the story."""
    return any(not isinstance(tie, Link) or live.story_of(tie.left) == live.story_of(tie.right) for tie in changed)


def _retrace(change: Change, live: Live, moves: Moves) -> None:
    """Take over what reports carry now, and their links, where either is not what it was."""
    carriages: list[Carriage] = []
    carried: list[str] = []
    links: tuple[set[Link], set[Link]] = (set(), set())
    for name, pair in moves.items():
        was, now = ({tie for tie in ties if isinstance(tie, Carriage)} for ties in pair)
        if was != now:
            carried.append(name)
            carriages += now
        for ties, found in zip(pair, links, strict=True):
            found.update(tie for tie in ties if isinstance(tie, Link))
    origins = {origin.id: origin for name in carried for origin in live.whole_lineage().of(name)}
    changed = Lineage(
        tuple(origins[key] for key in sorted(origins)),
        tuple(sorted(carriages, key=lambda carriage: (carriage.report, carriage.origin))),
        tuple(sorted(links[1] - links[0], key=_pair)),
    )
    change.trace(changed, carried, [(link.left, link.right) for link in sorted(links[0] - links[1], key=_pair)])


def _pair(link: Link) -> tuple[str, str]:
    return link.left, link.right
