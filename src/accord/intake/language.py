"""The language of a report: English by its commonest words, others by a language model that is loaded when needed."""

from __future__ import annotations

from accord.intake.words import word_list

SAMPLE = 1200
"""How much of the text is looked at, in code points."""
SHORT = 40
"""Below this many characters only English words decide."""


def find_language(text: str) -> str:
    """The ISO 639-1 code of a text's language.

    Returns: `en` for English, however short; `und` for a text with too few words to tell, or none.
    """
    sample = text[:SAMPLE]
    words = [word for word in sample.lower().split() if word[0].isalpha() or len(word) > 1]
    if not any(word[:1].isalpha() or word[-1:].isalpha() for word in words):
        return "und"
    english = word_list("english")
    common = sum(1 for word in words if word in english)
    foreign = len(sample) - len(sample.encode("ascii", "ignore"))
    if common >= 0.15 * len(words) and foreign <= 0.1 * len(sample) and common > 1:
        return "en"
    if len(sample.strip()) < SHORT:
        return "en" if common and not foreign else "und"
    return _identify(sample)


def _identify(sample: str) -> str:
    import py3langid

    language, _ = py3langid.classify(sample)
    return str(language)
