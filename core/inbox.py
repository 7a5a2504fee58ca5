"""What gateways hand over: an inbound text or a delivery report, stored once and acted on.

The same event any number of times, in any order, leaves the same state.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from itertools import groupby

from sqlalchemy import Connection, RowMapping, bindparam, select, update

from core import conversations as talks
from core.asking import settle_conversation, settle_line
from core.automatic import words_of
from core.blocks import lift_block, record_block, started_since
from core.deliveries import store_reports
from core.detection import (
    DEFAULT_OPT_OUT_WORDS,
    EXACT_KEYWORD,
    detect,
    is_one_of,
)
from core.domain import (
    Detection,
    Evidence,
    OptOutSource,
    RequestKind,
    TextKind,
    TextState,
    Verdict,
)
from core.inbox_statements import (
    LineFacts,
    add_notice,
    add_text,
    latest_conversation,
    line_at,
    put_on_top,
    stored_before,
)
from core.models import conversations, opt_outs, texts
from core.opt_out import OptOutRequest, audit, opt_out
from core.providers.base import DeliveryReport, Event, InboundMessage, Provider
from core.providers.behaviors import read_verdict
from core.request_words import phrases_of
from core.triage_order import SUREST
from core.unused_lines import UnusedLine, add_line, is_blocked, unused_line_at

TOLD_AND_BLOCKED = "The provider told this contact they are opted out and blocked the line."
UNBLOCKED = "The contact texted START: the provider has lifted its block."


class Intake(StrEnum):
    """What became of an event."""

    STORED = "stored"
    REPEATED = "repeated"
    """It was stored before; nothing changed."""
    UNKNOWN_LINE = "unknown_line"
    """No campaign uses that line, and it was neither a request to opt out nor a START that
    counts for other lines, at a number of an account's."""


@dataclass(frozen=True, slots=True)
class Received:
    """What became of an event, and which conversation it belongs to."""

    intake: Intake
    conversation_id: int | None = None
    text_id: int | None = None
    request: RequestKind = RequestKind.NONE


def receive(connection: Connection, provider: Provider, event: Event, now: datetime) -> Received:
    """Store one event of a gateway, once, with everything that follows from it."""
    return receive_all(connection, provider, [event], now)[0]


def receive_all(
    connection: Connection, provider: Provider, events: Sequence[Event], now: datetime
) -> list[Received]:
    """Store events of a gateway, in their order, all in this transaction."""
    received: list[Received] = []
    known: dict[str, LineFacts | None] = {}
    for _, some in groupby(events, type):
        reports: list[DeliveryReport] = []
        for event in some:
            if isinstance(event, DeliveryReport):
                reports.append(event)
            else:
                if event.line not in known:
                    known[event.line] = line_at(connection, provider.name, event.line)
                line = known[event.line]
                if line is None:
                    line = known[event.line] = _line_for_request(connection, provider, event)
                received.append(
                    Received(Intake.UNKNOWN_LINE)
                    if line is None
                    else _inbound(connection, provider, line, event, now)
                )
        found = store_reports(connection, provider.name, reports, now) if reports else []
        received += [_received(row) for row in found]
    return received


def _line_for_request(
    connection: Connection, provider: Provider, message: InboundMessage
) -> LineFacts | None:
    """The line of an account's number that no campaign uses, made if this is to be kept.

    A keyword opts out by itself; what asks in other words is kept, for somebody to read; and
    START, where it lifts what blocks the account's other lines.
    """
    unused = unused_line_at(connection, provider.name, message.line)
    if unused is None:
        return None
    _, keywords, requests = _words(
        unused.automatic_words, unused.request_words, provider.opt_out_keywords
    )
    asked = detect(message.body, keywords, requests).kind
    if (
        message.verdict is Verdict.STOP
        or is_one_of(message.body, keywords)
        or asked.asks_to_opt_out
        or (unused.shares_list and _starts(connection, provider, unused, message, asked))
    ):
        return add_line(connection, unused)
    return None


