"""Whether an act is told as done, to come, possible, or not so."""

from __future__ import annotations

from accord.model.claim import Modality, Stance
from accord.reading.roles import Site
from accord.reading.word_lists import word_list
from accord.text.syntax.arguments import governing_verb, object_of, subject_of, verb_of_subject
from accord.text.syntax.chunks import VerbGroup
from accord.text.syntax.clauses import Clauses
from accord.text.syntax.complements import complement_of
from accord.text.syntax.words import Tag

_FUTURE = frozenset(("will", "shall", "'ll", "would"))
_SAID = 0.3  # what the syntax's answer adds to the probability of a modality
_POSSIBLE = frozenset(("may", "might", "could", "can"))


def find_modality(site: Site, stance: Stance | None, conditional: bool) -> Modality:
    """The modality of an act that takes `stance`; a stand is taken now, whatever it is about.

    What the encoder finds likeliest, the syntax's answer given some weight.
    """
    if stance is None and _done_by_none(site):
        return Modality.DENIED
    said = _by_syntax(site, stance, conditional)
    if site.sight is None:
        return said
    seen = site.sight.modalities
    return max(seen, key=lambda modality: seen[modality] + _SAID * (modality is said))


def _by_syntax(site: Site, stance: Stance | None, conditional: bool) -> Modality:
    if stance is None and _under_denial(site):
        return Modality.DENIED
    group = site.clauses.group(site.at) if site.verbal else None
    if group is None:
        return _noun_modality(site)
    if group.negated:
        return Modality.ACTUAL if stance else Modality.DENIED
    group = _sharing(site.clauses, group)
    if group.modal in _POSSIBLE:
        return Modality.POSSIBLE if stance is None or not conditional else Modality.ACTUAL
    if group.modal in _FUTURE:
        return Modality.FUTURE
    if group.infinitive:
        return _after_verb(site, group, stance)
    return Modality.ACTUAL


def _done_by_none(site: Site) -> bool:
    """True where the subject is nobody or nothing: `not one shell was fired`, `no one attacked`."""
    subject = subject_of(site.clauses, site.at) if site.verbal else None
    if subject is None:
        return False
    words = site.clauses.words
    first = words[subject[0]].lower
    counted = first in ("one", "a") and subject[0] > 0 and words[subject[0] - 1].lower == "not"
    return counted or first in ("no", "none", "nobody", "neither")


def _under_denial(site: Site) -> bool:
    """True inside what somebody denies: `denied that it had attacked`."""
    for i in range(site.at - 1, -1, -1):
        word = site.clauses.words[i]
        if word.tag is Tag.VERB and word.lemma in ("deny", "refute"):
            found = complement_of(site.clauses, i) or object_of(site.clauses, i)
            return found is not None and found[0] <= site.at < found[1]
    return False


def _sharing(clauses: Clauses, group: VerbGroup) -> VerbGroup:
    """The group whose modal or `to` a bare verb after `and` shares: `will meet and sign`."""
    words = clauses.words
    joined = group.start and words[group.start - 1].tag is Tag.CCONJ and words[group.head].form in ("VB", "VBP")
    if not joined or group.end - group.start > 1:
        return group
    return next((g for g in reversed(clauses.groups) if g.end < group.start), group)


def _after_verb(site: Site, group: VerbGroup, stance: Stance | None) -> Modality:
    """An infinitive is as real as the verb before it makes it."""
    governor = governing_verb(site.clauses, group.head)
    if governor is None:
        return Modality.ACTUAL
    if site.clauses.words[governor].lower == "going":
        return Modality.FUTURE
    if stance is not None:
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
    """A noun borrows from its adjectives, else from the verb that governs it."""
    phrase = site.clauses.phrase(site.at)
    before = {w.lower for w in site.clauses.words[phrase.start : site.at]} if phrase else set()
    if before & word_list("coming"):
        return Modality.FUTURE
    if before & word_list("open"):
        return Modality.POSSIBLE
    bearing = verb_of_subject(site.clauses, site.at)
    if bearing is not None and site.stance is None:
        return _borne(site, bearing)
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
        if _beside(site, group):
            return Modality.ACTUAL
        if site.clauses.words[group.head].lemma in ("plan", "schedule", "expect", "threaten", "agree"):
            return Modality.FUTURE
        return Modality.ACTUAL
    return Modality.ACTUAL


def _borne(site: Site, group: VerbGroup) -> Modality:
    """The modality of an act named by the subject of a verb: `talks will begin`, `talks are due to open`."""
    words = site.clauses.words
    if group.modal in _FUTURE:
        return Modality.FUTURE
    if group.modal in _POSSIBLE:
        return Modality.POSSIBLE
    if group.negated:
        return Modality.DENIED
    due = words[group.head].lemma in ("plan", "schedule", "expect", "set") and group.passive
    after = words[group.end].lower if group.end < len(words) else ""
    ahead = words[group.head].lemma == "be" and after in ("due", "set", "scheduled", "planned", "expected", "to")
    return Modality.FUTURE if due or ahead else Modality.ACTUAL


def _beside(site: Site, group: VerbGroup) -> bool:
    """True for a noun that tells where or when its verb was done: `agreed in a call`, `agreed after talks`."""
    words = site.clauses.words
    phrase = site.clauses.phrase(site.at)
    before = (phrase.start if phrase else site.at) - 1
    return before >= group.end and words[before].lower in ("in", "during", "after", "at", "following", "by", "since")
