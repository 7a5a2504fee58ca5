"""The order of a list: one number for each conversation, highest first.

A conversation's `rank` is kept with it, and is its key in the default order. The other
orders make their keys from the rank, or, by name, from its place among the others.
"""

from __future__ import annotations

import unicodedata
from datetime import datetime

from core.domain import ListSort
from core.stored import microseconds

NEEDS_REPLY_RANK = 1 << 60
"""Added to the rank of a conversation that needs a reply: those stand first."""

OLDEST_FIRST = 2 * NEEDS_REPLY_RANK + (1 << 59)
"""A waiting conversation's key where the longest waiting stands first is this minus its rank."""

_NAME_TOP = 1 << 61
NAME_GAP = 1 << 35
"""Room between two neighbours by name, for names that come later."""


def rank_of(needs_reply: bool, last_at: datetime | None) -> int:
    """Where a conversation stands on its list: replies waiting first, newest first.

    Args:
        needs_reply: Whether the contact wrote last.
        last_at: When the latest text was.
    """
    return (NEEDS_REPLY_RANK if needs_reply else 0) + (microseconds(last_at) if last_at else 0)


def key_of(sort: ListSort, rank: int) -> int:
    """The key of a conversation in an order; by name it depends on the others, too.

    Raises:
        ValueError: The order is by name.
    """
    waits = rank >= NEEDS_REPLY_RANK
    match sort:
        case ListSort.NEED:
            return rank
        case ListSort.OLDEST:
            return OLDEST_FIRST - rank if waits else rank
        case ListSort.NEWEST:
            return flagged(rank & (NEEDS_REPLY_RANK - 1), waits)
    raise ValueError("a name has its place among other names")


def flagged(place: int, needs_reply: bool) -> int:
    """A key that says by its last bit whether a reply waits: higher places stand first."""
    return place << 1 | needs_reply


def place_of(key: int) -> int:
    """The place that such a key was made of."""
    return key >> 1


def name_place(index: int) -> int:
    """The place of the name that comes `index`th, from 0, in a list that is loaded."""
    return _NAME_TOP - index * NAME_GAP


def stands_by_need(sort: ListSort) -> bool:
    """Whether all that needs a reply stands at the head of the list; else a key's last bit says."""
    return sort in (ListSort.NEED, ListSort.OLDEST)


def needs_reply(key: int, sort: ListSort = ListSort.NEED) -> bool:
    """Whether a conversation with this key has a reply waiting."""
    return key >= NEEDS_REPLY_RANK if stands_by_need(sort) else bool(key & 1)


def folded(name: str) -> str:
    """A name as it is sorted: no case, no accents.

    PostgreSQL has collations for this; SQLite calls this function for the names that need it.
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
