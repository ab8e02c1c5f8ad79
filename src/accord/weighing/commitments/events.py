"""Which events undertake something, which say that it was done, which allege that it was not kept."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import cache
from importlib.resources import files

from accord.model.claim import Event, Modality, PloverType, Stance
from accord.model.measure import Measure, MeasureKind
from accord.weighing.context import Context
from accord.weighing.matter import word_list, words
from accord.weighing.measures.labels import tidy
from accord.weighing.measures.mentions import given
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
NOT_GIVEN = frozenset({Stance.DEMANDS, Stance.PROPOSES, Stance.REJECTS, Stance.DOUBTS, Stance.CRITICISES})
_MARKS = ".,;:'\"“”‘’"
_BESIDE = 5  # words beside a verb in which the halt stands that it says is kept
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


def is_undone(context: Context, event: Event, measure: Measure | None, due: date | None) -> bool:
    """True for an act told as not done once it was due: `had not released the prisoners`."""
    if event.modality is not Modality.DENIED or event.type not in _DEEDS or (measure and measure.kind in RUNNING):
        return False
    day = event.date.last if event.date else context.reports[event.report].day
    return due is not None and day is not None and day >= due


def alleges_breach(context: Context, event: Event) -> bool:
    """True for an accusation that something undertaken was not kept."""
    given = event.type is PloverType.ACCUSE and event.modality is not Modality.DENIED
    return given and _speaks_of_breach(context, event)


def breaks(context: Context, event: Event) -> bool:
    """True for an act whose own word is one of breach (`broken`): what is alleged, and no refusal of the thing."""
    return _says(context, event, "breach")


def accuses(context: Context, event: Event, parties: set[str]) -> bool:
    """True for an accusation of one of these parties: as its recipient, or by name in its words where none is known."""
    if given(event):
        return bool(parties & set(given(event)))
    said = _between(context, event, event.trigger.end, event.sentence.end)
    return any(party in said for party in parties - set(event.parties))


def denies_breach(context: Context, event: Event) -> bool:
    """True for a denial that something undertaken was not kept, or of the charge that it was not."""
    trigger = context.text(event.report, event.trigger)
    if event.modality is Modality.DENIED:
        return event.type is PloverType.ACCUSE and _speaks_of_breach(context, event)
    if set(words(trigger)) & word_list("denials.txt"):
        return _speaks_of_breach(context, event) or _charged(context, event)
    return event.type is PloverType.REJECT and _charged(context, event) and _speaks_of_breach(context, event)


def is_kept(context: Context, event: Event) -> bool:
    """True for words that say a halt holds: `the truce was holding`, `observed the pause`. Talks held are none."""
    if event.modality is not Modality.ACTUAL or event.stance in NOT_GIVEN or not _says(context, event, "keep"):
        return False
    return read_wording(" ".join(tail(context, event).split()[:_BESIDE])).kind in RUNNING


def _holds_itself(context: Context, event: Event) -> bool:
    """True where the halt is what acts: `the truce held`."""
    said = context.text(event.report, event.trigger).split()
    return bool(said) and stem(said[-1].strip(_MARKS)) in _words()["hold"]


def extends(context: Context, event: Event) -> bool:
    """True for an agreement that gives a commitment another last day: `agreed to extend the pause until 5 April`."""
    if event.modality not in _TAKEN or event.stance in NOT_GIVEN or event.type is PloverType.REQUEST:
        return False
    head = context.text(event.report, event.measure).split()[:2] if event.measure else []
    return _says(context, event, "extend") or _holds(" ".join(head), "extend")


def tail(context: Context, event: Event) -> str:
    """The words that an act is about: those after it in its sentence; right before what acts itself (`the truce held`).

    Words of breach, of charges and of extension are left out.
    """
    if _holds_itself(context, event):
        said = _between(context, event, event.sentence.start, event.trigger.start).split()[-_BESIDE:]
    else:
        said = _between(context, event, event.trigger.end, event.sentence.end).split()
    idle = _words()["breach"] | _words()["charge"] | _words()["extend"] | _words()["keep"]
    return " ".join(w for w in said if stem(w.strip(_MARKS)) not in idle)


def _between(context: Context, event: Event, start: int, end: int) -> str:
    """The words between two offsets of the event's report; empty where there are none, as at an end of its sentence."""
    return context.reports[event.report].text[start:end]


def _speaks_of_breach(context: Context, event: Event) -> bool:
    said = _between(context, event, event.trigger.start, event.sentence.end)
    return _holds(said, "breach") or (
        event.measure is not None and _holds(context.text(event.report, event.measure), "breach")
    )


def _charged(context: Context, event: Event) -> bool:
    return _holds(_between(context, event, event.trigger.end, event.sentence.end), "charge")


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
    subject = words[0].strip(_MARKS) if words else ""
    named = subject[:1].isupper() and not any(subject.lower() in p.lower() for p in event.parties)
    return named and any(w in MODALS | _FINITE for w in words[1:5])


def _says(context: Context, event: Event, what: str) -> bool:
    return _holds(context.text(event.report, event.trigger), what)


def _holds(text: str, what: str) -> bool:
    return any(stem(word.strip(_MARKS)) in _words()[what] for word in text.split())


@cache
def _words() -> dict[str, frozenset[str]]:
    raw = tomllib.loads(files("accord.weighing").joinpath("data/commitment_words.toml").read_text("utf-8"))
    return {name: frozenset(stem(w) for w in words.split()) for name, words in raw.items()}
