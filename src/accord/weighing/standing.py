"""What the support of reports is made of, by number: the same numbers, the same support as before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import count

from accord.model.lineage import Carriage
from accord.weighing.context import Context


class Standing:
    """A number for each report of a story: the same as long as it carries the same origins and is not withdrawn.

    Sets of reports with the same numbers have the same support, also in another weighing of the story.
    """

    def __init__(self, context: Context) -> None:
        numbers = context.memory.shelf(Standing).get("numbers", _Numbers)
        carried: dict[str, list[Carriage]] = defaultdict(list)
        for carriage in context.lineage.carriages:
            carried[carriage.report].append(carriage)
        self._of = {}
        for report in context.reports.values():
            value = report.id, report.outlet, report.is_withdrawn(context.as_of), *carried[report.id]
            self._of[report.id] = numbers[value, context.lineage.of(report.id)]

    def of(self, reports: Iterable[str]) -> tuple[int, ...]:
        """The numbers of some reports, in their order."""
        return tuple([self._of[report] for report in reports])


class _Numbers(defaultdict[object, int]):
    """A number for each value, in the order in which they are first asked for."""

    def __init__(self) -> None:
        super().__init__(count().__next__)
