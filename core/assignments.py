"""What a texter's lists show: assignments, ids in order, windows of rows, counts, changes.

Lists never load whole: a screen holds ids and keys (16 bytes a row) and fetches the rows
that it shows.
"""

from __future__ import annotations

from array import array
from collections.abc import AsyncIterator, Sequence

from core.domain import Behavior, Closing, Direction, ListFilter, ListSort, RequestKind
from core.gate import gated, readable
from core.list_order import NEEDS_REPLY_RANK, OLDEST_FIRST, key_of
from core.name_order import keyed, listed_by_name, places_by_name, stream_by_name
from core.reader import Reader, Row
from core.stored import body_from, instant
from core.views import AssignmentView, Changes, ConversationRow, ListCounts, ListMark

_WAITS = f"rank >= {NEEDS_REPLY_RANK}"
_DOES_NOT = f"rank < {NEEDS_REPLY_RANK}"

_FILTERS = {
    ListFilter.ALL: "listed",
    ListFilter.REPLY: f"listed AND {_WAITS}",
    ListFilter.OPT_OUT: "listed AND wants_out",
    ListFilter.UNREAD: "listed AND unread",
    ListFilter.AWAITING: f"listed AND rank > 0 AND {_DOES_NOT}",
}
"""SQL on the columns of `conversation`: what each filter shows, but for the gate."""


def _shown(which: ListFilter) -> str:
    """What a filter shows of assignment ?1, without what waits behind its first messages."""
    if which in (ListFilter.OPT_OUT, ListFilter.AWAITING):
        return _FILTERS[which]  # The gate keeps nobody of these waiting.
    return f"{_FILTERS[which]} AND {readable('?1')}"


def _condition(which: ListFilter) -> str:
    return f"assignment_id = ?1 AND {_shown(which)}"


_NEWEST = f"((rank & {NEEDS_REPLY_RANK - 1}) << 1) | ({_WAITS})"

_OLDEST_WAITING = (f"AND {_WAITS}", f"{OLDEST_FIRST} - rank", "rank, id")
_NOT_WAITING = (f"AND {_DOES_NOT}", "rank", "rank DESC, id")

_PARTS = {
    ListSort.NEED: (("", "rank", "rank DESC, id"),),
    ListSort.OLDEST: (_OLDEST_WAITING, _NOT_WAITING),
    ListSort.NEWEST: (("", _NEWEST, "2 DESC, id"),),
}
"""How each order is read: conditions, keys and the order by which an index gives them."""

_HEADS = {
    **_PARTS,
    ListSort.NEWEST: (
        (f"AND {_WAITS}", _NEWEST, "rank DESC, id"),
        (f"AND {_DOES_NOT}", _NEWEST, "rank DESC, id"),
    ),
}
"""The same for the head of a list: parts that an index gives, to be put together."""

