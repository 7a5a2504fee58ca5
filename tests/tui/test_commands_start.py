"""How `textbank` starts: quickly into the messenger, and the same in a real process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.errors import DatabaseFull
from tests.tui.command_line import MARIA, CommandLine
from tui.__main__ import plain_open

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def textbank(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path)


def in_a_process(
    *command: str, database: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    named = {"TEXTBANK_TEXTER": "jo"}
    named |= {"TEXTBANK_DATABASE": str(database)} if database else {}
    return subprocess.run(
        [sys.executable, *command],
        env={**os.environ, **named, **environment},
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "options"),
    [
        ([], {}),
        (["--texter", "jo"], {"texter": "jo"}),
        (["--texter=jo", "--administrator"], {"texter": "jo", "administrator": ""}),
        (["--database", "a.sqlite", "--texter", "x"], {"database": "a.sqlite", "texter": "x"}),
    ],
)
def test_a_call_that_only_opens_the_messenger_is_known(
    arguments: list[str], options: dict[str, str]
) -> None:
    assert plain_open(arguments) == options


@pytest.mark.parametrize(
    "arguments",
    [
        ["assignments"],
        ["--texter", "jo", "assignments"],
        ["--version"],
        ["--help"],
        ["--texter"],
        ["--texter="],
        ["--administrator=yes"],
        ["--frobnicate"],
    ],
)
def test_every_other_call_is_left_to_the_command_line(arguments: list[str]) -> None:
    assert plain_open(arguments) is None


def test_opening_the_messenger_waits_for_no_command_and_no_database() -> None:
    ran = in_a_process(
        "-c",
        "import sys; sys.argv = ['textbank', '--texter', 'jo']\n"
        "from tui.__main__ import main\n"
        "try: main()\n"
        "except SystemExit as end: print(end.code, *sys.modules)\n",
    )

    code, *loaded = ran.stdout.decode().split()
    assert code == "1", "without a terminal it only says so"
    assert b"textbank --help" in ran.stderr
    assert "tui.commands.opening" in loaded
    assert not {"typer", "sqlalchemy", "tui.cli"} & set(loaded)


def test_the_command_line_loads_no_database_and_no_screens_before_a_command_needs_them() -> None:
    ran = in_a_process("-c", "import sys, tui.cli; print(*sys.modules)")

    loaded = set(ran.stdout.decode().split())
    assert "tui.commands.texting" in loaded
    assert not {"sqlalchemy", "alembic", "textual"} & loaded


def test_the_version_is_printed() -> None:
    ran = in_a_process("-m", "tui", "--version")

    assert (ran.returncode, ran.stderr) == (0, b"")
    assert ran.stdout.startswith(b"textbank ")


def test_a_reader_who_has_gone_is_no_fault(textbank: CommandLine) -> None:
    textbank.import_contacts("type1")
    reading, writing = os.pipe()
    os.close(reading)

    with os.fdopen(writing, "wb") as gone:
        ran = subprocess.run(
            [sys.executable, "-m", "tui", "--database", str(textbank.database), "conversations"],
            cwd=ROOT,
            stdout=gone,
            stderr=subprocess.PIPE,
            timeout=120,
            check=False,
            env={**os.environ, "TEXTBANK_TEXTER": "jo"},
        )

    assert ran.stderr == b""


def test_a_terminal_that_cannot_say_a_name_is_shown_the_rest(textbank: CommandLine) -> None:
    textbank.import_contacts("type1")
    textbank("phone", MARIA, "--say", "Olá 🎉 bye")

    ran = in_a_process(
        "-m", "tui", "show", "1", database=textbank.database, PYTHONIOENCODING="ascii"
    )

    assert ran.returncode == 0, ran.stderr
    assert b"    Ol? ? bye" in ran.stdout


def test_an_export_is_utf_8_whatever_the_terminal_speaks(textbank: CommandLine) -> None:
    textbank.import_contacts("type1", organization="Rivière")
    textbank("phone", MARIA, "--say", "¡No más!")
    textbank("opt-out", "1")

    ran = in_a_process(
        "-m", "tui", "export", "opt-outs", database=textbank.database, PYTHONIOENCODING="ascii"
    )

    assert ran.returncode == 0, ran.stderr
    header, row = ran.stdout.decode("utf-8").splitlines()
    assert header.startswith("organization,number,")
    assert row.startswith(f"Rivière,{MARIA},")
    assert "¡No más!" in row
    saved = textbank.folder / "opt-outs.csv"
    assert "1 opt-out written" in textbank("export", "opt-outs", "--output", saved)
    assert saved.read_bytes() == ran.stdout


def test_the_demo_is_made_kept_and_opened_again_or_not_at_all(
    textbank: CommandLine, tmp_path: Path
) -> None:
    folder = tmp_path / "playground"
    making = ("demo", "--no-open", "--conversations", "2", "--keep", folder)

    path = Path(textbank(*making).strip())

    assert path == folder / "textbank.sqlite"
    rows = textbank.json("--database", path, "conversations")
    assert rows["total"] == 4
    textbank("--database", path, "opt-out", str(rows["conversations"][0]["id"]))
    assert textbank(*making).strip() == str(path)
    assert textbank.json("--database", path, "conversations")["total"] == 3
    assert [one.name for one in tmp_path.iterdir()] == ["playground"]


def test_a_demo_that_cannot_be_made_leaves_nothing(
    textbank: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: object) -> None:
        raise DatabaseFull("The disk is full.")

    monkeypatch.setattr("core.demo._tell", full)

    assert "full" in textbank.fails(5, "demo", "--no-open", "--keep", tmp_path / "playground")
    assert list(tmp_path.iterdir()) == []
