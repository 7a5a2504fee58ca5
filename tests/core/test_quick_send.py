"""QuickSend: all first messages at once, where the campaign allows it; nobody gets two."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import suppress
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, update

from core import first_few, quick_send
from core import first_message_records as records
from core import first_messages as first
from core.domain import SetAside, TextKind, TextState
from core.errors import BadInput, NotAllowed, NotFound, NothingLeaves, SendingRefused
from core.models import campaigns, lines, texts
from core.opt_out import OptOutRequest, opt_out
from core.quick_send import QuickSend, QuickSendProgress, QuickSendState
from tests.core import rules_world
from tests.core.rules_world import AMY, ORGANIZATION, Scene
from tests.core.test_first_messages import initials, know, write_script
from tests.core.world import DANA, JO, MARIA, SAM, make_campaign

type1 = rules_world.type1

MANY = tuple(f"+1415555{number:04}" for number in range(600))


@pytest.fixture(autouse=True)
def nobody_sends(monkeypatch: pytest.MonkeyPatch) -> None:
    """In most of these tests no program sends: no first few go before the rest."""
    monkeypatch.setattr(first_few, "IN_A_ROW", quick_send.BATCH)
    monkeypatch.setattr(first_few, "TRIED_FOR", 0.0)


async def people(scene: Scene, numbers: tuple[str, ...] = MANY) -> int:
    """An assignment of another campaign of the organization with so many contacts."""
    world = await make_campaign(
        scene.desk,
        scene.behavior,
        numbers,
        campaign="Everybody",
        line="+12025550177",
        now=scene.clock(),
    )
    await scene.database.write(
        lambda connection: connection.execute(
            update(campaigns)
            .where(campaigns.c.id == world.campaign_id)
            .values(script="Hi {firstName}!", quick_send=True)
        )
    )
    return world.assignment_id


async def per_contact(scene: Scene) -> Counter[int]:
    """How many first messages each conversation has."""
    rows = await scene.rows(texts, texts.c.kind == TextKind.INITIAL)
    return Counter(row["conversation_id"] for row in rows)


async def carry(scene: Scene) -> None:
    """Send what is queued, until cancelled."""
    while True:
        await scene.worker.send_due()
        await asyncio.sleep(0.01)


@pytest.fixture(name="day")
async def begun(type1: Scene) -> Scene:
    """QuickSend is allowed; of Dana the place is not known."""
    await write_script(type1, "Hi {firstName}, see you at {place}!", quick_send=True)
    await know(type1, MARIA, place="Oak Street")
    await know(type1, SAM, place="Elm Street")
    await know(type1, DANA, place="")
    return type1


async def test_it_sends_all_passes_over_what_does_not_fill_and_skips_who_opted_out(
    day: Scene,
) -> None:
    await day.desk.opt_out(day.world.conversation_with(SAM))

    outcome = await QuickSend(day.desk, day.world.assignment_id).run()
    await day.worker.send_due()

    assert outcome.state is QuickSendState.FINISHED
    assert (outcome.total, outcome.queued, outcome.unfilled, outcome.opted_out) == (2, 1, 1, 1)
    assert await day.phone(MARIA) == [(ORGANIZATION, "Hi Maria, see you at Oak Street!")]
    assert await day.phone(SAM) == []
    assert await day.phone(DANA) == []
    dana = await day.conversation_row(day.world.conversation_with(DANA))
    assert dana["set_aside"] == SetAside.FIELD


async def test_only_where_the_campaign_allows_it(day: Scene) -> None:
    await write_script(day, "Hi!", quick_send=False)

    with pytest.raises(NotAllowed):
        await QuickSend(day.desk, day.world.assignment_id).run()
    await write_script(day, "", quick_send=True)
    with pytest.raises(BadInput, match="no script"):
        await QuickSend(day.desk, day.world.assignment_id).run()
    with pytest.raises(NotFound):
        await QuickSend(day.desk, 999).run()
    assert await initials(day) == []


async def test_two_at_once_and_by_hand_send_one_to_each(
    type1: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quick_send, "BATCH", 50)
    assignment_id = await people(type1)
    amy = type1.desk_of(AMY)
    amy._reader = type1.desk._reader

    by_hand = [first.send_first_message(type1.desk, each) for each in range(300, 320)]
    outcomes = await asyncio.gather(
        QuickSend(type1.desk, assignment_id).run(), QuickSend(amy, assignment_id).run(), *by_hand
    )

    sent = await per_contact(type1)
    assert len(sent) == len(MANY)
    assert set(sent.values()) == {1}
    runs = [one for one in outcomes if isinstance(one, QuickSendProgress)]
    assert all(run.queued for run in runs)


async def test_it_stays_a_window_ahead_of_the_wire_and_opt_outs_cancel_what_waits(
    type1: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quick_send, "BATCH", 50)
    monkeypatch.setattr(quick_send, "WINDOW", 100)
    assignment_id = await people(type1)
    full = asyncio.Event()

    def seen(progress: QuickSendProgress) -> None:
        if progress.waiting >= 100:
            full.set()

    run = QuickSend(type1.desk, assignment_id, on_progress=seen)
    running = asyncio.create_task(run.run())
    await full.wait()
    assert (await per_contact(type1)).total() == 100
    # Of the first ten texts in the outbox, all are cancelled.
    waiting = await type1.rows(texts, texts.c.kind == TextKind.INITIAL)
    for text in waiting[:10]:
        await type1.desk.opt_out(text["conversation_id"])

    carrier = asyncio.create_task(carry(type1))
    outcome = await running
    carrier.cancel()
    await type1.worker.send_due()

    assert outcome.state is QuickSendState.FINISHED
    assert (outcome.queued, outcome.opted_out) == (600, 10)
    for text in waiting[:10]:
        assert (await type1.text(text["id"]))["state"] == TextState.CANCELLED
        assert await type1.phone(text["number"], "+12025550177") == []
    assert set((await per_contact(type1)).values()) == {1}


async def test_pause_stops_at_once_and_resume_goes_on(
    type1: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quick_send, "BATCH", 50)
    assignment_id = await people(type1)
    states: list[QuickSendState] = []
    paused = asyncio.Event()
    run = QuickSend(type1.desk, assignment_id, on_progress=lambda one: told(one))

    def told(progress: QuickSendProgress) -> None:
        states.append(progress.state)
        if QuickSendState.PAUSED not in states and not progress.queued:
            run.pause()
        if progress.state is QuickSendState.PAUSED:
            paused.set()

    running = asyncio.create_task(run.run())
    await paused.wait()
    at_pause = (await per_contact(type1)).total()
    assert at_pause == run.progress.queued == 0
    run.resume()
    outcome = await running

    assert outcome.queued == 600
    assert QuickSendState.PAUSED in states
    assert states[-1] is QuickSendState.FINISHED


async def test_stopping_leaves_the_rest_for_another_run(
    type1: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quick_send, "BATCH", 50)
    monkeypatch.setattr(quick_send, "TELL", 0.0)
    assignment_id = await people(type1)

    def stop(progress: QuickSendProgress) -> None:
        if progress.queued >= 100:
            run.stop()

    run = QuickSend(type1.desk, assignment_id, on_progress=stop)
    outcome = await run.run()

    assert outcome.state is QuickSendState.STOPPED
    assert 100 <= outcome.queued < 600
    assert outcome.left == 600 - outcome.queued
    again = await QuickSend(type1.desk, assignment_id).run()
    assert again.queued == outcome.left
    assert set((await per_contact(type1)).values()) == {1}


async def test_it_does_not_wait_for_good_where_nothing_leaves(
    type1: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quick_send, "BATCH", 50)
    monkeypatch.setattr(quick_send, "WINDOW", 100)
    monkeypatch.setattr(quick_send, "NOTHING_LEAVES", 0.1)
    assignment_id = await people(type1)
    run = QuickSend(type1.desk, assignment_id)

    with pytest.raises(NothingLeaves, match="run this again"):
        await run.run()

    assert run.progress.state is QuickSendState.STOPPED
    assert (await per_contact(type1)).total() == 100
    monkeypatch.undo()
    carrier = asyncio.create_task(carry(type1))
    again = await QuickSend(type1.desk, assignment_id).run()
    carrier.cancel()
    assert again.queued == 500


async def test_it_keeps_the_pace_of_the_line(type1: Scene) -> None:
    assignment_id = await people(type1, MANY[:30])
    await type1.database.write(
        lambda connection: connection.execute(update(lines).values(texts_per_second=100))
    )
    loop = asyncio.get_running_loop()
    began = loop.time()

    outcome = await QuickSend(type1.desk, assignment_id).run()

    assert outcome.queued == 30
    assert outcome.texts_per_second == 100
    # The first leaves at once; the other 29 at 100 a second.
    assert loop.time() - began >= 0.25


worlds = count()

steps = st.lists(
    st.one_of(
        st.tuples(st.just("batch"), st.integers(1, 3), st.booleans()),
        st.tuples(st.just("one"), st.integers(1, 6), st.booleans()),
        st.tuples(st.just("opt out"), st.integers(1, 6), st.just(False)),
        st.tuples(st.just("skip"), st.integers(1, 6), st.booleans()),
    ),
    max_size=14,
)


class Killed(Exception):
    """The program went away before its transaction was through."""


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=steps)
async def test_whatever_is_interrupted_and_repeated_each_gets_one_and_none_after_an_opt_out(
    steps: list[tuple[str, int, bool]], type1: Scene
) -> None:
    number = next(worlds)
    world = await make_campaign(
        type1.desk,
        type1.behavior,
        [f"+1415{number:06}{index}" for index in range(6)],
        organization=f"Organization {number}",
        line=f"+1202{number:07}",
        now=type1.clock(),
    )
    talks = world.conversations

    def allow(connection: Connection) -> None:
        connection.execute(
            update(campaigns)
            .where(campaigns.c.id == world.campaign_id)
            .values(script="Hi!", quick_send=True)
        )

    await type1.database.write(allow)
    opted_out: set[int] = set()

    def act(connection: Connection, step: tuple[str, int, bool], at: int) -> None:
        what, which, interrupted = step
        try:
            if what == "batch":
                records.send_batch(connection, world.assignment_id, 0, which, JO, type1.clock())
            elif what == "one":
                records.send_one(connection, talks[which - 1], JO, type1.clock())
            elif what == "opt out":
                request = OptOutRequest(f"{number}-{at}", "jo", conversation_id=talks[which - 1])
                opt_out(connection, request, type1.clock())
            else:
                records.set_aside(connection, talks[which - 1], SetAside.SKIPPED)
        finally:
            if interrupted:
                raise Killed

    for at, step in enumerate(steps):
        with suppress(Killed, BadInput, SendingRefused):
            await type1.database.write(act, step, at)
        if step[0] == "opt out":
            opted_out.add(talks[step[1] - 1])
        rows = await type1.rows(texts, texts.c.conversation_id.in_(talks))
        first_messages = [row for row in rows if row["kind"] == TextKind.INITIAL]
        assert (
            max(Counter(row["conversation_id"] for row in first_messages).values(), default=1) == 1
        )
        may_leave = {row["conversation_id"] for row in first_messages if row["state"] == "queued"}
        assert not may_leave & opted_out
    await QuickSend(type1.desk, world.assignment_id).run()
    rows = await type1.rows(texts, texts.c.conversation_id.in_(talks))
    sent = Counter(row["conversation_id"] for row in rows if row["kind"] == TextKind.INITIAL)
    assert set(sent.values()) <= {1}
