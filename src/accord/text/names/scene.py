"""What is known of a report before phrases are resolved: its words, names and people by place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field

from accord.model.report import Report
from accord.model.span import Span
from accord.text.names.finding import Found, find_namings, is_headline, word_set
from accord.text.names.linking import Person, link_people, to_name
from accord.text.names.naming import Name, NameKind, PersonMention
from accord.text.names.parties import known_phrases, states
from accord.text.names.tokens import Token, tokenise
from accord.text.names.vocabulary import Vocabulary, vocabulary_of
from accord.text.tables import read_lists

_ORGANISED = frozenset([NameKind.OTHER, NameKind.BODY, NameKind.PARTY])


@dataclass(frozen=True, slots=True)
class Scene:
    """A report's words by sentence, its names in text order and its people by full name. `year` is the report's.

    `mentions` counts the namings of each full name, `sides` those of each party, places and outlets left out.
    """

    text: str
    sentences: tuple[Span, ...] = ()
    tokens: tuple[tuple[Token, ...], ...] = ()
    names: tuple[Name, ...] = ()
    people: dict[str, Person] = field(default_factory=dict)
    year: int | None = None
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    starts: tuple[int, ...] = ()
    mentions: dict[str, int] = field(default_factory=dict)
    sides: dict[str, int] = field(default_factory=dict)
    spoken_of: dict[int, tuple[PersonMention, ...]] = field(default_factory=dict, compare=False, repr=False)
    antecedents: dict[int, Name | None] = field(default_factory=dict, compare=False, repr=False)

    def sentence_at(self, offset: int) -> int:
        """The index of the last sentence that starts at or before `offset`, -1 for none."""
        return bisect_right(self.sentences, offset, key=lambda s: s.start) - 1

    def words(self, span: Span) -> tuple[Token, ...]:
        """The words that lie wholly inside `span`."""
        first, last = self.sentence_at(span.start), self.sentence_at(span.end - 1)
        out: list[Token] = []
        for row in self.tokens[max(0, first) : last + 1]:
            begin = bisect_left(row, span.start, key=lambda t: t.start)
            end = bisect_right(row, span.end, key=lambda t: t.end)
            out.extend(row[begin:end])
        return tuple(out)

    def within(self, span: Span) -> tuple[Name, ...]:
        """The names that lie wholly inside `span`."""
        first = bisect_left(self.starts, span.start)
        last = bisect_left(self.starts, span.end)
        return tuple(n for n in self.names[first:last] if n.span.end <= span.end)

    def before(self, offset: int) -> tuple[Name, ...]:
        """The last names that start before `offset`, a hundred at most."""
        last = bisect_left(self.starts, offset)
        return self.names[max(0, last - 100) : last]

    def named_in(self, sentence: int, before: int | None = None) -> tuple[Name, ...]:
        """The names of one sentence, those that end before an offset where one is given."""
        span = self.sentences[sentence]
        names = self.within(span)
        return names if before is None else tuple(n for n in names if n.span.end <= before)

    def quoted(self, offset: int) -> bool:
        """True inside a quotation."""
        index = self.sentence_at(offset)
        row = self.tokens[index] if index >= 0 else ()
        at = bisect_right(row, offset, key=lambda t: t.start) - 1
        return at >= 0 and offset < row[at].end and row[at].quoted


def build_scene(report: Report, sentences: tuple[Span, ...]) -> Scene:
    """Find and link every naming of a report."""
    text = report.prose
    rows: list[list[Token]] = []
    quoted, end = False, 0
    for span in sentences:
        if "\n" in text[end : span.start]:
            quoted = False
        tokens, quoted = tokenise(text, span, quoted)
        rows.append(tokens)
        end = span.end
    headlines = [is_headline(t, s.of(text)) for t, s in zip(rows, sentences, strict=True)]
    ordinary = frozenset(t.text for row in rows for t in row if t.text.islower())
    vocabulary = vocabulary_of(text)
    namings = [find_namings(t, i, text, headlines[i], ordinary, vocabulary) if t else [] for i, t in enumerate(rows)]
    year = report.day.year if report.day else None
    people = link_people(rows, namings, text, year)
    names = _names(rows, namings, people)
    starts = tuple(n.span.start for n in names)
    mentions = Counter(n.name for n in names)
    sides = Counter(n.party for n in names if n.party and n.kind not in (NameKind.PLACE, NameKind.OUTLET))
    return Scene(text, sentences, tuple(map(tuple, rows)), names, people, year, vocabulary, starts, mentions, sides)


def _names(rows: list[list[Token]], namings: list[list[Found]], people: dict[str, Person]) -> tuple[Name, ...]:
    out: list[Name] = []
    open_runs: list[Found] = []
    for tokens, row in zip(rows, namings, strict=True):
        for found in row:
            name = to_name(found, people, tokens, row)
            if _stands_by_itself(found, tokens):
                open_runs.append(found)
            if name is None:
                continue
            while out and name.span.overlap(out[-1].span):
                out.pop()
            out.append(name)
    short = {**_short_organisations(out), **_halves(out)}
    late = [(f.span, short[f.words]) for f in open_runs if f.words in short and f.words not in people]
    taken = {span.start for span, _ in late}
    out = [n for n in out if n.span.start not in taken]
    out += [Name(span, name.name, name.kind, name.party) for span, name in late]
    return tuple(sorted(out, key=lambda n: n.span))


def _stands_by_itself(found: Found, tokens: list[Token]) -> bool:
    """True for one unknown capitalised word with no other capitalised word right before it."""
    before = found.first - 1
    after_capital = before > 0 and tokens[before].capital and tokens[before].joined and tokens[found.first].joined
    unknown = found.kind in (NameKind.OTHER, NameKind.PERSON) and found.known is None
    return unknown and " " not in found.words and not after_capital


def _halves(names: list[Name]) -> dict[str, Name]:
    """`the North` and `the South` for the one state so named in the report; `the House` where its like is named."""
    out: dict[str, Name] = {}
    for half in ("North", "South"):
        named = {n.name: n for n in names if n.name.startswith(f"{half} ") and n.name in states()}
        if len(named) == 1:
            name = next(iter(named.values()))
            out[half] = Name(name.span, name.name, NameKind.PARTY, name.name)
    if any(n.name in ("United States Congress", "United States Senate", "Republican Party") for n in names):
        house = known_phrases()["House of Representatives"]
        out["House"] = Name(names[0].span, house.name, NameKind.BODY, house.party)
    return out


def _taken_up() -> frozenset[str]:
    words = read_lists("noun_phrases.toml")
    return frozenset(f"{words['bodies']} {words['press']} times post journal herald".split())


def _short_organisations(names: list[Name]) -> dict[str, Name]:
    """The last word and the initials of every organisation named in full, where only one has them."""
    out: dict[str, Name | None] = {}
    for name in {n.name: n for n in names if n.kind in _ORGANISED and " " in n.name}.values():
        words = name.name.split()
        shorts = ["".join(w[0] for w in words if w[0].isupper())]
        if name.kind is NameKind.OTHER or words[-1].lower() in _taken_up():
            shorts.append(words[-1])
        shorts += [w for w in words[1:-1] if w in word_set("institutions")]
        for short in shorts:
            out[short] = None if short in out else name
    return {short: name for short, name in out.items() if name}
