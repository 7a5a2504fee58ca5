"""Databases of any size for the benchmarks, written straight to the real schema.

python -m benchmarks.seed --sizes 1000,100000
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import sqlite3
import tempfile
import time
from pathlib import Path

from core.database import Database
from core.gateways import network_path
from core.list_order import NEEDS_REPLY_RANK
from core.migrations import SEARCH_TABLES

TEXTER = "jo"
LONG = 64
"""So many conversations at the head of the list hold `LONG_TEXTS` texts."""
LONG_TEXTS = 200
START = 1_790_000_000_000_000
"""When the first text was sent, in microseconds since 1970."""
MINUTE = 60_000_000

FIRST = ("Maria", "Sam", "Dana", "Wei", "Zoë", "Jun", "Priya", "Luis", "Amara", "Noor", "Ivan")
LAST = ("Lopez", "Okafor", "Fox", "Chen", "Ångström", "Ito", "Natarajan", "Cruz", "Bello", "Haddad")
ANSWERS = (
    "who is this",
    "Yes I'll be there! 🎉",
    "I already voted, thanks for asking",
    "What are the opening hours of the library on Main Street? My mother wants to come too.",
    "not this year",
    "请问投票站在哪里？",
    "ok",
)
SENT = (
    "Hi, it's Jo with Open Roads. Will you vote on Tuesday? Your polling place is the library.",
    "Great! Shall I send you the opening hours? They have parking behind the building, and the "
    "bus number 12 stops right in front of it every ten minutes until nine in the evening.",
    "Thank you!",
)


def database_of(size: int, data: Path) -> Path:
    """The database with `size` conversations in this folder, made now if it is not there.

    Conversation n is at place n of the list, from 1. One in 3 needs a reply, one in 50 asks to
    opt out, one in 50 has opted out and is on no list.
    """
    digest = hashlib.sha256()
    sources = [Path(__file__), *sorted(Path("core/migrations/versions").glob("*.py"))]
    for source in sources:
        digest.update(source.read_bytes())
    path = data / f"{size}-{digest.hexdigest()[:12]}" / "textbank.sqlite"
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name("half.sqlite")
    half.unlink(missing_ok=True)
    Database.open(half).close_now()
    with sqlite3.connect(half, isolation_level=None) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        fill(connection, size)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    half.rename(path)
    return path


def copy_of(size: int, data: Path) -> Path:
    """A copy of that database that may be changed; the same place every time."""
    source = database_of(size, data)
    target = source.parent / "scratch" / source.name
    shutil.rmtree(target.parent, ignore_errors=True)
    target.parent.mkdir()
    shutil.copyfile(source, target)
    with target.open("rb+") as file:
        os.fsync(file.fileno())
    network_path(target).unlink(missing_ok=True)
    return target


def number_of(conversation_id: int) -> str:
    """The number of the contact in a conversation, E.164."""
    return f"+1{4_155_550_000 + conversation_id:010d}"


def fill(connection: sqlite3.Connection, size: int) -> None:
    """Write everything in one transaction, the indexes last."""
    indexes = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    ).fetchall()
    triggers = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall()
    connection.execute("BEGIN")
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    _scenery(connection)
    connection.execute(
        "CREATE TEMP TABLE n AS WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c "
        "WHERE i < ?) SELECT i FROM c",
        (size,),
    )
    for table, words in (("first", FIRST), ("last", LAST), ("answer", ANSWERS), ("sent", SENT)):
        connection.execute(f"CREATE TEMP TABLE {table} (i INTEGER PRIMARY KEY, word TEXT)")
        connection.executemany(f"INSERT INTO {table} VALUES (?, ?)", enumerate(words))
    _contacts(connection)
    _conversations(connection, size)
    _texts(connection, size)
    for _, sql in (*indexes, *triggers):
        connection.execute(sql)
    for name in SEARCH_TABLES:
        connection.execute(f"INSERT INTO {name} ({name}) VALUES ('rebuild')")
    connection.execute("COMMIT")


def _scenery(connection: sqlite3.Connection) -> None:
    connection.execute(
        "INSERT INTO organization (id, name, opt_out_message, confirm_unblocked_type_2, "
        "undo_seconds, created_at) VALUES "
        "(1, 'Open Roads', 'You are now opted-out and will receive no further messages.', 1, 5, ?)",
        (START,),
    )
    connection.execute("INSERT INTO texter VALUES (1, ?)", (TEXTER,))
    connection.execute(
        "INSERT INTO line (id, organization_id, provider, number, behavior) "
        "VALUES (1, 1, 'simulator', '+12025550100', 'type1')"
    )
    connection.execute(
        "INSERT INTO campaign (id, organization_id, line_id, name, description, "
        "default_country, created_at) "
        "VALUES (1, 1, 1, 'Spring turnout', 'Who votes where', 'US', ?)",
        (START,),
    )
    connection.execute("INSERT INTO assignment VALUES (1, 1, 1, ?)", (START,))


def _contacts(connection: sqlite3.Connection) -> None:
    connection.execute(
        "INSERT INTO contact SELECT n.i, 1, '+' || (14155550000 + n.i), first.word, last.word "
        f"FROM n JOIN first ON first.i = n.i % {len(FIRST)} JOIN last ON last.i = n.i % {len(LAST)}"
    )
    connection.execute(
        "INSERT INTO opt_out (id, organization_id, number, campaign_id, conversation_id, line_id, "
        "behavior, source, author, at, confirmation, confirmed_at) "
        "SELECT i / 50, 1, '+' || (14155550000 + i), 1, i, 1, 'type1', 'texter', ?, ?, 'sent', ? "
        "FROM n WHERE i % 50 = 0",
        (TEXTER, START, START),
    )
    connection.execute(
        "INSERT INTO opt_out_press (id, opt_out_id, conversation_id, source, author, at, "
        "operation_id) SELECT i / 50, i / 50, i, 'texter', ?, ?, 'seeded-' || i FROM n "
        "WHERE i % 50 = 0",
        (TEXTER, START),
    )


def _conversations(connection: sqlite3.Connection, size: int) -> None:
    # A smaller id stands higher on the list. Text ids: the short conversations' first texts
    # are their ids, their answers follow, then come the long conversations.
    connection.execute(
        f"""
        INSERT INTO conversation (
            id, organization_id, campaign_id, line_id, contact_id, assignment_id, number, custom,
            opt_out_id, request, needs_reply, wants_out, last_text_id, last_at, texted_at,
            listed, rank, revision)
        SELECT i, 1, 1, 1, i, 1, '+' || (14155550000 + i),
            '{{"City": "Oakland", "Precinct": "' || (i % 700) || '"}}',
            iif(i % 50 = 0, i / 50, NULL), iif(i % 50 = 1, 'keyword', 'none'),
            i <= :answered, i % 50 = 1, iif(i <= :answered, :size + i, i), :end - i * {MINUTE},
            :end - i * {MINUTE} - {MINUTE} / 2, i % 50 != 0,
            iif(i <= :answered, {NEEDS_REPLY_RANK}, 0) + :end - i * {MINUTE}, i
        FROM n
        """,
        {"size": size, "answered": _answered(size), "end": _end(size)},
    )


def _answered(size: int) -> int:
    return max(LONG, size // 3)


def _end(size: int) -> int:
    return START + (size + 1) * MINUTE


_TEXT = (
    "INSERT INTO text (id, conversation_id, line_id, number, kind, direction, body, at, state, "
    "reason, author, request, span_start, span_end, rule, provider_message_id, reference, attempts)"
)


def _texts(connection: sqlite3.Connection, size: int) -> None:
    given = {"size": size, "answered": _answered(size), "end": _end(size), "texter": TEXTER}
    connection.execute(
        f"""
        {_TEXT} SELECT n.i, n.i, 1, '+' || (14155550000 + n.i), 'initial', 'out', sent.word,
            :end - n.i * {MINUTE} - {MINUTE} / 2, 'delivered', '', :texter, 'none', NULL, NULL,
            '', 'sim-' || n.i, 'first-' || n.i, 1
        FROM n JOIN sent ON sent.i = n.i % {len(SENT)}
        """,
        given,
    )
    connection.execute(
        f"""
        {_TEXT} SELECT :size + n.i, n.i, 1, '+' || (14155550000 + n.i), 'inbound', 'in',
            iif(n.i % 50 = 1, 'STOP', answer.word), :end - n.i * {MINUTE}, 'received', '', '',
            iif(n.i % 50 = 1, 'keyword', 'none'), iif(n.i % 50 = 1, 0, NULL),
            iif(n.i % 50 = 1, 4, NULL), iif(n.i % 50 = 1, 'keyword', ''), NULL, NULL, 0
        FROM n JOIN answer ON answer.i = n.i % {len(ANSWERS)} WHERE n.i <= :answered
        """,
        given,
    )
    connection.execute(
        f"""
        {_TEXT} SELECT :size * 2 + n.i * {LONG_TEXTS} + k.i, n.i, 1,
            '+' || (14155550000 + n.i), iif(k.i % 2, 'reply', 'inbound'),
            iif(k.i % 2, 'out', 'in'), iif(k.i % 2, sent.word, answer.word),
            :end - n.i * {MINUTE} - (:long - k.i) * {MINUTE} * 30,
            iif(k.i % 2, 'delivered', 'received'), '', iif(k.i % 2, :texter, ''), 'none',
            NULL, NULL, '', NULL, NULL, 0
        FROM n JOIN n AS k ON k.i <= :long - 2
        JOIN sent ON sent.i = k.i % {len(SENT)} JOIN answer ON answer.i = k.i % {len(ANSWERS)}
        WHERE n.i <= {LONG} AND n.i % 50 != 0
        """,
        given | {"long": LONG_TEXTS},
    )


def arguments(description: str | None, sizes: str, runs: int) -> argparse.ArgumentParser:
    """What every benchmark can be told."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", default=sizes, help="conversations, with commas between")
    parser.add_argument("--runs", type=int, default=runs, help="how often each is measured")
    parser.add_argument(
        "--data",
        type=Path,
        default=Path(tempfile.gettempdir()) / "textbank-benchmarks",
        help="where the databases are kept for the next time",
    )
    return parser


def sizes_of(given: argparse.Namespace) -> list[int]:
    """The sizes that were asked for."""
    return [int(size) for size in given.sizes.split(",")]


def main() -> None:
    """Make the databases."""
    given = arguments(__doc__, "1000,10000,100000,1000000", 1).parse_args()
    for size in sizes_of(given):
        before = time.perf_counter()
        path = database_of(size, given.data)
        took = time.perf_counter() - before
        print(
            f"{size:>9,} conversations  {path.stat().st_size >> 20:>5} MiB  {took:6.1f} s  {path}"
        )


if __name__ == "__main__":
    main()
