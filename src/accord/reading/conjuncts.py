"""Joined verbs of one complement: `to leave the valley, free the crew and pay` names three doings."""

from __future__ import annotations

from accord.text.syntax.clauses import Clauses
from accord.text.syntax.complements import clause_end
from accord.text.syntax.words import Tag

Range = tuple[int, int]


def conjuncts(clauses: Clauses, found: Range) -> list[Range]:
    """The joined bare verbs that start in the range `found`, each with what follows it; `found` alone when one."""
    if not _bare(clauses, found[0]):
        return [found]
    out: list[Range] = []
    start, pending = found[0], 0
    while True:
        joint = _next_joint(clauses, start)
        if joint is None:
            break
        stop, nxt, closing = joint
        out.append((start, stop))
        start = nxt
        pending = 0 if closing else pending + 1
    if pending:
        # commas alone make no list
        return [found]
    return [*out, (start, max(start + 1, clause_end(clauses, start)))] if out else [found]


def _bare(clauses: Clauses, i: int) -> bool:
    """True for a verb without tense at word `i` of one word."""
    group = clauses.group(i)
    if group is None or group.head != i:
        return False
    word = clauses.words[i]
    return word.form in ("VB", "VBP") or (word.tag is Tag.VERB and word.lower == word.lemma)


def _next_joint(clauses: Clauses, start: int) -> tuple[int, int, bool] | None:
    """Where the verb at `start` ends, where the verb joined to it starts, and whether `and` joins them.

    The first of the two must have an object or an adjunct of its own (`overhaul or end the deal` is one doing).
    """
    words = clauses.words
    end = clause_end(clauses, start)
    for i in range(start + 2, min(end + 1, len(words))):
        if words[i].tag is not Tag.CCONJ and words[i].text != ",":
            continue
        nxt, closing = _verb_after(clauses, i)
        if nxt is not None:
            return i, nxt, closing
    return None


def _verb_after(clauses: Clauses, joint: int) -> tuple[int | None, bool]:
    """The bare verb right after a comma or `and`, past adverbs and `to`; whether there was an `and`."""
    words = clauses.words
    i = joint
    closing = False
    while i < len(words) and clauses.phrase_at[i] < 0:
        word = words[i]
        if word.tag is Tag.CCONJ and word.lower in ("and", "or"):
            closing = True
        elif _bare(clauses, i):
            return i, closing
        elif not (word.text == "," or word.tag is Tag.ADV or word.lower == "to"):
            break
        i += 1
    group = clauses.group(i)
    if group is not None and group.infinitive and _after_to(clauses, group.head):
        return group.head, closing
    return None, closing


def _after_to(clauses: Clauses, head: int) -> bool:
    return clauses.words[head].tag is Tag.VERB and clauses.words[head - 1].lower == "to"
