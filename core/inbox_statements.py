"""What the inbox reads and writes for every text, as statements that are built once.

Plain SQL: a campaign can have thousands of replies a second, and building a statement costs
more than running it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, literal_column, update
from sqlalchemy.dialects import sqlite

from core.conversations import belongs_on_list, next_revision
from core.domain import Behavior, Detection, Verdict
from core.list_order import rank_of
from core.media import stored_media
from core.models import conversations
from core.providers.base import InboundMessage
from core.sqlite_file import beneath
from core.stored import instant, microseconds, stored_body

_LINE: Final = (
    "SELECT l.id, l.organization_id, l.behavior, o.automatic_opt_out, o.automatic_words, "
    "o.request_words "
    "FROM line l JOIN organization o ON o.id = l.organization_id "
    "WHERE l.provider = ? AND l.number = ?"
)
_BEFORE: Final = (
    "SELECT id, conversation_id FROM text WHERE line_id = ? AND provider_message_id = ?"
)
_LATEST: Final = (
    "SELECT id, last_at, wants_out, closing FROM conversation "
    "WHERE line_id = ? AND number = ? ORDER BY texted_at DESC NULLS LAST, id DESC LIMIT 1"
)
_ADD: Final = (
    "INSERT INTO text (conversation_id, line_id, number, kind, direction, body, at, state, "
    "reason, author, request, span_start, span_end, rule, confidence, language, verdict, media, "
    "provider_message_id, attempts) "
    "VALUES (?, ?, ?, 'inbound', 'in', ?, ?, 'received', '', '', ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)"
)
_ADD_NOTICE: Final = (
    "INSERT INTO text (conversation_id, line_id, number, kind, direction, body, at, state, "
    "reason, author, request, rule, attempts) "
    "VALUES (?, ?, ?, 'provider_notice', 'out', ?, ?, 'received', '', 'provider', 'none', '', 0)"
)
_REOPEN: Final = "UPDATE conversation SET closing = NULL WHERE id = ?"
# The rule for `listed` has one home; here it is only written out.
_PUT_ON_TOP: Final = str(
    update(conversations)
    .where(conversations.c.id == literal_column("?4"))
    .values(
        needs_reply=literal_column("1"),
        unread=literal_column("1"),
        last_at=literal_column("?1"),
        rank=literal_column("?2"),
        last_text_id=literal_column("coalesce(?3, conversation.last_text_id)"),
        listed=belongs_on_list(),
        revision=next_revision(),
    )
    .compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
)


@dataclass(frozen=True, slots=True)
class LineFacts:
    """What the inbox knows of the line that was texted."""

    id: int
    organization_id: int
    behavior: Behavior
    automatic_words: str | None
    """Of automatic opt-out, as they are stored; None where that is off."""
    request_words: str
    """Phrases that the organization reads as requests, as they are stored."""


@dataclass(frozen=True, slots=True)
class LatestConversation:
    """The conversation with a contact that we last texted on a line."""

    id: int
    last_at: datetime | None
    wants_out: bool
    is_closed: bool


def line_at(connection: Connection, provider: str, number: str) -> LineFacts | None:
    """A provider's line, if a campaign uses it."""
    row = beneath(connection).execute(_LINE, (provider, number)).fetchone()
    if row is None:
        return None
    return LineFacts(row[0], row[1], Behavior(row[2]), row[4] if row[3] else None, row[5])


def stored_before(
    connection: Connection, line_id: int, provider_message_id: str
) -> tuple[int, int | None] | None:
    """The text that the provider calls so, and its conversation."""
    row = beneath(connection).execute(_BEFORE, (line_id, provider_message_id)).fetchone()
    return None if row is None else (row[0], row[1])


def latest_conversation(
    connection: Connection, line_id: int, number: str
) -> LatestConversation | None:
    """To which conversation a text of this contact belongs."""
    row = beneath(connection).execute(_LATEST, (line_id, number)).fetchone()
    if row is None:
        return None
    last_at = None if row[1] is None else instant(row[1])
    return LatestConversation(row[0], last_at, bool(row[2]), row[3] is not None)


def add_text(
    connection: Connection,
    line_id: int,
    conversation_id: int | None,
    message: InboundMessage,
    detection: Detection,
    confidence: int,
    verdict: Verdict,
) -> int:
    """Store a text of a contact with what was read in it; return its id."""
    span = detection.span
    added = beneath(connection).execute(
        _ADD,
        (
            conversation_id,
            line_id,
            message.number,
            stored_body(message.body),
            microseconds(message.at),
            detection.kind.value,
            span.start if span else None,
            span.end if span else None,
            detection.rule,
            confidence,
            detection.language,
            verdict.value,
            stored_media(message.media),
            message.provider_message_id,
        ),
    )
    assert added.lastrowid is not None
    return added.lastrowid


def add_notice(
    connection: Connection,
    line_id: int,
    conversation_id: int | None,
    number: str,
    words: str,
    at: datetime,
) -> None:
    """Add a line to a transcript that says what the provider did by itself."""
    values = (conversation_id, line_id, number, words, microseconds(at))
    beneath(connection).execute(_ADD_NOTICE, values)


def put_on_top(
    connection: Connection, conversation: LatestConversation, text_id: int, at: datetime
) -> None:
    """Put a conversation where a new text belongs; a hidden one comes back.

    An opted-out one does not: `listed` follows its own rule. A text that comes late does
    not hide a newer one.
    """
    newest = conversation.last_at is None or at >= conversation.last_at
    last_at = at if newest or conversation.last_at is None else conversation.last_at
    values = (microseconds(last_at), rank_of(True, last_at), text_id if newest else None)
    run = beneath(connection)
    if conversation.is_closed:
        run.execute(_REOPEN, (conversation.id,))
    run.execute(_PUT_ON_TOP, (*values, conversation.id))
