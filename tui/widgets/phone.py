"""The contact's phone: what arrived on it and what was written on it, as its owner sees it."""

from __future__ import annotations

from datetime import date, tzinfo
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.strip import Strip

from core.providers.simulator_phones import PhoneText
from core.safe_text import for_display
from core.training.phone_view import PhoneThread, PhoneView
from tui.widgets.bubble_view import BubbleView, Place, scroll_bindings
from tui.widgets.bubbles import Line, local_day
from tui.widgets.cell_text import clip
from tui.widgets.phone_lines import (
    Part,
    day_line,
    frame_for,
    header_words,
    text_lines,
    title_words,
    turner_words,
)
from tui.widgets.pinned_strip import PinnedStrip


class Phone(BubbleView, can_focus=True, inherit_bindings=False):
    """A phone with one thread of texts on its glass.

    That is the thread with the latest text, or the one that was picked until a newer text
    comes in another.
    """

    FOCUS_ON_CLICK = False
    """Keys act by where the focus is, and a click is no reason to leave the composer."""

    DEFAULT_CSS = """
    Phone { scrollbar-size-vertical: 0; }
    Phone .phone--title, Phone .phone--header { text-style: bold; }
    Phone .phone--problem, Phone .phone--notice { text-style: bold; }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "phone--edge",
        "phone--focus",
        "phone--title",
        "phone--header",
        "phone--own",
        "phone--received",
        "phone--meta",
        "phone--problem",
        "phone--notice",
    }
    """
    | Class | What it styles |
    | :- | :- |
    | `phone--edge` | the frame and its ornaments |
    | `phone--focus` | the same while the phone has the focus |
    | `phone--title` | whose phone it is |
    | `phone--header` | the number at the other end |
    | `phone--own` | the bubble of a text written on this phone |
    | `phone--received` | the bubble of a text that arrived |
    | `phone--meta` | times, days and words where there is nothing else |
    | `phone--problem` | the time of a text that reached nobody, and that it did not |
    | `phone--notice` | the time of a text of the provider's own, and whose it is |
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *scroll_bindings("phone"),
        Binding(
            "left",
            "thread(-1)",
            "Thread before",
            show=False,
            id="phone.thread_before",
            tooltip="Show the thread of texts before this one on the phone",
        ),
        Binding(
            "right",
            "thread(1)",
            "Thread after",
            show=False,
            id="phone.thread_after",
            tooltip="Show the thread of texts after this one on the phone",
        ),
    ]

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self.empty_text = "No phone is shown."
        self._view: PhoneView | None = None
        self._picked: str | None = None
        """The line of the thread that the user chose."""
        self._shape: tuple[int, int] = (0, 0)
        self._arranged = frame_for(0, 0)
        self._wrapped: dict[PhoneText, tuple[Line, ...]] = {}
        self._wrapped_for: tuple[int, tzinfo | None] = (0, None)
        self._shown_for: tuple[tzinfo | None, date] | None = None
        self._turns_at = 0
        """The column left of which a click shows the thread before."""

    @property
    def view(self) -> PhoneView | None:
        """The phone shown."""
        return self._view

    @property
    def thread(self) -> PhoneThread | None:
        """The thread on its glass."""
        at = self._thread_at
        return self._view.threads[at] if self._view is not None and at >= 0 else None

    @property
    def page_lines(self) -> int:
        """How many lines of texts are in sight."""
        frame = self._arranged
        return max(0, self._shape[1] - len(frame.head) - len(frame.foot))

    def show(self, view: PhoneView | None) -> None:
        """Show a phone: another one from its end, the same one from where it was read."""
        today = local_day(self.now(), self.zone)
        if view == self._view and self._shown_for == (self.zone, today):
            return
        self._shown_for = self.zone, today
        before, thread = self._view, self.thread
        same = before is not None and view is not None and before.number == view.number
        if not same or _newest(before) != _newest(view):
            latest = view.threads[0].line if view is not None and view.threads else None
            if not same or latest != self._picked:
                self._picked = None
        place = self.place() if same else None
        self._view = view
        now = self.thread
        if thread is not None and now is not None and thread.line != now.line:
            place = None
        self._lay_out(place)

    def action_thread(self, by: int) -> None:
        """Show another thread; after the last comes the first."""
        if self._view is None or len(self._view.threads) < 2:
            return
        threads = self._view.threads
        self._picked = threads[(self._thread_at + by) % len(threads)].line
        self._lay_out(None)

    @property
    def _thread_at(self) -> int:
        """Where the thread shown is among the threads; -1 where there is none."""
        if self._view is None or not self._view.threads:
            return -1
        lines = [thread.line for thread in self._view.threads]
        return lines.index(self._picked) if self._picked in lines else 0

    def _lay_out(self, place: Place | None) -> None:
        self._shape = self.line_width, self.size.height
        self._arranged = frame = frame_for(*self._shape)
        width = self._glass_width
        self._lines, self._owners = [], []
        if width > 0:
            self._wrap(width)
        self.set_line_count(len(self._lines) + len(frame.head) + len(frame.foot))
        self.go_to(place)
        self.refresh()

    def _wrap(self, width: int) -> None:
        known = self._wrapped if self._wrapped_for == (width, self.zone) else {}
        self._wrapped, self._wrapped_for = {}, (width, self.zone)
        thread, day, now = self.thread, None, self.now()
        for number, text in enumerate(thread.texts if thread else (), 1):
            if (text_day := local_day(text.at, self.zone)) != day:
                day = text_day
                self._add([day_line(text.at, now, width, self.zone)], 0)
            block = known.get(text) or text_lines(text, width, self.zone)
            self._wrapped[text] = block
            self._add(block, number)
        if self._lines:
            self._lines.pop()
            self._owners.pop()

    def _add(self, lines: list[Line] | tuple[Line, ...], owner: int) -> None:
        self._lines.extend(lines)
        self._owners.extend([owner] * len(lines))

    @property
    def _glass_width(self) -> int:
        return self._shape[0] - (2 if self._arranged.sides else 0)

    # Drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw rows whose right edge stands still whatever the terminal makes of an emoji."""
        x, y = self.region.offset + crop.offset
        return [
            PinnedStrip(strip, x, y + row) for row, strip in enumerate(super().render_lines(crop))
        ]

    def render_line(self, y: int) -> Strip:
        """Draw one row: of the frame, or of the texts in sight."""
        frame = self._arranged
        if y < len(frame.head):
            return self.drawn_line(self._part(frame.head[y]))
        if (foot := y - self.size.height + len(frame.foot)) >= 0:
            return self.drawn_line(self._part(frame.foot[foot]))
        return self.drawn_line(self._within_sides(self._glass(y - len(frame.head)), y))

    def _glass(self, y: int) -> list[Segment]:
        if not self._lines:
            words = "No texts yet." if self._view else for_display(self.empty_text)
            return self._centred(words, "phone--meta") if y == 1 else []
        index = y + round(self.scroll_y)
        if index >= len(self._lines):
            return []
        line = self._lines[index]
        return [Segment(" " * line.indent, self.style_of()), *self.bubble_segments(line)]

    def _part(self, part: Part) -> list[Segment]:
        width, edge = self._shape[0], self._edge
        match part:
            case Part.TOP:
                title = clip(title_words(self._view), width - 6)
                segments = [Segment("╭─", edge)]
                if title:
                    segments.append(Segment(f" {title} ", self.style_of("phone--title")))
                rest = width - 1 - sum(cell_len(segment.text) for segment in segments)
                return [*segments, Segment("─" * rest + "╮", edge)]
            case Part.BOTTOM:
                return [Segment("╰" + "─" * (width - 2) + "╯", edge)]
            case Part.SPEAKER:
                return self._within_sides(self._centred("━━━━", "phone--edge"))
            case Part.HOME:
                bar = "━" * max(4, width // 3)
                return self._within_sides(self._centred(bar, "phone--edge"))
            case Part.RULE:
                return self._within_sides(self._rule())
            case Part.HEADER:
                return self._within_sides(self._header())

    def _header(self) -> list[Segment]:
        thread, turner = self.thread, ""
        if thread is None:
            return self._centred("Messages", "phone--header")
        if self._arranged.turner is Part.HEADER:
            turner = self._turner
        words = header_words(thread.line, turner, self._glass_width)
        segments = self._centred(words, "phone--header")
        if turner:
            end = sum(cell_len(segment.text) for segment in segments)
            self._turns_at = self._arranged.sides + end - cell_len(turner) // 2
        return segments

    def _rule(self) -> list[Segment]:
        width, turner, edge = self._glass_width, self._turner, self._edge
        if not turner:
            return [Segment("─" * width, edge)]
        words = f" {turner} "
        left = (width - cell_len(words)) // 2
        self._turns_at = self._arranged.sides + left + cell_len(words) // 2
        right = width - left - cell_len(words)
        return [
            Segment("─" * left, edge),
            Segment(words, self.style_of("phone--header")),
            Segment("─" * right, edge),
        ]

    @property
    def _turner(self) -> str:
        return turner_words(self._thread_at + 1, len(self._view.threads)) if self._view else ""

    @property
    def _edge(self) -> Style:
        return self.style_of("phone--focus" if self.has_focus else "phone--edge")

    def _centred(self, words: str, style: str) -> list[Segment]:
        words = clip(words, self._glass_width)
        left = (self._glass_width - cell_len(words)) // 2
        return [Segment(" " * left, self.style_of()), Segment(words, self.style_of(style))]

    def _within_sides(self, segments: list[Segment], y: int = -1) -> list[Segment]:
        """A row of the glass between the edges, the right one thicker where the view is."""
        if not self._arranged.sides:
            return segments
        glass = Strip(segments).adjust_cell_length(self._glass_width, self.style_of())
        right = "┃" if y >= 0 and self._is_thumb(y - len(self._arranged.head)) else "│"
        return [Segment("│", self._edge), *glass, Segment(right, self._edge)]

    def _is_thumb(self, y: int) -> bool:
        """Whether this row of the glass is where the rows in sight are among all."""
        rows, lines = self.page_lines, len(self._lines)
        if lines <= rows:
            return False
        size = max(1, rows * rows // lines)
        top = round((rows - size) * self.scroll_y / max(1, self.max_scroll_y))
        return top <= y < top + size

    # What happens to it

    def on_click(self, event: events.Click) -> None:
        """Turn to another thread where the header is clicked."""
        head, turner = self._arranged.head, self._arranged.turner
        if turner in head and event.y == head.index(turner):
            event.stop()
            self.action_thread(-1 if event.x < self._turns_at else 1)

    def on_focus(self) -> None:
        """Show that the keys act here."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that they do not."""
        self.refresh()

    def on_resize(self) -> None:
        """Wrap anew; stay where it was read."""
        if (self.line_width, self.size.height) == self._shape:
            return
        # What was said last stays in sight where there is less room than before.
        at_end = round(self.scroll_y) + self.page_lines >= len(self._lines)
        self._lay_out(None if at_end else self.place())


def _newest(view: PhoneView | None) -> tuple[str, int] | None:
    """What changes with every text in another thread than the one before."""
    if view is None or not view.threads:
        return None
    return view.threads[0].line, len(view.threads[0].texts)
