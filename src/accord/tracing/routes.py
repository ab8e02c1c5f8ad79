"""Routes: how an agency's text reaches texts that don't credit it, over copies and rewrites."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from accord.model.lineage import Link
from accord.tracing.credits import Claimed, claimed_agencies
from accord.tracing.texts import Text

INFERRED = 0.88
"""The most that can be held of an origin a text doesn't credit itself."""

Claims = Mapping[str, Mapping[str, Claimed]]
"""Text key to the agencies its reports credit, each with the strongest credit."""


@dataclass(frozen=True, slots=True)
class Route:
    """How an agency's text reached a text: through which link, from which text, how surely."""

    confidence: float
    link: Link
    whence: str


def text_claims(texts: Sequence[Text]) -> Claims:
    """What each text credits: the credits of all reports that print it taken together."""
    out: dict[str, dict[str, Claimed]] = {}
    for text in texts:
        best = out.setdefault(text.key, {})
        for report in text.reports:
            for claimed in claimed_agencies(report):
                if claimed.agency not in best or claimed.confidence > best[claimed.agency].confidence:
                    best[claimed.agency] = claimed
    return out


def is_whole(claims: Mapping[str, Claimed]) -> bool:
    """True when a credit is for all of the text."""
    return any(claimed.whole for claimed in claims.values())


def find_routes(claims: Claims, links: Iterable[Link]) -> dict[str, dict[str, Route]]:
    """The surest route of each agency to each text that doesn't credit it.

    A text that credits an agency passes no other on: what it shares with its neighbours may be that agency's. A text
    credited as a whole takes none in.

    Args: links: those that join, between texts.
    Returns: Text key to agency to route; texts that no route reaches are left out.
    """
    near: dict[str, list[tuple[str, Link]]] = {}
    for link in links:
        near.setdefault(link.left, []).append((link.right, link))
        near.setdefault(link.right, []).append((link.left, link))
    routes: dict[str, dict[str, Route]] = {}
    queue: list[tuple[float, str, str, str, int]] = []
    steps: list[Link] = []

    def push(agency: str, whence: str, confidence: float) -> None:
        for other, link in near.get(whence, ()):
            if agency not in claims[other] and not is_whole(claims[other]):
                steps.append(link)
                sure = round(min(INFERRED, confidence * link.confidence), 4)
                heappush(queue, (-sure, agency, other, whence, len(steps) - 1))

    for key in sorted(claims):
        for agency, claimed in sorted(claims[key].items()):
            push(agency, key, claimed.confidence)
    while queue:
        minus, agency, key, whence, step = heappop(queue)
        found = routes.setdefault(key, {})
        if agency not in found:
            found[agency] = Route(-minus, steps[step], whence)
            if not claims[key]:
                push(agency, key, -minus)
    return routes


def components(keys: Iterable[str], links: Iterable[Link]) -> list[list[str]]:
    """Groups of texts joined directly or through each other, each sorted, by their first key."""
    near: dict[str, list[str]] = {key: [] for key in sorted(keys)}
    for link in links:
        if link.left in near and link.right in near:
            near[link.left].append(link.right)
            near[link.right].append(link.left)
    seen: set[str] = set()
    groups = []
    for start in near:
        group, stack = [], [start]
        while stack:
            key = stack.pop()
            if key not in seen:
                seen.add(key)
                group.append(key)
                stack.extend(near[key])
        if group:
            groups.append(sorted(group))
    return groups
