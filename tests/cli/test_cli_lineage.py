"""`accord lineage` and `accord stories` as a user meets them: pages, JSON, limits, exit codes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

ACCORD = Path(sys.executable).with_name("accord")
KINDS = {"wire", "rewrite", "same_outlet", "quote_document", "boilerplate", "coincidence", "unknown"}
COMMANDS = ("lineage", "stories")
HARBOUR = (
    "The ferry line between Lorn and Sant has stopped for want of fuel, its owner said on Tuesday; {n} boats lie idle "
    "in the harbour and the winter timetable is put off until the spring, when a tanker of fuel is expected from {n}."
)


def accord(*args: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [str(ACCORD), *map(str, args)]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=120)
    assert "Traceback" not in done.stderr, done.stderr
    return done


def many(folder: Path, count: int) -> Path:
    """A Parquet table of reports that have nothing in common."""
    texts = [" ".join(f"word{n}x{i}" for i in range(40)) for n in range(count)]
    rows = {"id": [f"r{n}" for n in range(count)], "text": texts, "title": [f"Title {n}" for n in range(count)]}
    path = folder / "many.parquet"
    pyarrow.parquet.write_table(pyarrow.table(rows), path)
    return path


def test_the_page_shows_the_figure_first_and_why_reports_are_joined(samples: Path, tmp_path: Path) -> None:
    words = " ".join(re.sub(r"[│├└─]", " ", accord("lineage", samples, cwd=tmp_path).stdout).split())
    assert "9 reports → 3 outlets → at most 5 origins" in words
    assert "1 of unknown lineage" in words
    assert "Its dateline names Meridian. “Meridian”" in words
    assert re.search(
        r"rewrite with courier-1, confidence 0\.\d\d: \d+ passages, \d+% of this, \d+% of courier-1; courier-1 came",
        words,
    )


def test_a_join_shows_words_of_both_reports_and_a_reason_that_many_share_is_told_once(
    samples: Path, tmp_path: Path
) -> None:
    words = " ".join(re.sub(r"[│├└─]", " ", accord("lineage", samples, cwd=tmp_path).stdout).split())
    assert re.search("wire with courier-1.*? both: “Kesharan Prime Minister Tomas Berec agreed", words)
    assert re.search("rewrite with courier-1.*? this: “In the harbour of Sarn .*? courier-1: “A fishing fleet", words)
    assert words.count("Published by Lorn Courier") == 1
    assert "courier-3 2024-05-10 Prisoners home after exchange" in words


def test_a_report_has_one_name_throughout(tmp_path: Path) -> None:
    text = HARBOUR.format(n=3) + " Nobody in the town could say on Tuesday who would pay for the coal of the winter."
    (tmp_path / "first.txt").write_text(f"LORN (AP) — {text}", encoding="utf-8")
    (tmp_path / "second.txt").write_text(f"{text}\n\nIt rained in Sant.", encoding="utf-8")
    words = " ".join(re.sub(r"[│├└─]", " ", accord("lineage", ".", "--json", "l.json", cwd=tmp_path).stdout).split())
    assert "It shares text with first.txt, which carries AP" in words
    ids = json.loads((tmp_path / "l.json").read_text(encoding="utf-8"))["reports"]
    assert not any(report in words for report in ids), "content ids are no names"


def test_lineage_as_json(samples: Path, tmp_path: Path) -> None:
    assert accord("lineage", samples, "-q", "--json", "out/l.json", cwd=tmp_path).stdout == ""
    told = json.loads((tmp_path / "out" / "l.json").read_text(encoding="utf-8"))
    assert told.keys() == {"reports", "pairs"}
    assert len(told["reports"]) == 9
    texts = {path.stem: json.loads(path.read_text(encoding="utf-8"))["text"] for path in samples.glob("*.json")}
    courier = told["reports"]["courier-1"]
    assert courier["outlet"] == "Lorn Courier"
    [origin] = courier["origins"]
    assert (origin["name"], origin["share"]) == ("Meridian", 1.0)
    [words] = origin["evidence"]["words"]
    assert texts["courier-1"][words["start"] : words["end"]] == words["text"] == "Meridian"
    for pair in told["pairs"]:
        assert pair["a"] < pair["b"]
        assert pair["kind"] in KINDS
        assert 0 <= min(pair["share_a"], pair["share_b"]) <= max(pair["share_a"], pair["share_b"]) <= 1
        assert all(len(passage) == 4 for passage in pair["passages"])
    [wire] = [pair for pair in told["pairs"] if (pair["a"], pair["b"]) == ("courier-1", "post-1")]
    a0, a1, b0, b1 = wire["passages"][0]
    assert texts["courier-1"][a0:a1].split()[:3] == texts["post-1"][b0:b1].split()[:3]


def test_stories_as_json_map_every_report_to_its_story(samples: Path, tmp_path: Path) -> None:
    done = accord("stories", samples, "--json", "s.json", cwd=tmp_path)
    told = json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))
    assert len(told) == 9
    assert {*told} >= {path.stem for path in samples.glob("*.json")}
    assert all(f"  {story}" in done.stdout or story in done.stdout for story in set(told.values()))
    assert re.search("2024-05-07  Lorn Courier +Keshar agrees to halt port attacks", done.stdout)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_order_of_files_is_nothing(command: str, samples: Path, tmp_path: Path) -> None:
    paths = sorted(samples.iterdir())
    told = [
        accord(command, *given, "--json", f"{n}.json", cwd=tmp_path) for n, given in enumerate((paths, paths[::-1]))
    ]
    assert told[0].stdout.replace("0.json", "1.json") == told[1].stdout
    assert (tmp_path / "0.json").read_bytes() == (tmp_path / "1.json").read_bytes()


@pytest.mark.parametrize("command", COMMANDS)
def test_a_long_page_says_what_it_leaves_out_and_how_to_see_it(command: str, tmp_path: Path) -> None:
    table = many(tmp_path, 45)
    page = " ".join(accord(command, table, cwd=tmp_path).stdout.split())
    assert "… and 25 more stories, 25 of them of one report (--limit N prints more, --full all, --story ID one)" in page
    assert "45 reports" in page
    assert "… and 40 more stories" in accord(command, table, "--limit", 5, cwd=tmp_path).stdout
    full = accord(command, table, "--full", cwd=tmp_path).stdout
    assert "more stories" not in full
    assert all(f"Title {n} " in full for n in range(45))


@pytest.mark.parametrize("command", COMMANDS)
def test_one_story_is_printed_by_a_reports_id_or_its_own(command: str, tmp_path: Path) -> None:
    table = many(tmp_path, 30)
    accord("stories", table, "-q", "--json", "s.json", cwd=tmp_path)
    story = json.loads((tmp_path / "s.json").read_text())["r17"]
    pages = {accord(command, table, "--story", name, cwd=tmp_path).stdout for name in ("r17", story, story[:8])}
    [page] = pages
    assert "Title 17" in page
    assert "Title 16" not in page
    assert "more stories" not in page
    wrong = accord(command, table, "--story", "nowhere", "--json", "t.json", cwd=tmp_path)
    assert wrong.returncode == 2
    assert "no story and no report has that id" in " ".join(wrong.stderr.replace("│", " ").split())
    assert not (tmp_path / "t.json").exists()


@pytest.mark.parametrize("command", COMMANDS)
def test_refusals_are_listed_and_strict_makes_them_fail(command: str, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(HARBOUR.format(n=3), encoding="utf-8")
    (tmp_path / "empty.txt").write_text("")
    done = accord(command, "good.txt", "empty.txt", cwd=tmp_path)
    assert done.returncode == 0
    assert "1 refused" in done.stdout
    assert "refused empty.txt: empty" in done.stdout
    assert accord(command, "good.txt", "empty.txt", "--strict", cwd=tmp_path).returncode == 1
    nothing = accord(command, "empty.txt", "--json", "n.json", cwd=tmp_path)
    assert nothing.returncode == 2
    assert "empty.txt" in nothing.stderr
    assert not (tmp_path / "n.json").exists()
    (tmp_path / "taken").mkdir()
    taken = accord(command, "good.txt", "--json", "taken", cwd=tmp_path)
    assert (taken.returncode, taken.stdout) == (1, "")
    assert "cannot write taken" in taken.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_as_of_leaves_out_what_came_later(command: str, samples: Path, tmp_path: Path) -> None:
    done = accord(command, samples, "--as-of", "2024-05-08", "--json", "x.json", cwd=tmp_path)
    assert "as of 2024-05-08" in done.stdout
    told = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    assert "courier-3" not in told.get("reports", told)


@pytest.mark.parametrize("command", COMMANDS)
def test_hostile_names_and_titles_do_not_steer_the_terminal(command: str, tmp_path: Path) -> None:
    hostile = "\x1b]0;owned\x07\x1b[2J\u202eTitle[bold]\r\n"
    text = HARBOUR.format(n=7)
    for n, outlet in enumerate((f"Post {hostile}", "Courier")):
        row = {"id": f"r{n}{hostile}", "outlet": outlet, "title": hostile, "text": f"(\x1b[31mAP) — {text}{hostile}"}
        (tmp_path / f"{n}.json").write_text(json.dumps(row), encoding="utf-8")
    done = accord(command, ".", "--full", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", done.stdout)
    assert "[bold]" in done.stdout, "markup in a title is text"


def test_each_command_has_help(tmp_path: Path) -> None:
    for command in COMMANDS:
        told = accord(command, "--help", cwd=tmp_path).stdout
        assert "--story" in told
        assert "--json" in told
    assert {"lineage", "stories", "read"} <= set(accord("--help", cwd=tmp_path).stdout.split())
