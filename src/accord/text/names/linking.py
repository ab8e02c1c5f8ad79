"""Bring short names to full ones, and people to the party they act for."""

from __future__ import annotations

from dataclasses import dataclass, field

from accord.model.span import Span
from accord.text.names.finding import Found, word_set
from accord.text.names.naming import Name, NameKind
from accord.text.names.parties import Form, adjective_of
from accord.text.names.people import Leader, given_names, in_year, leaders_by_surname, short_forms
from accord.text.names.sides import side_of, stands_alone
from accord.text.names.tokens import Token
from accord.text.syntax.lexicon import allowed_tags
from accord.text.tables import read_lists


@dataclass(slots=True)
class Person:
    """Somebody the report names. `offices` are the titles given in the report or in the table, lower case.

    `known`: the person is in the table of well-known people, for the report's year.
    """

    name: str
    gender: str | None = None
    party: str | None = None
    offices: list[str] = field(default_factory=list)
    known: bool = False


def link_people(
    sentences: list[list[Token]], namings: list[list[Found]], text: str, year: int | None
) -> dict[str, Person]:
    """The people of a report by full name, in the order they are first named in full.

    Changes the namings: `words` becomes the full name, or stays where nobody is sure; a capitalised run that is
    nobody's name becomes OTHER. `year` is the report's, None when unknown.
    """
    people: dict[str, Person] = {}
    everybody = [(f, tokens) for row, tokens in zip(namings, sentences, strict=True) for f in row]
    candidates = [(f, tokens) for f, tokens in everybody if f.kind is NameKind.PERSON]
    for found, _ in candidates:
        if found.leader or found.given:
            _introduce(people, found, year)
    named = {f.known.party for row in namings for f in row if f.known}
    for found, tokens in candidates:
        leader = _well_known(found, _Setting(tokens, year, named)) if found.title and " " not in found.words else None
        if leader and leader.office in found.title:
            people.setdefault(leader.name, _person(leader.name, leader, year))
    shorts = _short_names(people)
    alone = {f.words for f, _ in everybody if " " not in f.words}
    for found, tokens in sorted(candidates, key=lambda c: c[0].weak):
        row = namings[found.sentence]
        if " " not in found.words or found.words in people or found.words in shorts or _cut_to_surname(found, shorts):
            continue
        if found.weak and (
            _plain_words(found.words)
            or not (found.words.split()[-1] in alone or _speaks(found, tokens) or side_of(found, tokens, row, text)[0])
        ):
            found.kind = NameKind.OTHER
        else:
            _introduce(people, found, year)
    shorts = _short_names(people)
    _settle_homonyms(namings, shorts)
    for tokens, row in zip(sentences, namings, strict=True):
        for found in row:
            if found.kind in (NameKind.PERSON, NameKind.PLACE, NameKind.OTHER) and found.known is None:
                _link(people, shorts, found, _Setting(tokens, year, named))
    for tokens, row in zip(sentences, namings, strict=True):
        for found in row:
            if found.kind is NameKind.PERSON and found.words in people:
                _describe(people[found.words], found, side_of(found, tokens, row, text))
    for index, row in enumerate(namings):
        for found in row:
            if found.kind is NameKind.PERSON and found.words in people and people[found.words].party is None:
                people[found.words].party = _only_state(found, namings[max(0, index - 1) : index + 1])
    return people


def _settle_homonyms(namings: list[list[Found]], shorts: dict[str, list[str]]) -> None:
    """Take the name of a state for a surname or a plain place where nothing else in the report speaks for the state."""
    everybody = [f for row in namings for f in row]
    spoken_for = {f.known.party for f in everybody if f.known and f.words != f.known.party}
    for found in everybody:
        if found.known is None or found.known.form is not Form.NAME or found.words in spoken_for:
            continue
        surname = len(shorts.get(found.words, ())) == 1 and found.kind is not NameKind.PLACE
        if surname or found.words in word_set("homonyms"):
            found.known = None
            found.kind = NameKind.PERSON if surname else NameKind.PLACE


def _only_state(found: Found, rows: list[list[Found]]) -> str | None:
    """The one state named with or right before somebody in an office of government; None when there are two."""
    if not found.title or found.title.split()[-1] not in read_lists("noun_phrases.toml")["governmental"].split():
        return None
    named = {n.known.party for row in rows for n in row if n.known and n.known.form in _OF_STATES}
    return next(iter(named)) if len(named) == 1 else None


_OF_STATES = frozenset([Form.NAME, Form.ADJECTIVE, Form.BODY])


