"""Stories as a stream: each lot of reports joins, opens or, rarely, merges stories; what rests is let go."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from accord.grouping.bundles import Bundle, Pair, bundles
from accord.grouping.features import Features
from accord.grouping.index import TermIndex
from accord.grouping.likeness import LEAST, UNDATED, content, fading
from accord.grouping.placing import place
from accord.grouping.texts import Text
from accord.grouping.vectors import Frequencies
from accord.grouping.window import Window
from accord.model.story import Story

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

REST = timedelta(days=600)
"""A text older than this is compared with none that comes; a story without a younger one is at an end."""

MOST_HELD = 20_000
"""Texts held at most; beyond them the first to come are let go."""

MOST_COMPARED = 500
"""Texts of one story that others are compared with, the last to come."""

MOST_NOTED = 20
"""Texts placed at a time count no more than so many in how common a term is, until their stories are known."""

COUNTED_WHOLE = 5
"""Texts of one story that count whole in how common a term is; of a larger story, each counts the less."""

MOST_AT_ONCE = 250
"""Texts of one lot that are placed at a time, so that no lot asks for a table without bound."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A state of a stream that it can go back to."""

    today: date
    window: Window
    index: TermIndex
    days: NDArray[np.int64]
    counted: int


class StoryStream:
    """Takes reports lot by lot, in order of time, and keeps the stories they make.

    A lot is the reports of a day, or of less. Their order changes nothing. Memory is bounded by the reports of the
    last `REST` and by `MOST_HELD`, however long the stream.
    """

    def __init__(
        self,
        today: date = date.min,
        window: Window | None = None,
        index: TermIndex | None = None,
        days: NDArray[np.int64] | None = None,
        frequencies: Frequencies | None = None,
    ) -> None:
        """Begin without reports, or where another stream was. `days`: of the texts in the index."""
        import numpy as np

        self.today = today
        self.window = window or Window()
        self.index = index or TermIndex()
        self.days = np.zeros(0, np.int64) if days is None else days
        self.frequencies = frequencies or Frequencies()

    def add(self, lot: Sequence[Features], pairs: Collection[Pair] = ()) -> list[Story]:
        """Take in a lot.

        Args:
            lot: reports, in any order. One without a day, or with an earlier one, is taken to come with the others.
            pairs: ties between these reports, and with earlier ones; others are passed over.
        Returns: The stories that are at an end meanwhile, the first to rest first.
        """
        self.today = max([self.today, *(one.day for one in lot if one.day)])
        ended = self._let_go()
        new = []
        window = self.window
        for found in bundles(sorted(lot, key=lambda one: one.report), pairs, window.by_report):
            if old := window.known(found):
                window.enter(window.join(old), found)
            else:
                new.append(found)
        for start in range(0, len(new), MOST_AT_ONCE):
            self._place(new[start : start + MOST_AT_ONCE])
        return ended

    def close(self) -> list[Story]:
        """Every story that is still open; none is left."""
        self.today = date.max
        return self._let_go()

    def mark(self) -> Mark:
        """Note the state there is now, to go back to it."""
        return Mark(self.today, self.window.copy(), self.index.copy(), self.days, self.frequencies.mark())

    def go_back(self, mark: Mark) -> None:
        """Be again as at a mark, which is gone with those after it; the earlier ones stay."""
        self.today, self.window, self.index, self.days = mark.today, mark.window, mark.index, mark.days
        self.frequencies.go_back(mark.counted)

    def forget(self, mark: Mark) -> None:
        """Never go back to a mark again, nor to one before it."""
        self.frequencies.forget(mark.counted)

    @property
    def n_texts(self) -> int:
        """How many texts are held."""
        return len(self.window.texts)

    def _let_go(self) -> list[Story]:
        """Let go of texts at rest; the stories that have no other are at an end."""
        texts = self.window.texts
        few = len(texts) - MOST_HELD
        resting = []
        for place_of, text in enumerate(texts.values()):
            if self.today - text.came <= REST and place_of >= few:
                break
            resting.append(text.number)
        ended = [story for number in resting if (story := self.window.retire(number))]
        first = next(iter(texts), self.index.following)
        self.days = self.days[first - self.index.first :]
        self.index.let_go(first)
        return ended

    def _place(self, new: Sequence[Bundle]) -> None:
        """Open a story for each new text, and place those stories among the ones there are."""
        import numpy as np

        window, frequencies = self.window, self.frequencies
        noted = min(1.0, MOST_NOTED / len(new))
        for found in new:
            frequencies.count(found.first.parts, noted)
        words = [frequencies.weigh(found.first.parts.words) for found in new]
        titles = [frequencies.weigh(found.first.parts.title).apart() for found in new]
        first = self.index.following
        self.index.add([one.beside(other) for one, other in zip(words, titles, strict=True)])
        products = self.index.inner_products([*words, *titles])
        days = [found.first.day.toordinal() if found.first.day else UNDATED for found in new]
        self.days = np.concatenate((self.days, np.array(days)))
        held = np.zeros(len(self.days), bool)
        held[np.fromiter(window.texts, np.int64, len(window.texts)) - self.index.first] = True
        held[first - self.index.first :] = True
        table = content(products[: len(new)], products[len(new) :]) * fading(self.days[-len(new) :], self.days)
        table = table.round(6) * held
        for number, found, row in zip(range(first, first + len(new)), new, table, strict=True):
            alike = np.flatnonzero(row[: number - self.index.first] >= LEAST)
            near, likeness = (alike + self.index.first).astype(np.int32), row[alike].astype(np.float32)
            window.open(Text(number, self.today, found.first.called, near, likeness))
            window.enter(number, found)
        numbers = range(first, first + len(new))
        place(numbers, window, self.today)
        keys = [window.story_of[number] for number in numbers]
        for found, key in zip(new, keys, strict=True):
            frequencies.count(found.first.parts, min(1.0, COUNTED_WHOLE / len(window.stories[key].texts)) - noted)
        for key in dict.fromkeys(keys):
            for number in window.stories[key].texts[:-MOST_COMPARED]:
                window.retire(number)
