"""Trouble at a provider: who waits for it, for how long, and who goes on all the same."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from time import monotonic

import pytest

from core import denials, outbox
from core.accounts import AccountChange, change_account
from core.desk import Desk
from core.domain import Behavior, TextState
from core.gateways import Accounts, Gateways
from core.models import lines
from core.providers.base import (
    AccountCheck,
    OutboundText,
    Outcome,
    Refusal,
    SendResult,
)
from core.settling import Answer
from core.worker import Worker
from tests.core.gateway_world import ACCOUNT, LOST, Clock, Wire, on_account
from tests.core.world import ADMINISTRATOR, LINE, make_campaign, open_desk

OTHER_LINE = "+12025550111"
WORDS = "Will you vote?"
BUSY = SendResult(Outcome.RETRYABLE, refusal=Refusal.RATE_LIMITED)
DENIED = SendResult(Outcome.REFUSED, code="21408", refusal=Refusal.DENIED)
LINE_DENIED = SendResult(Outcome.REFUSED, code="10010", refusal=Refusal.LINE_DENIED)
TAKEN = SendResult(Outcome.TAKEN)
GOOD = AccountCheck(True)
BAD = AccountCheck(False, refusal=Refusal.BAD_CREDENTIALS)


class Account(Wire):
    """An account that answers by rule, and can be asked for its credentials."""

    def __init__(self, rule: Callable[[OutboundText], SendResult] = lambda text: TAKEN) -> None:
        super().__init__()
        self.rule = rule
        self.credentials: AccountCheck | None = GOOD
        """None says nothing, ever."""
        self.checks = 0
        self.on_the_wire = 0
        self.most = 0
        self.begun, self.full = asyncio.Event(), asyncio.Event()
        self.answers = asyncio.Event()
        self.answers.set()

    async def send(self, text: OutboundText) -> SendResult:
        self.sent.append(text)
        self.on_the_wire += 1
        self.most = max(self.most, self.on_the_wire)
        self.begun.set()
        if self.most >= 32:
            self.full.set()
        await self.answers.wait()
        self.on_the_wire -= 1
        result = self.rule(text)
        taken = SendResult(Outcome.TAKEN, f"SM-{text.reference}")
        return taken if result == TAKEN else result

    async def check(self) -> AccountCheck:
        self.checks += 1
        while self.credentials is None:
            await asyncio.Event().wait()
        return self.credentials

    def times(self) -> Counter[str]:
        """How often each number was sent to."""
        return Counter(text.number for text in self.sent)


@dataclass
class Scene:
    """A campaign on a line of an account, and another on another line."""

    desk: Desk
    clock: Clock
    account: Account = field(default_factory=Account)
    worker: Worker = field(init=False)

    async def open(self) -> None:
        gateways = Gateways([self.account], seconds=lambda: self.clock.now.timestamp())
        self.worker = Worker(await self.desk.database(), gateways, self.clock)

    async def send(self, seconds: float = 0.0) -> Counter[TextState]:
        """Let some time pass, then send what is due."""
        self.clock.now += timedelta(seconds=seconds)
        return await self.worker.send_due()

    async def states(self, line: str = LINE) -> Counter[str]:
        found = await self.desk.reader.rows(
            "SELECT t.state, count(*) FROM text t JOIN line l ON l.id = t.line_id "
            "WHERE l.number = ? AND t.direction = 'out' GROUP BY t.state",
            (line,),
        )
        return Counter({row[0]: row[1] for row in found})


@pytest.fixture
async def scene(database_path: Path) -> AsyncIterator[Scene]:
    clock = Clock()
    async with open_desk(database_path, ADMINISTRATOR, clock) as desk:
        scene = Scene(desk, clock)
        await scene.open()
        yield scene


def people(count: int) -> list[str]:
    return [f"+1415555{n:04d}" for n in range(100, 100 + count)]


async def queued(scene: Scene, count: int) -> Sequence[str]:
    """So many first messages wait on the line of the account."""
    numbers = people(count)
    world = await on_account(scene.desk, Behavior.TYPE_1, numbers)
    for number in numbers:
        await scene.desk.reply(world.conversation_with(number), WORDS)
    return numbers


async def known_to_be_well(scene: Scene) -> None:
    """One text was taken just now."""
    [claimed] = await scene.worker.claim(1, False)
    answer = await scene.worker.carry(claimed)
    assert isinstance(answer, Answer)
    await scene.worker.settle([answer])


async def queued_elsewhere(scene: Scene, count: int) -> None:
    """So many on another line of it."""
    world = await make_campaign(
        scene.desk, Behavior.TYPE_1, people(count), campaign="Fall", line=OTHER_LINE
    )
    database = await scene.desk.database()
    await database.write(lambda one: one.execute(lines.update().values(provider=ACCOUNT)))
    for number in world.numbers:
        await scene.desk.reply(world.conversation_with(number), WORDS)


# Too fast


async def test_a_line_that_is_too_fast_waits_as_long_as_it_is_asked_to(scene: Scene) -> None:
    await queued(scene, 100)
    await queued_elsewhere(scene, 5)
    await known_to_be_well(scene)
    busy = SendResult(Outcome.RETRYABLE, refusal=Refusal.RATE_LIMITED, retry_after=3_600)
    account = scene.account
    account.rule = lambda text: busy if text.line == LINE else TAKEN
    account.answers.clear()
    sending = asyncio.create_task(scene.send())
    async with asyncio.timeout(10):
        await account.full.wait()
    account.answers.set()
    await sending

    # So many were on the wire together when the first answer came; no more of the line left.
    assert account.most == 32
    assert len(account.sent) <= 1 + 32 + 5
    assert await scene.states(OTHER_LINE) == {"sent": 5}
    sent = len(account.sent)
    await scene.send(3_590)
    assert len(account.sent) == sent

    # Then one is tried, and the others wait again.
    await scene.send(11)
    assert len(account.sent) == sent + 1
    account.rule = lambda text: TAKEN
    await scene.send(3_601)
    assert await scene.states() == {"sent": 100}


async def test_nobody_is_waited_for_longer_than_an_hour(scene: Scene) -> None:
    await queued(scene, 2)
    scene.account.rule = lambda text: SendResult(
        Outcome.RETRYABLE, refusal=Refusal.RATE_LIMITED, retry_after=86_400
    )
    await scene.send()
    await scene.send(3_599)
    assert len(scene.account.sent) == 1
    await scene.send(2)
    assert len(scene.account.sent) == 2


async def test_the_waits_of_a_text_grow_whoever_sends_it(scene: Scene) -> None:
    await queued(scene, 1)
    scene.account.rule = lambda text: BUSY
    began, tries = scene.clock.now, 0
    while True:
        # Another program each time: it knows of no pause.
        await scene.open()
        await scene.worker.send_due()
        row = await scene.desk.reader.row("SELECT attempts, (due_at - ?) / 1e6 FROM text", (0,))
        assert row is not None
        tries = row[0]
        assert tries == len(scene.account.sent)
        scene.clock.now += timedelta(seconds=max(1.0, row[1] - scene.clock.now.timestamp() + 0.01))
        if scene.clock.now - began > timedelta(minutes=10):
            break

    assert 6 <= tries <= 12


async def test_the_pauses_of_a_line_grow_and_begin_anew_when_a_text_was_taken(
    scene: Scene,
) -> None:
    await queued(scene, 60)
    scene.account.rule = lambda text: BUSY
    looks = []
    for second in range(64):
        before = len(scene.account.sent)
        await scene.send(1 if second else 0)
        looks += [second] * (len(scene.account.sent) - before)
    assert looks == [0, 1, 3, 7, 15, 31, 63]

    answers = [TAKEN, BUSY, BUSY]
    scene.account.rule = lambda text: answers.pop(0) if answers else TAKEN
    await scene.send(65)
    assert len(scene.account.sent) == 9
    await scene.send(1)
    assert len(scene.account.sent) == 10
    await scene.send(1)
    assert len(scene.account.sent) == 10
    await scene.send(1)
    assert (await scene.states())["sent"] > 50


# Away


async def test_an_outage_takes_a_few_texts_and_not_the_campaign(scene: Scene) -> None:
    await queued(scene, 100)
    scene.account.rule = lambda text: LOST
    await scene.send()
    assert await scene.states() == {"unknown": 3, "queued": 97}

    # Then one at a time, at pauses that grow.
    looks = []
    for second in range(1, 31):
        before = len(scene.account.sent)
        await scene.send(1)
        looks += [second] * (len(scene.account.sent) - before)
    assert looks == [2, 6, 14, 30]

    scene.account.rule = lambda text: TAKEN
    await scene.send(33)
    assert await scene.states() == {"unknown": 7, "sent": 93}
    assert max(scene.account.times().values()) == 1


async def test_the_first_text_after_a_while_goes_alone(scene: Scene) -> None:
    await queued(scene, 40)
    await known_to_be_well(scene)
    scene.clock.now += timedelta(seconds=61)
    scene.account.answers.clear()
    scene.account.begun.clear()
    sending = asyncio.create_task(scene.send())
    async with asyncio.timeout(10):
        await scene.account.begun.wait()
    assert scene.account.on_the_wire == 1

    scene.account.answers.set()
    await sending
    assert await scene.states() == {"sent": 40}


async def test_answers_that_get_lost_among_good_ones_hold_up_nothing(scene: Scene) -> None:
    numbers = await queued(scene, 30)
    scene.account.rule = lambda text: TAKEN if numbers.index(text.number) % 3 == 2 else LOST

    await scene.send()

    assert await scene.states() == {"unknown": 20, "sent": 10}


async def test_what_was_on_the_wire_when_a_pause_began_does_not_lengthen_it(
    scene: Scene,
) -> None:
    await queued(scene, 41)
    await known_to_be_well(scene)
    scene.account.rule = lambda text: LOST
    scene.account.answers.clear()
    sending = asyncio.create_task(scene.send())
    async with asyncio.timeout(10):
        await scene.account.full.wait()
    scene.account.answers.set()
    await sending
    assert await scene.states() == {"sent": 1, "unknown": 32, "queued": 8}

    scene.account.rule = lambda text: TAKEN
    await scene.send(2.1)
    assert await scene.states() == {"sent": 9, "unknown": 32}


async def test_a_provider_that_is_away_and_says_for_how_long_is_believed(scene: Scene) -> None:
    await queued(scene, 3)
    away = SendResult(Outcome.AMBIGUOUS, retry_after=120)
    scene.account.rule = lambda text: away
    await scene.send()
    await scene.send(119)
    assert await scene.states() == {"unknown": 1, "queued": 2}

    scene.account.rule = lambda text: TAKEN
    await scene.send(2)

    # What it may have taken is not sent again.
    assert await scene.states() == {"unknown": 1, "sent": 2}
    assert max(scene.account.times().values()) == 1


# Not allowed


async def test_one_text_that_is_denied_to_good_credentials_is_refused(scene: Scene) -> None:
    numbers = await queued(scene, 20)
    denied = numbers[:5]
    scene.account.rule = lambda text: DENIED if text.number in denied else TAKEN

    await scene.send()

    assert await scene.states() == {"failed": 5, "sent": 15}
    assert set(scene.account.times().values()) == {1}
    row = await scene.desk.reader.row("SELECT reason FROM text WHERE state = 'failed'")
    assert row is not None
    assert row[0] == "The provider refused it (21408)."


@pytest.mark.parametrize("refusal", [Refusal.BAD_CREDENTIALS, Refusal.SUSPENDED, None])
async def test_where_the_account_is_at_fault_or_cannot_say_every_text_waits(
    scene: Scene, refusal: Refusal | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    await queued(scene, 20)
    scene.account.rule = lambda text: DENIED
    monkeypatch.setattr(denials, "CHECK_SECONDS", 0.01)
    scene.account.credentials = AccountCheck(False, refusal=refusal) if refusal else None
    looks = []
    for second in range(36):
        before = len(scene.account.sent)
        await scene.send(1 if second else 0)
        looks += [second] * (len(scene.account.sent) - before)
    assert looks == [0, 5, 15, 35]
    assert await scene.states() == {"queued": 20}
    # Another text each time.
    assert set(scene.account.times().values()) == {1}
    row = await scene.desk.reader.row("SELECT count(*) FROM text WHERE reason LIKE 'Waiting: %'")
    assert row is not None
    assert row[0] == 4

    scene.account.rule = lambda text: TAKEN
    await scene.send(300)
    assert (await scene.states())["sent"] >= 16


async def test_a_text_that_is_denied_again_and_again_does_not_keep_others(scene: Scene) -> None:
    numbers = await queued(scene, 30)
    await known_to_be_well(scene)
    # Replies go before first messages, and the account is wrong about its credentials.
    await scene.desk.reply(1, "And bring a friend!")
    scene.account.credentials = BAD
    scene.account.rule = lambda text: TAKEN if text.body == WORDS else DENIED

    await scene.send()
    assert [text.number for text in scene.account.sent] == [numbers[0]] * 2
    await scene.send(5)
    assert await scene.states() == {"sent": 30, "queued": 1}
    await scene.send(5)
    assert scene.account.times()[numbers[0]] == 3


async def test_a_line_that_the_account_may_not_use_stops_no_other(scene: Scene) -> None:
    await queued(scene, 10)
    await queued_elsewhere(scene, 10)
    scene.account.rule = lambda text: LINE_DENIED if text.line == LINE else TAKEN

    await scene.send()

    assert scene.account.sent[0].line == LINE
    assert await scene.states(LINE) == {"queued": 10}
    assert await scene.states(OTHER_LINE) == {"sent": 10}
    await scene.send(4)
    assert len(scene.account.sent) == 11
    await scene.send(2)
    assert len(scene.account.sent) == 12
    assert scene.account.checks == 0


async def test_trouble_and_its_end_are_said_once(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    await queued(scene, 3)
    scene.account.rule = lambda text: SendResult(Outcome.RETRYABLE, refusal=Refusal.UNREACHABLE)
    for _ in range(5):
        await scene.send(60)
    scene.account.rule = lambda text: TAKEN
    for _ in range(3):
        await scene.send(120)

    assert await scene.states() == {"sent": 3}
    said = [one.getMessage() for one in caplog.records if one.levelno >= logging.WARNING]
    assert ["all lines: " in one for one in said] == [True, True]
    assert "the provider cannot be reached." in said[0]
    assert said[1].endswith("what waited is sent again")


async def test_an_account_that_was_changed_is_tried_at_once(scene: Scene) -> None:
    await queued(scene, 3)
    gateways = Gateways(
        [],
        accounts=Accounts(scene.desk.path, lambda view: scene.account),
        seconds=lambda: scene.clock.now.timestamp(),
    )
    scene.worker = Worker(await scene.desk.database(), gateways, scene.clock)
    scene.account.rule = lambda text: SendResult(Outcome.REFUSED, refusal=Refusal.OUT_OF_MONEY)
    await scene.send()
    assert await scene.states() == {"queued": 3}

    scene.account.rule = lambda text: TAKEN
    await change_account(scene.desk, ACCOUNT, AccountChange(texts_per_second=90))
    await scene.send()

    assert await scene.states() == {"queued": 1, "sent": 2}


async def test_what_became_of_a_text_is_found_out_though_its_account_is_left_alone(
    scene: Scene,
) -> None:
    await queued(scene, 2)
    database = await scene.desk.database()
    # Its worker went away in mid-send.
    await database.write(outbox.claim, "a", scene.clock(), limit=1)
    away = SendResult(Outcome.AMBIGUOUS, retry_after=3_600)
    scene.account.rule = lambda text: away
    await scene.send()
    assert await scene.states() == {"sending": 1, "unknown": 1}

    await scene.send(60)

    assert await scene.states() == {"unknown": 2}


# The wire


async def test_a_claim_does_not_outlive_its_seconds_whatever_clock_is_set_back(
    scene: Scene,
) -> None:
    await queued(scene, 1)
    database = await scene.desk.database()
    [claimed] = await database.write(outbox.claim, "a", scene.clock())
    seconds = outbox.CLAIM_DEADLINE.total_seconds()

    assert await scene.worker.carry(claimed, monotonic() - seconds) is None
    assert scene.account.sent == []
    # It had its seconds, by the other clock.
    assert isinstance(await scene.worker.carry(claimed, monotonic()), Answer)


async def test_an_account_whose_gateway_fails_is_not_waited_for_for_ever(scene: Scene) -> None:
    await queued(scene, 3)

    def broken(text: OutboundText) -> SendResult:
        scene.account.rule = lambda text: TAKEN
        raise RuntimeError

    scene.account.rule = lambda text: BUSY
    await scene.send()
    scene.account.rule = broken
    with pytest.raises(RuntimeError):
        await scene.send(1)
    # The text that was tried before the rest, with no answer, is not waited for.
    await scene.send(60)

    assert await scene.states() == {"sent": 2, "unknown": 1}


# Who is meant by a denial


async def test_credentials_that_were_good_before_a_denial_do_not_answer_for_it(
    scene: Scene,
) -> None:
    await queued(scene, 40)
    first: list[str] = []

    def revoked_after_the_first(text: OutboundText) -> SendResult:
        if first:
            scene.account.credentials = BAD
        first.append(text.number)
        return DENIED

    scene.account.rule = revoked_after_the_first
    await scene.send()

    assert await scene.states() == {"failed": 1, "queued": 39}
    row = await scene.desk.reader.row("SELECT count(*) FROM text WHERE reason LIKE '%credentials.'")
    assert row is not None
    assert row[0] == len(scene.account.sent) - 1
    # Trouble is believed for a while, and not asked for by each.
    assert scene.account.checks == 2


class SlowToSay(Account):
    """An account that answers for its credentials when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.says = asyncio.Event(), asyncio.Event()

    async def check(self) -> AccountCheck:
        self.asked.set()
        await self.says.wait()
        return await super().check()


