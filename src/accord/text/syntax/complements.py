"""Complements: the clause a verb, noun or adjective takes, and where a clause ends."""

from __future__ import annotations

from collections.abc import Sequence

from accord.text.syntax.chunks import word_list
from accord.text.syntax.clauses import STOPS, Clauses, long_phrase, opens_clause
from accord.text.syntax.words import Tag, Word

_RELATIVES = frozenset(("who", "which", "that", "whom"))
_OPENERS = frozenset(("that", "whether"))
_TENSED = frozenset(("VBD", "VBZ", "MD"))
_QUOTES = frozenset('"“”')


def complement_of(clauses: Clauses, i: int) -> tuple[int, int] | None:
    """The clause a verb, noun or adjective takes: after `that` or `whether`, an infinitive, a gerund, or bare.

    One noun phrase may stand between (`urged the rebels to leave`, `accused them of lying`).
    Returns: the words of the clause without `that`, `to` or an opening quote; None when there is none.
    """
    group = clauses.group(i)
    j = _past_links(clauses, group.end if group else i + 1)
    found = _clause_at(clauses, j, group is not None)
    if found is not None:
        return found
    phrase = clauses.phrase(j)
    if phrase is None or phrase.start < j or j >= len(clauses.words):
        return None
    late = _after_circumstance(clauses, j)
    if late is not None:
        return late
    after = long_phrase(clauses, j, of_only=True)
    if _narrows(clauses, phrase.head, after):
        return None
    if after < len(clauses.words) and clauses.words[after].tag is Tag.ADP and clauses.phrase(after + 1) is None:
        return _clause_at(clauses, after + 1, False)
    return _clause_at(clauses, after, False)


def _narrows(clauses: Clauses, head: int, that: int) -> bool:
    """`a truce that Veldria proposed`: the clause after a thing lacks an object, which is that thing."""
    words = clauses.words
    if that >= len(words) or words[that].lower != "that" or words[head].tag is not Tag.NOUN:
        return False
    if words[head].lemma in word_list("contents"):
        return False
    subject = clauses.phrase(that + 1)
    group = clauses.group(subject.end) if subject else None
    if group is None or group.passive or words[group.head].tag is not Tag.VERB:
        return False
    return group.end >= len(words) or (clauses.phrase(group.end) is None and clauses.group(group.end) is None)


def _after_circumstance(clauses: Clauses, j: int) -> tuple[int, int] | None:
    """The clause that follows where and when: `agreed in Orsk on Monday to leave`."""
    words = clauses.words
    for _ in range(3):
        phrase = clauses.phrase(j)
        if phrase is None or not (phrase.temporal or words[phrase.start - 1].lower in ("in", "on", "at", "with")):
            return None
        j = phrase.end
        while j < len(words) and clauses.phrase_at[j] < 0 and words[j].lower in ("in", "on", "at", "with"):
            j += 1
        found = _clause_at(clauses, j, False)
        if found:
            return found if words[found[0] - 1].lower in ("to", "that") else None
    return None


def _past_links(clauses: Clauses, j: int) -> int:
    """Past particles, prepositions, adverbs and quotation marks."""
    words = clauses.words
    while j < len(words) and clauses.phrase_at[j] < 0 and clauses.group_at[j] < 0:
        if words[j].tag not in (Tag.ADV, Tag.ADP) and words[j].text not in _QUOTES:
            break
        if words[j].lower in word_list("adverbial") and opens_clause(clauses, j + 1):
            break
        j += 1
    return j


def _clause_at(clauses: Clauses, j: int, bare: bool) -> tuple[int, int] | None:
    """The clause that starts at word `j`; `bare` allows one without a word that opens it."""
    words = clauses.words
    if j >= len(words):
        return None
    if (words[j].tag is Tag.SCONJ and words[j].lower in _OPENERS) or (
        words[j].lower == "that" and _opens_after(clauses, j)
    ):
        return j + 1, clause_end(clauses, j + 1)
    here = clauses.group(j)
    if here and here.start == j and here.infinitive:
        return j + 1, clause_end(clauses, here.head)
    if here and here.start == j and words[here.head].form == "VBG" and not here.finite:
        return j, clause_end(clauses, here.head)
    phrase = clauses.phrase(j)
    if bare and phrase and phrase.start == j and not phrase.temporal and opens_clause(clauses, j):
        return j, clause_end(clauses, j)
    return None


