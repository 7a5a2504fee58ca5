"""A database in which everything around a conversation is hostile: one day of a texter's work."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from core.database import Database
from core.domain import Behavior
from core.gateways import network_path
from core.list_order import rank_of
from core.providers.simulator import Simulator
from core.simulation import put_in_service
from core.stored import instant, microseconds, stored_body
from tests.tui.harness import NOW
from tests.tui.hostile import in_groups

SCRIPT_PART = 60
"""Texts up to this long stand in the campaign's script, one after the other."""

AT_ONCE = 6
"""So many first messages are left for QuickSend."""

UNFILLED = 5
"""One in so many first messages cannot be filled."""


class Day:
    """Fills a database. Names hold what UTF-8 can hold; texts hold what arrived.

    The first conversation has every body in every place beside it; then comes a conversation
    for each body, and a first message for each group of bodies and for the first few bodies.
    """

    def __init__(self, connection: sqlite3.Connection, bodies: Sequence[tuple[str, str]]) -> None:
        self._connection = connection
        self._bodies = [body for _, body in bodies]
        self._names = [_name(body) for body in self._bodies]
        self._groups = [_name(body) for _, body in in_groups(bodies)]
        self._at = microseconds(NOW)
        self._contacts = 0
        self._texts = 0

    def insert(self, table: str, **values: object) -> int:
        """Insert a row and return its id."""
        columns, marks = ", ".join(values), ", ".join("?" * len(values))
        cursor = self._connection.execute(
            f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(values.values())
        )
        return cursor.lastrowid or 0

    def fill(self) -> None:
        """Write all of it."""
        self.insert("texter", id=1, name="jo")
        self.insert("organization", id=1, name=self._groups[0], created_at=self._at,
                    opt_out_message=self._groups[0], undo_seconds=5,
                    confirm_unblocked_type_2=1)  # fmt: skip
        script = " / ".join(name for name in self._names if len(name) <= SCRIPT_PART)
        self._campaign(1, "Today", script=f"{script} {{firstName}} {{more}}", quick_send=1,
                       replies_at_once=1)  # fmt: skip
        main = self._conversation(1, self._groups[0], self._bodies[0], at=self._at,
                                  custom={name[:80]: name for name in self._names})  # fmt: skip
        assert main == 1
        for body, name in zip(self._bodies, self._names, strict=True):
            self._at -= 60_000_000
            self._conversation(1, name, _around(body, " findme "), at=self._at)
        for n, name in enumerate([*self._groups, *self._names[:AT_ONCE]]):
            custom = {"more": f"{name}."} if n % UNFILLED != UNFILLED - 1 else {}
            self._conversation(1, f"{name} {n}", None, custom=custom)
        self._replies(self._tags(main))
        self._survey(main)
        self._notes(main)
        self._other_campaigns()

    def _campaign(self, campaign: int, name: str, **values: object) -> None:
        self.insert("line", id=campaign, organization_id=1, provider="simulator",
                    number=_line(campaign), behavior="type1")  # fmt: skip
        self.insert("campaign", id=campaign, organization_id=1, line_id=campaign, name=name,
                    description=name, default_country="US", created_at=self._at,
                    **values)  # fmt: skip
        self.insert("assignment", id=campaign, campaign_id=campaign, texter_id=1,
                    created_at=self._at)  # fmt: skip

    def _conversation(
        self,
        campaign: int,
        name: str,
        body: str | bytes | None,
        *,
        at: int = 0,
        custom: dict[str, str] | None = None,
        contact: int | None = None,
    ) -> int:
        """Somebody who wrote something, or who is still to be texted."""
        if contact is None:
            self._contacts += 1
            contact = self._contacts
            self.insert("contact", id=contact, organization_id=1, first_name=name, last_name="?",
                        number=_number(contact))  # fmt: skip
        wrote = body is not None
        conversation = self.insert(
            "conversation", organization_id=1, campaign_id=campaign, line_id=campaign,
            contact_id=contact, assignment_id=campaign, number=_number(contact), request="none",
            needs_reply=wrote, wants_out=0, listed=1, rank=rank_of(True, instant(at)) * wrote,
            last_at=at if wrote else None, texted_at=at if wrote else None,
            custom=json.dumps(custom or {}), revision=self._contacts,
        )  # fmt: skip
        if body is not None:
            self._text(conversation, campaign, contact, body, at)
        return conversation

    def _text(self, conversation: int, line: int, contact: int, body: str | bytes, at: int) -> None:
        text = self.insert("text", conversation_id=conversation, line_id=line, body=body,
                           number=_number(contact), kind="inbound", direction="in", at=at,
                           state="received", reason="", author="", request="none", rule="",
                           attempts=0)  # fmt: skip
        self._connection.execute(
            "UPDATE conversation SET last_text_id = ? WHERE id = ?", (text, conversation)
        )

    def _tags(self, conversation: int) -> list[int]:
        tags = []
        for n, name in enumerate(self._names):
            tag = self.insert("tag", organization_id=1, name=f"{name[:100]} {n}", position=n)
            tags.append(tag)
            if n % 2:
                self.insert("conversation_tag", conversation_id=conversation, tag_id=tag,
                            author="jo", at=self._at)  # fmt: skip
        return tags

    def _replies(self, tags: list[int]) -> None:
        """Recommended ones, the campaign's and the texter's own; some with what fills no field."""
        for n, (body, name) in enumerate(zip(self._bodies, self._names, strict=True)):
            text = _around(body, f" {{firstName}} {{{name[:20]}}}" if n % 3 else " {firstName}")
            self.insert("canned_reply", organization_id=1, campaign_id=1 if n % 3 == 1 else None,
                        texter_id=1 if n % 3 == 2 else None, title=name, body=text,
                        tag_id=tags[n], position=n, created_at=self._at)  # fmt: skip

    def _survey(self, conversation: int) -> None:
        """A question for each group, a few of the bodies as answers; one given, then withdrawn."""
        for n, group in enumerate(self._groups):
            question = self.insert("survey_question", campaign_id=1, position=n, prompt=group)
            for place, at in enumerate(range(n, len(self._names), len(self._groups))):
                self.insert("survey_option", question_id=question, position=place,
                            label=self._names[at],
                            reply=_around(self._bodies[at], " {firstName}"))  # fmt: skip
            if n % 2:
                gone = self.insert("survey_option", question_id=question, position=9, label=group,
                                   reply=stored_body(""), removed_at=self._at)  # fmt: skip
                self.insert("survey_answer", conversation_id=conversation, question_id=question,
                            option_id=gone, author=group, at=self._at)  # fmt: skip

    def _notes(self, conversation: int) -> None:
        for group in self._groups:
            self.insert("note", contact_id=conversation, conversation_id=conversation,
                        author=group, at=self._at, body=stored_body(group))  # fmt: skip

    def _other_campaigns(self) -> None:
        """The first contact in other campaigns, one after each group; one has every body."""
        for n, group in enumerate(self._groups, start=2):
            self._campaign(n, f"{group} {n}")
            there = self._conversation(n, group, stored_body(group), at=self._at - n, contact=1)
            if n == 2:
                for body in self._bodies:
                    self._text(there, n, 1, stored_body(body), self._at)


def fill_day(path: Path, bodies: Sequence[tuple[str, str]]) -> None:
    """Make a database whose every place beside a conversation holds these bodies."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Database.open(path).close_now()
    with closing(sqlite3.connect(path)) as connection, connection:
        Day(connection, bodies).fill()
    asyncio.run(_put_in_service(network_path(path)))


async def _put_in_service(network: Path) -> None:
    """Let the simulated network carry what the first campaign sends."""
    simulator = Simulator(network)
    try:
        await put_in_service(simulator, _line(1), Behavior.TYPE_1)
    finally:
        await simulator.close()


def _name(body: str) -> str:
    return body.encode("utf-8", "replace").decode()


def _around(body: str, more: str) -> str | bytes:
    return stored_body(f"{body}{more}{body[:80]}")


def _line(campaign: int) -> str:
    return f"+1202555{campaign:04d}"


def _number(contact: int) -> str:
    return f"+1415555{contact:04d}"
