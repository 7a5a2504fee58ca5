"""The copy of a text that patterns are matched against."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from core.domain import Span
from core.safe_text.characters import FILLERS, STAND_IN, is_reserved

_PLAIN_FORMS: Final = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´ʼʹ＇", "'"),
        **dict.fromkeys("“”„‟«»″＂", '"'),
        **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
        "\u2800": " ",
        **{chr(0x1F150 + i): chr(0x61 + i) for i in range(26)},
        **{chr(0x1F170 + i): chr(0x61 + i) for i in range(26)},
    }
)
"""Forms that mean a plain character though Unicode's compatibility folding keeps them apart."""
_CONTROL_SEQUENCE: Final = re.compile("(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]")
_HANGUL: Final = re.compile("[\u1100-\u11ff\uac00-\ud7a3]+")


@dataclass(frozen=True, slots=True)
class MatchingCopy:
    """A text reduced to what its words say, to be searched with patterns."""

    text: str
    """Lower case, without accents, marks, controls and invisible characters."""
    offsets: tuple[int, ...]
    """For each character of `text`, its index in the text as it arrived."""

    def span(self, start: int, end: int) -> Span:
        """Map a stretch of the copy, `end` exclusive, to the text as it arrived."""
        if start >= end:
            at = self.offsets[start] if start < len(self.offsets) else 0
            return Span(at, at)
        return Span(self.offsets[start], self.offsets[end - 1] + 1)


def for_matching(text: str) -> MatchingCopy:
    """Return a copy of `text` to match patterns against.

    Compatibility forms are folded (full-width and circled letters), case and
    accents dropped, curly quotes made plain, and every run of white space is a
    single space. Patterns must be written in the same reduced form.
    """
    if text.isascii() and text.isprintable() and "  " not in text and "`" not in text:
        return MatchingCopy(text.lower(), tuple(range(len(text))))
    letters: list[str] = []
    offsets: list[int] = []
    jamo = False
    for index, char in _without_sequences(text):
        for letter in _matched(char):
            if letter == " " and letters and letters[-1] == " ":
                continue
            jamo = jamo or _is_jamo(letter)
            letters.append(letter)
            offsets.append(index)
    copy = MatchingCopy("".join(letters), tuple(offsets))
    return _with_syllables(copy) if jamo else copy


@lru_cache(maxsize=4096)
def _matched(char: str) -> str:
    """Return what one character becomes for matching: nothing, itself, or several letters."""
    before, text = "", char
    while text != before:
        before, text = text, _folded(text)
    return text


def _without_sequences(text: str) -> Iterator[tuple[int, str]]:
    """Number the characters; a whole terminal sequence is one space, not letters of a word.

    Only for matching: what is shown keeps every letter.
    """
    at = 0
    for sequence in _CONTROL_SEQUENCE.finditer(text):
        yield from enumerate(text[at : sequence.start()], start=at)
        yield sequence.start(), " "
        at = sequence.end()
    yield from enumerate(text[at:], start=at)


def _folded(text: str) -> str:
    letters: list[str] = []
    for char in text.translate(_PLAIN_FORMS):
        # A precomposed Korean syllable is a letter of its own, not a letter with marks.
        parts = char if _is_syllable(char) else unicodedata.normalize("NFKD", char)
        for part in parts:
            if part.isspace():
                letters.append(" ")
            elif _matters(part):
                letters.append(part)
    return "".join(letters).casefold()


def _matters(char: str) -> bool:
    category = unicodedata.category(char)
    return not (
        category in ("Cc", "Cf", "Cs", "Co", "Mn", "Me")
        or char == STAND_IN
        or char in FILLERS
        or is_reserved(ord(char))
    )


def _is_syllable(char: str) -> bool:
    return "\uac00" <= char <= "\ud7a3"


def _is_jamo(char: str) -> bool:
    return "\u1100" <= char <= "\u11ff"


def _with_syllables(copy: MatchingCopy) -> MatchingCopy:
    """Compose Korean letters into syllables; each keeps the offset of its first letter."""
    text: list[str] = []
    offsets: list[int] = []
    at = 0
    for run in _HANGUL.finditer(copy.text):
        text.append(copy.text[at : run.start()])
        offsets += copy.offsets[at : run.start()]
        letter_offsets: list[int] = []
        for index in range(run.start(), run.end()):
            parts = unicodedata.normalize("NFD", copy.text[index])
            letter_offsets += [copy.offsets[index]] * len(parts)
        taken = 0
        for syllable in unicodedata.normalize("NFC", run.group()):
            text.append(syllable)
            offsets.append(letter_offsets[taken])
            taken += len(unicodedata.normalize("NFD", syllable))
        at = run.end()
    text.append(copy.text[at:])
    offsets += copy.offsets[at:]
    return MatchingCopy("".join(text), tuple(offsets))
