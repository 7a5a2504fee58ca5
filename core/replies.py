"""Replies at hand: recommended by the organization or for a campaign, and a texter's own.

Each has a title, a body with merge fields (see `core.scripts`), and may name a tag that is put
on the conversation when the reply is sent. They are offered in one order everywhere: those of
the campaign's organization, those of the campaign, the texter's own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.errors import BadInput, NotFound, UnfilledFields
from core.reader import Reader, Row
from core.scripts import fields_of, fill, unknown_in
from core.stored import body_from
from core.views_beside import ReplyAtHand, ReplyScope

if TYPE_CHECKING:
    from core.desk import Desk

TITLE = 40
"""Characters of a title that is made from a text."""


@dataclass(frozen=True, slots=True)
class ReplyView:
    """A reply at hand, as it is kept."""

    id: int
    scope: ReplyScope
    title: str
    body: str
    """With merge fields."""
    campaign: str | None = None
    """The name of the campaign that it is for; None is every campaign."""
    tag_id: int | None = None
    tag: str | None = None
    """The name of the tag that is put on the conversation when it is sent."""


@dataclass(frozen=True, slots=True)
class NewReply:
    """A reply to be kept."""

    title: str
    body: str
    tag_id: int | None = None
    campaign_id: int | None = None
    """None is every campaign of the organization."""
    own: bool = False
    """Whether it is the texter's own; else it is recommended to everybody."""


# Reading

_COLUMNS = """
    SELECT r.id, CASE WHEN r.texter_id IS NOT NULL THEN 'own'
                      WHEN r.campaign_id IS NOT NULL THEN 'campaign'
                      ELSE 'organization' END,
           r.title, r.body, p.name, t.id, t.name
    FROM canned_reply r
    LEFT JOIN campaign p ON p.id = r.campaign_id
    LEFT JOIN tag t ON t.id = r.tag_id AND t.removed_at IS NULL
"""
_IN_ORDER = """
    ORDER BY r.texter_id IS NOT NULL, r.campaign_id IS NOT NULL, r.campaign_id, r.position, r.id
"""
_OF_CONVERSATION = f"""
    {_COLUMNS}
    JOIN conversation c ON c.id = ?
    WHERE r.organization_id = c.organization_id AND r.removed_at IS NULL
      AND (r.campaign_id IS NULL OR r.campaign_id = c.campaign_id)
      AND (r.texter_id IS NULL OR r.texter_id = (SELECT id FROM texter WHERE name = ?))
    {_IN_ORDER}
"""
_OF_ORGANIZATION = f"""
    {_COLUMNS}
    WHERE r.organization_id = ? AND r.removed_at IS NULL
      AND (r.texter_id IS NULL OR r.texter_id = (SELECT id FROM texter WHERE name = ?))
    {_IN_ORDER}
"""


async def organization_replies(
    reader: Reader, organization_id: int, texter: str
) -> list[ReplyView]:
    """The replies that an organization recommends, for every campaign, and a texter's own."""
    rows = await reader.rows(_OF_ORGANIZATION, (organization_id, texter))
    return [_view(row) for row in rows]


async def replies_for(desk: Desk, conversation_id: int) -> tuple[ReplyAtHand, ...]:
    """The replies at hand in a conversation, in their order, filled for its contact.

    Raises:
        NotFound: There is no such conversation.
    """
    rows = await desk.reader.rows(_OF_CONVERSATION, (conversation_id, desk.texter.name))
    if not rows:
        return ()
    values = await contact_fields(desk, conversation_id)
    return tuple(at_hand(_view(row), values) for row in rows)


