"""The trained reader: the samples as pinned, and what it promises about any report."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from accord.api import read
from accord.encoder.model import has_encoder
from accord.errors import SettingsError
from accord.exchange.claims_jsonl import claim_lines
from accord.model.claim import Claims
from accord.model.record import Record
from accord.model.report import Report
from accord.reading import readers
from accord.reading.readers import reader_named
from accord.reading.rules import RuleReader
from accord.settings import Settings

GOLDEN = Path(__file__).with_name("golden-claims.json")

needs_model = pytest.mark.skipif(not has_encoder(), reason="the reader's model is not installed")


@pytest.fixture(scope="module")
def seen(samples: Path) -> Record:
    return read(samples, settings=Settings(reader="encoder", threads=1))


def told(record: Record) -> str:
    """The claims without their confidence: its last digit may differ between processors."""
    rows = [line for line in claim_lines(record) if "report" in line]
    for row in rows:
        for claim in (*row["events"], *row["quotes"]):
            del claim["confidence"]
            claim.pop("m", None)
    return json.dumps(rows, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


@needs_model
def test_the_claims_of_the_samples_are_the_pinned_ones(seen: Record) -> None:
    if os.environ.get("ACCORD_PIN") == "1":
        GOLDEN.write_text(told(seen), encoding="utf-8")
    assert told(seen) == GOLDEN.read_text(encoding="utf-8"), "the claims changed: when that is meant, `make pin`"


@needs_model
def test_threads_order_and_company_change_nothing(seen: Record, samples: Path) -> None:
    together = read(samples, settings=Settings(reader="encoder", threads=4))
    assert together.claims == seen.claims
    reader = reader_named("encoder")
    for report, claims in reversed(list(zip(seen.reports, seen.claims, strict=True))):
        assert reader.read(report) == claims


@needs_model
def test_every_claim_says_how_sure_it_is(seen: Record) -> None:
    confidences = [claim.confidence for claims in seen.claims for claim in claims]
    assert len(confidences) > 100
    assert all(c is not None and 0.0 <= c <= 1.0 for c in confidences)
    assert len(set(confidences)) > 50


@needs_model
def test_another_language_and_blank_texts_are_left_unread() -> None:
    reader = reader_named("encoder")
    assert reader.read(Report("r", "Veldria a accepté.", "here", language="fr")).unread
    for text in ("", " \n\n ", ".", "“", "12"):
        assert reader.read(Report("r", text, "here")) == Claims("r")


@needs_model
def test_the_first_half_of_a_long_report_reads_as_it_does_alone(seen: Record) -> None:
    paragraphs = [p for report in seen.reports for p in report.text.split("\n\n")]
    while sum(len(p.split()) for p in paragraphs) < 5000:
        paragraphs += paragraphs
    text = "\n\n".join(paragraphs)
    half = "\n\n".join(paragraphs[: len(paragraphs) // 2])
    first = replace(seen.reports[0], id="half", text=half, byline=None, dateline=None, credits=(), masks=())
    whole = replace(first, text=text)
    reader = reader_named("encoder")
    edge = len(half) - 4000  # what stands in the last window of the half, or in its context
    alone, within = (
        {(c.spans().__next__(), type(c)) for c in reader.read(r) if c.sentence.end < edge} for r in (first, whole)
    )
    assert len(alone) > 50
    assert len(alone & within) >= 0.95 * len(alone | within)


def test_readers_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(reader_named("rules"), RuleReader)
    with pytest.raises(SettingsError, match="must be one of"):
        reader_named("oracle")
    monkeypatch.setattr(readers, "has_encoder", lambda: False)
    assert isinstance(reader_named("auto"), RuleReader)


@needs_model
def test_the_model_is_the_default_where_it_is_installed() -> None:
    assert reader_named("auto").name.startswith("encoder/")
