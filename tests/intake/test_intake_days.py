"""Days that have not come yet: a report that gives one is taken in without it, and that is said."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

import accord
from accord.intake.load import last_day, load_reports
from accord.model.report import Refusal, Report

TEXT = "Veldria agreed on Tuesday to halt shelling for 30 days, its foreign ministry said."
UNTIL = date(2025, 3, 20)


def taken(tmp_path: Path, until: date | None = UNTIL, **fields: object) -> tuple[Report, list[str]]:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"text": TEXT} | fields), encoding="utf-8")
    found = list(load_reports([path], until=until))
    assert isinstance(found[0], Report)
    return found[0], [said.reason for said in found if isinstance(said, Refusal)]


def test_a_day_that_has_not_come_is_left_out_and_told(tmp_path: Path) -> None:
    report, told = taken(tmp_path, published="2050-01-01")
    assert report.day is None
    assert told == ["published on 2050-01-01, a day that has not come yet: taken in without that day"]


@pytest.mark.parametrize("until", [UNTIL, None])
def test_the_last_day_itself_is_believed(tmp_path: Path, until: date | None) -> None:
    assert taken(tmp_path, until, published="2025-03-20T23:00:00+13:00")[1] == []
    assert taken(tmp_path, until, published="2025-03-20")[0].day == UNTIL


def test_without_a_last_day_every_day_is_believed(tmp_path: Path) -> None:
    assert taken(tmp_path, None, published="2050-01-01")[0].day == date(2050, 1, 1)


def test_the_next_best_source_counts_in_its_place(tmp_path: Path) -> None:
    text = f"KESHAR CITY, March 19, 2025 /VNP/ - {TEXT}"
    report, told = taken(tmp_path, published="2050-01-01", text=text)
    assert report.day == date(2025, 3, 19)
    assert len(told) == 1
    assert taken(tmp_path, text=f"Published 19 March 2052\n\n{TEXT}")[0].day is None


def test_the_report_stays_the_one_it_is(tmp_path: Path) -> None:
    assert taken(tmp_path, published="2050-01-01")[0].id == taken(tmp_path, None, published="2050-01-01")[0].id


def test_a_withdrawal_on_such_a_day_stands_without_a_day(tmp_path: Path) -> None:
    report, told = taken(tmp_path, published="2025-03-19", withdrawn={"on": "2050-01-01", "reason": "wrong"})
    assert report.is_withdrawn(UNTIL)
    assert report.withdrawn is not None
    assert report.withdrawn.on is None
    assert told == ["withdrawn on 2050-01-01, a day that has not come yet: taken in without that day"]


def test_the_last_day_is_tomorrow_or_the_one_asked_for() -> None:
    evening = datetime(2025, 3, 19, 22, tzinfo=timezone(timedelta(hours=-5)))  # the 20th in UTC
    assert last_day(evening) == date(2025, 3, 21)
    assert last_day(evening, date(2031, 1, 1)) == date(2031, 1, 1)
    assert last_day(evening, date(2024, 1, 1)) == date(2025, 3, 21)


def test_no_clock_of_the_record_is_set_by_it(tmp_path: Path) -> None:
    soon = datetime.now(UTC).date() + timedelta(days=20)
    for name, day in (("a", "2025-03-19"), ("b", soon.isoformat())):
        (tmp_path / f"{name}.json").write_text(json.dumps({"text": f"{TEXT} {name}", "published": day}), "utf-8")
    record = accord.read(tmp_path, settings=accord.Settings(reader="rules"))
    assert record.as_of == date(2025, 3, 19)
    assert [report.day for report in record.reports] == [date(2025, 3, 19), None]
    assert len(record.refusals) == 1
    asked = accord.read(tmp_path, settings=accord.Settings(reader="rules", as_of=soon))
    assert [report.day for report in asked.reports] == [date(2025, 3, 19), soon]
    before = accord.read(tmp_path, settings=accord.Settings(reader="rules", as_of=date(2025, 3, 20)))
    assert [report.day for report in before.reports] == [date(2025, 3, 19)]


def test_nor_one_of_a_record_that_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"text": TEXT, "published": "2050-01-01"}), encoding="utf-8")
    with accord.KeptRecord.open(tmp_path / "record.db", create=True) as kept:
        told = kept.read(path, settings=accord.Settings(reader="rules"))
        assert [said.reason for said in told.refusals] == [
            "published on 2050-01-01, a day that has not come yet: taken in without that day"
        ]
        assert kept.record().as_of is None
        again = kept.read(path, settings=accord.Settings(reader="rules"))
        assert (again.new, again.known) == (0, 1)
