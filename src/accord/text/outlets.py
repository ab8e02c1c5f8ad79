"""Outlets under one name: labels and web addresses of one publisher brought together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from urllib.parse import urlsplit

from accord.model.report import Report

_ENDING = re.compile(
    r"\s*(?:[-–—]\s*)?(?:\((?:web news|online|web)\)|online news|online|- news|\bopinion|editorial)$", re.I
)
_HYPHENED = re.compile(r"\s+[-–—]\s+(?:news|opinion|editorial|world|politics)$", re.I)
_SHARED = frozenset(("ac", "co", "com", "edu", "gov", "net", "ne", "or", "org"))


@lru_cache(maxsize=4096)
def outlet_name(label: str | None, url: str | None = None) -> str | None:
    """The usual name of an outlet.

    Args:
        label: how the input names it, or its domain.
        url: the report's own address; a domain in the table outranks the label, which may be a columnist's name.
    Returns: The name; the label itself, without endings such as " - News", for outlets not in the table; the domain
        where there is no label; None when both are missing.
    """
    domain = registered_domain(url)
    by_domain, by_label = _tables()
    if domain in by_domain:
        return by_domain[domain]
    plain = " ".join((label or "").split())
    bare = _HYPHENED.sub("", _ENDING.sub("", plain)).strip() or plain
    for form in (plain, bare):
        if form.casefold() in by_label:
            return by_label[form.casefold()]
    site = registered_domain(bare) if "." in bare and " " not in bare else None
    if site:
        return by_domain.get(site, site)
    return bare or domain


def outlets_of(reports: Iterable[Report]) -> dict[str, str | None]:
    """Report id to the one name of its outlet, so that two labels of one publisher count once."""
    return {report.id: outlet_name(report.outlet, report.url) for report in reports}


@lru_cache(maxsize=65536)
def registered_domain(url: str | None) -> str | None:
    """The part of a web address that is registered, `herald.co.uk` for `news.herald.co.uk/x`; None without one."""
    if not url:
        return None
    try:
        host = urlsplit(url if "//" in url else "//" + url).hostname or ""
    except ValueError:
        return None
    parts = host.lower().rstrip(".").split(".")
    if len(parts) < 2 or not all(parts) or parts[-1].isdigit():
        return None
    by_domain, _ = _tables()
    for size in (4, 3):
        if ".".join(parts[-size:]) in by_domain:
            return ".".join(parts[-size:])
    keep = 3 if len(parts) > 2 and len(parts[-1]) == 2 and parts[-2] in _SHARED else 2
    return ".".join(parts[-keep:])


@cache
def _tables() -> tuple[dict[str, str], dict[str, str]]:
    """Domain to name, and folded label to name."""
    by_domain: dict[str, str] = {}
    by_label: dict[str, str] = {}
    text = files("accord.text").joinpath("data/outlets.tsv").read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, domains, labels = line.split("\t")
            by_domain.update((domain, name) for domain in domains.split(",") if domain)
            by_label.update((label.casefold(), name) for label in (name, *labels.split(",")) if label)
    return by_domain, by_label
