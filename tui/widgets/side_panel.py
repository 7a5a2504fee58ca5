"""The side panel: who this is, and what pressing Opt Out will do now."""

from __future__ import annotations

from datetime import tzinfo
from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.strip import Strip

from core.domain import Behavior
from core.safe_text import for_display
from core.views import ConversationView, OptedOutView, OptOutPreview
from tui.widgets.cell_text import wrap
from tui.widgets.labels import name_words, number_words
from tui.widgets.line_view import LineView
from tui.widgets.when import moment_words

BEHAVIORS: dict[Behavior, str] = {
    Behavior.TYPE_1: "Provider type 1",
    Behavior.TYPE_2: "Provider type 2",
}
MAX_FIELDS = 60
MAX_CHARACTERS = 2_000
"""Characters shown of one field or message."""
LEFT = 1
"""Cells left free at the edge."""

_Part = tuple[str, str]
"""A paragraph and the name of its style."""


class SidePanel(LineView, can_focus=True, inherit_bindings=False):
    """Information on the open conversation, a paragraph below the other.

    The box around the statement on Opt Out is open to the right: a border there would
    stand to the right of words whose width no two terminals agree on.
    """

    DEFAULT_CSS = """
    SidePanel .side--title { text-style: bold underline; }
    SidePanel .side--heading { text-style: bold; }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "side--title",
        "side--heading",
        "side--text",
        "side--box",
    }
    """
    | Class | What it styles |
    | :- | :- |
    | `side--title` | the name of the panel |
    | `side--heading` | the contact's name, and headings |
    | `side--text` | everything else |
    | `side--box` | the lines around the statement on Opt Out |
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "line(-1)", "Up", show=False, id="side.up"),
        Binding("down,j", "line(1)", "Down", show=False, id="side.down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="side.page_up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="side.page_down"),
    ]

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self.zone: tzinfo | None = None
        """The zone that times are shown in; None is the computer's own."""
        self._view: ConversationView | None = None
        self._lines: list[list[_Part]] = []
        self._wrapped_at = 0

    def show(self, view: ConversationView | None) -> None:
        """Show a conversation, or nothing."""
        other = view is None or self._view is None or view.id != self._view.id
        self._view = view
        self._lay_out()
        if other:
            self.scroll_to_line(0)

    def action_line(self, by: int) -> None:
        """Scroll by lines."""
        self.scroll_to_line(round(self.scroll_y) + by)

    def action_page(self, by: int) -> None:
        """Scroll by pages."""
        self.scroll_to_line(round(self.scroll_y) + by * max(1, self.size.height - 2))

    def on_resize(self) -> None:
        """Wrap anew where the width changed."""
        if self._wrapped_at != self.line_width:
            self._lay_out()

    def _lay_out(self) -> None:
        width = self._wrapped_at = self.line_width
        self._lines = [[("Info", "side--title")], []]
        if self._view is not None and width > 0:
            view = self._view
            self._lines += _wrapped(self._contact(view), width - LEFT)
            box = self._record(view.opted_out) if view.opted_out else self._preview(view.preview)
            self._lines += [[], [("╭" + "─" * (width - LEFT - 1), "side--box")]]
            for line in _wrapped(box, width - LEFT - 2):
                self._lines.append([("│ ", "side--box"), *line])
            self._lines += [[("╰" + "─" * (width - LEFT - 1), "side--box")], []]
            self._lines += _wrapped(self._fields(view.custom), width - LEFT)
        self.set_line_count(len(self._lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line of what is in sight."""
        index = y + round(self.scroll_y)
        if index >= len(self._lines):
            return self.blank_line()
        segments = [Segment(" " * LEFT, self.style_of())]
        segments += [
            Segment(text, self.style_of(name)) for text, name in self._lines[index] if text
        ]
        return self.drawn_line(segments)

    def _contact(self, view: ConversationView) -> list[_Part]:
        parts = [(name_words(view.name, view.number), "side--heading")]
        if view.name.strip():
            parts.append((number_words(view.number), "side--text"))
        if view.campaign.strip():
            parts.append(_field("Campaign", view.campaign))
        if view.organization.strip():
            parts.append(_field("Organization", view.organization))
        return parts

    def _preview(self, preview: OptOutPreview) -> list[_Part]:
        parts = [
            (BEHAVIORS[preview.behavior], "side--heading"),
            (for_display(preview.explanation), "side--text"),
        ]
        if preview.sends:
            parts += [
                ("", "side--text"),
                ("The message:", "side--heading"),
                (for_display(preview.message[:MAX_CHARACTERS], multiline=True), "side--text"),
            ]
        return parts

    def _record(self, record: OptedOutView) -> list[_Part]:
        parts = [
            ("Opted out", "side--heading"),
            (moment_words(record.at, self.zone), "side--text"),
            _field("By", f"{record.by} ({record.source})" if record.by else record.source),
            (for_display(record.explanation), "side--text"),
        ]
        if record.confirmation.strip():
            parts.append(_field("Message", record.confirmation))
        return parts

    def _fields(self, custom: dict[str, str]) -> list[_Part]:
        parts = [_field(key, value) for key, value in list(custom.items())[:MAX_FIELDS]]
        if len(custom) > MAX_FIELDS:
            parts.append((f"… {len(custom) - MAX_FIELDS:,} more", "side--text"))
        return parts


def _wrapped(parts: list[_Part], width: int) -> list[list[_Part]]:
    lines: list[list[_Part]] = []
    for text, style in parts:
        cut = text if len(text) <= MAX_CHARACTERS else text[:MAX_CHARACTERS] + "…"
        lines += [[(cut[a:b], style)] for a, b in wrap(cut, width)]
    return lines


def _field(label: str, value: str) -> _Part:
    shown = for_display(value[:MAX_CHARACTERS]) if value.strip() else "–"
    return f"{for_display(label[:100])}: {shown}", "side--text"
