"""Find what a sentence names: known phrases, people by title, given name or form, other runs of capitals."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from accord.model.span import Span
from accord.text.names.naming import NameKind
from accord.text.names.parties import Form, Known, adjectives, known_phrases
from accord.text.names.people import Leader, given_names, leaders
from accord.text.names.tokens import Token
from accord.text.names.vocabulary import Vocabulary
from accord.text.tables import read_lists, values

_LONGEST_RUN = 6


@dataclass(slots=True)
class Found:
    """A naming before people are linked: the tokens `first` to `last` (inclusive) of sentence `sentence`.

    `words` is the naming as written. `title` is the office or honorific right before it, lower case. `titled` is the
    first token of that title, `first` where there is none. `weak`: nothing but its form speaks for a person; `given`:
    it starts with a given name. `written` keeps the words as they stand in the text.
    """

    sentence: int
    first: int
    last: int
    span: Span
    words: str
    kind: NameKind
    known: Known | None = None
    leader: Leader | None = None
    title: str = ""
    titled: int = 0
    weak: bool = False
    written: str = ""
    given: bool = False


@cache
def word_set(name: str) -> frozenset[str]:
    """A list of words of `ordinary.toml`."""
    return frozenset(read_lists("ordinary.toml")[name].split())


@cache
def _titles() -> dict[str, list[tuple[str, ...]]]:
    table = read_lists("titles.toml")
    return _by_first([*table["honorifics"], *table["offices"]])


@cache
def _phrases() -> dict[str, list[tuple[str, ...]]]:
    places = values(read_lists("ordinary.toml")["places"].replace("\n", " "))
    return _by_first([*known_phrases(), *leaders(), *places])


@cache
def _lower_starts() -> frozenset[str]:
    """The lower-case words a title or a known phrase can start with."""
    return frozenset(word for word in (*_titles(), *_phrases()) if word.islower())


@cache
def _places() -> frozenset[str]:
    return frozenset(values(read_lists("ordinary.toml")["places"].replace("\n", " ")))


def _by_first(phrases: list[str]) -> dict[str, list[tuple[str, ...]]]:
    out: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(phrase.replace(",", "").split())
        out.setdefault(words[0], []).append(words)
    for group in out.values():
        group.sort(key=len, reverse=True)
    return out


def _match(tokens: list[Token], i: int, table: dict[str, list[tuple[str, ...]]], lower: bool) -> int:
    """How many tokens from `i` make the longest phrase of the table; 0 for none."""
    head = tokens[i].lower if lower else tokens[i].text
    for words in table.get(head, ()):
        end = i + len(words)
        if end <= len(tokens) and all(
            (t.lower if lower else t.text) == w and (k == 0 or (t.joined and not tokens[i + k - 1].possessive))
            for k, (t, w) in enumerate(zip(tokens[i:end], words, strict=True))
        ):
            return len(words)
    return 0


def match_title(tokens: list[Token], i: int) -> int:
    """How many tokens from `i` make an office or honorific; 0 for none."""
    return _match(tokens, i, _titles(), lower=True)


def is_headline(tokens: list[Token], sentence: str) -> bool:
    """True for a line set as a headline, where capitals tell nothing."""
    long = [t for t in tokens if len(t.text) > 3]
    return len(long) >= 3 and sentence[-1:] not in '.!?:,"”' and sum(t.capital for t in long) > 0.6 * len(long)


def find_namings(
    tokens: list[Token], sentence: int, text: str, headline: bool, ordinary: frozenset[str], vocabulary: Vocabulary
) -> list[Found]:
    """The namings of one sentence, in order, never overlapping.

    Args: tokens: its words. sentence: its index. text: the report's prose. headline: capitals tell nothing here.
        ordinary: lower-case words of the report; the first word of a sentence that is one of them is no name.
        vocabulary: what phrases stand for in this report.
    """

    def meaning(found: Found) -> Known | None:
        return vocabulary.get(found.words) or vocabulary.get(found.span.of(text))

    out: list[Found] = []
    i, title, titled = 0, "", 0
    while i < len(tokens):
        if tokens[i].text.islower() and tokens[i].text.isalpha() and tokens[i].text not in _lower_starts():
            title = ""
            i += 1
            continue
        length = 0 if i == 0 and tokens[0].lower in ordinary else _person_length(tokens, i, bool(title), headline)
        phrase = _match(tokens, i, _phrases(), lower=False) or int(tokens[i].text in vocabulary.unlisted)
        if length > phrase:
            found = _make(tokens, sentence, i, length, NameKind.PERSON)
            found.given = True
        elif phrase:
            found = _known(tokens, sentence, i, phrase, meaning)
        elif steps := match_title(tokens, i):
            fresh = not title or not tokens[i].joined
            titled = i if fresh else titled
            title = " ".join(t.lower for t in tokens[titled : i + steps])
            i += steps
            continue
        else:
            steps = 0 if i == 0 and tokens[0].lower in ordinary else _run_length(tokens, i)
            steps = min(steps, 1) if headline else steps
            if not steps or (headline and tokens[i].text.isupper()):
                title = ""
                i += 1
                continue
            found = _run(tokens, sentence, i, steps, title)
            if headline:
                found.kind = NameKind.OTHER
        if found.kind is NameKind.PERSON and title and tokens[found.first].joined:
            found.title, found.titled = title, titled
        else:
            found.titled = found.first
        out.append(found)
        title = ""
        i = found.last + 1
    return out


def _make(tokens: list[Token], sentence: int, i: int, length: int, kind: NameKind) -> Found:
    last = i + length - 1
    span = Span(tokens[i].start, tokens[last].end)
    words = " ".join(t.text for t in tokens[i : last + 1])
    leader = leaders().get(words) or leaders().get(re.sub(r"(?<= )(?:[A-Z]\.)+ ", "", words))
    return Found(sentence, i, last, span, words, kind, leader=leader, written=words)


_SUFFIXES = frozenset(["Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"])


def _known(tokens: list[Token], sentence: int, i: int, length: int, meaning: Callable[[Found], Known | None]) -> Found:
    found = _make(tokens, sentence, i, length, NameKind.OTHER)
    if found.leader:
        after = tokens[i + length] if i + length < len(tokens) else None
        if after and after.text in _SUFFIXES and not tokens[i + length - 1].possessive:
            found = _make(tokens, sentence, i, length + 1, NameKind.PERSON)
            found.leader, found.given = None, True
        found.kind = NameKind.PERSON
        return found
    found.known = meaning(found)
    if found.words in _places() and not found.known:
        found.kind = NameKind.PLACE
        return found
    found.kind = _kind_of(tokens, i, found)
    return found


def _kind_of(tokens: list[Token], i: int, found: Found) -> NameKind:
    assert found.known is not None  # noqa: S101 - set by the caller
    form = found.known.form
    if form is Form.OUTLET:
        return NameKind.OUTLET
    if form is Form.BODY:
        return NameKind.BODY
    before = tokens[i - 1].lower if i else ""
    if before == "the" and i > 1:
        before = tokens[i - 2].lower
    placed = form in (Form.NAME, Form.CAPITAL) or found.words in _places()
    if placed and before in word_set("place_words") and not tokens[found.last].possessive:
        return NameKind.PLACE
    return NameKind.PARTY


def _capital(token: Token) -> bool:
    text = token.text
    if text.isalpha():
        return token.capital
    if re.search(r"[’'](?:re|ll|ve|m|d|t)$|^[RD]-[A-Z]", text):
        return False
    return token.capital or re.match(r"(?:al|el|as|an|ad|ash|ar|at|az)-[A-Z]", text) is not None


def _run_length(tokens: list[Token], i: int) -> int:
    """How many tokens from `i` make a run of capitals, particles of names inside it counted."""
    if not _capital(tokens[i]) or tokens[i].text in word_set("calendar") or "/" in tokens[i].text:
        return 0
    if tokens[i].text in word_set("openers"):
        return 0
    end = i + 1
    while end < len(tokens) and end - i < _LONGEST_RUN and tokens[end].joined and not tokens[end - 1].possessive:
        token = tokens[end]
        if token.text in word_set("calendar") or "/" in token.text:
            break
        if not _capital(token):
            following = tokens[end + 1] if end + 1 < len(tokens) else None
            if not (token.lower in word_set("particles") and following and following.joined and _capital(following)):
                break
        end += 1
    return end - i


def _person_length(tokens: list[Token], i: int, titled: bool, headline: bool) -> int:
    """How many tokens from `i` make a person's full name by its given name, or any name after a title."""
    token = tokens[i]
    if headline or not token.capital or token.possessive:
        return 0
    gender = given_names().get(token.text)
    initial = re.fullmatch(r"(?:[A-Z]\.)+", token.text) is not None
    if gender is None and not (titled and initial):
        return 0
    length = _run_length(tokens, i)
    if length < 2 or (gender == "any" and not titled):
        return 0
    words = [t.text for t in tokens[i : i + length]]
    if any(w in word_set("organisations") for w in words[1:]) and not titled:
        return 0
    stop = next((k for k in range(1, length) if k > 1 and match_title(tokens, i + k)), length)
    return stop


