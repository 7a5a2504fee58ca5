"""The command that opens triage, or prints its queue."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TYPE_CHECKING, Annotated

import typer

from core.safe_text import for_display, for_line
from tui.commands import shapes
from tui.commands.opening import need_terminal
from tui.commands.running import Run, add_command

if TYPE_CHECKING:
    from core.views_triage import TriageRow

_ROWS_AT_ONCE = 500


def add_to(app: typer.Typer) -> None:
    """Add this command to the command line."""
    add_command(
        app,
        "triage",
        "textbank triage",
        "textbank triage --list",
        "textbank triage --match 'text:\"stop texting\" before:2h' --json",
    )(triage)


def triage(
    run: Run,
    listed: Annotated[
        bool, typer.Option("--list", help="Only print the queue, the surest first.")
    ] = False,
    match: Annotated[
        str | None,
        typer.Option(metavar="PATTERN", help="Only print what matches, as m marks it there."),
    ] = None,
    limit: Annotated[int, typer.Option(min=0, help="Print at most so many; 0 is all.")] = 100,
) -> Awaitable[None] | None:
    """Clear the requests to opt out of all your assignments, one key each; the surest first.

    An administrator's queue is everybody's. Two texters are never given the same request.
    o opts out and shows the next, n keeps the contact, w marks a wrong number, r replies, s skips,
    z takes the last decision back; x, X and m mark, and O opts out all that is marked.
    """
    if listed or match is not None or run.as_json:
        return _list(run, match, limit)
    run.desk()  # Raises where there is no database.
    need_terminal("`textbank triage --list` prints the queue without one.")
    _open(run)
    return None


async def _list(run: Run, match: str | None, limit: int) -> None:
    from core.triage import open_triage

    rows: dict[int, TriageRow] = {}
    async with run.desk() as desk, open_triage(desk) as session:
        ids = await session.matching(match)
        shown = list(ids[:limit] if limit else ids)
        for start in range(0, len(shown), _ROWS_AT_ONCE):
            some = await session.rows(shown[start : start + _ROWS_AT_ONCE])
            rows |= {row.conversation_id: row for row in some}
    _print(run, [rows[one] for one in shown if one in rows], len(ids))


def _open(run: Run) -> None:
    from tui.app import run_messenger
    from tui.commands.failures import keep_faults

    keep_faults()
    code = run_messenger(run.settings, triage=True).code
    if code:
        raise typer.Exit(code)


def _print(run: Run, rows: list[TriageRow], total: int) -> None:
    lines = [_line(row) for row in rows] or ["Nobody asks to opt out."]
    if total > len(rows):
        lines.append(f"{total - len(rows):,} more. `--limit 0` lists all.")
    run.show({"total": total, "requests": [_shape(row) for row in rows]}, lines)


def _line(row: TriageRow) -> str:
    blocked = "  blocked" if row.blocked else ""
    held = f"  with {for_line(row.claimed_by, 40)}" if row.claimed_by else ""
    return (
        f"{row.conversation_id}  {row.sureness // 10}%  {for_display(row.name)}  {row.number}  "
        f"{for_display(row.campaign)}  {row.behavior.value}{blocked}{held}  {for_line(row.body)}"
    )


def _shape(row: TriageRow) -> shapes.Shape:
    return {
        "conversation_id": row.conversation_id,
        "name": row.name,
        "number": row.number,
        "campaign": row.campaign,
        "behavior": row.behavior.value,
        "asked": row.asked.value,
        "sureness": row.sureness,
        "body": row.body,
        "span": None if row.span is None else {"start": row.span.start, "end": row.span.end},
        "at": shapes.moment(row.at),
        "blocked": row.blocked,
        "claimed_by": row.claimed_by or None,
    }