def _starts(
    connection: Connection,
    provider: Provider,
    unused: UnusedLine,
    message: InboundMessage,
    asked: RequestKind,
) -> bool:
    """Whether this is a START; an everyday word that is one as well, only if it lifts a block."""
    verdict = read_verdict(
        message.body,
        message.verdict,
        unused.behavior,
        provider.opt_out_keywords,
        provider.start_keywords,
    )
    return verdict is Verdict.START and (
        message.verdict is Verdict.START
        or asked is RequestKind.OPT_IN
        or is_blocked(connection, unused.account, message.number)
    )


def _received(row: RowMapping | None) -> Received:
    if row is None:
        return Received(Intake.STORED)
    known = row["state"] not in (TextState.SENT, TextState.UNKNOWN)
    intake = Intake.REPEATED if known else Intake.STORED
    return Received(intake, row["conversation_id"], row["id"])


def _inbound(
    connection: Connection,
    provider: Provider,
    line: LineFacts,
    message: InboundMessage,
    now: datetime,
) -> Received:
    before = stored_before(connection, line.id, message.provider_message_id)
    if before is not None:
        return Received(Intake.REPEATED, before[1], before[0])

    conversation = latest_conversation(connection, line.id, message.number)
    automatic, keywords, requests = _words(
        line.automatic_words, line.request_words, provider.opt_out_keywords
    )
    detection = detect(message.body, keywords, requests)
    verdict = read_verdict(
        message.body,
        message.verdict,
        line.behavior,
        provider.opt_out_keywords,
        provider.start_keywords,
    )
    lifted = (
        lift_block(connection, line.id, message.number, message.at)
        if verdict is Verdict.START
        else ()
    )
    # Some providers' words that lift a block are everyday words, such as "yes": where they
    # lifted none, nobody asked for anything by them.
    asks_back_in = (
        bool(lifted) or message.verdict is Verdict.START or detection.kind is RequestKind.OPT_IN
    )
    if verdict is Verdict.START and not asks_back_in:
        verdict = Verdict.NONE
    conversation_id = None if conversation is None else conversation.id
    confidence = _thousandths(detection)
    text_id = add_text(
        connection, line.id, conversation_id, message, detection, confidence, verdict
    )
    is_automatic = conversation is not None and is_one_of(message.body, automatic)
    voided_since = (verdict is Verdict.STOP or is_automatic) and started_since(
        connection, line.id, message.number, message.at
    )
    opts_out_itself = False
    if conversation is not None:
        opts_out_itself = (
            is_automatic
            and not (voided_since or _asked_back_since(connection, line.id, message))
            and _is_first_reply(connection, conversation.id, text_id, message.at)
        )
        put_on_top(connection, conversation, text_id, message.at)
        says = detection.kind.asks_to_opt_out or detection.kind is RequestKind.WRONG_NUMBER
        if says or verdict is Verdict.STOP or conversation.wants_out:
            settle_conversation(connection, conversation.id)
    if verdict is Verdict.STOP and not voided_since:
        evidence = Evidence.KEYWORD if message.verdict is Verdict.SILENT else Evidence.VERDICT
        if record_block(connection, line.id, message.number, evidence, message.at):
            _notice(connection, line.id, conversation_id, message, TOLD_AND_BLOCKED)
    for one in lifted:
        talk = latest_conversation(connection, one, message.number)
        _notice(connection, one, None if talk is None else talk.id, message, UNBLOCKED)
    if asks_back_in:
        _asks_back_in(connection, line, message, now)
    elif conversation is None and (verdict is Verdict.STOP or is_one_of(message.body, keywords)):
        opt_out(
            connection,
            OptOutRequest(
                operation_id=f"unmatched-{line.id}-{message.provider_message_id}",
                author="textbank",
                source=OptOutSource.SYSTEM,
                organization_id=line.organization_id,
                number=message.number,
                line_id=line.id,
                text_id=text_id,
                reason="A keyword that belongs to no conversation.",
            ),
            now,
        )
    elif opts_out_itself:
        opt_out(
            connection,
            OptOutRequest(
                operation_id=f"automatic-{line.id}-{message.provider_message_id}",
                author="textbank",
                source=OptOutSource.SYSTEM,
                conversation_id=conversation_id,
                text_id=text_id,
                reason="The first reply is a keyword: opted out automatically.",
            ),
            now,
        )
    return Received(Intake.STORED, conversation_id, text_id, detection.kind)


