"""Names for measures, in the reports' own words: the wording that says most of what the mentions have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from accord.weighing.measure_mentions import Mention

_LONGEST = 9  # words of a comfortable label
_COMMON = 0.25  # share of the mentions that makes an idea part of the measure
_ARTICLES = frozenset({"a", "an", "the", "this", "that", "these", "those", "its", "his", "her", "their"})
_MARKS = {"“": "”", '"': '"', "‘": "’"}


def choose_label(mentions: Sequence[Mention]) -> str:
    """The best wording, without a leading article and unpaired quotation marks."""
    total = len(mentions)
    seen = Counter(key for m in mentions for key in _features(m))
    times = Counter(tidy(m.said.text) for m in mentions)

    def rank(m: Mention) -> tuple[float, int, str]:
        text = tidy(m.said.text)
        said = sum(seen[key] / total for key in sorted(_features(m)) if seen[key] / total >= _COMMON)
        extra = sum(seen[key] / total < _COMMON for key in _features(m))
        long = max(0, len(text.split()) - _LONGEST)
        return (round(said - 0.15 * extra - 0.2 * long + times[text] / total, 6), -len(text), text)

    return tidy(max(mentions, key=rank).said.text)


def tidy(text: str) -> str:
    """One line, without a leading article, closing punctuation and quotation marks that have no partner."""
    words = text.split()
    while len(words) > 1 and words[0].lower() in _ARTICLES:
        words = words[1:]
    line = " ".join(words).strip(" ,;:")
    for opening, closing in _MARKS.items():
        if line.startswith(opening) and closing not in line[1:]:
            line = line[1:]
        if line.endswith(closing) and opening not in line[:-1]:
            line = line[:-1]
    return line or text


def _features(m: Mention) -> frozenset[str]:
    more = {f"for {m.duration}"} if m.duration and any(c.isdigit() for c in m.said.text) else set()
    return m.keys | more | ({"whole"} if m.said.whole else set())
