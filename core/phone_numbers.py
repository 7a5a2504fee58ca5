"""Phone numbers: read from what people type, kept as E.164, shown in groups.

The bar is that a number *can* exist, not that it does: the right count of digits
for its country, and for North America an area code and an exchange that begin
with 2 to 9 (the numbering plan, nanpa.com). Whether a number is assigned changes
every day and is the gateway's to say; and the fictional 555-01xx numbers, which
demonstrations and training use, must pass.

`phonenumbers` is imported at the first number that needs it: it is large, and
plain North American numbers are read without it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from core.errors import BadInput
from core.safe_text import for_display, for_matching

_NORTH_AMERICA: Final = frozenset({"US", "CA"})
"""Countries that share +1 and write numbers the same way; the others are left to the library."""
_PLAIN_NANP: Final = re.compile(
    r"(\+?1[ .-]?)?\(?([2-9][0-9]{2})\)?[ .-]{0,2}([2-9][0-9]{2})[ .-]?([0-9]{4})"
)
_NANP: Final = re.compile(r"\+1(?![2-9]11)[2-9][0-9]{2}[2-9][0-9]{6}")
_E164: Final = re.compile(r"\+[1-9][0-9]{6,14}")
_EXTENSION: Final = re.compile(r"(?:[;,] ?)?(?:ext(?:ension|n|\.)?|x|#)[ .:=]*[0-9]{1,7}$")
_SPREADSHEET: Final = re.compile(r"(\+?[0-9]{7,15})\.0")
"""A number that a spreadsheet took for an amount."""
_TWO_DIGIT_CODES: Final = frozenset(
    {
        *(20, 27, 30, 31, 32, 33, 34, 36, 39, 40, 41, 43, 44, 45, 46, 47, 48, 49),
        *(51, 52, 53, 54, 55, 56, 57, 58, 60, 61, 62, 63, 64, 65, 66),
        *(81, 82, 84, 86, 90, 91, 92, 93, 94, 95, 98),
    }
)
"""Country codes of two digits (ITU-T E.164 list); +1 and +7 have one, all others three."""

_WRITE_IT: Final = "Write it with its area code, or with + and its country code."


def to_e164(raw: str, default_country: str = "US") -> str:
    """Return the number written in `raw` as E.164: `+` and at most 15 digits.

    Spaces, punctuation, full-width digits, invisible characters and an extension
    are tolerated; the extension is dropped, for no text can be sent to it.
    Letters are refused: in a contact list they are a slip (`O` for `0`).

    Args:
        raw: As typed or imported.
        default_country: ISO 3166 code of the country of numbers without one.

    Raises:
        BadInput: It is no phone number, or the country is unknown. The message
            never holds the number itself.
    """
    country = default_country.strip().upper()
    plain = _PLAIN_NANP.fullmatch(raw.strip()) if raw.isascii() else None
    if plain and (country in _NORTH_AMERICA or (plain[1] or "").startswith("+")):
        return _checked(f"+1{plain[2]}{plain[3]}{plain[4]}")
    return _checked(_parsed(_typed(raw), country))


def for_reading(e164: str, home_country: str = "US") -> str:
    """Return a number in groups, with its country code: `+1 415 555 0134`.

    A pure matter of letters, quick enough for every row of a list. Only numbers
    of a home country outside North America are grouped the way that country
    does, by the library. What is no E.164 number is shown as it is, made safe.

    Args:
        e164: As `to_e164` returns it.
        home_country: ISO 3166 code of the country the texters are used to.
    """
    if not _E164.fullmatch(e164):
        return for_display(e164)
    if e164[1] == "1":
        if len(e164) == 12:
            return f"{e164[:2]} {e164[2:5]} {e164[5:8]} {e164[8:]}"
        return f"+1 {_grouped(e164[2:])}"
    if home_country not in _NORTH_AMERICA:
        own = _grouped_at_home(e164, home_country)
        if own is not None:
            return own
    code = 1 if e164[1] == "7" else 2 if int(e164[1:3]) in _TWO_DIGIT_CODES else 3
    return f"{e164[: code + 1]} {_grouped(e164[code + 1 :])}"


def _typed(raw: str) -> str:
    """Reduce what was typed to digits and the punctuation of phone numbers."""
    if any(unicodedata.category(char) == "Cc" and not char.isspace() for char in raw):
        raise BadInput(f"This phone number holds control characters. {_WRITE_IT}")
    text = for_matching(raw).text.strip(" '\"").removeprefix("tel:")
    text = "".join(str(unicodedata.decimal(char, char)) for char in text)
    spreadsheet = _SPREADSHEET.fullmatch(text)
    text = spreadsheet[1] if spreadsheet else _EXTENSION.sub("", text)
    if not any(char.isdecimal() for char in text):
        missing = "has no digits" if text else "is missing"
        raise BadInput(f"The phone number {missing}. {_WRITE_IT}")
    if any(char.isalpha() for char in text):
        raise BadInput(f"This phone number has letters in it. {_WRITE_IT}")
    if not set(text) <= set("0123456789+-.()/ ~"):
        raise BadInput(f"This phone number has signs in it that belong to none. {_WRITE_IT}")
    return text


def _parsed(text: str, country: str) -> str:
    import phonenumbers

    if country not in phonenumbers.SUPPORTED_REGIONS:
        raise BadInput("The default country is unknown. Give its two letters, such as US or CA.")
    digits = sum(map(str.isdecimal, text))
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException as error:
        if error.error_type == phonenumbers.NumberParseException.INVALID_COUNTRY_CODE:
            raise BadInput(f"No country has this phone number's code. {_WRITE_IT}") from None
        raise BadInput(f"This is no phone number ({_counted(digits)}). {_WRITE_IT}") from None
    reason = phonenumbers.is_possible_number_with_reason(number)
    wrong = {
        phonenumbers.ValidationResult.TOO_SHORT: "is too short",
        phonenumbers.ValidationResult.TOO_LONG: "is too long",
        phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY: "lacks its area code",
    }
    if reason != phonenumbers.ValidationResult.IS_POSSIBLE:
        what = wrong.get(reason, "has a count of digits that its country does not use")
        raise BadInput(f"This phone number {what} ({_counted(digits)}). {_WRITE_IT}")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _checked(e164: str) -> str:
    if not _E164.fullmatch(e164):
        raise BadInput(f"This is no phone number. {_WRITE_IT}")
    if e164.startswith("+1") and not _NANP.fullmatch(e164):
        raise BadInput(f"This phone number's area code cannot exist. {_WRITE_IT}")
    return e164


def _counted(digits: int) -> str:
    return "1 digit" if digits == 1 else f"{digits} digits"


def _grouped(digits: str) -> str:
    """Split into groups of three and four, the shorter ones first."""
    count = -(-len(digits) // 4)
    size, longer = divmod(len(digits), count)
    groups: list[str] = []
    at = 0
    for index in range(count):
        end = at + size + (index >= count - longer)
        groups.append(digits[at:end])
        at = end
    return " ".join(groups)


@lru_cache(maxsize=4096)
def _grouped_at_home(e164: str, country: str) -> str | None:
    """Group a number of `country` as the library does; None for another country's."""
    import phonenumbers

    if not e164.startswith(f"+{phonenumbers.country_code_for_region(country)}"):
        return None
    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
