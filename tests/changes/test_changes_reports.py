"""What outlets did to their reports, and what people ruled: changed, withdrawn, corrected, decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from invented_fortnight import FORTNIGHT, on, record_of, report

from accord.changes.find import find_changes
from accord.model.change import Change, ChangeKind, Changes, ReportChange, ReportChangeKind
from accord.model.evidence import Evidence
from accord.model.record import Record
from accord.model.report import Report, Withdrawal
from accord.model.ruling import Ruling, RulingAction

K = ChangeKind
LAST = date(2031, 5, 12)


def with_other(changed: Report) -> Record:
    """The fortnight, in which a report of that id has other words."""
    return record_of([changed if one.id == changed.id else one for one in FORTNIGHT], LAST)


def of(changes: Changes, kind: ChangeKind) -> Change:
    (found,) = [c for c in changes if c.kind is kind]
    return found


def test_a_changed_report_shows_what_it_no_longer_says_and_what_it_says_now() -> None:
    old = FORTNIGHT[1]
    changes = find_changes(on(12), with_other(replace(old, text=old.text.replace("50 prisoners", "60 prisoners"))))
    changed = of(changes, K.REPORT_CHANGED)
    assert changed.was is not None and "will exchange 50 prisoners" in changed.was
    assert changed.now is not None and "will exchange 60 prisoners" in changed.now
    assert [piece.text for piece in changed.evidence] == [changed.now]
    assert changed.text.startswith("Harbour Post (2031-05-03) changed its report: has now “")
    assert changed.told_by == ("Harbour Post",)
    assert changes.arrived == ()


@pytest.mark.parametrize("old", FORTNIGHT, ids=lambda one: one.id)
def test_what_a_changed_report_still_says_is_not_new(old: Report) -> None:
    """Every claim of it has another id, since its words have moved: its lines are the same all the same."""
    changes = find_changes(on(12), with_other(replace(old, text=f"By our own correspondent.\n\n{old.text}")))
    assert [c.kind for c in changes] == [K.REPORT_CHANGED]


def test_a_changed_report_may_go_by_another_id() -> None:
    """A report without an id of its own is called by its content: its address says which one it is."""
    old = replace(FORTNIGHT[0], url="https://courier.example/halt")
    new = replace(old, id="another", text=f"By our own correspondent.\n\n{old.text}")
    before, after = (record_of([one, *FORTNIGHT[1:3]], LAST) for one in (old, new))
    changes = find_changes(before, after)
    assert changes.arrived == ()
    assert of(changes, K.REPORT_CHANGED).text == (
        "Lorn Courier (another) changed its report: has now “By our own correspondent.”"
    )
    assert not {c.kind for c in changes} & {K.REPORT_WITHDRAWN, K.POSITION, K.STANCE_MOVED, K.COMMITMENT, K.DROPPED}


def test_a_withdrawn_report_and_the_lines_that_rested_on_it_alone() -> None:
    changes = find_changes(on(12), record_of([one for one in FORTNIGHT if one.id != "2031-05-06"], LAST))
    assert of(changes, K.REPORT_WITHDRAWN).text == "Daily Compass (2031-05-06) is no longer among the reports"
    gone = [c for c in changes if c.kind is K.DROPPED]
    assert any("the reports it rests on are no longer there" in c.text and "bombed" in c.text for c in gone)
    assert all(piece.report == "2031-05-06" for c in gone for piece in c.evidence if "bombed" in c.text)


def test_a_report_that_its_outlet_took_back_supports_nothing() -> None:
    taken_back = replace(FORTNIGHT[5], withdrawn=Withdrawal(LAST, reason="it was another exchange"))
    changes = find_changes(on(12), with_other(taken_back))
    told = of(changes, K.REPORT_WITHDRAWN)
    assert told.text == "Lorn Courier (2031-05-10) was withdrawn (it was another exchange)"
    assert (told.on, told.support.origins, changes.arrived) == (LAST, 0, ())


def test_a_dropped_line_cites_no_words_that_its_report_has_no_longer() -> None:
    old = FORTNIGHT[3]
    shorter = replace(old, text="Nothing happened on Tuesday. " * 3)
    changes = find_changes(on(12), with_other(shorter))
    dropped = [c for c in changes if c.kind is K.DROPPED]
    assert dropped
    texts = {one.id: one.text for one in changes.cited}
    assert all(p.span.of(texts[p.report]) == p.text for c in changes for p in c.evidence)


def test_a_correction_is_told_when_its_report_comes_and_not_again() -> None:
    assert of(find_changes(on(3), on(12)), K.CORRECTION).on == date(2031, 5, 4)
    assert K.CORRECTION not in {c.kind for c in find_changes(on(4), on(12))}
    plain = report("2031-05-13", "Lorn Courier", "Ostrava asked Veldria for the correct version of the map.")
    assert K.CORRECTION not in {c.kind for c in find_changes(on(12), record_of((*FORTNIGHT, plain), plain.day or LAST))}


def test_what_is_told_of_a_report_from_elsewhere_takes_the_place_of_what_the_records_show() -> None:
    words = next(one for one in FORTNIGHT if one.id == "2031-05-04")
    piece = Evidence(words.id, next(iter(on(12).claims[2])).sentence, "")
    piece = replace(piece, text=piece.span.of(words.text))
    told = ReportChange(words.id, ReportChangeKind.CHANGED, date(2031, 5, 9), ("It was 45.",), (piece,))
    changes = find_changes(on(3), on(12), [told])
    assert K.CORRECTION not in {c.kind for c in changes}
    changed = of(changes, K.REPORT_CHANGED)
    assert (changed.on, changed.was, changed.evidence) == (date(2031, 5, 9), "“It was 45.”", (piece,))
    unknown = ReportChange("nowhere", ReportChangeKind.WITHDRAWN, LAST)
    assert K.REPORT_WITHDRAWN not in {c.kind for c in find_changes(on(3), on(12), [unknown])}


def ruled(*rulings: Ruling) -> Record:
    return record_of(FORTNIGHT, LAST, rulings)


def test_a_ruling_says_who_decided_what_of_which_line_and_why() -> None:
    wrong = on(12).incidents[0]
    at = datetime(2031, 5, 12, 9, tzinfo=UTC)
    ruling = Ruling(RulingAction.DISMISS, (wrong.id,), "editor", at, "an exercise")
    changes = find_changes(on(12), ruled(ruling))
    told = of(changes, K.RULING)
    assert told.text == f"editor: dismiss (an exercise): “{wrong.line}”"
    assert (told.on, told.told_by, told.entries) == (at.date(), ("editor",), (wrong.id,))
    assert told.evidence == wrong.evidence
    assert "dismissed by editor" in of(changes, K.DROPPED).text


def test_a_ruling_is_told_with_the_days_in_which_it_was_made() -> None:
    at = datetime(2031, 5, 7, 9, tzinfo=UTC)
    ruling = Ruling(RulingAction.CONFIRM, (on(12).commitments[0].id,), "editor", at)
    before, after = (record_of(FORTNIGHT, date(2031, 5, day), [ruling]) for day in (6, 12))
    assert of(find_changes(before, after), K.RULING).on == date(2031, 5, 7)
    later = record_of(FORTNIGHT, date(2031, 5, 10), [ruling])
    assert K.RULING not in {c.kind for c in find_changes(later, after)}


def test_an_undoing_names_what_was_ruled() -> None:
    line = on(12).commitments[0]
    ruling = Ruling(RulingAction.CONFIRM, (line.id,), "editor", datetime(2031, 5, 7, 9, tzinfo=UTC))
    undo = Ruling(RulingAction.UNDO, (), "chief", datetime(2031, 5, 12, 9, tzinfo=UTC), supersedes=ruling.id)
    told = of(find_changes(ruled(ruling), ruled(ruling, undo)), K.RULING)
    assert told.text == f"chief: undo: “{line.line}”"
