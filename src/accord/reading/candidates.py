"""Candidates: the words of a sentence that may tell of an act, weighed by the lexicon and the encoder together."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from accord.model.span import Span
from accord.reading.labels import choose_label, label_scores
from accord.reading.roles import word_range
from accord.reading.salience import salient, scores
from accord.reading.setting import Setting
from accord.reading.sights import Sight
from accord.reading.triggers import Label, Pattern, Trigger, find_triggers, letter
from accord.text.syntax.clauses import Clauses
from accord.text.syntax.words import Tag

TINY = 1e-3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trigger worth an event, its label, and what the encoder sees there.

    `worth`: the probability that there is an act; `sure`: that of the label; both None where the lexicon alone chose.
    """

    trigger: Trigger
    label: Label
    worth: float | None = None
    sure: float | None = None
    sight: Sight | None = None


@cache
def _weights() -> dict[str, float]:
    raw = tomllib.loads(files("accord.reading").joinpath("data", "candidates.toml").read_text(encoding="utf-8"))
    return {name: float(value) for name, value in raw["weights"].items()}


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with the triggers the lexicon knows in it, in order, and the salience of each."""

    setting: Setting
    triggers: tuple[Trigger, ...]
    salience: tuple[float, ...]

    def worth_a_look(self) -> Iterator[Span]:
        """The words the encoder should look at, whether it marks them itself or not."""
        least = _weights()["look"]
        for trigger, score in zip(self.triggers, self.salience, strict=True):
            if score > least:
                yield self.setting.clauses.words[trigger.at].span


def survey(setting: Setting) -> Scene:
    """Find a sentence's triggers."""
    found = find_triggers(setting.clauses)
    return Scene(setting, tuple(found), tuple(scores(setting, found)))


def choose(scene: Scene) -> list[Candidate]:
    """By the lexicon alone."""
    setting = scene.setting
    out = []
    for trigger in salient(setting, scene.triggers, scene.salience):
        label = choose_label(setting.clauses, trigger, scene.triggers, setting.quoted(trigger.at))
        out.append(Candidate(trigger, label))
    return out


def choose_seen(scene: Scene, sights: Sequence[Sight]) -> list[Candidate]:
    """By lexicon and encoder together. `sights`: those of the sentence, in order."""
    weights = _weights()
    out = []
    for sight, trigger, score in sighted_triggers(scene, sights):
        total = sum(weights[name] * value for name, value in features(sight, score))
        if total <= weights["threshold"]:
            continue
        options = label_options(scene, trigger, sight)
        share = weights["label"] if score is not None else 0.0
        total_of = {
            label: share * said + weights["type"] * type_ + weights["stance"] * stance
            for label, (said, type_, stance) in options.items()
        }
        best = max(total_of, key=lambda label: total_of[label])
        sure = 1 / sum(math.exp(value - total_of[best]) for value in total_of.values())
        out.append(Candidate(trigger, best, 1 / (1 + math.exp(-total)), sure, sight))
    return out


def sighted_triggers(scene: Scene, sights: Sequence[Sight]) -> Iterator[tuple[Sight, Trigger, float | None]]:
    """Each sight with the most salient of the lexicon's triggers in it, or one made for it, without salience."""
    clauses = scene.setting.clauses
    known = {t.at: (score, t) for t, score in zip(scene.triggers, scene.salience, strict=True)}
    for sight in sights:
        words = word_range(clauses.words, sight.span)
        if words is None:
            continue
        at = max((i for i in range(*words) if i in known), key=lambda i: known[i][0], default=None)
        if at is None:
            yield sight, _unlisted(clauses, words, sight), None
        else:
            score, trigger = known[at]
            yield sight, trigger, score


def features(sight: Sight, salience: float | None) -> Iterator[tuple[str, float]]:
    """What speaks for an act at a sight. `salience`: of the lexicon's trigger there, None when it knows none."""
    marked, confirmed = sight.odds
    yield "bias", 1.0
    yield "marked", marked
    yield "confirmed", confirmed
    if salience is None:
        yield "unlisted", 1.0
    else:
        yield "salience", salience


def label_options(scene: Scene, trigger: Trigger, sight: Sight) -> dict[Label, tuple[float, float, float]]:
    """What speaks for every label: the lexicon's log-probability of it, the encoder's of its type and of its stand."""
    setting = scene.setting
    said = label_scores(setting.clauses, trigger, scene.triggers, setting.quoted(trigger.at))
    types = {type_: math.log(p + TINY) for type_, p in sight.types.items()}
    stances = {stance: math.log(p + TINY) for stance, p in sight.stances.items()}
    return {label: (score, types[label[0]], stances[label[1]]) for label, score in said.items()}


def _unlisted(clauses: Clauses, words: tuple[int, int], sight: Sight) -> Trigger:
    """A trigger the lexicon does not know: the verb of the words marked, else their last noun, else the last word."""
    verbs = [i for i in range(*words) if clauses.words[i].tag is Tag.VERB]
    nouns = [i for i in range(*words) if clauses.words[i].tag is Tag.NOUN]
    at = verbs[0] if verbs else nouns[-1] if nouns else words[1] - 1
    word = clauses.words[at]
    type_ = max(sight.types, key=lambda t: sight.types[t])
    stance = max(sight.stances, key=lambda s: sight.stances[s])
    return Trigger(at, Pattern(f"{word.lemma.lower()}/{letter(word)}", 0.5, (((type_, stance), 1.0),)))
