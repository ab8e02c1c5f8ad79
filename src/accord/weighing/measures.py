"""Measures: which mentions across the reports speak of one thing that can be accepted or refused."""

from __future__ import annotations

from collections import Counter

from accord.model.identity import content_id
from accord.model.measure import Measure
from accord.weighing.context import Context, order_evidence
from accord.weighing.measure_linking import link
from accord.weighing.measure_mentions import Mention, read_mention


def find_measures(context: Context) -> tuple[Measure, ...]:
    """Find the measures of a story: the most reported first.

    Events that name no measure belong to none.
    """
    mentions = [m for e in context.events() if (m := read_mention(context, e)) is not None]
    measures = [_measure(context, group) for group in link(mentions)]
    return tuple(sorted(measures, key=lambda m: (-len(m.claims), m.label, m.id)))


def _measure(context: Context, group: list[Mention]) -> Measure:
    wordings = Counter(m.text for m in group)
    ranked = sorted(wordings, key=lambda t: (-wordings[t], -len(t), t))
    lengths = Counter(m.duration for m in group if m.duration)
    duration = min(lengths, key=lambda d: (-lengths[d], d)) if lengths else None
    kinds = Counter(m.kind for m in group)
    kind = min(kinds, key=lambda k: (-kinds[k], k))
    parties = Counter(p for m in group for p in m.event.parties)
    mentions = order_evidence(context.evidence(m.event.report, m.span, m.event.id) for m in group)
    claims = tuple(sorted({m.event.id for m in group}))
    return Measure(
        content_id("measure", context.story.id, claims),
        ranked[0],
        kind,
        tuple(sorted(parties)),
        tuple(ranked),
        None,
        duration,
        mentions,
        claims,
    )
