"""Standing text: what one publisher sets into page after page, such as forms, galleries, appeals and lists of links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accord.tracing.index import Lines, spread
from accord.tracing.state import State, packed, unpacked
from accord.tracing.texts import Text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MANY_TEXTS = 4
"""Texts of one publisher that hold the same words before these are standing text."""

LOOKED_AT = 32
"""Holders of a gram by which it is judged, those of the smallest keys: as good as drawn by lot."""

RUNNING = 7
"""Days over which a running story may repeat its words; standing text goes on for longer."""

MOSTLY = 0.9
"""Part of the texts with such words that the one publisher has."""

UNKNOWN = -(1 << 40)
"""The first day of a text of unknown day, and the last with its sign changed: such a text widens no span."""


class Publishers:
    """For each text by slot its publisher as a number of its own, and its first and last day.

    A text of none or several publishers stands alone.
    """

    def __init__(self) -> None:
        import numpy as np

        self._numbers: dict[str, int] = {}
        self.rows = np.zeros((3, 0), np.int64)

    def state(self) -> State:
        """All that is known."""
        return {"rows": self.rows, "names": packed(list(self._numbers))}

    def restore(self, state: State) -> None:
        """Know what a state says, and nothing else."""
        self.rows = state["rows"]
        self._numbers = {name: number for number, name in enumerate(unpacked(state["names"]))}

    def grow(self, count: int) -> None:
        """Make room for so many texts in all."""
        import numpy as np

        self.rows = np.concatenate((self.rows, np.zeros((3, count - self.rows.shape[1]), np.int64)), axis=1)

    def note(self, slot: int, text: Text) -> None:
        """Note what is known of a text."""
        lone = min(text.publishers) if len(text.publishers) == 1 else None
        self.rows[0, slot] = -1 - slot if lone is None else self._numbers.setdefault(lone, len(self._numbers))
        days = text.days
        self.rows[1:, slot] = (days[0].toordinal(), days[-1].toordinal()) if days else (UNKNOWN, -UNKNOWN)


def are_standing(lines: Lines, publishers: Publishers) -> NDArray[np.bool_]:
    """Which grams are standing text.

    A gram is standing where four texts or more of one publisher hold it and next to none of others, and either their
    known days lie more than a week apart or four of them have none.
    """
    import numpy as np

    sizes = np.minimum(np.diff(lines.starts), LOOKED_AT)
    of, places = spread(np.arange(len(sizes)), lines.starts[:-1], sizes)
    if not len(of):
        return np.zeros(len(sizes), np.bool_)
    owner, earliest, latest = publishers.rows[:, lines.slots[places]]
    order = np.lexsort((owner, of))
    owner, earliest, latest = owner[order], earliest[order], latest[order]
    starts = np.cumsum(sizes) - sizes
    main = owner == np.repeat(owner[starts + sizes // 2], sizes)
    first, last = np.where(main, earliest, UNKNOWN), np.where(main, latest, -UNKNOWN)
    ours = np.add.reduceat(main, starts, dtype=np.int64)
    undated = np.add.reduceat(main & (first == UNKNOWN), starts, dtype=np.int64)
    long = np.maximum.reduceat(first, starts) - np.minimum.reduceat(last, starts) > RUNNING
    standing: NDArray[np.bool_] = (ours >= MANY_TEXTS) & (ours >= MOSTLY * sizes) & (long | (undated >= MANY_TEXTS))
    return standing
