"""The simulated network's moods: delays, refusals, lost answers, repeats, silence."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.domain import Behavior
from core.errors import BadInput, NotADatabase
from core.providers.base import (
    Delivery,
    DeliveryReport,
    Event,
    InboundMessage,
    OutboundText,
    Outcome,
    Taken,
)
from core.providers.simulator import (
    OPT_OUT_MESSAGE,
    START_MESSAGE,
    NetworkChanges,
    NetworkSettings,
    Simulator,
)

LINE = "+14155550101"
MARIA = "+14155550134"
AN_HOUR = 3600.0


class Clock:
    """A time that moves only when told to."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 3, 17, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def simulator(tmp_path: Path, clock: Clock) -> AsyncIterator[Simulator]:
    simulator = Simulator(tmp_path / "network.sqlite", clock=clock)
    await simulator.provision_line(LINE, Behavior.TYPE_2)
    yield simulator
    await simulator.close()


def text(reference: str, body: str = "Will you vote?") -> OutboundText:
    return OutboundText(reference=reference, line=LINE, number=MARIA, body=body)


async def received(simulator: Simulator) -> list[Event]:
    """What is handed over now, acknowledged at once."""
    handed = await simulator.receive()
    await simulator.acknowledge([receipt for receipt, _ in handed])
    return [event for _, event in handed]


async def said_words(simulator: Simulator) -> list[str]:
    return [e.body for e in await received(simulator) if isinstance(e, InboundMessage)]


async def on_phone(simulator: Simulator) -> list[str]:
    return [text.body for text in await simulator.phone(MARIA)]


# --- Sending ---------------------------------------------------------------------------------


async def test_the_same_reference_sent_twice_shows_twice(simulator: Simulator) -> None:
    first = await simulator.send(text("a"))
    second = await simulator.send(text("a"))

    assert await simulator.sends("a") == 2
    assert len(await simulator.phone(MARIA)) == 2
    assert first.provider_message_id != second.provider_message_id


@pytest.mark.parametrize(
    "outcome", [Outcome.RETRYABLE, Outcome.REFUSED, Outcome.OPTED_OUT, Outcome.AMBIGUOUS]
)
async def test_the_next_sends_are_refused_as_told(simulator: Simulator, outcome: Outcome) -> None:
    await simulator.configure(refuse_next=2, refuse_outcome=outcome)

    results = [await simulator.send(text(str(n))) for n in range(4)]

    assert [r.outcome for r in results] == [outcome, outcome, Outcome.TAKEN, Outcome.TAKEN]
    assert all(result.code for result in results[:2])
    assert [await simulator.sends(str(n)) for n in range(4)] == [0, 0, 1, 1]
    assert (await simulator.ask("0")).taken is Taken.NO
    assert (await simulator.settings()).refuse_next == 0


async def test_a_rate_of_refusals_is_drawn_from_its_seed(tmp_path: Path, clock: Clock) -> None:
    async def draws(store: str, seed: int) -> list[Outcome]:
        simulator = Simulator(tmp_path / store, clock=clock)
        await simulator.provision_line(LINE, Behavior.TYPE_1)
        await simulator.configure(refuse_rate=0.5, seed=seed)
        outcomes = [(await simulator.send(text(str(n)))).outcome for n in range(64)]
        await simulator.close()
        return outcomes

    drawn = await draws("first", seed=1)

    assert set(drawn) == {Outcome.RETRYABLE, Outcome.TAKEN}
    assert 16 <= drawn.count(Outcome.TAKEN) <= 48
    assert await draws("second", seed=1) == drawn
    assert await draws("third", seed=2) != drawn


