"""The contacts of a list as rows of the database: new ones, known ones, opted-out ones.

Some thousand contacts at a time go into a temporary table and from there, by a few
statements for all of them, to where they belong. Each of those statements looks up what it
needs row by row of that table: a join would let SQLite walk the whole campaign instead.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    MetaData,
    Table,
    Text,
    bindparam,
    exists,
    func,
    literal,
    or_,
    select,
    update,
)

from core.asking import settle_blocked
from core.campaigns import CampaignIds
from core.conversations import next_revision, relist
from core.domain import SetAside
from core.list_order import rank_of
from core.models import assignments, contacts, conversations, opt_outs, texters
from core.time_zones import explicit_zone

_tables = MetaData()

_imported = Table(
    "imported_contact",
    _tables,
    Column("line", BigInteger, primary_key=True),
    Column("number", Text),
    Column("first_name", Text),
    Column("last_name", Text),
    Column("custom", Text),
    Column("time_zone", Text),
    Column("opted_out", Boolean),
    Column("contact_id", BigInteger),
    Column("conversation_id", BigInteger),
    prefixes=["TEMPORARY"],
)
"""Some of the contacts, while they are saved."""

_to_list = Table(
    "imported_conversation",
    _tables,
    Column("import_id", Text, primary_key=True),
    Column("id", BigInteger, primary_key=True),
    prefixes=["TEMPORARY"],
)
"""Conversations on nobody's list yet: the new ones, and those an interrupted import left.

It lasts from one transaction to the next, and with the connection at most.
"""

_as_json = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact as a list has it."""

    line: int
    """Its place in the list; contacts are added in this order."""
    number: str
    """E.164."""
    first_name: str
    last_name: str
    custom: Mapping[str, str]


@dataclass(slots=True)
class Saved:
    """What saving has come to so far."""

    import_id: str = field(default_factory=lambda: uuid4().hex)
    """Tells what this import saved from what another one does on the same connection."""
    imported: int = 0
    already_there: int = 0
    updated: int = 0
    elsewhere: int = 0
    opted_out: int = 0
    asking: int = 0


def save_contacts(
    connection: Connection,
    ids: CampaignIds,
    texter: str,
    people: Sequence[Contact],
    saved: Saved,
    country: str = "US",
) -> set[str]:
    """Save contacts and their conversations, on nobody's list yet; add to `saved`.

    Args:
        connection: The transaction.
        ids: The campaign.
        texter: Whose assignment the conversations will go to.
        people: Contacts with numbers all different.
        saved: Counts what was done.
        country: Where ZIP codes are of, as an ISO 3166 code.

    Returns:
        The numbers that are opted out of the organization; nothing was saved for them.
    """
    _imported.create(connection)
    _to_list.create(connection, checkfirst=True)
    connection.execute(
        _imported.insert(),
        [
            {
                "line": person.line,
                "number": person.number,
                "first_name": person.first_name,
                "last_name": person.last_name,
                "custom": _as_json(dict(person.custom)),
                "time_zone": explicit_zone(person.custom, country),
            }
            for person in people
        ],
    )
    opted_out = _take_out_opted_out(connection, ids)
    saved.asking += _asking_elsewhere(connection, ids)
    changed = _save_names(connection, ids)
    changed |= _save_conversations(connection, ids, texter, changed, saved, country)
    if changed:
        # Wherever such a contact is on a list, its row is drawn anew; and a field of a script
        # that had nothing to say may have something now.
        connection.execute(
            update(conversations)
            .where(
                conversations.c.organization_id == ids.organization_id,
                conversations.c.number.in_(changed),
            )
            .values(
                set_aside=func.nullif(conversations.c.set_aside, SetAside.FIELD),
                revision=next_revision(),
            )
        )
    saved.opted_out += len(opted_out)
    _imported.drop(connection)
    return opted_out


def give_to_texter(connection: Connection, saved: Saved, assignment_id: int) -> None:
    """Put all that was saved, as far as it is nobody's yet, on an assignment's list."""
    this_import = _to_list.c.import_id == saved.import_id
    chosen = conversations.c.id.in_(select(_to_list.c.id).where(this_import))
    given = connection.execute(
        update(conversations)
        .where(chosen, conversations.c.assignment_id.is_(None))
        .values(assignment_id=assignment_id)
    ).rowcount
    # The others went to another texter by an import that ended first.
    others = saved.imported - given
    saved.imported -= others
    saved.already_there += others
    saved.elsewhere += others
    relist(connection, chosen)
    connection.execute(_to_list.delete().where(this_import))


def _take_out_opted_out(connection: Connection, ids: CampaignIds) -> set[str]:
    stands = exists().where(
        opt_outs.c.organization_id == ids.organization_id,
        opt_outs.c.number == _imported.c.number,
        opt_outs.c.ended_at.is_(None),
    )
    connection.execute(update(_imported).values(opted_out=stands))
    numbers = connection.execute(select(_imported.c.number).where(_imported.c.opted_out))
    opted_out = set(numbers.scalars())
    connection.execute(_imported.delete().where(_imported.c.opted_out))
    return opted_out


def _asking_elsewhere(connection: Connection, ids: CampaignIds) -> int:
    """How many ask to opt out in another campaign of the organization, and nobody has answered."""
    asks = exists().where(
        conversations.c.organization_id == ids.organization_id,
        conversations.c.number == _imported.c.number,
        conversations.c.campaign_id != ids.campaign_id,
        conversations.c.wants_out,
        conversations.c.listed,
    )
    asking = select(func.count()).select_from(_imported).where(asks)
    return int(connection.execute(asking).scalar_one())


