"""Reports that try to run something in the reader's browser: in titles, texts, names, quotes, outlets and addresses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from browsing import opened, watching
from desk_visitors import ANA, visitor
from playwright.sync_api import Browser

from accord.desk.web.door.people import Doors
from accord.desk.web.shelf import Shelf
from accord.kept import KeptRecord
from accord.settings import Settings

PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "'-alert(1)-'",
    "</title><script>alert(1)</script>",
    "</textarea></style><script>alert(1)</script>",
    "javascript:alert(1)",
    '<a href="javascript:alert(1)">x</a>',
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "{{ 7 * 191 }}{% raw %}${7*191}",
    '<math><mtext></mtext><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "<details open ontoggle=alert(1)>",
    "<base href=https://elsewhere.example/>",
    "<meta http-equiv=refresh content='0;url=https://elsewhere.example/'>",
    "<form action=https://elsewhere.example/><button>go</button></form>",
    "<link rel=stylesheet href=https://elsewhere.example/x.css>",
    "\u202e<b onmouseover=alert(1)>\u2028\u0000</b>",
    "<p hx-get=https://elsewhere.example/ hx-trigger=load>",
    "<p hx-on:htmx:load=alert(1) data-hx-on--load=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
)
TOPICS = ("ports", "mills", "bridges", "wells", "orchards", "mines", "railways", "markets", "dams", "schools")
SIGNS = ("<script>", "<img", "<iframe", "<base", "<svg onload", "<p hx-", "<b on", "<form action=http", "1337")
ODD = "iframe, base, object, embed, meta[http-equiv], [onerror], [onload], a[href^='javascript:' i], a[href^='data:' i]"
ADDRESSES = ("javascript:alert(1)", "data:text/html,<script>alert(1)</script>", 'https://a.example/"onclick="alert(1)')


@pytest.fixture(scope="module")
def hostile_shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """A record of reports that are all payloads where they can be."""
    folder = tmp_path_factory.mktemp("hostile")
    reports = folder / "reports"
    reports.mkdir()
    for n, payload in enumerate(PAYLOADS):
        topic = TOPICS[n % len(TOPICS)]
        text = (
            f"SANT — Keshar agreed on Tuesday to halt attacks on {topic} for {n + 10} days, "
            f"but refused to reopen {topic} {payload} unless Veldria lifts its blockade.\n\n"
            f"“The {topic} of district {n} must stay shut {payload} until every envoy is home,” Mara Ostin said.\n\n"
            f"“{payload} is all that can be said of {topic} number {n * 7},” Tomas {payload} Berec told reporters.\n\n"
            f"Mara Ostin met Tomas Berec in {payload} Sant on Monday. {payload}"
        )
        told = {
            "id": f"r{n}{payload[:30]}",
            "title": f"Veldria accepts truce {payload}",
            "outlet": f"Courier {payload}",
            "text": text,
            "url": ADDRESSES[n % len(ADDRESSES)],
            "published": "2024-05-06",
            "date": "2024-05-06",
        }
        (reports / f"{n}.json").write_text(json.dumps(told))
    with KeptRecord.open(folder / "record.db", create=True) as kept:
        kept.read(reports, settings=Settings(reader="rules"))
        kept.derive()
        yield Shelf(kept)


@pytest.fixture(scope="module")
def hostile_rooms(hostile_shelf: Shelf) -> list[str]:
    """The address of every room there is, with payloads as words to search for, too."""
    rooms = ["/stories", "/changes?since=2024-05-01", "/rulings", "/review", "/review?kind=measure", "/enter"]
    for card in hostile_shelf.cards():
        rooms.append(f"/stories/{card.id}")
        record = hostile_shelf.record(card.id)
        assert record is not None
        rooms += [f"/reports/{quote(report.id, safe='')}" for report in record.reports]
        rooms += [f"/stories/{card.id}/lineage", f"/stories/{card.id}/lineage?by=outlet"]
        rooms += [f"/versions/{quote(report.id, safe='')}" for report in record.reports[:3]]
        for link in record.lineage.links[:4]:
            rooms.append(f"/pairs?left={quote(link.left, safe='')}&right={quote(link.right, safe='')}")
        rooms += [
            f"/entries/{line.id}/ruling" for line in (*record.entries[:2], *record.measures[:1], *record.findings[:1])
        ]
        rooms += [f"/stories/{card.id}/ruling", f"/enter?story={card.id}", f"/review?story={card.id}"]
        rooms += [f"/amend/{quote(report.id, safe='')}" for report in record.reports]
    for payload in PAYLOADS:
        asked = quote(payload, safe="")
        rooms += [f"/search?q={asked}", f"/stories?q={asked}", f"/search?kind=claim&speaker={asked}"]
        rooms += [f"/stories/{asked}", f"/reports/{asked}", f"/{asked}", f"/changes?known={asked}"]
        rooms += [f"/pairs?left={asked}&right={asked}", f"/versions/{asked}"]
    return rooms


def test_the_payloads_are_there(hostile_shelf: Shelf) -> None:
    told = [hostile_shelf.record(card.id) for card in hostile_shelf.cards()]
    texts = " ".join(report.text for record in told if record for report in record.reports)
    titles = " ".join(card.title for card in hostile_shelf.cards())
    assert sum(payload in texts for payload in PAYLOADS) >= len(PAYLOADS) - 2
    assert "<" in titles
    lines = " ".join(entry.line for record in told if record for entry in record.entries)
    assert sum(payload in lines for payload in PAYLOADS) >= 8


def test_every_payload_is_escaped(hostile_shelf: Shelf, hostile_rooms: list[str]) -> None:
    visit = visitor(hostile_shelf, Doors(local=ANA))
    n_shown = 0
    for room in hostile_rooms:
        asked = visit.get(room)
        assert asked.status_code in (200, 404, 422, 429), room
        page = asked.text
        for sign in (
            "<script>",
            "<img",
            "onload=alert(1)>\n",
            "<iframe",
            "<base",
            "<svg onload",
            "<p hx-",
            "<b on",
            "1337",
        ):
            assert sign not in page, (room, sign)
        assert 'href="javascript:' not in page
        assert 'href="data:' not in page
        n_shown += any(payload in unescape(page) for payload in PAYLOADS)
    assert n_shown > len(PAYLOADS)


def test_nothing_of_it_runs_in_a_browser(
    chromium: Browser, hostile_shelf: Shelf, hostile_rooms: list[str], tmp_path: Path
) -> None:
    with opened(hostile_shelf, Doors(local=ANA)) as address, watching(chromium, address) as watched:
        page = watched.page
        for room in hostile_rooms:
            if page.context.request.get(address + room).status != 200:
                continue  # the browser complains of every other answer
            watched.open(room)
            page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
            assert page.locator(ODD).count() == 0, room
            assert page.evaluate("[...document.scripts].every((s) => s.src.startsWith(location.origin + '/static/'))")
            assert page.url.startswith(address)
