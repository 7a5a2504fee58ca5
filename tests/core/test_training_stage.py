"""A stage, and a performance on two of them: steps forwards and backwards, and by hand between."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any, Final

import pytest

import core.clock
from core.domain import Behavior, Closing, TextState
from core.errors import NotFound, StepImpossible, TrainingOnly
from core.gateways import Gateways, network_path
from core.providers.base import OutboundText, SendResult
from core.providers.simulator import Simulator
from core.training.classroom import PREFIX, Classroom
from core.training.library import scenario_named
from core.training.performance import Performance
from core.training.scenario import (
    TRAINEE,
    Act,
    Captions,
    ContactSays,
    Doing,
    Person,
    ProviderAnswers,
    Scenario,
    Step,
    TexterDoes,
    TexterSays,
    TimePasses,
    TrainingCampaign,
)
from core.training.stage import BEGINS_AT, Stage
from core.worker import Worker
from tests.core.spec_model import Asks, Shown
from tests.core.test_training_database import Wire
from tests.core.training_world import assert_as_told, happens, model_of, performing, seen_on

SPRING, FALL = "Spring turnout", "Fall turnout"
WORDS: Final = {
    "STOP": Asks.KEYWORD,
    "please stop texting me": Asks.REQUEST,
    "START": Asks.START,
    "ok": Asks.NOTHING,
}
"""What contacts say in these tests, and what that asks for."""


def step(act: Act, who: str = "maria", campaign: str = SPRING) -> Step:
    return Step(act, Captions("", ""), who, campaign, 1)


STOP, OPT_OUT, UNDO = ContactSays("STOP"), TexterDoes(Doing.OPT_OUT), TexterDoes(Doing.UNDO)


def lesson(*steps: Step | Act, **settings: bool) -> Scenario:
    """A scenario with two contacts and two campaigns."""
    return Scenario(
        name="a-lesson",
        title="A lesson",
        about="What these tests need.",
        shown_with=Behavior.TYPE_1,
        campaigns=(
            TrainingCampaign(SPRING, "Hi {firstName}, will you vote?"),
            TrainingCampaign(FALL, "Hi {firstName}, will you help?"),
        ),
        cast=(
            Person("maria", "Maria", "Lopez", "+14155550134"),
            Person("dana", "Dana", "Fox", "+14155550142", said="ok"),
        ),
        steps=tuple(one if isinstance(one, Step) else step(one) for one in steps),
        opening=Captions("", ""),
        **settings,
    )


def with_following(scenario: Scenario, position: int) -> tuple[Step, Step | None]:
    following = scenario.steps[position + 1 : position + 2]
    return scenario.steps[position], following[0] if following else None


async def seen(performance: Performance) -> dict[Behavior, Shown]:
    return {which: await seen_on(stage) for which, stage in performance.stages.items()}


async def with_times(performance: Performance) -> list[Any]:
    """Every text on the phones and in the transcripts, with its time and all that is said of it."""
    looks: list[Any] = []
    for stage in performance.stages.values():
        for who in stage.scenario.cast:
            looks.append(stage.phone(who.key))
            for campaign in stage.scenario.campaigns:
                looks.append(_conversation(stage, who.key, campaign.name))
    return list(await asyncio.gather(*looks))


async def _conversation(stage: Stage, who: str, campaign: str) -> Any:
    # Without the draft: that is nothing anybody has said or done.
    return replace(await stage.desk.conversation(stage.conversation(who, campaign)), draft="")


# Time


class _Standing:
    """Stands for the computer's own clock."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    def now(self, zone: tzinfo) -> datetime:
        return self._moment.replace(tzinfo=zone)


