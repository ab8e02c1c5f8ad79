"""Claims as weighing reads them: one name for one person of the story, the party the reports agree on.

The reader sees one report at a time; a name that only another report spells out is brought to it here. Ids stay those
of the stored claims, so that evidence leads to them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from accord.model.claim import Claims, Event, Mention, Quote, Stance
from accord.model.report import Report
from accord.model.span import Span
from accord.weighing.matter import word_list

_Claim = TypeVar("_Claim", Event, Quote)
_JOINT = " and "


def settle(claims: Sequence[Claims], reports: Mapping[str, Report], names: Mapping[str, str]) -> tuple[Claims, ...]:
    """The claims with names and parties settled across the reports, in the same order.

    `names` brings a name to the one that stands for the same actor. A person or body without a party gets the one that
    all other claims give it. A condition belongs to the stand it follows.
    """
    alone = frozenset(m.name for c in claims for m in _mentions(c) if _JOINT not in m.name)
    naming = _Names(names, alone)
    named = [_named(c, naming, reports[c.report].text) for c in claims]
    parties = _parties(named)
    return tuple(_sided(c, parties, reports[c.report].text) for c in named)


@dataclass(frozen=True, slots=True)
class _Names:
    """The better name of each that has one, and every name that stands alone somewhere."""

    better: Mapping[str, str]
    alone: frozenset[str]
    _full: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def settled(self, mention: Mention, text: str) -> list[Mention]:
        """The mention under its full name; two of `Veldria and Ostrava` where each is named elsewhere too."""
        left, joint, right = mention.name.partition(_JOINT)
        if joint and left in self.alone and right in self.alone:
            return [Mention(_part(mention.span, text, name), self.better.get(name, name)) for name in (left, right)]
        return [self.named(mention)]

    def named(self, mention: Mention) -> Mention:
        """The mention under its full name."""
        name = self.full_name(mention.name)
        return mention if name == mention.name else Mention(mention.span, name)

    def full_name(self, name: str) -> str:
        """The name that stands for the same actor, else the name itself."""
        if name not in self._full:
            self._full[name] = self._full_name(name)
        return self._full[name]

    def _full_name(self, name: str) -> str:
        owner, _, thing = name.partition("'s ")
        if thing.islower() and " " not in thing and thing not in word_list("people_words.txt") and owner in self.alone:
            return self.better.get(owner, owner)  # `Ana Torv's refusal` speaks for Ana Torv
        return self.better.get(name, name)


def _part(span: Span | None, text: str, name: str) -> Span | None:
    """Where a name stands within a span of several; the whole span where it has another form."""
    at = text.find(name, span.start, span.end) if span else -1
    return Span(at, at + len(name)) if at >= 0 else span


def _mentions(claims: Claims) -> Iterable[Mention]:
    for event in claims.events:
        yield from (*event.actors, *event.recipients)
        if event.speaker:
            yield event.speaker
    for quote in claims.quotes:
        if quote.speaker:
            yield quote.speaker


def _parties(claims: Sequence[Claims]) -> dict[str, str]:
    """Name to party, where every claim that gives one gives the same; a party is its own."""
    seen: dict[str, set[str]] = defaultdict(set)
    for c in claims:
        for event in c.events:
            for mentions, parties in ((event.actors, event.parties), (event.recipients, event.recipient_parties)):
                for party in parties:
                    seen[party].add(party)
                if len(mentions) == len(parties):
                    for mention, party in zip(mentions, parties, strict=True):
                        seen[mention.name].add(party)
        for quote in c.quotes:
            if quote.speaker and quote.party:
                seen[quote.speaker.name].add(quote.party)
    return {name: min(found) for name, found in seen.items() if len(found) == 1}


def _named(claims: Claims, names: _Names, text: str) -> Claims:
    def all_of(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
        return tuple(dict.fromkeys(new for m in mentions for new in names.settled(m, text)))

    def one(mention: Mention | None) -> Mention | None:
        return names.named(mention) if mention else None

    def sides(parties: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(names.better.get(p, p) for p in parties))

    events = tuple(
        _changed(
            e,
            actors=all_of(e.actors),
            recipients=all_of(e.recipients),
            speaker=one(e.speaker),
            parties=sides(e.parties),
            recipient_parties=sides(e.recipient_parties),
        )
        for e in claims.events
    )
    quotes = tuple(
        _changed(q, speaker=one(q.speaker), party=names.better.get(q.party, q.party) if q.party else None)
        for q in claims.quotes
    )
    return replace(claims, events=events, quotes=quotes)


def _sided(claims: Claims, parties: Mapping[str, str], text: str) -> Claims:
    """The claims with the parties of those named in them, and each condition with the stand it follows."""
    events = []
    for e in claims.events:
        elsewhere = _is_elsewhere(e, claims.events, text)
        condition = None if elsewhere else e.condition
        stance = Stance.ACCEPTS if e.stance is Stance.ACCEPTS_IF and elsewhere else e.stance
        sides = _sides(e.actors, e.parties, parties), _sides(e.recipients, e.recipient_parties, parties)
        new = _changed(e, parties=sides[0], recipient_parties=sides[1], condition=condition, stance=stance)
        events.append(new)
    quotes = [_changed(q, party=q.party or parties.get(q.speaker.name)) if q.speaker else q for q in claims.quotes]
    return replace(claims, events=tuple(events), quotes=tuple(quotes))


def _sides(mentions: Sequence[Mention], given: tuple[str, ...], parties: Mapping[str, str]) -> tuple[str, ...]:
    """The parties given, else those known for every one of the mentions; of joint parties each of them."""
    known = [parties.get(m.name) for m in mentions]
    told = tuple(dict.fromkeys(p for p in known if p))
    joint = set(given) < set(told) and all(m.name in told for m in mentions)
    return told if None not in known and (joint or not given) else given


def _is_elsewhere(event: Event, events: Sequence[Event], text: str) -> bool:
    """True for a condition that is the measure itself, or belongs to another act after a `but` in the same sentence."""
    condition = event.condition
    if condition is None:
        return False
    if event.measure is not None and event.measure.contains(condition):
        return True
    between = [
        e
        for e in events
        if e.condition == condition and event.trigger.end <= e.trigger.start < condition.start and e.stance
    ]
    return any(" but " in text[event.trigger.end : e.trigger.start] for e in between)


def _changed(claim: _Claim, **values: Any) -> _Claim:
    """The claim with these values, under its own id, which is that of the stored claim."""
    if all(getattr(claim, name) == value for name, value in values.items()):
        return claim
    new = copy(claim)  # not `replace`, which would hash all of it for an id of its own
    for name, value in values.items():
        object.__setattr__(new, name, value)
    return new
