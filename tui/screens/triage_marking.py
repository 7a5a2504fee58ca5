"""Marking requests one by one, as a range or by a pattern, to opt them all out at once."""

from __future__ import annotations

from array import array
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from core.views import Changes
from core.views_triage import BulkDone
from tui.live_keys import live_key
from tui.screens.telling import told
from tui.screens.triage_replying import TriageReplyingScreen
from tui.widgets.labels import counted_words

if TYPE_CHECKING:
    from tui.screens.triage_batch import BatchLeft

NOTHING_MARKED = "Nothing is marked. {} marks one, {} a range, {} by a pattern."

LEFT_ALONE = ("was left alone and stays marked.", "were left alone and stay marked.")


class TriageMarkingScreen(TriageReplyingScreen):
    """Marks rows, and opts out what is marked, after one question."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x,f3", "mark", "Mark", id="triage.mark",
                tooltip="Mark this one, or take its mark away"),
        Binding("X,shift+f3,f15", "mark_range", "Mark range", id="triage.mark_range", show=False,
                tooltip="Mark all from the last mark to here"),
        Binding("m,f4", "mark_matching", "Match", id="triage.mark_matching",
                tooltip="Mark all that match a pattern"),
        Binding("u,shift+f4,f16", "unmark", "Unmark", id="triage.unmark", show=False,
                tooltip="Take all marks away"),
        Binding("O,f10", "opt_out_marked", "Opt out all", id="triage.opt_out_marked",
                tooltip="Opt out all that are marked; asks once, with a list"),
    ]  # fmt: skip

    _marked_last: int | None = None
    """Where a range begins."""

    def action_mark(self) -> None:
        """Mark what the cursor is on, or take its mark away; a held key does it once."""
        conversation_id = self._list.cursor_id
        if conversation_id is None or not self._app.held_keys.may_act():
            return
        if conversation_id in self._list.marks:
            self._list.unmark((conversation_id,))
        else:
            self._list.mark((conversation_id,), self._mark.text_id)
        self._marked_last = conversation_id
        self._show_progress()

    def action_mark_range(self) -> None:
        """Mark all from the last mark to the cursor."""
        conversation_id = self._list.cursor_id
        if conversation_id is None:
            return
        start = self._marked_last
        if start is None or self._list.key_of(start) is None:
            start = conversation_id
        self._list.mark(self._list.between(start, conversation_id), self._mark.text_id)
        self._marked_last = conversation_id
        self._show_progress()

    def action_unmark(self) -> None:
        """Take all marks away."""
        self._list.unmark_all()
        self._marked_last = None
        self._show_progress()

    def action_mark_matching(self) -> None:
        """Ask for a pattern, and mark what matches it."""
        from tui.screens.triage_matching import MarkMatching

        if self.app.screen is self:
            matched = partial(self._matched, self._mark.text_id)
            self.app.push_screen(MarkMatching(self._session), matched)

    def _matched(self, seen: int, found: array[int] | None) -> None:
        self._app.held_keys.not_before = monotonic()
        if found is None:
            return
        self._list.mark(found, seen)
        self._show_progress()
        marked = counted_words(len(found), "request is marked", "requests are marked")
        key = live_key(self, "triage.opt_out_marked")
        self._notice.say(f"{marked}. {key} opts out all that are marked, after a question.")

    def action_opt_out_marked(self) -> None:
        """Ask once about all that are marked, and opt them out."""
        from tui.screens.triage_batch import OptOutMarked

        if self.app.screen is not self or self._deciding or self._app.held_keys.repeats:
            return
        marks = dict(self._list.marks)
        if not marks:
            ways = ("triage.mark", "triage.mark_range", "triage.mark_matching")
            self._notice.say(NOTHING_MARKED.format(*(live_key(self, way) for way in ways)))
            return
        rows = [row for row in zip(self._list.ids, self._list.keys, strict=True) if row[0] in marks]
        ids = [conversation_id for conversation_id, _ in rows]
        batch = OptOutMarked(
            self._session,
            ids,
            [key for _, key in rows],
            marks,
            now=self._desk.now,
            began=self._batch_began,
            ended=partial(self._batch_ended, ids),
        )
        self.app.push_screen(batch, self._left_batch)

    def _batch_began(self) -> None:
        """Nothing here is counted or moved until the batch has ended."""
        self._batching = True

    @told
    async def _batch_ended(self, ids: list[int], done: BulkDone | None) -> None:
        """Show what was done, under the question still; what was skipped keeps its mark."""
        self._batching = False
        try:
            if done is not None:
                await self._take_out_all(set(ids) - {one.conversation_id for one in done.skipped})
        finally:
            self._changed()

    async def _take_out_all(self, gone: set[int]) -> None:
        in_hand = self._item
        held = None if in_hand is None else in_hand.conversation_id
        await self.ended("ahead")
        if self._ahead is not None and self._ahead.conversation_id in gone:
            self._ahead = None
        self._taken_out += 1
        self._list.unmark(gone)
        there = (gone - {held}).intersection(self._list.ids)
        self._list.apply(Changes(0, left=tuple(there)))
        self._count_one(len(gone))
        if in_hand is not None and held in gone:
            await self._leave(in_hand)

    def _left_batch(self, left: BatchLeft | None) -> None:
        if left is None:
            return
        if left.undo:
            self._undo()
            return
        done = left.done
        words = counted_words(done.opted_out, "contact is opted out.", "contacts are opted out.")
        if done.skipped:
            words += f" {counted_words(len(done.skipped), *LEFT_ALONE)}"
        self._notice.many_opted_out(words, done.undo_until)
