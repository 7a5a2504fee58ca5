"""Days and hours of a time zone, and the periods that statistics are asked for."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from core.errors import BadInput

QUARTER = 900_000_000
"""Microseconds of a quarter of an hour: every time zone's days and hours begin at one."""


class Step(StrEnum):
    """How long the buckets of a plot are."""

    DAY = "day"
    HOUR = "hour"


@dataclass(frozen=True, slots=True)
class Zone:
    """A time zone and its name. Without `zone` it is the one this machine is set to."""

    zone: tzinfo | None
    name: str

    def start_of(self, at: datetime, step: Step) -> datetime:
        """When the day or hour that holds this moment begins there, in UTC."""
        local = at.astimezone(self.zone)
        if step is Step.HOUR:
            # Taken from the moment itself: an hour that the clocks repeat is two.
            past = timedelta(
                minutes=local.minute, seconds=local.second, microseconds=local.microsecond
            )
            return at.astimezone(UTC) - past
        return self.midnight(local.date())

    def midnight(self, day: date) -> datetime:
        """When this day begins there, in UTC."""
        return datetime.combine(day, time(), self.zone).astimezone(UTC)

    def local(self, at: datetime) -> datetime:
        """What the clocks show there."""
        return at.astimezone(self.zone)


def zone_named(name: str | None, now: datetime) -> Zone:
    """The time zone of this IANA name, or this machine's where there is none.

    Raises:
        BadInput: There is no such time zone.
    """
    if name is None:
        return Zone(None, _own_name(now))
    try:
        return Zone(ZoneInfo(name), name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise BadInput(
            f"There is no time zone “{name}”. Give one like America/Chicago or UTC."
        ) from error


def _own_name(now: datetime) -> str:
    """What this machine's time zone is called; the offset from UTC where no name is found."""
    named = os.environ.get("TZ", "").removeprefix(":")
    if not named:
        linked = str(Path("/etc/localtime").resolve())
        named = linked.partition("zoneinfo/")[2]
    try:
        if named and ZoneInfo(named).utcoffset(now) == now.astimezone().utcoffset():
            return named.removeprefix("Etc/")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        pass
    offset = f"{now.astimezone():%z}"
    return "UTC" if offset == "+0000" else f"UTC{offset[:3]}:{offset[3:5]}"


def period(
    since: str | None, until: str | None, zone: Zone
) -> tuple[datetime | None, datetime | None]:
    """The first moment of one day and the first moment after another, in UTC.

    Args:
        since: A date, `2026-11-23`; None is from the beginning.
        until: The last day that is counted; None is until now.
        zone: Whose days they are.

    Raises:
        BadInput: One is no date, or the last day comes before the first.
    """
    first = None if since is None else day_of(since)
    last = None if until is None else day_of(until)
    if first is not None and last is not None and last < first:
        raise BadInput(f"{last} comes before {first}: there is no day to count.")
    try:
        after = None if last is None else last + timedelta(days=1)
        return (
            None if first is None else zone.midnight(first),
            None if after is None else zone.midnight(after),
        )
    except OverflowError as error:
        raise BadInput("Give dates of this age, like 2026-11-23.") from error


def day_of(written: str) -> date:
    """A day as somebody writes it, `2026-11-23`.

    Raises:
        BadInput: It is no date.
    """
    try:
        return date.fromisoformat(written.strip())
    except ValueError as error:
        raise BadInput(f"“{written}” is no date. Write it like 2026-11-23.") from error
