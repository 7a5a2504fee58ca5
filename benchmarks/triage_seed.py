"""A database in which many ask to opt out, on lines of both types: for the benchmark of triage.

python -m benchmarks.triage_seed --size 100000 --path FILE
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from benchmarks.seed import FIRST, LAST, MINUTE, START, TEXTER
from core.database import Database
from core.domain import Behavior
from core.gateways import network_path
from core.list_order import NEEDS_REPLY_RANK
from core.migrations import SEARCH_TABLES
from core.providers.simulator import Simulator
from core.stored import instant
from core.triage_order import triage_rank

LINES = ("+12025550100", "+12025550101")
"""Of Type 1 and of Type 2, in turn."""

ASKS = (
    ("STOP", "keyword", "keyword", 1_000),
    ("please stop texting me", "request", "stop-texting", 970),
    ("Take me off your list", "request", "off-the-list", 950),
    ("no me escriban más", "request", "no-escriban", 930),
)
"""What they write, and how it was read; of Type 2, the provider has told those of the keyword."""


def number_of(conversation_id: int) -> str:
    """The number of the contact in a conversation, E.164."""
    return f"+1{4_160_000_000 + conversation_id:010d}"


def is_told(conversation_id: int) -> bool:
    """Whether the provider has told this contact and blocked the line."""
    return conversation_id % 2 == 1 and body_of(conversation_id) == ASKS[0]


def line_of(conversation_id: int) -> str:
    """The line on which they are texted."""
    return LINES[conversation_id % 2]


def asked_at(conversation_id: int) -> int:
    """When they asked, in microseconds since 1970."""
    return START + conversation_id * (MINUTE // 60)


def body_of(conversation_id: int) -> tuple[str, str, str, int]:
    """What they wrote and how it was read; every other of each type is a keyword."""
    place = conversation_id // 2 % (len(ASKS) - 1) + 1
    keyword = conversation_id % 4 in (0, 1)
    return ASKS[0] if keyword else ASKS[place]


def seed(path: Path, waiting: int) -> None:
    """Make the database, with its simulated network; conversations are 1 to `waiting`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Database.open(path).close_now()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        _scenery(connection)
        _people(connection, waiting)
        connection.execute("COMMIT")
        for name in SEARCH_TABLES:
            connection.execute(f"INSERT INTO {name} ({name}) VALUES ('rebuild')")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    asyncio.run(_lines(path))


def _scenery(connection: sqlite3.Connection) -> None:
    connection.execute(
        "INSERT INTO organization (id, name, opt_out_message, confirm_unblocked_type_2, "
        "undo_seconds, hours_enforced, created_at) VALUES "
        "(1, 'Open Roads', 'You are now opted-out and will receive no further messages.', 1, 5, "
        "0, ?)",
        (START,),
    )
    connection.execute("INSERT INTO texter VALUES (1, ?)", (TEXTER,))
    for place, behavior in enumerate(Behavior, start=1):
        connection.execute(
            "INSERT INTO line (id, organization_id, provider, number, behavior) "
            "VALUES (?, 1, 'simulator', ?, ?)",
            (place, LINES[place - 1], behavior),
        )
        connection.execute(
            "INSERT INTO campaign (id, organization_id, line_id, name, description, "
            "default_country, created_at) VALUES (?, 1, ?, ?, '', 'US', ?)",
            (place, place, f"On a line of {behavior}", START),
        )
        connection.execute("INSERT INTO assignment VALUES (?, ?, 1, ?)", (place, place, START))


def _people(connection: sqlite3.Connection, waiting: int) -> None:
    ids = range(1, waiting + 1)
    connection.executemany(
        "INSERT INTO contact (id, organization_id, number, first_name, last_name) "
        "VALUES (?, 1, ?, ?, ?)",
        ((n, number_of(n), FIRST[n % len(FIRST)], LAST[n % len(LAST)]) for n in ids),
    )
    connection.executemany(
        "INSERT INTO conversation (id, organization_id, campaign_id, line_id, contact_id, "
        "assignment_id, number, custom, request, request_text_id, needs_reply, unread, wants_out, "
        "triage_rank, last_text_id, last_at, texted_at, listed, rank, revision) "
        "VALUES (?1, 1, ?2, ?2, ?1, ?2, ?3, '{}', ?4, ?1, 1, 1, 1, ?5, ?1, ?6, ?7, 1, ?8, ?1)",
        (_conversation(n) for n in ids),
    )
    connection.executemany(
        "INSERT INTO text (id, conversation_id, line_id, number, kind, direction, body, at, "
        "state, reason, author, request, span_start, span_end, rule, confidence, language, "
        "attempts) VALUES (?1, ?1, ?2, ?3, 'inbound', 'in', ?4, ?5, 'received', '', '', ?6, 0, "
        "?7, ?8, ?9, 'en', 0)",
        (_text(n) for n in ids),
    )
    connection.executemany(
        "INSERT INTO block (line_id, number, evidence, code, since) "
        "VALUES (2, ?, 'verdict', '', ?)",
        ((number_of(n), asked_at(n)) for n in ids if is_told(n)),
    )


def _conversation(n: int) -> tuple[object, ...]:
    _, request, _, sureness = body_of(n)
    at = asked_at(n)
    rank = triage_rank(1_000 if is_told(n) else sureness, instant(at))
    line = LINES.index(line_of(n)) + 1
    return (n, line, number_of(n), request, rank, at, at - MINUTE, NEEDS_REPLY_RANK + at)


def _text(n: int) -> tuple[object, ...]:
    body, request, rule, sureness = body_of(n)
    line = LINES.index(line_of(n)) + 1
    return (n, line, number_of(n), body, asked_at(n), request, len(body), rule, sureness)


async def _lines(path: Path) -> None:
    network_path(path).unlink(missing_ok=True)
    simulator = Simulator(network_path(path))
    for line, behavior in zip(LINES, Behavior, strict=True):
        await simulator.provision_line(line, behavior)
    await simulator.close()


def seeded(waiting: int, data: Path) -> Path:
    """A database of its own with so many waiting, that may be changed."""
    folder = Path(tempfile.mkdtemp(prefix=f"triage-{waiting}-", dir=_made(data)))
    path = folder / "textbank.sqlite"
    seed(path, waiting)
    return path


def _made(data: Path) -> Path:
    data.mkdir(parents=True, exist_ok=True)
    return data


def forget(path: Path) -> None:
    """Remove such a database."""
    shutil.rmtree(path.parent)


def main() -> None:
    """Make one to look at, or to press keys in: `textbank triage --texter jo --database FILE`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=500)
    parser.add_argument("--path", type=Path, required=True)
    given = parser.parse_args()
    seed(given.path, given.size)


if __name__ == "__main__":
    main()
