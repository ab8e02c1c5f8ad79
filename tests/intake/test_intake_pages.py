"""Web pages: text, metadata and dates found; pages built to break a parser refused, and soon."""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from accord.desk.pages import build_page
from accord.desk.render import render_page
from accord.intake.load import load_reports
from accord.intake.pagedates import page_date
from accord.model.record import Record
from accord.model.report import CreditForm, Refusal, Report

PARAGRAPHS = (
    "ORSK (AP) — Veldria agreed on Tuesday to halt shelling for 30 days, its foreign ministry said.",
    "Kasmar’s president, Ilan Tor, said: “We will keep our word.”",
    "The two sides will meet again on Friday in the neutral city of Lenn to discuss the terms of a broader accord.",
)
PAGE = """<!DOCTYPE html><html lang="en"><head>
<title>Veldria halts shelling | The Orsk Gazette</title>
<meta property="og:site_name" content="The Orsk Gazette"><meta property="og:title" content="Veldria halts shelling">
<meta property="article:published_time" content="2025-03-19T02:04:00Z"><meta name="author" content="Anna Vell">
<link rel="canonical" href="https://gazette.example/a/1">
<script type="application/ld+json">{{"@type":"NewsArticle","datePublished":"2025-03-19T15:04:00+13:00"}}</script>
<script>var text = "<p>Not the report.</p>";</script><style>p {{ color: red }}</style></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Veldria halts shelling</h1>
{body}</article><footer>Contact us</footer></body></html>"""


def page(*paragraphs: str) -> str:
    return PAGE.format(body="\n".join(f"<p>{p}</p>" for p in paragraphs))


def read(tmp_path: Path, html: str | bytes, name: str = "a.html") -> Report | Refusal:
    path = tmp_path / name
    path.write_bytes(html if isinstance(html, bytes) else html.encode())
    (found,) = load_reports([path])
    return found


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.txt", "a"])
def test_a_page_gives_its_text_and_metadata(tmp_path: Path, name: str) -> None:
    report = read(tmp_path, page(*PARAGRAPHS), name)
    assert isinstance(report, Report)
    assert [line for line in report.text.split("\n") if line in PARAGRAPHS] == list(PARAGRAPHS)
    assert "Not the report" not in report.text
    assert "Home" not in report.text
    assert (report.title, report.outlet) == ("Veldria halts shelling", "The Orsk Gazette")
    assert report.url == "https://gazette.example/a/1"
    assert [(c.agency, c.form) for c in report.credits] == [("AP", CreditForm.DATELINE)]


def test_the_moment_in_the_outlets_own_zone_wins(tmp_path: Path) -> None:
    report = read(tmp_path, page(*PARAGRAPHS))
    assert isinstance(report, Report)
    assert report.published is not None
    assert report.published.at == datetime(2025, 3, 19, 15, 4, tzinfo=timezone(timedelta(hours=13)))
    assert (report.day, report.published.zone) == (date(2025, 3, 19), "+13:00")


@pytest.mark.parametrize(
    ("html", "url", "day"),
    [
        ('<meta name="date" content="2025-03-19">', None, date(2025, 3, 19)),
        ('<meta content="2025-03-19T01:00" itemprop="datePublished">', None, date(2025, 3, 19)),
        ('<time datetime="2025-03-19T15:04Z">today</time>', None, date(2025, 3, 19)),
        ('<meta name="date" content="soon"><time datetime="2025-03-19">', None, date(2025, 3, 19)),
        ("<p>2025-03-19</p>", "https://gazette.example/2025/03/19/truce", date(2025, 3, 19)),
        ("<p>Copyright 2025</p>", "https://gazette.example/truce-2025", None),
        ("", None, None),
    ],
)
def test_dates_of_a_page(html: str, url: str | None, day: date | None) -> None:
    published = page_date(html, url)
    assert (published.on if published else None) == day


def test_a_page_in_the_encoding_it_declares(tmp_path: Path) -> None:
    text = "Президент заявил в среду, что стороны договорились прекратить обстрелы на тридцать дней."
    html = f'<html><head><meta charset="windows-1251"></head><body><p>{text}</p></body></html>'
    report = read(tmp_path, html.encode("cp1251"))
    assert isinstance(report, Report)
    assert report.text == text
    assert report.language == "ru"


def test_a_record_that_was_written_is_no_report(tmp_path: Path, record: Record) -> None:
    (tmp_path / "record.html").write_text(render_page(build_page(record)), encoding="utf-8")
    (tmp_path / "report.html").write_text(PAGE.format(body="".join(f"<p>{p}</p>" for p in PARAGRAPHS)), "utf-8")
    refused, report = load_reports([tmp_path])
    assert refused == Refusal(str(tmp_path / "record.html"), "a record that Accord wrote, not a report")
    assert isinstance(report, Report)


def test_a_small_page_and_a_page_without_tags(tmp_path: Path) -> None:
    report = read(tmp_path, f"<p>{PARAGRAPHS[2]}</p>")
    assert isinstance(report, Report)
    assert report.text == PARAGRAPHS[2]
    plain = read(tmp_path, PARAGRAPHS[2], "b.html")
    assert isinstance(plain, Report)
    assert plain.text == PARAGRAPHS[2]


BOMBS = {
    "deep": "<html><body>" + "<div>" * 50_000 + "text" + "</div>" * 50_000,
    "unclosed": "<html><body>" + "<b>" * 50_000 + "text",
    "elements": "<html><body>" + "<p>Word.</p>" * 40_000,
    "attributes": "<html><body><div " + " ".join(f'a{i}="x"' for i in range(50_000)) + ">text</div>",
    "entities": '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><html><body><p>&b;</p></body></html>',
    "scripts": "<html>" + "<script " * 200_000,
    "comments": "<html>" + "<!--" * 500_000,
    "brackets": "<html>" + "<" * 1_000_000,
    "metas": "<html><meta " + "name=date content " * 50_000,
    "nothing": "<html><body><img src='x.png'></body></html>",
}


@pytest.mark.parametrize("bomb", sorted(BOMBS))
def test_pages_built_to_break_a_parser_are_refused_soon(tmp_path: Path, bomb: str) -> None:
    started = time.process_time()
    refused = read(tmp_path, BOMBS[bomb])
    assert isinstance(refused, Refusal)
    assert refused.reason
    assert time.process_time() - started < 5
