"""Memory of this process, in MiB."""

from __future__ import annotations

import resource
from pathlib import Path


def peak_mib() -> float:
    """The most it has held: on Linux `ru_maxrss` starts from the parent's, VmHWM does not."""
    return _told("VmHWM") or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def resident_mib() -> float:
    """What it holds now; 0 where the system does not say."""
    return _told("VmRSS")


def _told(name: str) -> float:
    status = Path("/proc/self/status")
    rows = status.read_text().splitlines() if status.exists() else []
    return next((int(row.split()[1]) / 1024 for row in rows if row.startswith(name)), 0.0)
