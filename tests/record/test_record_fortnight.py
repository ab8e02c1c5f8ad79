"""A fortnight of an invented halt as it is read from reports: where what was undertaken stands on each day."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from accord.api import read
from accord.encoder.model import has_encoder
from accord.model.entry import Commitment, Status
from accord.settings import Settings

READERS = ["rules", pytest.param("encoder", marks=pytest.mark.skipif(not has_encoder(), reason="no model installed"))]
REPORTS = {
    "2031-05-01": (
        "Lorn Courier",
        "Veldrian Prime Minister Ada Morn refused a 10-day halt of strikes on ports on Thursday. "
        "Ostravan President Ilo Brandt proposed the 10-day halt of strikes on ports.",
    ),
    "2031-05-03": (
        "Harbour Post",
        "Veldrian Prime Minister Ada Morn agreed on Saturday to a 10-day halt of strikes on ports. "
        "Veldria and Ostrava will exchange 50 prisoners each on 8 May, the Ostravan government said.",
    ),
    "2031-05-04": (
        "Harbour Post",
        "Veldria and Ostrava will exchange 40 prisoners each on 8 May, the Veldrian government said. "
        "Correction: An earlier version of this report said that 50 prisoners would be exchanged on each side.",
    ),
    "2031-05-06": (
        "Daily Compass",
        "Ostrava accused Veldria on Tuesday of breaking the halt of strikes on ports. "
        "Ostravan President Ilo Brandt said Veldrian planes had bombed the port of Orsk.",
    ),
    "2031-05-07": (
        "Evening Star",
        "Veldria denied on Wednesday that it had broken the halt of strikes on ports. "
        "Veldrian Prime Minister Ada Morn said no plane had flown.",
    ),
    "2031-05-10": (
        "Lorn Courier",
        "Veldria and Ostrava exchanged 40 prisoners each on Thursday, the Ostravan government said.",
    ),
    "2031-05-12": (
        "Orsk Herald",
        "Veldrian Prime Minister Ada Morn agreed on Monday to extend the halt of strikes on ports by five days.",
    ),
}


@pytest.fixture(scope="module")
def fortnight(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fortnight")
    for day, (outlet, text) in REPORTS.items():
        report = {"id": day, "outlet": outlet, "published": day, "text": text}
        (folder / f"{day}.json").write_text(json.dumps(report), encoding="utf-8")
    return folder


def owed(fortnight: Path, reader: str, day: str, word: str) -> list[Commitment]:
    """What Veldria has undertaken in such words, the first undertaken first."""
    record = read(fortnight, settings=Settings(reader=reader, as_of=date.fromisoformat(day)))
    found = [c for c in record.commitments if word in c.what and "Veldria" in c.debtors]
    return sorted(found, key=lambda c: c.history[0].on or date.max)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2031-05-03", Status.IN_FORCE),
        ("2031-05-05", Status.IN_FORCE),
        ("2031-05-06", Status.REPORTED_BROKEN),
        ("2031-05-07", Status.DISPUTED),
        ("2031-05-10", Status.DISPUTED),
        ("2031-05-12", Status.SUPERSEDED),
        ("2031-05-19", Status.SUPERSEDED),
    ],
)
def test_the_halt_on_each_day(reader: str, day: str, status: Status, fortnight: Path) -> None:
    halt = owed(fortnight, reader, day, "halt")[0]
    assert (halt.starts, halt.ends) == (date(2031, 5, 3), date(2031, 5, 13))
    assert halt.status is status


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    ("day", "status"), [("2031-05-12", Status.IN_FORCE), ("2031-05-18", Status.IN_FORCE), ("2031-05-19", Status.LAPSED)]
)
def test_the_extension_on_each_day(reader: str, day: str, status: Status, fortnight: Path) -> None:
    first, *others = owed(fortnight, reader, day, "halt")
    longer = next(c for c in others if c.id == first.superseded_by)
    assert (longer.ends, longer.status) == (date(2031, 5, 18), status)


@pytest.mark.parametrize(
    ("day", "status", "figure"),
    [
        ("2031-05-03", Status.ANNOUNCED, 50.0),
        ("2031-05-04", Status.ANNOUNCED, 40.0),
        ("2031-05-08", Status.DUE, 40.0),
        ("2031-05-09", Status.OVERDUE, 40.0),
        ("2031-05-10", Status.REPORTED_KEPT, 40.0),
    ],
)
def test_the_exchange_on_each_day(day: str, status: Status, figure: float, fortnight: Path) -> None:
    (exchange,) = owed(fortnight, "rules", day, "exchange")
    assert exchange.status is status
    assert exchange.what == f"exchange {figure:g} prisoners each"
    assert [(e.low, e.best, e.high) for e in exchange.estimates] == [(figure, figure, figure)]
