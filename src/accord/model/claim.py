"""Claims: what one report says, each anchored in the report's own words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from enum import StrEnum

from accord.model.identity import content_id
from accord.model.period import Period
from accord.model.span import Span

# At even odds: below it, a careful reader is more likely to leave the claim out, or to enter it otherwise.
UNSURE = 0.5


class PloverType(StrEnum):
    """The 16 event types of PLOVER (Open Event Data Alliance, 2023), as our guidelines use them."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    COOPERATE = "COOPERATE"
    AID = "AID"
    CONCEDE = "CONCEDE"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    MOBILIZE = "MOBILIZE"
    SANCTION = "SANCTION"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Stance(StrEnum):
    """The stand an act takes on a measure."""

    PROPOSES = "proposes"
    ACCEPTS = "accepts"
    ACCEPTS_IF = "accepts_if"
    REJECTS = "rejects"
    DEMANDS = "demands"
    SUPPORTS = "supports"
    DOUBTS = "doubts"
    CRITICISES = "criticises"


class Modality(StrEnum):
    """Whether the report gives the act as done, to come, possible, or not so."""

    ACTUAL = "actual"
    FUTURE = "future"
    POSSIBLE = "possible"
    DENIED = "denied"


class QuoteKind(StrEnum):
    """How the words are given: wholly in quotation marks, in part, or not."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody or some body as named in a report.

    `name` is the full usual name (`Ukraine`, a person's full name where the report gives it). `span` is None when
    the name is only implied by the neighbouring words.
    """

    span: Span | None
    name: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A counted thing: `175 prisoners each` is the value 175 of the unit `prisoners`."""

    span: Span
    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Event:
    """One act by one actor (or one joint set of actors) toward one object, as one report tells it.

    `parties` are the states, armed groups or organisations the actors act for; `recipient_parties` the same for the
    recipients. `measure` is what is agreed, proposed, refused or demanded; `condition` what the stand depends on.
    `date` is the day or run of days of the act, resolved against the report's own day; `duration` the ISO 8601
    length of the measure. `speaker` is whom the report credits with telling of the act, None for its own voice.
    `sentence` holds the trigger. `confidence` is the probability, from 0 to 1, that a careful reader would enter the
    claim so; None when the reader gives none. `id` is a hash of everything but the reader and its confidence.

    Raises: ValueError: a confidence that is no probability.
    """

    report: str
    trigger: Span
    type: PloverType
    sentence: Span
    modality: Modality = Modality.ACTUAL
    stance: Stance | None = None
    actors: tuple[Mention, ...] = ()
    parties: tuple[str, ...] = ()
    recipients: tuple[Mention, ...] = ()
    recipient_parties: tuple[str, ...] = ()
    measure: Span | None = None
    condition: Span | None = None
    when: Span | None = None
    date: Period | None = None
    duration: str | None = None
    quantities: tuple[Quantity, ...] = ()
    place: Span | None = None
    speaker: Mention | None = None
    reader: str = ""
    confidence: float | None = None
    id: str = field(init=False, default="")

    def __post_init__(self) -> None:
        _check_probability(self.confidence)
        object.__setattr__(self, "id", _claim_id(self))

    @property
    def unsure(self) -> bool:
        """True when the reader gives a confidence, and it is below even."""
        return is_unsure(self.confidence)

    def spans(self) -> Iterator[Span]:
        """Every span the claim rests on, the trigger first."""
        yield self.trigger
        for mention in (*self.actors, *self.recipients, self.speaker):
            if mention is not None and mention.span is not None:
                yield mention.span
        for span in (self.measure, self.condition, self.when, self.place):
            if span is not None:
                yield span
        for quantity in self.quantities:
            yield quantity.span
        yield self.sentence


@dataclass(frozen=True, slots=True)
class Quote:
    """Words, or a belief, that a report credits to a speaker.

    `content` leaves the outer quotation marks off. `party` is whom the speaker speaks for, None when unknown.
    `credited` are the words the report credits, kept also where `speaker` is None because they could not be brought to
    anybody.
    `sentence` is the one in which the content starts. `confidence` is the probability, from 0 to 1, that a careful
    reader would enter the claim so; None when the reader gives none. `id` is a hash of everything but the reader and
    its confidence.

    Raises: ValueError: a confidence that is no probability.
    """

    report: str
    content: Span
    kind: QuoteKind
    sentence: Span
    speaker: Mention | None = None
    party: str | None = None
    cue: Span | None = None
    channel: Span | None = None
    credited: Span | None = None
    reader: str = ""
    confidence: float | None = None
    id: str = field(init=False, default="")

    def __post_init__(self) -> None:
        _check_probability(self.confidence)
        object.__setattr__(self, "id", _claim_id(self))

    @property
    def unsure(self) -> bool:
        """True when the reader gives a confidence, and it is below even."""
        return is_unsure(self.confidence)

    def spans(self) -> Iterator[Span]:
        """Every span the claim rests on, the content first."""
        yield self.content
        for span in (self.speaker.span if self.speaker else None, self.cue, self.channel, self.credited):
            if span is not None:
                yield span
        yield self.sentence


Claim = Event | Quote


@dataclass(frozen=True, slots=True)
class Claims:
    """All claims of one report, each kind in text order. `unread` says why nothing was read, where that is so."""

    report: str
    events: tuple[Event, ...] = ()
    quotes: tuple[Quote, ...] = ()
    unread: str | None = None

    def __iter__(self) -> Iterator[Claim]:
        yield from self.events
        yield from self.quotes

    def __len__(self) -> int:
        return len(self.events) + len(self.quotes)


def is_unsure(confidence: float | None) -> bool:
    """True for a known confidence below `UNSURE`; an unknown one says nothing."""
    return confidence is not None and confidence < UNSURE


def _check_probability(confidence: float | None) -> None:
    if confidence is not None and not 0 <= confidence <= 1:
        raise ValueError(f"confidence {confidence} is no probability: it must lie between 0 and 1")


# How a claim came to be read is no part of what it says.
_NOT_SAID = ("id", "reader", "confidence")


def _claim_id(claim: Event | Quote) -> str:
    values = [repr(getattr(claim, f.name)) for f in fields(claim) if f.name not in _NOT_SAID]
    return content_id(type(claim).__name__, *values)
