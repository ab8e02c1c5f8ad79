"""Speakers: the person or body under a subject, by full name where the cast knows it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from accord.model.claim import Mention
from accord.model.span import Span
from accord.reading.cues import lexicon
from accord.reading.passages import Passage
from accord.reading.phrases import phrase_head, phrase_starting, small_words
from accord.reading.subjects import Subject
from accord.text.analysis import Analysis
from accord.text.names.cast import Name, NameKind
from accord.text.names.things import is_thing
from accord.text.syntax.words import Tag

_POINTING = frozenset(("the", "that", "this", "these", "those"))
_INDEFINITE = frozenset(("a", "an", "one", "some", "another", "two", "three", "several", "many", "most"))
_PERSONAL = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f"}
_SHARED = frozenset(("it", "its", "they", "their"))
_LONG_OPENING = 40  # characters
_PERSONS = frozenset((NameKind.PERSON, NameKind.OTHER))


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whom a report credits: how it names the speaker there, for whom that speaks, what kind it is.

    `mention` is None where a pronoun could not be brought to anybody, or the subject is a thing.
    """

    mention: Mention | None
    party: str | None = None
    kind: NameKind | None = None
    plural: bool = False


@dataclass(slots=True)
class Speakers:
    """Names the speakers of one report, from its start to its end.

    A pronoun is whoever spoke last, in this paragraph or the one before, where that fits: reports go on with a speaker
    until they name another. An unnamed speaker keeps the words of the phrase (`senior official`); a later `the
    official` is the last such one. A statement speaks for whoever issued it.
    """

    analysis: Analysis
    last: Speaker | None = None
    paragraph: int = -2
    heard_until: int = 0
    _unnamed: dict[str, Speaker] = field(default_factory=dict)
    _issuers: dict[str, Speaker] = field(default_factory=dict)

    def name(self, passage: Passage, subject: Subject) -> Speaker:
        """The speaker under a subject."""
        start = _past_determiners(passage, subject)
        pronoun = passage.lower(start)
        if subject.end - start == 1 and (pronoun in _PERSONAL or pronoun in _SHARED):
            return self._of_pronoun(passage, passage.span(start, subject.end), pronoun)
        head = phrase_head(passage, start, subject.end)
        if passage.lower(head) in lexicon().issued:
            issuer = self._issuer(passage, start, head, subject.end)
            if issuer is not None:
                return _said_by(issuer, passage.span(start, subject.end))
        span = self._whole_names(passage.span(start, subject.end))
        outlet = self._outlet(span) if passage.lower(head) in lexicon().channels else None
        if outlet is not None:
            return Speaker(Mention(span, outlet.name), outlet.party, outlet.kind)
        found = self.analysis.cast.resolve_all(span)
        named = bool(found) and not self._is_phrase(span, found)
        if passage.lower(subject.start) in _INDEFINITE and not self._holds_person(span):
            named = False
        if named:
            return _joined(span, found)
        return self._unnamed_speaker(passage, subject, start, head, found[0] if found else None)

    def heard(self, speaker: Speaker, passage: Passage, channel: Span | None, until: int) -> None:
        """Remember who spoke last, through what, and where in the text the quote ends."""
        self.last, self.paragraph = speaker, passage.paragraph
        self.heard_until = until
        if channel is not None:
            noun = channel.of(passage.text).split()[-1].lower()
            self._issuers[noun] = speaker
            if noun in lexicon().issued:
                self._issuers[""] = speaker

    def _of_pronoun(self, passage: Passage, span: Span, pronoun: str) -> Speaker:
        near = self.last if passage.paragraph - self.paragraph <= 1 else None
        if pronoun in _PERSONAL and self._person_between(span):
            near = None
        fits = near is not None and near.mention is not None and self._fits(near, pronoun)
        if near is not None and fits and near.kind is NameKind.PERSON:
            return _said_by(near, span)
        found = self.analysis.cast.resolve(span)
        if near is not None and fits and not (found is not None and found.kind is NameKind.PERSON):
            return _said_by(near, span)
        return Speaker(Mention(span, found.name), found.party, found.kind) if found else Speaker(None)

    def _person_between(self, span: Span) -> bool:
        """True when the sentence before a pronoun's, after the last quote, opens with somebody else as its subject."""
        heard = self.last.mention if self.last else None
        names, sentences, text = self.analysis.cast.names, self.analysis.sentences, self.analysis.text
        here = bisect_right(sentences, span.start, key=lambda s: s.span.start) - 1
        if heard is None or here < 1 or sentences[here - 1].span.start < self.heard_until:
            return False
        before = sentences[here - 1].span
        if "\n" in text[before.end : sentences[here].span.start]:
            return False
        k = bisect_right(names, before.start, key=lambda n: n.span.start)
        while k < len(names) and names[k].span.start < before.start + _LONG_OPENING:
            name = names[k]
            if name.kind is NameKind.PERSON and text[name.span.end : name.span.end + 2] not in ("'s", "’s"):
                return name.name != heard.name
            k += 1
        return False

    def _fits(self, speaker: Speaker, pronoun: str) -> bool:
        if pronoun not in _PERSONAL:
            return speaker.kind is not NameKind.PERSON and (pronoun in ("they", "their") or not speaker.plural)
        if speaker.mention is None or speaker.plural or speaker.kind not in _PERSONS:
            return False
        person = self.analysis.cast.scene.people.get(speaker.mention.name)
        return person is None or person.gender in (None, _PERSONAL[pronoun])

    def _issuer(self, passage: Passage, start: int, head: int, end: int) -> Speaker | None:
        """Whose `statement` it is: `the ministry's statement`, `a statement by the ministry`, or whoever made it."""
        parts = [Subject(start, head)] if head > start else []
        if passage.lower(head + 1) in ("by", "from", "of") and head + 1 < end:
            parts.append(Subject(head + 2, max(end, phrase_starting(passage, head + 2))))
        for part in parts:
            span = passage.span(part.start, part.end)
            if self.analysis.cast.within(span) and (found := self.analysis.cast.resolve(span)):
                return Speaker(Mention(span, found.name), found.party, found.kind)
        near = self.last if passage.paragraph - self.paragraph <= 1 and passage.lower(head) == "statement" else None
        return self._issuers.get(passage.lower(head)) or self._issuers.get("") or near

    def _whole_names(self, span: Span) -> Span:
        """The span with every name whole that it cuts through at its start."""
        names = self.analysis.cast.names
        k = bisect_right(names, span.start, key=lambda n: n.span.start) - 1
        return span.cover(names[k].span) if k >= 0 and names[k].span.end > span.start else span

    def _holds_person(self, span: Span) -> bool:
        return any(name.kind is NameKind.PERSON for name in self.analysis.cast.within(span))

    def _outlet(self, span: Span) -> Name | None:
        """The outlet inside `the Orsk Herald newspaper`."""
        names = self.analysis.cast.within(span)
        return next((name for name in names if name.kind is NameKind.OUTLET), None)

    def _is_phrase(self, span: Span, found: tuple[Name, ...]) -> bool:
        """True when the cast only gave a phrase's own words back."""
        known = {name.name for name in self.analysis.cast.within(span)}
        words = span.of(self.analysis.text).lower()
        return all(name.name not in known and name.name.lower() in words for name in found)

    def _unnamed_speaker(
        self, passage: Passage, subject: Subject, start: int, head: int, found: Name | None
    ) -> Speaker:
        span = passage.span(start, subject.end)
        noun = passage.words[head]
        if found is None and noun.tag is Tag.NOUN and is_thing(noun.lower):
            return Speaker(None, None, NameKind.OTHER)
        known = self._unnamed.get(noun.lower)
        if known is not None and passage.lower(subject.start) in _POINTING and subject.end - start == 1:
            return _said_by(known, span)
        party = found.party if found else None
        plural = noun.tag is Tag.NOUN and noun.lower != noun.lemma
        kind = NameKind.OTHER if noun.tag is Tag.NOUN else found.kind if found else None
        speaker = Speaker(Mention(span, span.of(passage.text)), party, kind, plural)
        if noun.tag is Tag.NOUN:
            self._unnamed[noun.lower] = speaker
        return speaker


def _said_by(speaker: Speaker, span: Span) -> Speaker:
    """The same speaker, named by other words."""
    mention = Mention(span, speaker.mention.name) if speaker.mention else None
    return Speaker(mention, speaker.party, speaker.kind, speaker.plural)


def _joined(span: Span, found: tuple[Name, ...]) -> Speaker:
    """One speaker out of one name or several joined by `and`."""
    names = [name.name for name in found]
    parties = {name.party for name in found}
    text = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return Speaker(Mention(span, text), parties.pop() if len(parties) == 1 else None, found[0].kind, len(names) > 1)


def _past_determiners(passage: Passage, subject: Subject) -> int:
    """Past the article, or the count of unnamed people, that opens a subject."""
    start = subject.start
    while start + 1 < subject.end and passage.lower(start) in small_words("determiners"):
        if passage.words[start + 1].tag is Tag.ADP:  # "one of the envoys", "some in Orsk"
            break
        start += 1
    return start
