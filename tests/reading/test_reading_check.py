"""The gate: claims that do not rest on the report's words are refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accord.model.claim import Claims, Event, Mention, PloverType, Quote, QuoteKind
from accord.model.report import Report
from accord.model.span import Span
from accord.reading.check import check_claims

TEXT = "Veldria agreed.   Ada Venn said it was late."
REPORT = Report("r1", TEXT, "r1.txt")
WHOLE = Span(0, len(TEXT))
EVENT = Event("r1", Span(8, 14), PloverType.AGREE, Span(0, 15), actors=(Mention(Span(0, 7), "Veldria"),), reader="x/1")
QUOTE = Quote("r1", Span(32, 43), QuoteKind.INDIRECT, Span(18, 44), Mention(Span(18, 26), "Ada Venn"), reader="x/1")


def test_good_claims_pass_unchanged() -> None:
    claims = Claims("r1", (EVENT,), (QUOTE,))
    assert check_claims(REPORT, claims) == (claims, ())


BAD = [
    ("beyond the text", Span(40, len(TEXT) + 1)),
    ("blank", Span(15, 18)),
]


@pytest.mark.parametrize("span", [b[1] for b in BAD], ids=[b[0] for b in BAD])
def test_a_claim_with_a_bad_span_is_refused(span: Span) -> None:
    claims = Claims("r1", (EVENT, replace(EVENT, measure=span)), (QUOTE, replace(QUOTE, channel=span)))
    kept, refused = check_claims(REPORT, claims)
    assert kept == Claims("r1", (EVENT,), (QUOTE,))
    assert [r.where for r in refused] == ["r1.txt", "r1.txt"]
    assert all(f"[{span.start}, {span.end})" in r.reason for r in refused)


def test_a_bad_speaker_or_actor_span_is_refused() -> None:
    far = Mention(Span(900, 901), "Nobody")
    claims = Claims("r1", (replace(EVENT, actors=(far,)),), (replace(QUOTE, speaker=far),))
    kept, refused = check_claims(REPORT, claims)
    assert len(kept) == 0
    assert len(refused) == 2


def test_a_claim_of_another_report_is_refused() -> None:
    kept, refused = check_claims(REPORT, Claims("r1", (replace(EVENT, report="r2"),)))
    assert len(kept) == 0
    assert "r2" in refused[0].reason


def test_an_unread_report_stays_unread() -> None:
    assert check_claims(REPORT, Claims("r1", unread="language xx")) == (Claims("r1", unread="language xx"), ())
