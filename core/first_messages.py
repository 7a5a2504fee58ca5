"""First messages: filled from the campaign's script, sent one by one, set aside or skipped.

A conversation has at most one first message, whoever sends it, however often and from
wherever. What is sent is filled anew from the database; a screen's text counts only where a
texter has written one of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.domain import SetAside, TextState
from core.errors import NotFound
from core.gate import UNSENT, gate_of
from core.holding import HELD
from core.refusals import is_refused, texted_since
from core.scripted import (
    ASKS_ELSEWHERE,
    PEOPLE,
    PEOPLE_FROM,
    Person,
    Scripting,
    drafts_of,
    scripting_of,
)
from core.scripts import fill

if TYPE_CHECKING:
    from core.desk import Desk
    from core.reader import Reader

TO_SEND = f"""
{PEOPLE} {PEOPLE_FROM}
WHERE c.assignment_id = :assignment AND {UNSENT} AND c.id > :after
ORDER BY c.id LIMIT :limit
"""
"""Whom the next first messages go to."""

_REFUSED_FROM = f"""
FROM conversation c JOIN text t ON t.id = c.last_text_id
WHERE c.assignment_id = :assignment AND c.listed AND NOT c.wants_out AND t.kind = 'initial'
  AND {is_refused("t")} AND NOT {ASKS_ELSEWHERE} AND NOT {texted_since("t")}
"""

TO_SEND_AGAIN = f"""
{PEOPLE} {PEOPLE_FROM}
WHERE c.id IN (SELECT c.id {_REFUSED_FROM} AND t.id <= :before) AND c.id > :after
ORDER BY c.id LIMIT :limit
"""
"""Whose first message the provider refused, up to a text; nothing has passed since then, neither
here nor in another campaign of the organization."""

_SET_ASIDE = f"""
{PEOPLE} {PEOPLE_FROM}
WHERE c.assignment_id = :assignment AND listed AND rank = 0 AND set_aside IS NOT NULL
  AND NOT wants_out AND c.id > :after
ORDER BY c.id LIMIT :limit
"""

ONE = f"{PEOPLE} {PEOPLE_FROM} WHERE c.id = :conversation"


@dataclass(frozen=True, slots=True)
class FirstMessage:
    """A first message that is still to be sent, as it would leave now."""

    conversation_id: int
    assignment_id: int
    name: str
    """The contact's name, or the number where there is none; as it arrived."""
    number: str
    text: str
    """The script filled for this contact; what could not be filled stands in it as written.
    Empty where the campaign has no script: the texter writes it."""
    unfilled: tuple[str, ...] = ()
    """Fields, with their braces, that have nothing to say here or are none: they stop it."""
    set_aside: SetAside | None = None
    blocked: bool = False
    """The provider blocks this contact on this line: it cannot be sent."""
    draft: str = ""
    """What a texter made of it, or began to write to this contact, and has not sent."""


@dataclass(frozen=True, slots=True)
class SentFirstMessage:
    """What sending a first message came to."""

    conversation_id: int
    text_id: int
    body: str
    """What is in the outbox."""
    already: bool
    """It was sent before, by this texter or somebody else; nothing was sent now."""
    state: TextState = TextState.QUEUED
    """Where it stands."""
    reason: str = ""
    """Why it does, where something is the matter."""


@dataclass(frozen=True, slots=True)
class FirstMessagesState:
    """Where the first messages of an assignment stand."""

    to_send: int
    without_field: int
    """Set aside because a field of the script has nothing to say."""
    skipped: int
    """Set aside by a texter, or because the contact asks to opt out in another campaign."""
    opted_out: int
    """Never sent, because the contact has opted out."""
    blocked: int
    """Not to be sent, because the provider blocks the contact: they are worked as requests."""
    sent: int
    """The provider took them (or may have)."""
    waiting: int
    """In the outbox, or on the wire."""
    held: int
    """Of those waiting: held for texting hours."""
    failed: int
    """Failed, or refused by the provider, and not sent again since."""
    script: str
    """The campaign's, as it is written."""
    has_script: bool
    quick_send: bool
    """Whether the campaign allows all of them to be sent at once."""
    replies_at_once: bool
    gated: bool
    """Whether replies wait until these are sent."""
    held_back: int
    """How many replies do."""


