"""Reads a text: first the whole message against lists of words, then the rules in order."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from core.detection.rule import QUOTED_INSTRUCTION, REACTION, TERMS, Rule, Written
from core.detection.rules_english import ENGLISH_RULES
from core.detection.rules_languages import LANGUAGE_RULES
from core.detection.rules_stop import STOP_RULES
from core.detection.rules_wrong_number import WRONG_NUMBER_RULES
from core.detection.words import (
    COURTESY_WORDS,
    DEFAULT_OPT_OUT_WORDS,
    HELP_WORDS,
    MORE_OPT_OUT_WORDS,
    NOT_NAMES,
    OPT_IN_WORDS,
)
from core.domain import Detection, RequestKind, Span
from core.safe_text import MatchingCopy, for_matching

RULES: Final[tuple[Rule, ...]] = (
    *STOP_RULES,
    *ENGLISH_RULES,
    *LANGUAGE_RULES,
    *WRONG_NUMBER_RULES,
)
"""In order: the first that matches is reported, so the request to be left alone wins."""

EXACT_KEYWORD: Final = "keyword"
"""`Detection.rule` where the whole message is one of the caller's words, spelled right."""
MISSPELLED_KEYWORD: Final = "misspelled-keyword"
"""`Detection.rule` of what is only close to a keyword: shown as one, acted on by people alone."""

_NOTHING: Final = Detection(RequestKind.NONE)
_LONGEST_KEYWORD: Final = 40
"""In letters. A longer message is never a keyword; spares the comparison."""
_LONGEST_READ: Final = 2000
"""In characters: more than the 1,600 that gateways carry. The rest is not read."""
_STOP_SIGN: Final = "🛑"
_DIRECTION_CONTROLS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

_LOOKALIKES: Final = str.maketrans(
    "авеікмнорстухѕјαβεικνορτυχмԁցһոսԝ",
    "abeikmhopctyxsjabeiknoptuxmdghnuw",
)
_LOOKALIKES.update(str.maketrans("ᴀʙᴄᴅᴇɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdeghijklmnoprstuvwyz"))
"""Cyrillic, Greek and Armenian letters that are drawn like Latin ones, and small capitals."""
_DIGIT_LETTERS: Final = str.maketrans("0135$@", "oiessa")

_STOP_SLIPS: Final = frozenset(
    {
        "sotp", "stpo", "tsop", "otsp", "stp", "sto", "stopo", "ston", "stoip", "stiop", "srop",
        "syop", "stip", "stol", "dtop", "atop", "etop", "xtop", "sotop", "sttop", "sstop",
        "stpp", "stopl", "stop1", "stap", "stopit", "stahp", "stawp",
    }
)  # fmt: skip
"""STOP as thumbs write it: letters swapped, left out, or hit beside."""


def detect(text: str, opt_out_words: frozenset[str] = DEFAULT_OPT_OUT_WORDS) -> Detection:
    """Return what `text` asks for, with the words that say so.

    Args:
        text: As it arrived; hostile text is safe here.
        opt_out_words: The organization's keywords, matched against the whole
            message without regard to case, accents, spacing and punctuation.

    Returns:
        Where several readings hold, the request to be left alone wins over the
        wrong number. The span counts characters of `text`.
    """
    copy = for_matching(text[:_LONGEST_READ])
    if _compiled(REACTION).match(copy.text):
        return _NOTHING
    found = _whole_message(copy, opt_out_words) or _by_rules(text, copy)
    if found is None and not copy.text.isascii():
        plainer = _plainer(copy)
        if plainer.text != copy.text:
            found = _misspelled(plainer, opt_out_words) or _by_rules(text, plainer)
    return found or _NOTHING


def is_one_of(text: str, words: frozenset[str]) -> bool:
    """Whether `text` is nothing but one of these words, spelled right.

    Case, accents, spacing and punctuation do not matter, as they do not to `detect`.
    """
    if len(text) > _LONGEST_READ:
        return False
    found = _letters(for_matching(text))
    return found is not None and found[0] in _squeezed(words)


def can_be_keyword(word: str) -> bool:
    """Whether a message could be nothing but this word: it has letters, and few enough."""
    return len(word) <= _LONGEST_READ and _letters(for_matching(word)) is not None


def _plainer(copy: MatchingCopy) -> MatchingCopy:
    """Write a stop sign out as a word, and letters drawn like Latin ones as Latin ones."""
    letters: list[str] = []
    offsets: list[int] = []
    for letter, offset in zip(copy.text.translate(_LOOKALIKES), copy.offsets, strict=True):
        word = " stop " if letter == _STOP_SIGN else letter
        letters.append(word)
        offsets += [offset] * len(word)
    return MatchingCopy("".join(letters), tuple(offsets))


def _whole_message(copy: MatchingCopy, opt_out_words: frozenset[str]) -> Detection | None:
    """Compare the message, letters only, with the lists of words."""
    found = _letters(copy)
    if found is None:
        return None
    letters, span = found
    if letters in _squeezed(opt_out_words):
        return Detection(RequestKind.KEYWORD, span, EXACT_KEYWORD)
    if letters in _squeezed(MORE_OPT_OUT_WORDS):
        return Detection(RequestKind.KEYWORD, span, "known-keyword")
    if letters in _squeezed(OPT_IN_WORDS):
        return Detection(RequestKind.OPT_IN, span, "opt-in")
    if letters in _squeezed(HELP_WORDS):
        return Detection(RequestKind.HELP, span, "help")
    return _misspelled(copy, opt_out_words)


