"""Publication dates: written forms to days, moments and zones, in metadata and in the text."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from accord.intake.assemble import assemble_report
from accord.intake.published import day_in_text, parse_published
from accord.intake.rows import Row

DAY = date(2025, 3, 19)
PROSE = "Veldria agreed on Tuesday to halt shelling for 30 days, its foreign ministry said in a statement on the talks."


def at(hour: int, minute: int, offset: float | None = None, second: int = 0) -> datetime:
    zone = None if offset is None else timezone(timedelta(hours=offset))
    return datetime(2025, 3, 19, hour, minute, second, tzinfo=zone)


@pytest.mark.parametrize(
    ("written", "moment", "zone"),
    [
        ("2025-03-19", None, None),
        ("2025/03/19", None, None),
        ("20250319", None, None),
        ("19 March 2025", None, None),
        ("19th of March 2025", None, None),
        ("March 19, 2025", None, None),
        ("Mar. 19, 2025", None, None),
        ("Wednesday, 19 March 2025", None, None),
        ("Wed, March 19 2025", None, None),
        ("19-Mar-2025", None, None),
        ("31/12/2024", None, None),
        ("2025-03-19T15:04", at(15, 4), None),
        ("2025-03-19 15:04:05", at(15, 4, second=5), None),
        ("2025-03-19T15:04:05.123456", at(15, 4, second=5), None),
        ("2025-03-19T15:04:05Z", at(15, 4, 0, 5), "Z"),
        ("2025-03-19T15:04:05+13:00", at(15, 4, 13, 5), "+13:00"),
        ("2025-03-19T15:04:05-0500", at(15, 4, -5, 5), "-0500"),
        ("2025-03-19 15:04 UTC", at(15, 4, 0), "UTC"),
        ("Wed, 19 Mar 2025 15:04:05 +1300", at(15, 4, 13, 5), "+1300"),
        ("Wed, 19 Mar 2025 15:04:05 GMT", at(15, 4, 0, 5), "GMT"),
        ("Wed, 19 Mar 2025 15:04:05 +0000 (UTC)", at(15, 4, 0, 5), "+0000"),
        ("Wed Mar 19 2025 15:04:05 GMT+1300 (New Zealand Daylight Time)", at(15, 4, 13, 5), "GMT+1300"),
        ("March 19, 2025 3:04 pm NZDT", at(15, 4, 13), "NZDT"),
        ("March 19, 2025, 3:04 p.m. EDT", at(15, 4, -4), "EDT"),
        ("19 March 2025 at 15:04 CET", at(15, 4, 1), "CET"),
        ("19 March 2025, 12:30am", at(0, 30), None),
        ("3:04 pm NZDT, March 19, 2025", at(15, 4, 13), "NZDT"),
        ("15:04 UTC+3, 19 March 2025", at(15, 4, 3), "UTC+3"),
        ("March 19, 2025 3:04 pm ET", at(15, 4), "ET"),
        ("19 March 2025 15:04 IST", at(15, 4), "IST"),
    ],
)
def test_written_forms(written: str, moment: datetime | None, zone: str | None) -> None:
    published = parse_published(written)
    assert published.on == (DAY if "2025" in written else date(2024, 12, 31))
    assert (published.at, published.zone) == (moment, zone)
    assert moment is None or published.at is None or published.at.tzinfo == moment.tzinfo


def test_the_day_is_the_one_written_whatever_the_zone() -> None:
    published = parse_published("2025-03-19T00:30:00+13:00")
    assert published.on == DAY
    assert published.at is not None
    assert published.at.astimezone(UTC).date() == date(2025, 3, 18)


@pytest.mark.parametrize(
    "written",
    ["", "soon", "2025", "03/04/2025", "2025-13-01", "2025-02-30", "2025-03-19T25:00", "31 February 2025", "1"],
)
def test_what_is_no_date(written: str) -> None:
    with pytest.raises(ValueError, match=r"date|time"):
        parse_published(written)


@pytest.mark.parametrize(
    "line",
    [
        "Published 19 March 2025",
        "PUBLISHED 2025-03-19",
        "Published: March 19, 2025",
        "Posted on 19 March 2025",
        "Last updated: 19 March 2025 15:04 GMT",
        "19 March 2025",
        "Wednesday, March 19, 2025",
        "March 19, 2025 | Updated March 20, 2025",
        "World | Published: March 19, 2025",
    ],
)
def test_a_line_that_dates_the_report(line: str) -> None:
    found = day_in_text(line)
    assert found is not None
    assert (found[1].on, found[1].known_from) == (DAY, "text")
    report = assemble_report(Row("t", f"{line}\n\n{PROSE}"))
    assert report.day == DAY
    assert line not in report.prose
    assert PROSE in report.prose


@pytest.mark.parametrize(
    "line",
    [
        "The truce of 19 March 2025 held for a week.",
        "On March 19, 2025, both sides met in Lenn.",
        "March 19",
        "Veldria 2025: what comes next",
        "03/04/2025",
    ],
)
def test_a_date_in_a_sentence_dates_nothing(line: str) -> None:
    assert day_in_text(line) is None
    assert assemble_report(Row("t", f"{line}\n\n{PROSE}")).published is None


@pytest.mark.parametrize(
    "opening", ["MOSCOW, March 19, 2025 /TASS/. ", "ORSK, 19 March 2025 (Xinhua) -- ", " date 2025-03-19 ORSK (AP) — "]
)
def test_a_dateline_with_its_year_dates_the_report(opening: str) -> None:
    report = assemble_report(Row("t", opening + PROSE))
    assert report.published is not None
    assert (report.day, report.published.known_from) == (DAY, "text")
    assert report.prose.strip() == PROSE


def test_an_updates_day_gives_way_to_the_first_one() -> None:
    report = assemble_report(Row("t", f"Updated: 20 March 2025\nPublished: 19 March 2025\n\n{PROSE}"))
    assert report.day == DAY


def test_metadata_outranks_the_text() -> None:
    row = Row("t", f"Published 20 March 2025\n\n{PROSE}", published=parse_published("2025-03-19"))
    report = assemble_report(row)
    assert report.day == DAY
    assert report.published is not None
    assert report.published.known_from == "metadata"
