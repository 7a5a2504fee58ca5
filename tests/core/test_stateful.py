"""Any interleaving of texters, contacts, provider and crashes keeps rules 1 to 7.

One machine with both types: two texters, three contacts who are in a campaign of each
type, and another organization on the same database. Sending is split into claim, send
and settle, so that a crash, an undo or an opt-out can fall between any two of them. The
model knows who pressed what; everything else is read in plain SQL.
"""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import tempfile
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Connection

from core import conversations as talks
from core import inbox, outbox
from core.campaigns import (
    CampaignPlan,
    change_organization,
    ensure_assignment,
    ensure_campaign,
)
from core.database import Database
from core.domain import Behavior, Texter, TextState
from core.errors import NotFound, SendingRefused
from core.gateways import Gateways, network_path
from core.holding import recheck_held
from core.models import contacts, conversations, organizations
from core.opt_out import OptOutRequest, opt_out
from core.providers.base import InboundMessage, OutboundText, Outcome, SendResult
from core.providers.simulator import Simulator
from core.providers.simulator_network import Answer
from core.stored import microseconds
from core.undo import opt_in, undo
from core.worker import Worker
from tests.core.rules_world import NOON, OwnClock
from tests.core.world import ADMINISTRATOR

T = TypeVar("T")

TEXTERS = (Texter("jo"), Texter("amy"))
NUMBERS = ("+14155550101", "+14155550102", "+14155550103")
CALIFORNIA = ZoneInfo("America/Los_Angeles")
"""Where the numbers are."""
TYPE_1_LINE, TYPE_2_LINE, OTHER_LINE = "+12025550100", "+12025550101", "+12025550102"
OURS, THEIRS = 1, 2
THEIR_CONVERSATION = 7
"""The conversation of another organization with the first number; 1 to 6 are ours."""
THOROUGH = settings().max_examples > 1_000


def now_run(work: Coroutine[Any, Any, T]) -> T:
    """The result of a coroutine that waits for nothing."""
    try:
        work.send(None)
    except StopIteration as done:
        return done.value  # type: ignore[no-any-return]
    raise AssertionError("it waited")


class InlineDatabase(Database):
    async def write(self, transaction: Any, *args: Any, **kwargs: Any) -> Any:
        return self.transact(transaction, *args, **kwargs)

    write_behind = write


class InlineSimulator(Simulator):
    async def _run(self, work: Any, *args: Any) -> Any:
        return work(*args)

    async def _take(self, text: OutboundText, arrived: bool) -> Answer:
        return self._network.take(text, self._clock(), arrived)


@cache
def template() -> Path:
    """A folder with the database and the network as every run begins."""
    folder = Path(tempfile.mkdtemp(prefix="textbank-stateful-"))
    path = folder / "textbank.sqlite"
    database = Database.open(path)

    def make(connection: Connection) -> None:
        for organization, line, behavior, texter, numbers in (
            ("Open Roads", TYPE_1_LINE, Behavior.TYPE_1, "jo", NUMBERS),
            ("Open Roads", TYPE_2_LINE, Behavior.TYPE_2, "amy", NUMBERS),
            ("Clear Water", OTHER_LINE, Behavior.TYPE_1, "kim", NUMBERS[:1]),
        ):
            plan = CampaignPlan(organization, f"On {line}", behavior, line)
            ids = ensure_campaign(connection, plan, NOON)
            share = ensure_assignment(connection, ids.campaign_id, texter, NOON)
            for number in numbers:
                who = {"organization_id": ids.organization_id, "number": number}
                found = connection.execute(contacts.select().filter_by(**who)).first()
                contact_id = (
                    found.id
                    if found
                    else connection.execute(
                        contacts.insert().values(**who).returning(contacts.c.id)
                    ).scalar_one()
                )
                connection.execute(
                    conversations.insert().values(
                        **who,
                        campaign_id=ids.campaign_id,
                        line_id=ids.line_id,
                        contact_id=contact_id,
                        assignment_id=share,
                        listed=True,
                    )
                )

        connection.execute(organizations.update().values(hours_enforced=False))

    database.transact(make)
    database.close_now()
    simulator = InlineSimulator(network_path(path))
    for line, behavior in (
        (TYPE_1_LINE, Behavior.TYPE_1),
        (TYPE_2_LINE, Behavior.TYPE_2),
        (OTHER_LINE, Behavior.TYPE_1),
    ):
        now_run(simulator.provision_line(line, behavior))
    simulator._store.close()
    return folder