async def test_nobody_asks_what_time_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two performances are the same to the microsecond, whenever they are given."""
    scenario = scenario_named("stop-type-1")
    runs = []
    for number, moment in enumerate((datetime(1999, 12, 31), datetime(2040, 2, 29))):
        monkeypatch.setattr(core.clock, "datetime", _Standing(moment))
        performance = await Performance.begin(scenario, tmp_path / str(number), TRAINEE)
        looks = [await with_times(performance)]
        while await performance.advance():
            looks.append(await with_times(performance))
        runs.append(looks)
        await performance.close()

    assert runs[0] == runs[1]


async def test_what_is_held_is_held_as_long_as_nobody_lets_time_pass(tmp_path: Path) -> None:
    async with performing(lesson(STOP, OPT_OUT), tmp_path) as performance:
        await performance.advance()
        await performance.advance()
        stage = performance.stages[Behavior.TYPE_1]
        for _ in range(3):
            assert not await stage.carry()
        assert await stage.next_due() == 5.0

        await performance.let_pass(4.9)
        assert "confirmation waits" in await _confirmations(stage)
        await performance.let_pass(0.1)

        assert await _confirmations(stage) == "confirmation delivered"
        assert await stage.next_due() is None
        assert await performance.stages[Behavior.TYPE_2].next_due() is None


async def test_what_is_due_happens_when_it_is_due_however_long_nobody_looks(
    tmp_path: Path,
) -> None:
    """A confirmation leaves after its seconds, and not (or never) when the day is over."""
    async with performing(lesson(OPT_OUT, TimePasses(2 * 86_400)), tmp_path) as performance:
        await performance.advance()
        stage = performance.stages[Behavior.TYPE_1]
        pressed = stage.clock()

        await performance.advance()

        assert stage.clock() - pressed == timedelta(days=2)
        view = await stage.desk.conversation(stage.conversation("maria", SPRING))
        assert view.texts[-1].state is TextState.DELIVERED
        assert view.texts[-1].at - pressed == timedelta(seconds=5)
        [spring, _] = (await stage.phone("maria")).threads
        assert spring.texts[-1].at - pressed == timedelta(seconds=5)


async def _confirmations(stage: Stage) -> str:
    shown = (await seen_on(stage)).conversations["maria", SPRING]
    states = [line.state for line in shown.transcript if line.what == "confirmation"]
    return " ".join(f"confirmation {state.replace('waiting', 'waits')}" for state in states)


async def _until(true: Callable[[], bool]) -> None:
    """Give others their turn until something is so."""
    async with asyncio.timeout(30):
        while not true():  # noqa: ASYNC110 - nobody tells of it
            await asyncio.sleep(0)


# Backwards


async def test_back_takes_back_first_what_was_done_by_hand(tmp_path: Path) -> None:
    async with performing(lesson(STOP, OPT_OUT), tmp_path) as performance:
        begun = await with_times(performance)
        await performance.advance()
        told = await with_times(performance)
        said = await performance.say("please stop texting me")
        await performance.let_pass(30)

        assert [one.delivered for one in said.values()] == [True, False]
        assert await performance.back()
        assert performance.position == 1
        assert await with_times(performance) == told
        assert await performance.back()
        assert performance.position == 0
        assert await with_times(performance) == begun
        assert not await performance.back()


async def by_opting_out(stage: Stage) -> None:
    await stage.desk.opt_out(stage.conversation("dana", FALL))


async def by_replying(stage: Stage) -> None:
    await stage.desk.reply(stage.conversation("dana", FALL), "Thank you!")


async def by_hiding(stage: Stage) -> None:
    await stage.desk.close_conversation(stage.conversation("dana", FALL), Closing.HIDDEN)


async def by_hiding_another_one(stage: Stage) -> None:
    await stage.desk.close_conversation(stage.conversation("maria", SPRING), None)
    await by_hiding(stage)


async def by_undoing(stage: Stage) -> None:
    await stage.desk.close_conversation(stage.conversation("maria", SPRING), None)


@pytest.mark.parametrize(
    "act", [by_opting_out, by_replying, by_hiding, by_hiding_another_one, by_undoing]
)
async def test_what_was_done_on_one_stage_only_is_taken_back_too(
    tmp_path: Path, act: Callable[[Stage], Any]
) -> None:
    async with performing(lesson(TexterDoes(Doing.HIDE)), tmp_path) as performance:
        await performance.advance()
        before = await with_times(performance)

        await act(performance.stages[Behavior.TYPE_2])
        assert await with_times(performance) != before

        assert await performance.back()
        assert performance.position == 1
        assert await with_times(performance) == before


async def test_looking_is_nothing_done_by_hand(tmp_path: Path) -> None:
    async with performing(lesson(STOP), tmp_path) as performance:
        await performance.advance()
        for stage in performance.stages.values():
            await stage.desk.mark_read(stage.conversation("maria", SPRING))

        assert await performance.back()
        assert performance.position == 0


async def test_restart_takes_back_everything(tmp_path: Path) -> None:
    async with performing(lesson(STOP, OPT_OUT, UNDO), tmp_path) as performance:
        begun = await with_times(performance)
        while await performance.advance():
            pass
        await performance.say("START")

        await performance.restart()

        assert performance.position == 0
        assert performance.latest is None
        assert await with_times(performance) == begun
        assert [stage.clock() > BEGINS_AT for stage in performance.stages.values()] == [True, True]
        assert await performance.advance()


async def test_what_is_done_after_going_back_is_remembered_anew(tmp_path: Path) -> None:
    async with performing(lesson(STOP, OPT_OUT), tmp_path) as performance:
        await performance.advance()
        await performance.back()
        await performance.say("ok")
        await performance.advance()
        once_more = await with_times(performance)
        await performance.advance()

        await performance.back()

        assert await with_times(performance) == once_more


async def test_what_was_put_away_is_known_again_after_going_back(tmp_path: Path) -> None:
    """So that undo takes back the same each time."""
    async with performing(lesson(TexterDoes(Doing.HIDE), UNDO), tmp_path) as performance:
        for _ in range(2):
            assert await performance.advance()
            for shown in (await seen(performance)).values():
                assert not shown.conversations["maria", SPRING].on_list
            assert await performance.advance()
            for shown in (await seen(performance)).values():
                assert shown.conversations["maria", SPRING].on_list
            assert await performance.back()
            assert await performance.back()


async def test_going_back_waits_for_what_is_being_carried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text on its way comes to no phone after the moment was put back."""
    async with performing(lesson(STOP), tmp_path) as performance:
        before = await with_times(performance)
        stage = performance.stages[Behavior.TYPE_1]
        simulator = await stage.simulator()
        really_send, on_the_wire, go_on = simulator.send, asyncio.Event(), asyncio.Event()

        async def send(text: OutboundText) -> SendResult:
            on_the_wire.set()
            await go_on.wait()
            return await really_send(text)

        monkeypatch.setattr(simulator, "send", send)
        await stage.desk.reply(stage.conversation("maria", SPRING), "Hello again")
        carrying = asyncio.create_task(stage.carry())
        await on_the_wire.wait()
        going_back = asyncio.create_task(performance.back())
        await _until(lambda: going_back.done() or bool(stage._at_work._waiters))
        go_on.set()
        await carrying
        assert await going_back
        await stage.carry()

        assert await with_times(performance) == before


