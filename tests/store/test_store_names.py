"""The index of names: written with what it leads to, gone with it, and the same when it is made afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from accord.kept import KeptRecord
from accord.settings import Settings
from accord.store import schema
from accord.store.derived import read_chapters
from accord.store.engine import writing
from accord.store.names.find import count_names, find_places, read_naming, read_placed
from accord.store.names.index import index_names
from accord.store.names.keys import PARTY, SPEAKER
from accord.store.store import Store


@pytest.fixture
def kept(samples: Path, place: str) -> Iterator[KeptRecord]:
    """The samples, read by rules and derived, in a store of each kind."""
    with KeptRecord.open(place, create=True) as record:
        record.read(samples, settings=Settings(reader="rules"))
        record.derive()
        yield record


def rows(store: Store, table: sa.Table) -> list[tuple[object, ...]]:
    with store.look() as connection:
        return [tuple(row) for row in connection.execute(sa.select(table).order_by(*table.primary_key))]


def test_made_afterwards_it_is_the_same(kept: KeptRecord) -> None:
    before = rows(kept.store, schema.named), rows(kept.store, schema.clocks)
    assert all(before)
    with writing(kept.store.engine) as connection:
        connection.execute(sa.delete(schema.named))
        connection.execute(sa.delete(schema.clocks))
        index_names(connection, read_chapters)
    assert (rows(kept.store, schema.named), rows(kept.store, schema.clocks)) == before


def test_every_line_that_names_somebody_is_found_by_the_name(kept: KeptRecord) -> None:
    record = kept.record()
    with kept.store.look() as connection:
        naming = read_naming(connection, PARTY, "keshar")
        assert naming is not None
        places = find_places(connection, PARTY, "keshar", "", 0, 1_000)
        found = {entry.id for entry in read_placed(connection, places)}
        said = read_placed(connection, find_places(connection, SPEAKER, "mira haldane", "quotation", 0, 1_000))
        counts = {key: n for key, n, _ in count_names(connection, SPEAKER)}
    assert sum(naming.kinds.values()) == len(places)
    assert found >= {p.id for p in record.positions if p.party == "Keshar"}
    assert found >= {c.id for c in record.commitments if "Keshar" in c.debtors + c.beneficiaries}
    assert {entry.id for entry in said} == {q.id for q in record.quotations if q.speaker == "Mira Haldane"}
    assert counts["mira haldane"] >= len(said)
    days = [place.day for place in places]
    assert days == sorted(days, reverse=True)
    assert (naming.first_day, naming.last_day) == (min(filter(None, days)), days[0])


def test_nothing_of_a_purged_report_is_left_in_it(kept: KeptRecord) -> None:
    record = kept.record()
    alone = next(q for q in record.quotations if {p.report for v in q.variants for p in v.evidence} == {"courier-3"})
    names = {row[4] for row in rows(kept.store, schema.named)}
    assert alone.speaker.casefold() in names
    for report in [report.id for report in record.reports]:
        kept.purge(report, "Ana Reed", "a test")
    assert rows(kept.store, schema.named) == rows(kept.store, schema.clocks) == []
