"""Clauses of a sentence: its noun phrases and verb groups, and which word belongs to which.

A shallow parse: no tree. `parse` a sentence once, then ask `arguments.py` who does what to whom, and
`complements.py` for the clauses that verbs take. Positions are indices into the words of one sentence; ranges of
words are half-open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from accord.model.span import Span
from accord.text.syntax.chunks import NounPhrase, VerbGroup, find_groups, find_phrases, word_list
from accord.text.syntax.lexicon import allowed_tags
from accord.text.syntax.words import Tag, Word

STOPS = frozenset((";", "—", "--", "–", ":", "(", ")"))


@dataclass(frozen=True, slots=True)
class Clauses:
    """A parsed sentence. `phrase_at` and `group_at` give the piece each word belongs to, -1 for none."""

    words: Sequence[Word]
    phrases: tuple[NounPhrase, ...]
    groups: tuple[VerbGroup, ...]
    phrase_at: tuple[int, ...]
    group_at: tuple[int, ...]

    def phrase(self, i: int) -> NounPhrase | None:
        """The noun phrase that holds word `i`."""
        at = self.phrase_at[i] if 0 <= i < len(self.phrase_at) else -1
        return self.phrases[at] if at >= 0 else None

    def group(self, i: int) -> VerbGroup | None:
        """The verb group that holds word `i`."""
        at = self.group_at[i] if 0 <= i < len(self.group_at) else -1
        return self.groups[at] if at >= 0 else None

    def span(self, start: int, end: int) -> Span | None:
        """The characters of words `[start, end)`; None for an empty range."""
        if not 0 <= start < end <= len(self.words):
            return None
        return Span(self.words[start].span.start, self.words[end - 1].span.end)


def parse(words: Sequence[Word]) -> Clauses:
    """Find the noun phrases and verb groups of one sentence."""
    groups = find_groups(words)
    phrases = find_phrases(words)
    phrase_at, group_at = [-1] * len(words), [-1] * len(words)
    for n, phrase in enumerate(phrases):
        for i in range(phrase.start, phrase.end):
            phrase_at[i] = n
    for n, group in enumerate(groups):
        for i in range(group.start, group.end):
            if phrase_at[i] < 0:
                group_at[i] = n
    clauses = Clauses(words, tuple(phrases), tuple(groups), tuple(phrase_at), tuple(group_at))
    return replace(clauses, groups=tuple(_reduced(clauses, group) for group in groups))


def _reduced(clauses: Clauses, group: VerbGroup) -> VerbGroup:
    """A past tense right after another verb's object is a participle: `broke a truce signed in May`."""
    words = clauses.words
    if (
        group.end - group.start > 1
        or words[group.head].form != "VBD"
        or "VBN" not in allowed_tags(words[group.head].text)
    ):
        return group
    phrase = clauses.phrase(group.start - 1)
    while phrase is not None and phrase.start:
        before = phrase.start - 1
        if words[before].tag is not Tag.ADP or words[before].lower in word_list("adverbial"):
            governor = clauses.group(before)
            bound = governor is not None and words[governor.head].lemma not in word_list("saying")
            after = clauses.phrase(group.end)
            direct = after is not None and after.start == group.end and not after.temporal
            return replace(group, finite=False, passive=True) if bound and not direct else group
        phrase = clauses.phrase(before - 1)
    return group


def prepositional(clauses: Clauses, i: int, prepositions: frozenset[str], reach: int = 14) -> tuple[int, int] | None:
    """The phrase after the first of these prepositions that follows word `i` in its clause."""
    for j in range(i + 1, min(len(clauses.words), i + reach)):
        word = clauses.words[j]
        if clauses.phrase_at[j] < 0 and word.lower in prepositions and word.tag in (Tag.ADP, Tag.PART, Tag.SCONJ):
            phrase = clauses.phrase(j + 1)
            return (phrase.start, phrase.end) if phrase and not phrase.temporal else None
        if word.text in STOPS or clauses.group_at[j] >= 0 or word.text == ",":
            return None
    return None


def long_phrase(clauses: Clauses, start: int, of_only: bool = False, joined: bool = True) -> int:
    """Where a noun phrase with its prepositional tails ends (`a halt of strikes on energy targets`)."""
    words = clauses.words
    phrase = clauses.phrase(start)
    end = phrase.end if phrase else start + 1
    between = False
    while end + 1 < len(words):
        nxt = clauses.phrase(end + 1)
        paired = nxt is not None and words[end].lower == "and" and between
        more = joined and words[end].tag is Tag.CCONJ and (paired or not opens_clause(clauses, end + 1))
        if not more and not (words[end].tag is Tag.ADP and _adds(words[end].lower, of_only)):
            break
        if nxt is None or nxt.temporal or nxt.start != end + 1:
            break
        between = words[end].lower == "between"
        end = nxt.end
    return end


def _adds(preposition: str, of_only: bool) -> bool:
    """True for a preposition whose phrase belongs to the noun before it."""
    return preposition == "of" or not (of_only or preposition in word_list("apart"))


def opens_clause(clauses: Clauses, i: int) -> bool:
    """True when the phrase at `i` is the subject of a finite verb after it."""
    phrase = clauses.phrase(i)
    j = phrase.end if phrase else i
    while j < len(clauses.words) and clauses.words[j].tag is Tag.ADV:
        j += 1
    group = clauses.group(j)
    return bool(group and group.finite)
