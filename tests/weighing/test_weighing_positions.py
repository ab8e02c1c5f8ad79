"""Who takes which stand on which measure."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from weighing_stories import Act, Told, tell, weigh

from accord.model.claim import Claims, Event, Mention, Modality, PloverType, Stance
from accord.model.entry import Position
from accord.model.lineage import Carriage, Lineage, Origin, OriginKind
from accord.model.period import Period
from accord.model.record import Chapter
from accord.model.span import Span
from accord.weighing.positions import position_line

AGREE, REJECT, REQUEST, SUPPORT = PloverType.AGREE, PloverType.REJECT, PloverType.REQUEST, PloverType.SUPPORT

MONDAY = tell(
    "monday",
    "Veldria refused a full ceasefire on Monday unless Ostrava lifts its blockade. Morvia proposed the full ceasefire.",
    Act("refused", REJECT, ("Veldria",), Stance.REJECTS, "full ceasefire",
        condition="unless Ostrava lifts its blockade", date="2031-05-05"),
    Act("proposed", REQUEST, ("Morvia",), Stance.PROPOSES, "full ceasefire"),
    day="2031-05-05",
)  # fmt: skip
THURSDAY = tell(
    "thursday",
    "Veldria accepted the full ceasefire on Thursday. Ostrava backed the full ceasefire.",
    Act("accepted", AGREE, ("Veldria",), Stance.ACCEPTS, "full ceasefire", date="2031-05-08"),
    Act("backed", SUPPORT, ("Ostrava",), Stance.SUPPORTS, "full ceasefire"),
    day="2031-05-09",
)


def positions(chapter: Chapter) -> list[Position]:
    return [e for e in chapter.entries if isinstance(e, Position)]


def stands(chapter: Chapter) -> dict[tuple[str, Stance], Position]:
    return {(p.party, p.stance): p for p in positions(chapter)}


def test_a_position_for_each_party_and_stance() -> None:
    assert set(stands(weigh(MONDAY, THURSDAY))) == {
        ("Veldria", Stance.REJECTS),
        ("Veldria", Stance.ACCEPTS),
        ("Morvia", Stance.PROPOSES),
        ("Ostrava", Stance.SUPPORTS),
    }


def test_since_condition_and_line() -> None:
    found = stands(weigh(MONDAY, THURSDAY))[("Veldria", Stance.REJECTS)]
    assert found.since == Period.parse("2031-05-05")
    assert found.condition == "unless Ostrava lifts its blockade"
    assert found.line == "Veldria rejects: full ceasefire (unless Ostrava lifts its blockade)"


def test_a_later_stand_names_the_earlier_one_and_both_stay() -> None:
    found = stands(weigh(MONDAY, THURSDAY))
    assert found[("Veldria", Stance.ACCEPTS)].earlier == (("2031-05-05", Stance.REJECTS),)
    assert found[("Veldria", Stance.REJECTS)].earlier == ()


def test_an_undated_stand_has_no_place_in_time() -> None:
    found = stands(weigh(MONDAY, THURSDAY))[("Ostrava", Stance.SUPPORTS)]
    assert (found.since, found.earlier) == (None, ())


@pytest.mark.parametrize("modality", [Modality.DENIED, Modality.POSSIBLE])
def test_what_a_report_denies_or_holds_possible_is_no_position(modality: Modality) -> None:
    text = "Veldria has not accepted a truce."
    act = Act("accepted", AGREE, ("Veldria",), Stance.ACCEPTS, "a truce", modality=modality)
    assert positions(weigh(tell("a", text, act))) == []


def test_a_deal_of_its_own_is_not_the_deal_at_hand() -> None:
    """A fear of some deal is never turned into a stand on the one under negotiation."""
    talks = tell(
        "a",
        "Veldria accepted the peace deal. Morvia criticised any deal that rewards Veldria.",
        Act("accepted", AGREE, ("Veldria",), Stance.ACCEPTS, "peace deal"),
        Act("criticised", PloverType.ACCUSE, ("Morvia",), Stance.CRITICISES, "any deal that rewards Veldria"),
    )
    on = {p.party: p.measure for p in positions(weigh(talks))}
    assert on["Veldria"] != on["Morvia"]


def test_two_reports_of_one_origin_are_one_origin() -> None:
    copy = tell("copy", THURSDAY.report.text, Act("accepted", AGREE, ("Veldria",), Stance.ACCEPTS, "full ceasefire"))
    lineage = Lineage(
        (Origin("o", "Veldria News Agency", OriginKind.AGENCY),),
        tuple(Carriage(r, "o", 1.0, 1.0, "credited") for r in ("copy", "thursday")),
    )
    found = stands(weigh(THURSDAY, copy, lineage=lineage))[("Veldria", Stance.ACCEPTS)]
    assert (found.support.reports, found.support.origins) == (2, 1)


def test_order_of_reports_changes_nothing() -> None:
    extra = tell(
        "b",
        "Ostrava demanded a truce on ports.",
        Act("demanded", REQUEST, ("Ostrava",), Stance.DEMANDS, "a truce on ports"),
    )
    chapters = [weigh(*order) for order in permutations((MONDAY, THURSDAY, extra))]
    assert all(c == chapters[0] for c in chapters)


def test_an_id_stays_when_support_arrives() -> None:
    alone = stands(weigh(MONDAY))[("Veldria", Stance.REJECTS)]
    more = stands(weigh(MONDAY, THURSDAY))[("Veldria", Stance.REJECTS)]
    assert alone.id == more.id


WORDINGS = (
    "full ceasefire",
    "truce on ports",
    "lift the blockade",
    "the deal",
    "talks with Ostrava",
    "exchange 40 prisoners",
)
ACTS = st.builds(
    Act,
    trigger=st.just("said"),
    type=st.sampled_from(PloverType),
    by=st.sampled_from([("Veldria",), ("Ostrava",), ("Veldria", "Ostrava"), ()]),
    stance=st.sampled_from([None, *Stance]),
    measure=st.sampled_from([None, *WORDINGS]),
    date=st.sampled_from([None, "2031-05-05", "2031-05-01/2031-05-09", "2031-06-01"]),
    duration=st.sampled_from([None, "P30D", "PT48H"]),
    modality=st.sampled_from(Modality),
)  # fmt: skip
TEXT = "They said so: " + ", ".join(WORDINGS) + "."


@st.composite
def tellings(draw: st.DrawFn) -> list[Told]:
    count = draw(st.integers(1, 4))
    return [
        tell(f"r{n}", TEXT, *draw(st.lists(ACTS, max_size=4, unique_by=repr)), day=f"2031-05-0{n + 1}")
        for n in range(count)
    ]


@settings(max_examples=60)
@given(tellings())
def test_every_entry_rests_on_verbatim_words_and_order_is_nothing(told: list[Told]) -> None:
    chapter = weigh(*told)
    texts = {t.report.id: t.report.text for t in told}
    for entry in chapter.entries:
        assert entry.evidence and entry.line
        assert all(e.text == e.span.of(texts[e.report]) for e in entry.evidence)
    assert weigh(*reversed(told)) == chapter


@settings(max_examples=40)
@given(tellings())
def test_a_copy_never_raises_a_support(told: list[Told]) -> None:
    """A second report of the same outlet and origin with the same words and claims."""
    first = told[0]
    acts = first.claims.events
    copy = tell("zz-copy", first.report.text, day="2031-05-01", outlet=first.report.outlet)
    copied = Told(copy.report, Claims("zz-copy", tuple(replace(e, report="zz-copy") for e in acts)))
    before = {e.id: e.support.origins for e in weigh(*told).entries}
    after = {e.id: e.support.origins for e in weigh(*told, copied).entries}
    assert all(after[i] <= n for i, n in before.items() if i in after)
    assert {p.id for p in positions(weigh(*told))} <= set(after)


def test_a_line_keeps_to_the_words_of_its_own_claims() -> None:
    """Two wordings taken for one measure: neither party is given the other's."""
    text = "Veldria backed a truce on ports. Ostrava backed a truce on ports and fishing grounds."
    one = Act("backed", SUPPORT, ("Veldria",), Stance.SUPPORTS, "truce on ports")
    other = Act(
        "backed a truce on ports and", SUPPORT, ("Ostrava",), Stance.SUPPORTS, "truce on ports and fishing grounds"
    )
    lines = {p.party: p.line for p in positions(weigh(tell("a", text, one, other)))}
    assert lines["Veldria"] == "Veldria supports: truce on ports"
    assert lines["Ostrava"] == "Ostrava supports: truce on ports and fishing grounds"


