"""The samples told otherwise: what a change of names, days, spelling or packaging does to the record, and what not."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from accord.api import read
from accord.exchange.record_json import record_to_dict
from accord.model.record import Record
from accord.settings import Settings

Tell = Callable[[str, str], str]
WEEK = 7
STANDING = ("position", "commitment", "incident", "contact")


def told_otherwise(samples: Path, folder: Path, tell: Tell) -> Record:
    """The record of the samples with each text changed: `tell` gets a file's name and its text."""
    for path in samples.iterdir():
        (folder / path.name).write_text(tell(path.name, path.read_text(encoding="utf-8")), encoding="utf-8")
    return read(folder, settings=Settings(reader="rules"))


def lines(record: Record, *kinds: str, back: Callable[[str], str] = str) -> Counter[tuple[str, str, int]]:
    """The record's lines with their support, brought back to the samples' own words."""
    return Counter((e.kind, back(e.line), e.support.origins) for e in record.entries if not kinds or e.kind in kinds)


def ids(record: Record, *kinds: str) -> set[str]:
    return {e.id for e in record.entries if not kinds or e.kind in kinds}


@pytest.mark.parametrize(("old", "new"), [("Keshar", "Tolmar"), ("Haldane", "Hardane"), ("Orlan", "Orsan")])
def test_another_name_changes_nothing_but_the_name(
    old: str, new: str, record: Record, samples: Path, tmp_path: Path
) -> None:
    renamed = told_otherwise(samples, tmp_path, lambda _, text: text.replace(old, new))
    assert lines(renamed, back=lambda line: line.replace(new, old)) == lines(record)
    assert not any(old in line for _, line, _ in lines(renamed))
    assert sorted(f.note.replace(new, old) for f in renamed.findings) == sorted(f.note for f in record.findings)


def test_a_name_is_part_of_an_id_only_where_it_is_part_of_what_is_said(
    record: Record, samples: Path, tmp_path: Path
) -> None:
    renamed = told_otherwise(samples, tmp_path, lambda _, text: text.replace("Keshar", "Tolmar"))
    parties = {e.id: e.party for e in record.positions}
    kept = ids(renamed, "position") & ids(record, "position")
    assert {parties[i] for i in kept} == {"Aurelia", "Veldria"}


def a_week_later(_: str, text: str) -> str:
    text = re.sub(r"\bMay (\d{1,2})\b", lambda m: f"May {int(m[1]) + WEEK}", text)
    text = re.sub(r"\b(\d{1,2}) May\b", lambda m: f"{int(m[1]) + WEEK} May", text)
    return re.sub(r"2024([-/])05\1(\d\d)", lambda m: f"2024{m[1]}05{m[1]}{int(m[2]) + WEEK:02d}", text)


def a_week_earlier(line: str) -> str:
    line = re.sub(r"\b(\d{1,2}) (May|June)\b", lambda m: f"{int(m[1]) - WEEK} {m[2]}", line)
    return re.sub(r"\bMay (\d{1,2})\b", lambda m: f"May {int(m[1]) - WEEK}", line)


def test_other_days_move_every_day_and_nothing_else(record: Record, samples: Path, tmp_path: Path) -> None:
    shifted = told_otherwise(samples, tmp_path, a_week_later)
    assert lines(shifted, back=a_week_earlier) == lines(record)

    def clocks(of: Record, back: timedelta) -> list[Any]:
        return sorted(
            [str(c.deadline and c.deadline - back), *((str(h.on and h.on - back), h.status) for h in c.history)]
            for c in of.commitments
        )

    assert clocks(shifted, timedelta(WEEK)) == clocks(record, timedelta())
    assert shifted.as_of is not None and record.as_of is not None
    assert shifted.as_of - record.as_of == timedelta(WEEK)


@pytest.mark.parametrize("which", ["courier-1", "compass-2", "courier-3"])
def test_a_copy_adds_a_report_and_no_line(which: str, record: Record, samples: Path, tmp_path: Path) -> None:
    raw = json.loads((samples / f"{which}.json").read_text(encoding="utf-8"))
    (tmp_path / "copy.json").write_text(json.dumps({**raw, "id": "zz-copy", "outlet": "Evening Star"}), "utf-8")
    copied = read([samples, tmp_path], settings=Settings(reader="rules"))
    assert len(copied.reports) == len(record.reports) + 1
    before = {e.id: e for e in record.entries if e.kind in STANDING}
    after = {e.id: e for e in copied.entries if e.kind in STANDING}
    assert {i: e.line for i, e in after.items()} == {i: e.line for i, e in before.items()}
    assert all(e.support.origins <= before[i].support.origins for i, e in after.items())
    assert any(piece.report == "zz-copy" for entry in copied.entries for piece in entry.evidence)


def test_a_report_in_two_parts_is_still_one_origin(record: Record, samples: Path, tmp_path: Path) -> None:
    """The parts are of one outlet and day and credit nobody else: no line gains an origin, no party another stand."""
    for path in samples.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    raw = json.loads((samples / "courier-2.json").read_text(encoding="utf-8"))
    paragraphs = raw["text"].strip().split("\n\n")
    for name, part in (("courier-2", paragraphs[:2]), ("courier-2-part", paragraphs[2:])):
        parted = {**raw, "id": name, "text": "\n\n".join(part)}
        (tmp_path / f"{name}.json").write_text(json.dumps(parted), encoding="utf-8")
    told = read(tmp_path, settings=Settings(reader="rules"))
    assert len(told.reports) == len(record.reports) + 1
    before = {(kind, line): origins for kind, line, origins in lines(record)}
    assert all(origins <= before.get((kind, line), origins) for kind, line, origins in lines(told))
    assert lines(told, "position", "commitment") == lines(record, "position", "commitment")


def american(text: str) -> str:
    return text.replace("defence", "defense").replace("Defence", "Defense").replace("harbour", "harbor")


@pytest.mark.parametrize("outlets", [("compass",), ("courier", "post"), ("compass", "courier", "post")])
def test_american_spelling_changes_only_the_spelling(
    outlets: tuple[str, ...], record: Record, samples: Path, tmp_path: Path
) -> None:
    spelt = told_otherwise(samples, tmp_path, lambda name, text: american(text) if name.startswith(outlets) else text)
    assert lines(spelt, *STANDING, back=american) == lines(record, *STANDING, back=american)
    assert ids(spelt, *STANDING) == ids(record, *STANDING)


@pytest.mark.parametrize(("usual", "other"), [("Haldane", "Haldaine"), ("Tomas Berec", "Tomáš Berec")])
def test_a_name_spelt_otherwise_by_one_outlet_is_the_same_name(
    usual: str, other: str, record: Record, samples: Path, tmp_path: Path
) -> None:
    spelt = told_otherwise(
        samples, tmp_path, lambda name, text: text.replace(usual, other) if name.startswith("compass") else text
    )
    assert other in json.dumps(record_to_dict(spelt), ensure_ascii=False)

    def stands(of: Record) -> Counter[tuple[str, str, int]]:
        return lines(of, *STANDING, back=lambda line: line.replace(other, usual))

    assert stands(spelt) == stands(record)
