"""What every test gets: a home of its own, and Hypothesis settings that suit shared machines."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("ci", deadline=None, derandomize=False, print_blob=True)
settings.register_profile("thorough", settings.get_profile("ci"), max_examples=2_000)
settings.load_profile("ci")

HOME_VARIABLES = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
    "XDG_CACHE_HOME": ".cache",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_RUNTIME_DIR": ".run",
    "XDG_STATE_HOME": ".local/state",
}


def move_home(patch: pytest.MonkeyPatch, home: Path) -> None:
    """Point everything that names the user's files at `home` and drop textbank's own settings."""
    for variable, folder in HOME_VARIABLES.items():
        patch.setenv(variable, str(home / folder))
    for variable in [name for name in os.environ if name.startswith("TEXTBANK_")]:
        patch.delenv(variable)


@pytest.fixture(scope="session", autouse=True)
def _home_for_wider_fixtures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        move_home(patch, tmp_path_factory.mktemp("session-home"))
        yield


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home directory, this test's own: no test reads or writes the user's files."""
    folder = tmp_path_factory.mktemp("home")
    move_home(monkeypatch, folder)
    return folder
