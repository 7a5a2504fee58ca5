"""A campaign's settings: its script, QuickSend, when replies are readable, hours, pace."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from core.errors import BadInput, NotFound
from core.texting_hours import (
    DAY,
    HoursOverride,
    HoursSettings,
    TextingHours,
    describe,
    effective_hours,
)

if TYPE_CHECKING:
    from core.desk import Desk
    from core.reader import Reader

HOURS_OFF: Final = HoursOverride(enforced=False)
"""Texts may leave at any time."""

HOURS_OF_ORGANIZATION: Final = HoursOverride()
"""A campaign's hours are those of its organization."""

_TIME = r"(\d{1,2})(?::(\d\d))?"
_HOURS = re.compile(rf"\s*{_TIME}\s*[-–]\s*{_TIME}\s*")


@dataclass(frozen=True, slots=True)
class CampaignSettings:
    """A campaign as an administrator sees it."""

    id: int
    organization_id: int
    organization: str
    name: str
    description: str
    line: str
    behavior: str
    script: str
    quick_send: bool
    replies_at_once: bool
    hours: TextingHours | None
    """When its texts may leave; None is at any time."""
    own_hours: HoursOverride
    """What of this is the campaign's own."""
    time_zone: str
    """Where contacts are whose own zone is not known; empty is anywhere on the U.S. mainland."""
    texts_per_second: int | None
    """The pace of its line; None is as fast as its provider answers."""

    @property
    def hours_words(self) -> str:
        """The texting hours in words."""
        whose = " (the organization's)" if self.own_hours == HOURS_OF_ORGANIZATION else ""
        return f"{describe(self.hours)}{whose}"


@dataclass(frozen=True, slots=True)
class CampaignChange:
    """What an administrator changes of a campaign; None leaves it as it is."""

    script: str | None = None
    """Empty: texters write the first message themselves."""
    quick_send: bool | None = None
    replies_at_once: bool | None = None
    hours: HoursOverride | None = None
    """`HOURS_OF_ORGANIZATION` for the organization's, `HOURS_OFF` for none."""
    time_zone: str | None = None
    texts_per_second: int | None = None
    """Of the campaign's line; 0 is no pace."""
    description: str | None = None


NO_HOURS = "“{}” is not understood as texting hours. Write them as 8:00-21:00, or off."


def parse_hours(words: str) -> HoursOverride:
    """Read texting hours: `8:00-21:00`, `9-17`, `off`, or `organization` for its own.

    Raises:
        BadInput: It is none of these.
    """
    match words.strip().casefold():
        case "off":
            return HOURS_OFF
        case "organization":
            return HOURS_OF_ORGANIZATION
    found = _HOURS.fullmatch(words)
    if found is not None:
        start, end = (
            int(hours) * 60 + int(minutes or 0)
            for hours, minutes in ((found[1], found[2]), (found[3], found[4]))
        )
        sound = int(found[2] or 0) < 60 and int(found[4] or 0) < 60
        if sound and end < start <= DAY:
            raise BadInput(
                f"“{words}” would end before it begins, and text people at night. "
                "Write the earlier time first, such as 8:00-21:00."
            )
        if sound and start < end <= DAY:
            return HoursOverride(True, start, end)
    raise BadInput(NO_HOURS.format(words))


def organization_hours(words: str) -> HoursOverride:
    """Read the texting hours of an organization: `8:00-21:00`, `9-17`, or `off`.

    Raises:
        BadInput: It is none of these.
    """
    hours = parse_hours(words)
    if hours == HOURS_OF_ORGANIZATION:
        raise BadInput(NO_HOURS.format(words))
    return hours


async def campaign_settings(reader: Reader, campaign_id: int) -> CampaignSettings:
    """The settings of a campaign.

    Raises:
        NotFound: There is no such campaign.
    """
    row = await reader.row(
        """
        SELECT c.id, o.id, o.name, c.name, c.description, l.number, l.behavior, c.script,
               c.quick_send, c.replies_at_once, c.time_zone, l.texts_per_second,
               o.hours_enforced, o.hours_start, o.hours_end,
               c.hours_enforced, c.hours_start, c.hours_end
        FROM campaign c
        JOIN organization o ON o.id = c.organization_id
        JOIN line l ON l.id = c.line_id
        WHERE c.id = ?
        """,
        (campaign_id,),
    )
    if row is None:
        raise NotFound(f"There is no campaign {campaign_id}.")
    own = HoursOverride(None if row[15] is None else bool(row[15]), row[16], row[17])
    return CampaignSettings(
        id=row[0],
        organization_id=row[1],
        organization=row[2],
        name=row[3],
        description=row[4],
        line=row[5],
        behavior=row[6],
        script=row[7],
        quick_send=bool(row[8]),
        replies_at_once=bool(row[9]),
        time_zone=row[10],
        texts_per_second=row[11],
        hours=effective_hours(HoursSettings(bool(row[12]), row[13], row[14]), own),
        own_hours=own,
    )


async def campaigns_named(
    reader: Reader, name: str | None, organization: str | None = None
) -> list[tuple[int, str]]:
    """The ids and names of the campaigns of this name, or of all, oldest first."""
    rows = await reader.rows(
        "SELECT c.id, c.name FROM campaign c JOIN organization o ON o.id = c.organization_id "
        "WHERE (?1 IS NULL OR c.name = ?1) AND (?2 IS NULL OR o.name = ?2) ORDER BY c.id",
        (name, organization),
    )
    return [(row[0], row[1]) for row in rows]


async def campaign_of(reader: Reader, name: str | None, organization: str | None = None) -> int:
    """The id of the campaign of this name, or of the only one there is.

    Raises:
        NotFound: There is none, or several to choose from.
    """
    found = await campaigns_named(reader, name, organization)
    if len(found) == 1:
        return found[0][0]
    if found and name is not None:
        raise NotFound(
            f"Several organizations have a campaign “{name}”. Name one with --organization."
        )
    there = found or await campaigns_named(reader, None)
    if not there:
        raise NotFound("There is no campaign yet. Import a contact list first.")
    names = ", ".join(f"“{one}”" for _, one in there[:20])
    said = f"There is no campaign “{name}”." if name is not None else "There are several campaigns."
    raise NotFound(f"{said} Name one of {names}.")


async def change_campaign(desk: Desk, campaign_id: int, change: CampaignChange) -> None:
    """Change a campaign's settings, by an administrator; what was sent stays sent.

    Raises:
        NotAllowed: The texter is not an administrator.
        BadInput: The script has an unknown field or is too long, the pace is not 0 to 1,000
            texts a second, or the time zone is none we know.
        NotFound: There is no such campaign.
    """
    database = await desk.database()
    from core import campaign_changes

    await database.write(
        campaign_changes.change_campaign, campaign_id, change, desk.texter, desk.now()
    )
