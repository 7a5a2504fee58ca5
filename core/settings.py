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
from core.sqlite_file import default_path, path_from


@dataclass(frozen=True, slots=True)
class Settings:
    """What one run of textbank goes by."""

    texter: Texter
    database: Path
    confirm_opt_out: bool = True
    """Whether Opt Out asks once more; the undo window is there either way."""
    theme: str = "textbank-light"


def config_path() -> Path:
    """The config file in the platform's config folder."""
    from platformdirs import user_config_path

    return user_config_path("textbank", appauthor=False) / "config.toml"


def load_settings(
    *,
    texter: str | None = None,
    administrator: bool = False,
    database: str | None = None,
    environment: Mapping[str, str] | None = None,
) -> Settings:
    """Put the settings together: a flag wins over the environment, that over the config file.

    Raises:
        BadInput: The config file cannot be read or holds something it should not.
    """
    environment = os.environ if environment is None else environment
    config = _read_config(config_path())
    name = texter or environment.get("TEXTBANK_TEXTER") or config.get("texter") or _system_user()
    where = database or environment.get("TEXTBANK_DATABASE") or config.get("database")
    return Settings(
        texter=Texter(name, administrator),
        database=path_from(where) if where else default_path(),
        confirm_opt_out=config.get("confirm_opt_out", True),
        theme=config.get("theme", "textbank-light"),
    )


_KEYS: dict[str, type] = {
    "texter": str,
    "database": str,
    "confirm_opt_out": bool,
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
    return config


def _system_user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError) as error:
        raise BadInput("Who are you? Give your name with --texter or TEXTBANK_TEXTER.") from error
