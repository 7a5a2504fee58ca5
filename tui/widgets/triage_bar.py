"""The top bar of triage: whose request this is, and the four ways to decide it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual.message import Message

from tui.widgets.top_bar import TopBar


class TriageBar(TopBar):
    """Name, number and campaign of the request in hand; Skip, Not an opt-out, Opt Out."""

    @dataclass
    class SkipPressed(Message):
        """The texter leaves this one for later."""

        conversation_id: int

    @dataclass
    class KeepPressed(Message):
        """The texter says that this is no request to opt out."""

        conversation_id: int

    BUTTONS: ClassVar[dict[str, tuple[str, Callable[[int], Message]]]] = {
        "skip": ("Skip", SkipPressed),
        "wrong-number": ("Wrong number", TopBar.WrongNumberPressed),
        "keep": ("Not an opt-out", KeepPressed),
        "opt-out": ("Opt Out", TopBar.OptOutPressed),
    }
