"""Rulings on what entries are made of: claims that were misread, measures, and who is who."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from weighing_scenes import Said, context_of, scene
from weighing_stories import Act, Told, own_origins, tell, weigh

from accord.errors import RulingError
from accord.model.actor import Sameness
from accord.model.claim import PloverType, Stance
from accord.model.entry import Position, Quotation
from accord.model.measure import Measure
from accord.model.period import Period
from accord.model.record import Chapter, Record
from accord.model.ruling import Ruling, RulingAction
from accord.weighing.actors.find import find_actor_links, settled_names
from accord.weighing.quotations.find import find_quotations
from accord.weighing.rulings.apply import apply_rulings
from accord.weighing.rulings.checking import check_ruling
from accord.weighing.rulings.subjects import with_subjects

AGREE, REJECT = PloverType.AGREE, PloverType.REJECT
NINE = datetime(2031, 5, 10, 9, tzinfo=UTC)
ONE = tell(
    "one",
    "Veldria accepted a full ceasefire. Ostrava refused a halt of strikes on ports.",
    Act("accepted", AGREE, ("Veldria",), Stance.ACCEPTS, "full ceasefire", date="2031-05-02"),
    Act("refused", REJECT, ("Ostrava",), Stance.REJECTS, "halt of strikes on ports"),
)
TWO = tell(
    "two",
    "Keshar accepted a full ceasefire too. Morvia demanded the release of prisoners.",
    Act("accepted", AGREE, ("Keshar",), Stance.ACCEPTS, "full ceasefire"),
    Act("demanded", PloverType.REQUEST, ("Morvia",), Stance.DEMANDS, "release of prisoners"),
)
TOLD = (ONE, TWO)


def record(*rulings: Ruling) -> Record:
    reports = tuple(t.report for t in TOLD)
    chapter = weigh(*TOLD, rulings=rulings)
    return Record(reports, tuple(t.claims for t in TOLD), own_origins(list(reports)), (chapter,), rulings=rulings)


def decided(action: RulingAction, *targets: str, hour: int = 0, **fields: object) -> Ruling:
    ruling = Ruling(action, targets, "desk", NINE.replace(hour=9 + hour), "for a reason", **fields)  # type: ignore[arg-type]
    return with_subjects(record(), ruling)


def after(*rulings: Ruling) -> Chapter:
    return weigh(*TOLD, rulings=rulings)


def measure(chapter: Chapter, words: str) -> Measure:
    return next(m for m in chapter.measures if words in m.label)


def positions(chapter: Chapter) -> dict[str, Position]:
    return {e.party: e for e in chapter.entries if isinstance(e, Position)}


PLAIN = after()
TRUCE, HALT, RELEASE = (measure(PLAIN, words).id for words in ("ceasefire", "ports", "release"))
REFUSED = next(e for e in ONE.claims.events if e.parties == ("Ostrava",))


def test_a_claim_that_was_misread_is_weighed_as_corrected_under_its_own_id() -> None:
    chapter = after(
        decided(RulingAction.CORRECT, REFUSED.id, field_name="stance", value="accepts"),
        decided(RulingAction.CORRECT, REFUSED.id, hour=1, field_name="parties", value='["Orland"]'),
        decided(RulingAction.CORRECT, REFUSED.id, hour=2, field_name="date", value="2031-05-01"),
    )
    found = positions(chapter)
    assert "Ostrava" not in found
    assert found["Orland"].stance is Stance.ACCEPTS
    assert {e.claim for e in found["Orland"].evidence} == {REFUSED.id}
    assert str(found["Orland"].since) == str(Period.parse("2031-05-01"))
    assert len(chapter.ruled) == 3


def test_a_claim_left_out_is_weighed_no_more() -> None:
    chapter = after(decided(RulingAction.DISMISS, REFUSED.id))
    assert "Ostrava" not in positions(chapter)
    assert HALT not in {m.id for m in chapter.measures}


def test_a_confirmed_claim_is_sure() -> None:
    chapter = after(decided(RulingAction.CONFIRM, REFUSED.id))
    assert [e.confidence for e in positions(chapter)["Ostrava"].evidence] == [1.0]


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("colour", "red", "no field"),
        ("stance", "loves", "does not fit"),
        ("measure", "words of nobody", "not in the report"),
        ("parties", "[1]", "wants words"),
        ("duration", "30 days", "ISO 8601"),
        ("type", None, "does not fit"),
    ],
)
def test_a_correction_without_meaning_is_refused(field: str, value: str | None, says: str) -> None:
    wrong = decided(RulingAction.CORRECT, REFUSED.id, field_name=field, value=value)
    with pytest.raises(RulingError, match=says):
        check_ruling(record(), wrong)
    assert after(wrong) == PLAIN


def test_measures_ruled_the_same_are_one_and_so_are_the_stands_on_them() -> None:
    ruling = decided(RulingAction.SAME, TRUCE, HALT)
    chapter = after(ruling)
    whole = measure(chapter, "ceasefire")
    assert (whole.id, whole.rulings) == (TRUCE, (ruling.id,))
    assert HALT not in {m.id for m in chapter.measures}
    assert set(whole.claims) == set(measure(PLAIN, "ceasefire").claims) | set(measure(PLAIN, "ports").claims)
    assert positions(chapter)["Ostrava"].measure == TRUCE
    assert all(r.measure in {m.id for m in chapter.measures} for m in chapter.measures for r in m.relations)


FISH = "Veldria accepted talks on fishing rights in Orland."
GRAIN = "Keshar accepted talks on grain tariffs in Morvia."


def accepted(report: str, text: str, who: str, words: str) -> Told:
    return tell(report, text, Act("accepted", AGREE, (who,), Stance.ACCEPTS, words))


def test_measures_ruled_apart_are_two_when_another_reading_makes_them_one() -> None:
    two = (
        accepted("one", FISH, "Veldria", "talks on fishing rights in Orland"),
        accepted("two", GRAIN, "Keshar", "talks on grain tariffs in Morvia"),
    )
    one = (accepted("one", FISH, "Veldria", "talks"), accepted("two", GRAIN, "Keshar", "talks"))
    chapter = weigh(*two)
    fish, grain = sorted(chapter.measures, key=lambda m: m.mentions[0].report)
    reports = tuple(t.report for t in two)
    was = Record(reports, tuple(t.claims for t in two), own_origins(list(reports)), (chapter,))
    apart = with_subjects(was, Ruling(RulingAction.NOT_SAME, (fish.id, grain.id), "desk", NINE))
    assert len(weigh(*one).measures) == 1
    kept = weigh(*one, rulings=(apart,))
    assert kept.ruled == (apart.id,)
    assert sorted({e.report for e in m.mentions} for m in kept.measures) == [{"one"}, {"two"}]
    assert grain.id in {m.id for m in kept.measures}
    assert len({p.measure for p in positions(kept).values()}) == 2


def test_measures_that_are_two_already_stay_as_they_are_when_ruled_apart() -> None:
    apart = decided(RulingAction.NOT_SAME, TRUCE, HALT)
    chapter = after(apart)
    assert [m.id for m in chapter.measures] == [m.id for m in PLAIN.measures]
    assert chapter.ruled == (apart.id,)


def test_a_split_gives_some_claims_of_a_measure_to_another() -> None:
    claims = measure(PLAIN, "ceasefire").claims
    ruling = decided(RulingAction.SPLIT, TRUCE, claims=claims[1:])
    chapter = after(ruling)
    parts = [m for m in chapter.measures if "ceasefire" in m.label]
    assert [m.claims for m in parts] == [claims[:1], claims[1:]]
    assert [p.measure for p in positions(chapter).values() if p.party in ("Veldria", "Keshar")] == [m.id for m in parts]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("label", "truce of May"),
        ("kind", "talks"),
        ("parties", '["Orland"]'),
        ("scope", "the coast"),
        ("duration", "P30D"),
    ],
)
def test_every_field_of_a_measure_can_be_corrected(field: str, value: str) -> None:
    ruling = decided(RulingAction.CORRECT, TRUCE, field_name=field, value=value)
    check_ruling(record(), ruling)
    found = next(m for m in after(ruling).measures if m.id == TRUCE)
    expected: object = ("Orland",) if field == "parties" else value
    assert (getattr(found, field), found.rulings) == (expected, (ruling.id,))


def test_a_corrected_label_is_that_of_the_stands() -> None:
    chapter = after(decided(RulingAction.CORRECT, TRUCE, field_name="label", value="truce of May"))
    assert measure(chapter, "truce of May").id == TRUCE


def test_a_measure_can_be_confirmed_or_left_out() -> None:
    assert measure(after(decided(RulingAction.CONFIRM, TRUCE)), "ceasefire").confirmed
    chapter = after(decided(RulingAction.DISMISS, RELEASE))
    assert RELEASE not in {m.id for m in chapter.measures} and "Morvia" not in positions(chapter)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (Ruling(RulingAction.SAME, (TRUCE,), "desk", NINE), "two or more"),
        (Ruling(RulingAction.NOT_SAME, (TRUCE, HALT, RELEASE), "desk", NINE), "exactly two"),
        (Ruling(RulingAction.SAME, (TRUCE, "Veldria"), "desk", NINE), "one kind"),
        (Ruling(RulingAction.SAME, (REFUSED.id, TRUCE), "desk", NINE), "can't be ruled"),
        (Ruling(RulingAction.MERGE, (REFUSED.id, TRUCE), "desk", NINE), "can't be ruled"),
        (Ruling(RulingAction.CONFIRM, ("Veldria",), "desk", NINE), "can't be ruled"),
        (Ruling(RulingAction.SAME, ("Veldria", "Keshar", "Morvia"), "desk", NINE), "exactly two"),
        (Ruling(RulingAction.SAME, ("one", "two"), "desk", NINE), None),
        (Ruling(RulingAction.DISMISS, ("one", "two"), "desk", NINE), "can't be ruled"),
        (Ruling(RulingAction.SPLIT, (TRUCE,), "desk", NINE), "does not rest on"),
    ],
)
def test_what_can_be_ruled_of_what(wrong: Ruling, says: str | None) -> None:
    if says is None:
        check_ruling(record(), wrong)
        return
    with pytest.raises(RulingError, match=says):
        check_ruling(record(), wrong)


def test_two_names_that_nothing_links_are_one_by_a_ruling_and_two_by_another() -> None:
    same = decided(RulingAction.SAME, "Veldria", "Keshar")
    chapter = after(same)
    (link,) = chapter.actors
    assert (link.sameness, link.ruling, link.reason) == (Sameness.SAME, same.id, "for a reason")
    assert len({"Veldria", "Keshar"} & positions(chapter).keys()) == 1
    assert chapter.ruled == (same.id,)
    apart = after(same, decided(RulingAction.NOT_SAME, "Keshar", "Veldria", hour=1))
    assert apart.actors[0].sameness is Sameness.APART
    assert {"Veldria", "Keshar"} <= positions(apart).keys()


def test_names_kept_apart_are_not_brought_together_by_a_third() -> None:
    scenes = [
        scene("a", Said("“We stay,” Ada Morn said.", "We stay", "Ada Morn")),
        scene("b", Said("“We go,” Ada Mornn said.", "We go", "Ada Mornn")),
        scene("c", Said("“We wait,” Ada Maria Morn said.", "We wait", "Ada Maria Morn")),
    ]
    context = context_of(*scenes)
    names = {name for link in context.actors for name in (link.name, link.other)}
    best = settled_names(context.actors)
    assert len({best.get(name, name) for name in names}) == 1
    one, two = "Ada Maria Morn", "Ada Morn"
    ruling = Ruling(RulingAction.NOT_SAME, (one, two), "desk", NINE)
    reports = tuple(context.reports.values())
    whole = Record(reports, context.claims)
    kept = with_subjects(whole, ruling)
    links = find_actor_links(context.claims, context.reports, [kept])
    best = settled_names(links)
    assert best.get(one, one) != best.get(two, two)


def test_quotations_ruled_the_same_are_one_and_ruled_apart_stay_two() -> None:
    said = ("We will open two ports to the grain ships", "Nobody fires while the convoys pass the strait")
    context = context_of(*(scene(n, Said(f"“{w},” Ada Morn said.", w)) for n, w in zip("ab", said, strict=True)))
    one, two = find_quotations(context)
    chapter = Chapter(context.story, (), (one, two), ())
    same = Ruling(RulingAction.SAME, (one.id, two.id), "desk", NINE)
    (merged,) = (e for e in apply_rulings(chapter, [same], context).entries if isinstance(e, Quotation))
    assert {v.text for v in merged.variants} == {v.text for q in (one, two) for v in q.variants}
    apart = Ruling(RulingAction.NOT_SAME, (one.id, two.id), "desk", NINE)
    was = Record(tuple(context.reports.values()), context.claims, chapters=(chapter,))
    kept = with_subjects(was, apart)
    # a later reading has both quotations as one, under the first's id
    whole = Chapter(context.story, (), (merged,), ())
    found = [e for e in apply_rulings(whole, [kept], context).entries if isinstance(e, Quotation)]
    assert [q.id for q in found] == [one.id, two.id]
    assert [q.variants for q in found] == [one.variants, two.variants]
