"""Two quotations laid side by side: the words they share in order, and what differs at the ends and on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise

from accord.model.span import Span
from accord.weighing.matter import word_list
from accord.weighing.quotations.words import IS_OR_HAS, Word, vocabulary
from accord.weighing.stems import stem

_APART = 2  # words on either side of a chance match, from which it is none
_CHANCE = 2  # words without matter that may match by chance
_OTHER = 3  # words left over on both sides of an end that may stand for one another
_OTHERS = 8  # the same where the other side has fewer
_SHOWN = 3  # words on either side of a difference that are shown with it
_AROUND = 12  # shared words on either side of a difference that tell what it does


class Place(StrEnum):
    """Where a difference stands in what two quotations share."""

    START = "start"
    WITHIN = "within"
    END = "end"


@dataclass(frozen=True, slots=True)
class Edit:
    """Words of the left quotation that stand where those of the right do; one side may be empty.

    `before` and `after` are the shared words around it, up to a dozen. `moved` when the same words stand elsewhere in
    the other quotation. `seen` are the stretches of the two quotations that show it, a few words around it included.
    """

    left: tuple[Word, ...]
    right: tuple[Word, ...]
    place: Place
    seen: tuple[Span, Span]
    before: tuple[Word, ...] = ()
    after: tuple[Word, ...] = ()
    moved: bool = False

    @property
    def one_sided(self) -> bool:
        """Whether only one quotation has words here."""
        return not self.left or not self.right

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of both sides."""
        return self.left + self.right

    @property
    def gap(self) -> bool:
        """Whether dots mark that words are left out here."""
        return any(word.gap for word in (*self.words, *self.after[:1]))


@dataclass(frozen=True, slots=True)
class Alignment:
    """What two quotations share in order, and their differences in text order.

    `shared` counts the words they share, `matter` those of them that carry matter, `reach` the words of the shorter
    stretch in which they stand.
    """

    edits: tuple[Edit, ...]
    shared: int
    matter: int
    reach: int


def align(left: Sequence[Word], right: Sequence[Word]) -> Alignment | None:
    """Lay two quotations side by side.

    Returns: None when they share no word that carries matter, so that they are not the same part of an utterance.
    """
    left, right = _settled(left, right), _settled(right, left)
    runs = _runs(left, right)
    told = sum(not idle(word) for i, _, size in runs for word in left[i : i + size])
    if not told:
        return None
    first, last = runs[0], runs[-1]
    edits: list[Edit] = []
    before: tuple[Word, ...] = ()
    i = j = 0
    for a, b, size in (*runs, (len(left), len(right), 0)):
        place = Place.START if not i and not j and (a, b, size) == first else Place.WITHIN if size else Place.END
        if a > i or b > j:
            after = _both(left[a : a + min(size, _AROUND)], right[b : b + min(size, _AROUND)])
            seen = _stretch(left, i, a), _stretch(right, j, b)
            edits.append(Edit(tuple(left[i:a]), tuple(right[j:b]), place, seen, before, after))
        if size:
            start = max(0, size - _AROUND)
            before = (*before, *_both(left[a + start : a + size], right[b + start : b + size]))[-_AROUND:]
        i, j = a + size, b + size
    reach = min(last[0] + last[2] - first[0], last[1] + last[2] - first[1])
    ends = [e for e in edits if e.place is not Place.WITHIN and stands_for(e)]
    reach += sum(min(len(e.left), len(e.right)) for e in ends)
    return Alignment(tuple(_moved(edits)), sum(size for _, _, size in runs), told, reach)


def stands_for(edit: Edit) -> bool:
    """Whether words left over at an end on both sides stand for one another, rather than each going its own way."""
    left, right = without_lead(edit.left), without_lead(edit.right)
    if not left or not right or edit.gap or (edit.place is Place.END and left[0].opens != right[0].opens):
        return False
    short, long = sorted((len(left), len(right)))
    clauses = edit.place is Place.END and edit.left[0].begins_clause and edit.right[0].begins_clause
    return (short <= _OTHER and long <= _OTHERS and not clauses) or bool(_matter(left) & _matter(right))


def without_lead(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words without those that only lead in, and without slight ones."""
    lead = vocabulary()["lead"]
    n = next((n for n, word in enumerate(words) if word.key not in lead), len(words))
    return tuple(word for word in words[n:] if not word.slight)


def _both(left: Sequence[Word], right: Sequence[Word]) -> tuple[Word, ...]:
    """Shared words; a sentence begins where both quotations have it so, marks part and leave out where either has."""
    return tuple(
        replace(a, opens=a.opens and b.opens, gap=a.gap or b.gap, parted=a.parted or b.parted)
        for a, b in zip(left, right, strict=True)
    )


def _matter(words: tuple[Word, ...]) -> set[str]:
    return {word.stem for word in words if not idle(word)}


def idle(word: Word) -> bool:
    """Whether a word carries no matter of its own."""
    return word.key in word_list("function_words.txt")


def _stretch(words: Sequence[Word], start: int, end: int) -> Span:
    shown = words[max(0, start - _SHOWN) : end + _SHOWN]
    return Span(min(w.start for w in shown), max(w.end for w in shown))


def _settled(words: Sequence[Word], other: Sequence[Word]) -> list[Word]:
    """The words with `'s` written out, and those in one that the other quotation writes in one."""
    keys = {word.key for word in other}
    pairs = {(a.key, b.key) for a, b in pairwise(other)}
    out: list[Word] = []
    for n, word in enumerate(words):
        if word.key == IS_OR_HAS:
            been = n + 1 < len(words) and words[n + 1].key in ("been", "got", "had")
            full = "has" if been or (out and (out[-1].key, "has") in pairs) else "is"
            word = replace(word, key=full, stem=full)
        elif out and (joined := out[-1].key + word.key) in keys and not {out[-1].key, word.key} <= keys:
            out[-1] = replace(out[-1], key=joined, stem=stem(joined), number=None, end=word.end)
            continue
        out.append(word)
    return out


def _runs(left: Sequence[Word], right: Sequence[Word]) -> list[tuple[int, int, int]]:
    """Runs of equal words in order; words without matter that match by chance, far from the others, left out."""
    matcher = SequenceMatcher(None, [w.key for w in left], [w.key for w in right], autojunk=False)
    runs = [(block.a, block.b, block.size) for block in matcher.get_matching_blocks() if block.size]
    kept: list[tuple[int, int, int]] = []
    for n, (a, b, size) in enumerate(runs):
        if size <= _CHANCE and all(idle(word) for word in left[a : a + size]):
            i, j, length = kept[-1] if kept else (0, 0, 0)
            before = max(a - i - length, b - j - length)
            c, d = runs[n + 1][:2] if n + 1 < len(runs) else (len(left), len(right))
            after = max(c - a - size, d - b - size)
            if before >= _APART and after >= _APART:
                continue
            if (not kept and after > _OTHER) or (n + 1 == len(runs) and before > _OTHER):
                continue
        kept.append((a, b, size))
    return kept


def _moved(edits: list[Edit]) -> list[Edit]:
    """The edits, with a word or words that one quotation has here and the other there marked as moved."""
    lefts = {_keys(e.left): n for n, e in enumerate(edits) if not _keys(e.right)}
    for n, edit in enumerate(edits):
        here = _keys(edit.right)
        if here and not _keys(edit.left) and here in lefts:
            for m in (n, lefts[here]):
                edits[m] = replace(edits[m], moved=True)
    return edits


def _keys(words: tuple[Word, ...]) -> tuple[str, ...]:
    return tuple(word.key for word in words if not word.slight)
