"""The transaction that changes a campaign's settings."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from core.campaign_fields import check_script
from core.campaign_settings import CampaignChange
from core.conversations import MAX_BODY, next_revision
from core.domain import SetAside, Texter
from core.errors import BadInput, NotAllowed, NotFound
from core.holding import recheck_held
from core.models import campaigns, conversations, lines
from core.opt_out import audit
from core.time_zones import known_zones

MAX_PACE = 1_000
"""Texts a second: more than any line carries."""

_TRY_AGAIN = (
    update(conversations)
    .where(
        conversations.c.campaign_id == bindparam("of_campaign"),
        conversations.c.set_aside == SetAside.FIELD,
    )
    .values(set_aside=None, revision=next_revision())
)


def change_campaign(
    connection: Connection, campaign_id: int, change: CampaignChange, texter: Texter, now: datetime
) -> None:
    """Change a campaign's settings: see `core.campaign_settings.change_campaign`."""
    if not texter.administrator:
        raise NotAllowed("Only an administrator may change a campaign's settings.")
    campaign = connection.execute(select(campaigns).where(campaigns.c.id == campaign_id)).first()
    if campaign is None:
        raise NotFound(f"There is no campaign {campaign_id}.")
    values: dict[str, Any] = {}
    if change.script is not None:
        values["script"] = _checked(connection, campaign_id, change.script)
        # What another script had a field for that was empty is to be sent again.
        connection.execute(_TRY_AGAIN, {"of_campaign": campaign_id})
    if change.hours is not None:
        values |= {
            "hours_enforced": change.hours.enforced,
            "hours_start": change.hours.start,
            "hours_end": change.hours.end,
        }
    if change.time_zone:
        if not known_zones([change.time_zone]):
            raise BadInput(
                f"“{change.time_zone}” is no time zone. Write it as America/New_York, for example."
            )
        values["time_zone"] = change.time_zone
    elif change.time_zone is not None:
        values["time_zone"] = ""
    for name in ("quick_send", "replies_at_once", "description"):
        if getattr(change, name) is not None:
            values[name] = getattr(change, name)
    changed = sorted(values)
    if values:
        connection.execute(update(campaigns).where(campaigns.c.id == campaign_id).values(values))
        recheck_held(connection, campaign.organization_id, now)
    if change.texts_per_second is not None:
        if not 0 <= change.texts_per_second <= MAX_PACE:
            raise BadInput(f"The pace is 1 to {MAX_PACE:,} texts a second, or 0 for none.")
        connection.execute(
            update(lines)
            .where(lines.c.id == campaign.line_id)
            .values(texts_per_second=change.texts_per_second or None)
        )
        changed.append("texts_per_second")
    if changed:
        audit(
            connection,
            campaign.organization_id,
            None,
            "campaign_changed",
            texter.name,
            "administrator",
            f"campaign {campaign_id}: {', '.join(changed)}",
            now,
        )


def _checked(connection: Connection, campaign_id: int, script: str) -> str:
    """A script that may be sent; one of nothing but spaces is none."""
    if not script.strip():
        return ""
    if len(script) > MAX_BODY:
        raise BadInput(
            f"This script has {len(script):,} characters; at most {MAX_BODY:,} can be sent."
        )
    check_script(connection, campaign_id, script)
    return script
