"""One conversation, whole: what the transcript, the top bar and the side panel show."""

from __future__ import annotations

import json
from datetime import datetime

from core.domain import (
    Behavior,
    Closing,
    Confirmation,
    Direction,
    Evidence,
    RequestKind,
    Span,
    TextKind,
    TextState,
)
from core.errors import NotFound
from core.media import media_from
from core.merge_fields import opt_out_message
from core.providers.behaviors import decide_opt_out, describe_confirmation, explain, known_of
from core.reader import Reader, Row
from core.stored import body_from, instant
from core.views import ConversationView, OptedOutView, OptOutPreview, TextView
from core.why_waiting import why_it_waits

LATEST = 500
"""So many texts of a conversation are loaded; what is older is counted."""


async def conversation_view(
    reader: Reader, conversation_id: int, now: datetime | None = None
) -> ConversationView:
    """Everything a screen shows of one conversation.

    Args:
        reader: The open database.
        conversation_id: The conversation.
        now: The present moment: a text that has long been to leave says why it has not.

    Raises:
        NotFound: There is no such conversation.
    """
    row = await reader.row(
        """
        SELECT c.assignment_id, p.name, o.name, k.first_name, k.last_name, c.number, l.number,
               l.behavior, o.opt_out_message, o.confirm_unblocked_type_2, c.custom, d.body,
               c.closing, c.request, b.evidence,
               x.id, x.at, x.author, x.source, x.confirmation,
               f.state, f.reason, f.line_id, f.due_at
        FROM conversation c
        JOIN campaign p ON p.id = c.campaign_id
        JOIN organization o ON o.id = c.organization_id
        JOIN contact k ON k.id = c.contact_id
        JOIN line l ON l.id = c.line_id
        LEFT JOIN draft d ON d.conversation_id = c.id
        LEFT JOIN block b ON b.line_id = c.line_id AND b.number = c.number
                          AND b.lifted_at IS NULL
        LEFT JOIN opt_out x ON x.id = c.opt_out_id
        LEFT JOIN text f ON f.opt_out_id = x.id AND f.kind = 'confirmation'
        WHERE c.id = ?
        """,
        (conversation_id,),
    )
    if row is None:
        raise NotFound(f"There is no conversation {conversation_id}.")
    texts, older = await _texts(reader, conversation_id, now)
    evidence = None if row[14] is None else Evidence(row[14])
    facts = known_of(Behavior(row[7]), evidence)
    decision = decide_opt_out(facts, confirm_unblocked_type_2=bool(row[9]))
    asked = RequestKind(row[13])
    return ConversationView(
        id=conversation_id,
        assignment_id=row[0],
        campaign=row[1],
        organization=row[2],
        name=f"{row[3]} {row[4]}".strip() or row[5],
        number=row[5],
        line=row[6],
        texts=texts,
        preview=OptOutPreview(
            behavior=facts.behavior,
            told=facts.told,
            blocked=facts.blocked,
            sends=decision.sends,
            explanation=explain(facts, decision, asked),
            message=opt_out_message(
                row[8],
                first_name=row[3],
                last_name=row[4],
                organization=row[2],
                campaign=row[1],
            ),
            asked=asked,
        ),
        custom=json.loads(row[10]),
        draft="" if row[11] is None else body_from(row[11]),
        opted_out=_opted_out(row[15:20], await why_it_waits(reader, row[20:24], now)),
        closing=None if row[12] is None else Closing(row[12]),
        block=evidence,
        older=older,
    )


def _opted_out(row: Row, waits: str) -> OptedOutView | None:
    if row[0] is None:
        return None
    return OptedOutView(
        id=row[0],
        at=instant(row[1]),
        by=row[2],
        source=row[3],
        confirmation=row[4],
        explanation=describe_confirmation(Confirmation(row[4]), waits=waits),
    )


async def _texts(
    reader: Reader, conversation_id: int, now: datetime | None
) -> tuple[tuple[TextView, ...], int]:
    rows = await reader.rows(
        """
        SELECT id, kind, direction, body, at, state, author, request, span_start, span_end, reason,
               media, line_id, due_at
        FROM text WHERE conversation_id = ? ORDER BY id DESC LIMIT ?
        """,
        (conversation_id, LATEST),
    )
    older = 0
    if len(rows) == LATEST:
        total = await reader.row(
            "SELECT count(*) FROM text WHERE conversation_id = ?", (conversation_id,)
        )
        older = (total[0] if total else LATEST) - LATEST
    texts = [
        TextView(
            id=row[0],
            kind=TextKind(row[1]),
            direction=Direction(row[2]),
            body=body_from(row[3]),
            at=instant(row[4]),
            state=TextState(row[5]),
            author=row[6],
            request=RequestKind(row[7]),
            span=None if row[8] is None else Span(row[8], row[9]),
            reason=await why_it_waits(reader, (row[5], row[10], *row[12:14]), now) or row[10],
            media=media_from(row[11]),
        )
        for row in reversed(rows)
    ]
    texts.sort(key=lambda text: text.at)
    return tuple(texts), older
