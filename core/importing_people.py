"""Importing contacts that stand in no file: those of a demo or a practice session."""

from __future__ import annotations

import asyncio
import csv
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from core.campaign_plan import CampaignPlan
from core.clock import Clock
from core.desk import Desk


async def import_people(
    desk: Desk,
    plan: CampaignPlan,
    columns: Sequence[str],
    people: Iterable[Sequence[str]],
    clock: Clock,
) -> None:
    """Import these contacts the way a file of them is imported, for the desk's texter.

    Args:
        desk: The desk whose database they go into.
        plan: The campaign, made if it is new.
        columns: What the columns of the file would be called.
        people: The values of each contact, in the order of the columns.
        clock: When they are imported.

    Raises:
        DatabaseError: They cannot be written.
    """
    await desk.database()
    from core.importing import import_contacts

    with tempfile.TemporaryDirectory(prefix="textbank-people-") as folder:
        contacts = Path(folder, "contacts.csv")
        await asyncio.to_thread(_write, contacts, columns, people)
        await import_contacts(desk, contacts, plan, desk.texter.name, clock=clock)


def _write(path: Path, columns: Sequence[str], people: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(columns)
        writer.writerows(people)
