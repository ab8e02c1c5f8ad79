"""What the record says happened on the ground."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from weighing_scenes import Did, Said, context_of, scene

from accord.model.claim import Modality, PloverType, QuoteKind
from accord.model.entry import Commitment, Status, StatusChange
from accord.model.evidence import Evidence, Support
from accord.model.span import Span
from accord.weighing.incidents.find import find_incidents

BLASTS = Did(
    "Explosions shook Orsk on Tuesday.", "Explosions", to=("Veldria",), place="Orsk", when="Tuesday", on="2031-05-06"
)
SIRENS = Did(
    "Explosions and sirens were heard in Orsk, radio reporters said.",
    "Explosions",
    to=("Veldria",),
    place="Orsk",
    on="2031-05-06",
    speaker="radio reporters",
)
CLAIMED = Did(
    "Veldria said Ostravan troops shelled Lomas on Tuesday.",
    "shelled",
    by=("Ostrava",),
    to=("Veldria",),
    place="Lomas",
    on="2031-05-06",
    speaker="Veldria",
)


def halt(**changes: object) -> Commitment:
    fields: dict[str, object] = {
        "id": "c1",
        "story": "story",
        "line": "Ostrava halts its strikes on ports",
        "support": Support(1, 1, 1),
        "evidence": (Evidence("a", Span(0, 4), "halt"),),
        "debtors": ("Ostrava",),
        "beneficiaries": ("Veldria",),
        "measure": "m1",
        "what": "halt strikes on ports",
        "starts": date(2031, 5, 6),
        "ends": date(2031, 6, 5),
    }
    return Commitment(**(fields | changes))  # type: ignore[arg-type]


def test_one_incident_in_two_reports_is_one_entry() -> None:
    (incident,) = find_incidents(context_of(scene("a", BLASTS), scene("b", SIRENS)), ())
    assert (incident.support.reports, incident.support.origins) == (2, 2)
    assert incident.place == "Orsk"
    assert incident.on is not None
    assert incident.on.iso == "2031-05-06"


def test_the_line_is_a_sentence_that_says_who_reports() -> None:
    (incident,) = find_incidents(context_of(scene("a", BLASTS), scene("b", SIRENS)), ())
    assert incident.line == (
        "Explosions shook Orsk on Tuesday 6 May 2031; on the word of radio reporters and the reports' own"
    )


def test_two_copies_of_one_origin_support_once() -> None:
    context = context_of(scene("a", BLASTS, origin="Wire"), scene("b", BLASTS, origin="Wire"))
    (incident,) = find_incidents(context, ())
    assert (incident.support.reports, incident.support.origins) == (2, 1)


def test_another_place_or_another_day_is_another_incident() -> None:
    elsewhere = Did("Explosions shook Lomas on Tuesday.", "Explosions", place="Lomas", on="2031-05-06")
    before = Did("Explosions shook Orsk on Saturday.", "Explosions", place="Orsk", on="2031-05-03")
    found = find_incidents(context_of(scene("a", BLASTS), scene("b", elsewhere), scene("c", before)), ())
    places = {(i.place, i.on.iso if i.on else None) for i in found}
    assert places == {("Orsk", "2031-05-03"), ("Lomas", "2031-05-06"), ("Orsk", "2031-05-06")}
    assert found[0].place == "Orsk"


@pytest.mark.parametrize(
    "background",
    [
        Did("Ostrava shelled Orsk last year.", "shelled", place="Orsk", when="last year", on="2030-01-01/2030-12-31"),
        Did("Ostrava has shelled Orsk throughout the war.", "shelled", place="Orsk", when="throughout the war"),
        Did("Ostrava could shell Orsk.", "shell", place="Orsk", modality=Modality.POSSIBLE),
        Did("Ostrava will shell Orsk.", "shell", place="Orsk", modality=Modality.FUTURE),
        Did("Shelling is terrible.", "Shelling"),
    ],
)
def test_what_is_old_or_not_done_is_no_incident(background: Did) -> None:
    assert find_incidents(context_of(scene("a", background)), ()) == ()


def test_a_claim_is_put_to_who_makes_it() -> None:
    (incident,) = find_incidents(context_of(scene("a", CLAIMED)), ())
    assert incident.alleged_actor == ("Ostrava",)
    assert incident.claimed_by == ("Veldria",)
    assert incident.denied_by == ()
    assert "on the word of Veldria" in incident.line


def test_a_denial_of_the_alleged_actor_is_kept() -> None:
    denial = Did(
        "Ostrava denied shelling Lomas.", "denied", PloverType.REJECT, by=("Ostrava",), measure="shelling Lomas"
    )
    (incident,) = find_incidents(context_of(scene("a", CLAIMED, denial)), ())
    assert incident.denied_by == ("Ostrava",)
    assert incident.line.endswith("denied by Ostrava")


def test_a_report_that_says_nobody_was_hurt_denies_nothing_for_the_actor() -> None:
    unhurt = Did("Nobody was hurt in Lomas.", "hurt", by=("Ostrava",), place="Lomas", modality=Modality.DENIED)
    (incident,) = find_incidents(context_of(scene("a", CLAIMED, unhurt)), ())
    assert incident.denied_by == ()


def test_an_act_in_words_that_are_denied_is_a_denial_of_the_same_incident() -> None:
    sentence = "Ostrava denied its troops shelled Lomas."
    inside = Did(sentence, "shelled", by=("Ostrava",), to=("Veldria",), place="Lomas", speaker="Ostrava")
    words = Said(sentence, "its troops shelled Lomas", "Ostrava", QuoteKind.INDIRECT, "Ostrava", "denied")
    (incident,) = find_incidents(context_of(scene("a", CLAIMED), scene("b", inside, words)), ())
    assert (incident.claimed_by, incident.denied_by) == (("Veldria",), ("Ostrava",))
    assert find_incidents(context_of(scene("b", inside, words)), ()) == ()


def test_an_act_timed_by_a_call_has_the_day_of_the_call() -> None:
    call = Did("Ada Morn and Ilo Brandt held a call on Tuesday.", "call", PloverType.CONSULT, on="2031-05-06")
    after = Did("Sirens wailed in Orsk a few hours after the call.", "Sirens wailed", place="Orsk")
    (incident,) = find_incidents(context_of(scene("a", call, after)), (halt(),))
    assert incident.on is not None
    assert incident.on.iso == "2031-05-06"


def test_whose_sirens_wailed_is_no_allegation() -> None:
    wailed = Did(
        "Veldria’s sirens wailed in Orsk on Tuesday.", "sirens wailed", by=("Veldria",), place="Orsk", on="2031-05-06"
    )
    (incident,) = find_incidents(context_of(scene("a", wailed)), ())
    assert incident.alleged_actor == ()


def test_two_harms_told_in_one_breath_are_one_incident() -> None:
    sentence = "Two dockers were killed and nine people wounded in the port."
    killed = Did(sentence, "killed", quantity=("Two dockers", 2, "dockers"), on="2031-05-06")
    wounded = Did(sentence, "wounded", quantity=("nine people", 9, "people"), on="2031-05-06")
    (incident,) = find_incidents(context_of(scene("a", killed, wounded)), ())
    assert [q.value for q in incident.quantities] == [2, 9]


def test_rival_figures_stand_side_by_side() -> None:
    five = Did(
        "Five people died in shelling in Lomas.",
        "died",
        place="Lomas",
        on="2031-05-06",
        quantity=("Five people", 5, "people"),
    )
    nine = Did(
        "Nine people died in shelling in Lomas.",
        "died",
        place="Lomas",
        on="2031-05-06",
        quantity=("Nine people", 9, "people"),
    )
    (incident,) = find_incidents(context_of(scene("a", five), scene("b", nine)), ())
    assert [q.value for q in incident.quantities] == [5, 9]


@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        ({}, True),
        ({"starts": date(2031, 5, 7)}, False),
        ({"ends": date(2031, 5, 5), "starts": date(2031, 4, 5)}, False),
        ({"debtors": ("Morvia",), "beneficiaries": ("Kesh",)}, False),
        ({"what": "exchange 40 prisoners"}, False),
        ({"starts": None, "due": None}, False),
    ],
)
def test_it_may_bear_on_a_halt_in_force_between_those_involved(changes: dict[str, object], asked: bool) -> None:
    (incident,) = find_incidents(context_of(scene("a", CLAIMED)), (halt(**changes),))
    assert [b.commitment for b in incident.bears_on] == (["c1"] if asked else [])
    assert "breach" not in incident.line
    assert "violat" not in incident.line


def test_order_of_reports_changes_nothing() -> None:
    one = find_incidents(context_of(scene("a", BLASTS, CLAIMED), scene("b", SIRENS)), (halt(),))
    two = find_incidents(context_of(scene("b", SIRENS), scene("a", BLASTS, CLAIMED)), (halt(),))
    assert one == two


def test_an_empty_story_has_none() -> None:
    assert find_incidents(context_of(), ()) == ()


def test_harm_has_the_lowest_the_best_attested_and_the_highest_figure() -> None:
    def toll(words: str, value: float) -> Did:
        sentence = f"{words} people were killed in shelling in Lomas."
        counted = (f"{words} people", value, "people")
        return Did(sentence, "killed", place="Lomas", on="2031-05-06", quantity=counted)

    reports = [
        scene("a", toll("Five", 5), origin="Wire"),
        scene("b", toll("Five", 5), origin="Wire"),
        scene("c", toll("Seven", 7)),
        scene("d", toll("Seven", 7)),
        scene("e", toll("Nine", 9)),
    ]
    (incident,) = find_incidents(context_of(*reports), ())
    (killed,) = incident.harm
    assert (killed.unit, killed.low, killed.best, killed.high) == ("killed", 5, 7, 9)
    assert len(killed.claims) == 5


def test_why_it_may_bear_on_a_commitment_is_said() -> None:
    shelled = replace(CLAIMED, sentence="Veldria said Ostravan troops shelled the port of Lomas on Tuesday.")
    (incident,) = find_incidents(context_of(scene("a", shelled)), (halt(what="halt strikes on Veldrian ports"),))
    (bearing,) = incident.bears_on
    assert bearing.time == "in force from 6 May to 5 June 2031; reported for Tuesday 6 May 2031"
    assert bearing.scope == "both speak of strikes and ports"
    assert bearing.place == "both name Veldrian"
    assert bearing.party == "attributed to Ostrava, which owes it"


def test_what_was_superseded_before_is_no_longer_in_force() -> None:
    extended = StatusChange(date(2031, 5, 6), Status.SUPERSEDED, "extended")
    (incident,) = find_incidents(context_of(scene("a", CLAIMED)), (halt(history=(extended,)),))
    assert incident.bears_on == ()


def test_a_verb_keeps_its_particle() -> None:
    sirens = Did("The sirens of Orsk went off during the raid.", "went", place="Orsk", on="2031-05-06")
    before = Did("The sirens of Orsk went off.", "went", place="Orsk", on="2031-05-06")
    for told in (sirens, before):
        (incident,) = find_incidents(context_of(scene("a", told)), ())
        assert "went off" in incident.what


def test_words_that_name_another_month_have_no_day() -> None:
    told = Did("Ostravan troops shelled the port of Lomas in March.", "shelled", place="Lomas", on="2031-05-06")
    (incident,) = find_incidents(context_of(scene("a", told)), ())
    assert (incident.on, "no day given" in incident.line) == (None, True)
