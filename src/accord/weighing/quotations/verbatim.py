"""Words that two quotations share in one run: too many to have been said twice by chance."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from accord.weighing.matter import word_list

_RUN = 7  # words in one run
_MATTER = 3  # of them words that carry matter
_HOLDERS = 80  # quotations with one run that are looked at

Run = tuple[str, ...]


class SharedRuns:
    """The pairs of a story's quotations that share runs of words, kept from one weighing to the next."""

    def __init__(self) -> None:
        self._quotations: list[Sequence[Run]] = []
        self._holders: dict[Run, list[int]] = defaultdict(list)
        self._pairs: list[tuple[int, int, int]] = []

    def pairs(self, quotations: Sequence[Sequence[Run]]) -> list[tuple[int, int, int]]:
        """Pairs of quotations that share runs of words.

        Args: quotations: of each, the folded words of its parts between quotation marks. While those of the time before
            come first, only the rest is looked at; what is found is the same.
        Returns: The lower number of a pair, the higher, and how many words the runs hold; pairs in order. Of a run that
            very many share, the latest holders only are paired, so that time grows with the quotations.
        """
        if list(quotations[: len(self._quotations)]) != self._quotations:
            self._quotations, self._holders, self._pairs = [], defaultdict(list), []
        for n, parts in enumerate(quotations[len(self._quotations) :], len(self._quotations)):
            self._add(n, parts)
            self._quotations.append(parts)
        return self._pairs

    def _add(self, n: int, parts: Sequence[Run]) -> None:
        met: Counter[int] = Counter()
        for run in dict.fromkeys(run for part in parts for run in _runs(part)):
            met.update(self._holders[run][-_HOLDERS:])
            self._holders[run].append(n)
        self._pairs += ((other, n, runs + _RUN - 1) for other, runs in sorted(met.items()))


def _runs(words: Run) -> Iterator[Run]:
    idle = word_list("function_words.txt")
    telling = [word not in idle for word in words]
    for n in range(len(words) - _RUN + 1):
        if sum(telling[n : n + _RUN]) >= _MATTER:
            yield words[n : n + _RUN]
