"""The work of reading grows with the report, not with its square: counted in calls, which no other program sways."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from accord.encoder.model import has_encoder
from accord.model.report import Report
from accord.reading.readers import reader_named

SENTENCES = {
    "one act each": "Veldria agreed to halt attacks on ports, its president said. ",
    "quotes with odd marks": "“We will sign, said the minister. “Keshar must withdraw its troops,” he added. ",
    "one endless sentence": "Veldria agreed to halt attacks and Keshar said that it will refuse to sign ",
}


def calls(work: Callable[[], Any]) -> int:
    """How many Python functions are entered or generators resumed."""
    count = 0

    def note(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("name", ["rules", "encoder"])
@pytest.mark.parametrize("text", SENTENCES.values(), ids=SENTENCES)
def test_eight_times_the_text_is_little_more_than_eight_times_the_work(text: str, name: str) -> None:
    if name == "encoder" and not has_encoder():
        pytest.skip("the model is not installed")
    reader = reader_named(name)
    reader.read(Report("r", text * 2, "here"))  # what is loaded once
    short, long = (calls(lambda n=n: reader.read(Report("r", text * n, "here"))) for n in (50, 400))  # type: ignore[misc]
    assert long < 9.1 * short
