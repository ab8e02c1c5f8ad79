"""The clause that tells an act: its words from the subject to the end, so that they can stand on their own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from accord.model.claim import Event
from accord.model.span import Span
from accord.text.syntax.chunks import word_list
from accord.text.syntax.clauses import STOPS, Clauses, opens_clause, parse
from accord.text.syntax.words import Tag, read_words
from accord.weighing.context import Context
from accord.weighing.speakers import is_somebody

_MARKS = frozenset({",", "…", "..."})
_TIMES = frozenset({"after", "before", "since", "until", "once", "as"})
_WHO = frozenset({"that", "which", "who"})
_TURNS = frozenset({"as", "while", "because", "although", "though", "whereas", "which", "who", "whose", "suggesting"})
_NOUNS = frozenset({Tag.NOUN, Tag.PROPN})
_DANGLING = frozenset({Tag.ADP, Tag.CCONJ, Tag.SCONJ, Tag.DET, Tag.PART, Tag.AUX})
_PARTICLES = frozenset({"off", "out", "up", "down", "back", "away", "over"})
_FEWEST = 3  # words that an incident needs to be told


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that can stand on its own: where it is, and the name to put before it where its subject is left out."""

    span: Span
    subject: str = ""


def clause_of(context: Context, event: Event) -> Clause | None:
    """The clause that holds the act; None when its words make no sense without the rest of the sentence.

    A verb needs its subject, which is put before it where the event knows it; a noun needs a verb, or a place.
    """
    found = _clause(context.text(event.report, event.sentence), event.trigger.start - event.sentence.start)
    if found is None:
        return None
    start, end, without_subject = found
    span = Span(event.sentence.start + start, event.sentence.start + end)
    if without_subject and not _has_actor(event):
        return None
    return Clause(span, event.actors[0].name if without_subject else "")


def _has_actor(event: Event) -> bool:
    return len(event.actors) == 1 and is_somebody(event.actors[0].name)


@lru_cache(maxsize=8192)
def _clause(sentence: str, offset: int) -> tuple[int, int, bool] | None:
    """Where the clause starts and ends, and whether it lacks its subject; None when it makes no sense."""
    clauses = parse(read_words(sentence, Span(0, len(sentence)))) if sentence else None
    at = next((i for i, w in enumerate(clauses.words) if w.span.end > offset), None) if clauses else None
    if clauses is None or at is None:
        return None
    at = _governor(clauses, at)
    first, last = _first(clauses, at), _last(clauses, at)
    while first < at and clauses.words[first].tag in (Tag.SCONJ, Tag.CCONJ, Tag.PUNCT):
        first += 1
    if first < at and clauses.words[first].lower in _TIMES and opens_clause(clauses, first + 1):
        first += 1
    while last > at and _dangles(clauses, last):
        last -= 1
    words = clauses.words[first : last + 1]
    if sum(any(c.isalnum() for c in w.text) for w in words) < _FEWEST:
        return None
    return _sense(clauses, first, at, last)


def _dangles(clauses: Clauses, last: int) -> bool:
    """True for a word that nothing follows; not for the `off` of `went off`, right after its verb."""
    word, before = clauses.words[last], clauses.group(last - 1)
    if word.lower in _PARTICLES and before is not None:
        return False
    return word.tag in _DANGLING or word.tag is Tag.PUNCT


def _governor(clauses: Clauses, at: int) -> int:
    """The verb that a noun is the object of: `attempted` of `an assault`; the noun's own place when there is none."""
    phrase = clauses.phrase(at)
    if clauses.group(at) is not None or phrase is None or phrase.start == 0:
        return at
    group = clauses.group(phrase.start - 1)
    if group is None or not group.finite or clauses.words[group.head].lemma in word_list("saying"):
        return at
    return group.head


def _sense(clauses: Clauses, first: int, at: int, last: int) -> tuple[int, int, bool] | None:
    words = clauses.words[first : last + 1]
    start, end = words[0].span.start, words[-1].span.end
    group = clauses.group(at)
    finite = group is not None and group.finite
    if words[0].tag is Tag.ADP and (not finite or (group and _is_relative(clauses, group.start))):
        return None
    if words[0].tag is Tag.PRON and words[0].lower not in ("there", "we", "i", "you"):
        return (words[1].span.start, end, True) if finite and len(words) > 1 else None
    if words[0].tag is Tag.VERB:
        return (start, end, True) if group and first == group.start and finite and not group.passive else None
    if words[0].tag is Tag.ADJ and words[1].tag is Tag.ADP:
        return None
    if group is not None and not finite and clauses.words[group.start - 1].tag is Tag.ADP:
        return None
    if group is not None:
        return (start, end, False) if any(w.tag in _NOUNS for w in clauses.words[first:at]) else None
    if any(clauses.group_at[i] >= 0 for i in range(first, last + 1)):
        return start, end, False
    placed = any(w.tag is Tag.ADP for w in words) and any(w.tag is Tag.PROPN for w in words)
    return (start, end, False) if placed and words[0].tag is not Tag.ADV else None


def _first(clauses: Clauses, at: int) -> int:
    own = clauses.group(at)
    head = own.start if own else at
    j = head - 1
    while j >= 0 and not _opens(clauses, j, head):
        j -= 1
    return j + 1


def _opens(clauses: Clauses, j: int, head: int) -> bool:
    """True for a word that the clause of `head` starts right after."""
    word, group = clauses.words[j], clauses.group(j)
    if word.text in STOPS or (word.text in _MARKS and not _joins_adjectives(clauses, j)):
        return True
    if word.lower in _WHO:
        return j != head - 1
    if word.tag is Tag.SCONJ or (word.lower in _TIMES and opens_clause(clauses, j + 1)):
        return True
    if word.tag is Tag.CCONJ and opens_clause(clauses, j + 1):
        return _has_verb_before(clauses, j)
    own = clauses.group(head)
    return group is not None and group is not own and group.finite and not _is_relative(clauses, group.start)


def _joins_adjectives(clauses: Clauses, j: int) -> bool:
    return j > 0 and clauses.words[j - 1].tag is Tag.ADJ


def _has_verb_before(clauses: Clauses, j: int) -> bool:
    """True where a verb stands before an `and`, so that what follows is a clause of its own, not one more subject."""
    for k in range(j - 1, -1, -1):
        if clauses.words[k].text in STOPS or clauses.words[k].text in _MARKS:
            return False
        if _is_finite(clauses, k):
            return True
    return False


def _is_relative(clauses: Clauses, start: int) -> bool:
    return start > 0 and clauses.words[start - 1].lower in _WHO


def _last(clauses: Clauses, at: int) -> int:
    own = clauses.group(at)
    k = max(at, own.end - 1 if own else at) + 1
    while k < len(clauses.words):
        word = clauses.words[k]
        mark = word.text in _MARKS and not _joins_adjectives(clauses, k)
        if word.text in STOPS or mark or word.lower in _TURNS:
            break
        if word.tag is Tag.CCONJ and (opens_clause(clauses, k + 1) or _is_finite(clauses, k + 1)):
            break
        k += 1
    return k - 1


def _is_finite(clauses: Clauses, k: int) -> bool:
    group = clauses.group(k)
    return group is not None and group.finite
