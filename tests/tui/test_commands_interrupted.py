"""Ctrl-C ends a command in order, however often it is pressed."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
import typer

from core.desk import Desk
from core.quick_send import QuickSend
from core.settings import load_settings
from tests.tui.command_line import CommandLine
from tui.commands.running import Run, run_to_end
from tui.commands.sending_all import send_all

PEOPLE = 2_000
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database whose campaign may text so many people in one go, slowly."""
    line = CommandLine(tmp_path_factory.mktemp("crowd"))
    numbers = "\n".join(f"+1415556{number:04}" for number in range(PEOPLE))
    file = line.write("contacts.csv", f"Phone\n{numbers}\n")
    line("import", file, "--campaign", "Spring", "--provider", "type1")
    with closing(sqlite3.connect(line.database)) as connection, connection:
        connection.execute("UPDATE organization SET hours_enforced = 0")
        connection.execute("UPDATE campaign SET script = 'Will you vote?', quick_send = 1")
    return line.database


def states(database: Path) -> dict[str, int]:
    """How many texts are in which state."""
    with closing(sqlite3.connect(database)) as connection:
        return dict(connection.execute("SELECT state, count(*) FROM text GROUP BY state"))


async def interrupted(database: Path, pause: float) -> tuple[int, str]:
    """Press Ctrl-C twice while all is being sent; return the exit code and what was said."""
    where = ["--texter", "jo", "--database", str(database)]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tui", *where, "send-first", "--all"),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    before = sum(states(database).values())
    async with asyncio.timeout(30):
        while sum(states(database).values()) == before:  # noqa: ASYNC110
            await asyncio.sleep(0.005)
        for _ in range(2):
            process.send_signal(signal.SIGINT)
            await asyncio.sleep(pause)
        _, said = await process.communicate()
    return process.returncode or 0, said.decode()


@pytest.mark.parametrize("pause", [0.0, 0.005, 0.05])
async def test_pressed_twice_it_ends_in_order_and_nothing_is_left_on_its_way(
    crowd: Path, pause: float
) -> None:
    code, said = await interrupted(crowd, pause)

    assert code == 130
    assert "Traceback" not in said
    assert said.endswith("textbank: Interrupted. What was done so far is saved.\n")
    assert states(crowd).get("sending", 0) == 0


def test_no_second_interrupt_breaks_off_the_closing() -> None:
    ended: list[str] = []

    async def work() -> None:
        try:
            os.kill(os.getpid(), signal.SIGINT)
            await asyncio.sleep(60)
        finally:
            os.kill(os.getpid(), signal.SIGINT)
            await asyncio.sleep(0.01)
            ended.append("closed")

    before = signal.getsignal(signal.SIGINT)
    try:
        with pytest.raises(KeyboardInterrupt):
            run_to_end(work())
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
    assert ended == ["closed"]


def test_what_is_not_interrupted_leaves_ctrl_c_as_it_was() -> None:
    before = signal.getsignal(signal.SIGINT)

    async def work() -> None:
        raise typer.Exit(3)

    with pytest.raises(typer.Exit):
        run_to_end(work())
    assert signal.getsignal(signal.SIGINT) is before


async def test_where_the_worker_breaks_down_the_run_ends_and_says_so(
    crowd: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def break_down(*_: object) -> None:
        await asyncio.sleep(0.1)
        raise ZeroDivisionError("a fault")

    monkeypatch.setattr(Desk, "work", break_down)
    run = Run(load_settings(texter="jo", database=str(crowd)), as_json=False)
    async with run.desk() as desk, asyncio.timeout(20):
        with pytest.raises(ZeroDivisionError):
            await send_all(run, desk, [(1, QuickSend(desk, 1))])
