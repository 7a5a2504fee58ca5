"""The app: one desk, one messenger, and what holds over every screen."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakKeyDictionary

from textual import events, work
from textual.app import App, SystemCommand
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget

from core.desk import Desk
from core.domain import Texter
from core.errors import TextbankError
from core.first_run import is_first_run
from core.remembered import remember
from core.safe_text import for_copying, for_display, for_line
from core.settings import Settings, keys_path
from tui.commands.failures import UNEXPECTED as FAULT
from tui.commands.failures import log_path
from tui.held_keys import HeldKeys, KeyPress
from tui.screens.messenger import MessengerScreen
from tui.themes import (
    PLAIN_NAMES,
    THEMES,
    VARIABLE_DEFAULTS,
    WITHOUT_COLORS,
    first_theme,
    theme_meant,
)

if TYPE_CHECKING:
    from tui.keymap import Keymap

log = logging.getLogger(__name__)

Companion = Callable[[Desk], Awaitable[None]]
"""Something that runs beside the messenger, e.g. the demo's phones."""

Opening = Callable[["TextbankApp"], Screen[Any]]
"""Makes the screen that the app opens with in place of the messenger, e.g. a lesson's."""

SETTLED = 3.0
"""Seconds after which everything is imported and built."""


COMPLAINT = 15.0
"""Seconds for which a mistake in a file of the texter's is told."""


