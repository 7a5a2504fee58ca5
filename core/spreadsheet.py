"""Cells that a spreadsheet opens as text and never runs."""

from __future__ import annotations

import re

from core.safe_text import for_copying

# What spreadsheets take for the beginning of a formula, the wide forms of some of them included.
_STARTS_FORMULA = re.compile(r"\s*[=+\-@\t\r\n|%＝＋－＠]")

_PHONE_NUMBER = re.compile(r"\+[0-9][0-9 ().-]*")


def spreadsheet_cell(text: str) -> str:
    """A text from outside as one cell of a file that people open in a spreadsheet.

    Control characters are taken out. What a spreadsheet would read as a formula gets an
    apostrophe before it, as OWASP advises against CSV injection. A phone number keeps its
    plus: without a letter it can call no function, and programs read it back.
    """
    safe = for_copying(text)
    if _STARTS_FORMULA.match(safe) and not _PHONE_NUMBER.fullmatch(safe):
        return f"'{safe}"
    return safe
