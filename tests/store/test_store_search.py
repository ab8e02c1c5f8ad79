"""Searching gives the same in every database: what is kept is found by its words and names, and nothing else."""

from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from kept_reports import MONDAY, TUESDAY, WEDNESDAY, invented, read
from searched_reports import fill, ids, keep, lines, marked, paged, report

from accord.errors import AccordError, QueryError
from accord.model.record import Record
from accord.store.doctor import examine
from accord.store.engine import is_postgres, writing
from accord.store.search.query import Query
from accord.store.store import Store

STORED = Path(__file__).parent / "stored"
LATER = date(2024, 5, 20)


def test_words_are_found_whatever_their_case_and_accents(store: Store) -> None:
    keep(store, report(1, words="Zoé Zelenskýy spoke of ÉLAN."), report(2, words="Nobody spoke of it."))
    for asked in ("zelenskyy", "ZELENSKÝY", "zelenskýy élan", "zoe elan"):
        assert ids(store, words=asked) == ["r1"]
    (hit,) = store.search(Query("Zelenskyy elan")).hits
    assert marked(hit) == ["Zelenskýy", "ÉLAN"]
    assert ids(store, words="zelenskyy nobody") == []


def test_a_phrase_stands_side_by_side(store: Store) -> None:
    keep(store, report(1, words="The northern salt road is open."), report(2, words="The salt of the northern road."))
    assert ids(store, words='"northern salt road"') == ["r1"]
    assert sorted(ids(store, words="northern salt road")) == ["r1", "r2"]
    assert ids(store, words='"salt of the" northern') == ["r2"]
    (hit,) = store.search(Query("“northern salt road”")).hits
    assert marked(hit) == ["northern salt road"]
    assert hit.span == hit.marks[0]


def test_hyphens_and_apostrophes_part_words(store: Store) -> None:
    keep(store, report(1, words="A salt-road's toll, and/or a levy."), report(2))
    for asked in ("salt-road", '"salt road"', "salt-road's", "and/or", "30-day"):
        assert "r1" in ids(store, words=asked)
    assert ids(store, words="salt-levy") == []


def test_a_star_stands_for_the_rest_of_a_word(store: Store) -> None:
    keep(store, report(1, words="Quarrying began."), report(2, words="The quarry is shut."), report(3))
    assert sorted(ids(store, words="quarr*")) == ["r1", "r2"]
    assert ids(store, words="quarry") == ["r2"]
    (hit,) = store.search(Query("quarryi*")).hits
    assert marked(hit) == ["Quarrying"]


def test_titles_are_searched_and_weigh_more(store: Store) -> None:
    keep(store, report(1, words="A lighthouse, far off."), report(2, title="The lighthouse"), report(3))
    assert ids(store, words="lighthouse") == ["r2", "r1"]
    assert store.search(Query("lighthouse")).hits[0].marks == ()


def test_words_do_not_run_on_from_the_title_into_the_text(store: Store) -> None:
    keep(store, replace(report(1, title="Of salt"), text="Roads are open in Veldria accepted. " + report(1).text))
    assert ids(store, words='"salt roads"') == []
    assert ids(store, words='"of salt"') == ["r1"]


def test_days_and_outlets(store: Store) -> None:
    keep(store, report(1), report(2, outlet="The Évening Tribune", day=LATER), replace(report(3), published=None))
    assert ids(store, words="Veldria", since=LATER) == ["r2"]
    assert ids(store, words="Veldria", until=MONDAY.date()) == ["r1"]
    assert ids(store, since=MONDAY.date(), until=LATER) == ["r2", "r1"]
    assert ids(store, outlet="evening tribune") == ["r2"]
    assert ids(store, words="Veldria", outlet="tribune", until=MONDAY.date()) == []


def test_claims_are_found_by_speaker_party_kind_and_the_words_under_them(store: Store) -> None:
    keep(store, report(1), report(2, day=LATER))
    found = store.search(Query(speaker="mara ostin"))
    assert [(hit.kind, hit.report, hit.speaker, hit.parties) for hit in found.hits] == [
        ("quote", "r2", "Mara Ostin", ("Veldria",)),
        ("quote", "r1", "Mara Ostin", ("Veldria",)),
    ]
    assert found.n_reports == 2
    (event, quote) = store.search(Query(party="Veldria", until=MONDAY.date())).hits
    assert (event.kind, quote.kind) == ("AGREE", "quote")
    assert ids(store, party="keshar", kind="quote") == []
    assert ids(store, words="fire", kind="quote", party="veldria") == ["r2", "r1"]
    assert ids(store, words="Orland", kind="quote") == []
    assert ids(store, kind="agree", words="ceasefire", until=MONDAY.date()) == ["r1"]
    assert ids(store, kind="ASSAULT") == []
    assert ids(store, speaker="Ostin Keshar") == []


