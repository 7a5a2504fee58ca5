"""Answering with replies at hand: recommended ones, one's own, and where to go after sending."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from tui.screens.concluding import ConcludingScreen


class AnsweringScreen(ConcludingScreen):
    """Puts replies at hand into the composer."""

    BINDINGS: ClassVar[list[BindingType]] = [
    ]  # fmt: skip
