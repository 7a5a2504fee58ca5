"""Opening the messenger: the quick way in, without the rest of the command line."""

from __future__ import annotations

import os
import sys

from core.errors import BadInput
from core.settings import load_settings
from tui.commands.failures import keep_faults, report


def open_messenger(
    texter: str | None = None, administrator: bool = False, database: str | None = None
) -> int:
    """Run the messenger until the texter leaves; return the exit code."""
    try:
        settings = load_settings(texter=texter, administrator=administrator, database=database)
        need_terminal()
        keep_faults()
        from tui.app import run_messenger

        leaving = run_messenger(settings)
        if leaving.for_demo:
            from tui.commands.demonstrating import open_demo

            return open_demo(settings)
        return leaving.code
    except (Exception, KeyboardInterrupt) as error:
        return report(error)


EVERYTHING_ELSE = "Everything it does is also a command: see `textbank --help`."


def need_terminal(instead: str = EVERYTHING_ELSE) -> None:
    """See that there is a screen and a keyboard, or a browser in their place.

    Args:
        instead: What can be done without.

    Raises:
        BadInput: There is not.
    """
    if "TEXTUAL_DRIVER" not in os.environ and not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise BadInput(f"This needs a terminal. {instead}")
