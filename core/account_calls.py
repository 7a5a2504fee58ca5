"""What the database shows of the calls of an account's provider, whether or not `serve` runs."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from core.accounts import AccountView
from core.reader import Reader
from core.stored import instant

# Backwards, so that it ends with the first one it meets.
_LATEST: Final = """
    SELECT at FROM text WHERE direction = 'in'
    AND line_id IN (SELECT id FROM line WHERE provider = ?) ORDER BY id DESC LIMIT 1
"""
_REPORTED: Final = """
    SELECT 1 FROM text WHERE state = 'delivered'
    AND line_id IN (SELECT id FROM line WHERE provider = ?) ORDER BY id DESC LIMIT 1
"""


async def latest_text(reader: Reader, account: AccountView) -> datetime | None:
    """When the latest text came to a line of an account, by its provider's clock; None for never.

    It came by way of the webhook: there is no other.
    """
    row = await reader.row(_LATEST, (account.name,))
    return None if row is None else instant(row[0])


async def has_report(reader: Reader, account: AccountView) -> bool:
    """Whether a provider has ever reported that a text of an account arrived."""
    return await reader.row(_REPORTED, (account.name,)) is not None