# What cannot be


@pytest.mark.parametrize(
    ("by_hand", "next_step", "words"),
    [
        (OPT_OUT, TexterSays("Hello?"), "opted out"),
        (ContactSays("ok"), UNDO, "no opt-out of yours"),
    ],
)
async def test_an_impossible_step_leaves_everything_as_it_was(
    tmp_path: Path, by_hand: Act, next_step: Act, words: str
) -> None:
    async with performing(lesson(next_step), tmp_path) as performance:
        for stage in performance.stages.values():
            await stage.perform(step(by_hand))
        before = await with_times(performance)
        clocks = [stage.clock() for stage in performance.stages.values()]

        with pytest.raises(StepImpossible, match=words):
            await performance.advance()

        assert performance.position == 0
        assert await with_times(performance) == before
        assert [stage.clock() for stage in performance.stages.values()] == clocks
        # And then what was done by hand can still be taken back.
        assert await performance.back()
        assert await with_times(performance) != before


async def test_a_step_that_is_impossible_under_one_type_happens_under_none(tmp_path: Path) -> None:
    async with performing(lesson(TexterSays("Hello?")), tmp_path) as performance:
        await performance.stages[Behavior.TYPE_2].perform(step(OPT_OUT))
        before = await with_times(performance)

        with pytest.raises(StepImpossible):
            await performance.advance()

        assert await with_times(performance) == before


