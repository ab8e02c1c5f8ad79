"""What a ruling on a line would settle: its doubt, times what hangs on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from accord.api import rule
from accord.model.actor import ActorLink, Sameness
from accord.model.evidence import Evidence
from accord.model.record import Chapter, Record
from accord.model.ruling import Ruling, RulingAction
from accord.model.span import Span
from accord.model.stake import SENTENCE, Stake
from accord.weighing.stakes import COUNTED, EVEN, find_stakes

AT = datetime(2024, 5, 11, tzinfo=UTC)


def stakes(chapter: Chapter) -> dict[str, Stake]:
    return {stake.id: stake for stake in find_stakes(chapter)}


def trusted(chapter: Chapter, confidence: float) -> Chapter:
    """The chapter with every claim read with that confidence."""

    def sure(pieces: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        return tuple(replace(piece, confidence=confidence) for piece in pieces)

    return replace(
        chapter,
        entries=tuple(replace(entry, evidence=sure(entry.evidence)) for entry in chapter.entries),
        measures=tuple(replace(measure, mentions=sure(measure.mentions)) for measure in chapter.measures),
    )


def test_every_line_that_waits_has_a_stake_and_weighs_something(record: Record) -> None:
    (chapter,) = record.chapters
    lines = {e.id for e in chapter.entries} | {m.id for m in chapter.measures}
    lines |= {f.id for f in chapter.findings if f.kind not in COUNTED}
    found = stakes(chapter)
    assert found.keys() == lines
    assert all(0 < stake.doubt <= 1 and stake.weight > 0 for stake in found.values())


def test_the_weight_is_the_doubt_times_what_hangs_on_it() -> None:
    assert Stake("x", "position", 0.25, 3, 2, 1, 1).weight == 0.25 * (3 + 2 + 1 + SENTENCE)
    assert Stake("x", "position", 0.5, 0).weight == 0


def test_of_more_origins_there_is_less_doubt(record: Record) -> None:
    (chapter,) = record.chapters
    found = stakes(trusted(chapter, 0.75))
    by_origins = {e.support.origins: found[e.id].doubt for e in chapter.entries}
    assert by_origins[1] == 0.25 > by_origins[2] == 0.0625


def test_what_is_read_more_surely_weighs_less(record: Record) -> None:
    (chapter,) = record.chapters
    key = chapter.entries[0].id
    assert stakes(trusted(chapter, 0.9))[key].weight < stakes(trusted(chapter, 0.4))[key].weight


def test_findings_and_sentences_that_rest_on_a_line_are_counted(record: Record) -> None:
    (chapter,) = record.chapters
    found = stakes(chapter)
    for entry in chapter.entries:
        assert found[entry.id].findings == sum(entry.id in finding.entries for finding in chapter.findings)
        assert found[entry.id].sentences == sum(entry.id in told.entries for told in chapter.summary)
    assert any(found[entry.id].findings and found[entry.id].sentences for entry in chapter.entries)


def test_the_stands_and_promises_on_a_measure_hang_on_it(record: Record) -> None:
    (chapter,) = record.chapters
    found = stakes(chapter)
    for measure in chapter.measures:
        assert found[measure.id].lines == sum(getattr(e, "measure", None) == measure.id for e in chapter.entries)
    assert max(found[measure.id].lines for measure in chapter.measures) > 1


def test_names_that_may_be_one_wait_and_settled_ones_do_not(record: Record) -> None:
    (chapter,) = record.chapters
    words = tuple(Evidence(report.id, Span(0, 5), report.text[:5]) for report in record.reports[:2])
    link = ActorLink("a" * 16, "Veldria", "Tomas Berec", Sameness.PERHAPS, "alike", words)
    found = stakes(replace(chapter, actors=(link,)))[link.id]
    assert (found.kind, found.doubt, found.reports) == ("actor", EVEN, 2)
    naming = {n: sum(n in line for line in map(str, chapter.entries)) for n in (link.name, link.other)}
    assert 1 <= found.lines <= min(naming.values()) < max(naming.values())
    for settled in (replace(link, sameness=Sameness.SAME), replace(link, ruling="r")):
        assert link.id not in stakes(replace(chapter, actors=(settled,)))


@pytest.mark.parametrize("sort", ["entries", "measures", "findings"])
def test_what_was_ruled_on_waits_no_more(record: Record, sort: str) -> None:
    (chapter,) = record.chapters
    line = next(own for own in getattr(chapter, sort) if own.id in stakes(chapter))
    ruled = rule(record, Ruling(RulingAction.CONFIRM, (line.id,), "Ana Reed", AT))
    after = stakes(ruled.chapters[0])
    assert line.id not in after
    assert stakes(chapter).keys() - after.keys() == {line.id}
