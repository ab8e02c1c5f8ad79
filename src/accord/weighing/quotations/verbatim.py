"""Words that two quotations share in one run: too many to have been said twice by chance."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from accord.weighing.matter import word_list

_RUN = 7  # words in one run
_MATTER = 3  # of them words that carry matter
_HOLDERS = 80  # quotations with one run that are looked at

Run = tuple[str, ...]


def shared_runs(quotations: Sequence[Sequence[Run]]) -> Iterator[tuple[int, int, int]]:
    """Pairs of quotations that share runs of words.

    Args: quotations: of each, the folded words of its parts between quotation marks.
    Returns: The lower number of a pair, the higher, and how many words the runs hold; pairs in order. Of a run that
        very many share, the latest holders only are paired, so that time grows with the quotations.
    """
    holders: dict[Run, list[int]] = defaultdict(list)
    for n, parts in enumerate(quotations):
        met: Counter[int] = Counter()
        for run in dict.fromkeys(run for part in parts for run in _runs(part)):
            met.update(holders[run][-_HOLDERS:])
            holders[run].append(n)
        yield from ((other, n, runs + _RUN - 1) for other, runs in sorted(met.items()))


def _runs(words: Run) -> Iterator[Run]:
    idle = word_list("function_words.txt")
    telling = [word not in idle for word in words]
    for n in range(len(words) - _RUN + 1):
        if sum(telling[n : n + _RUN]) >= _MATTER:
            yield words[n : n + _RUN]
