"""Accord reads the news of a negotiation and keeps the record.

    import accord

    record = accord.read("reports/")
    for position in record.positions:
        print(position.line, position.support.origins)

The public names are below; each is loaded when first used, so that `import accord` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from accord.version import __version__

if TYPE_CHECKING:
    from accord.api import read, rule
    from accord.errors import AccordError, NothingToReadError, RulingError, StoreError
    from accord.kept import KeptRecord
    from accord.model.record import Record
    from accord.model.ruling import Ruling, RulingAction
    from accord.settings import Settings
    from accord.weighing.rulings.by_hand import ByHand

_HOME = {
    "read": "accord.api",
    "rule": "accord.api",
    "AccordError": "accord.errors",
    "NothingToReadError": "accord.errors",
    "RulingError": "accord.errors",
    "StoreError": "accord.errors",
    "ByHand": "accord.weighing.rulings.by_hand",
    "KeptRecord": "accord.kept",
    "Record": "accord.model.record",
    "Ruling": "accord.model.ruling",
    "RulingAction": "accord.model.ruling",
    "Settings": "accord.settings",
}

__all__ = [
    "AccordError",
    "ByHand",
    "KeptRecord",
    "NothingToReadError",
    "Record",
    "Ruling",
    "RulingAction",
    "RulingError",
    "Settings",
    "StoreError",
    "__version__",
    "read",
    "rule",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'accord' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
