"""What is left to do in an assignment, and where else something waits: "assignment finished"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.follow_ups import follow_ups_of
from core.gate import UNSENT
from core.holding import HELD
from core.list_order import NEEDS_REPLY_RANK
from core.scripted import no_assignment

if TYPE_CHECKING:
    from core.desk import Desk


@dataclass(frozen=True, slots=True)
class WorkElsewhere:
    """Another assignment of the texter in which something waits."""

    assignment_id: int
    campaign: str
    organization: str
    first_messages: int
    replies: int
    requests: int


@dataclass(frozen=True, slots=True)
class AssignmentState:
    """What is left in one assignment."""

    assignment_id: int
    first_messages: int
    """Still to be sent."""
    set_aside: int
    """First messages set aside or skipped: nothing waits for them."""
    replies: int
    """Conversations that need a reply, those that ask to opt out left out."""
    requests: int
    """Conversations that ask to opt out, or whose line is blocked."""
    follow_ups: int
    waiting: int
    """Texts on their way out."""
    held: int
    """Of those: held for texting hours."""
    elsewhere: tuple[WorkElsewhere, ...]
    """The texter's other assignments in which something waits, most urgent first."""

    @property
    def finished(self) -> bool:
        """Whether the texter has nothing left to do here."""
        return not (self.first_messages or self.replies or self.requests or self.follow_ups)


async def assignment_state(desk: Desk, assignment_id: int) -> AssignmentState:
    """What is left in an assignment, and in the texter's others; it counts in the background.

    Raises:
        NotFound: There is no such assignment.
    """
    reader = desk.reader
    of_texter = await reader.rows(
        """
        SELECT other.id, c.name, o.name FROM assignment a
        JOIN assignment other ON other.texter_id = a.texter_id
        JOIN campaign c ON c.id = other.campaign_id
        JOIN organization o ON o.id = c.organization_id
        WHERE a.id = ? ORDER BY other.id
        """,
        (assignment_id,),
    )
    if not of_texter:
        raise no_assignment(assignment_id)
    left: dict[int, WorkElsewhere] = {}
    for other, campaign, organization in of_texter:
        [counts] = await reader.bulk(_COUNTS, {"assignment": other})
        left[other] = WorkElsewhere(other, campaign, organization, *counts)
    here = left.pop(assignment_id)
    [aside] = await reader.bulk(_ASIDE, {"assignment": assignment_id})
    [out] = await reader.bulk(_ON_THEIR_WAY, {"assignment": assignment_id})
    return AssignmentState(
        assignment_id=assignment_id,
        first_messages=here.first_messages,
        set_aside=aside[0],
        replies=here.replies,
        requests=here.requests,
        follow_ups=sum(one.pending for one in await follow_ups_of(desk, assignment_id)),
        waiting=out[0],
        held=out[1],
        elsewhere=tuple(
            sorted(
                (one for one in left.values() if one.first_messages or one.replies or one.requests),
                key=lambda one: (
                    -one.requests,
                    -one.replies,
                    -one.first_messages,
                    one.assignment_id,
                ),
            )
        ),
    )


_COUNTS = f"""
SELECT
  (SELECT count(*) FROM conversation WHERE assignment_id = :assignment AND {UNSENT}),
  (SELECT count(*) FROM conversation WHERE assignment_id = :assignment AND listed
   AND rank >= {NEEDS_REPLY_RANK} AND NOT wants_out),
  (SELECT count(*) FROM conversation WHERE assignment_id = :assignment AND listed AND wants_out)
"""

_ASIDE = """
SELECT count(*) FROM conversation WHERE assignment_id = :assignment AND listed AND rank = 0
AND set_aside IS NOT NULL AND NOT wants_out
"""

_ON_THEIR_WAY = f"""
SELECT count(*), count(*) FILTER (WHERE t.reason LIKE '{HELD}%')
FROM text t JOIN conversation c ON c.id = t.conversation_id
WHERE t.state IN ('queued', 'sending') AND c.assignment_id = :assignment
"""
