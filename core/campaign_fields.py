"""Which columns the contacts of a campaign have, and whether a script's fields are among them."""

from __future__ import annotations

import json

from sqlalchemy import Connection, select

from core.errors import BadInput
from core.models import conversations
from core.scripts import script_fields, unknown_in

_LOOKED_AT = 500
"""Contacts at either end of a campaign whose columns are looked at first: lists rarely mix."""


def custom_names(connection: Connection, campaign_id: int, *, every: bool = False) -> list[str]:
    """The headers of the contacts' columns, in the order of the lists.

    Args:
        connection: A transaction.
        campaign_id: The campaign.
        every: Look at every contact, which takes seconds for a million of them.
    """
    of_campaign = select(conversations.c.custom).where(conversations.c.campaign_id == campaign_id)
    key = conversations.c.contact_id
    names: dict[str, None] = {}
    if every:
        for (custom,) in connection.execute(of_campaign.distinct()):
            names |= dict.fromkeys(json.loads(custom))
    else:
        for order in (key.asc(), key.desc()):
            rows = connection.execute(of_campaign.order_by(order).limit(_LOOKED_AT))
            for (custom,) in rows:
                names |= dict.fromkeys(json.loads(custom))
    return list(names)


def check_script(connection: Connection, campaign_id: int, script: str) -> None:
    """Refuse a script with a field that no contact of the campaign has.

    A campaign without contacts is not known yet: there every field may be meant.

    Raises:
        BadInput: There is such a field; the message names it, and what there is.
    """
    if not unknown_in(script, []):
        return
    names = custom_names(connection, campaign_id)
    unknown = unknown_in(script, names)
    if unknown:
        names = custom_names(connection, campaign_id, every=True)
        unknown = unknown_in(script, names)
    there = connection.execute(
        select(conversations.c.id).where(conversations.c.campaign_id == campaign_id).limit(1)
    ).first()
    if unknown and there is not None:
        raise BadInput(
            f"{', '.join(unknown)}: there is no such merge field. Known are "
            f"{', '.join(script_fields(names))}."
        )
