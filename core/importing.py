"""Contacts from a CSV file into a texter's assignment.

The file is read to its end and checked before the database is touched, so a file that
cannot be read imports nothing. A list of up to `ONE_TRANSACTION` contacts is then one
transaction: all of it or nothing. A longer one would keep texters from writing for longer
than they wait, so it is saved in short transactions on nobody's list, and the last one
gives it to the texter whole. If that never comes, no list has changed, and importing the
file again finishes the work. Importing a file twice is always harmless.
"""

from __future__ import annotations

import asyncio
import csv
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import islice
from pathlib import Path

import phonenumbers
from sqlalchemy import Connection

from core.atomic_file import atomic_text_file, settle
from core.campaign_plan import CampaignPlan
from core.campaigns import CampaignIds, ensure_assignment, ensure_campaign
from core.clock import Clock, utc_now
from core.contact_file import Columns, ContactFile, FileRow
from core.desk import Desk
from core.domain import Behavior
from core.errors import BadContactFile, BadInput, DatabaseError
from core.imported_contacts import Contact, Saved, give_to_texter, save_contacts
from core.phone_numbers import to_e164
from core.providers.base import Provider, ProvisionsLines
from core.safe_text import for_line
from core.spreadsheet import spreadsheet_cell
from core.staging import RejectedRow, StagedRow, Staging

BATCH = 2_000
"""Rows read, or saved, at a time."""

ONE_TRANSACTION = 20_000
"""The longest list that is saved in one transaction: well under the time others wait."""


class ImportStage(StrEnum):
    """What an import is doing."""

    READING = "reading"
    SAVING = "saving"


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """How far an import is."""

    stage: ImportStage
    rows: int
    """Rows read, or saved, so far."""
    fraction: float
    """Of this stage, 0 to 1."""


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What became of every row of a file.

    `rows` is the sum of imported, already there, duplicates, bad and opted out.
    """

    rows: int
    imported: int
    """New conversations on the texter's list."""
    already_there: int
    """Contacts that the campaign had before."""
    updated: int
    """Of those already there: with a new name or column."""
    elsewhere: int
    """Of those already there: in another texter's assignment, where they stay."""
    duplicates: int
    """Rows with the number of a later row, which was used."""
    bad: int
    opted_out: int
    """Rows whose number is opted out of the organization; they are never texted."""
    asking: int
    """Of the contacts: who ask to opt out in another campaign, and wait for an answer there."""
    report_path: Path | None
    """Where the duplicate, bad and opted-out rows are listed; None if there are none."""
    organization_id: int
    campaign_id: int
    assignment_id: int
    line: str
    """The campaign's sending number."""


@dataclass(slots=True)
class _Job:
    """One import, as far as it is."""

    plan: CampaignPlan
    texter: str
    columns: Columns
    staging: Staging
    report_path: Path
    now: datetime
    on_saved: Callable[[int], None]
    ids: CampaignIds | None = None
    saved: Saved = field(default_factory=Saved)
    reported: bool = False


def default_report_path(path: Path) -> Path:
    """Where the rejected rows of a contact list are reported: beside it."""
    return path.with_name(f"{path.stem}.rejected.csv")


