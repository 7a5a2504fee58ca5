"""The command `textbank`. Without a command it opens the messenger, and that must be quick."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

_VALUES = {"--texter": "texter", "--database": "database"}


def main() -> None:
    """Do what the command line asks for."""
    try:
        _open()
    except KeyboardInterrupt as error:
        # While everything is still being loaded; later each command says it for itself.
        from tui.commands.failures import report

        sys.exit(report(error))


def _open() -> None:
    """Open the messenger at once, or hand over to the command line."""
    for stream in (sys.stdout, sys.stderr):
        # A name that the terminal's encoding cannot say is no reason to stop.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    # Frames when there is something to show, not up to 17 ms later. Read when Textual loads.
    os.environ.setdefault("TEXTUAL_FPS", "240")
    plain = plain_open(sys.argv[1:])
    if plain is not None and "_TEXTBANK_COMPLETE" not in os.environ:
        # Nothing that is made until the first frame is garbage; the app takes it up again.
        gc.disable()
        from tui.commands.opening import open_messenger

        sys.exit(
            open_messenger(plain.get("texter"), "administrator" in plain, plain.get("database"))
        )
    from tui.cli import app

    app(prog_name="textbank")


def plain_open(arguments: Sequence[str]) -> dict[str, str] | None:
    """The options of a call that only opens the messenger; None for any other call.

    The command line reads the same options; it takes longer to load than the first frame
    to draw.
    """
    found: dict[str, str] = {}
    rest = iter(arguments)
    for argument in rest:
        name, equals, value = argument.partition("=")
        if argument == "--administrator":
            found["administrator"] = ""
        elif name in _VALUES:
            given = value if equals else next(rest, "")
            if not given:
                return None
            found[_VALUES[name]] = given
        else:
            return None
    return found


if __name__ == "__main__":
    main()
