"""Word stems, so that `halted`, `halting` and `halts` compare equal, and so do `defence` and `defense`."""

from __future__ import annotations

import re
from functools import lru_cache

# Ending and the fewest letters that must stay before it.
_INFLECTIONS = (("ings", 3), ("ing", 3), ("es", 3), ("ed", 3), ("s", 3))
_DERIVATIONS = (
    ("isation", 4), ("ization", 4), ("iation", 4), ("ations", 4), ("ation", 4), ("iate", 4), ("iat", 4), ("ate", 4),
    ("ion", 4), ("ment", 4),
    ("at", 4), ("ise", 5), ("ize", 5), ("y", 4), ("e", 3),
)  # fmt: skip


# Words whose ending is no ending, and forms that no ending makes.
_WHOLE = {
    "plane": "plane", "planes": "plane", "planet": "planet", "news": "news", "unity": "unity", "species": "species",
    "billion": "billion", "billions": "billion", "million": "million", "millions": "million",
    "withdrew": "withdraw", "withdrawn": "withdraw", "froze": "freez", "frozen": "freez", "fought": "fight",
    "broke": "break", "broken": "break", "held": "hold", "met": "meet", "sought": "seek", "bought": "buy",
    "gave": "give", "given": "give", "took": "tak", "taken": "tak", "began": "begin", "begun": "begin",
    "sent": "send", "struck": "strik", "stricken": "strik", "kept": "keep", "undid": "undo", "undone": "undo",
    "forwent": "forgo", "forgone": "forgo", "rebuilt": "rebuild", "drew": "draw", "drawn": "draw", "flew": "fly",
}  # fmt: skip


# British spellings and the American ones they are brought to.
_BRITISH = (
    (re.compile(r"(?<=[a-z]{2})our(?=(?:s|ed|ing|ite|able|hood)*$)"), "or"),
    (re.compile(r"(?<=[a-z]{2})tre(?=[sd]?$)"), "ter"),
    (re.compile(r"^(def|off|lic|pret)ence(?=s?$)"), r"\1ense"),
    (re.compile(r"^programme(?=s?$)"), "program"),
)


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The lower-cased word without common English endings; short words stay whole.

    Forms of one word usually give one stem; it is a key for comparing, not a word to show.
    """
    if word.lower() in _WHOLE:
        return _WHOLE[word.lower()]
    lower = word.lower().replace("’", "'").removesuffix("'s").replace("-", "")
    for british, american in _BRITISH:
        lower = british.sub(american, lower)
    for ending in ("ies", "ied"):
        if lower.endswith(ending) and len(lower) > len(ending) + 1:
            lower = lower.removesuffix(ending) + "y"
    return _strip(_strip(lower, _INFLECTIONS), _DERIVATIONS)


def _strip(word: str, endings: tuple[tuple[str, int], ...]) -> str:
    if word.endswith("ss"):
        return word
    for ending, fewest in endings:
        if word.endswith(ending) and len(word) - len(ending) >= fewest:
            bare = word.removesuffix(ending)
            doubled = ending in ("ing", "ed") and len(bare) > fewest and bare[-1] == bare[-2] and bare[-1] not in "lsz"
            return bare[:-1] if doubled else bare
    return word
