"""What waits in the outbox, and what became of it."""

from __future__ import annotations

from array import array
from collections import Counter
from datetime import datetime

from core.domain import TextState
from core.reader import Reader
from core.stored import microseconds

_AT_ONCE = 500

WAITING = "Waiting: "
"""How the reason of a text begins that is held by what its account said."""


async def waiting_texts(reader: Reader) -> array[int]:
    """The ids of the texts that are queued or on the wire."""
    ids: array[int] = array("q")
    async for rows in reader.stream("SELECT id FROM text WHERE state IN ('queued', 'sending')"):
        ids.extend(row[0] for row in rows)
    return ids


async def states_of(reader: Reader, ids: array[int]) -> Counter[TextState]:
    """How many of these texts are in which state now."""
    counted = await _counted(reader, ids, "state")
    return Counter({TextState(state): count for state, count in counted.items()})


async def reasons_of(reader: Reader, ids: array[int]) -> Counter[str]:
    """Why those of these texts failed that did, each reason with how many."""
    return await _counted(reader, ids, "reason", "AND state = 'failed'")


async def _counted(
    reader: Reader, ids: array[int], column: str, condition: str = ""
) -> Counter[str]:
    """How many of these texts have which value there."""
    found: Counter[str] = Counter()
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        rows = await reader.bulk(
            f"SELECT {column}, count(*) FROM text WHERE id IN ({','.join('?' * len(some))}) "
            f"{condition} GROUP BY 1",
            some,
        )
        for value, count in rows:
            found[value] += count
    return found


async def due_texts(reader: Reader, now: datetime) -> int:
    """How many texts are to leave now, or are on the wire; not those held until later."""
    row = await reader.row(
        "SELECT count(*) FROM text WHERE state IN ('queued', 'sending') AND due_at <= ?",
        (microseconds(now),),
    )
    return int(row[0]) if row else 0


async def due_since(reader: Reader, now: datetime) -> tuple[int, float]:
    """How many texts are to leave now, and for how many seconds the oldest has been due."""
    row = await reader.row(
        "SELECT count(*), min(due_at) FROM text "
        "WHERE state IN ('queued', 'sending') AND due_at <= ?",
        (microseconds(now),),
    )
    if row is None or row[1] is None:
        return 0, 0.0
    return int(row[0]), (microseconds(now) - row[1]) / 1_000_000


async def held_by_accounts(reader: Reader, now: datetime) -> tuple[int, float]:
    """How many texts wait for their account to be in order, and for how many seconds the oldest."""
    row = await reader.row(
        "SELECT count(*), min(at) FROM text "
        f"WHERE state = 'queued' AND due_at > ? AND reason LIKE '{WAITING}%'",
        (microseconds(now),),
    )
    if row is None or row[1] is None:
        return 0, 0.0
    return int(row[0]), max(0.0, (microseconds(now) - row[1]) / 1_000_000)
