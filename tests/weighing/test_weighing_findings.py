"""What an editor must know across the reports of a story."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from weighing_scenes import Did, Said, Scene, context_of, findings_in, findings_of, notes, scene, shelled

from accord.model.claim import PloverType, QuoteKind, Stance
from accord.model.finding import FindingKind
from accord.model.lineage import Link, LinkKind, Passage
from accord.model.span import Span
from accord.weighing.contacts import find_contacts
from accord.weighing.context import Context
from accord.weighing.incidents.find import find_incidents
from accord.weighing.quotations.find import find_quotations

AGREE, REQUEST, REJECT, AID = PloverType.AGREE, PloverType.REQUEST, PloverType.REJECT, PloverType.AID
NUMBER, DATE, SCOPE = FindingKind.NUMBER_CONFLICT, FindingKind.DATE_CONFLICT, FindingKind.SCOPE_CONFLICT
WHO, STANCE, DRIFT = FindingKind.ATTRIBUTION_CONFLICT, FindingKind.STANCE_CONFLICT, FindingKind.QUOTE_DRIFT
SHARED, SINGLE = FindingKind.SHARED_ORIGIN, FindingKind.SINGLE_ORIGIN


def agreed(
    measure: str, by: str = "Ostrava", stance: Stance = Stance.ACCEPTS, verb: str = "agreed to", **f: object
) -> Did:
    kind = {Stance.REJECTS: REJECT, Stance.DEMANDS: REQUEST}.get(stance, AGREE)
    values: dict[str, object] = {"by": (by,), "stance": stance, "measure": measure} | f
    return Did(f"{by} {verb} {measure}.", verb, kind, **values)  # type: ignore[arg-type]


def test_one_report_alone_yields_no_finding() -> None:
    assert findings_of(scene("a", shelled("Five", 5))) == ()


def test_a_difference_inside_one_origin_is_called_an_edit() -> None:
    (note,) = notes(
        NUMBER, scene("a", shelled("Five", 5), origin="Wire"), scene("b", shelled("Nine", 9), origin="Wire")
    )
    assert note.endswith("(one origin: an edit, not two accounts)")


def blast(when: str, on: str | None) -> Did:
    return Did(f"Explosions shook Orsk {when}.", "Explosions", place="Orsk", when=when, on=on)


def shelled_by(name: str) -> Did:
    sentence = f"{name} shelled the market of Lomas."
    return Did(sentence, "shelled the market", by=(name,), parties=(name,), place="Lomas")


def with_confidence(context: Context, sure: dict[str, float]) -> Context:
    """The context as a reader would give it that is so sure of events whose measure or actor has these words."""
    claims = []
    for own in context.claims:
        events = []
        for event in own.events:
            words = event.sentence.of(context.reports[event.report].text)
            events.append(replace(event, confidence=next((c for w, c in sure.items() if w in words), None)))
        claims.append(replace(own, events=tuple(events)))
    return replace(context, claims=tuple(claims))


CALL = "“We will open {} ports,” Ada Morn said."
SURRENDER = "a shameless surrender of the coast"
TOLD_TWICE: dict[FindingKind, tuple[Did | Said, Did | Said]] = {
    NUMBER: (shelled("Five", 5), shelled("Nine", 9)),
    DATE: (blast("on Tuesday", "2031-05-06"), blast("on Wednesday", "2031-05-07")),
    SCOPE: (
        agreed("halt strikes on port infrastructure"),
        agreed("halt strikes on port and infrastructure sites"),
    ),
    WHO: (shelled_by("Ostrava"), shelled_by("Kesh rebels")),
    STANCE: (
        agreed("the thirty-day port truce"),
        agreed("the thirty-day port truce", stance=Stance.REJECTS, verb="refused"),
    ),
    DRIFT: (
        Said(CALL.format("both"), "We will open both ports"),
        Said(CALL.format("all"), "We will open all ports"),
    ),
}


@pytest.mark.parametrize("kind", TOLD_TWICE)
def test_a_difference_is_an_edit_inside_one_origin_and_a_conflict_across_two(kind: FindingKind) -> None:
    one, two = TOLD_TWICE[kind]
    (across,) = notes(kind, scene("a", one), scene("b", two))
    (inside,) = notes(kind, scene("a", one, origin="Wire"), scene("b", two, origin="Wire"))
    assert inside == f"{across} (one origin: an edit, not two accounts)"


def test_words_given_to_two_speakers_inside_one_origin_are_an_edit() -> None:
    one = Said(f"“It is {SURRENDER},” Ada Morn said.", f"It is {SURRENDER}")
    two = Said(f"Lawmakers called it “{SURRENDER}”.", f"it “{SURRENDER}", "Lawmakers", QuoteKind.MIXED, None)
    (note,) = notes(WHO, scene("a", one, origin="Wire"), scene("b", two, origin="Wire"))
    assert note.endswith("(one origin: an edit, not two accounts)")


@pytest.mark.parametrize("kind", [DATE, WHO, STANCE])
def test_a_conflict_needs_two_sure_readings(kind: FindingKind) -> None:
    context = context_of(*(scene(r, told) for r, told in zip("ab", TOLD_TWICE[kind], strict=True)))
    words = {DATE: "Wednesday", WHO: "rebels", STANCE: "refused"}[kind]
    for confidence, expected in ((0.4, 0), (0.6, 1)):
        found = findings_in(with_confidence(context, {words: confidence}))
        assert sum(f.kind is kind for f in found) == expected


def test_a_stand_told_by_a_person_names_the_person() -> None:
    yes = agreed("the thirty-day port truce", by="Ada Morn", parties=("Ostrava",))
    no = agreed("the thirty-day port truce", stance=Stance.REJECTS, verb="refused")
    (note,) = notes(STANCE, scene("a", yes), scene("b", no))
    assert "Ostrava (Ada Morn) is for it in Outlet a (“" in note


def test_one_act_on_two_days_is_a_date_conflict() -> None:
    found = notes(DATE, scene("a", blast("on Tuesday", "2031-05-06")), scene("b", blast("on Wednesday", "2031-05-07")))
    assert found == ["Times differ for “Explosions”: “on Tuesday” in Outlet a; “on Wednesday” in Outlet b"]


def test_a_length_of_time_from_what_nobody_says_is_in_no_conflict_with_a_day() -> None:
    told = [blast("on Tuesday", "2031-05-06"), blast("a few hours", None)]
    assert notes(DATE, scene("a", told[0]), scene("b", told[1])) == []


def test_one_act_timed_differently_by_another_act_is_a_date_conflict() -> None:
    early, late = blast("shortly after the call", "2031-05-06"), blast("hours after the call", "2031-05-06")
    assert len(notes(DATE, scene("a", early), scene("b", late))) == 1


@pytest.mark.parametrize(
    ("when", "on"), [("on Tuesday", "2031-05-06"), ("on 6 May", "2031-05-06"), ("late on Tuesday", "2031-05-06")]
)
def test_two_ways_of_naming_one_day_are_none(when: str, on: str) -> None:
    assert notes(DATE, scene("a", blast("on Tuesday", "2031-05-06")), scene("b", blast(when, on))) == []


def test_a_compound_against_a_list_is_a_scope_conflict() -> None:
    one = agreed("halt strikes on port infrastructure")
    two = agreed("halt strikes on port and infrastructure sites")
    (note,) = notes(SCOPE, scene("a", one), scene("b", two))
    assert "“halt strikes on port infrastructure” in Outlet a" in note


def test_another_object_of_one_demand_is_a_scope_conflict() -> None:
    one = agreed("an end to all military aid for Veldria", stance=Stance.DEMANDS, verb="demanded")
    two = agreed("an end to foreign intelligence aid for Veldria", stance=Stance.DEMANDS, verb="demanded")
    assert len(notes(SCOPE, scene("a", one), scene("b", two))) == 1


def test_the_same_measure_in_other_words_is_no_scope_conflict() -> None:
    one, two = agreed("halt strikes on ports"), agreed("pause strikes on ports")
    assert notes(SCOPE, scene("a", one), scene("b", two)) == []


def test_an_act_put_to_another_actor_is_an_attribution_conflict() -> None:
    one = Did("Ostrava shelled the market of Lomas.", "shelled the market", by=("Ostrava",), place="Lomas")
    two = Did("Kesh rebels shelled the market of Lomas.", "shelled the market", by=("Kesh rebels",), place="Lomas")
    (note,) = notes(WHO, scene("a", one), scene("b", two))
    assert note == "Actors differ for “shelled the market of Lomas”: Kesh rebels in Outlet b; Ostrava in Outlet a"


def test_words_given_to_two_speakers_are_an_attribution_conflict() -> None:
    words = "a shameless surrender of the coast"
    one = Said(f"“It is {words},” Ada Morn said.", f"It is {words}")
    two = Said(f"Lawmakers called it “{words}”.", f"it “{words}", "Lawmakers", QuoteKind.MIXED, None)
    (note,) = notes(WHO, scene("a", one), scene("b", two))
    assert note == f"Speakers differ for “{words}”: Ada Morn in Outlet a; Lawmakers in Outlet b"


def test_one_party_for_and_against_is_a_stance_conflict() -> None:
    yes = agreed("the thirty-day port truce")
    no = agreed("the thirty-day port truce", stance=Stance.REJECTS, verb="refused")
    (note,) = notes(STANCE, scene("a", yes), scene("b", no))
    assert note.startswith(
        "Accounts are opposed: Ostrava is for it in Outlet a (“agreed to the thirty-day port truce”)"
    )


def test_acceptance_and_acceptance_on_a_condition_are_a_stance_conflict() -> None:
    yes = agreed("the thirty-day port truce")
    maybe = agreed("the thirty-day port truce", stance=Stance.ACCEPTS_IF, verb="may agree to")
    assert len(notes(STANCE, scene("a", yes), scene("b", maybe))) == 1


def test_agreeing_reports_conflict_in_nothing() -> None:
    one = scene("a", agreed("the thirty-day port truce"), shelled("Five", 5), blast("on Tuesday", "2031-05-06"))
    two = scene("b", *one.claims)
    conflicts = [f for f in findings_of(one, two) if f.kind not in (SHARED, SINGLE)]
    assert conflicts == []


def test_reports_of_one_origin_are_named_as_one() -> None:
    scenes = [scene(r, agreed("the port truce"), origin="Wire") for r in "abc"]
    (finding,) = [f for f in findings_of(*scenes) if f.kind is SHARED]
    assert finding.reports == ("a", "b", "c")
    assert finding.note == (
        "Outlet a, Outlet b and Outlet c carry one origin, Wire: they count once, and do not confirm one another"
    )


def test_a_shared_origin_shows_the_sentences_of_the_passages_both_carry() -> None:
    lines = tuple(
        blast(f"at dawn, and the {n} families of the hill left their houses for the port", None) for n in range(4)
    )
    context = context_of(scene("a", *lines, origin="Wire"), scene("b", *lines, origin="Wire"))
    whole = Span(0, len(context.reports["a"].text))
    link = Link("a", "b", LinkKind.WIRE, 1.0, 1.0, 1.0, (Passage(whole, whole),), "the same words")
    (finding,) = [
        f for f in findings_in(replace(context, lineage=replace(context.lineage, links=(link,)))) if f.kind is SHARED
    ]
    sentences = [claim.sentence for claim in lines]
    assert len(finding.evidence) == 4
    assert all(e.text in sentences for e in finding.evidence)


def test_long_words_two_origins_both_quote_are_one_statement() -> None:
    words = "We will open both ports within ten days and keep them open"
    said = Said(f"“{words},” Ada Morn said.", words)
    (note,) = notes(SHARED, scene("a", said), scene("b", said))
    assert note == "Outlet a and Outlet b quote the same words of Ada Morn: one statement, not two confirmations"


def test_what_one_origin_alone_has_is_listed() -> None:
    alone = agreed("a withdrawal of its fleet from the northern strait", stance=Stance.DEMANDS, verb="demanded")
    both = agreed("the thirty-day port truce")
    (note,) = notes(SINGLE, scene("a", both, alone), scene("b", both))
    assert note == "Only Outlet a has: demanded a withdrawal of its fleet from the northern strait"


def test_what_one_origin_alone_has_is_one_finding_the_surest_and_weightiest_first() -> None:
    demand = agreed("a withdrawal of its fleet from the northern strait", stance=Stance.DEMANDS, verb="demanded")
    doubt = agreed("the reopening of mines in the eastern hills", stance=Stance.DEMANDS, verb="demanded")
    context = context_of(scene("a", doubt, demand), scene("b", agreed("the thirty-day port truce")))
    unsure = with_confidence(context, {"reopening": 0.2, "withdrawal": 0.9})
    (note,) = [f.note for f in findings_in(unsure) if f.kind is SINGLE and f.reports == ("a",)]
    assert note.startswith(
        "Only Outlet a has: demanded a withdrawal of its fleet from the northern strait; demanded the"
    )


def test_a_story_of_one_origin_lists_nothing_as_single() -> None:
    alone = agreed("a withdrawal of its fleet from the northern strait", stance=Stance.DEMANDS, verb="demanded")
    assert notes(SINGLE, scene("a", alone, origin="Wire"), scene("b", agreed("the truce"), origin="Wire")) == []


def test_drift_names_the_words() -> None:
    one = Said("“We will open both ports,” Ada Morn said.", "We will open both ports")
    two = Said("“We will open all ports,” Ada Morn said.", "We will open all ports")
    assert notes(DRIFT, scene("a", one), scene("b", two)) == [
        "Ada Morn: words changed: “all” in one, “both” in another (Outlet b against Outlet a)"
    ]


def test_an_editor_of_many_reports_is_not_drowned() -> None:
    alone = [agreed(f"the closing of pier {n} in the {n} valleys of Kesh", by=f"Guild {n}") for n in range(30)]
    found = findings_of(*(scene(f"r{n}", claim) for n, claim in enumerate(alone)))
    assert 8 <= len(found) <= 24


STORY = (
    scene("a", shelled("Five", 5), agreed("the port truce"), blast("on Tuesday", "2031-05-06"), origin="Wire"),
    scene("b", shelled("Nine", 9), agreed("the port truce", stance=Stance.REJECTS, verb="refused")),
    scene(
        "c", blast("on Wednesday", "2031-05-07"), Said("“We will open both ports,” Ada Morn said.", "open both ports")
    ),
)


def test_order_of_reports_changes_nothing() -> None:
    assert findings_of(*STORY) == findings_of(*reversed(STORY))


def test_a_copy_makes_no_new_conflict_and_keeps_the_ids() -> None:
    copy = Scene("d", STORY[0].claims, "Wire", STORY[0].day, "Outlet d")
    conflicts = (NUMBER, DATE, SCOPE, WHO, STANCE, DRIFT)
    before = {f.id: f for f in findings_of(*STORY) if f.kind in conflicts}
    after = {f.id: f for f in findings_of(*STORY, copy) if f.kind in conflicts}
    assert set(before) == set(after)
    assert all(set(before[i].reports) <= set(after[i].reports) for i in before)


def test_every_finding_shows_verbatim_words_and_touches_entries_that_exist() -> None:
    context = context_of(*STORY)
    for finding in findings_in(context):
        assert finding.evidence
        assert set(finding.reports) == {e.report for e in finding.evidence}
        assert all(context.text(e.report, e.span) == e.text for e in finding.evidence)


@pytest.mark.parametrize("word", ["breach", "violat", "lie", "false", "true"])
def test_no_finding_judges(word: str) -> None:
    assert all(word not in f.note.lower().split() for f in findings_of(*STORY))


POOL: tuple[Did | Said, ...] = (
    shelled("Five", 5),
    shelled("Nine", 9),
    blast("on Tuesday", "2031-05-06"),
    blast("on Wednesday", "2031-05-07"),
    agreed("the thirty-day port truce"),
    agreed("the thirty-day port truce", stance=Stance.REJECTS, verb="refused"),
    agreed("an end to all military aid for Veldria", stance=Stance.DEMANDS, verb="demanded"),
    agreed("an end to foreign intelligence aid for Veldria", stance=Stance.DEMANDS, verb="demanded"),
    Did("Ada Morn and Ilo Brandt spoke by phone.", "spoke by phone", PloverType.CONSULT, by=("Ada Morn", "Ilo Brandt")),
    Said("“We will open both ports,” Ada Morn said.", "We will open both ports"),
    Said("“We will open all ports,” Ada Morn said.", "We will open all ports"),
    Said("Morn said the ports would open.", "the ports would open", "Morn", QuoteKind.INDIRECT),
)
STORIES = st.lists(st.lists(st.sampled_from(POOL), min_size=1, max_size=6, unique=True), min_size=1, max_size=4)


@settings(max_examples=50)
@given(STORIES, st.integers(0, 3))
def test_a_copy_of_any_report_raises_no_support_and_makes_no_conflict(told: list[list[Did | Said]], which: int) -> None:
    scenes = [scene(f"r{n}", *claims) for n, claims in enumerate(told)]
    first = scenes[which % len(scenes)]
    copy = Scene("zz", first.claims, first.origin, first.day, "Outlet zz")
    before, after = context_of(*scenes), context_of(*scenes, copy)
    assert _supports(before) == _supports(after)
    assert _conflicts(before) == _conflicts(after)


def _supports(context: Context) -> list[tuple[str, int]]:
    entries = (*find_incidents(context, ()), *find_contacts(context), *find_quotations(context))
    return sorted((e.id, e.support.origins) for e in entries)


def _conflicts(context: Context) -> set[str]:
    return {f.id for f in findings_in(context) if f.kind in (NUMBER, DATE, SCOPE, WHO, STANCE, DRIFT)}


@pytest.mark.parametrize("other", ["a truce on the ports at once", "an immediate port ceasefire"])
def test_wordings_that_bound_a_measure_alike_are_no_scope_conflict(other: str) -> None:
    one, two = agreed("a port truce"), agreed(other)
    assert notes(SCOPE, scene("a", one), scene("b", two)) == []
    wider = agreed("a truce on ports and railways")
    assert len(notes(SCOPE, scene("a", one), scene("b", wider))) == 1
