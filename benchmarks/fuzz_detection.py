"""Texts nobody would write, read until the time is up: what detection promises of any text.

    .venv/bin/python -m benchmarks.fuzz_detection --seconds 60 [--seed N]

Each text is made of examples of rules and of replies: cut, joined, misspelled, spread out,
in other letters, with invisible signs in between. Reported is the first text that breaks a
promise: it is read, in bounded time, the same each time; the span lies within it and says
something; and the quick look overlooks next to nothing.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter

from core.detection import detect
from core.detection.reading import read_through
from core.detection.vocabularies import RULES
from core.domain import RequestKind
from core.sample_replies import sample_replies

INSERTED = [
    "\u200b", "\u200d", "\ufeff", "\u202e", "\u2066", "\u0301", "\x00", "\x1b[8m", "\n", "\t", " ",
    "  ", "'", "’", "*", "_", "-", ".", "?", ",", "!", "🛑", "👍🏽", "…", "“", "»", "#", "@", "$",
    "0", "ß", "İ", "ﬁ", "Σ", "别", "중", "ก", "א", "\ud800",
]  # fmt: skip
SWAPPED = {"o": "оο0ｏ", "e": "еé3", "a": "аα@", "t": "тｔ", "s": "ѕ5$", "p": "рρ", "i": "іı1"}
MOST_OVERLOOKED = 1000
"""One text in so many may be found something in by a slow reading alone."""
SLOWEST = 1.0
"""Seconds of processor time that one text may take."""


def pieces() -> list[str]:
    """What texts are made of."""
    found = [text for rule in RULES for text in (*rule.examples_for, *rule.examples_against)]
    return [*found, *(reply.text for reply in sample_replies())]


def made(chance: random.Random, parts: list[str]) -> str:
    """One text."""
    text = chance.choice(["", " ", ". ", "\n"]).join(chance.sample(parts, chance.randint(1, 3)))
    for _ in range(chance.choice([0, 1, 1, 2, 3, 8, 40])):
        at = chance.randrange(len(text) + 1)
        match chance.randrange(7):
            case 0:
                text = text[:at] + chance.choice(INSERTED) + text[at:]
            case 1:
                text = text[:at] + text[at + chance.randint(1, 4) :]
            case 2:
                text = text[:at] + text[at : at + 1] * chance.randint(2, 9) + text[at + 1 :]
            case 3:
                letter = text[at : at + 1]
                text = (
                    text[:at]
                    + chance.choice(SWAPPED.get(letter.lower(), letter) or " ")
                    + text[at + 1 :]
                )
            case 4:
                text = chance.choice([text.upper(), text.lower(), text.title(), text[::-1]])
            case 5:
                text = chance.choice([" ", ".", ""]).join(text[at : at + 8]) + text[at + 8 :]
            case _:
                text = text[:at].replace(" ", "") + text[at:]
    return text * chance.choice([1] * 20 + [2, 30])


def broken(text: str) -> str | None:
    """Which promise a text breaks, if one."""
    began = time.process_time()
    found = detect(text)
    took = time.process_time() - began
    if took > SLOWEST:
        return f"it took {took:.2f} s"
    if found != detect(text):
        return "it is read differently the second time"
    if (found.kind is RequestKind.NONE) != (found.span is None):
        return f"{found.kind} with the span {found.span}"
    span = found.span
    if span is not None and not (0 <= span.start < span.end <= len(text)):
        return f"the span {span} is not in it"
    if span is not None and not text[span.start : span.end].strip():
        return f"the span {span} says nothing"
    return None


def fuzz(seconds: float, seed: int, most: int | None = None) -> tuple[Counter[str], str | None]:
    """Read texts for so long, or so many; return what was found, and the first broken promise.

    Texts that only a slow reading makes something of are counted as `overlooked`.
    """
    chance = random.Random(seed)
    parts = pieces()
    detect("stop")
    found: Counter[str] = Counter()
    ends = time.monotonic() + seconds
    while time.monotonic() < ends and (most is None or found.total() < most):
        text = made(chance, parts)
        problem = broken(text)
        found[detect(text).kind.value] += 1
        found["overlooked"] += detect(text).kind is not read_through(text).kind
        if problem is not None:
            return found, f"{problem}: {text!r}"
    if found["overlooked"] > max(2, found.total() / MOST_OVERLOOKED):
        return found, f"the quick look overlooks {found['overlooked']} texts"
    return found, None


def main() -> int:
    """Fuzz, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument(
        "--seed", type=int, default=None, help="another one each time, unless given"
    )
    given = parser.parse_args()
    seed = given.seed if given.seed is not None else random.randrange(1_000_000)
    found, problem = fuzz(given.seconds, seed)
    print(f"seed {seed}: {found.total() - found['overlooked']:,} texts, {dict(found)}")
    print(problem or "every promise was kept")
    return 1 if problem else 0


if __name__ == "__main__":
    sys.exit(main())
