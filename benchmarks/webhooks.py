"""Inbound texts: how many a second are durably stored and answered, beside a bare Starlette.

The receiver is the real one: its own process, uvicorn, signatures, SQLite with every commit on
the disk. Beside it, in the same run, a Starlette application on the same server that reads the
body and answers. Callers are a process of their own on connections that stay open, as a
provider's are. Then texts are sent the other way, to a simulated provider over HTTP.

What is held against the aims is the median of the runs, of a receiver with neither its access log
nor its sending, as the bare one has neither. One more run has both, as it is installed.

    .venv/bin/python -m benchmarks.webhooks [--calls 9000] [--connections 24] [--runs 3]
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import hashlib
import hmac
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from sqlalchemy import Connection

from benchmarks.figures import aim, finish, machine, percentile
from core.accounts import AccountChange, AccountDraft, add_account, change_account
from core.campaign_plan import CampaignPlan
from core.campaigns import ensure_assignment, ensure_campaign
from core.clock import utc_now
from core.desk import Desk
from core.domain import Behavior, Texter, TextState

TOKEN = "benchmark"
PUBLIC = "https://texts.example.org"
LINE = "+12025550100"
BODIES = (
    "Yes, I'll be there!",
    "Who is this?",
    "STOP",
    "please stop texting me",
    "Sorry, you have the wrong number",
    "Already voted this morning, thanks",
    "Can you call me back after 5?",
    "no thanks",
)

BARE = """
import sys, uvicorn
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

async def hook(request):
    await request.body()
    return Response(b"<Response/>", media_type="text/xml")

