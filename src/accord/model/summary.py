"""The summary of a story: a few sentences, each with the entries it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from accord.model.evidence import Support


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a summary.

    `entries` and `findings` are the ids of what it rests on, the leading one first, and `claims` the ids of the claims
    behind those, sorted; never all empty. `support` is that of its weakest part: every part has at least as much.
    """

    text: str
    entries: tuple[str, ...]
    findings: tuple[str, ...]
    claims: tuple[str, ...]
    support: Support
