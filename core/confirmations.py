"""The one confirmation of an opt-out: what became of it, and what follows from that."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, update

from core.consents import tell_opt_out
from core.domain import Confirmation
from core.models import opt_outs


def settle_confirmation(
    connection: Connection, opt_out_id: int, outcome: Confirmation, now: datetime
) -> None:
    """Write onto an opt-out what became of its one confirmation.

    Providers that keep a list of their own are told only now: they would refuse it.
    """
    connection.execute(
        update(opt_outs)
        .where(opt_outs.c.id == opt_out_id)
        .values(confirmation=outcome, confirmed_at=now)
    )
    tell_opt_out(connection, opt_out_id, now)
