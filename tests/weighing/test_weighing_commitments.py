"""What parties have undertaken, and where it stands on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from weighing_stories import Act, Told, tell, weigh

from accord.model.claim import Claims, Modality, PloverType, Stance
from accord.model.entry import Anchor, AnchoredTo, Commitment, Precision, Status, StatusChange
from accord.model.span import Span

AGREE, RETREAT, REQUEST, REJECT = PloverType.AGREE, PloverType.RETREAT, PloverType.REQUEST, PloverType.REJECT
FUTURE = Modality.FUTURE

HALT = tell(
    "halt",
    "Veldria ordered a 30-day halt of strikes on ports on Tuesday.",
    Act("ordered", RETREAT, ("Veldria",), Stance.ACCEPTS, "30-day halt of strikes on ports", to=("Veldrian navy",),
        date="2031-03-18", duration="P30D"),
    day="2031-03-19",
)  # fmt: skip
EXCHANGE = tell(
    "exchange",
    "Veldria and Ostrava will exchange 40 prisoners each on Friday.",
    Act("will exchange", RETREAT, ("Ostrava", "Veldria"), None, "exchange 40 prisoners each", date="2031-03-21",
        modality=FUTURE, quantity=("40 prisoners each", 40.0, "prisoners")),
    day="2031-03-19",
)  # fmt: skip


def commitments(*told: Told, as_of: str | None = None) -> list[Commitment]:
    return [e for e in weigh(*told, as_of=as_of).entries if isinstance(e, Commitment)]


def only(*told: Told, as_of: str | None = None) -> Commitment:
    (found,) = commitments(*told, as_of=as_of)
    return found


@pytest.mark.parametrize(
    ("as_of", "status"),
    [("2031-03-19", Status.IN_FORCE), ("2031-04-17", Status.IN_FORCE), ("2031-04-18", Status.LAPSED)],
)
def test_a_halt_runs_for_its_length_and_lapses(as_of: str, status: Status) -> None:
    found = only(HALT, as_of=as_of)
    assert (found.starts, found.ends, found.due) == (date(2031, 3, 18), date(2031, 4, 17), None)
    assert found.status is status
    assert found.line == "Veldria undertook: 30-day halt of strikes on ports, from 18 March to 17 April 2031"


@pytest.mark.parametrize(
    ("as_of", "status"),
    [("2031-03-20", Status.ANNOUNCED), ("2031-03-21", Status.DUE), ("2031-03-22", Status.OVERDUE)],
)
def test_a_single_act_falls_due_and_is_overdue_unreported(as_of: str, status: Status) -> None:
    found = only(EXCHANGE, as_of=as_of)
    assert found.status is status
    assert (found.debtors, found.due) == (("Ostrava", "Veldria"), date(2031, 3, 21))
    assert found.line == "Ostrava and Veldria undertook: exchange 40 prisoners each, due 21 March 2031"


def test_a_quantity_keeps_its_words() -> None:
    (quantity,) = only(EXCHANGE).quantities
    assert quantity.span.of(EXCHANGE.report.text) == "40 prisoners each"
    assert (quantity.value, quantity.unit) == (40.0, "prisoners")


def test_a_report_of_the_deed_ends_the_waiting() -> None:
    done = tell(
        "done",
        "Ostrava and Veldria exchanged 40 prisoners each.",
        Act("exchanged", RETREAT, ("Ostrava", "Veldria"), None, "exchanged 40 prisoners each", date="2031-03-21"),
        day="2031-03-22",
    )
    found = only(EXCHANGE, done, as_of="2031-03-25")
    assert found.status is Status.REPORTED_KEPT
    assert Status.OVERDUE not in {c.status for c in found.history}
    assert {e.report for e in found.evidence} == {"exchange", "done"}


def test_an_allegation_makes_it_reported_broken_and_says_no_more() -> None:
    alleged = tell(
        "alleged",
        "Ostrava accused Veldria of violating the halt of strikes on ports.",
        Act("violating", PloverType.ACCUSE, ("Ostrava",), Stance.CRITICISES, "halt of strikes on ports",
            to=("Veldria",), date="2031-03-25"),
        day="2031-03-26",
    )  # fmt: skip
    found = only(HALT, alleged)
    (claim,) = alleged.claims.events
    assert found.status is Status.REPORTED_BROKEN
    reason = "it is alleged not to have been kept, as Ostrava says; not established"
    assert found.history[-1] == StatusChange(date(2031, 3, 25), Status.REPORTED_BROKEN, reason, (claim.id,))
    assert "breach" not in found.line and "violat" not in found.line


def test_the_same_promise_in_two_reports_is_one_commitment() -> None:
    again = tell(
        "again",
        "Veldria agreed to pause attacks on ports.",
        Act("agreed", AGREE, ("Veldria",), Stance.ACCEPTS, "pause attacks on ports", date="2031-03-18"),
        day="2031-03-20",
    )
    found = only(HALT, again)
    assert (found.support.reports, found.support.origins) == (2, 2)


@pytest.mark.parametrize(
    "act",
    [
        Act("said", REQUEST, ("Veldria",), Stance.PROPOSES, "a truce"),
        Act("said", REQUEST, ("Veldria",), Stance.DEMANDS, "a truce"),
        Act("said", PloverType.SUPPORT, ("Veldria",), Stance.SUPPORTS, "a truce"),
        Act("said", AGREE, ("Veldria",), Stance.ACCEPTS_IF, "a truce"),
        Act("said", AGREE, ("Veldria",), Stance.ACCEPTS, "a truce", modality=Modality.POSSIBLE),
        Act("said", AGREE, ("Veldria",), Stance.ACCEPTS, "a truce", modality=Modality.DENIED),
        Act("said", RETREAT, ("Veldria",), None, "a truce"),
        Act("said", AGREE, (), Stance.ACCEPTS, "a truce"),
    ],
)
def test_what_binds_nobody_is_no_commitment(act: Act) -> None:
    assert commitments(tell("a", "Veldria said something of a truce.", act)) == []


def test_an_answer_that_the_other_side_refuses_binds_nobody() -> None:
    text = "Veldria accepted a full ceasefire. Ostrava refused the full ceasefire."
    yes = Act("accepted", AGREE, ("Veldria",), Stance.ACCEPTS, "full ceasefire")
    no = Act("refused", REJECT, ("Ostrava",), Stance.REJECTS, "full ceasefire")
    assert commitments(tell("a", text, yes, no)) == []
    assert len(commitments(tell("a", text, yes))) == 1


@pytest.mark.parametrize("trigger", ["vowed", "promised", "pledged"])
def test_a_promise_in_so_many_words_binds(trigger: str) -> None:
    text = f"Morvia {trigger} to keep sending military aid to Veldria."
    act = Act(trigger, AGREE, ("Morvia",), Stance.SUPPORTS, "keep sending military aid to Veldria", to=("Veldria",),
              date="2031-03-18", modality=FUTURE)  # fmt: skip
    found = only(tell("a", text, act, day="2031-03-19"))
    assert (found.debtors, found.beneficiaries, found.due) == (("Morvia",), ("Veldria",), None)
    assert found.status is Status.ANNOUNCED


def test_talks_to_come_are_a_commitment_of_those_who_talk() -> None:
    text = "Veldria and Ostrava will begin truce talks on 5 April."
    act = Act("will begin", PloverType.CONSULT, ("Ostrava", "Veldria"), None, "truce talks", date="2031-04-05",
              modality=FUTURE)  # fmt: skip
    assert only(tell("a", text, act, day="2031-03-19")).due == date(2031, 4, 5)


def test_parties_do_not_undertake_what_others_should_do() -> None:
    text = "Veldria and Ostrava agreed that Morvia must never own ports."
    act = Act("agreed", AGREE, ("Ostrava", "Veldria"), Stance.ACCEPTS, "Morvia must never own ports")
    assert commitments(tell("a", text, act)) == []


def test_who_refuses_more_often_than_it_accepts_owes_nothing() -> None:
    text = "Veldria accepted a truce. Veldria refused a truce. Veldria rejected a truce."
    yes = Act("accepted", AGREE, ("Veldria",), Stance.ACCEPTS, "a truce")
    no = [Act(word, REJECT, ("Veldria",), Stance.REJECTS, "a truce") for word in ("refused", "rejected")]
    assert commitments(tell("a", text, yes, *no)) == []


def test_who_accepts_after_refusing_owes_it() -> None:
    text = "Veldria refused a truce. Veldria rejected a truce. Veldria accepted a truce."
    no = [
        Act(word, REJECT, ("Veldria",), Stance.REJECTS, "a truce", date="2031-05-01")
        for word in ("refused", "rejected")
    ]
    yes = Act("accepted", AGREE, ("Veldria",), Stance.ACCEPTS, "a truce", date="2031-05-02")
    assert only(tell("a", text, yes, *no)).debtors == ("Veldria",)


def test_words_at_either_end_of_a_sentence_speak_of_nothing() -> None:
    text = "Held so far. Veldria accepted a truce. Keshar has honoured"
    told = [
        Act("Held", PloverType.COOPERATE, ("Keshar",), None),
        Act("accepted", AGREE, ("Veldria",), Stance.ACCEPTS, "a truce"),
        Act("honoured", PloverType.COOPERATE, ("Keshar",), None),
    ]
    assert only(tell("a", text, *told)).debtors == ("Veldria",)


def test_what_is_only_demanded_is_not_promised() -> None:
    text = "Veldria wants Ostrava to hand over 40 prisoners."
    ask = Act("wants", REQUEST, ("Veldria",), Stance.DEMANDS, "hand over 40 prisoners", to=("Ostrava",))
    deed = Act("hand over", RETREAT, ("Ostrava",), None, "40 prisoners", modality=FUTURE)
    assert commitments(tell("a", text, ask, deed)) == []


def test_a_plan_nobody_names_is_no_commitment() -> None:
    act = Act("accepted", AGREE, ("Veldria",), Stance.ACCEPTS, "the plan")
    assert commitments(tell("a", "Veldria accepted the plan.", act)) == []


@pytest.mark.parametrize(("measure", "count"), [("organise chess matches", 1), ("the mood was better", 0)])
def test_what_is_agreed_is_something_to_do(measure: str, count: int) -> None:
    act = Act("agreed", AGREE, ("Ostrava", "Veldria"), Stance.ACCEPTS, measure)
    assert len(commitments(tell("a", f"Veldria and Ostrava agreed: {measure}.", act))) == count


def statuses(found: Commitment) -> list[tuple[str | None, Status]]:
    return [(c.on.isoformat() if c.on else None, c.status) for c in found.history]


def test_what_is_done_late_was_overdue() -> None:
    late = tell(
        "late",
        "Ostrava and Veldria exchanged 40 prisoners each on Tuesday.",
        Act("exchanged", RETREAT, ("Ostrava", "Veldria"), None, "exchanged 40 prisoners each", date="2031-03-25"),
        day="2031-03-26",
    )
    assert statuses(only(EXCHANGE, late)) == [
        ("2031-03-19", Status.ANNOUNCED),
        ("2031-03-21", Status.DUE),
        ("2031-03-22", Status.OVERDUE),
        ("2031-03-25", Status.REPORTED_KEPT),
    ]


def test_an_act_told_as_not_done_is_reported_broken_once_it_was_due() -> None:
    undone = tell(
        "undone",
        "Veldria had not exchanged 40 prisoners, Ostrava said.",
        Act("exchanged", RETREAT, ("Veldria",), None, "exchanged 40 prisoners", modality=Modality.DENIED),
        day="2031-03-23",
    )
    found = only(EXCHANGE, undone)
    assert found.status is Status.REPORTED_BROKEN
    assert "not established" in found.history[-1].reason


def test_words_that_name_the_halt_are_about_it_though_no_measure_is_linked() -> None:
    alleged = tell(
        "alleged",
        "Ostrava accused Veldria of violating the halt. Veldria denied violating it.",
        Act("accused", PloverType.ACCUSE, ("Ostrava",), to=("Veldria",), date="2031-03-25"),
        Act("denied", REJECT, ("Veldria",), date="2031-03-26"),
        day="2031-03-26",
    )
    assert statuses(only(HALT, alleged))[-2:] == [
        ("2031-03-25", Status.REPORTED_BROKEN),
        ("2031-03-26", Status.DISPUTED),
    ]


def test_an_allegation_against_somebody_else_is_nothing_to_it() -> None:
    alleged = tell(
        "alleged",
        "Veldria accused Ostrava of violating the halt.",
        Act("accused", PloverType.ACCUSE, ("Veldria",), to=("Ostrava",), date="2031-03-25"),
        day="2031-03-26",
    )
    assert only(HALT, alleged).status is Status.IN_FORCE


def holding(text: str, trigger: str, day: str = "2031-03-24") -> Told:
    return tell("holding", text, Act(trigger, PloverType.COOPERATE, ("Veldria",), date=day), day=day)


def test_a_halt_reported_to_hold_is_reported_kept_and_runs_out_all_the_same() -> None:
    told = holding("Monitors said the halt of strikes was holding.", "holding")
    assert only(HALT, told).status is Status.REPORTED_KEPT
    assert only(HALT, told, as_of="2031-04-18").status is Status.LAPSED


@pytest.mark.parametrize("text", ["Veldria held talks on the halt of strikes.", "Veldria held a call on the halt."])
def test_talks_held_keep_no_halt(text: str) -> None:
    assert only(HALT, holding(text, "held")).status is Status.IN_FORCE


def test_a_halt_said_to_hold_and_alleged_to_be_broken_is_disputed() -> None:
    alleged = tell(
        "alleged",
        "Ostrava accused Veldria of violating the halt.",
        Act("accused", PloverType.ACCUSE, ("Ostrava",), to=("Veldria",), date="2031-03-22"),
        day="2031-03-22",
    )
    found = only(HALT, alleged, holding("Monitors said the halt of strikes was holding.", "holding"))
    assert statuses(found)[-1] == ("2031-03-24", Status.DISPUTED)
    assert found.history[-1].reason == "reports differ on whether it was kept; not established"


def test_a_word_taken_back_is_superseded_and_stays_on_the_record() -> None:
    yes = Act("accepted", AGREE, ("Veldria",), Stance.ACCEPTS, "a truce", date="2031-05-01")
    no = Act("rejected", REJECT, ("Veldria",), Stance.REJECTS, "a truce", date="2031-05-04")
    found = only(
        tell("yes", "Veldria accepted a truce.", yes, day="2031-05-01"),
        tell("no", "Veldria rejected a truce.", no, day="2031-05-04"),
    )
    assert (found.status, found.history[-1].on) == (Status.SUPERSEDED, date(2031, 5, 4))
    assert {e.report for e in found.evidence} == {"yes", "no"}


def test_a_postponed_act_falls_due_on_the_new_day() -> None:
    later_day = tell(
        "later",
        "Veldria and Ostrava agreed to postpone the exchange of prisoners to 28 March.",
        Act("agreed", AGREE, ("Ostrava", "Veldria"), Stance.ACCEPTS, "postpone the exchange of prisoners",
            date="2031-03-28", modality=FUTURE),
        day="2031-03-20",
    )  # fmt: skip
    first, second = commitments(EXCHANGE, later_day, as_of="2031-03-24")
    assert (first.status, first.superseded_by) == (Status.SUPERSEDED, second.id)
    assert (second.due, second.status) == (date(2031, 3, 28), Status.ANNOUNCED)


@pytest.mark.parametrize(
    ("when", "days", "precision", "anchored"),
    [
        ("on Friday", "2031-03-21", Precision.DAY, True),
        ("within 10 days", "2031-03-19/2031-03-29", Precision.DAY, True),
        ("by 28 March", "2031-03-28", Precision.DAY, False),
        ("next week", "2031-03-24/2031-03-30", Precision.WEEK, True),
        ("in April 2031", "2031-04-01/2031-04-30", Precision.MONTH, False),
        ("this year", "2031-01-01/2031-12-31", Precision.LONGER, True),
    ],
)
def test_a_deadline_says_how_exactly_it_is_given_and_what_it_is_counted_from(
    when: str, days: str, precision: Precision, anchored: bool
) -> None:
    text = f"Veldria and Ostrava will exchange 40 prisoners each {when}."
    told = tell("a", text, Act("will exchange", RETREAT, ("Ostrava", "Veldria"), None, "exchange 40 prisoners each",
                date=days, modality=FUTURE), day="2031-03-19")  # fmt: skip
    (event,) = told.claims.events
    at = text.index(when)
    told = Told(told.report, Claims("a", (replace(event, when=Span(at, at + len(when))),)))
    found = only(told)
    assert found.deadline == date.fromisoformat(days[-10:])
    assert found.precision is precision
    assert found.anchor == (Anchor(date(2031, 3, 19), AnchoredTo.PUBLICATION) if anchored else None)


def test_a_halt_is_counted_from_the_day_of_the_act() -> None:
    found = only(HALT)
    assert (found.duration, found.precision) == ("P30D", Precision.DAY)
    assert found.anchor == Anchor(date(2031, 3, 18), AnchoredTo.ACT)
    assert found.deadline == found.ends


def test_rival_numbers_of_one_act_are_one_commitment_with_an_estimate() -> None:
    def send(report: str, number: int) -> Told:
        act = Act("will send", PloverType.AID, ("Aurelia",), date="2031-03-29", modality=FUTURE,
                  quantity=(f"{number} monitors", number, "monitors"))  # fmt: skip
        return tell(report, f"Aurelia will send {number} monitors.", act, day="2031-03-19")

    (found,) = only(send("a", 40), send("b", 50), send("c", 50)).estimates
    assert (found.unit, found.low, found.best, found.high) == ("monitors", 40, 50, 50)


def test_a_promise_keeps_its_condition() -> None:
    promise = tell(
        "promise",
        "Veldria will send 40 monitors to the ports if Ostrava lifts its blockade.",
        Act("will send", RETREAT, ("Veldria",), None, "send 40 monitors to the ports", modality=FUTURE,
            condition="if Ostrava lifts its blockade"),
    )  # fmt: skip
    found = only(promise)
    assert found.condition == "if Ostrava lifts its blockade"
    assert found.line == "Veldria undertook: send 40 monitors to the ports (if Ostrava lifts its blockade)"
    assert only(HALT).condition is None
