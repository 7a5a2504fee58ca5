"""Accounts become gateways: settings from the database, secrets from where they are kept.

Loads what speaks HTTP, so it is imported when an account is used.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from importlib import import_module
from typing import Protocol, cast

from core.account_kinds import ON, SWITCHES
from core.accounts import AccountView
from core.clock import Clock, utc_now
from core.credentials import secrets_of
from core.errors import BadInput
from core.extras import GATEWAYS, is_installed, missing
from core.providers.base import ChecksAccount, Provider
from core.providers.webhook import WebhookReader

WEBHOOKS = "/webhooks/"
"""Where the webhook of an account is, below the public address: its name follows."""


class AccountGateway(Provider, WebhookReader, ChecksAccount, Protocol):
    """The gateway of an account: sends, reads webhooks, and can be tried."""

    @property
    def server_date(self) -> datetime | None:
        """The time by the provider's clock when it last answered, where it said so."""


def open_account(
    account: AccountView, clock: Clock = utc_now, public_url: str | None = None
) -> AccountGateway:
    """Open the gateway of an account; it connects when it is used. Blocks: a keyring may ask.

    Args:
        account: Which one.
        clock: The time now, aware, in UTC.
        public_url: The address that its provider reaches `textbank serve` at; by default that
            of the account's settings.

    Raises:
        BadInput: A secret is not known here, a setting cannot be, or the extra is not installed.
    """
    if not is_installed(GATEWAYS):
        raise gateways_missing()
    secrets = secrets_of(account.name, account.kind)
    gateway = _open(account, secrets, clock, public_url)
    # Those of the provider stay active beside the customer's own.
    own_stop, own_start = (
        words_in(account.settings.get(name, "")) for name in ("opt_out_words", "start_words")
    )
    gateway.opt_out_keywords = gateway.opt_out_keywords | own_stop
    gateway.start_keywords = gateway.start_keywords | own_start
    return gateway


def gateways_missing() -> BadInput:
    """The error where no account can be used here, for what speaks to providers is missing."""
    return missing("Accounts at providers need", GATEWAYS)


def _open(
    account: AccountView, secrets: Mapping[str, str], clock: Clock, public_url: str | None
) -> AccountGateway:
    """Hand an account's values to its provider's module.

    `core.providers.twilio` has `TwilioSettings` and `TwilioGateway`, and so on.
    """
    kind = account.kind.name
    module = import_module(f"core.providers.{kind}")
    settings = getattr(module, f"{kind.title()}Settings")
    values: dict[str, object] = {**account.settings, **secrets}
    values["webhook_url"] = webhook_url(account, public_url)
    for switch in SWITCHES.get(kind, ()):
        if switch in values:
            values[switch] = values[switch] == ON
    if "signature_method" in values:
        values["signature_method"] = _method(str(values["signature_method"]))
    known = {field.name for field in fields(settings)}
    given = settings(**{name: value for name, value in values.items() if name in known})
    more = {"base_url": account.settings["api_url"]} if "api_url" in account.settings else {}
    gateway = getattr(module, f"{kind.title()}Gateway")
    return cast(AccountGateway, gateway(given, name=account.name, clock=clock, **more))


def _method(word: str) -> object:
    from core.providers.vonage_signature import SignatureMethod

    try:
        return SignatureMethod(word)
    except ValueError:
        known = ", ".join(SignatureMethod)
        raise BadInput(f"The signature_method is one of {known}.") from None


def words_in(written: str) -> frozenset[str]:
    """Words that an account's provider acts on, separated by commas, as gateways compare them."""
    words = (" ".join(word.split()).casefold() for word in written.split(","))
    return frozenset(word for word in words if word)


def webhook_url(account: AccountView, public_url: str | None = None) -> str:
    """The address that its provider calls, or empty where none is known."""
    base = public_url or account.settings.get("webhook_url", "")
    return f"{base.rstrip('/')}{WEBHOOKS}{account.name}" if base else ""
