"""Answering with replies at hand: recommended ones, one's own, and where to go after sending."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType

from core.safe_text import for_line
from core.views import ConversationView
from tui.screens.concluding import ConcludingScreen
from tui.screens.telling import told
from tui.widgets.composer import Composer, ReplyInput
from tui.widgets.replies_view import RepliesView
from tui.widgets.side_panel import SidePanel, Tab

if TYPE_CHECKING:
    from core.views_beside import ReplyAtHand

    _Act = Callable[[ConversationView, tuple[ReplyAtHand, ...]], None]

CLOSED = "This contact has opted out: nothing can be sent."


class AnsweringScreen(ConcludingScreen):
    """Puts replies at hand into the composer. Nothing is sent by that."""

    BINDING_GROUP_TITLE = "Replies at hand"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p,f11", "pick_reply", "Replies", id="messenger.pick_reply",
                tooltip="Look for a reply by a few letters of it, and put it into yours"),
        Binding("1,2,3,4,5,6,7,8,9", "number", "Reply by number", id="messenger.number",
                show=False, tooltip="Put the reply of this number into yours; answer the survey"),
        Binding("right_square_bracket,ctrl+t,shift+f2,f14", "tab(1)", "Next tab",
                id="messenger.next_tab", show=False,
                tooltip="Show the next tab on the right: Survey, Replies or Info"),
        Binding("left_square_bracket", "tab(-1)", "Previous tab", id="messenger.previous_tab",
                show=False, tooltip="Show the tab before on the right"),
    ]  # fmt: skip

    _at_hand: tuple[int, tuple[ReplyAtHand, ...]] = (0, ())
    """A conversation, and the replies for it."""

    def on_mount(self) -> None:
        """Send the way this texter likes it."""
        self.query_one(Composer).enter_goes_on = self._settings.after_send == "next"

    # What is at hand

    async def _beside(self, view: ConversationView) -> None:
        """Load the replies, and what texting hours do to one that is sent now."""
        await self._load_replies(view.id)
        await super()._beside(view)

    async def _load_replies(self, conversation_id: int) -> tuple[ReplyAtHand, ...]:
        from core.holding import hours_view
        from core.replies import replies_for

        replies = await replies_for(self._desk, conversation_id)
        hours = (await hours_view(self._desk, conversation_id)).words
        if self._shown is not None and self._shown.id == conversation_id:
            self._at_hand = (conversation_id, replies)
            self.query_one(RepliesView).show(conversation_id, replies)
            self.query_one(Composer).know(conversation_id, replies, hours)
            if replies:
                self.query_one(SidePanel).suggest(Tab.REPLIES)
        return replies

    def _show_nothing(self) -> None:
        super()._show_nothing()
        self._at_hand = (0, ())
        self.query_one(RepliesView).show(None, ())

    # Taking one

    async def action_number(self) -> None:
        """Take the reply of the number that was pressed, or answer the survey with it."""
        key = self._app.held_keys.press.key
        keys = self._number_keys()
        if key not in keys:
            await self.action_pick_reply()
            return
        number = keys.index(key) + 1
        if self._survey_takes_numbers():
            self._answer_survey(number, key)
        elif not self._app.held_keys.repeats:
            await self._with_replies(partial(self._take_number, number, key))

    def _number_keys(self) -> tuple[str, ...]:
        """The keys that are numbers, in order; none where they write."""
        return tuple(k for k, active in self.active_bindings.items()
                     if active.binding.id == "messenger.number")  # fmt: skip

    async def action_pick_reply(self) -> None:
        """Look for a reply."""
        if not self._app.held_keys.repeats:
            await self._with_replies(self._pick)

    async def _with_replies(self, act: _Act) -> None:
        """Act on the conversation in hand: at once where its replies are there already."""
        view, _ = await self._current()
        if view is None:
            return
        if view.opted_out is not None:
            self._notice.say(CLOSED)
        elif self._at_hand[0] == view.id:
            act(view, self._at_hand[1])
        else:
            self._load_and_act(view, act)

    @work(group="taking", exclusive=True)
    @told
    async def _load_and_act(self, view: ConversationView, act: _Act) -> None:
        replies = await self._load_replies(view.id)
        if self._in_hand == view.id:
            act(view, replies)

    def _take_number(
        self, number: int, key: str, view: ConversationView, replies: tuple[ReplyAtHand, ...]
    ) -> None:
        if number <= len(replies):
            self._take(view.id, replies[number - 1], key)
        elif replies:
            self._notice.say(f"There is no reply {number}. p looks for one.")
        else:
            self._notice.say("No replies are at hand. shift+f5 keeps what you write as your own.")

    def _pick(self, view: ConversationView, replies: tuple[ReplyAtHand, ...]) -> None:
        from tui.screens.reply_picker import ReplyPicker

        if self.app.screen is self:
            self.app.push_screen(
                ReplyPicker(view.name, view.number, replies), partial(self._picked, view.id)
            )

    def _picked(self, conversation_id: int, reply: ReplyAtHand | None) -> None:
        if reply is not None:
            self._take(conversation_id, reply)

    @on(RepliesView.Taken)
    def _reply_clicked(self, event: RepliesView.Taken) -> None:
        self._take(event.conversation_id, event.reply)

    def _take(self, conversation_id: int, reply: ReplyAtHand, key: str = "") -> bool:
        """Put a reply into the composer and go there: it is read before it is sent.

        Returns:
            False where nothing may be written to this conversation, or another one is open.
        """
        composer = self.query_one(Composer)
        if composer.conversation_id != conversation_id or not composer.take(reply, key):
            return False
        self._read_and_write()
        self.query_one(ReplyInput).focus()
        return True

    # Keeping one

    @on(Composer.SaveAsked)
    def _save_asked(self, event: Composer.SaveAsked) -> None:
        if self._app.held_keys.may_act():
            self._save_reply(event.conversation_id, event.text)

    @work(group="writing")
    @told
    async def _save_reply(self, conversation_id: int, text: str) -> None:
        from core.replies import save_own_reply

        saved = await save_own_reply(self._desk, conversation_id, text)
        replies = await self._load_replies(conversation_id)
        place = next((n for n, one in enumerate(replies, 1) if one.id == saved.id), 0)
        named = " The contact's name is a field now." if saved.body != text.strip() else ""
        self._notice.say(f"Kept as reply {place}: “{for_line(saved.title, 50)}”.{named}")

    # The tabs

    def action_tab(self, by: int) -> None:
        """Show another tab of the panel on the right."""
        self.query_one(SidePanel).choose_next(by)
        self._unfold_side()

    def _unfold_side(self) -> None:
        """Show the panel on the right, however narrow the terminal is."""
        if self.has_class("-wide"):
            self.remove_class("-info")
        else:
            self.add_class("-info")
        if self.has_class("-tiny"):
            self.add_class("-reading")

    @on(SidePanel.TabChosen)
    def _tab_chosen(self, event: SidePanel.TabChosen) -> None:
        """Say what Opt Out will do beside the conversation while the Info tab does not."""
        self.set_class(event.tab is not Tab.INFO, "-other-tab")
