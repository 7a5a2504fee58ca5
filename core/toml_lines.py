"""Where the values of a TOML file stand: `tomllib` reads them and forgets their lines.

A mistake in a file that somebody wrote is told with its line; see toml.io for the grammar.
"""

from __future__ import annotations

import re
import tomllib
from typing import Final

Place = tuple[str | int, ...]
"""How a value is reached, as in the value that `tomllib` returns: `("step", 2, "caption")`."""

_BLANK: Final = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_KEY: Final = re.compile(r"""[ \t]*("(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[A-Za-z0-9_-]+)[ \t]*""")
_TEXT: Final = re.compile(
    r'"""(?:[^\\]|\\.)*?"""(?:"{0,2})|'
    r"'''.*?'''(?:'{0,2})|"
    r'"(?:[^"\\\n]|\\.)*"|'
    r"'[^'\n]*'",
    re.DOTALL,
)
_PLAIN: Final = re.compile(r"[^,\]}#\n]*")


class TomlLines:
    """The lines of a TOML file's tables, keys and elements."""

    def __init__(self, source: str) -> None:
        """Find them.

        Args:
            source: Valid TOML: what `tomllib` has read. Of anything else, some lines are missing.
        """
        self._source = source.replace("\r\n", "\n")
        self._at = 0
        self._line = 1
        self._counted = 0
        self._counts: dict[Place, int] = {}
        """How many tables each array of tables has so far."""
        self._lines: dict[Place, int] = {}
        self._read()

    def of(self, *place: str | int) -> int:
        """The line of a value, from 1; of what it stands in, where that cannot be told.

        0 where neither the value nor anything around it is in the file.
        """
        while place and place not in self._lines:
            place = place[:-1]
        return self._lines.get(place, 0)

    def named(self, dotted: str) -> int:
        """The line of the first value whose keys, joined by dots, are this; 0 without one."""
        return next(
            (line for place, line in self._lines.items() if ".".join(map(str, place)) == dotted), 0
        )

    def _read(self) -> None:
        table: Place = ()
        while True:
            self._skip(_BLANK)
            if self._at >= len(self._source):
                return
            start = self._at
            if self._source.startswith("[[", start):
                self._at += 2
                table = self._header(again=True)
                self._at += 2
            elif self._source.startswith("[", start):
                self._at += 1
                table = self._header(again=False)
                self._at += 1
            else:
                self._entry(table)
            if self._at == start:
                return

    def _header(self, *, again: bool) -> Place:
        keys = self._keys()
        place: Place = ()
        for key in keys[:-1]:
            place = (*place, key)
            if place in self._counts:
                place = (*place, self._counts[place] - 1)
        place = (*place, *keys[-1:])
        if again:
            count = self._counts[place] = self._counts.get(place, 0) + 1
            self._found(place)
            place = (*place, count - 1)
        self._found(place)
        return place

    def _entry(self, table: Place) -> None:
        """`key = value`, in a table or between braces."""
        self._skip(_BLANK)
        place = table
        for key in self._keys():
            place = (*place, key)
            self._found(place)
        self._at += 1
        self._value(place)

    def _value(self, place: Place) -> None:
        self._skip(_BLANK)
        opens = self._source[self._at : self._at + 1]
        if opens == "[":
            self._between("]", place)
        elif opens == "{":
            self._between("}", place)
        elif not self._skip(_TEXT):
            self._skip(_PLAIN)

    def _between(self, end: str, place: Place) -> None:
        """The elements of an array, or the entries of an inline table."""
        self._at += 1
        number = 0
        while True:
            self._skip(_BLANK)
            start = self._at
            if start >= len(self._source) or self._source[start] == end:
                break
            if end == "}":
                self._entry(place)
            else:
                self._found((*place, number))
                self._value((*place, number))
                number += 1
            self._skip(_BLANK)
            if self._source.startswith(",", self._at):
                self._at += 1
            if self._at == start:
                break
        self._at += 1

    def _keys(self) -> list[str]:
        keys: list[str] = []
        while found := _KEY.match(self._source, self._at):
            keys.append(_unquoted(found[1]))
            self._at = found.end()
            if not self._source.startswith(".", self._at):
                break
            self._at += 1
        return keys

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        found = pattern.match(self._source, self._at)
        if found is None:
            return False
        self._at = found.end()
        return True

    def _found(self, place: Place) -> None:
        self._line += self._source.count("\n", self._counted, self._at)
        self._counted = self._at
        self._lines.setdefault(place, self._line)


def _unquoted(key: str) -> str:
    if key.startswith("'"):
        return key[1:-1]
    if key.startswith('"'):
        return str(tomllib.loads(f"key = {key}")["key"])
    return key
