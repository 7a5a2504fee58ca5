"""The time zones of U.S. ZIP codes and Canadian postal codes.

Made from public facts: the places of the three-digit ZIP prefixes (USPS, L002) and of the
Canadian letters, and the limits of the time zones (49 CFR 71; for Canada the IANA database).
Where a limit runs through a prefix all its zones are given. Places that keep the same time
as a large city since 2007 go by that city: Indianapolis and Detroit by New York.

The libraries for it need 140 MB (`zipcodes` 3.0) or a finder of coordinates for one lookup.
Of the 41,950 ZIP codes that the former gives a zone, this table differs in two, both wrong
there: 37405 is Chattanooga and 79942 El Paso.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_NAMES: Final = {
    "A": "America/Puerto_Rico",
    "E": "America/New_York",
    "C": "America/Chicago",
    "M": "America/Denver",
    "Z": "America/Phoenix",
    "P": "America/Los_Angeles",
    "K": "America/Anchorage",
    "D": "America/Adak",
    "H": "Pacific/Honolulu",
    "S": "Pacific/Pago_Pago",
    "G": "Pacific/Guam",
}

_PREFIXES: Final = """
    005 E  006-009 A  010-089 E  100-319 E  320-323 E  324 CE  325 C  326-339 E  341-349 E
    350-367 C  368 CE  369-372 C  373 CE  374 E  375 C  376-379 E  380-397 C  398-399 E
    400 E  401 CE  402-418 E  420-424 C  425 E  426-427 CE  430-462 E  463-464 C  465 CE
    466-474 E  475 CE  476-477 C  478 E  479 CE  480-497 E  498-499 CE
    500-567 C  569 E  570-574 C  575-576 CM  577 M  580-584 C  585-586 CM  587-588 C  590-599 M
    600-676 C  677-678 CM  679-689 C  690-692 CM  693 M
    700-797 C  798 CM  799 M
    800-834 M  835 MP  836-837 M  838 P  840-847 M  850-857 Z  859 Z  860 ZM  863-864 Z  865 ZM
    870-884 M  885 M  889-897 P  898 MP  900-961 P  967-968 H  970-978 P  979 MP  980-994 P
    995-999 K
    37723 C  46968 C  96799 S  99546-99547 D  96910-96932 G  96950-96952 G
"""
"""Three digits, or five where a few places differ. Left out: the military and the Pacific
states (090-098, 340, 962-966, the rest of 969)."""

_CANADIAN: Final = {
    "A": "St_Johns",
    "A0P": "Goose_Bay",
    "A0R": "Goose_Bay",
    "A2V": "Goose_Bay",
    "B": "Halifax",
    "C": "Halifax",
    "E": "Halifax",
    "G": "Toronto",
    "G0G": "Toronto Puerto_Rico",
    "G4T": "Halifax",
    "H": "Toronto",
    "J": "Toronto",
    "K": "Toronto",
    "L": "Toronto",
    "M": "Toronto",
    "N": "Toronto",
    "P": "Toronto",
    "P0": "Toronto Winnipeg",
    "P8": "Winnipeg",
    "P9": "Winnipeg",
    "R": "Winnipeg",
    "S": "Regina",
    "S0P": "Regina Winnipeg",
    "S9V": "Edmonton",
    "T": "Edmonton",
    "V": "Vancouver",
    "V0A": "Edmonton Vancouver",
    "V0B": "Edmonton Dawson_Creek",
    "V0C": "Dawson_Creek Vancouver",
    "V1A": "Edmonton",
    "V1C": "Edmonton",
    "V1G": "Dawson_Creek",
    "V1J": "Dawson_Creek",
    "X": "Edmonton",
    "X0A": "Toronto",
    "X0B": "Edmonton Winnipeg",
    "X0C": "Winnipeg Panama",
    "Y": "Whitehorse",
}
"""By as many letters of the postal code as needed, all in America/."""

_NORTH_AMERICA: Final = frozenset({"US", "PR", "VI", "GU", "AS", "MP", "CA"})
_ZIP: Final = re.compile(r"([0-9]{3,5})(?:\.0)?|([0-9]{3,5})[- ]([0-9]{4})|([0-9]{8,9})")
_POSTAL_CODE: Final = re.compile(r"([ABCEGHJ-NPRSTVXY][0-9][A-Z]) ?-?(?:[0-9][A-Z][0-9])?")


@lru_cache(maxsize=4096)
def zones_of_zip(zip_code: str, country: str = "US") -> tuple[str, ...]:
    """Return the zones a ZIP code or Canadian postal code may be in; none if that is not known.

    ZIP+4 is read, and codes that lost their first zeros in a spreadsheet (`2139` is `02139`).

    Args:
        zip_code: As it stands in a contact list.
        country: ISO 3166 code; codes of other countries than the U.S. and Canada are not read.
    """
    code = zip_code.strip().upper()
    if country.strip().upper() not in _NORTH_AMERICA or len(code) > 12:
        return ()
    if found := _POSTAL_CODE.fullmatch(code):
        names = next(_CANADIAN[found[1][:n]] for n in (3, 2, 1) if found[1][:n] in _CANADIAN)
        return tuple(f"America/{name}" for name in names.split())
    found = _ZIP.fullmatch(code)
    if not found:
        return ()
    five = found[4].zfill(9)[:5] if found[4] else (found[1] or found[2]).zfill(5)
    table = _table()
    return tuple(_NAMES[letter] for letter in table.get(five) or table.get(five[:3], ""))


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    words = _PREFIXES.split()
    table: dict[str, str] = {}
    for prefixes, letters in zip(words[::2], words[1::2], strict=True):
        first, _, last = prefixes.partition("-")
        for prefix in range(int(first), int(last or first) + 1):
            table[str(prefix).zfill(len(first))] = letters
    return table
