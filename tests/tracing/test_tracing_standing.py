"""Standing text and what else tells kinds apart: days, credits, sites, names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from veldrian_reports import BULLETIN, DISPATCH, OTHER, REWRITE, STATEMENT, corpus_of, found_copies, paragraphs, report

from accord.model.lineage import JOINING, Link, LinkKind
from accord.model.report import CreditForm, Report
from accord.tracing.facts import find_facts
from accord.tracing.trace import trace_origins

DAY = date(2031, 5, 6)
PARTS = paragraphs(DISPATCH)
GALLERY = "\n".join(PARTS[:4])
"""Prose that nothing marks as furniture."""

PAGES = [BULLETIN, OTHER, STATEMENT + " No more is known.", "The ferry to Norrow is late again.", "Rain until Monday."]


def _pages(days: list[date | None], outlets: list[str | None]) -> list[Report]:
    rows = zip(PAGES, days, outlets, strict=False)
    return [
        report(f"p{i}", f"{page}\n\n{GALLERY}\n\nMore soon.", outlet, on=day)
        for i, (page, day, outlet) in enumerate(rows)
    ]


def _masked(reports: list[Report]) -> int:
    shelf, _ = found_copies(reports)
    return int(shelf.corpus(range(len(shelf))).masked.sum())


def _link(left: Report, right: Report) -> Link | None:
    links = trace_origins([left, right]).links
    assert len(links) <= 1
    return links[0] if links else None


WEEKS: list[date | None] = [DAY + timedelta(days=9 * i) for i in range(5)]
UNKNOWN: list[date | None] = [None] * 5
RUNNING: list[date | None] = [DAY + timedelta(days=i) for i in range(5)]


@pytest.mark.parametrize("days", [WEEKS, UNKNOWN])
def test_what_one_outlet_sets_into_page_after_page_joins_nothing(days: list[date | None]) -> None:
    reports = _pages(days, ["Orsk Herald"] * 5)
    words = len(GALLERY.split())
    assert words - 2 <= _masked(reports) / len(reports) <= words + 10
    assert {k.kind for k in trace_origins(reports).links} == {LinkKind.BOILERPLATE}


@pytest.mark.parametrize(
    ("days", "outlets"),
    [
        (RUNNING, ["Orsk Herald"] * 5),
        (WEEKS, ["Orsk Herald", "Delta Post", "Lund Courier", "Ardal Times", "Tessel Mail"]),
        (WEEKS, [None] * 5),
        (WEEKS[:3], ["Orsk Herald"] * 3),
        ([*UNKNOWN[:3], DAY], ["Orsk Herald"] * 4),
    ],
)
def test_a_running_story_and_what_many_outlets_print_is_no_standing_text(
    days: list[date | None], outlets: list[str | None]
) -> None:
    assert _masked(_pages(days, outlets)) == 0


def test_standing_text_leaves_the_rest_to_be_judged() -> None:
    pages = _pages(WEEKS, ["Orsk Herald"] * 5)
    copies = [
        report("a", f"{REWRITE}\n\n{GALLERY}", "Orsk Herald"),
        report("b", f"{REWRITE}\n\nMore soon.", "Delta Post"),
    ]
    kinds = {(k.left, k.right): k.kind for k in trace_origins([*pages, *copies]).links}
    assert kinds["a", "b"] is LinkKind.WIRE
    assert kinds["a", "p0"] is LinkKind.BOILERPLATE


def test_masked_words_are_no_prose() -> None:
    reports = _pages(WEEKS, ["Orsk Herald"] * 5)
    shelf, _ = found_copies(reports)
    corpus, standing = (shelf.corpus(range(len(shelf)), standing=masked) for masked in (False, True))
    for text in range(len(reports)):
        part = standing.part(text)
        assert standing.prose[text] == (~standing.masked[part]).sum()
    assert not corpus.masked.any()


def test_little_shared_text_is_the_agencys_where_both_credit_it() -> None:
    sentence = PARTS[3].rsplit(" The first convoy", 1)[0]
    pair = [
        report("a", OTHER + "\n\n" + sentence, "Orsk Herald"),
        report("b", BULLETIN * 4 + "\n\n" + sentence, "Delta Post"),
    ]
    credited = [replace(r, credits=report("c", "", credit=("AFP", CreditForm.TAIL)).credits) for r in pair]
    plain, both = _link(*pair), _link(*credited)
    one = _link(pair[0], credited[1])
    assert plain is not None
    assert one is not None
    assert both is not None
    assert plain.kind not in JOINING
    assert one.kind not in JOINING
    assert both.kind is LinkKind.WIRE
    assert "Both credit AFP." in both.reason


def test_one_site_is_one_outlet_whatever_its_label() -> None:
    left = replace(report("a", DISPATCH, "Orsk Herald"), url="https://orsk.example/world/truce")
    right = replace(report("b", DISPATCH + OTHER, "A Guest"), url="https://www.orsk.example/guests/truce")
    for other in (right, replace(right, text=DISPATCH)):
        link = _link(left, other)
        assert link is not None
        assert link.kind is LinkKind.SAME_OUTLET


def test_an_outlet_that_retells_itself_is_the_same_outlet() -> None:
    link = _link(report("a", DISPATCH, "Orsk Herald"), report("b", REWRITE, "Orsk Herald"))
    assert link is not None
    assert link.kind is LinkKind.SAME_OUTLET


def test_a_retelling_that_names_the_other_outlet_needs_less() -> None:
    source = report("a", DISPATCH, "Orsk Herald")
    brief = report("b", "\n\n".join([*paragraphs(REWRITE)[:3], OTHER]), "Delta Post")
    assert _link(source, brief) is None
    named = _link(source, replace(brief, text=brief.text + "\nSo the Orsk Herald reported."))
    assert named is not None
    assert named.kind is LinkKind.REWRITE
    assert "Orsk Herald is named." in named.reason


def test_a_report_that_mostly_quotes_tells_little_of_its_own() -> None:
    reports = [report("a", DISPATCH), report("b", DISPATCH + STATEMENT), report("c", STATEMENT)]
    corpus = corpus_of(reports)
    terms = corpus.vocabulary.terms(corpus.words)
    own = {text.key: find_facts(corpus, terms, place).own for place, text in enumerate(corpus.texts)}
    assert own["a"] > own["b"] > own["c"]
    assert own["c"] < 0.3
