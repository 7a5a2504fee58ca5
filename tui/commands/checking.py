"""The command that looks an installation over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from core.safe_text import for_display
from tui.commands.receiving import PORT
from tui.commands.running import Run, add_command

if TYPE_CHECKING:
    from core.findings import Finding

_MARKS = {"ok": "ok      ", "note": "note    ", "trouble": "TROUBLE "}


def add_to(app: typer.Typer) -> None:
    """Add this command to the command line."""
    add_command(app, "doctor", "textbank doctor", "textbank doctor --json")(doctor)


async def doctor(
    run: Run,
    port: Annotated[
        int, typer.Option(min=1, max=65535, help="Where `textbank serve` listens.")
    ] = PORT,
) -> None:
    """Look over database, accounts, webhooks, clock and outbox; say what to do about each finding.

    Credentials are tried at their providers; nobody is texted. Ends with 1 if something is wrong.
    """
    from core.doctor import examine
    from core.findings import is_sound

    # The desk stays closed: opening it would bring an older database up to date.
    findings = [finding async for finding in examine(run.desk().path, port)]
    shape = [
        {
            "area": one.area,
            "level": one.level.value,
            "finding": one.words,
            "advice": one.advice or None,
        }
        for one in findings
    ]
    sound = is_sound(findings)
    run.show({"sound": sound, "findings": shape}, _lines(findings))
    if not sound:
        raise typer.Exit(1)


def _lines(findings: list[Finding]) -> Iterator[str]:
    for one in findings:
        yield f"{_MARKS[one.level]} {one.area}: {for_display(one.words)}"
        if one.advice:
            yield f"          {for_display(one.advice)}"
