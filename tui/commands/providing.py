"""Commands about accounts at real providers: add, list, test, change, remove."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from core.account_kinds import KINDS
from core.domain import Behavior
from core.errors import BadInput
from core.safe_text import for_display
from tui.commands.account_secrets import Kept, StdinOption, keep_secrets
from tui.commands.account_words import account_shape, account_title, account_words, heard
from tui.commands.administering import OrganizationOption
from tui.commands.files import FIRST_ORGANIZATION
from tui.commands.running import Run, add_command
from tui.widgets.labels import counted_words

if TYPE_CHECKING:
    from core.accounts import AccountView
    from tui.commands.shapes import Shape

SettingsOption = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="NAME=VALUE", help="A setting of the account, no secret."),
]
PaceOption = Annotated[
    int | None, typer.Option(metavar="N", help="Texts a second on a line; 0 is the provider's own.")
]
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="The account's name.")]


class BehaviorChoice(StrEnum):
    """What a line does about STOP; `own` is the provider's way."""

    TYPE_1 = "type1"
    TYPE_2 = "type2"
    OWN = "own"


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    group = typer.Typer(
        help="Accounts at real providers, that campaigns can name to carry their texts.",
        rich_markup_mode=None,
        no_args_is_help=True,
    )
    add_command(
        group,
        "add",
        "textbank providers add twilio --set account_sid=AC... --administrator",
        "textbank providers add bandwidth --name bw-texas --set account_id=990 --administrator",
        "pass textbank/plivo | textbank providers add plivo --set auth_id=MA... --secrets-stdin "
        "--administrator",
    )(add)
    add_command(group, "list", "textbank providers list", "textbank providers list --json")(
        list_accounts
    )
    add_command(group, "test", "textbank providers test twilio")(test)
    add_command(
        group,
        "change",
        "textbank providers change twilio --set webhook_url=https://texts.example.org "
        "--administrator",
        "textbank providers change twilio --behavior type1 --pace 10 --administrator",
        "textbank providers change twilio --secrets --administrator",
    )(change)
    add_command(group, "remove", "textbank providers remove twilio --administrator")(remove)
    app.add_typer(group, name="providers")


async def add(
    run: Run,
    provider: Annotated[
        str, typer.Argument(metavar="PROVIDER", help=f"One of {', '.join(KINDS)}.")
    ],
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help="What to call it; else as the provider.")
    ] = None,
    settings: SettingsOption = None,
    behavior: Annotated[
        Behavior | None,
        typer.Option(help="What you arranged with the provider about STOP; else its own way."),
    ] = None,
    pace: PaceOption = None,
    organization: OrganizationOption = None,
    secrets_stdin: StdinOption = False,
) -> None:
    """Add an account at a provider. Its secrets are asked for, and never kept in the database.

    They are kept in the system's keyring if you want, or come from environment variables. Ends
    with 1 if a secret could not be kept: the account is added all the same.
    """
    from core.account_kinds import kind_named
    from core.accounts import AccountDraft, add_account
    from core.credentials import keyring_is_safe
    from core.organizations import only_organization

    kind = kind_named(provider)
    draft = AccountDraft(name or provider, provider, _settings(settings), behavior, pace)
    async with run.desk(create=True) as desk:
        owner = organization or await only_organization(desk.reader) or FIRST_ORGANIZATION
        account = await add_account(desk, draft, owner)
    asked = secrets_stdin or (sys.stdin.isatty() and keyring_is_safe())
    kept = keep_secrets(account, from_stdin=secrets_stdin, anew=secrets_stdin) if asked else Kept()
    said = [
        f"Added {for_display(account.name)}, an account at {kind.title}.",
        *account_words(account),
    ]
    last = f"Try it: textbank providers test {account.name}"
    run.show(account_shape(account, None), [*said, *kept.told, last])
    _warn_of_missing()
    kept.end()


async def list_accounts(run: Run) -> None:
    """List the accounts: their lines, what STOP does there, and where their secrets were found."""
    from core.account_calls import latest_text
    from core.accounts import ADDING, accounts_of

    async with run.desk() as desk:
        found = [
            (account, await latest_text(desk.reader, account))
            for account in await accounts_of(desk.reader)
        ]
    lines = [
        line
        for account, at in found
        for line in (account_title(account), *account_words(account), heard(account, at))
    ]
    run.show(
        {"accounts": [account_shape(account, at) for account, at in found]},
        lines or [f"There is no account yet. {ADDING}"],
    )
    if found:
        _warn_of_missing()


