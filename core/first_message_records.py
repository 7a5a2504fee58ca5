"""The transactions of first messages: one, a batch, setting aside.

Whether a conversation has had its first message is looked up in the transaction that
queues one, and the operation id is made of the conversation's, so that the database itself
refuses a second. One that the provider refused for certain nobody has had: another may follow.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex
from shlex import quote
from typing import Any

from sqlalchemy import Boolean, Connection, bindparam, literal_column, select, text, update

from core import conversations as talks
from core.domain import SetAside, Texter, TextKind, TextState
from core.errors import (
    BadInput,
    NotAllowed,
    NotFound,
    ScriptChanged,
    SendingRefused,
    UnfilledFields,
)
from core.first_messages import ONE, TO_SEND, TO_SEND_AGAIN, SentFirstMessage
from core.models import conversations, texts
from core.refusals import is_refused
from core.scripted import ASKS_ELSEWHERE, SCRIPTS, Person, Scripting, no_assignment
from core.scripts import fill

ASKS = "This contact asks to opt out in another campaign. Answer that first, in triage."
BLOCKED = (
    "The provider blocks this contact on this line: nothing would arrive. Opt them out instead."
)

_SCRIPTS = text(SCRIPTS)
_ONE = text(ONE)
_TO_SEND = text(TO_SEND)
_TO_SEND_AGAIN = text(TO_SEND_AGAIN)
_ASKING = text(
    f"SELECT c.id FROM conversation c WHERE c.id IN :ids AND {ASKS_ELSEWHERE}"
).bindparams(bindparam("ids", expanding=True))
_FIRST = (
    select(
        texts.c.id,
        texts.c.body,
        texts.c.state,
        texts.c.reason,
        literal_column(is_refused("text"), Boolean).label("refused"),
    )
    .where(
        texts.c.conversation_id == bindparam("of_conversation"),
        texts.c.kind == TextKind.INITIAL,
    )
    .order_by(texts.c.id)
)
_SET_ASIDE = (
    update(conversations)
    .where(
        conversations.c.id.in_(bindparam("ids", expanding=True)),
        conversations.c.last_text_id.is_(None),
        conversations.c.set_aside.is_distinct_from(bindparam("reason")),
    )
    .values(set_aside=bindparam("reason"), revision=talks.next_revision())
)


@dataclass(frozen=True, slots=True)
class Batch:
    """What a transaction of QuickSend did."""

    queued: int
    unfilled: tuple[int, ...]
    """Conversations that were passed over: a field had nothing to say, or it was too long."""
    last: int | None
    """The last conversation it looked at, to go on behind; None where there was none left."""
    asking: tuple[int, ...] = ()
    """Passed over as well: their contacts ask to opt out in another campaign."""


def scripting_of(connection: Connection, assignment_id: int | None) -> Scripting:
    """The script and what it is filled from.

    Raises:
        NotFound: There is no such assignment.
    """
    row = connection.execute(_SCRIPTS, {"assignment": assignment_id}).first()
    if row is None:
        raise no_assignment(assignment_id)
    return Scripting(*row)


def person_of(connection: Connection, conversation_id: int) -> Person:
    """The contact of a conversation.

    Raises:
        NotFound: There is no such conversation.
    """
    row = connection.execute(_ONE, {"conversation": conversation_id}).first()
    if row is None:
        raise NotFound(f"There is no conversation {conversation_id}.")
    return Person(*row)


def filled_body(script: str, fields: Mapping[str, str], expected: str | None = None) -> str:
    """A script filled for one contact, ready to be sent.

    Raises:
        ScriptChanged: It is not what was expected.
        UnfilledFields: A field has nothing to say here, or is none.
        BadInput: There is nothing to send, or it is too long.
    """
    filled = fill(script, fields)
    if expected is not None and filled.text != expected:
        raise ScriptChanged(filled.text)
    if not filled.complete:
        raise UnfilledFields((*filled.missing, *filled.unknown))
    talks.check_body(filled.text)
    return filled.text


def send_one(
    connection: Connection,
    conversation_id: int,
    texter: Texter,
    now: datetime,
    own_text: str | None = None,
    expected: str | None = None,
) -> SentFirstMessage:
    """Queue one first message: see `core.first_messages.send_first_message`."""
    person = person_of(connection, conversation_id)
    before = connection.execute(_FIRST, {"of_conversation": conversation_id}).all()
    for one in before:
        if not one.refused:
            state = TextState(one.state)
            return SentFirstMessage(conversation_id, one.id, one.body, True, state, one.reason)
    if person.opt_out_id is not None:
        raise SendingRefused(talks.OPTED_OUT)
    if person.blocked:
        raise SendingRefused(BLOCKED)
    if asking_elsewhere(connection, [conversation_id]):
        raise SendingRefused(ASKS)
    if person.last_text_id not in (None, *(one.id for one in before)):
        raise BadInput("This contact has written already. Answer them with a reply.")
    if not person.listed:
        raise BadInput("This conversation is on no list. Put it back on its list first.")
    scripting = scripting_of(connection, person.assignment_id)
    if own_text is None and not scripting.script.strip():
        raise BadInput("This campaign has no script. Write the first message yourself.")
    fields = scripting.fields(person)
    if own_text is None:
        body = filled_body(scripting.script, fields, expected)
    else:
        body = filled_body(own_text, fields)
    outgoing = outgoing_first(person, body, texter, refused=len(before))
    talks.queue_texts(connection, [outgoing], now)
    talks.forget_draft(connection, conversation_id)
    text_id = talks.text_of_operation(connection, outgoing.operation_id)
    assert text_id is not None
    return SentFirstMessage(conversation_id, text_id, body, already=False)


def outgoing_first(
    person: Person, body: str, texter: Texter, *, refused: int = 0
) -> talks.Outgoing:
    """The first message to a contact, of whom the provider refused so many before."""
    return talks.Outgoing(
        conversation_id=person.conversation_id,
        line_id=person.line_id,
        number=person.number,
        kind=TextKind.INITIAL,
        body=body,
        author=texter.name,
        operation_id=f"first-{person.conversation_id}" + (f"-{refused + 1}" if refused else ""),
        # The id alone could be another database's on the same account.
        reference=f"text-{token_hex(16)}",
    )


def send_batch(
    connection: Connection,
    assignment_id: int,
    after: int,
    limit: int,
    texter: Texter,
    now: datetime,
    refused_to: int | None = None,
) -> Batch:
    """Queue the next first messages of an assignment, and set aside those that do not fill.

    Args:
        connection: A transaction.
        assignment_id: The assignment.
        after: The conversation to go on behind; 0 begins with the first.
        limit: How many at most.
        texter: Who sends.
        now: The present moment.
        refused_to: Instead of those to be sent those again that the provider refused, up to
            this text.

    Raises:
        NotAllowed: The campaign does not allow QuickSend.
        BadInput: It has no script.
        NotFound: There is no such assignment.
    """
    scripting = quick_scripting(connection, assignment_id)
    if not scripting.script.strip():
        raise BadInput(
            f"The campaign “{scripting.campaign}” has no script: its first messages are written "
            "one by one."
        )
    values: dict[str, Any] = {"assignment": assignment_id, "after": after, "limit": limit}
    outgoing: list[talks.Outgoing] = []
    unfilled: list[int] = []
    last: int | None = None
    which = _TO_SEND if refused_to is None else _TO_SEND_AGAIN
    if refused_to is not None:
        values["before"] = refused_to
    people = [Person(*row) for row in connection.execute(which, values)]
    asking = asking_elsewhere(connection, [person.conversation_id for person in people])
    for person in people:
        last = person.conversation_id
        if person.opt_out_id is not None or last in asking:
            continue
        try:
            body = filled_body(scripting.script, scripting.fields(person))
        except BadInput:
            unfilled.append(person.conversation_id)
            continue
        before = _refused_before(connection, person) if refused_to is not None else 0
        if before is None:
            continue
        outgoing.append(outgoing_first(person, body, texter, refused=before))
    talks.queue_texts(connection, outgoing, now)
    if unfilled:
        connection.execute(_SET_ASIDE, {"ids": unfilled, "reason": SetAside.FIELD})
    if asking:
        connection.execute(_SET_ASIDE, {"ids": sorted(asking), "reason": SetAside.ASKING})
    return Batch(len(outgoing), tuple(unfilled), last, tuple(sorted(asking)))


def asking_elsewhere(connection: Connection, ids: list[int]) -> set[int]:
    """Those of these conversations whose contacts ask to opt out in another one."""
    return set(connection.execute(_ASKING, {"ids": ids}).scalars()) if ids else set()


def _refused_before(connection: Connection, person: Person) -> int | None:
    """How many first messages to a contact were refused; None where one was not."""
    if person.blocked:
        return None
    before = connection.execute(_FIRST, {"of_conversation": person.conversation_id}).all()
    return len(before) if all(one.refused for one in before) else None


def quick_scripting(connection: Connection, assignment_id: int) -> Scripting:
    """The script of an assignment whose campaign allows QuickSend.

    Raises:
        NotAllowed: It does not.
        NotFound: There is no such assignment.
    """
    scripting = scripting_of(connection, assignment_id)
    if not scripting.quick_send:
        raise NotAllowed(
            f"The campaign “{scripting.campaign}” does not allow QuickSend: its texts are sent one "
            "by one. An administrator can allow it: "
            f"`textbank campaign {quote(scripting.campaign)} --quick-send --administrator`."
        )
    return scripting


def set_aside(connection: Connection, conversation_id: int, reason: SetAside | None) -> None:
    """Set a first message aside, or (None) put it back; one that was sent stays sent.

    Raises:
        NotFound: There is no such conversation.
    """
    person_of(connection, conversation_id)
    connection.execute(_SET_ASIDE, {"ids": [conversation_id], "reason": reason})
