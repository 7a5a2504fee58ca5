"""Texting hours by the contact's own time zone, right when clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.texting_hours import (
    LEGAL_HOURS,
    HoursOverride,
    HoursSettings,
    TextingHours,
    describe,
    effective_hours,
    is_open,
    opens_at,
)
from core.time_zones import US_MAINLAND

NEW_YORK = "America/New_York"
LOS_ANGELES = "America/Los_Angeles"
KATHMANDU = "Asia/Kathmandu"
LORD_HOWE = "Australia/Lord_Howe"
"""Its summer time is half an hour."""


def hours(start: str, end: str) -> TextingHours:
    """Hours such as `8:00` to `21:00`."""
    minutes = [int(time.split(":")[0]) * 60 + int(time.split(":")[1]) for time in (start, end)]
    return TextingHours(*minutes)


def at(local: str, zone: str = NEW_YORK, fold: int = 0) -> datetime:
    """A moment by a local clock; the second time it shows this with fold 1."""
    return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


@pytest.mark.parametrize(
    ("start", "end", "local", "open_then"),
    [
        ("8:00", "21:00", "2026-03-03T07:59:59", False),
        ("8:00", "21:00", "2026-03-03T08:00:00", True),
        ("8:00", "21:00", "2026-03-03T20:59:59", True),
        ("8:00", "21:00", "2026-03-03T21:00:00", False),
        # Over midnight.
        ("20:00", "2:00", "2026-03-03T19:59:00", False),
        ("20:00", "2:00", "2026-03-03T20:00:00", True),
        ("20:00", "2:00", "2026-03-04T01:59:00", True),
        ("20:00", "2:00", "2026-03-04T02:00:00", False),
        # All day.
        ("0:00", "24:00", "2026-03-03T03:00:00", True),
        ("9:00", "9:00", "2026-03-03T03:00:00", True),
        # Up to midnight.
        ("9:00", "24:00", "2026-03-03T23:59:00", True),
        ("9:00", "0:00", "2026-03-03T23:59:00", True),
        ("9:00", "24:00", "2026-03-04T00:00:00", False),
    ],
)
def test_a_text_may_leave_in_the_hours(start: str, end: str, local: str, open_then: bool) -> None:
    now = at(local)

    assert is_open(hours(start, end), [NEW_YORK], now) is open_then
    assert (opens_at(hours(start, end), [NEW_YORK], now) == now) is open_then


@pytest.mark.parametrize(
    ("start", "end", "now", "opening"),
    [
        ("8:00", "21:00", at("2026-03-03T21:00:30"), at("2026-03-04T08:00")),
        ("8:00", "21:00", at("2026-03-03T06:10:59"), at("2026-03-03T08:00")),
        # The night before clocks go forward is an hour shorter; 2:30 does not exist.
        ("8:00", "21:00", at("2026-03-07T22:00"), at("2026-03-08T08:00")),
        ("2:30", "5:00", at("2026-03-08T01:00"), at("2026-03-08T03:00")),
        # Hours that do not exist on that day at all.
        ("2:15", "2:45", at("2026-03-08T01:00"), at("2026-03-09T02:15")),
        # The night before they go back is an hour longer.
        ("8:00", "21:00", at("2026-10-31T22:00"), at("2026-11-01T08:00")),
        # 1:00 to 1:59 comes twice: hours in it open twice, and close between.
        ("1:00", "1:30", at("2026-11-01T00:30"), at("2026-11-01T01:00")),
        ("1:00", "1:30", at("2026-11-01T01:30"), at("2026-11-01T01:00", fold=1)),
        ("1:30", "1:45", at("2026-11-01T01:50"), at("2026-11-01T01:30", fold=1)),
        ("1:30", "1:45", at("2026-11-01T01:50", fold=1), at("2026-11-02T01:30")),
    ],
)
def test_a_held_text_leaves_when_hours_open_though_clocks_change(
    start: str, end: str, now: datetime, opening: datetime
) -> None:
    assert opens_at(hours(start, end), [NEW_YORK], now) == opening


def test_where_several_zones_are_possible_it_must_be_open_in_all() -> None:
    both = [NEW_YORK, LOS_ANGELES]

    assert not is_open(LEGAL_HOURS, both, at("2026-03-03T10:59"))
    assert is_open(LEGAL_HOURS, both, at("2026-03-03T11:00"))
    assert not is_open(LEGAL_HOURS, both, at("2026-03-03T21:00"))
    assert opens_at(LEGAL_HOURS, both, at("2026-03-03T21:00")) == at("2026-03-04T11:00")
    # In between, the clocks of the one have changed and those of the other have not.
    morning = at("2026-03-08T08:00", LOS_ANGELES)
    assert opens_at(LEGAL_HOURS, both, at("2026-03-08T01:30")) == morning


def test_nobody_is_woken_where_no_hour_is_open_in_all_zones() -> None:
    both, early = [NEW_YORK, LOS_ANGELES], hours("8:00", "10:00")
    at_eight = at("2026-03-03T08:00", LOS_ANGELES)

    # When it is 8:00 in New York it is 5:00 in Los Angeles; at 8:00 there, it is 11:00.
    assert opens_at(early, both, at("2026-03-03T00:00")) == at_eight
    assert opens_at(early, both, at_eight + timedelta(hours=2)) == at_eight + timedelta(days=1)
    # Evening hours end with the evening in the east.
    late = hours("19:00", "21:00")
    assert opens_at(late, both, at("2026-03-03T00:00")) == at("2026-03-03T19:00")
    assert not is_open(late, both, at("2026-03-03T21:00"))
    # Nowhere else than in the night of one of them: the one in the middle counts.
    night, three = hours("3:00", "3:30"), [NEW_YORK, "America/Denver", LOS_ANGELES]
    assert opens_at(night, three, at("2026-03-03T00:00")) == at(
        "2026-03-03T03:00", "America/Denver"
    )


@pytest.mark.parametrize("zones", [[], ["Nowhere/Land"], [""]])
def test_of_whom_no_zone_is_known_may_be_anywhere_on_the_mainland(zones: list[str]) -> None:
    for local in ("10:59", "11:00", "20:59", "21:00"):
        now = at(f"2026-03-03T{local}")
        assert is_open(LEGAL_HOURS, zones, now) is is_open(LEGAL_HOURS, US_MAINLAND, now)
        assert is_open(LEGAL_HOURS, zones, now) is (local in ("11:00", "20:59"))


minutes = st.integers(0, 1440)
zone_names = st.sampled_from(
    [
        *(NEW_YORK, LOS_ANGELES, KATHMANDU, LORD_HOWE, "America/Phoenix", "America/St_Johns"),
        *("Europe/London", "Africa/Casablanca", "Pacific/Apia", "America/Sao_Paulo", "Asia/Gaza"),
    ]
)
changes = st.sampled_from(
    [
        *("2026-03-08", "2026-11-01", "2025-03-30", "2025-10-26", "2025-04-06", "2025-10-05"),
        *("2025-02-23", "2025-04-12", "2011-12-29", "2018-11-04", "2026-07-01"),
    ]
)


def opens_by_brute_force(of: TextingHours, zones: list[str], now: datetime) -> datetime | None:
    """The first minute from now on that is open by every zone's clock, within four days."""
    places = [ZoneInfo(zone) for zone in zones]
    for ahead in range(4 * 1440):
        moment = now + timedelta(minutes=ahead)
        clocks = [moment.astimezone(place) for place in places]
        if all(
            (clock.hour * 60 + clock.minute - of.start_minute) % 1440
            < ((of.end_minute - of.start_minute) % 1440 or 1440)
            for clock in clocks
        ):
            return moment
    return None


