"""What taking reports into a store holds in memory: it must not grow with how many there are.

    bench/store_memory.py --data DATA [--reports 37515]

Every sentence of a report is taken for a quote, in place of a reader, so that reports are kept with as many claims as
they have, and the reader's own memory is left out. Prints the peak at a quarter, half, and all of the reports.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from memory import peak_mib, resident_mib

from accord import KeptRecord
from accord.model.claim import Claims, Quote, QuoteKind
from accord.model.report import Report
from accord.text.sentences import split_sentences

ALL = 37_515


class EverySentence:
    """Takes every sentence for a quote."""

    name = "every sentence/1"

    def read(self, report: Report) -> Claims:
        """One quote for each sentence."""
        spans = split_sentences(report.text)
        return Claims(
            report.id, quotes=tuple(Quote(report.id, s, QuoteKind.DIRECT, s, reader=self.name) for s in spans)
        )


def main() -> None:
    """Take the corpus in and tell the peaks."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--reports", type=int, default=ALL)
    given = options.parse_args()
    marks = [given.reports // 4, given.reports // 2, given.reports]

    def tell(_step: str, done: int, _total: int | None) -> None:
        if marks and done >= marks[0]:
            marks.pop(0)
            print(f"{done:>7} kept: peak {peak_mib():,.0f} MiB, now {resident_mib():,.0f} MiB", flush=True)

    with tempfile.TemporaryDirectory() as folder, KeptRecord.open(Path(folder) / "record.db", create=True) as kept:
        told = kept.read(given.data / "news-37k.parquet", reader=EverySentence(), progress=tell)
    print(f"{told.new} new, {told.known} known, {len(told.refusals)} refused")


if __name__ == "__main__":
    main()