app = Starlette(routes=[Route("/webhooks/{account}", hook, methods=["POST"])])
port = int(sys.argv[1])
print(f"Receiving at http://127.0.0.1:{port}.", file=sys.stderr, flush=True)
uvicorn.run(app, port=port, http="httptools", access_log=False, log_level="warning")
"""


@dataclass(frozen=True, slots=True)
class Load:
    """What a round of calls came to."""

    a_second: float
    latencies: list[float]
    """Milliseconds, of every call."""
    failed: int


def request_of(number: int, run: int) -> bytes:
    """One call as Twilio makes it, signed."""
    fields = {
        "AccountSid": "AC0",
        "Body": BODIES[number % len(BODIES)],
        "From": f"+1415{number:07}",
        "MessageSid": f"SM{run:02}{number:030}",
        "NumMedia": "0",
        "To": LINE,
    }
    url = f"{PUBLIC}/webhooks/twilio"
    text = url + "".join(key + fields[key] for key in sorted(fields))
    signed = base64.b64encode(hmac.new(TOKEN.encode(), text.encode(), hashlib.sha1).digest())
    body = urlencode(fields).encode()
    head = (
        f"POST /webhooks/twilio HTTP/1.1\r\nHost: texts.example.org\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\n"
        f"X-Twilio-Signature: {signed.decode()}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _call(port: int, calls: int, connections: int, pace: float, run: int, answers: object) -> None:
    answers.put(asyncio.run(_Calling(calls, pace, run).made(port, connections)))  # type: ignore[attr-defined]


class _Calling:
    """Calls on so many connections; paced, each is made when its moment has come.

    Bytes made beforehand on bare connections: the callers must not have the second processor.
    """

    def __init__(self, calls: int, pace: float, run: int) -> None:
        self._requests = [request_of(number, run) for number in range(calls)]
        self._pace = pace
        self._made = 0
        self._began = 0.0
        self.free: deque[_Line] = deque()
        self.latencies: list[float] = []
        self.failed = 0
        self.over = asyncio.Event()

    async def made(self, port: int, connections: int) -> Load:
        """Make all calls; return what they came to."""
        loop = asyncio.get_running_loop()
        for _ in range(connections):
            await loop.create_connection(lambda: _Line(self), "127.0.0.1", port)
        self._began = time.perf_counter()
        while self._made < len(self._requests):
            self.go_on()
            await asyncio.sleep(0.001)
        await self.over.wait()
        a_second = len(self._requests) / (time.perf_counter() - self._began)
        return Load(a_second, self.latencies, self.failed)

    def go_on(self) -> None:
        """Make the calls that are due, as far as connections are free."""
        now = time.perf_counter()
        while self.free and self._made < len(self._requests):
            due = self._began + self._made / self._pace if self._pace else now
            if due > now:
                return
            self.free.popleft().call(self._requests[self._made], due)
            self._made += 1

    def answered(self, line: _Line, right: bool) -> None:
        """Count a call; its connection is free for the next."""
        # By the moment it should have been made: who waits behind others has waited.
        self.latencies.append((time.perf_counter() - line.due) * 1_000)
        self.failed += not right
        self.free.append(line)
        if len(self.latencies) == len(self._requests):
            self.over.set()
        else:
            self.go_on()


class _Line(asyncio.Protocol):
    """One connection of the callers."""

    due = 0.0

    def __init__(self, calling: _Calling) -> None:
        self._calling = calling
        self._said = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._calling.free.append(self)

    def call(self, request: bytes, due: float) -> None:
        assert self._transport is not None
        self.due = due
        self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        self._said += data
        head, found, body = self._said.partition(b"\r\n\r\n")
        if found:
            length = re.search(rb"content-length: (\d+)", head)
            if len(body) == (int(length[1]) if length else 0):
                self._said = b""
                self._calling.answered(self, head.startswith(b"HTTP/1.1 200"))


def load(port: int, calls: int, connections: int, pace: float, run: int) -> Load:
    """Make calls from a process of their own."""
    context = get_context("spawn")
    answers = context.Queue()
    caller = context.Process(target=_call, args=(port, calls, connections, pace, run, answers))
    caller.start()
    found: Load = answers.get()
    caller.join()
    return found


@dataclass(frozen=True, slots=True)
class Running:
    """A program that receives calls."""

    port: int
    pid: int

    def processor(self) -> float:
        """Seconds that its threads have computed for: what other work does not change."""
        shares = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(one.read_text().split()[0]) for one in shares) / 1e9


@contextmanager
def program(*command: str, folder: Path) -> Iterator[Running]:
    """A program that says at which port it receives; ended as when told to."""
    environment = os.environ | {"TEXTBANK_TWILIO_AUTH_TOKEN": TOKEN, "HOME": str(folder)}
    log = folder / "program.log"
    # No pipe: an access log that nobody reads would fill it, and the program wait.
    with log.open("wb") as said:
        running = subprocess.Popen(command, stderr=said, env=environment)
    try:
        while not (found := re.search(r"http://127\.0\.0\.1:(\d+)", log.read_text())):
            if running.poll() is not None:
                raise SystemExit("the program ended before it received anything")
            time.sleep(0.05)
        yield Running(int(found[1]), running.pid)
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait(60)


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as at:
        return int(at.getsockname()[1])


async def make(path: Path, contacts: int) -> None:
    """A campaign on an account at Twilio with a conversation for every caller."""
    async with Desk(path, Texter("ada", administrator=True)) as desk:
        # Nobody answers there: no real provider is asked whether it accepts the token.
        settings = {"account_sid": "AC" + "0" * 32, "api_url": "http://127.0.0.1:9"}
        await add_account(desk, AccountDraft("twilio", "twilio", settings), "Open Roads")
        plan = CampaignPlan("Open Roads", "Spring", Behavior.TYPE_2, LINE, provider="twilio")
        database = await desk.database()
        ids = await database.write(ensure_campaign, plan, utc_now())
        assignment = await database.write(ensure_assignment, ids.campaign_id, "jo", utc_now())
    with closing(sqlite3.connect(path)) as connection, connection:
        numbers = [f"+1415{number:07}" for number in range(contacts)]
        connection.executemany(
            "INSERT INTO contact (organization_id, number, first_name, last_name) "
            "VALUES (1, ?, 'Maria', 'Lopez')",
            [(number,) for number in numbers],
        )
        connection.execute(
            "INSERT INTO conversation (organization_id, campaign_id, line_id, contact_id, "
            "assignment_id, number, custom, request, needs_reply, wants_out, listed, rank, "
            "revision) SELECT 1, ?, ?, id, ?, number, '{}', 'none', 0, 0, 1, 0, 1 FROM contact",
            (ids.campaign_id, ids.line_id, assignment),
        )


async def send_all(path: Path, api_url: str, credentials: dict[str, str], texts: int) -> float:
    """Texts a second from the outbox to the provider's answers, written down."""
    os.environ["TEXTBANK_TWILIO_AUTH_TOKEN"] = credentials["auth_token"]
    settings = {"account_sid": credentials["account_sid"], "api_url": api_url}
    async with Desk(path, Texter("ada", administrator=True)) as desk:
        await change_account(desk, "twilio", AccountChange(settings, texts_per_second=1_000))
        database = await desk.database()

        def queue(connection: Connection) -> None:
            connection.exec_driver_sql("UPDATE organization SET hours_enforced = 0")
            connection.exec_driver_sql(
                "INSERT INTO text (conversation_id, line_id, number, kind, direction, body, at, "
                "state, reason, author, request, rule, reference, due_at, attempts) "
                "SELECT id, line_id, number, 'reply', 'out', 'Will you vote on Tuesday?', 0, "
                "'queued', '', 'jo', 'none', '', 'bench-' || id, 0, 0 FROM conversation "
                "WHERE opt_out_id IS NULL LIMIT ?",
                (texts,),
            )

        await database.write(queue)
        worker = await desk.worker()
        began = time.perf_counter()
        done = await worker.send_due()
        took = time.perf_counter() - began
        if done[TextState.SENT] + done[TextState.DELIVERED] != texts:
            raise SystemExit(f"not all were sent: {dict(done)}")
    return texts / took


