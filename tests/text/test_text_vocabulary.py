"""States no table lists are told by their adjective and their name."""

from __future__ import annotations

import pytest

from accord.text.names.vocabulary import unlisted_states


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Veldria agreed. The Veldrian president said so.", {"Veldria"}),
        ("Keshar refused. Kesharan troops left.", {"Keshar"}),
        ("The Norlish government of Norland met.", set()),
        ("Marbo and Tolland. Marbese officials spoke, and a Tollandic minister.", {"Marbo", "Tolland"}),
        ("The Veldrian president said so.", set()),
        ("A Veldrian restaurant opened in Veldria.", set()),
        ("The Russian president spoke in Russia.", set()),
        ("The veldrian president of Veldria", set()),
        ("", set()),
    ],
)
def test_states_are_told_by_adjective_and_name(text: str, states: set[str]) -> None:
    found = unlisted_states(text)
    assert {known.party for known in found.values()} == states


def test_name_adjective_and_people_stand_for_the_state() -> None:
    found = unlisted_states("Veldria agreed. The Veldrian president told Veldrians so.")
    assert {phrase: known.name for phrase, known in found.items()} == {
        "Veldria": "Veldria",
        "Veldrian": "Veldria",
        "Veldrians": "Veldria",
    }
