"""Who acts, on which database, and how they like it: flags, environment, config file, in turn."""

from __future__ import annotations

import getpass
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.domain import Texter
from core.errors import BadInput
from core.remembered import remembered
from core.sqlite_file import default_path, path_from


@dataclass(frozen=True, slots=True)
class Settings:
    """What one run of textbank goes by."""

    texter: Texter
    database: Path
    confirm_opt_out: bool = True
    """Whether Opt Out asks once more; the undo window is there either way."""
    after_send: str = "next"
    """Where Enter goes after sending: to the `next` that needs a reply, or it is to `stay`."""
    theme: str = ""
    """The look that was chosen; empty where nobody chose one."""
    theme_is_configured: bool = False
    """Whether the config file chose it: then it comes back, whatever is picked meanwhile."""


def config_path() -> Path:
    """The config file in the platform's config folder."""
    from platformdirs import user_config_path

    return user_config_path("textbank", appauthor=False) / "config.toml"


def keys_path() -> Path:
    """The texter's own keys, beside the config file."""
    return config_path().with_name("keys.toml")


def load_settings(
    *,
    texter: str | None = None,
    administrator: bool = False,
    database: str | None = None,
    environment: Mapping[str, str] | None = None,
) -> Settings:
    """Put the settings together: a flag wins over the environment, that over the config file.

    What none of them says is as it was the last time: see `core.remembered`.

    Raises:
        BadInput: The config file cannot be read or holds something it should not.
    """
    environment = os.environ if environment is None else environment
    config = _read_config(config_path())
    before = remembered()
    name = texter or environment.get("TEXTBANK_TEXTER") or config.get("texter") or before.texter
    where = database or environment.get("TEXTBANK_DATABASE") or config.get("database")
    return Settings(
        texter=Texter(name or _system_user(), administrator),
        database=path_from(where) if where else default_path(),
        confirm_opt_out=config.get("confirm_opt_out", True),
        after_send=config.get("after_send", "next"),
        theme=config.get("theme") or before.theme,
        theme_is_configured=bool(config.get("theme")),
    )


_KEYS: dict[str, type] = {
    "texter": str,
    "database": str,
    "confirm_opt_out": bool,
    "after_send": str,
    "theme": str,
}


def _read_config(path: Path) -> dict[str, Any]:
    try:
        content = path.read_text("utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"The config file {path} cannot be read ({error}).") from error
    try:
        config = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"The config file {path} is not valid TOML: {error}.") from error
    for key, value in config.items():
        if key not in _KEYS:
            known = ", ".join(sorted(_KEYS))
            raise BadInput(
                f"The config file {path} has an unknown setting “{key}”. Known: {known}."
            )
        if not isinstance(value, _KEYS[key]):
            raise BadInput(f"In the config file {path}, “{key}” must be a {_KEYS[key].__name__}.")
    if config.get("after_send", "next") not in ("next", "stay"):
        raise BadInput(f"In the config file {path}, “after_send” must be “next” or “stay”.")
    return config


def _system_user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError) as error:
        raise BadInput("Who are you? Give your name with --texter or TEXTBANK_TEXTER.") from error
