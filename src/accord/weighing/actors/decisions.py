"""What people have decided about names: one actor's, or two actors'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from accord.model.actor import ActorLink, Sameness
from accord.model.identity import content_id
from accord.model.ruling import Ruling, RulingAction
from accord.model.ties import Ties

_MEANS = {
    RulingAction.CONFIRM: Sameness.SAME,
    RulingAction.SAME: Sameness.SAME,
    RulingAction.DISMISS: Sameness.APART,
    RulingAction.NOT_SAME: Sameness.APART,
}


@dataclass(frozen=True, slots=True)
class Decision:
    """What a ruling says of two names, why, and which ruling it is. `names` is empty where only the link is known."""

    sameness: Sameness
    reason: str
    ruling: str
    names: tuple[str, ...]


def link_id(one: str, other: str) -> str:
    """The id of the link between two names: of the names alone, whatever reports are added."""
    return content_id("actors", *sorted((one, other)))


def decisions(rulings: Sequence[Ruling]) -> dict[str, Decision]:
    """What is decided of each link, by its id; the latest ruling counts.

    Args: rulings: those in force, by time. Which of them are about names shows only when a link has such an id.
    """
    found: dict[str, Decision] = {}
    for ruling in rulings:
        if ruling.action in _MEANS and ruling.targets:
            names = names_in(ruling)
            own = link_id(*names) if len(names) == 2 else ruling.targets[0] if len(ruling.targets) == 1 else ""
            reason = ruling.reason or f"said by {ruling.by}"
            found[own] = Decision(_MEANS[ruling.action], reason, ruling.id, names)
    return found


def kept_apart(links: Sequence[ActorLink]) -> tuple[ActorLink, ...]:
    """The links, in their order; one that would bring together what a person keeps apart is a suggestion only.

    What a person holds to be one goes before what the names alone tell.
    """
    apart = [{link.name, link.other} for link in links if link.sameness is Sameness.APART]
    if not apart:
        return tuple(links)
    ties, doubtful = Ties[str](), set()
    for link in sorted(links, key=lambda k: k.ruling is None):
        if link.sameness is not Sameness.SAME:
            continue
        one, other = ties.root(link.name), ties.root(link.other)
        if link.ruling is None and any({ties.root(name) for name in pair} == {one, other} for pair in apart):
            doubtful.add(link.id)
        else:
            ties.join(one, other)
    return tuple(
        replace(link, sameness=Sameness.PERHAPS, reason=f"{link.reason}; a ruling keeps them apart from another")
        if link.id in doubtful
        else link
        for link in links
    )


def names_in(ruling: Ruling) -> tuple[str, ...]:
    """The two names that a ruling is about, sorted; none where it is about anything else, or does not say."""
    about = [ruling.subject(target) for target in ruling.targets]
    if len(about) == 2 and all(subject is not None and subject.kind == "name" for subject in about):
        return tuple(sorted(ruling.targets))
    if len(about) == 1 and about[0] is not None and about[0].kind == "actors":
        facts = dict(about[0].facts)
        return tuple(sorted((facts["name"], facts["other"])))
    return ()
