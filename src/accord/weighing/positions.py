"""Positions: which party takes which stand on which measure, since when."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from accord.model.claim import Event, Modality, Stance
from accord.model.entry import Position
from accord.model.evidence import Evidence
from accord.model.identity import content_id
from accord.model.measure import Measure
from accord.model.period import Period
from accord.weighing.commitments.events import orders_its_own
from accord.weighing.context import Context, order_evidence
from accord.weighing.embedding import Embedding
from accord.weighing.matter import matter
from accord.weighing.measures.labels import choose_label, tidy
from accord.weighing.measures.mentions import read_mention
from accord.weighing.measures.negotiable import is_negotiable
from accord.weighing.measures.wording import read_wording
from accord.weighing.wording import in_brackets, is_plural, one_line, some_of

# A stand that a report gives as merely possible, or denies, is not taken: the record leaves it out.
TAKEN = frozenset({Modality.ACTUAL, Modality.FUTURE})
_AGAINST = frozenset({Stance.REJECTS, Stance.DOUBTS, Stance.CRITICISES})
_FOR = frozenset({Stance.ACCEPTS, Stance.SUPPORTS, Stance.PROPOSES, Stance.DEMANDS})
_CONDITIONAL = frozenset({Stance.ACCEPTS_IF, Stance.REJECTS, Stance.ACCEPTS, Stance.SUPPORTS})


def find_positions(context: Context, measures: tuple[Measure, ...]) -> tuple[Position, ...]:
    """Find who takes which stand on which measure.

    One position for each party, measure and stance that at least one report gives as taken; two stances of one party
    on one measure are two positions, the later of which names the dated earlier ones. By measure, then day, party.
    """
    events = {e.id: e for e in context.events()}
    embedding = Embedding(context)
    out: list[Position] = []
    for measure in measures:
        about = [events[c] for c in measure.claims if c in events]
        out.extend(_on_measure(context, measure, [e for e in about if _is_taken(context, embedding, e)]))
    return tuple(out)


def claim_evidence(context: Context, event: Event) -> list[Evidence]:
    """The sentence that makes a claim, and the measure's words where these stand in another sentence."""
    found = [context.evidence(event.report, event.sentence, event.id)]
    if event.measure is not None and not event.sentence.overlap(event.measure):
        found.append(context.evidence(event.report, event.measure, event.id))
    return found


def position_line(party: str, stance: Stance, label: str, condition: str | None, voices: str = "") -> str:
    """`Veldria accepts: 30-day halt of strikes on ports (if Ostrava lifts its blockade)`.

    `voices` names who said so, where a party speaks with several: `Veldria (Ana Torv) rejects: ...`.
    """
    conditional = stance is Stance.ACCEPTS_IF
    verb = "accepts" if conditional else stance.value
    verb = (verb.removesuffix("s") if is_plural(party) else verb) + (" on a condition" if conditional else "")
    holder = f"{party} ({voices})" if voices else party
    return f"{holder} {verb}: {one_line(label)}{in_brackets(condition)}"


def lined_anew(before: Position, after: Position) -> Position:
    """A corrected position with the line its fields now give; the wording of its measure stays."""
    head, _, rest = before.line.partition(": ")
    wording = rest.removesuffix(in_brackets(before.condition))
    voices = head.partition(" (")[2].partition(")")[0]
    return replace(after, line=position_line(after.party, after.stance, wording, after.condition, voices))


def wording_of(context: Context, measure: Measure, events: Sequence[Event]) -> str:
    """The measure's name where these events speak of it in the same sense, else their own best wording.

    Linking may err; a line about a party never puts into its mouth what only others said.
    """
    mentions = [m for e in events if (m := read_mention(context, e)) is not None]
    named = set(matter(measure.label))
    short = (m for m in mentions if " " not in tidy(m.said.core) and set(matter(m.said.core)) <= named)
    thin = {m.event.id for m in short}  # `the exchange` of what the story spells out
    naming = [m for m in mentions if not m.said.bare and m.event.id not in thin]
    label = read_wording(measure.label)
    if not naming or any((m.said.kind, m.said.content) == (label.kind, label.content) for m in naming):
        return measure.label
    return choose_label(naming)


