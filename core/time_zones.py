"""Which time zones a contact may be in: from a column, a ZIP code, the number, the campaign.

Zones are names of the IANA database that are places, never plain offsets from UTC: `UTC-5`
may be New York in winter or Chicago in summer, and a text an hour too early is the one error
that must not be made. Such a value counts as none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from core.postal_zones import zones_of_zip

US_MAINLAND: Final = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
)
"""Where somebody of whom nothing is known may be, or who has a toll-free number."""

_OVERLAYS: Final = {
    **{"448": "850", "364": "270", "930": "812", "729": "423", "458": "541", "689": "407"},
    **{"236": "250", "257": "250", "672": "250", "778": "250"},
}
"""Area codes laid over older ones with more zones than the library knows of (nanpa.com)."""

_ALIASES: Final = {
    "America/New_York": "eastern et est edt est5edt useast-indiana usmichigan useastern",
    "America/Chicago": "central ct cst cdt cst6cdt usindiana-starke uscentral",
    "America/Denver": "mountain mt mst mdt mst7mdt usmountain",
    "America/Phoenix": "arizona usarizona",
    "America/Los_Angeles": "pacific pt pst pdt pst8pdt uspacific",
    "America/Anchorage": "alaska alaskan akt akst akdt usalaska",
    "America/Adak": "aleutian usaleutian",
    "Pacific/Honolulu": "hawaii hawaiian hst hawaii-aleutian ushawaii",
    "Pacific/Pago_Pago": "samoa ussamoa",
    "Pacific/Guam": "guam chamorro chst",
    "America/Puerto_Rico": "puertorico",
    "America/Halifax": "canadaatlantic",
    "America/St_Johns": "newfoundland nst ndt canadanewfoundland",
    "America/Toronto": "canadaeastern",
    "America/Winnipeg": "canadacentral",
    "America/Regina": "saskatchewan canadasaskatchewan canadacentralstandardtime",
    "America/Edmonton": "canadamountain",
    "America/Vancouver": "canadapacific",
    "America/Whitehorse": "yukon canadayukon",
}
"""What people, spreadsheets and Windows call the zones of North America, folded.

