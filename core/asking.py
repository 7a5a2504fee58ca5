"""What of a conversation asks to opt out: the one rule, from the records alone.

A contact's text asks where its words do, or where the gateway took it for a keyword, until
the contact texts START, an administrator lets the number back in, or a texter decides that it
is no opt-out. A block asks while it stands, until a texter decides the same of it. The latest
text that asks is the standing request. `Conversation.request`, `wants_out` and `triage_rank`
are written here and nowhere else, so that no order of events makes a difference to them.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

from core.sqlite_file import beneath
from core.triage_order import ANSWERED, SURE, SUREST


def _says(of: str) -> str:
    """SQL: something was read in the text. Its index holds such texts and no others."""
    return f"({of}.request != 'none' OR {of}.verdict = 'stop')"


_LATER = "(s.at > t.at OR s.at = t.at AND s.id > t.id)"
_VOID = f"""
    EXISTS (SELECT 1 FROM text s WHERE s.line_id = t.line_id AND s.number = t.number
        AND s.verdict = 'start' AND {_LATER})
    OR EXISTS (SELECT 1 FROM text s WHERE s.conversation_id IN (
            SELECT x.id FROM conversation x WHERE x.line_id = t.line_id AND x.number = t.number)
        AND {_says("s")} AND s.request = 'opt_in' AND {_LATER})
    OR EXISTS (SELECT 1 FROM opt_out x WHERE x.organization_id = (
            SELECT l.organization_id FROM line l WHERE l.id = t.line_id)
        AND x.number = t.number AND x.ended_how = 'opt_in' AND x.ended_at >= t.at)
    OR EXISTS (SELECT 1 FROM triage_decision d WHERE d.text_id = t.id
        AND d.outcome = 'not_opt_out' AND d.withdrawn_at IS NULL)
"""
"""SQL: what the text `t` says holds no more."""

TEXT_ASKS = f"""
    {_says("t")} AND t.kind = 'inbound' AND NOT ({_VOID})
    AND (t.request IN ('keyword', 'request') OR t.verdict = 'stop')
"""
"""SQL: the text `t` asks to opt out, still."""
_STRANGER_ASKS = f"""
    {_says("t")} AND t.kind = 'inbound' AND t.request = 'wrong_number' AND NOT ({_VOID})
"""
_BLOCK_ASKS = """
    b.lifted_at IS NULL AND NOT EXISTS (SELECT 1 FROM triage_decision d WHERE d.block_id = b.id
        AND d.outcome = 'not_opt_out' AND d.withdrawn_at IS NULL)
"""

_OF_TEXTS = "FROM text t WHERE t.conversation_id = c.id AND"
_LATEST = "ORDER BY t.at DESC, t.id DESC LIMIT 1"

# Each step once: left to itself, SQLite works the first out again for every column of the last.
_SHOULD_BE = f"""
    WITH found AS MATERIALIZED (
        SELECT c.id, (SELECT t.id {_OF_TEXTS} {TEXT_ASKS} {_LATEST}) AS text_id,
            (SELECT t.id {_OF_TEXTS} {_STRANGER_ASKS} {_LATEST}) AS stranger_id,
            (SELECT min(t.at) {_OF_TEXTS} {TEXT_ASKS}) AS first_at,
            (SELECT b.since FROM block b WHERE b.line_id = c.line_id AND b.number = c.number
                AND {_BLOCK_ASKS}) AS blocked_since,
            (SELECT max(d.at) FROM triage_decision d WHERE d.conversation_id = c.id
                AND d.outcome = 'replied' AND d.withdrawn_at IS NULL
                AND d.read_to >= coalesce((SELECT s.id FROM text s WHERE s.conversation_id = c.id
                    AND s.kind = 'inbound' ORDER BY s.id DESC LIMIT 1), 0)) AS answered_at
        FROM conversation c WHERE {{which}}
    ), should_be AS MATERIALIZED (
        SELECT found.id, coalesce(text_id, stranger_id) AS request_text_id,
            CASE WHEN t.request IN ('keyword', 'request') THEN t.request
                WHEN text_id IS NOT NULL THEN 'keyword'
                WHEN stranger_id IS NOT NULL THEN 'wrong_number' ELSE 'none' END AS request,
            text_id IS NOT NULL OR blocked_since IS NOT NULL AS wants_out,
            CASE WHEN text_id IS NULL AND blocked_since IS NULL THEN 0 ELSE
                CASE WHEN answered_at >= coalesce(blocked_since, 0) THEN {ANSWERED}
                    WHEN blocked_since IS NOT NULL OR t.verdict = 'stop' THEN {SUREST}
                    ELSE max(t.confidence, 1) END * {SURE} + {SURE - 1}
                - coalesce(min(first_at, blocked_since), first_at, blocked_since)
            END AS triage_rank
        FROM found LEFT JOIN text t ON t.id = text_id
    )
