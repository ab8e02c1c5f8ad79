"""`accord due` as a user meets it: what falls due, what fell due unreported, limits, JSON, exit codes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from accord.encoder.model import has_encoder

ACCORD = Path(sys.executable).with_name("accord")
READERS = ["rules", pytest.param("encoder", marks=pytest.mark.skipif(not has_encoder(), reason="no model installed"))]


def due(*args: object, cwd: Path, reader: str = "rules") -> subprocess.CompletedProcess[str]:
    command = [str(ACCORD), "due", *map(str, args), "--reader", reader]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=120)
    assert "Traceback" not in done.stderr, done.stderr
    return done


def told(*args: object, cwd: Path, reader: str = "rules") -> list[dict[str, Any]]:
    assert due(*args, "-q", "--json", "d.json", cwd=cwd, reader=reader).stdout == ""
    raw = json.loads((cwd / "d.json").read_text(encoding="utf-8"))
    assert raw.keys() == {"accord", "as_of", "deadlines"}
    return list(raw["deadlines"])


@pytest.mark.parametrize("reader", READERS)
def test_what_lies_ahead_comes_soonest_first_with_its_words(reader: str, samples: Path, tmp_path: Path) -> None:
    page = due(samples, "--as-of", "2024-05-10", cwd=tmp_path, reader=reader).stdout
    days = re.findall(r"^(\d{4}-\d\d-\d\d)  in (\d+) days  ", page, re.MULTILINE)
    assert days == sorted(days)
    assert ("2024-05-19", "9") in days
    assert "Falls due" in page and "Fell due" not in page
    assert "[announced] Aurelia undertook: send 40 monitors to the ports, due 19 May 2024" in page
    assert "due, given to the day, counted from 9 May 2024 (the report's day); 1 origin: Harbour Post" in page
    assert (
        "> Vardan told the Harbour Post that Aurelia would send 40 monitors to the ports within 10 days.  post-2"
        in page
    )
    counted_from = re.escape("ends, given to the day, counted from 7 May 2024 (the day of the act); ")
    assert re.search(counted_from + "2 origins: .*Lorn Courier, Meridian", page)


def test_what_fell_due_unreported_is_set_apart_and_never_called_broken(samples: Path, tmp_path: Path) -> None:
    page = due(samples, "--as-of", "2024-05-25", cwd=tmp_path).stdout
    past, ahead = page.split("Falls due ")
    assert past.startswith("Fell due, and no report says what came of it")
    assert "2024-05-19  6 days ago  [overdue] Aurelia undertook: send 40 monitors" in past
    assert "halt attacks on Veldrian ports" in ahead
    assert not re.search(r"breach|broken|violat|failed", page)


def test_what_is_reported_done_no_longer_falls_due(samples: Path, tmp_path: Path) -> None:
    before = told(samples, "--as-of", "2024-05-09", cwd=tmp_path)
    after = told(samples, "--as-of", "2024-05-10", cwd=tmp_path)
    assert any("exchange 120 prisoners" in d["commitment"]["what"] for d in before)
    assert not any("exchange 120 prisoners" in d["commitment"]["what"] for d in after)


def test_deadlines_as_json_count_from_the_day(samples: Path, tmp_path: Path) -> None:
    found = told(samples, "--as-of", "2024-05-25", cwd=tmp_path)
    for d in found:
        owed = d["commitment"]
        assert d["on"] == (owed["due"] or owed["ends"])
        assert d["days_left"] == (date.fromisoformat(d["on"]) - date(2024, 5, 25)).days
        assert d["state"] == ("ahead" if d["days_left"] >= 0 else "unreported")
        assert owed["evidence"] and owed["support"] >= 1
    assert {d["state"] for d in found} == {"ahead", "unreported"}


def test_within_limits_what_lies_ahead_and_not_what_has_passed(samples: Path, tmp_path: Path) -> None:
    every = told(samples, "--as-of", "2024-05-25", cwd=tmp_path)
    near = told(samples, "--as-of", "2024-05-25", "--within", 0, cwd=tmp_path)
    assert near == [d for d in every if d["days_left"] <= 0]
    assert 0 < len(near) < len(every)
    assert "Nothing falls due" not in due(samples, "--as-of", "2024-05-25", "--within", 0, cwd=tmp_path).stdout


def test_a_party_by_name_in_whatever_case(samples: Path, tmp_path: Path) -> None:
    found = told(samples, "--party", "aurelia", cwd=tmp_path)
    assert [d["commitment"]["debtors"] for d in found] == [["Aurelia"]]
    assert "Nothing falls due" in due(samples, "--party", "Orland", cwd=tmp_path).stdout


def test_the_order_of_files_is_nothing(samples: Path, tmp_path: Path) -> None:
    paths = sorted(samples.iterdir())
    assert due(*paths, cwd=tmp_path).stdout == due(*paths[::-1], cwd=tmp_path).stdout


def test_the_day_itself_and_the_day_after(samples: Path, tmp_path: Path) -> None:
    report = samples / "courier-1.json"
    assert "2024-05-10  today  [due] Keshar and Veldria" in due(report, "--as-of", "2024-05-10", cwd=tmp_path).stdout
    page = due(report, "--as-of", "2024-05-11", cwd=tmp_path).stdout
    assert "2024-05-10  1 day ago  [overdue] Keshar and Veldria" in page


def test_nothing_due_and_what_has_no_day_is_counted(samples: Path, tmp_path: Path) -> None:
    page = due(samples / "courier-2.json", cwd=tmp_path).stdout
    assert "Nothing falls due, and nothing fell due unreported." in page
    assert "1 commitment without a day" in page


def test_without_a_day_nothing_can_be_counted(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text("Veldria and Keshar will exchange 120 prisoners each on Friday.", encoding="utf-8")
    done = due("r.txt", "--json", "d.json", cwd=tmp_path)
    assert done.returncode == 0
    assert "as of no date known" in done.stdout
    assert json.loads((tmp_path / "d.json").read_text(encoding="utf-8"))["as_of"] is None


def test_refusals_strict_and_exit_codes(samples: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    assert "1 refused" in due(samples / "courier-1.json", "empty.txt", cwd=tmp_path).stdout
    assert due(samples / "courier-1.json", "empty.txt", "--strict", cwd=tmp_path).returncode == 1
    assert due("empty.txt", cwd=tmp_path).returncode == 2
    assert due(samples / "courier-1.json", "--within", -1, cwd=tmp_path).returncode == 2


def test_a_hostile_report_does_not_steer_the_terminal(tmp_path: Path) -> None:
    hostile = "\x1b]0;owned\x07\x1b[2J\u202e[bold]"
    text = f"Veldria and Keshar will exchange 120 prisoners {hostile} each on Friday."
    row = {"id": "r", "outlet": f"Post {hostile}", "published": "2024-05-07", "text": text}
    (tmp_path / "r.json").write_text(json.dumps(row), encoding="utf-8")
    done = due("r.json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", done.stdout)
