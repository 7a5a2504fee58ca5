"""An account at a provider as commands show it: in lines, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from core.domain import Behavior
from core.safe_text import for_display
from tui.commands.shapes import moment
from tui.widgets.when import moment_words

if TYPE_CHECKING:
    from datetime import datetime

    from core.accounts import AccountView
    from tui.commands.shapes import Shape

_BEHAVIORS = {
    Behavior.TYPE_1: "nothing is blocked until you press Opt Out",
    Behavior.TYPE_2: "the provider answers STOP by itself and blocks",
}


def account_title(account: AccountView) -> str:
    """One line that says which account it is."""
    return f"{account.name}: {account.kind.title}, {for_display(account.organization)}"


def account_words(account: AccountView) -> Iterator[str]:
    """What it is set to, a line each; where its secrets were found, and its lines."""
    from core.account_gateways import WEBHOOKS, webhook_url
    from core.credentials import find_secret, how_to_give

    own = account.behavior is None
    behavior = account.behavior or account.kind.behavior
    whose = "the provider's own way" if own else "as you arranged"
    yield f"    STOP: {behavior}, {_BEHAVIORS[behavior]} ({whose}); toll-free lines are type2"
    yield f"    Pace of new lines: {account.pace:,} a second"
    for name, value in account.settings.items():
        yield f"    {name}: {for_display(value)}"
    hook = webhook_url(account)
    below = f"{WEBHOOKS}{account.name} below the public address of `textbank serve`"
    yield f"    Webhook, to be given to {account.kind.title}: {for_display(hook or below)}"
    for secret in account.kind.secrets:
        found = find_secret(account.name, account.kind, secret)
        unknown = f"not known here. {how_to_give(account.name, secret)}"
        yield f"    {secret.label}: {f'from the {found.where}' if found else unknown}"
    for line in account.lines:
        yield f"    Line {line.number}: {line.behavior}"


def heard(account: AccountView, latest: datetime | None) -> str:
    """When the latest text came to it from a phone, in a line."""
    if latest is not None:
        return f"    Latest text from a phone: {moment_words(latest)}"
    return f"    No text from a phone has ever come from {account.kind.title}."


def account_shape(account: AccountView, latest: datetime | None) -> Shape:
    """The same, all of it, as docs/commands.md promises."""
    from core.account_gateways import webhook_url
    from core.credentials import find_secret

    found = {
        secret.name: find_secret(account.name, account.kind, secret)
        for secret in account.kind.secrets
    }
    return {
        "id": account.id,
        "account": account.name,
        "provider": account.kind.name,
        "organization": account.organization,
        "settings": dict(account.settings),
        "behavior": (account.behavior or account.kind.behavior).value,
        "behavior_is_arranged": account.behavior is not None,
        "texts_per_second": account.pace,
        "webhook": webhook_url(account) or None,
        "latest_text": moment(latest),
        "secrets": {
            name: None if secret is None else secret.source.value for name, secret in found.items()
        },
        "lines": [
            {
                "number": line.number,
                "behavior": line.behavior.value,
                "texts_per_second": line.texts_per_second,
            }
            for line in account.lines
        ],
    }
