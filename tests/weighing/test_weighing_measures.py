"""Which mentions of measures come together, and under which name."""

from __future__ import annotations

from dataclasses import replace

import pytest
from weighing_stories import Act, Told, agreed_to, context_of, measures_of, tell

from accord.model.claim import PloverType, Stance
from accord.model.lineage import Lineage, Link, LinkKind, Passage
from accord.model.measure import MeasureKind, Relation, RelationKind
from accord.model.span import Span
from accord.weighing.measures.find import find_measures
from accord.weighing.measures.tokens import length_of

AGREE, REQUEST, SANCTION = PloverType.AGREE, PloverType.REQUEST, PloverType.SANCTION
ACCEPTS, DEMANDS = Stance.ACCEPTS, Stance.DEMANDS


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("halt strikes on port facilities", "a pause in attacks against the ports' facilities"),
        ("port truce", "ceasefire on ports"),
        ("full ceasefire", "an immediate full truce"),
        ("halt fighting for 30 days", "a 30-day ceasefire"),
        ("lift the embargo on Ostrava", "an end to the blockade of Ostrava"),
        ("normalise relations with Ostrava", "restoring ties with Ostrava"),
        ("exchange 40 prisoners each", "a swap of 40 captives each"),
        ("additional sanctions on Ostrava", "tougher sanctions on Ostrava"),
        ("withdraw its troops from the delta", "a withdrawal of forces from the delta"),
        ("truce talks", "negotiations on a truce"),
    ],
)
def test_two_wordings_of_one_measure_are_one(one: str, other: str) -> None:
    assert len(measures_of(one, other)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("full ceasefire", "ceasefire on ports"),
        ("ceasefire on ports", "ceasefire on railways"),
        ("ceasefire on ports", "ceasefire on ports and infrastructure"),
        ("a 30-day ceasefire", "a 90-day ceasefire"),
        ("a ceasefire", "talks on a ceasefire"),
        ("halt all military aid to Ostrava", "military aid to Ostrava"),
        ("lift the sanctions on Ostrava", "new sanctions on Ostrava"),
        ("the release of 40 prisoners", "the withdrawal of 40 tanks"),
        ("an interim deal on fishing rights", "a final settlement of the war"),
    ],
)
def test_another_scope_length_or_act_is_another_measure(one: str, other: str) -> None:
    assert len(measures_of(one, other)) == 2


def test_demands_of_the_two_sides_on_each_other_are_two_measures() -> None:
    text = "Veldria demanded an end to attacks. Ostrava insisted on an end to attacks."
    mine = Act("demanded", REQUEST, ("Veldria",), DEMANDS, "an end to attacks", to=("Ostrava",))
    yours = Act("insisted", REQUEST, ("Ostrava",), DEMANDS, "an end to attacks", to=("Veldria",))
    assert len(find_measures(context_of(tell("a", text, mine, yours)))) == 2


def test_a_bare_mention_goes_to_the_measure_the_story_calls_a_deal() -> None:
    found = measures_of("agreement to open the ports of Ostrava", "open the ports of Ostrava", "the deal", "this move")
    assert [len(m.claims) for m in found] == [4]


def test_a_bare_truce_goes_to_the_full_ceasefire_not_to_the_part() -> None:
    found = measures_of("full ceasefire", "full ceasefire", "ceasefire on ports", "the ceasefire")
    by_label = {m.label: len(m.claims) for m in found}
    assert by_label == {"full ceasefire": 3, "ceasefire on ports": 1}


def test_a_bare_mention_of_another_length_stays_by_itself() -> None:
    found = measures_of("full 30-day ceasefire", "full 30-day ceasefire", "a 5-day truce")
    assert sorted(m.duration or "" for m in found) == ["P30D", "P5D"]


