"""What a gateway keeps beside the phones: what customers gave with a text, and its own secrets.

Tables of their own in the simulated network's file, one statement or two each on a
connection whose transaction is the caller's.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from core.providers.simulator_phones import PhoneState
from core.providers.simulator_records import from_micros, read_body

_TABLES = (
    # What came with a text: where its reports go, its tag.
    "CREATE TABLE IF NOT EXISTS gateway_requests "
    "(reference TEXT PRIMARY KEY, details TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS gateway_facts "
    "(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS gateway_texts_by_message ON texts (provider_message_id) "
    "WHERE provider_message_id IS NOT NULL",
)

MEDIA = "media"
"""The detail of a text from a phone that holds the links of its pictures."""

_COLUMNS = (
    "SELECT t.provider_message_id, t.line, t.number, t.body, t.at, t.from_contact, t.state, "
    "r.details, t.seq FROM texts AS t LEFT JOIN gateway_requests AS r "
    "ON r.reference = coalesce(t.reference, t.provider_message_id) "
)


@dataclass(frozen=True, slots=True)
class Message:
    """One text that passed through the gateway, either way."""

    message_id: str
    """What the simulated network calls it: SM and 32 hexadecimal digits."""
    line: str
    number: str
    body: str
    at: datetime
    inbound: bool
    delivered: bool
    details: Mapping[str, str]
    """What the customer gave with it; of one from a phone its pictures, if it has any."""
    place: int
    """Its place in the order of all texts."""

    @property
    def media(self) -> tuple[str, ...]:
        """Links of the pictures that came with it from a phone."""
        return tuple(self.details.get(MEDIA, "").split())


def make_tables(connection: sqlite3.Connection) -> None:
    """Make what is not there yet."""
    for statement in _TABLES:
        connection.execute(statement)


def write_request(
    connection: sqlite3.Connection, reference: str, details: Mapping[str, str]
) -> None:
    """Keep what came with a text."""
    connection.execute(
        "INSERT INTO gateway_requests VALUES (?, ?)", (reference, json.dumps(dict(details)))
    )


def find_message(connection: sqlite3.Connection, message_id: str) -> Message | None:
    """The text with this id."""
    found = connection.execute(
        f"{_COLUMNS} WHERE t.provider_message_id = ?", (message_id,)
    ).fetchone()
    return _message(found) if found else None


def list_messages(
    connection: sqlite3.Connection,
    *,
    line: str | None,
    number: str | None,
    inbound: bool | None,
    limit: int,
    offset: int,
) -> list[Message]:
    """Texts that the gateway took or received, newest first."""
    rows = connection.execute(
        f"{_COLUMNS} WHERE t.provider_message_id IS NOT NULL AND (?1 IS NULL OR t.line = ?1) "
        "AND (?2 IS NULL OR t.number = ?2) AND (?3 IS NULL OR t.from_contact = ?3) "
        "ORDER BY t.seq DESC LIMIT ?4 OFFSET ?5",
        (line, number, inbound, limit, offset),
    )
    return [_message(row) for row in rows]


def list_blocks(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Every block: the line's number and the contact's."""
    return connection.execute("SELECT line, number FROM blocks ORDER BY line, number").fetchall()


def list_phones(connection: sqlite3.Connection) -> list[str]:
    """Every number that texted or was texted."""
    return [row[0] for row in connection.execute("SELECT DISTINCT number FROM texts ORDER BY 1")]


def read_fact(connection: sqlite3.Connection, name: str) -> str | None:
    """What the gateway remembers by this name."""
    found = connection.execute("SELECT value FROM gateway_facts WHERE name = ?", (name,)).fetchone()
    return found[0] if found else None


def write_fact(connection: sqlite3.Connection, name: str, value: str) -> None:
    """Remember something."""
    connection.execute("INSERT OR REPLACE INTO gateway_facts VALUES (?, ?)", (name, value))


def _message(row: tuple[str, str, str, bytes, int, int, str, str | None, int]) -> Message:
    return Message(
        message_id=row[0],
        line=row[1],
        number=row[2],
        body=read_body(row[3]),
        at=from_micros(row[4]),
        inbound=bool(row[5]),
        delivered=row[6] == PhoneState.DELIVERED,
        details=json.loads(row[7]) if row[7] else {},
        place=row[8],
    )
