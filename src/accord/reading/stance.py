"""The stand an act takes, refined by negation and condition."""

from __future__ import annotations

from accord.model.claim import PloverType, Stance
from accord.reading.roles import Site
from accord.text.words import Tag

_YES = frozenset((Stance.ACCEPTS, Stance.SUPPORTS, Stance.ACCEPTS_IF))


def find_stance(site: Site, conditional: bool) -> tuple[PloverType, Stance | None]:
    """Type and stand of an act: a refused yes is a no, a yes with a condition is `accepts_if`."""
    pattern = site.trigger.pattern
    type_, stance = site.label
    if _denied(site) and not pattern.key.startswith("not ") and stance in _YES:
        return PloverType.REJECT, Stance.REJECTS
    if stance is Stance.ACCEPTS and conditional:
        return type_, Stance.ACCEPTS_IF
    return type_, stance


def _denied(site: Site) -> bool:
    """`did not accept`, `has yet to accept`, `failed to accept`, `no support`."""
    words, at = site.clauses.words, site.at
    group = site.clauses.group(at)
    if group and group.negated:
        return True
    before = words[group.start - 1] if group and group.start else words[at - 1] if at else None
    if before is None:
        return False
    if before.lower in ("yet", "never", "neither") or before.lemma in ("fail", "refuse", "decline"):
        return True
    return words[at].tag in (Tag.NOUN, Tag.ADJ) and before.lower in ("no", "not", "n't", "without", "never")
