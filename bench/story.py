"""A gold episode as the context that weighing reads: gold claims, gold origins, our own traced passages."""

from __future__ import annotations

import json
from pathlib import Path

from gold import gold_claims, gold_reports

from accord.model.identity import content_id
from accord.model.lineage import Carriage, Lineage, Origin, OriginKind
from accord.model.story import Story
from accord.tracing.trace import trace_origins
from accord.weighing.context import Context
from accord.weighing.weigh import gather


def gold_lineage(folder: Path) -> Lineage:
    """The annotated origins of an episode with the links our own tracing finds."""
    raw: dict[str, list[str]] = json.loads((folder / "origins.json").read_text())
    outlets = {r.outlet for r in gold_reports(folder)}
    names = sorted({name for carried in raw.values() for name in carried})
    kind = {n: OriginKind.OUTLET if n in outlets else OriginKind.AGENCY for n in names}
    origins = tuple(Origin(content_id("origin", n), n, kind[n]) for n in names)
    ids = {o.name: o.id for o in origins}
    carriages = tuple(
        Carriage(report, ids[name], None, 1.0, "annotated") for report in sorted(raw) for name in raw[report]
    )
    return Lineage(origins, carriages, trace_origins(gold_reports(folder)).links)


def gold_context(folder: Path) -> Context:
    """One gold episode, ready to weigh."""
    reports = {r.id: r for r in gold_reports(folder)}
    claims = {c.report: c for c in gold_claims(folder)}
    order = sorted(reports, key=lambda r: (reports[r].day is None, reports[r].day, r))
    days = [day for r in order if (day := reports[r].day)]
    story = Story(content_id("story", *sorted(reports)), folder.name, tuple(order))
    read = tuple(claims[r] for r in order if r in claims)
    return gather(story, tuple(reports.values()), read, gold_lineage(folder), max(days, default=None))
