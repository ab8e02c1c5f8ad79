"""Origins: from credits and links to the independent places each report's text comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from accord.model.lineage import JOINING, Carriage, Link, LinkKind, Origin, OriginKind
from accord.model.report import MaskKind, Report
from accord.tracing.carriages import CarriageBook, opening_of, passages_in, share_of
from accord.tracing.credits import Claimed, claimed_agencies, own_name
from accord.tracing.routes import INFERRED, Claims, Route, components, find_routes, is_whole, text_claims
from accord.tracing.texts import Text

HINTED = 0.1
"""What a report's own mention of the agency's people or pictures adds."""

OWN = 0.6
"""What is held of an outlet's own reporting, for which the lack of any other trace is the only sign."""

UNKNOWN = 0.5
"""What is held of a stated unknown."""

MOSTLY = 0.55
"""Part of a report that agency text must cover for the outlet's own share to be left out."""


def assign_origins(texts: Sequence[Text], links: Sequence[Link]) -> tuple[tuple[Origin, ...], tuple[Carriage, ...]]:
    """Give every report the origins it carries.

    Credits come first; reports that print the same words share theirs. An agency reaches further texts over copies
    and rewrites, through texts that credit nobody. Joined texts without any credit share one origin: their outlet
    if one alone printed them, else a stated unknown, since who printed first need not be who wrote. A text alone is
    its outlet's own, or unknown.

    Returns: Origins by id, carriages by (report, origin); every report has at least one.
    """
    by_key = {text.key: text for text in texts}
    joining = [k for k in links if k.kind in JOINING and k.left in by_key and k.right in by_key]
    claims = text_claims(texts)
    routes = find_routes(claims, joining)
    near: dict[str, list[Link]] = {key: [] for key in by_key}
    for link in joining:
        near[link.left].append(link)
        near[link.right].append(link)
    called = {key: text.first.label for key, text in by_key.items()}
    book = CarriageBook()
    for key, text in sorted(by_key.items()):
        if claims[key]:
            covered = _covered(key, claims, near[key])
            _credited(book, text, claims[key], routes.get(key, {}), covered, called)
        elif key in routes:
            _reached(book, text, routes[key], called)
    unclaimed = [key for key in by_key if not claims[key] and key not in routes]
    for group in components(unclaimed, joining):
        _unclaimed(book, [by_key[key] for key in group], near)
    return book.origins(), book.carriages()


def _covered(key: str, claims: Claims, links: Iterable[Link]) -> float:
    """The largest part of a text that another copies which credits the same agency."""
    return max(
        (
            share_of(link, key)
            for link in links
            if link.kind is not LinkKind.REWRITE
            and claims[key].keys() & claims[link.right if link.left == key else link.left].keys()
        ),
        default=0.0,
    )


def _credited(
    book: CarriageBook,
    text: Text,
    claims: Mapping[str, Claimed],
    routes: Mapping[str, Route],
    covered: float,
    called: Mapping[str, str],
) -> None:
    """A credited text: its agencies, what reached it besides, and its outlets' part if the credit leaves one."""
    for report in text.reports:
        own = {claimed.agency: claimed for claimed in claimed_agencies(report)}
        for agency, claimed in sorted(claims.items()):
            share = (1.0 if claimed.whole else covered or None) if len(claims) == 1 else None
            mine = own.get(agency)
            if mine is not None:
                book.add(report, (OriginKind.AGENCY, agency), share, mine.confidence, mine.reason, mine.evidence)
            else:
                reason = f"It prints the same words as a report that carries {agency}."
                book.add(report, (OriginKind.AGENCY, agency), share, INFERRED, reason, opening_of(report))
        for agency, route in sorted(routes.items()):
            _inferred(book, text, report, agency, route, called[route.whence])
        outlet = own_name(report)
        if outlet and covered < MOSTLY and not is_whole(claims):
            reason = f"Published by {outlet}, which credits an agency with a part only."
            book.add(report, (OriginKind.OUTLET, outlet), None, OWN, reason)


