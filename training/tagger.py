"""Make the tagger's three tables from a corpus with machine-made Penn tags.

    python training/tagger.py CORPUS.jsonl.gz OUT_DIR

CORPUS has one report per line: `text`, and `sentences`, each a list of `[start, end, tag, …]`.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from accord.model.span import Span
from accord.text.syntax.lexicon import TAGS, allowed_tags, nominal, refined, word_class, word_key
from accord.text.syntax.words import opens, tokens

_SAME = {
    "NNPS": "NNP",
    "JJR": "JJ",
    "JJS": "JJ",
    "RBR": "RB",
    "RBS": "RB",
    "WDT": "WP",
    "WP$": "WP",
    "PDT": "DT",
    "FW": "NN",
    "``": "Q",
    "''": "Q",
    "-LRB-": "(",
    "-RRB-": ")",
    "UH": "RB",
    "HYPH": ":",
    "LS": "CD",
    "SYM": ":",
    "#": "$",
}
MIN_COUNT, MIN_SHARE = 25, 2


def tagged(corpus: Path, rows: slice) -> Iterator[list[tuple[str, str]]]:
    """Sentences as (word, Penn tag); words our tokens cut otherwise bear an empty tag."""
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for line in list(lines)[rows]:
            report = json.loads(line)
            text = report["text"]
            for sentence in report.get("sentences", ()):
                gold = {(a, b): tag for a, b, tag, *_ in sentence}
                whole = Span(sentence[0][0], max(sentence[-1][1], sentence[0][0] + 1))
                pairs = [(text[a:b], gold.get((a, b), "")) for a, b in tokens(text, whole)]
                yield [(word, refined(word.lower().replace("’", "'"), _SAME.get(tag, tag))) for word, tag in pairs]


def main() -> None:
    """Count, and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    words, pairs = _count(args.corpus)
    classes = _classes({key: counts for key, counts in words.items() if sum(counts.values()) < MIN_COUNT})
    frequent = {
        word: counts
        for (word, class_), counts in words.items()
        if not class_.startswith("first")
        and sum(counts.values()) >= MIN_COUNT
        and _telling(word, counts, classes[class_])
    }
    classes = _classes({key: counts for key, counts in words.items() if not from_table(key[0], frequent, key[1])})
    _write(args.out / "word_tags.tsv", "How often a frequent word bears a tag (percent).", frequent, True)
    _write(args.out / "class_tags.tsv", "The same for other words, by what they can be.", classes, True)
    _write(args.out / "tag_pairs.tsv", "How often a tag follows a tag.", pairs, False)


Counts = dict[tuple[str, str], Counter[str]]


def _count(corpus: Path) -> tuple[Counts, dict[str, Counter[str]]]:
    """Tags of each (word, its class), and of each tag before."""
    words: Counts = defaultdict(Counter)
    pairs: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in tagged(corpus, slice(40, None)):
        before, first = "START", True
        for token, tag in sentence:
            if tag in TAGS:
                words[word_key(token, first), word_class(token, first)][tag] += 1
                if before:
                    pairs[before][tag] += 1
            before = tag if tag in TAGS else ""
            first = not token[0].isalnum() and (first or opens(token))
    return words, pairs


def from_table(word: str, frequent: dict[str, Counter[str]], class_: str) -> bool:
    """True when the tagger will take the word's own counts."""
    counts = frequent.get(word)
    return counts is not None and not (class_.startswith("first") and nominal(counts))


def _classes(words: Counts) -> dict[str, Counter[str]]:
    """Tags of each class, from the words given."""
    out: dict[str, Counter[str]] = defaultdict(Counter)
    for (_, class_), counts in words.items():
        out[class_].update(counts)
    return out


def _telling(word: str, counts: Counter[str], of_class: Counter[str]) -> bool:
    """True when a word, not a name, is tagged otherwise than its class leads to expect."""
    if not word[0].isalpha() or word[0].isupper():
        return word == "I" or (word.startswith("'") and len(word) > 1)
    if allowed_tags(word)[0].startswith("-"):
        return True
    n, m = sum(counts.values()), max(1, sum(of_class.values()))
    return any(abs(counts[tag] / n - of_class[tag] / m) > 0.05 for tag in counts)


def _write(path: Path, head: str, table: dict[str, Counter[str]], percent: bool) -> None:
    lines = [f"# {head} Made by training/tagger.py."]
    for key in sorted(table):
        counts = table[key]
        total = sum(counts.values())
        if percent:
            shares = {t: round(100 * n / total) for t, n in counts.items() if round(100 * n / total) >= MIN_SHARE}
        else:
            shares = dict(counts)
        if shares and (not percent or total >= 3):
            cells = [f"{t} {n}" for t, n in sorted(shares.items(), key=lambda kv: (-kv[1], kv[0]))]
            lines.append("\t".join([key, *cells]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
