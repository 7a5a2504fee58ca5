"""Numbers of an account that no campaign uses: a keyword to one still opts out.

The account says whose number it is. Its line is made when the first request to opt out comes, so
that the text, the block and the opt-out are kept as on any other line; or a START, where the
provider lifts its block on the account's other lines for it. Nothing else makes one.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from core.account_kinds import behavior_of_line, kind_named, shares_list
from core.domain import Behavior
from core.inbox_statements import LineFacts, line_at
from core.sqlite_file import beneath

_ACCOUNT: Final = (
    "SELECT a.organization_id, a.kind, a.behavior, a.texts_per_second, a.settings, "
    "o.automatic_opt_out, o.automatic_words, o.request_words "
    "FROM gateway_account a JOIN organization o ON o.id = a.organization_id "
    "WHERE a.name = ? AND a.removed_at IS NULL"
)
_BLOCKED: Final = (
    "SELECT 1 FROM block b JOIN line l ON l.id = b.line_id "
    "WHERE l.provider = ? AND b.number = ? AND b.lifted_at IS NULL LIMIT 1"
)
_ADD: Final = (
    "INSERT INTO line (organization_id, provider, number, behavior, texts_per_second) "
    "VALUES (?, ?, ?, ?, ?)"
)


@dataclass(frozen=True, slots=True)
class UnusedLine:
    """A number of an account that no campaign uses."""

    account: str
    number: str
    organization_id: int
    behavior: Behavior
    texts_per_second: int | None
    shares_list: bool
    """Whether its opt-outs are on one list with those of the account's other lines."""
    automatic_words: str | None
    """Of the organization's automatic opt-out, as they are stored; None where that is off."""
    request_words: str
    """Phrases that the organization reads as requests, as they are stored."""


def unused_line_at(connection: Connection, account: str, number: str) -> UnusedLine | None:
    """What a number would be as a line, if there is an account of this name."""
    row = beneath(connection).execute(_ACCOUNT, (account,)).fetchone()
    if row is None:
        return None
    organization_id, kind, behavior, pace, settings, automatic, words, phrases = row
    override = None if behavior is None else Behavior(behavior)
    return UnusedLine(
        account,
        number,
        organization_id,
        behavior_of_line(kind, override, number),
        pace or kind_named(kind).texts_per_second,
        shares_list(kind, json.loads(settings), number),
        words if automatic else None,
        phrases,
    )


def is_blocked(connection: Connection, account: str, number: str) -> bool:
    """Whether a provider blocks a contact on any line of an account."""
    return beneath(connection).execute(_BLOCKED, (account, number)).fetchone() is not None


def add_line(connection: Connection, unused: UnusedLine) -> LineFacts:
    """Make it a line of its organization, which a campaign may use later."""
    values = (
        unused.organization_id,
        unused.account,
        unused.number,
        unused.behavior.value,
        unused.texts_per_second,
    )
    beneath(connection).execute(_ADD, values)
    added = line_at(connection, unused.account, unused.number)
    assert added is not None
    return added
