"""Accounts at real providers: what a campaign can name to carry its texts.

What is secret is not here: `core.credentials` finds that.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from core import sqlite_file
from core.account_kinds import AccountKind, behavior_of_line, kind_named
from core.domain import Behavior, Texter
from core.errors import NotAllowed, NotFound

if TYPE_CHECKING:
    from core.desk import Desk
    from core.reader import Reader, Row


ADDING = "`textbank providers add PROVIDER --set NAME=VALUE --administrator` adds one."
"""What to do where there is no account."""


@dataclass(frozen=True, slots=True)
class AccountLine:
    """A sending number of an account."""

    number: str
    behavior: Behavior
    texts_per_second: int | None


@dataclass(frozen=True, slots=True)
class AccountView:
    """An account at a provider, without its secrets."""

    id: int
    organization: str
    name: str
    kind: AccountKind
    settings: Mapping[str, str]
    behavior: Behavior | None = None
    """What the customer arranged at the provider; None is the provider's own."""
    texts_per_second: int | None = None
    """The pace of new lines, where it is not the provider's own."""
    lines: tuple[AccountLine, ...] = ()

    @property
    def pace(self) -> int:
        """Texts a second on a new line."""
        return self.texts_per_second or self.kind.texts_per_second

    def behavior_of(self, line: str) -> Behavior:
        """Which opt-out behavior a line (E.164) has here."""
        return behavior_of_line(self.kind.name, self.behavior, line)


@dataclass(frozen=True, slots=True)
class AccountDraft:
    """An account as somebody asks for it."""

    name: str
    kind: str
    settings: Mapping[str, str] = field(default_factory=dict)
    behavior: Behavior | None = None
    texts_per_second: int | None = None


@dataclass(frozen=True, slots=True)
class AccountChange:
    """What an administrator changes of an account; None leaves it as it is."""

    settings: Mapping[str, str] = field(default_factory=dict)
    """Only these; an empty one is taken away."""
    behavior: Behavior | None = None
    own_behavior: bool = False
    """Back to the provider's own behavior."""
    texts_per_second: int | None = None
    """0 is the provider's own."""


@dataclass(frozen=True, slots=True)
class AccountChanged:
    """An account as it is after a change, and what else that changed."""

    account: AccountView
    lifted: int = 0
    """Blocks that we had read from texts to lines which, as is known now, act on no word."""


_ACCOUNTS = """
    SELECT a.id, o.name, a.name, a.kind, a.settings, a.behavior, a.texts_per_second
    FROM gateway_account a JOIN organization o ON o.id = a.organization_id
    WHERE a.removed_at IS NULL ORDER BY a.id
"""
_LINES = "SELECT provider, number, behavior, texts_per_second FROM line ORDER BY id"


async def accounts_of(reader: Reader) -> list[AccountView]:
    """Every account there is, oldest first."""
    return _views(await reader.rows(_ACCOUNTS), await reader.rows(_LINES))


async def account_of(reader: Reader, conversation_id: int) -> str | None:
    """The name of the account that carries a conversation, or None where it is simulated."""
    row = await reader.row(
        "SELECT l.provider FROM conversation c JOIN line l ON l.id = c.line_id WHERE c.id = ?",
        (conversation_id,),
    )
    return None if row is None or row[0] == "simulator" else str(row[0])


_BUSY = """
    SELECT l.provider FROM line l WHERE l.provider != 'simulator' AND EXISTS
        (SELECT 1 FROM text t WHERE t.line_id = l.id AND t.state IN ('queued', 'sending'))
    UNION
    SELECT a.name FROM gateway_account a WHERE EXISTS
        (SELECT 1 FROM provider_consent c WHERE c.account_id = a.id AND c.due_at IS NOT NULL)
"""


def accounts_in(path: Path) -> tuple[list[AccountView], frozenset[str]]:
    """The same, read from a file, and the names of those that have something to send.

    Needs no ORM, and blocks for about a millisecond. A file that is not there, or of an older
    textbank, has none.

    Raises:
        DatabaseError: The file cannot be read.
    """
    if not path.exists():
        return [], frozenset()
    with sqlite_file.translated(path), closing(sqlite_file.connect(path, read_only=True)) as file:
        known = "SELECT 1 FROM sqlite_master WHERE name = 'gateway_account'"
        if file.execute(known).fetchone() is None:
            return [], frozenset()
        accounts = file.execute(_ACCOUNTS).fetchall()
        if not accounts:
            return [], frozenset()
        busy = frozenset(row[0] for row in file.execute(_BUSY))
        return _views(accounts, file.execute(_LINES).fetchall()), busy


def _views(accounts: Sequence[Row], lines: Sequence[Row]) -> list[AccountView]:
    return [
        AccountView(
            id=row[0],
            organization=row[1],
            name=row[2],
            kind=kind_named(row[3]),
            settings=json.loads(row[4]),
            behavior=None if row[5] is None else Behavior(row[5]),
            texts_per_second=row[6],
            lines=tuple(
                AccountLine(line[1], Behavior(line[2]), line[3])
                for line in lines
                if line[0] == row[2]
            ),
        )
        for row in accounts
    ]


async def account_named(reader: Reader, name: str) -> AccountView:
    """The account of this name.

    Raises:
        NotFound: There is none.
    """
    accounts = await accounts_of(reader)
    for account in accounts:
        if account.name == name:
            return account
    raise no_such_account(name, [account.name for account in accounts])


def no_such_account(name: str, names: list[str]) -> NotFound:
    """The error for an account that is not there."""
    there = f"There are: {', '.join(names)}." if names else "There is none yet."
    return NotFound(f"There is no account “{name}”. {there} {ADDING}")


def must_administer(texter: Texter) -> None:
    """Accounts and their secrets are an administrator's part.

    Raises:
        NotAllowed: The texter is none.
    """
    if not texter.administrator:
        raise NotAllowed("Only an administrator may change the accounts at providers.")


async def add_account(desk: Desk, draft: AccountDraft, organization: str) -> AccountView:
    """Add an account to an organization, which is made if it is new.

    Raises:
        NotAllowed: The texter is not an administrator.
        BadInput: The account cannot be.
        TrainingOnly: The database is for training.
    """
    database = await desk.database()
    from core.account_records import add_account as add

    await database.write(add, draft, organization, desk.texter, desk.now())
    return await account_named(desk.reader, draft.name)


async def change_account(desk: Desk, name: str, change: AccountChange) -> AccountChanged:
    """Change an account; its lines follow in behavior and pace.

    Where a line turns out to be of type 1, nobody was told and nothing blocked by the words that
    we took for its provider's: those blocks are lifted, so that Opt Out sends its message.

    Raises:
        NotAllowed: The texter is not an administrator.
        NotFound: There is no such account.
        BadInput: It cannot be so.
    """
    database = await desk.database()
    from core.account_records import change_account as change_it

    lifted = await database.write(change_it, name, change, desk.texter, desk.now())
    return AccountChanged(await account_named(desk.reader, name), lifted)


async def remove_account(desk: Desk, name: str, *, in_use: bool = False) -> None:
    """Take an account away. What it carried stays on record.

    Args:
        desk: Whose database it is in.
        name: Its name.
        in_use: Even if lines of campaigns are carried by it.

    Raises:
        NotAllowed: The texter is not an administrator.
        NotFound: There is no such account.
        BadInput: It is in use.
    """
    database = await desk.database()
    from core.account_records import remove_account as remove

    await database.write(remove, name, desk.texter, desk.now(), in_use)
