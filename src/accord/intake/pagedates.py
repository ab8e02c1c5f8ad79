"""When a web page says it was published: its metadata, with the time and zone where they are given."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import timedelta
from functools import cache

from accord.intake.published import parse_published
from accord.model.report import Published

_LOOKED_AT = 400_000
"""Metadata stands in the first part of a page, in code points."""
_META_NAMES = (
    r"article:published_time|og:published_time|og:article:published_time|datePublished|dateCreated|pubdate|publishdate|"
    r"publish-date|publish_date|publication_date|published_time|parsely-pub-date|sailthru\.date|cXenseParse:recs:"
    r"publishtime|DC\.date(?:\.issued|\.created)?|DCTERMS\.(?:issued|created|date)|dcterms\.created|article\.published|"
    r"date|article:published|rnews:datePublished|OriginalPublicationDate"
)


def page_date(page: str, url: str | None) -> Published | None:
    """When a page was published, None where its metadata does not say.

    Of several statements of one moment, the one with the outlet's own zone wins over one in UTC, for its day is the
    day at the outlet. A `time` element counts only where there is no metadata, a date in the address only where
    there is neither.
    """
    stated = list(_dates(page[:_LOOKED_AT]))
    if not stated:
        dated = re.search(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?=\D|$)", url or "")
        return _parsed("-".join(dated.groups())) if dated else None
    first = next((published for published in stated if published.at), stated[0])
    return next((other for other in stated if _same_moment(first, other) and not _is_utc(other)), first)


def _same_moment(one: Published, other: Published) -> bool:
    if one.at is None or other.at is None or one.at.tzinfo is None or other.at.tzinfo is None:
        return False
    return one.at == other.at


def _is_utc(published: Published) -> bool:
    return published.at is not None and published.at.utcoffset() == timedelta(0)


def _dates(page: str) -> Iterator[Published]:
    found = False
    for pattern in (_meta(), _meta_reversed(), _json_ld(), _time()):
        if found and pattern is _time():
            return
        for match in pattern.finditer(page):
            published = _parsed(html.unescape(match["date"]))
            if published:
                found = True
                yield published


def _parsed(written: str) -> Published | None:
    try:
        return parse_published(written)
    except ValueError:
        return None


@cache
def _meta() -> re.Pattern[str]:
    return re.compile(
        rf"<meta\s[^<>]{{0,200}}?(?:name|property|itemprop)\s*=\s*[\"']?(?:{_META_NAMES})[\"']?\s[^<>]{{0,200}}?"
        r"content\s*=\s*[\"'](?P<date>[^\"'<>]{6,60})[\"']",
        re.IGNORECASE,
    )


@cache
def _meta_reversed() -> re.Pattern[str]:
    return re.compile(
        r"<meta\s[^<>]{0,100}?content\s*=\s*[\"'](?P<date>[^\"'<>]{6,60})[\"'][^<>]{0,100}?"
        rf"(?:name|property|itemprop)\s*=\s*[\"']?(?:{_META_NAMES})[\"'\s/>]",
        re.IGNORECASE,
    )


@cache
def _json_ld() -> re.Pattern[str]:
    return re.compile(r"\"datePublished\"\s*:\s*\"(?P<date>[^\"<>]{6,60})\"")


@cache
def _time() -> re.Pattern[str]:
    return re.compile(r"<time\s[^<>]{0,200}?datetime\s*=\s*[\"'](?P<date>[^\"'<>]{6,60})[\"']", re.IGNORECASE)
