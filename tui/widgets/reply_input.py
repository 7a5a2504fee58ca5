"""The lines of a reply: typing, sending once, and what in them costs or is missing."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widgets import TextArea

from core.safe_text import for_copying
from core.segments import count_segments, plain_substitutes
from tui.held_keys import REPEAT, REPEAT_DELAY
from tui.key_names import types_a_letter

NEW_LINE_KEYS = frozenset({"ctrl+j", "alt+enter", "shift+enter", "ctrl+enter"})
FORCING = Style(underline=True)
"""How a character that forces UCS-2 is pointed out."""
POINTED_OUT = 12
"""So many stretches of a line are: a message with more is written in another alphabet."""
GAP = Style(bold=True, underline=True)
"""How a field that is not filled is pointed out."""


class ReplyInput(TextArea, inherit_css=True):
    """The lines being written. Enter asks to send; a held Enter asks once.

    The Enter that brought the texter here, or sent the text before, may still be down and
    repeating. So Enter counts after another key, or after a silence of `REPEAT_DELAY`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back to the list", show=False, id="composer.leave"),
        Binding("ctrl+r", "send_otherwise", "Send and stay", show=False, id="composer.send_stay",
                tooltip="Send and stay here (or go on, where Enter stays)"),
        Binding("ctrl+g", "plain", "Plain letters", show=False, id="composer.plain",
                tooltip="Plain quotes, dashes and dots, so that more fits into a text"),
        Binding("shift+f5,f17", "save_reply", "Save as a reply", show=False,
                id="composer.save_reply", tooltip="Keep what you wrote as a reply of your own"),
    ]  # fmt: skip

    @dataclass
    class Sent(Message):
        """It is to be sent: Enter was pressed, and meant."""

        otherwise: bool = False
        """Whether with the key that goes where Enter does not."""

    @dataclass
    class SaveAsked(Message):
        """What is written is to be kept as a reply."""

    @dataclass
    class HandedOn(Message):
        """A key was pressed that writes nothing now: see `hand_on`."""

        key: str
        place: int
        """Which of the keys it is, from 1."""

    @dataclass
    class Left(Message):
        """Escape was pressed."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(
            id=id,
            soft_wrap=True,
            show_line_numbers=False,
            tab_behavior="focus",
            highlight_cursor_line=False,
            compact=True,
        )
        self.cursor_blink = False
        self.clock: Callable[[], float] = time.monotonic
        """Seconds, counted from anywhere."""
        self.only_sends = False
        """Whether Enter is all there is: no other key sends, and none keeps a text as a reply."""
        self._last_enter = float("-inf")
        self._quiet_since = float("-inf")
        self._typed = False
        self._held_down = ""
        self._gaps: tuple[str, ...] = ()
        self._handing_on: tuple[str, ...] = ()
        self._meant_elsewhere: Callable[[], bool] = bool
        self._handed_on_at = float("-inf")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave F6 and F7 to the messenger, where they act on the conversation."""
        if action in ("select_line", "select_all"):
            return False
        if action in ("send_otherwise", "save_reply") and self.only_sends:
            return False
        return super().check_action(action, parameters)

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Whether a key writes something here: the foot of the screen then does not offer it."""
        return types_a_letter(key) or super().check_consume_key(key, character)

    def render_line(self, y: int) -> Strip:
        """Draw a line; in a pass of the layout that leaves no room, nothing."""
        if self.scrollable_content_region.width < 1:
            return Strip.blank(max(0, self.size.width), self.rich_style)
        return super().render_line(y)

    def get_line(self, line_index: int) -> Text:
        """A line, with what forces UCS-2 and what is not filled pointed out."""
        line = super().get_line(line_index)
        for span in count_segments(line.plain).forcing[:POINTED_OUT]:
            line.stylize(FORCING, span.start, span.end)
        if self._gaps:
            line.highlight_words(self._gaps, GAP)
        return line

    def point_out(self, gaps: tuple[str, ...]) -> None:
        """Point these fields out: they must be filled before this can be sent."""
        if gaps != self._gaps:
            self._gaps = gaps
            self.notify_style_update()
            self.refresh()

    def wait_for_release(self, key: str = "") -> None:
        """An Enter that is down now does not count, nor does this key while it is held.

        Where it was this other key that brought the texter here, no Enter is down.
        """
        self._quiet_since = self.clock()
        self._typed = bool(key)
        self._held_down = key

    def hand_on(self, keys: tuple[str, ...], meant_elsewhere: Callable[[], bool]) -> None:
        """Until another key is pressed these keys are told as `HandedOn`, and write nothing.

        A hand that is quicker than the screen presses them for what it came from. After
        `REPEAT_DELAY` without one they write again, unless they are still meant elsewhere;
        where words are selected to be typed over, they write in any case.

        Args:
            keys: In order; none to go on with those of before.
            meant_elsewhere: Asked at each key.
        """
        self._handing_on = keys or self._handing_on
        self._meant_elsewhere = meant_elsewhere
        self._handed_on_at = self.clock()

    def _hands_on(self, event: events.Key) -> bool:
        if event.key not in self._handing_on:
            return False
        now = min(event.time, self.clock())
        quick = now - self._handed_on_at < REPEAT_DELAY
        if not quick and (not self.selection.is_empty or not self._meant_elsewhere()):
            return False
        self.wait_for_release(event.key)
        self._handed_on_at = now
        self.post_message(self.HandedOn(event.key, self._handing_on.index(event.key) + 1))
        return True

    async def _on_key(self, event: events.Key) -> None:
        if event.key == self._held_down:
            now = min(event.time, self.clock())
            if now - self._quiet_since < REPEAT_DELAY:
                event.stop()
                event.prevent_default()
                self._quiet_since = now
                return
        if self._hands_on(event):
            event.stop()
            event.prevent_default()
            return
        self._held_down, self._handing_on = "", ()
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            # When it came, not when its turn came: it may have waited behind a busy screen.
            now = min(event.time, self.clock())
            meant = self._typed or now - self._quiet_since >= REPEAT_DELAY
            if meant and now - self._last_enter >= REPEAT:
                self.post_message(self.Sent())
            self._last_enter = now
            self.wait_for_release()
            return
        self._typed = True
        if event.key in NEW_LINE_KEYS:
            event.stop()
            event.prevent_default()
            self._write("\n")

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self._typed, self._handing_on = True, ()
        self._write(for_copying(event.text))

    def on_mouse_down(self) -> None:
        """Where the texter puts the cursor, all keys write."""
        self._handing_on = ()

    def _write(self, text: str) -> None:
        self.replace(text, *self.selection, maintain_selection_offset=False)
        self.scroll_cursor_visible(animate=False)

    def on_focus(self) -> None:
        """The Enter that brought the focus here is not one that sends."""
        if not self._held_down:
            self.wait_for_release()

    def on_blur(self) -> None:
        """Whoever comes back comes to write."""
        self._handing_on = ()

    def select_first(self, words: str) -> bool:
        """Select these words where they first stand, so that typing replaces them."""
        for row, line in enumerate(self.document.lines):
            if (column := line.find(words)) >= 0:
                self.move_cursor((row, column))
                self.move_cursor((row, column + len(words)), select=True)
                return True
        return False

    def action_leave(self) -> None:
        """Go back to the list."""
        self.post_message(self.Left())

    def action_send_otherwise(self) -> None:
        """Send, and go where Enter does not."""
        self.post_message(self.Sent(otherwise=True))

    def action_save_reply(self) -> None:
        """Ask that what is written be kept as a reply."""
        self.post_message(self.SaveAsked())

    def action_plain(self) -> None:
        """Write typographic characters as plain ones; it can be undone like typing."""
        plain = plain_substitutes(self.text)
        if plain != self.text:
            self.replace(plain, (0, 0), self.document.end)
            self.move_cursor(self.document.end)
