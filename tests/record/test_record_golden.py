"""The whole record of the samples, pinned. A change in it is a change users see.

When the change is meant: `make pin`, read the difference, and say in CHANGELOG.md what the record now says differently.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from accord.exchange.record_json import record_to_dict
from accord.model.record import Record

GOLDEN = Path(__file__).with_name("golden-record.json")


def told(record: Record) -> str:
    return json.dumps(record_to_dict(record), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def test_the_record_of_the_samples_is_the_pinned_one(record: Record) -> None:
    if os.environ.get("ACCORD_PIN") == "1":
        GOLDEN.write_text(told(record), encoding="utf-8")
    assert told(record) == GOLDEN.read_text(encoding="utf-8"), "the record changed: see the head of this file"
