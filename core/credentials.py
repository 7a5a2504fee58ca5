"""Secrets of accounts at providers: from the environment, or the system's keyring.

They are never kept in the database, in a file or in the clear, never given on a command
line, and never in a message. A keyring that would keep them in the clear is refused.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from core.account_kinds import AccountKind, Secret
from core.errors import BadInput

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "textbank"
"""What our entries are called in the keyring."""

_IN_THE_CLEAR = ("plaintext", "uncrypted", "unencrypted", "null")
_NO_KEYRING = (
    "This machine has no keyring that keeps secrets encrypted{}. Set the environment variable "
    "{} instead."
)


class Source(StrEnum):
    """Where a secret was found."""

    ENVIRONMENT = "environment"
    KEYRING = "keyring"


@dataclass(frozen=True, slots=True)
class FoundSecret:
    """A secret, and where it was found."""

    source: Source
    value: str
    variable: str = ""
    """The environment variable that it is from; empty for one from the keyring."""

    @property
    def where(self) -> str:
        """Where it was found, in words."""
        return f"variable {self.variable}" if self.variable else str(self.source)

    def __repr__(self) -> str:
        """Without the secret."""
        return f"FoundSecret({self.where})"


def variable(owner: str, secret: str) -> str:
    """The environment variable of a secret, e.g. TEXTBANK_TWILIO_AUTH_TOKEN.

    Args:
        owner: The account's name, or its kind's: that is what accounts without one of
            their own go by.
        secret: The secret's name.
    """
    return f"TEXTBANK_{owner}_{secret}".upper().replace("-", "_")


def find_secret(
    account: str,
    kind: AccountKind,
    secret: Secret,
    environment: Mapping[str, str] | None = None,
) -> FoundSecret | None:
    """A secret of an account, or None where there is none. The keyring may take a second.

    The account's own variable goes first, then its own entry in the keyring. What is named after
    its provider is only for accounts that have neither.

    Args:
        account: The account's name.
        kind: Which provider it is at.
        secret: Which of its secrets.
        environment: Where variables are looked up; by default those of the process.
    """
    environment = os.environ if environment is None else environment
    own, shared = (variable(owner, secret.name) for owner in (account, kind.name))
    if value := environment.get(own, "").strip():
        return FoundSecret(Source.ENVIRONMENT, value, own)
    kept = _from_keyring(account, secret)
    if kept is not None:
        return FoundSecret(Source.KEYRING, kept)
    if value := environment.get(shared, "").strip():
        return FoundSecret(Source.ENVIRONMENT, value, shared)
    return None


def secrets_of(account: str, kind: AccountKind) -> dict[str, str]:
    """All secrets of an account, by their names.

    Raises:
        BadInput: One that is needed is not there.
    """
    found: dict[str, str] = {}
    for secret in kind.secrets:
        one = find_secret(account, kind, secret)
        if one is not None:
            found[secret.name] = one.value
        elif secret.required:
            raise BadInput(
                f"The {secret.label} of the account “{account}” is not known here. "
                f"{how_to_give(account, secret)}"
            )
    return found


def how_to_give(account: str, secret: Secret) -> str:
    """What somebody can do about a secret that is not known: what this machine can, too."""
    words = f"Set {variable(account, secret.name)}"
    if not keyring_is_safe():
        return f"{words}."
    return (
        f"{words}, or keep it in the keyring with "
        f"`textbank providers change {account} --secrets --administrator`."
    )


def marks_of(account: str, kind: AccountKind, nonce: str) -> dict[str, str]:
    """What tells whether another program has the same secrets of an account: a mark of each.

    A mark is 16 bits of the secret and the nonce, slowly mixed: of 65,536 secrets one has the
    same, so that it tells nobody which one it is. Blocks for some milliseconds.

    Args:
        account: The account's name.
        kind: Which provider it is at.
        nonce: Both programs' marks are made with the same.
    """
    found: dict[str, str] = {}
    for secret in kind.secrets:
        one = find_secret(account, kind, secret)
        if one is not None:
            salt = f"{nonce}/{secret.name}".encode()
            mixed = hashlib.scrypt(one.value.encode(), salt=salt, n=2**12, r=8, p=1, dklen=2)
            found[secret.name] = mixed.hex()
    return found


def keep_secret(account: str, secret: Secret, value: str) -> None:
    """Keep a secret in the system's keyring.

    Raises:
        BadInput: There is none that keeps it encrypted, or it is locked.
    """
    import keyring.errors

    backend, _ = _backend()
    if backend is None:
        raise no_keyring(account, secret)
    try:
        backend.set_password(SERVICE, _entry(account, secret), value)
    except (keyring.errors.KeyringError, OSError) as error:
        raise BadInput(
            _NO_KEYRING.format(
                f" and can be used ({type(error).__name__})", variable(account, secret.name)
            )
        ) from None


def forget_secrets(account: str, kind: AccountKind) -> None:
    """Take the secrets of an account out of the keyring, as far as they are there."""
    try:
        import keyring.errors
    except ModuleNotFoundError:
        return
    backend, _ = _backend()
    if backend is None:
        return
    for secret in kind.secrets:
        try:
            backend.delete_password(SERVICE, _entry(account, secret))
        except (keyring.errors.KeyringError, OSError):
            continue


def keyring_is_safe() -> bool:
    """Whether this machine has a keyring that keeps secrets encrypted."""
    return _backend()[0] is not None


def no_keyring(account: str, secret: Secret) -> BadInput:
    """The error for a secret that this machine cannot keep, with what to do instead."""
    return BadInput(_NO_KEYRING.format(_backend()[1], variable(account, secret.name)))


def _entry(account: str, secret: Secret) -> str:
    return f"{account}/{secret.name}"


def _from_keyring(account: str, secret: Secret) -> str | None:
    backend, _ = _backend()
    if backend is None:
        return None
    import keyring.errors

    try:
        return backend.get_password(SERVICE, _entry(account, secret))
    except (keyring.errors.KeyringError, OSError):
        # Locked, or gone: as if it held nothing; the message names the variable to set.
        return None


def _backend() -> tuple[KeyringBackend | None, str]:
    """The keyring to use, or None and why there is none."""
    try:
        import keyring
    except ModuleNotFoundError:
        return None, " (the extra “gateways” is not installed)"
    backend = keyring.get_keyring()
    # A chain asks several in turn: all of them must be safe.
    chained = list(getattr(backend, "backends", ())) or [backend]
    for one in chained:
        kind = type(one)
        name = f"{kind.__module__}.{kind.__qualname__}"
        if kind.__module__.startswith(("keyring.backends.fail", "keyring.backends.null")):
            return None, ""
        if name.startswith("keyrings.alt") or any(word in name.lower() for word in _IN_THE_CLEAR):
            return None, f" ({name} keeps them in the clear)"
    return backend, ""
