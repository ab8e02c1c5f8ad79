"""What every test may ask for: the samples, read once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import hypothesis
import pytest

from accord.api import read
from accord.model.entry import AnyEntry, Position
from accord.model.record import Record
from accord.settings import Settings

ROOT = Path(__file__).parents[1]

# how long an example takes says more about the machine than about the code
hypothesis.settings.register_profile("accord", deadline=None)
hypothesis.settings.load_profile("accord")

pytest_plugins = ["store.store_places", "desk.browsing", "desk.desk_visitors"]


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of sample reports."""
    return ROOT / "samples" / "reports"


@pytest.fixture(scope="session")
def record(samples: Path) -> Record:
    """The record of the samples, read by rules, so that it is the same with and without the model."""
    return read(samples, settings=Settings(reader="rules"))


@pytest.fixture(scope="session")
def doubted(record: Record) -> Record:
    """The record of the samples with every position unsure, and nothing else."""

    def doubt(entry: AnyEntry) -> AnyEntry:
        if not isinstance(entry, Position):
            return entry
        return replace(entry, evidence=tuple(replace(piece, confidence=0.2) for piece in entry.evidence))

    return replace(
        record, chapters=tuple(replace(c, entries=tuple(doubt(e) for e in c.entries)) for c in record.chapters)
    )


@pytest.fixture(scope="session")
def gold() -> Path:
    """The folder of gold annotations; skips where there is none."""
    folder = ROOT.parent / "shared" / "gold"
    if not folder.is_dir():
        pytest.skip("no gold annotations beside the repository")
    return folder
