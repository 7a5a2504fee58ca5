"""The app: one desk, one messenger, and what holds over every screen."""

from __future__ import annotations

import gc
import logging
import sys
from collections.abc import Awaitable, Callable, Iterable
from typing import Any
from weakref import WeakKeyDictionary

from textual import events
from textual.app import App, SystemCommand
from textual.screen import Screen

from core.desk import Desk
from core.settings import Settings
from tui.commands.failures import UNEXPECTED as FAULT
from tui.commands.failures import log_path
from tui.held_keys import HeldKeys, KeyPress
from tui.screens.messenger import MessengerScreen
from tui.themes import THEMES, VARIABLE_DEFAULTS

log = logging.getLogger(__name__)

Companion = Callable[[Desk], Awaitable[None]]
"""Something that runs beside the messenger, e.g. the demo's phones."""

SETTLED = 3.0
"""Seconds after which everything is imported and built."""


class TextbankApp(App[None]):
    """The messenger for one texter."""

    TITLE = "textbank"
    CSS_PATH = "messenger.tcss"
    ENABLE_COMMAND_PALETTE = True

    def __init__(self, settings: Settings, companion: Companion | None = None) -> None:
        super().__init__()
        self.settings = settings
        self.companion = companion
        self.desk = Desk(settings.database, settings.texter)
        self.held_keys = HeldKeys()
        self.parting = ""
        """What to say once the screen is given back."""
        self._presses: WeakKeyDictionary[events.Key, KeyPress] = WeakKeyDictionary()
        for theme in THEMES:
            self.register_theme(theme)
        self.animation_level = "none"
        known = settings.theme in self.available_themes
        self.theme = settings.theme if known else THEMES[0].name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Colours of ours, so that every theme of Textual's works too."""
        return VARIABLE_DEFAULTS

    def get_default_screen(self) -> Screen[Any]:
        """Show the messenger at once; it opens the desk behind its first frame."""
        screen = MessengerScreen(self.desk, self.settings, self.companion)
        # Known beforehand, so that the first frame is not styled twice.
        fitting = [
            name for least, name in screen.HORIZONTAL_BREAKPOINTS if self.size.width >= least
        ]
        screen.add_class(fitting[-1])
        return screen

    def on_ready(self) -> None:
        """Take up collecting garbage, which opening has done without."""
        self.set_timer(SETTLED, _collect_garbage)

    async def on_event(self, event: events.Event) -> None:
        """Know of each key when it came, at its first sight and when it comes back to act."""
        if isinstance(event, events.Key):
            if not event.is_forwarded:
                self._presses[event] = self.held_keys.note(event.key, event.time)
            elif event in self._presses:
                self.held_keys.press = self._presses[event]
        elif isinstance(event, events.MouseDown):
            self.held_keys.note_click()
        await super().on_event(event)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Every action of the screen, by name, in the command palette."""
        seen = set()
        for active in screen.active_bindings.values():
            binding = active.binding
            moves = (binding.id or "").partition(".")[0] in ("list", "transcript", "side")
            if not binding.id or moves or binding.id in seen or not binding.description:
                continue
            seen.add(binding.id)
            node = active.node

            def act(action: str = binding.action, node: Any = node) -> None:
                self.call_later(self.run_action, action, node)

            yield SystemCommand(binding.description, binding.tooltip or binding.key, act)
        for command in super().get_system_commands(screen):
            if command.title in ("Theme", "Quit", "Screenshot"):
                yield command

    def _fatal_error(self) -> None:
        """End with a plain sentence; the trace goes to the log, never to a texter."""
        log.critical("the messenger stopped", exc_info=self._exception)
        self.exit(
            return_code=FAULT,
            message=(
                "textbank had to stop because of a fault of its own. What you confirmed is saved. "
                f"Please report it, with the end of {log_path()}."
            ),
        )


def _collect_garbage() -> None:
    """Collect from now on, passing over all that is there for good: a pause is seen as a jerk."""
    gc.freeze()
    gc.enable()


def run_messenger(settings: Settings, companion: Companion | None = None) -> int:
    """Run the messenger until the texter leaves; return the exit code."""
    app = TextbankApp(settings, companion)
    app.run()
    if app.parting:
        print(app.parting, file=sys.stderr)
    return app.return_code or 0
