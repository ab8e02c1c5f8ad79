"""Where reports differ: the readings side by side, with what stands behind each."""

from __future__ import annotations

import pytest
from weighing_scenes import Did, Said, Scene, findings_of, scene, shelled

from accord.model.claim import PloverType, Stance
from accord.model.finding import Contrast, FindingKind


def contrast_of(kind: FindingKind, *scenes: Scene) -> Contrast:
    (found,) = (f.contrast for f in findings_of(*scenes) if f.kind is kind)
    assert found is not None
    return found


def test_the_reading_of_most_origins_comes_first() -> None:
    five, nine = shelled("Five", 5), shelled("Nine", 9)
    found = contrast_of(FindingKind.NUMBER_CONFLICT, scene("a", five), scene("b", nine), scene("c", nine))
    assert [(r.said, r.support.origins) for r in found.readings] == [
        ("“killed Nine people”", 2),
        ("“killed Five people”", 1),
    ]
    assert [[e.report for e in r.evidence] for r in found.readings] == [["b", "c"], ["a"]]
    assert (found.about, found.apart, found.edit) == ("Figures differ", round(4 / 9, 3), False)


def test_a_copy_adds_a_report_to_a_reading_and_no_origin() -> None:
    five, nine = shelled("Five", 5), shelled("Nine", 9)
    wire = (scene("b", nine, origin="Wire"), scene("c", nine, origin="Wire"))
    found = contrast_of(FindingKind.NUMBER_CONFLICT, scene("a", five), *wire)
    assert {r.said: (r.support.reports, r.support.origins) for r in found.readings} == {
        "“killed Nine people”": (2, 1),
        "“killed Five people”": (1, 1),
    }


def test_readings_of_one_origin_are_an_edit() -> None:
    scenes = (scene("a", shelled("Five", 5), origin="Wire"), scene("b", shelled("Nine", 9), origin="Wire"))
    assert contrast_of(FindingKind.NUMBER_CONFLICT, *scenes).edit


@pytest.mark.parametrize(("day", "apart"), [("2031-05-08", 0.1), ("2031-05-09", 0.2)])
def test_days_lie_apart_by_a_tenth_each(day: str, apart: float) -> None:
    def signed(on: str, when: str) -> Did:
        sentence = f"Ostrava signed the thirty-day port truce on {when}."
        return Did(
            sentence, "signed", PloverType.AGREE, by=("Ostrava",), measure="thirty-day port truce", when=when, on=on
        )

    scenes = (scene("a", signed("2031-05-07", "Wednesday")), scene("b", signed(day, "another day")))
    assert contrast_of(FindingKind.DATE_CONFLICT, *scenes).apart == apart


def test_a_stance_conflict_names_who_stands_where() -> None:
    def on_truce(verb: str, stance: Stance, kind: PloverType) -> Did:
        sentence = f"Ostrava {verb} the thirty-day port truce."
        return Did(sentence, verb, kind, by=("Ostrava",), stance=stance, measure="the thirty-day port truce")

    yes = on_truce("agreed to", Stance.ACCEPTS, PloverType.AGREE)
    no = on_truce("refused", Stance.REJECTS, PloverType.REJECT)
    found = contrast_of(FindingKind.STANCE_CONFLICT, scene("a", yes), scene("b", no))
    assert sorted(r.said for r in found.readings) == ["Ostrava is against it", "Ostrava is for it"]


def test_words_whose_meaning_changes_lie_as_far_apart_as_can_be() -> None:
    def said(words: str) -> Said:
        return Said(f"“{words},” Ada Morn said.", words)

    changed = (scene("a", said("We will accept the port truce")), scene("b", said("We will not accept the port truce")))
    found = contrast_of(FindingKind.QUOTE_DRIFT, *changed)
    assert (found.about, found.apart) == ("Ada Morn: negation differs", 1.0)
    assert {r.said for r in found.readings} == {
        "“We will accept the port truce”",
        "“We will not accept the port truce”",
    }


def test_what_one_origin_alone_tells_has_no_rivals() -> None:
    found = findings_of(scene("a", shelled("Five", 5)), scene("b", shelled("Nine", 9)))
    assert [f.contrast for f in found if f.kind is FindingKind.SINGLE_ORIGIN] == [None] * sum(
        f.kind is FindingKind.SINGLE_ORIGIN for f in found
    )


@pytest.mark.parametrize(
    ("told", "on", "conflicts"),
    [
        ("2031-05-06", "2031-05-06", 0),  # told before the stand moved
        ("2031-05-08", "2031-05-06", 1),  # told after it: this report still has the party on the other side
        ("2031-05-06", None, 1),  # no day to tell the two apart by
    ],
)
def test_a_stand_that_moved_since_is_no_conflict(told: str, on: str | None, conflicts: int) -> None:
    def on_truce(verb: str, stance: Stance, kind: PloverType, day: str | None) -> Did:
        sentence = f"Ostrava {verb} the thirty-day port truce."
        return Did(sentence, verb, kind, by=("Ostrava",), stance=stance, measure="the thirty-day port truce", on=day)

    no = scene("a", on_truce("refused", Stance.REJECTS, PloverType.REJECT, on), day=told)
    yes = scene("b", on_truce("agreed to", Stance.ACCEPTS, PloverType.AGREE, "2031-05-07"), day="2031-05-08")
    assert sum(f.kind is FindingKind.STANCE_CONFLICT for f in findings_of(no, yes)) == conflicts