async def next_first_message(
    desk: Desk, assignment_id: int, after: int | None = None
) -> FirstMessage | None:
    """The next first message of an assignment to be sent, or None where there is none.

    Args:
        desk: The desk.
        assignment_id: The assignment.
        after: A conversation to go on behind, though its own is still to be sent.
    """
    found = await first_messages(desk, assignment_id, after=after, limit=1)
    return found[0] if found else None


async def first_messages(
    desk: Desk, assignment_id: int, *, after: int | None = None, limit: int = 50
) -> list[FirstMessage]:
    """The first messages of an assignment that are to be sent, in order, as many as `limit`."""
    return await _messages(desk, TO_SEND, assignment_id, after, limit)


async def set_aside_messages(
    desk: Desk, assignment_id: int, *, after: int | None = None, limit: int = 50
) -> list[FirstMessage]:
    """The first messages that are set aside, in order, as many as `limit`."""
    return await _messages(desk, _SET_ASIDE, assignment_id, after, limit)


async def first_message_of(desk: Desk, conversation_id: int) -> FirstMessage | None:
    """The first message of one conversation, set aside or not.

    None where there is a text already, or the conversation is on no list.
    """
    row = await desk.reader.row(ONE, {"conversation": conversation_id})
    if row is None:
        raise NotFound(f"There is no conversation {conversation_id}.")
    person = Person(*row)
    if not person.listed or person.last_text_id is not None:
        return None
    scripting = await scripting_of(desk.reader, person.assignment_id)
    drafts = await drafts_of(desk.reader, [conversation_id])
    return _message(scripting, person, drafts.get(conversation_id, ""))


async def send_first_message(
    desk: Desk, conversation_id: int, *, text: str | None = None, expected: str | None = None
) -> SentFirstMessage:
    """Queue the first message of a conversation; it is durable when this returns.

    The script is filled from the database, with the number and the opt-outs as they are
    there. Pressing again, or a second texter's press, sends nothing and says `already`; but one
    that the provider refused for certain, so that nobody has it, is sent again.

    Args:
        desk: The desk.
        conversation_id: The conversation.
        text: The texter's own words for this contact instead of the script; its merge fields
            are filled, too.
        expected: The filled script that the texter read; None sends it whatever it says. It
            does not matter to words of the texter's own.

    Raises:
        ScriptChanged: The script no longer says what was expected.
        UnfilledFields: A field has nothing to say for this contact, or is none.
        SendingRefused: The contact has opted out or asks to, or the provider blocks them.
        BadInput: There is nothing to send, it is too long, the contact has written already,
            or the conversation is on no list.
        NotFound: There is no such conversation.
    """
    database = await desk.database()
    from core import first_message_records as records

    return await database.write(
        records.send_one, conversation_id, desk.texter, desk.now(), text, expected
    )


async def skip_first_message(
    desk: Desk, conversation_id: int, reason: SetAside = SetAside.SKIPPED
) -> None:
    """Set a first message aside: it is not sent, and replies no longer wait for it.

    One that was sent meanwhile stays sent.

    Raises:
        NotFound: There is no such conversation.
    """
    database = await desk.database()
    from core import first_message_records as records

    await database.write(records.set_aside, conversation_id, reason)


async def take_back_skip(desk: Desk, conversation_id: int) -> None:
    """Put a first message that was set aside back among those to be sent.

    Raises:
        NotFound: There is no such conversation.
    """
    database = await desk.database()
    from core import first_message_records as records

    await database.write(records.set_aside, conversation_id, None)


