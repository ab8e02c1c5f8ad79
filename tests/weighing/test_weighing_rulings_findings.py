"""People's decisions on findings: confirmed, or left out, and out of the summary with that."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from accord.api import rule, silent, weigh_record
from accord.errors import RulingError
from accord.model.finding import Finding, FindingKind
from accord.model.record import Record
from accord.model.ruling import Ruling, RulingAction
from accord.weighing.rulings.checking import check_ruling

AT = datetime(2024, 5, 11, tzinfo=UTC)


def ruling(action: RulingAction, *targets: str, hour: int = 9, **fields: object) -> Ruling:
    return Ruling(action, targets, "Ana Reed", AT.replace(hour=hour), **fields)  # type: ignore[arg-type]


def told(record: Record) -> Finding:
    """A finding that a sentence of the summary rests on."""
    (chapter,) = record.chapters
    wanted = {key for sentence in chapter.summary for key in sentence.findings}
    return next(finding for finding in record.findings if finding.id in wanted)


def test_a_confirmed_finding_says_so_and_is_otherwise_the_same(record: Record) -> None:
    finding = told(record)
    confirm = ruling(RulingAction.CONFIRM, finding.id)
    after = rule(record, confirm)
    (now,) = (own for own in after.findings if own.id == finding.id)
    assert (now.confirmed, now.rulings) == (True, (confirm.id,))
    assert [own.id for own in after.findings] == [own.id for own in record.findings]
    assert after.orphans == ()


def test_a_dismissed_finding_is_left_out_and_no_sentence_rests_on_it(record: Record) -> None:
    finding = told(record)
    dismiss = ruling(RulingAction.DISMISS, finding.id)
    after = rule(record, dismiss)
    assert {own.id for own in record.findings} - {own.id for own in after.findings} == {finding.id}
    assert all(finding.id not in told.findings for told in after.chapters[0].summary)
    assert after.orphans == () and dismiss.id in after.chapters[0].ruled
    assert after.rulings[0].about[0].said == finding.note
    undone = rule(after, Ruling(RulingAction.UNDO, (), "Ana Reed", AT.replace(hour=10), supersedes=dismiss.id))
    assert undone.findings == record.findings


def test_a_ruling_finds_its_finding_again_when_its_id_is_gone(record: Record) -> None:
    finding = told(record)
    (subject,) = rule(record, ruling(RulingAction.DISMISS, finding.id)).rulings[0].about
    assert (subject.kind, dict(subject.facts)) == ("finding", {"kind": finding.kind.value})
    gone = "0" * 16
    kept = ruling(RulingAction.DISMISS, gone, about=(replace(subject, target=gone),))
    after = weigh_record(replace(record, rulings=(kept,)), silent)
    assert {own.id for own in record.findings} - {own.id for own in after.findings} == {finding.id}


@pytest.mark.parametrize("action", [RulingAction.CORRECT, RulingAction.MERGE, RulingAction.SPLIT, RulingAction.SAME])
def test_nothing_else_can_be_decided_of_a_finding(record: Record, action: RulingAction) -> None:
    finding = next(own for own in record.findings if own.kind is FindingKind.SHARED_ORIGIN)
    with pytest.raises(RulingError, match=r"a finding can't be ruled .* only confirm, dismiss"):
        check_ruling(record, ruling(action, finding.id))
