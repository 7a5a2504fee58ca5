"""What became of claimed texts: the provider's answers, written down once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, RowMapping

from core.blocks import record_block, started_since
from core.confirmations import settle_confirmation
from core.deliveries import apply_delivery, touch
from core.domain import Confirmation, Evidence, TextKind, TextState
from core.leaving import (
    ALREADY_TOLD,
    BLOCKED,
    FATE_UNKNOWN,
    Stop,
    facts_of,
    may_not_leave,
    stop_text,
)
from core.outbox import CLAIM_DEADLINE, LEASE, Claim, not_texted
from core.pausing import LONGEST_ASKED, PATIENCE
from core.providers.base import Outcome, SendResult, Taken, TakenAnswer
from core.refusals import refused_words
from core.stored import microseconds

MAX_ATTEMPTS = 8
"""So often a reply is tried on retryable errors; confirmations go on for their whole life."""

# Plain SQL, for these are run for every text: the ORM's way costs more than they do.
_TAKEN = (
    "UPDATE OR IGNORE text SET state = 'sent', reason = '', claim = NULL, claim_until = NULL, "
    "provider_message_id = ?, at = ? WHERE id = ? AND state = 'sending' AND claim = ?"
)
_TAKEN_UNNAMED = (
    "UPDATE text SET state = 'sent', reason = '', claim = NULL, claim_until = NULL, at = ? "
    "WHERE id = ? AND state = 'sending' AND claim = ?"
)
_EARLY = (
    "SELECT provider_message_id, delivery, code FROM early_report "
    "WHERE provider = ? AND provider_message_id IN (SELECT value FROM json_each(?))"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a provider said to the send of a claimed text."""

    claimed: Claim
    result: SendResult
    asked: TakenAnswer | None = None
    """What it said when asked, after an ambiguous answer."""


def backoff(attempts: int) -> timedelta:
    """How long to wait after so many tries: 2, 4, 8 ... seconds, at most five minutes."""
    return timedelta(seconds=min(2 ** min(attempts, 9), 300))


def settle(
    connection: Connection,
    claimed: Claim,
    result: SendResult,
    now: datetime,
    asked: TakenAnswer | None = None,
) -> TextState:
    """Write down what became of one claimed text; see `settle_all`."""
    return settle_all(connection, [Answer(claimed, result, asked)], now)[0]


def settle_all(connection: Connection, answers: Sequence[Answer], now: datetime) -> list[TextState]:
    """Write down what became of claimed texts; return their states.

    Where another worker has taken a text over since its claim, nothing is written.

    Args:
        connection: A transaction.
        answers: No text twice.
        now: The present moment.
    """
    answers = [_understood(answer) for answer in answers]
    taken = [one for one in answers if one.result.outcome is Outcome.TAKEN]
    others = [one for one in answers if one.result.outcome is not Outcome.TAKEN]
    states = _taken(connection, taken, now) if taken else {}
    if others:
        rows = facts_of(connection, [answer.claimed.text_id for answer in others])
        for answer in others:
            row = rows[answer.claimed.text_id]
            states[answer.claimed.text_id] = _settle(connection, row, answer, now)
        # One whose fate is unknown may have arrived, and counts.
        not_texted(connection, [answer.claimed.conversation_id for answer in others])
    return [states[answer.claimed.text_id] for answer in answers]


def _understood(answer: Answer) -> Answer:
    """What a lost answer comes to, as far as the provider could be asked."""
    if answer.result.outcome is not Outcome.AMBIGUOUS or answer.asked is None:
        return answer
    if answer.asked.taken is Taken.YES:
        result = SendResult(Outcome.TAKEN, answer.asked.provider_message_id)
    elif answer.asked.taken is Taken.NO:
        result = SendResult(Outcome.RETRYABLE, detail="the answer was lost")
    else:
        return answer
    return replace(answer, result=result)


def _taken(
    connection: Connection, answers: Sequence[Answer], now: datetime
) -> dict[int, TextState]:
    """Write down what was taken; a report may have come even before."""
    states = dict.fromkeys((answer.claimed.text_id for answer in answers), TextState.SENT)
    at = microseconds(now)
    written = connection.exec_driver_sql(
        _TAKEN,
        [
            (one.result.provider_message_id, at, one.claimed.text_id, one.claimed.token)
            for one in answers
        ],
    )
    if written.rowcount != len(answers):
        answers = _ours(connection, _named(connection, answers, at), states)
    touch(connection, [one.claimed.conversation_id for one in answers])
    for one in answers:
        if one.claimed.opt_out_id is not None:
            settle_confirmation(connection, one.claimed.opt_out_id, Confirmation.SENT, now)
    by_provider: dict[str, dict[str, int]] = {}
    for one in answers:
        if one.result.provider_message_id is not None:
            named = by_provider.setdefault(one.claimed.provider, {})
            named[one.result.provider_message_id] = one.claimed.text_id
    for provider, named in by_provider.items():
        early = connection.exec_driver_sql(_EARLY, (provider, json.dumps(list(named)))).all()
        rows = facts_of(connection, [named[report[0]] for report in early]) if early else {}
        for message_id, delivery, code in early:
            text_id = named[message_id]
            states[text_id] = apply_delivery(connection, rows[text_id], delivery, code, now)
    return states


