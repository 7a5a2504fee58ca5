"""The Replies tab: the replies at hand, each with the key that takes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events
from textual.message import Message

from core.safe_text import for_display, for_line
from tui.widgets.cell_text import clip, wrap
from tui.widgets.panel_view import Line, PanelView, wrapped

if TYPE_CHECKING:
    from core.views_beside import ReplyAtHand

HEADINGS = {
    "organization": "Recommended",
    "campaign": "For this campaign",
    "own": "Your own",
}
NONE_YET = (
    "No replies are at hand. While you write, shift+f5 keeps what you wrote as one of your own."
)
NUMBERED = 9
"""So many have a number key."""
MOST_LINES = 3
"""Lines shown of what a reply says, where there is room."""
LOOKED_AT = 400
"""Characters of it that can matter for that."""


class RepliesView(PanelView):
    """Replies at hand for the open conversation, numbered."""

    @dataclass
    class Taken(Message):
        """A reply was clicked."""

        conversation_id: int
        reply: ReplyAtHand

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._conversation_id: int | None = None
        self._replies: tuple[ReplyAtHand, ...] = ()
        self._of_line: list[int] = []
        """Which reply each line is of; -1 is none."""

    def show(self, conversation_id: int | None, replies: Sequence[ReplyAtHand]) -> None:
        """Show the replies at hand in a conversation, or nothing."""
        if conversation_id == self._conversation_id and tuple(replies) == self._replies:
            return
        self._conversation_id = conversation_id
        self._replies = tuple(replies)
        self.lay_out()

    def on_resize(self) -> None:
        """Use the room there is."""
        self.lay_out()

    def lines_for(self, width: int) -> list[Line]:
        """Numbers and titles, and below each what it says: as much as there is room for."""
        self._of_line = []
        if self._conversation_id is None:
            return []
        if not self._replies:
            return wrapped([(NONE_YET, "side--muted")], width)
        lines: list[Line] = []
        for most in range(MOST_LINES, 0, -1):
            lines = self._lines_of(width, most)
            if len(lines) <= self.size.height:
                break
        return lines

    def _lines_of(self, width: int, most: int) -> list[Line]:
        lines: list[Line] = []
        self._of_line = []
        scope = None
        for place, reply in enumerate(self._replies):
            if reply.scope != scope:
                scope = reply.scope
                lines += [[]] if lines else []
                lines.append([(HEADINGS[scope.value], "side--heading")])
                self._of_line += [-1] * (len(lines) - len(self._of_line))
            number = f"{place + 1} " if place < NUMBERED else "· "
            title = for_line(reply.title, 60) + (
                f" · {for_line(reply.tag, 20)}" if reply.tag else ""
            )
            lines.append([(number, "side--heading"), (clip(title, width - 2), "side--text")])
            lines += [[("  ", "side--text"), (line, "side--muted")]
                      for line in _says(reply, width - 2, most)]  # fmt: skip
            if reply.unfilled:
                gaps = f"  ! {', '.join(for_line(gap, 30) for gap in reply.unfilled)}: not filled"
                lines.append([(clip(gaps, width), "side--heading")])
            self._of_line += [place] * (len(lines) - len(self._of_line))
        return lines

    def on_click(self, event: events.Click) -> None:
        """Take the reply under the pointer."""
        event.stop()
        line = self.line_at(event.y)
        place = self._of_line[line] if line < len(self._of_line) else -1
        if event.button == 1 and place >= 0 and self._conversation_id is not None:
            self.post_message(self.Taken(self._conversation_id, self._replies[place]))


def _says(reply: ReplyAtHand, width: int, most: int) -> list[str]:
    """What a reply says, in so many lines; a cut is shown by an ellipsis."""
    text = for_display(reply.text[:LOOKED_AT])
    cuts = list(wrap(text, width))
    lines = [text[a:b] for a, b in cuts[:most]]
    if len(cuts) > most:
        lines[-1] = clip(text[cuts[most - 1][0] :], width)
    return lines
