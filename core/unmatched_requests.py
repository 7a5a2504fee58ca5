"""Requests to opt out that belong to no conversation: nobody has them on a list.

A keyword opts out by itself there. Other words are kept as they came, on the line that they
were texted to, for somebody to read: of a stranger to a campaign, or to a number that no
campaign uses.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from core.asking import TEXT_ASKS
from core.reader import Reader
from core.stored import body_from, instant

_UNMATCHED: Final = f"""
    FROM text t JOIN line l ON l.id = t.line_id JOIN organization o ON o.id = l.organization_id
    WHERE t.conversation_id IS NULL AND {TEXT_ASKS} AND NOT EXISTS (SELECT 1 FROM opt_out x
        WHERE x.organization_id = o.id AND x.number = t.number AND x.ended_at IS NULL)
"""
_ROWS: Final = f"""
    SELECT o.name, t.number, l.number, t.body, t.at,
        (SELECT c.id FROM conversation c WHERE c.organization_id = o.id AND c.number = t.number
            ORDER BY c.texted_at DESC NULLS LAST, c.id DESC LIMIT 1)
    {_UNMATCHED} AND (?1 IS NULL OR o.name = ?1) ORDER BY t.at, t.id
"""


@dataclass(frozen=True, slots=True)
class UnmatchedRequest:
    """Somebody who asks to be left alone, and is not opted out."""

    organization: str
    number: str
    line: str
    """Where they texted to."""
    message: str
    at: datetime
    conversation: int | None
    """Where the organization texts them otherwise: on another line."""


async def unmatched_requests(
    reader: Reader, organization: str | None = None
) -> list[UnmatchedRequest]:
    """These requests, oldest first; of one organization, or of all."""
    rows = await reader.rows(_ROWS, (organization,))
    return [
        UnmatchedRequest(row[0], row[1], row[2], body_from(row[3]), instant(row[4]), row[5])
        for row in rows
    ]


async def count_unmatched(reader: Reader) -> int:
    """How many there are."""
    row = await reader.row(f"SELECT count(*) {_UNMATCHED}")
    return 0 if row is None else int(row[0])
