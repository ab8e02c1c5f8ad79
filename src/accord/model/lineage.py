"""Lineage: which reports share text, and which independent origins each of them carries."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from accord.model.evidence import Evidence
from accord.model.span import Span


class LinkKind(StrEnum):
    """Why two reports share words. Only the first three join origins."""

    WIRE = "wire"
    REWRITE = "rewrite"
    SAME_OUTLET = "same_outlet"
    QUOTE_DOCUMENT = "quote_document"
    BOILERPLATE = "boilerplate"
    COINCIDENCE = "coincidence"
    UNKNOWN = "unknown"


JOINING = frozenset({LinkKind.WIRE, LinkKind.REWRITE, LinkKind.SAME_OUTLET})


class OriginKind(StrEnum):
    """What an origin is: an agency, an outlet's own reporting, a primary text, or not known."""

    AGENCY = "agency"
    OUTLET = "outlet"
    PRIMARY = "primary"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """A passage two reports share: its span in the left one and in the right one."""

    left: Span
    right: Span


@dataclass(frozen=True, slots=True)
class Link:
    """Two reports that share words or facts, and why.

    `left < right` by report id. `confidence` in [0, 1], uncalibrated. `left_share`, `right_share`: the part of each
    report's prose that the passages cover, in [0, 1]. `reason` is one sentence for people. `copied_from` names the
    earlier or fuller report where the direction is known.
    """

    left: str
    right: str
    kind: LinkKind
    confidence: float
    left_share: float
    right_share: float
    passages: tuple[Passage, ...]
    reason: str
    copied_from: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """An independent place information comes from. `name` is an agency, an outlet, or a stated unknown."""

    id: str
    name: str
    kind: OriginKind


@dataclass(frozen=True, slots=True)
class Carriage:
    """That a report carries an origin: how much of it, on what evidence.

    `share` in [0, 1] is the part of the report's prose, None when unknown.
    """

    report: str
    origin: str
    share: float | None
    confidence: float
    reason: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Lineage:
    """Origins of a set of reports. Links by (left, right), origins by id, carriages by (report, origin)."""

    origins: tuple[Origin, ...] = ()
    carriages: tuple[Carriage, ...] = ()
    links: tuple[Link, ...] = ()
    _of: Mapping[str, tuple[Origin, ...]] = field(init=False, repr=False, compare=False)
    _carried: Mapping[str, tuple[Carriage, ...]] = field(init=False, repr=False, compare=False)
    _origin: Mapping[str, Origin] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_id = {o.id: o for o in self.origins}
        carried: dict[str, tuple[Carriage, ...]] = {}
        for c in sorted(self.carriages, key=lambda c: (-(c.share or 0.0), c.origin)):
            carried[c.report] = (*carried.get(c.report, ()), c)
        origins = {report: tuple(by_id[c.origin] for c in own) for report, own in carried.items()}
        object.__setattr__(self, "_of", origins)
        object.__setattr__(self, "_carried", carried)
        object.__setattr__(self, "_origin", by_id)

    def of(self, report: str) -> tuple[Origin, ...]:
        """The origins a report carries, largest share first; empty for an unknown report."""
        return self._of.get(report, ())

    def carried_by(self, report: str) -> tuple[Carriage, ...]:
        """The carriages of a report, largest share first; empty for an unknown report."""
        return self._carried.get(report, ())

    def origin(self, origin: str) -> Origin:
        """The origin of that id.

        Raises: KeyError: there is none.
        """
        return self._origin[origin]

    def split(self, groups: Sequence[Collection[str]]) -> tuple[Lineage, ...]:
        """One lineage per group of reports, in their order; links between groups are left out.

        Args: groups: ids; no report stands in two groups.
        """
        place = {report: n for n, group in enumerate(groups) for report in group}
        carriages: list[list[Carriage]] = [[] for _ in groups]
        links: list[list[Link]] = [[] for _ in groups]
        for carriage in self.carriages:
            if carriage.report in place:
                carriages[place[carriage.report]].append(carriage)
        for link in self.links:
            if link.left in place and place[link.left] == place.get(link.right):
                links[place[link.left]].append(link)
        by_id = {origin.id: origin for origin in self.origins}
        return tuple(
            Lineage(tuple(by_id[o] for o in sorted({c.origin for c in own})), tuple(own), tuple(shared))
            for own, shared in zip(carriages, links, strict=True)
        )
