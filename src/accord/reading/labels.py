"""Which act a trigger names, and the stand it takes: the lexicon's shares, weighed by what stands around.

A log-linear choice among the labels `TYPE/stance`; the weights stand in `data/labels.tsv`, one feature to a line,
made by training/labels.py.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from accord.model.claim import PloverType, Stance
from accord.reading.triggers import Label, Trigger, noun_class
from accord.text.syntax.arguments import governing_verb, object_of, subject_of
from accord.text.syntax.clauses import Clauses
from accord.text.syntax.complements import complement_of
from accord.text.syntax.words import Tag

FLOOR = 0.05
REACH = 10
_PEOPLE = frozenset(("he", "she", "they", "we", "i", "it"))


def label_name(label: Label) -> str:
    """`REQUEST/demands`, `ASSAULT/-`."""
    return f"{label[0]}/{label[1] or '-'}"


@cache
def _table() -> tuple[tuple[Label, ...], dict[str, tuple[tuple[int, float], ...]]]:
    """The labels in the order of the columns, and of each feature the columns it weighs on."""
    text = files("accord.reading").joinpath("data", "labels.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    names = [name.split("/") for name in rows[0][1:]]
    labels = tuple((PloverType(t), None if s == "-" else Stance(s)) for t, s in names)
    return labels, {row[0]: tuple((i, float(cell)) for i, cell in enumerate(row[1:]) if cell) for row in rows[1:]}


def choose_label(clauses: Clauses, trigger: Trigger, others: Sequence[Trigger], quoted: str) -> Label:
    """The likeliest type and stand.

    Args: others: all triggers of the sentence. quoted: the kind of the quote that holds the trigger, or empty.
    """
    scores = label_scores(clauses, trigger, others, quoted)
    return max(scores, key=lambda label: scores[label])


def label_scores(clauses: Clauses, trigger: Trigger, others: Sequence[Trigger], quoted: str) -> dict[Label, float]:
    """Log-probability of every type and stand, the order of the table kept. Arguments as for `choose_label`."""
    labels, weights = _table()
    totals = [0.0] * len(labels)
    for name, value in label_features(clauses, trigger, others, quoted):
        for column, weight in weights.get(name, ()):
            totals[column] += value * weight
    shares = dict(trigger.pattern.labels)
    prior = weights["share"][0][1]
    scores = [
        total + prior * math.log(max(shares.get(label, 0.0), FLOOR))
        for label, total in zip(labels, totals, strict=True)
    ]
    top = max(scores)
    norm = top + math.log(sum(math.exp(score - top) for score in scores))
    return {label: score - norm for label, score in zip(labels, scores, strict=True)}


def label_features(
    clauses: Clauses, trigger: Trigger, others: Sequence[Trigger], quoted: str
) -> Iterator[tuple[str, float]]:
    """What speaks for one label or another: feature and value."""
    words, at = clauses.words, trigger.at
    word = words[at]
    yield "bias", 1.0
    yield f"tag {word.tag.lower()}", 1.0
    if quoted:
        yield f"in {quoted} quote", 1.0
    group = clauses.group(at)
    if group and group.head == at and word.tag is Tag.VERB:
        for name in ("infinitive", "passive", "negated", "perfect", "progressive"):
            if getattr(group, name):
                yield name, 1.0
        if not group.finite and not group.infinitive:
            yield "participle", 1.0
        if group.modal:
            yield f"modal {group.modal}", 1.0
        yield from _around(clauses, at)
    yield from nouns_near(clauses, at)
    governed = {t.at: t for t in others if t.at != at}
    complement = complement_of(clauses, at)
    yield f"complement {complement_kind(clauses, complement)}", 1.0
    inner = next((governed[i] for i in range(*complement) if i in governed), None) if complement else None
    if inner:
        yield f"governs {inner.pattern.type}", 1.0
    outer = next((t for t in reversed(others) if t.at < at), None)
    if outer:
        yield f"after {outer.pattern.type}", 1.0


def _around(clauses: Clauses, at: int) -> Iterator[tuple[str, float]]:
    words = clauses.words
    subject = subject_of(clauses, at)
    if subject is None:
        yield "subject none", 1.0
    else:
        head = words[subject[1] - 1]
        yield f"subject {head.lower if head.lower in _PEOPLE else noun_class(head) or head.tag.lower()}", 1.0
    found = object_of(clauses, at)
    phrase = clauses.phrase(found[0]) if found else None
    if phrase is None:
        yield "object none", 1.0
    else:
        head = words[phrase.head]
        yield f"object {noun_class(head) or head.tag.lower()}", 1.0
    governor = governing_verb(clauses, at)
    if governor is not None and governor >= at - 3:
        yield f"under {words[governor].lemma}", 1.0


def nouns_near(clauses: Clauses, at: int) -> Iterator[tuple[str, float]]:
    """Classes of the nouns near word `at`, on either side, as features."""
    words = clauses.words
    after = {noun_class(w) for w in words[at + 1 : at + 1 + REACH] if w.tag is Tag.NOUN}
    before = {noun_class(w) for w in words[max(0, at - REACH) : at] if w.tag is Tag.NOUN}
    for name in sorted(c for c in after if c):
        yield f"{name} after", 1.0
    for name in sorted(c for c in before if c):
        yield f"{name} before", 1.0


def complement_kind(clauses: Clauses, complement: tuple[int, int] | None) -> str:
    """How a complement is joined: `to`, `that`, `whether`, `gerund`, `bare`, or `none`."""
    if complement is None:
        return "none"
    before = clauses.words[complement[0] - 1] if complement[0] else None
    if before is not None and before.lower in ("to", "that", "whether"):
        return before.lower
    group = clauses.group(complement[0])
    return "gerund" if group and not group.finite else "bare"
