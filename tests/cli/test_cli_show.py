"""`accord show`, `read --into`, and `due`, `lineage` and `stories` of a store, as a user meets them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from accord.cli.main import app

FLOOD = "The river Vel burst its banks near Corrin after three days of rain, and the town hall opened its doors."


def accord(*args: object) -> Result:
    result = CliRunner().invoke(app, [*map(str, args)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def done(*args: object) -> str:
    """What the command prints; it must succeed."""
    result = accord(*args)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


@pytest.fixture(scope="module")
def filled(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("shown") / "record.db"
    done("read", "--reader", "rules", "--into", where, samples, "--html", where.with_suffix(".html"), "-q")
    return where


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(filled, tmp_path / "record.db"))


@pytest.fixture
def flood(tmp_path: Path) -> Path:
    where = tmp_path / "flood.txt"
    where.write_text(FLOOD, encoding="utf-8")
    return where


def test_a_run_prints_the_stories_it_touched_and_how_many_others_there_are(store: Path, flood: Path) -> None:
    files = ("--html", flood.with_suffix(".html"), "--json", flood.with_suffix(".json"))
    page = done("read", "--reader", "rules", "--into", store, flood, *files)
    assert "1 report read" in page
    assert "1 report new, 0 kept before; 1 story is new or changed; 1 other story in the store: accord show" in page
    assert page.rstrip().endswith(f"accord show {store}")
    told = json.loads(flood.with_suffix(".json").read_text(encoding="utf-8"))
    assert [len(story["reports"]) for story in told["stories"]] == [1]
    again = done("read", "--reader", "rules", "--into", store, flood, *files)
    assert "0 reports new, 1 kept before; 0 stories are new or changed; 2 other stories in the store" in again


def test_a_run_that_finds_nothing_new_leaves_the_page_of_the_last_one(
    store: Path, flood: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(flood.parent)
    assert "wrote record.html" in done("read", "--reader", "rules", "--into", store, flood)
    before = Path("record.html").read_bytes()
    assert "wrote" not in done("read", "--reader", "rules", "--into", store, flood)
    assert Path("record.html").read_bytes() == before


def test_a_store_without_a_name_is_not_passed_over(flood: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(flood.parent)
    result = CliRunner().invoke(app, ["read", "--reader", "rules", "--into", "", str(flood)])
    assert (result.exit_code, "it is a folder" in result.stderr) == (1, True)
    assert not Path("record.html").exists()


@pytest.mark.parametrize("command", ["versions", "purge", "withdraw", "amend"])
def test_who_calls_a_report_by_its_file_is_told_its_id(store: Path, flood: Path, command: str) -> None:
    done("read", "--reader", "rules", "-q", "--into", store, flood, "--html", flood.with_suffix(".html"))
    rest = {"versions": [], "amend": ["--outlet", "Mail"]}.get(command, [])
    who = [] if command == "versions" else ["--by", "Ana", "--reason", "asked"]
    result = CliRunner().invoke(app, [command, str(store), "flood.txt", *who, *rest])
    assert result.exit_code == 1
    identity = result.stderr.strip().removeprefix("accord: flood.txt: no such report is kept; by that name goes ")
    assert "flood.txt" not in identity
    assert "1 version" in done("versions", store, identity)
    none = CliRunner().invoke(app, ["versions", str(store), "lood.txt"])
    assert none.stderr == "accord: lood.txt: no such report is kept\n"


def test_an_error_is_one_line_that_steers_no_terminal(store: Path) -> None:
    result = CliRunner().invoke(app, ["versions", str(store), "no\x1b]0;such\x07\nreport"], color=True)
    assert result.exit_code == 1
    assert result.stderr == "accord: no�]0;such� report: no such report is kept\n"


def test_stories_are_shown_at_a_glance_one_in_full_or_all(store: Path, flood: Path, samples: Path) -> None:
    done("read", "--reader", "rules", "--into", store, flood, "--html", flood.with_suffix(".html"), "-q")
    page = done("show", store)
    assert "reports → " in page and "Who stands where" not in page
    assert "--story ID shows one" in page
    one = done("show", store, "--limit", "1")
    assert one.count("  story ") == 1 and "more stories (--limit N prints more)" in one
    identity = page.split("  story ")[1].split()[0]
    for wanted in (identity, identity[:6]):
        assert "Who stands where" in done("show", store, "--story", wanted)
    whole, html, told = done("show", store, "--full"), store.with_suffix(".html"), store.with_suffix(".json")
    assert "Who stands where" in whole and "The river Vel" in whole
    done("show", store, "--html", html, "--json", told, "-q")
    assert len(json.loads(told.read_text(encoding="utf-8"))["stories"]) == page.count("  story ")
    assert "Who stands where" in done("show", store, "--story", identity, "--as-of", "2024-05-08")


def test_a_story_as_it_stood_has_what_was_published_by_then(store: Path, samples: Path, tmp_path: Path) -> None:
    then, read = tmp_path / "then.json", tmp_path / "read.json"
    day = ("--as-of", "2024-05-08")
    done("show", store, "--story", "post-1", *day, "--json", then, "-q")
    done("read", "--reader", "rules", samples, *day, "--json", read, "--html", tmp_path / "r.html", "-q")
    mine, theirs = (json.loads(path.read_text(encoding="utf-8")) for path in (then, read))
    assert mine["as_of"] == theirs["as_of"] == "2024-05-08"
    own = next(s for s in theirs["stories"] if len(s["reports"]) == len(mine["stories"][0]["reports"]))
    assert mine["stories"][0]["entries"] == own["entries"]


def test_a_story_that_is_not_there_is_told(store: Path) -> None:
    result = accord("show", store, "--story", "nothing")
    assert result.exit_code == 2 and "no story and no report" in result.stderr
    assert accord("show", store.with_name("nowhere.db")).exit_code == 1


@pytest.mark.parametrize("command", [("due",), ("due", "--within", "7"), ("lineage",), ("stories", "--limit", "1")])
def test_a_store_is_looked_at_as_its_reports_are(command: tuple[str, ...], store: Path, samples: Path) -> None:
    name, *options = command
    reader = ("--reader", "rules") if name == "due" else ()
    assert done(name, store, *options) == done(name, samples, *options, *reader)


@pytest.mark.parametrize("name", ["due", "lineage", "stories"])
def test_files_of_a_store_have_what_those_of_its_reports_have(
    name: str, store: Path, samples: Path, tmp_path: Path
) -> None:
    mine, theirs = tmp_path / "mine.json", tmp_path / "theirs.json"
    reader = ("--reader", "rules") if name == "due" else ()
    done(name, store, "--json", mine, "-q")
    done(name, samples, "--json", theirs, "-q", *reader)
    assert mine.read_bytes() == theirs.read_bytes()
