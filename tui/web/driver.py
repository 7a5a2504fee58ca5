"""What stands in the terminal's place inside a messenger that a browser shows."""

from __future__ import annotations

from contextlib import suppress

from textual import events
from textual.drivers.web_driver import WebDriver

NAME = f"{__name__}:BrowserDriver"
"""What TEXTUAL_DRIVER is set to."""


class BrowserDriver(WebDriver):
    """Textual's own, which also leaves when the server is gone, however it went."""

    def start_application_mode(self) -> None:
        """Begin as what has the focus: Textual focuses nothing on a screen it opens without."""
        super().start_application_mode()
        self._app.call_later(self._app.post_message, events.AppFocus())

    def run_input_thread(self) -> None:
        """Read what the browser sends; leave when nothing can come any more."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self.on_meta("quit", {})

    def write(self, data: str) -> None:
        """Show; where the server is gone, nobody is left to see it."""
        with suppress(BrokenPipeError):
            super().write(data)

    def write_meta(self, data: dict[str, object]) -> None:
        """Tell the server; where it is gone, leaving is all that is left."""
        with suppress(BrokenPipeError):
            super().write_meta(data)
