"""The first run: from no database to an organization with a campaign and a list to work on."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from core.domain import Behavior, Texter
from core.errors import BadInput, TextbankError
from core.merge_fields import DEFAULT_OPT_OUT_MESSAGE, check_opt_out_message
from core.sqlite_file import connect, translated

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from core.campaign_plan import CampaignPlan
    from core.desk import Desk
    from core.importing import ImportProgress, ImportSummary

FIRST_MESSAGE = "Hi {firstName}, it's {texterFirstName} with {organization}. "
"""How a first message may begin."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What somebody who begins says of their organization and its first campaign."""

    organization: str
    texter: str
    opt_out_message: str = DEFAULT_OPT_OUT_MESSAGE
    hours: tuple[int, int] = (8 * 60, 21 * 60)
    """When texts may leave: minutes of the contact's day."""
    campaign: str = ""
    behavior: Behavior = Behavior.TYPE_1
    first_message: str = ""
    """With merge fields; empty where texters write it themselves."""
    country: str = "US"
    """Of numbers without a country code."""


@dataclass(frozen=True, slots=True)
class ListCheck:
    """What an import of a contact list would find, before anything is made."""

    path: Path
    contacts: int
    """Different numbers that can be texted."""
    duplicates: int
    bad: int
    first_problem: str
    """Why the first bad row cannot be used, with its line; empty if there is none."""


def is_first_run(path: Path) -> bool:
    """Whether nobody has anything to work on in this database, or there is none.

    A file that cannot be read is none of that: opening it says what is wrong.
    """
    try:
        if not path.exists() or path.stat().st_size == 0:
            return True
        with translated(path):
            connection = connect(path, read_only=True)
            try:
                found = connection.execute("SELECT EXISTS (SELECT 1 FROM assignment)").fetchone()
            finally:
                connection.close()
    except (TextbankError, OSError):
        return False
    return not found[0]


def path_meant(written: str) -> Path:
    """The file that somebody typed, pasted or dragged into a terminal.

    Terminals put quotes around what is dragged into them, or backslashes before its spaces,
    or make it a `file://` address.

    Raises:
        BadInput: Nothing was written.
    """
    text = written.strip()
    for quote in "'\"":
        if len(text) > 1 and text[0] == text[-1] == quote:
            text = text[1:-1].replace("'\\''", "'")
            break
    else:
        if os.sep == "/" and not Path(text).expanduser().exists():
            text = re.sub(r"\\(.)", r"\1", text)
    if text.startswith("file://"):
        from urllib.parse import unquote, urlsplit

        text = unquote(urlsplit(text).path)
    if not text:
        raise BadInput("Which file? Type its path, or drag the file into this window.")
    return Path(text).expanduser()


def hours_meant(start: str, end: str) -> tuple[int, int]:
    """Texting hours as somebody writes them, `8:00` or `8`, in minutes of the day.

    Raises:
        BadInput: They are no times of day, or the end does not come after the start.
    """
    minutes = []
    for written in (start, end):
        match = re.fullmatch(r"(\d{1,2})(?:[:.](\d{2}))?", written.strip())
        value = int(match[1]) * 60 + int(match[2] or 0) if match else -1
        if match is None or not 0 <= value <= 24 * 60 or int(match[2] or 0) > 59:
            raise BadInput(f"“{written.strip()}” is no time of day. Write it like 8:00 or 21:00.")
        minutes.append(value)
    if minutes[0] >= minutes[1]:
        raise BadInput("Texting hours must end after they begin, such as 8:00 and 21:00.")
    return minutes[0], minutes[1]


def check_beginning(beginning: Beginning) -> None:
    """See that the organization can be made as it is described.

    Raises:
        BadInput: A name is missing, or the opt-out message cannot be.
    """
    if not beginning.organization.strip():
        raise BadInput("Your organization has no name yet. Contacts read it in your texts.")
    if not beginning.texter.strip():
        raise BadInput("Your own name is missing. It stands beside everything you do.")
    check_opt_out_message(beginning.opt_out_message)