@pytest.mark.parametrize(
    ("party", "stance", "condition", "line"),
    [
        ("Veldria", Stance.ACCEPTS_IF, "if ports open", "Veldria accepts on a condition: truce (if ports open)"),
        (
            "Veldria",
            Stance.ACCEPTS_IF,
            "more details",
            "Veldria accepts on a condition: truce (condition: more details)",
        ),
        ("Western allies", Stance.DOUBTS, None, "Western allies doubt: truce"),
        ("Western allies", Stance.ACCEPTS_IF, "until May", "Western allies accept on a condition: truce (until May)"),
        ("United States", Stance.DEMANDS, None, "United States demands: truce"),
    ],
)
def test_lines_read_well(party: str, stance: Stance, condition: str | None, line: str) -> None:
    assert position_line(party, stance, "truce", condition) == line


def voice(trigger: str, stance: Stance, name: str, day: str | None = None) -> Event:
    (event,) = tell("a", VOICES, Act(trigger, AGREE, ("Veldria",), stance, "full ceasefire", date=day)).claims.events
    return replace(event, actors=(Mention(None, name),))


VOICES = "Ana Torv accepted a full ceasefire. Bo Lind rejected the full ceasefire."


def test_a_party_of_several_voices_says_whose_each_stand_is() -> None:
    told = tell("a", VOICES)
    events = (
        voice("accepted", Stance.ACCEPTS, "Ana Torv", "2031-05-01"),
        voice("rejected", Stance.REJECTS, "Bo Lind", "2031-05-02"),
    )
    found = stands(weigh(Told(told.report, Claims("a", events))))
    assert found[("Veldria", Stance.ACCEPTS)].line == "Veldria (Ana Torv) accepts: full ceasefire"
    assert found[("Veldria", Stance.REJECTS)].line == "Veldria (Bo Lind) rejects: full ceasefire"
    assert found[("Veldria", Stance.REJECTS)].earlier == ()


