"""Looking over the receiver of webhooks: whether it answers, and what it says of each account."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.account_kinds import Secret
from core.accounts import AccountView
from core.credentials import marks_of
from core.findings import Finding, Level, counted, ok
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
    called: frozenset[str] = frozenset()
    """The accounts whose provider has called it, with a right signature."""

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
    accounts, called = shape.get("accounts"), shape.get("last_webhook_seconds")
    return Serving(
        finding,
        True,
        str(shape.get("public_url") or ""),
        str(shape.get("nonce") or ""),
        accounts if isinstance(accounts, dict) else {},
        frozenset(called) if isinstance(called, dict) else frozenset(),
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
    in_a_row = said.get("forged_in_a_row") or 0
    different = _different(account, said.get("secrets"), serving.nonce)
    for secret in different:
        # That the provider accepts the others says nothing of one that its calls are checked with.
        calls_say_so = account.name in serving.called and not in_a_row
        is_right = calls_say_so if secret.checks_calls else said.get("credentials_accepted")
        yield Finding(
            "account",
            Level.NOTE if is_right else Level.TROUBLE,
            f"{name}: its secret “{secret.label}” differs from the one here.",
            _about_secret(account, secret, is_right=bool(is_right)),
        )
    trouble, forged = str(said.get("trouble") or ""), said.get("forged_calls") or 0
    if trouble:
        yield Finding("account", Level.TROUBLE, f"{name}: {trouble}", _advice(account, said))
    told = said.get("warnings")
    warnings = told if isinstance(told, dict) else {}
    for outcome, words in warnings.items():
        level, advice = _about(account, outcome)
        yield Finding("account", level, f"{name}: {words}", advice)
    if forged and "forged" not in warnings:
        had = f"{name}: {counted(forged, 'call', 'calls')} had a wrong signature"
        if in_a_row:
            latest = "the latest too" if in_a_row < forged else "and none was right since"
            level, advice = _about(account, "forged")
            advice = f"A stranger may have called. If not: {advice}"
            yield Finding("account", level, f"{had}, {latest}.", advice)
        else:
            advice = f"Strangers do that; or its secret was wrong for a while. {_lost(account)}"
            yield Finding("account", Level.NOTE, f"{had}; the latest was right.", advice)
    if not (trouble or warnings or forged or different):
        yield ok("account", f"{name}: no call was refused.")


def _about_secret(account: AccountView, secret: Secret, *, is_right: bool) -> str:
    """What to do about a secret that is another one here than at `serve`."""
    title = account.kind.title
    put_right = (
        "Set that one here, too."
        if is_right
        else "Start `textbank serve` again with the right one."
    )
    if secret.checks_calls and is_right:
        return f"That of `serve` is right: calls of {title} were signed with it. {put_right}"
    if secret.checks_calls:
        return (
            f"No test can try it: compare both with what {title} shows {account.kind.shown_at}. "
            f"{put_right}"
        )
    if is_right:
        return f"{title} accepted that of `serve`. {put_right}"
    return f"`textbank providers test {account.name}` tries the one here. If it works: {put_right}"


def _lost(account: AccountView) -> str:
    """What became of the calls that were refused."""
    title = account.kind.title
    if account.kind.calls_again:
        return f"{title} tries a refused call again for a day; look in its log for older ones."
    return f"{title} soon gives up a refused call: look in its log for texts, STOPs among them."


def _about(account: AccountView, outcome: str) -> tuple[Level, str]:
    """How bad it is that calls came to this, and what to do about it."""
    if outcome == "forged":
        labels = account.kind.shown_by_calls or [account.kind.secrets[-1].label]
        return Level.TROUBLE, (
            f"Compare the {' and the '.join(labels)} with what {account.kind.title} shows "
            f"{account.kind.shown_at}, and the address it calls with --public-url or webhook_url; "
            f"then start `textbank serve` again. {_lost(account)}"
        )
    if outcome == "unreadable":
        return Level.TROUBLE, (
            "Look at these calls in the provider's log, and opt out by hand who asked for it. "
            "Update textbank, or ask for one that reads them."
        )
    return Level.NOTE, "Read them in the provider's log; import a campaign for that number."


def _advice(account: AccountView, said: dict[str, Any]) -> str:
    if said.get("state") == "no credentials":
        return f"Start `textbank serve` again where its secrets are set. {_lost(account)}"
    return (
        f"Set the right secrets, which {account.kind.title} shows {account.kind.shown_at}, and "
        "start `textbank serve` again."
    )


def _different(account: AccountView, theirs: object, nonce: str) -> list[Secret]:
    """The secrets that are known here and there, and are not the same."""
    if not isinstance(theirs, dict) or not theirs:
        return []
    ours = marks_of(account.name, account.kind, nonce)
    both = [one for one in account.kind.secrets if one.name in ours and one.name in theirs]
    return [one for one in both if ours[one.name] != theirs[one.name]]


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
