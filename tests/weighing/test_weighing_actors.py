"""One person under several names: merged with a reason, suggested where doubtful, kept apart where two."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import permutations

import pytest
from weighing_scenes import Did, Said, Scene, context_of, scene
from weighing_stories import Act, Told, own_origins, tell, weigh

from accord.errors import RulingError
from accord.model.actor import ActorLink, Sameness
from accord.model.claim import PloverType, Stance
from accord.model.record import Record
from accord.model.ruling import Ruling, RulingAction
from accord.weighing.actors.find import settled_names
from accord.weighing.rulings.checking import check_ruling

SAME, PERHAPS, APART = Sameness.SAME, Sameness.PERHAPS, Sameness.APART


def said(report: str, *speakers: tuple[str, str | None]) -> Scene:
    claims = [Said(f"“We will stay,” {name} said.", "We will stay", name, party=party) for name, party in speakers]
    return scene(report, *claims)


def links(*scenes: Scene) -> tuple[ActorLink, ...]:
    return context_of(*scenes).actors


MERGED = [
    ("Ada Veldrensky", "Ada Veldrenskyy", "one name in two spellings"),
    ("Ada Veldrenskiy", "Veldrensky", "the family name in another spelling"),
    ("Ada Morn", "Morn", "the family name"),
    ("Ada Morn", "MORN", "the family name"),
    ("Kim Jal Un", "Kim Jal-un", "one name in two spellings"),
    ("Jinpo Xi", "Xi Jinpo", "the same names in another order"),
    ("Ada Maria Morn", "Ada Morn", "one name with and without a middle name"),
    ("Mohammed Qasr", "Muhammad Kasr", "names that differ by a few letters"),
    ("A. Morn", "Ada Morn", "the same family name, and an initial that fits"),
    ("Alex Morn", "Alexander Morn", "the same family name, and a given name that fits"),
]


@pytest.mark.parametrize(("one", "two", "why"), MERGED)
def test_names_of_one_person_are_merged_with_a_reason(one: str, two: str, why: str) -> None:
    (link,) = links(said("a", (one, "Veldria")), said("b", (two, "Veldria")))
    assert {link.name, link.other} == {one, two} and link.sameness is SAME
    assert link.reason == f"{why}, both for Veldria; 2 reports"
    assert {e.text for e in link.evidence} == {one, two}


def test_the_same_office_speaks_for_a_name_that_is_a_few_letters_apart() -> None:
    full = Said("“We will stay,” said Foreign Minister Ada Haldane.", "We will stay", "Ada Haldane")
    short = Said("“We will stay,” Foreign Minister Haldan said.", "We will stay", "Haldan")
    (link,) = links(scene("a", full), scene("b", short))
    assert (link.name, link.sameness) == ("Ada Haldane", SAME)
    assert (
        link.reason == "the family name, a few letters apart, both for Veldria, both called foreign minister; 2 reports"
    )


TWO_PEOPLE = [
    ("Ada Morn", "Petra Morn"),
    ("Ada Orlov", "Ada Orlova"),
    ("Ada Morn", "Ada Harl"),
    ("Ada Maria Morn", "Ada Petra Morn"),
    ("Hassan Qasr", "Hussein Qasr"),
    ("Morn", "Harl"),
]


@pytest.mark.parametrize(("one", "two"), TWO_PEOPLE)
def test_namesakes_are_kept_apart(one: str, two: str) -> None:
    assert links(said("a", (one, "Veldria")), said("b", (two, "Veldria"))) == ()


DOUBTFUL = [
    (("Ada Morn", "Veldria"), ("Morn", "Ostrava")),
    (("Ada Veldrensky", "Veldria"), ("Ada Veldrenskyy", "Ostrava")),
    (("Ada Haldane", "Veldria"), ("Ada Haldan", None)),
    (("Ada Haldane", "Veldria"), ("Haldan", "Veldria")),
    (("A. Morn", "Veldria"), ("Ada Morn", None)),
]


@pytest.mark.parametrize(("one", "two"), DOUBTFUL)
def test_another_party_or_a_slip_is_a_suggestion_and_merges_nothing(
    one: tuple[str, str | None], two: tuple[str, str | None]
) -> None:
    context = context_of(said("a", one), said("b", two))
    (link,) = context.actors
    assert link.sameness is PERHAPS and not settled_names(context.actors)
    assert {q.speaker.name for q in context.quotes() if q.speaker} == {one[0], two[0]}


def test_an_initial_that_fits_two_people_is_merged_with_neither() -> None:
    scenes = [said("a", ("Ada Morn", "Veldria"), ("Alan Morn", "Veldria")), said("b", ("A. Morn", "Veldria"))]
    found = links(*scenes)
    assert [(k.name, k.other, k.sameness) for k in found] == [
        ("Ada Morn", "A. Morn", PERHAPS),
        ("Alan Morn", "A. Morn", PERHAPS),
    ]


def test_a_family_name_of_two_people_is_suggested_by_its_party() -> None:
    two = said("a", ("Ada Morn", "Veldria"), ("Petra Morn", "Ostrava"))
    (link,) = links(two, said("b", ("Morn", "Ostrava")))
    assert (link.name, link.sameness) == ("Petra Morn", PERHAPS)
    assert links(two, said("b", ("Morn", None))) == ()


def test_the_record_takes_the_name_most_reports_have() -> None:
    scenes = [
        said("a", ("Ada Veldrenskyy", None)),
        said("b", ("Ada Veldrensky", None)),
        said("c", ("Veldrenskiy", None)),
    ]
    scenes.append(said("d", ("Ada Veldrensky", None)))
    context = context_of(*scenes)
    assert {q.speaker.name for q in context.quotes() if q.speaker} == {"Ada Veldrensky"}
    for order in permutations(scenes):
        assert context_of(*order).actors == context.actors


def test_parties_and_bodies_are_no_people() -> None:
    strike = Did("Veldria struck Tolmar.", "struck", by=("Veldria",), to=("Tolmar",))
    house = Did("House passed it.", "passed", PloverType.AGREE, by=("House",), parties=())
    other = Did("White House welcomed it.", "welcomed", PloverType.SUPPORT, by=("White House",), parties=())
    assert links(scene("a", strike, house), scene("b", other)) == ()


def struck(report: str, by: str) -> Scene:
    return scene(report, Did(f"{by} struck the port.", "struck", by=(by,), to=("Veldria",)))


PARTIES = [
    ("Qasrid Front", "Kasrid Front", SAME, "one party in two spellings; 2 reports"),
    ("rebels", "Rebels", SAME, "one party in two spellings; 2 reports"),
    ("pro-Keshar rebels", "pro-Keshar separatists", PERHAPS, "fighters called otherwise; 2 reports"),
    ("pro-Keshar rebels", "rebels", PERHAPS, "the only fuller name for rebels; 2 reports"),
    ("Haldane Brigades", "Haldan Brigades", PERHAPS, "names that differ by a few letters; 2 reports"),
]


@pytest.mark.parametrize(("one", "two", "sameness", "reason"), PARTIES)
def test_parties_spelt_otherwise_are_one_and_those_called_otherwise_may_be(
    one: str, two: str, sameness: Sameness, reason: str
) -> None:
    context = context_of(struck("a", one), struck("b", two))
    (link,) = context.actors
    assert (link.sameness, link.reason) == (sameness, reason) and len(link.evidence) == 2
    assert {p for e in context.events() for p in e.parties} == ({link.name} if sameness is SAME else {one, two})


@pytest.mark.parametrize(
    ("one", "two"),
    [("North Tolmar", "South Tolmar"), ("Slovakia", "Slovenia"), ("pro-Keshar rebels", "pro-Orlan rebels")],
)
def test_parties_of_other_names_are_kept_apart(one: str, two: str) -> None:
    assert links(struck("a", one), struck("b", two)) == ()


def test_bare_rebels_are_not_said_to_be_one_of_two_groups() -> None:
    found = links(struck("a", "pro-Keshar rebels"), struck("b", "pro-Orlan rebels"), struck("c", "rebels"))
    assert found == ()


def told_of(*names: str) -> list[Told]:
    """One telling of each, of a party nobody says."""
    out = []
    for n, name in enumerate(names):
        act = Act("accepted", PloverType.AGREE, (name,), Stance.ACCEPTS, "full ceasefire")
        told = tell(f"report-{n}", f"{name} accepted a full ceasefire.", act)
        events = tuple(replace(e, parties=()) for e in told.claims.events)
        out.append(replace(told, claims=replace(told.claims, events=events)))
    return out


def ruled(action: RulingAction, *targets: str, reason: str = "", supersedes: str | None = None) -> Ruling:
    return Ruling(action, targets, "desk", datetime(2031, 5, 10, tzinfo=UTC), reason, supersedes=supersedes)


def test_a_ruling_merges_a_suggestion_and_another_keeps_the_names_apart() -> None:
    told = told_of("Ada Haldane", "Ada Haldan")
    (link,) = weigh(*told).actors
    assert link.sameness is PERHAPS
    confirm = ruled(RulingAction.CONFIRM, link.id, reason="the same minister")
    (same,) = weigh(*told, rulings=(confirm,)).actors
    assert (same.id, same.sameness, same.reason, same.ruling) == (link.id, SAME, "the same minister", confirm.id)
    dismiss = ruled(RulingAction.DISMISS, link.id, supersedes=confirm.id)
    (apart,) = weigh(*told, rulings=(confirm, dismiss)).actors
    assert (apart.sameness, apart.reason, apart.ruling) == (APART, "said by desk", dismiss.id)


def test_a_ruling_undoes_a_merge_and_holds_when_reports_are_added() -> None:
    (link,) = weigh(*told_of("Ada Morn", "Morn")).actors
    dismiss = ruled(RulingAction.DISMISS, link.id)
    later = weigh(*told_of("Ada Morn", "Morn", "Ada Morn", "Petra Harl"), rulings=(dismiss,)).actors
    assert link.sameness is SAME and [k.sameness for k in later] == [APART]
    assert not settled_names(later)


def test_names_can_only_be_confirmed_or_dismissed() -> None:
    told = told_of("Ada Haldane", "Ada Haldan")
    chapter = weigh(*told)
    reports = [t.report for t in told]
    record = Record(tuple(reports), tuple(t.claims for t in told), own_origins(reports), (chapter,))
    (link,) = chapter.actors
    check_ruling(record, ruled(RulingAction.CONFIRM, link.id))
    check_ruling(record, ruled(RulingAction.DISMISS, link.id))
    for wrong in (
        ruled(RulingAction.CORRECT, link.id),
        ruled(RulingAction.MERGE, link.id, "0123456789abcdef"),
        ruled(RulingAction.CONFIRM, link.id, link.id),
    ):
        with pytest.raises(RulingError):
            check_ruling(record, wrong)
