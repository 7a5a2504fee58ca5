"""The composer: where a reply is written. It sends nothing by itself and nothing twice."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Static, TextArea

from core.safe_text import for_copying, for_display
from tui.held_keys import REPEAT, REPEAT_DELAY
from tui.widgets.labels import first_name_words

NEW_LINE_KEYS = frozenset({"ctrl+j", "alt+enter", "shift+enter", "ctrl+enter"})
KEYS_HINT = "enter sends · esc list"


class ReplyInput(TextArea, inherit_css=True):
    """The lines being written. Enter asks to send; a held Enter asks once.

    The Enter that brought the texter here, or sent the text before, may still be down and
    repeating. So Enter counts after another key, or after a silence of `REPEAT_DELAY`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back to the list", show=False, id="composer.leave"),
    ]

    @dataclass
    class Sent(Message):
        """Enter was pressed, and meant."""

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
        self._last_enter = float("-inf")
        self._quiet_since = float("-inf")
        self._typed = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave F6 and F7 to the messenger, where they act on the conversation."""
        if action in ("select_line", "select_all"):
            return False
        return super().check_action(action, parameters)

    def render_line(self, y: int) -> Strip:
        """Draw a line; in a pass of the layout that leaves no room, nothing."""
        if self.scrollable_content_region.width < 1:
            return Strip.blank(max(0, self.size.width))
        return super().render_line(y)

    def wait_for_release(self) -> None:
        """An Enter that is down now does not count."""
        self._quiet_since = self.clock()
        self._typed = False

    async def _on_key(self, event: events.Key) -> None:
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
        self._typed = True
        self._write(for_copying(event.text))

    def _write(self, text: str) -> None:
        self.replace(text, *self.selection, maintain_selection_offset=False)
        self.scroll_cursor_visible(animate=False)

    def on_focus(self) -> None:
        """The Enter that brought the focus here is not one that sends."""
        self.wait_for_release()

    def action_leave(self) -> None:
        """Go back to the list."""
        self.post_message(self.Left())


class Composer(Vertical):
    """The reply to one conversation, and a line on its state."""

    DEFAULT_CSS = """
    Composer { height: auto; }
    Composer ReplyInput { height: auto; min-height: 1; max-height: 6; border: none; padding: 0 1; }
    Composer ReplyInput:focus { border: none; }
    Composer #composer-state {
        width: 100%; height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    @dataclass
    class Submitted(Message):
        """The texter wants this text sent. It is no longer in the composer: see `restore`."""

        conversation_id: int
        text: str

    @dataclass
    class Changed(Message):
        """The draft of a conversation, after each change the texter made to it."""

        conversation_id: int
        text: str

    @dataclass
    class Left(Message):
        """The texter wants back to the list."""

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._conversation_id: int | None = None
        self._known = ""
        self._why_disabled = ""
        self._warning = ""

    def compose(self) -> ComposeResult:
        """Build the input and the state line."""
        yield ReplyInput(id="reply")
        yield Static("", id="composer-state", markup=False)

    @property
    def conversation_id(self) -> int | None:
        """The conversation that the text belongs to."""
        return self._conversation_id

    @property
    def text(self) -> str:
        """What is written now."""
        return self._input.text

    @property
    def _input(self) -> ReplyInput:
        return self.query_one(ReplyInput)

    def on_mount(self) -> None:
        """Begin without a conversation."""
        self._input.disabled = True

    def bind(
        self,
        conversation_id: int | None,
        name: str,
        draft: str,
        *,
        enabled: bool = True,
        why_disabled: str = "",
        warning: str = "",
    ) -> None:
        """Write to this conversation from now on; the draft of the one before is told first.

        Args:
            conversation_id: None where no conversation is open.
            name: The contact's, as it arrived.
            draft: What was written before.
            enabled: Whether anything may be written.
            why_disabled: In plain words, where not.
            warning: What to know before writing.
        """
        self._tell_draft()
        reply = self._input
        if conversation_id != self._conversation_id:
            reply.wait_for_release()
        self._conversation_id = conversation_id
        self._why_disabled = "" if enabled else why_disabled
        self._warning = warning
        enabled = enabled and conversation_id is not None
        if reply.disabled == enabled:
            reply.disabled = not enabled
        words = f"Reply to {first_name_words(name, '')}…" if enabled and name.strip() else ""
        reply.placeholder = Content(words or ("Reply…" if enabled else ""))
        self._set_text(for_copying(draft) if draft else "")

    def restore(self, conversation_id: int, text: str) -> bool:
        """Put a submitted text back: it could not be kept.

        Returns:
            False where another conversation is open; the text is then told as its draft.
        """
        if conversation_id != self._conversation_id:
            self.post_message(self.Changed(conversation_id, text))
            return False
        since = self.text
        self._set_text(for_copying(f"{text}\n{since}" if since else text))
        return True

    def insert(self, text: str) -> None:
        """Write a text at the cursor, as if it were pasted."""
        self._input.insert(for_copying(text))

    def _set_text(self, text: str) -> None:
        reply = self._input
        if text != reply.text:
            reply.load_text(text)
            reply.move_cursor(reply.document.end)
        self._known = reply.text
        self._show_state()

    def _tell_draft(self) -> None:
        """Post the draft if it differs from what was last told."""
        text = self._input.text
        if text != self._known and self._conversation_id is not None:
            self._known = text
            self.post_message(self.Changed(self._conversation_id, text))

    def _show_state(self) -> None:
        if self._why_disabled:
            words = for_display(self._why_disabled)
        elif self._conversation_id is None:
            words = ""
        else:
            count = len(self._input.text)
            words = f"{count:,} character{'' if count == 1 else 's'} · {KEYS_HINT}"
            if self._warning:
                words = self._warning
        self.query_one("#composer-state", Static).update(Content(words), layout=False)

    @on(TextArea.Changed)
    def _text_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self._tell_draft()
        self._show_state()

    @on(ReplyInput.Sent)
    def _sent(self, event: ReplyInput.Sent) -> None:
        event.stop()
        text = self._input.text
        if self._conversation_id is None or self._input.disabled or not text.strip():
            return
        self._tell_draft()
        self._set_text("")
        self.post_message(self.Submitted(self._conversation_id, text))

    @on(ReplyInput.Left)
    def _left(self, event: ReplyInput.Left) -> None:
        event.stop()
        self.post_message(self.Left())
