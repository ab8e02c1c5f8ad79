"""Figures of one thing in several reports: low, best, high."""

from __future__ import annotations

import pytest
from weighing_stories import Act, Told, context_of, tell

from accord.model.claim import PloverType
from accord.model.entry import Estimate
from accord.weighing.estimates import Figure, estimate


def count(report: str, value: int, day: str = "2031-05-02", outlet: str | None = None, said: str = "") -> Told:
    act = Act("freed", PloverType.RETREAT, ("Veldria",), quantity=(f"{value} prisoners", value, "prisoners"))
    return tell(report, f"{said}Veldria freed {value} prisoners.", act, day=day, outlet=outlet)


def estimates(*told: Told) -> tuple[Estimate, ...]:
    context = context_of(*told)
    return estimate(context, [Figure(q.unit, q.value, e) for e in context.events() for q in e.quantities])


def figures(*told: Told) -> tuple[float, float, float]:
    (found,) = estimates(*told)
    return found.low, found.best, found.high


def test_most_origins_give_the_best_figure() -> None:
    assert figures(count("a", 40), count("b", 50), count("c", 50)) == (40, 50, 50)


def test_of_equals_the_latest_then_the_lowest() -> None:
    assert figures(count("a", 40), count("b", 50, day="2031-05-03")) == (40, 50, 50)
    assert figures(count("a", 50), count("b", 40)) == (40, 40, 50)


def test_a_second_report_of_one_outlet_adds_no_weight() -> None:
    assert (
        figures(count("a", 40, outlet="Post"), count("b", 40, outlet="Post"), count("c", 50), count("d", 50))[1] == 50
    )


def test_the_last_word_of_an_outlet_counts() -> None:
    first, last = count("a", 40, outlet="Post"), count("b", 50, day="2031-05-03", outlet="Post")
    assert figures(first, last) == (50, 50, 50)
    (found,) = estimates(first, last)
    assert found.claims == (last.claims.events[0].id,)


@pytest.mark.parametrize("said", ["An earlier version of this report said that ", "It was wrongly said that "])
def test_what_a_correction_takes_back_is_no_figure_of_its_outlet(said: str) -> None:
    wrong = count("a", 140, outlet="Post")
    corrected = count("b", 140, day="2031-05-03", outlet="Post", said=said)
    assert figures(wrong, corrected, count("c", 120)) == (120, 120, 120)
    assert estimates(wrong, corrected) == ()


def test_of_one_report_the_whole_counts_and_not_its_parts() -> None:
    act = Act("freed", PloverType.RETREAT, ("Veldria",), quantity=("40 prisoners", 40, "prisoners"))
    part = Act("sent", PloverType.RETREAT, ("Veldria",), quantity=("15 prisoners", 15, "prisoners"))
    assert figures(tell("a", "Veldria freed 40 prisoners and sent 15 prisoners home.", act, part)) == (40, 40, 40)


def test_figures_far_apart_count_different_things() -> None:
    assert figures(count("a", 3), count("b", 130), count("c", 140), count("d", 140)) == (130, 140, 140)


def test_no_figure_gives_no_estimate() -> None:
    assert estimates(tell("a", "Veldria freed prisoners.")) == ()
