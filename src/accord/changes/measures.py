"""Measures: new ones that somebody takes a stand on, and those on whose length or number reports differ since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from accord.changes.sides import Side
from accord.model.change import Change, ChangeKind
from accord.model.entry import Commitment, Position
from accord.model.evidence import Evidence
from accord.model.identity import content_id
from accord.model.measure import Measure
from accord.weighing.phrases import length_phrase
from accord.weighing.wording import listed, one_line


def find_measure_changes(before: Side, after: Side) -> Iterator[Change]:
    """What is new of what is being negotiated."""
    known: dict[str, list[Measure]] = defaultdict(list)
    for measure in before.measures.values():
        for claim in measure.claims:
            known[claim].append(measure)
    entries: dict[str, list[str]] = defaultdict(list)
    for entry in after.record.entries:
        if isinstance(entry, Position | Commitment) and entry.measure:
            entries[entry.measure].append(entry.id)
    for measure in after.measures.values():
        if measure.id in entries:
            yield from _of_measure(before, after, measure, _earlier(before, after, measure, known), entries[measure.id])


def _earlier(before: Side, after: Side, measure: Measure, known: Mapping[str, list[Measure]]) -> list[Measure]:
    """What it was: the measures that share a claim with it; of one read anew, that of its id."""
    shared = {old.id: old for claim in measure.claims for old in known.get(claim, ())}
    same = before.measures.get(measure.id)
    if not shared and same is not None and not set(same.claims) <= after.claims.keys():
        return [same]
    return list(shared.values())


def _of_measure(
    before: Side, after: Side, measure: Measure, earlier: list[Measure], entries: list[str]
) -> Iterator[Change]:
    name = one_line(measure.label)
    values = [length_phrase(rival.value) for rival in measure.rivals]
    if not earlier:
        text = name + (f"; reports differ: {listed(values)}" if values else "")
        yield _change(before, after, measure, ChangeKind.MEASURE, text, measure.mentions, entries)
        return
    told = {(rival.kind, rival.value) for old in earlier for rival in old.rivals}
    new = [rival for rival in measure.rivals if (rival.kind, rival.value) not in told]
    evidence = tuple(sorted(e for rival in new for e in rival.evidence))
    if any(piece.claim not in before.claims for piece in evidence):
        was = [length_phrase(rival.value) for rival in measure.rivals if rival not in new]
        text = f"{name}: reports differ, {listed(values)}"
        yield _change(
            before, after, measure, ChangeKind.RIVALS, text, evidence, entries, listed(was) or None, listed(values)
        )


def _change(
    before: Side,
    after: Side,
    measure: Measure,
    kind: ChangeKind,
    text: str,
    evidence: tuple[Evidence, ...],
    entries: list[str],
    was: str | None = None,
    now: str | None = None,
) -> Change:
    evidence = tuple(piece for piece in evidence if piece.claim not in before.claims) or evidence
    return Change(
        id=content_id("change", kind.value, measure.id, now),
        kind=kind,
        text=text,
        on=after.first_told(evidence),
        story=next((after.story_of[e.report] for e in measure.mentions if e.report in after.story_of), ""),
        support=after.support(evidence),
        evidence=evidence,
        entries=tuple(entries),
        was=was,
        now=now,
    )
