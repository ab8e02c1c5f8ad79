"""What changed as an Atom feed (RFC 4287), for a feed reader to follow."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from accord.changes.support import origins_phrase
from accord.exchange.citations import cite
from accord.model.change import MINOR, Change, Changes
from accord.model.evidence import Support
from accord.model.identity import content_id
from accord.model.report import Report
from accord.version import __version__

ATOM = "http://www.w3.org/2005/Atom"
_NAMES = uuid5(NAMESPACE_URL, "https://accord.invalid/changes")
"""What the ids are made in: the same change has the same one in every feed."""

# What XML 1.0 can't hold, escaped or not, and what would turn the direction of the words after it.
_UNSAFE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]")
_ADDRESS = re.compile(r"https?://[!#-;=?-\[\]_a-z~%]+", re.IGNORECASE)
_EARLIEST = date(1, 1, 1)


def changes_as_atom(changes: Changes, *, minor: bool = False) -> str:
    """The changes as the text of a feed; the same changes give the same text.

    An entry is called by its change, so that it is one entry in every feed it is in, and is dated by the change's day.

    Args:
        changes: what to tell.
        minor: tell the minor kinds, too.
    """
    register_namespace("", ATOM)
    told = [change for change in changes if minor or change.kind not in MINOR]
    reports = {report.id: report for report in changes.cited}
    titles = {story.id: story.title for story in changes.stories}
    days = [day for change in told if (day := change.on)]
    last = changes.until or max(days, default=_EARLIEST)
    feed = Element(f"{{{ATOM}}}feed")
    _text(feed, "id", _urn("feed", changes.first))
    _text(feed, "title", _title(changes))
    _text(feed, "updated", _moment(max([last, *days])))
    _text(SubElement(feed, f"{{{ATOM}}}author"), "name", "Accord")
    _text(feed, "generator", "Accord").set("version", __version__)
    for change in sorted(told, key=lambda c: c.on or last, reverse=True):
        feed.append(_entry(change, change.on or last, titles, reports))
    indent(feed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(feed, encoding="unicode") + "\n"


def _title(changes: Changes) -> str:
    if changes.known:
        return f"What came to be known since {changes.known[0].isoformat()}"
    return f"What changed since {changes.since}" if changes.since else "What changed"


def _entry(change: Change, day: date, titles: Mapping[str, str], reports: Mapping[str, Report]) -> Element:
    entry = Element(f"{{{ATOM}}}entry")
    _text(entry, "id", _urn("change", change.id))
    _text(entry, "title", change.text)
    _text(entry, "updated", _moment(day))
    SubElement(entry, f"{{{ATOM}}}category", term=change.kind.value, label=change.kind.value.replace("_", " "))
    for address in _addresses(change, reports):
        SubElement(entry, f"{{{ATOM}}}link", rel="related", href=address)
    support = f"{origins_phrase(change.support)}{_named(change.support)}{', unsure' if change.unsure else ''}"
    lines = [titles.get(change.story, ""), support, cite(change.evidence, reports)]
    _text(entry, "content", "\n".join(line for line in lines if line)).set("type", "text")
    return entry


def _named(support: Support) -> str:
    return f" ({', '.join(support.names)})" if support.names else ""


def _addresses(change: Change, reports: Mapping[str, Report]) -> list[str]:
    """The web addresses of the reports behind a change, without those that are none."""
    urls = (reports[piece.report].url for piece in change.evidence if piece.report in reports)
    return sorted({url for url in urls if url and _ADDRESS.fullmatch(url)})


def _text(parent: Element, name: str, text: str) -> Element:
    element = SubElement(parent, f"{{{ATOM}}}{name}")
    element.text = _UNSAFE.sub("�", text)
    return element


def _urn(*parts: str) -> str:
    return f"urn:uuid:{uuid5(_NAMES, content_id(*parts))}"


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
