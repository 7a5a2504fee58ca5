"""Rows of the simulator's file to and from the values they stand for.

Each function is a statement or two on a connection whose transaction is the caller's.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import blake2b

from core.domain import Behavior
from core.errors import BadInput
from core.providers.base import Outcome
from core.providers.simulator_phones import (
    NetworkSettings,
    PhoneKind,
    PhoneState,
    SimulatedLine,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_DRAWS = "draws"


def read_settings(connection: sqlite3.Connection) -> NetworkSettings:
    """How the network behaves just now."""
    stored = dict(connection.execute("SELECT name, value FROM network").fetchall())
    stored.pop(_DRAWS, None)
    if "refuse_outcome" in stored:
        stored["refuse_outcome"] = Outcome(stored["refuse_outcome"])
    for switch in ("can_be_asked", "delivery_reports"):
        if switch in stored:
            stored[switch] = bool(stored[switch])
    return NetworkSettings(**stored)


def mishap_falls(
    connection: sqlite3.Connection, settings: NetworkSettings, counter: str, rate: float = 0.0
) -> bool:
    """Whether a mishap falls on this text: one of the next so many, or by its rate."""
    if getattr(settings, counter) > 0:
        connection.execute("UPDATE network SET value = value - 1 WHERE name = ?", (counter,))
        return True
    if rate <= 0:
        return False
    [(draw,)] = connection.execute(
        "INSERT INTO network VALUES (?, 1) "
        "ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value",
        (_DRAWS,),
    ).fetchall()
    digest = blake2b(f"{settings.seed}:{draw}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") < rate * 2**64


def find_line(connection: sqlite3.Connection, number: str) -> SimulatedLine | None:
    """The line with this number, if it is in service."""
    row = connection.execute(
        "SELECT behavior, opt_out_message, start_message, keywords, start_keywords, "
        "help_keywords, gives_verdicts, forwards_after_block, blocks_in_reports "
        "FROM lines WHERE number = ?",
        (number,),
    ).fetchone()
    if row is None:
        return None
    return SimulatedLine(
        number=number,
        behavior=Behavior(row[0]),
        opt_out_message=read_body(row[1]),
        start_message=read_body(row[2]),
        keywords=_words(row[3]),
        start_keywords=_words(row[4]),
        help_keywords=_words(row[5]),
        gives_verdicts=bool(row[6]),
        forwards_after_block=bool(row[7]),
        blocks_in_reports=bool(row[8]),
    )


@lru_cache(maxsize=256)
def _words(stored: str) -> frozenset[str]:
    # Read for every text that passes, changed hardly ever.
    return frozenset(json.loads(stored))


def write_line(connection: sqlite3.Connection, line: SimulatedLine) -> None:
    """Keep a line, in place of what was kept under its number."""
    connection.execute(
        "INSERT OR REPLACE INTO lines VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            line.number,
            line.behavior.value,
            write_body(line.opt_out_message),
            write_body(line.start_message),
            json.dumps(sorted(line.keywords)),
            json.dumps(sorted(line.start_keywords)),
            json.dumps(sorted(line.help_keywords)),
            line.gives_verdicts,
            line.forwards_after_block,
            line.blocks_in_reports,
        ),
    )


def block_exists(connection: sqlite3.Connection, line: str, number: str) -> bool:
    """Whether nothing is carried between this line and this contact."""
    found = connection.execute(
        "SELECT 1 FROM blocks WHERE line = ? AND number = ?", (line, number)
    ).fetchone()
    return found is not None


def write_block(connection: sqlite3.Connection, line: str, number: str, blocked: bool) -> None:
    """Put or lift a block."""
    if blocked:
        connection.execute("INSERT OR IGNORE INTO blocks VALUES (?, ?)", (line, number))
    else:
        connection.execute("DELETE FROM blocks WHERE line = ? AND number = ?", (line, number))


def add_text(
    connection: sqlite3.Connection,
    line: str,
    number: str,
    body: str,
    at: int,
    *,
    from_contact: bool = False,
    state: PhoneState = PhoneState.DELIVERED,
    kind: PhoneKind = PhoneKind.TEXT,
    reference: str | None = None,
    message_id: str | None = None,
) -> int:
    """Keep a text, on the phone unless its state says that it never got there.

    Returns:
        Its place in the order of all texts.
    """
    cursor = connection.execute(
        "INSERT INTO texts (line, number, from_contact, body, at, state, kind, reference, "
        "provider_message_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            line,
            number,
            from_contact,
            write_body(body),
            at,
            state.value,
            kind.value,
            reference,
            message_id,
        ),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def write_body(body: str) -> bytes:
    """A body as kept. Lone surrogates have no UTF-8, and must come back as they came."""
    return body.encode("utf-8", "surrogatepass")


def read_body(stored: bytes) -> str:
    """A body as it came."""
    return stored.decode("utf-8", "surrogatepass")


def to_micros(moment: datetime) -> int:
    """Microseconds since 1970, UTC.

    Raises:
        BadInput: the time has no time zone.
    """
    if moment.tzinfo is None:
        raise BadInput("A time without a time zone; give it in UTC.")
    return (moment - _EPOCH) // _MICROSECOND


def from_micros(stamp: int) -> datetime:
    """The time so many microseconds after 1970, UTC."""
    return _EPOCH + timedelta(microseconds=stamp)


def seconds_to_micros(seconds: float) -> int:
    """A length of time."""
    return round(seconds * 1_000_000)
