"""Agency credits: the forms that give text to an agency, and the mentions that do not."""

from __future__ import annotations

import pytest

from accord.intake.assemble import assemble_report
from accord.intake.rows import Row
from accord.model.report import CreditForm, MaskKind, Report
from accord.text.agencies import agencies, agency_called, find_agencies

FIRST = "Veldria agreed on Tuesday to halt shelling for 30 days, its foreign ministry said in a statement."
BODY = (
    "The two sides will meet again on Friday in the neutral city of Lenn to discuss the terms.\n"
    "Kasmar's president, Ilan Tor, said his country would keep its word as long as Veldria did.\n"
)


def read(text: str, **fields: str) -> Report:
    return assemble_report(Row("test", text, **fields))  # type: ignore[arg-type]


def credited(report: Report) -> list[tuple[str, str]]:
    return [(c.agency, c.form.value) for c in report.credits if c.form is not CreditForm.HINT]


@pytest.mark.parametrize(
    ("opening", "agency", "dateline"),
    [
        ("ORSK (AP) — ", "AP", "ORSK (AP) —"),
        ("ORSK, Veldria (AP) -- ", "AP", "ORSK, Veldria (AP) --"),
        ("ORSK/LENN, March 3 (Reuters) - ", "Reuters", "ORSK/LENN, March 3 (Reuters) -"),
        ("Orsk (AFP) – ", "AFP", "Orsk (AFP) –"),
        ("(AFP) — ", "AFP", "(AFP) —"),
        ("Dec 29 (Reuters) - ", "Reuters", "Dec 29 (Reuters) -"),
        ("ORSK, Dec. 11 (UPI) — ", "UPI", "ORSK, Dec. 11 (UPI) —"),
        ("ORSK, March 3 (Xinhua) -- ", "Xinhua", "ORSK, March 3 (Xinhua) --"),
        ("MOSCOW, March 3. /TASS/. ", "TASS", "MOSCOW, March 3. /TASS/."),
        ("MOSCOW. March 3 (Interfax) - ", "Interfax", "MOSCOW. March 3 (Interfax) -"),
        ("OTTAWA (CP) - ", "CP", "OTTAWA (CP) -"),
        ("ORSK (dpa) - ", "DPA", "ORSK (dpa) -"),
        ("ORSK (Veltel) - ", "Veltel", "ORSK (Veltel) -"),
        ("ORSK, May 8 (VNP) - ", "VNP", "ORSK, May 8 (VNP) -"),
        ("ORSK, May 8 /VNP/. ", "VNP", "ORSK, May 8 /VNP/."),
    ],
)
def test_a_dateline_credits_its_agency(opening: str, agency: str, dateline: str) -> None:
    report = read(opening + FIRST + "\n" + BODY)
    assert credited(report) == [(agency, "dateline")]
    assert report.dateline is not None
    assert report.dateline.of(report.text) == dateline
    assert FIRST in report.prose


@pytest.mark.parametrize(
    ("ending", "expected"),
    [
        ("AFP", [("AFP", "tail")]),
        ("(AP)", [("AP", "tail")]),
        ("— Reuters", [("Reuters", "tail")]),
        ("- Reuters.", [("Reuters", "tail")]),
        ("AFP/jv", [("AFP", "tail")]),
        ("AFP, Reuters", [("AFP", "tail"), ("Reuters", "tail")]),
        ("Source: AFP", [("AFP", "tail")]),
        ("via AP", [("AP", "tail")]),
        ("(Reporting by Anna Vell in Orsk; Editing by Jon Ort)", [("Reuters", "tail")]),
        ("(Additional reporting by Anna Vell; writing by Mara Quist; editing by Jon Ort.)", [("Reuters", "tail")]),
        ("The Associated Press contributed to this report.", [("AP", "contribution")]),
        ("Reuters and AP contributed.", [("Reuters", "contribution"), ("AP", "contribution")]),
        ("Associated Press writers Anna Vell in Orsk and Jon Ort in Lenn contributed to this report.",
         [("AP", "contribution")]),
        ("Jon Ort of the Gazette and The Associated Press contributed to this story", [("AP", "contribution")]),
        ("With files from The Canadian Press", [("CP", "contribution")]),
        ("The Associated Press contributed this report.", [("AP", "contribution")]),
        ("VNP contributed to this report.", [("VNP", "contribution")]),
        ("Contributing The Associated Press", [("AP", "contribution")]),
        ("This story was reported by The Associated Press.", [("AP", "contribution")]),
        ("— with files from Reuters", [("Reuters", "contribution")]),
        ("Contributing: Anna Vell, Orsk; the Associated Press", [("AP", "contribution")]),
        ("This report includes material from Agence France-Presse.", [("AFP", "contribution")]),
        ("Material from the Associated Press was used in this report.", [("AP", "contribution")]),
        ("© 2014 AFP", [("AFP", "copyright")]),
        ("Copyright 2012 The Associated Press. All rights reserved.", [("AP", "copyright")]),
        ("(c) Associated Press", [("AP", "copyright")]),
    ],
)  # fmt: skip
def test_a_last_line_credits_its_agencies(ending: str, expected: list[tuple[str, str]]) -> None:
    report = read(FIRST + "\n" + BODY + ending + "\n")
    assert credited(report) == expected
    assert ending.strip() not in report.prose
    assert FIRST in report.prose


