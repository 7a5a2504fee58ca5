"""The simulated network as the gateway before it uses it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from core.clock import utc_now
from core.domain import Verdict
from core.errors import BadInput
from core.gateway_simulators.records import (
    MEDIA,
    Message,
    find_message,
    list_blocks,
    list_messages,
    list_phones,
    make_tables,
    read_fact,
    write_fact,
    write_request,
)
from core.providers.base import OutboundText, SendResult
from core.providers.simulator import Said, Simulator
from core.providers.simulator_phones import PhoneKind
from core.providers.simulator_records import (
    add_text,
    block_exists,
    find_line,
    seconds_to_micros,
    to_micros,
    write_block,
)

LEASE_SECONDS = 60.0
"""How long a hand-over may take; longer than any provider waits for a webhook's answer."""
ACKNOWLEDGEMENT_WITHIN = timedelta(minutes=5)
"""So long after STOP one acknowledgement passes, where the provider lets one pass."""


class GatewayNetwork(Simulator):
    """Lines and phones, with what an API over them needs to know besides.

    Only one gateway may serve a file at a time: it alone hands events over.
    """

    def __init__(self, path: Path | str, *, clock: Callable[[], datetime] = utc_now) -> None:
        super().__init__(path, clock=clock, lease_seconds=LEASE_SECONDS)
        self.clock = clock
        self.shares_opt_outs: tuple[str, ...] = ()
        """Lines of one pool: who opts out of one has opted out of all."""
        self.help_message = ""
        """What a Type 2 line answers to a word for help; empty is nothing."""

    async def open(self) -> None:
        """Make what is missing, and take up what an earlier run had not handed over."""
        await self._run(self._open)

    async def take(
        self, line: str, number: str, body: str, details: Mapping[str, str]
    ) -> SendResult:
        """Take one text from the customer, with what came along with it.

        Raises:
            DatabaseError: The file cannot be used.
        """
        text = OutboundText(uuid.uuid4().hex, line, number, body)
        await self._run(self._keep_request, text.reference, details)
        return await self.send(text)

    async def take_acknowledgement(
        self, line: str, number: str, body: str, details: Mapping[str, str]
    ) -> SendResult | None:
        """Take the one text that may still pass shortly after STOP; None if none may."""
        return await self._run(self._take_acknowledgement, line, number, body, details)

    async def say(
        self,
        line: str,
        number: str,
        body: str,
        at: datetime | None = None,
        media: Sequence[str] = (),
    ) -> Said:
        """A contact texts a line, maybe with links of pictures; see `Simulator.say`."""
        now = self.clock()
        said = await self._run(self._say, line, number, body, at or now, now, media)
        await self._run(self._answer, line, number, body, said.delivered)
        return said

    def _say(
        self, line: str, number: str, body: str, at: datetime, now: datetime, media: Sequence[str]
    ) -> Said:
        """In one go, so that nobody hands it over without its pictures."""
        said = self._network.say(line, number, body, at, now)
        if media and said.provider_message_id is not None:
            self._keep_request(said.provider_message_id, {MEDIA: " ".join(media)})
        return said

    async def message(self, message_id: str) -> Message | None:
        """The text with this id of the network's."""
        return await self._run(self._message, message_id)

    async def messages(
        self,
        *,
        line: str | None = None,
        number: str | None = None,
        inbound: bool | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> list[Message]:
        """Texts that passed, newest first; of one line, contact or direction only, if given."""

        def read() -> list[Message]:
            with self._store.reading() as connection:
                return list_messages(
                    connection,
                    line=line,
                    number=number,
                    inbound=inbound,
                    limit=limit,
                    offset=offset,
                )

        return await self._run(read)

    async def blocks(self) -> list[tuple[str, str]]:
        """Every block: the line's number and the contact's."""

        def read() -> list[tuple[str, str]]:
            with self._store.reading() as connection:
                return list_blocks(connection)

        return await self._run(read)

    async def phones(self) -> list[str]:
        """Every number that texted or was texted."""

        def read() -> list[str]:
            with self._store.reading() as connection:
                return list_phones(connection)

        return await self._run(read)

    async def remembered(self, name: str, value: Callable[[], str]) -> str:
        """What the file has by this name; made and kept, if there is nothing yet."""

        def read() -> str:
            with self._store.writing() as connection:
                known = read_fact(connection, name)
                if known is None:
                    known = value()
                    write_fact(connection, name, known)
                return known

        return await self._run(read)

    async def postpone(self, receipt: str, seconds: float) -> None:
        """Hand this event over again only after so long."""
        until = to_micros(self.clock()) + seconds_to_micros(seconds)

        def write() -> None:
            with self._store.writing() as connection:
                connection.execute("UPDATE events SET ready_at = ? WHERE seq = ?", (until, receipt))
            self._network.events.look_again()

        await self._run(write)

    def _open(self) -> None:
        with self._store.writing() as connection:
            make_tables(connection)
            # What was leased to a process that ended.
            connection.execute("UPDATE events SET ready_at = due_at")

    def _keep_request(self, reference: str, details: Mapping[str, str]) -> None:
        with self._store.writing() as connection:
            write_request(connection, reference, details)

    def _message(self, message_id: str) -> Message | None:
        with self._store.reading() as connection:
            return find_message(connection, message_id)

    def _answer(self, line_number: str, number: str, body: str, arrived: bool) -> None:
        """What a provider does about a word, besides what the network does itself."""
        with self._store.writing() as connection:
            line = find_line(connection, line_number)
            if line is None:
                raise BadInput("The line has gone.")
            verdict = line.reads(body)
            if verdict in (Verdict.STOP, Verdict.START) and line_number in self.shares_opt_outs:
                for other in self.shares_opt_outs:
                    write_block(connection, other, number, verdict is Verdict.STOP)
            elif verdict is Verdict.HELP and arrived and self.help_message:
                now = to_micros(self.clock())
                add_text(
                    connection, line_number, number, self.help_message, now, kind=PhoneKind.NOTICE
                )

    def _take_acknowledgement(
        self, line_number: str, number: str, body: str, details: Mapping[str, str]
    ) -> SendResult | None:
        if not self._may_acknowledge(line_number, number):
            return None
        text = OutboundText(uuid.uuid4().hex, line_number, number, body)
        self._keep_request(text.reference, details)
        self._network.set_block(line_number, number, False)
        try:
            return self._network.take(text, self.clock(), True).result
        finally:
            self._network.set_block(line_number, number, True)

    def _may_acknowledge(self, line_number: str, number: str) -> bool:
        since = to_micros(self.clock() - ACKNOWLEDGEMENT_WITHIN)
        with self._store.reading() as connection:
            line = find_line(connection, line_number)
            if line is None or not block_exists(connection, line_number, number):
                return False
            rows = connection.execute(
                f"SELECT from_contact, body FROM texts WHERE number = ? AND line = ? AND at >= ? "
                f"AND kind = '{PhoneKind.TEXT.value}' AND state = 'delivered' ORDER BY seq DESC",
                (number, line_number, since),
            ).fetchall()
        for from_contact, stored in rows:
            if not from_contact:
                return False
            if line.reads(stored.decode("utf-8", "surrogatepass")) is Verdict.STOP:
                return True
        return False
