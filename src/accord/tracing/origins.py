"""Origins: from credits and links to the independent places each report's text comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from accord.model.evidence import Evidence
from accord.model.identity import content_id
from accord.model.lineage import JOINING, Carriage, Link, LinkKind, Origin, OriginKind
from accord.model.report import Report
from accord.tracing.credits import Claimed, claimed_agencies, own_name
from accord.tracing.texts import Text

INFERRED = 0.88
"""The most that can be held of an origin a report doesn't credit itself."""

HINTED = 0.1
"""What a report's own mention of the agency's people or pictures adds."""

OWN = 0.6
"""What is held of an outlet's own reporting, for which the lack of any other trace is the only sign."""

MOSTLY = 0.5
"""Part of a report that agency text must cover for the outlet's own share to be left out."""

SHOWN = 6
"""Passages kept as evidence of a carriage."""


@dataclass(frozen=True, slots=True)
class Route:
    """How an agency's text reached a report: through which link, from which report, how surely."""

    confidence: float
    link: Link
    whence: str


def assign_origins(texts: Sequence[Text], links: Sequence[Link]) -> tuple[tuple[Origin, ...], tuple[Carriage, ...]]:
    """Give every report the origins it carries.

    A report's own credits come first. An agency reaches further reports over copies and rewrites, through reports
    that credit nobody. Joined reports without any credit share one origin: their outlet, or the one that printed it
    on an earlier day; a stated unknown where that can't be told. A report alone is its outlet's own, or unknown.

    Returns: Origins by id, carriages by (report, origin); every report has at least one.
    """
    reports = [report for text in texts for report in text.reports]
    by_id = {report.id: report for report in reports}
    claims = {report.id: claimed_agencies(report) for report in reports}
    joining = [link for link in links if link.kind in JOINING]
    routes = _spread(claims, joining)
    book = _Book()
    for report in sorted(reports, key=lambda r: r.id):
        if claims[report.id]:
            covered = _covered(report.id, claims, joining)
            _credited(book, report, claims[report.id], routes.get(report.id, {}), covered)
        elif report.id in routes:
            _reached(book, report, routes[report.id])
    uncredited = {r.id for r in reports if not claims[r.id] and r.id not in routes}
    for members in _components(uncredited, joining):
        _unclaimed(book, [by_id[m] for m in members], joining)
    return book.origins(), book.carriages()


def _spread(claims: Mapping[str, tuple[Claimed, ...]], links: Iterable[Link]) -> dict[str, dict[str, Route]]:
    """The surest route of each agency to each report that doesn't credit it.

    Reports that credit somebody pass nothing on, except to their own repeats.
    """
    near: dict[str, list[tuple[str, Link]]] = {}
    for link in links:
        near.setdefault(link.left, []).append((link.right, link))
        near.setdefault(link.right, []).append((link.left, link))
    routes: dict[str, dict[str, Route]] = {}
    queue: list[tuple[float, str, str, str, int]] = []
    steps: list[Link] = []

    def push(agency: str, whence: str, confidence: float, *, own: bool = True) -> None:
        for other, link in near.get(whence, ()):
            passes = own or not claims[whence] or min(link.left_share, link.right_share) == 1
            if passes and not any(c.agency == agency or c.whole for c in claims[other]):
                steps.append(link)
                sure = round(min(INFERRED, confidence * link.confidence), 4)
                heappush(queue, (-sure, agency, other, whence, len(steps) - 1))

    for report in sorted(claims):
        for claimed in claims[report]:
            push(claimed.agency, report, claimed.confidence)
    while queue:
        minus, agency, report, whence, step = heappop(queue)
        if agency in routes.setdefault(report, {}):
            continue
        routes[report][agency] = Route(-minus, steps[step], whence)
        push(agency, report, -minus, own=False)
    return {report: found for report, found in routes.items() if found}


def _covered(report: str, claims: Mapping[str, tuple[Claimed, ...]], links: Iterable[Link]) -> float:
    """The largest part of a report that it shares with another text crediting the same agency."""
    own = {c.agency for c in claims[report]}
    shares = []
    for link in links:
        if report in (link.left, link.right) and min(link.left_share, link.right_share) < 1:
            other = link.right if link.left == report else link.left
            if link.kind is not LinkKind.REWRITE and own & {c.agency for c in claims[other]}:
                shares.append(_share(link, report))
    return max(shares, default=0.0)


def _credited(
    book: _Book, report: Report, claims: tuple[Claimed, ...], routes: Mapping[str, Route], covered: float
) -> None:
    """A report that credits agencies: theirs, what reached it besides, and its outlet's part if it has one."""
    for claimed in claims:
        share = (1.0 if claimed.whole else covered or None) if len(claims) == 1 else None
        origin = book.agency(claimed.agency)
        book.add(report, origin, share, claimed.confidence, claimed.reason, claimed.evidence)
    for agency, route in sorted(routes.items()):
        _inferred(book, report, agency, route)
    outlet = own_name(report)
    if outlet and covered < MOSTLY and not any(c.whole for c in claims):
        reason = f"Published by {outlet}, which credits an agency with a part only."
        book.add(report, book.outlet(outlet), None, OWN, reason)


