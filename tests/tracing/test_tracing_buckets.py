"""Buckets give the places that a search gives."""

from __future__ import annotations

import numpy as np
import pytest

from accord.tracing import index
from accord.tracing.buckets import FEWEST, Buckets

LOW = np.uint64((1 << index.TEXT_BITS) - 1)


@pytest.mark.parametrize(("seed", "crowded"), [(0, 0), (1, 40_000), (2, 60_000)])
def test_numbers_are_found_where_a_search_finds_them(seed: int, crowded: int) -> None:
    chance = np.random.default_rng(seed)
    numbers = chance.integers(0, 1 << 64, FEWEST + 1_000, np.uint64)
    # one feature that very many hold, the smallest number and the largest ones
    numbers[:crowded] = (numbers[0] & ~LOW) | np.arange(crowded, dtype=np.uint64)
    numbers[-40:] = ~np.arange(40, dtype=np.uint64)
    numbers[crowded] = 0
    numbers.sort()
    some = chance.choice(numbers, 2_000)
    first = np.concatenate((some, chance.integers(0, 1 << 64, 2_000, np.uint64), numbers[-50:], numbers[:50])) & ~LOW
    low, high = Buckets(numbers).find(first, first | LOW)
    assert np.array_equal(low, np.searchsorted(numbers, first))
    assert np.array_equal(high, np.searchsorted(numbers, first | LOW, "right"))


def test_a_table_answers_few_and_many_alike() -> None:
    chance = np.random.default_rng(3)
    features = np.unique(chance.integers(0, 1 << (64 - index.TEXT_BITS), 2 * FEWEST, np.uint64))
    held = np.repeat(features[::2], 2)
    places = np.tile(np.arange(2, dtype=np.uint64), len(held) // 2)
    table = index.Table(
        np.zeros(2, np.uint64), np.arange(2, dtype=np.int32), (held << np.uint64(index.TEXT_BITS)) | places
    )
    many = table.find(features)
    for start in range(0, len(features), 10_000):
        known, low, high = table.find(features[start : start + 10_000])
        kept = (many[0] >= start) & (many[0] < start + 10_000)
        assert np.array_equal(known + start, many[0][kept])
        assert np.array_equal(low, many[1][kept])
        assert np.array_equal(high, many[2][kept])
