"""`accord changes` as a user meets it: what changed, from where, how far, in which form, and what goes wrong."""

from __future__ import annotations

import json
import re
import shutil
from contextlib import chdir
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from accord import KeptRecord, Settings
from accord.cli.main import app
from accord.encoder.model import has_encoder

READERS = ["rules", pytest.param("encoder", marks=pytest.mark.skipif(not has_encoder(), reason="no model installed"))]
NOON = datetime(2024, 5, 11, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Done:
    """What a command printed, and its exit code."""

    returncode: int
    stdout: str
    stderr: str


def changes(*args: object, cwd: Path, reader: str = "rules") -> Done:
    """Run the command in this process: starting one takes longer than most of these tests."""
    with chdir(cwd):
        result = CliRunner().invoke(app, ["changes", *map(str, args), "--reader", reader])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return Done(result.exit_code, result.stdout, result.stderr)


def told(*args: object, cwd: Path) -> dict[str, Any]:
    done = changes(*args, "--json", "-", cwd=cwd)
    assert (done.returncode, done.stderr) == (0, "")
    made: dict[str, Any] = json.loads(done.stdout)
    return made


@pytest.fixture(scope="module")
def store(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store into which the samples came in two lots: the Lorn Courier's at noon, the others two hours later."""
    where = tmp_path_factory.mktemp("kept") / "record.db"
    now = NOON
    with KeptRecord.open(where, create=True) as opened:
        kept = KeptRecord(opened.store, lambda: now)
        kept.read(sorted(samples.glob("courier-*")), settings=Settings(reader="rules"))
        now = NOON + timedelta(hours=2)
        kept.read(samples, settings=Settings(reader="rules"))
        kept.rebuild()
    return where


@pytest.mark.parametrize("reader", READERS)
def test_what_changed_comes_worst_first_with_its_words(reader: str, samples: Path, tmp_path: Path) -> None:
    page = changes(samples, "--since", "2024-05-08", cwd=tmp_path, reader=reader).stdout
    assert page.startswith("What changed after 2024-05-08, as of 2024-05-10\n")
    headings = re.findall(r"^(\w.*?) \(\d+\) ─", page, re.MULTILINE)
    assert headings.index("Commitments reported kept") < headings.index("New commitments")
    assert headings.index("New commitments") < headings.index("New positions")
    assert "2024-05-09  Aurelia undertook: send 40 monitors to the ports, due 19 May 2024" in page
    assert "    1 origin: Harbour Post\n" in page
    assert (
        "> Vardan told the Harbour Post that Aurelia would send 40 monitors to the ports within 10 days.  post-2"
        in page
    )
    assert "Corrections by outlets" in page
    assert page.rstrip().endswith("4 reports came in; as of 2024-05-10")
    assert not re.search(r"breach|violat", page)


def test_every_line_has_its_day_and_its_words(samples: Path, tmp_path: Path) -> None:
    page = changes(samples, "--since", "2024-05-07", "--full", cwd=tmp_path).stdout
    heads = [n for n, line in enumerate(page.splitlines()) if re.match(r"\d{4}-\d\d-\d\d  ", line)]
    assert len(heads) > 30
    lines = page.splitlines()
    assert all(lines[n + 1].startswith("    ") and "origin" in lines[n + 1] for n in heads)
    assert all(lines[n + 2].startswith("    > ") for n in heads)


def test_the_minor_kinds_are_counted_and_printed_in_full(samples: Path, tmp_path: Path) -> None:
    short = changes(samples, "--since", "2024-05-07", cwd=tmp_path).stdout
    full = changes(samples, "--since", "2024-05-07", "--full", cwd=tmp_path).stdout
    assert "Minor: new measures (" in short
    assert "\nNew measures (" not in short
    assert "\nNew measures (" in full
    assert "Minor:" not in full


def test_until_a_day(samples: Path, tmp_path: Path) -> None:
    whole = told(samples, "--since", "2024-05-07", cwd=tmp_path)
    part = told(samples, "--since", "2024-05-07", "--until", "2024-05-09", cwd=tmp_path)
    assert (part["since"], part["until"]) == ("2024-05-07", "2024-05-09")
    assert set(part["arrived"]) < set(whole["arrived"])
    assert all(c["on"] <= "2024-05-09" for c in part["changes"])


def test_an_empty_period_and_a_day_after_all(samples: Path, tmp_path: Path) -> None:
    for since in ("2024-05-10", "2025-01-01"):
        done = changes(samples, "--since", since, cwd=tmp_path)
        assert done.returncode == 0
        assert "Nothing changed." in done.stdout
        assert "0 reports came in" in done.stdout


def test_before_all_everything_is_new(samples: Path, tmp_path: Path) -> None:
    assert len(told(samples, "--since", "1999-01-01", cwd=tmp_path)["arrived"]) == 9


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--since", "2024-02-30"], "--since"),
        (["--since", "lately"], "--since"),
        ([], "--since"),
        (["--since", "2024-05-09", "--until", "2024-05-08"], "--until"),
        (["--since", "2024-05-09T08:00"], "a time of day goes with --known"),
        (["--since", "2024-05-09", "--known"], "needs a store"),
        (["--since", "2024-05-09", "--kind", "breach"], "--kind"),
        (["--since", "2024-05-09", "--json", "-", "--atom", "-"], "only one of"),
    ],
)
def test_a_wrong_command_line_says_what_is_wrong(given: list[str], said: str, samples: Path, tmp_path: Path) -> None:
    done = changes(samples, *given, cwd=tmp_path)
    assert done.returncode == 2
    assert said in re.sub(r"[│\s]+", " ", done.stderr)