def _named(connection: Connection, answers: Sequence[Answer], at: int) -> list[Answer]:
    """The answers without the names that other texts of their line have already.

    A provider that gives a name twice has taken both texts: the second is kept without one.
    """
    rows = facts_of(connection, [one.claimed.text_id for one in answers])
    named = []
    for one in answers:
        row, claimed = rows[one.claimed.text_id], one.claimed
        if row["state"] == TextState.SENDING and row["claim"] == claimed.token:
            values = (at, claimed.text_id, claimed.token)
            connection.exec_driver_sql(_TAKEN_UNNAMED, values)
            one = replace(one, result=replace(one.result, provider_message_id=None))
        named.append(one)
    return named


def _ours(
    connection: Connection, answers: Sequence[Answer], states: dict[int, TextState]
) -> list[Answer]:
    """The answers that were written down; of the others another worker has taken the text over."""
    rows = facts_of(connection, [one.claimed.text_id for one in answers])
    ours = []
    for one in answers:
        row = rows[one.claimed.text_id]
        named = one.result.provider_message_id
        if row["state"] == TextState.SENT and row["provider_message_id"] == named:
            ours.append(one)
        else:
            states[one.claimed.text_id] = TextState(row["state"])
    return ours


def _settle(connection: Connection, row: RowMapping, answer: Answer, now: datetime) -> TextState:
    """Write down what became of a text that was not taken, or may not have been."""
    claimed, result = answer.claimed, answer.result
    if row["state"] != TextState.SENDING or row["claim"] != claimed.token:
        return TextState(row["state"])
    match result.outcome:
        case Outcome.RETRYABLE | Outcome.REFUSED if result.refusal in PATIENCE:
            # It says nothing of the text: that is tried again until the account is in order.
            patience = PATIENCE[result.refusal]
            wait = timedelta(seconds=patience.wait(row["attempts"], result.retry_after))
            stop = _held_up(row, now, wait, patience.words)
        case Outcome.RETRYABLE:
            # What was lost may be under way still: it is asked about again before a new try.
            wait = LEASE if answer.asked is not None else backoff(row["attempts"])
            asked = min(result.retry_after or 0.0, LONGEST_ASKED)
            stop = _retry(row, now, max(wait, timedelta(seconds=asked)))
        case Outcome.OPTED_OUT:
            line_id, number = row["line_id"], row["number"]
            claimed_at = claimed.deadline - CLAIM_DEADLINE
            if not started_since(connection, line_id, number, claimed_at):
                record_block(connection, line_id, number, Evidence.REFUSAL, now, result.code)
            told = ALREADY_TOLD if row["kind"] == TextKind.CONFIRMATION else BLOCKED
            stop = Stop(TextState.BLOCKED, told, Confirmation.TOLD)
        case Outcome.REFUSED:
            why = refused_words(result.refusal, result.code)
            stop = Stop(TextState.FAILED, why, Confirmation.FAILED)
        case _:
            stop = Stop(TextState.UNKNOWN, FATE_UNKNOWN, Confirmation.UNKNOWN)
    stop_text(connection, row, stop, now)
    return stop.state


def _held_up(row: RowMapping, now: datetime, wait: timedelta, why: str) -> Stop:
    """Keep a text in the outbox that certainly was not taken, for as long as it may leave."""
    stopped = may_not_leave(row, now)
    if stopped is not None and stopped.until is None:
        return stopped
    return stopped or Stop(TextState.QUEUED, why, until=now + wait)


def _retry(row: RowMapping, now: datetime, wait: timedelta) -> Stop:
    """Put a text that was not taken back into the outbox, for later, if it may still leave."""
    stopped = may_not_leave(row, now)
    again = now + wait
    if stopped is not None and stopped.until is not None:
        # Held: what was lost may still be under way when the hours open.
        stopped = replace(stopped, until=max(stopped.until, again))
    elif stopped is not None:
        return stopped
    if row["kind"] != TextKind.CONFIRMATION and row["attempts"] >= MAX_ATTEMPTS:
        why = f"The provider could not take it after {row['attempts']} tries."
        return Stop(TextState.FAILED, why)
    return stopped or Stop(TextState.QUEUED, "Waiting to try again.", until=again)