async def test_who_leaves_in_the_middle_of_a_step_leaves_it_undone(tmp_path: Path) -> None:
    async with performing(lesson(STOP, OPT_OUT), tmp_path) as performance:
        before = await with_times(performance)
        # The first has done all of it by then.
        second = performance.stages[Behavior.TYPE_2]
        began = second.clock()
        advancing = asyncio.create_task(performance.advance())
        await _until(lambda: second.clock() != began)
        advancing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await advancing

        assert performance.position == 0
        assert await with_times(performance) == before
        assert await performance.advance()
        assert performance.position == 1


async def test_an_undo_of_a_press_that_another_one_supports_is_a_step(tmp_path: Path) -> None:
    """It takes back the press; the opt-out stands."""
    steps = OPT_OUT, TimePasses(60), OPT_OUT, UNDO
    async with performing(lesson(*steps), tmp_path) as performance:
        while await performance.advance():
            pass
        for shown in (await seen(performance)).values():
            assert not shown.conversations["maria", SPRING].on_list


async def test_a_contact_that_is_not_in_the_scenario_is_not_found(tmp_path: Path) -> None:
    async with performing(lesson(STOP), tmp_path) as performance:
        with pytest.raises(NotFound, match="no luc"):
            performance.stages[Behavior.TYPE_1].conversation("luc", SPRING)


async def test_what_happens_on_one_stage_is_unknown_on_the_other(tmp_path: Path) -> None:
    async with performing(lesson(STOP), tmp_path) as performance:
        before = await seen(performance)
        await performance.stages[Behavior.TYPE_2].say("maria", SPRING, "STOP")

        after = await seen(performance)

        assert after[Behavior.TYPE_1] == before[Behavior.TYPE_1]
        assert after[Behavior.TYPE_2] != before[Behavior.TYPE_2]
        paths = {stage.desk.path for stage in performance.stages.values()}
        assert len(paths | {network_path(path) for path in paths}) == 4


# Files


def inside(folder: Path) -> list[Path]:
    return list(folder.iterdir())


