"""When figures differ, and when they count two things."""

from __future__ import annotations

import pytest
from weighing_scenes import Did, notes, scene, shelled

from accord.model.claim import PloverType
from accord.model.finding import FindingKind

NUMBER = FindingKind.NUMBER_CONFLICT


def test_rival_figures_for_one_thing_are_a_number_conflict() -> None:
    (note,) = notes(NUMBER, scene("a", shelled("Five", 5)), scene("b", shelled("Nine", 9)))
    assert note == "Figures differ: “killed Five people” in Outlet a; “killed Nine people” in Outlet b"


@pytest.mark.parametrize(
    "other",
    [
        shelled("Five", 5),
        shelled("Five", 5, on=None),
        shelled("Nine", 9, to=("Ostrava",)),
        shelled("Nine", 9, on="2031-04-06"),
        shelled("Nine thousand", 9000),
        Did("Ostrava freed Nine prisoners.", "freed", PloverType.RETREAT, quantity=("Nine prisoners", 9, "prisoners")),
    ],
)
def test_figures_that_agree_or_count_other_things_are_none(other: Did) -> None:
    assert notes(NUMBER, scene("a", shelled("Five", 5)), scene("b", other)) == []


def test_numbers_that_one_report_gives_side_by_side_count_two_things() -> None:
    def dead(count: str, value: float, who: str) -> Did:
        sentence = f"Shelling killed {count} {who} in Lomas."
        return Did(sentence, "killed", place="Lomas", on="2031-05-06", quantity=(f"{count} {who}", value, who))

    soldiers, families = dead("40", 40, "Kesh soldiers"), dead("90", 90, "Kesh villagers")
    found = notes(NUMBER, scene("a", soldiers, families), scene("b", dead("95", 95, "Kesh villagers")))
    assert found == ["Figures differ: “killed 90 Kesh villagers” in Outlet a; “killed 95 Kesh villagers” in Outlet b"]


def test_shares_of_different_things_are_no_number_conflict() -> None:
    def cut(share: float, of: str) -> Did:
        sentence = f"Ostrava lowered {of} by {share:g} percent."
        return Did(sentence, "lowered", PloverType.CONCEDE, quantity=(f"{share:g} percent", share, "percent"))

    duties = (cut(15, "duties on grain from the islands"), cut(40, "the rent of fishing piers"))
    assert notes(NUMBER, *(scene(r, d) for r, d in zip("ab", duties, strict=True))) == []
    rival = (cut(15, "duties on grain from the islands"), cut(40, "duties on grain from the islands"))
    assert len(notes(NUMBER, *(scene(r, d) for r, d in zip("ab", rival, strict=True)))) == 1
