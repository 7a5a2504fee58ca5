"""What textbank remembers by itself from one time to the next: the look, and the texter's name.

It lies in a small file in the platform's state folder. The config file is the texter's own
and is never written.
"""

from __future__ import annotations

import logging
import tomllib
from dataclasses import dataclass
from pathlib import Path

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Remembered:
    """What was chosen before; empty is nothing."""

    theme: str = ""
    """The look that was picked last."""
    texter: str = ""
    """The name that was given when the organization was set up."""


def state_path() -> Path:
    """The file that remembers."""
    from platformdirs import user_state_path

    return user_state_path("textbank", appauthor=False) / "state.toml"


def remembered() -> Remembered:
    """What the file says; what cannot be used of it is left alone, with a line in the log."""
    path = state_path()
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return Remembered()
    except (OSError, ValueError) as error:
        log.warning("%s is left alone: %s", path, error)
        return Remembered()
    found = {}
    for name in ("theme", "texter"):
        value = content.get(name, "")
        if isinstance(value, str):
            found[name] = value
        else:
            log.warning("%s: its %s is no text and is left alone", path, name)
    return Remembered(**found)


def remember(*, theme: str | None = None, texter: str | None = None) -> None:
    """Remember these for the next time; what is None stays as it is.

    Raises:
        BadInput: The file cannot be written.
        DatabaseFull: The disk is full.
    """
    import json

    from core.atomic_file import atomic_text_file
    from core.errors import BadInput

    before, path = remembered(), state_path()
    values = {
        "theme": before.theme if theme is None else theme,
        "texter": before.texter if texter is None else texter,
    }
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise BadInput(f"{path.parent} cannot be made ({error.strerror}).") from error
    with atomic_text_file(path) as out:
        out.write("# Kept by textbank. Your own settings go into config.toml.\n")
        # A JSON string is a TOML string.
        out.writelines(
            f"{name} = {json.dumps(value, ensure_ascii=False)}\n"
            for name, value in values.items()
            if value
        )