async def import_contacts(
    desk: Desk,
    path: Path,
    plan: CampaignPlan,
    texter: str,
    *,
    report_path: Path | None = None,
    on_progress: Callable[[ImportProgress], None] | None = None,
    clock: Clock = utc_now,
) -> ImportSummary:
    """Import a contact list into a texter's assignment, and put the campaign's line in service.

    Organization, campaign, line and assignment are made if they are not there. Of rows with
    one number the last is used. A contact that the campaign has already gets the names and
    columns of the file where those are not empty, and stays where it is. The report lists
    every row that was not used, with its line and the reason, and is written together with
    the import or not at all.

    Args:
        desk: Whose database it goes to.
        path: A CSV file; see `core.contact_file.ContactFile`.
        plan: The campaign, and the country of numbers that name none.
        texter: Whose assignment it goes to.
        report_path: Where the report goes; by default `default_report_path`.
        on_progress: Called now and then, in the event loop.
        clock: When it is.

    Raises:
        BadInput: The plan cannot be.
        BadContactFile: The file cannot be read, or none of its rows can be imported.
        DatabaseError: The database cannot be written.
    """
    _check(plan, texter)
    report = report_path or default_report_path(path)
    if await asyncio.to_thread(_same_file, report, path):
        raise BadInput(f"The report would take the place of {path}. Name another file for it.")
    gateways = await desk.gateways()
    if plan.provider not in await gateways.known():
        gateways.named(plan.provider)
    loop = asyncio.get_running_loop()
    with Staging() as staging:
        columns = await _read(path, plan.default_country, staging, on_progress)
        bad = staging.counts()[1]
        duplicates = await asyncio.to_thread(staging.reject_duplicates)
        good = staging.counts()[0]
        if not good:
            raise await asyncio.to_thread(_nothing_usable, path, columns, staging, report)

        def on_saved(rows: int) -> None:
            if on_progress is not None:
                progress = ImportProgress(ImportStage.SAVING, rows, rows / good)
                loop.call_soon_threadsafe(on_progress, progress)

        database = await desk.database()
        job = _Job(plan, texter, columns, staging, report, clock(), on_saved)
        with ExitStack() as report_file:
            if good <= ONE_TRANSACTION:
                assignment_id = await database.write(_save_at_once, job, report_file)
            else:
                begun = False
                try:
                    for batch in staging.batches(BATCH):
                        await database.write(_save_batch, job, batch)
                        begun = True
                    assignment_id = await database.write(_finish, job, report_file)
                except DatabaseError as error:
                    if not begun:
                        raise
                    raise _interrupted(error, path) from error
    assert job.ids is not None
    gateway = gateways.opened(plan.provider)
    if gateway is not None:
        await provision(gateway, job.ids.line, plan.behavior)
    saved = job.saved
    return ImportSummary(
        rows=good + bad + duplicates,
        imported=saved.imported,
        already_there=saved.already_there,
        updated=saved.updated,
        elsewhere=saved.elsewhere,
        duplicates=duplicates,
        bad=bad,
        opted_out=saved.opted_out,
        asking=saved.asking,
        report_path=report if job.reported else None,
        organization_id=job.ids.organization_id,
        campaign_id=job.ids.campaign_id,
        assignment_id=assignment_id,
        line=job.ids.line,
    )


async def provision(gateway: Provider, line: str, behavior: Behavior) -> None:
    """Put a line into service, if its gateway leaves that to us and it is not."""
    if isinstance(gateway, ProvisionsLines) and await gateway.line(line) is None:
        await gateway.provision_line(line, behavior)


def _same_file(first: Path, second: Path) -> bool:
    return first.exists() and second.exists() and first.samefile(second)


def _check(plan: CampaignPlan, texter: str) -> None:
    for name, what in (
        (plan.organization, "organization"),
        (plan.campaign, "campaign"),
        (texter, "texter"),
    ):
        if not name.strip():
            raise BadInput(f"The {what} has no name. Give it one.")
    if plan.default_country.upper() not in phonenumbers.SUPPORTED_REGIONS:
        raise BadInput(
            f"“{for_line(plan.default_country, 20)}” is no country. "
            "Give the two letters of one, such as US, CA or GB."
        )


# Reading: the file into the staging


async def _read(
    path: Path,
    country: str,
    staging: Staging,
    on_progress: Callable[[ImportProgress], None] | None,
) -> Columns:
    file = await asyncio.to_thread(ContactFile, path)
    with file:
        rows = file.rows()
        read = 0
        while count := await asyncio.to_thread(
            _stage, islice(rows, BATCH), file.columns.phone, country, staging
        ):
            read += count
            if on_progress is not None:
                fraction = min(1.0, file.position / max(1, file.size))
                on_progress(ImportProgress(ImportStage.READING, read, fraction))
    if not read:
        raise BadContactFile(
            f"{path} has a header and no contacts below it. Add a row for each contact."
        )
    return file.columns


