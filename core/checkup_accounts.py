"""Looking over the accounts at providers, and the clock.

Credentials are tried; nobody is texted.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta

from core.account_calls import has_report, latest_text
from core.accounts import AccountView, accounts_of
from core.checkup_outbox import Held
from core.checkup_serving import Serving, look_at_served
from core.clock import Clock
from core.credentials import find_secret
from core.errors import TextbankError
from core.extras import GATEWAYS, how_to_install, is_installed
from core.findings import Finding, Level, how_long, ok
from core.providers.base import AccountCheck, Refusal
from core.reader import Reader

CLOCK_SKEW = 60.0
"""Seconds by which the clock may be wrong: signatures with a time are good for five minutes."""


async def look_at_accounts(
    reader: Reader, clock: Clock, serving: Serving, held: Sequence[Held] = ()
) -> AsyncIterator[Finding]:
    """Each account: its secrets, here and at `serve`, its calls, what waits for it; the clock.

    The clock is held against that of the first provider that answers.

    Args:
        reader: The open database.
        clock: The time now, aware, in UTC.
        serving: What `textbank serve` says.
        held: What waits for accounts, or their lines.
    """
    accounts = await accounts_of(reader)
    if not accounts:
        yield ok("account", "There is none: campaigns are simulated.")
    elif not is_installed(GATEWAYS):
        words = "No account can be used here: the extra “gateways” is not installed."
        yield Finding("account", Level.TROUBLE, words, how_to_install(GATEWAYS))
        accounts = []
    skew: timedelta | None = None
    for account in accounts:
        findings, found, date = await _look_at_account(account, clock, serving)
        if date is not None and skew is None:
            skew = clock() - date
        for finding in findings:
            yield finding
        for finding in await asyncio.to_thread(look_at_served, account, serving):
            yield finding
        for one in held:
            if one.account == account.name:
                yield _about_waiting(account, one, found)
        if account.lines:
            yield await _look_at_calls(reader, account, serving, clock())
    yield look_at_clock(skew, clock())


async def _look_at_account(
    account: AccountView, clock: Clock, serving: Serving
) -> tuple[list[Finding], AccountCheck | None, datetime | None]:
    """What is found, what the provider said if it could be asked, and what its clock said."""
    from core.account_gateways import open_account, webhook_url

    findings: list[Finding] = []
    name = f"Account {account.name} ({account.kind.title})"
    try:
        gateway = open_account(account, clock)
    except TextbankError as error:
        level, words = Level.TROUBLE, f"{name} cannot be used here."
        if serving.accepted(account.name):
            level = Level.NOTE
            words = (
                f"{name} cannot be tried here; when `textbank serve` last tried, its provider "
                "accepted what it has."
            )
        return [Finding("account", level, words, str(error))], None, None
    try:
        found = await gateway.check()
        date = gateway.server_date
    finally:
        await gateway.close()
    if found.works:
        findings.append(ok("account", f"{name}: {found.detail}"))
    else:
        level, words = Level.TROUBLE, f"{name}: {found.detail}"
        if found.refusal is Refusal.BAD_CREDENTIALS and serving.accepted(account.name):
            level, words = Level.NOTE, f"{words} That is of the secrets here, not of `serve`."
        findings.append(Finding("account", level, words, advice_on(account, found.refusal)))
    if not webhook_url(account, serving.public_url):
        nobody = "" if serving.answers else ", and no `textbank serve` says otherwise"
        findings.append(
            Finding(
                "account",
                Level.NOTE,
                f"{name} has no webhook_url{nobody}: its provider is not told where to report.",
                f"`textbank providers change {account.name} --set webhook_url=https://... "
                "--administrator`, or `textbank serve --public-url https://...`",
            )
        )
    return findings, found, date


def _about_waiting(account: AccountView, held: Held, found: AccountCheck | None) -> Finding:
    """Texts that wait for an account, or for a line of it: how bad that is now, and what to do.

    Args:
        account: Whose.
        held: What waits.
        found: What the provider said just now, where it was asked.
    """
    name = f"Account {account.name} ({account.kind.title})"
    level, words = Level.TROUBLE, f"{name}: {held.words}"
    advice = advice_on(account, held.refusal)
    passing = (Refusal.UNREACHABLE, Refusal.OUT_OF_MONEY, Refusal.SUSPENDED)
    if held.refusal is Refusal.RATE_LIMITED:
        level = Level.NOTE
    elif found is not None and found.works and held.refusal in passing:
        level, words = Level.NOTE, f"{words} Just now it answered here."
        advice = "What waits is tried again within five minutes, where `textbank serve` runs."
    return Finding("account", level, words, advice)


async def _look_at_calls(
    reader: Reader, account: AccountView, serving: Serving, now: datetime
) -> Finding:
    """Whether a call of the provider was ever taken, as far as they are kept."""
    from core.account_gateways import WEBHOOKS, webhook_url

    name, title = f"Account {account.name} ({account.kind.title})", account.kind.title
    latest = await latest_text(reader, account)
    if latest is not None:
        ago = how_long(max(0.0, (now - latest).total_seconds()))
        return ok("account", f"{name}: the latest text from a phone came {ago} ago.")
    hook = webhook_url(account, serving.public_url)
    where = hook or f"{WEBHOOKS}{account.name} below the public address"
    leads = ""
    if hook:
        # What calls an account's is counted as refused; one of no account counts nothing.
        leads = (
            f" `curl {hook.removesuffix(account.name)}anybody` says “There is no such webhook.” "
            "where the address leads to `textbank serve`."
        )
    reports = await has_report(reader, account)
    words = "delivery reports come, but no text" if reports else "no call"
    return Finding(
        "account",
        Level.NOTE,
        f"{name}: {words} was ever taken. If phones did text it, no STOP arrives either.",
        f"See that {title} has {where} for inbound texts, then text {account.lines[0].number} "
        f"from a phone of your own.{leads}",
    )


def advice_on(account: AccountView, refusal: Refusal | None) -> str:
    """What to do where a provider does not take an account, by its reason."""
    name, title = account.name, account.kind.title
    change = f"`textbank providers change {name}"
    api_url = account.settings.get("api_url", "")
    elsewhere = f" Its api_url is {api_url}: see whether {title} is there." if api_url else ""
    ids = " and ".join(one.name for one in account.kind.settings if one.required)
    match refusal:
        case Refusal.BAD_CREDENTIALS:
            return (
                f"{_replace_secrets(account)} Compare {ids}, too: {title} shows them "
                f"{account.kind.shown_at}."
            )
        case Refusal.UNREACHABLE if api_url:
            return (
                f"Its api_url is {api_url}: start what answers there "
                f"(`textbank simulate-gateway {account.kind.name}`, with the port, the `--state` "
                f"and the `--webhook-url` it had). {change} --set api_url= "
                f"--administrator` takes it away; what waits here then leaves through {title} to "
                "real phones, if the secrets are real: not in a trial's database."
            )
        case Refusal.UNREACHABLE:
            return "Look at the network of this machine, then at the provider's status page."
        case Refusal.LINE_DENIED:
            return f"See at {title} whether that number is this account's, and may send texts."
        case Refusal.DENIED:
            return f"Look at these texts in the log of {title}: it says why."
        case Refusal.OUTAGE | Refusal.RATE_LIMITED:
            return (
                f"Change nothing, and wait some minutes: `textbank providers test {name}` asks "
                f"again. If it lasts, see the status page of {title}."
            )
        case Refusal.OUT_OF_MONEY:
            return f"Top up the account at {title}: its texts wait until then."
        case Refusal.SUSPENDED:
            return f"Ask {title} why, and settle it there: its texts wait. Its secrets are right."
        case Refusal.INVALID:
            return (
                f"Compare {ids} with what {title} shows; {change} --set NAME=VALUE "
                f"--administrator` puts it right.{elsewhere}"
            )
        case _:
            return (
                f"Something else may answer for {title}: a proxy, or the sign-in page of a "
                f"network.{elsewhere or f' Look at {title} from this machine in a browser.'}"
            )


def _replace_secrets(account: AccountView) -> str:
    """How its secrets are put right where they are: one in a variable goes before the keyring's."""
    found = [find_secret(account.name, account.kind, one) for one in account.kind.secrets]
    variables = [one.variable for one in found if one is not None and one.variable]
    if variables:
        return f"Set {' and '.join(variables)} to what {account.kind.title} shows."
    return f"`textbank providers change {account.name} --secrets --administrator` takes new ones."


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
