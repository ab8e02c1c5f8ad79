"""What must hold for any record: verbatim spans, same input same output, order is nothing, a copy adds nothing."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accord.api import read
from accord.exchange.record_json import record_to_dict
from accord.model.entry import Entry, Quotation
from accord.model.finding import Finding
from accord.model.record import Record
from accord.model.support import Supports
from accord.reading.rules import RuleReader
from accord.settings import Settings
from accord.weighing.weigh import weigh_story

FEW = settings(max_examples=12, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])


def put_copy(path: Path, folder: Path, name: str, outlet: str | None) -> None:
    raw: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    (folder / f"{name}.json").write_text(json.dumps({**raw, "id": name, "outlet": outlet}), encoding="utf-8")


def test_every_span_is_verbatim(record: Record) -> None:
    texts = {report.id: report.text for report in record.reports}
    n_spans = 0
    for claims in record.claims:
        for claim in claims:
            for span in claim.spans():
                assert span.of(texts[claim.report]).strip()
                assert span.end <= len(texts[claim.report])
                n_spans += 1
    pieces = [e for entry in record.entries for e in entry.evidence] + [e for f in record.findings for e in f.evidence]
    for piece in pieces:
        assert piece.text == piece.span.of(texts[piece.report])
    assert n_spans > 100
    assert len(pieces) > 50


def test_reading_twice_gives_the_same_claims(record: Record) -> None:
    for report, claims in zip(record.reports, record.claims, strict=True):
        assert RuleReader().read(report) == claims


def test_confidence_goes_with_the_words_and_changes_no_entry(record: Record) -> None:
    order = [claim.id for claims in record.claims for claim in claims]
    graded = {claim: n / len(order) for n, claim in enumerate(order)}
    read = tuple(
        replace(
            claims,
            events=tuple(replace(e, confidence=graded[e.id]) for e in claims.events),
            quotes=tuple(replace(q, confidence=graded[q.id]) for q in claims.quotes),
        )
        for claims in record.claims
    )
    for chapter in record.chapters:
        anew = weigh_story(chapter.story, record.reports, read, record.lineage, as_of=record.as_of)
        assert (anew.measures, anew.entries) == (chapter.measures, chapter.entries), "it is no part of what they say"
        told: list[Entry | Finding] = [*anew.entries, *anew.findings]
        pieces = [piece for each in told for piece in each.evidence]
        pieces += [piece for measure in anew.measures for piece in measure.mentions]
        pieces += [p for e in anew.entries if isinstance(e, Quotation) for v in e.variants for p in v.evidence]
        assert pieces
        assert all(piece.confidence == (graded[piece.claim] if piece.claim else None) for piece in pieces)
    assert not any(entry.unsure for entry in record.entries)


def test_every_entry_has_evidence_and_support(record: Record) -> None:
    for entry in record.entries:
        assert entry.evidence
        assert entry.line
        assert 1 <= entry.support.origins <= entry.support.reports
        assert entry.support.reports == len({piece.report for piece in entry.evidence})


@FEW
@given(seed=st.integers(0, 10_000))
def test_the_order_of_files_is_nothing(seed: int, record: Record, samples: Path) -> None:
    paths = sorted(samples.iterdir())
    random.Random(seed).shuffle(paths)  # noqa: S311
    assert record_to_dict(read(paths, settings=Settings(reader="rules"))) == record_to_dict(record)


@FEW
@given(
    which=st.sampled_from(["courier-1", "post-1", "compass-1", "courier-2", "compass-2", "post-3", "courier-3"]),
    outlet=st.sampled_from([None, "Harbour Post", "Evening Star"]),
    name=st.sampled_from(["a-copy", "zz-copy"]),
)
def test_a_copy_never_raises_support(
    which: str, outlet: str | None, name: str, record: Record, samples: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("copy")
    put_copy(samples / f"{which}.json", folder, name, outlet)
    with_copy = read([samples, folder], settings=Settings(reader="rules"))
    assert len(with_copy.reports) == len(record.reports) + 1
    assert _story_origins(with_copy) <= _story_origins(record)
    outlets = {report.id: report.outlet for report in record.reports}
    for entry in with_copy.entries:
        others = {piece.report for piece in entry.evidence} - {name}
        assert others, f"the copy alone says: {entry.line}"
        assert entry.support.origins <= Supports(record.lineage, outlets).of(others).origins, entry.line


def _story_origins(record: Record) -> int:
    outlets = {report.id: report.outlet for report in record.reports}
    return max(Supports(record.lineage, outlets).of(story.reports).origins for story in record.stories)
