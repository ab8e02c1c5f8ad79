"""`accord rule`, `undo`, `rulings`, `enter` and `amend` as a user meets them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from accord import KeptRecord, Record, Settings
from accord.cli.main import app

BY = ("--by", "Ana Reed", "--reason", "the envoy says so")


def accord(*args: object) -> Result:
    result = CliRunner().invoke(app, [*map(str, args)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def done(*args: object) -> str:
    """What the command prints; it must succeed."""
    result = accord(*args)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout.strip()


def kept(store: Path) -> Record:
    with KeptRecord.open(store) as opened:
        return opened.record()


@pytest.fixture(scope="module")
def filled(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("kept") / "record.db"
    with KeptRecord.open(where, create=True) as opened:
        opened.read(samples, settings=Settings(reader="rules"))
        opened.rebuild()
    return where


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(filled, tmp_path / "record.db"))


def test_a_decision_is_kept_listed_and_undone(store: Path) -> None:
    assert done("rulings", store) == "no rulings"
    entry = kept(store).positions[0]
    first = done("rule", store, "correct", entry.id, "--field", "condition", "--value", "if ports open", *BY)
    assert next(p.condition for p in kept(store).positions if p.id == entry.id) == "if ports open"
    better = ("--field", "condition", "--value", "if all ports open", "--instead-of", first)
    second = done("rule", store, "correct", entry.id, *better, *BY)
    undone = done("undo", store, second, "--by", "Ana Reed")
    lines = [line.split(None, 1) for line in done("rulings", store).splitlines()]
    assert [key for key, _ in lines] == [first, second, undone]
    assert [text.split("  ")[0] for _, text in lines] == ["in force", "undone", "in force"]
    assert "Ana Reed: correct condition to if ports open (the envoy says so)" in lines[0][1]
    done("undo", store, undone, "--by", "Ana Reed", "-q")
    rows = json.loads(done("rulings", store, "--json"))
    assert [row["state"] for row in rows] == ["superseded", "in force", "undone", "in force"]


def test_orphans_are_listed_and_told(store: Path, samples: Path, tmp_path: Path) -> None:
    entry = next(e for e in kept(store).positions if len({x.report for x in e.evidence}) == 1)
    report = entry.evidence[0].report
    ruling = done("rule", store, "confirm", entry.id, *BY)
    done("purge", store, report, *BY, "-q")
    assert f"{ruling}  orphaned" in done("rulings", store)
    html, told = tmp_path / "r.html", tmp_path / "r.json"
    page = done("read", "--into", store, "--reader", "rules", samples, "--html", html, "--json", told)
    assert "Rulings without a line (1)" in page
    assert json.loads(told.read_text(encoding="utf-8"))["orphans"] == [ruling]


def test_what_is_entered_by_hand_is_marked_wherever_it_shows(store: Path, tmp_path: Path) -> None:
    source = "a call with the mediator's office"
    record = kept(store)
    report = done(
        "enter", store, "--by", "Ana Reed", "--source", source, "--day", "2024-05-09",
        "--words", "Orland accepted the 45-day halt of attacks on ports.",
        "--act", "accepted", "--type", "AGREE", "--set", "parties=Orland", "--set", "stance=accepts",
        "--set", "measure=45-day halt of attacks on ports", "--story", record.stories[0].id,
    )  # fmt: skip
    assert next(r for r in kept(store).reports if r.id == report).entered
    assert f"{report}  in force    " in done("rulings", store)
    html = tmp_path / "r.html"
    page = done("show", store, "--story", report, "--html", html, "--full")
    assert "entered by hand by Ana Reed" in " ".join(page.split())
    assert "entered by hand by Ana Reed" in html.read_text(encoding="utf-8")
    done("undo", store, report, "--by", "Ana Reed", "-q")
    assert f"{report}  undone" in done("rulings", store)


def test_a_report_is_amended(store: Path) -> None:
    report = kept(store).reports[0]
    made = done("amend", store, report.id, "--outlet", "Morning Mail", *BY)
    assert kept(store).report(report.id).outlet == "Morning Mail"
    done("undo", store, made, "--by", "Ana Reed", "-q")
    assert kept(store).report(report.id) == report


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("rule", "STORE", "confirm", "nothing", *BY), "no such entry"),
        (("rule", "STORE", "merge", "POSITION", *BY), "two or more"),
        (("rule", "STORE", "correct", "POSITION", "--field", "colour", "--value", "red", *BY), "no field"),
        (("rule", "STORE", "split", "POSITION", *BY), "does not rest on"),
        (("rule", "STORE", "same", "POSITION", "POSITION", *BY), "can't be ruled"),
        (("undo", "STORE", "nothing", "--by", "A"), "no such ruling"),
        (("enter", "STORE", "--by", "A", "--source", "s", "--words", "w w", "--act", "x", "--type", "AGREE"), "stand"),
        (("amend", "STORE", "REPORT", "--time", "soon", *BY), "ISO 8601"),
        (("rulings", "nowhere.db"), "no store"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_kept(filled: Path, args: tuple[str, ...], says: str) -> None:
    record = kept(filled)
    names = {"STORE": str(filled), "POSITION": record.positions[0].id, "REPORT": record.reports[0].id}
    result = accord(*(names.get(word, word) for word in args))
    assert result.exit_code == 1
    assert result.stderr.startswith("accord: ") and says in result.stderr
    assert kept(filled).rulings == () and len(kept(filled).reports) == len(record.reports)


@pytest.mark.parametrize(
    "args",
    [
        ("rule", "record.db", "judge", "x", *BY),
        ("rule", "record.db", "confirm", "x"),
        ("amend", "record.db", "x", *BY),
        ("amend", "record.db", "x", "--outlet", "a", "--time", "2024-05-06", *BY),
        ("enter", "record.db", "--by", "A", "--source", "s", "--words", "w", "--act", "w", "--set", "stance"),
    ],
)
def test_a_command_that_is_not_whole_is_refused(args: tuple[str, ...]) -> None:
    assert accord(*args).exit_code == 2
