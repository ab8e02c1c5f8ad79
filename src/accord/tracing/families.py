"""Families: texts joined by copies and rewrites, directly or through each other, and the origins they carry."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from accord.model.lineage import JOINING, Carriage, Link, LinkKind, Origin, Passage
from accord.model.span import Span
from accord.tracing.corpus import Shelf
from accord.tracing.origins import assign_origins
from accord.tracing.state import State, packed, unpacked


class Families:
    """Which texts are joined. A change asks only the families it touches."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._joined: dict[int, dict[int, Link]] = {}

    def state(self) -> State:
        """All links that join."""
        pairs = sorted((slot, mate) for slot, mates in self._joined.items() for mate in mates if slot < mate)
        rows = [(one, other, _plain(self._joined[one][other])) for one, other in pairs]
        return {"links": packed(rows)}

    def restore(self, state: State) -> None:
        """Hold what a state says; there is nothing yet."""
        for one, other, link in unpacked(state["links"]):
            self.join(one, other, _link(link))

    def join(self, one: int, other: int, link: Link | None) -> bool:
        """Note the link of two texts, None for none; one that does not join says no more. False when it's no news."""
        joining = link if link is not None and link.kind in JOINING else None
        known = self._joined.get(one, {}).get(other)
        for text, mate in ((one, other), (other, one)):
            if joining is not None:
                self._joined.setdefault(text, {})[mate] = joining
            elif known is not None:
                del self._joined[text][mate]
        return joining != known

    def origins(self, touched: Iterable[int]) -> tuple[tuple[Origin, ...], tuple[Carriage, ...]]:
        """The origins that the reports of the families of some texts carry: by id, and by report and origin."""
        family, waiting = set(touched), list(touched)
        while waiting:
            mates = self._joined.get(waiting.pop(), {}).keys() - family
            family |= mates
            waiting += mates
        links = [link for slot in family for mate, link in self._joined.get(slot, {}).items() if slot < mate]
        links.sort(key=lambda link: (link.left, link.right))
        self._shelf.have(family)
        return assign_origins([self._shelf.text(slot) for slot in sorted(family)], links)


def _plain(link: Link) -> list[object]:
    passages = [(p.left.start, p.left.end, p.right.start, p.right.end) for p in link.passages]
    told = (link.confidence, link.left_share, link.right_share, passages, link.reason, link.copied_from)
    return [link.left, link.right, link.kind.value, *told]


def _link(plain: list[Any]) -> Link:
    left, right, kind, confidence, left_share, right_share, rows, reason, copied_from = plain
    passages = tuple(Passage(Span(a, b), Span(c, d)) for a, b, c, d in rows)
    return Link(left, right, LinkKind(kind), confidence, left_share, right_share, passages, reason, copied_from)
