"""Load reports from files and folders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from accord.model.report import Refusal, Report


def load_reports(paths: Iterable[Path]) -> Iterator[Report | Refusal]:
    """Take in every report under `paths`, in a stable order, one at a time."""
    raise NotImplementedError
