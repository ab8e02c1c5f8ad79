"""Whatever the reports are, the work done on them stays in proportion to their words."""

from __future__ import annotations

import random
import tracemalloc

import numpy as np
import pytest
from veldrian_reports import BULLETIN, DISPATCH, FORM, OTHER, corpus_of, found_copies, report

from accord.model.lineage import LinkKind
from accord.model.report import Report
from accord.tracing.candidates import MAX_HOLDERS, MAX_PAIRS
from accord.tracing.grams import shared_grams
from accord.tracing.likeness import Likeness
from accord.tracing.runs import MAX_REPEATS, find_runs
from accord.tracing.signatures import MAX_NEIGHBOURS
from accord.tracing.trace import trace_origins
from accord.tracing.words import BLOCK, Vocabulary

PAIRS_FOR_A_TEXT = 60
"""Pairs of all kinds that are looked at for each text of a large collection, at most."""


def _pairs(reports: list[Report]) -> tuple[int, int, int]:
    """Distinct texts, pairs that are aligned, pairs whose facts are compared."""
    shelf, copies = found_copies(reports)
    likeness = Likeness(shelf)
    likeness.add(range(len(shelf)), ())
    aligned, compared = (sum(len(kept.of(n)) for n in range(len(shelf))) // 2 for kept in (copies.pairs, likeness))
    return len(shelf), aligned, compared


def test_a_report_repeated_ten_thousand_times_is_one_text() -> None:
    reports = [report(f"r{i:05d}", DISPATCH, "Orsk Herald" if i % 2 else "Delta Post") for i in range(10_000)]
    assert _pairs(reports) == (1, 0, 0)
    lineage = trace_origins(reports)
    assert len(lineage.origins) == 1
    assert len(lineage.links) == len(reports) - 1


@pytest.mark.parametrize("on", [None, report("a", "").day])
@pytest.mark.parametrize("masked", [None, FORM])
def test_very_many_reports_of_boilerplate_are_not_compared_all_with_all(on: None, masked: str | None) -> None:
    count = MAX_HOLDERS + 88
    reports = [report(f"r{i:05d}", f"Number {i}. {FORM}", "Orsk Herald", on=on, masked=masked) for i in range(count)]
    texts, aligned, compared = _pairs(reports)
    assert texts == count
    assert aligned <= PAIRS_FOR_A_TEXT * count
    assert compared <= MAX_NEIGHBOURS * count
    assert len(trace_origins(reports).origins) == 1


def test_texts_without_spaces_are_cut_into_words() -> None:
    letters = "".join(random.Random(4).choices("abcdefgh", k=200_000))  # noqa: S311
    reports = [report("a", letters), report("b", letters[:150_000]), report("c", "y" * 200_000)]
    assert len(corpus_of(reports).words) <= 550_000 // 40 + 3
    [link] = trace_origins(reports).links
    assert (link.left, link.right, link.kind) == ("a", "b", LinkKind.WIRE)


def test_near_copies_of_two_hundred_thousand_words_are_aligned_to_the_end() -> None:
    words = random.Random(5).choices((OTHER + BULLETIN + DISPATCH).split(), k=200_000)  # noqa: S311
    edited = [f"{word}x" if i % 1000 == 500 else word for i, word in enumerate(words)]
    [link] = trace_origins([report("a", " ".join(words)), report("b", " ".join(edited))]).links
    assert link.kind is LinkKind.WIRE
    assert min(link.left_share, link.right_share) > 0.99
    assert (link.passages[0].left.start, link.passages[-1].left.end) == (0, len(" ".join(words)))


@pytest.mark.parametrize("count", [300, 600])
def test_near_copies_are_not_aligned_all_with_all(count: int) -> None:
    reports = [report(f"r{i:05d}", f"{DISPATCH} Late word {i}.", f"Outlet {i}") for i in range(count)]
    texts, aligned, compared = _pairs(reports)
    assert texts == count
    assert count - 1 <= aligned <= MAX_PAIRS * count
    assert compared <= MAX_NEIGHBOURS * count


def test_near_copies_are_copies_of_one_origin_however_many() -> None:
    reports = [report(f"r{i:05d}", f"{DISPATCH} Late word {i}.", f"Outlet {i}") for i in range(MAX_HOLDERS + 8)]
    lineage = trace_origins(reports)
    assert {link.kind for link in lineage.links} == {LinkKind.WIRE}
    assert len(lineage.origins) == 1


def test_one_word_over_and_over_is_a_copy_found_at_once() -> None:
    [link] = trace_origins([report("a", "halt " * 20_000), report("b", "halt " * 19_000)]).links
    assert link.kind is LinkKind.WIRE
    assert min(link.left_share, link.right_share) > 0.9


@pytest.mark.parametrize("between", ["", "number {n} "])
def test_one_paragraph_over_and_over_is_aligned_in_order(between: str) -> None:
    paragraph, times = BULLETIN + "\n", 400
    repeated = paragraph * times
    other = "".join(between.format(n=n) + paragraph for n in range(times - 7))
    corpus = corpus_of([report("a", repeated), report("b", other)])
    [runs] = find_runs(shared_grams(corpus), np.array([[0, 1]]))
    assert len(runs) <= (MAX_REPEATS + 1) * times, "a paragraph is not compared with all others"
    [link] = trace_origins([report("a", repeated), report("b", other)]).links
    assert link.kind is LinkKind.WIRE
    assert min(link.left_share, link.right_share) > 0.9


@pytest.mark.parametrize(("first", "letters"), [(0x4E00, 3000), (0x0E01, 46), (0x61, 20)])
def test_a_megabyte_without_a_space_is_read_and_aligned(first: int, letters: int) -> None:
    chance = random.Random(7)  # noqa: S311
    text = "".join(chance.choices([chr(first + n) for n in range(letters)], k=1_000_000))
    lineage = trace_origins([report("a", text), report("b", text[:600_000]), report("c", text[::-1])])
    [link] = lineage.links
    assert (link.left, link.right, link.kind) == ("a", "b", LinkKind.WIRE)
    assert link.right_share > 0.99


@pytest.mark.parametrize("piece", ["a ", "grain ships ", "日本。", "x"])
def test_memory_for_reading_a_long_text_is_in_proportion(piece: str) -> None:
    Vocabulary().read(piece)  # tables that stay
    text = piece * (6 * BLOCK // len(piece))
    vocabulary = Vocabulary()
    tracemalloc.start()
    _, _, words = vocabulary.read(text)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak <= 60 * len(words) + 120 * BLOCK


def test_a_report_of_boilerplate_alone_has_an_origin_and_no_links() -> None:
    for alone in (report("a", FORM), report("a", FORM, "Orsk Herald", on=None, masked=FORM)):
        lineage = trace_origins([alone])
        assert lineage.links == ()
        assert len(lineage.origins) == 1


def test_reports_without_a_publication_time_are_compared_all_the_same() -> None:
    reports = [report("a", DISPATCH, on=None), report("b", DISPATCH + OTHER, on=None), report("c", BULLETIN, on=None)]
    [link] = trace_origins(reports).links
    assert (link.kind, link.copied_from) == (LinkKind.WIRE, None)