def test_a_hit_leads_to_the_exact_words(store: Store) -> None:
    keep(store, report(1))
    text = report(1).text
    (hit,) = store.search(Query('"hold our fire"', speaker="Ostin")).hits
    assert hit.span.of(text) == "We will hold our fire"
    assert hit.passage.of(text) == hit.text
    assert [mark.of(text) for mark in hit.marks] == ["hold our fire"]
    (hit,) = store.search(Query(kind="event", party="Keshar")).hits
    assert marked(hit) == ["accepted"]


def test_names_are_found_whichever_way_they_are_spelled(store: Store) -> None:
    one = read(report(1))
    (quote,) = one.claims.quotes
    assert quote.speaker is not None
    spelled = replace(quote, speaker=replace(quote.speaker, name="Ján Zelenskyy"))
    store.keep([replace(one, claims=replace(one.claims, quotes=(spelled,)))], MONDAY)
    for asked in ("Zelenskiy", "jan zelensky", "ZELENSKYY"):
        assert ids(store, speaker=asked) == ["r1"]


def test_claims_are_found_by_the_words_of_their_measure(store: Store) -> None:
    keep(store, report(1))
    (hit,) = store.search(Query(measure="30-day ceasefire")).hits
    assert (hit.kind, hit.report) == ("AGREE", "r1")
    assert ids(store, measure="withdrawal") == []
    assert ids(store, measure="ceasefire", kind="quote") == []


def test_pages_follow_one_another_without_gap_or_double(store: Store) -> None:
    keep(store, *(report(n, day=date(2024, 5, 1 + n % 7)) for n in range(30)))
    queries: list[dict[str, object]] = [{"words": "Veldria"}, {"party": "Veldria"}, {"since": date(2024, 5, 1)}]
    for asked in queries:
        whole = store.search(Query(**asked, limit=200))  # type: ignore[arg-type]
        assert whole.next is None
        assert whole.n_reports == 30
        assert len(whole.hits) == (60 if "party" in asked else 30)
        assert paged(store, asked, 7) == list(whole.hits)
        days = [hit.day for hit in whole.hits]
        assert days == sorted(days, key=lambda day: day or date.min, reverse=True)


def test_what_is_looked_through_at_a_time_is_bounded_and_the_rest_can_be_reached(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accord.store.search.find.MOST_REPORTS", 4)
    rare = [report(n, words="Far away, at sea." if n < 9 else "A heron.") for n in range(10)]
    keep(store, *rare)
    hits = paged(store, {"words": "Veldria", "kind": "quote"}, 5)
    assert hits == []
    assert len(paged(store, {"party": "Veldria", "kind": "quote"}, 5)) == 10


def test_only_the_version_and_the_reading_that_stand_are_found(store: Store) -> None:
    first, second = invented(1, days=30), invented(1, days=45)
    store.keep([read(first)], MONDAY)
    store.keep([read(second)], WEDNESDAY)
    assert ids(store, words="30") == []
    assert ids(store, words="45") == ["r1"]
    again = read(second, reader="better/2")
    store.keep([replace(again, claims=replace(again.claims, quotes=()))], WEDNESDAY + timedelta(days=1))
    assert ids(store, speaker="Ostin") == []
    assert ids(store, party="Keshar") == ["r1"]
    assert examine(store) == []


def test_two_versions_in_one_lot(store: Store) -> None:
    store.keep([read(invented(1, days=30)), read(invented(1, days=45)), read(invented(2))], MONDAY)
    (standing,) = (one.text for one in store.holdings().reports if one.id == "r1")
    assert ids(store, words="45" if "45-day" in standing else "30", kind="report")[-1:] != []
    assert sorted(ids(store, words="Veldria")) == ["r1", "r2"]


def test_what_is_kept_is_found_at_once_and_what_is_purged_never(store: Store) -> None:
    keep(store, report(1, words="A kestrel."), report(2))
    assert ids(store, words="kestrel") == ["r1"]
    store.purge("r1", "editor", "retracted", TUESDAY)
    assert ids(store, words="kestrel") == []
    assert ids(store, speaker="Ostin") == ["r2"]
    assert examine(store) == []


HOSTILE = (
    'un"balanced', '"', '""', '"" AND', "AND OR NOT", "NEAR(a b, 3)", "title:salt", "{title} : x", "-salt", "^salt",
    "a'b''c", "salt\x00road", "\x00", "' OR 1=1 --", "\\", "\\'", "!!!", "*", '"*"', "&|!<->:*", "(((", "\ud800",
    "салат", "和平协议", "🕊", "सन्धि", "\u202eabc", "é" * 90, "x" * 10_000, "x " * 10_000, '"' * 10_000, "%_", "a:b*",
    "kinds : quote", "s:ostin",
)  # fmt: skip


@pytest.mark.parametrize("part", ["words", "speaker", "party", "measure", "outlet", "kind", "after"])
def test_nothing_typed_upsets_the_database(store: Store, part: str) -> None:
    keep(store, report(1))
    for hostile in HOSTILE:
        try:
            found = store.search(Query(**{part: hostile}))  # type: ignore[arg-type]
        except QueryError as error:
            assert error.part == part, hostile
            assert len(str(error)) < 400
        else:
            assert found.hits == (), hostile
    assert ids(store, words="Veldria") == ["r1"]


def test_every_script_is_found(store: Store) -> None:
    keep(store, report(1, words="Вельдрия и Кешар, 和平协议 🕊 सन्धि Straße"), report(2))
    for asked in ("вельдрия", "ВЕЛЬДРИЯ", "和平协议", "straße"):
        assert ids(store, words=asked) == ["r1"], asked


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ({}, "query"),
        ({"words": "  "}, "query"),
        ({"words": "…"}, "words"),
        ({"words": "ab*"}, "words"),
        ({"words": "a", "limit": 0}, "limit"),
        ({"words": "a", "limit": 10_000}, "limit"),
        ({"words": "a", "kind": "rumour"}, "kind"),
        ({"words": "a", "after": "-1"}, "after"),
        ({"speaker": "?"}, "speaker"),
        ({"measure": "?"}, "measure"),
    ],
)
def test_what_has_no_meaning_is_refused_with_a_reason(store: Store, asked: dict[str, object], part: str) -> None:
    with pytest.raises(AccordError) as told:
        store.search(Query(**asked))  # type: ignore[arg-type]
    assert isinstance(told.value, QueryError)
    assert told.value.part == part


