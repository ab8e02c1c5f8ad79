"""The five seed reports, with annotated claims: what the record must say of them. Skips without the annotations."""

from __future__ import annotations

import importlib.util
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from accord.model.claim import Stance
from accord.model.entry import Commitment, Position, Status
from accord.model.lineage import Lineage
from accord.model.measure import Measure, MeasureKind
from accord.model.record import Chapter
from accord.model.story import Story
from accord.weighing.weigh import weigh_story

ROOT = Path(__file__).parents[2]
FOLDER = ROOT.parent / "shared" / "gold" / "dev" / "energy-truce-2025"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="no gold annotations beside the repository")
PARTIAL, FULL, AID = MeasureKind.PARTIAL_CEASEFIRE, MeasureKind.CEASEFIRE, MeasureKind.AID


@cache
def gold() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold", ROOT / "bench" / "gold.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def chapter() -> Chapter:
    reports, claims = gold().gold_reports(FOLDER), gold().gold_claims(FOLDER)
    return weigh_story(Story("seeds", "Seeds", tuple(r.id for r in reports)), reports, claims, Lineage())


def measure(entry: Position | Commitment) -> Measure:
    return next(m for m in chapter().measures if m.id == entry.measure)


def stands() -> list[Position]:
    return [e for e in chapter().entries if isinstance(e, Position)]


@pytest.mark.parametrize(
    ("party", "stance", "kind", "duration"),
    [
        ("Russia", Stance.ACCEPTS, PARTIAL, "P30D"),
        ("Russia", Stance.REJECTS, FULL, "P30D"),
        ("United States", Stance.PROPOSES, FULL, "P30D"),
        ("Ukraine", Stance.ACCEPTS, FULL, "P30D"),
        ("Ukraine", Stance.SUPPORTS, PARTIAL, "P30D"),
        ("Russia", Stance.DEMANDS, MeasureKind.AID_HALT, None),
        ("Russia", Stance.DEMANDS, MeasureKind.DISARMAMENT, None),
        ("Russia", Stance.DEMANDS, MeasureKind.WITHDRAWAL, None),
        ("Germany", Stance.SUPPORTS, AID, None),
        ("France", Stance.SUPPORTS, AID, None),
    ],
)
def test_position(party: str, stance: Stance, kind: MeasureKind, duration: str | None) -> None:
    found = [p for p in stands() if (p.party, p.stance) == (party, stance)]
    assert any((measure(p).kind, measure(p).duration) == (kind, duration) for p in found)


def test_the_refusal_keeps_its_condition() -> None:
    (refusal,) = [p for p in stands() if (p.party, p.stance, measure(p).kind) == ("Russia", Stance.REJECTS, FULL)]
    assert refusal.condition is not None and refusal.condition in refusal.line


def test_the_two_wordings_of_the_scope_are_two_measures() -> None:
    scopes = {m.scope for m in chapter().measures if m.kind is PARTIAL}
    assert len([s for s in scopes if s and "energy" in s]) == 2


@pytest.mark.parametrize(
    ("debtors", "starts", "due", "ends", "status", "value"),
    [
        (("Russia",), date(2025, 3, 18), None, date(2025, 4, 17), Status.IN_FORCE, None),
        (("Russia", "Ukraine"), None, date(2025, 3, 19), None, Status.DUE, 175.0),
        (("Russia",), None, date(2025, 3, 19), None, Status.DUE, 23.0),
    ],
)
def test_commitment(
    debtors: tuple[str, ...],
    starts: date | None,
    due: date | None,
    ends: date | None,
    status: Status,
    value: float | None,
) -> None:
    found = [e for e in chapter().entries if isinstance(e, Commitment) and e.debtors == debtors]
    assert any(
        (c.starts, c.due, c.ends, c.status) == (starts, due, ends, status)
        and (value is None or value in {q.value for q in c.quantities})
        for c in found
    )


@pytest.mark.parametrize(("party", "kind"), [("Germany", AID), ("France", AID), ("United States", MeasureKind.TALKS)])
def test_commitment_without_days(party: str, kind: MeasureKind) -> None:
    found = [e for e in chapter().entries if isinstance(e, Commitment) and party in e.debtors and e.measure]
    assert kind in {measure(c).kind for c in found}
