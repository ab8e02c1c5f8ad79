"""Sections: many lines of one kind are folded after the first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accord.desk.pages import build_page
from accord.desk.render import render_record
from accord.desk.section import BEFORE_FOLD, MOST_UNFOLDED, Section
from accord.model.record import Record


def of_so_many(record: Record, n: int) -> Section:
    line = build_page(record).stories[0].sections[0].sure[0]
    doubted = replace(line, unsure=True)
    return Section("position", "Positions", (*(replace(line, id=str(number)) for number in range(n)), doubted))


@pytest.mark.parametrize(("n", "n_first"), [(1, 1), (MOST_UNFOLDED, MOST_UNFOLDED), (MOST_UNFOLDED + 1, BEFORE_FOLD)])
def test_many_lines_are_folded_after_the_first_and_few_are_not(record: Record, n: int, n_first: int) -> None:
    section = of_so_many(record, n)
    assert len(section.first) == n_first
    assert (*section.first, *section.folded, *section.unsure) == section.lines


def test_folded_lines_are_on_the_page_once(record: Record) -> None:
    (chapter,) = record.chapters
    position = chapter.entries[0]
    many = tuple(replace(position, id=f"{number:016x}") for number in range(MOST_UNFOLDED + 5))
    html = render_record(replace(record, chapters=(replace(chapter, entries=many, findings=(), summary=()),)))
    before, _, after = html.partition(f"And {len(many) - BEFORE_FOLD} more")
    assert before.count('<details class="line" id="0000') == BEFORE_FOLD
    assert after.count('<details class="line" id="0000') == len(many) - BEFORE_FOLD
