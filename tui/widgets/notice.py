"""The notice above the composer: what was just done, and how to take it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from math import ceil

from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from core.clock import utc_now
from core.domain import Closing
from core.safe_text import for_display
from core.views import ConversationView, OptOutResult
from tui.live_keys import live_keys
from tui.widgets.cell_text import clip
from tui.widgets.labels import name_words

LINGER = 6.0
"""Seconds a notice without an undo stays."""

NAME = 40
"""Cells that a name may have: the undo key must keep its place in the notice."""


class Notice(Static):
    """One or two lines that name the undo key while it works; gone by itself."""

    DEFAULT_CSS = """
    Notice {
        display: none; width: 100%; height: auto; max-height: 6; padding: 0 1;
        background: $highlight-background; color: $highlight-text;
    }
    Notice.-shown { display: block; }
    """

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002
        undo: str = "messenger.undo",
        keeps_room: bool = False,
    ) -> None:
        super().__init__("", id=id, markup=False)
        self._grows = not keeps_room
        """Whether it takes room only while it says something, and as much as that needs."""
        self._undo = undo
        """The action whose keys take back what was done."""
        self.now: Callable[[], datetime] = utc_now
        """The clock that the undo window is counted by."""
        self._words = Content("")
        self._undo_until: datetime | None = None
        self._timer: Timer | None = None

    def opted_out(self, result: OptOutResult) -> None:
        """Say that a contact is opted out, what follows, and until when `z` undoes it."""
        words = Content.assemble(
            ("✓ ", "bold"), (_name(result.name, result.number), "bold"), " is opted out. "
        )
        if result.already:
            words += Content(result.explanation)
        elif result.sends:
            words += Content("Your organization's message will be sent.")
        else:
            words += Content("Nothing is sent.")
        self._show(words, result.undo_until)

    def closed(self, view: ConversationView, closing: Closing) -> None:
        """Say that a conversation left the list though nobody opted out."""
        what = {
            Closing.HIDDEN: " is hidden until they write again.",
            Closing.WRONG_NUMBER: " is marked as a wrong number. This is not an opt-out.",
        }[closing]
        undo = self._undo_words()
        name = Content.assemble((_name(view.name, view.number), "bold"), f"{what} ")
        self._show(name + undo, None)

    def many_opted_out(self, words: str, undo_until: datetime | None) -> None:
        """Say what was done to many, and until when it is undone as one."""
        self._show(Content(for_display(words)), undo_until)

    def kept(self, words: str) -> None:
        """Say what was done that can be taken back for as long as the texter likes."""
        self._show(Content(for_display(words)) + Content("\n") + self._undo_words(), None)

    def say(self, words: str) -> None:
        """Say something for a few seconds."""
        self._show(Content(for_display(words)), None)

    def _show(self, words: Content, undo_until: datetime | None) -> None:
        if self._timer is not None:
            self._timer.stop()
        if undo_until is not None and undo_until <= self.now():
            # Too late to take back: what was done is to be read all the same.
            undo_until = None
        self._words, self._undo_until = words, undo_until
        if not self.has_class("-shown"):
            self.add_class("-shown")
        self._tick()
        if undo_until is None:
            self._timer = self.set_timer(LINGER, self._end)
        else:
            self._timer = self.set_interval(1.0, self._tick)

    def _tick(self) -> None:
        if self._undo_until is None:
            self.update(self._words, layout=self._may_grow)
            return
        left = ceil((self._undo_until - self.now()).total_seconds())
        if left <= 0:
            self._end()
            return
        undo = self._undo_keys() + Content(f" undoes · {left}s")
        self.update(self._words + Content("\n") + undo, layout=self._may_grow)

    @property
    def _may_grow(self) -> bool:
        """Also where a low screen has no room to keep for it."""
        return self._grows or self.styles.height is None or self.styles.height.is_auto

    def _undo_words(self) -> Content:
        return self._undo_keys() + Content(" undoes.")

    def _undo_keys(self) -> Content:
        """The keys that undo, as they are now."""
        return Content(" or ").join(
            Content.styled(key, "bold reverse") for key in live_keys(self, self._undo)
        )

    def _end(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._undo_until = None
        self.remove_class("-shown")


def _name(name: str, number: str) -> str:
    return clip(name_words(name, number), NAME)
