"""When a request began: that of each opt-out, and those that wait now.

What asks is told in `core.asking`, for the present. Here it is the same rule at the moment of an
opt-out: what had been kept, or taken back with START, by then began nothing.
"""

from __future__ import annotations

from core.reader import Reader
from core.statistics_views import Waiting
from core.triage_order import SURE, asked_at_of
from core.triage_queue import WAITS

_LATER = "(s.at > t.at OR s.at = t.at AND s.id > t.id) AND s.at <= x.at"
_VOID = f"""
    EXISTS (SELECT 1 FROM text s WHERE s.line_id = t.line_id AND s.number = t.number
        AND s.verdict = 'start' AND {_LATER})
    OR EXISTS (SELECT 1 FROM text s WHERE s.conversation_id IN (
            SELECT y.id FROM conversation y WHERE y.line_id = t.line_id AND y.number = t.number)
        AND (s.request != 'none' OR s.verdict = 'stop') AND s.request = 'opt_in' AND {_LATER})
    OR EXISTS (SELECT 1 FROM opt_out y WHERE y.organization_id = x.organization_id
        AND y.number = x.number AND y.id < x.id AND y.ended_how = 'opt_in' AND y.ended_at >= t.at)
    OR EXISTS (SELECT 1 FROM triage_decision d WHERE d.conversation_id = t.conversation_id
        AND d.text_id = t.id AND d.outcome = 'not_opt_out' AND d.at <= x.at
        AND (d.withdrawn_at IS NULL OR d.withdrawn_at > x.at))
"""
_FIRST = f"""
    SELECT min(t.at) FROM text t WHERE t.conversation_id = x.conversation_id
    AND (t.request != 'none' OR t.verdict = 'stop') AND t.kind = 'inbound' AND t.at <= x.at
    AND (t.request IN ('keyword', 'request') OR t.verdict = 'stop') AND NOT ({_VOID})
"""
# A provider's clock may be ahead: its text is later than the opt-out that it asked for.
ASKED_AT = f"""
    CASE WHEN r.request != 'wrong_number' OR r.verdict = 'stop'
        THEN min(r.at, coalesce(({_FIRST}), r.at)) END
"""
"""SQL: when the request began that the opt-out `x` was for, `r` being the text that it names;
null where no text asked."""

_WAITING = f"""
    SELECT count(*), c.triage_rank, c.id, max(c.triage_rank % {SURE})
    FROM conversation c WHERE {WAITS}
      AND (:campaign IS NULL OR c.campaign_id = :campaign)
      AND (:organization IS NULL OR c.organization_id = :organization)
"""


async def waiting_requests(
    reader: Reader, campaign: int | None = None, organization: int | None = None
) -> Waiting:
    """Requests and blocks that nobody has acted on, of one campaign or organization, or of all."""
    given = {"campaign": campaign, "organization": organization}
    [(count, rank, conversation, _)] = await reader.bulk(_WAITING, given)
    return Waiting(count, asked_at_of(rank), conversation) if count else Waiting()
