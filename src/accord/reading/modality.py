"""Whether an act is told as done, to come, possible, or not so."""

from __future__ import annotations

from accord.model.claim import Modality, Stance
from accord.reading.roles import Site
from accord.reading.word_lists import word_list
from accord.text.clauses import governing_verb

_FUTURE = frozenset(("will", "shall", "'ll", "would"))
_POSSIBLE = frozenset(("may", "might", "could", "can"))


def find_modality(site: Site, stance: Stance | None, conditional: bool) -> Modality:
    """The modality of an act that takes `stance`; a stand is taken now, whatever it is about."""
    group = site.clauses.group(site.at) if site.verbal else None
    if group is None:
        return _noun_modality(site)
    if group.negated:
        return Modality.ACTUAL if stance else Modality.DENIED
    if group.modal in _POSSIBLE:
        return Modality.POSSIBLE if stance is None or not conditional else Modality.ACTUAL
    if group.modal in _FUTURE:
        return Modality.FUTURE
    if group.infinitive:
        return _after_verb(site, stance)
    return Modality.ACTUAL


def _after_verb(site: Site, stance: Stance | None) -> Modality:
    """An infinitive is as real as the verb before it makes it."""
    if stance is not None:
        return Modality.ACTUAL
    governor = governing_verb(site.clauses, site.at)
    if governor is None:
        return Modality.ACTUAL
    word = site.clauses.words[governor]
    ruling = site.clauses.group(governor)
    if word.lemma in word_list("denying") or (ruling is not None and ruling.negated):
        return Modality.DENIED
    if word.lemma in word_list("ahead") or (word.lemma == "be" and site.at - governor <= 3):
        return Modality.FUTURE
    if ruling is not None and ruling.modal in _FUTURE | {"must", "should"}:
        return Modality.FUTURE
    return Modality.POSSIBLE if word.lemma in word_list("maybe") else Modality.ACTUAL


def _noun_modality(site: Site) -> Modality:
    """A noun borrows from the verb that governs it."""
    for i in range(site.at - 1, max(-1, site.at - 8), -1):
        group = site.clauses.group(i)
        if group is None:
            continue
        if site.stance is not None:
            return Modality.ACTUAL
        if group.modal in _FUTURE:
            return Modality.FUTURE
        if group.modal in _POSSIBLE:
            return Modality.POSSIBLE
        if site.clauses.words[group.head].lemma in ("plan", "schedule", "expect", "threaten", "agree"):
            return Modality.FUTURE
        return Modality.ACTUAL
    return Modality.ACTUAL
