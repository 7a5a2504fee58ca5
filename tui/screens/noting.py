"""Notes and tags on the contact in hand."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from tui.screens.concluding import ConcludingScreen


class NotingScreen(ConcludingScreen):
    """Keeps what the texter wants to remember."""

    BINDINGS: ClassVar[list[BindingType]] = [
    ]  # fmt: skip
