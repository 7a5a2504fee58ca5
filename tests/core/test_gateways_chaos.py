"""A bad day at two providers, the receiver killed under load: nothing lost, nothing twice."""

from __future__ import annotations

import random
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("there is no SIGKILL here", allow_module_level=True)

from benchmarks.crash_harness import LINES, number_of, set_up
from benchmarks.gateway_chaos_check import ORDER, Events, Findings, SaidText, check
from benchmarks.gateway_chaos_harness import Day, run_day
from benchmarks.gateway_chaos_parts import Gateway
from benchmarks.gateway_chaos_world import STRANGERS
from core.gateways import network_path
from core.providers.simulator import Simulator


def test_a_bad_day_at_two_providers(tmp_path: Path) -> None:
    day = Day()
    seed = random.randrange(2**32)

    found = run_day(tmp_path, day, seed)

    assert found.violations == [], seed
    # It was such a day: all of it happened.
    assert found.kills == day.kills
    assert found.stored > day.conversations / 2
    assert found.confirmations["no_conversation"] == 2 * STRANGERS
    assert min(found.confirmations[how] for how in ("sent", "told")) > 10
    assert min(found.states[how] for how in ("delivered", "blocked", "unknown")) > 0
    assert min(found.webhooks[how] for how in ("acknowledged", "unanswered", "lost")) > 0


async def test_the_check_sees_what_it_is_there_to_see(tmp_path: Path) -> None:
    path = tmp_path / "textbank.sqlite"
    set_up(path, people=9)
    await Simulator(network_path(path)).configure()
    numbers = [number_of(person) for person in range(10)]
    opted_out = (
        "INSERT INTO opt_out (organization_id, number, source, author, at, confirmation) "
        "VALUES (1, ?, 'texter', 'jo', 5, ?)"
    )
    text = (
        "INSERT INTO text (line_id, number, kind, direction, body, at, state, "
        "provider_message_id, reason, author, request, rule, attempts) "
        "VALUES (1, ?, ?, ?, ?, 4, ?, ?, '', '', 'none', '', 0)"
    )
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(ORDER)
        told_how = [(numbers[1], "sent"), (numbers[2], "told"), (numbers[3], "pending")]
        connection.executemany(opted_out, told_how)
        sent = [
            (numbers[1], "reply", "out", b"late", "sent", "1"),
            (numbers[4], "reply", "out", b"blocked", "delivered", "2"),
            (numbers[5], "reply", "out", b"waiting", "queued", None),
            (numbers[6], "reply", "out", b"cancelled", "cancelled", None),
            (numbers[7], "inbound", "in", b"STOP", "received", "3"),
            (numbers[7], "inbound", "in", b"STOP", "received", "5"),
        ]
        connection.executemany(text, sent)
        # Claimed although the opt-out stood.
        connection.execute("UPDATE text SET state = 'sending' WHERE body = ?", (b"late",))
        connection.execute("UPDATE text SET state = 'sent' WHERE body = ?", (b"late",))
    told = b"You are now opted-out and will receive no further messages."
    with closing(sqlite3.connect(network_path(path))) as phones, phones:
        phones.executemany(
            "INSERT INTO texts (line, number, from_contact, body, at, state, kind) "
            "VALUES (?, ?, 0, ?, 9, ?, 'text')",
            [
                (LINES[0], numbers[1], told, "delivered"),
                (LINES[1], numbers[1], told, "delivered"),
                (LINES[0], numbers[1], b"late", "delivered"),
                (LINES[0], numbers[2], told, "delivered"),
                (LINES[0], numbers[4], b"blocked", "not_delivered"),
                (LINES[0], numbers[6], b"cancelled", "delivered"),
            ],
        )
    events = Events(
        said=[
            SaidText(LINES[0], numbers[7], "STOP", "3", True),
            SaidText(LINES[0], numbers[8], "Hello", "4", False),
            SaidText(LINES[0], numbers[1], "STOP", None, True),
        ],
        pressed=[numbers[2], numbers[9]],
        blocked={numbers[2], numbers[3]},
    )
    found = Findings()
    gateway = Gateway("simulator", LINES[0], "", {}, network_path(path))

    check(path, [gateway], events, found)

    assert set(found.violations) == {
        f"{numbers[1]}: opted out, and never asked for it",
        f"{numbers[1]}: opted out, and on a list",
        f"{numbers[1]}: a second confirmation arrived",
        f"{numbers[1]}: text 1 was claimed after the opt-out",
        f"{numbers[1]}: “{told.decode()}” arrived, and is not on record",
        f"{numbers[1]}: “late” arrived after the opt-out",
        f"{numbers[2]}: opted out, and on a list",
        f"{numbers[2]}: 1 confirmations arrived, the record says told",
        f"{numbers[2]}: “{told.decode()}” arrived, and is not on record",
        f"{numbers[3]}: opted out, and on a list",
        f"{numbers[3]}: 0 confirmations arrived, the record says pending",
        f"{numbers[4]}: “blocked” is shown as delivered, and never arrived",
        f"{numbers[5]}: “waiting” ended queued",
        f"{numbers[6]}: “cancelled” arrived, the record says cancelled",
        f"{numbers[7]}: an opt-out is lost",
        f"{numbers[7]}: “STOP” is stored and was never said",
        f"{numbers[8]}: “Hello” is stored 0 times",
        f"{numbers[9]}: an opt-out is lost",
    }
