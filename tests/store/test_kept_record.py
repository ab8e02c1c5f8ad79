"""A record that is kept is the record that is read: reports added day by day, rulings and undoing, as it stood."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from kept_reports import MONDAY, TUESDAY, WEDNESDAY

from accord import KeptRecord, Record, Ruling, RulingAction, RulingError, Settings
from accord.errors import NothingToReadError, StoreError
from accord.model.claim import Claims
from accord.model.report import Report
from accord.reading.rules import RuleReader
from accord.store import schema
from accord.store.engine import reading, writing

RULES = Settings(reader="rules")


class Clock:
    """A clock that stands until it is set."""

    def __init__(self) -> None:
        self.now = MONDAY

    def __call__(self) -> datetime:
        return self.now


class Counting(RuleReader):
    """Counts the reports it reads."""

    def __init__(self) -> None:
        super().__init__()
        self.n_read = 0

    def read(self, report: Report) -> Claims:
        self.n_read += 1
        return super().read(report)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def kept(place: str, clock: Clock) -> Iterator[KeptRecord]:
    with KeptRecord.open(place, create=True) as opened:
        yield KeptRecord(opened.store, clock)


def derived_rows(kept: KeptRecord) -> list[tuple[object, ...]]:
    with reading(kept.store.engine) as connection:
        return [
            (table.name, *row)
            for table in schema.DERIVED
            for row in connection.execute(table.select().order_by(*table.primary_key))
        ]


def test_what_is_kept_is_the_record_that_is_read(kept: KeptRecord, samples: Path, record: Record) -> None:
    told = kept.read(samples, settings=RULES)
    assert (told.new, told.known) == (len(record.reports), 0)
    assert kept.record() == replace(record, refusals=())
    assert kept.rebuild() == kept.record() == replace(record, refusals=())
    assert kept.record(record.as_of) == kept.record()


def test_reports_added_day_by_day_make_the_same_record(
    kept: KeptRecord, clock: Clock, samples: Path, record: Record
) -> None:
    for number, report in enumerate(sorted(samples.iterdir(), reverse=True)):
        clock.now = MONDAY + timedelta(days=number)
        kept.read(report, settings=RULES)
    assert kept.record() == replace(record, refusals=())
    first = kept.record(known_at=MONDAY)
    assert [report.where for report in first.reports] == [str(max(samples.iterdir()))]
    assert kept.record(known_at=MONDAY - timedelta(days=1)).reports == ()


def test_the_record_as_of_a_day_is_that_of_the_reports_by_then(kept: KeptRecord, samples: Path, record: Record) -> None:
    kept.read(samples, settings=RULES)
    days = sorted({report.day for report in record.reports if report.day})
    then = kept.record(as_of=days[0])
    assert then.as_of == days[0]
    assert 0 < len(then.reports) < len(record.reports)
    assert {report.day for report in then.reports} <= {days[0], None}


def test_nothing_is_read_twice(kept: KeptRecord, samples: Path) -> None:
    reader = Counting()
    kept.read(samples, reader=reader)
    n_first = reader.n_read
    told = kept.read([samples, samples], reader=reader)
    assert n_first > 0
    assert (reader.n_read, told.new) == (n_first, 0)


def test_a_story_is_read_alone_as_it_stands_in_the_record(kept: KeptRecord, samples: Path, record: Record) -> None:
    kept.read(samples, settings=RULES)
    assert kept.cards() == ()
    kept.derive()
    (card,) = kept.cards()
    assert (card.id, card.title, card.n_reports) == (record.stories[0].id, record.stories[0].title, len(record.reports))
    assert card.n_entries == len(record.entries)
    assert 0 < card.n_outlets <= card.n_origins <= card.n_reports
    assert (card.first_day, card.last_day) == (min(r.day for r in record.reports if r.day), record.as_of)
    assert kept.story(card.id) == replace(record, refusals=())
    with pytest.raises(StoreError, match="no such story"):
        kept.story("nothing")


def test_rebuilding_an_unchanged_record_gives_the_same_rows(kept: KeptRecord, samples: Path) -> None:
    kept.read(samples, settings=RULES)
    kept.rebuild()
    before = derived_rows(kept)
    assert len(before) > 50
    kept.rebuild()
    assert derived_rows(kept) == before


def test_derived_rows_of_less_than_is_kept_are_not_shown(kept: KeptRecord, samples: Path, record: Record) -> None:
    first, *others = sorted(samples.iterdir())
    kept.read(first, settings=RULES)
    kept.rebuild()
    kept.read(others, settings=RULES)
    assert kept.record() == replace(record, refusals=())


def test_derived_rows_of_other_rules_are_not_shown(
    kept: KeptRecord, samples: Path, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.read(samples, settings=RULES)
    kept.rebuild()
    with writing(kept.store.engine) as connection:
        connection.execute(schema.entries.delete())
    assert kept.record().entries == ()
    monkeypatch.setattr("accord.store.store.rules_version", lambda: "other")
    assert kept.record() == replace(record, refusals=())


def test_rulings_are_honoured_undone_and_done_again(kept: KeptRecord, clock: Clock, samples: Path) -> None:
    kept.read(samples, settings=RULES)
    before = kept.record()
    entry = before.entries[0]
    clock.now = TUESDAY
    ruling = Ruling(RulingAction.DISMISS, (entry.id,), "editor", TUESDAY, "an exercise")
    assert entry.id not in {e.id for e in kept.rule(ruling).entries}
    clock.now = WEDNESDAY
    undone = kept.undo(ruling.id, "editor", "it was none")
    assert undone.chapters == before.chapters
    assert [r.action for r in undone.rulings] == [RulingAction.DISMISS, RulingAction.UNDO]
    again = kept.undo(undone.rulings[-1].id, "editor")
    assert entry.id not in {e.id for e in again.entries}
    assert kept.record(known_at=MONDAY).chapters == before.chapters
    assert entry.id not in {e.id for e in kept.record(known_at=TUESDAY).entries}


def test_undoing_a_correction_brings_back_the_one_before(kept: KeptRecord, clock: Clock, samples: Path) -> None:
    kept.read(samples, settings=RULES)
    entry = kept.record().positions[0]
    first = Ruling(RulingAction.CORRECT, (entry.id,), "a", TUESDAY, field_name="line", value="One line")
    second = replace(first, by="b", at=WEDNESDAY, value="Another line", supersedes=first.id)
    kept.rule(first, second)
    clock.now = WEDNESDAY + timedelta(hours=1)
    undone = kept.undo(second.id, "a")
    assert next(e.line for e in undone.entries if e.id == entry.id) == "One line"


def test_a_ruling_without_meaning_is_not_kept(kept: KeptRecord, samples: Path) -> None:
    kept.read(samples, settings=RULES)
    entry = kept.record().entries[0]
    good = Ruling(RulingAction.CONFIRM, (entry.id,), "editor", TUESDAY)
    bad = Ruling(RulingAction.CONFIRM, ("nothing",), "editor", TUESDAY)
    with pytest.raises(RulingError):
        kept.rule(good, bad)
    with pytest.raises(RulingError):
        kept.undo("0" * 16, "editor")
    assert kept.record().rulings == ()


def test_rulings_stand_when_reports_are_added(kept: KeptRecord, clock: Clock, samples: Path) -> None:
    *others, last = sorted(samples.iterdir())
    kept.read(others, settings=RULES)
    entry = kept.record().incidents[0]
    kept.rule(Ruling(RulingAction.CONFIRM, (entry.id,), "editor", TUESDAY))
    clock.now = WEDNESDAY
    kept.read(last, settings=RULES)
    assert next(e.confirmed for e in kept.record().entries if e.id == entry.id)


def test_what_is_refused_is_told_and_nothing_to_read_is_an_error(
    kept: KeptRecord, tmp_path: Path, samples: Path
) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "empty.txt").write_text("")
    with pytest.raises(NothingToReadError, match="empty"):
        kept.read(folder, settings=RULES)
    report = min(samples.iterdir())
    told = kept.read([folder, report], settings=RULES)
    assert [Path(refusal.where).name for refusal in told.refusals] == ["empty.txt"]
    assert told.new == 1


def test_the_command_line_keeps_rebuilds_and_looks_over(samples: Path, tmp_path: Path) -> None:
    shutil.copytree(samples, tmp_path / "reports")
    first, *others = sorted(path.name for path in (tmp_path / "reports").iterdir())

    def accord(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", "from accord.cli.main import main; main()", *words]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    for name in (first, *others):
        done = accord("read", "--reader", "rules", "--into", "record.db", f"reports/{name}", "--json", "kept.json")
        assert (done.returncode, done.stderr) == (0, "")
    assert accord("read", "--reader", "rules", "reports", "--json", "read.json").returncode == 0
    assert (tmp_path / "kept.json").read_text() == (tmp_path / "read.json").read_text()
    assert "1 story" in accord("rebuild", "record.db").stdout
    assert accord("doctor", "record.db").stdout == "all is well\n"
    assert accord("backup", "record.db", "it's a copy.db").returncode == 0
    assert accord("doctor", "it's a copy.db").stdout == "all is well\n"
    assert "already" in accord("backup", "record.db", "it's a copy.db").stderr
    missing = accord("doctor", "nothing.db")
    assert missing.returncode == 1
    assert "there is no store" in missing.stderr
    assert not (tmp_path / "nothing.db").exists()