@pytest.mark.parametrize("glue", [" (AFP)", " — AFP", " AFP", " /AFP/", " - AFP."])
def test_an_agency_after_the_last_sentence_is_a_credit(glue: str) -> None:
    report = read(FIRST + "\n" + BODY.strip() + glue)
    assert credited(report) == [("AFP", "tail")]
    assert "as long as Veldria did." in report.prose
    assert "AFP" not in report.prose


@pytest.mark.parametrize(
    "glued", ["The Associated Press contributed to this report.", "Contributing: Jon Ort, The Associated Press"]
)
def test_a_credit_glued_to_the_last_sentence_is_found_and_the_sentence_kept(glued: str) -> None:
    report = read(FIRST + "\n" + BODY.strip() + glued)
    assert credited(report) == [("AP", "contribution")]
    assert "as long as Veldria did." in report.prose
    assert "ontribut" not in report.prose


def test_the_outlets_own_staff_note_is_masked_and_credits_nobody() -> None:
    report = read(FIRST + "\n" + BODY + "Jon Ort contributed to this report.")
    assert credited(report) == []
    assert [m.kind for m in report.masks] == [MaskKind.CREDIT]


@pytest.mark.parametrize(
    "words", ["with agencies", "Agencies", "This report is based in part on wire service reports."]
)
def test_unnamed_agencies_are_masked_and_credit_nobody(words: str) -> None:
    report = read(FIRST + "\n" + BODY + words)
    assert credited(report) == []
    assert [m.kind for m in report.masks] == [MaskKind.CREDIT]


@pytest.mark.parametrize(
    "sentence",
    [
        "“We will keep our word,” Tor told Reuters.",
        "Reuters reported on Monday that talks had stalled.",
        "According to the Associated Press, both armies had pulled back.",
        "A Reuters/Ipsos poll found that most people want a truce.",
        "Mayor Michael Bloomberg welcomed the truce.",
        "The fund contributed 4 million crowns to the reconstruction of Orsk.",
        "Exports contributed to the report's gloomy tone, AP economists said.",
    ],
)
def test_a_cited_agency_is_not_credited(sentence: str) -> None:
    report = read(FIRST + "\n" + sentence + "\n" + BODY)
    assert credited(report) == []
    assert sentence in report.prose


@pytest.mark.parametrize("word", ["Map", "Uni", "Politics", "Reuter"])
def test_a_lone_word_that_is_no_agency_is_no_credit(word: str) -> None:
    for text in (f"{FIRST}\n{BODY}{word}", f"{word}\n{FIRST}\n{BODY}"):
        report = read(text, title="Truce")
        assert report.credits == ()
        assert word in report.prose


@pytest.mark.parametrize(
    "sentence",
    [
        "Sirens wailed over Orsk after the call, AFP journalists reported.",
        "Shells fell near the bridge, according to AFP correspondents.",
        "An AFP news agency photographer saw two tanks burn.",
    ],
)
def test_an_agencys_own_witnesses_are_a_hint(sentence: str) -> None:
    report = read(FIRST + "\n" + sentence + "\n" + BODY)
    assert [(c.agency, c.form) for c in report.credits] == [("AFP", CreditForm.HINT)]
    assert sentence in report.prose


