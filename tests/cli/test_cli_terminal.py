"""The record on a terminal: the summary first, nothing said twice, what is unsure says so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accord.cli.terminal import PARTIES_SHOWN, PIPED_WIDTH, print_page
from accord.desk.matrix import Cell, Matrix, Row
from accord.desk.pages import UNSURE_MEANS, build_page
from accord.model.record import Record


def printed(record: Record, capsys: pytest.CaptureFixture[str]) -> str:
    print_page(build_page(record), full=True, written=[])
    return capsys.readouterr().out


def test_an_unsure_line_says_so_and_the_word_is_explained_once(
    doubted: Record, capsys: pytest.CaptureFixture[str]
) -> None:
    out = printed(doubted, capsys)
    words = " ".join(out.split())
    assert words.count("(unsure, ") == len(doubted.positions)
    assert words.count(f"unsure ({len(doubted.positions)} lines): {UNSURE_MEANS}") == 1
    matrix = out[: out.index("Findings (")]
    assert "unsure" in matrix, "a stand in the matrix is marked too"


def test_nothing_is_said_of_a_reader_without_confidence(record: Record, capsys: pytest.CaptureFixture[str]) -> None:
    assert "unsure" not in printed(record, capsys)


def test_the_summary_comes_first_with_its_origins(record: Record, capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(record, capsys)
    told = [line for story in build_page(record).stories for line in story.summary]
    top = " ".join(out[: out.index("Who stands where")].split())
    assert told
    for line in told:
        assert f"• {line.text} ({line.badge})" in top


def test_a_stand_is_said_once_and_its_lines_hang_together(record: Record, capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(record, capsys)
    assert "[rejects] Keshar: full" in out
    assert "Keshar rejects: full" not in out
    listed = out[out.index("Positions (") :].splitlines()
    wrapped = [line for line in listed if line.startswith("    ")]
    assert wrapped, "the samples have a line longer than the terminal is wide"
    assert all(line == line.rstrip() for line in listed)


def test_no_party_is_cut_off_where_many_take_stands(record: Record, capsys: pytest.CaptureFixture[str]) -> None:
    parties = tuple(f"United Federation Number{n}" for n in range(PARTIES_SHOWN))
    cell = Cell("e", "criticises", "", None, 1, "1×", unsure=True, was="")
    row = Row(
        "m",
        "full ceasefire on land, at sea and in the air",
        "ceasefire",
        "",
        ((cell,),) * len(parties),
        (False,) * len(parties),
        ((),) * len(parties),
    )
    page = build_page(record)
    story = replace(page.stories[0], matrix=Matrix(parties, (row,), 0))
    print_page(replace(page, stories=(story,)), full=True, written=[])
    out = capsys.readouterr().out
    matrix = out[out.index("Who stands where") : out.index("2× counts")]
    assert matrix.count("criticises") == matrix.count("unsure") == PARTIES_SHOWN
    assert all(f"Number{n}" in matrix for n in range(PARTIES_SHOWN))
    assert max(map(len, matrix.splitlines())) <= PIPED_WIDTH
