"""Files and folders: what is taken in, in which order, and what is refused with which words."""

from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from accord.intake.load import MAX_BYTES, load_reports
from accord.model.report import Refusal, Report

TEXT = "Veldria agreed on Tuesday to halt shelling for 30 days, its foreign ministry said."
OTHER = "Kasmar refused the truce on Wednesday and called up its reserves."


def load(*paths: Path, max_bytes: int = MAX_BYTES) -> tuple[list[Report], list[Refusal]]:
    found = list(load_reports(paths, max_bytes))
    return [r for r in found if isinstance(r, Report)], [r for r in found if isinstance(r, Refusal)]


def reason(path: Path, max_bytes: int = MAX_BYTES) -> str:
    reports, refusals = load(path, max_bytes=max_bytes)
    assert reports == []
    assert len(refusals) == 1
    assert refusals[0].where.startswith(str(path))
    return refusals[0].reason


def write(path: Path, data: bytes | str | dict[str, Any] | list[Any]) -> Path:
    if isinstance(data, bytes):
        path.write_bytes(data)
    else:
        path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.TXT", "a"])
def test_plain_text_is_taken_as_it_stands(tmp_path: Path, name: str) -> None:
    text = f"\n  {TEXT}\r\n\r\n{OTHER}\n"
    reports, refusals = load(write(tmp_path / name, text.encode()))
    assert refusals == []
    assert reports[0].text == text
    assert reports[0].where == str(tmp_path / name)
    assert reports[0].language == "en"


