"""The summary of a whole record: nothing in it that its entries lack, and the same however the reports come."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from accord.api import read
from accord.encoder import model
from accord.model.entry import AnyEntry, Commitment, Incident, Position
from accord.model.record import Chapter, Record
from accord.model.summary import Sentence
from accord.settings import Settings

RULES = Settings(reader="rules")
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def days_of(entry: AnyEntry) -> Iterator[date]:
    if isinstance(entry, Commitment):
        yield from (day for day in (entry.starts, entry.due, entry.ends) if day)
    period = entry.since if isinstance(entry, Position) else entry.on if isinstance(entry, Incident) else None
    if period:
        yield from (period.first, period.last)


def words_behind(chapter: Chapter, sentence: Sentence) -> str:
    """All that the entries and findings a sentence cites say, with their days in words and their counts of origins."""
    said = []
    for entry in (e for e in chapter.entries if e.id in sentence.entries):
        said += [entry.line, *entry.support.names, *(e.text for e in entry.evidence)]
        said += [NUMBERS[entry.support.origins - 1], *(f"{d.day} {d:%B} {d.year}" for d in days_of(entry))]
    for finding in (f for f in chapter.findings if f.id in sentence.findings):
        said += [finding.note, *(e.text for e in finding.evidence)]
    return " ".join(" ".join(said).split())


def names_and_numbers(text: str) -> list[str]:
    """Every number, and every capitalised word but the first of the sentence."""
    counted = [n for n in NUMBERS if re.search(rf"\b{n}\b", text)]
    return [*re.findall(r"\d[\d,.]*\b", text), *re.findall(r"(?<=[^.] )[A-Z]\w+", text), *counted]


def told(record: Record) -> list[str]:
    return [s.text for chapter in record.chapters for s in chapter.summary]


def check_support(record: Record) -> int:
    n_checked = 0
    for chapter in record.chapters:
        assert len(chapter.summary) <= 8
        ids = {e.id for e in chapter.entries} | {f.id for f in chapter.findings}
        for sentence in chapter.summary:
            assert {*sentence.entries, *sentence.findings} <= ids
            assert sentence.claims
            assert sentence.support.origins >= 1
            behind = words_behind(chapter, sentence)
            for word in names_and_numbers(sentence.text):
                assert word in behind, f"{word!r} is in no entry of: {sentence.text}"
                n_checked += 1
    return n_checked


def test_every_name_number_and_day_is_in_the_entries_cited(record: Record) -> None:
    assert check_support(record) > 20


@pytest.mark.skipif(not model.has_encoder(), reason="the model is not installed")
def test_so_it_is_with_the_trained_reader(samples: Path) -> None:
    assert check_support(read(samples)) > 20


def test_so_it_is_for_an_episode_of_the_gold(gold: Path) -> None:
    episode = min(path for path in (gold / "dev").iterdir() if path.is_dir())
    assert check_support(read(sorted(episode.glob("*.report.json")), settings=RULES)) > 20


def test_the_summary_says_what_was_agreed_by_when_and_what_is_denied(record: Record) -> None:
    text = " ".join(told(record))
    assert "Keshar agreed on 7 May 2024 to halt attacks on Veldrian ports for 45 days, until 21 June 2024" in text
    assert "Keshar rejected it on 7 May 2024 unless Veldria lifts its naval blockade" in text
    assert re.search(r"killed .* on 8 May 2024, Veldria and residents say; Keshar denies it", text)
    assert "“released 120 prisoners” and “exchange 140 prisoners each”" in text


def test_a_copy_changes_no_sentence(record: Record, samples: Path, tmp_path: Path) -> None:
    raw: dict[str, Any] = json.loads((samples / "post-1.json").read_text(encoding="utf-8"))
    (tmp_path / "copy.json").write_text(json.dumps({**raw, "id": "copy", "outlet": "Evening Star"}), encoding="utf-8")
    assert told(read([samples, tmp_path], settings=RULES)) == told(record)


def test_a_renamed_actor_is_renamed_and_nothing_else(record: Record, samples: Path, tmp_path: Path) -> None:
    for path in samples.iterdir():
        words = path.read_text(encoding="utf-8").replace("Keshar", "Kestor").replace("KESHAR", "KESTOR")
        (tmp_path / path.name).write_text(words, encoding="utf-8")
    assert told(read(tmp_path, settings=RULES)) == [text.replace("Keshar", "Kestor") for text in told(record)]


def test_no_sentence_calls_anything_true_or_a_breach(record: Record) -> None:
    for chapter in record.chapters:
        for sentence in chapter.summary:
            assert not re.search(r"\b(?:violat|breach|broke its|is true|is false)", sentence.text)
            said = re.search(r"\b(?:reports?|says?|say|quoted in)\b", sentence.text)
            assert said or sentence.findings, f"nobody is said to say: {sentence.text}"
