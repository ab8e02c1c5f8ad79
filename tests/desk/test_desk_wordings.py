"""Wordings of one utterance side by side: what differs is marked word by word."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accord.desk.citations import Citations
from accord.desk.lines import line_of
from accord.desk.render import render_record
from accord.desk.support import counted
from accord.desk.wordings import Mark, Wording, wordings_of
from accord.model.entry import Variant
from accord.model.record import Record


def said(record: Record, *texts: str, direct: bool = True) -> tuple[Wording, ...]:
    quotation = record.quotations[0]
    evidence = quotation.variants[0].evidence
    variants = tuple(Variant(text, direct, evidence, 1) for text in texts)
    return wordings_of(replace(quotation, variants=variants, party=None), Citations(record.reports))


def marked(wording: Wording) -> str:
    """The words with `+` around those of its own and `-` around those it leaves out."""
    signs = {Mark.SAME: "", Mark.OWN: "+", Mark.LOST: "-"}
    return "".join(f"{signs[p.mark]}{p.text}{signs[p.mark]}" for p in wording.pieces)


@pytest.mark.parametrize(
    ("first", "other", "shown"),
    [
        (
            "We will accept the port truce",
            "We will not accept the port truce",
            ("We will accept the port truce", "We will +not +accept the port truce"),
        ),
        (
            "We will accept the port truce today",
            "We will accept the land truce today",
            ("We will accept the +port+ truce today", "We will accept the -port-+land+ truce today"),
        ),
        (
            "We will accept the port truce, and the guns will fall silent along the whole coast",
            "We will accept the port truce",
            (
                "We will accept the port truce, +and the guns will fall silent along the whole coast+",
                "We will accept the port truce-…-",
            ),
        ),
    ],
)
def test_the_words_that_differ_are_marked_in_both(
    record: Record, first: str, other: str, shown: tuple[str, str]
) -> None:
    one, two = said(record, first, other)
    told = [marked(wording).replace("+not +", "+not+ ").strip("“”") for wording in (one, two)]
    assert told == [text.replace("+not +", "+not+ ") for text in shown]
    assert [one.text, two.text] == [f"“{first}”", f"“{other}”"]


def test_case_punctuation_and_spelling_are_no_difference(record: Record) -> None:
    wordings = said(record, "We'll honour the thirty-day truce.", "we will honor the 30 day truce")
    assert [p.mark for wording in wordings for p in wording.pieces if p.mark is not Mark.SAME] == []


def test_a_wording_that_is_all_its_own_is_not_marked(record: Record) -> None:
    wordings = said(record, "We will accept the port truce", "Nobody should count on ships this spring")
    assert [p.mark for wording in wordings for p in wording.pieces if p.mark is not Mark.SAME] == []


def test_kinds_of_drift_are_told_of_words_between_quotation_marks(record: Record) -> None:
    texts = "We will accept the port truce today", "We will accept the land truce today"
    assert [wording.how for wording in said(record, *texts)] == [
        "in quotation marks",
        "in quotation marks, word changed",
    ]
    assert [wording.how for wording in said(record, *texts, direct=False)] == ["reported", "reported"]


def test_all_pieces_but_lost_ones_are_the_text(record: Record) -> None:
    for quotation in record.quotations:
        for wording in wordings_of(quotation, Citations(record.reports)):
            assert "".join(p.text for p in wording.pieces if p.mark is not Mark.LOST) == wording.text


def test_who_carries_a_wording_and_what_stands_behind_it_is_told(record: Record) -> None:
    quotation = next(q for q in record.quotations if len(q.variants) > 1)
    line = line_of(quotation, {}, Citations(record.reports))
    assert [w.badge for w in line.variants] == [counted(v.origins, "origin") for v in quotation.variants]
    assert all(w.told_by and w.citations for w in line.variants)


def test_the_page_marks_what_differs(record: Record) -> None:
    chapter = record.chapters[0]
    evidence = record.quotations[0].variants[0].evidence
    texts = "We <b>will</b> accept the port truce", "We <b>will</b> accept the land truce"
    variants = tuple(Variant(text, True, evidence, 1) for text in texts)
    entry = replace(record.quotations[0], variants=variants)
    html = render_record(replace(record, chapters=(replace(chapter, entries=(entry,), findings=(), summary=()),)))
    assert "<del>port</del> <ins>land</ins>" in html
    assert "We &lt;b&gt;will&lt;/b&gt; accept" in html
    assert "<b>will</b>" not in html
