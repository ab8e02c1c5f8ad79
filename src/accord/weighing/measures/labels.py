"""Names for measures, in the reports' own words: the wording that says most of what the mentions have in common."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from operator import itemgetter

from accord.text.syntax.words import words_of
from accord.weighing.measures.mentions import Mention

_LONGEST = 9  # words of a comfortable label
_COMMON = 0.25  # share of the mentions that makes an idea part of the measure
_MARKS = (("“", "”"), ('"', '"'))


def choose_label(mentions: Sequence[Mention]) -> str:
    """The best wording, without a leading article and unpaired quotation marks."""
    distinct = {m.said.core: m for m in mentions}  # equal words rank alike but for names that talks add
    if len(distinct) == 1:
        return tidy(*distinct)
    total = len(mentions)
    seen = Counter(key for m in mentions for key in _features(m))
    times = Counter(tidy(m.said.core) for m in mentions)

    def rank(m: Mention, finite: bool) -> tuple[float, int, str]:
        text = tidy(m.said.core)
        said = sum(seen[key] / total for key in sorted(_features(m)) if seen[key] / total >= _COMMON)
        extra = sum(seen[key] / total < _COMMON for key in _features(m))
        size = len(text.split())
        odd = 0.15 * extra + 0.2 * max(0, size - _LONGEST) + 0.2 * (size == 1) + 0.5 * finite
        return (round(said - odd + times[text] / total, 6), -len(text), text)

    best: tuple[tuple[float, int, str], Mention] | None = None
    for most, m in sorted(((rank(m, False), m) for m in distinct.values()), key=itemgetter(0), reverse=True):
        if best is not None and most < best[0]:
            break  # the rest rank lower even where no verb of theirs has lost its subject
        told = rank(m, True) if _is_finite(tidy(m.said.core)) else most
        if best is None or told > best[0]:
            best = told, m
    return tidy(best[1].said.core) if best else ""


@lru_cache(maxsize=32_768)
def tidy(text: str) -> str:
    """One line that can stand as a name: no leading article, subject or `support for`, no trailing clause, no
    quotation marks without a partner.
    """
    line = " ".join(text.split())
    for opening, closing in _MARKS:
        if line.count(opening) != line.count(closing) or (opening == closing and line.count(opening) % 2):
            line = line.replace(opening, "").replace(closing, "")
    before = None
    while line != before:
        before = line
        line = _leading().sub("", line, count=1).strip(" ,;:–—-") or before
    short = _dangling().sub("", _trailing().split(line, maxsplit=1)[0].strip(" ,;:–—-"))
    return short if len(short.split()) > 1 else line


@cache
def _leading() -> re.Pattern[str]:
    return re.compile(
        r"^(?:(?:a|an|the|this|that|these|those|his|her|its|their|our|my) "
        r"|(?:they|he|she|it|we|i|you|both|all) (?:would|will|could|should|must|can|may|might|shall) "
        r"|(?:first|also|now|still|then) "
        r"|(?:support|backing|praise|need|demands?|calls?|hopes?|readiness|willingness) (?:for|of) )",
        re.IGNORECASE,
    )


@cache
def _trailing() -> re.Pattern[str]:
    return re.compile(
        r",? (?:and that|which|who|whom|whose|aimed at|amid|despite|because|although) "
        r"|, an? \w+ (?:that|which) | [–—] |; "
    )


@cache
def _dangling() -> re.Pattern[str]:
    return re.compile(
        r"(?: (?:a|an|the|and|or|of|on|in|to|for|with|by|from|at|as|between|against|into|about"
        r"|that|what|would|will|even))+$"
    )


@lru_cache(maxsize=32_768)
def _is_finite(text: str) -> bool:
    """True for words that start with a verb that has lost its subject: `lifts its blockade`."""
    words = words_of(text) if text else []
    return bool(words) and words[0].form in ("VBZ", "VBD") and len(words) > 1


def _features(m: Mention) -> frozenset[str]:
    more = {f"for {m.duration}"} if m.duration and any(c.isdigit() for c in m.said.text) else set()
    return m.keys | more | ({"whole"} if m.said.whole else set())
