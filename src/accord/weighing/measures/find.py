"""Measures: which mentions across the reports speak of one thing that can be accepted or refused."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from accord.model.claim import Event, PloverType, Stance
from accord.model.measure import Measure, MeasureKind
from accord.weighing.context import Context, order_evidence
from accord.weighing.identity import Key, make_ids
from accord.weighing.measures.labels import choose_label
from accord.weighing.measures.linking import cluster
from accord.weighing.measures.mentions import Mention, read_deed, read_mention
from accord.weighing.measures.outsiders import with_outsiders
from accord.weighing.measures.passages import aligned
from accord.weighing.measures.pointing import part_pointing, place
from accord.weighing.measures.relations import relate
from accord.weighing.measures.rivals import find_rivals
from accord.weighing.measures.spells import in_spells
from accord.weighing.measures.wording import read_wording, says_an_act

_Word = TypeVar("_Word", bound=str)
_TAKES_PART = frozenset({Stance.ACCEPTS, Stance.ACCEPTS_IF, Stance.REJECTS})
_DOES = frozenset({PloverType.AGREE, PloverType.RETREAT, PloverType.CONCEDE, PloverType.COOPERATE, PloverType.CONSULT})


def find_measures(context: Context) -> tuple[Measure, ...]:
    """Find the measures of a story: those in most reports first.

    Events that name no measure belong to none; nor do those whose measure is a mere thing that one report names. A
    measure's id is made of its first naming: the kind and the ideas of those words, so that it stays the same when
    later reports arrive. Copies of a report weigh nothing in what is one measure: their events go with those of the
    first that prints the same text.
    """
    copies = _copies(context)
    copied = {e.id for events in copies.values() for e in events}
    events = [e for e in context.events() if e.id not in copied]
    numbers = {e.id: context.number(e) for e in events}
    read = [(numbers[e.id], m) for e in events if (m := read_mention(context, e)) is not None]
    mentions = with_outsiders(in_spells(context, read))
    deeds = [m for e in events if (m := read_deed(context, e)) is not None]
    naming, pointing = part_pointing(mentions)
    compared = naming + deeds
    groups = [g.members for g in place(pointing, cluster(compared, aligned(compared, context.lineage), context.memory))]
    order = {e.id: n for n, e in enumerate(context.events())}
    names_it = {m.event.id for m in naming}
    told = {m.event.id for m in mentions}
    kept = [g for g in groups if any(m.event.id in told for m in g) and _is_measure(g)]
    named = [_first_naming(g, names_it, order) for g in kept]
    named.sort(key=lambda pair: order[pair[0].event.id])
    ids = make_ids(context, "measure", [_key(context, first) for first, _ in named])
    shelf = context.memory.shelf(_measure)
    made = []
    for (_, group), own in zip(named, ids, strict=True):
        rows = [
            (numbers[i], i in names_it, *map(context.number, copies.get(i, ()))) for i in (m.event.id for m in group)
        ]
        work = partial(_measure, context, group, copies, names_it, order, own)
        made.append((shelf.get((own, *sorted(rows)), work), group))
    measures = relate(context, made)
    return tuple(sorted(measures, key=lambda m: (-len({e.report for e in m.mentions}), -len(m.claims), m.label, m.id)))


def remade(context: Context, claims: Collection[str], own: str) -> Measure | None:
    """The measure that these claims alone make, with its `own` id and no relations; None when none of them names one.

    Args: claims: ids of events of the story.
    """
    wanted = set(claims)
    order = {e.id: n for n, e in enumerate(context.events()) if e.id in wanted}
    events = [e for e in context.events() if e.id in wanted]
    group = [m for e in events if (m := read_mention(context, e) or read_deed(context, e)) is not None]
    return _measure(context, group, {}, {e.id for e in events if e.measure}, order, own) if group else None


def _first_naming(group: list[Mention], names_it: set[str], order: dict[str, int]) -> tuple[Mention, list[Mention]]:
    """The group's first mention that names the measure, by publication, and the group."""
    naming = [m for m in group if m.event.id in names_it] or group
    return min(naming, key=lambda m: order[m.event.id]), group


def _key(context: Context, first: Mention) -> Key:
    """What its first naming says it is, with the parties and places; then the length that these words give."""
    idea = first.said.kind.value, tuple(sorted(first.said.content)), tuple(sorted(first.keys))
    return Key(context.reports[first.event.report].day, idea, (first.duration, tuple(sorted(first.owed))))


def _copies(context: Context) -> dict[str, list[Event]]:
    """Id of an event to the same event in later reports of exactly the same text; none for events without a copy."""
    printed = Counter(report.text for report in context.reports.values())
    first: dict[tuple[str, str], str] = {}
    copies: dict[str, list[Event]] = defaultdict(list)
    for claims in context.claims:
        text = context.reports[claims.report].text
        for event in claims.events if printed[text] > 1 else ():
            told = (text, replace(event, report="").id)
            original = first.setdefault(told, event.id)
            if original != event.id:
                copies[original].append(event)
    return copies


def _is_measure(group: list[Mention]) -> bool:
    """False for a mere thing that one report names (`the network`): nothing there can be done or left undone."""
    if len({m.event.report for m in group}) > 1 or any(m.said.kind is not MeasureKind.OTHER for m in group):
        return True
    return any(m.said.points or says_an_act(m.said.core) for m in group)


def _measure(
    context: Context,
    group: list[Mention],
    copies: dict[str, list[Event]],
    names_it: set[str],
    order: dict[str, int],
    own: str,
) -> Measure:
    """Make one measure of mentions, with its `own` id.

    `names_it` are the events whose words name it, `order` the place of each event.
    """
    group = sorted(group, key=lambda m: order[m.event.id])
    printed = [*group, *(replace(m, event=copy) for m in group for copy in copies.get(m.event.id, ()))]
    printed.sort(key=lambda m: order[m.event.id])
    naming = [m for m in group if m.event.id in names_it] or group
    wordings = Counter(" ".join(m.said.text.split()) for m in group)
    label = choose_label(naming)
    kind = _most([m.said.kind for m in naming]) or MeasureKind.OTHER
    return Measure(
        id=own,
        label=label,
        kind=kind,
        parties=_parties([m.event for m in group]),
        aliases=tuple(sorted(wordings, key=lambda t: (-wordings[t], -len(t), t))),
        scope=read_wording(label).scope,
        duration=_most([m.duration for m in group if m.duration]),
        mentions=order_evidence(context.evidence(m.event.report, m.span, m.event.id) for m in printed),
        claims=tuple(m.event.id for m in printed),
        rivals=find_rivals(context, printed),
    )


def _parties(events: list[Event]) -> tuple[str, ...]:
    """Who would be bound: those who accept, refuse or carry it out; else all with a stand. Most often named first."""
    bound = Counter(p for e in events if e.stance in _TAKES_PART or e.type in _DOES for p in dict.fromkeys(e.parties))
    found = bound or Counter(p for e in events for p in dict.fromkeys(e.parties))
    return tuple(sorted(found, key=lambda p: (-found[p], p)))


def _most(values: Sequence[_Word]) -> _Word | None:
    counts = Counter(values)
    return min(counts, key=lambda v: (-counts[v], v), default=None)
