"""What is remembered of a story saves work and changes nothing, whatever has happened to the story since."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace

from accord.model.claim import Claims, Event
from accord.model.lineage import Lineage
from accord.model.record import Chapter, Record
from accord.model.report import Report
from accord.model.story import Story
from accord.weighing.context import Context
from accord.weighing.memory import Memory, Shelf
from accord.weighing.weigh import gather, weigh_story


def one_story(reports: Sequence[Report]) -> Story:
    return Story(f"story of {len(reports)}", "One story", tuple(sorted(r.id for r in reports)))


def weighed(reports: Sequence[Report], claims: Sequence[Claims], lineage: Lineage, memory: Memory | None) -> Chapter:
    own = lineage.split([[r.id for r in reports]])[0]
    return weigh_story(one_story(reports), reports, claims, own, memory=memory)


def test_a_story_that_grows_shrinks_and_is_read_anew_is_weighed_as_if_for_the_first_time(record: Record) -> None:
    reports = sorted(record.reports, key=lambda r: r.text)
    sure = tuple(
        replace(c, events=tuple(replace(e, confidence=0.3) for e in c.events[1:]), quotes=c.quotes[:1])
        for c in record.claims
    )
    memory = Memory()
    edited = [replace(r, text=r.text.replace("the", "one")) for r in reports]
    for held in (reports[:-1], reports, reports, reports[1:], reports[3:9], edited):
        for claims in (record.claims, sure):
            remembered = weighed(held, claims, record.lineage, memory)
            assert remembered == weighed(held, claims, record.lineage, None), "told apart by what was remembered"
            assert repr(remembered) == repr(weighed(held, claims, record.lineage, None))


def test_a_story_made_of_another_s_reports_is_weighed_with_what_was_remembered_of_that(record: Record) -> None:
    """The two go on side by side, each with reports that the other had, and neither is told apart."""
    reports = sorted(record.reports, key=lambda r: r.text)
    whole = Memory()
    weighed(reports, record.claims, record.lineage, whole)
    part = whole.copy()
    assert part.knows([reports[0].id])
    assert not Memory().knows([reports[0].id])
    for held, memory in ((reports[:5], part), (reports[5:], whole), (reports[:4], part), (reports, whole)):
        remembered = weighed(held, record.claims, record.lineage, memory)
        assert repr(remembered) == repr(weighed(held, record.claims, record.lineage, None))


def test_what_is_read_from_a_claim_is_read_once_until_its_report_changes(record: Record) -> None:
    read: list[str] = []

    def trigger(context: Context, event: Event) -> str:
        read.append(event.id)
        return context.text(event.report, event.trigger)

    def events_read(reports: Sequence[Report], claims: Sequence[Claims], memory: Memory) -> list[str]:
        read.clear()
        context = gather(one_story(reports), reports, claims, record.lineage, memory=memory)
        for event in context.events():
            assert context.once(trigger, event) == context.once(trigger, event)
        return list(read)

    memory = Memory()
    every = [e.id for c in record.claims for e in c.events]
    assert sorted(events_read(record.reports, record.claims, memory)) == sorted(every)
    assert events_read(record.reports, record.claims, memory) == []
    first = next(c for c in record.claims if len(c.events) > 2)
    fewer = [replace(c, events=c.events[1:]) if c is first else c for c in record.claims]
    assert set(events_read(record.reports, fewer, memory)) >= {e.id for e in first.events[1:]}
    assert len(read) < len(every)


def test_what_a_weighing_did_not_ask_for_is_forgotten() -> None:
    memory, made = Memory(), 0

    def make() -> int:
        nonlocal made
        made += 1
        return made

    shelf: Shelf[int] = memory.shelf("number")
    assert [shelf.get("a", make), shelf.get("b", make), shelf.get("a", make)] == [1, 2, 1]
    memory.turn()
    assert shelf.get("a", make) == 1
    memory.turn()
    assert [shelf.get("a", make), shelf.get("b", make)] == [1, 3]


def test_claims_that_stay_as_they_were_are_the_same_objects_with_the_same_numbers(record: Record) -> None:
    memory, story = Memory(), one_story(record.reports)
    before = gather(story, record.reports[1:], record.claims, record.lineage, memory=memory)
    known = {claim.id: (claim, before.number(claim)) for own in before.claims for claim in own}
    after = gather(story, record.reports, deepcopy(record.claims), record.lineage, memory=memory)
    same = [own for own in after.claims if own in before.claims]
    assert len(same) > 1
    for claim in (claim for own in same for claim in own):
        assert known[claim.id] == (claim, after.number(claim))
        assert known[claim.id][0] is claim
    numbers = [after.number(claim) for own in after.claims for claim in own]
    assert len(set(numbers)) == len(numbers)


def test_a_weighing_leaves_nothing_that_only_the_collector_frees(record: Record) -> None:
    (chapter,) = record.chapters

    def weigh() -> None:
        weigh_story(chapter.story, record.reports, record.claims, record.lineage, (), record.as_of)

    weigh()  # what is worked out once and kept for good
    gc.collect()
    weigh()
    assert gc.collect() < 50