def test_a_folder_is_read_by_name_and_hidden_files_skipped(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("c.txt", "b/z.txt", "a.txt", ".hidden.txt", "b/.DS_Store"):
        write(tmp_path / name, f"{TEXT} {name}")
    reports, refusals = load(tmp_path)
    assert [Path(r.where).relative_to(tmp_path).as_posix() for r in reports] == ["a.txt", "b/z.txt", "c.txt"]
    assert refusals == []


def test_paths_keep_the_order_given(tmp_path: Path) -> None:
    one, two = write(tmp_path / "1.txt", TEXT), write(tmp_path / "2.txt", OTHER)
    assert [r.where for r in load(two, one)[0]] == [str(two), str(one)]


def test_the_same_text_is_taken_once(tmp_path: Path) -> None:
    one = write(tmp_path / "1.txt", TEXT)
    write(tmp_path / "2.txt", TEXT)
    assert [r.where for r in load(tmp_path, one)[0]] == [str(one)]


def test_an_id_given_is_kept_and_one_made_is_the_contents(tmp_path: Path) -> None:
    write(tmp_path / "a.json", {"id": "r-1", "text": TEXT})
    write(tmp_path / "b.json", {"id": 7, "text": OTHER})
    write(tmp_path / "c.json", {"outlet": "The Orsk Gazette", "text": TEXT})
    write(tmp_path / "d.txt", TEXT)
    ids = [r.id for r in load(tmp_path)[0]]
    assert ids[:2] == ["r-1", "7"]
    assert len(set(ids)) == 4
    assert load(tmp_path / "d.txt")[0][0].id == ids[3]


def test_an_id_taken_by_another_report_is_refused(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.json", [{"id": "x", "text": TEXT}, {"id": "x", "text": OTHER}, {"id": "x", "text": TEXT}]
    )
    reports, refusals = load(path)
    assert [r.text for r in reports] == [TEXT]
    assert refusals == [Refusal(f"{path}[2]", "the id 'x' is taken by another report")]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\t \r\n", "empty"),
        ("\ufeff\u00a0\u2003".encode(), "no words"),
        (b"--- *** ---\n...\n", "no words"),
        (b"\x00\x01\x02\x03" * 100, "binary data"),
        (bytes(range(256)) * 20, "binary data"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
        (b"PK\x03\x04" + b"x" * 100, "ZIP"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 100, "image"),
        (b"\xff\xfeA\x00B", "utf-16"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes, words: str) -> None:
    assert words in reason(write(tmp_path / "a.txt", data))


def test_a_file_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    assert reason(path) == "larger than 20,000,000 bytes"
    assert reason(write(tmp_path / "a.txt", TEXT), max_bytes=10) == "larger than 10 bytes"


@pytest.mark.parametrize("name", ["a.png", "a.docx", "a.csv", "a.py"])
def test_other_kinds_of_file_are_refused_alone_and_in_a_folder(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, TEXT)
    assert reason(path).startswith("not a kind of file Accord reads")
    write(tmp_path / "b.txt", TEXT)
    reports, refusals = load(tmp_path)
    assert (len(reports), len(refusals)) == (1, 1)


def test_paths_that_cannot_be_used_are_refused_and_never_block(tmp_path: Path) -> None:
    assert reason(tmp_path / "missing.txt") == "there is no such file"
    assert reason(tmp_path / "missing" / "a.txt") == "there is no such file"
    os.mkfifo(tmp_path / "pipe.txt")
    assert reason(tmp_path / "pipe.txt") == "not a file or a folder"
    assert [r.where for r in load(Path("a\0b.txt"), Path("\ud800.txt"))[1]] == ["a\ufffdb.txt", "\ufffd.txt"]
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert "link" in reason(tmp_path / "loop")


def test_links_back_to_a_folder_above_are_refused(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    write(tmp_path / "in" / "a.txt", TEXT)
    (tmp_path / "in" / "up").symlink_to(tmp_path)
    reports, refusals = load(tmp_path)
    assert len(reports) == 1
    assert [r.reason for r in refusals] == ["a link back to a folder above it"]


def test_folders_nested_too_deep_are_refused(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["d"] * 150)
    deep.mkdir(parents=True)
    assert "deep" in load(tmp_path)[1][0].reason


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux only")
def test_a_file_name_that_is_no_text_is_shown_as_text(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt"))
    path.write_text(TEXT)
    (report,) = load(tmp_path)[0]
    assert report.where == f"{tmp_path}/\ufffd.txt"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", TEXT)
    path.chmod(0)
    try:
        assert reason(path) == "no permission to read it"
    finally:
        path.chmod(stat.S_IRUSR | stat.S_IWUSR)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "Kasmar’s envoy said: “We agree.” The talks in Lenn go on."),
        ("utf-8-sig", "Kasmar’s envoy said: “We agree.” The talks in Lenn go on."),
        ("utf-16", "Kasmar’s envoy said: “We agree.” The talks in Lenn go on."),
        ("utf-32", "Kasmar’s envoy said: “We agree.” The talks in Lenn go on."),
        ("cp1252", "Kasmar’s envoy said: “We agree.” The talks in Lenn – café – go on, and so does the truce."),
        ("cp1251", "Президент заявил, что стороны договорились прекратить обстрелы на тридцать дней. " * 3),
        ("koi8-r", "Президент заявил, что стороны договорились прекратить обстрелы на тридцать дней. " * 3),
    ],
)
def test_encodings_are_told_apart(tmp_path: Path, encoding: str, text: str) -> None:
    reports, refusals = load(write(tmp_path / "a.txt", text.encode(encoding)))
    assert refusals == []
    assert reports[0].text == text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (TEXT, "en"),
        ("Truce agreed, the ministry said.", "en"),
        ("Президент заявил, что стороны договорились прекратить обстрелы на тридцать дней.", "ru"),
        ("Le président a déclaré que les deux parties avaient accepté une trêve de trente jours.", "fr"),
        ("Beide Seiten haben sich auf eine Waffenruhe von dreißig Tagen geeinigt, teilte das Amt mit.", "de"),
        ("إن الجانبين اتفقا على وقف إطلاق النار لمدة ثلاثين يوما حسبما أعلنت الوزارة", "ar"),
        ("Truce holds", "en"),
        (
            "De minister zei dat er in de stad een akkoord was over een wapenstilstand of een pauze van dertig dagen.",
            "nl",
        ),
        ("Ministern sa att det var för tidigt att tala om ett avtal för hela landet, och att han var i Lenn.", "sv"),
        ("北京宣布停火三十天", "zh"),
        ("12 345", "und"),
    ],
)
def test_languages(tmp_path: Path, text: str, language: str) -> None:
    assert load(write(tmp_path / "a.txt", text))[0][0].language == language
