"""Claims that were read before: those of a reading never change, so that they need to be decoded once only."""

from __future__ import annotations

from collections import OrderedDict

from accord.model.claim import Claims

HELD = 20_000
"""Claims that are held at most, some tens of megabytes; beyond them those go that were not asked for the longest."""


class Decoded:
    """The claims of readings, by the reading's id and the name of its report."""

    def __init__(self) -> None:
        self._held: OrderedDict[tuple[str, str], Claims] = OrderedDict()
        self._size = 0

    def get(self, reading: str, name: str) -> Claims | None:
        """The claims of a reading; None where they are not held."""
        found = self._held.get((reading, name))
        if found is not None:
            self._held.move_to_end((reading, name))
        return found

    def put(self, reading: str, name: str, claims: Claims) -> None:
        """Hold the claims of a reading, which are not held yet."""
        self._held[reading, name] = claims
        self._size += 1 + len(claims)
        while self._size > HELD:
            self._size -= 1 + len(self._held.popitem(last=False)[1])

    def clear(self) -> None:
        """Hold nothing."""
        self._held.clear()
        self._size = 0
