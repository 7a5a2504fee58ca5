"""The parts of textbank that are only installed where they are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec
from typing import Final

from core.errors import BadInput

GATEWAYS: Final = "gateways"
"""Accounts at providers, what receives their calls, and simulated gateways."""
WEB: Final = "web"
"""The messenger in a browser."""

MODULES: Final[Mapping[str, tuple[str, ...]]] = {
    GATEWAYS: (
        "cryptography",
        "httptools",
        "httpx",
        "keyring",
        "prometheus_client",
        "jwt",
        "starlette",
        "uvicorn",
    ),
    WEB: ("aiohttp", "textual_serve"),
}
"""What each brings."""


def is_installed(extra: str) -> bool:
    """Whether all that an extra brings is there. Loads none of it."""
    return all(find_spec(module) is not None for module in MODULES[extra])


def how_to_install(extra: str) -> str:
    """The commands that install an extra, from a checkout, with those that are there already."""
    extras = ",".join(one for one in MODULES if one == extra or is_installed(one))
    return (
        f'In the folder of textbank\'s checkout: pipx install --force ".[{extras}]" '
        f'(or, in an environment of your own: pip install ".[{extras}]").'
    )


def missing(what: str, extra: str) -> BadInput:
    """The error where something needs an extra that is not installed.

    Args:
        what: What needs it, as a sentence begins, such as “Accounts at providers need”.
        extra: Which one.
    """
    return BadInput(f"{what} the extra “{extra}”, which is not installed. {how_to_install(extra)}")
