"""What falls due as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from accord.exchange.files import write_text
from accord.exchange.record_json import entry_to_dict
from accord.model.deadline import Deadline
from accord.version import __version__


def deadlines_to_dict(deadlines: Iterable[Deadline], as_of: date | None) -> dict[str, Any]:
    """The deadlines as plain dictionaries, in the order given; `commitment` is the entry as the record's JSON has it.

    `days_left` is 0 on the day itself and negative once it has passed; `state` is `ahead` or `unreported`.
    """
    told = [
        {
            "on": d.on.isoformat(),
            "days_left": d.days_left,
            "state": d.state.value,
            "story": d.commitment.story,
            "commitment": entry_to_dict(d.commitment),
        }
        for d in deadlines
    ]
    return {"accord": __version__, "as_of": as_of.isoformat() if as_of else None, "deadlines": told}


def write_deadlines(deadlines: Iterable[Deadline], as_of: date | None, path: Path) -> None:
    """Write the deadlines to a JSON file, all or nothing.

    Raises: ExchangeError: the file can't be written.
    """
    write_text(path, json.dumps(deadlines_to_dict(deadlines, as_of), ensure_ascii=False, indent=2) + "\n")
