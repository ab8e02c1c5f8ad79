"""The stand an act takes, refined by negation and condition."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from accord.model.claim import PloverType, Stance
from accord.reading.roles import Site
from accord.reading.triggers import lexicon, noun_class
from accord.reading.word_lists import word_list
from accord.text.syntax.complements import complement_of
from accord.text.syntax.words import Tag, Word

_HARM = frozenset((PloverType.ASSAULT, PloverType.THREATEN, PloverType.SANCTION, PloverType.COERCE))
_YES = frozenset((Stance.ACCEPTS, Stance.SUPPORTS, Stance.ACCEPTS_IF))


def find_stance(site: Site, conditional: bool) -> tuple[PloverType, Stance | None]:
    """Type and stand of an act: a refused yes is a no, a yes with a condition is `accepts_if`."""
    pattern = site.trigger.pattern
    type_, stance = site.label
    if type_ is PloverType.THREATEN and _kind(site):
        return PloverType.AGREE, Stance.SUPPORTS
    if _denied(site) and not pattern.key.startswith("not ") and stance in _YES:
        return PloverType.REJECT, Stance.REJECTS
    if stance is Stance.SUPPORTS and _lays_down(site):
        return PloverType.REQUEST, Stance.DEMANDS
    if stance is Stance.ACCEPTS and conditional:
        return type_, Stance.ACCEPTS_IF
    return type_, stance


def _kind(site: Site) -> bool:
    """`vowed to keep sending aid`: a promise, where nothing hostile is promised."""
    words = site.clauses.words
    found = complement_of(site.clauses, site.at)
    if found is None or words[site.at].lemma not in word_list("promising"):
        return False
    promised = words[found[0] : found[1]]
    # nothing follows at once in `vowed that, if they came, …`
    friendly = bool(promised) and promised[0].lemma in word_list("friendly")
    return friendly and not any(_hostile(w) for w in promised[1:])


def _lays_down(site: Site) -> bool:
    """`emphasized that N could not rearm`: a demand, where what is stressed is what another must or must not do."""
    words = site.clauses.words
    found = complement_of(site.clauses, site.at)
    if found is None or words[site.at].lemma not in word_list("stressing"):
        return False
    said = [word.lower for word in words[found[0] : found[1]]]
    barred = any(a in ("can", "could", "may") and b in ("not", "n't", "never") for a, b in pairwise(said))
    return barred or any(word in ("must", "should") for word in said)


def _hostile(word: Word) -> bool:
    pattern = lexicon().get(f"{word.lemma}/{'v' if word.tag is Tag.VERB else 'n'}")
    return noun_class(word) == "attack" or (pattern is not None and pattern.type in _HARM)


def _denied(site: Site) -> bool:
    """`did not accept`, `has yet to accept`, `failed to accept`, `no support`, `far from accepting`."""
    words, at = site.clauses.words, site.at
    group = site.clauses.group(at)
    if group and group.negated:
        return True
    before = words[group.start - 1] if group and group.start else words[at - 1] if at else None
    if before is None:
        return False
    if before.lower in ("yet", "never", "neither") or before.lemma in ("fail", "refuse", "decline"):
        return True
    if words[at].form == "VBG" and _far(words[max(0, at - 3) : at]):
        return True
    return words[at].tag in (Tag.NOUN, Tag.ADJ) and before.lower in ("no", "not", "n't", "without", "never")


def _far(before: Sequence[Word]) -> bool:
    """`far from`, `far off`, `nowhere near`, `a long way off`: an act that is not close to being done."""
    said = " ".join(word.lower for word in before)
    return said.endswith(("far from", "far off", "nowhere near", "way from", "way off", "short of"))