def files_beneath(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


async def test_a_classroom_leaves_no_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    classroom = Classroom()
    await classroom.open(lesson(STOP))
    [folder] = inside(tmp_path)
    assert folder.name.startswith(PREFIX)
    assert os.stat(folder).st_mode & 0o077 == 0
    await classroom.performance.advance()
    await classroom.open(lesson(OPT_OUT))
    assert folder not in inside(tmp_path)

    await classroom.close()
    await classroom.close()

    assert inside(tmp_path) == []
    assert files_beneath(home) == []


_KILLED = """
import asyncio
from core.training.classroom import Classroom
from core.training.library import scenario_named

async def main():
    classroom = Classroom()
    await classroom.open(scenario_named("stop-type-2"))
    print("performing", flush=True)
    while True:
        while await classroom.performance.advance():
            pass
        await classroom.performance.restart()

asyncio.run(main())
"""


async def test_killed_in_the_middle_it_leaves_a_temporary_folder_and_nothing_else(
    tmp_path: Path, home: Path
) -> None:
    work, temporary = tmp_path / "work", tmp_path / "temporary"
    work.mkdir()
    temporary.mkdir()
    program = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        _KILLED,
        cwd=work,
        env=os.environ | {"TMPDIR": str(temporary), "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=asyncio.subprocess.PIPE,
    )
    assert program.stdout is not None
    assert await program.stdout.readline() == b"performing\n"
    program.send_signal(signal.SIGKILL)
    await program.communicate()

    left = inside(temporary)
    assert left
    assert all(one.name.startswith(PREFIX) for one in left)
    assert inside(work) == []
    assert files_beneath(home) == []


_READING = """
import asyncio, json, sys
from pathlib import Path
from core.desk import Desk
from core.domain import Texter

async def main(path, conversation):
    looks = 0
    async with Desk(path, Texter("Amy")) as desk:
        while not path.with_name("enough").exists():
            view = await desk.conversation(conversation)
            await desk.save_draft(conversation, f"look {looks}")
            whole = await desk.reader.row("PRAGMA quick_check")
            assert whole[0] == "ok", whole[0]
            assert view.texts[0].kind == "initial"
            looks += 1
            if looks == 1:
                print("reading", flush=True)
    print(looks)

asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2])))
"""


async def test_a_moment_is_put_back_while_another_program_reads_and_writes(tmp_path: Path) -> None:
    steps = STOP, TexterSays("Hello?"), OPT_OUT, TimePasses(6)
    async with performing(lesson(*steps), tmp_path) as performance:
        stage = performance.stages[Behavior.TYPE_1]
        moments = [await with_times(performance)]
        while await performance.advance():
            moments.append(await with_times(performance))
        other = await asyncio.create_subprocess_exec(
            sys.executable,
            "-c",
            _READING,
            str(stage.desk.path),
            str(stage.conversation("maria", SPRING)),
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        assert other.stdout is not None
        assert await other.stdout.readline() == b"reading\n"

        for position in range(len(steps) - 1, -1, -1):
            assert await performance.back()
            assert await with_times(performance) == moments[position]
        for position in range(1, len(steps) + 1):
            assert await performance.advance()
            assert await with_times(performance) == moments[position]
        await performance.restart()
        assert await with_times(performance) == moments[0]

        stage.desk.path.with_name("enough").touch()
        said, wrong = await other.communicate()
        assert (other.returncode, wrong) == (0, b"")
        assert int(said) > 0
        for path in (stage.desk.path, network_path(stage.desk.path)):
            with closing(sqlite3.connect(path)) as connection:
                assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


async def test_whoever_has_it_open_sees_that_a_moment_was_put_back(tmp_path: Path) -> None:
    async with performing(lesson(STOP), tmp_path) as performance:
        await performance.advance()
        stage = performance.stages[Behavior.TYPE_1]
        seen_version = stage.desk.reader.data_version()

        await performance.back()

        assert stage.desk.reader.data_version() != seen_version


# The wall around it


async def test_a_stage_takes_no_other_provider(tmp_path: Path) -> None:
    async with performing(lesson(STOP), tmp_path) as performance:
        stage = performance.stages[Behavior.TYPE_2]
        gateways, database = await stage.desk.gateways(), await stage.desk.database()
        wire = Wire()
        assert [type(provider) for provider in gateways] == [Simulator]
        with pytest.raises(TrainingOnly):
            gateways.named("wire")
        stage.desk._gateways = Gateways([await stage.simulator(), wire])

        with pytest.raises(TrainingOnly):
            await performance.advance()
        with pytest.raises(TrainingOnly):
            Worker(database, Gateways([wire]), stage.clock)

        stage.desk._gateways = gateways
        assert wire.asked_to == []
        assert await performance.advance()


# In between the steps


async def test_a_press_while_a_stop_is_on_its_way_is_as_the_specification_says(
    tmp_path: Path,
) -> None:
    """Told is asked again at the wire: under Type 2 the confirmation is no longer needed."""
    scenario = lesson(STOP, ProviderAnswers(), TimePasses(6))
    models = {which: model_of(scenario, which, WORDS) for which in Behavior}

    async with performing(scenario, tmp_path) as performance:
        for position in range(len(scenario.steps)):
            assert await performance.advance()
            for which, model in models.items():
                happens(model, *with_following(scenario, position), WORDS)
                if position == 0:
                    stage = performance.stages[which]
                    await stage.desk.opt_out(stage.conversation("maria", SPRING))
                    await stage.carry()
                    model.opt_out(("maria", SPRING))
            expected = {which: model.shows() for which, model in models.items()}
            await assert_as_told(performance, expected, f"after step {position + 1}")

    ends = {
        which: next(
            line.state
            for line in shown.conversations["maria", SPRING].transcript
            if line.what == "confirmation"
        )
        for which, shown in expected.items()
    }
    assert ends == {Behavior.TYPE_1: "delivered", Behavior.TYPE_2: "not sent"}
