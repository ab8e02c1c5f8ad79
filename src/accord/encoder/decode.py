"""Spans out of token probabilities: the best path or the best single stretch, never a broken one."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from accord.encoder.model import Floats
from accord.encoder.tokens import Ints, Tokens
from accord.model.span import Span

_TINY = 1e-7
_FEW = 3  # columns of one label
_UNSEEN = frozenset(("Mn", "Mc", "Me", "Cf"))  # Unicode categories: combining marks, and format characters


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens `[first, last)` with a label, and how sure: the mean probability of its tokens, in [0, 1]."""

    first: int
    last: int
    label: int
    sure: float


def stretches(probabilities: Floats, bias: float = 0.0) -> list[Stretch]:
    """The best path of beginnings and insides through the tokens (Viterbi; an inside only follows its own label).

    Args:
        probabilities: [tokens, 1 + 2 × labels], none first, then beginning and inside of each label.
        bias: added to the log-probability of none; below 0 finds more.
    Returns: In token order, not overlapping; labels count from 0.
    """
    n = len(probabilities)
    if not n or _is_none(probabilities, bias):
        return []
    scores = _logs(probabilities)
    scores[:, 0] += bias
    path = np.zeros(n, dtype=np.int64)
    for first, last in _doubtful(scores):
        part = scores[first:last]
        path[first:last] = _best_path(part) if part.shape[1] > _FEW else _path_of_one(part.tolist())
    return _runs(path, probabilities)


def _is_none(probabilities: Floats, bias: float) -> bool:
    """True when no token of any stretch could gain: what most roles of most triggers come to."""
    return bool((probabilities[:, 0] * math.exp(bias) > probabilities[:, 1:].max(1) + 2 * _TINY).all())


def _doubtful(scores: NDArray[np.float64]) -> list[tuple[int, int]]:
    """The runs of tokens outside which the best path takes none; exact, and most of a report is left out.

    A stretch needs a token where none is not the likeliest. How far it can reach from there is bounded: what it loses
    on the way must stay below what another label, or a beginning instead of an inside, can cost at most.
    """
    gain = scores[:, 1:].max(1) - scores[:, 0]
    live = np.flatnonzero(gain > 0)
    if not len(live):
        return []
    lost = np.concatenate(([0.0], np.cumsum(np.maximum(-gain, 0.0))))
    spread = float(scores.max() - scores.min()) + 1.0
    after = np.searchsorted(live, np.arange(len(gain)))
    ahead = lost[live[np.minimum(after, len(live) - 1)]] - lost[:-1]
    behind = lost[1:] - lost[live[np.maximum(after - 1, 0)]]
    near = ((after < len(live)) & (ahead <= spread)) | ((after > 0) & (behind <= spread))
    near[live] = True
    edges = np.flatnonzero(np.diff(np.concatenate(([0], near.astype(np.int8), [0]))))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def _best_path(scores: NDArray[np.float64]) -> Ints:
    n, width = scores.shape
    inside = np.arange(2, width, 2)
    best = scores[0].copy()
    best[inside] = -np.inf
    back = np.zeros((n, width), dtype=np.int64)
    for t in range(1, n):
        top = int(best.argmax())
        back[t] = top
        step = best[top] + scores[t]
        stay = np.where(best[inside] > best[inside - 1], inside, inside - 1)
        back[t, inside] = stay
        step[inside] = best[stay] + scores[t, inside]
        best = step
    path = np.zeros(n, dtype=np.int64)
    path[-1] = int(best.argmax())
    for t in range(n - 1, 0, -1):
        path[t - 1] = back[t, path[t]]
    return path


def _path_of_one(scores: list[list[float]]) -> list[int]:
    """The same for one label, number by number: its three columns are too few for arrays to be quicker."""
    none, begin, inside = scores[0]
    inside = -math.inf
    back: list[tuple[int, int]] = []
    for to_none, to_begin, to_inside in scores[1:]:
        best, top = none, 0
        if begin > best:
            best, top = begin, 1
        if inside > best:
            best, top = inside, 2
        stay, own = (inside, 2) if inside > begin else (begin, 1)
        back.append((top, own))
        none, begin, inside = best + to_none, best + to_begin, stay + to_inside
    at = max(range(3), key=(none, begin, inside).__getitem__)
    path = [at]
    for top, own in reversed(back):
        at = own if at == 2 else top
        path.append(at)
    return path[::-1]


def _logs(probabilities: Floats) -> NDArray[np.float64]:
    # In double precision: sums over a long report would round off what tells one path from the next.
    return np.log(probabilities.astype(np.float64) + _TINY)


def _runs(path: Ints, probabilities: Floats) -> list[Stretch]:
    out = []
    t = 0
    while t < len(path):
        if path[t] == 0:
            t += 1
            continue
        label = (int(path[t]) - 1) // 2
        stop = t + 1
        while stop < len(path) and path[stop] == 2 * label + 2:
            stop += 1
        out.append(Stretch(t, stop, label, _sure(probabilities[t:stop, 2 * label + 1 : 2 * label + 3])))
        t = stop
    return out


def best_stretch(probabilities: Floats, bias: float = 0.0) -> Stretch | None:
    """The one stretch that gains most over none at all; None when no stretch gains.

    Args:
        probabilities: [tokens, 3]: none, beginning, inside.
        bias: as in `stretches`.
    """
    if not len(probabilities) or _is_none(probabilities, bias):
        return None
    scores = _logs(probabilities)
    none = scores[:, 0] + bias
    gain = scores[:, 2] - none
    run = np.concatenate(([0.0], np.cumsum(gain)))
    opening = scores[:, 1] - none - run[1:]  # what it takes to begin at a token, its own inside-gain taken back
    values = np.maximum.accumulate(opening) + run[1:]  # the best stretch that ends with a token
    last = int(values.argmax()) + 1
    if values[last - 1] <= 0.0:
        return None
    first = int(opening[:last].argmax())
    return Stretch(first, last, 0, _sure(probabilities[first:last, 1:]))


def _sure(probabilities: Floats) -> float:
    return min(1.0, float(probabilities.sum(1).mean()))  # rounding can bring the sum above one


def whole_words(tokens: Tokens, text: str, first: int, last: int) -> Span:
    """The text of the tokens `[first, last)`, at least one, widened so that it cuts no word.

    A word is a run of letters, digits and what may stand among them unseen: accents written apart, soft hyphens.
    """
    own = tokens.span(first, last)
    start, end = own.start, own.end
    while start > 0 and _in_word(text[start - 1]) and _in_word(text[start]):
        start -= 1
    while end < len(text) and _in_word(text[end]) and _in_word(text[end - 1]):
        end += 1
    while start < own.start and unicodedata.category(text[start]) == "Cf":
        start += 1
    while end > own.end and unicodedata.category(text[end - 1]) == "Cf":
        end -= 1
    return Span(start, end)


def _in_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character) in _UNSEEN
