"""Bad input: a message that says what, where and what to do; a code; nothing half-written."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from core import sqlite_file
from core.migrations import HEAD
from tests.tui.command_line import MARIA, CommandLine
from tui.commands import failures, reading

IMPORT = ("--campaign", "Spring turnout", "--provider", "type1")


@pytest.fixture
def textbank(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path)


def rows_in(path: Path) -> dict[str, int]:
    """How many rows each table of a database has."""
    connection = sqlite3.connect(path)
    try:
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        return {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for (name,) in names
        }
    finally:
        connection.close()


# --- Contact lists ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(b"", ["is empty"], id="empty"),
        pytest.param(b"\n\n", ["nothing but empty lines"], id="blank"),
        pytest.param(b"name,city\nMaria,Oakland\n", ["line 1", "phone", "“city”"], id="header"),
        pytest.param(b"phone\n", ["no contacts below"], id="no rows"),
        pytest.param(b"phone,name\n+14155550101,Jos\xe9\n", ["line 2", "UTF-8"], id="not UTF-8"),
        pytest.param("phone\n+14155550101\n".encode("utf-16"), ["UTF-16"], id="UTF-16"),
        pytest.param(
            b'phone,name\n+14155550101,"Maria\n+14155550102,Sam\n',
            ["line 2", "never closed"],
            id="quote",
        ),
        pytest.param(b"phone\nnobody\n", ["None of the 1 rows"], id="no usable row"),
    ],
)
def test_a_bad_contact_list_is_explained_and_nothing_is_imported(
    textbank: CommandLine, content: bytes, says: list[str]
) -> None:
    textbank.import_contacts("type1")
    before = rows_in(textbank.database)
    bad = textbank.write("bad.csv", content)

    message = textbank.fails(6, "import", bad, *IMPORT)

    assert str(bad) in message
    assert [words for words in says if words not in message] == []
    assert rows_in(textbank.database) == before


def test_a_bad_contact_list_makes_no_database(textbank: CommandLine) -> None:
    textbank.fails(6, "import", textbank.write("bad.csv", "city\nOakland\n"), *IMPORT)

    assert not textbank.database.exists()


def test_a_contact_list_that_is_not_there(textbank: CommandLine) -> None:
    missing = textbank.folder / "nowhere.csv"

    assert str(missing) in textbank.fails(6, "import", missing, *IMPORT)


def test_importing_into_a_campaign_of_the_other_type_changes_nothing(
    textbank: CommandLine,
) -> None:
    textbank.import_contacts("type1")
    before = rows_in(textbank.database)
    contacts = textbank.write("more.csv", "phone\n+14155550109\n")

    message = textbank.fails(
        1, "import", contacts, "--campaign", "Spring turnout", "--provider", "type2"
    )

    assert "type1" in message
    assert rows_in(textbank.database) == before


def test_several_organizations_need_one_named(textbank: CommandLine) -> None:
    textbank.import_contacts("type1", organization="Open Roads")
    textbank.import_contacts("type1", organization="Clear Water")

    for command in (["organization"], ["opt-in", MARIA, "--reason", "x", "--administrator"]):
        assert "--organization" in textbank.fails(3, *command)
    assert "Clear Water" in textbank("organization", "--organization", "Clear Water")
    assert "There are: " in textbank.fails(3, "organization", "--organization", "Nobody")


# --- What is not there -----------------------------------------------------------------------


def test_what_is_not_there_is_named(textbank: CommandLine) -> None:
    textbank.import_contacts("type1")
    before = rows_in(textbank.database)
    script = textbank.write("script.jsonl", '{"text": "STOP"}')

    for arguments in (
        ["show", "99"],
        ["reply", "99", "Hi"],
        ["opt-out", "99"],
        ["hide", "99"],
        ["show", "--number", "+14155550199"],
        ["conversations", "--assignment", "99"],
        ["simulate", script, "--campaign", "Autumn"],
        ["opt-in", MARIA, "--reason", "x", "--administrator"],
        ["organization", "--organization", "Nobody"],
        ["export", "opt-outs", "--organization", "Nobody"],
        ["phone", "+14155550199", "--say", "Hello"],
    ):
        assert textbank.fails(3, *arguments).startswith("textbank: ")
    assert rows_in(textbank.database) == before


@pytest.mark.parametrize(
    "arguments", [["assignments"], ["conversations"], ["show", "1"], ["undo"], ["opt-outs"]]
)
def test_looking_makes_no_database(textbank: CommandLine, arguments: list[str]) -> None:
    message = textbank.fails(3, *arguments)

    assert str(textbank.database) in message
    assert "textbank import" in message
    assert not textbank.database.exists()


# --- What cannot be --------------------------------------------------------------------------


def test_what_cannot_be_is_refused_and_nothing_is_written(textbank: CommandLine) -> None:
    textbank.import_contacts("type1")
    before = rows_in(textbank.database)

    for code, arguments in (
        (1, ["reply", "1", "   "]),
        (1, ["reply", "1", "x" * 1601]),
        (1, ["show", "--number", "Maria"]),
        (1, ["phone", "555-0101"]),
        (1, ["organization", "--undo-seconds", "61", "--administrator"]),
        (1, ["organization", "--set-message", " ", "--administrator"]),
        (1, ["organization", "--automatic-words", "stop, start", "--administrator"]),
        (1, ["organization", "--automatic-words", "stop, \x1b[2J", "--administrator"]),
        (4, ["organization", "--undo-seconds", "9"]),
        (4, ["organization", "--automatic-opt-out", "on"]),
        (2, ["organization", "--automatic-opt-out", "maybe", "--administrator"]),
        (4, ["opt-in", MARIA, "--reason", "x"]),
        (2, ["opt-in", MARIA, "--administrator"]),
        (2, ["show"]),
        (2, ["show", "Maria"]),
        (2, ["conversations", "--filter", "odd"]),
        (2, ["import", "contacts.csv", "--provider", "type1"]),
        (2, ["frobnicate"]),
    ):
        assert textbank.fails(code, *arguments)
    assert rows_in(textbank.database) == before


def test_a_reply_that_is_not_utf_8_is_refused(textbank: CommandLine) -> None:
    textbank.import_contacts("type1")

    assert "UTF-8" in textbank.fails(1, "reply", "1", "-", typed=b"caf\xe9")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b'{"text": "a"}\n{"text": 7}\n', "line 2"),
        (b'{"text": "a"}\n\nnot json\n', "line 3"),
        (b'["text"]\n', "line 1"),
        (b'{"text": "a", "from": "Maria"}\n', "line 1"),
        (b'{"text": "a", "at": "yesterday"}\n', "line 1"),
        (b'{"text": "a"}\n{"text": "caf\xe9"}\n', "line 2"),
    ],
)
def test_a_bad_script_is_explained_before_anything_is_said(
    textbank: CommandLine, content: bytes, says: str
) -> None:
    textbank.import_contacts("type1")
    script = textbank.write("script.jsonl", content)

    message = textbank.fails(1, "simulate", script)

    assert str(script) in message
    assert says in message
    assert textbank.bodies_on(MARIA) == []


def test_an_export_that_cannot_be_written_leaves_what_was_there(textbank: CommandLine) -> None:
    textbank.import_contacts("type1")

    message = textbank.fails(1, "export", "opt-outs", "--output", textbank.folder / "no" / "x.csv")

    assert "x.csv" in message


def test_a_demo_does_not_go_into_a_folder_with_other_files(textbank: CommandLine) -> None:
    textbank.write("precious.txt", "mine")

    assert "other files" in textbank.fails(1, "demo", "--no-open", "--keep", textbank.folder)
    assert [path.name for path in textbank.folder.iterdir()] == ["precious.txt"]


def test_the_messenger_asks_for_a_terminal(textbank: CommandLine) -> None:
    assert "textbank --help" in textbank.fails(1)
    assert "textbank --help" in textbank.fails(1, "demo")


def test_a_bad_config_file_is_named(textbank: CommandLine, home: Path) -> None:
    config = home / ".config" / "textbank" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text("textor = 'jo'\n")

    message = textbank.fails(1, "assignments")

    assert str(config) in message
    assert "textor" in message


# --- The database ----------------------------------------------------------------------------


def test_a_database_of_a_newer_version_is_left_alone(textbank: CommandLine) -> None:
    textbank.import_contacts("type1")
    connection = sqlite3.connect(textbank.database)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    before = textbank.database.read_bytes()

    for arguments in (["assignments"], ["opt-out", "1"], ["import", "contacts.csv", *IMPORT]):
        textbank.write("contacts.csv", f"phone\n{MARIA}\n")
        arguments = [
            str(textbank.folder / one) if one.endswith(".csv") else one for one in arguments
        ]
        message = textbank.fails(5, *arguments)
        assert "newer textbank" in message
        assert "9999" in message
        assert HEAD in message
    assert textbank.database.read_bytes() == before


def test_another_programs_database_is_left_alone(textbank: CommandLine) -> None:
    connection = sqlite3.connect(textbank.database)
    connection.execute("CREATE TABLE recipes (name)")
    connection.commit()
    connection.close()

    assert "another program" in textbank.fails(5, "assignments")
    assert set(rows_in(textbank.database)) == {"recipes"}


def test_a_file_that_is_no_database_is_left_alone(textbank: CommandLine) -> None:
    textbank.database.write_bytes(b"Dear diary, " * 100)

    assert "not a textbank database" in textbank.fails(5, "assignments")
    assert textbank.database.read_bytes() == b"Dear diary, " * 100


def test_another_kind_of_database_is_refused(textbank: CommandLine) -> None:
    message = textbank.fails(1, "assignments", "--database", "postgresql://somewhere/else")

    assert "postgresql" in message


def test_a_locked_database_is_named_and_nothing_is_written(
    textbank: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    textbank.import_contacts("type1")
    before = rows_in(textbank.database)
    impatient = ("PRAGMA busy_timeout = 50", *sqlite_file.PRAGMAS[1:])
    monkeypatch.setattr(sqlite_file, "PRAGMAS", impatient)
    holder = sqlite3.connect(textbank.database, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")

    message = textbank.fails(5, "opt-out", "1")
    ran = textbank.run("reply", "1", "Hi", "--json")

    assert str(textbank.database) in message
    assert "locked by another program" in message
    assert json.loads(ran.out)["error"]["code"] == "database_busy"
    assert "Spring turnout" in textbank("assignments"), "looking goes on"
    holder.execute("ROLLBACK")
    holder.close()
    assert rows_in(textbank.database) == before


def is_root() -> bool:
    return os.name == "posix" and os.geteuid() == 0


def mount(*options: str, at: Path) -> None:
    """Mount a disk in memory; skip the test where that is not allowed."""
    ran = subprocess.run(
        ["mount", *options, "tmpfs", str(at)], capture_output=True, text=True, check=False
    )
    if ran.returncode:
        pytest.skip(f"no disk can be mounted here: {ran.stderr}")


@contextmanager
def own_disk(folder: Path, size: str) -> Iterator[Path]:
    """A small disk of its own at this folder."""
    if sys.platform != "linux" or not is_root() or not shutil.which("mount"):
        pytest.skip("only root on Linux can mount a disk")
    folder.mkdir()
    mount("-t", "tmpfs", "-o", f"size={size}", at=folder)
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def refuses_to_write(textbank: CommandLine) -> None:
    for arguments in (["opt-out", "1"], ["reply", "1", "Hi"], ["send-pending"]):
        ran = textbank.run(*arguments, "--json")
        assert ran.code == 5, ran
        assert str(textbank.database) in ran.err
        # Where not even SQLite's own files beside it can be made, it "cannot be opened".
        assert json.loads(ran.out)["error"]["code"] in ("database_read_only", "database")


@pytest.mark.skipif(os.name != "posix" or is_root(), reason="permissions do not bind root")
def test_a_database_without_write_permission_is_named_and_nothing_is_written(
    textbank: CommandLine,
) -> None:
    textbank.import_contacts("type1")
    before = rows_in(textbank.database)
    textbank.database.chmod(0o444)
    textbank.folder.chmod(0o555)
    try:
        refuses_to_write(textbank)
    finally:
        textbank.folder.chmod(0o755)
        textbank.database.chmod(0o644)
    assert rows_in(textbank.database) == before


def test_a_database_on_a_read_only_disk_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    with own_disk(tmp_path / "disk", "8m") as folder:
        textbank = CommandLine(folder)
        textbank.import_contacts("type1")
        before = rows_in(textbank.database)
        mount("-o", "remount,ro", at=folder)

        refuses_to_write(textbank)

        mount("-o", "remount,rw", at=folder)
        assert rows_in(textbank.database) == before


def test_a_full_disk_is_named_and_nothing_is_half_written(tmp_path: Path) -> None:
    with own_disk(tmp_path / "disk", "1m") as folder:
        textbank = CommandLine(folder)
        textbank.import_contacts("type1")
        before = rows_in(textbank.database)
        contacts = tmp_path / "many.csv"
        rows = (f"+1415555{last:04},{'x' * 200}" for last in range(2_000))
        contacts.write_text("\n".join(["phone,name", *rows]))
        filler = folder / "filler"
        filler.write_bytes(bytes(shutil.disk_usage(folder).free - 128 * 1024))

        message = textbank.fails(5, "import", contacts, *IMPORT)

        assert "is full" in message
        assert str(folder) in message
        filler.unlink()
        assert rows_in(textbank.database) == before
        textbank("opt-out", "1")


# --- Faults of our own -----------------------------------------------------------------------


def test_a_fault_is_a_plain_sentence_and_its_trace_keeps_no_words_of_anybody(
    textbank: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    textbank.import_contacts("type1")
    secret = f"Maria {MARIA} said STOP"

    def fall(*_: object) -> None:
        try:
            raise KeyError(secret)
        except KeyError as error:
            raise RuntimeError(secret) from error

    monkeypatch.setattr(reading, "_transcript", fall)

    ran = textbank.run("show", "1", "--json")

    assert ran.code == 70
    assert json.loads(ran.out)["error"]["code"] == "unexpected"
    assert "Traceback" not in ran.err
    assert secret not in ran.out + ran.err
    log = failures.log_path()
    assert str(log) in ran.err
    kept = log.read_text("utf-8")
    assert "textbank show" in kept
    assert "RuntimeError" in kept
    assert "KeyError" in kept
    assert "in fall" in kept
    assert secret not in kept
    assert log.stat().st_mode & 0o077 == 0


def test_an_interrupted_command_ends_with_130(
    textbank: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    textbank.import_contacts("type1")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(reading, "_transcript", interrupted)

    assert "Interrupted" in textbank.fails(130, "show", "1")


# --- Asking once more ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "code", "gone"), [("n\n", 1, False), ("", 130, False), ("y\n", 0, True)]
)
def test_on_a_terminal_opting_out_asks_once_more(
    textbank: CommandLine,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    code: int,
    gone: bool,
) -> None:
    textbank.import_contacts("type1")
    monkeypatch.setattr("tui.commands.texting._at_a_terminal", lambda: True)

    ran = textbank.run("opt-out", "1", typed=answer)

    assert ran.code == code
    assert "Are you sure you want to opt out Maria Lopez, +14155550101?" in ran.err
    assert "Nothing is blocked until you press Opt Out" in ran.err
    assert (textbank.conversation_with(MARIA) is None) == gone


def test_with_yes_nobody_is_asked(textbank: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    textbank.import_contacts("type1")
    monkeypatch.setattr("tui.commands.texting._at_a_terminal", lambda: True)

    ran = textbank.run("opt-out", "1", "--yes")

    assert (ran.code, ran.err) == (0, "")
