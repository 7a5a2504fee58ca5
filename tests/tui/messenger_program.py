"""The messenger, started as a program of its own with an ear for what a test wants shown.

python -m tests.tui.messenger_program DATABASE [--trouble FD] [--raw]

With --trouble it reads lines of JSON from a file descriptor, each a string, and fails with an
error that says so. With --raw it shows every text as it arrived, which a test must notice.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

import core.safe_text


def show_everything_raw() -> None:
    """Switch off what makes texts safe; before the screens are imported."""
    core.safe_text.for_display = lambda text, *, multiline=False: text
    core.safe_text.display_span = lambda text, span, *, multiline=False: (text, span)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("database", type=Path)
    parser.add_argument("--trouble", type=int)
    parser.add_argument("--raw", action="store_true")
    given = parser.parse_args()
    if given.raw:
        show_everything_raw()

    from core.errors import BadInput
    from core.settings import load_settings
    from tui.app import TextbankApp

    async def bring_trouble(desk: Any) -> None:
        lines = asyncio.StreamReader()
        await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(lines), os.fdopen(given.trouble, "rb")
        )
        while line := await lines.readline():
            app.clear_notifications()
            app.screen.trouble(BadInput(json.loads(line)))

    settings = load_settings(texter="jo", database=str(given.database))
    app = TextbankApp(settings, bring_trouble if given.trouble is not None else None)
    app.run()
    return app.return_code or 0


if __name__ == "__main__":
    sys.exit(main())
