"""What waits in the outbox, and what became of it."""

from __future__ import annotations

from array import array
from collections import Counter

from core.domain import TextState
from core.reader import Reader

_AT_ONCE = 500


async def waiting_texts(reader: Reader) -> array[int]:
    """The ids of the texts that are queued or on the wire."""
    ids: array[int] = array("q")
    async for rows in reader.stream("SELECT id FROM text WHERE state IN ('queued', 'sending')"):
        ids.extend(row[0] for row in rows)
    return ids


async def states_of(reader: Reader, ids: array[int]) -> Counter[TextState]:
    """How many of these texts are in which state now."""
    states: Counter[TextState] = Counter()
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        rows = await reader.bulk(
            f"SELECT state, count(*) FROM text WHERE id IN ({','.join('?' * len(some))}) "
            "GROUP BY state",
            some,
        )
        for state, count in rows:
            states[TextState(state)] += count
    return states
