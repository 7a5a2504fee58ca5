"""The line beneath the queue: how much is done, how fast, and how long the rest will take."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from tui.widgets.labels import counted_words
from tui.widgets.triage_pace import left_words

BAR = 20
"""Cells of the bar."""
NARROW = 70


@dataclass(frozen=True, slots=True)
class TriageProgressState:
    """What the line says."""

    waiting: int
    decided: int
    held: int = 0
    """With other texters."""
    marked: int = 0
    per_minute: float | None = None
    seconds_left: float | None = None


class TriageProgress(Static):
    """A bar with figures beside it; what there is no room for is left out, the last first."""

    ALLOW_SELECT = False

    DEFAULT_CSS = """
    TriageProgress {
        width: 100%; height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis;
        background: $top-background; color: $top-text;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__("", id=id, markup=False)
        self._state: TriageProgressState | None = None
        self._remark = ""

    def show(self, state: TriageProgressState) -> None:
        """Show how far it is."""
        if state != self._state:
            self._state = state
            self._draw()

    def remark(self, words: str) -> None:
        """Say something in place of the figures, e.g. why a key did nothing; empty ends that."""
        if words != self._remark:
            self._remark = words
            self._draw()

    def _draw(self) -> None:
        state, width = self._state, (self.size.width or 80) - 2
        if self._remark:
            self.update(Content.styled(self._remark, "bold"), layout=False)
        elif state is not None:
            self.update(progress_words(state, width), layout=False)

    def on_resize(self) -> None:
        """Say as much as there is room for."""
        self._draw()


def progress_words(state: TriageProgressState, width: int) -> Content:
    """How far it is, in so many cells."""
    total = state.waiting + state.decided
    part = state.decided / total if total else 1.0
    # What is left is never drawn as nothing.
    full = BAR if not state.waiting else min(BAR - 1, int(part * BAR))
    words = [f"{state.decided:,} of {total:,} decided"]
    if state.marked:
        words.append(f"{state.marked:,} marked")
    if state.per_minute is not None:
        words.append(f"{state.per_minute:,.0f} a minute")
        if state.seconds_left is not None and state.waiting:
            words.append(f"about {left_words(state.seconds_left)} left")
    if state.held:
        words.append(f"{counted_words(state.held, 'is', 'are')} with others")
    if width >= NARROW:
        bar = Content.styled("━" * full, "bold") + Content("─" * (BAR - full) + " ")
    else:
        bar = Content("")
    room = width - bar.cell_length
    while len(words) > 1 and cell_len(" · ".join(words)) > room:
        words.pop()
    return bar + Content(" · ".join(words))