def test_a_report_of_any_length_is_kept_and_its_beginning_found(store: Store) -> None:
    many = " ".join(f"w{n:x}é" for n in range(120_000))
    keep(store, replace(report(1), text=report(1).text + many))
    assert ids(store, words="w10e") == ["r1"]
    assert ids(store, words="w1d0000") == []


def test_entries_and_measures_are_found_as_they_were_derived(store: Store, record: Record) -> None:
    fill(store, record)
    texts = {one.id: one.text for one in record.reports}
    for kind in ("position", "commitment", "incident", "quotation"):
        own = [entry for entry in record.entries if entry.kind == kind]
        assert own
        hits = store.search(Query(party="Veldria", kind=kind, limit=200)).hits
        assert {hit.id for hit in hits} <= {entry.id for entry in own}
        assert hits
        assert all(any("Veldria" in party for party in hit.parties) for hit in hits)
        assert all(hit.text == hit.passage.of(texts[hit.report]) for hit in hits)
    position = record.positions[0]
    measure = next(measure for measure in record.measures if measure.id == position.measure)
    held = store.search(Query(kind="position", measure=measure.id, limit=200)).hits
    assert {hit.id for hit in held} == {one.id for one in record.positions if one.measure == measure.id}
    assert measure.id in {hit.id for hit in store.search(Query(kind="measure", measure=measure.label)).hits}
    claims = store.search(Query(measure=measure.id, kind="claim", limit=200)).hits
    assert {hit.id for hit in claims} == set(measure.claims)
    every = paged(store, {"kind": "entry", "since": date(2000, 1, 1)}, 11)
    assert lines(every) == {(entry.kind, entry.id) for entry in record.entries}
    assert len(every) == len(record.entries)


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM searched WHERE name = 'r1'",
        "UPDATE searched SET parties = 'aurelia' WHERE name = 'r1'",
        "UPDATE searched SET day = '2024-05-09' WHERE name = 'r1'",
    ],
)
def test_an_index_that_is_out_of_step_is_found_and_mended(store: Store, damage: str) -> None:
    keep(store, report(1), report(2))
    with writing(store.engine) as connection:
        connection.execute(sa.text(damage))
    (problem,) = (problem for problem in examine(store) if problem.where.startswith("searched"))
    assert problem.where == "searched r1"
    assert "accord rebuild" in problem.mend
    store.index_anew()
    assert examine(store) == []
    assert ids(store, party="keshar") == ["r1", "r2"]


def test_lost_words_are_found_and_mended(store: Store) -> None:
    keep(store, report(1), report(2))
    with writing(store.engine) as connection:
        lost = "report_words" if is_postgres(store.engine) else "report_words_data"
        connection.execute(sa.text(f"DELETE FROM {lost}"))  # noqa: S608
    assert examine(store)
    store.index_anew()
    assert examine(store) == []
    assert sorted(ids(store, words="Veldria")) == ["r1", "r2"]


@pytest.mark.parametrize("packed", sorted(STORED.glob("*.db.gz")), ids=lambda path: path.name)
def test_a_store_of_an_earlier_version_is_searched(packed: Path, tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    path.write_bytes(gzip.decompress(packed.read_bytes()))
    with Store.open(path) as store:
        assert ids(store, words="ceasefire", speaker="Ostin", kind="event") == []
        assert ids(store, words='"hold our fire"', party="Veldria") == ["r1", "r2"]
        assert sorted(ids(store, words="Veldria")) == ["r1", "r2"]