def test_nothing_to_read_a_missing_store_and_refusals(samples: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    assert changes("empty.txt", "--since", "2024-05-07", cwd=tmp_path).returncode == 2
    assert changes("nowhere.db", "--since", "2024-05-07", cwd=tmp_path).returncode == 2
    assert changes("sqlite:///nowhere.db", "--since", "2024-05-07", cwd=tmp_path).returncode == 1
    both = (samples, "empty.txt", "--since", "2024-05-07")
    assert "1 refused" in changes(*both, cwd=tmp_path).stdout
    assert changes(*both, "--strict", cwd=tmp_path).returncode == 1


def test_one_kind_and_one_story(samples: Path, tmp_path: Path) -> None:
    since = (samples, "--since", "2024-05-07")
    assert {c["kind"] for c in told(*since, "--kind", "position", "--kind", "measure", cwd=tmp_path)["changes"]} == {
        "position",
        "measure",
    }
    assert "\nNew measures (" in changes(*since, "--kind", "measure", cwd=tmp_path).stdout
    assert len(told(*since, "--story", "HALT port", cwd=tmp_path)["changes"]) == len(
        told(*since, cwd=tmp_path)["changes"]
    )
    assert told(*since, "--story", "grain tariffs", cwd=tmp_path)["changes"] == []


def test_json_and_atom_go_to_files_or_to_standard_output(samples: Path, tmp_path: Path) -> None:
    since = (samples, "--since", "2024-05-08")
    done = changes(*since, "--json", "c.json", "--atom", "out/c.atom", cwd=tmp_path)
    assert "wrote c.json" in done.stdout
    assert json.loads((tmp_path / "c.json").read_text(encoding="utf-8")) == told(*since, cwd=tmp_path)
    feed = changes(*since, "--atom", "-", cwd=tmp_path).stdout
    assert (tmp_path / "out" / "c.atom").read_text(encoding="utf-8") == feed
    ElementTree.fromstring(feed.encode("utf-8"))  # noqa: S314 - written here
    full = changes(*since, "--atom", "-", "--full", cwd=tmp_path).stdout
    assert full.count("<entry>") > feed.count("<entry>")
    assert changes(*since, "-q", cwd=tmp_path).stdout == ""


def test_the_order_of_files_is_nothing(samples: Path, tmp_path: Path) -> None:
    paths = sorted(samples.iterdir())
    forth, back = (changes(*p, "--since", "2024-05-07", "--full", cwd=tmp_path).stdout for p in (paths, paths[::-1]))
    assert forth == back


def test_a_store_tells_what_the_reports_tell(store: Path, samples: Path, tmp_path: Path) -> None:
    for days in (
        ("--since", "2024-05-08"),
        ("--since", "2024-05-07", "--until", "2024-05-09"),
        ("--since", "2025-01-01"),
    ):
        assert changes(store, *days, cwd=tmp_path).stdout == changes(samples, *days, cwd=tmp_path).stdout


def test_since_my_last_visit(store: Path, tmp_path: Path) -> None:
    """What was kept after a moment is new, whenever it was published."""
    known = told(store, "--known", "--since", "2024-05-11T12:00", cwd=tmp_path)
    assert len(known["arrived"]) == 6
    assert not any(name.startswith("courier") for name in known["arrived"])
    assert known["known"] == ["2024-05-11T12:00:00+00:00", None]
    assert any(c["on"] < "2024-05-10" for c in known["changes"])
    assert told(store, "--known", "--since", "2024-05-11T14:00", cwd=tmp_path)["changes"] == []
    day = told(store, "--known", "--since", "2024-05-07", "--until", "2024-05-11T13:00", cwd=tmp_path)
    assert {name.split("-")[0] for name in day["arrived"]} == {"courier"}
    page = changes(store, "--known", "--since", "2024-05-11T12:00", cwd=tmp_path).stdout
    assert page.startswith("What came to be known from 2024-05-11 12:00 UTC to now\n")


def test_a_hostile_report_does_not_steer_the_terminal(tmp_path: Path) -> None:
    hostile = "\x1b]0;owned\x07\x1b[2J\u202e[bold]<b>"
    for day, text in (
        ("07", "Nothing happened."),
        ("08", f"Correction: An earlier version of this report said {hostile} fired."),
    ):
        row = {"id": f"r{day}", "outlet": f"Post {hostile}", "published": f"2024-05-{day}", "text": text}
        (tmp_path / f"{day}.json").write_text(json.dumps(row), encoding="utf-8")
    done = changes("07.json", "08.json", "--since", "2024-05-07", cwd=tmp_path)
    assert "corrects an earlier report" in done.stdout
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", done.stdout)


def test_a_folder_that_is_called_like_a_store_is_a_folder(samples: Path, tmp_path: Path) -> None:
    shutil.copytree(samples, tmp_path / "record.db")
    assert len(told("record.db", "--since", "2024-05-07", cwd=tmp_path)["arrived"]) == 8
