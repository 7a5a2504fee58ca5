"""What every command has: the global options, the settings, the output, the exit code."""

from __future__ import annotations

import asyncio
import functools
import inspect
import json
import signal
import sys
import threading
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Concatenate, ParamSpec, get_type_hints

import typer

from core.desk import Desk
from core.errors import NotFound
from core.settings import Settings, load_settings
from tui.commands.failures import report

P = ParamSpec("P")

TexterOption = Annotated[
    str | None,
    typer.Option(
        "--texter", metavar="NAME", help="Who acts. [TEXTBANK_TEXTER; else your user name]"
    ),
]
AdministratorOption = Annotated[
    bool, typer.Option("--administrator", help="Act as an administrator.")
]
DatabaseOption = Annotated[
    str | None,
    typer.Option(
        "--database", metavar="PATH", help="The database file. [TEXTBANK_DATABASE; else your own]"
    ),
]
JsonOption = Annotated[
    bool, typer.Option("--json", help="Print JSON, of the shape that docs/commands.md gives.")
]


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command: who acts on what, and how its outcome is printed."""

    settings: Settings
    as_json: bool

    def desk(self, *, create: bool = False) -> Desk:
        """The desk to open with `async with`.

        Args:
            create: Make the database if it is not there.

        Raises:
            NotFound: It is not there.
        """
        if not create and not _is_there(self.settings.database):
            raise NotFound(
                f"There is no database at {self.settings.database}. `textbank import` makes one, "
                "or, for a real provider, `textbank providers add`; "
                "--database names another."
            )
        return Desk(self.settings.database, self.settings.texter)

    def show(self, shape: Mapping[str, Any], lines: Iterable[str]) -> None:
        """Print the outcome: as JSON with `--json`, else line by line."""
        for line in [json.dumps(shape)] if self.as_json else lines:
            print(line)
        # Now, not at exit: whoever reads may have gone (`textbank conversations | head`).
        sys.stdout.flush()


def add_command(
    app: typer.Typer, name: str, *examples: str, has_json: bool = True
) -> Callable[[Callable[Concatenate[Run, P], Awaitable[None] | None]], Callable[..., None]]:
    """Make a function a command: it gets a `Run` and, by name, its own arguments.

    The global options are added after its own. What it raises becomes a message and an
    exit code.

    Args:
        app: Where it is added.
        name: What it is called.
        examples: Lines for its help.
        has_json: Whether it knows `--json`.
    """

    def add(
        function: Callable[Concatenate[Run, P], Awaitable[None] | None],
    ) -> Callable[..., None]:
        shared = {"texter": TexterOption, "administrator": AdministratorOption}
        shared |= {"database": DatabaseOption}
        shared |= {"as_json": JsonOption} if has_json else {}

        @functools.wraps(function)
        def command(*, context: typer.Context, **given: Any) -> None:
            texter, database = given.pop("texter"), given.pop("database")
            administrator = given.pop("administrator")
            as_json = given.pop("as_json", False)
            before = context.find_root().params
            try:
                settings = load_settings(
                    texter=texter or before.get("texter"),
                    administrator=administrator or bool(before.get("administrator")),
                    database=database or before.get("database"),
                )
                outcome = function(Run(settings, as_json), **given)  # type: ignore[call-arg]
                if inspect.iscoroutine(outcome):
                    run_to_end(outcome)
            except (typer.Exit, typer.BadParameter, BrokenPipeError):
                raise
            except typer.Abort as error:
                # The question of a command was left with Ctrl-C or without an answer.
                raise typer.Exit(report(KeyboardInterrupt(), as_json=as_json)) from error
            except (Exception, KeyboardInterrupt) as error:
                code = report(error, as_json=as_json, doing=f"textbank {name}")
                raise typer.Exit(code) from error

        hints = get_type_hints(function, include_extras=True)
        own = list(inspect.signature(function).parameters.values())[1:]
        named = inspect.Parameter.KEYWORD_ONLY
        parameters = [inspect.Parameter("context", named, annotation=typer.Context)]
        parameters += [one.replace(kind=named, annotation=hints[one.name]) for one in own]
        for key, kind in shared.items():
            default = False if kind in (AdministratorOption, JsonOption) else None
            parameters.append(inspect.Parameter(key, named, default=default, annotation=kind))
        command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        command.__annotations__ = {one.name: one.annotation for one in parameters}
        text = inspect.getdoc(function) or ""
        summary = text.partition("\n")[0].rstrip(".")
        app.command(name, help=_help(text, examples), short_help=summary)(command)
        return command

    return add


def run_to_end(work: Coroutine[Any, Any, None]) -> None:
    """Run a command; Ctrl-C cancels it once, and what it has open is closed all the same.

    Python's own way lets a second Ctrl-C break off the closing, which leaves threads behind
    that keep the program from ending.

    Raises:
        KeyboardInterrupt: It was cancelled, and everything is closed.
    """
    if threading.current_thread() is not threading.main_thread():
        asyncio.run(work)
        return
    interrupted = False
    task: asyncio.Task[None] | None = None

    def interrupt(*_: object) -> None:
        nonlocal interrupted
        if not interrupted and task is not None:
            task.get_loop().call_soon_threadsafe(task.cancel)
        interrupted = True

    async def run() -> None:
        nonlocal task
        task = asyncio.create_task(work)
        if interrupted:
            task.cancel()
        await asyncio.wait({task})

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        asyncio.run(run())
    finally:
        # Whoever presses it once more waits for the end that has begun.
        signal.signal(signal.SIGINT, signal.SIG_IGN if interrupted else before)
    assert task is not None
    if task.cancelled():
        raise KeyboardInterrupt
    task.result()


def _help(text: str, examples: Iterable[str]) -> str:
    lines = "\n".join(f"  {example}" for example in examples)
    return f"{text}\n\n\b\nExamples:\n{lines}" if lines else text


def _is_there(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0
