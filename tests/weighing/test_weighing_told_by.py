"""Whose word a commitment rests on is said, where nobody else tells of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from accord.api import read
from accord.model.record import Record

DEAL = "Veldria and Keshar met on Monday. The Veldrian president and Kesharan officials spoke. "


def read_text(folder: Path, text: str) -> Record:
    (folder / "report.txt").write_text(DEAL + text, encoding="utf-8")
    return read(folder)


@pytest.mark.parametrize(
    ("text", "teller"),
    [
        ("Veldria said that Keshar had agreed to halt attacks on ports for 30 days.", ("Veldria",)),
        ("Keshar said that it had agreed to halt attacks on ports for 30 days.", ()),
        ("Keshar has agreed to halt attacks on ports for 30 days.", ()),
    ],
)
def test_the_only_teller_is_named(text: str, teller: tuple[str, ...], tmp_path: Path) -> None:
    halts = [c for c in read_text(tmp_path, text).commitments if c.debtors == ("Keshar",)]
    assert [c.told_by for c in halts] == [teller]
    assert ("on the word of" in halts[0].line) == bool(teller)
