"""Kinds of columns that every table has: moments, and bodies kept to the letter."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Dialect, Text, TypeDecorator, text
from sqlmodel import Field

from core.stored import body_from, instant, microseconds, stored_body


class Instant(TypeDecorator[datetime]):
    """A moment in UTC, kept as whole microseconds since 1970 so that it sorts and indexes."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Refuse a naive time: it would be read back as another moment."""
        return None if value is None else microseconds(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """Give the moment back, aware."""
        return None if value is None else instant(value)


class Body(TypeDecorator[str]):
    """A text as it arrived, to the letter: NULs and lone surrogates survive."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | bytes | None:
        """Keep what UTF-8 cannot say as bytes."""
        return None if value is None else stored_body(value)

    def process_result_value(self, value: str | bytes | None, dialect: Dialect) -> str | None:
        """Give the text back as it arrived."""
        return None if value is None else body_from(value)


def moment(*, nullable: bool = False, index: bool = False) -> Any:
    """A column for a moment."""
    return Field(default=None, sa_type=Instant, nullable=nullable, index=index)


def added(default: bool | int | str, *, before: str | None = None, **more: Any) -> Any:
    """A column that joined its table later, so that the database, too, knows its default.

    Args:
        default: What new rows have.
        before: SQL for the rows of before, where that is something else.
        more: What else `Field` is told.
    """
    sql = f"'{default}'" if isinstance(default, str) else str(int(default))
    known = {"server_default": text(before or sql)}
    return Field(default=default, sa_column_kwargs=known, **more)
