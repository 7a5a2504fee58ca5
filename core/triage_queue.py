"""Reading for triage: the queue in order, its rows, and one request with all that is shown of it.

The queue is what stands on the lists of a texter and asks to opt out, or whose line turned out
to be blocked; an administrator's is that of everybody, with what is on nobody's list. It is
never loaded whole: ids and keys.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import islice

from core.domain import Behavior, Evidence, RequestKind, Span, Texter, Verdict
from core.errors import NotWaiting
from core.reader import Reader, Row
from core.stored import body_from
from core.transcripts import conversation_view
from core.triage_order import SUREST, asked_at_of, sureness_of, waits
from core.triage_pattern import Candidate, TriagePattern
from core.views import Changes, ListMark
from core.views_triage import TriageItem, TriageRow

LEASE = timedelta(seconds=60)
"""How long a claim holds that is not renewed."""

LATEST = 30
"""So many texts of a conversation are shown; more where the one that asks is older."""

AT_ONCE = 1_000
"""So many rows are looked at between two turns of whoever else wants to do something."""

_OF_TEXTER = (
    "c.assignment_id IN (SELECT a.id FROM assignment a JOIN texter x ON x.id = a.texter_id "
    "WHERE x.name = ?1)"
)
LISTED_WAITS = "c.listed AND c.wants_out"
"""SQL: the conversation `c` waits in the queue of the texter whose it is."""

WAITS = waits("c")

WHY_BLOCKED = {
    Evidence.VERDICT: "The provider took a text of theirs for a keyword and blocked the line.",
    Evidence.KEYWORD: "They texted a keyword on which the provider blocks the line.",
    Evidence.REFUSAL: "The provider refused a text to them: they have opted out there.",
    Evidence.DELIVERY_REPORT: "A delivery report says that they have opted out there.",
}
"""What a gateway has shown, in plain sentences."""

WHY_STOPPED = "The provider itself took this text for a keyword."


def scope(texter: Texter) -> str:
    """SQL: the conversation `c` is one of this texter's, whose name is ?1."""
    return "?1 = ?1" if texter.administrator else _OF_TEXTER


def waits_for(texter: Texter) -> str:
    """SQL: the conversation `c` waits in the queue of this texter, whose name is ?1."""
    return f"{WAITS if texter.administrator else LISTED_WAITS} AND {scope(texter)}"


async def mark_of(reader: Reader) -> ListMark:
    """What a queue that is read from now on will not be behind."""
    row = await reader.row(
        "SELECT (SELECT coalesce(max(revision), 0) FROM conversation), "
        "(SELECT coalesce(max(id), 0) FROM text)"
    )
    return ListMark(row[0], row[1], gated=False) if row else ListMark(0, 0, gated=False)


async def queue_chunks(
    reader: Reader, texter: Texter
) -> AsyncIterator[tuple[array[int], array[int]]]:
    """The ids and keys of the queue in order, some thousands at a time."""
    async for rows in reader.stream(
        f"SELECT c.id, c.triage_rank FROM conversation c WHERE {waits_for(texter)} "
        "ORDER BY c.triage_rank DESC, c.id",
        (texter.name,),
    ):
        yield array("q", [row[0] for row in rows]), array("q", [row[1] for row in rows])


async def changes_since(reader: Reader, texter: Texter, since: ListMark) -> Changes:
    """What came to the queue, moved in it and left it since a mark."""
    rows = await reader.rows(
        f"SELECT c.id, c.triage_rank, c.revision, {waits_for(texter)}, "
        "c.last_text_id > ?3 AND EXISTS (SELECT 1 FROM text t WHERE t.id = c.last_text_id "
        "AND t.kind = 'inbound'), c.last_text_id FROM conversation c WHERE c.revision > ?2",
        (texter.name, since.revision, since.text_id),
    )
    waiting = [row for row in rows if row[3]]
    return Changes(
        revision=max((row[2] for row in rows), default=since.revision),
        listed=tuple((row[0], row[1]) for row in waiting),
        left=tuple(row[0] for row in rows if not row[3]),
        arrived=frozenset(row[0] for row in waiting if row[4]),
        text_id=max((row[5] or 0 for row in rows), default=0),
    )


async def waiting(reader: Reader, texter: Texter) -> int:
    """How many wait: with very many, a tenth of a second."""
    [row] = await reader.bulk(
        f"SELECT count(*) FROM conversation c WHERE {waits_for(texter)}", (texter.name,)
    )
    return int(row[0])


# A cross join goes from the claims, which are few, to the conversations.
_HELD = (
    "SELECT count(*) FROM triage_claim k CROSS JOIN conversation c ON c.id = k.conversation_id "
    "WHERE k.session != ?2 AND k.until > ?3 AND {waits}"
)


async def held_by_others(reader: Reader, texter: Texter, session: str, now: int) -> int:
    """How many of those that wait other sessions hold."""
    row = await reader.row(_HELD.format(waits=waits_for(texter)), (texter.name, session, now))
    return int(row[0]) if row else 0


_ROW = """
    SELECT c.id, k.first_name, k.last_name, c.number, t.body, t.span_start, t.span_end,
        c.request, c.triage_rank, l.behavior, p.name, EXISTS (SELECT 1 FROM block b
            WHERE b.line_id = c.line_id AND b.number = c.number AND b.lifted_at IS NULL),
        t.rule, t.language
"""
_FROM = """
    FROM conversation c
    JOIN contact k ON k.id = c.contact_id
    JOIN line l ON l.id = c.line_id
    JOIN campaign p ON p.id = c.campaign_id
    LEFT JOIN text t ON t.id = c.request_text_id AND c.request IN ('keyword', 'request')
"""


