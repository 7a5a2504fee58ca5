"""The scripted texts loaded ahead: whose turn it is, who comes next, and what is under way."""

from __future__ import annotations

import asyncio
from collections import deque

from tui.screens.scripted_sources import Scripted, ScriptedSource

AHEAD = 50
"""Texts loaded at once: the next is always there when its turn comes."""
FEW = 15
"""When so few are left, more are loaded."""


class ScriptedQueue:
    """Texts in the order in which they are shown: those to be sent, or those set aside."""

    def __init__(self, source: ScriptedSource) -> None:
        self._source = source
        self._items: deque[Scripted] = deque()
        self._last: int | None = None
        """The conversation behind which more are loaded; None is the start."""
        self._loading = asyncio.Lock()
        self._under_way: set[int] = set()
        """Conversations whose text was taken, and is being sent or set aside."""
        self._taken: set[int] = set()
        """Those taken since the load that goes on began: it may still find them."""
        self.more = True
        """Whether there may be more behind what is loaded."""
        self.reviewing = False
        """Whether these are those that were set aside."""
        self.dealt_with = 0
        """How many of this round were sent or set aside."""

    def __len__(self) -> int:
        return len(self._items)

    @property
    def current(self) -> Scripted | None:
        """The text whose turn it is."""
        return self._items[0] if self._items else None

    @property
    def runs_low(self) -> bool:
        """Whether more should be loaded."""
        return self.more and len(self._items) < FEW

    def begin(self, *, reviewing: bool) -> None:
        """Begin a round, with nothing loaded."""
        self._items.clear()
        self._last, self.more = None, True
        self.reviewing, self.dealt_with = reviewing, 0

    async def load(self) -> None:
        """Load more, behind what is loaded."""
        async with self._loading:
            found = await self._ask(self._last)
            here = {item.conversation_id for item in self._items}
            self._items.extend(item for item in found if item.conversation_id not in here)

    async def load_anew(self, keep: Scripted | None = None) -> None:
        """Load from the start, instead of what is loaded; `keep` stays first, as it is."""
        async with self._loading:
            found = await self._ask(None)
            if keep is not None and self.current is not keep:
                # It was taken meanwhile; what is shown since then stays.
                keep = self.current
            first = [] if keep is None else [keep]
            here = {item.conversation_id for item in first}
            self._items = deque(
                [*first, *(item for item in found if item.conversation_id not in here)]
            )

    async def _ask(self, after: int | None) -> list[Scripted]:
        """What is there behind a conversation, without what is under way."""
        reviewing = self.reviewing
        ask = self._source.passed_over if reviewing else self._source.upcoming
        left_out, self._taken = set(self._under_way), set()
        found = await ask(after, AHEAD)
        if reviewing is not self.reviewing:
            return []
        self.more = len(found) == AHEAD
        if found:
            self._last = found[-1].conversation_id
        left_out |= self._taken
        return [item for item in found if item.conversation_id not in left_out]

    def take(self) -> Scripted:
        """Take the text whose turn it is: it is under way until it is `settled`."""
        item = self._items.popleft()
        self._under_way.add(item.conversation_id)
        self._taken.add(item.conversation_id)
        self.dealt_with += 1
        return item

    def settled(self, item: Scripted) -> None:
        """What was to be done with it is done, or has failed."""
        self._under_way.discard(item.conversation_id)

    def bring_back(self, item: Scripted, *, behind_first: bool) -> None:
        """Put a text back, to be shown now, or behind the one that is shown."""
        first = self.current
        if first is not None and first.conversation_id == item.conversation_id:
            return
        rest = [one for one in self._items if one.conversation_id != item.conversation_id]
        self._items = deque([rest[0], item, *rest[1:]] if rest and behind_first else [item, *rest])
        self._taken.discard(item.conversation_id)
        self.dealt_with = max(0, self.dealt_with - 1)