def outbound(folder: Path, texts: int) -> None:
    """The outbox against Twilio's API, simulated by a program of its own."""
    path = folder / "outbound.sqlite"
    asyncio.run(make(path, texts))
    command = (sys.executable, "-m", "tui", "simulate-gateway", "twilio", "--port", "0")
    command += ("--number", LINE, "--json")
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as simulator:
        assert simulator.stdout is not None
        shape = json.loads(simulator.stdout.readline())
        found = asyncio.run(send_all(path, shape["url"], shape["credentials"], texts))
        simulator.send_signal(signal.SIGTERM)
    print(f"  {found:,.0f} texts a second, at a line's pace of 1,000")


def stored(path: Path) -> int:
    """How many texts are in the file."""
    with closing(sqlite3.connect(path)) as connection:
        row = connection.execute("SELECT count(*) FROM text WHERE kind = 'inbound'").fetchone()
        return int(row[0])


def inbound(folder: Path, calls: int, connections: int, runs: int) -> None:
    """The receiver beside a bare Starlette, one after the other in every run."""
    path = folder / "textbank.sqlite"
    asyncio.run(make(path, calls))
    options = ("--port", "0", "--public-url", PUBLIC, f"--database={path}")
    serve = (sys.executable, "-m", "tui", "serve", *options)
    ours: list[float] = []
    paced: list[float] = []
    for run in range(runs):
        with program(sys.executable, "-c", BARE, str(free_port()), folder=folder) as other:
            time.sleep(1)
            load(other.port, calls // 6, connections, 0, 90)
            computed = other.processor()
            floor = load(other.port, calls, connections, 0, run)
            of_bare = (other.processor() - computed) / calls * 1_000
        with program(*serve, "--no-access-log", "--no-sending", folder=folder) as receiver:
            computed = receiver.processor()
            found = load(receiver.port, calls, connections, 0, 3 * run)
            of_ours = (receiver.processor() - computed) / calls * 1_000
            calm = load(receiver.port, calls, 4 * connections, 1_000, 3 * run + 1)
            steady = load(receiver.port, calls, 4 * connections, 1_500, 3 * run + 2)
        check_stored(path, [found, calm, steady], 3 * (run + 1) * calls)
        ours.append(found.a_second)
        paced.append(percentile(steady.latencies, 99))
        print(
            f"  run {run + 1}: {found.a_second:,.0f} a second stored "
            f"(p99 {percentile(found.latencies, 99):.1f} ms, {connections} connections), "
            f"bare {floor.a_second:,.0f} (p99 {percentile(floor.latencies, 99):.1f} ms), "
            f"{found.a_second / floor.a_second:.2f} of it; "
            f"at 1,000 a second p99 {percentile(calm.latencies, 99):.1f} ms, "
            f"at 1,500 p50 {percentile(steady.latencies, 50):.1f}, p99 {paced[-1]:.1f} ms; "
            f"{of_ours:.2f} ms of a processor a call, bare {of_bare:.2f}"
        )
    with program(*serve, folder=folder) as receiver:
        found = load(receiver.port, calls, connections, 0, 3 * runs)
        steady = load(receiver.port, calls, 4 * connections, 1_500, 3 * runs + 1)
    check_stored(path, [found, steady], (3 * runs + 2) * calls)
    print(
        f"  with its access log and its sending: {found.a_second:,.0f} a second stored; at 1,500 "
        f"a second p50 {percentile(steady.latencies, 50):.1f}, "
        f"p99 {percentile(steady.latencies, 99):.1f} ms"
    )
    beside = f"median of {runs} runs without access log and sending"
    aim(f"seconds for 1,500 texts, {beside}", 1_500 / median(ours), 1.0, "s")
    aim(f"p99 of a call at 1,500 a second, {beside}", median(paced), 20.0, "ms")


def check_stored(path: Path, loads: list[Load], texts: int) -> None:
    """End where a call failed, or not every text so far was stored."""
    failed, there = sum(one.failed for one in loads), stored(path)
    if failed or there != texts:
        raise SystemExit(f"{failed} calls failed; {there} of {texts} stored")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=9_000)
    parser.add_argument("--connections", type=int, default=24)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--data", type=Path, default=None)
    given = parser.parse_args()
    print(f"{machine()} at the start")
    folder = Path(tempfile.mkdtemp(dir=given.data))
    try:
        print("\nInbound texts, signed, stored durably, answered")
        inbound(folder, given.calls, given.connections, given.runs)
        print("\nOutbound texts, to a simulated provider's API over HTTP")
        outbound(folder, given.calls // 3)
    finally:
        shutil.rmtree(folder)
    return finish()


if __name__ == "__main__":
    raise SystemExit(main())