def _misspelled(copy: MatchingCopy, opt_out_words: frozenset[str]) -> Detection | None:
    """Compare with slips of the thumb, and with a keyword among words of courtesy."""
    found = _letters(copy)
    if found is None:
        return None
    letters, span = found
    if _is_slip(letters):
        return Detection(RequestKind.KEYWORD, span, MISSPELLED_KEYWORD)
    words = re.findall(r"[\w']+", copy.text)
    asked = "".join(word for word in words if word not in COURTESY_WORDS)
    if asked in _squeezed(opt_out_words | MORE_OPT_OUT_WORDS) or _is_slip(asked):
        return Detection(RequestKind.REQUEST, span, "keyword-politely")
    return None


def _letters(copy: MatchingCopy) -> tuple[str, Span] | None:
    """Return the letters and digits of a short message, and the span they take up."""
    positions: list[int] = []
    for index, char in enumerate(copy.text):
        if char.isalnum() or char in "$@":
            positions.append(index)
            if len(positions) > _LONGEST_KEYWORD:
                return None
    if not positions:
        return None
    letters = "".join(copy.text[index] for index in positions)
    return letters, copy.span(positions[0], positions[-1] + 1)


def _is_slip(letters: str) -> bool:
    plain = letters.translate(_DIGIT_LETTERS)
    return (
        plain in _STOP_SLIPS
        or plain in ("stop", "quit")
        or _compiled(
            r"s+t+o+p+s?(?:(?:to|2)?(?:end|quit|stop|cancel|optout|unsubscribe))?"
        ).fullmatch(plain)
        is not None
        or (plain.startswith("un") and _is_near(plain, "unsubscribe", 2))
        or (plain.startswith("can") and _is_near(plain, "cancel", 1))
    )


def _is_near(word: str, target: str, limit: int) -> bool:
    """Whether at most `limit` letters are left out, added, changed or swapped."""
    if abs(len(word) - len(target)) > limit:
        return False
    older: list[int] = []
    old = list(range(len(target) + 1))
    for row, letter in enumerate(word, start=1):
        new = [row]
        for column, wanted in enumerate(target, start=1):
            cost = min(old[column] + 1, new[-1] + 1, old[column - 1] + (letter != wanted))
            if row > 1 and column > 1 and letter == target[column - 2] and word[row - 2] == wanted:
                cost = min(cost, older[column - 2] + 1)
            new.append(cost)
        older, old = old, new
    return old[-1] <= limit


def _by_rules(text: str, copy: MatchingCopy) -> Detection | None:
    # Blanked, not cut, so that offsets stay true.
    said = _compiled(QUOTED_INSTRUCTION).sub(lambda found: "\n" * len(found.group()), copy.text)
    for rule in RULES:
        for found in _compiled(rule.pattern).finditer(said):
            if not _is_written(rule.written, text, copy, found):
                continue
            start, end = _trimmed(said, *found.span())
            return Detection(rule.kind, copy.span(start, end), rule.name)
    return None


def _is_written(how: Written, text: str, copy: MatchingCopy, found: re.Match[str]) -> bool:
    """Whether the words found stand in the text the way the rule wants."""
    if how is Written.ANYHOW:
        return True
    if how is Written.SHOUTED:
        words = copy.span(*found.span())
        return text[words.start : words.end].isupper() and not text.isupper()
    if how is Written.REORDERED:
        return not _DIRECTION_CONTROLS.isdisjoint(text)
    name = found.group("name")
    if name is None:
        return True
    place = copy.span(*found.span("name"))
    written = text[place.start : place.end]
    shouted = written.isupper() and not found.group().startswith("this")
    return name not in NOT_NAMES and written[0].isupper() and not shouted


def _trimmed(said: str, start: int, end: int) -> tuple[int, int]:
    """Leave punctuation and blanks at the ends out of the highlight."""
    while end - start > 1 and not (said[start].isalnum() or said[start] == "#"):
        start += 1
    while end - start > 1 and not (said[end - 1].isalnum() or said[end - 1] == "#"):
        end -= 1
    return start, end


_TERM: Final = re.compile("(?<![A-Z])(?:" + "|".join(TERMS) + ")(?![A-Z])")
_SPACE: Final = re.compile(r"\(\?<[!=][^()]*\)|\[(?:\\.|[^\]\\])*\]|\\.| (?![?*+{])")
_GAP: Final = r"[^\w.!?]{1,8}"


@lru_cache(maxsize=16)
def _squeezed(words: frozenset[str]) -> frozenset[str]:
    """Fold words the way a message is folded: `Opt Out`, `opt-out` and `o p t out` are one."""
    folded = (for_matching(word).text for word in words)
    return frozenset("".join(filter(str.isalnum, word)) for word in folded) - {""}


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile at first use: most programs that import this never read a text."""
    while (expanded := _TERM.sub(lambda term: TERMS[term.group()], pattern)) != pattern:
        pattern = expanded
    return re.compile(_with_gaps(pattern))


def _with_gaps(pattern: str) -> str:
    """Let each space of a pattern stand for any few characters within a sentence.

    Spaces in a look-behind, which must have a fixed width, in a set, and before
    a quantifier stay spaces.
    """
    return _SPACE.sub(lambda part: _GAP if part.group() == " " else part.group(), pattern)
