"""What changed over a fortnight of an invented halt, day by day: every turn once, on its day, with who says so."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from itertools import pairwise

import pytest
from invented_fortnight import DAYS, FORTNIGHT, on, record_of, report

from accord.changes.find import find_changes
from accord.model.change import MINOR, Change, ChangeKind
from accord.model.record import Record

K = ChangeKind


@cache
def between(first: int, last: int) -> tuple[Change, ...]:
    """What changed from one day of May to another, without the minor kinds."""
    return tuple(c for c in find_changes(on(first), on(last)) if c.kind not in MINOR)


def of(changes: tuple[Change, ...], kind: ChangeKind, word: str = "") -> Change:
    (found,) = [c for c in changes if c.kind is kind and word in c.text]
    return found


def test_a_stance_that_moved_says_whose_from_what_to_what_and_since_when() -> None:
    moved = of(between(2, 3), K.STANCE_MOVED)
    assert (moved.was, moved.now, moved.on) == ("rejects", "accepts", date(2031, 5, 3))
    assert moved.text == (
        "Veldria (Ada Morn), from rejects (Thursday 1 May 2031) to accepts (Saturday 3 May 2031): "
        "10-day halt of strikes on ports"
    )
    assert {piece.report for piece in moved.evidence} == {"2031-05-03"}
    held = {p.id: p.stance for p in on(3).positions}
    assert [held[entry] for entry in moved.entries] == ["accepts", "rejects"]


def test_both_stands_at_once_are_one_line() -> None:
    """Who sees both reports for the first time is told of the move, and not of the old stand as a new one."""
    told = tuple(find_changes(record_of((), date(2031, 4, 30)), on(3)))
    assert of(told, K.STANCE_MOVED).was == "rejects"
    assert not [c for c in told if c.kind is K.POSITION and c.text.startswith("Veldria")]
    assert "proposes" in of(told, K.POSITION).text


def test_a_stance_taken_again_has_moved_again() -> None:
    again = report("2031-05-14", "Evening Star", "Veldria refused the 10-day halt of strikes on ports on Wednesday.")
    before, after = (record_of((*FORTNIGHT[:2], again), date(2031, 5, day)) for day in (13, 14))
    moved = of(tuple(find_changes(before, after)), K.STANCE_MOVED)
    assert (moved.was, moved.now) == ("accepts", "rejects")


def test_an_undertaking_is_told_once_not_as_a_stand_as_well() -> None:
    new = [c for c in between(2, 3) if c.kind in (K.COMMITMENT, K.POSITION)]
    assert {c.kind for c in new} == {K.COMMITMENT}
    assert any("halt of strikes on ports, from 3 to 13 May 2031" in c.text for c in new)


def test_a_corrected_figure_and_the_outlet_that_corrects_it() -> None:
    terms = of(between(3, 4), K.TERMS)
    assert (terms.was, terms.now) == ("50 prisoners", "40 prisoners")
    correction = of(between(3, 4), K.CORRECTION)
    assert correction.told_by == ("Harbour Post",)
    assert [piece.text for piece in correction.evidence] == [
        "Correction: An earlier version of this report said that 50 prisoners would be exchanged on each side."
    ]


def test_an_allegation_says_who_makes_it_and_never_that_it_is_so() -> None:
    alleged = of(between(5, 6), K.ALLEGED_BROKEN)
    assert alleged.text.endswith("it is alleged not to have been kept, as Ostrava says; not established")
    assert (alleged.was, alleged.now) == ("in_force", "reported_broken")
    assert (alleged.support.origins, alleged.support.names) == (1, ("Daily Compass",))
    assert {piece.report for piece in alleged.evidence} == {"2031-05-06"}
    assert "Ostrava" in of(between(5, 6), K.INCIDENT).text


def test_a_denial_makes_it_disputed() -> None:
    disputed = of(between(6, 7), K.DISPUTED)
    assert disputed.text.endswith("the allegation is denied by Veldria; not established")
    assert disputed.support.origins == 2
    assert {piece.report for piece in disputed.evidence} == {"2031-05-07"}, "what is new of it"


@pytest.mark.parametrize(
    ("day", "kind", "word"),
    [
        (8, K.DUE, "exchange"),
        (9, K.OVERDUE, "exchange"),
        (10, K.REPORTED_KEPT, "exchange"),
        (12, K.EXTENDED, "halt"),
        (19, K.LAPSED, "extend"),
    ],
)
def test_what_comes_of_a_commitment_on_its_day(day: int, kind: ChangeKind, word: str) -> None:
    assert of(between(day - 1, day), kind, word).on == date(2031, 5, day)


def test_an_extension_is_told_with_what_it_extends() -> None:
    changes = between(11, 12)
    extended = of(changes, K.EXTENDED)
    assert extended.text.endswith("extended until 18 May 2031, as reported")
    owed = {c.id: c for c in on(12).commitments}
    assert owed[extended.entries[0]].superseded_by == extended.entries[1]
    assert [c.kind for c in changes if c.entries] == [K.EXTENDED]


def test_a_day_that_is_overtaken_is_not_told() -> None:
    kinds = {c.kind for c in between(7, 10) if "exchange" in c.text}
    assert K.REPORTED_KEPT in kinds
    assert not kinds & {K.DUE, K.OVERDUE}


def test_what_was_due_and_unreported_by_the_end_is_overdue_alone() -> None:
    assert [c.kind for c in between(7, 9)] == [K.OVERDUE]


def test_days_on_which_nothing_happens_have_no_changes() -> None:
    assert len(find_changes(on(4), on(5))) == 0
    assert len(find_changes(on(13), on(18))) == 0


def test_the_same_record_twice_has_no_changes() -> None:
    for day in (1, 6, 12):
        assert len(find_changes(on(day), on(day))) == 0


def test_the_most_consequential_come_first_then_by_day() -> None:
    changes = find_changes(on(2), on(19)).changes
    order = list(K)
    places = [(c.kind in MINOR, order.index(c.kind), c.on) for c in changes]
    assert not any(c.unsure for c in changes), "rules give no confidence"
    assert places == sorted(places)
    assert changes[0].kind is K.ALLEGED_BROKEN


def test_a_longer_time_tells_no_more_than_its_days() -> None:
    """A change is the same, by its id, from whatever day one looks back."""
    days = [on(n) for n in range(2, 20)]
    daily = {c.id for before, after in pairwise(days) for c in find_changes(before, after)}
    lasting = (K.ALLEGED_BROKEN, K.DISPUTED, K.STANCE_MOVED, K.EXTENDED, K.LAPSED, K.REPORTED_KEPT, K.CORRECTION)
    whole = {c.id for c in find_changes(on(2), on(19)) if c.kind in lasting}
    assert len(whole) == len(lasting)
    assert whole <= daily


def test_no_line_calls_anything_a_breach() -> None:
    for day in range(2, 20):
        for change in find_changes(on(day - 1), on(day)):
            assert "breach" not in change.text
            assert "violat" not in change.text


def test_every_change_leads_to_words_that_are_in_its_reports() -> None:
    for day in range(2, 20):
        changes = find_changes(on(day - 1), on(day))
        texts = {one.id: one.text for one in changes.cited}
        for change in changes:
            assert change.evidence, change.text
            assert all(piece.span.of(texts[piece.report]) == piece.text for piece in change.evidence)


def test_the_order_of_reports_is_nothing() -> None:
    def turned(record: Record) -> Record:
        return record_of(FORTNIGHT[::-1], record.as_of or date.max)

    assert find_changes(turned(on(3)), turned(on(12))) == find_changes(on(3), on(12))


def test_since_before_the_first_report_everything_is_new() -> None:
    first = min(DAYS)
    changes = find_changes(record_of((), first - timedelta(days=1)), on(3))
    assert changes.arrived == ("2031-05-01", "2031-05-03")
    touched = {entry for c in changes for entry in c.entries}
    assert {p.id for p in (*on(3).positions, *on(3).commitments)} <= touched
