"""The keys of where a texter is, one key away."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from tui.screens.telling import TellingScreen


class HelpingScreen(TellingScreen):
    """Shows the keys that work now."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "keys", "Keys", id="messenger.keys",
                tooltip="Show the keys of where you are"),
    ]  # fmt: skip

    def action_keys(self) -> None:
        """Show the keys of where the texter is."""
        from tui.screens.keys import KeysScreen

        self.app.push_screen(KeysScreen(dict(self.active_bindings)))
