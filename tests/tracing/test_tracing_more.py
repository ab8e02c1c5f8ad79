"""One report more: what is found is the same in whatever lots reports come, and whatever came and went between."""

from __future__ import annotations

import io
import random
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from veldrian_reports import (
    BULLETIN,
    DISPATCH,
    FORM,
    MAY_6,
    OTHER,
    REWRITE,
    STATEMENT,
    paragraphs,
    report,
)

from accord.model.lineage import Carriage, Lineage, Link, Origin
from accord.model.report import CreditForm, Report
from accord.tracing import candidates, copies, likeness, signatures, standing
from accord.tracing.trace import trace_origins
from accord.tracing.tracer import Change, Ends, Tracer

PARTS = [part for text in (DISPATCH, REWRITE, OTHER, BULLETIN) for part in paragraphs(text)] + [STATEMENT, FORM]
OUTLETS = [None, "Orsk Herald", "Delta Post", "Sant Mail", "Reuters"]
CREDITS = [None, None, None, ("AFP", CreditForm.TAIL), ("Reuters", CreditForm.CONTRIBUTION), ("AFP", CreditForm.HINT)]
DAYS = [None, *(MAY_6 + timedelta(days=n) for n in (0, 0, 1, 4, 5, 20))]


class Kept:
    """What somebody keeps who is told of changes only."""

    def __init__(self) -> None:
        self._links: dict[Ends, Link] = {}
        self._carriages: dict[str, list[Carriage]] = {}
        self._origins: dict[str, Origin] = {}

    def change(self, change: Change) -> None:
        for ends in change.gone:
            del self._links[ends]
        self._links.update(((link.left, link.right), link) for link in change.lineage.links)
        told = change.lineage.carriages
        self._carriages.update((c.report, [d for d in told if d.report == c.report]) for c in told)
        self._origins.update((origin.id, origin) for origin in change.lineage.origins)

    def lineage(self, reports: list[Report]) -> Lineage:
        carriages = tuple(c for report in sorted(r.id for r in reports) for c in self._carriages[report])
        origins = tuple(self._origins[origin] for origin in sorted({c.origin for c in carriages}))
        return Lineage(origins, carriages, tuple(self._links[ends] for ends in sorted(self._links)))


def _collection(seed: int, size: int) -> list[Report]:
    """Reports made of the same paragraphs, copies of some among them."""
    chance = random.Random(seed)  # noqa: S311
    found: list[Report] = []
    for number in chance.sample(range(10 * size), size):
        text = "\n\n".join(chance.sample(PARTS, chance.randint(1, 6))) + f" Word {chance.randint(0, 3)}."
        if found and chance.random() < 0.15:
            text = chance.choice(found).text
        outlet, credit = chance.choice(OUTLETS), chance.choice(CREDITS)
        found.append(report(f"r{number:04d}", text, outlet, credit=credit, on=chance.choice(DAYS)))
    return found


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits so low that few reports reach them."""
    for module, name, value in (
        (candidates, "RARE", 3),
        (candidates, "SAMPLED", 4),
        (candidates, "MAX_HOLDERS", 32),
        (candidates, "MAX_LISTED", 6),
        (copies, "MAX_HOLDERS", 32),
        (copies, "MAX_PAIRS", 3),
        (signatures, "MAX_HOLDERS", 4),
        (signatures, "MAX_LISTED", 4),
        (likeness, "MAX_NEIGHBOURS", 2),
        (signatures, "MIN_COMMON", 4),
        (standing, "LOOKED_AT", 6),
        (copies, "LOOKED_AT", 6),
    ):
        monkeypatch.setattr(module, name, value)


def _in_lots(reports: list[Report], passing: list[Report], chance: random.Random) -> Lineage:
    """What is found when reports come in lots, some of which go again."""
    tracer, kept = Tracer(), Kept()
    rest, here = chance.sample([*reports, *passing], len(reports) + len(passing)), set[str]()
    leaving = {r.id for r in passing}
    while rest:
        size = chance.choice([1, 1, 1, 2, 5, 20])
        lot, rest = rest[:size], rest[size:]
        here |= {r.id for r in lot}
        kept.change(tracer.add(lot))
        gone = set(sorted(leaving & here)[: chance.choice([0, 1, 3])])
        if gone:
            kept.change(tracer.remove(gone))
        leaving -= gone
    kept.change(tracer.remove(leaving))
    return kept.lineage(reports)


@pytest.mark.parametrize("seed", range(4))
def test_lots_order_and_what_went_again_change_nothing(seed: int) -> None:
    reports, passing = _collection(seed, 50), [] if seed % 2 else _collection(seed + 100, 12)
    passing = [r for r in passing if r.id not in {kept.id for kept in reports}]
    assert _in_lots(reports, passing, random.Random(seed)) == trace_origins(reports)  # noqa: S311


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize("seed", range(4))
def test_neither_do_they_where_texts_are_too_many_to_be_compared(seed: int) -> None:
    reports, passing = _collection(seed, 110), [] if seed % 2 else _collection(seed + 100, 30)
    passing = [r for r in passing if r.id not in {kept.id for kept in reports}]
    assert _in_lots(reports, passing, random.Random(seed)) == trace_origins(reports)  # noqa: S311


@settings(max_examples=40)
@given(st.lists(st.text(max_size=40) | st.sampled_from([*PARTS, DISPATCH]), max_size=8), st.randoms())
def test_any_texts_may_come_one_by_one(texts: list[str], chance: random.Random) -> None:
    reports = [report(f"r{i}", text) for i, text in enumerate(texts)]
    passing = [report(f"s{i}", text) for i, text in enumerate(texts[::2])]
    assert _in_lots(reports, passing, chance) == trace_origins(reports)


def test_a_report_that_is_in_already_changes_nothing() -> None:
    tracer = Tracer()
    first, *others = _collection(3, 12)
    tracer.add([first, *others])
    for change in (tracer.add([first]), tracer.remove({"another"})):
        assert change == Change((), Lineage())


def test_a_tracer_goes_on_from_where_it_was_saved() -> None:
    reports = _collection(8, 60)
    tracer, file = Tracer(), io.BytesIO()
    tracer.add(reports[:40])
    tracer.save(file)
    again = Tracer.load(io.BytesIO(file.getvalue()), lambda names: [r for r in reports if r.id in names])
    for one in reports[40:]:
        assert again.add([one]) == tracer.add([one])
    gone = {r.id for r in reports[5:50:5]}
    assert again.remove(gone) == tracer.remove(gone)


@pytest.mark.parametrize("damage", [lambda _: b"", lambda kept: b"PK" + kept, lambda kept: kept[: len(kept) // 2]])
def test_a_damaged_state_is_refused(damage: object) -> None:
    tracer, file = Tracer(), io.BytesIO()
    tracer.add(_collection(1, 5))
    tracer.save(file)
    assert callable(damage)
    with pytest.raises(ValueError, match="state"):
        Tracer.load(io.BytesIO(damage(file.getvalue())), lambda _names: ())
