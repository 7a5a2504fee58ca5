"""The transactions of accounts at real providers."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, select, update

from core.account_kinds import (
    KINDS,
    OFF,
    ON,
    SHARED_SETTINGS,
    SWITCHES,
    AccountKind,
    behavior_of_line,
    kind_named,
)
from core.account_rows import account_row
from core.accounts import AccountChange, AccountDraft, must_administer
from core.blocks import lift_misread
from core.campaign_changes import MAX_PACE
from core.campaigns import ensure_organization
from core.credentials import variable
from core.domain import Behavior, Texter
from core.errors import BadInput
from core.models import lines, organizations
from core.models_gateways import gateway_accounts
from core.opt_out import audit
from core.training.database import SIMULATOR, is_training, refuse_real
from core.web_addresses import checked_address, checked_public_address

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def add_account(
    connection: Connection, draft: AccountDraft, organization: str, texter: Texter, now: datetime
) -> int:
    """Add an account: see `core.accounts.add_account`."""
    must_administer(texter)
    kind = kind_named(draft.kind)
    if is_training(connection):
        raise refuse_real(draft.name)
    _check_name(connection, draft.name, kind)
    settings = _checked(kind, draft.settings)
    organization_id = ensure_organization(connection, organization, now)
    pace = _pace(draft.texts_per_second)
    _take_over_lines(connection, draft, kind, organization_id, pace, now)
    added = connection.execute(
        gateway_accounts.insert()
        .values(
            organization_id=organization_id,
            name=draft.name,
            kind=kind.name,
            settings=json.dumps(settings),
            behavior=draft.behavior,
            texts_per_second=pace,
            writes_list=kind.writes_list,
            created_at=now,
        )
        .returning(gateway_accounts.c.id)
    )
    _note(connection, organization_id, "account_added", draft.name, texter, now)
    return int(added.scalar_one())


def change_account(
    connection: Connection, name: str, change: AccountChange, texter: Texter, now: datetime
) -> int:
    """Change an account: see `core.accounts.change_account`; return how many blocks it lifted."""
    must_administer(texter)
    row = account_row(connection, name)
    kind = kind_named(row["kind"])
    merged = {**json.loads(row["settings"]), **change.settings}
    settings = _checked(kind, {key: value for key, value in merged.items() if value})
    behavior = None if row["behavior"] is None else Behavior(row["behavior"])
    behavior = None if change.own_behavior else change.behavior or behavior
    values: dict[str, object] = {
        "settings": json.dumps(settings),
        "behavior": behavior,
    }
    if change.texts_per_second is not None:
        values["texts_per_second"] = _pace(change.texts_per_second)
    connection.execute(
        update(gateway_accounts).where(gateway_accounts.c.id == row["id"]).values(values)
    )
    pace = _pace(change.texts_per_second) or kind.texts_per_second
    lifted = 0
    for line_id, number in connection.execute(
        select(lines.c.id, lines.c.number).where(lines.c.provider == name)
    ).all():
        now_so: dict[str, object] = {"behavior": behavior_of_line(kind.name, behavior, number)}
        if change.texts_per_second is not None:
            now_so["texts_per_second"] = pace
        connection.execute(update(lines).where(lines.c.id == line_id).values(now_so))
        if now_so["behavior"] == Behavior.TYPE_1:
            lifted += lift_misread(connection, line_id, now)
    _note(connection, row["organization_id"], "account_changed", name, texter, now)
    return lifted


def remove_account(
    connection: Connection, name: str, texter: Texter, now: datetime, in_use: bool
) -> None:
    """Take an account away: see `core.accounts.remove_account`."""
    must_administer(texter)
    row = account_row(connection, name)
    numbers = connection.execute(select(lines.c.number).where(lines.c.provider == name)).scalars()
    carried = ", ".join(numbers)
    if carried and not in_use:
        raise BadInput(
            f"The account “{name}” carries the texts of {carried}. Without it none leaves there "
            "and no STOP arrives. If that is meant, add --in-use."
        )
    connection.execute(
        update(gateway_accounts).where(gateway_accounts.c.id == row["id"]).values(removed_at=now)
    )
    _note(connection, row["organization_id"], "account_removed", name, texter, now)


def _check_name(connection: Connection, name: str, kind: AccountKind) -> None:
    if not _NAME.fullmatch(name) or len(name) > 40:
        raise BadInput(
            "An account's name is at most 40 small letters, digits and hyphens, such as "
            f"“{kind.name}-texas”."
        )
    if name == SIMULATOR or (name in KINDS and name != kind.name):
        raise BadInput(f"“{name}” would be taken for something else. Choose another name.")
    there = select(gateway_accounts.c.id).where(
        gateway_accounts.c.name == name, gateway_accounts.c.removed_at.is_(None)
    )
    if connection.execute(there).first() is not None:
        raise BadInput(
            f"There is an account “{name}” already: "
            f"`textbank providers change {name} --administrator`."
        )
    _check_variables(connection, name, kind)


def _check_variables(connection: Connection, name: str, kind: AccountKind) -> None:
    """Refuse a name where one variable would be read as two different secrets."""
    there = connection.execute(
        select(gateway_accounts.c.name, gateway_accounts.c.kind).where(
            gateway_accounts.c.removed_at.is_(None)
        )
    ).all()
    new = _variables(name, kind)
    read = [*new, *(one for row in there for one in _variables(row[0], kind_named(row[1])))]
    for named, secret in new:
        if any(named == other and secret != of for other, of in read):
            raise BadInput(
                f"With “{name}” the variable {named} would be two different secrets. "
                "Choose another name."
            )


def _variables(account: str, kind: AccountKind) -> list[tuple[str, tuple[str, str]]]:
    """The variables that an account's secrets are read from, and which secret of whom each is."""
    # Accounts of one kind may share what is kept under its name.
    return [
        (variable(owner, secret.name), (owner, secret.name))
        for owner in (account, kind.name)
        for secret in kind.secrets
    ]