async def contact_fields(desk: Desk, conversation_id: int) -> dict[str, str]:
    """The value of every merge field in a conversation of the desk's texter.

    Raises:
        NotFound: There is no such conversation.
    """
    row = await desk.reader.row(
        """
        SELECT k.first_name, k.last_name, c.number, c.custom, o.name, p.name
        FROM conversation c
        JOIN contact k ON k.id = c.contact_id
        JOIN organization o ON o.id = c.organization_id
        JOIN campaign p ON p.id = c.campaign_id
        WHERE c.id = ?
        """,
        (conversation_id,),
    )
    if row is None:
        raise NotFound(f"There is no conversation {conversation_id}.")
    return fields_of(
        first_name=row[0],
        last_name=row[1],
        number=row[2],
        custom=json.loads(row[3]),
        texter=desk.texter.name,
        organization=row[4],
        campaign=row[5],
    )


def at_hand(view: ReplyView, values: Mapping[str, str]) -> ReplyAtHand:
    """A reply, filled with these values."""
    filled = fill(view.body, values)
    return ReplyAtHand(
        id=view.id,
        scope=view.scope,
        title=view.title,
        text=filled.text,
        unfilled=filled.missing + filled.unknown,
        tag_id=view.tag_id,
        tag=view.tag,
    )


def _view(row: Row) -> ReplyView:
    return ReplyView(row[0], ReplyScope(row[1]), row[2], body_from(row[3]), row[4], row[5], row[6])


async def owner_of(reader: Reader, reply_id: int) -> int:
    """The organization of a reply.

    Raises:
        NotFound: There is no such reply.
    """
    row = await reader.row(
        "SELECT organization_id FROM canned_reply WHERE id = ? AND removed_at IS NULL", (reply_id,)
    )
    if row is None:
        raise NotFound(f"There is no reply {reply_id}. `textbank replies list` names them.")
    return int(row[0])


async def campaign_named(reader: Reader, organization_id: int, name: str) -> int:
    """The id of a campaign of an organization.

    Raises:
        NotFound: There is none of that name.
    """
    rows = await reader.rows(
        "SELECT id, name FROM campaign WHERE organization_id = ? ORDER BY id", (organization_id,)
    )
    for row in rows:
        if row[1] == name:
            return int(row[0])
    there = ", ".join(f"“{row[1]}”" for row in rows)
    raise NotFound(f"There is no campaign “{name}”. There are: {there or 'none'}.")


async def unknown_fields_of(
    reader: Reader, body: str, organization_id: int, campaign_id: int | None
) -> tuple[str, ...]:
    """What stands in braces in a reply and is no field of the campaigns that it is for.

    The columns of a campaign are taken from its newest conversations.
    """
    if "{" not in body:
        return ()
    rows = await reader.rows(
        """
        SELECT (SELECT group_concat(custom, char(10)) FROM
                (SELECT custom FROM conversation WHERE campaign_id = p.id
                 ORDER BY id DESC LIMIT 20))
        FROM campaign p WHERE p.organization_id = ? AND (? IS NULL OR p.id = ?)
        """,
        (organization_id, campaign_id, campaign_id),
    )
    lines = (line for row in rows for line in (row[0] or "").split("\n") if line)
    return unknown_in(body, {name for line in lines for name in json.loads(line)})


# Changing


async def add_reply(desk: Desk, organization_id: int, reply: NewReply) -> int:
    """Keep a reply, behind those that are there, and return its id.

    Raises:
        NotAllowed: Only an administrator recommends replies to everybody.
        BadInput: Title or body is empty or too long.
    """
    database = await desk.database()
    from core import reply_records

    return await database.write(
        reply_records.add_reply, organization_id, reply, desk.texter, desk.now()
    )


async def save_own_reply(desk: Desk, conversation_id: int, text: str) -> ReplyView:
    """Keep what a texter wrote in a conversation as a reply of their own.

    The contact's name becomes a merge field: nobody wants to greet the next one with it.

    Raises:
        NotFound: There is no such conversation.
        BadInput: The text is empty or too long.
    """
    values = await contact_fields(desk, conversation_id)
    row = await desk.reader.row(
        "SELECT organization_id FROM conversation WHERE id = ?", (conversation_id,)
    )
    assert row is not None
    body = with_name_fields(text.strip(), values)
    title = title_of(body)
    reply_id = await add_reply(desk, row[0], NewReply(title, body, own=True))
    return ReplyView(reply_id, ReplyScope.OWN, title, body)


