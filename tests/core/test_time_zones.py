"""Where a contact may be: by a column, the ZIP code, the number, and at last the campaign."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import postal_zones
from core.postal_zones import zones_of_zip
from core.time_zones import (
    US_MAINLAND,
    contact_zones,
    explicit_zone,
    known_zones,
    local_time,
    zone_of_column,
    zone_of_zip,
    zones_of_number,
)

NEW_YORK, CHICAGO, DENVER = "America/New_York", "America/Chicago", "America/Denver"
PHOENIX, LOS_ANGELES = "America/Phoenix", "America/Los_Angeles"


@pytest.mark.parametrize(
    ("number", "zones"),
    [
        ("+12125550100", {NEW_YORK}),
        ("+13125550100", {CHICAGO}),
        ("+14155550134", {LOS_ANGELES}),
        ("+16025550100", {PHOENIX}),
        ("+17875550100", {"America/Puerto_Rico"}),
        ("+16715550100", {"Pacific/Guam"}),
        ("+14165550100", {"America/Toronto"}),
        # The limit runs through the area code; an exchange may be known to be on one side.
        ("+18505550100", {NEW_YORK, CHICAGO}),
        ("+14485550100", {NEW_YORK, CHICAGO}),
        ("+18504300100", {CHICAGO}),
        ("+12085550100", {"America/Boise", LOS_ANGELES}),
        ("+447700900123", {"Europe/London", "Europe/Guernsey", "Europe/Isle_of_Man"}),
        ("+61468511000", {"Australia/Sydney"}),
        # Of no place: toll-free, personal, an area code that no one knows yet.
        ("+18005550100", set(US_MAINLAND)),
        ("+15005550100", set(US_MAINLAND)),
        ("+12105550100", {CHICAGO}),
        ("+12115550100", set(US_MAINLAND)),
        ("", set()),
        ("nobody", set()),
    ],
)
def test_a_number_tells_where_its_contact_may_be(number: str, zones: set[str]) -> None:
    found = zones_of_number(number)

    assert set(found) == zones
    assert len(known_zones(found)) == len(found)


@pytest.mark.parametrize(
    ("code", "zones"),
    [
        ("02139", [NEW_YORK]),
        ("10001", [NEW_YORK]),
        ("33130", [NEW_YORK]),
        ("48201", [NEW_YORK]),
        ("46204", [NEW_YORK]),
        ("46402", [CHICAGO]),
        ("32501", [CHICAGO]),
        ("37203", [CHICAGO]),
        ("37902", [NEW_YORK]),
        ("40202", [NEW_YORK]),
        ("60601", [CHICAGO]),
        ("70112", [CHICAGO]),
        ("75201", [CHICAGO]),
        ("79901", [DENVER]),
        ("57701", [DENVER]),
        ("58102", [CHICAGO]),
        ("69361", [DENVER]),
        ("80202", [DENVER]),
        ("83702", [DENVER]),
        ("83814", [LOS_ANGELES]),
        ("84101", [DENVER]),
        ("85004", [PHOENIX]),
        ("89101", [LOS_ANGELES]),
        ("90210", [LOS_ANGELES]),
        ("97201", [LOS_ANGELES]),
        ("98101", [LOS_ANGELES]),
        ("37723", [CHICAGO]),
        ("46968", [CHICAGO]),
        ("99501", ["America/Anchorage"]),
        ("99546", ["America/Adak"]),
        ("96813", ["Pacific/Honolulu"]),
        ("96799", ["Pacific/Pago_Pago"]),
        ("96910", ["Pacific/Guam"]),
        ("00901", ["America/Puerto_Rico"]),
        ("00802", ["America/Puerto_Rico"]),
        # A limit of time zones runs through these.
        ("42701", [CHICAGO, NEW_YORK]),
        ("49801", [CHICAGO, NEW_YORK]),
        ("86503", [PHOENIX, DENVER]),
        ("97914", [DENVER, LOS_ANGELES]),
        # As people and spreadsheets write them.
        ("02139-1234", [NEW_YORK]),
        (" 02139 1234 ", [NEW_YORK]),
        ("021391234", [NEW_YORK]),
        ("2139", [NEW_YORK]),
        ("2139.0", [NEW_YORK]),
        ("2139-1234", [NEW_YORK]),
        ("21391234", [NEW_YORK]),
        ("901", ["America/Puerto_Rico"]),
        # Soldiers abroad, Palau, codes that do not exist, no codes.
        ("09012", []),
        ("96940", []),
        ("00123", []),
        ("12", []),
        ("123456", []),
        ("SW1A 1AA", []),
        ("ZIP", []),
        ("", []),
        # Canada.
        ("K1A 0B1", ["America/Toronto"]),
        ("h2x1y4", ["America/Toronto"]),
        ("B3H", ["America/Halifax"]),
        ("A1C 5S7", ["America/St_Johns"]),
        ("S4P 3Y2", ["America/Regina"]),
        ("V6B 1A1", ["America/Vancouver"]),
        ("V1C 2H5", ["America/Edmonton"]),
        ("P0T 2E0", ["America/Toronto", "America/Winnipeg"]),
        ("D1A 1A1", []),
    ],
)
def test_a_zip_code_tells_where_its_contact_may_be(code: str, zones: list[str]) -> None:
    assert list(zones_of_zip(code, "US")) == zones
    assert zone_of_zip(code, "ca") == (zones[0] if len(zones) == 1 else None)
    assert len(known_zones(zones)) == len(zones)


def test_every_zone_of_the_tables_exists() -> None:
    names = [*postal_zones._NAMES.values()]
    names += [f"America/{name}" for of in postal_zones._CANADIAN.values() for name in of.split()]

    assert len(known_zones(names)) == len(names)
    assert {letter for letters in postal_zones._table().values() for letter in letters} == set(
        postal_zones._NAMES
    )


def test_codes_of_other_countries_are_not_taken_for_zip_codes() -> None:
    assert zones_of_zip("10115", "DE") == ()


@given(st.text(max_size=14))
def test_any_code_is_understood_or_not(code: str) -> None:
    assert len(known_zones(zones_of_zip(code))) == len(zones_of_zip(code))


@pytest.mark.parametrize(
    ("value", "zone"),
    [
        ("America/New_York", NEW_YORK),
        (" america/new_york ", NEW_YORK),
        ("America/New York", NEW_YORK),
        ("Europe/Paris", "Europe/Paris"),
        ("America/Argentina/Ushuaia", "America/Argentina/Ushuaia"),
        ("US/Eastern", NEW_YORK),
        ("US/Arizona", PHOENIX),
        ("Canada/Newfoundland", "America/St_Johns"),
        ("EST5EDT", NEW_YORK),
        ("Eastern", NEW_YORK),
        ("eastern time", NEW_YORK),
        ("ET", NEW_YORK),
        ("EST", NEW_YORK),
        ("E.T.", NEW_YORK),
        ("CDT", CHICAGO),
        ("MST", DENVER),
        ("Pacific Daylight Time", LOS_ANGELES),
        ("Eastern Standard Time", NEW_YORK),
        ("US Mountain Standard Time", PHOENIX),
        ("Hawaiian Standard Time", "Pacific/Honolulu"),
        ("(UTC-05:00) Eastern Time (US & Canada)", NEW_YORK),
        ("(GMT-07:00) Arizona", PHOENIX),
        # An offset is no place: UTC-5 is New York in winter and Chicago in summer.
        ("UTC-5", None),
        ("-5", None),
        ("GMT+1", None),
        ("Etc/GMT+5", None),
        ("UTC", None),
        # Short names of several places.
        ("IST", None),
        ("AST", None),
        # No names at all.
        ("", None),
        ("Nowhere/Land", None),
        ("America", None),
        ("../../etc/passwd", None),
        ("/etc/localtime", None),
        ("posix/America/New_York", None),
        ("America/New_York\0", None),
        ("x" * 5000, None),
    ],
)
def test_a_column_names_its_zone_in_many_ways(value: str, zone: str | None) -> None:
    assert zone_of_column(value) == zone


@given(st.text(max_size=40))
def test_any_cell_names_a_zone_or_none(value: str) -> None:
    zone = zone_of_column(value)

    assert zone is None or len(known_zones([zone])) == 1


@pytest.mark.parametrize(
    ("custom", "zone"),
    [
        ({"Time Zone": "Pacific", "zip": "10001"}, LOS_ANGELES),
        ({"contact_tz": "America/Denver"}, DENVER),
        ({"TIMEZONE": "UTC-5", "zip": "60601"}, CHICAGO),
        ({"zip": "60601"}, CHICAGO),
        ({"Mailing Zip Code": "60601"}, CHICAGO),
        ({"zip": "", "Home ZIP": "98101"}, LOS_ANGELES),
        ({"zip": "42701"}, f"{CHICAGO},{NEW_YORK}"),
        # The last four digits of a ZIP+4 are not a ZIP code.
        ({"zip4": "2139"}, ""),
        ({"district": "60601", "zone": "Central"}, ""),
        ({}, ""),
    ],
)
def test_a_contacts_own_columns_tell_its_zone(custom: dict[str, str], zone: str) -> None:
    assert explicit_zone(custom, "US") == zone


def test_the_column_counts_before_the_number_and_that_before_the_campaign() -> None:
    new_york = "+12125550100"

    assert contact_zones(LOS_ANGELES, new_york, DENVER) == (LOS_ANGELES,)
    assert contact_zones(f"{CHICAGO},{NEW_YORK}", new_york, DENVER) == (CHICAGO, NEW_YORK)
    assert contact_zones("", new_york, DENVER) == (NEW_YORK,)
    assert contact_zones("Nowhere/Land", new_york, DENVER) == (NEW_YORK,)
    assert contact_zones("", "+8835100000000", DENVER) == (DENVER,)
    assert contact_zones("", "+8835100000000", "") == US_MAINLAND


def test_local_time_is_told_where_it_is_one() -> None:
    now = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)

    there = local_time(now, ["Europe/London", "Europe/Guernsey"])
    assert there is not None
    assert there == now
    assert (there.hour, there.tzinfo) == (13, ZoneInfo("Europe/London"))
    # In winter one clock, in summer two.
    arizona = ["America/Phoenix", "America/Denver"]
    assert local_time(now, arizona) is None
    assert local_time(datetime(2026, 1, 1, 12, 0, tzinfo=UTC), arizona) is not None
    assert local_time(now, []) is None


def test_the_data_of_numbers_is_loaded_only_for_a_number() -> None:
    script = (
        "import sys; from core.time_zones import contact_zones; import core.texting_hours; "
        "contact_zones('America/Denver', '+12125550100', ''); "
        "sys.exit('phonenumbers' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
