"""Texts and names for benchmarks that look words up: a few words are common, most are rare."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import accumulate

LETTERS = "etaoinshrdlucmfwypvbgkjqxz"
LETTER_WEIGHTS = (120, 90, 80, 75, 70, 67, 63, 60, 60, 42, 40, 28, 27, 24, 22, 23, 20, 19, 10, 15,
                  20, 8, 2, 1, 2, 1)  # fmt: skip
LENGTHS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12)
LENGTH_WEIGHTS = (1, 6, 12, 18, 16, 12, 10, 8, 6, 4, 2)


class Words:
    """A made-up language; the same seed makes the same one."""

    def __init__(self, count: int, seed: int) -> None:
        self.chance = random.Random(seed)
        found: dict[str, None] = {}
        while len(found) < count:
            length = self.chance.choices(LENGTHS, LENGTH_WEIGHTS)[0]
            found["".join(self.chance.choices(LETTERS, LETTER_WEIGHTS, k=length))] = None
        self.all = list(found)
        self._weights = list(accumulate(1 / (place + 5) for place in range(count)))

    def some(self, count: int) -> list[str]:
        """So many words, the common ones often."""
        return self.chance.choices(self.all, cum_weights=self._weights, k=count)

    def texts(self, count: int) -> Iterator[str]:
        """So many texts of 1 to 20 words."""
        for _ in range(count):
            yield " ".join(self.some(self.chance.randint(1, 20)))