"""
_DIFFERS = """
    (c.request, c.request_text_id, c.wants_out, c.triage_rank)
    IS NOT (s.request, s.request_text_id, s.wants_out, s.triage_rank)
"""
_WRITE = f"""
    {_SHOULD_BE} UPDATE conversation AS c SET request = s.request,
        request_text_id = s.request_text_id, wants_out = s.wants_out, triage_rank = s.triage_rank,
        revision = (SELECT coalesce(max(revision), 0) + 1 FROM conversation)
    FROM should_be s WHERE s.id = c.id
"""
_ONE = _WRITE.format(which="c.id = ?")
_OF_LINE = _WRITE.format(which="c.line_id = ? AND c.number = ?")
_OF_NUMBER = _WRITE.format(which="c.organization_id = ? AND c.number = ?")
_ADDED = _WRITE.format(
    which="c.line_id = ? AND c.triage_rank = 0 AND c.number IN "
    "(SELECT b.number FROM block b WHERE b.line_id = ? AND b.lifted_at IS NULL)"
)
_EVERYWHERE = _WRITE.format(which="TRUE") + f" AND {_DIFFERS}"

UNSETTLED: Final = (
    f"{_SHOULD_BE.format(which='TRUE')} SELECT count(*) FROM conversation c "
    f"JOIN should_be s ON s.id = c.id WHERE {_DIFFERS}"
)
"""SQL: how many conversations do not hold what their records say."""

_STILL_ASK = (
    f"SELECT EXISTS (SELECT 1 FROM text t WHERE t.id = ? AND {TEXT_ASKS}), "
    f"EXISTS (SELECT 1 FROM block b WHERE b.id = ? AND {_BLOCK_ASKS})"
)


def settle_conversation(connection: Connection, conversation_id: int) -> None:
    """Write down what one conversation asks for, after a text of its contact."""
    beneath(connection).execute(_ONE, (conversation_id,))


def settle_line(connection: Connection, line_id: int, number: str) -> None:
    """Write down what the conversations of a contact on a line ask for, after a block or START."""
    beneath(connection).execute(_OF_LINE, (line_id, number))


def settle_number(connection: Connection, organization_id: int, number: str) -> None:
    """Write down what a number's conversations ask for, after it was let back in."""
    connection.exec_driver_sql(_OF_NUMBER, (organization_id, number))


def settle_blocked(connection: Connection, line_id: int) -> None:
    """Write down what conversations ask for that were added to a line with blocks."""
    connection.exec_driver_sql(_ADDED, (line_id, line_id))


def settle_everywhere(connection: Connection) -> None:
    """Write down what every conversation asks for; those that are right stay untouched."""
    connection.exec_driver_sql(_EVERYWHERE)


def still_asks(
    connection: Connection, text_id: int | None, block_id: int | None
) -> tuple[bool, bool]:
    """Whether this text asks now, and whether this block does."""
    found = connection.exec_driver_sql(_STILL_ASK, (text_id, block_id)).one()
    return bool(found[0]), bool(found[1])
