"""The language of a report: English by its commonest words, others by a language model that is loaded when needed."""

from __future__ import annotations

from accord.intake.words import word_list

SAMPLE = 1200
"""How much of the text is looked at, in code points."""
SHORT = 60
"""Below this many code points only the script decides: no statistics can."""


def find_language(text: str) -> str:
    """The ISO 639 code (two letters, three where there are no two) of a text's language.

    Returns: `en` for English, and for a text in Latin letters too short to tell; `und` for a text without letters.
    """
    sample = text[:SAMPLE]
    words = sample.lower().split()
    if not any(character.isalpha() for character in sample):
        return "und"
    english = word_list("english")
    common = sum(1 for word in words if word in english)
    foreign = len(sample) - len(sample.encode("ascii", "ignore"))
    latin = foreign <= 0.1 * len(sample)
    if latin and (len(sample.strip()) < SHORT or (common >= 0.06 * len(words) and common > 1)):
        return "en"
    return _identify(sample)


def _identify(sample: str) -> str:
    import py3langid

    language, _ = py3langid.classify(sample)
    return "en" if language == "pcm" else str(language)  # short English is often taken for Nigerian Pidgin
