"""How measures are related to each other, and where reports give one another number."""

from __future__ import annotations

import pytest
from weighing_stories import Act, Told, context_of, measures_of, tell

from accord.model.claim import PloverType, Stance
from accord.model.measure import Relation, RelationKind
from accord.weighing.measures.find import find_measures

AGREE, REQUEST, SANCTION = PloverType.AGREE, PloverType.REQUEST, PloverType.SANCTION
ACCEPTS, DEMANDS = Stance.ACCEPTS, Stance.DEMANDS


def relations_of(*wordings: str) -> set[tuple[str, RelationKind, str]]:
    found = measures_of(*wordings)
    label = {m.id: m.label for m in found}
    return {(m.label, r.kind, label[r.measure]) for m in found for r in m.relations}


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        ("ceasefire on ports", "full ceasefire"),
        ("ceasefire on ports", "ceasefire on ports and infrastructure"),
        ("30-day ceasefire", "90-day ceasefire"),
        ("interim agreement", "final agreement"),
    ],
)
def test_a_variant_of_less_reach_is_narrower_and_the_other_wider(narrow: str, wide: str) -> None:
    assert relations_of(narrow, wide) == {(narrow, RelationKind.NARROWER, wide), (wide, RelationKind.WIDER, narrow)}


@pytest.mark.parametrize(
    ("one", "other"), [("ceasefire on ports", "ceasefire on railways"), ("aid to Ostrava", "30-day ceasefire")]
)
def test_measures_apart_are_not_related(one: str, other: str) -> None:
    assert relations_of(one, other) == set()


def test_an_extension_is_a_measure_of_its_own_that_extends_the_truce() -> None:
    assert relations_of("the truce", "the truce", "extension of the truce") == {
        ("extension of the truce", RelationKind.EXTENDS, "truce")
    }


def test_what_is_said_to_replace_another_replaces_it() -> None:
    text = "Veldria proposed monitoring of the ports to replace the withdrawal of forces. Ostrava agreed."
    acts = (
        Act("proposed", REQUEST, ("Veldria",), Stance.PROPOSES, "monitoring of the ports"),
        Act("replace", PloverType.REJECT, ("Veldria",), Stance.REJECTS, "withdrawal of forces"),
    )
    found = {m.label: m for m in find_measures(context_of(tell("a", text, *acts)))}
    new, old = found["monitoring of the ports"], found["withdrawal of forces"]
    assert (new.relations, old.relations) == ((Relation(RelationKind.REPLACES, old.id),), ())


def _freed(report_id: str, number: int, more: str = "") -> Told:
    words = f"exchange {number} prisoners"
    act = Act("agreed", AGREE, ("Veldria",), ACCEPTS, words, quantity=(f"{number} prisoners", number, "prisoners"))
    return tell(report_id, f"Veldria agreed to {words} with Ostrava. {more}", act)


def test_numbers_that_differ_are_rivals_and_equal_ones_are_none() -> None:
    (differ,) = find_measures(context_of(_freed("a", 40), _freed("b", 45), _freed("c", 45, "It was late.")))
    assert [(r.value, [e.report for e in r.evidence]) for r in differ.rivals] == [
        ("45 prisoners", ["b", "c"]),
        ("40 prisoners", ["a"]),
    ]
    (same,) = find_measures(context_of(_freed("a", 40), _freed("b", 40)))
    assert same.rivals == ()


def test_a_copy_makes_no_rival_weigh_more() -> None:
    once = find_measures(context_of(_freed("a", 40), _freed("b", 45)))
    twice = find_measures(context_of(_freed("a", 40), _freed("b", 45), _freed("d", 45)))
    assert [r.value for r in once[0].rivals] == [r.value for r in twice[0].rivals]
