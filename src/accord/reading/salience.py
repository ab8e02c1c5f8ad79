"""Whether a trigger names an act worth the record: a weighing of its pattern and of what stands around it.

A logistic model with few, named features; the weights stand in `data/salience.toml`, made by training/salience.py.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from accord.reading.labels import complement_kind, nouns_near
from accord.reading.setting import Setting
from accord.reading.triggers import Trigger
from accord.text.syntax.arguments import governing_verb, object_of, subject_of
from accord.text.syntax.chunks import VerbGroup, word_list
from accord.text.syntax.clauses import Clauses, long_phrase
from accord.text.syntax.complements import complement_of
from accord.text.syntax.words import Tag

_PEOPLE = frozenset(("he", "she", "they", "we", "i", "us", "them", "him"))
_CONDITIONAL = frozenset(("if", "unless", "whether"))
_LIGHT = frozenset(
    ("give", "go", "take", "make", "put", "have", "keep", "remain", "stand", "come", "get", "hold", "begin")
)
_HURTING = frozenset(("kill", "wound", "injure", "hurt"))
_SAYING = frozenset(("say", "tell", "add", "state", "note", "report", "write", "announce", "confirm"))


@cache
def weights() -> dict[str, float]:
    """Weight of each feature."""
    raw = tomllib.loads(files("accord.reading").joinpath("data", "salience.toml").read_text(encoding="utf-8"))
    return {name: float(value) for name, value in raw["weights"].items()}


def salient(setting: Setting, triggers: Sequence[Trigger], salience: Sequence[float]) -> list[Trigger]:
    """The triggers of one sentence that are worth an event.

    Args: triggers: all of the sentence, in order. salience: the score of each.
    """
    found = zip(triggers, salience, strict=True)
    return [t for t, score in found if score > 0.0 or _casualties(setting.clauses, t)]


def _casualties(clauses: Clauses, trigger: Trigger) -> bool:
    """`14 people wounded`: a count of those hurt is always worth the record."""
    word = clauses.words[trigger.at]
    if word.tag is not Tag.VERB or word.lemma not in _HURTING:
        return False
    found = object_of(clauses, trigger.at)
    return found is not None and any(clauses.words[i].tag is Tag.NUM for i in range(*found))


def scores(setting: Setting, triggers: Sequence[Trigger]) -> list[float]:
    """Log-odds, shifted so that above 0 a trigger is worth an event."""
    table = weights()
    rows = features(setting, triggers)
    return [sum(table.get(name, 0.0) * value for name, value in row.items()) for row in rows]


def features(setting: Setting, triggers: Sequence[Trigger]) -> list[dict[str, float]]:
    """The features of each trigger: name to value."""
    clauses = setting.clauses
    governed = _governed(clauses, triggers)
    best = max((t.pattern.keep for t in triggers), default=0.0)
    names = sum(w.tag is Tag.PROPN for w in clauses.words)
    whole = setting.names_party(0, len(clauses.words))
    shape = _shape(setting)
    out = []
    for trigger in triggers:
        keep = min(max(trigger.pattern.keep, 0.02), 0.98)
        row = {
            "bias": 1.0,
            "keep": math.log(keep / (1 - keep)),
            "share": math.log(max(0.05, trigger.pattern.labels[0][1])),
            "place": setting.place,
            "sentences": math.log(len(setting.analysis.sentences)),
            "others": math.log(len(triggers)),
            "names": math.log(1 + names),
            "no names": float(names == 0),
            "names a party": float(whole),
            "length": math.log(max(3, len(clauses.words))),
            f"type {trigger.pattern.type}": 1.0,
            f"stance {trigger.pattern.stance}": 1.0,
            f"quoted {setting.quoted(trigger.at)}": 1.0,
        }
        if setting.seen_before(clauses.words[trigger.at].lemma):
            row["seen before"] = 1.0
        row["depth"] = trigger.at / len(clauses.words)
        row.update(shape)
        if setting.place < 0.03:
            row["opening"] = 1.0
        if trigger.pattern.keep >= best:
            row["best"] = 1.0
        if trigger.at in governed:
            row["governed"], name = governed[trigger.at]
            row[f"within {name}"] = 1.0
        if clauses.words[trigger.at].lemma in _LIGHT:
            row["light"] = 1.0
        row.update((name, 1.0) for name in _syntax(setting, trigger))
        row.update(nouns_near(clauses, trigger.at))
        row[f"complement {complement_kind(clauses, complement_of(clauses, trigger.at))}"] = 1.0
        out.append(row)
    return out


def _shape(setting: Setting) -> dict[str, float]:
    """Features of the sentence as such: a question, a headline, one that tells of a year past."""
    words = setting.clauses.words
    last = next((w.text for w in reversed(words) if w.text not in "\"”’'"), "")
    year = any(len(w.text) == 4 and w.text.isdigit() and w.text[:2] in ("19", "20") for w in words)
    return {"question": float(last == "?"), "headline": float(last not in {*".?!"}), "year": float(year)}


def _governed(clauses: Clauses, triggers: Sequence[Trigger]) -> dict[int, tuple[float, str]]:
    """Words that stand in the complement or object of another trigger, with that one's share and label."""
    out: dict[int, tuple[float, str]] = {}
    for trigger in triggers:
        if clauses.words[trigger.at].tag is Tag.NOUN and trigger.pattern.stance is None:
            continue
        name = f"{trigger.pattern.type}/{trigger.pattern.stance or '-'}"
        found = object_of(clauses, trigger.at)
        tailed = (found[0], max(found[1], long_phrase(clauses, found[0]))) if found else None
        for reach in (complement_of(clauses, trigger.at), tailed):
            for i in range(*reach) if reach else ():
                if i > trigger.at:
                    out[i] = max(out.get(i, (0.0, "")), (trigger.pattern.keep, name))
    return out


