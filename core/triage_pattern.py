"""The small language by which requests are marked: `is:optout text:"stop texting" -before:2h`.

Terms have blanks between them, and all must hold. `-` before a term turns it round; what has
blanks in it stands in double quotes; a bare word is looked for in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NoReturn

from core.domain import Behavior, RequestKind
from core.errors import BadPattern
from core.list_order import folded


@dataclass(frozen=True, slots=True)
class Candidate:
    """What of one request a pattern looks at."""

    name: str
    number: str
    body: str
    """Of the text that asks."""
    asked: RequestKind
    rule: str
    sureness: int
    """0 to 1,000."""
    language: str
    behavior: Behavior
    campaign: str
    blocked: bool
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Term:
    """One condition of a pattern."""

    written: str
    start: int
    """Where it begins in the pattern, in characters from 0."""
    end: int
    negated: bool
    holds: Callable[[Candidate], bool]


@dataclass(frozen=True, slots=True)
class TriagePattern:
    """Terms that must all hold."""

    written: str
    terms: tuple[Term, ...]

    def matches(self, candidate: Candidate) -> bool:
        """Whether every term holds for this request."""
        return all(term.holds(candidate) is not term.negated for term in self.terms)


IS: Final[dict[str, Callable[[Candidate], bool]]] = {
    "optout": lambda one: one.asked.asks_to_opt_out,
    "keyword": lambda one: one.asked is RequestKind.KEYWORD,
    "request": lambda one: one.asked is RequestKind.REQUEST,
    "blocked": lambda one: one.blocked,
    # A provider that blocks has told: there is no other way to know either.
    "told": lambda one: one.blocked,
    "type1": lambda one: one.behavior is Behavior.TYPE_1,
    "type2": lambda one: one.behavior is Behavior.TYPE_2,
}
"""What may stand after `is:`."""

KEYS: Final = (
    *("is", "text", "name", "number", "campaign", "lang", "rule", "sure", "before", "after"),
)
"""What may stand before a colon."""

_TERM = re.compile(r'(?P<minus>-?)(?:(?P<key>[^\s":]*):)?(?:"(?P<quoted>[^"]*)"|(?P<word>[^\s"]*))')
_AGO = re.compile(r"(\d{1,6})([mhdw])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_DIGITS = re.compile(r"\d+")


def parse_pattern(written: str, now: datetime) -> TriagePattern:
    """Read a pattern.

    Args:
        written: As it was typed.
        now: What `before:2h` counts from.

    Raises:
        BadPattern: It is not understood; the message names the place and what is allowed.
    """
    terms: list[Term] = []
    place = 0
    while place < len(written):
        if written[place].isspace():
            place += 1
            continue
        found = _TERM.match(written, place)
        assert found is not None
        end = found.end()
        if end < len(written) and not written[end].isspace():
            _refuse_quotes(written, place)
        terms.append(_term(found, now))
        place = end
    if not terms:
        raise BadPattern(
            "There is nothing to match by. Write, for example, is:keyword, or text:stop.",
            0,
            len(written),
        )
    return TriagePattern(written, tuple(terms))


def _refuse_quotes(written: str, place: int) -> NoReturn:
    quotes = written.count('"', place)
    why = (
        "a double quote is open and never closed"
        if quotes % 2
        else "a double quote stands in the middle; put the whole of it in quotes, as in "
        'text:"stop texting"'
    )
    _refuse(written, place, len(written), why)


def _refuse(written: str, start: int, end: int, why: str) -> NoReturn:
    shown = written[start:end]
    raise BadPattern(f"At character {start + 1}, “{shown}”: {why}.", start, end)


def _term(found: re.Match[str], now: datetime) -> Term:
    written, start, end = found.string, found.start(), found.end()
    key = found["key"]
    quoted = found["quoted"] is not None
    value = found["quoted"] if quoted else found["word"]
    name = "text" if key is None else key.casefold()
    if name not in KEYS:
        known = ", ".join(f"{one}:" for one in KEYS)
        _refuse(
            written,
            start,
            end,
            f"there is no “{key}:”. There are {known}; words with a colon stand in quotes",
        )
    if not value.strip():
        wants = "a word or a term after the minus" if key is None else f"something after {name}:"
        _refuse(written, start, end, f"there should be {wants}")
    try:
        holds = _condition(name, value, now)
    except ValueError as error:
        _refuse(written, start, end, str(error))
    return Term(written[start:end], start, end, bool(found["minus"]), holds)


def _condition(name: str, value: str, now: datetime) -> Callable[[Candidate], bool]:
    """What a term asks; raises ValueError with what is allowed."""
    words = _plain(value)
    match name:
        case "is":
            if words not in IS:
                raise ValueError(f"after is: may stand {', '.join(IS)}")
            return IS[words]
        case "text":
            return lambda one: words in _plain(one.body)
        case "name":
            return lambda one: words in _plain(one.name)
        case "campaign":
            return lambda one: words in _plain(one.campaign)
        case "lang":
            return lambda one: one.language.casefold() == words
        case "rule":
            return lambda one: words in one.rule.casefold()
        case "number":
            digits = "".join(_DIGITS.findall(value))
            if not digits:
                raise ValueError("after number: stand digits, as in number:0134")
            return lambda one: digits in one.number
        case "sure":
            least = _percent(value)
            return lambda one: one.sureness >= least
        case "before":
            until = _moment(value, now)
            return lambda one: one.asked_at < until
        case _:
            since = _moment(value, now)
            return lambda one: one.asked_at >= since


def _plain(value: str) -> str:
    """Without case, accents and the width of blanks."""
    return " ".join(folded(value).split())


def _percent(value: str) -> int:
    digits = value.removesuffix("%")
    if not (digits.isascii() and digits.isdecimal()) or int(digits[:4]) > 100:
        raise ValueError("after sure: stands a percentage, 0 to 100, as in sure:90")
    return int(digits) * 10


def _moment(value: str, now: datetime) -> datetime:
    """A date or a time of day where the texter is, or so long ago."""
    allowed = (
        "here stands a date, as in 2026-11-01, a time, as in 2026-11-01T15:30, or how long ago, "
        "as in 30m, 2h, 3d or 1w"
    )
    ago = _AGO.fullmatch(value.casefold())
    try:
        if ago is not None:
            return now - timedelta(**{_UNITS[ago[2]]: int(ago[1])})
        return datetime.fromisoformat(value).astimezone()
    except (ValueError, OverflowError) as error:
        raise ValueError(allowed) from error
