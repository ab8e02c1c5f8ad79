"""Shared passages are found with their offsets, wherever they stand and however lightly they were edited."""

from __future__ import annotations

import numpy as np
import pytest
from veldrian_reports import BULLETIN, DISPATCH, OTHER, REWRITE, corpus_of, found_copies, paragraphs, report

from accord.model.lineage import Link
from accord.tracing.candidates import MAX_PAIRS, RARE
from accord.tracing.corpus import Corpus
from accord.tracing.grams import shared_grams
from accord.tracing.passages import Passages, Run, align, join_runs
from accord.tracing.trace import trace_origins

FIRST, *REST = paragraphs(DISPATCH)


def _aligned(left: str, right: str) -> tuple[Corpus, Passages]:
    """Two texts of different words, aligned; places of the left one count from 0."""
    corpus = corpus_of([report("a", left), report("b", right)])
    order = np.argsort([text.key for text in corpus.texts])
    [found] = list(align(shared_grams(corpus), order[None]))
    base = [int(corpus.bounds[place]) for place in order]
    passages = [[Run(r.left - base[0], r.right - base[1], r.length) for r in runs] for _, p in found for runs in p]
    return corpus, passages


def _words(passages: Passages) -> int:
    return sum(run.length for runs in passages for run in runs)


def _link(left: str, right: str) -> Link:
    [link] = trace_origins([report("a", left), report("b", right)]).links
    return link


@pytest.mark.parametrize(
    ("other", "least"),
    [
        (DISPATCH.replace('"', "“").replace("'", "’") + "More later.", 0.95),
        (DISPATCH.replace("harbour", "harbor").replace("Prime Minister", "Prime-Minister") + "More later.", 1.0),
        (DISPATCH.replace("on Tuesday", "on Tuesday evening").replace("chief negotiator", "lead negotiator"), 0.95),
        (DISPATCH.replace(", but turned down a wider truce", "").replace(", a fishing harbour", ""), 0.94),
        ("Guns fall silent at Halm\n\n" + DISPATCH, 1.0),  # another headline
        ("\n\n".join(reversed(paragraphs(DISPATCH))), 0.95),
        (FIRST + "\n\n" + OTHER, 0.11),  # reuse at the very start
        (OTHER + "\n\n" + FIRST, 0.11),
        ("\n\n".join(REST[:3]), 0.4),
    ],
)
def test_what_was_taken_over_is_found(other: str, least: float) -> None:
    _, passages = _aligned(DISPATCH, other)
    assert _words(passages) >= least * len(corpus_of([report("a", DISPATCH)]).words)


@pytest.mark.parametrize("other", [DISPATCH.upper(), DISPATCH.replace("harbour", "harbor"), DISPATCH + " ."])
def test_texts_of_the_same_words_are_one(other: str) -> None:
    assert len(corpus_of([report("a", DISPATCH), report("b", other)]).texts) == 1


def test_spans_hold_the_same_words_in_both_texts() -> None:
    other = OTHER + "\n\n" + REST[2].replace("forty", "FORTY") + "\n\nThe end."
    [passage] = _link(DISPATCH, other).passages
    assert passage.left.of(DISPATCH) == REST[2].rstrip(".")
    assert passage.right.of(other) == REST[2].replace("forty", "FORTY").rstrip(".")


def test_reuse_from_the_first_word_begins_at_the_first_word() -> None:
    left, right = FIRST + "\n\n" + OTHER, FIRST + "\n\n" + BULLETIN
    [passage] = _link(left, right).passages
    assert (passage.left.start, passage.right.start) == (0, 0)
    assert passage.left.of(left) == passage.right.of(right) == FIRST.rstrip(".")


def test_a_passage_that_stands_twice_in_one_text_is_found_once_in_the_other() -> None:
    _, passages = _aligned(FIRST + "\n\n" + REST[0] + "\n\n" + FIRST, OTHER + "\n\n" + FIRST)
    assert len(passages) == 1
    assert _words(passages) == len(FIRST.split())


def test_a_passage_that_stands_twice_in_both_is_found_twice() -> None:
    left, right = FIRST + "\n\n" + REST[0] + "\n\n" + FIRST, FIRST + "\n\n" + OTHER + "\n\n" + FIRST
    _, passages = _aligned(left, right)
    assert [runs[0].left for runs in passages] == [0, len(f"{FIRST} {REST[0]}".split())]
    assert _words(passages) == 2 * len(FIRST.split())


def test_no_word_belongs_to_two_passages() -> None:
    _, passages = _aligned(FIRST + "\n\n" + FIRST + "\n\n" + FIRST, FIRST + "\n\n" + OTHER + "\n\n" + FIRST)
    for side in (0, 1):
        words = [place for runs in passages for run in runs for place in range(run[side], run[side] + run.length)]
        assert len(words) == len(set(words)) > 0


@pytest.mark.parametrize(
    ("runs", "passages"),
    [
        ([Run(0, 0, 6)], []),
        ([Run(0, 0, 7)], [[Run(0, 0, 7)]]),
        ([Run(0, 50, 6), Run(8, 60, 6)], [[Run(0, 50, 6), Run(8, 60, 6)]]),  # over an edit
        ([Run(0, 50, 6), Run(17, 67, 6)], []),  # eleven words changed
        ([Run(0, 50, 9), Run(7, 59, 9)], [[Run(0, 50, 9), Run(9, 61, 7)]]),  # overlapping in one text
        ([Run(0, 30, 20), Run(40, 10, 10)], [[Run(0, 30, 20)], [Run(40, 10, 10)]]),  # moved
        ([Run(0, 0, 30), Run(0, 90, 12)], [[Run(0, 0, 30)]]),  # the longer one has the words
        ([Run(0, 0, 30), Run(25, 90, 20)], [[Run(0, 0, 30)], [Run(30, 95, 15)]]),
    ],
)
def test_runs_make_up_passages(runs: list[Run], passages: Passages) -> None:
    assert join_runs(runs) == passages


@pytest.mark.parametrize("other", ["", " \n", "Orsk.", OTHER, "x" * 5000, "\ud800 \x00 \u200b", "…" * 50])
def test_reports_that_share_nothing_have_no_passages(other: str) -> None:
    assert _aligned(DISPATCH, other)[1] == []


def _candidates(texts: list[str]) -> set[tuple[str, str]]:
    shelf, copies = found_copies([report(f"{i:03d}", text) for i, text in enumerate(texts)])
    keys = [shelf.text(slot).key for slot in range(len(shelf))]
    return {(a, keys[other]) for slot, a in enumerate(keys) for other in copies.pairs.of(slot) if a < keys[other]}


def test_candidates_are_those_that_share_a_run_and_no_others() -> None:
    texts = [DISPATCH, OTHER, FIRST + "\n\n" + OTHER[:300], "", "Orsk", REWRITE]
    assert _candidates(texts) == {("000", "002"), ("001", "002")}


def _own_words(name: int, count: int) -> str:
    return " ".join(f"w{name}x{k}" for k in range(count))


def test_a_large_part_in_many_reports_ties_them_all_a_small_part_the_first_few() -> None:
    count = MAX_PAIRS
    assert len(_candidates([f"{FIRST} {_own_words(i, 60)}" for i in range(count)])) == count * (count - 1) // 2
    few = _candidates([f"{FIRST} {_own_words(i, 600)}" for i in range(count)])
    assert len(few) == RARE * (RARE - 1) // 2, "the first texts that hold it are compared, however many follow"