def check_campaign(beginning: Beginning) -> None:
    """See that the campaign can be made as it is described.

    Raises:
        BadInput: It has no name, or the country is none.
    """
    from phonenumbers import SUPPORTED_REGIONS

    if not beginning.campaign.strip():
        raise BadInput("The campaign has no name yet, such as “Spring turnout”.")
    if beginning.country.upper() not in SUPPORTED_REGIONS:
        raise BadInput(
            f"“{beginning.country}” is no country. Give its two letters, such as US, CA or GB."
        )


async def check_list(path: Path, country: str) -> ListCheck:
    """Read a contact list to its end as an import does, and change nothing.

    Raises:
        BadContactFile: It cannot be read.
    """
    return await asyncio.to_thread(_check_list, path, country)


def _check_list(path: Path, country: str) -> ListCheck:
    from core.contact_file import ContactFile
    from core.phone_numbers import to_e164

    numbers: set[str] = set()
    rows, bad, first = 0, 0, ""
    with ContactFile(path) as file:
        for row in file.rows():
            rows += 1
            problem = row.problem
            if not problem:
                try:
                    numbers.add(to_e164(row.cells[file.columns.phone], country))
                except BadInput as error:
                    problem = str(error)
            if problem:
                bad += 1
                first = first or f"Line {row.line:,}: {problem}"
    return ListCheck(path, len(numbers), rows - bad - len(numbers), bad, first)


async def set_up(
    desk: Desk,
    beginning: Beginning,
    contacts: Path,
    on_progress: Callable[[ImportProgress], None] | None = None,
) -> ImportSummary:
    """Make the organization and its campaign, and import the list for this desk's texter.

    Done twice, it is harmless: what is there already is used.

    Raises:
        BadInput: Something in the description cannot be.
        BadContactFile: The list cannot be read, or none of its rows can be used.
        DatabaseError: The database cannot be written.
    """
    check_beginning(beginning)
    check_campaign(beginning)
    database = await desk.database()
    from core.importing import import_contacts

    await asyncio.to_thread(_check_script, contacts, beginning.first_message)
    now = desk.now()
    plan = await database.write(_make_organization, beginning, desk.texter, now)
    summary = await import_contacts(
        desk, contacts, plan, desk.texter.name, on_progress=on_progress, clock=desk.now
    )
    if beginning.first_message.strip():
        await database.write(_set_script, summary.campaign_id, beginning.first_message)
    return summary


def _check_script(contacts: Path, script: str) -> None:
    """Refuse a script with a field that the list does not have, before anything is made."""
    from core.contact_file import ContactFile
    from core.scripts import script_fields, unknown_in

    with ContactFile(contacts) as file:
        names = [name for _, name in file.columns.custom]
    unknown = unknown_in(script, names)
    if unknown:
        raise BadInput(
            f"{', '.join(unknown)}: there is no such merge field. Known are "
            f"{', '.join(script_fields(names))}."
        )


def _make_organization(
    connection: Connection, beginning: Beginning, texter: Texter, now: datetime
) -> CampaignPlan:
    from sqlalchemy import update

    from core.campaign_plan import CampaignPlan
    from core.campaigns import (
        campaign_line,
        change_organization,
        ensure_organization,
        free_line,
    )
    from core.models import organizations

    name, campaign = beginning.organization.strip(), beginning.campaign.strip()
    organization_id = ensure_organization(connection, name, now)
    # Whoever makes the organization decides how it begins.
    founder = Texter(texter.name, administrator=True)
    change_organization(
        connection, organization_id, founder, now, message=beginning.opt_out_message
    )
    start, end = beginning.hours
    connection.execute(
        update(organizations)
        .where(organizations.c.id == organization_id)
        .values(hours_enforced=True, hours_start=start, hours_end=end)
    )
    line = campaign_line(connection, name, campaign) or free_line(connection, "simulator")
    return CampaignPlan(
        organization=name,
        campaign=campaign,
        behavior=beginning.behavior,
        line=line,
        default_country=beginning.country.upper(),
    )


def _set_script(connection: Connection, campaign_id: int, script: str) -> None:
    from sqlalchemy import update

    from core.models import campaigns

    connection.execute(
        update(campaigns).where(campaigns.c.id == campaign_id).values(script=script.strip())
    )
