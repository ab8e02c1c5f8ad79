from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.text.sentences import split_sentences


def _split(text: str) -> list[str]:
    return [span.of(text) for span in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\n\t ", []),
        ("One came. Two left.", ["One came.", "Two left."]),
        ("Gen. Aro Vesk met Mr. Tal in the U.S. Senate.", ["Gen. Aro Vesk met Mr. Tal in the U.S. Senate."]),
        ("He flew to the U.S. The talks went on.", ["He flew to the U.S.", "The talks went on."]),
        ("On Feb. 12 they met. No. 4 was closed.", ["On Feb. 12 they met.", "No. 4 was closed."]),
        ("It starts in Sept. Everyone waits.", ["It starts in Sept.", "Everyone waits."]),
        ("Robert E. Vane signed. J. Orr did not.", ["Robert E. Vane signed.", "J. Orr did not."]),
        ("Prices rose 3.5 percent. They fell 2.1.", ["Prices rose 3.5 percent.", "They fell 2.1."]),
        ("It closed at 5 p.m. Monday. All left.", ["It closed at 5 p.m. Monday.", "All left."]),
        ("It closed at 5 p.m. The guests left.", ["It closed at 5 p.m.", "The guests left."]),
        ("He waited ... and waited. Then he left.", ["He waited ... and waited.", "Then he left."]),
        ("“We agreed.” The minister left.", ["“We agreed.”", "The minister left."]),
        ('"We agreed. We signed," he said.', ['"We agreed.', 'We signed," he said.']),
        ('"Why now?" Vesk asked. Nobody knew.', ['"Why now?" Vesk asked.', "Nobody knew."]),
        ('"Why now?" he asked.', ['"Why now?" he asked.']),
        ("Truce holds\n\nORSK (AP) -- The truce held.", ["Truce holds", "ORSK (AP) -- The truce held."]),
        (
            "They agreed to:\n- halt strikes\n- free prisoners",
            ["They agreed to:", "- halt strikes", "- free prisoners"],
        ),
        ("First line\nSecond line", ["First line", "Second line"]),
        ("The deal held.The army left soon.", ["The deal held.", "The army left soon."]),
        ("See accord.example and Vel.io today. Bye.", ["See accord.example and Vel.io today.", "Bye."]),
        ("It ended. “A new day,” he said.", ["It ended.", "“A new day,” he said."]),
        ("Vel Corp. Chairman Ras spoke. Vel Inc. said no.", ["Vel Corp. Chairman Ras spoke.", "Vel Inc. said no."]),
    ],
)
def test_split(text: str, expected: list[str]) -> None:
    assert _split(text) == expected


def test_hard_wrapped_text_is_joined() -> None:
    text = (
        "The foreign ministers of the two states met in the border town on Monday to\n"
        "discuss a pause in the fighting that has run for eleven weeks, their offices\n"
        "said. They did not agree on a date for the exchange of prisoners, which both\n"
        "had promised in the spring, and set no day for another meeting either.\n"
        "\n"
        "A second round follows.\n"
    )
    assert [s.split()[0] for s in _split(text)] == ["The", "They", "A"]


def test_lines_of_paragraphs_are_not_joined() -> None:
    text = "Talks resume\nThe ministers met again on Monday in the border town.\nNobody signed anything.\n"
    assert len(_split(text)) == 3


@given(st.text(alphabet="Aa .!?\n\"“”'’U.S1…•-\r\ud800(", max_size=80))
def test_spans_partition_the_text(text: str) -> None:
    spans = split_sentences(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert "".join("".join(s.of(text).split()) for s in spans) == "".join(text.split())
    assert all(s.of(text) == s.of(text).strip() for s in spans)


@pytest.mark.parametrize("piece", ["A. ", ". ", "\n", "word ", '"Why?" ', "U.S. ", "...", "a\nb "])
def test_linear_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    started = time.process_time()
    split_sentences(text)
    assert time.process_time() - started < 4


def test_no_sentence_is_endless() -> None:
    spans = split_sentences("word " * 5_000)
    assert len(spans) > 1
    assert max(len(s) for s in spans) <= 3_000
