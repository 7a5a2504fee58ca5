"""Setting up: organizations, lines, campaigns and the assignments that share them out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, select, update

from core.account_rows import pace_at
from core.automatic import read_words, stored_words
from core.campaign_plan import CampaignPlan
from core.domain import Texter
from core.errors import BadInput, NotAllowed
from core.holding import recheck_held
from core.merge_fields import DEFAULT_OPT_OUT_MESSAGE, check_opt_out_message
from core.models import assignments, campaigns, lines, organizations, texters
from core.opt_out import audit
from core.request_words import read_phrases, stored_phrases
from core.texting_hours import HoursOverride
from core.training.database import SIMULATOR, is_training, refuse_real


@dataclass(frozen=True, slots=True)
class CampaignIds:
    """Where a campaign was found or made."""

    organization_id: int
    campaign_id: int
    line_id: int
    line: str


def _find_or_add(connection: Connection, table: Table, key: dict[str, Any], **rest: Any) -> int:
    found = connection.execute(
        select(table.c.id).where(*(table.c[name] == value for name, value in key.items()))
    ).scalar()
    if found is not None:
        return int(found)
    added = connection.execute(table.insert().values(**key, **rest).returning(table.c.id))
    return int(added.scalar_one())


def ensure_organization(connection: Connection, name: str, now: datetime) -> int:
    """The id of the organization of this name, made with the default message if it is new."""
    return _find_or_add(
        connection,
        organizations,
        {"name": name},
        opt_out_message=DEFAULT_OPT_OUT_MESSAGE,
        confirm_unblocked_type_2=True,
        undo_seconds=5,
        hours_enforced=True,
        created_at=now,
    )


def ensure_campaign(connection: Connection, plan: CampaignPlan, now: datetime) -> CampaignIds:
    """The campaign of this plan, made with its organization and line if it is new.

    Raises:
        BadInput: The campaign exists with another behavior or line, or the line or the account
            belongs to another organization or has another behavior.
        NotFound: There is no such account.
        TrainingOnly: The database is for training, and the provider is not simulated.
    """
    if plan.provider != SIMULATOR and is_training(connection):
        raise refuse_real(plan.provider)
    organization_id = ensure_organization(connection, plan.organization, now)
    pace = pace_at(connection, plan, organization_id)
    there = connection.execute(
        select(campaigns.c.id, lines.c.id, lines.c.number, lines.c.behavior, lines.c.provider)
        .join(lines, lines.c.id == campaigns.c.line_id)
        .where(
            campaigns.c.organization_id == organization_id,
            campaigns.c.name == plan.campaign,
        )
    ).first()
    if there is not None:
        if there[2] != plan.line:
            raise BadInput(
                f"The campaign “{plan.campaign}” texts from {there[2]} already. "
                "Import into it without --line, or name another campaign."
            )
        if (there[4], there[3]) != (plan.provider, plan.behavior):
            # What `--provider` takes for it: the type where it is simulated, else the account.
            simulated = there[4] == SIMULATOR
            is_so = f"is simulated, of {there[3]}," if simulated else f"is carried by “{there[4]}”"
            same = there[3] if simulated else there[4]
            raise BadInput(
                f"The campaign “{plan.campaign}” {is_so} already. "
                f"Import into it with --provider {same}, or name another campaign."
            )
        return CampaignIds(organization_id, there[0], there[1], there[2])
    line_id = _find_or_add(
        connection,
        lines,
        {"provider": plan.provider, "number": plan.line},
        organization_id=organization_id,
        behavior=plan.behavior,
        texts_per_second=pace,
    )
    owner, behavior = connection.execute(
        select(lines.c.organization_id, lines.c.behavior).where(lines.c.id == line_id)
    ).one()
    if owner != organization_id or behavior != plan.behavior:
        raise BadInput(
            f"The line {plan.line} belongs to another organization or is of type {behavior}. "
            "Choose another line."
        )
    campaign_id = connection.execute(
        campaigns.insert()
        .values(
            organization_id=organization_id,
            line_id=line_id,
            name=plan.campaign,
            description=plan.description,
            default_country=plan.default_country,
            created_at=now,
        )
        .returning(campaigns.c.id)
    ).scalar_one()
    return CampaignIds(organization_id, int(campaign_id), line_id, plan.line)


def campaign_line(connection: Connection, organization: str, campaign: str) -> str | None:
    """The line of a campaign that is there already, if it is."""
    return connection.execute(
        select(lines.c.number)
        .join(campaigns, campaigns.c.line_id == lines.c.id)
        .join(organizations, organizations.c.id == campaigns.c.organization_id)
        .where(organizations.c.name == organization, campaigns.c.name == campaign)
    ).scalar()


def free_line(connection: Connection, provider: str) -> str:
    """A sending number that no campaign has yet, from the range kept for fiction."""
    taken = set(
        connection.execute(select(lines.c.number).where(lines.c.provider == provider)).scalars()
    )
    for area in range(202, 1000):
        for last in range(100, 200):
            number = f"+1{area}5550{last}"
            if number not in taken:
                return number
    raise BadInput("Every simulated line is in use. Name one with --line.")


def ensure_assignment(connection: Connection, campaign_id: int, texter: str, now: datetime) -> int:
    """The id of a texter's assignment in a campaign, made if it is new."""
    texter_id = _find_or_add(connection, texters, {"name": texter})
    return _find_or_add(
        connection,
        assignments,
        {"campaign_id": campaign_id, "texter_id": texter_id},
        created_at=now,
    )