async def first_messages_state(desk: Desk, assignment_id: int) -> FirstMessagesState:
    """Where the first messages of an assignment stand; long on long lists, in the background.

    Raises:
        NotFound: There is no such assignment.
    """
    scripting = await scripting_of(desk.reader, assignment_id)
    gate = await gate_of(desk.reader, assignment_id)
    values = {"assignment": assignment_id}
    [aside] = await desk.reader.bulk(_ASIDE, values)
    opted_out = await count_opted_out(desk.reader, assignment_id)
    states: dict[TextState, int] = {}
    held = 0
    for state, count, waits_for_hours in await desk.reader.bulk(_OUTCOMES, values):
        states[TextState(state)] = count
        held += waits_for_hours
    return FirstMessagesState(
        to_send=gate.unsent,
        without_field=aside[0],
        skipped=aside[1],
        blocked=aside[2],
        opted_out=opted_out,
        sent=sum(states.get(state, 0) for state in _TAKEN),
        waiting=sum(states.get(state, 0) for state in _ON_THEIR_WAY),
        held=held,
        failed=sum(states.get(state, 0) for state in _NOT_TAKEN),
        script=scripting.script,
        has_script=bool(scripting.script.strip()),
        quick_send=scripting.quick_send,
        replies_at_once=scripting.replies_at_once,
        gated=gate.closed,
        held_back=gate.held_back,
    )


async def count_opted_out(reader: Reader, assignment_id: int) -> int:
    """How many contacts of an assignment opted out before a first message left for them."""
    [row] = await reader.bulk(_OPTED_OUT, {"assignment": assignment_id})
    return int(row[0])


async def count_refused(reader: Reader, assignment_id: int) -> int:
    """How many first messages of an assignment the provider refused: they can be sent again."""
    [row] = await reader.bulk(f"SELECT count(*) {_REFUSED_FROM}", {"assignment": assignment_id})
    return int(row[0])


_ASIDE = f"""
SELECT count(*) FILTER (WHERE set_aside = '{SetAside.FIELD}' AND NOT wants_out),
       count(*) FILTER (WHERE set_aside != '{SetAside.FIELD}' AND NOT wants_out),
       count(*) FILTER (WHERE wants_out)
FROM conversation WHERE assignment_id = :assignment AND listed AND rank = 0
"""

_OPTED_OUT = """
SELECT count(*) FROM conversation c
WHERE c.assignment_id = :assignment AND c.opt_out_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM text t WHERE t.conversation_id = c.id AND t.direction = 'out'
  AND t.kind = 'initial' AND t.state != 'cancelled'
)
"""

_OUTCOMES = f"""
SELECT t.state, count(*), count(*) FILTER (WHERE t.reason LIKE '{HELD}%')
FROM conversation c JOIN text t ON t.conversation_id = c.id
WHERE c.assignment_id = :assignment AND t.kind = 'initial' AND (t.state != 'failed' OR NOT EXISTS (
  SELECT 1 FROM text n WHERE n.conversation_id = c.id AND n.id > t.id AND n.kind = 'initial'
))
GROUP BY t.state
"""

_TAKEN = (TextState.SENT, TextState.DELIVERED, TextState.UNKNOWN)
_ON_THEIR_WAY = (TextState.QUEUED, TextState.SENDING)
_NOT_TAKEN = (TextState.FAILED, TextState.BLOCKED)


async def _messages(
    desk: Desk, sql: str, assignment_id: int, after: int | None, limit: int
) -> list[FirstMessage]:
    scripting = await scripting_of(desk.reader, assignment_id)
    values: Mapping[str, Any] = {
        "assignment": assignment_id,
        "after": 0 if after is None else after,
        "limit": limit,
    }
    people = [Person(*row) for row in await desk.reader.rows(sql, values)]
    drafts = await drafts_of(desk.reader, [one.conversation_id for one in people])
    return [_message(scripting, one, drafts.get(one.conversation_id, "")) for one in people]


def _message(scripting: Scripting, person: Person, draft: str) -> FirstMessage:
    filled = fill(scripting.script, scripting.fields(person))
    return FirstMessage(
        conversation_id=person.conversation_id,
        assignment_id=scripting.assignment_id,
        name=person.name,
        number=person.number,
        text=filled.text,
        unfilled=(*filled.missing, *filled.unknown),
        set_aside=None if person.set_aside is None else SetAside(person.set_aside),
        blocked=bool(person.blocked or person.wants_out),
        draft=draft,
    )
