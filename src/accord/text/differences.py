"""Two versions of a text, word by word: what one has where the other has something else."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from itertools import pairwise

from rapidfuzz.distance import Indel

from accord.model.revision import Alteration
from accord.model.span import Span
from accord.text.sentences import split_sentences

MOST_CELLS = 400_000_000
"""Pairs of words that are compared at most, at one bit each; a longer change is shown as one."""

_WORD = re.compile(r"\w+(?:['’.,:-]\w+)*|[^\w\s]")
_CHANCE = 2
"""So many words that both have, between two changes longer than that, are no more than chance."""

_Pair = tuple[range, range]


def find_alterations(before: str, after: str) -> tuple[Alteration, ...]:
    """Find the words that differ between two versions of a text.

    White space makes no difference. Sentences that both have are laid side by side first, then the words of what lies
    in between, so that a word changed is one alteration and a sentence added another.

    Args: before, after: the two texts; spans are into them.
    Returns: In text order, never overlapping; empty for texts of the same words.
    """
    old, new = _words(before), _words(after)
    first, last = _same_ends([before[s.start : s.end] for s in old], [after[s.start : s.end] for s in new])
    middle = (range(first, len(old) - last), range(first, len(new) - last))
    found: list[_Pair] = []
    for pair in _apart_by_sentence(before, after, old, new, middle):
        found.extend(_apart_by_word(before, after, old, new, pair))
    return tuple(Alteration(_cover(old, left), _cover(new, right)) for left, right in found if left or right)


def _words(text: str) -> list[Span]:
    return [Span(*match.span()) for match in _WORD.finditer(text)]


def _same_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many words both begin with, and how many of the others both end with."""
    shorter = min(len(old), len(new))
    first = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    last = next((n for n in range(shorter - first) if old[-1 - n] != new[-1 - n]), shorter - first)
    return first, last


def _apart_by_sentence(before: str, after: str, old: list[Span], new: list[Span], pair: _Pair) -> list[_Pair]:
    """The stretches of words between the sentences that both texts have."""
    left, right = _by_sentence(before, old, pair[0]), _by_sentence(after, new, pair[1])
    apart = _apart([_said(before, old, part) for part in left], [_said(after, new, part) for part in right])
    return [
        (
            range(left[a.start].start, left[a.stop - 1].stop) if a else range(0),
            range(right[b.start].start, right[b.stop - 1].stop) if b else range(0),
        )
        for a, b in apart
    ]


def _said(text: str, words: list[Span], part: range) -> tuple[str, ...]:
    return tuple(text[s.start : s.end] for s in words[part.start : part.stop])


def _by_sentence(text: str, words: list[Span], wanted: range) -> list[range]:
    """The words asked for, sentence by sentence; the first and the last may be parts of one."""
    ends = [sentence.end for sentence in split_sentences(text)]
    cuts, place = [wanted.start], 0
    for n in wanted:
        while place < len(ends) and ends[place] <= words[n].start:
            place += 1
            if cuts[-1] < n:
                cuts.append(n)
    return [range(a, b) for a, b in pairwise([*cuts, wanted.stop]) if a < b]


def _apart_by_word(before: str, after: str, old: list[Span], new: list[Span], pair: _Pair) -> list[_Pair]:
    left, right = pair
    apart = _apart(
        [before[s.start : s.end] for s in old[left.start : left.stop]],
        [after[s.start : s.end] for s in new[right.start : right.stop]],
    )
    placed = [
        (range(a.start + left.start, a.stop + left.start), range(b.start + right.start, b.stop + right.start))
        for a, b in apart
    ]
    joined: list[_Pair] = []
    for a, b in placed:
        if joined and a.start - joined[-1][0].stop <= _CHANCE < min(_longest(joined[-1]), _longest((a, b))):
            joined[-1] = (range(joined[-1][0].start, a.stop), range(joined[-1][1].start, b.stop))
        else:
            joined.append((a, b))
    return joined


def _longest(pair: _Pair) -> int:
    return max(map(len, pair))


def _apart(left: Sequence[Hashable], right: Sequence[Hashable]) -> list[_Pair]:
    """What lies between the longest common subsequence of two sequences; all of it where they are too long."""
    whole = (range(len(left)), range(len(right)))
    if not left or not right or len(left) * len(right) > MOST_CELLS:
        return [whole] if left or right else []
    numbers: dict[Hashable, int] = {}
    codes = [[numbers.setdefault(item, len(numbers)) for item in items] for items in (left, right)]
    out: list[_Pair] = []
    for code in Indel.opcodes(codes[0], codes[1]):
        if code.tag == "equal":
            continue
        a, b = range(code.src_start, code.src_end), range(code.dest_start, code.dest_end)
        if out and (out[-1][0].stop, out[-1][1].stop) == (a.start, b.start):
            a, b = range(out[-1][0].start, a.stop), range(out.pop()[1].start, b.stop)
        out.append((a, b))
    return out


def _cover(words: list[Span], part: range) -> Span | None:
    return words[part.start].cover(words[part.stop - 1]) if part else None
