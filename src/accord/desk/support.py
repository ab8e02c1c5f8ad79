"""Support as a reader sees it: how many origins, and the full count behind that."""

from __future__ import annotations

from accord.model.evidence import Support
from accord.model.finding import Contrast


def support_badge(support: Support) -> str:
    """`2 origins`, `1 origin`, `1 origin + 2 unknown`, `origin unknown` or `withdrawn`."""
    if not support.names and support.unknown:
        return "origin unknown"
    if not support.reports and support.withdrawn:
        return "withdrawn"
    text = counted(support.origins, "origin")
    return f"{text} + {support.unknown} unknown" if support.unknown else text


def support_tip(support: Support) -> str:
    """The full count: reports, outlets, and the origins by name."""
    parts = [counted(support.reports, "report"), counted(support.outlets, "outlet"), support_badge(support)]
    if len(support.names) > support.origins:
        parts.append("reports that share an origin count once")
    if support.withdrawn:
        parts.append(f"{counted(support.withdrawn, 'report')} withdrawn, not counted")
    return ", ".join(parts) + (f" ({', '.join(support.names)})" if support.names else "")


def counted(count: int, word: str) -> str:
    """`1 report`, `2 reports`."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def against_badge(contrast: Contrast) -> str:
    """`2 origins against 1`: those of the two readings that have most; `?` for an unknown origin.

    `one origin` for an edit, `origins unknown` where nothing is known of either.
    """
    if contrast.edit:
        return "one origin"
    first, second = (reading.support for reading in contrast.readings[:2])
    if not first.names and not second.names:
        return "origins unknown"
    return f"{counted(first.origins, 'origin')} against {second.origins if second.names else '?'}"


def against_tip(contrast: Contrast) -> str:
    """Each reading with all that stands behind it."""
    return "; ".join(f"{reading.said}: {support_tip(reading.support)}" for reading in contrast.readings)
