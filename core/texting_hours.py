"""Texting hours: when a text may reach a contact, by the clock where the contact may be.

A contact's number or ZIP code may leave several zones possible. The hours are then those that
are open in all of them. Where there is no such time of day, as for two hours across a
continent, a text may leave when the hours are open in one of the zones and it is between
8:00 and 21:00 in all, the hours of the U.S. rule (47 CFR 64.1200(c)(1), the called party's
local time); and where not even that exists, in the hours of the zone in the middle.

Only the offsets from UTC that are in force at a moment count, so a change to or from summer
time needs no rule of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache, reduce
from operator import and_, or_
from typing import Final

from core.time_zones import US_MAINLAND, known_zones

DAY: Final = 1440
"""Minutes."""


@dataclass(frozen=True, slots=True)
class TextingHours:
    """A part of the day, in minutes after local midnight.

    An end at or before the start is on the next day; equal ones mean the whole day.

    Raises:
        ValueError: A minute is not of a day, 0 to 1440.
    """

    start_minute: int
    end_minute: int
    """The first minute in which no text may leave."""

    def __post_init__(self) -> None:
        """Refuse what is no time of day."""
        if not (0 <= self.start_minute <= DAY and 0 <= self.end_minute <= DAY):
            raise ValueError("Texting hours are minutes of a day, 0 to 1440.")

    @property
    def all_day(self) -> bool:
        """Whether a text may leave at any time."""
        return (self.end_minute - self.start_minute) % DAY == 0


LEGAL_HOURS: Final = TextingHours(8 * 60, 21 * 60)
"""Of the U.S. rule, and of a new organization."""


@dataclass(frozen=True, slots=True)
class HoursSettings:
    """The texting hours of an organization."""

    enforced: bool = True
    start: int = LEGAL_HOURS.start_minute
    end: int = LEGAL_HOURS.end_minute


@dataclass(frozen=True, slots=True)
class HoursOverride:
    """What a campaign has of its own; None is the organization's."""

    enforced: bool | None = None
    start: int | None = None
    end: int | None = None


def effective_hours(
    organization: HoursSettings, campaign: HoursOverride | None = None
) -> TextingHours | None:
    """Return the hours of a campaign, or None if its texts may leave at any time."""
    own = campaign or HoursOverride()
    if not (organization.enforced if own.enforced is None else own.enforced):
        return None
    return TextingHours(
        organization.start if own.start is None else own.start,
        organization.end if own.end is None else own.end,
    )


def is_open(hours: TextingHours, zones: Sequence[str], now: datetime) -> bool:
    """Return whether a text may leave now.

    Args:
        hours: The campaign's.
        zones: The names of the zones that the contact may be in; see
            `core.time_zones.contact_zones`. None known counts as the U.S. mainland's.
        now: The moment, aware.
    """
    if hours.all_day:
        return True
    now = now.astimezone(UTC)
    return bool(_open_minutes(hours, _offsets(_places(zones), now)) >> _minute(now) & 1)


def opens_at(hours: TextingHours, zones: Sequence[str], now: datetime) -> datetime:
    """Return the first moment from now on at which a text may leave, in UTC; now if it may now.

    Args:
        hours: As for `is_open`.
        zones: As for `is_open`.
        now: As for `is_open`.
    """
    moment = now.astimezone(UTC)
    if is_open(hours, zones, moment):
        return moment
    places = _places(zones)
    moment = moment.replace(second=0, microsecond=0)
    while True:
        offsets = _offsets(places, moment)
        wait = _minutes_until_open(_open_minutes(hours, offsets), _minute(moment))
        opening = moment + timedelta(minutes=wait)
        if _offsets(places, opening) == offsets:
            return opening
        # A clock is changed before that: it may open then, or later than it seemed.
        moment = _changed_at(places, moment, wait)
        if is_open(hours, zones, moment):
            return moment


def describe(hours: TextingHours | None) -> str:
    """Return hours in words, such as `8:00–21:00`; None as `effective_hours` returns it."""
    if hours is None or hours.all_day:
        return "at any time"
    return f"{_clock(hours.start_minute)}–{_clock(hours.end_minute)}"


def _clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"


def _minute(moment: datetime) -> int:
    """The minute of the day in UTC."""
    return moment.hour * 60 + moment.minute


def _places(zones: Sequence[str]) -> tuple[tzinfo, ...]:
    return known_zones(zones) or known_zones(US_MAINLAND)


def _offsets(places: Sequence[tzinfo], moment: datetime) -> tuple[int, ...]:
    """The minutes by which each place is ahead of UTC at a moment."""
    offsets = (moment.astimezone(place).utcoffset() or timedelta() for place in places)
    return tuple(offset // timedelta(minutes=1) for offset in offsets)


@lru_cache(maxsize=1024)
def _open_minutes(hours: TextingHours, offsets: tuple[int, ...]) -> int:
    """The minutes of the day in UTC at which a text may leave, a bit for each; never none."""
    each = [_in_utc(hours, offset) for offset in offsets]
    legal = reduce(and_, (_in_utc(LEGAL_HOURS, offset) for offset in offsets))
    middle = sorted(offsets)[len(offsets) // 2]
    return reduce(and_, each) or (reduce(or_, each) & legal) or _in_utc(hours, middle)


def _in_utc(hours: TextingHours, offset: int) -> int:
    """The minutes of the day in UTC at which it is one of the hours, a bit for each."""
    length = (hours.end_minute - hours.start_minute) % DAY or DAY
    bits = ((1 << length) - 1) << (hours.start_minute - offset) % DAY
    return (bits | bits >> DAY) & ((1 << DAY) - 1)


def _minutes_until_open(open_minutes: int, minute: int) -> int:
    """How long it is from a minute of the day to the next one that is open."""
    ahead = open_minutes >> minute or open_minutes << (DAY - minute)
    return (ahead & -ahead).bit_length() - 1


def _changed_at(places: Sequence[tzinfo], moment: datetime, within: int) -> datetime:
    """The minute of the first change of an offset within so many minutes after a moment."""
    before, low, high = _offsets(places, moment), 0, within
    while high - low > 1:
        middle = (low + high) // 2
        if _offsets(places, moment + timedelta(minutes=middle)) == before:
            low = middle
        else:
            high = middle
    return moment + timedelta(minutes=high)
