"""The ids that a record has given out: no two of its lines have one, whatever stories they are in."""

from __future__ import annotations

from collections.abc import Iterable


class GivenIds:
    """The ids given out so far, story after story."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def expect(self, keys: Iterable[str]) -> None:
        """Be told which ids will be asked about, so that where looking up is slow they are looked up together."""

    def is_taken(self, key: str) -> bool:
        """Whether a line before has that id."""
        return key in self._given

    def give(self, key: str) -> None:
        """Give an id to a line; whatever people rule on that line, no other gets it."""
        self._given.add(key)