def _save_names(connection: Connection, ids: CampaignIds) -> set[str]:
    """Add the new contacts and rename the known ones; return the numbers of those renamed."""
    of_number = (
        select(contacts.c.id)
        .where(
            contacts.c.organization_id == ids.organization_id,
            contacts.c.number == _imported.c.number,
        )
        .scalar_subquery()
    )
    connection.execute(update(_imported).values(contact_id=of_number))
    renamed = _rename(connection)
    new = _imported.c.contact_id.is_(None)
    connection.execute(
        contacts.insert().from_select(
            ["organization_id", "number", "first_name", "last_name"],
            select(
                literal(ids.organization_id),
                _imported.c.number,
                _imported.c.first_name,
                _imported.c.last_name,
            )
            .where(new)
            .order_by(_imported.c.line),
        )
    )
    connection.execute(update(_imported).where(new).values(contact_id=of_number))
    return renamed


def _rename(connection: Connection) -> set[str]:
    """Give known contacts the names of the list where it has any; return whose name changed."""
    first_name, last_name = _imported.c.first_name, _imported.c.last_name
    rows = connection.execute(
        select(
            _imported.c.number,
            contacts.c.id,
            first_name,
            last_name,
            contacts.c.first_name.label("old_first_name"),
            contacts.c.last_name.label("old_last_name"),
        )
        .join(contacts, contacts.c.id == _imported.c.contact_id)
        .where(
            or_(
                (first_name != "") & (first_name != contacts.c.first_name),
                (last_name != "") & (last_name != contacts.c.last_name),
            )
        )
    ).all()
    if rows:
        connection.execute(
            update(contacts).where(contacts.c.id == bindparam("contact")),
            [
                {
                    "contact": row.id,
                    "first_name": row.first_name or row.old_first_name,
                    "last_name": row.last_name or row.old_last_name,
                }
                for row in rows
            ],
        )
    return {row.number for row in rows}


def _save_conversations(
    connection: Connection,
    ids: CampaignIds,
    texter: str,
    renamed: set[str],
    saved: Saved,
    country: str,
) -> set[str]:
    """Add the new conversations, update the others; return the numbers with changed columns."""
    of_contact = (
        select(conversations.c.id)
        .where(
            conversations.c.campaign_id == ids.campaign_id,
            conversations.c.contact_id == _imported.c.contact_id,
        )
        .scalar_subquery()
    )
    connection.execute(update(_imported).values(conversation_id=of_contact))
    changed = _save_known(connection, ids, texter, renamed, saved, country)
    new = _imported.c.conversation_id.is_(None)
    connection.execute(
        conversations.insert().from_select(
            [
                "organization_id",
                "campaign_id",
                "line_id",
                "contact_id",
                "number",
                "custom",
                "time_zone",
                "rank",
            ],
            select(
                literal(ids.organization_id),
                literal(ids.campaign_id),
                literal(ids.line_id),
                _imported.c.contact_id,
                _imported.c.number,
                _imported.c.custom,
                _imported.c.time_zone,
                literal(rank_of(False, None)),
            )
            .where(new)
            .order_by(_imported.c.line),
        )
    )
    connection.execute(update(_imported).where(new).values(conversation_id=of_contact))
    settle_blocked(connection, ids.line_id)
    nobodys = (
        exists()
        .where(
            conversations.c.id == _imported.c.conversation_id,
            conversations.c.assignment_id.is_(None),
        )
        .correlate(_imported)
    )
    saved.imported += connection.execute(
        _to_list.insert().from_select(
            ["import_id", "id"],
            select(literal(saved.import_id), _imported.c.conversation_id).where(nobodys),
        )
    ).rowcount
    return changed


def _save_known(
    connection: Connection,
    ids: CampaignIds,
    texter: str,
    renamed: set[str],
    saved: Saved,
    country: str,
) -> set[str]:
    """Count the conversations that are there already, and give them the list's columns."""
    own = connection.execute(
        select(assignments.c.id)
        .join(texters, texters.c.id == assignments.c.texter_id)
        .where(assignments.c.campaign_id == ids.campaign_id, texters.c.name == texter)
    ).scalar()
    changes: list[dict[str, Any]] = []
    changed: set[str] = set()
    for row in connection.execute(
        select(
            _imported.c.number,
            _imported.c.custom,
            conversations.c.id,
            conversations.c.assignment_id,
            conversations.c.custom.label("old_custom"),
        )
        .join(conversations, conversations.c.id == _imported.c.conversation_id)
        .order_by(_imported.c.line)
    ):
        custom = row.old_custom
        if row.custom != row.old_custom:
            custom = _merged(row.old_custom, row.custom)
        if custom != row.old_custom:
            changes.append(
                {
                    "conversation": row.id,
                    "custom": custom,
                    "time_zone": explicit_zone(json.loads(custom), country),
                }
            )
            changed.add(row.number)
        if row.assignment_id is None:
            continue
        saved.already_there += 1
        saved.updated += custom != row.old_custom or row.number in renamed
        saved.elsewhere += row.assignment_id != own
    if changes:
        connection.execute(
            update(conversations).where(conversations.c.id == bindparam("conversation")), changes
        )
    return changed


def _merged(old: str, new: str) -> str:
    """The columns kept before, with those of the list that are not empty."""
    before: dict[str, str] = json.loads(old)
    now: dict[str, str] = json.loads(new)
    after = dict.fromkeys(now, "") | before
    after |= {name: value for name, value in now.items() if value.strip()}
    return old if after == before else _as_json(after)