@dataclass(frozen=True, slots=True)
class _Stand:
    """A party's stance on one measure: its events, its earliest day, and the people who speak for it.

    `voices` is empty when the party itself is said to hold it.
    """

    party: str
    stance: Stance
    events: tuple[Event, ...]
    since: Period | None
    voices: tuple[str, ...]

    def is_minor(self, stands: Sequence[_Stand]) -> bool:
        """True when more reports have the party on the other side at no other time."""
        opposite = _AGAINST if self.stance in _FOR else _FOR if self.stance in _AGAINST else frozenset()
        others = [s for s in stands if s.stance in opposite]
        timed = any(self.supersedes(s) or s.supersedes(self) for s in others)
        return not timed and len(_reports(self.events)) < max((len(_reports(s.events)) for s in others), default=0)

    def supersedes(self, other: _Stand) -> bool:
        """True for a later day of the same voice; undated stands have no place in time."""
        if self.party != other.party or self.since is None or other.since is None:
            return False
        strangers = self.voices and other.voices and not set(self.voices) & set(other.voices)
        return not strangers and other.since.first < self.since.first


def _on_measure(context: Context, measure: Measure, events: Sequence[Event]) -> list[Position]:
    taken: dict[tuple[str, Stance], list[Event]] = defaultdict(list)
    for event in events:
        if event.stance is not None:
            for party in event.parties:
                taken[party, event.stance].append(event)
    stands = [
        _Stand(*key, tuple(found), _earliest(context, found), _voices(key[0], found)) for key, found in taken.items()
    ]
    return sorted((_position(context, measure, stand, stands) for stand in stands), key=_order)


def _is_taken(context: Context, embedding: Embedding, event: Event) -> bool:
    """True for a stand that a report gives as the party's own, on something that can be negotiated."""
    if event.stance is None or event.modality not in TAKEN or orders_its_own(context, event):
        return False
    return not embedding.is_wished(event) and is_negotiable(context, event)


def _order(p: Position) -> tuple[bool, str, str, int, str]:
    return (p.since is None, p.since.iso if p.since else "", p.party, -p.support.reports, p.stance)


def _position(context: Context, measure: Measure, stand: _Stand, stands: Sequence[_Stand]) -> Position:
    evidence = order_evidence(e for event in stand.events for e in claim_evidence(context, event))
    condition = _condition(context, stand.events) if stand.stance in _CONDITIONAL else None
    own = [s for s in stands if s.party == stand.party]
    divided = any(s.stance in _AGAINST for s in own) and any(s.stance in _FOR for s in own)
    voices = some_of(stand.voices) if divided else ""
    if stand.is_minor(own):
        voices = f"{voices}; by fewer reports".removeprefix("; ")
    before = sorted((s.since.first, s.since.iso, s.stance) for s in own if s.since and stand.supersedes(s))
    return Position(
        id=content_id("position", stand.party, measure.id, stand.stance),
        story=context.story.id,
        line=position_line(stand.party, stand.stance, wording_of(context, measure, stand.events), condition, voices),
        support=context.support(evidence),
        evidence=evidence,
        party=stand.party,
        measure=measure.id,
        stance=stand.stance,
        since=stand.since,
        condition=condition,
        earlier=tuple((iso, stance) for _, iso, stance in before),
    )


def _reports(events: Sequence[Event]) -> set[str]:
    return {e.report for e in events}


def _earliest(context: Context, events: Iterable[Event]) -> Period | None:
    """The first day given for a stand; a day after the report's own is no day on which it was taken."""
    known = [(e.date, context.reports[e.report].day) for e in events]
    return min((date for date, day in known if date and (day is None or date.first <= day)), default=None)


def _voices(party: str, events: Iterable[Event]) -> tuple[str, ...]:
    """The people who hold the stand for the party, in order of name; none when the party itself does."""
    names: set[str] = set()
    for event in events:
        people = {m.name for m in event.actors} - {party}
        if len(event.parties) > 1 or len(people) < len(event.actors) or not people:
            return ()
        names |= people
    return tuple(sorted(names))


def _condition(context: Context, events: Sequence[Event]) -> str | None:
    """The wording of the condition: the most frequent, then the longest."""
    wordings = Counter(context.text(e.report, e.condition) for e in events if e.condition is not None)
    return min(wordings, key=lambda w: (-wordings[w], -len(w), w), default=None)