def test_a_change_of_mind_of_one_voice_supersedes() -> None:
    told = tell("a", VOICES)
    events = (
        voice("accepted", Stance.ACCEPTS, "Ana Torv", "2031-05-01"),
        voice("rejected", Stance.REJECTS, "Ana Torv", "2031-05-02"),
    )
    found = stands(weigh(Told(told.report, Claims("a", events))))
    assert found[("Veldria", Stance.REJECTS)].earlier == (("2031-05-01", Stance.ACCEPTS),)


def test_a_day_after_the_report_is_no_day_of_a_stand() -> None:
    act = Act("accepted", AGREE, ("Veldria",), Stance.ACCEPTS, "a truce", date="2031-06-01")
    (found,) = positions(weigh(tell("a", "Veldria accepted a truce.", act, day="2031-05-02")))
    assert found.since is None


def turns(*days: tuple[str, Stance]) -> dict[Stance, Position]:
    words = {
        Stance.REJECTS: ("refused", REJECT),
        Stance.ACCEPTS: ("accepted", AGREE),
        Stance.PROPOSES: ("put", REQUEST),
    }
    told = []
    for day, stance in days:
        verb, kind = words[stance]
        act = Act(verb, kind, ("Veldria",), stance, "full ceasefire", date=day)
        told.append(tell(f"on-{day}", f"Veldria {verb} the full ceasefire.", act, day=day))
    return {p.stance: p for p in positions(weigh(*told))}