def _reached(book: _Book, report: Report, routes: Mapping[str, Route]) -> None:
    """A report that credits nobody and shares an agency's text."""
    for agency, route in sorted(routes.items()):
        _inferred(book, report, agency, route)
    outlet = own_name(report)
    covered = sum(_share(route.link, report.id) for route in routes.values())
    copied = all(route.link.kind is not LinkKind.REWRITE for route in routes.values())
    if outlet and copied and covered < MOSTLY:
        reason = f"Published by {outlet}; the shared text is less than half of it."
        book.add(report, book.outlet(outlet), round(1 - covered, 4), OWN, reason)


def _inferred(book: _Book, report: Report, agency: str, route: Route) -> None:
    how = "retells" if route.link.kind is LinkKind.REWRITE else "shares text with"
    cited = any(credit.agency == agency for credit in report.credits)
    confidence = min(INFERRED, route.confidence + (HINTED if cited else 0.0))
    own_word = f"names {agency}'s people or pictures" if cited else "credits nobody itself"
    reason = f"It {how} {route.whence}, which carries {agency}, and {own_word}."
    share = _share(route.link, report.id)
    book.add(report, book.agency(agency), share, confidence, reason, _passages(route.link, report))


def _unclaimed(book: _Book, members: list[Report], links: Sequence[Link]) -> None:
    """Reports that no credit reaches: joined ones share one origin."""
    first = _first(members)
    ids = {m.id for m in members}
    for report in members:
        outlet = own_name(report)
        if len(members) == 1:
            _alone(book, report, outlet)
            continue
        link = max(
            (k for k in links if k.left in ids and k.right in ids and report.id in (k.left, k.right)),
            key=lambda k: (k.confidence, k.left, k.right),
        )
        evidence, share = _passages(link, report), _share(link, report.id)
        if first is not None:
            others = "" if outlet == first else f", and {first} had it first"
            reason = f"Shares its text with other reports; none credits an agency{others}."
            book.add(report, book.outlet(first), share, OWN - 0.05, reason, evidence)
        else:
            origin = book.unknown(members[0].id)
            reason = "Shares its text with other reports; none says where it comes from."
            book.add(report, origin, share, 0.5, reason, evidence)
        if outlet and outlet != first and share < MOSTLY:
            reason = f"Published by {outlet}; the shared text is less than half of it."
            book.add(report, book.outlet(outlet), round(1 - share, 4), OWN, reason)


def _alone(book: _Book, report: Report, outlet: str | None) -> None:
    if outlet:
        reason = f"Published by {outlet}; it credits no agency and shares no text with the other reports."
        book.add(report, book.outlet(outlet), 1.0, OWN, reason)
    else:
        reason = "No outlet, no credit and no shared text: where it comes from is not known."
        book.add(report, book.unknown(report.id), None, 0.5, reason)


def _first(members: Sequence[Report]) -> str | None:
    """The outlet behind joined reports: the only one, or that of the single earliest day; None when not known."""
    names = {own_name(m) for m in members}
    if None in names:
        return None
    if len(names) == 1:
        return names.pop()
    days = sorted((m.day, own_name(m) or "") for m in members if m.day)
    if len(days) < len(members):
        return None
    earliest = {name for day, name in days if day == days[0][0]}
    return earliest.pop() if len(earliest) == 1 else None


def _components(ids: set[str], links: Iterable[Link]) -> list[list[str]]:
    """Groups of reports joined directly or through each other, each sorted."""
    near: dict[str, list[str]] = {i: [] for i in ids}
    for link in links:
        if link.left in ids and link.right in ids:
            near[link.left].append(link.right)
            near[link.right].append(link.left)
    seen: set[str] = set()
    groups = []
    for start in sorted(ids):
        if start in seen:
            continue
        group, stack = [], [start]
        seen.add(start)
        while stack:
            one = stack.pop()
            group.append(one)
            stack.extend(other for other in near[one] if other not in seen)
            seen.update(near[one])
        groups.append(sorted(group))
    return groups


def _share(link: Link, report: str) -> float:
    return link.left_share if link.left == report else link.right_share


def _passages(link: Link, report: Report) -> tuple[Evidence, ...]:
    """The longest shared passages as they stand in the report, in text order."""
    spans = {p.left if link.left == report.id else p.right for p in link.passages}
    longest = sorted(spans, key=lambda s: (-len(s), s))[:SHOWN]
    return tuple(Evidence(report.id, span, span.of(report.text)) for span in sorted(longest))


class _Book:
    """Collects origins and carriages."""

    def __init__(self) -> None:
        self._origins: dict[str, Origin] = {}
        self._carriages: dict[tuple[str, str], Carriage] = {}

    def agency(self, name: str) -> Origin:
        return self._origin(name, OriginKind.AGENCY)

    def outlet(self, name: str) -> Origin:
        return self._origin(name, OriginKind.OUTLET)

    def unknown(self, report: str) -> Origin:
        return self._origin(f"unknown ({report})", OriginKind.UNKNOWN)

    def add(
        self,
        report: Report,
        origin: Origin,
        share: float | None,
        confidence: float,
        reason: str,
        evidence: tuple[Evidence, ...] = (),
    ) -> None:
        key = (report.id, origin.id)
        self._carriages.setdefault(key, Carriage(*key, share, round(confidence, 4), reason, evidence))

    def origins(self) -> tuple[Origin, ...]:
        return tuple(self._origins[i] for i in sorted(self._origins))

    def carriages(self) -> tuple[Carriage, ...]:
        return tuple(self._carriages[key] for key in sorted(self._carriages))

    def _origin(self, name: str, kind: OriginKind) -> Origin:
        origin = Origin(content_id("origin", kind, name), name, kind)
        return self._origins.setdefault(origin.id, origin)
