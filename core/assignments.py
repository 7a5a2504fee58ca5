"""What a texter's lists show: assignments, ids in order, windows of rows, counts, changes.

Lists never load whole: a screen holds ids and ranks (16 bytes a row) and fetches the rows
that it shows.
"""

from __future__ import annotations

from array import array
from collections.abc import AsyncIterator, Sequence

from core.domain import Behavior, Direction, ListFilter, RequestKind
from core.list_order import NEEDS_REPLY_RANK
from core.reader import Reader
from core.stored import body_from, instant
from core.views import AssignmentView, Changes, ConversationRow, ListCounts

_FILTERS = {
    ListFilter.ALL: "listed",
    ListFilter.REPLY: f"listed AND rank >= {NEEDS_REPLY_RANK}",
    ListFilter.OPT_OUT: "listed AND wants_out",
}

_COUNTS = ", ".join(
    f"(SELECT count(*) FROM conversation WHERE assignment_id = {{id}} AND {condition})"
    for condition in _FILTERS.values()
)

_UNSENT = "(SELECT count(*) FROM conversation WHERE assignment_id = a.id AND listed AND rank = 0)"


async def assignments_of(
    reader: Reader, texter: str | None, *, counted: bool = True
) -> list[AssignmentView]:
    """The assignments of a texter, those with the most to do first; None gives everybody's.

    Args:
        reader: The open database.
        texter: Whose assignments.
        counted: Whether to count what waits in each, which takes long on long lists.
    """
    counts = _COUNTS.format(id="a.id") if counted else "0, 0, 0"
    unsent = _UNSENT if counted else "0"
    rows = await reader.bulk(
        f"""
        SELECT a.id, c.name, c.description, o.name, l.behavior, l.number,
               {counts}, {unsent}
        FROM assignment a
        JOIN campaign c ON c.id = a.campaign_id
        JOIN organization o ON o.id = c.organization_id
        JOIN line l ON l.id = c.line_id
        JOIN texter t ON t.id = a.texter_id
        WHERE ? IS NULL OR t.name = ?
        ORDER BY a.id
        """,
        (texter, texter),
    )
    views = [
        AssignmentView(
            id=row[0],
            campaign=row[1],
            description=row[2],
            organization=row[3],
            behavior=Behavior(row[4]),
            line=row[5],
            conversations=row[6],
            unsent=row[9],
            replies=row[7],
            requests=row[8],
        )
        for row in rows
    ]
    return sorted(views, key=lambda view: (-view.requests, -view.replies, view.id))


async def counts_of(reader: Reader, assignment_id: int) -> ListCounts:
    """How many conversations each filter of this assignment holds."""
    rows = await reader.bulk(f"SELECT {_COUNTS.format(id='?')}", (assignment_id,) * 3)
    return ListCounts(*rows[0])


async def first_page(
    reader: Reader, assignment_id: int, which: ListFilter, limit: int = 128
) -> tuple[array[int], array[int]]:
    """The ids and ranks at the head of a list: what the first screen needs."""
    rows = await reader.rows(
        f"SELECT id, rank FROM conversation WHERE assignment_id = ? AND {_FILTERS[which]} "
        "ORDER BY rank DESC, id LIMIT ?",
        (assignment_id, limit),
    )
    return array("q", [row[0] for row in rows]), array("q", [row[1] for row in rows])


async def list_chunks(
    reader: Reader, assignment_id: int, which: ListFilter
) -> AsyncIterator[tuple[array[int], array[int]]]:
    """The ids and ranks of a whole list in order, some thousands at a time."""
    async for rows in reader.stream(
        f"SELECT id, rank FROM conversation WHERE assignment_id = ? AND {_FILTERS[which]} "
        "ORDER BY rank DESC, id",
        (assignment_id,),
    ):
        yield array("q", [row[0] for row in rows]), array("q", [row[1] for row in rows])


async def latest_revision(reader: Reader) -> int:
    """The revision that a list loaded from now on will not be behind."""
    row = await reader.row("SELECT coalesce(max(revision), 0) FROM conversation")
    return int(row[0]) if row else 0


async def changes_since(
    reader: Reader, assignment_id: int, which: ListFilter, revision: int
) -> Changes:
    """What changed on a list after a revision."""
    rows = await reader.rows(
        f"SELECT id, rank, revision, assignment_id = ? AND {_FILTERS[which]} "
        "FROM conversation WHERE revision > ?",
        (assignment_id, revision),
    )
    return Changes(
        revision=max((row[2] for row in rows), default=revision),
        listed=tuple((row[0], row[1]) for row in rows if row[3]),
        left=tuple(row[0] for row in rows if not row[3]),
    )


async def conversation_rows(reader: Reader, ids: Sequence[int]) -> list[ConversationRow]:
    """The rows of these conversations, in no particular order."""
    if not ids:
        return []
    rows = await reader.rows(
        f"""
        SELECT c.id, k.first_name, k.last_name, c.number, t.body, t.direction, c.last_at,
               c.needs_reply, c.request,
               EXISTS (SELECT 1 FROM block b WHERE b.line_id = c.line_id
                       AND b.number = c.number AND b.lifted_at IS NULL)
        FROM conversation c
        JOIN contact k ON k.id = c.contact_id
        LEFT JOIN text t ON t.id = c.last_text_id
        WHERE c.id IN ({",".join("?" * len(ids))})
        """,
        ids,
    )
    return [
        ConversationRow(
            id=row[0],
            name=f"{row[1]} {row[2]}".strip() or row[3],
            number=row[3],
            preview="" if row[4] is None else body_from(row[4]),
            at=None if row[6] is None else instant(row[6]),
            needs_reply=bool(row[7]),
            request=RequestKind(row[8]),
            blocked=bool(row[9]),
            preview_direction=Direction(row[5] or Direction.INBOUND),
        )
        for row in rows
    ]
