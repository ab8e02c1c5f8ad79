"""A report that its outlet changed is a new version; one that it took back stays in sight and supports nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest
from kept_reports import MONDAY, TUESDAY, WEDNESDAY, invented, read

from accord import KeptRecord, Record, RulingError, Settings, StoreError
from accord.changes.find import find_changes
from accord.exchange.versions_json import history_to_dict
from accord.model.change import ChangeKind, ReportChangeKind
from accord.model.claim import Quote
from accord.model.entry import AnyEntry
from accord.model.report import Withdrawal
from accord.model.support import Supports
from accord.store.doctor import examine
from accord.store.store import Store
from accord.store.versions import Between
from accord.text.outlets import outlets_of

RULES = Settings(reader="rules")
FIRST = {
    "id": "v1",
    "outlet": "Courier",
    "title": "Veldria accepts truce",
    "published": "2024-05-06",
    "text": "Veldria accepted a 30-day ceasefire with Keshar on Monday. “We will hold our fire,” Mara Ostin said. "
    "Keshar demanded the withdrawal of troops from the Orland valley.",
}
SECOND = FIRST | {
    "text": FIRST["text"].replace("30-day", "45-day").replace(" “We will hold our fire,” Mara Ostin said.", "")
}
OTHER = {
    "id": "w1",
    "outlet": "Tribune",
    "published": "2024-05-07",
    "text": "Veldria has accepted the 45-day ceasefire with Keshar, its foreign ministry said on Tuesday.",
}


@pytest.fixture
def kept(place: str) -> Iterator[KeptRecord]:
    with KeptRecord.open(place, create=True) as opened:
        hours = count()
        yield KeptRecord(opened.store, lambda: WEDNESDAY + timedelta(hours=next(hours)))


def take(kept: KeptRecord, folder: Path, *reports: Mapping[str, object]) -> None:
    path = folder / "report.json"
    path.write_text(json.dumps(list(reports)))
    kept.read(path, settings=RULES)


def test_what_an_outlet_changed_is_told_word_by_word(store: Store) -> None:
    store.keep([read(invented(1, days=30))], MONDAY)
    store.keep([read(invented(1, days=45))], TUESDAY)
    (revision,) = store.revisions()
    old, new = revision.earlier.report, revision.later.report
    shown = [
        (a.before.of(old.text) if a.before else "", a.after.of(new.text) if a.after else "")
        for a in revision.alterations
    ]
    assert shown == [("30-day", "45-day")]
    assert [(f.name, f.was, f.now) for f in revision.fields] == [
        ("title", "Veldria accepts truce of 30 days", "Veldria accepts truce of 45 days")
    ]
    assert revision.on == TUESDAY.date()
    assert examine(store) == []


def test_claims_that_went_and_came_are_those_that_say_something_else(store: Store) -> None:
    first, second = invented(1), replace(invented(1), text="Nobody else was there. " + invented(1).text)
    store.keep([read(first)], MONDAY)
    store.keep([read(second)], TUESDAY)
    (moved,) = store.revisions(["r1"])
    assert {c.id for c in moved.earlier.claims} != {c.id for c in moved.later.claims}
    assert (moved.gone, moved.came) == ((), ())
    third = read(replace(second, text=second.text.replace("has demanded", "again demanded")))
    store.keep([replace(third, claims=replace(third.claims, quotes=()))], WEDNESDAY)
    _, changed = store.revisions(["r1"])
    assert [type(claim).__name__ for claim in changed.gone] == ["Quote"]
    assert changed.came == ()


def test_a_report_that_never_changed_has_one_version(store: Store) -> None:
    store.keep([read(invented(1)), read(invented(2))], MONDAY)
    store.keep([read(invented(1), reader="better/2")], TUESDAY)
    assert store.revisions() == ()
    (version,) = store.versions("r1")
    assert (version.reader, len(version.claims)) == ("better/2", 2)
    assert store.versions("r9") == ()


def test_the_latest_version_stands_in_the_record_and_the_first_is_shown(kept: KeptRecord, tmp_path: Path) -> None:
    take(kept, tmp_path, FIRST)
    take(kept, tmp_path, SECOND)
    assert [report.text for report in kept.record().reports] == [SECOND["text"]]
    history = kept.versions("v1")
    (revision,) = history.revisions
    told = history_to_dict(history)
    assert told["revisions"][0]["alterations"][0] == {
        "before": {"start": 19, "end": 25, "text": "30-day"},
        "after": {"start": 19, "end": 25, "text": "45-day"},
    }
    assert any(isinstance(claim, Quote) for claim in revision.gone)
    with pytest.raises(StoreError, match="no such report"):
        kept.versions("v9")


def test_an_outlets_changes_are_told_by_their_days(kept: KeptRecord, tmp_path: Path) -> None:
    take(kept, tmp_path, FIRST, OTHER)
    take(kept, tmp_path, SECOND | {"published": "2024-05-08"})
    take(kept, tmp_path, OTHER | {"withdrawn": {"on": "2024-05-09", "reason": "the ministry never said so"}})
    changed, withdrawn = kept.corrections(date(2024, 5, 7))
    assert (changed.report, changed.kind, changed.on) == ("v1", ReportChangeKind.CHANGED, date(2024, 5, 8))
    assert any("30-day" in sentence for sentence in changed.taken_out)
    assert (withdrawn.report, withdrawn.kind, withdrawn.on) == ("w1", ReportChangeKind.WITHDRAWN, date(2024, 5, 9))
    assert kept.corrections(date(2024, 5, 9)) == ()
    assert [change.report for change in kept.corrections(date(2024, 5, 7), date(2024, 5, 8))] == ["v1"]


def carried(record: Record) -> tuple[AnyEntry, str]:
    """An entry that one report more or less counts for, and that report."""
    for entry in record.entries:
        for report in sorted({piece.report for piece in entry.evidence}):
            behind = {piece.report for piece in entry.evidence} - {report}
            if Supports(record.lineage, outlets_of(record.reports)).of(behind).origins == entry.support.origins - 1 > 0:
                return entry, report
    raise AssertionError("no such entry")


@pytest.mark.parametrize(
    ("between", "found"),
    [
        (Between(), (("v1",), ("w1",))),
        (Between(date(2024, 5, 14)), (("v1",), ("w1",))),
        (Between(date(2024, 5, 15)), ((), ("w1",))),
        (Between(date(2024, 5, 14), date(2024, 5, 15)), (("v1",), ())),
        (Between(date(2024, 5, 16)), ((), ())),
        (Between(names=["v1"]), (("v1",), ())),
        (Between(names=["w1", "none"]), ((), ("w1",))),
    ],
)
def test_what_outlets_altered_is_found_by_day_and_report(
    kept: KeptRecord, tmp_path: Path, between: Between, found: tuple[tuple[str, ...], tuple[str, ...]]
) -> None:
    take(kept, tmp_path, FIRST)
    take(kept, tmp_path, SECOND)  # kept on the 15th, with the day it had
    take(kept, tmp_path, OTHER | {"withdrawn": {"on": "2024-05-16"}}, FIRST | {"id": "x1", "text": "Nothing new."})
    assert kept.store.altered(between) == found


def test_a_withdrawn_report_stays_in_the_record_and_supports_nothing(kept: KeptRecord, samples: Path) -> None:
    kept.read(samples, settings=RULES)
    before = kept.rebuild()
    entry, report = carried(before)
    after = kept.withdraw(report, "editor", "retracted")
    (same,) = (e for e in after.entries if e.id == entry.id)
    assert same.evidence == entry.evidence
    assert same.support.origins == entry.support.origins - 1
    assert (same.support.reports, same.support.withdrawn) == (entry.support.reports - 1, 1)
    assert after.report(report).withdrawn == Withdrawal(None, "editor", "retracted")
    assert kept.versions(report).withdrawn == after.report(report).withdrawn
    assert kept.record() == after
    undone = kept.undo(after.rulings[-1].id, "editor")
    assert next(e for e in undone.entries if e.id == entry.id).support == entry.support


def test_a_report_withdrawn_later_stood_before(kept: KeptRecord, samples: Path) -> None:
    kept.read(samples, settings=RULES)
    before = kept.rebuild()
    entry, report = carried(before)
    assert before.as_of is not None
    later = before.as_of + timedelta(days=2)
    kept.withdraw(report, "editor", "retracted", later)
    assert kept.record().as_of == later
    counted = {
        day: next(e for e in kept.record(day).entries if e.id == entry.id).support.withdrawn
        for day in (before.as_of, later)
    }
    assert counted == {before.as_of: 0, later: 1}
    assert [change.report for change in kept.corrections(before.as_of)] == [report]
    kinds = {change.kind for change in find_changes(kept.record(before.as_of), kept.record())}
    assert ChangeKind.REPORT_WITHDRAWN in kinds


def test_what_every_report_behind_it_was_withdrawn_has_no_origin(kept: KeptRecord, tmp_path: Path) -> None:
    take(kept, tmp_path, OTHER | {"withdrawn": True})
    record = kept.rebuild()
    assert record.entries
    assert all((e.support.origins, e.support.reports, e.support.withdrawn) == (0, 0, 1) for e in record.entries)


def test_a_version_withdrawn_later_gives_way_to_the_one_before(kept: KeptRecord, tmp_path: Path) -> None:
    take(kept, tmp_path, FIRST)
    take(kept, tmp_path, FIRST | {"text": "This report was withdrawn.", "withdrawn": "2024-05-09"})
    assert kept.record(date(2024, 5, 8)).reports[0].text == FIRST["text"]
    (report,) = kept.record().reports
    assert report.withdrawn == Withdrawal(date(2024, 5, 9))


def test_what_is_not_in_the_record_cannot_be_withdrawn(kept: KeptRecord, tmp_path: Path) -> None:
    take(kept, tmp_path, FIRST)
    with pytest.raises(RulingError):
        kept.withdraw("v9", "editor", "retracted")
    assert kept.store.rulings() == ()


@pytest.mark.parametrize("value", [7, [], "no day", {"on": "no day"}], ids=str)
def test_a_withdrawal_without_meaning_is_refused(value: object, tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text(json.dumps([FIRST, OTHER | {"withdrawn": value}]))
    with KeptRecord.open("sqlite://", create=True) as kept:
        (refusal,) = kept.read(path, settings=RULES).refusals
    assert "withdrawn" in refusal.reason


def test_the_command_line_shows_versions_and_withdraws(tmp_path: Path) -> None:
    def accord(*words: str) -> str:
        command = [sys.executable, "-c", "from accord.cli.main import main; main()", *words]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.stderr == ""
        return " ".join(done.stdout.split())

    with KeptRecord.open(tmp_path / "record.db", create=True) as kept:
        take(kept, tmp_path, FIRST)
        take(kept, tmp_path, SECOND)
    shown = accord("versions", "record.db", "v1")
    assert "[-30-day-]{+45-day+}" in shown
    assert "no longer said" in shown
    assert "by ruling" in accord(
        "withdraw", "record.db", "v1", "--by", "editor", "--reason", "denied", "--on", "2024-05-09"
    )
    assert "withdrawn on 2024-05-09, as editor says: denied" in accord("versions", "record.db", "v1")
    told = json.loads(accord("versions", "record.db", "v1", "--json", "-"))
    assert told["withdrawn"] == {"on": "2024-05-09", "by": "editor", "reason": "denied"}
    assert accord("doctor", "record.db") == "all is well"
