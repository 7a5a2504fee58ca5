"""Reading what somebody wrote in TOML: every mistake is told, with its line.

What cannot be read is replaced by something harmless, so that the rest is looked at, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from core.safe_text import for_line
from core.toml_lines import Place, TomlLines

Table = Mapping[str, Any]

MAX_WORD = 80
"""Characters of a key, and of one of the words known."""
MOST_TOLD = 20
"""So many unknown keys of one table are told: it is some other kind of file."""


class TomlTables:
    """The tables of one file, and what is wrong with them."""

    def __init__(self, path: Path, lines: TomlLines, things: Mapping[str, str]) -> None:
        """Begin without mistakes.

        Args:
            path: What the file is called.
            lines: Where its values stand.
            things: What tables and keys stand for, in words, where it is not their name.
        """
        self.path = path
        self.lines = lines
        self._things = things
        self._mistakes: list[tuple[int, str]] = []

    @property
    def mistakes(self) -> tuple[str, ...]:
        """Each with the file and the line, in the order of the lines."""
        return tuple(words for _, words in sorted(self._mistakes, key=lambda one: one[0]))

    def wrong(self, place: Place, words: str) -> None:
        """Keep a mistake; what is missing is told at what it is missing from."""
        line = self.lines.of(*place) or 1
        self._mistakes.append((line, f"{self.path}, line {line}: {words}"))

    def only(
        self, table: Table, known: Sequence[str], place: Place, top: Sequence[str] = ()
    ) -> None:
        """See that a table has no other keys than the known ones.

        Args:
            table: What it holds.
            known: Its keys.
            place: Where it is.
            top: Keys that would be known at the top of the file.
        """
        for key in [one for one in table if one not in known][:MOST_TOLD]:
            near = get_close_matches(key[:MAX_WORD], known, 1, 0.6)
            if key in top:
                hint = "Write it at the top of the file, before the first line in brackets."
            elif near:
                hint = f"Did you mean “{near[0]}”?"
            else:
                hint = f"Known: {', '.join(known)}."
            self.wrong((*place, key), f"“{shown(key)}” is not known here. {hint}")

    def tables(self, content: Table, key: str, most: int) -> list[tuple[Place, Table]]:
        """The tables beneath `[[key]]`, each with its place; there must be one.

        Args:
            content: What the file holds.
            key: Their name.
            most: How many there may be.
        """
        tables = content.get(key, [])
        if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
            self.wrong((key,), f"write each {self._thing(key)} beneath a line [[{key}]].")
            return []
        if not tables:
            words = f"there is no {self._thing(key)}. Write one beneath a line [[{key}]]."
            self.wrong((key,), words)
        if len(tables) > most:
            words = f"{len(tables)} of [[{key}]] are too many; at most {most} fit."
            self.wrong((key, most), words)
        return [((key, number), one) for number, one in enumerate(tables[:most])]

    def text(
        self, table: Table, key: str, place: Place, most: int, default: str | None = None
    ) -> str:
        """A text that is not empty, as it is written.

        Args:
            table: What holds it.
            key: Its name.
            place: Where the table is.
            most: How many characters it may have.
            default: What it is where it is left out; None where it must be there.
        """
        if key not in table:
            if default is None:
                self.wrong(place, f'{key} is missing. Write {key} = "…".')
            return default or ""
        value = table[key]
        if not isinstance(value, str):
            self.wrong((*place, key), f'{key} must be a text in quotes: {key} = "…".')
            return ""
        if not value.strip():
            instead = "Write something" if default is None else "Write something, or leave it out"
            self.wrong((*place, key), f"{key} is empty. {instead}.")
        if len(value) > most:
            self.wrong((*place, key), f"{key} has {len(value):,} characters; {most:,} fit.")
        return value

    def one_of(
        self, table: Table, key: str, place: Place, known: Sequence[str], *, first: bool = False
    ) -> str:
        """One of the known words.

        Args:
            table: What holds it.
            key: Its name.
            place: Where the table is.
            known: The words; without any, the mistake lies elsewhere and is told there.
            first: Whether it may be left out, and is the first of them then.
        """
        instead = next(iter(known), "")
        if first and key not in table:
            return instead
        value = self.text(table, key, place, MAX_WORD)
        if value in known:
            return value
        if value.strip() and known:
            near = get_close_matches(value[:MAX_WORD], known, 1, 0.6)
            meant = [f"“{shown(one)}”" for one in near or known[:9]]
            hint = f"Did you mean {meant[0]}?" if near else f"Write {listed(meant, 'or')}."
            self.wrong((*place, key), f"“{shown(value)}” is no {self._thing(key)}. {hint}")
        return instead

    def switch(self, table: Table, key: str, place: Place) -> bool:
        """True or false; false where it is left out."""
        value = table.get(key, False)
        if not isinstance(value, bool):
            self.wrong((*place, key), f"{key} must be true or false, without quotes.")
            return False
        return value

    def no_twice(self, table: str, key: str, values: Iterable[str]) -> None:
        """See that no two of the tables beneath `[[table]]` have the same value for a key."""
        seen: dict[str, int] = {}
        for number, value in enumerate(values):
            first = seen.setdefault(value, number)
            if value and first != number:
                line = self.lines.of(table, first, key)
                words = f"“{shown(value)}” is the {key} of the {self._thing(table)}"
                self.wrong((table, number, key), f"{words} on line {line}, too. Give it another.")

    def _thing(self, key: str) -> str:
        return self._things.get(key, key)


def shown(written: str) -> str:
    """What somebody wrote, short and safe to quote."""
    return for_line(written, 40)


def listed(words: Iterable[str], word: str = "and") -> str:
    """Join words as a sentence does; there must be one."""
    *rest, last = words
    return f"{', '.join(rest)} {word} {last}" if rest else last
