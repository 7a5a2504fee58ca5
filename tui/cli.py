"""The command line, put together: `textbank COMMAND`."""

from __future__ import annotations

from importlib.metadata import version as installed
from typing import Annotated

import typer

from tui.commands import (
    administering,
    campaign_setup,
    checking,
    counting,
    demonstrating,
    detecting,
    files,
    following_up,
    keys,
    noting,
    phones,
    practising,
    providing,
    reading,
    receiving,
    replies,
    sending,
    serving,
    simulating,
    surveying,
    texting,
    training,
    triaging,
)
from tui.commands.running import AdministratorOption, DatabaseOption, TexterOption

_HELP = """Text with the contacts of a campaign, and get their opt-outs right.

Without a command, the messenger opens. Everything it does is also a command.

\b
Examples:
  textbank demo
  textbank import contacts.csv --campaign "Spring turnout" --provider type1
  textbank --texter jo
  textbank conversations --filter opt-out
  textbank opt-out 17

\b
Exit codes: 0 done; 1 refused or not possible; 2 wrong usage; 3 not found; 4 not allowed;
5 database trouble; 6 bad list or scenario; 70 a fault of textbank's own; 130 interrupted.
"""

app = typer.Typer(
    help=_HELP,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"textbank {installed('textbank')}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    texter: TexterOption = None,
    administrator: AdministratorOption = False,
    database: DatabaseOption = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Open the messenger where no command is named."""
    if context.invoked_subcommand is None:
        from tui.commands.opening import open_messenger

        raise typer.Exit(open_messenger(texter, administrator, database))


for module in (
    demonstrating,
    training,
    practising,
    serving,
    simulating,
    receiving,
    providing,
    checking,
    files,
    reading,
    texting,
    sending,
    following_up,
    campaign_setup,
    administering,
    counting,
    phones,
    keys,
    noting,
    surveying,
    replies,
    triaging,
    detecting,
):
    module.add_to(app)
