"""What the last weighings of stories worked out, so that their next ones cost what is new; held within bounds."""

from __future__ import annotations

from collections import OrderedDict

from accord.model.story import Story
from accord.weighing.memory import Memory

HELD = 20_000
"""Claims whose weighing is remembered at most, some five kilobytes each."""


class Memories:
    """A memory for each story, those asked for last; beyond `HELD` claims the others are dropped, which only costs."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, tuple[Memory, int]] = OrderedDict()
        self._size = 0

    def of(self, story: Story, n_claims: int) -> Memory:
        """The memory of a story that is weighed now, with so many claims.

        Of one that there was not: what is remembered of the story that its reports were in; a new one where nothing is.
        """
        memory, before = self._held.pop(story.id, (None, 0))
        if memory is None:
            memory = next((held.copy() for held, _ in self._held.values() if held.knows(story.reports)), None)
        memory = memory or Memory()
        self._held[story.id] = memory, 1 + n_claims
        self._size += 1 + n_claims - before
        while self._size > HELD and len(self._held) > 1:
            self._size -= self._held.popitem(last=False)[1][1]
        return memory

    def __len__(self) -> int:
        return len(self._held)

    def clear(self) -> None:
        """Remember nothing."""
        self._held.clear()
        self._size = 0