def _reached(book: CarriageBook, text: Text, routes: Mapping[str, Route], called: Mapping[str, str]) -> None:
    """A text that credits nobody and shares an agency's words or facts."""
    covered = sum(share_of(route.link, text.key) for route in routes.values())
    copied = all(route.link.kind is not LinkKind.REWRITE for route in routes.values())
    for report in text.reports:
        for agency, route in sorted(routes.items()):
            _inferred(book, text, report, agency, route, called[route.whence])
        if copied and covered < MOSTLY:
            _own_part(book, report, 1 - covered)


def _inferred(book: CarriageBook, text: Text, report: Report, agency: str, route: Route, whence: str) -> None:
    how = "retells" if route.link.kind is LinkKind.REWRITE else "shares text with"
    cited = any(credit.agency == agency for credit in report.credits)
    confidence = min(INFERRED, route.confidence + (HINTED if cited else 0.0))
    own_word = f"names {agency}'s people or pictures" if cited else "credits nobody itself"
    reason = f"It {how} {whence}, which carries {agency}, and {own_word}."
    share = share_of(route.link, text.key)
    book.add(report, (OriginKind.AGENCY, agency), share, confidence, reason, passages_in(route.link, report))


def _unclaimed(book: CarriageBook, texts: list[Text], near: Mapping[str, Sequence[Link]]) -> None:
    """Texts that no credit reaches: joined ones share one origin."""
    members = sorted((report for text in texts for report in text.reports), key=lambda r: r.id)
    if len(members) == 1:
        _alone(book, members[0])
        return
    origin, confidence, told = _shared_origin(texts, members)
    keys = {text.key for text in texts}
    for text in texts:
        mine = [k for k in near[text.key] if k.left in keys and k.right in keys]
        best = max(mine, key=lambda k: (k.confidence, k.left, k.right), default=None)
        # where another outlet, or one nobody knows, prints it as well, no part of it is one outlet's own
        outlets = {own_name(report) for report in text.reports}
        share = 1.0 if best is None or len(outlets) > 1 else share_of(best, text.key)
        for report in text.reports:
            evidence = passages_in(best, report) if best else opening_of(report)
            book.add(report, origin, share, confidence, f"It shares its text with other reports; {told}", evidence)
            if share < MOSTLY and best is not None and best.kind is not LinkKind.REWRITE:
                _own_part(book, report, 1 - share)


def _shared_origin(texts: list[Text], members: Sequence[Report]) -> tuple[tuple[OriginKind, str], float, str]:
    """Where joined reports without any credit come from, how surely, and why."""
    cited = set.intersection(*(_cited_in_prose(text) for text in texts)) if len(texts) > 1 else set()
    if cited:
        agency = min(cited)
        return (OriginKind.AGENCY, agency), OWN, f"each cites {agency}'s own people, and none credits another."
    outlets = {own_name(member) or "" for member in members}
    if len(outlets) == 1 and "" not in outlets:
        outlet = outlets.pop()
        return (OriginKind.OUTLET, outlet), OWN, f"{outlet} alone printed it."
    return (OriginKind.UNKNOWN, f"unknown ({members[0].label})"), UNKNOWN, "none says where it comes from."


def _cited_in_prose(text: Text) -> set[str]:
    """Agencies whose own people a text cites; a photograph's credit is no such citation."""
    return {
        credit.agency
        for report in text.reports
        for credit in report.credits
        if not any(
            mask.kind is MaskKind.MEDIA and credit.span and mask.span.overlap(credit.span) for mask in report.masks
        )
    }


def _own_part(book: CarriageBook, report: Report, share: float) -> None:
    outlet = own_name(report)
    if outlet:
        reason = f"Published by {outlet}; the shared text is about half of it or less."
        book.add(report, (OriginKind.OUTLET, outlet), share, OWN, reason)


def _alone(book: CarriageBook, report: Report) -> None:
    outlet = own_name(report)
    if report.entered:
        reason = f"Entered by hand by {report.entered.by}; it shares no text with the reports."
        book.add(report, (OriginKind.PRIMARY, f"{report.entered.source}, entered by hand"), 1.0, OWN, reason)
    elif outlet:
        reason = f"Published by {outlet}; it credits no agency and shares no text with the other reports."
        book.add(report, (OriginKind.OUTLET, outlet), 1.0, OWN, reason)
    else:
        reason = "No outlet, no credit and no shared text: where it comes from is not known."
        book.add(report, (OriginKind.UNKNOWN, f"unknown ({report.label})"), None, UNKNOWN, reason)
