"""Texts whose answer was lost, settled by a later report that carries our reference.

Whoever reports on a text has taken it: it is written down as taken, once, and never sent
again, whatever it waited for meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from core.confirmations import settle_confirmation
from core.domain import Confirmation
from core.providers.base import DeliveryReport

# A text that was never handed over (no attempt) has no report, whatever one says.
_FOUND = (
    "UPDATE OR IGNORE text SET provider_message_id = ?, state = 'sent', reason = '', "
    "claim = NULL, claim_until = NULL "
    "WHERE reference = ? AND provider_message_id IS NULL AND attempts > 0 "
    "AND direction = 'out' AND line_id IN (SELECT id FROM line WHERE provider = ?) "
    "RETURNING opt_out_id"
)


def settle_lost(
    connection: Connection, provider: str, reports: Sequence[DeliveryReport], now: datetime
) -> list[str]:
    """Give texts the provider's name for them; return the names that were news.

    Args:
        connection: A transaction.
        provider: Whose reports they are.
        reports: On texts that nobody knows by the provider's name.
        now: The present moment.
    """
    known = []
    for report in reports:
        if not report.reference:
            continue
        named = (report.provider_message_id, report.reference, provider)
        row = connection.exec_driver_sql(_FOUND, named).first()
        if row is None:
            continue
        known.append(report.provider_message_id)
        if row[0] is not None:
            settle_confirmation(connection, row[0], Confirmation.SENT, now)
    return known
