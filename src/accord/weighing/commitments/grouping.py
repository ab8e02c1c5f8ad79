"""Which promises are one commitment: those of the same debtors, about the same measure or the same act."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from accord.model.claim import Event
from accord.weighing.context import Context
from accord.weighing.matter import word_list


def by_debtors(context: Context, made: Sequence[Event]) -> list[list[Event]]:
    """Promises about one measure, together when one's debtors are among the other's: with the most, then the fewest.

    What a loose group promises (`Western leaders, including the president`) goes with those of it who are named.
    """
    loose = [e for e in made if all(p.rsplit(" ", 1)[-1] in word_list("people_words.txt") for p in e.parties)]
    groups: list[list[Event]] = []
    for event in sorted((e for e in made if e not in loose), key=lambda e: (len(e.parties), sorted(e.parties))):
        home = [g for g in groups if any(set(e.parties) <= set(event.parties) for e in g)]
        if home:
            max(home, key=len).append(event)
        else:
            groups.append([event])
    for event in loose:
        text = context.text(event.report, event.sentence)
        named = [g for g in groups if any(m.name in text for e in g for m in e.actors)]
        alike = named or [g for g in groups if g[0].parties == event.parties]
        if alike:
            alike[0].append(event)
        else:
            groups.append([event])
    return groups


def by_act(made: Sequence[Event]) -> list[list[Event]]:
    """Promises that name no measure, together when the same parties owe the same act; rival numbers do not part them.

    One report that gives two numbers of one thing tells of two acts.
    """
    counts: dict[tuple[str, object, str], set[float]] = defaultdict(set)
    for event in made:
        for q in event.quantities:
            counts[event.report, _act(event), q.unit.lower()].add(q.value)
    several = {(act, unit) for (_, act, unit), values in counts.items() if len(values) > 1}
    groups: dict[object, list[Event]] = defaultdict(list)
    for event in made:
        act = _act(event)
        counted = sorted((q.unit.lower(), q.value if (act, q.unit.lower()) in several else 0) for q in event.quantities)
        groups[act, tuple(counted)].append(event)
    return list(groups.values())


def _act(event: Event) -> object:
    return tuple(sorted(event.parties)), event.type
