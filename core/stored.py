"""How moments and bodies are kept in a column, for whoever reads one with or without the ORM."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
FOREVER = 1 << 62
"""Later than every moment, in microseconds since 1970."""


def microseconds(at: datetime) -> int:
    """The whole microseconds since 1970 of an aware time; raises ValueError for a naive one."""
    if at.tzinfo is None:
        raise ValueError("times in the database are aware and in UTC")
    return (at - EPOCH) // MICROSECOND


def instant(value: int) -> datetime:
    """The aware UTC time of a number of microseconds since 1970."""
    return EPOCH + timedelta(microseconds=value)


def stored_body(value: str) -> str | bytes:
    """A body as the database keeps it: text, or bytes where UTF-8 cannot say it."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return value.encode("utf-8", "surrogatepass")
    return value


def body_from(value: str | bytes) -> str:
    """A body from what the database kept."""
    return value.decode("utf-8", "surrogatepass") if isinstance(value, bytes) else value
