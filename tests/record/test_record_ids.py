"""Ids of entries and measures: made of what these say, so that they stay when more support arrives."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from functools import cache

import pytest

from accord.model.entry import AnyEntry, Contact, Incident, Position
from accord.model.given import GivenIds
from accord.model.identity import content_id
from accord.model.measure import Measure
from accord.model.record import Chapter, Record
from accord.model.story import Story
from accord.weighing.weigh import weigh_story

Weigh = Callable[[frozenset[str]], Chapter]


@pytest.fixture(scope="module")
def order(record: Record) -> tuple[str, ...]:
    """The reports of the samples by publication."""
    (story,) = record.stories
    return story.reports


@pytest.fixture(scope="module")
def some(record: Record, order: tuple[str, ...]) -> Weigh:
    """Weighs some of the reports, as a story of its own."""

    @cache
    def weigh(chosen: frozenset[str]) -> Chapter:
        ids = tuple(i for i in order if i in chosen)
        story = Story(content_id("story", *ids), "Samples", ids)
        return weigh_story(story, record.reports, record.claims, record.lineage, as_of=record.as_of)

    return weigh


def claims(entry: AnyEntry) -> set[str | None]:
    return {piece.claim for piece in entry.evidence}


def first(order: Sequence[str], reports: set[str]) -> int:
    return min(order.index(report) for report in reports)


def told_first(order: Sequence[str], entry: AnyEntry) -> int:
    return first(order, {piece.report for piece in entry.evidence})


def of_measure(chapter: Chapter, entry: AnyEntry) -> Measure | None:
    own = getattr(entry, "measure", None)
    return next((m for m in chapter.measures if m.id == own), None)


def is_same(before: tuple[Chapter, AnyEntry], after: tuple[Chapter, AnyEntry]) -> bool:
    """True for an entry that has grown: the claims of the one are among the other's, and so are its measure's."""
    old, new = before[1], after[1]
    if old.kind != new.kind or not claims(old) <= claims(new):
        return False
    if isinstance(old, Position) and isinstance(new, Position) and (old.party, old.stance) != (new.party, new.stance):
        return False
    if getattr(old, "debtors", None) != getattr(new, "debtors", None):
        return False
    one, two = of_measure(*before), of_measure(*after)
    return (one is None and two is None) or (one is not None and two is not None and {*one.claims} <= {*two.claims})


def pairs(some: Weigh, small: frozenset[str], new: str) -> list[tuple[AnyEntry, AnyEntry, Chapter, Chapter]]:
    """The entries that are still the same once a report has come, before and after."""
    before, after = some(small), some(small | {new})
    return [(a, b, before, after) for a in before.entries for b in after.entries if is_same((before, a), (after, b))]


def test_reports_that_come_as_they_are_published_leave_every_id(some: Weigh, order: tuple[str, ...]) -> None:
    n_kept = 0
    for n in range(1, len(order)):
        for old, new, _, _ in pairs(some, frozenset(order[:n]), order[n]):
            if told_first(order, old) == told_first(order, new):
                assert old.id == new.id, f"{order[n]} changes the id of: {old.line}"
                n_kept += 1
    assert n_kept > 100


@pytest.mark.parametrize("seed", range(6))
def test_an_id_changes_only_when_an_earlier_telling_turns_up(some: Weigh, order: tuple[str, ...], seed: int) -> None:
    mixed = list(order)
    random.Random(seed).shuffle(mixed)  # noqa: S311
    n_kept = n_same = 0
    for n in range(1, len(mixed)):
        for old, new, before, after in pairs(some, frozenset(mixed[:n]), mixed[n]):
            measures = of_measure(before, old), of_measure(after, new)
            named = [first(order, {m.report for m in measure.mentions}) for measure in measures if measure]
            later = told_first(order, old) == told_first(order, new) and len(set(named)) < 2
            n_same += 1
            n_kept += old.id == new.id
            assert old.id == new.id or not later, f"{mixed[n]} changes the id of: {old.line}"
    assert n_kept / n_same > 0.9


def test_ids_are_unique_and_owe_nothing_to_who_else_reports(some: Weigh, order: tuple[str, ...]) -> None:
    for n in range(1, len(order) + 1):
        chapter = some(frozenset(order[:n]))
        ids = [line.id for line in (*chapter.measures, *chapter.entries)]
        assert len(ids) == len(set(ids))
    alone = {e.line: e.id for e in some(frozenset(["courier-2"])).entries if isinstance(e, Incident | Contact)}
    among = {e.line: e.id for e in some(frozenset(["courier-2", "post-1"])).entries}
    assert alone
    assert all(among[line] == own for line, own in alone.items())


def test_a_story_that_says_the_same_gets_ids_of_its_own(record: Record, order: tuple[str, ...]) -> None:
    (chapter,) = record.chapters
    taken = frozenset(line.id for line in (*chapter.measures, *chapter.entries))
    given = GivenIds()
    for key in taken:
        given.give(key)
    again = weigh_story(chapter.story, record.reports, record.claims, record.lineage, (), record.as_of, given)
    ids = {line.id for line in (*again.entries, *again.measures)}
    assert ids
    assert not ids & taken
    assert [e.line for e in again.entries] == [e.line for e in chapter.entries]
