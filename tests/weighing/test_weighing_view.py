"""Names across reports, acts inside other acts, what can be negotiated, clauses that stand alone."""

from __future__ import annotations

import pytest
from weighing_scenes import Did, Said, context_of, scene

from accord.model.claim import PloverType, Stance
from accord.weighing.embedding import Embedding
from accord.weighing.incidents.clauses import clause_of
from accord.weighing.measures.negotiable import is_negotiable

FULL = Did("Ada Morn met sailors.", "met", PloverType.CONSULT, by=("Ada Morn",), parties=("Veldria",))
SHORT = Did("Morn praised the truce.", "praised", PloverType.SUPPORT, by=("Morn",), parties=())


def test_a_last_name_is_the_one_full_name_of_the_story() -> None:
    context = context_of(scene("a", FULL), scene("b", SHORT))
    (event,) = (e for e in context.events() if e.report == "b")
    assert [m.name for m in event.actors] == ["Ada Morn"]


def test_the_id_stays_that_of_the_stored_claim() -> None:
    (alone,) = context_of(scene("b", SHORT)).events()
    (settled,) = (e for e in context_of(scene("a", FULL), scene("b", SHORT)).events() if e.report == "b")
    assert settled.actors != alone.actors
    assert settled.id == alone.id


def test_a_last_name_of_two_people_stays_as_it_is() -> None:
    other = Did("Petra Morn left.", "left", PloverType.RETREAT, by=("Petra Morn",), parties=("Ostrava",))
    context = context_of(scene("a", FULL, other), scene("b", SHORT))
    (event,) = (e for e in context.events() if e.report == "b")
    assert [m.name for m in event.actors] == ["Morn"]


def test_a_house_is_no_person() -> None:
    house = Did("White House welcomed it.", "welcomed", PloverType.SUPPORT, by=("White House",), parties=("Aurelia",))
    vote = Did("House passed it.", "passed", PloverType.AGREE, by=("House",), parties=())
    context = context_of(scene("a", house), scene("b", vote))
    assert [m.name for e in context.events() if e.report == "b" for m in e.actors] == ["House"]


def test_the_party_another_report_gives_is_taken_over() -> None:
    said = Said("“We will stay,” Ada Morn said.", "We will stay", "Ada Morn", party="Veldria")
    context = context_of(scene("a", said), scene("b", SHORT))
    (event,) = context.events()
    assert event.parties == ("Veldria",)


def demand(sentence: str, trigger: str, measure: str, by: str = "Veldria", to: tuple[str, ...] = ()) -> Did:
    return Did(sentence, trigger, PloverType.REQUEST, by=(by,), to=to, stance=Stance.DEMANDS, measure=measure)


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("Veldria expects Ostrava to accept the truce.", True),
        ("Veldria hopes to get Ostrava to quickly accept the truce.", True),
        ("Ostrava is ready to accept the truce.", False),
        ("Ostrava will accept the truce.", False),
    ],
)
def test_what_is_only_asked_of_a_party_is_not_its_stand(sentence: str, asked: bool) -> None:
    act = Did(sentence, "accept", PloverType.AGREE, by=("Ostrava",), stance=Stance.ACCEPTS, measure="the truce")
    context = context_of(scene("a", act))
    (event,) = context.events()
    assert Embedding(context).is_wished(event) is asked


def test_an_attack_that_is_to_stop_is_the_object_of_another_act() -> None:
    sentence = "Veldria agreed to halt attacks on ports."
    agreed = Did(
        sentence, "agreed", PloverType.AGREE, ("Veldria",), stance=Stance.ACCEPTS, measure="halt attacks on ports"
    )
    context = context_of(scene("a", agreed, Did(sentence, "attacks", by=("Veldria",))))
    assert [Embedding(context).is_object(e) for e in context.events()] == [False, True]


@pytest.mark.parametrize(
    ("measure", "negotiable"),
    [
        ("Ostrava’s proposal to organise matches", True),
        ("Ostrava’s capital", False),
        ("halt attacks on ports", True),
        ("more details", True),
        ("withdrawal of troops from the Orlan valley", True),
        ("release the crew", True),
        ("any settlement must protect the ports", True),
        ("attend", False),
        ("the Orlan valley", False),
        ("Ostravan forces", False),
        ("call it peace", False),
        ("Ostrava was continuing its offensive", False),
    ],
)
def test_what_can_be_negotiated(measure: str, negotiable: bool) -> None:
    context = context_of(scene("a", demand(f"Veldria demanded {measure}.", "demanded", measure)))
    (event,) = context.events()
    assert is_negotiable(context, event) is negotiable


@pytest.mark.parametrize(
    ("sentence", "trigger", "told"),
    [
        ("Explosions were heard in Orsk, residents said.", "Explosions", "Explosions were heard in Orsk"),
        ("Veldria said that guns had shelled the port.", "shelled", "guns had shelled the port"),
        ("Two dockers and a sailor were killed by fire.", "killed", "Two dockers and a sailor were killed by fire"),
        ("Troops attempted an assault on Lomas, but fled.", "assault", "Troops attempted an assault on Lomas"),
        ("He spoke soon after the attacks.", "attacks", None),
        ("Killed on Tuesday, they were mourned.", "Killed", None),
    ],
)
def test_an_incident_is_told_by_a_clause_that_stands_alone(sentence: str, trigger: str, told: str | None) -> None:
    context = context_of(scene("a", Did(sentence, trigger)))
    (event,) = context.events()
    clause = clause_of(context, event)
    assert (clause and context.text("a", clause.span)) == told