@dataclass
class ModelPress:
    operation_id: str
    author: str
    undo_until: datetime


@dataclass
class ModelOptOut:
    """The presses that support an opt-out."""

    presses: list[ModelPress] = field(default_factory=list)


@dataclass
class Held:
    """What a worker has in its memory only, and loses in a crash."""

    claim: outbox.Claim
    result: SendResult | None = None


conversation_ids = st.integers(1, 6)
texters = st.sampled_from(TEXTERS)


class OptOutMachine(RuleBasedStateMachine):
    """Both types at once, against a small model."""

    @initialize(automatic=st.booleans())
    def begin(self, automatic: bool) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="textbank-run-"))
        for file in template().iterdir():
            shutil.copyfile(file, self.folder / file.name)
        self.path = self.folder / "textbank.sqlite"
        self.clock = OwnClock()
        self.simulator = InlineSimulator(network_path(self.path), clock=self.clock)
        self.look = sqlite3.connect(self.path, isolation_level=None)
        self.phones = sqlite3.connect(network_path(self.path), isolation_level=None)
        self.open()
        self.standing: dict[str, ModelOptOut] = {}
        self.operations: list[tuple[str, int]] = []
        self.counter = 0
        self.held: list[Held] = []
        self.claimed: set[str] = set()
        self.automatic_opt_out_is_switched(automatic)

    def open(self) -> None:
        self.database = InlineDatabase(self.path, Database.open(self.path)._engine)
        self.worker = Worker(self.database, Gateways([self.simulator]), self.clock)

    def fresh(self, what: str) -> str:
        self.counter += 1
        return f"{what}-{self.counter}"

    def number_of(self, conversation: int) -> str:
        return NUMBERS[(conversation - 1) % 3]

    def value(self, sql: str, *values: object) -> Any:
        row = self.look.execute(sql, values).fetchone()
        return None if row is None else row[0]

    # Texters

    @rule(texter=texters, conversation=conversation_ids)
    def reply(self, texter: Texter, conversation: int) -> None:
        words = (conversation, "Will you vote?", texter, self.fresh("reply"), self.clock())
        try:
            self.database.transact(talks.queue_reply, *words)
        except SendingRefused:
            assert self.number_of(conversation) in self.standing
        else:
            assert self.number_of(conversation) not in self.standing

    @rule()
    def the_other_organization_replies(self) -> None:
        self.database.transact(
            talks.queue_reply,
            THEIR_CONVERSATION,
            "Clear water for all",
            Texter("kim"),
            self.fresh("theirs"),
            self.clock(),
        )

    @rule(texter=texters, conversation=conversation_ids)
    def press_opt_out(self, texter: Texter, conversation: int) -> None:
        operation_id = self.fresh("press")
        self.operations.append((operation_id, conversation))
        request = OptOutRequest(operation_id, texter.name, conversation_id=conversation)
        number = self.number_of(conversation)

        result = self.database.transact(opt_out, request, self.clock())

        assert result.already is (number in self.standing)
        assert result.undo_until is not None
        self.standing.setdefault(number, ModelOptOut()).presses.append(
            ModelPress(operation_id, texter.name, result.undo_until)
        )

    @precondition(lambda self: self.operations)
    @rule(data=st.data())
    def press_again_with_the_same_operation(self, data: st.DataObject) -> None:
        operation_id, conversation = data.draw(st.sampled_from(self.operations))
        request = OptOutRequest(operation_id, "jo", conversation_id=conversation)
        before = self.value("SELECT count(*) FROM opt_out_press")

        self.database.transact(opt_out, request, self.clock())

        assert self.value("SELECT count(*) FROM opt_out_press") == before

    @rule(texter=texters)
    def undo(self, texter: Texter) -> None:
        newest = max(
            (
                (int(press.operation_id.split("-")[1]), number, press)
                for number, opted_out in self.standing.items()
                for press in opted_out.presses
                if press.author == texter.name
            ),
            default=None,
            key=lambda found: found[0],
        )
        left = newest is not None and self.value(
            "SELECT confirmation IN ('sent', 'unknown', 'failed') OR EXISTS (SELECT 1 FROM text "
            "WHERE text.opt_out_id = opt_out.id AND state = 'sending') "
            "FROM opt_out WHERE organization_id = 1 AND number = ? AND ended_at IS NULL",
            newest[1],
        )

        result = self.database.transact(undo, texter, self.clock())

        if newest is None:
            assert not result.undone
            return
        _, number, press = newest
        in_time = self.clock() < press.undo_until
        # Pressing twice is one slip: a texter's presses go together while they can.
        supporting = [
            other
            for other in self.standing[number].presses
            if other.author != press.author or other.undo_until <= self.clock()
        ]
        others = bool(supporting)
        assert result.undone is (in_time and (others or not left))
        assert result.restored is (in_time and not others and not left)
        if result.undone:
            self.standing[number].presses = supporting
        if result.restored:
            del self.standing[number]

    @rule(number=st.sampled_from(NUMBERS))
    def an_administrator_opts_in(self, number: str) -> None:
        words = (OURS, number, "asked at the door", ADMINISTRATOR, self.clock())
        try:
            self.database.transact(opt_in, *words)
        except NotFound:
            assert number not in self.standing
        else:
            del self.standing[number]

    # Contacts and the provider

    @rule(
        number=st.sampled_from(NUMBERS),
        line=st.sampled_from((TYPE_1_LINE, TYPE_2_LINE)),
        body=st.sampled_from(("STOP", "please stop texting me", "START", "ok")),
    )
    def a_contact_texts(self, number: str, line: str, body: str) -> None:
        now_run(self.simulator.say(line, number, body))

    @rule(texter=texters, conversation=conversation_ids)
    def a_text_is_sent_and_answered_with_stop(self, texter: Texter, conversation: int) -> None:
        self.reply(texter, conversation)
        self.claim(limit=4, ahead=0)
        for held in self.held:
            if held.result is None and self.clock() < held.claim.deadline:
                held.result = now_run(self.simulator.send(held.claim.text))
        line = TYPE_1_LINE if conversation <= len(NUMBERS) else TYPE_2_LINE
        now_run(self.simulator.say(line, self.number_of(conversation), "STOP"))

    @rule(data=st.data(), acknowledged=st.booleans())
    def events_are_handed_over_in_some_order(self, data: st.DataObject, acknowledged: bool) -> None:
        events = now_run(self.simulator.receive())
        for receipt, event in data.draw(st.permutations(events)):
            itself = isinstance(event, InboundMessage) and self.opts_out_itself(event)
            before = self.value("SELECT count(*) FROM opt_out_press WHERE source = 'system'")
            self.database.transact(inbox.receive, self.simulator, event, self.clock())
            pressed = self.value("SELECT count(*) FROM opt_out_press WHERE source = 'system'")
            assert pressed - before == itself
            if itself:
                press = ModelPress("", "textbank", datetime.max.replace(tzinfo=UTC))
                self.standing.setdefault(event.number, ModelOptOut()).presses.append(press)
            if acknowledged:
                now_run(self.simulator.acknowledge([receipt]))

    def opts_out_itself(self, message: InboundMessage) -> bool:
        """Whether rule 13 has the system act on a text that is about to be handed over."""
        conversation, organization = self.look.execute(
            "SELECT c.id, o.automatic_opt_out FROM conversation c "
            "JOIN line l ON l.id = c.line_id JOIN organization o ON o.id = c.organization_id "
            "WHERE l.number = ? AND c.number = ?",
            (message.line, message.number),
        ).fetchone()
        left = self.value(
            "SELECT count(*) FROM text WHERE conversation_id = ? "
            "AND kind IN ('initial', 'reply') AND state IN "
            "('sending', 'sent', 'delivered', 'unknown')",
            conversation,
        )
        others = self.look.execute(
            "SELECT at, body, provider_message_id FROM text "
            "WHERE conversation_id = ? AND kind = 'inbound'",
            (conversation,),
        ).fetchall()
        at = microseconds(message.at)
        first = all(
            other_at > at and body != "START" and known_as != message.provider_message_id
            for other_at, body, known_as in others
        )
        return bool(organization and message.body == "STOP" and left and first)

    @rule(automatic=st.booleans())
    def automatic_opt_out_is_switched(self, automatic: bool) -> None:
        self.database.transact(
            change_organization, OURS, ADMINISTRATOR, self.clock(), automatic_opt_out=automatic
        )

    @rule(
        mishap=st.sampled_from(
            (
                {"lose_next": 1},
                {"refuse_next": 1, "refuse_outcome": Outcome.RETRYABLE},
                {"refuse_next": 1, "refuse_outcome": Outcome.REFUSED},
                {"refuse_next": 1, "refuse_outcome": Outcome.AMBIGUOUS},
                {"can_be_asked": False},
                {"can_be_asked": True},
            )
        )
    )
    def something_will_go_wrong(self, mishap: Any) -> None:
        now_run(self.simulator.configure(**mishap))

    @rule(enforced=st.booleans(), hold_confirmations=st.booleans())
    def texting_hours_change(self, enforced: bool, hold_confirmations: bool) -> None:
        def change(connection: Connection) -> None:
            values = {
                "hours_enforced": enforced,
                "hours_hold_confirmations": hold_confirmations,
            }
            connection.execute(
                organizations.update().where(organizations.c.id == OURS).values(values)
            )
            recheck_held(connection, OURS, self.clock())

        self.database.transact(change)

    @rule(seconds=st.sampled_from((1, 2, 6, 30, 400, 20_000, 90_000)))
    def time_passes(self, seconds: int) -> None:
        self.clock.pass_time(seconds=seconds)

    # The worker, in three steps, and its death

    @rule(limit=st.integers(1, 4), ahead=st.sampled_from((0, 0, 6)))
    def claim(self, limit: int, ahead: int) -> None:
        # The clock of this worker's computer may be ahead of the texters'.
        now = self.clock() + timedelta(seconds=ahead)
        told = set(self.look.execute("SELECT line_id, number FROM block WHERE lifted_at IS NULL"))
        hours = self.look.execute(
            "SELECT hours_enforced, hours_hold_confirmations FROM organization WHERE id = ?",
            (OURS,),
        ).fetchone()
        claims = self.database.transact(outbox.claim, self.fresh("claim"), now, limit=limit)
        for claimed in claims:
            kind, line_id, organization_id, due, opt_out_id = self.look.execute(
                "SELECT t.kind, t.line_id, l.organization_id, t.due_at, t.opt_out_id "
                "FROM text t JOIN line l ON l.id = t.line_id WHERE t.id = ?",
                (claimed.text_id,),
            ).fetchone()
            number = claimed.text.number
            assert (line_id, number) not in told, "claimed for a contact who has been told"
            enforced, hold_confirmations = hours
            if organization_id == OURS and enforced:
                exempt = kind == "confirmation" and not hold_confirmations
                assert exempt or 8 <= now.astimezone(CALIFORNIA).hour < 21, "claimed by night"
            if kind == "confirmation":
                standing = self.value(
                    "SELECT id FROM opt_out WHERE organization_id = ? AND number = ? "
                    "AND ended_at IS NULL",
                    organization_id,
                    number,
                )
                assert standing == opt_out_id, "a confirmation of an opt-out that has ended"
                assert due <= microseconds(now), "claimed while held"
            else:
                assert organization_id == THEIRS or number not in self.standing
            self.claimed.add(claimed.text.reference)
            self.held.append(Held(claimed))

    @precondition(lambda self: any(held.result is None for held in self.held))
    @rule(data=st.data())
    def send(self, data: st.DataObject) -> None:
        held = data.draw(st.sampled_from([one for one in self.held if one.result is None]))
        if self.clock() >= held.claim.deadline:
            self.database.transact(outbox.release, held.claim, self.clock())
            self.held.remove(held)
        else:
            held.result = now_run(self.simulator.send(held.claim.text))

    @precondition(lambda self: any(held.result is not None for held in self.held))
    @rule(data=st.data())
    def settle(self, data: st.DataObject) -> None:
        held = data.draw(st.sampled_from([one for one in self.held if one.result is not None]))
        assert held.result is not None
        now_run(self.worker._settle(self.simulator, held.claim, held.result))
        self.held.remove(held)

    @rule()
    def another_worker_takes_over(self) -> None:
        now_run(self.worker.take_over())

    @rule()
    def crash(self) -> None:
        self.held.clear()
        self.database.close_now()
        self.open()

    # What holds at every moment

    @invariant()
    def the_model_and_the_database_agree_on_who_is_opted_out(self) -> None:
        found = self.look.execute(
            "SELECT organization_id, number FROM opt_out WHERE ended_at IS NULL"
        ).fetchall()
        assert sorted(found) == sorted((OURS, number) for number in self.standing)

    @invariant()
    def lists_follow_the_rule_recomputed_from_scratch(self) -> None:
        for row in self.look.execute(
            "SELECT c.id, c.listed, c.opt_out_id, o.id, "
            "c.assignment_id IS NOT NULL AND c.closing IS NULL AND o.id IS NULL, "
            "c.request IN ('keyword', 'request'), c.wants_out, EXISTS (SELECT 1 FROM block b "
            "WHERE b.line_id = c.line_id AND b.number = c.number AND b.lifted_at IS NULL) "
            "FROM conversation c LEFT JOIN opt_out o ON o.organization_id = c.organization_id "
            "AND o.number = c.number AND o.ended_at IS NULL"
        ):
            conversation, listed, marked, standing, belongs, asks, wants_out, blocked = row
            assert listed == belongs, f"conversation {conversation}"
            assert marked == standing, f"conversation {conversation}"
            assert bool(wants_out) == bool(asks or blocked), f"conversation {conversation}"

    @invariant()
    def a_confirmation_is_pending_exactly_while_its_text_is_on_its_way(self) -> None:
        for row in self.look.execute(
            "SELECT o.id, o.confirmation, count(t.id), "
            "coalesce(sum(t.state IN ('queued', 'sending')), 0) FROM opt_out o "
            "LEFT JOIN text t ON t.opt_out_id = o.id AND t.kind = 'confirmation' GROUP BY o.id"
        ):
            opt_out_id, confirmation, texts, on_the_way = row
            assert texts <= 1
            assert (confirmation == "pending") == (on_the_way == 1), f"opt-out {opt_out_id}"

    @invariant()
    def phones_show_what_was_claimed_and_nothing_twice(self) -> None:
        shown = dict(
            self.phones.execute(
                "SELECT reference, count(*) FROM texts "
                "WHERE reference IS NOT NULL AND state = 'delivered' GROUP BY reference"
            ).fetchall()
        )
        assert set(shown) <= self.claimed
        assert set(shown.values()) <= {1}
        confirmed = {
            reference.rpartition("-")[0]: count
            for reference, count in shown.items()
            if reference.startswith("opt-out-")
        }
        for opt_out_id, confirmation in self.look.execute("SELECT id, confirmation FROM opt_out"):
            arrived = confirmed.get(f"opt-out-{opt_out_id}", 0)
            if confirmation == "sent":
                assert arrived == 1
            elif confirmation not in ("pending", "unknown"):
                assert arrived == 0, f"{confirmation}, but it is on the phone"

    @invariant()
    def told_is_only_ever_learned_from_the_gateway(self) -> None:
        told = self.look.execute(
            "SELECT l.number, b.number FROM block b JOIN line l ON l.id = b.line_id"
        ).fetchall()
        notices = self.phones.execute("SELECT line, number FROM texts WHERE kind = 'notice'")
        assert set(told) <= set(notices.fetchall())

    @invariant()
    def another_organization_is_not_touched(self) -> None:
        assert self.value("SELECT count(*) FROM opt_out WHERE organization_id = ?", THEIRS) == 0
        assert not self.value(
            "SELECT count(*) FROM text WHERE conversation_id = ? AND state = 'cancelled'",
            THEIR_CONVERSATION,
        )

    def teardown(self) -> None:
        if not hasattr(self, "folder"):
            return
        try:
            self.finish()
        finally:
            self.look.close()
            self.phones.close()
            with suppress(Exception):
                self.database.close_now()
            self.simulator._store.close()
            shutil.rmtree(self.folder)

    def finish(self) -> None:
        """Let the worker do everything there is to do; then nothing may be left open."""
        self.held.clear()
        now_run(self.simulator.configure(refuse_next=0, lose_next=0))
        for _ in range(200):
            now_run(self.worker.receive_due())
            if now_run(self.worker.next_due()) is None:
                break
            self.clock.pass_time(minutes=6)
            asyncio.run(self.worker.send_due())
        for row in self.look.execute("SELECT reference FROM text WHERE reference IS NOT NULL"):
            self.claimed.add(row[0])
        assert not self.value("SELECT count(*) FROM text WHERE state IN ('queued', 'sending')")
        assert not self.value("SELECT count(*) FROM opt_out WHERE confirmation = 'pending'")
        self.phones_show_what_was_claimed_and_nothing_twice()
        self.lists_follow_the_rule_recomputed_from_scratch()
        states = {row[0] for row in self.look.execute("SELECT DISTINCT state FROM text")}
        assert states <= set(TextState)


def test_no_interleaving_breaks_the_rules() -> None:
    # The thorough profile asks for more than this suite has time for.
    examples = settings().max_examples if THOROUGH else 30
    run_state_machine_as_test(
        OptOutMachine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=40,
            suppress_health_check=list(HealthCheck),
        ),
    )