def _cut_to_surname(found: Found, shorts: dict[str, list[str]]) -> bool:
    """True for a run of capitals that ends in the surname of somebody named in full (`Now Vesk`), cut to it.

    A run that holds such a surname elsewhere is debris of a heading or caption, and names nobody.
    """
    parts = found.words.split()
    if parts[-1] in shorts and not found.title:
        found.words = parts[-1]
        found.first = found.last
        found.span = Span(found.span.end - len(parts[-1]), found.span.end)
        return True
    shouted = found.words.isupper() and len(found.words) > 5
    if found.weak and (shouted or len(set(parts)) < len(parts) or any(p in shorts for p in parts[:-1])):
        found.kind = NameKind.OTHER
        return True
    return False


def _plain_words(words: str) -> bool:
    """True for capitals that are words of the language, the last in the plural: `Presidential Debates`."""
    tags = [allowed_tags(word.lower()) for word in words.split()]
    return all(t != ("-",) for t in tags) and "NNS" in tags[-1]


def _key(words: str) -> tuple[str, str]:
    parts = words.split()
    return parts[0], parts[-1]


def _introduce(people: dict[str, Person], found: Found, year: int | None) -> None:
    if found.leader:
        found.words = found.leader.name
    else:
        same = next((n for n in people if _key(n) == _key(found.words) and len(n.split()) < 4), None)
        found.words = same or found.words
    if found.words not in people:
        people[found.words] = _person(found.words, found.leader, year)


def _person(name: str, leader: Leader | None, year: int | None) -> Person:
    if leader:
        row = in_year(leader, year)
        # out of office, nobody speaks for the state
        return Person(
            name, leader.gender, row.party if row else None, [row.office] if row else [], known=row is not None
        )
    gender = given_names().get(name.split()[0])
    return Person(name, gender if gender in ("m", "f") else None)


def _short_names(people: dict[str, Person]) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for name in people:
        for short in short_forms(name):
            out.setdefault(short, []).append(name)
    return out


@dataclass(frozen=True, slots=True)
class _Setting:
    """What a short name stands in: the words of its sentence, the report's year, the parties the report names."""

    tokens: list[Token]
    year: int | None
    named: set[str | None]


def _link(people: dict[str, Person], shorts: dict[str, list[str]], found: Found, setting: _Setting) -> None:
    """Bring one naming to a person of the report, else to a well-known one, else leave it as written."""
    if found.words in people:
        found.kind = NameKind.PERSON
        return
    fitting = _fitting(people, shorts.get(found.words, []), found) or _by_given_name(people, found)
    if len(fitting) == 1:
        found.words, found.kind = fitting[0], NameKind.PERSON
        return
    if fitting or found.kind is NameKind.PLACE:
        parties = {people[name].party for name in fitting}
        if found.kind is NameKind.PERSON and fitting:
            people.setdefault(found.words, Person(found.words, party=parties.pop() if len(parties) == 1 else None))
        return
    leader = _well_known(found, setting)
    if leader:
        found.leader, found.words, found.kind = leader, leader.name, NameKind.PERSON
        people.setdefault(leader.name, _person(leader.name, leader, setting.year))
        for short in short_forms(leader.name):
            shorts.setdefault(short, []).append(leader.name)
    elif found.kind is NameKind.PERSON and found.weak and not _acts_as_person(found, setting.tokens):
        found.kind = NameKind.OTHER if " " not in found.words else found.kind
    elif found.kind is NameKind.PERSON:
        people.setdefault(found.words, Person(found.words))


def _by_given_name(people: dict[str, Person], found: Found) -> list[str]:
    """The one person of the report called by the given name alone."""
    if found.words not in given_names() or found.title:
        return []
    names = [n for n in people if n.split()[0] == found.words and n.split()[-1] != found.words]
    return names if len(names) == 1 else []


def _fitting(people: dict[str, Person], names: list[str], found: Found) -> list[str]:
    """The people of the report a short name can mean; a title of one gender leaves the others out."""
    distinct = list(dict.fromkeys(names))
    if len(distinct) < 2:
        return distinct
    gender = title_gender(found.title)
    if gender:
        distinct = [n for n in distinct if people[n].gender in (gender, None)] or distinct
    distinct = [n for n in distinct if n.split()[-1] == found.words] or distinct
    return [n for n in distinct if people[n].known] or distinct


def title_gender(title: str) -> str | None:
    """`m` or `f` when a title or office tells it (`Mr.`, `spokeswoman`), None when not."""
    table = read_lists("titles.toml")
    words = title.split()
    if any(w in table["male"] for w in words):
        return "m"
    return "f" if any(w in table["female"] for w in words) else None