@pytest.mark.parametrize(
    ("wording", "kind"),
    [
        ("full ceasefire", MeasureKind.CEASEFIRE),
        ("halt strikes on ports", MeasureKind.PARTIAL_CEASEFIRE),
        ("truce talks", MeasureKind.TALKS),
        ("exchange 40 prisoners each", MeasureKind.PRISONER_EXCHANGE),
        ("hand over 12 detainees", MeasureKind.RELEASE),
        ("halt all military aid to Ostrava", MeasureKind.AID_HALT),
        ("keep sending military aid to Ostrava", MeasureKind.AID),
        ("ease sanctions on grain", MeasureKind.SANCTIONS_RELIEF),
        ("new tariffs on grain", MeasureKind.SANCTIONS),
        ("pull back its troops from the delta", MeasureKind.WITHDRAWAL),
        ("sharply cut its army", MeasureKind.DISARMAMENT),
        ("inspections of the reactors", MeasureKind.MONITORING),
        ("reopen an embassy", MeasureKind.RECOGNITION),
        ("buy more grain", MeasureKind.TRADE),
        ("a buffer zone along the river", MeasureKind.TERRITORIAL),
        ("a resolution on the dispute", MeasureKind.LEGISLATION),
        ("a peace deal", MeasureKind.AGREEMENT),
        ("organise chess matches", MeasureKind.OTHER),
    ],
)
def test_kind(wording: str, kind: MeasureKind) -> None:
    assert measures_of(wording)[0].kind is kind


def test_label_scope_length_and_aliases_come_from_the_reports() -> None:
    long = "halt strikes on port facilities for 30 days"
    (found,) = measures_of("the port truce", long, "port ceasefire", long)
    assert found.label == long
    assert (found.scope, found.duration) == ("port facilities", "P30D")
    assert found.aliases == (long, "port ceasefire", "the port truce")
    assert [m.text for m in found.mentions] == ["the port truce", long, "port ceasefire", long]


def test_a_label_has_no_article_and_no_lone_quotation_mark() -> None:
    assert measures_of("the “unconditional ceasefire")[0].label == "unconditional ceasefire"


def test_parties_are_those_bound_not_those_who_only_comment() -> None:
    text = "Veldria accepted a truce. Ostrava refused a truce. Morvia praised a truce."
    acts = (
        Act("accepted", AGREE, ("Veldria",), ACCEPTS, "a truce"),
        Act("refused", PloverType.REJECT, ("Ostrava",), Stance.REJECTS, "a truce"),
        Act("praised", PloverType.SUPPORT, ("Morvia",), Stance.SUPPORTS, "a truce"),
    )
    assert find_measures(context_of(tell("a", text, *acts)))[0].parties == ("Ostrava", "Veldria")


def test_an_id_stays_when_later_reports_arrive() -> None:
    first = agreed_to("a", "full ceasefire")
    later = tell(
        "b",
        "Ostrava accepted the full truce.",
        Act("accepted", AGREE, ("Ostrava",), ACCEPTS, "the full truce"),
        day="2031-05-09",
    )
    (alone,), (both,) = find_measures(context_of(first)), find_measures(context_of(first, later))
    assert alone.id == both.id and len(both.claims) == 2


def test_no_measures_without_mentions() -> None:
    assert find_measures(context_of(tell("a", "Nothing happened.", Act("happened", SANCTION, ("Veldria",))))) == ()


def test_odd_wordings_do_not_break_it() -> None:
    assert measures_of("“", "the", "42", "\x00\x01", "é́‘’", "the " * 300, "a network") == ()


def test_a_rewording_at_the_same_place_of_shared_text_is_one_measure() -> None:
    one = agreed_to("a", "build a road to the coast")
    other = agreed_to("b", "carve a path to the shore")
    assert len(find_measures(context_of(one, other))) == 2
    whole = [Span(0, len(t.report.text)) for t in (one, other)]
    link = Link("a", "b", LinkKind.WIRE, 0.9, 1.0, 1.0, (Passage(whole[0], whole[1]),), "one agency's file")
    context = replace(context_of(one, other), lineage=Lineage(links=(link,)))
    assert len(find_measures(context)) == 1


def test_a_deed_without_a_measure_joins_the_one_it_carries_out_and_makes_none() -> None:
    promise = Act("will release", PloverType.RETREAT, ("Ostrava",), None, "release of Ada Lind", to=("Ada Lind",))
    deed = Act("released", PloverType.RETREAT, ("Ostrava",), None, None, to=("Ada Lind",))
    named = tell("a", "Ostrava will release her on Monday, the release of Ada Lind.", promise)
    bare = tell("b", "Ostrava released Ada Lind.", deed)
    (found,) = find_measures(context_of(named, bare))
    assert found.label == "release of Ada Lind" and len(found.claims) == 2
    assert find_measures(context_of(bare)) == ()