_OFFICES_OF = frozenset(["Ministry", "Department", "Bank", "University", "Office"])


def _organised(words: list[str]) -> bool:
    """Whether a run of capitals is no person's name: an organisation, a people, an abbreviation, an address."""
    if len(words) == 1 and (words[0].isupper() or re.search(r"[a-z]-[a-z]", words[0])):
        return True
    if any("-" in w and all(part in adjectives() for part in w.split("-")) for w in words):
        return True
    return any(w in word_set("organisations") or w in word_set("peoples") or re.search(r"\.[a-z]{2}", w) for w in words)


def _past_of(tokens: list[Token], i: int, length: int) -> int:
    """The length of an organisation's name with its complement: `Ministry of Foreign Affairs`."""
    end = i + length
    if (
        end + 1 < len(tokens)
        and tokens[end].lower in ("of", "for", "on")
        and tokens[end].joined
        and tokens[end + 1].joined
    ):
        more = _run_length(tokens, end + 1)
        if more and not tokens[end - 1].possessive and not _match(tokens, end + 1, _phrases(), lower=False):
            return length + 1 + more
    return length


def _starts_another(tokens: list[Token], k: int, end: int) -> bool:
    """Whether a known phrase starts inside a run of capitals, or a person's full name."""
    person = given_names().get(tokens[k].text) in ("m", "f") and k + 1 < end
    return person or _match(tokens, k, _phrases(), lower=False) > 0


def _run(tokens: list[Token], sentence: int, i: int, length: int, title: str) -> Found:
    words = [t.text for t in tokens[i : i + length]]
    if words[-1] not in word_set("organisations"):
        length = next((k for k in range(1, length) if _starts_another(tokens, i + k, i + length)), length)
    length = next((k for k in range(1, length) if match_title(tokens, i + k)), length)
    words = words[:length]
    organisation = _organised(words)
    if organisation and (len(words) > 1 or words[0] in _OFFICES_OF):
        length = _past_of(tokens, i, length)
    found = _make(tokens, sentence, i, length, NameKind.OTHER if organisation else NameKind.PERSON)
    before = tokens[i - 1].lower if i else ""
    if not title and before in word_set("place_words"):
        found.kind = NameKind.PLACE
    found.weak = not title
    return found
