"""Running commands as somebody outside would: in this process, on a real database file."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from tui.cli import app

MARIA = "+14155550101"
SAM = "+14155550102"
DANA = "+14155550103"

CONTACTS = f"""\
Phone,First name,Last name,City
{MARIA},Maria,Lopez,Oakland
{SAM},Sam,Okafor,San José
{DANA},Dana,Fox,
"""

OUR_MESSAGE = "You are now opted-out and will receive no further messages."


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str


class CommandLine:
    """The command `textbank`, always on one database, by the texter "jo"."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = folder / "textbank.sqlite"

    def run(self, *arguments: str | Path, typed: str | bytes | None = None) -> Ran:
        """Run a command, however it ends."""
        environment = {"TEXTBANK_TEXTER": "jo", "TEXTBANK_DATABASE": str(self.database)}
        result = CliRunner().invoke(
            app, [str(one) for one in arguments], input=typed, env=environment
        )
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result.exit_code, result.stdout, result.stderr)

    def __call__(self, *arguments: str | Path, typed: str | bytes | None = None) -> str:
        """Run a command that succeeds; return what it printed."""
        ran = self.run(*arguments, typed=typed)
        assert ran.code == 0, ran
        return ran.out

    def json(self, *arguments: str | Path, typed: str | bytes | None = None) -> Any:
        """Run a command with `--json` that succeeds; return what it printed."""
        return json.loads(self(*arguments, "--json", typed=typed))

    def fails(self, code: int, *arguments: str | Path, typed: str | bytes | None = None) -> str:
        """Run a command that ends with this code; return its message."""
        ran = self.run(*arguments, typed=typed)
        assert ran.code == code, ran
        assert "Traceback" not in ran.out + ran.err
        return ran.err

    def write(self, name: str, content: str | bytes) -> Path:
        """Put a file in the folder."""
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def import_contacts(
        self, behavior: str = "type1", campaign: str = "Spring turnout", **options: str
    ) -> Any:
        """Import three contacts: Maria, Sam and Dana, who may be texted at any hour."""
        more = [part for name, value in options.items() for part in (f"--{name}", value)]
        imported = self.json(
            "import",
            self.write("contacts.csv", CONTACTS),
            "--campaign",
            campaign,
            "--provider",
            behavior,
            *more,
        )
        # Tests run by night, too.
        with closing(sqlite3.connect(self.database)) as connection, connection:
            connection.execute("UPDATE organization SET hours_enforced = 0")
        return imported

    def conversation_with(self, number: str) -> dict[str, Any] | None:
        """The row of a number on the list, if it is on it."""
        rows = self.json("conversations")["conversations"]
        return next((row for row in rows if row["number"] == number), None)

    def bodies_on(self, number: str) -> list[str]:
        """What the phone of this number shows, oldest first."""
        return [text["body"] for text in self.json("phone", number)["texts"]]
