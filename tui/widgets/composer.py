"""The composer: where a reply is written. It sends nothing by itself and nothing twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static, TextArea

from core.safe_text import for_copying, for_display
from tui.widgets.composer_state import state_of
from tui.widgets.labels import first_name_words
from tui.widgets.reply_input import ReplyInput
from tui.widgets.taken_replies import TakenReplies

if TYPE_CHECKING:
    from core.views_beside import ReplyAtHand

__all__ = ["Composer", "ReplyInput"]

GOES_ON = (
    "enter sends, next · ctrl+r sends, stays · esc list",
    "enter next · ctrl+r stay · esc",
    "enter next · ctrl+r stay",
    "enter next",
)
"""The keys: the first of these for which there is room."""
STAYS = (
    "enter sends, stays · ctrl+r sends, next · esc list",
    "enter stay · ctrl+r next · esc",
    "enter stay · ctrl+r next",
    "enter stay",
)


class Composer(Vertical):
    """The reply to one conversation, what to know of it, and a line on its state."""

    DEFAULT_CSS = """
    Composer { height: auto; }
    Composer ReplyInput { height: auto; min-height: 1; max-height: 6; border: none; padding: 0 1; }
    Composer ReplyInput:focus { border: none; }
    Composer #composer-state {
        width: 100%; height: auto; max-height: 3; padding: 0 1;
    }
    Composer #composer-notes { width: 100%; height: auto; padding: 0 1; display: none; }
    """

    @dataclass
    class Submitted(Message):
        """The texter wants this text sent. It is no longer in the composer: see `restore`."""

        conversation_id: int
        text: str
        goes_on: bool = True
        """Whether the texter goes on to who needs a reply next."""
        replies: tuple[ReplyAtHand, ...] = ()
        """The replies at hand that it is made of."""

        @property
        def tag_ids(self) -> tuple[int, ...]:
            """The tags that are put on with it."""
            return tuple(one.tag_id for one in self.replies if one.tag_id is not None)

    @dataclass
    class Changed(Message):
        """The draft of a conversation, after each change the texter made to it."""

        conversation_id: int
        text: str

    @dataclass
    class Left(Message):
        """The texter wants back to the list."""

    @dataclass
    class SaveAsked(Message):
        """The texter wants to keep this text as a reply of their own."""

        conversation_id: int
        text: str

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._input = ReplyInput(id="reply")
        self._conversation_id: int | None = None
        self._known = ""
        self._put = ""
        """What was put into the input last, by whomever but the texter."""
        self._why_disabled = ""
        self._warning = ""
        self._hours = ""
        self._taken = TakenReplies()
        self._left_with: dict[int, tuple[str, TakenReplies]] = {}
        """What the drafts of this session are made of."""
        self.enter_goes_on = True
        """Whether Enter goes on after sending; the other key then stays."""
        self.hint = ""
        """The key that sends and the one that leaves, where no other ones do more."""
        self.hint_outside = "r writes"
        """The key that leads here, shown while the focus is elsewhere."""
        self._lines = 1
        """So many the line on the state takes."""

    def compose(self) -> ComposeResult:
        """Build the input and the state line."""
        yield self._input
        yield Static("", id="composer-notes", markup=False)
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
    def written(self) -> tuple[int, str] | None:
        """The conversation and its text, where the texter changed it since it was put there.

        For who leaves: on the way out the `Changed` of the last letters may not arrive any more.
        """
        if self._conversation_id is None or self.text == self._put:
            return None
        return self._conversation_id, self.text

    def on_mount(self) -> None:
        """Begin without a conversation."""
        self._input.disabled = True

    def bind(
        self,
        conversation_id: int | None,
        name: str,
        draft: str,
        *,
        number: str = "",
        enabled: bool = True,
        why_disabled: str = "",
        warning: str = "",
    ) -> None:
        """Write to this conversation from now on; the draft of the one before is told first.

        Args:
            conversation_id: None where no conversation is open.
            name: The contact's, as it arrived.
            draft: What was written before.
            number: The contact's, for one without a name.
            enabled: Whether anything may be written.
            why_disabled: In plain words, where not.
            warning: What to know before writing.
        """
        self._tell_draft()
        reply = self._input
        if conversation_id != self._conversation_id:
            reply.wait_for_release()
            self._remember_taken(conversation_id, draft)
        self._conversation_id = conversation_id
        self._why_disabled = "" if enabled else why_disabled
        self._warning = warning
        enabled = enabled and conversation_id is not None
        if reply.disabled == enabled:
            reply.disabled = not enabled
        known = enabled and (name.strip() or number)
        words = f"Reply to {first_name_words(name, number)}…" if known else ""
        reply.placeholder = Content(words or ("Reply…" if enabled else ""))
        self._set_text(for_copying(draft) if draft else "")

    def _remember_taken(self, conversation_id: int | None, draft: str) -> None:
        """Leave the replies in the text with its conversation, and find those of the next."""
        if self._conversation_id is not None:
            if self._taken.replies:
                self._left_with[self._conversation_id] = (self.text, self._taken)
            else:
                self._left_with.pop(self._conversation_id, None)
        left, taken = self._left_with.get(conversation_id or 0, ("", TakenReplies()))
        self._taken = taken if left == draft and draft else TakenReplies()
        self._hours = ""

    def know(self, conversation_id: int, replies: Iterable[ReplyAtHand], hours: str = "") -> None:
        """Learn what is at hand in a conversation: its replies, and what hours do to a text."""
        if conversation_id == self._conversation_id:
            self._hours = hours
            self._taken.know(map(_for_writing, replies), self.text)
            self._show_state()

    def take(self, reply: ReplyAtHand, key: str = "") -> bool:
        """Put a reply at hand into the text, to be read and changed before it is sent.

        What the texter wrote stays. The first field that is not filled is selected.

        Args:
            reply: The reply, filled for the contact of this conversation.
            key: The key that took it; while it is held down it writes nothing.

        Returns:
            False where nothing may be written.
        """
        written = self._input
        if self._conversation_id is None or written.disabled:
            return False
        text = self._taken.put_in(_for_writing(reply), self.text)
        written.replace(text, (0, 0), written.document.end)
        self._taken.follow(text)
        written.wait_for_release(key)
        if not self._select_gap():
            written.move_cursor(written.document.end)
        self._show_state()
        return True

    def _select_gap(self) -> bool:
        gaps = self._taken.gaps_in(self.text)
        return bool(gaps) and self._input.select_first(gaps[0])

    def restore(
        self, conversation_id: int, text: str, replies: tuple[ReplyAtHand, ...] = ()
    ) -> bool:
        """Put a submitted text back, with its replies: it could not be kept.

        Returns:
            False where another conversation is open; the text is then told as its draft.
        """
        if conversation_id != self._conversation_id:
            self.post_message(self.Changed(conversation_id, text))
            return False
        since = self.text
        self._set_text(for_copying(f"{text}\n{since}" if since else text))
        self._taken.restore(replies, self.text)
        self._show_state()
        return True

    def insert(self, text: str) -> None:
        """Write a text at the cursor, as if it were pasted."""
        self._input.insert(for_copying(text))

    def _set_text(self, text: str) -> None:
        reply = self._input
        if text != reply.text:
            reply.load_text(text)
            reply.move_cursor(reply.document.end)
        self._known = self._put = reply.text
        self._show_state()

    def _tell_draft(self) -> None:
        """Post the draft if it differs from what was last told."""
        text = self._input.text
        if text != self._known and self._conversation_id is not None:
            self._known = text
            self.post_message(self.Changed(self._conversation_id, text))

    def _show_state(self) -> None:
        written = self._input
        gaps = self._taken.gaps_in(written.text)
        written.point_out(gaps)
        if self._why_disabled:
            words = Content(for_display(self._why_disabled))
        elif self._conversation_id is None:
            words = Content("")
        else:
            words = state_of(
                written.text,
                gaps=gaps,
                tags=[one.tag for one in self._taken.replies if one.tag],
                hints=self._hints(),
                width=self.content_size.width - 2,
            )
        notes = " · ".join(note for note in (self._warning, self._hours) if note)
        above = self.query_one("#composer-notes", Static)
        above.update(for_display("" if self._why_disabled else notes))
        above.display = bool(notes) and not self._why_disabled
        lines, self._lines = self._lines, words.plain.count("\n") + 1
        wraps = bool(self._why_disabled) or lines != self._lines
        self.query_one("#composer-state", Static).update(words, layout=wraps)

    def _hints(self) -> tuple[str, ...]:
        if not self._input.has_focus:
            return (self.hint_outside,)
        if self.hint:
            return (self.hint,)
        return GOES_ON if self.enter_goes_on else STAYS

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    @on(events.Resize)
    def _looks_different(self) -> None:
        self._show_state()

    @on(TextArea.Changed)
    def _text_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self._taken.follow(self.text)
        self._tell_draft()
        self._show_state()

    @on(ReplyInput.Sent)
    def _sent(self, event: ReplyInput.Sent) -> None:
        event.stop()
        text = self._input.text
        if self._conversation_id is None or self._input.disabled or not text.strip():
            return
        if self._select_gap():
            self.app.bell()
            return
        self._tell_draft()
        goes_on = self.enter_goes_on != event.otherwise
        submitted = self.Submitted(self._conversation_id, text, goes_on, self._taken.replies)
        if self.post_message(submitted):  # On the way out nobody hears it: the text stays a draft.
            self._set_text("")
            self._taken.follow("")

    @on(ReplyInput.SaveAsked)
    def _save_asked(self, event: ReplyInput.SaveAsked) -> None:
        event.stop()
        if self._conversation_id is not None and self.text.strip():
            self.post_message(self.SaveAsked(self._conversation_id, self.text))

    @on(ReplyInput.Left)
    def _left(self, event: ReplyInput.Left) -> None:
        event.stop()
        self.post_message(self.Left())


def _for_writing(reply: ReplyAtHand) -> ReplyAtHand:
    """A reply as it can be written: without control characters."""
    gaps = tuple(map(for_copying, reply.unfilled))
    return replace(reply, text=for_copying(reply.text), unfilled=gaps)
