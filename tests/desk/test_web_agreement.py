"""Agreement of reviewers: on which lines two decided the same, and how far that is beyond chance."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from desk_visitors import visitor

from accord.desk.web.door.people import Doors, Role, User
from accord.desk.web.review.agreement import agreement_page, decision, kappa
from accord.desk.web.shelf import Shelf
from accord.model.ruling import Ruling, RulingAction

AT = datetime(2024, 5, 11, tzinfo=UTC)


def test_kappa_of_a_known_table() -> None:
    # two readers of fifty proposals: 20 yes and yes, 5 yes and no, 10 no and yes, 15 no and no
    pairs = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    assert kappa(pairs) == pytest.approx(0.4)


def test_kappa_at_its_ends() -> None:
    assert kappa([("a", "a"), ("b", "b"), ("c", "c")]) == 1
    assert kappa([("a", "b"), ("b", "a")]) == -1
    assert kappa([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")]) == 0
    assert kappa([("a", "a"), ("a", "a")]) is None
    assert kappa([]) is None


@pytest.fixture
def lines(own_shelf: Shelf, story: str) -> list[str]:
    record = own_shelf.record(story)
    assert record is not None
    return [entry.id for entry in record.positions]


def rule(shelf: Shelf, by: str, action: RulingAction, line: str, hour: int, **fields: str | None) -> Ruling:
    ruling = Ruling(action, (line,), by, AT + timedelta(hours=hour), **fields)  # type: ignore[arg-type]
    shelf.kept.rule(ruling)
    return next(own for own in shelf.kept.store.rulings() if own.id == ruling.id)


def test_two_reviewers_by_line(own_shelf: Shelf, lines: list[str]) -> None:
    one, two, three, four = lines[:4]
    for hour, line in enumerate((one, two, three)):
        rule(own_shelf, "Ada", RulingAction.CONFIRM, line, hour)
    rule(own_shelf, "Ada", RulingAction.CORRECT, four, 4, field_name="condition", value="if ports open")
    rule(own_shelf, "Viv", RulingAction.CONFIRM, one, 5)
    rule(own_shelf, "Viv", RulingAction.CONFIRM, two, 6)
    against = rule(own_shelf, "Viv", RulingAction.DISMISS, three, 7, reason="a drill")
    rule(own_shelf, "Viv", RulingAction.CORRECT, four, 8, field_name="condition", value="if mills open")
    page = agreement_page(own_shelf)
    (pair,) = page.pairs
    assert (page.n_ruled, page.n_twice, pair.one, pair.other) == (4, 4, "Ada", "Viv")
    assert (pair.n_lines, pair.n_alike, pair.percent) == (4, 2, 50.0)
    # alike 1/2; by chance 3/4 × 2/4
    assert pair.kappa == pytest.approx((0.5 - 0.375) / (1 - 0.375), abs=0.001)
    assert [line.line for line in pair.differing] == [four, three]
    assert [made.says for made in pair.differing[1].decided] == ["confirm", "dismiss"]
    assert pair.differing[1].decided[1].reason == "a drill"
    own_shelf.kept.undo(against.id, "Viv")
    (pair,) = agreement_page(own_shelf).pairs
    assert (pair.n_lines, pair.n_alike) == (3, 2)


def test_of_several_rulings_of_one_person_the_last_counts(own_shelf: Shelf, lines: list[str]) -> None:
    rule(own_shelf, "Ada", RulingAction.CONFIRM, lines[0], 1)
    rule(own_shelf, "Viv", RulingAction.CONFIRM, lines[0], 2)
    rule(own_shelf, "Viv", RulingAction.DISMISS, lines[0], 3)
    (pair,) = agreement_page(own_shelf).pairs
    assert (pair.n_lines, pair.n_alike, pair.kappa) == (1, 0, 0)


def test_decisions_in_full(own_shelf: Shelf, lines: list[str]) -> None:
    made = rule(own_shelf, "Ada", RulingAction.CORRECT, lines[0], 1, field_name="condition", value=None)
    assert decision(made) == "correct condition to nothing"
    assert decision(rule(own_shelf, "Ada", RulingAction.CONFIRM, lines[1], 2)) == "confirm"


def test_nobody_in_common_is_said(shelf: Shelf) -> None:
    visit = visitor(shelf, Doors(local=User("Ada", Role.READER)))
    assert visit.get("/review/agreement.json").json() == {"n_ruled": 0, "n_twice": 0, "pairs": []}
    assert "No line was ruled on by two people yet" in visit.get("/review/agreement").text