def change_organization(
    connection: Connection,
    organization_id: int,
    texter: Texter,
    now: datetime,
    *,
    message: str | None = None,
    confirm_unblocked_type_2: bool | None = None,
    undo_seconds: int | None = None,
    hours: HoursOverride | None = None,
    hold_confirmations: bool | None = None,
    automatic_opt_out: bool | None = None,
    automatic_words: str | None = None,
    request_words: str | None = None,
) -> None:
    """Change an organization's settings; what is None stays as it is.

    Of `hours`, what is None stays as it is, too. `hold_confirmations` is whether texting hours
    hold an opt-out's confirmation as well. `automatic_opt_out` is whether a first reply that is
    nothing but one of the `automatic_words` opts out without a texter; these are separated by
    commas, and empty brings the default list back. `request_words` are phrases that are read as
    requests, separated by commas; texts that came before are not read again.

    Raises:
        NotAllowed: The texter is not an administrator.
        BadInput: The message is empty, too long or has an unknown merge field, the undo window
            is not 0 to 60 seconds, or a keyword or a phrase can be none.
    """
    if not texter.administrator:
        raise NotAllowed("Only an administrator may change an organization's settings.")
    values: dict[str, Any] = {}
    if message is not None:
        check_opt_out_message(message)
        values["opt_out_message"] = message
    if confirm_unblocked_type_2 is not None:
        values["confirm_unblocked_type_2"] = confirm_unblocked_type_2
    if undo_seconds is not None:
        if not 0 <= undo_seconds <= 60:
            raise BadInput("The undo window is 0 (off) to 60 seconds.")
        values["undo_seconds"] = undo_seconds
    if hours is not None:
        own = {"hours_enforced": hours.enforced, "hours_start": hours.start, "hours_end": hours.end}
        values |= {name: value for name, value in own.items() if value is not None}
    if hold_confirmations is not None:
        values["hours_hold_confirmations"] = hold_confirmations
    if automatic_opt_out is not None:
        values["automatic_opt_out"] = automatic_opt_out
    if automatic_words is not None:
        values["automatic_words"] = stored_words(read_words(automatic_words))
    if request_words is not None:
        values["request_words"] = stored_phrases(read_phrases(request_words))
    if not values:
        return
    connection.execute(
        update(organizations).where(organizations.c.id == organization_id).values(values)
    )
    recheck_held(connection, organization_id, now)
    audit(
        connection,
        organization_id,
        None,
        "organization_changed",
        texter.name,
        "administrator",
        ", ".join(sorted(values)),
        now,
    )