async def change_reply(
    desk: Desk,
    reply_id: int,
    *,
    title: str | None = None,
    body: str | None = None,
    tag_id: int | None = None,
    without_tag: bool = False,
) -> None:
    """Change a reply; what is None stays as it is.

    Raises:
        NotFound: There is no such reply.
        NotAllowed: It is somebody else's, or recommended and the texter no administrator.
        BadInput: Title or body is empty or too long.
    """
    database = await desk.database()
    from core import reply_records

    changes = reply_records.ReplyChanges(title, body, tag_id, without_tag)
    await database.write(reply_records.change_reply, reply_id, changes, desk.texter, desk.now())


async def remove_reply(desk: Desk, reply_id: int) -> None:
    """Take a reply away; it stays on record, marked so.

    Raises:
        NotFound: There is no such reply.
        NotAllowed: It is somebody else's, or recommended and the texter no administrator.
    """
    database = await desk.database()
    from core import reply_records

    await database.write(reply_records.remove_reply, reply_id, desk.texter, desk.now())


async def move_reply(desk: Desk, reply_id: int, place: int) -> None:
    """Put a reply at a place, from 1, among those of its kind.

    Raises:
        NotFound: There is no such reply.
        NotAllowed: It is somebody else's, or recommended and the texter no administrator.
    """
    database = await desk.database()
    from core import reply_records

    await database.write(reply_records.move_reply, reply_id, place, desk.texter, desk.now())


async def use_reply(desk: Desk, conversation_id: int, number: int) -> int:
    """Queue the reply of a number as it is, with its tag, and return the text's id.

    Raises:
        NotFound: There is no such conversation.
        BadInput: There is no such reply.
        UnfilledFields: A field of it is not filled for this contact.
        SendingRefused: The number is opted out.
    """
    await contact_fields(desk, conversation_id)
    reply = reply_by_number(await replies_for(desk, conversation_id), number)
    if reply.unfilled:
        raise UnfilledFields(reply.unfilled)
    tag_ids = () if reply.tag_id is None else (reply.tag_id,)
    return await desk.reply(conversation_id, reply.text, tag_ids=tag_ids)


def title_of(text: str) -> str:
    """A title for a text: its beginning, whole words of it."""
    line = " ".join(text.split())
    if len(line) <= TITLE:
        return line
    head = line[:TITLE].rpartition(" ")[0] or line[: TITLE - 1]
    return head.rstrip(" ,.;:-") + "…"


def with_name_fields(text: str, values: Mapping[str, str]) -> str:
    """The text with merge fields in the place of the contact's first and last name."""
    for field in ("firstName", "lastName"):
        name = values.get(field, "")
        if len(name) > 1:
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", f"{{{field}}}", text)
    return text


def unfilled_in(text: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """The known merge fields that stand in a text about to be sent, each once.

    What else stands in braces is the texter's own words.
    """
    if "{" not in text:
        return ()
    filled = fill(text, values)
    written = dict.fromkeys(re.findall(r"\{[^{}\n]*\}", text))
    return tuple(field for field in written if field not in filled.unknown)


def reply_by_number(replies: Sequence[ReplyAtHand], number: int) -> ReplyAtHand:
    """The reply of a number, from 1, as the messenger shows them.

    Raises:
        BadInput: There is none.
    """
    if not 1 <= number <= len(replies):
        there = {0: "no replies", 1: "one reply"}.get(len(replies), f"{len(replies)} replies")
        raise BadInput(f"There is no reply {number}: there are {there} at hand here.")
    return replies[number - 1]
