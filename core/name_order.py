"""Lists in the order of names: loaded sorted, and later names placed by comparing.

A key by name means nothing by itself: neighbours are `NAME_GAP` places apart when a list is
loaded, and who comes later gets a place between two of them.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import AsyncIterator, Iterable, Sequence

from core.list_order import NEEDS_REPLY_RANK, flagged, name_place, place_of
from core.reader import Reader, Row

STEP = 64
"""Names that are compared at once, to place one among a million in four looks."""

_NAMED = """
    SELECT c.id AS id, c.rank >= {needs} AS waits,
           trim(k.first_name || ' ' || k.last_name) AS name, c.number AS number
    FROM conversation c JOIN contact k ON k.id = c.contact_id
"""
_SORTED_BY = "iif(name = '', number, iif(name GLOB '*[^ -~]*', folded(name), lower(name)))"


def _named(condition: str) -> str:
    inner = _NAMED.format(needs=NEEDS_REPLY_RANK)
    return f"SELECT id, waits, {_SORTED_BY} AS sorted FROM ({inner} WHERE {condition})"


def listed_by_name(condition: str) -> str:
    """SQL for id and need of the conversations that meet a condition, sorted by name."""
    chosen = f"c.id IN (SELECT id FROM conversation WHERE {condition})"
    return f"{_named(chosen)} ORDER BY sorted, id"


def keyed(rows: Iterable[Row], start: int = 0) -> tuple[array[int], array[int]]:
    """Ids and keys of rows that come sorted by name, the first of them at place `start`."""
    ids, keys = array("q"), array("q")
    for index, row in enumerate(rows, start):
        ids.append(row[0])
        keys.append(flagged(name_place(index), row[1]))
    return ids, keys


async def stream_by_name(
    reader: Reader, condition: str, assignment_id: int
) -> AsyncIterator[tuple[array[int], array[int]]]:
    """A whole list sorted by name, some thousands at a time."""
    start = 0
    async for rows in reader.stream(listed_by_name(condition), (assignment_id,)):
        yield keyed(rows, start)
        start += len(rows)


async def places_by_name(
    reader: Reader, wanted: Sequence[int], ids: Sequence[int], keys: Sequence[int]
) -> list[tuple[int, int]] | None:
    """The keys of conversations in a list that is sorted by name, as (id, key).

    Who is on the list keeps the place; others get one by their names. None where two
    neighbours have no room left between them: the list is to be loaded anew.

    Args:
        reader: The open database.
        wanted: Which conversations.
        ids: What the list holds, in order. It may change while this runs.
        keys: The keys of those.
    """
    names = await _names(reader, wanted)
    present = dict.fromkeys(wanted)
    held = {i: key for i, key in zip(ids, keys, strict=False) if i in present}
    found: list[tuple[int, int]] = []
    # What was placed a moment ago is a neighbour of what comes next.
    added: list[tuple[tuple[str, int], int]] = []
    for conversation_id in sorted(names, key=lambda one: (names[one][1], one)):
        waits, name = names[conversation_id]
        if conversation_id in held:
            found.append((conversation_id, flagged(place_of(held[conversation_id]), waits)))
            continue
        before, after = await _neighbours(reader, (name, conversation_id), ids, keys)
        for other, place in added:
            if other < (name, conversation_id) and place < before:
                before = place
        if before - after < 2:
            return None
        place = (before + after) // 2
        added.append(((name, conversation_id), place))
        found.append((conversation_id, flagged(place, waits)))
    return found


async def _neighbours(
    reader: Reader, sought: tuple[str, int], ids: Sequence[int], keys: Sequence[int]
) -> tuple[int, int]:
    """The places of the two names between which a name belongs."""
    low, high = 0, len(ids)
    above, below = name_place(-1), name_place(len(ids) + 1)
    while low < high:
        stride = max(1, (high - low) // STEP)
        looked = {ids[at]: (at, place_of(keys[at])) for at in range(low, high, stride)}
        names = await _names(reader, tuple(looked))
        in_order = sorted(looked, key=lambda one: looked[one][0])
        sorted_names = [(names.get(one, (0, ""))[1], one) for one in in_order]
        first_after = bisect_left(sorted_names, sought)
        if first_after < len(in_order):
            high, below = looked[in_order[first_after]]
        if first_after == 0:
            break
        low, above = looked[in_order[first_after - 1]]
        low += 1
    return above, below


async def _names(reader: Reader, ids: Sequence[int]) -> dict[int, tuple[bool, str]]:
    if not ids:
        return {}
    marks = ",".join("?" * len(ids))
    rows = await reader.rows(_named(f"c.id IN ({marks})"), ids)
    return {row[0]: (bool(row[1]), row[2]) for row in rows}
