"""What changes as the samples come in, in whatever order: each line is new once, and once only."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from accord.api import silent, weigh_record
from accord.changes.find import find_changes
from accord.changes.sides import founded_on
from accord.desk.changes import build_changes_page
from accord.model.change import MINOR, ChangeKind, Changes
from accord.model.entry import AnyEntry, Quotation
from accord.model.lineage import Lineage
from accord.model.record import Record
from accord.since import as_it_stood, changes_since

FIRST = frozenset({ChangeKind.POSITION, ChangeKind.COMMITMENT, ChangeKind.INCIDENT, ChangeKind.CONTACT})
# What can tell of a further line besides: the stand left, the extension, the deed that was promised.
NEW = FIRST | {ChangeKind.STANCE_MOVED, ChangeKind.EXTENDED, ChangeKind.REPORTED_KEPT}


def some(record: Record, ids: Sequence[str]) -> Record:
    """The record of some of its reports, on its own day."""
    chosen = set(ids)
    reports = tuple(r for r in record.reports if r.id in chosen)
    claims = tuple(c for c in record.claims if c.report in chosen)
    return weigh_record(replace(record, reports=reports, claims=claims, lineage=Lineage(), chapters=()), silent)


def told_as_new(changes: Changes) -> set[str]:
    return {entry for c in changes if c.kind in NEW for entry in c.entries}


def coming(record: Record, order: Sequence[str]) -> list[Record]:
    """The record as it stood with none of the reports, the first, the first two, and so on."""
    return [some(record, order[:n]) for n in range(len(order) + 1)]


def lines(record: Record) -> list[AnyEntry]:
    return [e for e in record.entries if not isinstance(e, Quotation)]


def in_turn(record: Record, seed: int | None) -> list[str]:
    """The ids of the reports by publication, or in another order."""
    order = [r.id for r in record.reports]
    if seed is not None:
        random.Random(seed).shuffle(order)  # noqa: S311
    return order


def rests_on(entry: AnyEntry) -> set[tuple[object, ...]]:
    """What makes it this line and no other, claim by claim."""
    return {(entry.kind, getattr(entry, "party", None), getattr(entry, "stance", None), c) for c in founded_on(entry)}


@pytest.mark.parametrize("seed", [None, 1, 2])
def test_each_line_is_new_once_and_once_only(record: Record, seed: int | None) -> None:
    seen: set[tuple[object, ...]] = set()
    n_told = 0
    for before, after in pairwise(coming(record, in_turn(record, seed))):
        new = told_as_new(find_changes(before, after))
        there = {key for entry in lines(before) for key in rests_on(entry)}
        fresh = [entry for entry in lines(after) if not rests_on(entry) & there]
        for entry in fresh:
            assert entry.id in new, f"never told: {entry.line}"
            assert not rests_on(entry) & seen, f"told again: {entry.line}"
        n_told += len(fresh)
        seen |= {key for entry in lines(after) for key in rests_on(entry)}
    assert n_told > 25


@pytest.mark.parametrize("seed", [None, 1, 2])
def test_a_new_line_was_not_there_before(record: Record, seed: int | None) -> None:
    texts: Counter[str] = Counter()
    for before, after in pairwise(coming(record, in_turn(record, seed))):
        changes = find_changes(before, after)
        there = {key for entry in lines(before) for key in rests_on(entry)}
        entries = {entry.id: entry for entry in lines(after)}
        for change in changes:
            if change.kind in FIRST:
                assert not rests_on(entries[change.entries[0]]) & there, change.text
                texts[change.text] += 1
    assert sum(texts.values()) > 20
    assert max(texts.values()) == 1


def test_all_at_once_tells_of_every_line(record: Record) -> None:
    changes = find_changes(some(record, []), record)
    assert {e.id for e in lines(record)} <= told_as_new(changes)
    assert changes.arrived == tuple(r.id for r in record.reports)


@pytest.mark.parametrize("name", ["courier-1", "compass-2"])
def test_a_copy_changes_nothing_but_what_stands_behind(record: Record, name: str) -> None:
    original = record.report(name)
    copy = replace(original, id="copy", where="copy.json", outlet="Orsk Herald")
    claims = next(c for c in record.claims if c.report == name)
    events = tuple(replace(e, report="copy") for e in claims.events)
    quotes = tuple(replace(q, report="copy") for q in claims.quotes)
    copied = replace(claims, report="copy", events=events, quotes=quotes)
    after = replace(record, reports=(*record.reports, copy), claims=(*record.claims, copied), lineage=Lineage())
    changes = find_changes(record, weigh_record(replace(after, chapters=()), silent))
    assert {c.kind for c in changes} <= {ChangeKind.SHARED_ORIGIN, ChangeKind.EDIT, ChangeKind.SUPPORT_FELL}


def test_fewer_origins_than_before_says_why(record: Record) -> None:
    """A report that carries both an agency and its outlet's own reporting ties the two together."""
    fell = [c for c in changes_since(record, date(2024, 5, 8)) if c.kind is ChangeKind.SUPPORT_FELL]
    (halt,) = [c for c in fell if "halt attacks on Veldrian ports for 45 days" in c.text]
    assert halt.text.endswith("3 origins before, 2 origins now, as reports turned out to share one")
    assert (halt.was, halt.now, halt.support.origins) == ("3", "2", 2)


def test_as_it_stood_is_the_record_of_what_was_published_by_then(record: Record) -> None:
    then = as_it_stood(record, date(2024, 5, 8))
    assert (len(then.reports), then.as_of) == (5, date(2024, 5, 8))
    assert as_it_stood(record, date(2024, 5, 10)).chapters == record.chapters
    assert as_it_stood(record, date(2024, 5, 1)).reports == ()


def test_since_the_last_day_or_later_nothing_has_changed(record: Record) -> None:
    assert record.as_of is not None
    for day in (record.as_of, date(2025, 1, 1)):
        assert len(changes_since(record, day)) == 0
    undated = replace(record, as_of=None)
    assert len(changes_since(undated, date(2024, 5, 8))) == 0


def test_one_kind_or_one_story_alone(record: Record) -> None:
    changes = changes_since(record, date(2024, 5, 8))
    kinds = {c.kind for c in changes}
    assert len(kinds) > 3
    only = changes.only([ChangeKind.POSITION])
    assert {c.kind for c in only} == {ChangeKind.POSITION}
    assert changes.only([], [record.stories[0].id]).changes == tuple(c for c in changes if c.story)
    assert len(changes.only([], [])) == 0


def test_what_is_unsure_comes_after_all_that_is_sure(record: Record, doubted: Record) -> None:
    """Every position is unsure: they come after what follows positions else, and before the minor kinds."""
    nothing = some(record, [])
    kinds = [(c.kind, c.unsure) for c in find_changes(nothing, doubted)]
    places = [n for n, (kind, unsure) in enumerate(kinds) if kind is ChangeKind.POSITION and unsure]
    minor = [n for n, (kind, _) in enumerate(kinds) if kind in MINOR]
    assert len(places) > 5
    assert places == list(range(min(places), min(minor)))
    assert {unsure for _, unsure in kinds[: min(places)]} == {False}
    page = build_changes_page(find_changes(nothing, doubted))
    assert [section.heading for section in page.sections if section.unsure] == ["New positions, unsure"]
