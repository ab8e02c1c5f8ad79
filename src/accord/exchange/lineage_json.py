"""The lineage as JSON: the origins of each report, and each pair of reports that shares text, one to a line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from accord.exchange.files import write_text
from accord.model.lineage import Carriage, Link, Origin
from accord.model.record import Record


def lineage_to_dict(record: Record) -> dict[str, Any]:
    """The lineage as plain dictionaries, lists and strings.

    Returns: `reports`: id to its outlet as given and its `origins`, largest share first, each with the share (None
        when unknown) and the evidence: a reason, a confidence in [0, 1] and the report's own words. `pairs`: two
        reports `a < b`, the kind, the share of each that is shared, and the passages as `[a0, a1, b0, b1]`, offsets
        in code points into the two texts; `first` is the one that came first, None when that is not known.
    """
    origins = {origin.id: origin for origin in record.lineage.origins}
    carried: dict[str, list[Carriage]] = {report.id: [] for report in record.reports}
    for carriage in record.lineage.carriages:
        carried[carriage.report].append(carriage)
    return {
        "reports": {
            report.id: {"outlet": report.outlet, "origins": _origins(carried[report.id], origins)}
            for report in sorted(record.reports, key=lambda r: r.id)
        },
        "pairs": [_pair(link) for link in record.lineage.links],
    }


def write_lineage(record: Record, path: Path) -> None:
    """Write the lineage to a JSON file, all or nothing.

    Raises: ExchangeError: the file can't be written.
    """
    told = lineage_to_dict(record)
    reports = _lines(f"{_plain(report)}: {_plain(own)}" for report, own in told["reports"].items())
    pairs = _lines(_plain(pair) for pair in told["pairs"])
    write_text(path, f'{{\n"reports": {{{reports}}},\n"pairs": [{pairs}]\n}}\n')


def _origins(carriages: list[Carriage], origins: dict[str, Origin]) -> list[dict[str, Any]]:
    return [
        {"name": origins[c.origin].name, "kind": origins[c.origin].kind.value, "share": c.share, "evidence": _why(c)}
        for c in sorted(carriages, key=lambda c: (-(c.share or 0.0), c.origin))
    ]


def _why(carriage: Carriage) -> dict[str, Any]:
    words = [{"start": e.span.start, "end": e.span.end, "text": e.text} for e in carriage.evidence]
    return {"reason": carriage.reason, "confidence": carriage.confidence, "words": words}


def _pair(link: Link) -> dict[str, Any]:
    return {
        "a": link.left,
        "b": link.right,
        "kind": link.kind.value,
        "share_a": link.left_share,
        "share_b": link.right_share,
        "passages": [[p.left.start, p.left.end, p.right.start, p.right.end] for p in link.passages],
        "confidence": link.confidence,
        "reason": link.reason,
        "first": link.copied_from,
    }


def _plain(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _lines(items: Iterable[str]) -> str:
    joined = ",\n".join(items)
    return f"\n{joined}\n" if joined else ""
