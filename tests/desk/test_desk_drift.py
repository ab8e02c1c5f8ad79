"""A quotation whose drift changes what was said: marked on the page, in the terminal's lines, in the tables."""

from __future__ import annotations

from dataclasses import replace

from accord.desk.citations import Citations
from accord.desk.lines import line_of
from accord.exchange.record_csv import record_tables
from accord.model.drift import DriftKind, MeaningChange
from accord.model.entry import Quotation
from accord.model.record import Record


def quotation(record: Record) -> Quotation:
    return replace(
        record.quotations[0],
        drift="negation differs: “not” in one",
        drift_kinds=(DriftKind.INSERTED, DriftKind.WORD_CHANGED),
        meaning_changes=(MeaningChange.NEGATION, MeaningChange.NUMBER),
    )


def test_the_gravest_change_is_the_tag_and_all_are_among_the_details(record: Record) -> None:
    line = line_of(quotation(record), {}, Citations(record.reports))
    assert (line.tag, line.tone) == ("negation differs", "differs")
    facts = dict(line.facts)
    assert facts["kinds of drift"] == "inserted, word changed"
    assert facts["what differs in meaning"] == "negation, number"


def test_a_quotation_that_means_the_same_everywhere_has_no_tag(record: Record) -> None:
    same = replace(quotation(record), meaning_changes=())
    line = line_of(same, {}, Citations(record.reports))
    assert (line.tag, "what differs in meaning" in dict(line.facts)) == ("", False)


def test_the_table_has_kinds_and_changes(record: Record) -> None:
    chapter = record.chapters[0]
    told = replace(record, chapters=(replace(chapter, entries=(quotation(record),)), *record.chapters[1:]))
    heads, row, *_ = record_tables(told)["quotations"]
    cells = dict(zip(heads, row, strict=True))
    assert (cells["drift_kinds"], cells["meaning_changes"]) == ("inserted; word_changed", "negation; number")
