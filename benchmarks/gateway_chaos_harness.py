"""A bad day at two real providers, over real HTTP, and what must hold at its end.

The receiver, which carries the outbox, is killed again and again and started anew; a
texter's program works the list on the same database; the providers fail at their API, lose
answers, and call webhooks twice, late, in another order, or not at all. Phones write all
the while. When nothing is left to do, the database and the phones are compared.
"""

from __future__ import annotations

import asyncio
import random
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection as Pipe
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import httpx

from benchmarks.gateway_chaos_check import Events, Findings, SaidText, check
from benchmarks.gateway_chaos_parts import (
    FORKING,
    Gateway,
    Receiver,
    Worked,
    simulate,
    work_the_list,
)
from benchmarks.gateway_chaos_world import Act, acts, secrets, set_up, share
from core.outbox import LEASE

VENDORS = ("twilio", "bandwidth")
"""One of each type."""
STORED_BEFORE = 10
"""So many texts the receiver stores at least before it is killed, if there are so many."""
LOCKED_SECONDS = 0.3
"""So long another program keeps the database from everybody before some of the kills."""
PATIENCE = 45.0
"""Seconds that what is left may take at the end of the day."""
QUIET = 3
"""So many looks in a row find nothing left to do."""

STORM: dict[str, Any] = {
    "error_status": 500,
    "api_error": {"rate": 0.04},
    "api_error_after": {"rate": 0.05},
    "reset_before": {"rate": 0.04},
    "reset_after": {"rate": 0.05},
    "slow": {"rate": 0.04},
    "slow_seconds": 0.4,
    "duplicate": {"rate": 0.2},
    "reorder": {"rate": 0.2},
    "reorder_seconds": 0.6,
    "lose_report": {"rate": 0.1},
    "delay_seconds": 0.02,
}
"""What goes wrong all day."""
TOO_MUCH: dict[str, Any] = {
    # Whoever says this has not taken the text.
    "error_status": 429,
    "api_error": {"next": 2},
    "api_error_after": {"rate": 0},
}
"""Now and then a provider takes no more."""
AWAY: dict[str, Any] = {
    # Whoever says this may have taken it: these texts arrive, and no report tells of them.
    "error_status": 503,
    "retry_after": 1,
    "api_error": {"rate": 0},
    "api_error_after": {"next": 1},
    "lose_report": {"rate": 1},
}
"""Or is away for a moment, and asks for patience."""
AS_EVER: dict[str, Any] = {name: STORM.get(name, 0) for name in AWAY}


@dataclass(frozen=True, slots=True)
class Day:
    """How bad a day it is."""

    conversations: int = 200
    kills: int = 3
    """So often the receiver is killed."""
    seconds: float = 5.0
    """So long the phones write."""
    vendors: tuple[str, str] = VENDORS
    waits_for_leases: bool = False
    """Whether what a killed receiver had claimed is waited for as long as others would wait
    for it; else its claims end with it, and nothing else changes."""


def run_day(folder: Path, day: Day, seed: int) -> Findings:
    """Live through one day and look at what it left.

    Args:
        folder: Where everything is kept; empty.
        day: How bad it is.
        seed: What everything is drawn from, as far as it is drawn here.

    Raises:
        RuntimeError: One of the programs does not start.
    """
    return asyncio.run(_day(folder, day, random.Random(seed), seed))


async def _day(folder: Path, day: Day, chance: random.Random, seed: int) -> Findings:
    began = time.perf_counter()
    path = folder / "textbank.sqlite"
    environment: dict[str, str] = {}
    receiver = Receiver(path, environment)
    found, events = Findings(), Events()
    with (
        _program(simulate, day.vendors, folder, receiver.url) as providers,
        receiver,
        httpx.Client(trust_env=False, timeout=30) as http,
    ):
        gateways: list[Gateway] = await _heard(providers, 60)
        talks = share(day.conversations)
        await set_up(path, gateways, talks, receiver.url)
        for gateway in gateways:
            environment.update(secrets(gateway))
            _control(http, gateway, "PATCH", "faults", {"seed": seed % 10**6, **STORM})
        await receiver.start()
        with _program(work_the_list, path, seed) as texter:
            planned = acts(day.seconds, talks, gateways, chance, events)
            await asyncio.gather(
                _write(gateways, planned, events),
                _kill(receiver, day, path, chance, found),
                _overload(http, gateways, day),
            )
            patience = PATIENCE + (LEASE.total_seconds() if day.waits_for_leases else 0)
            if not await _is_quiet(http, gateways, path, patience):
                found.violations.append(f"no end of it: {_left(path)}; {receiver.said()}")
            texter.send("end")
            worked: Worked = await _heard(texter, 30)
        for gateway in gateways:
            found.webhooks.update(_control(http, gateway, "GET", "", None)["webhooks"])
        if (status := await asyncio.to_thread(receiver.end)) != 0:
            found.violations.append(f"the receiver ended with {status}: {receiver.said()}")
    events.pressed = worked.pressed
    found.violations += worked.wrong
    check(path, gateways, events, found)
    found.seconds = time.perf_counter() - began
    return found


# Meanwhile


