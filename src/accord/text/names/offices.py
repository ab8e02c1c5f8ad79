"""Offices: which one a phrase names, and who holds it."""

from __future__ import annotations

from accord.model.span import Span
from accord.text.names.finding import match_title, word_set
from accord.text.names.people import leaders
from accord.text.names.scene import Scene
from accord.text.names.tokens import Token
from accord.text.tables import read_lists

_LEADING = frozenset(
    ["president", "prime minister", "premier", "chancellor", "king", "leader", "supreme leader", "emir"]
)
_GENERAL = frozenset(
    [
        "minister",
        "secretary",
        "chief",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "envoy",
        "adviser",
        "general",
        "diplomat",
    ]
)
_DIPLOMATS = frozenset(["foreign minister", "secretary of state", "foreign policy chief"])


def office_of(head: tuple[Token, ...]) -> str:
    """The office a phrase ends in, empty for none: `foreign minister` in `the Veldrian foreign minister`."""
    words = list(head)
    for k in range(len(words)):
        length = match_title(words, k)
        if length and k + length == len(words):
            return " ".join(t.lower for t in words[k:])
    return ""


def holder_of(scene: Scene, span: Span, office: str, party: str | None) -> str | None:
    """The full name of the person who holds an office.

    Args: span: the phrase. office: lower case. party: whose office, None when the phrase does not say.
    Returns: the one who fits; of several the one the report is most about; of nobody in the report the one the
        table of leaders has for the report's year, where the party is known; None when unsure.
    """
    if office not in read_lists("titles.toml")["sole"]:
        return None
    fitting = [n for n, p in scene.people.items() if holds(p.offices, office) and party in (None, p.party)]
    if len(fitting) == 1:
        return fitting[0]
    if office == "president" and fitting:
        fitting = [n for n in fitting if scene.people[n].offices[:1] == ["president"]] or fitting
    if fitting:
        return _most_named(scene, span, fitting)
    if not party:
        return None
    table = dict.fromkeys(p for p in leaders().values() if p.party == party and holds([p.office], office))
    serving = [p.name for p in table if scene.year and p.since <= scene.year <= (p.until or 9999)]
    return serving[0] if len(serving) == 1 and office not in _GENERAL else None


def _most_named(scene: Scene, span: Span, fitting: list[str]) -> str | None:
    """The one the report is most about among those named before a phrase; the later one where they are level."""
    before = {n.name: None for n in scene.before(span.start) if n.name in fitting}
    return max(reversed(before), key=lambda name: scene.mentions[name], default=None)


def holds(offices: list[str], office: str) -> bool:
    """Whether somebody of these offices can be called by that one."""
    if office in offices:
        return True
    if office == "leader":
        return any(o in _LEADING for o in offices)
    if office == "diplomat":
        return any(o in _DIPLOMATS for o in offices)
    if office in _GENERAL:
        return any(o.split()[-1] == office.split()[-1] for o in offices)
    if office in ("defence minister", "defence secretary"):
        return office.replace("defence", "defense") in offices
    return (office, "prime minister") in (("premier", o) for o in offices)


def spoken_for(scene: Scene, head: tuple[Token, ...], party: str | None) -> str | None:
    """Whom the people of a phrase speak for, given the party said with them: no analyst and no former minister speaks
    for a state, and its opposition speaks for itself.
    """
    if party is None or not scene.vocabulary.is_state(party):
        return party
    words = [t.lower for t in head]
    if "opposition" in words[:-1]:
        return f"{scene.vocabulary.adjective_of(party)} opposition"
    left = any(w in word_set("former") or w.startswith("ex-") for w in words)
    return None if left or words[-1] in word_set("private") else party


def current_administration(scene: Scene, span: Span, party: str | None) -> tuple[str, str] | None:
    """What `the administration` is called in full, and its party; None when unsure.

    The last one the report names; else that of the American president whom the report names.
    """
    for name in reversed(scene.before(span.start)):
        if name.name.endswith(" administration") and name.party and party in (None, name.party):
            return name.name, name.party
    president = holder_of(scene, span, "president", party or "United States")
    if president and (party or president in scene.people):
        return f"{president.split()[-1]} administration", party or "United States"
    return None
