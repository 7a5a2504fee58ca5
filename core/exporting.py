"""Every opt-out on record, for people with a spreadsheet and for programs."""

from __future__ import annotations

import csv
from collections.abc import AsyncIterator
from dataclasses import dataclass, fields
from datetime import datetime
from typing import TextIO

from core.domain import Confirmation
from core.errors import NotFound
from core.providers.behaviors import describe_confirmation
from core.reader import Reader, Row
from core.spreadsheet import spreadsheet_cell
from core.stored import body_from, instant
from core.why_waiting import why_it_waits


@dataclass(frozen=True, slots=True)
class OptOutRecord:
    """One opt-out, standing or ended, with everything that is kept of it.

    The fields, in this order, are the columns of the CSV file. What is not known or does
    not apply is None, in the file an empty cell.
    """

    organization: str
    number: str
    """E.164."""
    campaign: str | None
    """Where it happened; None where there was no conversation."""
    conversation: int | None
    who: str
    """Who opted the number out first."""
    source: str
    """`texter`, `system`, `administrator`, `import` or `provider`."""
    also_by: tuple[str, ...]
    """Others whose presses support it; in the file separated by semicolons."""
    message: str | None
    """The text that asked, as it arrived; in the file without control characters."""
    behavior: str | None
    """The opt-out behavior of the line: `type1` or `type2`."""
    confirmation: str
    """What became of the confirmation, one of `core.domain.Confirmation`."""
    confirmation_reason: str
    """The same in words."""
    at: datetime
    """When the number was opted out; in the file, as all times, UTC in ISO 8601."""
    confirmed_at: datetime | None
    """When the confirmation was sent, or settled not to be."""
    ended_at: datetime | None
    """When it was undone or the number opted in; None while it stands."""
    ended_how: str | None
    """`undo` or `opt_in`."""
    ended_by: str | None
    ended_reason: str | None
    opt_in_requested_at: datetime | None
    """When the contact texted START, which an administrator may answer with an opt-in."""


COLUMNS = tuple(field.name for field in fields(OptOutRecord))


async def export_opt_outs(
    reader: Reader, out: TextIO, organization: str | None = None, now: datetime | None = None
) -> int:
    """Write every opt-out as CSV, oldest first, and return how many there are.

    Cells are safe to open in a spreadsheet and to show in a terminal.

    Args:
        reader: The database.
        out: A text file opened with `newline=""`.
        organization: Whose opt-outs; None for everybody's.
        now: The present moment: what has long been to leave says why it has not.

    Raises:
        NotFound: There is no organization of this name.
    """
    writer = csv.writer(out, lineterminator="\n")
    count = 0
    async for record in opt_out_records(reader, organization, now):
        if not count:
            writer.writerow(COLUMNS)
        writer.writerow([_cell(getattr(record, column)) for column in COLUMNS])
        count += 1
    if not count:
        writer.writerow(COLUMNS)
    return count


async def opt_out_records(
    reader: Reader, organization: str | None = None, now: datetime | None = None
) -> AsyncIterator[OptOutRecord]:
    """Every opt-out, oldest first.

    Args:
        reader: The database.
        organization: Whose opt-outs; None for everybody's.
        now: The present moment: what has long been to leave says why it has not.

    Raises:
        NotFound: There is no organization of this name.
    """
    if organization is not None:
        await _check_organization(reader, organization)
    # A row for each press that supports the opt-out, or one without.
    presses: list[Row] = []
    async for rows in reader.stream(
        """
        SELECT x.id, o.name, x.number, c.name, x.conversation_id, x.author, x.source, t.body,
               x.behavior, x.confirmation, x.at, x.confirmed_at, x.ended_at, x.ended_how,
               x.ended_by, x.ended_reason, x.opt_in_requested_at, p.author,
               EXISTS (SELECT 1 FROM block b WHERE b.line_id = t.line_id
                       AND b.number = x.number AND b.lifted_at IS NULL),
               f.state, f.reason, f.line_id, f.due_at
        FROM opt_out x
        JOIN organization o ON o.id = x.organization_id
        LEFT JOIN campaign c ON c.id = x.campaign_id
        LEFT JOIN text t ON t.id = x.text_id
        LEFT JOIN opt_out_press p ON p.opt_out_id = x.id AND p.withdrawn_at IS NULL
                                  AND p.author != x.author
        LEFT JOIN text f ON f.opt_out_id = x.id AND f.kind = 'confirmation'
        WHERE ? IS NULL OR o.name = ?
        ORDER BY x.id, p.id
        """,
        (organization, organization),
    ):
        for row in rows:
            if presses and presses[0][0] != row[0]:
                yield await _record(reader, presses, now)
                presses.clear()
            presses.append(row)
    if presses:
        yield await _record(reader, presses, now)


async def _check_organization(reader: Reader, name: str) -> None:
    names = [row[0] for row in await reader.rows("SELECT name FROM organization ORDER BY name")]
    if name not in names:
        there = ", ".join(f"“{other}”" for other in names)
        raise NotFound(
            f"There is no organization “{name}”. "
            + (f"There are: {there}." if names else "Import a contact list first.")
        )


async def _record(reader: Reader, presses: list[Row], now: datetime | None) -> OptOutRecord:
    row = presses[0]
    waits = await why_it_waits(reader, row[19:23], now)
    return OptOutRecord(
        organization=row[1],
        number=row[2],
        campaign=row[3],
        conversation=row[4],
        who=row[5],
        source=row[6],
        also_by=tuple(dict.fromkeys(press[17] for press in presses if press[17] is not None)),
        message=None if row[7] is None else body_from(row[7]),
        behavior=row[8],
        confirmation=row[9],
        confirmation_reason=describe_confirmation(
            Confirmation(row[9]), blocked=bool(row[18]), waits=waits
        ),
        at=instant(row[10]),
        confirmed_at=_moment(row[11]),
        ended_at=_moment(row[12]),
        ended_how=row[13],
        ended_by=row[14],
        ended_reason=row[15],
        opt_in_requested_at=_moment(row[16]),
    )


def _moment(value: int | None) -> datetime | None:
    return None if value is None else instant(value)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds")
    if isinstance(value, tuple):
        return spreadsheet_cell("; ".join(value))
    return spreadsheet_cell(str(value))