_COUNTS = ", ".join(
    f"(SELECT count(*) FROM conversation WHERE assignment_id = {{id}} AND {{{name}}})"
    for name in ("all", "reply", "opt_out")
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
    given = {which.value: condition for which, condition in _FILTERS.items()}
    counts = _COUNTS.format(id="a.id", **given) if counted else "0, 0, 0"
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
    """How many conversations each filter of this assignment holds, and how many replies wait.

    The replies behind the first messages are counted by themselves, not in the filters.
    """
    counts = ", ".join(
        f"(SELECT count(*) FROM conversation WHERE {_condition(which)})" for which in _FILTERS
    )
    held_back = (
        f"(SELECT count(*) FROM conversation WHERE assignment_id = ?1 AND listed AND {_WAITS} "
        f"AND NOT {readable('?1')})"
    )
    [row] = await reader.bulk(f"SELECT {counts}, {held_back}", (assignment_id,))
    named = dict(zip((which.value for which in _FILTERS), row, strict=False))
    return ListCounts(**named, held_back=row[-1])


async def first_page(
    reader: Reader,
    assignment_id: int,
    which: ListFilter,
    sort: ListSort = ListSort.NEED,
    limit: int = 128,
) -> tuple[array[int], array[int]]:
    """The ids and keys at the head of a list: what the first screen needs."""
    if sort is ListSort.NAME:
        # No index gives names in order: nobody else should wait for the sorting.
        return keyed(
            await reader.bulk(
                f"{listed_by_name(_condition(which))} LIMIT {limit}", (assignment_id,)
            )
        )
    found: list[Row] = []
    for also, key, order in _HEADS[sort]:
        found += await reader.rows(
            f"SELECT id, {key} FROM conversation WHERE {_condition(which)} {also} "
            f"ORDER BY {order} LIMIT ?2",
            (assignment_id, limit),
        )
    found.sort(key=lambda row: (-row[1], row[0]))
    del found[limit:]
    return array("q", [row[0] for row in found]), array("q", [row[1] for row in found])


async def list_chunks(
    reader: Reader, assignment_id: int, which: ListFilter, sort: ListSort = ListSort.NEED
) -> AsyncIterator[tuple[array[int], array[int]]]:
    """The ids and keys of a whole list in order, some thousands at a time."""
    if sort is ListSort.NAME:
        async for chunk in stream_by_name(reader, _condition(which), assignment_id):
            yield chunk
        return
    for also, key, order in _PARTS[sort]:
        async for rows in reader.stream(
            f"SELECT id, {key} FROM conversation WHERE {_condition(which)} {also} ORDER BY {order}",
            (assignment_id,),
        ):
            yield array("q", [row[0] for row in rows]), array("q", [row[1] for row in rows])


async def latest_revision(reader: Reader) -> int:
    """The revision that a list loaded from now on will not be behind."""
    row = await reader.row("SELECT coalesce(max(revision), 0) FROM conversation")
    return int(row[0]) if row else 0


async def mark_of(reader: Reader, assignment_id: int) -> ListMark:
    """What a list that is loaded from now on will not be behind."""
    row = await reader.row(
        "SELECT (SELECT coalesce(max(revision), 0) FROM conversation), "
        f"(SELECT coalesce(max(id), 0) FROM text), {gated('?1')}",
        (assignment_id,),
    )
    return ListMark(row[0], row[1], bool(row[2])) if row else ListMark(0, 0, gated=False)


async def changes_since(
    reader: Reader,
    assignment_id: int,
    which: ListFilter,
    since: int | ListMark,
    sort: ListSort = ListSort.NEED,
    held: tuple[Sequence[int], Sequence[int]] = ((), ()),
) -> Changes:
    """What changed on a list after a mark, or a revision.

    Args:
        reader: The open database.
        assignment_id: Whose list.
        which: What part of it.
        since: What the list was not behind when it was read.
        sort: The order of the list.
        held: Ids and keys that the list holds, by which names are placed.
    """
    mark = since if isinstance(since, ListMark) else ListMark(since, 0, gated=False)
    rows = await reader.rows(
        f"SELECT id, rank, revision, assignment_id = ?1 AND {_shown(which)}, "
        f"assignment_id = ?1 AND listed, {_WAITS} AND last_text_id > ?3, last_text_id, "
        f"{gated('?1')} FROM conversation WHERE revision > ?2",
        (assignment_id, mark.revision, mark.text_id),
    )
    on_list = [row for row in rows if row[3]]
    # Who was read stays where it is until the part is chosen anew, and does not vanish
    # beneath the eyes that read it.
    stays = {row[0] for row in rows if which is ListFilter.UNREAD and row[4] and not row[3]}
    reload = False
    if sort is ListSort.NAME:
        places = await places_by_name(reader, [row[0] for row in on_list], *held)
        reload = places is None
        listed = places or []
    else:
        listed = [(row[0], key_of(sort, row[1])) for row in on_list]
    return Changes(
        revision=max((row[2] for row in rows), default=mark.revision),
        listed=tuple(listed),
        left=tuple(row[0] for row in rows if not row[3] and row[0] not in stays),
        stays=tuple(stays),
        arrived=frozenset(row[0] for row in on_list if row[5]),
        text_id=max((row[6] or 0 for row in rows), default=0),
        gated=bool(rows[0][7]) if rows else mark.gated,
        reload=reload,
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
                       AND b.number = c.number AND b.lifted_at IS NULL),
               c.unread, c.closing, c.opt_out_id IS NOT NULL, t.state = 'failed'
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
            unread=bool(row[10]),
            closing=Closing(row[11]) if row[11] else None,
            opted_out=bool(row[12]),
            failed=bool(row[13]),
        )
        for row in rows
    ]
