"""What providers that keep an opt-out list of their own are to be told, and were told.

An opt-out stands in our record before anybody is told, and whatever a provider says of it
changes nothing there. For each account and number there is one row: what the list is to say,
and what it was last told. A row that is told late, or twice, comes to the same.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, text

from core.account_kinds import KINDS, shares_list
from core.domain import Evidence
from core.providers.base import Outcome, Refusal, SendResult
from core.stored import microseconds

TELL_AFTER = timedelta(seconds=60)
"""How long after its confirmation an opt-out is told: a provider may still hold that back."""

LEASE = timedelta(seconds=30)
"""How long whoever tells keeps others away: longer than a request can take."""

LONGEST_WAIT = timedelta(hours=1)

MAX_ATTEMPTS = 8
"""So often what a provider refuses is told; what it could not take is told until it does."""

OUT, IN = "out", "in"

_LINES = "SELECT id, number FROM line WHERE provider = ? ORDER BY id"
# A refusal of before anything was told is the contact's own STOP as well.
_STOPPED = (
    "SELECT b.line_id FROM block b JOIN line l ON l.id = b.line_id "
    "LEFT JOIN provider_consent c ON c.account_id = ? AND c.number = b.number "
    "WHERE l.provider = ? AND b.number = ? AND b.lifted_at IS NULL "
    f"AND (b.evidence IN ('{Evidence.VERDICT}', '{Evidence.KEYWORD}') "
    "OR c.told_since IS NULL OR b.since < c.told_since)"
)
_ACCOUNTS = (
    "SELECT a.id, o.number, a.name, a.kind, a.settings FROM opt_out o "
    "JOIN gateway_account a ON a.organization_id = o.organization_id "
    "WHERE o.id = ? AND o.ended_at IS NULL AND a.writes_list AND a.removed_at IS NULL"
)
_TELL_OUT = (
    "INSERT INTO provider_consent "
    "(account_id, number, wanted, due_at, attempts, code, changed_at) "
    "VALUES (?, ?, 'out', ?, 0, '', ?) "
    "ON CONFLICT (account_id, number) DO UPDATE SET wanted = 'out', claim = NULL, "
    "attempts = 0, code = '', changed_at = excluded.changed_at, "
    "due_at = CASE WHEN told = 'out' AND claim IS NULL THEN NULL ELSE excluded.due_at END "
    "WHERE wanted != 'out'"
)
_ENDED = (
    "SELECT c.account_id, c.number, coalesce(c.told = 'out', 0) OR c.attempts > 0 "
    "FROM provider_consent c JOIN gateway_account a ON a.id = c.account_id "
    "JOIN opt_out o ON o.organization_id = a.organization_id AND o.number = c.number "
    "WHERE o.id = ? AND c.wanted = 'out'"
)
_TAKE_BACK = (
    "UPDATE provider_consent SET wanted = 'in', claim = NULL, attempts = 0, code = '', "
    "due_at = ?, changed_at = ? WHERE account_id = ? AND number = ?"
)
_LIFT = (
    "UPDATE block SET lifted_at = ? WHERE number = ? AND lifted_at IS NULL "
    f"AND evidence IN ('{Evidence.REFUSAL}', '{Evidence.DELIVERY_REPORT}') AND since >= ? "
    "AND line_id IN (SELECT l.id FROM line l JOIN gateway_account a ON a.name = l.provider "
    "WHERE a.id = ?)"
)
_DUE = text(
    "SELECT c.account_id, c.number, c.wanted, a.name, a.kind, a.settings FROM provider_consent c "
    "JOIN gateway_account a ON a.id = c.account_id "
    "WHERE c.due_at IS NOT NULL AND c.due_at <= :now AND a.name IN :names "
    "AND a.removed_at IS NULL "
    "ORDER BY c.due_at LIMIT :limit"
).bindparams(bindparam("names", expanding=True))
_CLAIM = (
    "UPDATE provider_consent SET claim = ?, due_at = ?, attempts = attempts + 1, "
    "told_since = CASE wanted WHEN 'out' THEN coalesce(told_since, ?) ELSE told_since END "
    "WHERE account_id = ? AND number = ?"
)
_HOLD = "UPDATE provider_consent SET due_at = ? WHERE account_id = ? AND number = ? AND claim = ?"
_NOTHING_TO_TELL = (
    "UPDATE provider_consent SET due_at = NULL, claim = NULL WHERE account_id = ? AND number = ?"
)


@dataclass(frozen=True, slots=True)
class Telling:
    """The right to tell one provider about one number, for a while."""

    account_id: int
    account: str
    number: str
    wanted: str
    """`OUT` or `IN`."""
    token: str
    lists: tuple[str, ...]
    """The lines that have a list each, or one empty word for the list of the account."""


def tell_opt_out(connection: Connection, opt_out_id: int, now: datetime) -> None:
    """Have the providers of an organization told of an opt-out that stands, in a while."""
    due_at = microseconds(now + TELL_AFTER)
    for account_id, number, *account in connection.exec_driver_sql(_ACCOUNTS, (opt_out_id,)).all():
        if _lists(connection, account_id, number, *account):
            values = (account_id, number, due_at, microseconds(now))
            connection.exec_driver_sql(_TELL_OUT, values)


def tell_opt_in(connection: Connection, opt_out_id: int, now: datetime) -> None:
    """Have what was told of an opt-out taken back, now that it has ended."""
    at = microseconds(now)
    for row in connection.exec_driver_sql(_ENDED, (opt_out_id,)).all():
        account_id, number, may_be_told = row
        due_at = at if may_be_told else None
        connection.exec_driver_sql(_TAKE_BACK, (due_at, at, account_id, number))


def claim_tellings(
    connection: Connection, token: str, now: datetime, names: Collection[str], limit: int = 20
) -> list[Telling]:
    """Claim what is to be told now.

    Args:
        connection: A transaction.
        token: Unique to this call.
        now: The present moment.
        names: The accounts that whoever asks can reach.
        limit: How many at most.
    """
    values: dict[str, Any] = {"now": microseconds(now), "names": list(names), "limit": limit}
    until = microseconds(now + LEASE)
    tellings: list[Telling] = []
    while not tellings and (rows := connection.execute(_DUE, values).all()):
        for account_id, number, wanted, *account in rows:
            lists = _lists(connection, account_id, number, *account)
            if lists:
                claim = (token, until, values["now"], account_id, number)
                connection.exec_driver_sql(_CLAIM, claim)
                told = Telling(account_id, account[0], number, wanted, token, lists)
                tellings.append(told)
            else:
                connection.exec_driver_sql(_NOTHING_TO_TELL, (account_id, number))
    return tellings


def hold_telling(connection: Connection, telling: Telling, now: datetime) -> bool:
    """Keep others away for another while; return whether the claim still stands."""
    values = (microseconds(now + LEASE), telling.account_id, telling.number, telling.token)
    return connection.exec_driver_sql(_HOLD, values).rowcount > 0


def _lists(
    connection: Connection, account_id: int, number: str, name: str, kind: str, settings: str
) -> tuple[str, ...]:
    """The lists on which a number is ours to change.

    Where the contact's own STOP blocks the line there, the provider needs no telling, and an
    opt-in of ours does not lift it: a block and an opt-out are two facts. That STOP is known by
    its text, or by a refusal that is older than what we told.
    """
    values = (account_id, name, number)
    stopped = {row[0] for row in connection.exec_driver_sql(_STOPPED, values)}
    lines = connection.exec_driver_sql(_LINES, (name,)).all()
    own, known = KINDS[kind].list_setting, json.loads(settings)
    if own is not None and known.get(own):
        mine = (row[0] in stopped and shares_list(kind, known, row[1]) for row in lines)
        return () if any(mine) else ("",)
    return tuple(row[1] for row in lines if row[0] not in stopped)


def settle_telling(
    connection: Connection, telling: Telling, result: SendResult, now: datetime
) -> None:
    """Write down what a provider said when it was told."""
    row = connection.exec_driver_sql(
        "SELECT wanted, claim, attempts, told_since FROM provider_consent "
        "WHERE account_id = ? AND number = ?",
        (telling.account_id, telling.number),
    ).one()
    wanted, claim, attempts, since = row
    ours = claim == telling.token
    at = microseconds(now)
    told, due_at, code = None, None, ""
    if result.outcome is Outcome.TAKEN:
        told = telling.wanted
        due_at = None if wanted == told else at
        if told == IN and ours:
            # Refusals since we told were of what we had told.
            connection.exec_driver_sql(_LIFT, (at, telling.number, since, telling.account_id))
            since = None
    elif not ours:
        return  # It is to be told anew already.
    else:
        code = result.code or result.refusal or result.outcome
        if attempts < MAX_ATTEMPTS or not _is_final(result):
            due_at = microseconds(now + _wait(attempts, result.retry_after))
    connection.exec_driver_sql(
        "UPDATE provider_consent SET told = coalesce(?, told), told_since = ?, due_at = ?, "
        "code = ?, claim = NULL WHERE account_id = ? AND number = ?",
        (told, since, due_at, code, telling.account_id, telling.number),
    )


def worse(one: SendResult, other: SendResult) -> SendResult:
    """Which of two answers is to be written down for both lists: what may still be taken wins."""

    def rank(result: SendResult) -> int:
        if result.outcome is Outcome.TAKEN:
            return 0
        return 1 if _is_final(result) else 2

    return other if rank(other) > rank(one) else one


def _is_final(result: SendResult) -> bool:
    ours = (Refusal.BAD_CREDENTIALS, Refusal.OUT_OF_MONEY, Refusal.SUSPENDED)
    passing = (*ours, Refusal.RATE_LIMITED)
    return result.outcome is Outcome.REFUSED and result.refusal not in passing


def _wait(attempts: int, retry_after: float | None) -> timedelta:
    backoff = timedelta(seconds=min(2 ** min(attempts, 12), LONGEST_WAIT.total_seconds()))
    asked = timedelta(seconds=min(retry_after or 0, LONGEST_WAIT.total_seconds()))
    return max(backoff, asked)