The short names of standard time mean the zone, for people write EST all year.
"""
_ZONE_OF_ALIAS: Final = {
    alias: zone for zone, aliases in _ALIASES.items() for alias in aliases.split()
} | {"usmountainstandardtime": "America/Phoenix"}
_OFFSET: Final = re.compile(r"^\((?:utc|gmt)[^)]*\)\s*")
_WORDS_AROUND: Final = re.compile(
    r"\b(?:us ?& ?canada|standard|daylight|time|zone)\b|[()]", re.IGNORECASE
)
_IANA: Final = re.compile(r"[A-Za-z]+(?:/[A-Za-z0-9_+\-]+){1,2}")
_NO_PLACES: Final = ("etc/", "posix/", "right/", "systemv/")
_ZONE_HEADERS: Final = frozenset(
    {
        *("timezone", "tz", "timezonename", "tzname", "contacttimezone", "contacttz"),
        *("localtimezone", "usertimezone", "ianatimezone"),
    }
)
_ZIP_HEADERS: Final = frozenset(
    {
        *("zip5", "uszip", "postal", "homezip", "mailzip", "mailingzip", "regzip", "contactzip"),
        *("residentialzip", "homezipcode", "mailzipcode", "mailingzipcode", "regzipcode"),
    }
)
"""Beside those that a contact list calls `zip`. Not `zip4`: that is the end of a ZIP+4."""


@lru_cache(maxsize=4096)
def zones_of_number(number: str) -> tuple[str, ...]:
    """Return the zones a number's area code stands for; none if that is not known.

    A number of North America that belongs to no place, such as a toll-free one, may be
    anywhere: it counts as all zones of the U.S. mainland. Where a limit runs through an area
    code, all its zones count, unless the exchange is known to be on one side.

    Args:
        number: E.164.
    """
    # Imported here, for it is large.
    import phonenumbers
    from phonenumbers.timezone import time_zones_for_geographical_number

    if number.startswith("+1") and len(number) == 12:
        return _zones_of_area(*_area_and_exchange(number))
    try:
        zones = time_zones_for_geographical_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return ()
    return tuple(zone for zone in zones if _zone(zone))


def zone_of_zip(zip_code: str, country: str = "US") -> str | None:
    """Return the zone of a ZIP code or Canadian postal code, if it can be in one only.

    See `core.postal_zones.zones_of_zip` for all it may be in.
    """
    zones = zones_of_zip(zip_code, country)
    return zones[0] if len(zones) == 1 else None


@lru_cache(maxsize=4096)
def zone_of_column(value: str) -> str | None:
    """Return the zone that a cell names, or None if it names none we know.

    Understood are IANA names in any case, their old forms for North America (`US/Eastern`,
    `EST5EDT`), and what people and Windows write: `Eastern`, `ET`, `EST`, `Eastern Standard
    Time`, `(UTC-05:00) Eastern Time (US & Canada)`. An offset such as `UTC-5` is not.
    """
    if len(value) > 60:
        return None
    text = _OFFSET.sub("", value.strip().casefold())
    alias = re.sub(r"[\s_/.,]+", "", text)
    around = re.sub(r"[\s_/.,]+", "", _WORDS_AROUND.sub("", text))
    known = _ZONE_OF_ALIAS.get(alias) or _ZONE_OF_ALIAS.get(around)
    if known:
        return known
    name = re.sub(r"\s+", "_", value.strip())
    if not _IANA.fullmatch(name) or name.casefold().startswith(_NO_PLACES):
        return None
    name = _by_folded_name().get(name.casefold(), "")
    return name if _zone(name) else None


def explicit_zone(custom: Mapping[str, str], country: str) -> str:
    """Return the zone that a contact's own columns tell, to be kept with the conversation.

    A column for the time zone counts before one for the ZIP code.

    Args:
        custom: The contact's columns by their headers.
        country: ISO 3166 code of the campaign's country.

    Returns:
        The name, several with commas between where a ZIP code leaves several possible, or
        nothing where the columns do not tell.
    """
    from core.contact_file import field_of_header, folded_header

    zips: list[str] = []
    for header, value in custom.items():
        name = folded_header(header)
        if name in _ZONE_HEADERS:
            zone = zone_of_column(value)
            if zone:
                return zone
        elif value and (name in _ZIP_HEADERS or field_of_header(header) == "zip"):
            zips.append(value)
    return next((",".join(zones) for code in zips if (zones := zones_of_zip(code, country))), "")


def contact_zones(explicit: str, number: str, campaign_zone: str) -> tuple[str, ...]:
    """Return the zones a contact may be in, never none.

    Args:
        explicit: As `explicit_zone` returns it; it counts first.
        number: The contact's, as E.164; counts second.
        campaign_zone: What the campaign says of contacts of whom nothing is known, a name or
            nothing. Without it they may be anywhere on the U.S. mainland.
    """
    told = tuple(zone for zone in explicit.split(",") if _zone(zone)) if explicit else ()
    if told or (told := zones_of_number(number)):
        return told
    return (campaign_zone,) if _zone(campaign_zone) else US_MAINLAND


def local_time(now: datetime, zones: Sequence[str]) -> datetime | None:
    """Return the time on a contact's clock, or None where the zones do not agree on one.

    Args:
        now: The moment, aware.
        zones: As `contact_zones` returns them.
    """
    times = [now.astimezone(zone) for zone in known_zones(zones)]
    if not times or len({time.utcoffset() for time in times}) > 1:
        return None
    return times[0]


def known_zones(names: Sequence[str]) -> tuple[ZoneInfo, ...]:
    """Return the zones of these names, without those that this computer does not know."""
    return tuple(zone for name in names if (zone := _zone(name)))


@lru_cache(maxsize=1024)
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _area_and_exchange(number: str) -> tuple[str, str]:
    """The area code of a number of North America, and what follows as far as it tells a place."""
    from phonenumbers.tzdata import TIMEZONE_DATA

    area = number[2:5]
    if area in _OVERLAYS:
        return _OVERLAYS[area], ""
    known = (number[5:end] for end in range(len(number), 5, -1) if number[1:end] in TIMEZONE_DATA)
    return area, next(known, "")


@lru_cache(maxsize=4096)
def _zones_of_area(area: str, exchange: str) -> tuple[str, ...]:
    from phonenumbers.tzdata import TIMEZONE_DATA

    prefix = f"1{area}{exchange}"
    zones = (
        TIMEZONE_DATA[prefix]
        if exchange
        else {zone for key, of in TIMEZONE_DATA.items() if key.startswith(prefix) for zone in of}
    )
    return tuple(sorted(zone for zone in zones if _zone(zone))) or US_MAINLAND


@lru_cache(maxsize=1)
def _by_folded_name() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones()}