@pytest.mark.parametrize("measure", ["Ostrava", "it", "they"])
def test_mere_names_and_pronouns_are_no_measure(measure: str) -> None:
    assert (
        find_measures(
            context_of(
                tell("a", f"Veldria accepted {measure}.", Act("accepted", AGREE, ("Veldria",), ACCEPTS, measure))
            )
        )
        == ()
    )


def test_what_is_attacked_is_no_measure() -> None:
    act = Act("shelled", PloverType.ASSAULT, ("Veldria",), None, "the port of Sarn")
    assert find_measures(context_of(tell("a", "Veldria shelled the port of Sarn.", act))) == ()


def test_a_negation_before_the_words_belongs_to_them() -> None:
    """`does not seek` war is never a stand for war."""
    act = Act("seek", AGREE, ("Veldria",), Stance.SUPPORTS, "escalation or war")
    (found,) = find_measures(context_of(tell("a", "Veldria does not seek escalation or war.", act)))
    assert found.label == "does not seek escalation or war"


def test_a_halt_before_the_words_belongs_to_them() -> None:
    act = Act("agreed", AGREE, ("Veldria",), ACCEPTS, "strikes on ports")
    (found,) = find_measures(context_of(tell("a", "Veldria agreed on a pause in strikes on ports.", act)))
    assert (found.label, found.kind) == ("pause in strikes on ports", MeasureKind.PARTIAL_CEASEFIRE)


def test_a_bare_truce_goes_to_the_one_truce_there_is() -> None:
    assert [len(m.claims) for m in measures_of("ceasefire on ports", "port truce", "the truce")] == [3]


def test_a_pause_is_the_ceasefire_its_report_spoke_of_last() -> None:
    text = "Veldria refused a full ceasefire. Veldria accepted a ceasefire on ports. Veldria praised this pause."
    acts = (
        Act("refused", PloverType.REJECT, ("Veldria",), Stance.REJECTS, "a full ceasefire"),
        Act("accepted", AGREE, ("Veldria",), ACCEPTS, "a ceasefire on ports"),
        Act("praised", PloverType.SUPPORT, ("Veldria",), Stance.SUPPORTS, "this pause"),
    )
    sizes = {m.label: len(m.claims) for m in find_measures(context_of(tell("a", text, *acts)))}
    assert sizes == {"full ceasefire": 1, "ceasefire on ports": 2}


def test_the_deal_at_hand_is_not_the_final_one() -> None:
    found = measures_of("nuclear deal", "nuclear deal", "the deal", "a final agreement", "a permanent agreement")
    assert sorted(len(m.claims) for m in found) == [2, 3]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a 72-hour truce on ports", "the three-day truce on ports"),
        ("withdrew its troops from the delta", "a withdrawal of forces from the delta"),
        ("reopen the border crossings with Ostrava", "open Ostrava's borders"),
        ("negotiating on fishing rights", "talks on fishing rights"),
    ],
)
def test_forms_and_lengths_are_compared_by_what_they_say(one: str, other: str) -> None:
    assert len(measures_of(one, other)) == 1


def test_a_truce_after_months_of_silence_is_another_one_and_replaces_the_first() -> None:
    def report(report_id: str, day: str) -> Told:
        act = Act("agreed", AGREE, ("Veldria",), ACCEPTS, "truce")
        return tell(report_id, f"Veldria agreed to a truce, said report {report_id}.", act, day=day)

    soon = find_measures(context_of(report("a", "2031-05-02"), report("b", "2031-05-20")))
    late = find_measures(context_of(report("a", "2031-05-02"), report("b", "2031-11-20")))
    assert [len(m.claims) for m in soon] == [2]
    assert [len(m.claims) for m in late] == [1, 1]
    by_report = {m.mentions[0].report: m for m in late}
    assert by_report["b"].relations == (Relation(RelationKind.REPLACES, by_report["a"].id),)


def test_an_order_to_stop_is_told_of_the_truce() -> None:
    order = Act("ordered", PloverType.MOBILIZE, ("Veldria",), None, "halt to strikes on ports")
    found = find_measures(
        context_of(
            agreed_to("a", "ceasefire on ports"), tell("b", "Veldria ordered a halt to strikes on ports.", order)
        )
    )
    assert [len(m.claims) for m in found] == [2]


