"""Support: how many independent origins stand behind a set of reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from accord.model.evidence import Support
from accord.model.lineage import Lineage, OriginKind


def support_of(lineage: Lineage, reports: Iterable[str], outlets: Mapping[str, str | None]) -> Support:
    """Count the reports, their outlets and their known independent origins."""
    chosen = sorted(set(reports))
    names: set[str] = set()
    unknown = 0
    for report in chosen:
        known = [o.name for o in lineage.of(report) if o.kind is not OriginKind.UNKNOWN]
        names.update(known)
        unknown += not known
    published = {outlets[r] for r in chosen if outlets.get(r)}
    return Support(len(chosen), len(published), len(names) or min(1, unknown), unknown, tuple(sorted(names)))
