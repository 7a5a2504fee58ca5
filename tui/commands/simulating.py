"""The command that serves a provider's API with simulated phones behind it."""

from __future__ import annotations

import asyncio
import shlex
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

import typer

from core.account_gateways import WEBHOOKS
from core.account_kinds import kind_named
from core.credentials import variable
from core.domain import Behavior
from core.errors import BadInput
from core.extras import GATEWAYS, missing
from core.gateway_simulators.names import Vendor
from core.phone_numbers import to_e164
from tui.commands.failures import keep_faults
from tui.commands.listening import listening, stop_when_asked
from tui.commands.running import Run, add_command
from tui.web.admission import is_loopback

if TYPE_CHECKING:
    from core.gateway_simulators.gateway import GatewaySimulator
    from core.gateway_simulators.vendor import Account

NUMBER = "+14155550100"
"""The number it texts from, where nobody says otherwise: a fictional one."""
CONTACT = "+14155550134"
_DATABASE = "export TEXTBANK_DATABASE=trial.sqlite"
"""Before all else: what is tried here is kept apart from real campaigns."""
_PORT = 8766
_HOOK = f"http://127.0.0.1:{_PORT}{WEBHOOKS}"


def add_to(app: typer.Typer) -> None:
    """Add this command to the command line."""
    add_command(
        app,
        "simulate-gateway",
        "textbank simulate-gateway twilio --webhook-url http://127.0.0.1:8766/webhooks/main",
        "textbank simulate-gateway telnyx --port 8011 --number +14155550100 --number +14155550101",
        "textbank simulate-gateway bandwidth --state network.sqlite --phones 20",
        "textbank simulate-gateway vonage --https-cert cert.pem --https-key key.pem",
    )(simulate_gateway)


async def simulate_gateway(
    run: Run,
    vendor: Annotated[Vendor, typer.Argument(help="Whose API to serve.")],
    host: Annotated[
        str, typer.Option(metavar="NAME", help="Where to listen: a name or number of this machine.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="The port to listen at; 0 takes a free one.")
    ] = 8010,
    webhook_url: Annotated[
        str | None, typer.Option(metavar="URL", help="Where texts from phones are handed over.")
    ] = None,
    status_url: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Where reports go that name no place. [--webhook-url]"),
    ] = None,
    number: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NUMBER", help=f"A number to text from; several may be given. [{NUMBER}]"
        ),
    ] = None,
    behavior: Annotated[
        Behavior | None, typer.Option(help="What its numbers do; else as the provider does.")
    ] = None,
    pool: Annotated[
        bool | None,
        typer.Option(help="Whether STOP to one number counts for all; else as the provider does."),
    ] = None,
    forward_blocked: Annotated[
        bool, typer.Option("--forward-blocked", help="Hand over texts from blocked contacts, too.")
    ] = False,
    advanced_opt_out: Annotated[
        bool, typer.Option("--advanced-opt-out", help="Twilio: webhooks say OptOutType.")
    ] = False,
    sms_api: Annotated[
        bool, typer.Option("--sms-api", help="Vonage: webhooks in the form of its SMS API.")
    ] = False,
    retry_for: Annotated[
        float | None,
        typer.Option(
            min=0, metavar="SECONDS", help="How long webhooks are tried; else as the provider does."
        ),
    ] = None,
    state: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Keep phones, blocks and credentials in this file."),
    ] = None,
    https_cert: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Speak https with this certificate (PEM).")
    ] = None,
    https_key: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Its key, where it is another file.")
    ] = None,
    phones: Annotated[
        int, typer.Option(min=0, max=10_000, help="So many of the contacts reply by themselves.")
    ] = 0,
    allow_remote: Annotated[
        bool, typer.Option("--allow-remote", help="Let other machines reach --host.")
    ] = False,
) -> None:
    """Serve a provider's API with simulated phones behind it, until Ctrl-C; nobody is texted.

    What works with the provider works with it, its own libraries too, but for the address. It
    checks credentials, acts on the provider's keywords, blocks and refuses as the provider does,
    and calls webhooks with right signatures until they answer.

    It prints its address, the credentials to use, and commands to try. Under /simulator/ of that
    address, this machine only can text as a phone, see what a phone shows, and ask for mishaps;
    docs/commands.md has the list.
    """
    if not (allow_remote or is_loopback(host)):
        raise BadInput(
            f"{host} can be reached from other machines. A simulated gateway is for this one; "
            "if you mean it, add --allow-remote."
        )
    try:
        from core.gateway_simulators.gateway import GatewaySimulator, Listening
        from core.gateway_simulators.vendor import Account, RetryPlan
    except ModuleNotFoundError as error:
        raise missing("Simulated gateways need", GATEWAYS) from error
    for url in (webhook_url, status_url):
        if url and not url.startswith(("http://", "https://")):
            raise BadInput(f"{url} is no web address. It begins with http:// or https://.")
    account = Account(
        numbers=tuple(dict.fromkeys(to_e164(one) for one in number or [NUMBER])),
        behavior=behavior,
        webhook_url=webhook_url or "",
        status_url=status_url or "",
        pool=pool,
        forwards_after_block=forward_blocked,
        advanced_opt_out=advanced_opt_out,
        sms_api=sms_api,
        retries=None if retry_for is None else RetryPlan(for_seconds=retry_for, longest_seconds=10),
    )
    keep_faults()
    async with AsyncExitStack() as open_:
        kept = state is not None
        if state is None:
            folder = open_.enter_context(tempfile.TemporaryDirectory(prefix="textbank-gateway-"))
            state = Path(folder) / "network.sqlite"
        at = open_.enter_context(listening(host, port, "simulate-gateway"))
        place = Listening(at, https_cert, https_key)
        gateway = await open_.enter_async_context(
            GatewaySimulator(vendor, state, account, place, phones=phones)
        )
        run.show(_shape(gateway, account, state), _lines(gateway, account, https_cert, kept=kept))
        stopped = asyncio.Event()
        stop_when_asked(stopped.set)
        await stopped.wait()