@pytest.mark.parametrize("changes", [{"lose_next": 1}, {"lose_rate": 1.0}])
async def test_a_lost_answer_is_a_text_that_was_taken(
    simulator: Simulator, changes: NetworkChanges
) -> None:
    await simulator.configure(**changes)

    result = await simulator.send(text("a"))

    assert result.outcome is Outcome.AMBIGUOUS
    assert result.provider_message_id is None
    assert await simulator.sends("a") == 1
    answer = await simulator.ask("a")
    assert answer.taken is Taken.YES
    [report] = await received(simulator)
    assert isinstance(report, DeliveryReport)
    assert report.provider_message_id == answer.provider_message_id


async def test_only_so_many_answers_are_lost(simulator: Simulator) -> None:
    await simulator.configure(lose_next=1)

    outcomes = [(await simulator.send(text(str(n)))).outcome for n in range(3)]

    assert outcomes == [Outcome.AMBIGUOUS, Outcome.TAKEN, Outcome.TAKEN]


async def test_asked_it_says_whether_it_took_a_text(simulator: Simulator) -> None:
    sent = await simulator.send(text("a"))

    assert (await simulator.ask("b")).taken is Taken.NO
    answer = await simulator.ask("a")
    assert (answer.taken, answer.provider_message_id) == (Taken.YES, sent.provider_message_id)


async def test_told_to_it_refuses_the_question(simulator: Simulator) -> None:
    await simulator.send(text("a"))
    await simulator.configure(can_be_asked=False)

    for reference in ("a", "b"):
        answer = await simulator.ask(reference)
        assert (answer.taken, answer.provider_message_id) == (Taken.CANNOT_SAY, None)

    await simulator.configure(can_be_asked=True)
    assert (await simulator.ask("a")).taken is Taken.YES


async def test_a_text_on_its_way_is_not_taken_yet(simulator: Simulator) -> None:
    await simulator.configure(send_delay=AN_HOUR)
    sending = asyncio.create_task(simulator.send(text("a")))
    await asyncio.sleep(0)  # It asks before we do; questions are answered in turn.

    assert (await simulator.ask("a")).taken is Taken.NO
    assert await simulator.phone(MARIA) == []

    sending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sending
    assert await simulator.sends("a") == 0


async def test_a_delayed_text_arrives(simulator: Simulator) -> None:
    await simulator.configure(send_delay=0.01, answer_delay=0.01)
    started = asyncio.get_running_loop().time()

    result = await simulator.send(text("a"))

    assert result.outcome is Outcome.TAKEN
    assert asyncio.get_running_loop().time() - started >= 0.019
    assert await simulator.sends("a") == 1


async def test_a_text_is_taken_before_its_answer_is_back(simulator: Simulator) -> None:
    await simulator.configure(answer_delay=AN_HOUR)
    sending = asyncio.create_task(simulator.send(text("a")))
    await asyncio.sleep(0)

    assert (await simulator.ask("a")).taken is Taken.YES
    assert await simulator.sends("a") == 1

    assert not sending.done()
    sending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sending


