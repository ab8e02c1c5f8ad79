"""`accord search` as a user meets it: words, phrases, names, marked passages, pages, JSON, exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from accord import KeptRecord, Settings

ACCORD = Path(sys.executable).with_name("accord")


@pytest.fixture(scope="module")
def folder(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the samples' record, kept and derived."""
    place = tmp_path_factory.mktemp("search")
    with KeptRecord.open(place / "record.db", create=True) as kept:
        kept.read(samples, settings=Settings(reader="rules"))
        kept.derive()
    return place


def search(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [str(ACCORD), "search", "record.db", *words]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    assert "Traceback" not in done.stderr, done.stderr
    return done


def test_reports_come_with_their_words_marked(folder: Path) -> None:
    done = search(folder, "CEASEFIRE", "berec")
    assert done.returncode == 0
    assert "[ceasefire]" in done.stdout
    assert "[Berec]" in done.stdout
    assert " of " in done.stdout.splitlines()[-1]


def test_an_argument_of_several_words_is_a_phrase(folder: Path) -> None:
    assert "[prime minister]" in search(folder, "prime minister").stdout.lower()
    assert search(folder, "minister prime").stdout == "nothing found\n"
    assert search(folder, "minister", "prime").stdout != "nothing found\n"


def test_what_a_speaker_said_leads_to_the_words_in_the_report(folder: Path) -> None:
    done = search(folder, "--speaker", "Berec", "--kind", "quote", "--json", "-")
    with KeptRecord.open(folder / "record.db") as kept:
        texts = {report.id: report.text for report in kept.record().reports}
    hits = json.loads(done.stdout)["hits"]
    assert hits
    for hit in hits:
        text = texts[hit["report"]]
        assert (hit["kind"], "Berec" in hit["speaker"]) == ("quote", True)
        assert hit["text"] == text[slice(*hit["passage"])]
        assert hit["span"][0] < hit["span"][1] <= len(text)


def test_lines_of_the_record_are_found(folder: Path) -> None:
    done = search(folder, "--kind", "position", "--party", "Keshar")
    assert done.stdout.startswith("position  ")
    assert "to look in" in done.stdout


def test_pages_go_on_where_they_stopped(folder: Path) -> None:
    first = json.loads(search(folder, "--kind", "claim", "--limit", "3", "--json", "-").stdout)
    told = search(folder, "--kind", "claim", "--limit", "3").stdout.splitlines()[-1]
    assert told == f"more: --after {first['next']}"
    second = json.loads(search(folder, "--kind", "claim", "--after", first["next"], "--json", "-").stdout)
    assert len(first["hits"]) == 3
    assert not {hit["id"] for hit in first["hits"]} & {hit["id"] for hit in second["hits"]}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--kind", "rumour"], "kind: must be one of report, claim"),
        (["!!!"], "words: no letter or digit"),
        ([], "nothing is asked for"),
        (["a", "--limit", "0"], "limit: must be from 1"),
        (["x" * 10_000], "a word of more than 100 characters"),
    ],
)
def test_what_has_no_meaning_is_told_and_exits_with_1(folder: Path, words: list[str], told: str) -> None:
    done = search(folder, *words)
    assert done.returncode == 1
    assert done.stderr.startswith("accord: ")
    assert told in done.stderr


def test_hostile_text_cannot_steer_the_terminal(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text("Veldria said \x1b[31mthe kestrel\x1b[0m flew on Monday, the ministry said there.")
    with KeptRecord.open(tmp_path / "record.db", create=True) as kept:
        kept.read(tmp_path / "r.txt", settings=Settings(reader="rules"))
    done = search(tmp_path, "kestrel")
    assert "[kestrel]" in done.stdout
    assert "\x1b" not in done.stdout