def test_the_deal_that_was_reached_is_the_truce_and_the_one_sought_is_not() -> None:
    text = (
        "Veldria and Ostrava agreed to a truce. Veldria hailed the deal. "
        "Veldria wants to reach a deal on fishing. Veldria needs a deal."
    )
    acts = (
        Act("agreed", AGREE, ("Veldria", "Ostrava"), ACCEPTS, "truce"),
        Act("hailed", PloverType.SUPPORT, ("Veldria",), Stance.SUPPORTS, "the deal"),
        Act("wants", REQUEST, ("Veldria",), DEMANDS, "deal on fishing"),
        Act("needs", REQUEST, ("Veldria",), DEMANDS, "a deal"),
    )
    wordings = {frozenset(m.aliases) for m in find_measures(context_of(tell("a", text, *acts)))}
    assert wordings == {frozenset({"truce", "the deal"}), frozenset({"deal on fishing", "a deal"})}


def test_a_deal_with_others_is_another_deal() -> None:
    act = Act("agreed", AGREE, ("Veldria", "Ostrava"), ACCEPTS, "the trade deal")
    deal = [tell(f"r{n}", f"Talks went on for {n} days. They agreed on the trade deal.", act) for n in range(12)]
    other = tell(
        "z",
        "Ostrava signed a trade deal with Morvia.",
        Act("signed", PloverType.COOPERATE, ("Ostrava",), None, "trade deal with Morvia", to=("Morvia",)),
    )
    assert sorted(len(m.claims) for m in find_measures(context_of(*deal, other))) == [1, 12]


@pytest.mark.parametrize(
    ("words", "length"),
    [
        ("a 72-hour truce", "PT72H"),
        ("a three-day truce", "P3D"),
        ("a truce for two weeks", "P14D"),
        ("a 10-year lease of the port", "P10Y"),
        ("lift the seven-year-old blockade", None),
        ("the blockade imposed five years ago", None),
        ("the first visit in 60 years", None),
        ("hold a vote within 90 days", None),
    ],
)
def test_a_time_is_a_length_only_where_it_says_how_long(words: str, length: str | None) -> None:
    assert length_of(words) == length


def test_what_comes_as_part_of_a_deal_is_not_what_the_story_calls_a_deal() -> None:
    found = measures_of(
        "release of 40 prisoners as part of an agreement",
        "release of 40 prisoners",
        "agreement to open the ports of Ostrava",
        "the deal",
    )
    assert [set(m.aliases) for m in found if "the deal" in m.aliases] == [
        {"agreement to open the ports of Ostrava", "the deal"}
    ]


def test_an_attempt_that_says_at_what_points_at_nothing_else() -> None:
    found = measures_of("agreement to open the ports of Ostrava", "attempt to join the island league", "this attempt")
    assert {frozenset(m.aliases) for m in found} == {
        frozenset({"agreement to open the ports of Ostrava", "this attempt"}),
        frozenset({"attempt to join the island league"}),
    }


def test_a_wider_truce_is_not_the_one_at_hand_and_bare_words_mean_the_latter() -> None:
    found = measures_of("a truce", "the truce", "a 60-day truce", "a wider truce", "a broader truce between the two")
    assert sorted(len(m.claims) for m in found) == [2, 3]


def test_what_must_end_is_no_demand_for_it() -> None:
    lift = tell(
        "lift",
        "Morvia urged Veldria to lift the blockade.",
        Act("urged", REQUEST, ("Morvia",), DEMANDS, "lift the blockade", to=("Veldria",)),
    )
    end = tell("end", "The blockade must end.", Act("must end", REQUEST, ("Ostrava",), DEMANDS, "blockade"))
    (measure,) = find_measures(context_of(lift, end))
    assert set(measure.aliases) | {measure.label} >= {"blockade must end", "lift the blockade"}


def test_a_verb_keeps_its_particle() -> None:
    pull = tell(
        "pull",
        "Veldria agreed to pull back its guns from the valley.",
        Act("pull", PloverType.RETREAT, ("Veldria",), ACCEPTS, "back its guns from the valley"),
    )
    (measure,) = find_measures(context_of(pull))
    assert measure.label == "pull back its guns from the valley"


def test_a_name_does_not_end_in_a_preposition() -> None:
    (measure,) = measures_of("organise hockey matches between")
    assert measure.label == "organise hockey matches"