class TextbankApp(App[None]):
    """The messenger for one texter."""

    TITLE = "textbank"
    CSS_PATH = "messenger.tcss"
    CSS = WITHOUT_COLORS
    ENABLE_COMMAND_PALETTE = True

    def __init__(
        self,
        settings: Settings,
        companion: Companion | None = None,
        keymap: Keymap | None = None,
        opening: Opening | None = None,
    ) -> None:
        # Chosen by Textual before it knows the theme: with NO_COLOR, no color code is written.
        super().__init__(ansi_color=True if os.environ.get("NO_COLOR") else None)
        self.settings = settings
        self.companion = companion
        self.begins_with_triage = False
        """Whether the messenger opens triage before anything else."""
        self.keymap = keymap
        """The keys that the texter changed; None where there are none."""
        self._opening = opening
        self.desk = Desk(settings.database, settings.texter)
        self.held_keys = HeldKeys()
        self.parting = ""
        """What to say once the screen is given back."""
        self.wants_demo = False
        """Whether the texter left for the demo."""
        self._first_run = False
        self._presses: WeakKeyDictionary[events.Key, KeyPress] = WeakKeyDictionary()
        for theme in THEMES:
            self.register_theme(theme)
        self.animation_level = "none"
        chosen = theme_meant(settings.theme)
        known = chosen in self.available_themes
        self.theme = chosen if known else first_theme(self.console.color_system)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Colours of ours, so that every theme of Textual's works too."""
        return VARIABLE_DEFAULTS

    def get_default_screen(self) -> Screen[Any]:
        """Show the messenger at once, or the first run where there is nothing to work on yet.

        The messenger opens the desk behind its first frame.
        """
        if self._opening is not None:
            # Pushed once all is ready: what stands at the bottom cannot be switched for another.
            return Screen()
        self._first_run = is_first_run(self.settings.database)
        return Screen() if self._first_run else self._messenger()

    def _messenger(self) -> Screen[Any]:
        return self.fitted(MessengerScreen(self.desk, self.settings, self.companion))

    def fitted(self, screen: Screen[Any]) -> Screen[Any]:
        """Style a screen for this width before it is shown: its first frame is not styled twice."""
        breakpoints = screen.HORIZONTAL_BREAKPOINTS or []
        fitting = [name for least, name in breakpoints if self.size.width >= least]
        screen.add_class(*fitting[-1:])
        return screen

    async def begin_work(self, texter: Texter) -> None:
        """Go from the first run to the messenger, as this texter from now on."""
        if texter != self.settings.texter:
            self.settings = replace(self.settings, texter=texter)
            self.desk = Desk(self.settings.database, texter)
            try:
                await asyncio.to_thread(remember, texter=texter.name)
            except TextbankError as error:
                self._tell("Start with --texter the next time", for_display(str(error)))
        self.switch_screen(self._messenger())

    def open_training(self) -> None:
        """Show the training screen; leaving it leads back here."""
        from core.training.classroom import Classroom
        from tui.screens.training import TrainingScreen

        self.push_screen(self.fitted(TrainingScreen(self.settings, Classroom())))

    def leave_for_demo(self) -> None:
        """Leave; whoever runs this app opens the demo."""
        self.wants_demo = True
        self.exit()

    def on_ready(self) -> None:
        """Take up collecting garbage, which opening has done without."""
        for name in ("SIGHUP", "SIGTERM"):
            # The window was closed: what is only for this time is thrown away all the same.
            with suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
                asyncio.get_running_loop().add_signal_handler(getattr(signal, name), self.exit)
        self.set_timer(SETTLED, _collect_garbage)
        if self._opening is not None:
            self.push_screen(self.fitted(self._opening(self)))
        elif self._first_run:
            from tui.screens.first_run import FirstRunScreen

            self.push_screen(FirstRunScreen(self.settings, demo=not self.is_web))
        self._complain()

    def _complain(self) -> None:
        """Say what is wrong with the texter's files; the work goes on without them."""
        theme = self.settings.theme
        if self.settings.theme_is_configured and theme_meant(theme) not in self.available_themes:
            self._tell(
                "Your theme",
                f"There is no theme “{for_line(theme, 40)}”. “light”, “dark” and “contrast” are "
                "textbank's own; the palette (ctrl+p) has them all.",
            )
        if self.keymap is not None and self.keymap.problems:
            first, *more = self.keymap.problems
            rest = f" There is more: {len(more):,}." if more else ""
            self._tell(
                "Your keys are not in use",
                f"{for_display(first)}{rest} The usual keys work. "
                "`textbank keys --check` tells it all.",
            )

    def _tell(self, title: str, words: str) -> None:
        self.notify(words, title=title, severity="warning", timeout=COMPLAINT, markup=False)

    def _register(self, parent: DOMNode, *widgets: Widget, **rest: Any) -> list[Widget]:
        """Take widgets in, with the texter's own keys."""
        if self.keymap is not None and self.keymap.keys:
            from tui.keymap import rebind

            for widget in widgets:
                rebind(widget, self.keymap)
        return super()._register(parent, *widgets, **rest)

    async def on_event(self, event: events.Event) -> None:
        """Know of each key when it came, at its first sight and when it comes back to act."""
        if isinstance(event, events.Key):
            if not event.is_forwarded:
                self._presses[event] = self.held_keys.note(event.key, event.time)
            elif event in self._presses:
                self.held_keys.press = self._presses[event]
            if event.time < self.held_keys.not_before:
                return
        elif isinstance(event, events.MouseDown):
            self.held_keys.note_click()
        elif isinstance(event, events.Paste):
            # Every line to write in would draw it as it is, the palette's too.
            event.text = for_copying(event.text)
        await super().on_event(event)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Every action of where the texter is, by name and with its keys, in the palette.

        Also those whose letters are typed where the texter is writing. Moving within a widget
        is left out: it has no tooltip.
        """
        from tui.key_names import key_words, shown_keys

        quits = False
        seen: set[str] = set()
        for node in _working(screen):
            keys: dict[str, list[str]] = {}
            for key, binding in node._bindings:
                keys.setdefault(binding.id or "", []).append(key)
            for _, binding in node._bindings:
                named = binding.id and binding.description and binding.id not in seen
                if not named or not (binding.tooltip or isinstance(node, Screen)):
                    continue
                seen.add(binding.id or "")
                if self._check_action_state(binding.action, node) is False:
                    continue
                quits = quits or binding.action == "app.quit"
                act = partial(self.call_later, self.run_action, binding.action, node)
                words = " ".join(map(key_words, shown_keys(keys[binding.id or ""])))
                words = f"{words}  {binding.tooltip}".rstrip()
                yield SystemCommand(binding.description, words, act)
        if type(screen) is MessengerScreen:
            does = "Show what texters and contacts see under each provider type"
            yield SystemCommand("Training", does, self.open_training)
        yield SystemCommand("Theme", "Light, dark, high contrast, and more", self.search_themes)
        for command in super().get_system_commands(screen):
            if command.title == "Screenshot" or (command.title == "Quit" and not quits):
                yield command

    def search_themes(self) -> None:
        """Let the texter pick a look: ours first, by plain names."""
        ours = [theme.name for theme in THEMES]
        others = sorted(set(self.available_themes) - {*ours, "textual-ansi"})
        entries = []
        for name in [*ours, *others]:
            words = PLAIN_NAMES.get(name, name)
            now = " (now)" if name == self.theme else ""
            entries.append((f"{words}{now}", partial(self.pick_theme, name)))
        self.search_commands(entries, "Which look?")

    @work(group="theme")
    async def pick_theme(self, name: str) -> None:
        """Take this look, and remember it for the next time."""
        self.theme = name
        try:
            await asyncio.to_thread(remember, theme=name)
        except TextbankError as error:
            self._tell("Not remembered", for_display(str(error)))
            return
        if self.settings.theme_is_configured:
            self._tell("For this time", "The next time it is the theme that config.toml names.")

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


def _working(screen: Screen[Any]) -> Iterator[DOMNode]:
    """Where a key goes, one after the other, from what has the focus to the app."""
    focused = screen.focused
    chain = [screen, screen.app] if focused is None else focused.ancestors_with_self
    for node in chain:
        yield node
        if node.is_modal:
            return


class Leaving(NamedTuple):
    """How the messenger was left."""

    code: int
    """The exit code."""
    for_demo: bool = False


def run_messenger(
    settings: Settings,
    companion: Companion | None = None,
    opening: Opening | None = None,
    *,
    triage: bool = False,
) -> Leaving:
    """Run the messenger, or the screen that this makes in its place, until the texter leaves.

    Args:
        settings: Who texts, and where.
        companion: What runs beside it.
        opening: Makes the screen that the app opens with.
        triage: Whether the messenger begins with triage.
    """
    keymap = None
    if keys_path().exists():
        from tui.keymap import load_keymap

        keymap = load_keymap(keys_path())
    app = TextbankApp(settings, companion, keymap, opening)
    app.begins_with_triage = triage
    app.run()
    if app.parting:
        print(app.parting, file=sys.stderr)
    return Leaving(app.return_code or 0, app.wants_demo)
