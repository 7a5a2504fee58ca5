"""What was texted with a contact before: in the organization's other campaigns, and only there."""

from __future__ import annotations

from core.domain import Direction
from core.reader import Reader
from core.stored import body_from, instant
from core.views_beside import Outcome, PastConversation

MOST = 50
"""So many campaigns are listed."""


async def contact_history(reader: Reader, conversation_id: int) -> tuple[PastConversation, ...]:
    """The same number's conversations in other campaigns, the one texted last first.

    Another organization's are never among them.
    """
    rows = await reader.rows(
        """
        SELECT c.id, p.name, c.closing, x.id, x.ended_at, t.body, t.direction, t.at,
               (SELECT count(*) FROM text n WHERE n.conversation_id = c.id),
               (SELECT f.at FROM text f WHERE f.conversation_id = c.id ORDER BY f.id LIMIT 1)
        FROM conversation h
        JOIN conversation c ON c.organization_id = h.organization_id AND c.number = h.number
                            AND c.id != h.id
        JOIN campaign p ON p.id = c.campaign_id
        LEFT JOIN text t ON t.id = c.last_text_id
        LEFT JOIN opt_out x ON x.id = (
            SELECT max(o.id) FROM opt_out o
            WHERE o.organization_id = c.organization_id AND o.number = c.number
              AND o.conversation_id = c.id AND (o.ended_how IS NULL OR o.ended_how != 'undo'))
        WHERE h.id = ?
        ORDER BY c.last_at DESC NULLS LAST, c.id DESC
        LIMIT ?
        """,
        (conversation_id, MOST),
    )
    return tuple(
        PastConversation(
            conversation_id=row[0],
            campaign=row[1],
            outcome=_outcome(row[2], row[3], row[4]),
            texts=row[8],
            first_at=None if row[9] is None else instant(row[9]),
            last_at=None if row[7] is None else instant(row[7]),
            last="" if row[5] is None else body_from(row[5]),
            last_direction=Direction.INBOUND if row[6] is None else Direction(row[6]),
        )
        for row in rows
    )


def _outcome(closing: str | None, opt_out_id: int | None, ended_at: int | None) -> Outcome:
    if opt_out_id is not None:
        return Outcome.OPTED_OUT if ended_at is None else Outcome.OPTED_IN
    return Outcome.OPEN if closing is None else Outcome(closing)