def _stage(rows: Iterable[FileRow], phone: int, country: str, staging: Staging) -> int:
    """Check some rows and keep them; return how many there were."""
    good: list[StagedRow] = []
    rejected: list[RejectedRow] = []
    for row in rows:
        problem = row.problem
        if not problem:
            try:
                good.append(StagedRow(row.line, to_e164(row.cells[phone], country), row.cells))
                continue
            except BadInput as error:
                problem = str(error)
        rejected.append(RejectedRow(row.line, problem, row.cells))
    staging.add(good)
    staging.reject(rejected)
    return len(good) + len(rejected)


def _nothing_usable(path: Path, columns: Columns, staging: Staging, report: Path) -> BadContactFile:
    first = next(staging.rejected())
    with ExitStack() as stack:
        _write_report(stack, report, columns, staging)
    return BadContactFile(
        f"None of the {staging.counts()[1]:,} rows of {path} can be imported; nothing was. "
        f"The first, line {first.line}: {first.problem} All of them, with reasons: {report}."
    )


# Saving: the staging into the database


def _save_at_once(connection: Connection, job: _Job, report_file: ExitStack) -> int:
    for batch in job.staging.batches(BATCH):
        _save_batch(connection, job, batch)
    return _finish(connection, job, report_file)


def _save_batch(connection: Connection, job: _Job, batch: list[StagedRow]) -> None:
    """Save some contacts, on nobody's list yet, and reject those who opted out."""
    if job.ids is None:
        job.ids = ensure_campaign(connection, job.plan, job.now)
    opted_out = save_contacts(
        connection,
        job.ids,
        job.texter,
        [_contact(row, job.columns) for row in batch],
        job.saved,
        job.plan.default_country,
    )
    problem = f"Opted out of {job.plan.organization}: never texted."
    job.staging.reject(
        RejectedRow(row.line, problem, row.cells) for row in batch if row.number in opted_out
    )
    job.on_saved(job.saved.imported + job.saved.already_there + job.saved.opted_out)


def _finish(connection: Connection, job: _Job, report_file: ExitStack) -> int:
    """Put what was saved on the texter's list, and the report beside it; return the assignment."""
    assert job.ids is not None
    assignment_id = ensure_assignment(connection, job.ids.campaign_id, job.texter, job.now)
    give_to_texter(connection, job.saved, assignment_id)
    # Within the transaction, so that a report that cannot be written takes the import back.
    # It comes to light when `report_file` closes, after the commit.
    job.reported = _write_report(report_file, job.report_path, job.columns, job.staging)
    return assignment_id


def _contact(row: StagedRow, columns: Columns) -> Contact:
    first_name, last_name = columns.names(row.cells)
    return Contact(
        line=row.line,
        number=row.number,
        first_name=first_name,
        last_name=last_name,
        custom={name: row.cells[index] for index, name in columns.custom},
    )


def _write_report(stack: ExitStack, path: Path, columns: Columns, staging: Staging) -> bool:
    """Write the rejected rows to a file that `stack` brings to light; return whether there are."""
    if not staging.counts()[1]:
        return False
    try:
        out = stack.enter_context(atomic_text_file(path))
    except BadInput as error:
        raise BadInput(f"The report of rejected rows: {error} Nothing was imported.") from error
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["line", "problem", *map(spreadsheet_cell, columns.headers)])
    writer.writerows(
        [row.line, row.problem, *map(spreadsheet_cell, row.cells)] for row in staging.rejected()
    )
    settle(out)
    return True


def _interrupted(error: DatabaseError, path: Path) -> DatabaseError:
    said = str(error).replace("Nothing was changed. ", "")
    return type(error)(
        f"{said} No texter's list was changed. Part of {path} is saved out of sight: "
        "import it again to finish."
    )