def _take_over_lines(
    connection: Connection,
    draft: AccountDraft,
    kind: AccountKind,
    organization_id: int,
    pace: int | None,
    now: datetime,
) -> None:
    """Have the lines that an account of this name once carried follow the new one.

    Raises:
        BadInput: They are another organization's, or were at another provider.
    """
    carried = connection.execute(
        select(lines.c.id, lines.c.number, lines.c.organization_id, organizations.c.name)
        .join(organizations, organizations.c.id == lines.c.organization_id)
        .where(lines.c.provider == draft.name)
        .order_by(lines.c.id)
    ).all()
    if not carried:
        return
    before = connection.execute(
        select(gateway_accounts.c.kind)
        .where(gateway_accounts.c.name == draft.name)
        .order_by(gateway_accounts.c.id.desc())
        .limit(1)
    ).scalar()
    was = kind if before is None else kind_named(before)
    for line_id, number, owner_id, owner in carried:
        if owner_id != organization_id or was.name != kind.name:
            raise BadInput(
                f"“{draft.name}” still stands for the account at {was.title} that carried "
                f"{number} of {owner}. Choose another name."
            )
        behavior = behavior_of_line(kind.name, draft.behavior, number)
        connection.execute(
            update(lines)
            .where(lines.c.id == line_id)
            .values(behavior=behavior, texts_per_second=pace or kind.texts_per_second)
        )
        if behavior is Behavior.TYPE_1:
            lift_misread(connection, line_id, now)


def _checked(kind: AccountKind, settings: Mapping[str, str]) -> dict[str, str]:
    """Settings that this provider knows, and all that it needs."""
    known = {one.name: one for one in kind.settings}
    others = (*SHARED_SETTINGS, *SWITCHES.get(kind.name, ()))
    for name in settings:
        if name not in known and name not in others:
            names = ", ".join((*known, *others))
            raise BadInput(f"{kind.title} has no setting “{name}”. It has {names}.")
    kept = {name: value.strip() for name, value in settings.items() if value.strip()}
    missing = [one for one in known.values() if one.required and one.name not in kept]
    if missing:
        words = ", ".join(f"{one.name} ({one.label})" for one in missing)
        raise BadInput(
            f"{kind.title} needs {words}, and shows what it asks for {kind.shown_at}. "
            "Give each with --set NAME=VALUE."
        )
    for one in known.values():
        if one.name in kept and not re.fullmatch(one.form, kept[one.name]):
            raise BadInput(
                f"“{kept[one.name]}” is no {one.name}: that is {one.form_words}. "
                f"Copy it from {kind.title}."
            )
    for name in SWITCHES.get(kind.name, ()):
        if kept.get(name, OFF) not in (ON, OFF):
            raise BadInput(f"{name} is on or off.")
    for name, check in (("webhook_url", checked_public_address), ("api_url", checked_address)):
        if name in kept:
            kept[name] = check(kept[name], name)
    return kept


def _pace(texts_per_second: int | None) -> int | None:
    if texts_per_second is not None and not 0 <= texts_per_second <= MAX_PACE:
        raise BadInput(f"The pace is 1 to {MAX_PACE:,} texts a second, or 0 for the provider's.")
    return texts_per_second or None


def _note(
    connection: Connection,
    organization_id: int,
    action: str,
    name: str,
    texter: Texter,
    now: datetime,
) -> None:
    source = "administrator"
    audit(connection, organization_id, None, action, texter.name, source, f"account {name}", now)