async def test(run: Run, name: NameArgument) -> None:
    """Try an account's credentials, without texting anybody. Ends with 1 if they do not work.

    What the provider's calls are checked with cannot be tried, nor can its way here: its first call
    shows whether they are right, and `textbank doctor` says so.
    """
    from core.account_gateways import open_account
    from core.accounts import account_named

    async with run.desk() as desk:
        account = await account_named(desk.reader, name)
    gateway = open_account(account)
    try:
        found = await gateway.check()
    finally:
        await gateway.close()
    untried = account.kind.shown_by_calls
    shape: Shape = {
        "account": account.name,
        "works": found.works,
        "detail": found.detail,
        "refusal": None if found.refusal is None else found.refusal.value,
        "not_tried": untried,
    }
    run.show(shape, [for_display(found.detail), *_untried(account, untried)])
    if not found.works:
        raise typer.Exit(1)


def _untried(account: AccountView, labels: Sequence[str]) -> Iterator[str]:
    title = account.kind.title
    untried = [*labels, f"whether calls of {title} arrive here"]
    yield f"Cannot be tried: {', '.join(untried)}. Its first call shows that."
    yield "Text one of the account's numbers from a phone of your own, then see `textbank doctor`."


async def change(
    run: Run,
    name: NameArgument,
    settings: SettingsOption = None,
    behavior: Annotated[
        BehaviorChoice | None,
        typer.Option(help="What you arranged with the provider about STOP; own is its way."),
    ] = None,
    pace: PaceOption = None,
    secrets: Annotated[
        bool, typer.Option("--secrets", help="Ask for its secrets anew, and keep them.")
    ] = False,
    secrets_stdin: StdinOption = False,
) -> None:
    """Change an account: an administrator's part. --set NAME= takes a setting away.

    Its lines follow in behavior and pace. Ends with 1 if a secret could not be kept.
    """
    from core.account_calls import latest_text
    from core.accounts import AccountChange, account_named, change_account, must_administer

    own = behavior is BehaviorChoice.OWN
    wanted = AccountChange(
        settings=_settings(settings, may_be_empty=True),
        behavior=None if behavior is None or own else Behavior(behavior.value),
        own_behavior=own,
        texts_per_second=pace,
    )
    must_administer(run.settings.texter)
    async with run.desk() as desk:
        account, lifted = await account_named(desk.reader, name), 0
        if wanted != AccountChange():
            changed = await change_account(desk, name, wanted)
            account, lifted = changed.account, changed.lifted
        latest = await latest_text(desk.reader, account)
    asked = secrets or secrets_stdin
    kept = keep_secrets(account, from_stdin=secrets_stdin) if asked else Kept()
    shape = account_shape(account, latest) | {"lifted_blocks": lifted}
    run.show(shape, [account_title(account), *account_words(account), *_lifted(lifted), *kept.told])
    kept.end()


def _lifted(blocks: int) -> Iterator[str]:
    if blocks:
        contacts = counted_words(blocks, "contact", "contacts")
        yield f"{contacts} who texted STOP had been told nothing: Opt Out sends its message."


async def remove(
    run: Run,
    name: NameArgument,
    in_use: Annotated[
        bool, typer.Option("--in-use", help="Even if campaigns are carried by it.")
    ] = False,
) -> None:
    """Remove an account: an administrator's part. What it carried stays on record."""
    from core.accounts import account_named, remove_account
    from core.credentials import forget_secrets

    async with run.desk() as desk:
        account = await account_named(desk.reader, name)
        await remove_account(desk, name, in_use=in_use)
    forget_secrets(account.name, account.kind)
    run.show({"account": name}, [f"Removed {for_display(name)}. What it carried stays on record."])


def _settings(given: Sequence[str] | None, *, may_be_empty: bool = False) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in given or ():
        name, equals, value = one.partition("=")
        if not equals or not name or not (value or may_be_empty):
            raise BadInput(f"“{for_display(one)}” is no setting: write NAME=VALUE.")
        found[name.strip()] = value
    return found


def _warn_of_missing() -> None:
    """Say at once that no account can be used here, where that is so."""
    from core.account_gateways import gateways_missing
    from core.extras import GATEWAYS, is_installed

    if not is_installed(GATEWAYS):
        print(f"textbank: {gateways_missing()}", file=sys.stderr)