def _name(row: Row) -> str:
    return f"{row[1]} {row[2]}".strip() or str(row[3])


async def queue_rows(reader: Reader, ids: Sequence[int], session: str, now: int) -> list[TriageRow]:
    """The rows of these conversations, in no particular order."""
    rows = await reader.rows(
        f"{_ROW}, coalesce((SELECT h.texter FROM triage_claim h WHERE h.conversation_id = c.id "
        "AND h.session != ?2 AND h.until > ?3), ''), "
        "coalesce((SELECT max(s.id) FROM text s WHERE s.conversation_id = c.id), 0) "
        f"{_FROM} WHERE c.id IN (SELECT value FROM json_each(?1))",
        (json.dumps(list(ids)), session, now),
    )
    return [
        TriageRow(
            conversation_id=row[0],
            name=_name(row),
            number=row[3],
            body="" if row[4] is None else body_from(row[4]),
            span=None if row[5] is None else Span(row[5], row[6]),
            asked=_asked(row[7]),
            sureness=sureness_of(row[8]),
            at=asked_at_of(row[8]),
            behavior=Behavior(row[9]),
            campaign=row[10],
            blocked=bool(row[11]),
            claimed_by=row[14],
            last_text_id=row[15],
        )
        for row in rows
    ]


def _asked(request: str) -> RequestKind:
    """How the text was read that asks; what names a wrong number only does not."""
    kind = RequestKind(request)
    return kind if kind.asks_to_opt_out else RequestKind.NONE


async def matching_chunks(
    reader: Reader, texter: Texter, pattern: TriagePattern
) -> AsyncIterator[array[int]]:
    """The ids of the queue that match a pattern, in order, some at a time."""
    async for rows in reader.stream(
        f"{_ROW} {_FROM} WHERE {waits_for(texter)} ORDER BY c.triage_rank DESC, c.id",
        (texter.name,),
    ):
        for some in _parts(rows, AT_ONCE):
            yield array("q", [row[0] for row in some if pattern.matches(_candidate(row))])


def _parts(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    rest = iter(rows)
    while some := list(islice(rest, size)):
        yield some


def _candidate(row: Row) -> Candidate:
    return Candidate(
        name=_name(row),
        number=row[3],
        body="" if row[4] is None else body_from(row[4]),
        asked=_asked(row[7]),
        rule=row[12] or "",
        sureness=sureness_of(row[8]),
        language=row[13] or "",
        behavior=Behavior(row[9]),
        campaign=row[10],
        blocked=bool(row[11]),
        asked_at=asked_at_of(row[8]),
    )


async def item_of(reader: Reader, conversation_id: int) -> TriageItem:
    """One request with all that is shown of it.

    Raises:
        NotFound: There is no such conversation.
        NotWaiting: It does not wait, or no longer.
    """
    row = await reader.row(
        f"""
        SELECT c.assignment_id, c.triage_rank, {WAITS}, t.id, t.request, t.verdict, t.rule,
            t.confidence, t.language, b.id, b.evidence,
            coalesce((SELECT max(s.id) FROM text s WHERE s.conversation_id = c.id), 0),
            (SELECT o.undo_seconds > 0 FROM organization o WHERE o.id = c.organization_id)
        FROM conversation c
        LEFT JOIN text t ON t.id = c.request_text_id AND c.request IN ('keyword', 'request')
        LEFT JOIN block b ON b.line_id = c.line_id AND b.number = c.number
            AND b.lifted_at IS NULL
        WHERE c.id = ?
        """,
        (conversation_id,),
    )
    view = await conversation_view(reader, conversation_id)
    if row is None or not row[2]:
        raise NotWaiting(f"{view.name} no longer waits here: look at the next.")
    evidence = None if row[10] is None else Evidence(row[10])
    text_id = row[3]
    shown = len(view.texts) - LATEST
    asks = (place for place, one in enumerate(view.texts) if one.id == text_id)
    shown = max(0, min(shown, next(asks, shown)))
    return TriageItem(
        conversation_id=conversation_id,
        assignment_id=row[0],
        campaign=view.campaign,
        organization=view.organization,
        name=view.name,
        number=view.number,
        line=view.line,
        behavior=view.preview.behavior,
        asked=view.preview.asked if text_id is not None else RequestKind.NONE,
        text_id=text_id,
        rule=row[6] or "",
        why=_why(row, evidence),
        confidence=1.0 if text_id is None else row[7] / SUREST,
        language=row[8] or "",
        blocked=evidence is not None,
        block=evidence,
        block_id=row[9],
        preview=view.preview,
        texts=view.texts[shown:],
        asked_at=asked_at_of(row[1]),
        last_text_id=row[11],
        undoable=bool(row[12]),
    )


def _why(row: Row, evidence: Evidence | None) -> str:
    # Not before a text is shown: the first frame must not wait for the rules.
    from core.detection import why

    if row[3] is not None and row[6]:
        return why(row[6])
    if row[5] == Verdict.STOP:
        return WHY_STOPPED
    return WHY_BLOCKED[evidence] if evidence is not None else ""
