"""The strip above a practice session: how much time is left, and what waits."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from core.domain import Behavior
from tui.live_keys import live_key
from tui.practice_words import TYPES, time_words


@dataclass(frozen=True, slots=True)
class SessionState:
    """How far a session is."""

    seconds_left: float
    waiting: int
    """Conversations that still need something."""
    done: int
    to_come: int
    """Contacts who have not replied yet."""
    ending: str = ""
    """Why it is about to end; empty where it is not."""


class PracticeStrip(Static):
    """One line over the whole width, changed only where its words change."""

    ALLOW_SELECT = False

    DEFAULT_CSS = """
    PracticeStrip {
        height: 1; width: 100%; padding: 0 1;
        background: $highlight-background; color: $highlight-text;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    class Pressed(Message):
        """It was clicked: the texter wants the end."""

    def __init__(self, seed: int, behavior: Behavior) -> None:
        super().__init__("", id="practice-strip", markup=False)
        self.tooltip = "Practice: simulated contacts, nobody is texted. A click ends it."
        self._seed = seed
        self._kind = TYPES[behavior]
        self._state: SessionState | None = None
        self._words = ""

    def show(self, state: SessionState) -> None:
        """Show how far the session is."""
        self._state = state
        self._draw()

    def on_click(self) -> None:
        """The mouse ends the session, too."""
        self.post_message(self.Pressed())

    def on_resize(self) -> None:
        """Say as much as there is room for."""
        self._draw()

    def _draw(self) -> None:
        words = self._fitting()
        if words != self._words:
            self._words = words
            self.update(Content.styled(words, "bold"), layout=False)

    def _fitting(self) -> str:
        state = self._state
        if state is None:
            return f"Practice · seed {self._seed} · a moment, please…"
        left = state.ending or f"{time_words(state.seconds_left)} left"
        ends = f"{live_key(self, 'messenger.quit')} ends it"
        counts = f"{state.waiting} waiting · {state.done} done · {state.to_come} to come"
        ways = (
            f"Practice · {self._kind} · seed {self._seed} · {left} · {counts} · {ends}",
            f"Practice · seed {self._seed} · {left} · {counts} · {ends}",
            f"Practice · {left} · {counts} · {ends}",
            f"Practice · {left} · {counts}",
            f"{left} · {state.waiting} waiting",
        )
        room = max(1, self.size.width)
        return next((words for words in ways if cell_len(words) <= room), ways[-1])
