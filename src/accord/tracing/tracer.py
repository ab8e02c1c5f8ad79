"""Tracing that lives on: reports are added as they come, and only what they touch is looked at again."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import BinaryIO, Self

from accord.model.lineage import Lineage, Link
from accord.model.report import Report
from accord.tracing.copies import Copies, Unsettled
from accord.tracing.corpus import Shelf, Source
from accord.tracing.families import Families
from accord.tracing.likeness import Likeness
from accord.tracing.links import judge_pairs, repeats
from accord.tracing.neighbours import Pair
from accord.tracing.state import named, packed, part_of, read_state, unpacked, write_state

Ends = tuple[str, str]
"""The reports that a link ties, the smaller id first."""


@dataclass(frozen=True, slots=True)
class Change:
    """What may be other than before, as it is now.

    `gone`: links, by their ends, that are no more. `lineage` holds the links that are new or were looked at again, and
    of every report whose origins may be others all its carriages.
    """

    gone: tuple[Ends, ...]
    lineage: Lineage


class Tracer:
    """Traces reports lot by lot; what is found is the same whatever lots they come in, and in whatever order.

    A lot costs what its own reports cost, and the texts they touch, not what is there already.
    """

    def __init__(self, source: Source | None = None) -> None:
        """Make one that has seen nothing.

        Args: source: gives reports that were added, and not removed, when they are touched again, so that they need
            not be held in memory; None: they are held.
        """
        self._shelf = Shelf(source)
        self._copies = Copies(self._shelf)
        self._likeness = Likeness(self._shelf)
        self._families = Families(self._shelf)
        self._linked: dict[Pair, Ends] = {}
        self._repeated: dict[int, frozenset[Ends]] = {}

    @classmethod
    def load(cls, file: BinaryIO, source: Source) -> Self:
        """Go on from where one was saved.

        Args: file: what `save` wrote. source: gives the reports that it has.
        Raises: ValueError: the file is no such state, is damaged, or is of another format: start anew.
        """
        state = read_state(file)
        tracer = cls(source)
        tracer._shelf.restore(part_of(state, "shelf"))
        tracer._copies.restore(part_of(state, "copies"))
        tracer._likeness.restore(part_of(state, "likeness"))
        tracer._families.restore(part_of(state, "families"))
        linked, repeated = unpacked(state["linked"]), unpacked(state["repeated"])
        tracer._linked = {(one, other): (left, right) for one, other, left, right in linked}
        tracer._repeated = {slot: frozenset(map(tuple, ends)) for slot, ends in repeated}
        return tracer

    def save(self, file: BinaryIO) -> None:
        """Write all that was found, without the reports, as plain arrays: near 20 kB a report."""
        state = {
            **named("shelf", self._shelf.state()),
            **named("copies", self._copies.state()),
            **named("likeness", self._likeness.state()),
            **named("families", self._families.state()),
            "linked": packed([(*pair, *ends) for pair, ends in self._linked.items()]),
            "repeated": packed([(slot, sorted(ends)) for slot, ends in self._repeated.items()]),
        }
        write_state(state, file)

    def add(self, reports: Iterable[Report]) -> Change:
        """Take in reports; those whose ids are in already are passed over."""
        new, printed = self._shelf.take_in(reports)
        found = self._copies.add(new, printed)
        changed = found.pairs | self._likeness.add(new, printed)
        return self._settle(changed | self._unsure(found) | self._pairs(printed), {*new, *printed}, set())

    def remove(self, reports: Iterable[str]) -> Change:
        """Let go of reports by id, as though they had never come; those that are not in are passed over.

        It takes a pass over the table of grams: a second at a hundred thousand reports.
        """
        chosen = set(reports)
        left, printed = self._shelf.leaving(chosen)
        if not left and not printed:
            return Change((), Lineage())
        found = self._copies.remove(left)
        changed = found.pairs | self._likeness.remove(left)
        self._shelf.take_out(chosen)
        again = self._copies.add((), printed)
        changed |= again.pairs | self._likeness.add((), printed)
        changed |= self._unsure(found) | self._unsure(again) | self._pairs(printed)
        return self._settle(changed, set(printed), set(left))

    def forget_words(self) -> None:
        """Forget the words that only removed reports had, as when they are to be gone for good."""
        self._shelf.forget_words()

    def _unsure(self, found: Unsettled) -> set[Pair]:
        """The pairs of texts that are masked otherwise, and those of two that hold a gram by now widespread."""
        common = {pair for pair in self._pairs(found.common) if found.common.issuperset(pair)}
        return common | self._pairs(found.masked)

    def _pairs(self, slots: Collection[int]) -> set[Pair]:
        """All pairs of some texts."""
        pairs = {pair for slot in slots for pair in self._copies.pairs.pairs(slot)}
        return pairs | {(min(slot, other), max(slot, other)) for slot in slots for other in self._likeness.of(slot)}

    def _settle(self, changed: set[Pair], touched: set[int], left: set[int]) -> Change:
        """Judge pairs anew, and give the reports they touch their origins.

        Args:
            changed: pairs that came or went, or are to be judged anew.
            touched: texts that came, or that other reports print than before; `left`: those that are no more.
        """
        before: set[Ends] = set()
        now: dict[Ends, Link] = {}
        family = set(touched)
        self._shelf.have(slot for pair in changed for slot in pair)
        for pair, link in self._judge(changed):
            if pair in self._linked:
                before.add(self._linked.pop(pair))
            if link is not None:
                self._linked[pair] = (link.left, link.right)
                now[link.left, link.right] = link
            if self._families.join(*pair, link):
                family.update(pair)
        for slot in touched | left:
            before |= self._repeated.pop(slot, frozenset())
            found = [] if slot in left else repeats(self._shelf.text(slot))
            if found:
                now.update(((link.left, link.right), link) for link in found)
                self._repeated[slot] = frozenset((link.left, link.right) for link in found)
        links = tuple(now[ends] for ends in sorted(now))
        change = Change(tuple(sorted(before - now.keys())), Lineage(*self._families.origins(family - left), links))
        self._shelf.forget()
        return change

    def _judge(self, pairs: set[Pair]) -> Iterable[tuple[Pair, Link | None]]:
        """The link of each pair as it is now."""
        copies = {pair for pair in pairs if self._copies.pairs.compared(*pair)}
        alike = {pair for pair in pairs if self._likeness.alike(*pair)}
        found = judge_pairs(self._shelf, self._copies.count, copies, alike)
        return ((pair, found.get(pair)) for pair in sorted(pairs))
