"""The lineage of a record's reports, by report and by pair, so that what a further report changes can be told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from accord.model.lineage import JOINING, Carriage, Lineage, Link, Origin, Passage

Pair = tuple[str, str]


@dataclass(slots=True)
class Retraced:
    """What became of a lineage: the reports that carry something else, links that are new or changed, pairs without.

    `joined` are the pairs that do not share the text of one origin as they did: of links, weighing reads no more.
    """

    reports: set[str] = field(default_factory=set)
    links: dict[Pair, Link] = field(default_factory=dict)
    unlinked: set[Pair] = field(default_factory=set)
    joined: set[Pair] = field(default_factory=set)

    def add(self, later: Retraced) -> None:
        """Add what has become of it since."""
        self.reports |= later.reports
        self.joined |= later.joined
        self.unlinked = (self.unlinked | later.unlinked) - later.links.keys()
        self.links = {pair: link for pair, link in self.links.items() if pair not in later.unlinked} | later.links


class Lineages:
    """Origins, carriages and links, looked up by report."""

    def __init__(self, lineage: Lineage | None = None) -> None:
        self._origins: dict[str, Origin] = {}
        self._carriages: dict[str, tuple[Carriage, ...]] = {}
        self._links: dict[Pair, Link] = {}
        self._linked: dict[str, set[Pair]] = defaultdict(set)
        self.take_over(lineage or Lineage())

    def take_over(self, found: Lineage, unlinked: Iterable[Pair] = (), gone: Iterable[str] = ()) -> Retraced:
        """Take over what tracing has found.

        Args:
            found: links that may be new or others, and all carriages of the reports that may carry something else.
            unlinked: pairs that have no link any more. gone: reports that are no more.
        Returns: What is not as it was.
        """
        retraced = Retraced()
        self._origins |= {origin.id: origin for origin in found.origins}
        carried = dict.fromkeys(gone, ()) | _by_report(found.carriages)
        for report, carriages in carried.items():
            if self._carriages.get(report, ()) != carriages:
                retraced.reports.add(report)
                self._carriages[report] = carriages
            if not carriages:
                self._carriages.pop(report, None)
        for pair in unlinked:
            if (was := self._links.pop(pair, None)) is not None:
                retraced.unlinked.add(pair)
                if _joining(was):
                    retraced.joined.add(pair)
                for report in pair:
                    self._linked[report].discard(pair)
        for link in found.links:
            pair = link.left, link.right
            was = self._links.get(pair)
            if was != link:
                if _joining(was) != _joining(link):
                    retraced.joined.add(pair)
                retraced.links[pair] = self._links[pair] = link
                for report in pair:
                    self._linked[report].add(pair)
        return retraced

    def of(self, reports: Collection[str]) -> Lineage:
        """The lineage of some reports: what they carry, and the links between them."""
        inside = set(reports)
        carriages = [carriage for report in sorted(inside) for carriage in self._carriages.get(report, ())]
        pairs = {pair for report in inside for pair in self._linked.get(report, ()) if inside.issuperset(pair)}
        origins = sorted({carriage.origin for carriage in carriages})
        return Lineage(
            tuple(self._origins[key] for key in origins),
            tuple(carriages),
            tuple(self._links[pair] for pair in sorted(pairs)),
        )

    def touching(self, reports: Iterable[str]) -> dict[Pair, Link]:
        """The links of some reports, by pair."""
        return {pair: self._links[pair] for report in reports for pair in self._linked.get(report, ())}

    def carried_by(self, reports: Iterable[str], links: Iterable[Link]) -> Lineage:
        """What some reports carry, with some links, whatever they tie together."""
        carriages = tuple(c for report in sorted(reports) for c in self._carriages.get(report, ()))
        origins = sorted({carriage.origin for carriage in carriages})
        ordered = sorted(links, key=lambda link: (link.left, link.right))
        return Lineage(tuple(self._origins[key] for key in origins), carriages, tuple(ordered))

    def whole(self) -> Lineage:
        """The lineage of all reports."""
        return self.carried_by(self._carriages, self._links.values())

    def since(self, before: Lineages) -> Retraced:
        """What is not as it was before, in another lineage of these reports."""
        carried, was = self._carriages, before._carriages
        now, then = self._links, before._links
        return Retraced(
            {report for report in carried.keys() | was.keys() if carried.get(report) != was.get(report)},
            {pair: link for pair, link in now.items() if then.get(pair) != link},
            then.keys() - now.keys(),
            {pair for pair in now.keys() | then.keys() if _joining(now.get(pair)) != _joining(then.get(pair))},
        )


def _joining(link: Link | None) -> tuple[Passage, ...]:
    """The passages by which a link joins two reports; none where it does not."""
    return link.passages if link and link.kind in JOINING else ()


def _by_report(carriages: Sequence[Carriage]) -> dict[str, tuple[Carriage, ...]]:
    found: dict[str, list[Carriage]] = defaultdict(list)
    for carriage in carriages:
        found[carriage.report].append(carriage)
    return {report: tuple(sorted(own, key=lambda carriage: carriage.origin)) for report, own in found.items()}