async def test_a_store_that_cannot_be_used_is_an_outcome_of_sending(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("no database " * 100)
    simulator = Simulator(file)

    assert (await simulator.send(text("a"))).outcome is Outcome.RETRYABLE
    with pytest.raises(NotADatabase, match=r"notes\.txt"):
        await simulator.ask("a")
    await simulator.close()


# --- Delivery reports ------------------------------------------------------------------------


async def test_a_delivery_report_follows_after_its_delay(
    simulator: Simulator, clock: Clock
) -> None:
    await simulator.configure(report_delay=30)
    sent = await simulator.send(text("a"))

    clock.advance(29.9)
    assert await received(simulator) == []
    clock.advance(0.1)
    [report] = await received(simulator)
    assert sent.provider_message_id is not None
    assert report == DeliveryReport(sent.provider_message_id, Delivery.DELIVERED, clock.now)


async def test_delivery_reports_can_be_switched_off(simulator: Simulator) -> None:
    await simulator.configure(delivery_reports=False)
    await simulator.send(text("a"))

    assert await simulator.waiting() == 0


async def test_a_failed_delivery_is_reported_and_reaches_no_phone(simulator: Simulator) -> None:
    await simulator.configure(fail_next=1)
    results = [await simulator.send(text(str(n))) for n in range(2)]

    assert [result.outcome for result in results] == [Outcome.TAKEN, Outcome.TAKEN]
    assert [await simulator.sends(str(n)) for n in range(2)] == [0, 1]
    assert len(await simulator.phone(MARIA)) == 1
    reports = [e for e in await received(simulator) if isinstance(e, DeliveryReport)]
    assert [report.delivery for report in reports] == [Delivery.FAILED, Delivery.DELIVERED]


# --- Handing over ----------------------------------------------------------------------------


async def test_events_come_oldest_first_and_no_more_than_asked_for(simulator: Simulator) -> None:
    words = [f"text {n}" for n in range(7)]
    for word in words:
        await simulator.say(LINE, MARIA, word)

    handed = [
        event.body
        for limit in (3, 3, 3)
        for _, event in await simulator.receive(limit)
        if isinstance(event, InboundMessage)
    ]

    assert handed == words


async def test_what_is_said_after_a_quiet_while_is_handed_over(simulator: Simulator) -> None:
    for _ in range(3):
        assert await simulator.receive() == []
    await simulator.say(LINE, MARIA, "yes")

    assert await said_words(simulator) == ["yes"]


async def test_an_event_comes_again_until_it_is_acknowledged(
    simulator: Simulator, clock: Clock
) -> None:
    await simulator.say(LINE, MARIA, "yes")
    [(receipt, event)] = await simulator.receive()

    assert await simulator.receive() == []
    clock.advance(1.9)
    assert await simulator.receive() == []
    clock.advance(0.1)
    assert await simulator.receive() == [(receipt, event)]

    await simulator.acknowledge([receipt])
    await simulator.acknowledge([receipt])
    clock.advance(60)
    assert await simulator.receive() == []


async def test_a_late_acknowledgement_drops_no_other_event(simulator: Simulator) -> None:
    await simulator.say(LINE, MARIA, "one")
    [(receipt, _)] = await simulator.receive()
    await simulator.acknowledge([receipt])
    await simulator.say(LINE, MARIA, "two")
    await simulator.acknowledge([receipt])

    assert await said_words(simulator) == ["two"]


async def test_duplicated_deliveries_are_the_same_event_with_receipts_of_their_own(
    simulator: Simulator,
) -> None:
    await simulator.configure(deliveries=3)
    said = await simulator.say(LINE, MARIA, "STOP")
    await simulator.say(LINE, MARIA, "START")

    handed = await simulator.receive()

    messages = [event for _, event in handed if isinstance(event, InboundMessage)]
    assert [message.body for message in messages] == ["STOP"] * 3 + ["START"] * 3
    assert {m.provider_message_id for m in messages[:3]} == {said.provider_message_id}
    assert len({receipt for receipt, _ in handed}) == 6
    # What the contact sees is not repeated.
    assert [text.from_contact for text in await simulator.phone(MARIA)] == [True, False] * 2


async def test_a_repeat_may_come_after_later_events(simulator: Simulator, clock: Clock) -> None:
    await simulator.configure(deliveries=2, redelivery_delay=10)
    await simulator.say(LINE, MARIA, "STOP")
    clock.advance(5)
    await simulator.say(LINE, MARIA, "START")

    words = await said_words(simulator)
    clock.advance(10)
    words += await said_words(simulator)

    assert words == ["STOP", "START", "STOP", "START"]


async def test_what_the_provider_answers_may_take_its_time_while_the_block_holds_at_once(
    simulator: Simulator, clock: Clock
) -> None:
    await simulator.configure(notice_delay=3, delivery_reports=False)
    stopped_at = clock()
    await simulator.send(text("a"))
    await simulator.say(LINE, MARIA, "STOP")

    assert await simulator.is_blocked(LINE, MARIA)
    assert (await simulator.send(text("b"))).outcome is Outcome.OPTED_OUT
    assert await on_phone(simulator) == ["Will you vote?", "STOP"]
    clock.advance(1)
    await simulator.say(LINE, MARIA, "are you still there")
    clock.advance(1.9)
    assert await on_phone(simulator) == ["Will you vote?", "STOP", "are you still there"]
    clock.advance(0.1)
    seen = ["Will you vote?", "STOP", "are you still there", OPT_OUT_MESSAGE]
    assert await on_phone(simulator) == seen
    assert (await simulator.phone(MARIA))[-1].at == stopped_at + timedelta(seconds=3)

    await simulator.say(LINE, MARIA, "START")
    assert not await simulator.is_blocked(LINE, MARIA)
    assert await on_phone(simulator) == [*seen, "START"]
    clock.advance(3)
    await simulator.say(LINE, MARIA, "hello")
    assert await on_phone(simulator) == [*seen, "START", START_MESSAGE, "hello"]


async def test_a_notice_on_its_way_is_not_yet_what_the_phone_showed_last(
    simulator: Simulator, clock: Clock
) -> None:
    other = "+14155550102"
    await simulator.provision_line(other, Behavior.TYPE_2)
    await simulator.configure(notice_delay=3)
    await simulator.say(LINE, MARIA, "STOP")
    await simulator.send(replace(text("a"), line=other))

    assert await simulator.last_line(MARIA) == other
    clock.advance(3)
    assert await simulator.last_line(MARIA) == LINE


async def test_without_that_delay_a_notice_comes_with_the_text_it_answers(
    simulator: Simulator, clock: Clock
) -> None:
    for at in (clock() - timedelta(days=1), clock(), clock() + timedelta(seconds=1)):
        await simulator.say(LINE, MARIA, "STOP", at)
        await simulator.say(LINE, MARIA, "START", at)

    texts = await simulator.phone(MARIA)
    assert [text.body for text in texts] == ["STOP", OPT_OUT_MESSAGE, "START", START_MESSAGE] * 3
    assert all(texts[n].at == texts[n + 1].at for n in range(0, 12, 2))


async def test_inbound_texts_can_be_delayed(simulator: Simulator, clock: Clock) -> None:
    await simulator.configure(inbound_delay=5)
    await simulator.say(LINE, MARIA, "STOP")

    # The provider has acted long before anybody hears of it.
    assert await simulator.is_blocked(LINE, MARIA)
    assert await simulator.receive() == []
    clock.advance(5)
    assert await said_words(simulator) == ["STOP"]


# --- Settings --------------------------------------------------------------------------------


async def test_settings_change_one_by_one(simulator: Simulator) -> None:
    assert await simulator.settings() == NetworkSettings()

    await simulator.configure(lose_rate=0.25, delivery_reports=False)
    await simulator.configure(refuse_outcome=Outcome.REFUSED)

    expected = NetworkSettings(
        lose_rate=0.25, delivery_reports=False, refuse_outcome=Outcome.REFUSED
    )
    assert await simulator.settings() == expected


@pytest.mark.parametrize(
    "changes",
    [
        {"send_delay": -1.0},
        {"refuse_next": -1},
        {"lose_rate": 1.5},
        {"deliveries": 0},
        {"refuse_outcome": Outcome.TAKEN},
        {"no_such_setting": 1},
    ],
)
async def test_settings_that_cannot_be_change_nothing(
    simulator: Simulator, changes: NetworkChanges
) -> None:
    together: NetworkChanges = {"report_delay": 5.0}
    together.update(changes)
    with pytest.raises(BadInput):
        await simulator.configure(**together)

    assert await simulator.settings() == NetworkSettings()


def test_every_setting_can_be_changed() -> None:
    settings = {setting.name for setting in fields(NetworkSettings)}

    assert set(NetworkChanges.__annotations__) == settings
