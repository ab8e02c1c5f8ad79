"""People's decisions on entries: honoured, replaced, checked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from weighing_scenes import Said, context_of, scene
from weighing_stories import Act, own_origins, tell, weigh

from accord.errors import RulingError
from accord.model.claim import PloverType, Stance
from accord.model.drift import MeaningChange
from accord.model.entry import Commitment, Position, Quotation, Status
from accord.model.given import GivenIds
from accord.model.record import Chapter, Record
from accord.model.ruling import Ruling, RulingAction
from accord.weighing.context import Context
from accord.weighing.quotations.find import find_quotations
from accord.weighing.rulings.apply import apply_rulings
from accord.weighing.rulings.checking import check_ruling

AGREE, REJECT, RETREAT = PloverType.AGREE, PloverType.REJECT, PloverType.RETREAT

ONE = tell(
    "one",
    "Veldria accepted a full ceasefire. Ostrava refused a full ceasefire.",
    Act("accepted", AGREE, ("Veldria",), Stance.ACCEPTS, "full ceasefire", date="2031-05-02"),
    Act("refused", REJECT, ("Ostrava",), Stance.REJECTS, "full ceasefire"),
)
TWO = tell(
    "two",
    "The Republic of Veldria accepted a full ceasefire. Veldria agreed to a full ceasefire.",
    Act("accepted", AGREE, ("Republic of Veldria",), Stance.ACCEPTS, "full ceasefire", date="2031-05-01"),
    Act("agreed", AGREE, ("Veldria",), Stance.ACCEPTS, "full ceasefire"),
)
HALT = tell(
    "halt",
    "Morvia ordered a halt of strikes on ports.",
    Act(
        "ordered", RETREAT, ("Morvia",), Stance.ACCEPTS, "halt of strikes on ports", date="2031-05-01", duration="P30D"
    ),
)
TOLD = (ONE, TWO, HALT)


def ruling(action: RulingAction, *targets: str, hour: int = 9, **fields: object) -> Ruling:
    at = datetime(2031, 5, 10, hour, tzinfo=UTC)
    return Ruling(action, targets, "desk", at, **fields)  # type: ignore[arg-type]


def after(*rulings: Ruling) -> Chapter:
    return weigh(*TOLD, rulings=rulings)


def position(chapter: Chapter, party: str, stance: Stance = Stance.ACCEPTS) -> Position:
    return next(e for e in chapter.entries if isinstance(e, Position) and (e.party, e.stance) == (party, stance))


def halt(chapter: Chapter) -> Commitment:
    return next(e for e in chapter.entries if isinstance(e, Commitment) and e.debtors == ("Morvia",))


def record(*rulings: Ruling) -> Record:
    reports = tuple(t.report for t in TOLD)
    claims = tuple(t.claims for t in TOLD)
    return Record(reports, claims, own_origins(list(reports)), (after(*rulings),), rulings=rulings)


PLAIN = after()
VELDRIA, REPUBLIC = position(PLAIN, "Veldria").id, position(PLAIN, "Republic of Veldria").id
HALT_ID = halt(PLAIN).id


def test_confirm_marks_the_entry() -> None:
    confirm = ruling(RulingAction.CONFIRM, VELDRIA)
    found = position(after(confirm), "Veldria")
    assert found.confirmed and found.rulings == (confirm.id,)
    assert not position(PLAIN, "Veldria").confirmed


def test_correct_sets_a_field_and_the_line_follows() -> None:
    found = position(
        after(ruling(RulingAction.CORRECT, VELDRIA, field_name="condition", value='"if ports open"')), "Veldria"
    )
    assert found.condition == "if ports open"
    assert found.line == "Veldria accepts: full ceasefire (if ports open)"


def test_a_corrected_day_moves_the_clock() -> None:
    chapter = weigh(
        *TOLD,
        as_of="2031-05-20",
        rulings=(ruling(RulingAction.CORRECT, HALT_ID, field_name="ends", value='"2031-05-10"'),),
    )
    found = halt(chapter)
    assert (found.ends, found.status) == (date(2031, 5, 10), Status.LAPSED)
    assert found.line.endswith("from 1 to 10 May 2031")


def test_merge_joins_evidence_and_counts_support_anew() -> None:
    chapter = after(ruling(RulingAction.MERGE, VELDRIA, REPUBLIC))
    found = position(chapter, "Veldria")
    assert REPUBLIC not in {e.id for e in chapter.entries}
    assert {e.report for e in found.evidence} == {"one", "two"} and len(found.evidence) == 3
    assert found.support.origins == 2 and found.since is not None and found.since.iso == "2031-05-01"


def test_split_moves_claims_to_an_entry_of_their_own() -> None:
    whole = position(PLAIN, "Veldria")
    claim = next(e.claim for e in whole.evidence if e.report == "two")
    chapter = after(ruling(RulingAction.SPLIT, VELDRIA, claims=(claim or "",)))
    kept, moved = [
        e for e in chapter.entries if isinstance(e, Position) and (e.party, e.stance) == ("Veldria", Stance.ACCEPTS)
    ]
    assert kept.id == VELDRIA and {e.report for e in kept.evidence} == {"one"}
    assert moved.id != VELDRIA and {e.claim for e in moved.evidence} == {claim}
    assert kept.support.reports == moved.support.reports == 1


def test_dismiss_hides_and_a_ruling_that_supersedes_brings_back() -> None:
    dismiss = ruling(RulingAction.DISMISS, VELDRIA)
    assert VELDRIA not in {e.id for e in after(dismiss).entries}
    confirm = ruling(RulingAction.CONFIRM, VELDRIA, hour=10, supersedes=dismiss.id)
    found = position(after(dismiss, confirm), "Veldria")
    assert found.confirmed and found.rulings == (confirm.id,)


def test_rulings_apply_by_time_whatever_their_order() -> None:
    first = ruling(RulingAction.CORRECT, VELDRIA, field_name="condition", value='"if A"')
    second = ruling(RulingAction.CORRECT, VELDRIA, hour=10, field_name="condition", value='"if B"')
    assert position(after(second, first), "Veldria").condition == "if B"


def test_a_stale_ruling_stops_nothing() -> None:
    stale = ruling(RulingAction.CONFIRM, "0123456789abcdef")
    odd = ruling(RulingAction.CORRECT, VELDRIA, field_name="since", value='"never"')
    assert after(stale, odd) == PLAIN


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (ruling(RulingAction.CONFIRM, "nothing"), "no such entry"),
        (ruling(RulingAction.CONFIRM), "exactly one"),
        (ruling(RulingAction.CONFIRM, VELDRIA, REPUBLIC), "exactly one"),
        (ruling(RulingAction.MERGE, VELDRIA), "two or more"),
        (ruling(RulingAction.MERGE, VELDRIA, VELDRIA), "two or more"),
        (ruling(RulingAction.MERGE, VELDRIA, HALT_ID), "one kind"),
        (ruling(RulingAction.CORRECT, VELDRIA, field_name="colour", value='"red"'), "no field"),
        (ruling(RulingAction.CORRECT, VELDRIA, value='"red"'), "no field"),
        (ruling(RulingAction.CORRECT, VELDRIA, field_name="stance", value='"loves"'), "does not fit"),
        (ruling(RulingAction.CORRECT, VELDRIA, field_name="since", value='"soon"'), "does not fit"),
        (ruling(RulingAction.CORRECT, VELDRIA, field_name="party", value="null"), "does not fit"),
        (ruling(RulingAction.CORRECT, HALT_ID, field_name="debtors", value="[]"), "does not fit"),
        (ruling(RulingAction.CORRECT, HALT_ID, field_name="ends", value="20310510"), "does not fit"),
        (ruling(RulingAction.SPLIT, VELDRIA, claims=("not-a-claim",)), "does not rest on"),
        (ruling(RulingAction.SPLIT, VELDRIA), "does not rest on"),
        (
            ruling(
                RulingAction.SPLIT,
                REPUBLIC,
                claims=tuple(e.claim or "" for e in position(PLAIN, "Republic of Veldria").evidence),
            ),
            "must leave",
        ),
        (ruling(RulingAction.CONFIRM, VELDRIA, supersedes="gone"), "no such ruling"),
    ],
)
def test_a_ruling_without_meaning_is_refused(wrong: Ruling, says: str) -> None:
    with pytest.raises(RulingError, match=says):
        check_ruling(record(), wrong)


@pytest.mark.parametrize(
    "right",
    [
        ruling(RulingAction.CONFIRM, VELDRIA),
        ruling(RulingAction.MERGE, VELDRIA, REPUBLIC),
        ruling(RulingAction.CORRECT, VELDRIA, field_name="since", value='"2031-05-01/2031-05-03"'),
        ruling(RulingAction.CORRECT, VELDRIA, field_name="since", value="null"),
        ruling(RulingAction.CORRECT, HALT_ID, field_name="debtors", value='["Morvia", "Ostrava"]'),
        ruling(RulingAction.DISMISS, HALT_ID),
    ],
)
def test_a_ruling_with_meaning_is_let_through(right: Ruling) -> None:
    check_ruling(record(), right)


def test_a_dismissed_entry_can_be_ruled_on_by_superseding() -> None:
    dismiss = ruling(RulingAction.DISMISS, VELDRIA)
    check_ruling(record(dismiss), ruling(RulingAction.CONFIRM, VELDRIA, hour=10, supersedes=dismiss.id))


def test_superseding_does_not_excuse_a_value_without_meaning() -> None:
    confirm = ruling(RulingAction.CONFIRM, VELDRIA)
    wrong = ruling(RulingAction.CORRECT, VELDRIA, hour=10, field_name="stance", value='"loves"', supersedes=confirm.id)
    with pytest.raises(RulingError, match="does not fit"):
        check_ruling(record(confirm), wrong)


def test_rulings_leave_other_entries_alone() -> None:
    before = {e.id: e for e in PLAIN.entries if e.id != VELDRIA}
    chapter = after(ruling(RulingAction.DISMISS, VELDRIA))
    assert {e.id: replace(e) for e in chapter.entries} == before


def quoted(context: Context, *rulings: Ruling) -> list[Quotation]:
    """The quotations of a story after people's decisions."""
    context = replace(context, given=GivenIds())  # each time anew, with none of the ids it gave before
    chapter = apply_rulings(Chapter(context.story, (), find_quotations(context), ()), rulings, context)
    return [e for e in chapter.entries if isinstance(e, Quotation)]


