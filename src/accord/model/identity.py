"""Ids by content: the same thing gets the same id on every machine, on every run."""

from __future__ import annotations

import hashlib
import json

ID_LENGTH = 16


def content_id(kind: str, *parts: object) -> str:
    """Return a short hex id for what `parts` say.

    Args:
        kind: a prefix that keeps ids of different kinds apart, for example `"event"`.
        parts: strings, numbers, None, or (nested) lists and tuples of those.
    Returns: 16 hex digits of the SHA-256 over a canonical JSON form (64 bits: a collision is expected
        among four billion things).
    """
    canonical = json.dumps([kind, *parts], ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]


def is_content_id(text: str) -> bool:
    """True for text that looks like an id made here."""
    return len(text) == ID_LENGTH and all(c in "0123456789abcdef" for c in text)