def _syntax(setting: Setting, trigger: Trigger) -> Iterator[str]:
    clauses = setting.clauses
    words = clauses.words
    word = words[trigger.at]
    if "*" in trigger.pattern.key:
        yield "generic pattern"
    elif " " in trigger.pattern.key:
        yield "long pattern"
    if words[0].lower in _CONDITIONAL:
        yield "conditional sentence"
    group = clauses.group(trigger.at)
    if group and group.head == trigger.at and word.tag is Tag.VERB:
        yield f"verb {trigger.pattern.type}"
        yield from _verbal(setting, group)
    elif word.tag in (Tag.NOUN, Tag.PROPN):
        yield from _nominal(setting, trigger.at)
    else:
        yield f"tag {word.tag}"


def _verbal(setting: Setting, group: VerbGroup) -> Iterator[str]:
    clauses = setting.clauses
    words = clauses.words
    if group.infinitive:
        yield "infinitive"
    elif not group.finite:
        yield "participle" if not group.passive else "passive participle"
    if group.passive and group.finite:
        yield "passive"
    if group.modal:
        yield f"modal {group.modal}"
    if group.negated:
        yield "negated"
    if group.perfect:
        yield "perfect"
    if group.progressive:
        yield "progressive"
    before = words[group.start - 1].lower if group.start else ""
    if before in _CONDITIONAL or (group.start > 1 and words[group.start - 2].lower in _CONDITIONAL):
        yield "conditional"
    subject = subject_of(clauses, group.head)
    if subject is None:
        yield "no subject"
    else:
        head = words[subject[1] - 1]
        kind = "name" if head.tag is Tag.PROPN else "person" if head.lower in _PEOPLE else head.tag.lower()
        yield f"subject {kind}"
        if setting.names_party(*subject):
            yield "subject names a party"
        opener = words[min(subject[0], group.start) - 1].lower if min(subject[0], group.start) else ""
        if opener in word_list("adverbial") or opener in ("who", "which", "that"):
            yield f"clause after {opener}"
    found = object_of(clauses, group.head)
    if found is None:
        yield "no object"
    elif any(words[i].tag is Tag.PROPN for i in range(*found)):
        yield "object name"
    if found is not None and setting.names_party(*found):
        yield "object names a party"
    governor = governing_verb(clauses, group.head) if group.infinitive or not group.finite else None
    if governor is not None and words[governor].lemma in _SAYING:
        yield "after saying"


def _nominal(setting: Setting, i: int) -> Iterator[str]:
    clauses = setting.clauses
    words = clauses.words
    phrase = clauses.phrase(i)
    yield "noun"
    if phrase is None:
        yield "noun alone"
        return
    if phrase.head != i:
        yield "noun inside"
    if any(words[j].tag is Tag.PROPN for j in range(phrase.start, i)):
        yield "noun after name"
    if phrase.start < i and setting.names_party(phrase.start, i):
        yield "noun after party"
    first = words[phrase.start]
    if first.lower in ("a", "an", "the", "any", "no"):
        yield f"noun {first.lower}"
    elif first.tag is Tag.DET:
        yield "noun possessed"
    before = words[phrase.start - 1] if phrase.start else None
    after = words[phrase.end] if phrase.end < len(words) else None
    if before is not None and before.tag is Tag.ADP and phrase.start - 1 >= 0:
        yield f"noun after {before.lower}"
        yield "noun in prepositional phrase"
    elif before is not None and before.tag is Tag.VERB:
        yield "noun as object"
    if after is not None and after.tag is Tag.ADP:
        yield f"noun before {after.lower}"
    if after is not None and after.tag in (Tag.VERB, Tag.AUX):
        yield "noun as subject"
    if words[i].lower.endswith("s"):
        yield "noun plural"