def test_refused_on_monday_accepted_on_thursday() -> None:
    found = turns(("2031-05-05", Stance.REJECTS), ("2031-05-08", Stance.ACCEPTS))
    assert found[Stance.REJECTS].superseded == Period.parse("2031-05-08")
    assert found[Stance.ACCEPTS].superseded is None


def test_who_turns_twice_holds_the_first_stand_since_it_came_back_to_it() -> None:
    found = turns(("2031-05-05", Stance.REJECTS), ("2031-05-08", Stance.ACCEPTS), ("2031-05-10", Stance.REJECTS))
    refuses, accepts = found[Stance.REJECTS], found[Stance.ACCEPTS]
    assert (refuses.since, refuses.superseded) == (Period.parse("2031-05-10"), None)
    assert accepts.superseded == Period.parse("2031-05-10")
    assert refuses.earlier == (("2031-05-05", Stance.REJECTS), ("2031-05-08", Stance.ACCEPTS))


def test_to_accept_what_one_has_proposed_takes_nothing_back() -> None:
    found = turns(("2031-05-05", Stance.PROPOSES), ("2031-05-08", Stance.ACCEPTS))
    assert found[Stance.PROPOSES].superseded is None
    assert found[Stance.ACCEPTS].earlier == (("2031-05-05", Stance.PROPOSES),)


def spoken(text: str, name: str, party: str = "Veldria") -> Told:
    """Somebody whom the reader takes to act for a party rejects a truce."""
    told = tell("a", f"{text} A truce it was.", Act("rejected", REJECT, (party,), Stance.REJECTS, "truce"))
    at = text.index(name)
    (event,) = told.claims.events
    event = replace(event, actors=(Mention(Span(at, at + len(name)), name),))
    return Told(told.report, Claims("a", (event,)))


@pytest.mark.parametrize(
    ("text", "name", "holder"),
    [
        ("Veldrian President Mira Haldane rejected the truce.", "Mira Haldane", "Veldria"),
        ("A Veldrian government spokesman, Ilo Brandt, rejected the truce.", "Ilo Brandt", "Veldria"),
        ("Veldrian opposition leader Ana Torv rejected the truce.", "Ana Torv", "Ana Torv"),
        ("Former Veldrian president Mara Ilen rejected the truce.", "Mara Ilen", "Mara Ilen"),
        ("Jan Roe, a Veldrian lawmaker, rejected the truce.", "Jan Roe", "Jan Roe"),
        ("Jonas Kerr, the defence minister, rejected the truce to the opposition.", "Jonas Kerr", "Veldria"),
        ("The opposition wept, and Jonas Kerr rejected the truce.", "Jonas Kerr", "Veldria"),
    ],
)
def test_a_critic_speaks_for_no_party(text: str, name: str, holder: str) -> None:
    (found,) = positions(weigh(spoken(text, name)))
    assert found.party == holder
    assert found.voices == ((name,) if holder == "Veldria" else ())


def test_a_leader_and_a_critic_hold_two_stands() -> None:
    told = spoken("Veldrian opposition leader Ana Torv rejected the truce.", "Ana Torv")
    leader = tell("b", "Veldria accepted the truce.", Act("accepted", AGREE, ("Veldria",), Stance.ACCEPTS, "truce"))
    assert {(p.party, p.stance) for p in positions(weigh(told, leader))} == {
        ("Ana Torv", Stance.REJECTS),
        ("Veldria", Stance.ACCEPTS),
    }
