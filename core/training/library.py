"""The scenarios that come with textbank, and those of one's own."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from importlib import resources
from pathlib import Path

from core.errors import NotFound
from core.toml_tables import listed, shown
from core.training.scenario import Scenario
from core.training.scenario_file import read_scenario, scenario_from

SHIPPED = (
    "stop-type-1",
    "stop-type-2",
    "request-type-1",
    "request-type-2",
    "texting-after-stop",
    "replying-to-a-blocked-contact",
    "mistake-and-undo",
    "start-after-stop",
    "two-campaigns",
    "wrong-number",
    "rude-reply",
    "another-language",
    "automatic-opt-out",
)
"""Their names, in teaching order."""


def shipped_scenarios() -> list[Scenario]:
    """The scenarios that come with textbank, in teaching order."""
    return list(_shipped())


def scenario_named(name: str) -> Scenario:
    """One of the scenarios that come with textbank.

    Args:
        name: What commands call it, in any case, with or without `.toml`.

    Raises:
        NotFound: There is none of that name; says which come near.
    """
    asked = name.strip().casefold().removesuffix(".toml").replace(" ", "-")
    for scenario in _shipped():
        if scenario.name == asked:
            return scenario
    near = get_close_matches(asked, SHIPPED, 1, 0.5)
    hint = f"Did you mean {near[0]}?" if near else f"There are {listed(SHIPPED)}."
    raise NotFound(f"There is no scenario “{shown(name)}”. {hint}")


def load_scenario(path: Path) -> Scenario:
    """Read a scenario of one's own.

    Raises:
        BadScenario: It cannot be read, or has mistakes; all of them are told, with their lines.
    """
    return read_scenario(path)


@cache
def _shipped() -> tuple[Scenario, ...]:
    folder = resources.files("core.training").joinpath("scenarios")
    files = [folder.joinpath(f"{name}.toml") for name in SHIPPED]
    return tuple(scenario_from(one.read_text("utf-8"), Path(one.name)) for one in files)
