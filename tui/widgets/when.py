"""Moments in the few characters that a list, a transcript or a panel has for them."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def age(at: datetime | None, now: datetime, zone: tzinfo | None = None) -> str:
    """How long ago, in at most six characters: `now`, `2m`, `3h`, `2d`, `Nov 21`, `2024`."""
    if at is None:
        return ""
    seconds = (now - at).total_seconds()
    if seconds < 60:
        return "now"
    if seconds < 3600:
        return f"{int(seconds // 60)}m"
    if seconds < 86400:
        return f"{int(seconds // 3600)}h"
    if seconds < 7 * 86400:
        return f"{int(seconds // 86400)}d"
    local = at.astimezone(zone)
    if local.year != now.astimezone(zone).year:
        return str(local.year)
    return f"{MONTHS[local.month - 1]} {local.day}"


def day_words(day: date, today: date) -> str:
    """A day as a heading: `Today`, `Yesterday` or `Mon 23 Nov 2026`."""
    if day == today:
        return "Today"
    if day == today - timedelta(days=1):
        return "Yesterday"
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def time_words(at: datetime, zone: tzinfo | None = None) -> str:
    """The time of day, local: `10:41`."""
    return f"{at.astimezone(zone):%H:%M}"


def moment_words(at: datetime, zone: tzinfo | None = None) -> str:
    """Day and time, local: `23 Nov 2026, 10:41`."""
    local = at.astimezone(zone)
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}, {local:%H:%M}"
