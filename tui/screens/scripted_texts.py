"""Scripted texts, one key each: first messages and follow-ups, filled and ready to leave."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on, work
from textual.binding import Binding, BindingType
from textual.widgets import Button

from core.desk import Desk
from core.errors import ScriptChanged, TextbankError
from core.refusals import stopped_words
from core.safe_text import for_copying, for_display
from tui.held_keys import SETTLE
from tui.screens.keeping_drafts import DraftKeepingScreen
from tui.screens.scripted_screen import NONE_LEFT, ScriptedScreen
from tui.screens.scripted_sources import Scripted, ScriptedSource
from tui.screens.telling import told
from tui.widgets.composer import Composer
from tui.widgets.labels import name_words

if TYPE_CHECKING:
    from tui.app import TextbankApp

TOO_SOON = (
    "That key is held down, or pressed again very soon: a held key sends one. "
    "Use enter and space in turn to go faster."
)
COME_BACK = "esc leaves; once it is mended, come back and go on."


class ScriptedTextsScreen(ScriptedScreen, DraftKeepingScreen):
    """Shows one filled text at a time; one key sends it and shows the next."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "send", "Send", id="first.send",
                tooltip="Send this text and show the next; a held key sends one"),
        Binding("e,f5", "edit", "Edit", id="first.edit",
                tooltip="Change the words for this contact; enter then sends them"),
        Binding("s,f7", "skip", "Skip", id="first.skip",
                tooltip="Do not send this one"),
        Binding("z,f9", "take_back", "Undo skip", id="first.take_back",
                tooltip="Take the last skip back"),
        Binding("Q,f10", "send_all", "Send all", id="first.send_all",
                tooltip="QuickSend: all of them, with progress, pause and stop"),
        Binding("v,f11", "passed_over", "Set aside", id="first.passed_over", show=False,
                tooltip="Look again at those that were skipped or lack a field"),
        Binding("escape,b,ctrl+b", "leave", "List", id="first.leave",
                tooltip="Go to the conversations"),
        Binding("question_mark,f1", "keys", "Keys", id="first.keys",
                tooltip="Show the keys of where you are"),
        Binding("q,ctrl+q", "app.quit", "Quit", id="first.quit", show=False,
                tooltip="Leave textbank"),
    ]  # fmt: skip

    def __init__(self, desk: Desk, source: ScriptedSource, campaign: str) -> None:
        super().__init__(desk, source, campaign)
        self._skipped: list[Scripted] = []
        self._script: str | None = None
        """What the script said when the texts were loaded."""

    def on_mount(self) -> None:
        """Load the first texts."""
        for button in self.query(Button):
            button.can_focus = False
        composer = self.query_one(Composer)
        composer.hint, composer.hint_outside = "enter sends · esc back", "e edits"
        self._input.only_sends = True
        self._begin()
        self._watch()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to send all at once only where the campaign allows it."""
        if action == "send_all":
            return self._tally is not None and self._tally.quick_send
        return super().check_action(action, parameters)

    @property
    def leaves_to_requests(self) -> bool:
        """Whether contacts ask to opt out while texts are still to be sent."""
        return self._tally is not None and bool(self._tally.to_send and self._tally.requests)

    # Loading

    @work(group="load", exclusive=True)
    @told
    async def _begin(self) -> None:
        await self._queue.load()
        self._show()
        await self._count()

    def _begin_round(self, *, reviewing: bool = False) -> None:
        self._queue.begin(reviewing=reviewing)
        self._begin()

    @work(group="load", exclusive=True)
    @told
    async def _load_more(self) -> None:
        nothing_shown = self._current is None
        await self._queue.load()
        if nothing_shown:
            self._show(unasked=True)

    @work(group="live")
    @told
    async def _watch(self) -> None:
        await self._desk.watch(self._changed)

    def _changed(self) -> None:
        self._count_again()

    @work(group="count", exclusive=True)
    @told
    async def _count_again(self) -> None:
        await self._count()

    async def _count(self) -> None:
        """Count; load anew what is out of date, or what was passed by."""
        self._tally = tally = await self._source.tally()
        if self._script is not None and self._script != tally.script:
            # What is shown stays until its key: then it is told from what would leave.
            await self._queue.load_anew(self._current)
        self._script = tally.script
        if self._current is None and not self._queue.more:
            if self._queue.reviewing:
                self._queue.begin(reviewing=False)
                self._queue.more = False
            if tally.to_send:
                await self._queue.load_anew()
                if len(self._queue):
                    self._show(unasked=True)
        if tally.refusal and not self._stopped:
            self._stopped = f"{stopped_words(tally.refusal)} {COME_BACK}"
            self._say_problem(for_display(self._stopped))
            self.app.bell()
        self._show_tally()

    # Sending

    def action_send(self) -> None:
        """Send the text that is shown, once for a key that is held down."""
        if self._current is None:
            if self._all_sent:
                self._say_problem(f"All are sent. {NONE_LEFT}")
        elif not cast("TextbankApp", self.app).held_keys.may_act():
            self._say_problem(TOO_SOON)
        elif self._is_read():
            self._send_or_read()

    def _send_or_read(self) -> None:
        """Send; but words of another day, not sent then, are gone to first, to be read."""
        item = self._current
        if item is not None and item.draft and item.conversation_id not in self._words:
            self.action_edit()
        else:
            self._send_shown(self._own_words())

    def _is_read(self) -> bool:
        """Whether what was pressed was pressed for the text that is shown.

        The second click of two was made for the one before, and so was a key just after
        another text has come by itself.
        """
        keys, now = cast("TextbankApp", self.app).held_keys, monotonic()
        if not keys.press.key and now < self._shown_at + SETTLE:
            return False
        return keys.began_after(self._unasked_at + SETTLE, now)

    def _send_shown(self, text: str | None) -> None:
        item = self._current
        if item is None:
            return
        if self._stopped or (text is None and (item.unfilled or not item.text.strip())):
            # Said again: a texter who goes fast must see why nothing left.
            self._show()
            self.app.bell()
            return
        self._go_on()
        self._send(item, text)

    def _go_on(self) -> None:
        """Show the next text."""
        item = self._queue.take()
        self._changed_since.discard(item.conversation_id)
        self.set_focus(None)
        self._show()
        if self._queue.runs_low:
            self._load_more()
        elif self._current is None:
            self._count_again()

    @work(group="writing")
    @told
    async def _send(self, item: Scripted, text: str | None) -> None:
        self._words.pop(item.conversation_id, None)
        self._drafts.pop(item.conversation_id, None)
        try:
            await self._source.send(item, text)
        except ScriptChanged:
            self._queue.settled(item)
            self._changed_since.add(item.conversation_id)
            edited = self._edited
            await self._queue.load_anew(self._current if edited else None)
            if not edited:
                self.set_focus(None)
                self._show(unasked=True)
            return
        except TextbankError as error:
            name = name_words(item.name, item.number)
            self.notify(
                for_display(str(error)), title=f"Not sent to {for_display(name)}",
                severity="error", timeout=12, markup=False,
            )  # fmt: skip
            if text is not None:
                # The texter's own words come back to be mended.
                self._keep_words(item, text)
                self._bring_back(item, unasked=True)
        finally:
            self._queue.settled(item)
        if self._current is None:
            self._count_again()

    def _bring_back(self, item: Scripted, *, unasked: bool = False) -> None:
        """Show a text again; while another one is edited, behind that."""
        behind = self._edited
        self._queue.bring_back(item, behind_first=behind)
        if not behind:
            self._show(unasked=unasked)

    # Words of the texter's own

    def _words_written(self, conversation_id: int, text: str) -> None:
        item = self._current
        if item is not None and item.conversation_id == conversation_id:
            self._keep_words(item, text if text != for_copying(item.text) else "")

    @on(Composer.Changed)
    def _hint_changed(self) -> None:
        self.call_next(self._show_hint)  # Once the words are kept.

    def _keep_words(self, item: Scripted, words: str) -> None:
        self._words[item.conversation_id] = words
        self._keep_draft(item.conversation_id, words)

    @on(Composer.Submitted)
    def _submitted(self, event: Composer.Submitted) -> None:
        item = self._current
        if item is not None and item.conversation_id == event.conversation_id:
            own = event.text if event.text != for_copying(item.text) else None
            self._send_shown(own)

    def action_edit(self) -> None:
        """Go to the words of this text."""
        if self._current is not None:
            self._input.focus()

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def _edits(self) -> None:
        """While the words are edited, space does not send them."""
        self.query_one("#scripted-hint").visible = self.focused is not self._input

    @on(Composer.Left)
    def _left_composer(self) -> None:
        self.set_focus(None)

    # Skipping

    def action_skip(self) -> None:
        """Set this text aside, once for a key that is held down."""
        item = self._current
        may_act = cast("TextbankApp", self.app).held_keys.may_act()
        if item is not None and may_act and self._is_read():
            self._go_on()
            self._skip(item)

    @work(group="writing")
    @told
    async def _skip(self, item: Scripted) -> None:
        try:
            await self._source.skip(item)
        finally:
            self._queue.settled(item)
        self._skipped.append(item)

    def action_take_back(self) -> None:
        """Bring the text that was skipped last back, to be sent or not."""
        if self._skipped and cast("TextbankApp", self.app).held_keys.may_act():
            self._take_back(self._skipped.pop())

    @work(group="writing")
    @told
    async def _take_back(self, item: Scripted) -> None:
        await self._source.take_back(item)
        self._bring_back(item)

    def action_passed_over(self) -> None:
        """Look again at those set aside; or, from there, at those to be sent."""
        if self._queue.reviewing:
            self._begin_round()
        elif self._tally is not None and self._tally.set_aside:
            self._round = self._tally.set_aside
            self._begin_round(reviewing=True)

    # Sending all

    def action_send_all(self) -> None:
        """Ask, then send all of them."""
        if self._tally is None or not self._tally.to_send or self._stopped:
            return
        from tui.screens.quick_send import QuickSendScreen

        self.app.push_screen(
            QuickSendScreen(self._source, self._tally), lambda _: self._begin_round()
        )

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        match event.button.id:
            case "send":
                self.action_send()
            case "edit":
                self.action_edit()
            case "skip":
                self.action_skip()
            case "send-all":
                self.action_send_all()

    def action_keys(self) -> None:
        """Show the keys of where the texter is."""
        from tui.screens.keys import KeysScreen

        self.app.push_screen(KeysScreen(dict(self.active_bindings)))

    @work(group="leave", exclusive=True)
    async def action_leave(self) -> None:
        """Go to the conversations, once what was pressed and written is in the database."""
        await self._keep_all()
        self.dismiss(None)

    async def on_unmount(self) -> None:
        """The same where textbank is left from here."""
        await self._keep_all()
