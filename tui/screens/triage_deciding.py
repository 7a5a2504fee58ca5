"""One key decides what is in hand, and the next is there; another takes it back.

A texter presses the same key hundreds of times, and a keyboard that repeats does too. What is
pressed counts by its pace (`tui.held_keys.Pace`): where a press may be the first repeat of a held
key, it waits until a second repeat would have come. And it counts only for what was on the
screen before it was pressed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, ClassVar
from uuid import uuid4

from textual import on, work
from textual.binding import Binding, BindingType

from core.errors import NotWaiting, TakenByAnother, TextbankError, WroteAgain
from core.safe_text import for_display
from core.views_triage import TriageDone, TriageItem, TriageOutcome
from tui.held_keys import NEXT_REPEAT, KeyPress, Pace
from tui.screens.telling import told
from tui.screens.triage_holding import TriageHoldingScreen, view_of
from tui.widgets.labels import name_words
from tui.widgets.top_bar import TopBar
from tui.widgets.triage_bar import TriageBar
from tui.widgets.triage_progress import TriageProgress

if TYPE_CHECKING:
    from tui.screens.confirm_opt_out import Answer

AT_SIGHT = 0.05
"""Seconds for which something must have been on the screen before a key can be meant for it."""

CLICKED_TWICE = 0.5
"""The same for the mouse: the second click of a double click is meant for nobody."""

SLOW = 0.2
"""Seconds after which it is said that a decision is still being saved."""

TOO_SOON = "That came too soon after the one before: nothing was done. Look, and press again."
HELD = "A key that is held down decides one. Let it go, then press again."
CHANGED = "It changed while you were asked: nothing was done. Look, and press again."
FAILED = "Nothing was decided: {} is still here."

_ANSWERS = {"opt_out": TriageOutcome.OPT_OUT, "wrong_number": TriageOutcome.WRONG_NUMBER}


class TriageDecidingScreen(TriageHoldingScreen):
    """Opts out, keeps, calls a wrong number, skips, and undoes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o,f8", "opt_out", "Opt out", id="triage.opt_out",
                tooltip="Opt this contact out and show the next; a held key does one"),
        Binding("n,f12", "keep", "Keep", id="triage.keep",
                tooltip="Keep this contact: this text never asks again"),
        Binding("s,f7", "skip", "Skip", id="triage.later",
                tooltip="Leave it for later, at the end of the queue"),
        Binding("z,f9", "undo", "Undo", id="triage.undo",
                tooltip="Take back the last decision; again: the one before"),
        Binding("w,f6", "wrong_number", "Wrong no.", id="triage.wrong_number",
                tooltip="This is not the contact's number; it is not an opt-out"),
    ]  # fmt: skip

    @property
    def in_sight(self) -> bool:
        """Whether a request has been on the screen for long enough to be decided."""
        return monotonic() >= self._seen_from + AT_SIGHT

    # Keys

    def action_opt_out(self) -> None:
        """Opt out the contact in hand and go on."""
        self._by_key(self._opt_out)

    def action_keep(self) -> None:
        """Keep the contact in hand: what they wrote is no request."""
        self._by_key(partial(self._decide, TriageOutcome.NOT_OPT_OUT))

    def action_wrong_number(self) -> None:
        """Close what is in hand as a wrong number."""
        self._by_key(partial(self._decide, TriageOutcome.WRONG_NUMBER))

    def action_skip(self) -> None:
        """Leave what is in hand for later."""
        self._by_key(self._skip)

    def action_undo(self) -> None:
        """Take back the latest decision."""
        self._paced(self._undo)

    def _by_key(self, act: Callable[[TriageItem], object]) -> None:
        """Act on what is in hand, if it was on the screen when the key was pressed."""
        press, item = self._app.held_keys.press, self._item
        # A key of the palette or the foot of the screen has no moment of its own.
        at = press.at if press.key else monotonic()
        if item is None:
            return
        if not self.query_one("#centre").display:
            # Where only one fits, and that is the queue: nothing is decided unseen.
            self._show_pane(reading=True)
            return
        if at < self._seen_from + AT_SIGHT or self._deciding:
            if not press.repeats:
                self.query_one(TriageProgress).remark(TOO_SOON)
            return
        self._paced(partial(act, item))

    def _paced(self, act: Callable[[], object]) -> None:
        """Act once for a key that is held down, and once for each press of it."""
        press = self._app.held_keys.press
        progress = self.query_one(TriageProgress)
        if press.pace is Pace.HELD:
            progress.remark(HELD)
        elif press.pace is Pace.UNSURE:
            # Behind the keys that have come: they tell whether this one is held.
            later = partial(self.app.call_later, self._if_pressed, press, self._item, act)
            self.set_timer(NEXT_REPEAT, later)
        else:
            progress.remark("")
            act()

    def _if_pressed(
        self, press: KeyPress, item: TriageItem | None, act: Callable[[], object]
    ) -> None:
        """Act on a press that may have been a repeat, where nothing has followed it."""
        if item is self._item and not self._deciding and self._app.held_keys.is_latest(press):
            self.query_one(TriageProgress).remark("")
            act()

    # The mouse

    @on(TopBar.OptOutPressed)
    @on(TopBar.WrongNumberPressed)
    @on(TriageBar.KeepPressed)
    @on(TriageBar.SkipPressed)
    def _clicked(
        self,
        event: TopBar.OptOutPressed
        | TopBar.WrongNumberPressed
        | TriageBar.KeepPressed
        | TriageBar.SkipPressed,
    ) -> None:
        item = self._item
        if item is None or item.conversation_id != event.conversation_id or self._deciding:
            return
        if monotonic() < self._seen_from + CLICKED_TWICE:
            self.query_one(TriageProgress).remark(TOO_SOON)
            return
        match event:
            case TopBar.OptOutPressed():
                self._opt_out(item)
            case TopBar.WrongNumberPressed():
                self._decide(TriageOutcome.WRONG_NUMBER, item)
            case TriageBar.KeepPressed():
                self._decide(TriageOutcome.NOT_OPT_OUT, item)
            case _:
                self._skip(item)

    # Deciding

    def _opt_out(self, item: TriageItem) -> None:
        """Opt out at once where that can be taken back; else ask once more, as the messenger."""
        if item.undoable:
            self._decide(TriageOutcome.OPT_OUT, item)
        elif self.app.screen is self:
            from tui.screens.confirm_opt_out import ConfirmOptOut

            self.app.push_screen(ConfirmOptOut(view_of(item)), partial(self._answered, item))

    def _answered(self, item: TriageItem, answer: Answer | None) -> None:
        if answer is None or answer.value not in _ANSWERS:
            return
        if item is self._item:
            self._decide(_ANSWERS[answer.value], item)
        else:
            # The contact wrote while the question stood there, or somebody else decided.
            self.query_one(TriageProgress).remark(CHANGED)

    @work(group="writing")
    @told
    async def _decide(self, outcome: TriageOutcome, item: TriageItem) -> None:
        """Record it; only when that is durable does the row leave."""
        if self._deciding or item is not self._item:
            return
        self._deciding = True
        saving = self.set_timer(SLOW, partial(self._show_saving, item.conversation_id))
        try:
            act = {
                TriageOutcome.OPT_OUT: self._session.opt_out,
                TriageOutcome.NOT_OPT_OUT: self._session.not_an_opt_out,
                TriageOutcome.WRONG_NUMBER: self._session.wrong_number,
                TriageOutcome.REPLIED: self._session.replied,
            }[outcome]
            try:
                done = await act(item, uuid4().hex)
            except WroteAgain as error:
                await self._show_anew(item, str(error))
            except (NotWaiting, TakenByAnother) as error:
                # There is nothing left to do but to go on, or to read what came.
                self._notice.say(str(error))
                await self._leave(item, key=error.key)
            except TextbankError:
                name = name_words(item.name, item.number)
                self.query_one(TriageProgress).remark(FAILED.format(name))
                raise
            else:
                self._tell(done)
                if outcome is TriageOutcome.REPLIED:
                    # Who was answered waits still: nothing is decided.
                    self._count_soon()
                else:
                    self._one_decided()
                await self._leave(item)
        finally:
            saving.stop()
            self._list.saving = ()
            self._deciding = False

    async def _show_anew(self, item: TriageItem, words: str) -> None:
        """Show what the contact has written since: nothing was decided."""
        try:
            anew = await self._session.take(item.conversation_id)
        except (NotWaiting, TakenByAnother) as error:
            self._notice.say(str(error))
            await self._leave(item, key=error.key)
            return
        if item is self._item:
            self._show(anew, unasked=True)
            self._notice.say(words)

    def _show_saving(self, conversation_id: int) -> None:
        self._list.saving = (conversation_id,)

    def _tell(self, done: TriageDone) -> None:
        if done.opt_out is not None:
            self._notice.opted_out(done.opt_out)
        else:
            self._notice.kept(done.explanation)

    async def _leave(self, item: TriageItem, key: int | None = None) -> None:
        """Take what was decided off the queue, and go on; what waits still stays by its key."""
        with self.app.batch_update():
            self._taken_out += 1
            seen = self._list.marks.get(item.conversation_id)
            self._list.take_out(item.conversation_id)
            await self._go_on()
            if key is not None:
                self._list.put_in(item.conversation_id, key)
                if seen is not None:
                    self._list.mark((item.conversation_id,), seen)

    @work(group="writing")
    @told
    async def _skip(self, item: TriageItem) -> None:
        if self._deciding or item is not self._item:
            return
        self._deciding = True
        try:
            await self._leave(item, key=await self._session.skip(item))
            self._notice.say(f"{name_words(item.name, item.number)} waits at the end.")
        finally:
            self._deciding = False

    # Taking back

    @work(group="writing")
    @told
    async def _undo(self) -> None:
        if self._deciding:
            return
        self._deciding = True
        try:
            undone = await self._session.undo()
            self._notice.say(for_display(undone.explanation))
            if undone.undone:
                await self._come_back_to(undone.conversation_ids, undone.conversation_id)
        finally:
            self._deciding = False

    async def _come_back_to(self, ids: tuple[int, ...], conversation_id: int | None) -> None:
        """Put back what waits again, and stand on it where it is one."""
        self._count_one(-len(ids))
        self._behind = True
        self._refresh()
        await self.ended("refresh")
        if conversation_id is None:
            return
        try:
            item = await self._session.take(conversation_id)
        except (NotWaiting, TakenByAnother) as error:
            self._notice.say(str(error))
            return
        before = self._item
        if before is not None and before.conversation_id != conversation_id:
            await self._let_go(self._ahead, unless=before)
            self._ahead = before
        self._show(item)
