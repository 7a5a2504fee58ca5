"""How lists of words are written down."""

from __future__ import annotations

from collections.abc import Iterator


def listed(*lines: str) -> tuple[str, ...]:
    """Read lists that are written `one|two words|with (either|or)`."""
    entries = [""]
    depth = 0
    for char in "|".join(lines):
        depth += (char in "([") - (char in ")]")
        if char == "|" and not depth:
            entries.append("")
        else:
            entries[-1] += char
    return tuple(filter(None, entries))


def spaced(words: str) -> tuple[str, ...]:
    """Read a list of single words, set apart by blanks."""
    return tuple(words.split())


def forms(stems: str, endings: str) -> tuple[str, ...]:
    """Write out the forms of verbs: each stem with each ending, `-` for none.

    Args:
        stems: Set apart by blanks, as in `mand envi`.
        endings: Likewise, as in `en e es`.
    """
    return tuple(stem + ending.strip("-") for stem in stems.split() for ending in endings.split())


def drawn_out(word: str) -> Iterator[str]:
    """A word with one of its vowels, or its last letter, drawn out: `nooo`, `pleaseee`."""
    for at, letter in enumerate(word):
        if letter in "aeiouy" or at == len(word) - 1:
            for more in range(2, 8):
                yield word[:at] + letter * more + word[at:]


def swapped(words: str) -> tuple[str, ...]:
    """Write out words with two letters in the wrong order, set apart by blanks."""
    return tuple(
        word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        for word in words.split()
        for at in range(len(word) - 1)
        if word[at] != word[at + 1]
    )
