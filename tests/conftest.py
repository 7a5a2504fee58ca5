"""What every test gets: a home of its own, new databases from one template, Hypothesis settings.

Files are made in memory where the system has room for them there.
"""

import os
import re
import threading
from collections.abc import Iterator
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from sqlalchemy import Engine, create_engine

from core import database, sqlite_file

IN_MEMORY = Path("/dev/shm")
if os.access(IN_MEMORY, os.W_OK | os.X_OK):
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(IN_MEMORY))

# Programs that tests start, and the next run, need not compile everything again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

MIGRATE = database._migrate
"""How a database is made and brought up to date outside of tests."""

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


@pytest.fixture(scope="session")
def _folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Names for folders of tests, none of them twice: pytest would look through all to find one."""
    base = tmp_path_factory.mktemp("tests")
    return (base / str(number) for number in count())


@pytest.fixture
def tmp_path(_folders: Iterator[Path], request: pytest.FixtureRequest) -> Path:
    """An empty folder, this test's own."""
    words = re.sub(r"\W+", "_", request.node.name)[:30]
    folder = next(_folders).with_suffix(f".{words}")
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture(autouse=True)
def home(_folders: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home directory, this test's own: no test reads or writes the user's files."""
    folder = next(_folders).with_suffix(".home")
    folder.mkdir(mode=0o700)
    move_home(monkeypatch, folder)
    return folder


@pytest.fixture(scope="session", autouse=True)
def _new_databases_are_copied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Make a new database by all migrations once, and copy it where another one is wanted.

    Only in this process: programs that tests start migrate for themselves. What has a schema
    already, or belongs to another program, goes the usual way.
    """
    template = tmp_path_factory.mktemp("template") / "textbank.sqlite"
    new: list[bytes] = []
    one_at_a_time = threading.Lock()

    def copied(path: Path, now: datetime) -> None:
        with one_at_a_time:
            if path.exists():
                MIGRATE(path, now)
                return
            if not new:
                MIGRATE(template, now)
                new.append(template.read_bytes())
            sqlite_file.create_private(path)
            with sqlite_file.translated(path):
                path.write_bytes(new[0])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "_migrate", copied)
        yield


@pytest.fixture(scope="session", autouse=True)
def _statements_are_compiled_once() -> Iterator[None]:
    """Every database asks the same: a program has one, and compiles what it asks once."""
    make = database._engine
    first = create_engine("sqlite://")
    first.connect().close()  # The dialect asks SQLite what it can do.

    def knowing(*given: Any) -> Engine:
        engine = make(*given)
        engine.dialect, engine._compiled_cache = first.dialect, first._compiled_cache
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "_engine", knowing)
        yield
    first.dispose()