@lru_cache(maxsize=64)
def _words(
    automatic_words: str | None, request_words: str, published: frozenset[str]
) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """What acts by itself as a first reply, what is a keyword here, and what else is a request.

    A keyword is what the provider publishes, what the law names, and what the organization
    acts on by itself.
    """
    automatic = frozenset(words_of(automatic_words) if automatic_words is not None else ())
    keywords = DEFAULT_OPT_OUT_WORDS | published | automatic
    return automatic, keywords, frozenset(phrases_of(request_words))


_SAID_BEFORE = (
    select(texts.c.id)
    .where(
        texts.c.conversation_id == bindparam("of_conversation"),
        texts.c.kind == TextKind.INBOUND,
        texts.c.id != bindparam("this_text"),
        texts.c.at <= bindparam("until"),
    )
    .limit(1)
)
# What is being sent may have arrived: a phone answers faster than a gateway reports.
_HAS_LEFT = (
    select(texts.c.id)
    .where(
        texts.c.conversation_id == bindparam("of_conversation"),
        texts.c.kind.in_((TextKind.INITIAL, TextKind.REPLY, TextKind.FOLLOW_UP)),
        texts.c.state.in_(
            (TextState.SENDING, TextState.SENT, TextState.DELIVERED, TextState.UNKNOWN)
        ),
    )
    .limit(1)
)


def _is_first_reply(
    connection: Connection, conversation_id: int, text_id: int, at: datetime
) -> bool:
    """Whether a text of ours left in this conversation, and this is the contact's first in it.

    First by the gateway's clock. What they wrote earlier but comes later changes nothing any
    more: who is opted out stays so.
    """
    of = {"of_conversation": conversation_id}
    said_before = connection.execute(_SAID_BEFORE, of | {"this_text": text_id, "until": at})
    return said_before.first() is None and connection.execute(_HAS_LEFT, of).first() is not None


def _thousandths(detection: Detection) -> int:
    """How sure a reading is, as it is kept: a keyword that is spelled right is."""
    return SUREST if detection.rule == EXACT_KEYWORD else round(detection.confidence * SUREST)


def _asked_back_since(connection: Connection, line_id: int, message: InboundMessage) -> bool:
    """Whether a younger text of this contact on this line asks to be texted again."""
    return (
        connection.execute(
            select(texts.c.id)
            .where(
                texts.c.conversation_id.in_(
                    select(conversations.c.id).where(
                        conversations.c.line_id == line_id,
                        conversations.c.number == message.number,
                    )
                ),
                texts.c.request == RequestKind.OPT_IN,
                texts.c.at > message.at,
            )
            .limit(1)
        ).scalar()
        is not None
    )


def _notice(
    connection: Connection,
    line_id: int,
    conversation_id: int | None,
    message: InboundMessage,
    words: str,
) -> None:
    """Add a line to the transcript that says what the provider did by itself."""
    add_notice(connection, line_id, conversation_id, message.number, words, message.at)


def _asks_back_in(
    connection: Connection, line: LineFacts, message: InboundMessage, now: datetime
) -> None:
    """START clears the standing request and shows an administrator a request to opt in."""
    settle_line(connection, line.id, message.number)
    standing = talks.standing_opt_out(connection, line.organization_id, message.number)
    if standing is None:
        return
    connection.execute(
        update(opt_outs)
        .where(opt_outs.c.id == standing, opt_outs.c.opt_in_requested_at.is_(None))
        .values(opt_in_requested_at=now)
    )
    audit(
        connection,
        line.organization_id,
        standing,
        "opt_in_requested",
        "contact",
        OptOutSource.PROVIDER,
        "The contact texted START.",
        now,
    )
