"""The transcript: what was said, wrapped once and drawn where it is looked at."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from rich.segment import Segment
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer

from core.domain import Span
from core.safe_text import for_display
from core.views import ConversationView, TextView
from tui.widgets.bubble_view import BubbleView, Place, scroll_bindings
from tui.widgets.bubbles import Line, local_day
from tui.widgets.cell_text import clip
from tui.widgets.transcript_lines import day_line, heading_line, text_lines

FIRST_TEXTS = 30
"""Texts wrapped at once when a conversation is opened; the rest follows."""
FOUND_AT = -2
"""What was found is shown with so many lines above it."""
FINISH_AFTER = 0.1
"""Seconds after which it does: a held key passes many conversations in that time."""


class Transcript(BubbleView, can_focus=True, inherit_bindings=False):
    """The texts of one conversation."""

    DEFAULT_CSS = """
    Transcript .transcript--request { text-style: bold; }
    Transcript .transcript--highlight { text-style: bold underline; }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "transcript--inbound",
        "transcript--outbound",
        "transcript--highlight",
        "transcript--request",
        "transcript--meta",
        "transcript--problem",
        "transcript--day",
        "transcript--notice",
        "transcript--empty",
    }
    """
    | Class | What it styles |
    | :- | :- |
    | `transcript--inbound` | the bubble of a received text |
    | `transcript--outbound` | the bubble of a sent text |
    | `transcript--highlight` | the words that ask to opt out |
    | `transcript--request` | the mark beside such a text, and the line beneath it |
    | `transcript--meta` | author, time and state |
    | `transcript--problem` | the same, where a text did not arrive |
    | `transcript--day` | day lines, and how many earlier texts there are |
    | `transcript--notice` | what the provider did |
    | `transcript--empty` | the words shown where there is nothing else |
    """

    class Shown(Message):
        """It is on the screen again after it was folded away."""

    BINDINGS: ClassVar[list[BindingType]] = scroll_bindings("transcript")

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self.texter = ""
        """Whose texts are called `You`."""
        self.empty_text = "No conversation is open."
        self.found: tuple[int, Span | None] | None = None
        """The text that a search found, and the words in it: it is shown first, and marked."""
        self._height = 0
        self._view: ConversationView | None = None
        self._unfinished = False
        """Whether texts above the ones in sight are still to be wrapped."""
        self._finishing: Timer | None = None
        self._wrapped: dict[TextView, tuple[Line, ...]] = {}
        self._wrapped_for: tuple[int, int, str] = (0, 0, "")

    @property
    def conversation_id(self) -> int | None:
        """The conversation shown."""
        return self._view.id if self._view else None

    def show(self, view: ConversationView) -> None:
        """Show a conversation: another one from its end, the same one from where it was read."""
        same = self._view is not None and self._view.id == view.id
        place = self.place() if same else self._place_found(view)
        self._view = view
        self._lay_out(place, FIRST_TEXTS if place is None and not same else None)

    def find(self, text_id: int | None, span: Span | None) -> None:
        """Go to a text of the conversation shown, and mark words in it."""
        self.found = None if text_id is None else (text_id, span)
        if self._view is not None:
            self._lay_out(self._place_found(self._view))

    def _place_found(self, view: ConversationView) -> Place | None:
        if self.found is None or all(text.id != self.found[0] for text in view.texts):
            return None
        return self.found[0], FOUND_AT

    def _show_end_too(self, text_id: int) -> None:
        """Give up what stands above what was found where that brings the end in sight."""
        end = len(self._lines) - self.size.height
        if text_id in self._owners and round(self.scroll_y) < end <= self._owners.index(text_id):
            self.scroll_to_line(end)

    def clear(self) -> None:
        """Show no conversation."""
        self._view = None
        self._wrapped.clear()
        self._lay_out(None)

    def finish(self) -> None:
        """Wrap the texts that were left for later, if any, and stay where the texter reads."""
        if self._unfinished:
            self._lay_out(self.place())

    def _lay_out(self, place: Place | None, latest: int | None = None) -> None:
        """Wrap the texts, or only the latest for now: those above are out of sight."""
        width = self.line_width
        self._lines, self._owners = [], []
        self._unfinished = False
        if self._finishing is not None:
            self._finishing.stop()
        if self._view is not None and width > 0:
            self._wrap(self._view, width, latest)
        self.set_line_count(len(self._lines))
        self.go_to(place)
        if place is not None and self.found is not None and place == (self.found[0], FOUND_AT):
            self._show_end_too(place[0])
        self.refresh()

    def _wrap(self, view: ConversationView, width: int, latest: int | None) -> None:
        wrapped_for = (view.id, width, self.texter)
        known = self._wrapped if wrapped_for == self._wrapped_for else {}
        wrapped: dict[TextView, tuple[Line, ...]] = {}
        today = local_day(self.now(), self.zone)
        day = None
        lines, owners = self._lines, self._owners
        if view.older:
            noun = "text" if view.older == 1 else "texts"
            lines.append(heading_line(f"… {view.older:,} earlier {noun}", width))
            owners.append(0)
        texts = view.texts
        if latest is not None and len(texts) > max(latest, self.size.height // 2):
            texts = texts[-max(latest, self.size.height // 2) :]
            self._unfinished = True
            self._finishing = self.set_timer(FINISH_AFTER, self.finish)
        for text in texts:
            if (text_day := local_day(text.at, self.zone)) != day:
                day = text_day
                lines.append(day_line(day, today, width))
                owners.append(0)
            if self.found is not None and text.id == self.found[0]:
                text = replace(text, span=self.found[1] or text.span)
            block = known.get(text) or text_lines(text, width, self.texter, self.zone)
            wrapped[text] = block
            lines.extend(block)
            owners.extend([text.id] * len(block))
        if lines and lines[-1] == Line():
            lines.pop()
            owners.pop()
        self._wrapped, self._wrapped_for = wrapped, wrapped_for

    def render_line(self, y: int) -> Strip:
        """Draw one line of what is in sight."""
        width, base = self.line_width, self.style_of()
        index = y + round(self.scroll_y)
        if not self._lines:
            words = "No texts yet." if self._view else self.empty_text
            if y != 1:
                return self.blank_line()
            empty = Segment(
                "  " + clip(for_display(words), width - 2), self.style_of("transcript--empty")
            )
            return self.drawn_line([empty])
        if index >= len(self._lines):
            return self.blank_line()
        line = self._lines[index]
        segments = []
        if line.mark:
            segments.append(Segment(f" {line.mark}", self.style_of("transcript--request")))
            if line.indent > 2:
                segments.append(Segment(" " * (line.indent - 2), base))
        elif line.indent:
            segments.append(Segment(" " * line.indent, base))
        return self.drawn_line(segments + self.bubble_segments(line))

    def on_show(self) -> None:
        """Tell that it came into sight."""
        self.post_message(self.Shown())

    def on_resize(self) -> None:
        """Wrap anew where the width changed; stay where the texter was reading."""
        before, self._height = self._height, self.size.height
        # Without lines it was shown something while it was folded away.
        view = self._view
        shape = None if view is None else (view.id, self.line_width)
        if shape is None or (self._lines and self._wrapped_for[:2] == shape):
            end = len(self._lines)
            if end and round(self.scroll_y) + before >= end:
                # What was said last stays in sight while the composer grows.
                self.scroll_to_line(end - self._height)
            return
        at_end = round(self.scroll_y) + before >= len(self._lines)
        self._lay_out(self.place() if self._owners and not at_end else None)
