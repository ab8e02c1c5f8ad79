"""What the encoder's tests share: a vocabulary of their own, texts of every kind, and the installed model."""

from __future__ import annotations

import tempfile
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from accord.encoder.model import has_encoder
from accord.encoder.tokens import Tokens, load_tokenizer, tokenise
from accord.model.span import Span
from accord.text.sentences import split_sentences

NO_WEIGHTS = pytest.mark.skipif(not has_encoder(), reason="the model's weights are not installed")

REPORT = """TALKS RESUME IN ORSK

ORSK, Veldria — Keshar agreed on Monday to halt strikes on Veldria's power stations for 30 days, its foreign minister,
Ada Venn, said. The army of Veldria would withdraw from the eastern bridge by Friday, she added.

“We accept the pause,” President Ilan Tor of Veldria told reporters. “We do not accept the map.

“Nobody in Orsk will sign it.”

Aurelia, which mediates, called on both sides to free 175 prisoners each. Orland's envoy threatened new sanctions if
the shelling went on. Keshar denied that its troops had crossed the river Sel on Sunday.
"""

HOSTILE = {
    "empty": "",
    "blanks": " \t\n\n  \r\n ",
    "controls": "Vel\x00dria\x07 said\x1b[31m no\x7f.",
    "controls only": "\x01\x02\x03",
    "emoji": "😀👨\u200d👩\u200d👧 signed 🇻🇪.",
    "accents written apart": "Ve\u0301ldria's e\u0301lite left. Zoe\u0308 stayed.",
    "accents alone": "\u0301\u0302 \u0301",
    "right to left": "שלום עליכם \u200fאמר\u200f. وقف إطلاق النار.",
    "hangul and han": "한국 said 中国 agreed.",
    "soft hyphens": "Vel\u00addria ac\u00adcepts.\ufeff",
    "lone surrogate": "Vel\ud800dria left \udfff.",
    "special tokens": "[CLS] He said [SEP] and [MASK], [PAD] or [UNK].",
    "no space": "a" * 10_000,
    "no space, with points": "ab.c" * 2_500,
    "one long sentence": "talks " * 1_000,
    "separators": "One\u2028two\u2029three\x85four\vfive.",
}

_PIECES = (
    *("Veldria", "NATO", "talks", "said", "McVenn", "30", "3.5", "don't", "The", "x" * 120, "[SEP]"),
    *('"', "“", "”", ",", ".", " ", "\n", "\n\n"),
    *("\u00ad", "\u200b", "\ufffd", "e\u0301", "é", "😀", "한국", "中", "שלום", "ß", "İ"),
)
TEXTS = st.lists(st.sampled_from(_PIECES), max_size=60).map("".join) | st.text(max_size=200)


_UNKNOWN = "[UNK]"


@cache
def small_tokenizer() -> Tokenizer:
    """Few pieces, every letter of some scripts; its file cuts and pads, as the real one does."""
    special = ["[PAD]", _UNKNOWN, "[CLS]", "[SEP]", "[MASK]"]
    scripts = (range(0x21, 0x7F), range(0x1100, 0x1200), range(0x5D0, 0x5EB), (0x201C, 0x201D, 0x4E2D))
    letters = [chr(c) for script in scripts for c in script]
    pieces = [*special, *letters, *(f"##{c}" for c in letters), "vel", "##dria", "talks", "said", "##ria", "the"]
    tokenizer = Tokenizer(models.WordPiece({piece: i for i, piece in enumerate(pieces)}, unk_token=_UNKNOWN))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.add_special_tokens(special)
    tokenizer.enable_truncation(max_length=16)
    tokenizer.enable_padding(length=16)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tokenizer.json"
        tokenizer.save(str(path))
        return load_tokenizer(path)


@cache
def wordless_tokenizer() -> Tokenizer:
    """No pieces: every word is one unknown token, its accents kept."""
    tokenizer = Tokenizer(models.WordPiece({_UNKNOWN: 0}, unk_token=_UNKNOWN))
    tokenizer.normalizer = normalizers.BertNormalizer(strip_accents=False)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return tokenizer


@cache
def packaged_tokenizer() -> Tokenizer:
    """The one that came with the package."""
    with as_file(files("accord.encoder").joinpath("weights")) as folder:
        return load_tokenizer(folder / "tokenizer.json")


def tokens_of(text: str, tokenizer: Tokenizer | None = None) -> Tokens:
    """A text's tokens, with its own sentences and no quotations."""
    return tokenise(tokenizer or small_tokenizer(), text, split_sentences(text), ())


def find(text: str, words: str) -> Span:
    """Where some words first stand."""
    start = text.index(words)
    return Span(start, start + len(words))
