"""Checking that what lists need for speed says the same as the records it is made from.

"Opted out" is the opt-out record, a place on a list follows from it. Both are written in one
transaction; this finds out whether that ever failed, and can write the second anew.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, text

from core.asking import UNSETTLED, settle_everywhere

_STANDING = (
    "(SELECT x.id FROM opt_out x WHERE x.organization_id = conversation.organization_id "
    "AND x.number = conversation.number AND x.ended_at IS NULL)"
)
_LISTED = f"(assignment_id IS NOT NULL AND closing IS NULL AND {_STANDING} IS NULL)"

CHECKS = {
    "A conversation's number is not its contact's.": (
        "SELECT count(*) FROM conversation c JOIN contact k ON k.id = c.contact_id "
        "WHERE c.number != k.number OR c.organization_id != k.organization_id"
    ),
    "A conversation does not point at the opt-out that stands for its number.": (
        f"SELECT count(*) FROM conversation WHERE opt_out_id IS NOT {_STANDING}"
    ),
    "A conversation is on a list where it should not be, or missing from one.": (
        f"SELECT count(*) FROM conversation WHERE listed != {_LISTED}"
    ),
    "A conversation asks for something else than its texts, blocks and decisions say.": UNSETTLED,
    "A text waits in the outbox for a number that is opted out.": (
        "SELECT count(*) FROM text t JOIN conversation c ON c.id = t.conversation_id "
        "WHERE t.state = 'queued' AND t.kind != 'confirmation' AND c.opt_out_id IS NOT NULL"
    ),
    "An opt-out has a confirmation pending that is not in the outbox.": (
        "SELECT count(*) FROM opt_out x WHERE x.confirmation = 'pending' AND NOT EXISTS "
        "(SELECT 1 FROM text t WHERE t.opt_out_id = x.id AND t.kind = 'confirmation' "
        "AND t.state IN ('queued', 'sending'))"
    ),
}
"""What must never be, in words, and the statement that counts it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that should not be, and how often it is."""

    problem: str
    count: int


def check(connection: Connection) -> list[Finding]:
    """Look for contradictions; an empty list is a clean bill."""
    findings = []
    for problem, sql in CHECKS.items():
        count = int(connection.execute(text(sql)).scalar_one())
        if count:
            findings.append(Finding(problem, count))
    return findings


def rebuild(connection: Connection) -> None:
    """Write anew, from the records, what the lists need; what a texter kept stays kept."""
    connection.execute(
        text(
            f"UPDATE conversation SET opt_out_id = {_STANDING}, "
            "revision = (SELECT max(revision) + 1 FROM conversation) "
            f"WHERE opt_out_id IS NOT {_STANDING}"
        )
    )
    connection.execute(
        text(
            f"UPDATE conversation SET listed = {_LISTED}, "
            "revision = (SELECT max(revision) + 1 FROM conversation) "
            f"WHERE listed != {_LISTED}"
        )
    )
    settle_everywhere(connection)