def _shape(gateway: GatewaySimulator, account: Account, state: Path) -> Mapping[str, Any]:
    return {
        "vendor": gateway.vendor.name,
        "url": gateway.url,
        "control_url": f"{gateway.url}/simulator/",
        "webhook_url": account.webhook_url or None,
        "numbers": list(account.numbers),
        "behavior": (account.behavior or gateway.vendor.behavior).value,
        "credentials": dict(gateway.credentials),
        "state": str(state),
    }


def _lines(
    gateway: GatewaySimulator, account: Account, certificate: Path | None, *, kept: bool
) -> Iterator[str]:
    vendor = gateway.vendor
    kind = (account.behavior or vendor.behavior).value.removeprefix("type")
    yield f"{vendor.title} is simulated at {gateway.url}: nobody is texted. Ctrl-C ends it."
    yield f"Numbers, of type {kind}: {', '.join(account.numbers)}"
    hook = account.webhook_url
    yield f"Webhooks: {hook or f'none. For texts and STOPs to arrive: --webhook-url {_HOOK}NAME'}"
    if not kept:
        yield "Credentials and phones are gone when it ends; --state FILE keeps them."
    yield ""
    yield "Credentials:"
    for name, value in _asked_for(gateway).items():
        first, *more = value.strip().splitlines()
        yield f"  {name:<22} {first}"
        yield from (f"  {'':<22} {line}" for line in more)
    yield ""
    yield "Have textbank text through it, in a second shell; the last line stays running:"
    yield from (f"  {line}" for line in _next(gateway, account))
    yield ""
    yield "Text somebody, and look everything over, in a third:"
    yield from (f"  {line}" for line in _then(account))
    json, control = "-H 'Content-Type: application/json'", f"{gateway.url}/simulator"
    tries = {
        "Test the credentials, and send a text:": vendor.examples(gateway.url),
        "Be a phone, and look at it:": [
            f'curl {control}/say {json} -d \'{{"number": "{CONTACT}", "text": "STOP"}}\'',
            f"curl {control}/phones/{CONTACT}",
        ],
    }
    for title, commands in tries.items():
        yield ""
        yield title
        for command in commands:
            trust = f"curl --cacert {certificate}" if certificate else "curl"
            yield f"  {command.replace('curl', trust, 1)}"


def _asked_for(gateway: GatewaySimulator) -> Mapping[str, str]:
    """The credentials that a customer has; what signs the provider's calls is left to --json."""
    kind = kind_named(gateway.vendor.name)
    asked = {one.name for one in kind.settings} | {one.name for one in kind.secrets}
    return {name: value for name, value in gateway.credentials.items() if name in asked}


def _next(gateway: GatewaySimulator, account: Account) -> Iterator[str]:
    """The lines of a shell that put an account there and serve it, for copying."""
    kind = kind_named(gateway.vendor.name)
    path = urlsplit(account.webhook_url)
    last = path.path.rpartition("/")[2]
    name = last if last and WEBHOOKS in path.path else kind.name
    yield _DATABASE
    for secret in kind.secrets:
        value = shlex.quote(gateway.credentials[secret.name])
        yield f"export {variable(name, secret.name)}={value}"
    given = {
        one.name: gateway.credentials[one.name]
        for one in kind.settings
        if one.name in gateway.credentials
    }
    given["api_url"] = gateway.url
    if account.webhook_url and path.scheme and path.netloc:
        given["webhook_url"] = f"{path.scheme}://{path.netloc}"
    settings = " ".join(f"--set {key}={shlex.quote(value)}" for key, value in given.items())
    arranged = "" if account.behavior is None else f" --behavior {account.behavior.value}"
    yield f"textbank providers add {kind.name} --name {name} {settings}{arranged} --administrator"
    yield f"printf 'Phone,First name\\n{CONTACT},Maria\\n' > trial.csv"
    line = account.numbers[0]
    yield f"textbank import trial.csv --campaign Trial --provider {name} --line {line}"
    yield f"textbank serve{_at_port(account)}"


def _then(account: Account) -> Iterator[str]:
    """The lines of a shell that text somebody while `serve` runs."""
    yield _DATABASE
    yield 'textbank send-first 1 --text "Will you vote?"'
    yield f"textbank doctor{_at_port(account)}"


def _at_port(account: Account) -> str:
    port = urlsplit(account.webhook_url).port if account.webhook_url else None
    return f" --port {port}" if port and port != _PORT else ""
