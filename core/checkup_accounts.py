"""Looking over the accounts at providers, the receiver of their webhooks, and the clock.

Credentials are tried; nobody is texted.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from core.accounts import AccountView, accounts_of
from core.clock import Clock
from core.errors import TextbankError
from core.findings import Finding, Level, how_long, ok
from core.providers.base import Refusal
from core.reader import Reader
from core.webhook_serving.identity import fingerprint

CLOCK_SKEW = 60.0
"""Seconds by which the clock may be wrong: signatures with a time are good for five minutes."""


async def look_at_accounts(reader: Reader, clock: Clock) -> AsyncIterator[Finding]:
    """Each account: whether its secrets are known and its provider accepts them; and the clock.

    The clock is held against that of the first provider that answers.
    """
    accounts = await accounts_of(reader)
    if not accounts:
        yield ok("account", "There is none: campaigns are simulated.")
    skew: timedelta | None = None
    for account in accounts:
        findings, found = await _look_at_account(account, clock)
        skew = skew or found
        for finding in findings:
            yield finding
    yield look_at_clock(skew, clock())


async def _look_at_account(
    account: AccountView, clock: Clock
) -> tuple[list[Finding], timedelta | None]:
    from core.account_gateways import open_account, webhook_url

    findings: list[Finding] = []
    name = f"Account {account.name} ({account.kind.title})"
    try:
        gateway = open_account(account, clock)
    except TextbankError as error:
        return [Finding("account", Level.TROUBLE, f"{name} cannot be used here.", str(error))], None
    try:
        found = await gateway.check()
        date = gateway.server_date
        skew = None if date is None else clock() - date
    finally:
        await gateway.close()
    if found.works:
        findings.append(ok("account", f"{name}: {found.detail}"))
    else:
        unreachable = found.refusal is Refusal.UNREACHABLE
        advice = (
            "Look at the network of this machine, then at the provider's status page."
            if unreachable
            else f"`textbank providers change {account.name} --secrets` takes new ones; "
            "docs/providers.md says where to find them."
        )
        findings.append(Finding("account", Level.TROUBLE, f"{name}: {found.detail}", advice))
    if not webhook_url(account):
        findings.append(
            Finding(
                "account",
                Level.NOTE,
                f"{name} has no webhook_url: its provider is not told where to report.",
                f"`textbank providers change {account.name} --set webhook_url=https://...`",
            )
        )
    return findings, skew


def look_at_clock(skew: timedelta | None, now: datetime) -> Finding:
    """Whether this machine's clock is right, as far as another's says.

    Args:
        skew: By how much it is ahead of a provider's; None where none was asked.
        now: What it says.
    """
    if skew is None:
        year = now.astimezone(UTC).year
        if not 2025 <= year <= 2100:
            return Finding("clock", Level.TROUBLE, f"It is in the year {year}.", _SET_IT)
        return ok("clock", "No provider was asked; it looks plausible.")
    wrong = skew.total_seconds()
    if abs(wrong) > CLOCK_SKEW:
        words = (
            f"It is {how_long(abs(wrong))} {'ahead of' if wrong > 0 else 'behind'} a provider's."
        )
        return Finding("clock", Level.TROUBLE, words, _SET_IT)
    return ok("clock", "It agrees with a provider's.")


_SET_IT = "Set it, by NTP if you can: signed webhooks and texting hours depend on it."


async def look_at_webhooks(path: Path, port: int, *, needed: bool) -> Finding:
    """Whether `textbank serve` answers on this machine, for this database.

    Args:
        path: The database.
        port: Where it would listen, on loopback.
        needed: Whether there is an account whose provider calls.
    """
    area = "webhooks"
    level = Level.TROUBLE if needed else Level.OK
    start = "Start `textbank serve`, or name its port with --port." if needed else ""
    try:
        shape = await asyncio.wait_for(_health(port), 5)
    except (OSError, ValueError, TimeoutError):
        return Finding(area, level, f"Nothing receives webhooks at 127.0.0.1:{port}.", start)
    if shape.get("service") != "textbank":
        return Finding(area, level, f"Another program answers at 127.0.0.1:{port}.", start)
    if shape.get("database") != fingerprint(path):
        words = f"`textbank serve` at 127.0.0.1:{port} serves another database."
        return Finding(area, level, words, "Start it with the same --database.")
    if shape.get("status") != "ok":
        words = f"`textbank serve` answers, and is in trouble: {shape.get('trouble')}."
        return Finding(area, Level.TROUBLE, words, "See what it writes to standard error.")
    return ok(area, f"`textbank serve` answers at 127.0.0.1:{port}.")


async def _health(port: int) -> dict[str, object]:
    """What is answered to GET /health. Plain HTTP/1.0: it needs no client."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(b"GET /health HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
        answered = await reader.read(1024 * 1024)
        while more := await reader.read(1024 * 1024):
            answered += more
            if len(answered) > 1024 * 1024:
                raise ValueError("too long")
    finally:
        writer.close()
    found = json.loads(answered.partition(b"\r\n\r\n")[2])
    if not isinstance(found, dict):
        raise ValueError("no object")
    return found