async def test_denials_that_come_while_the_account_is_asked_share_the_next_answer() -> None:
    account, found = SlowToSay(), denials.Denials(lambda: 0.0)
    async with asyncio.timeout(10), asyncio.TaskGroup() as texts:
        judged = [texts.create_task(found.judged(account, DENIED))]
        await account.asked.wait()
        judged += [texts.create_task(found.judged(account, DENIED)) for _ in range(4)]
        await asyncio.sleep(0)
        account.says.set()

    assert {one.result().refusal for one in judged} == {Refusal.OTHER}
    assert account.checks == 2


async def test_where_every_text_is_denied_to_good_credentials_the_account_is_meant(
    scene: Scene,
) -> None:
    numbers = people(50)
    world = await on_account(scene.desk, Behavior.TYPE_1, numbers)
    for number in numbers:
        await scene.desk.opt_out(world.conversation_with(number))
    # A key that may read, and not send.
    scene.account.rule = lambda text: DENIED

    await scene.send(10)
    assert await scene.states() == {"failed": 5, "queued": 45}
    before = len(scene.account.sent)
    await scene.send(4)
    assert len(scene.account.sent) == before

    # One was denied for its number; when others are taken it is about one text again.
    denied = scene.account.sent[-1].number
    scene.account.rule = lambda text: DENIED if text.number == denied else TAKEN
    await scene.send(60)
    await scene.send(60)
    assert await scene.states() == {"failed": 6, "sent": 44}
