"""`accord read` as a user meets it: outputs, exit codes, bad input."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ACCORD = Path(sys.executable).with_name("accord")


def accord(*args: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [str(ACCORD), *map(str, args)]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=120)
    assert "Traceback" not in done.stderr, done.stderr
    return done


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


GOOD = "The government of Veldria said on Tuesday that it had accepted a 30-day ceasefire proposed by Keshar."


def test_read_prints_the_record_and_writes_every_form(samples: Path, tmp_path: Path) -> None:
    done = accord("read", samples, "--json", "r.json", "--csv", "tables", "--claims", "c.jsonl", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "9 reports read" in done.stdout
    assert "origins" in done.stdout
    assert "\x1b" not in done.stdout, "no colours or bars when piped"
    assert done.stderr == ""
    assert (tmp_path / "record.html").read_text().startswith("<!DOCTYPE html>")
    told = json.loads((tmp_path / "r.json").read_text())
    given_ids = {path.stem for path in samples.glob("*.json")}
    assert given_ids <= {r["id"] for s in told["stories"] for r in s["reports"]}
    assert sum(len(s["reports"]) for s in told["stories"]) == 9
    lines = [json.loads(line) for line in (tmp_path / "c.jsonl").read_text().splitlines()]
    assert sum("report" in line for line in lines) == 9
    assert (tmp_path / "tables" / "positions.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_quiet_prints_nothing(samples: Path, tmp_path: Path) -> None:
    done = accord("read", samples, "--quiet", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / "record.html").exists()


def test_as_of_leaves_out_what_came_later(samples: Path, tmp_path: Path) -> None:
    done = accord("read", samples, "--as-of", "2024-05-08", "--json", "r.json", cwd=tmp_path)
    assert done.returncode == 0
    told = json.loads((tmp_path / "r.json").read_text())
    days = [r["published"][:10] for s in told["stories"] for r in s["reports"]]
    assert days and max(days) <= "2024-05-08"


def test_a_refusal_is_listed_and_the_rest_is_read(tmp_path: Path) -> None:
    put(tmp_path, "good.txt", GOOD)
    put(tmp_path, "empty.txt", "")
    (tmp_path / "junk.txt").write_bytes(bytes(range(256)) * 20)
    done = accord("read", ".", cwd=tmp_path)
    assert done.returncode == 0
    assert "1 report read, 2 refused" in done.stdout
    assert "empty.txt" in done.stdout
    assert "junk.txt" in done.stdout


def test_strict_makes_a_refusal_fail(tmp_path: Path) -> None:
    put(tmp_path, "good.txt", GOOD)
    put(tmp_path, "empty.txt", "  \n")
    assert accord("read", ".", "--strict", cwd=tmp_path).returncode == 1
    assert (tmp_path / "record.html").exists(), "what could be read is still written"
    (tmp_path / "empty.txt").unlink()
    (tmp_path / "record.html").unlink()
    assert accord("read", "good.txt", "--strict", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize("what", ["missing.txt", "empty.txt"])
def test_nothing_to_read_is_exit_code_2(what: str, tmp_path: Path) -> None:
    put(tmp_path, "empty.txt", "")
    done = accord("read", what, cwd=tmp_path)
    assert done.returncode == 2
    assert what in done.stderr
    assert not (tmp_path / "record.html").exists()


def test_an_output_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    put(tmp_path, "good.txt", GOOD)
    (tmp_path / "taken").mkdir()
    done = accord("read", "good.txt", "--html", "taken", cwd=tmp_path)
    assert done.returncode == 1
    assert "cannot write taken" in done.stderr


def test_a_hostile_report_does_not_steer_the_terminal(tmp_path: Path) -> None:
    put(tmp_path, "good.txt", "\x1b]0;owned\x07" + GOOD.replace("Veldria", "Veld\x1b[31mria") + "\x1b[2J")
    done = accord("read", "good.txt", cwd=tmp_path)
    assert "\x1b" not in done.stdout + done.stderr


def test_help_and_version(tmp_path: Path) -> None:
    assert "{PATH}..." in accord("read", "--help", cwd=tmp_path).stdout
    assert accord("--version", cwd=tmp_path).stdout.startswith("accord ")
