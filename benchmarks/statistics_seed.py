"""A database with a million texts for the statistics: many campaigns, both types, long talks."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from benchmarks.seed import MINUTE, START, database_of

CAMPAIGNS = 20
DAYS = 90


def database_with_texts(conversations: int, texts: int, data: Path) -> Path:
    """The database with so many conversations and about so many texts, made if it is not there.

    Conversations are spread over `CAMPAIGNS` campaigns, half of them of each type, and texts
    over `DAYS` days. A third of the texts that are added came from contacts; one conversation
    in fifty has opted out, ten minutes after the text that asked.
    """
    source = database_of(conversations, data)
    path = source.with_name(f"statistics-{texts}.sqlite")
    if path.exists():
        return path
    half = path.with_name("statistics-half.sqlite")
    half.write_bytes(source.read_bytes())
    with sqlite3.connect(half, isolation_level=None) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        # What keeps the search index is of no interest here, and slow.
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("BEGIN")
        _spread(connection)
        _more_texts(connection, texts)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    os.replace(half, path)
    return path


def _spread(connection: sqlite3.Connection) -> None:
    connection.execute(
        "INSERT INTO line (id, organization_id, provider, number, behavior) "
        "VALUES (2, 1, 'simulator', '+12025550102', 'type2')"
    )
    connection.executemany(
        "INSERT INTO campaign (id, organization_id, line_id, name, description, default_country, "
        "created_at) VALUES (?, 1, ?, ?, '', 'US', ?)",
        [(n, 1 + n % 2, f"Campaign {n}", START) for n in range(2, CAMPAIGNS + 1)],
    )
    connection.execute(f"UPDATE conversation SET campaign_id = 1 + id % {CAMPAIGNS}")
    connection.execute("UPDATE conversation SET line_id = 1 + campaign_id % 2")
    connection.execute(
        "UPDATE opt_out SET campaign_id = 1 + conversation_id % :many, "
        "line_id = 1 + (1 + conversation_id % :many) % 2",
        {"many": CAMPAIGNS},
    )
    connection.execute("UPDATE opt_out SET behavior = 'type' || line_id")


def _more_texts(connection: sqlite3.Connection, texts: int) -> None:
    ((there, last),) = connection.execute("SELECT count(*), max(id) FROM text").fetchall()
    ((conversations,),) = connection.execute("SELECT count(*) FROM conversation").fetchall()
    connection.execute(
        """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :more)
        INSERT INTO text (id, conversation_id, line_id, number, kind, direction, body, at, state,
                          reason, author, request, rule, attempts)
        SELECT :last + i, 1 + i % :conversations, 1, '+' || (14155550001 + i % :conversations),
               iif(i % 3 = 0, 'inbound', 'reply'), iif(i % 3 = 0, 'in', 'out'),
               'Thank you for asking, I will think about it and let you know in the evening.',
               :start + i % :span * 1000000, iif(i % 3 = 0, 'received', 'delivered'), '',
               iif(i % 3 = 0, '', 'jo'), iif(i % 150 = 0, 'request', 'none'), '', 0
        FROM n
        """,
        {
            "more": max(0, texts - there),
            "last": last,
            "conversations": conversations,
            "start": START,
            "span": DAYS * 86_400,
        },
    )
    connection.execute(
        """
        UPDATE opt_out SET text_id = (
            SELECT id FROM text t WHERE t.conversation_id = opt_out.conversation_id
            AND t.kind = 'inbound' ORDER BY id LIMIT 1)
        """
    )
    connection.execute(
        f"UPDATE opt_out SET at = t.at + {10 * MINUTE} FROM text t WHERE t.id = opt_out.text_id"
    )
