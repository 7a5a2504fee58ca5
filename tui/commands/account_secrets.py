"""Asking for the secrets of an account, unseen, and keeping them in the system's keyring."""

from __future__ import annotations

import getpass
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

import typer

from core.account_kinds import KINDS
from core.errors import BadInput
from core.safe_text import for_display

if TYPE_CHECKING:
    from core.accounts import AccountView

_SEVERAL = "; ".join(
    f"{kind.name}: {', then '.join(secret.name for secret in kind.secrets)}"
    for kind in KINDS.values()
    if len(kind.secrets) > 1
)
StdinOption = Annotated[
    bool,
    typer.Option(
        "--secrets-stdin",
        help="Read its secrets from standard input and keep them: a line each, an empty one for "
        f"none. The order where there are two: {_SEVERAL}.",
    ),
]


@dataclass(slots=True)
class Kept:
    """What became of the secrets that were asked for."""

    told: list[str] = field(default_factory=list)
    """What to say of those that were kept, or are known."""
    missed: list[str] = field(default_factory=list)
    """What to do about those that were given, or promised, and not kept."""

    def end(self) -> None:
        """End with 1, and say why, where one was not kept."""
        for words in self.missed:
            print(f"textbank: {for_display(words)}", file=sys.stderr)
        if self.missed:
            raise typer.Exit(1)


def keep_secrets(account: AccountView, *, from_stdin: bool, anew: bool = True) -> Kept:
    """Ask for the secrets of an account, one after the other, and keep them.

    Nobody types what could not be kept.

    Args:
        account: Whose.
        from_stdin: Read a line each from standard input; else they are typed, unseen.
        anew: Those, too, that an environment variable gives already.
    """
    from core.credentials import (
        Source,
        find_secret,
        keep_secret,
        keyring_is_safe,
        no_keyring,
    )

    kept = Kept()
    for secret in account.kind.secrets:
        known = find_secret(account.name, account.kind, secret)
        if not anew and known is not None and known.source is Source.ENVIRONMENT:
            kept.told.append(f"The {secret.label} is that of the {known.where}.")
            continue
        if not from_stdin and not keyring_is_safe():
            kept.missed.append(str(no_keyring(account.name, secret)))
            continue
        if from_stdin:
            line = sys.stdin.readline()
            if not line:
                kept.missed.append(f"Standard input has no line for the {secret.label}.")
                continue
            value = line.strip()
        else:
            value = getpass.getpass(f"{secret.label} (not shown; empty to set it later): ").strip()
        asked = value and not from_stdin
        if not value or (asked and not typer.confirm("Keep it in the keyring?", True, err=True)):
            continue
        try:
            keep_secret(account.name, secret, value)
        except BadInput as error:
            kept.missed.append(f"The {secret.label} was not kept. {error}")
            continue
        kept.told.append(f"The {secret.label} is kept in the keyring.")
        found = find_secret(account.name, account.kind, secret)
        if found is not None and found.source is Source.ENVIRONMENT:
            kept.told.append(f"But the {found.where} is set here, and goes before it.")
    return kept
