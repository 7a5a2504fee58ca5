"""Answering a request from triage: the messenger's composer, for as long as it is needed."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from textual import events, on, work
from textual.binding import Binding, BindingType

from core.errors import TextbankError
from core.views_triage import TriageOutcome
from tui.screens.open_conversation import BLOCKED
from tui.screens.telling import told
from tui.screens.triage_deciding import TriageDecidingScreen
from tui.widgets.composer import Composer, ReplyInput


class TriageReplyingScreen(TriageDecidingScreen):
    """Writes to the contact in hand, who then waits at the end until they write again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r,f5", "reply", "Reply", id="triage.reply",
                tooltip="Write to this contact: at the end of the queue until they write again"),
    ]  # fmt: skip

    @work(group="reply", exclusive=True)
    @told
    async def action_reply(self) -> None:
        """Write to the contact in hand."""
        item = self._item
        if item is None or self._writing or self._deciding or self._app.held_keys.repeats:
            return
        view = await self._desk.conversation(item.conversation_id)
        if item is not self._item:
            return
        composer = self.query_one(Composer)
        composer.bind(
            view.id,
            view.name,
            self._drafts.get(view.id, view.draft),
            number=view.number,
            enabled=view.opted_out is None,
            why_disabled="This contact has opted out: nothing can be sent.",
            warning=BLOCKED if view.preview.blocked else "",
        )
        self.add_class("-writing")
        self.query_one(ReplyInput).focus()

    @on(Composer.Left)
    def _left(self) -> None:
        self._stop_writing()

    @on(events.DescendantFocus)
    def _focus_moved(self, event: events.DescendantFocus) -> None:
        """What is no longer written to is put away; its words are kept."""
        if not isinstance(event.widget, ReplyInput):
            self.remove_class("-writing")

    @on(Composer.Submitted)
    def _submitted(self, event: Composer.Submitted) -> None:
        item = self._item
        if item is not None and item.conversation_id == event.conversation_id:
            self._send(event, uuid4().hex)

    @work(group="writing")
    @told
    async def _send(self, event: Composer.Submitted, operation_id: str) -> None:
        conversation_id = event.conversation_id
        self._drafts.pop(conversation_id, None)
        try:
            await self._desk.reply(conversation_id, event.text, operation_id, tag_ids=event.tag_ids)
        except TextbankError as error:
            self.trouble(error)
            if self.query_one(Composer).restore(conversation_id, event.text, event.replies):
                self._keep_draft(conversation_id, event.text)
            return
        self._stop_writing()
        if self._item is not None and self._item.conversation_id == conversation_id:
            # As it is now: with this text in it.
            self._decide(TriageOutcome.REPLIED, self._item)
