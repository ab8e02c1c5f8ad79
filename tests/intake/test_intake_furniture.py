"""Page furniture is masked; prose that looks like it is not."""

from __future__ import annotations

import pytest

from accord.intake.assemble import assemble_report
from accord.intake.rows import Row
from accord.model.report import MaskKind, Report

FIRST = "Veldria agreed on Tuesday to halt shelling for 30 days, its foreign ministry said in a statement."
LAST = "Kasmar's president, Ilan Tor, said his country would keep its word as long as Veldria did."


def read(line: str) -> Report:
    return assemble_report(Row("test", f"{FIRST}\n{line}\n{LAST}\n", title="Truce"))


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Share", "share"),
        ("Share this:", "share"),
        ("SHARE THIS ARTICLE Share Tweet Post Email", "share"),
        ("Facebook Twitter WhatsApp", "share"),
        ("Leave a Reply", "comments"),
        ("Your email address will not be published. Required fields are marked *", "comments"),
        ("Save my name, email, and website in this browser for the next time I comment.", "comments"),
        ("Read more: Who sits at the table in Lenn", "links"),
        ("ALSO READ: A history of the Vel war", "links"),
        ("Related: Five questions about the truce", "links"),
        ("( PHOTOS: The war in Orsk )", "links"),
        ("Sign up for our newsletter and get the news of Orsk every morning", "boilerplate"),
        ("Follow us on Twitter @orskgazette", "boilerplate"),
        ("Follow Anna Vell on Twitter: @annavell", "boilerplate"),
        ("ADVERTISEMENT", "boilerplate"),
        ("Story Continued Below", "boilerplate"),
        ("Copyright © 2025 The Orsk Gazette. All rights reserved.", "boilerplate"),
        ("This story has been updated with a statement of the ministry.", "boilerplate"),
        ("***", "boilerplate"),
        ("Envoys at the bridge in Lenn on Monday. Photo: Mara Quist", "media"),
        ("Ilan Tor, second from left, at the talks in Lenn. Photos / Mara Quist, Ed Lorn", "media"),
        ("Envoys at the bridge in Lenn, March 3, 2025. REUTERS/Mara Quist/File Photo", "media"),
        ("Envoys at the bridge in Lenn. (Photo by Mara Quist/Getty Images)", "media"),
        ("Envoys at the bridge in Lenn [Mara Quist/AFP]", "media"),
        ("Image copyright Getty Images Image caption The bridge in Lenn is shut", "media"),
        ("FILE - In this March 3 photo, envoys cross the bridge in Lenn.", "media"),
    ],
)
def test_furniture_is_masked(line: str, kind: str) -> None:
    report = read(line)
    assert [(m.span.of(report.text), m.kind) for m in report.masks] == [(line, MaskKind(kind))]
    assert FIRST in report.prose
    assert LAST in report.prose


@pytest.mark.parametrize(
    "line",
    [
        "Share prices in Orsk fell by a tenth on the news.",
        "Sharing power, Tor said, was out of the question.",
        "Comments by the envoy suggested otherwise.",
        "Tweets by the ministry confirmed the truce.",
        "Read the ministry's statement and one finds no word of a truce.",
        "More than 200 prisoners went home.",
        "Related talks in Lenn broke off on Sunday.",
        "Follow-up talks were set for Friday.",
        "Published on Monday, the study counted 400 dead, and Tor called it a forgery from the first line to the last.",
        "Photographs of the bridge showed no damage.",
        "The video / audio link failed twice, envoys said.",
        "Closing the border, Tor said, would be an act of war.",
        "Image is everything in Orsk, an envoy said.",
        "Copyright law was not on the table.",
        "Advertisement of arms is a crime in Kasmar.",
        "“Search every house,” he said.",
        "Watchdogs counted six breaches of the truce.",
    ],
)
def test_prose_is_not_masked(line: str) -> None:
    report = read(line)
    assert report.masks == ()
    assert report.prose == report.text


def test_a_credit_at_the_end_of_a_long_paragraph_is_masked_without_it() -> None:
    paragraph = " ".join([FIRST] * 6)
    report = read(f"{paragraph} (Photo by Mara Quist)")
    assert paragraph in report.prose
    assert "Mara Quist" not in report.prose


def test_headlines_under_a_links_heading_at_the_end_are_masked() -> None:
    links = "Related stories\nWho sits at the table in Lenn\nFive questions about the truce"
    report = assemble_report(Row("test", f"{FIRST}\n{LAST}\n{links}\n", title="Truce"))
    assert {m.kind for m in report.masks} == {MaskKind.LINKS}
    assert report.prose.strip() == f"{FIRST}\n{LAST}"
    prose_after = assemble_report(Row("test", f"{FIRST}\nRelated\nWhat the truce says\n{LAST}\n", title="Truce"))
    assert "What the truce says" in prose_after.prose


def test_a_line_about_the_author_is_masked_at_the_end_only() -> None:
    bio = "Anna Vell is a diplomatic correspondent of The Orsk Gazette."
    report = assemble_report(Row("test", f"{FIRST}\n{LAST}\n{bio}", title="Truce"))
    assert [m.kind for m in report.masks] == [MaskKind.BYLINE]
    early = assemble_report(Row("test", f"{bio}\n{FIRST}\n{LAST}\n{LAST}\n{LAST}", title="Truce"))
    assert early.masks == ()