def _opens_after(clauses: Clauses, that: int) -> bool:
    """`that` opens a clause: it is neither a determiner nor a relative pronoun's subject."""
    return (
        clauses.phrase_at[that] < 0
        and clauses.phrase(that + 1) is not None
        and clauses.words[that].tag
        in (
            Tag.SCONJ,
            Tag.ADP,
        )
    )


def clause_end(clauses: Clauses, start: int) -> int:
    """Where the clause that starts at word `start` ends: at a stop, a comma that closes it, or the sentence's end."""
    words = clauses.words
    end = len(words)
    opening = clauses.group(start)
    bare = opening is not None and not opening.finite
    depth = 0
    for i in range(start, len(words)):
        text = words[i].text
        if text == "”" or (text == '"' and (depth or _inside_quote(words, start))):
            if not depth:
                end = i
                break
            depth -= 1
        elif text in ("“", '"'):
            depth += 1
        elif _ends(clauses, i, start, bare):
            end = i
            break
    while end > start and words[end - 1].tag is Tag.PUNCT and words[end - 1].text not in "%”":
        end -= 1
    return end


def _inside_quote(words: Sequence[Word], start: int) -> bool:
    """True when a straight quotation mark is open before word `start`."""
    return sum(w.text == '"' for w in words[:start]) % 2 == 1


def _ends(clauses: Clauses, i: int, start: int, bare: bool) -> bool:
    """True when the clause that starts at `start` ends before word `i`. `bare`: it has no subject of its own."""
    words = clauses.words
    word = words[i]
    if word.text in STOPS or (word.text in ".?!" and i + 1 >= len(words) - 2):
        return True
    if i == start:
        return False
    if word.text == ",":
        return _closes(clauses, i)
    if word.tag is Tag.CCONJ and i + 1 < len(words) and words[i + 1].lower in ("that", "whether"):
        return clauses.phrase_at[i + 1] < 0
    if word.tag is Tag.CCONJ and not bare and _past(clauses, i + 1):
        return _wishing(clauses, start)
    if bare and word.tag is Tag.CCONJ:
        after = clauses.group(i + 1)
        return after is not None and words[after.start].form in _TENSED
    if word.lower in word_list("adverbial") and word.tag in (Tag.SCONJ, Tag.ADP):
        return word.lower != "as" or (words[i - 1].tag is not Tag.ADV and opens_clause(clauses, i + 1))
    return word.lower == "so" and clauses.phrase(i + 1) is not None


def _past(clauses: Clauses, i: int) -> bool:
    group = clauses.group(i)
    return group is not None and clauses.words[group.start].form == "VBD"


def _wishing(clauses: Clauses, start: int) -> bool:
    """True for a clause without tense, which no past tense can go on: `that they leave | and vowed to stay`."""
    group = next((g for g in clauses.groups if g.start >= start), None)
    return group is not None and clauses.words[group.start].form in ("VB", "VBP")


def _closes(clauses: Clauses, comma: int) -> bool:
    """True when a comma ends its clause: a subordinator, a relative, a participle, or a new clause follows."""
    words = clauses.words
    i = comma + 1
    if i >= len(words):
        return True
    if words[i].text in _QUOTES:
        return True
    if words[i].tag is Tag.CCONJ:
        return _joins_clause(clauses, i + 1) or clauses.group_at[i + 1 if i + 1 < len(words) else i] >= 0
    if words[i].tag in (Tag.SCONJ, Tag.ADV) or words[i].lower in _RELATIVES:
        return True
    if clauses.group_at[i] >= 0 or opens_clause(clauses, i) or _apposed(clauses, i):
        return True
    return words[i].tag is Tag.ADP


def _joins_clause(clauses: Clauses, i: int) -> bool:
    """True when a clause with a subject of its own starts at word `i`, the subject with its tails."""
    if opens_clause(clauses, i):
        return True
    phrase = clauses.phrase(i)
    group = clauses.group(long_phrase(clauses, i, joined=False)) if phrase and phrase.start == i else None
    return group is not None and group.finite


def _apposed(clauses: Clauses, i: int) -> bool:
    """`…, a step that was praised`: a phrase that comments on what was said, its clause narrowed down."""
    phrase = clauses.phrase(i)
    if phrase is not None and phrase.temporal and phrase.end < len(clauses.words):
        return clauses.words[phrase.end].lower in ("after", "before", "later")
    if phrase is None or clauses.words[i].lower not in ("a", "an", "the"):
        return False
    return phrase.end < len(clauses.words) and clauses.words[phrase.end].lower in _RELATIVES
