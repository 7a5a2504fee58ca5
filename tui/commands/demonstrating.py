"""The command that opens a demo: a database to throw away, and phones that keep replying."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from core.errors import BadInput
from core.settings import Settings
from tui.commands.opening import need_terminal
from tui.commands.running import Run, add_command

DATABASE = "textbank.sqlite"
PREFIX = "textbank-demo-"


def add_to(app: typer.Typer) -> None:
    """Add this command to the command line."""
    add_command(
        app,
        "demo",
        "textbank demo",
        "textbank demo --keep playground",
        'textbank --database "$(textbank demo --no-open)" assignments',
    )(demo)


def demo(
    run: Run,
    keep: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Keep it in this folder; a demo that is there is opened again."
        ),
    ] = None,
    no_open: Annotated[
        bool, typer.Option("--no-open", help="Only make it, keep it, and print its path.")
    ] = False,
    seed: Annotated[int, typer.Option(help="What names, replies and times are drawn from.")] = 7,
    conversations: Annotated[
        int, typer.Option(min=1, max=900, help="How many each assignment has.")
    ] = 40,
) -> None:
    """Open a demo: two campaigns, one of each type, with phones that keep replying.

    Its database is thrown away when you leave, unless you keep it.
    """
    if no_open:
        with _folder(keep, stays=True) as folder:
            path = _made(folder, run.settings, seed, conversations)
            run.show({"database": str(path), "texter": run.settings.texter.name}, [str(path)])
        return
    need_terminal()
    code = open_demo(run.settings, keep, seed=seed, conversations=conversations)
    if code:
        raise typer.Exit(code)


def open_demo(
    settings: Settings, keep: Path | None = None, *, seed: int = 7, conversations: int = 40
) -> int:
    """Make a demo, or take the one that is kept in this folder, and open it.

    One that is not kept is thrown away when the texter leaves.

    Returns:
        The exit code.
    """
    from core.demo import DemoTraffic
    from tui.app import run_messenger
    from tui.commands.failures import keep_faults

    with _folder(keep, stays=False) as folder:
        path = _made(folder, settings, seed, conversations)
        keep_faults()
        return run_messenger(replace(settings, database=path), DemoTraffic(seed=seed).run).code


@contextmanager
def _folder(keep: Path | None, *, stays: bool) -> Iterator[Path]:
    """The folder that is named, or one for this time; that stays only if all goes well."""
    folder = keep or Path(tempfile.mkdtemp(prefix=PREFIX))
    throw_away = keep is None
    try:
        yield folder
        throw_away = throw_away and not stays
    finally:
        if throw_away:
            shutil.rmtree(folder)


def _made(folder: Path, settings: Settings, seed: int, conversations: int) -> Path:
    """The demo database in this folder, made as a whole or not at all."""
    from core.demo import build_demo

    there = folder / DATABASE
    if there.exists():
        return there
    try:
        if folder.exists() and any(folder.iterdir()):
            raise BadInput(f"{folder} holds other files. Name a new folder with --keep.")
        folder.parent.mkdir(parents=True, exist_ok=True)
        making = Path(tempfile.mkdtemp(prefix=".textbank-demo-", dir=folder.parent))
    except OSError as error:
        raise BadInput(f"{folder} cannot be made: {error.strerror}. Name another.") from error
    try:
        if sys.stderr.isatty():
            print("Making the demo…", file=sys.stderr)
        making_it = build_demo(
            making / DATABASE, settings.texter, seed=seed, conversations=conversations
        )
        asyncio.run(making_it)
        if folder.exists():
            folder.rmdir()
        os.rename(making, folder)
    except BaseException:
        shutil.rmtree(making)
        raise
    return there
