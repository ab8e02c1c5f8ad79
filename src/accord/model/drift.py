"""Drift: how the words between quotation marks differ where reports give one utterance."""

from __future__ import annotations

from enum import StrEnum


class DriftKind(StrEnum):
    """How two quotations of one utterance differ in their words; case, punctuation and spelling count for nothing.

    CLIPPED: one starts later or ends earlier. ELLIPSIS: one leaves words out on the way, marked or not. INSERTED: one
    has a word or two more on the way, or words in brackets. WORD_CHANGED: other words, or another order. SHIFTED:
    another person, number or tense of the same words. TRANSLATED: words changed where the speaker spoke another
    language. PARAPHRASE: another sentence altogether between the marks.
    """

    CLIPPED = "clipped"
    ELLIPSIS = "ellipsis"
    INSERTED = "inserted"
    WORD_CHANGED = "word_changed"
    SHIFTED = "shifted"
    TRANSLATED = "translated"
    PARAPHRASE = "paraphrase"


class MeaningChange(StrEnum):
    """What makes a drift change what was said, the gravest first.

    NEGATION: a `not` that one report has and another has not. NUMBER: another figure. HOLDER: another person or body
    where the words name one. CONDITION: a condition that one report leaves off.
    """

    NEGATION = "negation"
    NUMBER = "number"
    HOLDER = "holder"
    CONDITION = "condition"