async def _write(gateways: Sequence[Gateway], planned: Sequence[Act], events: Events) -> None:
    """Have the phones write."""
    began = time.monotonic()
    async with httpx.AsyncClient(trust_env=False, timeout=30) as http:
        for act in planned:
            await asyncio.sleep(max(0.0, began + act.at - time.monotonic()))
            gateway = gateways[act.gateway]
            about = {"line": gateway.line, "number": act.number}
            what, more = ("say", {"text": act.body}) if act.body else ("blocks", {})
            answer = await http.post(f"{gateway.url}/simulator/{what}", json=about | more)
            answer.raise_for_status()
            if act.body:
                message_id = answer.json()["message_id"]
                said = SaidText(gateway.line, act.number, act.body, message_id, act.asks)
                events.said.append(said)


async def _kill(
    receiver: Receiver, day: Day, path: Path, chance: random.Random, found: Findings
) -> None:
    """Kill the receiver under load, and start it anew each time."""
    for round_ in range(day.kills):
        # It has come to work before it dies.
        goal = _stored(path) + STORED_BEFORE
        until = time.monotonic() + day.seconds
        while _stored(path) < goal and time.monotonic() < until:  # noqa: ASYNC110 (another's)
            await asyncio.sleep(0.02)
        await asyncio.sleep(chance.uniform(0.0, day.seconds / 10))
        if round_ % 2:
            receiver.kill()
        else:
            # While it cannot store anything: what it had said yes to would be lost.
            with closing(sqlite3.connect(path, timeout=30, isolation_level=None)) as busy:
                busy.execute("BEGIN IMMEDIATE")
                await asyncio.sleep(LOCKED_SECONDS)
                receiver.kill()
                busy.execute("ROLLBACK")
        found.kills += 1
        if not day.waits_for_leases:
            _end_claims(path)
        await asyncio.sleep(chance.uniform(0.0, 0.3))
        await receiver.start()


def _stored(path: Path) -> int:
    with closing(sqlite3.connect(path, timeout=30)) as look:
        row = look.execute("SELECT count(*) FROM text WHERE kind = 'inbound'").fetchone()
    return int(row[0])


def _end_claims(path: Path) -> None:
    """What the dead had claimed is free for others at once, and not when its lease runs out."""
    with closing(sqlite3.connect(path, timeout=30)) as connection, connection:
        connection.execute("UPDATE text SET claim_until = 0 WHERE state = 'sending'")


async def _overload(http: httpx.Client, gateways: Sequence[Gateway], day: Day) -> None:
    """Let each provider take no more for a moment, once, and be away for another."""
    for gateway in gateways:
        for trouble in (AWAY, TOO_MUCH):
            await asyncio.sleep(day.seconds / 6)
            _control(http, gateway, "PATCH", "faults", AS_EVER | trouble)
            until = time.monotonic() + day.seconds / 3
            while _has_more(http, gateway) and time.monotonic() < until:  # noqa: ASYNC110 (another's)
                await asyncio.sleep(0.05)
            _control(http, gateway, "PATCH", "faults", AS_EVER)


def _has_more(http: httpx.Client, gateway: Gateway) -> bool:
    """Whether some of the next texts are still to meet the trouble that was set."""
    faults = _control(http, gateway, "GET", "faults", None)
    return any(faults[name]["next"] for name in ("api_error", "api_error_after"))


# At the end


async def _is_quiet(
    http: httpx.Client, gateways: Sequence[Gateway], path: Path, patience: float
) -> bool:
    """Wait until nobody has anything to do any more."""
    until = time.monotonic() + patience
    quiet = 0
    while quiet < QUIET:
        if time.monotonic() > until:
            return False
        await asyncio.sleep(0.2)
        waiting = sum(_control(http, one, "GET", "", None)["waiting"] for one in gateways)
        quiet = 0 if waiting or any(_open_ends(path).values()) else quiet + 1
    return True


_OPEN_ENDS = {
    "texts to send": "text WHERE state IN ('queued', 'sending')",
    "conversations to work": "conversation WHERE listed AND (needs_reply OR wants_out)",
    "confirmations": "opt_out WHERE confirmation = 'pending'",
}


def _open_ends(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path, timeout=30)) as look:
        return {
            what: look.execute(f"SELECT count(*) FROM {where}").fetchone()[0]
            for what, where in _OPEN_ENDS.items()
        }


def _left(path: Path) -> str:
    return ", ".join(f"{count} {what}" for what, count in _open_ends(path).items())


# Programs


def _control(http: httpx.Client, gateway: Gateway, method: str, path: str, body: Any) -> Any:
    answer = http.request(method, f"{gateway.url}/simulator/{path}", json=body)
    answer.raise_for_status()
    return answer.json()


@contextmanager
def _program(work: Any, *arguments: Any) -> Iterator[Pipe]:
    """A process with the other end of a pipe; it is gone afterwards."""
    mine, its = FORKING.Pipe()
    process: BaseProcess = FORKING.Process(target=work, args=(*arguments, its), daemon=True)
    process.start()
    its.close()
    try:
        yield mine
    finally:
        # A closed pipe tells it to end.
        mine.close()
        process.join(20)
        if process.is_alive():
            process.kill()
            process.join()
        process.close()


async def _heard(pipe: Pipe, seconds: float) -> Any:
    """What a process says."""
    until = time.monotonic() + seconds
    while not pipe.poll():
        if time.monotonic() > until:
            raise RuntimeError("a program said nothing")
        await asyncio.sleep(0.02)
    try:
        return pipe.recv()
    except EOFError:
        raise RuntimeError("a program ended by itself") from None
