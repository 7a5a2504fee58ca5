"""Recording what a contact answers to the campaign's survey."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from tui.screens.concluding import ConcludingScreen


class SurveyingScreen(ConcludingScreen):
    """Records survey answers, one key each."""

    BINDINGS: ClassVar[list[BindingType]] = [
    ]  # fmt: skip
