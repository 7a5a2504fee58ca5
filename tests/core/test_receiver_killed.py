"""The receiver killed in the midst of calls: what it answered is there, once, and nothing twice."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections import Counter
from pathlib import Path

import httpx
import pytest

from core.domain import Behavior
from tests.core.gateway_world import on_account
from tests.core.test_webhook_serving import PUBLIC, TOKEN, call, stored_bodies, text_of
from tests.core.world import ADMINISTRATOR, MARIA, SAM, open_desk

CALLS = 120
KILL_AT = (25, 70)
"""After so many answers it is killed."""


def start(database: Path, port: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tui", "serve", "--port", str(port), "--public-url", PUBLIC]
    return subprocess.Popen(
        [*command, "--database", str(database), "--no-access-log"],
        stderr=subprocess.DEVNULL,
        env=os.environ | {"TEXTBANK_TWILIO_AUTH_TOKEN": TOKEN},
    )


async def test_no_text_is_lost_or_doubled_when_it_is_killed(database_path: Path) -> None:
    async with open_desk(database_path, ADMINISTRATOR) as desk:
        await on_account(desk, Behavior.TYPE_2, (MARIA, SAM), {"api_url": "http://127.0.0.1:9"})
    with socket.create_server(("127.0.0.1", 0)) as at:
        port = at.getsockname()[1]
    programs = [start(database_path, port)]
    answered: list[str] = []
    lost = 0

    async def deliver(client: httpx.AsyncClient, number: int) -> None:
        """Call until it is taken, as a provider does."""
        nonlocal lost
        body = f"text {number}"
        while True:
            try:
                fields = text_of((MARIA, SAM)[number % 2], body, f"SM{number}")
                if (await call(client, fields)).status_code == 200:
                    break
            except httpx.TransportError:
                lost += 1
            await asyncio.sleep(0.05)
        answered.append(body)
        if len(answered) in KILL_AT:
            # What was answered is on the disk already.
            assert set(answered) <= set(stored_bodies(database_path))
            programs[-1].send_signal(signal.SIGKILL)
            programs[-1].wait()
            programs.append(start(database_path, port))

    try:
        base = f"http://127.0.0.1:{port}"
        limits = httpx.Limits(max_connections=8)
        async with (
            httpx.AsyncClient(base_url=base, trust_env=False, limits=limits) as client,
            asyncio.timeout(60),
        ):
            await asyncio.gather(*(deliver(client, number) for number in range(CALLS)))
    finally:
        for program in programs:
            program.kill()
            program.wait()

    assert len(programs) == 1 + len(KILL_AT)
    assert lost > 0, "calls were under way when it was killed"
    assert Counter(stored_bodies(database_path)) == Counter(f"text {n}" for n in range(CALLS))


@pytest.fixture(autouse=True)
def _secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTBANK_TWILIO_AUTH_TOKEN", TOKEN)
