"""The simulated network at work, one short transaction for each thing that happens.

Everything here blocks and belongs on one thread; `core.providers.simulator` is the
face of it that programs await. Times are UTC; the store keeps them in microseconds.
"""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.domain import Verdict
from core.errors import NotFound
from core.providers.base import (
    Delivery,
    OutboundText,
    Outcome,
    SendResult,
    Taken,
    TakenAnswer,
)
from core.providers.simulator_events import EventQueue
from core.providers.simulator_phones import (
    NetworkChanges,
    NetworkSettings,
    PhoneKind,
    PhoneState,
    PhoneText,
    Said,
    SimulatedLine,
    check_changes,
    shown_by,
)
from core.providers.simulator_records import (
    add_text,
    block_exists,
    find_line,
    from_micros,
    mishap_falls,
    read_body,
    read_settings,
    seconds_to_micros,
    to_micros,
    write_block,
    write_line,
)
from core.providers.simulator_store import SimulatorStore

BLOCKED_CODE = "SIM-BLOCKED"
"""The code of a refusal because the contact opted out on that line."""
NO_LINE_CODE = "SIM-NO-LINE"
NOT_TAKEN_CODE = "SIM-NOT-TAKEN"
LOST_CODE = "SIM-LOST"
FAILED_CODE = "SIM-FAILED"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the network says to a send, and how long that takes, in seconds."""

    result: SendResult | None
    """None: the text is still on its way; wait, then offer it again as arrived."""
    wait: float


@dataclass(frozen=True, slots=True)
class Offer:
    """A text that is handed to the network."""

    text: OutboundText
    now: datetime
    arrived: bool
    """It has been on its way for as long as a send takes."""


class SimulatedNetwork:
    """Lines, phones and blocks, and in `events` what is still to be handed over."""

    def __init__(self, store: SimulatorStore, *, lease_seconds: float) -> None:
        self._store = store
        self.events = EventQueue(store, lease_seconds=lease_seconds)

    # The gateway's side

    def take(self, text: OutboundText, now: datetime, arrived: bool) -> Answer:
        """Take one text, or say why not. See `Provider.send`."""
        return self.take_all([Offer(text, now, arrived)])[0]

    def take_all(self, offers: Sequence[Offer]) -> list[Answer]:
        """Take texts that came together, one after another, in one transaction."""
        answers = []
        with self._store.writing() as connection:
            settings = read_settings(connection)
            lines: dict[str, SimulatedLine | None] = {}
            for offer in offers:
                if settings.send_delay > 0 and not offer.arrived:
                    answers.append(Answer(None, settings.send_delay))
                    continue
                number = offer.text.line
                if number not in lines:
                    lines[number] = find_line(connection, number)
                result = self._answer(connection, settings, lines[number], offer)
                answers.append(Answer(result, settings.answer_delay))
                if settings.counts_down:
                    settings = read_settings(connection)
        return answers

    def _answer(
        self,
        connection: sqlite3.Connection,
        settings: NetworkSettings,
        line: SimulatedLine | None,
        offer: Offer,
    ) -> SendResult:
        text, now = offer.text, to_micros(offer.now)
        if line is None:
            return SendResult(Outcome.REFUSED, code=NO_LINE_CODE, detail="No such line.")
        if mishap_falls(connection, settings, "refuse_next", settings.refuse_rate):
            outcome = settings.refuse_outcome
            code = BLOCKED_CODE if outcome is Outcome.OPTED_OUT else NOT_TAKEN_CODE
            return SendResult(outcome, code=code, detail="Not taken.")
        blocked = block_exists(connection, text.line, text.number)
        if blocked and not line.blocks_in_reports:
            return SendResult(
                Outcome.OPTED_OUT, code=BLOCKED_CODE, detail="The recipient opted out."
            )
        delivery, code = Delivery.DELIVERED, ""
        if blocked:
            delivery, code = Delivery.OPTED_OUT, BLOCKED_CODE
        elif mishap_falls(connection, settings, "fail_next"):
            delivery, code = Delivery.FAILED, FAILED_CODE
        state = PhoneState.DELIVERED if delivery is Delivery.DELIVERED else PhoneState.NOT_DELIVERED
        message_id = _new_message_id()
        seq = add_text(
            connection,
            text.line,
            text.number,
            text.body,
            now,
            state=state,
            reference=text.reference,
            message_id=message_id,
        )
        if settings.delivery_reports:
            due = now + seconds_to_micros(settings.report_delay)
            self.events.plan_report(connection, settings, seq, delivery, code, due=due)
        if mishap_falls(connection, settings, "lose_next", settings.lose_rate):
            return SendResult(Outcome.AMBIGUOUS, code=LOST_CODE, detail="The answer was lost.")
        return SendResult(Outcome.TAKEN, provider_message_id=message_id)

    def ask(self, reference: str) -> TakenAnswer:
        """Whether a text with this reference was taken. See `Provider.ask`."""
        with self._store.reading() as connection:
            if not read_settings(connection).can_be_asked:
                return TakenAnswer(Taken.CANNOT_SAY)
            found = connection.execute(
                "SELECT provider_message_id FROM texts WHERE reference = ? ORDER BY seq LIMIT 1",
                (reference,),
            ).fetchone()
        return TakenAnswer(Taken.YES, found[0]) if found else TakenAnswer(Taken.NO)

    # The contact's side

    def say(self, line_number: str, number: str, body: str, at: datetime, now: datetime) -> Said:
        """A contact writes to a line: show it, act on it, and hand it over if it arrives.

        Raises:
            NotFound: there is no such line.
        """
        written = to_micros(at)
        with self._store.writing() as connection:
            line = find_line(connection, line_number)
            if line is None:
                raise NotFound(
                    f"The simulator has no line {line_number}. Provision it before texting it."
                )
            settings = read_settings(connection)
            verdict = line.reads(body)
            blocked = block_exists(connection, line.number, number)
            arrives = not blocked or verdict is Verdict.START or line.forwards_after_block
            message_id = _new_message_id() if arrives else None
            seq = add_text(
                connection,
                line.number,
                number,
                body,
                written,
                from_contact=True,
                state=PhoneState.DELIVERED if arrives else PhoneState.NOT_DELIVERED,
                message_id=message_id,
            )
            notice = ""
            if verdict is Verdict.STOP and not blocked:
                write_block(connection, line.number, number, True)
                notice = line.opt_out_message
            elif verdict is Verdict.START and blocked:
                write_block(connection, line.number, number, False)
                notice = line.start_message
            if notice:
                comes = written + seconds_to_micros(settings.notice_delay)
                add_text(connection, line.number, number, notice, comes, kind=PhoneKind.NOTICE)
            if arrives:
                due = to_micros(now) + seconds_to_micros(settings.inbound_delay)
                told = line.tells(verdict)
                self.events.plan_message(connection, settings, seq, told, at=written, due=due)
        return Said(arrives, message_id)

    def phone(self, number: str, line: str | None, now: datetime) -> list[PhoneText]:
        """What this phone shows by now, in the order in which it came to show it."""
        with self._store.reading() as connection:
            rows = connection.execute(
                "SELECT line, from_contact, body, at, state, kind FROM texts "
                "WHERE number = ? AND (? IS NULL OR line = ?) "
                "AND (from_contact OR state = 'delivered') ORDER BY seq",
                (number, line, line),
            ).fetchall()
        texts = (
            PhoneText(
                line=row[0],
                from_contact=bool(row[1]),
                body=read_body(row[2]),
                at=from_micros(row[3]),
                state=PhoneState(row[4]),
                kind=PhoneKind(row[5]),
            )
            for row in rows
        )
        return shown_by(texts, now)

    def last_line(self, number: str, now: datetime) -> str | None:
        """The line whose text this phone showed last."""
        texts = reversed(self.phone(number, None, now))
        return next((text.line for text in texts if not text.from_contact), None)

    def sends(self, reference: str) -> int:
        """How many texts with this reference landed on a phone."""
        with self._store.reading() as connection:
            (count,) = connection.execute(
                "SELECT count(*) FROM texts WHERE reference = ? AND state = 'delivered'",
                (reference,),
            ).fetchone()
        return int(count)

    # The network itself

    def provision_line(self, line: SimulatedLine) -> None:
        """Put a line into service, or give it these ways; its phones and blocks stay."""
        with self._store.writing() as connection:
            write_line(connection, line)

    def line(self, number: str) -> SimulatedLine | None:
        """The line with this number."""
        with self._store.reading() as connection:
            return find_line(connection, number)

    def is_blocked(self, line: str, number: str) -> bool:
        """Whether nothing is carried between this line and this contact."""
        with self._store.reading() as connection:
            return block_exists(connection, line, number)

    def set_block(self, line: str, number: str, blocked: bool) -> None:
        """Put or lift a block without a word to anybody."""
        with self._store.writing() as connection:
            write_block(connection, line, number, blocked)

    def settings(self) -> NetworkSettings:
        """How the network behaves just now."""
        with self._store.reading() as connection:
            return read_settings(connection)

    def configure(self, changes: NetworkChanges) -> NetworkSettings:
        """Change some settings and leave the others, for every process at once.

        Raises:
            BadInput: a setting that cannot be; nothing was changed.
        """
        check_changes(changes)
        with self._store.writing() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO network VALUES (?, ?)", list(changes.items())
            )
            return read_settings(connection)


def _new_message_id() -> str:
    return "SM" + uuid.uuid4().hex
