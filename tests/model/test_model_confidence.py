"""Confidence: from a claim to its evidence and to the entry that rests on it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accord.model.claim import UNSURE, Event, PloverType, Quote, QuoteKind
from accord.model.entry import Contact
from accord.model.evidence import Evidence, Support
from accord.model.span import Span

EVENT = Event("a", Span(8, 11), PloverType.CONSULT, Span(0, 20))
QUOTE = Quote("a", Span(8, 11), QuoteKind.DIRECT, Span(0, 20))
BELOW = UNSURE - 0.01


@pytest.mark.parametrize("claim", [EVENT, QUOTE])
def test_confidence_is_no_part_of_the_id(claim: Event | Quote) -> None:
    assert claim.confidence is None
    assert replace(claim, confidence=0.25).id == claim.id


@pytest.mark.parametrize("claim", [EVENT, QUOTE])
@pytest.mark.parametrize("confidence", [-0.01, 1.01, float("nan"), float("inf")])
def test_what_is_no_probability_is_rejected(claim: Event | Quote, confidence: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        replace(claim, confidence=confidence)


@pytest.mark.parametrize("claim", [EVENT, QUOTE])
@pytest.mark.parametrize(
    ("confidence", "unsure"), [(None, False), (0, True), (BELOW, True), (UNSURE, False), (1, False)]
)
def test_a_claim_is_unsure_below_even_odds(claim: Event | Quote, confidence: float | None, unsure: bool) -> None:
    assert replace(claim, confidence=confidence).unsure is unsure


def entry(*confidences: float | None, confirmed: bool = False) -> Contact:
    evidence = tuple(Evidence("a", Span(n, n + 1), "x", f"c{n}", known) for n, known in enumerate(confidences))
    support = Support(1, 1, 1)
    return Contact(
        id="e",
        story="s",
        line="Veldria and Keshar met.",
        support=support,
        evidence=evidence,
        confirmed=confirmed,
        participants=(),
        parties=("Keshar", "Veldria"),
        form="talks",
    )


@pytest.mark.parametrize(
    ("confidences", "unsure"),
    [
        ((BELOW,), True),
        ((BELOW, 0.0), True),
        ((BELOW, UNSURE), False),
        ((BELOW, None), False),
        ((None, None), False),
    ],
)
def test_an_entry_is_unsure_when_every_claim_behind_it_is(confidences: tuple[float | None, ...], unsure: bool) -> None:
    assert entry(*confidences).unsure is unsure


def test_what_a_person_confirmed_is_not_unsure() -> None:
    assert entry(BELOW).unsure
    assert not entry(BELOW, confirmed=True).unsure


def test_the_same_words_are_equal_whatever_the_confidence() -> None:
    plain = Evidence("a", Span(0, 1), "x", "c")
    assert plain == replace(plain, confidence=0.3)
    assert len({plain, replace(plain, confidence=0.3)}) == 1
    assert sorted([replace(plain, confidence=0.3), plain]) == [plain, plain]
