"""Which events undertake something, which say that it was done, which allege that it was not kept."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from accord.model.claim import Event, Modality, PloverType, Stance
from accord.model.measure import Measure, MeasureKind
from accord.weighing.context import Context
from accord.weighing.matter import word_list, words
from accord.weighing.measures.labels import tidy
from accord.weighing.measures.wording import MODALS, read_wording, starts_with_an_act
from accord.weighing.stems import stem

# A halt runs for a time; everything else is a single act, done or not done.
RUNNING = frozenset({MeasureKind.CEASEFIRE, MeasureKind.PARTIAL_CEASEFIRE, MeasureKind.AID_HALT})
_TAKEN = frozenset({Modality.ACTUAL, Modality.FUTURE})
_DEEDS = frozenset({PloverType.RETREAT, PloverType.AID, PloverType.COOPERATE, PloverType.CONCEDE})
_ANSWERS = frozenset({PloverType.AGREE, PloverType.RETREAT, PloverType.COOPERATE, PloverType.CONCEDE, PloverType.AID})
# What is vowed here is no threat.
_KIND = frozenset({MeasureKind.AID, MeasureKind.RELEASE, MeasureKind.SANCTIONS_RELIEF, MeasureKind.TALKS})
_FINITE = frozenset({"is", "are", "was", "were", "has", "have", "had"})
_VAGUE = frozenset({MeasureKind.AGREEMENT, MeasureKind.CEASEFIRE, MeasureKind.OTHER})


def is_promise(context: Context, event: Event, measure: Measure | None) -> bool:
    """True for an event by which its parties bind themselves.

    An acceptance, a promise in so many words, an act of release, aid or talks announced for later, an order already
    given for a stated time. Never a proposal, a demand, praise, or anything merely possible or denied.
    """
    if event.modality not in _TAKEN or not event.parties:
        return False
    if set(words(context.text(event.report, event.trigger))) & word_list("willing_words.txt"):
        return False
    kind = measure.kind if measure else MeasureKind.OTHER
    if orders_its_own(context, event):
        return kind in RUNNING
    future = event.modality is Modality.FUTURE
    if event.stance is Stance.ACCEPTS:
        named = kind is not MeasureKind.OTHER or bool(event.quantities) or _is_to_do(context, event)
        return event.type in _ANSWERS and named and not _of_others(context, event)
    if event.stance is Stance.SUPPORTS or event.stance is Stance.PROPOSES:
        return event.type is PloverType.AGREE and _says(context, event, "promise")
    if event.type is PloverType.THREATEN:
        return kind in _KIND and _says(context, event, "promise")
    if event.stance is not None:
        return False
    if (event.type in _DEEDS or _sends_monitors(context, event)) and future:
        return measure is not None or bool(event.quantities)
    if event.type is PloverType.RETREAT:
        return kind in RUNNING and (bool(event.duration) or _says(context, event, "order"))
    if event.type is PloverType.CONSULT:
        return future and kind is MeasureKind.TALKS and len(event.parties) > 1
    return event.type is PloverType.AGREE and future and measure is not None and kind not in _VAGUE


def orders_its_own(context: Context, event: Event) -> bool:
    """True for an order a party gives to its own forces: an act of its own, not a demand on others."""
    others = set(event.recipient_parties) - set(event.parties)
    return event.type is PloverType.REQUEST and not others and _says(context, event, "order")


def is_deed(context: Context, event: Event, measure: Measure | None) -> bool:
    """True for an event that gives an act as done: released, handed over, signed, delivered.

    An order is none, and a halt is never done while it runs.
    """
    if event.modality is not Modality.ACTUAL or event.stance is not None or _says(context, event, "order"):
        return False
    if measure is not None and measure.kind in RUNNING:
        return False
    if event.type is PloverType.CONSULT:
        return measure is not None and measure.kind is MeasureKind.TALKS and event.date is not None
    return event.type in _DEEDS


def alleges_breach(context: Context, event: Event) -> bool:
    """True for an accusation that something undertaken was not kept."""
    if event.type is not PloverType.ACCUSE or event.modality is Modality.DENIED:
        return False
    return _says(context, event, "breach") or (
        event.measure is not None and _holds(context.text(event.report, event.measure), "breach")
    )


def promises(context: Context, event: Event) -> bool:
    """True when the act's own word is one of promising, so that its date is the day of the promise."""
    return event.type is PloverType.AGREE or _says(context, event, "promise") or _says(context, event, "order")


def _is_to_do(context: Context, event: Event) -> bool:
    """True when the words say what is to be done (`organise chess matches`), not some thing or statement."""
    if event.measure is None:
        return False
    text = context.text(event.report, event.measure)
    return read_wording(text).points or any(starts_with_an_act(t) for t in (text, tidy(text)))


def _sends_monitors(context: Context, event: Event) -> bool:
    """True for those who are sent to watch, not to fight."""
    if event.type is not PloverType.MOBILIZE or event.measure is None:
        return False
    return read_wording(context.text(event.report, event.measure)).kind is MeasureKind.MONITORING


def is_at_once(context: Context, event: Event) -> bool:
    """True for what is to begin on the day it is agreed: `immediately`, `at once`, `without delay`."""
    return event.measure is not None and bool(_now().search(context.text(event.report, event.measure)))


@cache
def _now() -> re.Pattern[str]:
    return re.compile(r"\b(?:immediately|at once|right away|without delay|with immediate effect)\b", re.IGNORECASE)


def _of_others(context: Context, event: Event) -> bool:
    """True when the parties agree on what somebody else should do (`Morvia must never have ports`)."""
    if event.measure is None:
        return False
    words = context.text(event.report, event.measure).split()
    subject = words[0].strip(".,;:'\"“”‘’") if words else ""
    named = subject[:1].isupper() and not any(subject.lower() in p.lower() for p in event.parties)
    return named and any(w in MODALS | _FINITE for w in words[1:5])


def _says(context: Context, event: Event, what: str) -> bool:
    return _holds(context.text(event.report, event.trigger), what)


def _holds(text: str, what: str) -> bool:
    return any(stem(word.strip(".,;:'\"“”‘’")) in _words()[what] for word in text.split())


@cache
def _words() -> dict[str, frozenset[str]]:
    raw = tomllib.loads(files("accord.weighing").joinpath("data/commitment_words.toml").read_text("utf-8"))
    return {name: frozenset(stem(w) for w in words.split()) for name, words in raw.items()}