def pledge(ports: int) -> Said:
    words = f"We will open {ports} ports to the grain ships within ten days"
    return Said(f"“{words},” Ada Morn said.", words)


def test_the_parts_of_a_split_quotation_have_the_drift_of_their_own_words() -> None:
    context = context_of(scene("a", pledge(2)), scene("b", pledge(3)))
    (whole,) = quoted(context)
    assert MeaningChange.NUMBER in whole.meaning_changes
    claim = next(e.claim for e in whole.evidence if "3 ports" in e.text)
    stays, goes = quoted(context, ruling(RulingAction.SPLIT, whole.id, claims=(claim or "",)))
    assert (stays.drift, stays.meaning_changes, goes.drift, goes.meaning_changes) == (None, (), None, ())
    assert ("2 ports" in stays.line, "3 ports" in goes.line) == (True, True)


def test_merged_quotations_have_the_drift_between_them_and_keep_a_corrected_speaker() -> None:
    context = context_of(scene("a", pledge(2)), scene("b", pledge(3)))
    (whole,) = quoted(context)
    claim = next(e.claim for e in whole.evidence if "3 ports" in e.text)
    split = ruling(RulingAction.SPLIT, whole.id, claims=(claim or "",))
    one, two = quoted(context, split)
    correct = ruling(RulingAction.CORRECT, one.id, hour=10, field_name="speaker", value="Cora Lind")
    assert quoted(context, split, correct)[0].line.startswith("Cora Lind: “We will open 2 ports")
    (merged,) = quoted(context, split, correct, ruling(RulingAction.MERGE, one.id, two.id, hour=11))
    assert (merged.drift, merged.meaning_changes) == (whole.drift, whole.meaning_changes)
    assert (merged.variants, merged.speaker) == (whole.variants, "Cora Lind")
