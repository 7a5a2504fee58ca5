"""Names, numbers and request kinds in the words a texter reads."""

from __future__ import annotations

from core.domain import RequestKind
from core.safe_text import for_display

SHORT_REQUESTS: dict[RequestKind, str] = {
    RequestKind.KEYWORD: "opt out",
    RequestKind.REQUEST: "opt out",
    RequestKind.WRONG_NUMBER: "wrong number",
    RequestKind.OPT_IN: "opt in",
    RequestKind.HELP: "help",
}
"""What a conversation asks for, for a row of the list."""

REQUESTS: dict[RequestKind, str] = {
    RequestKind.KEYWORD: "asks to opt out · keyword",
    RequestKind.REQUEST: "asks to opt out · in own words",
    RequestKind.WRONG_NUMBER: "wrong number?",
    RequestKind.OPT_IN: "asks to opt in",
    RequestKind.HELP: "asks for help",
}
"""What a text asks for, for the line beneath it."""


def number_words(number: str) -> str:
    """An E.164 number as people of its country write it."""
    # The tables of numbers are large: the first frame is drawn without them.
    from core.phone_numbers import for_reading

    return for_display(for_reading(number)) if number else ""


def name_words(name: str, number: str) -> str:
    """The contact's name, safe to draw; the number where there is none."""
    named = bool(name.strip()) and name != number
    return for_display(name) if named else number_words(number) or "No name"


def first_name_words(name: str, number: str) -> str:
    """The first word of the name, safe to draw; the number where there is none."""
    words = name.split(maxsplit=1)
    return for_display(words[0]) if words and name != number else name_words(name, number)


def counted_words(count: int, one: str, many: str = "") -> str:
    """A count with the words for one, or for many where those differ."""
    return f"{count:,} {one if count == 1 else many or one}"
