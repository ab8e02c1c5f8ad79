"""The index of names: written with what it leads to, gone with it, and the same when it is made afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from accord.kept import KeptRecord
from accord.settings import Settings
from accord.store import schema
from accord.store.derived import read_chapters
from accord.store.doctor import examine
from accord.store.engine import writing
from accord.store.names.find import count_names, find_places, read_abouts, read_naming, read_placed
from accord.store.names.index import index_names
from accord.store.names.keys import PARTY, SPEAKER
from accord.store.names.tallies import miscounted, tally_anew
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
        counts = dict(count_names(connection, SPEAKER))
    assert sum(naming.kinds.values()) == len(places)
    assert found >= {p.id for p in record.positions if p.party == "Keshar"}
    assert found >= {c.id for c in record.commitments if "Keshar" in c.debtors + c.beneficiaries}
    assert {entry.id for entry in said} == {q.id for q in record.quotations if q.speaker == "Mira Haldane"}
    assert counts["mira haldane"] >= len(said)
    days = [place.day for place in places]
    assert days == sorted(days, reverse=True)
    assert (naming.first_day, naming.last_day) == (min(filter(None, days)), days[0])


def test_what_is_counted_is_what_there_is(kept: KeptRecord) -> None:
    with kept.store.look() as connection:
        assert not miscounted(connection)
    before = tuple(rows(kept.store, table) for table in (schema.tallies, schema.told_of))
    with writing(kept.store.engine) as connection:
        tally_anew(connection)
    assert tuple(rows(kept.store, table) for table in (schema.tallies, schema.told_of)) == before
    with kept.store.look() as connection:
        naming = read_naming(connection, PARTY, "keshar")
        abouts = read_abouts(connection, PARTY, "keshar", "position")
        places = find_places(connection, PARTY, "keshar", "position", 0, 1_000)
    assert naming is not None
    assert [(own.n_lines, own.last_day) for own in naming.stories] == [(sum(naming.kinds.values()), naming.last_day)]
    told = Counter(place.about for place in places if place.about)
    assert {own.words: own.n_lines for own in abouts} == told
    assert [own.last_day for own in abouts] == sorted((own.last_day for own in abouts), reverse=True)
    assert {own.words: own.last_day for own in abouts} == {
        about: max(place.day for place in places if place.about == about) for about in told
    }


def test_lines_are_found_from_any_place_on(kept: KeptRecord) -> None:
    with kept.store.look() as connection:
        for kind, about in (("", ""), ("position", ""), ("quotation", "Mira Haldane")):
            every = find_places(connection, PARTY, "veldria", kind, 0, 1_000, about)
            assert len(every) > 3
            some = [find_places(connection, PARTY, "veldria", kind, n, 2, about) for n in range(0, len(every), 2)]
            assert [place for two in some for place in two] == every


def test_a_wrong_count_is_found_and_mended_by_rebuilding(kept: KeptRecord) -> None:
    with writing(kept.store.engine) as connection:
        connection.execute(sa.update(schema.tallies).values(lines=schema.tallies.c.lines + 1))
    (problem,) = examine(kept.store)
    assert (problem.where, problem.mend) == ("tallies", "`accord rebuild` makes it anew")
    kept.rebuild()
    assert examine(kept.store) == []


def test_nothing_of_a_purged_report_is_left_in_it(kept: KeptRecord) -> None:
    record = kept.record()
    alone = next(q for q in record.quotations if {p.report for v in q.variants for p in v.evidence} == {"courier-3"})
    names = {row[4] for row in rows(kept.store, schema.named)}
    assert alone.speaker.casefold() in names
    for report in [report.id for report in record.reports]:
        kept.purge(report, "Ana Reed", "a test")
    left = (schema.named, schema.clocks, schema.tallies, schema.told_of)
    assert [rows(kept.store, table) for table in left] == [[], [], [], []]