@given(minutes, minutes, st.lists(zone_names, min_size=1, max_size=2), changes, minutes)
@example(120, 180, [NEW_YORK], "2026-03-08", 0)
@example(90, 95, [NEW_YORK], "2026-11-01", 0)
@example(60, 90, [LORD_HOWE], "2025-04-06", 0)
@example(0, 1439, ["Pacific/Apia"], "2011-12-29", 0)
def test_hours_open_when_every_clock_says_so_minute_by_minute(
    start: int, end: int, zones: list[str], day: str, minute: int
) -> None:
    of = TextingHours(start, end)
    now = datetime.fromisoformat(f"{day}T00:00+00:00") + timedelta(minutes=minute)
    expected = opens_by_brute_force(of, zones, now)
    opening = opens_at(of, zones, now)

    assert opening >= now
    assert is_open(of, zones, opening)
    if expected is not None and len(zones) == 1:
        assert opening == expected
    elif expected is not None:
        # On days without a common hour the rule for those counts, so it may be sooner.
        assert opening <= expected
        assert is_open(of, zones, expected)


@given(minutes, minutes, st.lists(zone_names, min_size=2, max_size=4, unique=True), changes)
def test_no_text_leaves_in_any_zones_night_while_there_is_a_common_hour(
    start: int, end: int, zones: list[str], day: str
) -> None:
    of = TextingHours(start, end)
    noon = datetime.fromisoformat(f"{day}T12:00+00:00") + timedelta(days=2)
    day_long = [noon + timedelta(minutes=minute) for minute in range(0, 1440, 7)]
    common = [now for now in day_long if all(is_open(of, [zone], now) for zone in zones)]

    if common:
        assert [now for now in day_long if is_open(of, zones, now)] == common


@pytest.mark.parametrize(
    ("organization", "campaign", "expected"),
    [
        (HoursSettings(), None, LEGAL_HOURS),
        (HoursSettings(), HoursOverride(), TextingHours(480, 1260)),
        (HoursSettings(False, 480, 1260), HoursOverride(), None),
        (HoursSettings(True, 480, 1260), HoursOverride(False), None),
        (HoursSettings(False, 480, 1260), HoursOverride(True), TextingHours(480, 1260)),
        (HoursSettings(), HoursOverride(None, 600, 1200), TextingHours(600, 1200)),
        (HoursSettings(), HoursOverride(None, 600, None), TextingHours(600, 1260)),
        (HoursSettings(), HoursOverride(None, 0, 1440), TextingHours(0, 1440)),
    ],
)
def test_a_campaign_may_have_hours_of_its_own(
    organization: HoursSettings, campaign: HoursOverride | None, expected: TextingHours | None
) -> None:
    assert effective_hours(organization, campaign) == expected


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (5, 1441)])
def test_what_is_no_time_of_day_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="minutes of a day"):
        TextingHours(start, end)


@pytest.mark.parametrize(
    ("of", "words"),
    [
        (LEGAL_HOURS, "8:00–21:00"),
        (TextingHours(1230, 65), "20:30–1:05"),
        (TextingHours(0, 1440), "at any time"),
        (None, "at any time"),
    ],
)
def test_hours_are_told_in_words(of: TextingHours | None, words: str) -> None:
    assert describe(of) == words
