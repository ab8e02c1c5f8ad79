"""Measure tracing and grouping on input made to be hard: time and memory of each step, and what comes out.

    python bench/hostile.py [NAME …] [--scale 1.0] [--limit 300]

Each case is written as JSON Lines, run through `accord.api.trace` in a process of its own and told as `accord lineage`
and `accord stories` tell it. The table gives CPU seconds of intake, tracing, grouping and telling, the peak memory of
the process, that memory beyond the process's own per byte of text, and the result: pairs that share text, by kind,
origins, stories. `--scale` makes every case smaller or larger; a case that takes over `--limit` seconds of CPU in all
is stopped, and said to be.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from pathlib import Path

from memory import peak_mib

Texts = Iterator[str]

FOOTER = (
    "Sign up for the morning letter and get the day's stories in your inbox. By clicking you accept our terms of use "
    "and our privacy notice, and you agree to be told about offers from our partners. All rights reserved. "
    "This material may not be published, broadcast, rewritten or redistributed without permission.\n"
)


def _prose(seed: int, count: int) -> str:
    """Words drawn from a vocabulary as wide as news has, in sentences and paragraphs."""
    chance = random.Random(seed)  # noqa: S311
    words = [f"{a}{b}{c}" for a in ("ka", "ve", "lo", "mi", "tor") for b in _SYLLABLES for c in _SYLLABLES]
    out = []
    for n in range(count):
        word = words[int(len(words) * chance.random() ** 3)]
        out.append(word + (".\n\n" if n % 60 == 59 else "." if n % 20 == 19 else ""))
    return " ".join(out)


_SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]


def _drawn(seed: int, letters: str, count: int) -> str:
    return "".join(random.Random(seed).choices(letters, k=count))  # noqa: S311


def _script(first: int, count: int) -> str:
    """So many letters of a script, from the first code point on."""
    return "".join(chr(first + n) for n in range(count))


def _one_report_over_and_over(scale: float) -> Texts:
    text = _prose(1, 600)
    return (text for _ in range(int(10_000 * scale)))


def _near_copies(scale: float) -> Texts:
    text = _prose(2, 400)
    return (f"{text} Late word {n}." for n in range(int(10_000 * scale)))


def _near_copies_in_hundreds(scale: float) -> Texts:
    groups = [_prose(seed, 400) for seed in range(max(1, int(20 * scale)))]
    return (f"{text} Late word {n}." for n in range(500) for text in groups)


def _boilerplate(scale: float) -> Texts:
    return (f"{FOOTER}Page {n}." for n in range(int(10_000 * scale)))


def _boilerplate_alone(_scale: float) -> Texts:
    return iter([FOOTER])


def _prose_and_boilerplate(scale: float) -> Texts:
    return (f"{_prose(n, 80)}\n\n{FOOTER}" for n in range(int(10_000 * scale)))


def _latin_without_spaces(scale: float) -> Texts:
    text = _drawn(3, "abcdefghijklmnop", int(1_000_000 * scale))
    return iter([text, text[: len(text) // 2], text[::-1], "y" * len(text)])


def _chinese(scale: float) -> Texts:
    text = _drawn(4, _script(0x4E00, 3000) + "。", int(1_000_000 * scale))
    return iter([text, text[: len(text) // 2] + text[-1000:], text[::-1]])


def _thai(scale: float) -> Texts:
    text = _drawn(5, _script(0x0E01, 46), int(1_000_000 * scale))
    return iter([text, text[: len(text) // 2], text[::-1]])


def _long_documents(scale: float) -> Texts:
    count = int(200_000 * scale)
    words = _prose(6, count).split(" ")
    half = count // 2
    own = [_prose(seed, half) for seed in range(7, 11)]
    shared = " ".join(words[:half])
    return iter([" ".join(words), *(f"{shared} {text}" for text in own), *(f"{text} {shared}" for text in own[:3])])


def _one_word(scale: float) -> Texts:
    return ("halt " * (int(200_000 * scale) - n) for n in range(10))


def _one_paragraph(scale: float) -> Texts:
    paragraph = _prose(12, 60)
    times = int(3300 * scale)
    return iter([paragraph * times, paragraph * (times - 7), paragraph.join(f" {n} " for n in range(times))])


def _without_days(scale: float) -> Texts:
    return (f"{_prose(n // 3, 300)} {_prose(100_000 + n, 30)}" for n in range(int(10_000 * scale)))


def _as_large_as_may_be(scale: float) -> Texts:
    return iter([_prose(13, int(2_400_000 * scale))])


def _single_letters(scale: float) -> Texts:
    text = " ".join(_drawn(14, "abcdefghijklmnopqrstuvwxyz", int(9_990_000 * scale)))
    return iter([text])


CASES: dict[str, tuple[Callable[[float], Texts], bool]] = {
    "one report 10,000 times": (_one_report_over_and_over, True),
    "10,000 near copies": (_near_copies, True),
    "20 texts in 500 near copies": (_near_copies_in_hundreds, True),
    "boilerplate alone": (_boilerplate_alone, True),
    "10,000 of boilerplate": (_boilerplate, True),
    "10,000 of one boilerplate": (_prose_and_boilerplate, True),
    "1 MB without a space": (_latin_without_spaces, True),
    "Chinese, 1 M characters": (_chinese, True),
    "Thai, 1 M characters": (_thai, True),
    "200,000 words, half shared": (_long_documents, True),
    "one word 200,000 times": (_one_word, True),
    "one paragraph 3,300 times": (_one_paragraph, True),
    "10,000 without a day": (_without_days, False),
    "one report of 20 MB": (_as_large_as_may_be, True),
    "single letters, 20 MB": (_single_letters, True),
}
"""Name to the texts and whether they have days; all outlets are different ones, in turn, and some are unknown."""


def main() -> int:
    """Run the cases asked for, all if none is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="cases whose names begin so")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--limit", type=int, default=300, help="CPU seconds for one case")
    parser.add_argument("--inner", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.inner:
        return _run(*chosen.names)
    print(
        f"{'case':28s} {'reports':>7s} {'MB':>6s} {'intake':>7s} {'tracing':>8s} {'grouping':>9s} {'telling':>8s} "
        f"{'MiB':>6s} {'×text':>6s}  result"
    )
    for name, (make, dated) in CASES.items():
        if not chosen.names or any(name.startswith(wanted) for wanted in chosen.names):
            _measure(name, make(chosen.scale), dated, chosen.limit)
    return 0


def _measure(name: str, texts: Texts, dated: bool, limit: int) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "reports.jsonl"
        count = size = 0
        with path.open("w", encoding="utf-8") as lines:
            for n, text in enumerate(texts):
                outlet = f"Outlet {n % 7}" if n % 7 else None
                day = f"2031-05-{1 + n % 28:02d}" if dated else None
                row = {"id": f"r{n:05d}", "outlet": outlet, "published": day, "text": text}
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")
                count, size = count + 1, size + len(text.encode())
        command = [sys.executable, __file__, "--inner", str(path), str(limit)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    head = f"{name:28s} {count:7d} {size / 1e6:6.1f}"
    if done.returncode:
        last = (done.stderr or "killed").strip().splitlines()[-1]
        print(f"{head} stopped ({last[:90]})", flush=True)
        return
    told = json.loads(done.stdout)
    steps = "".join(
        f" {told['steps'].get(step, 0.0):{width}.1f}"
        for step, width in (("taking in", 7), ("tracing", 8), ("grouping", 9), ("telling", 8))
    )
    factor = (told["peak_mib"] - told["idle_mib"]) * 1024**2 / max(1, size)
    kinds = ", ".join(f"{kind} {many}" for kind, many in sorted(told["kinds"].items())) or "no pairs"
    result = f"{kinds}; {told['origins']} origins, {told['stories']} stories, {told['refused']} refused"
    print(f"{head}{steps} {told['peak_mib']:6.0f} {factor:6.1f}  {result}", flush=True)


def _run(path: str, limit: str) -> int:
    """One case in this process."""
    from accord.api import trace
    from accord.cli.lineage_tree import print_lineage
    from accord.cli.tracing import Traced
    from accord.errors import NothingToReadError
    from accord.exchange.lineage_json import write_lineage
    from accord.exchange.stories_json import write_stories

    resource.setrlimit(resource.RLIMIT_CPU, (int(limit), int(limit)))
    idle = peak_mib()
    steps: defaultdict[str, float] = defaultdict(float)
    step, since = "start", time.process_time()

    def enter(name: str, _done: int = 0, _total: int | None = None) -> None:
        nonlocal step, since
        if name != step:
            now = time.process_time()
            steps[step] += now - since
            step, since = name, now

    enter("taking in")
    try:
        record = trace([path], progress=enter)
    except NothingToReadError as error:
        print(str(error)[:200], file=sys.stderr)
        return 2
    enter("telling")
    with tempfile.TemporaryDirectory() as scratch, redirect_stdout(io.StringIO()):
        write_lineage(record, Path(scratch) / "lineage.json")
        write_stories(record.stories, Path(scratch) / "stories.json")
        print_lineage(Traced(record, record.stories[:20], ()), None, False, [])
    enter("done")
    told = {
        "steps": steps,
        "peak_mib": peak_mib(),
        "idle_mib": idle,
        "kinds": Counter(link.kind.value for link in record.lineage.links),
        "origins": len(record.lineage.origins),
        "stories": len(record.stories),
        "refused": len(record.refusals),
    }
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
