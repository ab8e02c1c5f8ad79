"""Positions: which party takes which stand on which measure, since when."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from accord.model.claim import Event, Modality, Stance
from accord.model.entry import Position
from accord.model.evidence import Evidence
from accord.model.identity import content_id
from accord.model.measure import Measure
from accord.model.period import Period
from accord.weighing.commitments.events import breaks, orders_its_own
from accord.weighing.context import Context, order_evidence
from accord.weighing.embedding import Embedding
from accord.weighing.holders import Holders
from accord.weighing.matter import matter
from accord.weighing.measures.labels import choose_label, tidy
from accord.weighing.measures.mentions import read_mention
from accord.weighing.measures.negotiable import is_negotiable
from accord.weighing.measures.wording import read_wording
from accord.weighing.standing import Standing
from accord.weighing.stands import AGAINST, FOR, Stand
from accord.weighing.wording import in_brackets, is_plural, one_line, some_of

# A stand that a report gives as merely possible, or denies, is not taken: the record leaves it out.
TAKEN = frozenset({Modality.ACTUAL, Modality.FUTURE})
_CONDITIONAL = frozenset({Stance.ACCEPTS_IF, Stance.REJECTS, Stance.ACCEPTS, Stance.SUPPORTS})


def find_positions(context: Context, measures: tuple[Measure, ...]) -> tuple[Position, ...]:
    """Find who takes which stand on which measure.

    One position for each party, measure and stance that at least one report gives as taken; two stances of one party
    on one measure are two positions, the later of which names the dated earlier ones. What a critic says is no stand
    of the party, but the critic's own. By measure, then day, party.
    """
    events, story = {e.id: e for e in context.events()}, context.story.id
    holders, standing, shelf = Holders(context), context.whole(Standing), context.memory.shelf(_on_measure)
    out: list[Position] = []
    for measure in measures:
        about = [events[c] for c in measure.claims if c in events]
        rests_on = measure.id, measure.label, *map(context.number, about), *standing.of(e.report for e in about)
        found: list[Position] = shelf.get(rests_on, partial(_on_measure, context, holders, measure, about))
        out += (p if p.story == story else replace(p, story=story) for p in found)
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


def line_parts(position: Position) -> tuple[str, str]:
    """What a position's line adds to its fields: the wording of its measure, and who speaks for the party."""
    head, _, rest = position.line.partition(": ")
    return rest.removesuffix(in_brackets(position.condition)), head.partition(" (")[2].partition(")")[0]


def lined_anew(before: Position, after: Position) -> Position:
    """A corrected position with the line its fields now give; the wording of its measure stays."""
    wording, voices = line_parts(before)
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


def _on_measure(context: Context, holders: Holders, measure: Measure, about: Sequence[Event]) -> list[Position]:
    embedding = context.whole(Embedding)
    taken: dict[tuple[str, Stance], list[Event]] = defaultdict(list)
    for event in about:
        if event.stance is not None and _is_taken(context, embedding, event):
            for holder in holders.of(event):
                taken[holder, event.stance].append(event)
    stands = [Stand.of(context, *key, found) for key, found in taken.items()]
    return sorted((_position(context, measure, stand, stands) for stand in stands), key=_order)


def _is_taken(context: Context, embedding: Embedding, event: Event) -> bool:
    """True for a stand that a report gives as the party's own, on something that can be negotiated."""
    if event.stance is None or event.modality not in TAKEN or orders_its_own(context, event):
        return False
    if event.stance is Stance.REJECTS and breaks(context, event):
        return False  # `broke the truce` alleges a deed
    return not embedding.is_wished(event) and is_negotiable(context, event)


def _order(p: Position) -> tuple[bool, str, str, int, str]:
    return (p.since is None, p.since.iso if p.since else "", p.party, -p.support.reports, p.stance)


def _position(context: Context, measure: Measure, stand: Stand, stands: Sequence[Stand]) -> Position:
    evidence = order_evidence(e for event in stand.events for e in claim_evidence(context, event))
    condition = condition_of(context, stand.events) if stand.stance in _CONDITIONAL else None
    own = [s for s in stands if s.party == stand.party]
    divided = any(s.stance in AGAINST for s in own) and any(s.stance in FOR for s in own)
    voices = some_of(stand.voices) if divided else ""
    if stand.is_minor(own):
        voices = f"{voices}; in fewer reports".removeprefix("; ")
    since = stand.since(own)
    return Position(
        id=content_id("position", stand.party, measure.id, stand.stance),
        story=context.story.id,
        line=position_line(stand.party, stand.stance, wording_of(context, measure, stand.events), condition, voices),
        support=context.support(evidence),
        evidence=evidence,
        party=stand.party,
        measure=measure.id,
        stance=stand.stance,
        since=since,
        condition=condition,
        earlier=_earlier(stand, own, since),
        superseded=stand.superseded(own),
        voices=stand.voices,
    )


def _earlier(stand: Stand, own: Sequence[Stand], since: Period | None) -> tuple[tuple[str, Stance], ...]:
    """The stands that the same voice took before, each time with its first day, oldest first."""
    before = [(s, day) for s in own if stand.heeds(s) for day in s.spells(own) if since and day.first < since.first]
    return tuple((day.iso, s.stance) for s, day in sorted(before, key=lambda b: (b[1].first, b[1].iso, b[0].stance)))


def condition_of(context: Context, events: Sequence[Event]) -> str | None:
    """The wording of the condition on which events depend: the most frequent, then the longest; None for none."""
    wordings = Counter(context.text(e.report, e.condition) for e in events if e.condition is not None)
    return min(wordings, key=lambda w: (-wordings[w], -len(w), w), default=None)
