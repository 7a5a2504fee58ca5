"""Names of people as a greeting writes them: “jane” and “MARIA” are not how people sign.

A name in letters of both cases was written with care and is left as it is. Only a name all
in one case, as spreadsheets and voter files have them, is given capitals.
"""

from __future__ import annotations

import re
from typing import Final

_PARTICLES: Final = frozenset(
    {
        *("bin", "da", "de", "del", "della", "den", "der", "dos", "du", "la", "las", "los"),
        *("van", "vom", "von", "zu", "zum", "zur"),
    }
)
_TITLES: Final = frozenset({"dr", "jr", "sr", "st"})
_NUMERALS: Final = frozenset({"II", "III", "IV", "VI", "VII", "VIII"})
_VOWEL: Final = re.compile(r"[AEIOUY]|[^A-Z]")
_PARTS: Final = re.compile(r"[^ \-]+")


def given_name(name: str) -> str:
    """Return a first name with capitals if it was all in one case: `ann marie` as `Ann Marie`.

    `JD` and `TJ` stay: two capitals may be initials.
    """
    return (
        _PARTS.sub(lambda part: _initials(part[0]) or _capital(part[0]), name)
        if (_one_case(name))
        else name
    )


def family_name(name: str) -> str:
    """Return a last name with capitals if it was all in one case: `VAN DER BERG` as `van der Berg`.

    A particle before the name proper stays small, a numeral behind it large.
    """
    if not _one_case(name):
        return name
    last = name.rfind(" ") + 1

    def part(found: re.Match[str]) -> str:
        word = found[0]
        if word in _NUMERALS and found.start():
            return word
        if "." in word:
            return _initials(word) or _capital(word)
        small = word.lower() in _PARTICLES and found.start() < last
        return word.lower() if small else _capital(word)

    return _PARTS.sub(part, name)


def _one_case(name: str) -> bool:
    return name.islower() or name.isupper()


def _initials(word: str) -> str:
    """The word, if it is rather initials than a name, else nothing."""
    letters = word.replace(".", "")
    if not word.isupper() or letters.lower() in _TITLES:
        return ""
    return word if len(letters) <= 2 or not _VOWEL.search(letters) else ""


def _capital(word: str) -> str:
    # str.title knows the letters that have a title case of their own, or none.
    small = word.lower().replace("i\u0307", "i")
    if word[0] == "İ":
        small = f"İ{small[1:]}"
    for prefix in ("mc", "o'", "d'", "l'", "o’", "d’", "l’"):
        if small.startswith(prefix) and len(small) > len(prefix) + 2:
            rest = small[len(prefix) :]
            return f"{prefix.title()}{rest[0].title()}{rest[1:]}"
    return f"{small[0].title()}{small[1:]}"
