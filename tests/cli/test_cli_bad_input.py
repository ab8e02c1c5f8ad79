"""A folder of everything that can be wrong: each refused with file, place and reason; the rest is read."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

ACCORD = Path(sys.executable).with_name("accord")
GOOD = "The government of Veldria said on Tuesday that it had accepted a 30-day ceasefire proposed by Keshar."


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    folder = tmp_path / "bad"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD)
    (folder / "latin.txt").write_bytes(f"“{GOOD}” the café owner said.".encode("cp1252"))
    (folder / "french.txt").write_text(
        "Le gouvernement de Veldrie a déclaré mardi que les deux parties respecteraient le cessez-le-feu signé hier."
    )
    (folder / "empty.txt").write_bytes(b"")
    (folder / "junk.txt").write_bytes(random.Random(7).randbytes(4000))  # noqa: S311
    (folder / "deep.html").write_text("<html><body>" + "<div>" * 100_000 + GOOD)
    swelling = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    (folder / "entities.html").write_text(f'<!DOCTYPE x [<!ENTITY e0 "ten">{swelling}]><p>&e8;</p>')
    (folder / "deep.json").write_text("[" * 100_000)
    (folder / "missing.json").write_text(json.dumps({"id": "a"}))
    (folder / "wrong.json").write_text(json.dumps({"id": "b", "text": ["no"]}))
    (folder / "day.json").write_text(json.dumps({"id": "c", "text": GOOD, "published": "soon"}))
    (folder / "twin1.json").write_text(json.dumps({"id": "twin", "text": GOOD}))
    (folder / "twin2.json").write_text(json.dumps({"id": "twin", "text": GOOD + " More."}))
    (folder / "rows.jsonl").write_text(json.dumps({"text": GOOD + " Row one."}) + "\nnonsense\n")
    (folder / "bad.parquet").write_bytes(b"PAR1 no table")
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(50_000_000)
    (folder / "loop").symlink_to("loop")
    os.mkfifo(folder / "pipe")
    return folder


REFUSED = {
    "empty.txt", "junk.txt", "deep.html", "entities.html", "deep.json", "missing.json", "wrong.json", "day.json",
    "twin2.json", "rows.jsonl:2", "bad.parquet", "huge.txt", "loop", "nowhere.txt",
}  # fmt: skip


def test_each_is_refused_with_its_place_and_the_rest_is_read(bad: Path, tmp_path: Path) -> None:
    command = [str(ACCORD), "read", str(bad), str(bad / "nowhere.txt"), "--json", "r.json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0
    assert done.stderr == ""
    told = json.loads((tmp_path / "r.json").read_text())
    assert {Path(refusal["where"]).name for refusal in told["refusals"]} >= REFUSED
    assert all(refusal["reason"] for refusal in told["refusals"])
    assert sum(len(story["reports"]) for story in told["stories"]) == 5
    assert "5 reports read, 1 kept unread" in done.stdout
