"""Acts that are told only as the content of another act, and are no events of their own."""

from __future__ import annotations

from collections.abc import Sequence

from accord.model.claim import PloverType, Stance
from accord.reading.triggers import Label, Trigger
from accord.reading.word_lists import word_list
from accord.text.syntax.arguments import governing_verb, object_of, subject_of
from accord.text.syntax.clauses import Clauses
from accord.text.syntax.complements import complement_of
from accord.text.syntax.words import Tag

_VIOLENT = frozenset((PloverType.ASSAULT, PloverType.COERCE, PloverType.MOBILIZE))
_YES = frozenset((Stance.ACCEPTS, Stance.ACCEPTS_IF, Stance.SUPPORTS))
_OWN = frozenset(("his", "her", "its", "their", "our", "my"))


def stands_alone(clauses: Clauses, trigger: Trigger, label: Label) -> bool:
    """False for an act another one only speaks of: what is to stop, what somebody is to be brought to accept."""
    type_, stance = label
    if clauses.words[trigger.at].lemma in word_list("light") and dict(trigger.pattern.labels).get(label, 0.0) <= 0.30:
        return False
    if clauses.words[trigger.at].lemma == "have" and any(w.lower == "yet" for w in clauses.words[trigger.at + 1 :][:1]):
        return False
    if trigger.pattern.key.startswith("not should") and _nobodys(clauses, trigger.at):
        return False
    if (type_ in _VIOLENT and _stopped(clauses, trigger.at)) or _beyond(clauses, trigger.at):
        return False
    if stance in _YES and _wished_of(clauses, trigger.at):
        return False
    return not (stance is Stance.DEMANDS and (_own_forces(clauses, trigger.at) or _own_aim(clauses, trigger.at)))


def _beyond(clauses: Clauses, at: int) -> bool:
    """`too ill to travel`."""
    group = clauses.group(at)
    before = clauses.words[max(0, group.start - 4) : group.start] if group and group.infinitive else ()
    return any(w.lower == "too" for w in before) and before[-1].tag is Tag.ADJ


def _nobodys(clauses: Clauses, at: int) -> bool:
    """`nobody should call it peace`."""
    found = subject_of(clauses, at)
    return found is not None and clauses.words[found[0]].lower in ("nobody", "no", "none")


def told_twice(clauses: Clauses, trigger: Trigger, others: Sequence[Trigger]) -> bool:
    """True for a plain verb whose subject or object names the act: `talks will begin`, `reaffirmed its support`."""
    word = clauses.words[trigger.at]
    if word.tag is not Tag.VERB:
        return False
    found: list[tuple[int, int] | None] = []
    if word.lemma in word_list("happening"):
        found.append(subject_of(clauses, trigger.at))
    if word.lemma in word_list("voicing"):
        found.append(object_of(clauses, trigger.at))
    nouns = [t.at for t in others if t.at != trigger.at and clauses.words[t.at].tag is Tag.NOUN]
    return any(r is not None and any(r[0] <= n < r[1] for n in nouns) for r in found)


def _stopped(clauses: Clauses, at: int) -> bool:
    """`halt attacks`, `a pause in its strikes`, `refrain from shelling`."""
    words = clauses.words
    phrase = clauses.phrase(at)
    if phrase is not None and any(words[i].lemma in word_list("stopping") for i in range(at + 1, phrase.end)):
        return True
    group = clauses.group(at)
    i = (phrase.start if phrase else group.start if group else at) - 1
    for _ in range(4):
        if i < 0:
            return False
        word = words[i]
        here = clauses.phrase(i)
        if word.lemma in word_list("stopping") and word.tag in (Tag.NOUN, Tag.VERB):
            return True
        if word.tag in (Tag.ADP, Tag.CCONJ, Tag.PART) or word.tag is Tag.ADV or word.lower == "all":
            i -= 1
        elif here is not None and words[here.head].lemma in word_list("stopping"):
            return True
        elif here is not None and words[here.end].tag in (Tag.CCONJ, Tag.ADP):
            # what is joined to it, or what it is part of
            i = here.start - 1
        else:
            return False
    return False


def _wished_of(clauses: Clauses, at: int) -> bool:
    """`urged the rebels to accept`, `hopes to get them to sign`: no yes of theirs."""
    group = clauses.group(at)
    if group is None or not group.infinitive:
        return False
    verb = governing_verb(clauses, at)
    ruling = clauses.group(verb) if verb is not None else None
    if verb is None or ruling is None or clauses.words[verb].lemma not in word_list("bringing"):
        return False
    target = object_of(clauses, verb)
    if target is None or target != subject_of(clauses, at):
        return False
    done = clauses.words[verb].form in ("VBD", "VBN") and clauses.words[verb].lemma in word_list("achieving")
    return not done or ruling.infinitive or ruling.modal is not None


def _own_forces(clauses: Clauses, at: int) -> bool:
    """`ordered his army to stop`: an order within one's own house asks nothing of the other side."""
    found = object_of(clauses, at)
    if found is None or clauses.words[at].lemma not in ("order", "instruct", "tell", "direct", "command"):
        return False
    return clauses.words[found[0]].lower in _OWN


def _own_aim(clauses: Clauses, at: int) -> bool:
    """`sought to undermine the talks`: what somebody is about to do himself."""
    found = complement_of(clauses, at)
    if found is None or clauses.words[at].lemma not in ("seek", "try", "attempt"):
        return False
    group = clauses.group(found[0])
    return group is not None and group.infinitive and clauses.words[found[0]].lemma in word_list("thwarting")