def _well_known(found: Found, setting: _Setting) -> Leader | None:
    """The one well-known person a surname means in the report's year, None when unsure.

    A surname that is also a given name or a plain word needs a title, or the person's party named in the report.
    """
    words = found.words
    serving = [p for p in leaders_by_surname().get(words, ()) if p.serves(setting.year)]
    fitting = list({p.name: p for p in reversed(serving)}.values())[::-1]
    if len(fitting) > 1 and found.title:
        fitting = [p for p in fitting if p.office in found.title or found.title in p.office] or fitting
    gender = title_gender(found.title)
    fitting = [p for p in fitting if gender in (None, p.gender)]
    if len(fitting) > 1:
        fitting = [p for p in fitting if p.name.split()[-1] == words] or fitting
    if len(fitting) != 1:
        return None
    person = fitting[0]
    last = person.name.split()[-1].split("-")[-1] == words.split()[-1].split("-")[-1]
    plain = words in given_names() or not last
    if words in word_set("plain_surnames"):
        return person if found.title else None
    return person if found.title or not plain or person.party in setting.named else None


def _speaks(found: Found, tokens: list[Token]) -> bool:
    """Whether a verb of speech stands right before or after the naming, or an apposition after it."""
    verbs = word_set("speech")
    after = tokens[found.last + 1].lower if found.last + 1 < len(tokens) else ""
    if " " in found.words and not tokens[min(found.last + 1, len(tokens) - 1)].joined:
        kin = after == "the" and tokens[min(found.last + 2, len(tokens) - 1)].lower in word_set("kin")
        if kin or after in ("a", "an", "who"):
            return True
    before = tokens[found.first - 1].lower if found.first else ""
    return after in verbs or (before in verbs and found.first > 0)


def _acts_as_person(found: Found, tokens: list[Token]) -> bool:
    """Whether a bare run of capitals speaks or does what people do; one that opens a sentence must be no word."""
    if found.first:
        return _speaks(found, tokens)
    after = tokens[1].lower if len(tokens) > 1 and tokens[1].joined else ""
    personal = after in word_set("speech") or after in word_set("personal_acts")
    return found.last == 0 and personal and not found.words.isupper() and allowed_tags(found.words) == ("-",)


def _describe(person: Person, found: Found, side: tuple[str | None, str]) -> None:
    party, office = side
    if found.leader and office == found.leader.office:
        party = party or found.leader.party  # the office of long ago, in a report that looks back
    if party and (person.party is None):
        person.party = party
    if office and office not in person.offices:
        person.offices.append(office)
    person.gender = person.gender or title_gender(office)


def to_name(found: Found, people: dict[str, Person], tokens: list[Token], row: list[Found]) -> Name | None:
    """The naming as others see it, None for a run of capitals that names nobody."""
    if found.kind is NameKind.PERSON:
        person = people.get(found.words)
        return Name(found.span, found.words, found.kind, person.party if person else None)
    if found.known:
        party = found.known.party
        capital = found.known.form is Form.CAPITAL and found.kind is NameKind.PLACE
        return Name(found.span, found.written if capital else found.known.name, found.kind, party)
    if found.kind is NameKind.PLACE:
        return Name(found.span, found.words, found.kind, None)
    return _organisation(found, tokens, row)


def _organisation(found: Found, tokens: list[Token], row: list[Found]) -> Name | None:
    """A run of capitals as the name of a body or organisation; None for one word that is no abbreviation."""
    parts = found.words.split()
    shouted = found.words.isupper() and (len(parts) > 1 or len(found.words) > 5)
    if shouted or "." in found.words or len(found.words) < 2 or (len(parts) == 1 and not found.words.isupper()):
        return None
    stands = stands_alone(found)
    region = next((n for n in row if n.last == found.first - 1 and n.kind is NameKind.PLACE and not n.known), None)
    if region and tokens[found.first].joined and not tokens[region.last].possessive:
        return Name(region.span.cover(found.span), f"{region.words} {found.words}", NameKind.BODY, None)
    before = next((n for n in row if n.last == found.first - 1 and n.known and n.known.party), None)
    bodily = any(w in word_set("organisations") for w in parts)
    if (
        before
        and before.known
        and bodily
        and tokens[found.first].joined
        and before.known.form in (Form.ADJECTIVE, Form.NAME)
    ):
        owner = tokens[before.last].possessive
        name = f"{adjective_of(before.known.party or '') if owner else before.words} {found.words}"
        kind, party = (NameKind.OTHER, name) if stands else (NameKind.BODY, before.known.party)
        return Name(before.span.cover(found.span), name, kind, party)
    return Name(found.span, found.words, NameKind.OTHER, found.words if stands else None)
