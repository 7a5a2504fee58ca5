"""The command that lists the keys, as they are after the texter's own file."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from core.safe_text import for_display
from core.settings import keys_path
from tui.commands.running import Run, add_command

if TYPE_CHECKING:
    from tui.keymap import Keymap


def add_to(app: typer.Typer) -> None:
    """Add this command to the command line."""
    add_command(app, "keys", "textbank keys", "textbank keys --check", "textbank keys --json")(keys)


def keys(
    run: Run,
    check: Annotated[
        bool, typer.Option("--check", help="Only say whether keys.toml is in order.")
    ] = False,
) -> None:
    """List every action with its keys, and where to change them.

    Your own keys go into keys.toml in the config folder, beneath [keys]:
    "messenger.hide" = ["x", "f7"]. A file with a mistake is not used, and the usual keys stay;
    then this command ends with 1.
    """
    from tui.bound_actions import every_action
    from tui.keymap import load_keymap

    path = keys_path()
    keymap = load_keymap(path)
    shape = {
        "path": str(path),
        "in_use": path.exists() and not keymap.problems,
        "problems": list(keymap.problems),
        "actions": [
            {
                "id": action.id,
                "name": action.name,
                "does": action.does,
                "keys": list(keymap.keys_of(action)),
                "usual_keys": list(action.keys),
            }
            for action in every_action().values()
        ],
    }
    problems = [for_display(problem) for problem in keymap.problems]
    run.show(shape, problems if check else _table(keymap))
    if check and not problems and not run.as_json:
        there = "is in order" if path.exists() else "is not there: the usual keys are in use"
        print(f"{for_display(str(path))} {there}.")
    if problems and not check and not run.as_json:
        print("\n".join(problems), file=sys.stderr)
    if problems:
        raise typer.Exit(1)


def _table(keymap: Keymap) -> Iterator[str]:
    from tui.bound_actions import every_action
    from tui.key_names import key_words, shown_keys

    actions = sorted(
        every_action().values(), key=lambda one: one.id.partition(".")[0] != "messenger"
    )
    shown = {
        one.id: " ".join(map(key_words, shown_keys(keymap.keys_of(one)))) or "-" for one in actions
    }
    first, second = (max(map(len, column)) for column in (shown, shown.values()))
    for one in actions:
        changed = "*" if one.id in keymap.keys else " "
        yield f"{changed} {one.id:<{first}}  {shown[one.id]:<{second}}  {one.does}"
    yield ""
    yield f"Your own keys: {for_display(str(keys_path()))}" + (
        "; a * marks them." if keymap.keys else "."
    )
