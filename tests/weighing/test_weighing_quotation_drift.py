"""Two quotations of one utterance: the kinds of drift, and what it changes in what was said."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from weighing_scenes import Said, context_of, scene

from accord.model.claim import QuoteKind
from accord.model.drift import DriftKind, MeaningChange
from accord.model.entry import Quotation
from accord.weighing.matter import words
from accord.weighing.quotations.comparing import changes_in, compare_quotations, speaks_another_language
from accord.weighing.quotations.find import find_quotations
from accord.weighing.quotations.verbatim import SharedRuns
from accord.weighing.quotations.words import quoted_words

CLIPPED, ELLIPSIS, INSERTED = DriftKind.CLIPPED, DriftKind.ELLIPSIS, DriftKind.INSERTED
CHANGED, SHIFTED, ANEW = DriftKind.WORD_CHANGED, DriftKind.SHIFTED, DriftKind.PARAPHRASE
NEGATION, NUMBER = MeaningChange.NEGATION, MeaningChange.NUMBER
HOLDER, CONDITION = MeaningChange.HOLDER, MeaningChange.CONDITION

PORTS = "We will open both ports of Veldria within ten days"


@pytest.mark.parametrize(
    ("left", "right", "kinds"),
    [
        (PORTS, "we will open both ports of Veldria within ten days.", []),
        (PORTS, "“We'll  open both ports of Veldria, within 10 days!", []),
        ("We honour the programme", "We honor the program", []),
        ("It's over on 3 May, and that's it", "It is over on May 3 and that is it", []),
        ("The re-opening of the on-shelf goods", "The reopening of the on shelf goods", []),
        ("And we will open both ports", "We will open both ports", []),
        ("[W]e will open both ports", "We will open both ports", []),
        (PORTS, "We will open both ports of Veldria", [CLIPPED]),
        ("both ports of Veldria within ten days", "Let me say it again: both ports of Veldria", [CLIPPED]),
        (PORTS, "We will open ... within ten days", [ELLIPSIS]),
        ("We will open both ports, as I told Keshar in May, within ten days", "We will open both ports within ten days",
         [ELLIPSIS]),
        (PORTS, "We will open both [fishing] ports of Veldria within ten days", [INSERTED]),
        (PORTS, "[Veldria] will open both ports of Veldria within ten days", [INSERTED]),
        (PORTS, "We will soon open both ports of Veldria within ten days", [INSERTED]),
        (PORTS, "We will reopen both ports of Veldria within ten days", [CHANGED]),
        ("a permanent truce", "a lasting truce", [CHANGED]),
        ("I think the ports will open on time", "The ports, I think, will open on time", [CHANGED]),
        (PORTS, "They would open both ports of Veldria within ten days", [SHIFTED]),
        ("The port was opened", "The ports were opened", [SHIFTED]),
("We will honour the truce, but nobody should call it peace", "We will honour this pause, but a pause is not peace",
         [ANEW]),
    ],
)  # fmt: skip
def test_the_kinds_of_drift(left: str, right: str, kinds: list[DriftKind]) -> None:
    for one, two in ((left, right), (right, left)):
        found = compare_quotations(one, two)
        assert found is not None
        assert sorted(found.kinds) == sorted(kinds)


@pytest.mark.parametrize(
    ("left", "right"),
    [(PORTS, "The fleet stays at sea"), ("We will open both ports", "We will stay"), ("", PORTS), ("…", "--")],
)
def test_other_words_are_no_drift(left: str, right: str) -> None:
    assert compare_quotations(left, right) is None


def test_other_words_of_one_who_speaks_another_language_are_another_translation() -> None:
    left, right = "a permanent truce on the coast", "a lasting truce on the coast"
    assert {f.kinds for f in [compare_quotations(left, right, True)] if f} == {frozenset({DriftKind.TRANSLATED})}
    clipped = compare_quotations(left, "a permanent truce", True)
    assert clipped is not None
    assert clipped.kinds == {CLIPPED}


@pytest.mark.parametrize(
    ("party", "other"),
    [("Ukraine", True), ("Japan", True), ("United States", False), ("Hamas", False), ("Veldria", False), (None, False)],
)
def test_who_speaks_another_language(party: str | None, other: bool) -> None:
    assert speaks_another_language(party) is other


@pytest.mark.parametrize(
    ("left", "right", "changes"),
    [
        ("We will not open both ports", "We will open both ports", [NEGATION]),
        ("We don't trust the fleet of Keshar", "We do trust the fleet of Keshar", [NEGATION]),
        ("Keshar can never hold the port", "Keshar can hold the port", [NEGATION]),
        ("There will be no truce on the coast", "There will be a truce on the coast", [NEGATION]),
        ("That is unacceptable to the people of Veldria", "That is acceptable to the people of Veldria", [NEGATION]),
        ("It is now clear that the ports stay shut", "It is not clear that the ports stay shut", [NEGATION]),
        ("We will not open both ports", "We refuse to open both ports", []),
        ("It is not possible to open the port", "It is impossible to open the port", []),
        ("I don't think the port will open soon", "I think the port will not open soon", []),
        ("We have not shot and we have not sailed", "We have not shot or sailed", []),
        ("We open the port whether or not they sail", "We open the port whether they sail", []),
        ("We open not only one port but two ports", "We open one port but two ports", []),
        ("We won't — we won't open both ports", "We won't open both ports", []),
        ("We open both ports. It is not a gift. We keep the coast", "We open both ports. We keep the coast", []),
        ("We open the port within ten days", "We open the port within thirty days", [NUMBER]),
        ("We hold 400 men of the fleet", "We hold several men of the fleet", [NUMBER]),
        ("We open the port within ten days", "We open the port within 10 days", []),
        ("He is not ready for the talks", "They are not ready for the talks", [HOLDER]),
        ("The guns of Keshar fell silent", "The guns of Aurelia fell silent", [HOLDER]),
        ("I know the fleet of Josef Marn well", "I know the fleet of Joseph Marn well", []),
        ("The ships of the U.S. are at sea", "The ships of the United States are at sea", []),
        ("We open the port, if the fleet of Keshar leaves, within days", "We open the port within days", [CONDITION]),
        (PORTS, "They would open both ports of Veldria within ten days", []),
    ],
)
def test_what_a_drift_changes_in_what_was_said(left: str, right: str, changes: list[MeaningChange]) -> None:
    for one, two in ((left, right), (right, left)):
        found = compare_quotations(one, two)
        assert found is not None
        assert sorted(changes_in(found, "", "")) == sorted(changes)


def test_a_negation_cut_off_is_none_where_the_report_says_no_itself() -> None:
    found = compare_quotations("not enough to open the ports of Veldria", "enough to open the ports of Veldria")
    assert found is not None
    assert changes_in(found, "She said it was “", "She said it was “") == {NEGATION}
    assert changes_in(found, "She said it was “", "She said it was not “") == frozenset()
    assert changes_in(found, "She said it was “", "She did not come. She said it was “") == {NEGATION}


def test_a_cut_before_another_clause_takes_no_negation_away() -> None:
    found = compare_quotations("We were not silent; the ports of Veldria are open", "The ports of Veldria are open")
    assert found is not None
    assert changes_in(found, "", "") == frozenset()


SENTENCES = (
    "The ports of Veldria {} be opened to the fleet of Keshar this year",
    "If Aurelia asks for it, we {} send the guards back to the coast",
    "Our people {} forget what was done to the harbour of Lomas",
)


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("words", ["will not", "can never", "should not ever", "won't", "cannot"])
def test_no_dropped_negation_is_missed(sentence: str, words: str) -> None:
    kept = {"won't": "will", "cannot": "can"}.get(words, words.split()[0])
    found = compare_quotations(sentence.format(words), sentence.format(kept))
    assert found is not None
    assert NEGATION in found.changes


def one_quotation(*claims: Said) -> Quotation:
    context = context_of(*(scene(f"r{n}", c) for n, c in enumerate(claims)))
    (found,) = [q for q in find_quotations(context) if q.support.reports == len(claims)]
    return found


def said(words: str, speaker: str = "Ada Morn", party: str | None = "Veldria") -> Said:
    return Said(f"“{words},” {speaker} said.", words, speaker, QuoteKind.DIRECT, party)


def test_the_worst_drift_is_told_first_and_every_kind_is_kept() -> None:
    found = one_quotation(
        said("We will not open both ports to the fleet"),
        said("We will open both ports to the fleet"),
        said("We will not open both harbours to the fleet"),
    )
    assert found.drift == "negation differs: “We will not open both ports” in one, “We will open both ports” in another"
    assert found.drift_kinds == (INSERTED, CHANGED)
    assert found.meaning_changes == (NEGATION,)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("We will open both ports within thirty days of a truce", "number differs: “both ports within ten days of a”"),
        (
            "We will open both ports, as we told Keshar, within ten days of a truce",
            "words left out: “as we told Keshar” of",
        ),
        ("We will surely open both ports within ten days of a truce", "words put in: “surely” of “We will surely open"),
        ("We will open both harbours within ten days of a truce", "words changed: “harbours” in one, “ports”"),
        ("We would open both ports within ten days of a truce", "person or tense shifted: “We will open both ports”"),
    ],
)
def test_each_kind_has_its_phrase(words: str, told: str) -> None:
    found = one_quotation(said("We will open both ports within ten days of a truce"), said(words))
    assert (found.drift or "").startswith(told)


def test_another_translation_is_called_one() -> None:
    found = one_quotation(
        said("a permanent truce on the whole coast", "Bogdan Hale", "Ukraine"),
        said("a lasting truce on the whole coast", "Bogdan Hale", "Ukraine"),
    )
    assert (found.drift or "").startswith("translated differently: “a lasting truce")


def test_quotations_whose_meaning_changes_come_first() -> None:
    plain = [said("Our people want bread and fish this winter", "Ilo Brandt")] * 3
    turned = [said("We will not open both ports to the fleet"), said("We will open both ports to the fleet")]
    context = context_of(
        *(scene(f"p{n}", c) for n, c in enumerate(plain)), *(scene(f"t{n}", c) for n, c in enumerate(turned))
    )
    first, second = find_quotations(context)
    assert (first.speaker, first.support.origins) == ("Ada Morn", 2)
    assert (second.speaker, second.support.origins) == ("Ilo Brandt", 3)


LONG = "The ports of Veldria stay open to all ships that carry bread, fish or medicine"


def test_a_long_run_of_words_is_one_utterance_whoever_is_credited() -> None:
    context = context_of(scene("a", said(LONG)), scene("b", said(f"{LONG} this winter", "Ilo Brandt", "Ostrava")))
    assert [q.support.reports for q in find_quotations(context)] == [2]


def test_parts_of_a_speech_that_overlap_are_one_utterance() -> None:
    before = said("My country has waited long enough, and the ports of Veldria stay open to all ships")
    after = said("the ports of Veldria stay open to all ships, whatever the generals across the water may think of it")
    context = context_of(scene("a", before), scene("b", after))
    (found,) = find_quotations(context)
    assert (found.support.reports, found.drift_kinds, found.drift) == (2, (CLIPPED,), None)


def test_runs_are_found_in_proportion_to_the_quotations() -> None:
    same = [[words(LONG)]] * 400
    pairs = list(SharedRuns().pairs(same))
    assert len(pairs) < 400 * 100
    assert all(a < b for a, b, _ in pairs)
    assert pairs[0] == (0, 1, len(words(LONG)))
    assert all(one[1] <= two[1] for one, two in pairwise(pairs))


@settings(max_examples=150)
@given(st.text(max_size=120), st.text(max_size=120))
def test_any_text_is_compared_alike_both_ways(left: str, right: str) -> None:
    one, two = compare_quotations(left, right), compare_quotations(right, left)
    assert (one and (one.kinds, one.changes)) == (two and (two.kinds, two.changes))
    for text in (left, right):
        assert all(0 <= word.start < word.end <= len(text) for word in quoted_words(text))


def test_an_endless_quotation_is_compared_in_part() -> None:
    found = compare_quotations("we open the ports " * 5000, "we close the ports " * 5000)
    assert found is not None
    assert found.shared <= 400
