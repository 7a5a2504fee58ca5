"""Notes and tags on the contact in hand, and what was texted with them before."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType

from core.desk import Desk
from core.errors import TextbankError
from core.safe_text import for_display
from core.settings import Settings
from core.views import ConversationView
from tui.screens.concluding import ConcludingScreen
from tui.screens.telling import told
from tui.widgets.info_view import InfoView
from tui.widgets.labels import name_words
from tui.widgets.side_panel import SidePanel, Tab

if TYPE_CHECKING:
    from tui.screens.note_editor import NoteAnswer
    from tui.screens.tag_picker import Wanted


class NotingScreen(ConcludingScreen):
    """Keeps what the texter wants to remember."""

    BINDING_GROUP_TITLE = "Notes and tags"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l,ctrl+l", "tag", "Tag", id="messenger.tag", show=False,
                tooltip="Put a tag on this conversation, or take one off"),
        Binding("m,ctrl+n,shift+f6,f18", "note", "Note", id="messenger.note", show=False,
                tooltip="Note something on this contact, for every campaign to see"),
        Binding("e,shift+f4,f16", "earlier", "Earlier texts", id="messenger.earlier", show=False,
                tooltip="Read what was texted with this contact in other campaigns"),
    ]  # fmt: skip

    def __init__(self, desk: Desk, settings: Settings) -> None:
        super().__init__(desk, settings)
        self._notes_begun: dict[int, str] = {}
        """What was written of a note and not kept yet, by conversation."""

    # The Info tab

    async def _beside(self, view: ConversationView) -> None:
        """Load what is known of the contact where its tab is looked at."""
        if self.query_one(SidePanel).active is Tab.INFO:
            from core.contact_facts import contact_facts

            facts = await contact_facts(self._desk, view.id)
            if self._shown is not None and self._shown.id == view.id:
                self.query_one(InfoView).show_facts(facts)
        await super()._beside(view)

    @on(SidePanel.TabChosen)
    def _info_chosen(self, event: SidePanel.TabChosen) -> None:
        """Load what is known of the contact once its tab is chosen."""
        if event.tab is Tab.INFO and self._shown is not None:
            self._show_beside(self._shown)

    # Tags

    async def action_tag(self) -> None:
        """Put a tag on the conversation in hand, or take one off."""
        if self._app.held_keys.repeats:
            return
        view, _ = await self._current()
        if view is None:
            return
        from core.tags import tag_choices
        from tui.screens.tag_picker import TagPicker

        choices = await tag_choices(self._desk.reader, view.id)
        if self.app.screen is self:
            key = self._app.held_keys.press.key
            picker = TagPicker(choices, name_words(view.name, view.number), key)
            self.app.push_screen(picker, partial(self._tags_picked, view))

    def _tags_picked(self, view: ConversationView, wanted: Wanted | None) -> None:
        if wanted:
            self._set_tags(view, wanted)

    @work(group="writing")
    @told
    async def _set_tags(self, view: ConversationView, wanted: Wanted) -> None:
        from core.tags import set_tag, tag_choices

        for tag_id, on_it in wanted.items():
            await set_tag(self._desk, view.id, tag_id, on=on_it)
        choices = await tag_choices(self._desk.reader, view.id)
        words = ", ".join(choice.name for choice in choices if choice.on)
        who = name_words(view.name, view.number)
        self._notice.say(
            f"{who} is tagged {for_display(words)}." if words else f"{who} has no tags."
        )

    # Notes

    async def action_note(self) -> None:
        """Write a note on the contact in hand, or read those there are."""
        if self._app.held_keys.repeats:
            return
        view, _ = await self._current()
        if view is None:
            return
        from core.notes import notes_on
        from tui.screens.note_editor import NoteEditor

        notes = await notes_on(self._desk.reader, view.id)
        if self.app.screen is self:
            editor = NoteEditor(
                notes,
                name_words(view.name, view.number),
                self._desk.texter.name,
                self._notes_begun.get(view.id, ""),
                opened_by=self._app.held_keys.press.key,
            )
            self.app.push_screen(editor, partial(self._note_left, view))

    def _note_left(self, view: ConversationView, answer: NoteAnswer | None) -> None:
        if answer is None:
            return
        self._notes_begun.pop(view.id, None)
        if answer.unsaved.strip():
            self._notes_begun[view.id] = answer.unsaved
        if answer.save:
            self._save_note(view, answer.save)
        elif answer.remove is not None:
            self._remove_note(answer.remove)
        elif answer.unsaved.strip():
            self._notice.say("The note is not saved; what you wrote is there the next time.")

    @work(group="writing")
    @told
    async def _save_note(self, view: ConversationView, body: str) -> None:
        try:
            from core.notes import add_note

            await add_note(self._desk, view.id, body)
        except TextbankError:
            self._notes_begun[view.id] = body
            raise
        self._notice.say(f"Noted on {name_words(view.name, view.number)}.")

    @work(group="writing")
    @told
    async def _remove_note(self, note_id: int) -> None:
        from core.notes import remove_note

        await remove_note(self._desk, note_id)
        self._notice.say("The note is taken away.")

    # Earlier texts

    @work(group="earlier", exclusive=True)
    @told
    async def action_earlier(self, chosen: int | None = None) -> None:
        """Read what was texted with the contact in hand in other campaigns."""
        view, _ = await self._current()
        if view is None:
            return
        from core.contact_history import contact_history
        from tui.screens.past_conversations import PastConversationsScreen

        history = await contact_history(self._desk.reader, view.id)
        if not history:
            self._notice.say("No other campaign of yours texted with this contact.")
        elif self.app.screen is self:
            who = name_words(view.name, view.number)
            self.app.push_screen(PastConversationsScreen(self._desk, history, who, chosen))

    @on(InfoView.PastChosen)
    def _past_chosen(self, event: InfoView.PastChosen) -> None:
        self.action_earlier(event.conversation_id)