@pytest.mark.parametrize(
    "caption",
    [
        "A street in Orsk after the call. Photo / AFP",
        "Shells over Lenn. Video / The Orsk Gazette, AFP",
        "Ilan Tor in Lenn on March 3. (AFP Photo/Mara Quist)",
        "Ilan Tor in Lenn on March 3. Mara Quist/AFP",
        "©Mara Quist (AFP/File)",
        "Ilan Tor in Lenn on March 3. (AFP: Mara Quist)",
        "Ilan Tor in Lenn on March 3. (Mara Quist/Pool via AFP)",
        "Mara Quist/Agence France-Presse — Getty Images",
    ],
)
def test_a_media_credit_is_a_hint_and_its_caption_masked(caption: str) -> None:
    report = read(FIRST + "\n" + caption + "\n" + BODY)
    assert [(c.agency, c.form) for c in report.credits] == [("AFP", CreditForm.HINT)]
    assert caption not in report.prose
    assert FIRST in report.prose


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("By Anna Vell, Associated Press", [("AP", "byline")]),
        ("By ANNA VELL and JON ORT | Associated Press", [("AP", "byline")]),
        ("By The Associated Press", [("AP", "byline")]),
        ("Anna Vell, Associated Press", [("AP", "byline")]),
        ("Reuters", [("Reuters", "byline")]),
        ("By Anna Vell", []),
    ],
)
def test_a_byline_credits_its_agency(byline: str, expected: list[tuple[str, str]]) -> None:
    report = read(byline + "\n\n" + FIRST + "\n" + BODY, title="Veldria halts shelling")
    assert credited(report) == expected
    assert report.byline is not None
    assert report.byline.of(report.text) == byline


def test_an_agency_before_the_date_is_a_byline() -> None:
    report = read(
        f"Veldria halts shelling\nXinhua | Updated: 2025-03-19 17:52\n{FIRST}\n{BODY}", title="Veldria halts shelling"
    )
    assert credited(report) == [("Xinhua", "byline")]
    assert str(report.day) == "2025-03-19"
    assert report.prose.strip() == f"{FIRST}\n{BODY}".strip()


@pytest.mark.parametrize("letters", ["CNN", "CBS SF", "Orsk Gazette"])
def test_an_outlets_own_letters_in_a_dateline_credit_nobody(letters: str) -> None:
    report = read(f"ORSK ({letters}) — {FIRST}\n{BODY}", outlet="Orsk Gazette")
    assert credited(report) == []
    assert report.dateline is not None


def test_metadata_credits_have_no_span() -> None:
    report = read(FIRST, outlet="Reuters", byline="Anna Vell, Associated Press")
    assert [(c.agency, c.form, c.span) for c in report.credits] == [
        ("Reuters", CreditForm.BYLINE, None),
        ("AP", CreditForm.BYLINE, None),
    ]


def test_a_byline_field_of_many_names_only_hints() -> None:
    report = read(FIRST, byline="Anna Vell, Jon Ort, Mara Quist, Associated Press, Ed Lorn")
    assert [(c.agency, c.form) for c in report.credits] == [("AP", CreditForm.HINT)]


def test_every_form_of_the_table_belongs_to_one_agency() -> None:
    seen: dict[str, str] = {}
    for agency in agencies():
        for form in (*agency.sure, *agency.bracket):
            assert seen.setdefault(form, agency.name) == agency.name
        assert agency_called(agency.name) == agency.name


@pytest.mark.parametrize(
    ("name", "agency"),
    [
        ("The Associated Press", "AP"),
        ("Agence France-Presse", "AFP"),
        ("agence france presse", "AFP"),
        ("Xinhua News Agency", "Xinhua"),
        ("Anadolu Agency", "Anadolu"),
        ("Australian Associated Press", "AAP"),
        ("Associated Press of Pakistan", "APP"),
        ("The Orsk Gazette", None),
        ("", None),
    ],
)
def test_agency_called(name: str, agency: str | None) -> None:
    assert agency_called(name) == agency


def test_longer_names_win_and_words_that_hold_a_name_do_not_count() -> None:
    text = "The Australian Associated Press, AP and APTN met; see apnews.com and @Reuters."
    assert [(m.span.of(text), m.agency) for m in find_agencies(text)] == [
        ("Australian Associated Press", "AAP"),
        ("AP", "AP"),
    ]
