"""Disjoint sets: what ties hold together (union by the smaller element, with path halving; Tarjan 1975)."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Ties(Generic[T]):
    """Things of one kind that can be ordered; each is alone until it is joined."""

    def __init__(self) -> None:
        self._parent: dict[T, T] = {}

    def root(self, thing: T) -> T:
        """The smallest of all that are tied to it, itself among them."""
        parent = self._parent
        while parent.setdefault(thing, thing) != thing:
            parent[thing] = thing = parent[parent[thing]]
        return thing

    def join(self, one: T, other: T) -> T:
        """Tie two things, and with them all that each is tied to; the root they have now."""
        roots: list[Any] = [self.root(one), self.root(other)]
        low, high = sorted(roots)
        self._parent[high] = low
        return low  # type: ignore[no-any-return]
