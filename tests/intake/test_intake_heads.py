"""Titles, bylines and datelines: what stands above the prose, and what only looks like it."""

from __future__ import annotations

import pytest

from accord.intake.assemble import assemble_report
from accord.intake.rows import Row
from accord.model.report import MaskKind, Report

FIRST = (
    "Veldria agreed on Tuesday to halt shelling for 30 days, its foreign ministry said in a statement that named "
    "no further conditions."
)
SECOND = "Kasmar's president, Ilan Tor, said his country would keep its word as long as Veldria did."


def read(text: str, **fields: str) -> Report:
    return assemble_report(Row("test", text, **fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "title",
    [
        "Veldria and Kasmar agree to halt shelling",
        "Will the truce in Lenn hold?",
        "‘We will keep our word’: Tor backs the truce",
        "VELDRIA HALTS SHELLING",
    ],
)
def test_a_first_line_set_apart_is_the_title(title: str) -> None:
    report = read(f"{title}\n\n{FIRST}\n\n{SECOND}")
    assert report.title == title
    assert [m.kind for m in report.masks] == [MaskKind.TITLE]
    assert report.prose.strip() == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    "text",
    [
        f"{FIRST}\n{SECOND}",
        f"Both sides agreed.\n{FIRST}",
        f"Both sides said:\n{FIRST}",
        f"- Talks on Friday\n- Exchange of prisoners on Monday\n{FIRST}",
        "Veldria and Kasmar agree to halt shelling",
        f"Guns fell silent in Orsk on Tuesday. What the truce says\n{FIRST}",
    ],
)
def test_a_first_line_that_is_prose_stays_prose(text: str) -> None:
    report = read(text)
    assert report.title is None
    assert report.prose == text


def test_a_markdown_heading_is_a_title_without_its_mark() -> None:
    assert read(f"# Veldria halts shelling\n\n{FIRST}").title == "Veldria halts shelling"


def test_the_title_of_the_metadata_is_masked_where_the_text_repeats_it() -> None:
    report = read(f"VELDRIA HALTS SHELLING!\n{FIRST}", title="Veldria halts shelling")
    assert report.title == "Veldria halts shelling"
    assert report.prose.strip() == FIRST
    other = read(f"A truce at last in Orsk\n{FIRST}", title="Veldria halts shelling")
    assert other.prose.startswith("A truce at last")


@pytest.mark.parametrize(
    "byline",
    [
        "By Anna Vell",
        "By ANNA VELL and JON ORT",
        "By Anna Vell, Diplomatic Correspondent",
        "By Anna Vell in Orsk and Jon Ort in Lenn",
        "Written by Anna Vell",
        "By: Anna Vell | The Orsk Gazette",
    ],
)
def test_bylines(byline: str) -> None:
    report = read(f"Veldria and Kasmar agree to halt shelling\n{byline}\n\n{FIRST}\n{SECOND}")
    assert report.byline is not None
    assert report.byline.of(report.text) == byline
    assert report.prose.strip() == f"{FIRST}\n{SECOND}"


@pytest.mark.parametrize(
    "line",
    [
        "By Tuesday, both sides had pulled back their guns.",
        "By March 3 the guns fell silent",
        "By then it was too late for the town of Lenn",
        "By agreeing to talks, Kasmar won time.",
    ],
)
def test_a_sentence_with_by_is_no_byline(line: str) -> None:
    report = read(f"{FIRST}\n{line}\n{SECOND}")
    assert report.byline is None
    assert line in report.prose


def test_names_above_the_outlets_line_are_a_byline() -> None:
    report = read(f"Anna Vell and Jon Ort\n\nTHE ORSK GAZETTE\n\n{FIRST}", outlet="The Orsk Gazette", title="x")
    assert [m.kind for m in report.masks] == [MaskKind.BYLINE, MaskKind.BYLINE]
    assert report.prose.strip() == FIRST


@pytest.mark.parametrize(
    "dateline",
    ["ORSK —", "ORSK, Veldria —", "ORSK –", "GENEVA:", "PARIS/ROME -", "Geneva —",
     "WASHINGTON (CNN) --"],
)  # fmt: skip
def test_datelines_without_an_agency(dateline: str) -> None:
    report = read(f"{dateline} {FIRST}\n{SECOND}")
    assert report.dateline is not None
    assert report.dateline.of(report.text) == dateline
    assert report.credits == ()
    assert report.prose.strip() == f"{FIRST}\n{SECOND}"


@pytest.mark.parametrize(
    "opening",
    [
        "UPDATE: ",
        "BREAKING — ",
        "NATO: ",
        "Kasmar — a small state on the Vel — agreed as well. ",
        "The World Trade Council (WTC) ",
        "President Ilan Tor (left) - ",
        "Anna Vell/AFP/Orsk ",
    ],
)
def test_other_openings_are_no_dateline(opening: str) -> None:
    report = read(f"{opening}{FIRST}\n{SECOND}")
    assert report.dateline is None
    assert report.credits == ()
    assert opening.strip() in report.prose


def test_a_transcripts_speakers_are_no_datelines() -> None:
    text = "\n".join(f"{name}: {FIRST}" for name in ("PARIS", "ROME", "PARIS", "ROME"))
    assert read(text).dateline is None


def test_dispatches_set_one_after_another_are_all_credited() -> None:
    report = read(f"ORSK (AP) — {FIRST}\n\n{SECOND}\n\nLENN (Reuters) - {FIRST}\n{SECOND}")
    assert [(c.agency, c.form.value) for c in report.credits] == [("AP", "dateline"), ("Reuters", "dateline")]
    assert report.dateline is not None
    assert report.dateline.start == 0
