"""The language of a report: English by its commonest words, others by a language model that is loaded when needed."""

from __future__ import annotations

import re

ENGLISH = frozenset(
    "the of and to in that is was for on with as by at from has have had not are were be been will would said says "
    "its it he she his her they their who which after before but this an a us we i".split()
)
SAMPLE = 4000
"""How much of the text is looked at, in code points."""
SHORT = 40
"""Below this many letters only English words decide."""


def find_language(text: str) -> str:
    """The ISO 639-1 code of a text's language.

    Returns: `en` for English, however short; `und` for a text with too few words to tell, or none.
    """
    sample = text[:SAMPLE]
    words = re.findall(r"[^\W\d_]+", sample)
    if not words:
        return "und"
    common = sum(1 for word in words if word.lower() in ENGLISH)
    latin = sum(1 for word in words if word.isascii())
    if common >= 0.18 * len(words) and latin >= 0.8 * len(words) and common > 1:
        return "en"
    if sum(map(len, words)) < SHORT:
        return "en" if latin == len(words) and common else "und"
    return _identify(sample)


def _identify(sample: str) -> str:
    import py3langid

    language, _ = py3langid.classify(sample)
    return str(language)
