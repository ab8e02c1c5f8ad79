"""Mentions of measures: an event's words for what it is about, with what the event adds to them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from accord.model.claim import Event, Modality, PloverType, Stance
from accord.model.measure import MeasureKind
from accord.model.span import Span
from accord.weighing.context import Context
from accord.weighing.measures.tokens import place_key
from accord.weighing.measures.wording import Wording, read_wording

_ONE_SIDED = frozenset({PloverType.SANCTION, PloverType.THREATEN, PloverType.CONCEDE})
_CONCLUDES = frozenset({PloverType.AGREE, PloverType.COOPERATE, PloverType.RETREAT})
_DEEDS = frozenset({PloverType.CONCEDE, PloverType.RETREAT, PloverType.SANCTION, PloverType.AID})
_DOING = frozenset({"halt", "refrain", "lift", "cut", "more", "release", "exchange", "withdraw", "normal", "recognise"})
_STOPPING = frozenset({"halt", "withdraw", "release", "exchange"})
_AGAINST = frozenset({Stance.REJECTS, Stance.DOUBTS, Stance.CRITICISES})
_HALT = 24  # characters before a measure in which a halt of it may stand
_NEAR = 12  # characters between an act and its object, at most
_DEEDS_OF_WAR = frozenset({PloverType.ASSAULT, PloverType.COERCE, PloverType.MOBILIZE, PloverType.PROTEST})


@dataclass(frozen=True, slots=True)
class Mention:
    """An event's measure: its words taken apart, with the event's length and sides.

    `names` are those of the words, for talks those of the parties as well. `owed` are the parties that would have to
    act, as far as the event says; `toward` those who would gain. `coming` when the words speak of what is still to be
    reached (`hopes to strike a deal`). `spell` numbers the spell of reporting in which passing words (`the truce`)
    were printed; None for words that mean one thing at any time. `outsiders` are parties in the words that the story
    is not about. `keys` are what a mention is compared by.
    """

    event: Event
    span: Span
    said: Wording
    names: frozenset[str]
    duration: str | None
    owed: frozenset[str]
    toward: frozenset[str]
    coming: bool = False
    spell: int | None = None
    outsiders: frozenset[str] = frozenset()
    keys: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "keys", _keys(self.said, self.names))


def _keys(said: Wording, names: frozenset[str]) -> frozenset[str]:
    light = {"deal"} if "peace" in said.content else set()
    whole = {"whole"} if said.whole and not said.content else set()
    longer = {"extend"} if said.extends else set()
    return (said.content | said.naming) - light | {"=" + n for n in names} | whole | longer


def read_mention(context: Context, event: Event) -> Mention | None:
    """Take an event's measure apart.

    None when it has none: no words, mere names or pronouns, or the object of a deed of war rather than of a stand.
    """
    return context.once(_read, event) if event.measure is not None else None


def _read(context: Context, event: Event) -> Mention | None:
    if event.measure is None:
        return None
    span = _words_of(context, event, event.measure)
    said = read_wording(context.text(event.report, span))
    if said.empty or (event.stance is None and event.type in _DEEDS_OF_WAR and not _orders(event, said)):
        return None
    names = said.names
    if said.kind is MeasureKind.TALKS:
        names |= {place_key(p) for p in (*event.parties, *given(event))}
    owed, toward = _sides(event)
    return Mention(
        event, span, said, names, event.duration or said.length, owed, toward, _is_coming(context, event, span)
    )


def _words_of(context: Context, event: Event, measure: Span) -> Span:
    """The measure's words, with what right before them makes them mean the opposite, or another thing.

    A halt (`a pause in` strikes), a negation unless the stance holds it already, and the act where the act is what is
    done (`eased` sanctions).
    """
    text = context.reports[event.report].text
    found = _halting().search(text[max(event.sentence.start, measure.start - _HALT) : measure.start])
    if not found and event.stance not in _AGAINST and event.modality is not Modality.DENIED:
        found = _negated().search(text[max(event.sentence.start, measure.start - _HALT) : measure.start])
    if found:
        return Span(measure.start - len(found.group()), measure.end)
    if not event.sentence.contains(measure):
        return measure
    if event.stance is Stance.DEMANDS and measure.end <= event.trigger.start <= measure.end + _NEAR:
        ended = read_wording(event.trigger.of(text))  # `the blockade | must end` is no demand for a blockade
        return measure.cover(event.trigger) if (ended.content | ended.naming) & _STOPPING else measure
    if not event.trigger.end <= measure.start <= event.trigger.end + _NEAR:
        return measure
    if text[event.trigger.end : measure.start] == " " and _particle().match(text, measure.start):
        return event.trigger.cover(measure)  # `pull | back its guns`
    done = read_wording(text[event.trigger.start : measure.start])
    doing = (done.content | done.naming) & (_DOING if event.type in _DEEDS else _STOPPING)
    return event.trigger.cover(measure) if doing or done.extends else measure


def _is_coming(context: Context, event: Event, span: Span) -> bool:
    """True for what is planned, sought or named for the first time (`a deal`), but for what was agreed to then."""
    if event.modality is not Modality.ACTUAL:
        return True
    if event.type in _CONCLUDES or event.trigger.overlap(span):
        return False
    text = context.reports[event.report].text
    return bool(_sought().search(text[max(event.sentence.start, span.start - _HALT) : span.start] + span.of(text)))


@cache
def _sought() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:reach|strike|negotiate|broker|mediate|seek|find|work out|push for|any|no|another|an?)"
        r" (?:[\w“”-]+ ){0,3}(?:deal|agreement|accord|pact|settlement|solution|peace)",
        re.IGNORECASE,
    )


def _orders(event: Event, said: Wording) -> bool:
    """True for forces told to stand down: `ordered a halt of strikes`."""
    return event.type is PloverType.MOBILIZE and "truce" in said.naming


@cache
def _negated() -> re.Pattern[str]:
    """`do not seek` before `war`: without it the measure would be its opposite."""
    return re.compile(r"\b(?:(?:do|does|did|will|would|should|must|can|could) )?(?:not|never) (?:\w+ ){0,2}$")


@cache
def _particle() -> re.Pattern[str]:
    return re.compile(r"(?:back|out|off|up|down|over|away)\b", re.IGNORECASE)


@cache
def _halting() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:halt|pause|end|stop|cessation|suspension|freeze|moratorium) (?:in|of|to|on) (?:all |any |the )?$"
    )


def read_deed(context: Context, event: Event) -> Mention | None:
    """A release, a withdrawal or a handover told without naming the measure, taken as a mention by its own words.

    None for every other event. Such a deed may belong to a measure that others name; it makes none of its own.
    """
    if event.measure is not None or event.type is not PloverType.RETREAT:
        return None
    said = read_wording(context.text(event.report, event.trigger))
    if said.empty or said.bare:
        return None
    names = frozenset(place_key(word) for name in given(event) for word in name.split())
    return Mention(event, event.trigger, said, said.names | names, event.duration, frozenset(), frozenset())


def _sides(event: Event) -> tuple[frozenset[str], frozenset[str]]:
    recipients = frozenset(given(event))
    if event.type is PloverType.REQUEST:
        return recipients, frozenset(event.parties)
    if event.type is PloverType.RETREAT and len(event.parties) == 1:
        return frozenset(event.parties), frozenset()
    if event.type in _ONE_SIDED:
        return frozenset(event.parties), recipients
    return frozenset(), frozenset()


def given(event: Event) -> tuple[str, ...]:
    """The parties an act is directed at, by name where they are not known as parties."""
    return event.recipient_parties or tuple(m.name for m in event.recipients)
