"""The providers that an organization can have an account at, and what each asks for.

Facts about them, without loading what speaks to them: settings, secrets, the opt-out
behavior and the pace that hold where the customer arranged nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.domain import Behavior
from core.errors import BadInput
from core.providers.toll_free import behavior_of, is_toll_free


@dataclass(frozen=True, slots=True)
class Setting:
    """Something a provider's account is known by; no secret."""

    name: str
    label: str
    form: str
    """A regular expression that every value matches: as narrow as the provider documents it."""
    form_words: str
    """The same in words."""
    required: bool = True
    checks_calls: bool = False
    """Whether the provider's calls are checked with it, and nothing else shows if it is right."""


_ID = (r"[A-Za-z0-9_-]{1,100}", "letters, digits, - and _ alone")
_USER = (r"[!-9;-~]{1,500}", "letters, digits and other signs, without spaces and colons")


@dataclass(frozen=True, slots=True)
class Secret:
    """A password, token or key. It is in the environment or the keyring, never in the database."""

    name: str
    label: str
    required: bool = True
    checks_calls: bool = False
    """Whether the provider's calls are checked with it, and nothing else shows if it is right."""


@dataclass(frozen=True, slots=True)
class AccountKind:
    """One provider."""

    name: str
    title: str
    behavior: Behavior
    """Which opt-out behavior its long codes have where nothing else was arranged."""
    settings: tuple[Setting, ...]
    secrets: tuple[Secret, ...]
    texts_per_second: int
    """The pace of a new line: what the provider takes on one long code without a queue."""
    shown_at: str
    """Where the provider shows what it asks for, e.g. “in the Console, under …”."""
    list_setting: str | None = None
    """The setting that names the opt-out list which the lines of an account share; where it is
    not given each line has a list. None where the provider knows no such thing."""
    writes_list: bool = False
    """Whether the provider's own opt-out list can be written."""
    calls_again: bool = False
    """Whether a call that we refuse comes again for a day; elsewhere it is soon lost."""
    tries: str = "a few times"
    """How it tries a call that is not answered with 2xx, or not at all, in words."""

    @property
    def shown_by_calls(self) -> list[str]:
        """The labels of what no test can try: the provider's first call shows if it is right."""
        asked: tuple[Setting | Secret, ...] = (*self.settings, *self.secrets)
        return [one.label for one in asked if one.checks_calls]


KINDS: dict[str, AccountKind] = {
    kind.name: kind
    for kind in (
        AccountKind(
            "twilio",
            "Twilio",
            Behavior.TYPE_2,
            (
                Setting(
                    "account_sid",
                    "Account SID (AC…)",
                    "AC[0-9a-fA-F]{32}",
                    "AC and 32 digits or letters from a to f",
                ),
                Setting(
                    "messaging_service_sid",
                    "Messaging Service SID (MG…)",
                    "MG[0-9a-fA-F]{32}",
                    "MG and 32 digits or letters from a to f",
                    required=False,
                ),
            ),
            (Secret("auth_token", "Auth Token"),),
            texts_per_second=1,
            shown_at="in the Console, under Account info",
            tries="once",
            list_setting="messaging_service_sid",
            writes_list=True,
        ),
        AccountKind(
            "telnyx",
            "Telnyx",
            Behavior.TYPE_2,
            (
                Setting(
                    "public_key",
                    "Public key for webhooks (base64)",
                    "[A-Za-z0-9+/]{43}=",
                    "43 letters, digits, + and /, then =",
                    checks_calls=True,
                ),
                Setting("messaging_profile_id", "Messaging profile id", *_ID, required=False),
            ),
            (Secret("api_key", "API key (KEY…)"),),
            texts_per_second=1,
            shown_at="in Mission Control, under Keys & Credentials",
            tries="three times within seconds",
            list_setting="messaging_profile_id",
        ),
        AccountKind(
            "bandwidth",
            "Bandwidth",
            Behavior.TYPE_1,
            (
                Setting("account_id", "Account id", "[0-9]{1,20}", "digits alone"),
                Setting("application_id", "Messaging application id", *_ID),
                Setting("username", "API user name", *_USER),
                Setting(
                    "webhook_username",
                    "User name that its callbacks send",
                    *_USER,
                    checks_calls=True,
                ),
            ),
            (
                Secret("password", "API password"),
                Secret("webhook_password", "Password that its callbacks send", checks_calls=True),
            ),
            texts_per_second=1,
            shown_at="in the Bandwidth App, under API users and Applications",
            calls_again=True,
            tries="for a day",
        ),
        AccountKind(
            "vonage",
            "Vonage",
            Behavior.TYPE_1,
            (
                Setting("api_key", "API key", *_ID),
                Setting(
                    "signature_method",
                    "Signature method of webhooks",
                    "md5hash|md5|sha1|sha256|sha512",
                    "md5hash, md5, sha1, sha256 or sha512",
                    required=False,
                    checks_calls=True,
                ),
            ),
            (
                Secret("api_secret", "API secret"),
                Secret("signature_secret", "Signature secret of webhooks", checks_calls=True),
            ),
            texts_per_second=1,
            shown_at="in the Dashboard, under API settings",
            calls_again=True,
            tries="for a day",
        ),
        AccountKind(
            "plivo",
            "Plivo",
            Behavior.TYPE_2,
            (
                Setting(
                    "auth_id",
                    "Auth ID (MA…)",
                    "(MA|SA)[A-Za-z0-9]{1,98}",
                    "MA, or SA of a subaccount, then letters and digits",
                ),
            ),
            (Secret("auth_token", "Auth Token"),),
            texts_per_second=1,
            shown_at="in the Console, under Account",
        ),
    )
}


SHARED_SETTINGS = ("webhook_url", "opt_out_words", "start_words", "api_url")
"""What every account can have: the public address of its webhooks, words of its own, and the
address of the API where that is not the provider's (a simulated one)."""

SWITCHES: dict[str, tuple[str, ...]] = {"twilio": ("advanced_opt_out",), "plivo": ("accepts_v2",)}
"""Settings that are on or off, by provider."""

ON, OFF = "on", "off"


def kind_named(name: str) -> AccountKind:
    """The provider of this name.

    Raises:
        BadInput: There is none.
    """
    try:
        return KINDS[name]
    except KeyError:
        known = ", ".join(KINDS)
        raise BadInput(f"textbank knows no provider “{name}”. It knows {known}.") from None


def behavior_of_line(kind: str, override: Behavior | None, line: str) -> Behavior:
    """Which opt-out behavior a line has at an account.

    Args:
        kind: The account's provider.
        override: What the customer arranged there; it holds for every line that is not
            toll-free, where the network decides and nobody can arrange anything.
        line: E.164.
    """
    return behavior_of(line, override or kind_named(kind).behavior)


def shares_list(kind: str, settings: Mapping[str, str], line: str) -> bool:
    """Whether the opt-outs of a line are on one list with those of the account's other lines.

    A toll-free line's are not: the network keeps those, for that pair of numbers.

    Args:
        kind: The account's provider.
        settings: The account's.
        line: E.164.
    """
    named = kind_named(kind).list_setting
    return named is not None and bool(settings.get(named)) and not is_toll_free(line)
