"""Positions: which party takes which stand on which measure, since when."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from accord.model.claim import Event, Modality, Stance
from accord.model.entry import Position
from accord.model.evidence import Evidence
from accord.model.identity import content_id
from accord.model.measure import Measure
from accord.model.period import Period
from accord.weighing.commitment_events import orders_its_own
from accord.weighing.context import Context, order_evidence
from accord.weighing.measure_labels import choose_label
from accord.weighing.measure_mentions import read_mention
from accord.weighing.measure_wording import read_wording
from accord.weighing.wording import in_brackets, is_plural, one_line

# A stand that a report gives as merely possible, or denies, is not taken: the record leaves it out.
TAKEN = frozenset({Modality.ACTUAL, Modality.FUTURE})
_CONDITIONAL = frozenset({Stance.ACCEPTS_IF, Stance.REJECTS, Stance.ACCEPTS, Stance.SUPPORTS})


def find_positions(context: Context, measures: tuple[Measure, ...]) -> tuple[Position, ...]:
    """Find who takes which stand on which measure.

    One position for each party, measure and stance that at least one report gives as taken; two stances of one party
    on one measure are two positions, the later of which names the dated earlier ones. By measure, then day, party.
    """
    events = {e.id: e for e in context.events()}
    out: list[Position] = []
    for measure in measures:
        about = [events[c] for c in measure.claims if c in events]
        out.extend(_on_measure(context, measure, about))
    return tuple(out)


def claim_evidence(context: Context, event: Event) -> list[Evidence]:
    """The sentence that makes a claim, and the measure's words where these stand in another sentence."""
    found = [context.evidence(event.report, event.sentence, event.id)]
    if event.measure is not None and not event.sentence.overlap(event.measure):
        found.append(context.evidence(event.report, event.measure, event.id))
    return found


def position_line(party: str, stance: Stance, label: str, condition: str | None) -> str:
    """`Veldria accepts: 30-day halt of strikes on ports (if Ostrava lifts its blockade)`."""
    conditional = stance is Stance.ACCEPTS_IF
    verb = "accepts" if conditional else stance.value
    verb = (verb.removesuffix("s") if is_plural(party) else verb) + (" on a condition" if conditional else "")
    return f"{party} {verb}: {one_line(label)}{in_brackets(condition)}"


def wording_of(context: Context, measure: Measure, events: Sequence[Event]) -> str:
    """The measure's name where these events speak of it in the same sense, else their own best wording.

    Linking may err; a line about a party never puts into its mouth what only others said.
    """
    mentions = [m for e in events if (m := read_mention(context, e)) is not None]
    naming = [m for m in mentions if not m.said.bare]
    label = read_wording(measure.label)
    if not naming or any((m.said.kind, m.said.content) == (label.kind, label.content) for m in naming):
        return measure.label
    return choose_label(naming)


def _on_measure(context: Context, measure: Measure, events: Sequence[Event]) -> list[Position]:
    taken: dict[tuple[str, Stance], list[Event]] = defaultdict(list)
    for event in events:
        if event.stance is not None and event.modality in TAKEN and not orders_its_own(context, event):
            for party in event.parties:
                taken[party, event.stance].append(event)
    since = {key: _earliest(found) for key, found in taken.items()}
    positions = [
        _position(context, measure, key, found, since[key], _before(key, since)) for key, found in taken.items()
    ]
    return sorted(positions, key=_order)


def _order(p: Position) -> tuple[bool, str, str, str]:
    return (p.since is None, p.since.iso if p.since else "", p.party, p.stance)


def _position(
    context: Context,
    measure: Measure,
    key: tuple[str, Stance],
    events: Sequence[Event],
    since: Period | None,
    earlier: tuple[tuple[str, Stance], ...],
) -> Position:
    party, stance = key
    evidence = order_evidence(e for event in events for e in claim_evidence(context, event))
    condition = _condition(context, events) if stance in _CONDITIONAL else None
    return Position(
        id=content_id("position", party, measure.id, stance),
        story=context.story.id,
        line=position_line(party, stance, wording_of(context, measure, events), condition),
        support=context.support(evidence),
        evidence=evidence,
        party=party,
        measure=measure.id,
        stance=stance,
        since=since,
        condition=condition,
        earlier=earlier,
    )


def _earliest(events: Iterable[Event]) -> Period | None:
    return min((e.date for e in events if e.date is not None), default=None)


def _before(key: tuple[str, Stance], since: dict[tuple[str, Stance], Period | None]) -> tuple[tuple[str, Stance], ...]:
    """The party's other stands that began on an earlier day; undated ones have no place in time."""
    mine = since[key]
    if mine is None:
        return ()
    others = [(p.first, p.iso, k[1]) for k, p in since.items() if k[0] == key[0] and k != key and p is not None]
    return tuple((iso, stance) for first, iso, stance in sorted(others) if first < mine.first)


def _condition(context: Context, events: Sequence[Event]) -> str | None:
    """The wording of the condition: the most frequent, then the longest."""
    wordings = Counter(context.text(e.report, e.condition) for e in events if e.condition is not None)
    return min(wordings, key=lambda w: (-wordings[w], -len(w), w), default=None)
