"""Accounts as a transaction sees them: the row of one, and what it means for a line."""

from __future__ import annotations

from sqlalchemy import Connection, RowMapping, select

from core.account_kinds import behavior_of_line, kind_named
from core.accounts import ADDING, no_such_account
from core.campaign_plan import CampaignPlan
from core.domain import Behavior
from core.errors import BadInput, NotFound
from core.models_gateways import gateway_accounts
from core.training.database import SIMULATOR, is_training, refuse_real


def account_row(connection: Connection, name: str) -> RowMapping:
    """The row of an account that is there.

    Raises:
        NotFound: There is none of this name.
    """
    there = select(gateway_accounts).where(gateway_accounts.c.removed_at.is_(None))
    rows = {row["name"]: row for row in connection.execute(there).mappings()}
    if name not in rows:
        raise no_such_account(name, list(rows))
    return rows[name]


def must_be_carrier(connection: Connection, name: str) -> None:
    """Refuse a name that no campaign can give what carries it.

    Raises:
        NotFound: It is no account.
    """
    if is_training(connection):
        return
    there = select(gateway_accounts.c.name).where(gateway_accounts.c.removed_at.is_(None))
    names = list(connection.execute(there).scalars())
    if name not in names:
        accounts = f"an account: {', '.join(names)}" if names else f"an account. {ADDING}"
        raise NotFound(
            f"There is no account “{name}”. What carries a campaign is type1 or type2, simulated, "
            f"or {accounts.rstrip('.')}."
        )


def behavior_at(connection: Connection, name: str, line: str) -> Behavior:
    """Which opt-out behavior a line has at an account.

    Raises:
        NotFound: There is no such account.
        TrainingOnly: The database is for training.
    """
    if is_training(connection):
        raise refuse_real(name)
    row = account_row(connection, name)
    override = None if row["behavior"] is None else Behavior(row["behavior"])
    return behavior_of_line(row["kind"], override, line)


def pace_at(connection: Connection, plan: CampaignPlan, organization_id: int) -> int | None:
    """The pace of a new line of a campaign, once its account is found to be the right one.

    Raises:
        NotFound: There is no such account.
        BadInput: It belongs to another organization, or its lines behave otherwise.
    """
    if plan.provider == SIMULATOR:
        return None
    row = account_row(connection, plan.provider)
    if row["organization_id"] != organization_id:
        raise BadInput(f"The account “{plan.provider}” belongs to another organization.")
    behavior = behavior_at(connection, plan.provider, plan.line)
    if behavior is not plan.behavior:
        raise BadInput(f"The line {plan.line} of “{plan.provider}” is of {behavior}.")
    return row["texts_per_second"] or kind_named(row["kind"]).texts_per_second
