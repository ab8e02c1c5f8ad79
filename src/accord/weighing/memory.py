"""What weighing has worked out about a story, for when the story is weighed again with a report more."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any, Generic, TypeVar

from accord.model.claim import Claims
from accord.model.report import Report

_Value = TypeVar("_Value")
_Numbered = tuple[Report, Claims, int]
_NOTHING: Any = object()


class Shelf(Generic[_Value]):
    """The results of one function, by all that each of them depends on."""

    def __init__(self) -> None:
        self._current: dict[Hashable, _Value] = {}
        self._before: dict[Hashable, _Value] = {}

    def get(self, key: Hashable, work: Callable[[], _Value]) -> _Value:
        """The result kept under a key; else what `work` gives, which is kept. It is shared: do not change it."""
        found = self._current.get(key, _NOTHING)
        if found is _NOTHING:
            found = self._before.get(key, _NOTHING)
            if found is _NOTHING:
                found = work()
            self._current[key] = found
        return found  # type: ignore[no-any-return]

    def copy(self) -> Shelf[_Value]:
        """Another with the same results; what becomes of the one leaves the other as it is."""
        other = Shelf[_Value]()
        other._current = self._before | self._current
        return other

    def turn(self) -> None:
        """Begin another weighing: what the last one did not ask for is forgotten."""
        self._before, self._current = self._current, {}


class Memory:
    """What one story's last weighing worked out; hand it to the story's next one and only what is new costs time.

    A weighing gives the same with it, without it and with that of another story, so that it may be dropped at will. It
    holds about as much as one weighing works out, and is for one weighing at a time.

    A step of weighing keeps what it works out in one of two ways:

    - `context.once(read, claim)` for what a function reads from one claim, its report and that report's other claims.
    - `context.memory.shelf(work).get(key, lambda: work(…))` for all else. The key holds **everything** the result
      depends on, by value: strings, numbers, or `context.number(claim)` for a claim with all that stands in its
      report. A whole block of claims, clustered or linked, is a key as well: `tuple(map(context.number, block))`.
      What depends on the story as a whole (its last day, its parties, the rarity of words) belongs in the key.
    """

    def __init__(self) -> None:
        self._shelves: dict[Hashable, Shelf[Any]] = {}
        self._numbers: dict[str, _Numbered] = {}
        self._before: dict[str, _Numbered] = {}
        self._next = 0

    def copy(self) -> Memory:
        """Another that knows the same, for a story made of some of the reports of this one's.

        Objects that a step keeps here and goes on changing are shared: they hold nothing by the numbers of claims.
        """
        other = Memory()
        other._shelves = {work: shelf.copy() for work, shelf in self._shelves.items()}
        other._numbers, other._next = self._before | self._numbers, self._next
        return other

    def knows(self, reports: Iterable[str]) -> bool:
        """Whether it holds what was worked out about one of some reports."""
        return any(report in self._numbers or report in self._before for report in reports)

    def shelf(self, work: Hashable) -> Shelf[Any]:
        """The results of one function, or of whatever else `work` names; empty at first."""
        if work not in self._shelves:
            self._shelves[work] = Shelf()
        return self._shelves[work]

    def settled(self, report: Report, claims: Claims) -> Claims:
        """A report's claims, as the very objects the weighing before had where report and claims are the same."""
        return self._numbered(report, claims)[1]

    def number(self, report: Report, claims: Claims) -> int:
        """The number of a report's first claim, its others following on.

        The same as in the weighing before for the same report with the same claims, settled alike; else new ones.
        """
        return self._numbered(report, claims)[2]

    def _numbered(self, report: Report, claims: Claims) -> _Numbered:
        known = self._numbers.get(report.id) or self._before.get(report.id)
        if known is None or known[0] != report or (known[1] is not claims and known[1] != claims):
            known = report, claims, self._next
            self._next += len(claims)
        self._numbers[report.id] = known
        return known

    def turn(self) -> None:
        """Begin another weighing: of what is known, only what the last one asked for is held on to."""
        self._before, self._numbers = self._numbers, {}
        for shelf in self._shelves.values():
            shelf.turn()
