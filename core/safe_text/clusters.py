"""Text cut into letters with their marks, each composed and mapped to where it came from."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

from core.safe_text.characters import (
    STAND_IN,
    Kind,
    is_hangul,
    is_pictograph,
    kind_of,
    shapes_by_joining,
    stand_in,
)

MAX_MARKS: Final = 4
"""Combining marks kept on one letter; the languages in use need at most three or four."""
MAX_JOINS: Final = 8
"""Joiners kept in one emoji; the longest in use need four."""
TAB_CELLS: Final = 4
MAX_TAB_CELLS: Final = 8
"""Spaces shown for a whole run of tabs."""

_MARK_BASE: Final = "◌"
"""Carries a combining mark that has no letter, so that it cannot land on its neighbor."""
_ENGLAND_AND_ITS_NEIGHBORS: Final = tuple(
    "".join(chr(0xE0000 + ord(letter)) for letter in region) + "\U000e007f"
    for region in ("gbeng", "gbsct", "gbwls")
)
"""The only tag sequences in use, after a black flag. Tags can otherwise hide a whole text."""
_ASCII_RUN: Final = re.compile("[ -~]{3,}(?=[ -~])")


class Piece(NamedTuple):
    """What is shown for a stretch of the text as it arrived."""

    shown: str
    start: int
    end: int
    literal: bool = False
    """A run of letters as they arrived, which may be cut anywhere; others stay whole."""


class _Clusters:
    """Gathers letters with their marks and joiners, and composes each such cluster."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._shown = ""
        self._base = ""
        self._last = ""
        self._start = 0
        self._end = 0
        self._marks = 0
        self._joins = 0
        self._virama = False
        self._pending = ""
        """A joiner or selector that stays only if what follows makes use of it."""

    def base(self, char: str, start: int, end: int) -> None:
        """Take a character that stands by itself, unless a joiner ties it to the one before."""
        if self._pending and self._accepts(char):
            self._shown += self._pending + char
            self._joins += 1
        else:
            self.close()
            self._shown, self._start, self._joins = char, start, 0
        self._base = self._last = char
        self._pending, self._end, self._marks, self._virama = "", end, 0, False

    def mark(self, char: str, start: int, end: int, base: str) -> None:
        """Take a combining mark: dropped past the limit; `base` carries one without a letter."""
        if self._marks >= MAX_MARKS:
            self._end = end
            return
        if not self._shown:
            if not base:
                return
            self.base(base, start, end)
        if self._pending == "\ufe0f" and char == "\u20e3":
            self._shown += self._pending
        self._pending = ""
        self._shown += char
        self._last, self._end = char, end
        self._marks += 1
        self._virama = self._virama or unicodedata.combining(char) == 9

    def jamo(self, char: str, start: int, end: int) -> bool:
        """Take a Hangul vowel or final if there is a syllable for it."""
        if not self._base or not is_hangul(self._base):
            return False
        self.mark(char, start, end, "")
        return True

    def joiner(self, char: str, end: int) -> None:
        """Take a joiner, non-joiner or variation selector where it has a use."""
        if self._pending or not self._shown or self._last in "\u200c\u200d":
            return
        if char in "\ufe0e\ufe0f":
            if self._last != self._base:
                return
            if is_pictograph(self._base):
                self._keep(char, end)
            elif char == "\ufe0f" and self._base in "0123456789#*":
                self._pending = char
        elif self._virama:
            self._keep(char, end)
        elif self._joins < MAX_JOINS and (
            shapes_by_joining(self._base)
            or (
                char == "\u200d"
                and is_pictograph(self._base)
                and (self._last == self._base or self._last in "\ufe0e\ufe0f")
            )
        ):
            self._pending = char

    def close(self) -> None:
        """End the cluster."""
        if self._shown:
            shown = self._shown
            if not shown.isascii():
                shown = unicodedata.normalize("NFC", shown)
            self.pieces.append(Piece(shown, self._start, self._end))
        self._shown = self._base = self._last = self._pending = ""
        self._marks = self._joins = 0
        self._virama = False

    def add(self, piece: Piece) -> None:
        """End the cluster and add what is no letter."""
        self.close()
        self.pieces.append(piece)

    def _keep(self, char: str, end: int) -> None:
        self._shown += char
        self._last, self._end = char, end

    def _accepts(self, char: str) -> bool:
        if is_pictograph(self._base):
            return self._pending == "\u200d" and is_pictograph(char)
        return shapes_by_joining(self._base) and shapes_by_joining(char)


def pieces_of(text: str, *, stand_ins: bool = True) -> list[Piece]:
    """Cut `text` into shown pieces; a piece is a cluster, a stand-in, blanks or a newline."""
    clusters = _Clusters()
    index = 0
    while index < len(text):
        run = _ASCII_RUN.match(text, index)
        if run:
            # The last letter is left out: marks may follow it.
            clusters.add(Piece(run.group(), index, run.end(), literal=True))
            index = run.end()
        raw = text[index]
        end = index + 1
        kind = kind_of(raw)
        if kind is Kind.BASE or kind is Kind.MARK:
            # Some characters are composed forms that NFC takes apart.
            for char in raw if raw.isascii() else unicodedata.normalize("NFC", raw):
                if kind_of(char) is Kind.MARK:
                    clusters.mark(char, index, end, _MARK_BASE if stand_ins else "")
                else:
                    clusters.base(char, index, end)
            if raw == "\U0001f3f4" and text.startswith(_ENGLAND_AND_ITS_NEIGHBORS, end):
                end += 6
        elif kind is Kind.SPACE:
            clusters.base(" ", index, end)
        elif kind is Kind.NEWLINE:
            clusters.add(Piece("\n", index, end))
        elif kind is Kind.TAB:
            clusters.add(Piece("\t", index, end))
        elif kind is Kind.JAMO:
            if not clusters.jamo(raw, index, end) and stand_ins:
                clusters.base(STAND_IN, index, end)
        elif kind is Kind.CONTROL:
            if raw == "\r" and text.startswith("\n", end):
                end += 1
                clusters.add(Piece("\n", index, end))
            elif stand_ins:
                clusters.base(stand_in(raw), index, end)
            elif raw == "\r":
                clusters.base(" ", index, end)
        elif kind is not Kind.INVISIBLE:
            clusters.joiner(raw, end)
        index = end
    clusters.close()
    return _without_tabs(clusters.pieces, 1 if not stand_ins else TAB_CELLS)


def _without_tabs(pieces: list[Piece], cells: int) -> list[Piece]:
    """Turn each run of tabs into a bounded number of spaces."""
    if not any(piece.shown == "\t" for piece in pieces):
        return pieces
    most = cells if cells == 1 else MAX_TAB_CELLS
    found: list[Piece] = []
    run = 0
    for piece in pieces:
        if piece.shown != "\t":
            run = 0
            found.append(piece)
            continue
        width = min(cells, most - run)
        run += width
        found.append(Piece(" " * width, piece.start, piece.end))
    return found
