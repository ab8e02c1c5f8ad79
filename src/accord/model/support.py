"""Support: how many independent origins stand behind a set of reports.

The count is conservative. Two reports are taken for one origin when anything in the lineage ties them together, so
that a copy, a rewrite or a second story from the same desk can only lower the figure, never raise it. A report that
its outlet has withdrawn stands behind nothing any more.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from datetime import date

from accord.model.evidence import Support
from accord.model.lineage import Carriage, Lineage, Origin, OriginKind
from accord.model.report import Report
from accord.model.ties import Ties

CREDITED = 0.9
"""From this confidence on, a carriage rests on the report's own credit and its outlet adds nothing to it."""

HELD = 0.5
"""Below this confidence a carriage ties reports together, but does not make an unknown report known."""


class Supports:
    """Counts support for many sets of reports of one lineage.

    Args:
        lineage: who carries which origin.
        outlets: report id to outlet name, None or absent when unknown.
        withdrawn: ids of the reports that their outlets have withdrawn.
    """

    def __init__(
        self, lineage: Lineage, outlets: Mapping[str, str | None], withdrawn: Container[str] = frozenset()
    ) -> None:
        self._outlets = outlets
        self._withdrawn = withdrawn
        self._origins: dict[str, Origin] = {origin.id: origin for origin in lineage.origins}
        self._counted: dict[tuple[str, ...], Support] = {}
        self._carriages: dict[str, list[Carriage]] = {}
        for carriage in lineage.carriages:
            self._carriages.setdefault(carriage.report, []).append(carriage)

    def of(self, reports: Iterable[str]) -> Support:
        """Count what stands behind a set of reports.

        Reports are tied together when they carry the same origin, of whatever kind, or come from the same outlet
        and at least one of them credits nobody else for its text. Each connected component counts as one origin if
        one of its reports has a known origin. Components in which every report is of unknown origin count nothing
        beside a known one; where nothing at all is known, they count as one.

        Args: reports: ids, in any order, repeats ignored; ids the lineage doesn't know are of unknown origin.
        Returns: The counts; all zero for no reports. `unknown` counts reports, `names` leaves unknown origins out.
            Withdrawn reports are in `withdrawn` alone.
        """
        every = tuple(sorted(set(reports)))
        if every not in self._counted:
            self._counted[every] = self._of(every)
        return self._counted[every]

    def _of(self, every: tuple[str, ...]) -> Support:
        ids = [report for report in every if report not in self._withdrawn]
        ties = Ties[tuple[str, str]]()
        known: list[str] = []
        for report in ids:
            for knot in self._knots(report):
                ties.join(("report", report), knot)
            if self._is_known(report):
                known.append(report)
        origins = len({ties.root(("report", report)) for report in known})
        outlets = {_fold(name) for report in ids if (name := self._outlets.get(report))}
        return Support(
            len(ids),
            len(outlets),
            origins or min(1, len(ids)),
            len(ids) - len(known),
            self._names(ids),
            len(every) - len(ids),
        )

    def _knots(self, report: str) -> list[tuple[str, str]]:
        carriages = self._carriages.get(report, [])
        knots = [("report", report), *(("origin", c.origin) for c in carriages)]
        knots += [
            ("outlet", _fold(o.name)) for c in carriages if (o := self._origins[c.origin]).kind is OriginKind.OUTLET
        ]
        outlet = self._outlets.get(report)
        if outlet and not any(c.confidence >= CREDITED for c in carriages):
            knots.append(("outlet", _fold(outlet)))
        return knots

    def _is_known(self, report: str) -> bool:
        return any(
            c.confidence >= HELD and self._origins[c.origin].kind is not OriginKind.UNKNOWN
            for c in self._carriages.get(report, [])
        )

    def _names(self, ids: Iterable[str]) -> tuple[str, ...]:
        carried = {c.origin for report in ids for c in self._carriages.get(report, [])}
        origins = (self._origins[origin] for origin in carried)
        return tuple(sorted({o.name for o in origins if o.kind is not OriginKind.UNKNOWN}))


def withdrawn_by(reports: Iterable[Report], as_of: date | None) -> frozenset[str]:
    """The ids of the reports that their outlets have withdrawn by a day; see `Report.is_withdrawn`."""
    return frozenset(report.id for report in reports if report.is_withdrawn(as_of))


def _fold(name: str) -> str:
    return " ".join(name.casefold().split())
