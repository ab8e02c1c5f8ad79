"""Support counts independent origins, and errs on the low side."""

from __future__ import annotations

import pytest

from accord.model.evidence import Support
from accord.model.lineage import Carriage, Lineage, Origin, OriginKind
from accord.model.support import Supports

VNA = Origin("o-vna", "Veldrian News Agency", OriginKind.AGENCY)
MPA = Origin("o-mpa", "Marrow Press Association", OriginKind.AGENCY)
HERALD = Origin("o-herald", "Orsk Herald", OriginKind.OUTLET)
UNKNOWN = Origin("o-unknown", "unknown (d)", OriginKind.UNKNOWN)


def _carriage(report: str, origin: Origin, confidence: float = 0.95) -> Carriage:
    return Carriage(report, origin.id, None, confidence, "said so")


LINEAGE = Lineage(
    (VNA, MPA, HERALD, UNKNOWN),
    (
        _carriage("a", VNA),
        _carriage("b", VNA),
        _carriage("c", MPA),
        _carriage("d", UNKNOWN, 0.3),
        _carriage("e", HERALD, 0.6),
        _carriage("f", VNA, 0.8),
        _carriage("g", HERALD, 0.6),
        _carriage("g", VNA),
        _carriage("h", MPA, 0.4),
    ),
)
OUTLETS = {"a": "Orsk Herald", "b": "Delta Post", "c": "Delta Post", "e": "Orsk Herald", "f": "orsk  herald", "d": None}


@pytest.mark.parametrize(
    ("reports", "origins", "unknown"),
    [
        ("", 0, 0),
        ("a", 1, 0),
        ("ab", 1, 0),
        ("ac", 2, 0),
        ("ae", 2, 0),  # the outlet's own story, and an agency's that it credits
        ("ef", 1, 0),  # the agency text is only inferred: it may be the outlet's own
        ("d", 1, 1),
        ("dz", 1, 2),  # z is in no lineage
        ("ad", 1, 1),
        ("acd", 2, 1),
        ("aeg", 1, 0),  # g carries both and ties them
        ("ah", 1, 1),  # h's origin is held too weakly to count
    ],
)
def test_independent_origins_are_the_tied_groups_with_a_known_origin(reports: str, origins: int, unknown: int) -> None:
    support = Supports(LINEAGE, OUTLETS).of(reports)
    assert (support.reports, support.origins, support.unknown) == (len(reports), origins, unknown)


def test_outlets_are_counted_once_whatever_their_case_and_names_are_sorted() -> None:
    support = Supports(LINEAGE, OUTLETS).of(["f", "e", "c", "a", "a", "d"])
    names = ("Marrow Press Association", "Orsk Herald", "Veldrian News Agency")
    assert support == Support(5, 2, 2, 1, names)
