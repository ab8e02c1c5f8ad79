"""What is purged is gone from the files, and stays out."""

from __future__ import annotations

from pathlib import Path

import pytest
from kept_reports import MONDAY, TUESDAY, WEDNESDAY, invented, read

from accord import KeptRecord, Settings, StoreError
from accord.store.doctor import examine
from accord.store.store import Store


def test_a_purged_report_is_gone_in_every_version_and_stays_out(store: Store) -> None:
    store.keep([read(invented(1)), read(invented(2))], MONDAY)
    store.keep([read(invented(1, days=45))], TUESDAY)
    assert store.purge("r1", "editor", "a court's order", WEDNESDAY) == 2
    assert store.versions("r1") == ()
    assert store.holdings().reports == (invented(2),)
    assert examine(store) == []
    told = store.keep([read(invented(1)), read(invented(1, days=60)), read(invented(2))], WEDNESDAY)
    assert (told.new, told.known) == (0, 1)
    assert [refusal.reason for refusal in told.refusals] == ["purged on 2024-05-15 by editor: a court's order"] * 2


def test_purging_what_is_not_kept_removes_nothing(store: Store) -> None:
    store.keep([read(invented(1))], MONDAY)
    assert store.purge("r9", "editor", "by mistake", TUESDAY) == 0
    assert len(store.holdings().reports) == 1


@pytest.mark.parametrize("large", [1, 1000])
def test_no_word_of_a_purged_report_is_left_in_the_files(
    tmp_path: Path, samples: Path, monkeypatch: pytest.MonkeyPatch, large: int
) -> None:
    monkeypatch.setattr("accord.deriving.deriver.LARGE", large)
    path, report = tmp_path / "record.db", tmp_path / "secret.txt"
    report.write_text("Veldria accepted the Zorbanite truce on Monday, Quillon Vexley said in the Orland valley.")
    with KeptRecord.open(path, create=True) as kept:
        kept.read(samples, settings=Settings(reader="rules"))
        kept.derive()
    with KeptRecord.open(path) as kept:
        kept.read([samples, report], settings=Settings(reader="rules"))
        record = kept.rebuild()
        (secret,) = (found.id for found in record.reports if "Zorbanite" in found.text)
        assert words_left(tmp_path)
        kept.purge(secret, "editor", "retracted")
        assert {report.id for report in kept.record().reports} == {report.id for report in record.reports} - {secret}
        assert words_left(tmp_path) == []
        with pytest.raises(StoreError, match="no such report"):
            kept.purge(secret, "editor", "retracted")
    assert (tmp_path / "record.db-traced").exists() == (large == 1)
    assert words_left(tmp_path) == []


def words_left(folder: Path) -> list[str]:
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != "secret.txt"]
    found = [
        (path.name, word) for path in files for word in (b"zorbanit", b"vexley") if word in path.read_bytes().lower()
    ]
    return [f"{word!r} in {name}" for name, word in found]
