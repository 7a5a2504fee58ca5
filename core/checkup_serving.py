"""Looking over the receiver of webhooks: whether it answers, and what it says of each account."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.accounts import AccountView
from core.credentials import marks_of
from core.findings import Finding, Level, ok
from core.webhook_serving.identity import fingerprint

AREA = "webhooks"


@dataclass(frozen=True, slots=True)
class Serving:
    """What `textbank serve` of this database says of itself."""

    finding: Finding
    """Whether it answers."""
    answers: bool = False
    """Whether there is one, of this database."""
    public_url: str = ""
    """Where providers reach it, where it was told so."""
    nonce: str = ""
    accounts: dict[str, dict[str, Any]] = field(default_factory=dict)

    def accepted(self, name: str) -> bool:
        """Whether the provider accepts the credentials that it has for an account."""
        return self.accounts.get(name, {}).get("credentials_accepted") is True


async def ask_serve(path: Path, port: int, *, needed: bool) -> Serving:
    """Ask `textbank serve` on this machine how it is.

    Args:
        path: The database that it is to serve.
        port: Where it would listen, on loopback.
        needed: Whether there is an account whose provider calls.
    """
    level = Level.TROUBLE if needed else Level.OK
    start = "Start `textbank serve`, or name its port with --port." if needed else ""
    at = f"127.0.0.1:{port}"
    try:
        shape = await asyncio.wait_for(_health(port), 8)
    except (OSError, ValueError, TimeoutError):
        return Serving(Finding(AREA, level, f"Nothing receives webhooks at {at}.", start))
    if shape.get("service") != "textbank":
        return Serving(Finding(AREA, level, f"Another program answers at {at}.", start))
    if shape.get("database") != fingerprint(path):
        return Serving(
            Finding(
                AREA,
                Level.TROUBLE if needed else Level.NOTE,
                f"`textbank serve` at {at} serves another database.",
                "Start one with the same --database, at a --port of its own.",
            )
        )
    finding = ok(AREA, f"`textbank serve` answers at {at}.")
    broken, stopped = shape.get("database_trouble"), shape.get("sending_trouble")
    if broken or stopped:
        cannot = f"cannot write the database: {broken}" if broken else f"sends nothing: {stopped}"
        words = f"`textbank serve` answers, and {cannot.rstrip('.')}."
        finding = Finding(AREA, Level.TROUBLE, words, "See what it writes to standard error.")
    accounts = shape.get("accounts")
    return Serving(
        finding,
        True,
        str(shape.get("public_url") or ""),
        str(shape.get("nonce") or ""),
        accounts if isinstance(accounts, dict) else {},
    )


def look_at_served(account: AccountView, serving: Serving) -> list[Finding]:
    """What `textbank serve` says of one account: its secrets, and the calls of its provider.

    Blocks for some milliseconds.
    """
    return list(_look_at_served(account, serving))


def _look_at_served(account: AccountView, serving: Serving) -> Iterator[Finding]:
    if not serving.answers:
        return
    name = f"Account {account.name} at `textbank serve`"
    said = serving.accounts.get(account.name)
    if said is None:
        yield Finding("account", Level.NOTE, f"{name} is not known yet.", "Ask again in a moment.")
        return
    different = _different(account, said.get("secrets"), serving.nonce)
    if different:
        # That the provider accepts them says nothing of a second one, which signs its calls.
        is_right = said.get("credentials_accepted") and len(account.kind.secrets) == 1
        yield Finding(
            "account",
            Level.NOTE if is_right else Level.TROUBLE,
            f"{name}: the secrets of `serve` differ from those here ({', '.join(different)}).",
            "Find out which are right: `textbank providers test "
            f"{account.name}` tries those here. Start `textbank serve` again with them.",
        )
    trouble, forged = str(said.get("trouble") or ""), said.get("forged_calls") or 0
    if trouble:
        yield Finding("account", Level.TROUBLE, f"{name}: {trouble}", _advice(said))
    told = said.get("warnings")
    warnings = told if isinstance(told, dict) else {}
    for outcome, words in warnings.items():
        level, advice = _about(account, outcome)
        yield Finding("account", level, f"{name}: {words}", advice)
    if forged and "forged" not in warnings:
        yield Finding(
            "account",
            Level.NOTE,
            f"{name}: {forged:,} calls had a wrong signature; the latest were right.",
            "Strangers do that; or its secret was wrong for a while, and texts were lost.",
        )
    if not (trouble or warnings or forged or different):
        yield ok("account", f"{name}: no call was refused.")


def _about(account: AccountView, outcome: str) -> tuple[Level, str]:
    """How bad it is that calls came to this, and what to do about it."""
    if outcome == "forged":
        secret = account.kind.secrets[-1].label
        return Level.TROUBLE, (
            f"Compare the {secret} with what the provider shows, and the address it calls with "
            "--public-url or webhook_url; then start `textbank serve` again. "
            "Look in the provider's log for texts it could not hand over: STOPs among them count."
        )
    if outcome == "unreadable":
        return Level.TROUBLE, (
            "Look at these calls in the provider's log, and opt out by hand who asked for it. "
            "Update textbank, or ask for one that reads them."
        )
    return Level.NOTE, "Read them in the provider's log; import a campaign for that number."


def _advice(said: dict[str, Any]) -> str:
    if said.get("state") == "no credentials":
        return "Start `textbank serve` again where its secrets are set."
    return "Set the right secrets and start `textbank serve` again; docs/providers.md says where."


def _different(account: AccountView, theirs: object, nonce: str) -> list[str]:
    """The secrets that are known here and there, and are not the same."""
    if not isinstance(theirs, dict) or not theirs:
        return []
    ours = marks_of(account.name, account.kind, nonce)
    both = [one for one in account.kind.secrets if one.name in ours and one.name in theirs]
    return [one.label for one in both if ours[one.name] != theirs[one.name]]


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
