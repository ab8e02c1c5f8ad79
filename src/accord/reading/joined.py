"""Joined names: the whole of `Veldria, Keshar and Aurelia`, where only one of them was seen."""

from __future__ import annotations

from accord.text.syntax.chunks import NounPhrase
from accord.text.syntax.clauses import Clauses, opens_clause
from accord.text.syntax.words import Tag

Range = tuple[int, int]
_OPENING = frozenset(("between", "among"))
_JOINING = frozenset(("of", "by", "from", *_OPENING))
_AND = (["and"], ["&"], [",", "and"])
_MOST = 12  # phrases of one list


def with_joined(clauses: Clauses, found: Range) -> list[Range]:
    """The noun phrases joined to the one that starts in `found`, that one among them, in text order.

    `and` stands before the last of them, commas between the others. Two that have verbs of their own are not joined:
    `Veldria attacked Keshar and Aurelia protested`. The range itself where it is no single noun phrase.
    """
    phrase = clauses.phrase(found[0])
    if phrase is None or phrase.end < found[1]:
        return [found]
    joined = _with_those_after(clauses, phrase)
    while len(joined) < _MOST:
        before = _before(clauses, joined[0])
        between = _between(clauses, before, joined[0]) if before else []
        if before is None or between not in (([","],) if len(joined) > 1 else _AND):
            break
        if len(joined) == 1 and _apart(clauses, before, phrase, between[0] == ","):
            break
        joined.insert(0, before)
    return [(p.start, p.end) for p in joined] if len(joined) > 1 else [found]


def _with_those_after(clauses: Clauses, phrase: NounPhrase) -> list[NounPhrase]:
    """A phrase and those joined to it behind it; alone when no `and` closes the list."""
    joined = [phrase]
    while len(joined) < _MOST:
        after = _after(clauses, joined[-1])
        between = _between(clauses, joined[-1], after) if after else []
        if after is None or between not in ([","], *_AND):
            break
        closing = between != [","]
        if closing and _apart(clauses, phrase, after, len(joined) == 1 and between[0] == ","):
            break
        joined.append(after)
        if closing:
            return joined
    return [phrase]


def _before(clauses: Clauses, phrase: NounPhrase) -> NounPhrase | None:
    i = phrase.start - 1
    while i >= 0 and (clauses.words[i].text == "," or clauses.words[i].tag is Tag.CCONJ):
        i -= 1
    found = clauses.phrase(i)
    return None if found is None or found.temporal else found


def _after(clauses: Clauses, phrase: NounPhrase) -> NounPhrase | None:
    i = phrase.end
    while i < len(clauses.words) and (clauses.words[i].text == "," or clauses.words[i].tag is Tag.CCONJ):
        i += 1
    found = clauses.phrase(i)
    return None if found is None or found.temporal or found.start != i else found


def _between(clauses: Clauses, left: NounPhrase, right: NounPhrase) -> list[str]:
    return [w.lower for w in clauses.words[left.end : right.start]]


def _apart(clauses: Clauses, left: NounPhrase, right: NounPhrase, pause: bool) -> bool:
    """Whether a verb of its own follows the right phrase while another word governs the left one."""
    i = left.start - 1
    if i < 0 or not opens_clause(clauses, right.start):
        return False
    word = clauses.words[i]
    if word.tag is Tag.ADP and clauses.phrase_at[i] < 0:
        return word.lower not in (_OPENING if pause else _JOINING)
    return clauses.group_at[i] >= 0
