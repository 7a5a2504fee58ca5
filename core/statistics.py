"""Counting: replies, opt-outs, confirmations and delays, read in pieces so that nothing waits.

What each figure counts is said where it is defined, in `core.statistics_views`. Texts are
read some thousand conversations at a time: between two pieces others read, the caller hears
how far it is, and it can be broken off.
"""

from __future__ import annotations

import asyncio
import json
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from core.campaign_settings import campaign_of
from core.clock import utc_now
from core.detection_report import Judged, detection_report
from core.domain import Behavior
from core.organizations import choose_organization
from core.reader import Reader
from core.statistics_periods import QUARTER, Step, Zone
from core.statistics_requests import ASKED_AT, waiting_requests
from core.statistics_tally import FiguresTally
from core.statistics_views import Statistics, delays_of
from core.stored import FOREVER, microseconds

CONVERSATIONS = 10_000
"""How many conversations are counted at a time."""

TEXTS = 100_000
"""How many texts are counted at a time."""

OnProgress = Callable[[float], None]

# The texts of some conversations, each conversation once: then by campaign and line, and by
# the quarter of an hour in which its first message left. An opt-out is this conversation's
# where it was pressed here: other campaigns lose the number, too, but not by their texts.
_OF_CONVERSATIONS = f"""
    WITH own AS MATERIALIZED (
        SELECT t.conversation_id AS id,
               min(t.at) FILTER (WHERE t.kind = 'initial' AND t.state IN ('sent', 'delivered'))
                   AS first,
               count(*) FILTER (WHERE t.kind = 'inbound' AND t.at >= :since AND t.at < :until)
                   AS replies,
               count(*) FILTER (WHERE t.kind = 'inbound' AND t.at >= :since AND t.at < :until
                                  AND t.request IN ('keyword', 'request')) AS requests,
               count(*) FILTER (WHERE t.kind = 'inbound' AND t.at < :until) AS wrote
        FROM text t
        WHERE t.conversation_id > :after AND t.conversation_id <= :last
          AND t.kind IN ('initial', 'inbound')
        GROUP BY t.conversation_id
    ),
    seen AS MATERIALIZED (
        SELECT c.campaign_id, c.line_id, own.first, own.replies, own.requests,
               own.first >= :since AND own.first < :until AS texted,
               own.wrote > 0 AS wrote,
               own.id IN (SELECT value FROM json_each(:opted_out)) AS opted_out
        FROM own JOIN conversation c ON c.id = own.id
        WHERE (:campaign IS NULL OR c.campaign_id = :campaign)
          AND (:organization IS NULL OR c.organization_id = :organization)
    )
    SELECT campaign_id, line_id, NULL, count(*) FILTER (WHERE texted),
           count(*) FILTER (WHERE texted AND wrote),
           count(*) FILTER (WHERE texted AND opted_out),
           sum(replies), count(*) FILTER (WHERE replies > 0), sum(requests)
    FROM seen GROUP BY campaign_id, line_id
    UNION ALL
    SELECT NULL, NULL, first / {QUARTER}, count(*), count(*) FILTER (WHERE wrote),
           count(*) FILTER (WHERE opted_out), 0, 0, 0
    FROM seen WHERE texted GROUP BY first / {QUARTER}
"""
_OPTED_OUT = """
    SELECT DISTINCT x.conversation_id FROM opt_out x
    WHERE x.conversation_id IS NOT NULL AND coalesce(x.ended_how, '') != 'undo' AND x.at < :until
      AND (:organization IS NULL OR x.organization_id = :organization)
    ORDER BY x.conversation_id
"""
_OF_NO_CONVERSATION = """
    SELECT l.organization_id, t.line_id, count(*),
           count(*) FILTER (WHERE t.request IN ('keyword', 'request'))
    FROM text t JOIN line l ON l.id = t.line_id
    WHERE t.conversation_id IS NULL AND t.kind = 'inbound' AND t.at >= :since AND t.at < :until
      AND (:organization IS NULL OR l.organization_id = :organization)
    GROUP BY t.line_id
"""
_REPLIES_BY_TIME = f"""
    SELECT t.at / {QUARTER}, count(*) FROM text t
    WHERE t.id > :after AND t.id <= :last AND t.kind = 'inbound'
      AND t.at >= :since AND t.at < :until
      AND (:campaign IS NULL OR t.conversation_id IN
              (SELECT id FROM conversation WHERE campaign_id = :campaign))
      AND (:organization IS NULL OR t.line_id IN
              (SELECT id FROM line WHERE organization_id = :organization))
    GROUP BY t.at / {QUARTER}
"""
_OPT_OUTS = f"""
    SELECT x.organization_id, x.campaign_id, coalesce(x.behavior, l.behavior), x.source,
           x.confirmation, x.at, x.ended_how, {ASKED_AT}
    FROM opt_out x LEFT JOIN text r ON r.id = x.text_id LEFT JOIN line l ON l.id = x.line_id
    WHERE x.at >= :since AND x.at < :until
      AND (:campaign IS NULL OR x.campaign_id = :campaign)
      AND (:organization IS NULL OR x.organization_id = :organization)
"""
_CAMPAIGNS = """
    SELECT c.id, o.name, c.name, l.behavior FROM campaign c
    JOIN organization o ON o.id = c.organization_id JOIN line l ON l.id = c.line_id
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be counted."""

    zone: Zone
    organization: str | None = None
    """By name; None is every organization's."""
    campaign: str | None = None
    """By name; None is every campaign, and what belongs to none."""
    since: datetime | None = None
    until: datetime | None = None
    """The period, `until` excluded; None is without end."""
    step: Step = Step.DAY


async def statistics(
    reader: Reader,
    asked: Asked,
    now: datetime | None = None,
    on_progress: OnProgress | None = None,
) -> Statistics:
    """Count everything that is asked for.

    Args:
        reader: The database.
        asked: Whose figures, and of when.
        now: The present moment.
        on_progress: Told how far it is, between 0 and 1.

    Raises:
        NotFound: There is no such organization or campaign, or several campaigns of the name.
    """
    organizations = [
        (int(row[0]), str(row[1]))
        for row in await reader.rows("SELECT id, name FROM organization ORDER BY id")
    ]
    names = dict(organizations)
    organization = campaign = None
    if asked.organization is not None:
        organization = choose_organization(organizations, asked.organization)
    if asked.campaign is not None:
        campaign = await campaign_of(reader, asked.campaign, asked.organization)
    given: dict[str, int | None] = {
        "since": 0 if asked.since is None else microseconds(asked.since),
        "until": FOREVER if asked.until is None else microseconds(asked.until),
        "campaign": campaign,
        "organization": organization,
    }
    tally = FiguresTally()
    for row in await reader.rows("SELECT id, behavior FROM line"):
        tally.lines[row[0]] = Behavior(row[1])
    await _count_texts(reader, tally, given, on_progress or (lambda _: None))
    async for rows in reader.stream(_OPT_OUTS, given):
        for row in rows:
            tally.opt_out(*row)
    campaigns = {
        row[0]: (str(row[1]), str(row[2]), Behavior(row[3]))
        for row in await reader.rows(_CAMPAIGNS)
    }
    judged = Judged(asked.since, asked.until, organization, campaign)
    detection = (await detection_report(reader, judged, wrong=0)).total
    waiting = await waiting_requests(reader, campaign, organization)
    if campaign is not None:
        asked = replace(asked, organization=campaigns[campaign][0])
    elif asked.organization is None and len(names) == 1:
        asked = replace(asked, organization=organizations[0][1])
    return Statistics(
        at=now or utc_now(),
        organization=asked.organization,
        campaign=asked.campaign,
        since=asked.since,
        until=asked.until,
        zone=asked.zone,
        step=asked.step,
        total=tally.total(),
        campaigns=tally.of_campaigns(campaigns, names),
        behaviors=tally.of_behaviors(),
        # In a thread: a year has many quarters of an hour, and each its place in a time zone.
        buckets=await asyncio.to_thread(tally.buckets, asked.zone, asked.step),
        by_people=delays_of(tally.people),
        automatic=delays_of(tally.automatic),
        detection=detection,
        waiting=waiting,
    )


async def campaigns_to_count(reader: Reader, most: int) -> list[tuple[str, str]]:
    """The organization and the name of the newest campaigns, at most so many."""
    rows = await reader.rows(
        "SELECT o.name, c.name FROM campaign c JOIN organization o ON o.id = c.organization_id "
        "ORDER BY c.id DESC LIMIT ?",
        (most,),
    )
    return [(str(row[0]), str(row[1])) for row in rows]


async def _count_texts(
    reader: Reader, tally: FiguresTally, given: dict[str, int | None], on_progress: OnProgress
) -> None:
    pieces = [
        (sql, after, after + size)
        for sql, size, last in (
            (_OF_CONVERSATIONS, CONVERSATIONS, await _last_id(reader, "conversation")),
            (_REPLIES_BY_TIME, TEXTS, await _last_id(reader, "text")),
        )
        for after in range(0, last, size)
    ]
    # Read once: it has no index by conversation, and there are many pieces.
    opted_out = [int(row[0]) for row in await reader.bulk(_OPTED_OUT, given)]
    for done, (sql, after, last) in enumerate(pieces):
        on_progress(done / len(pieces))
        some = opted_out[bisect_right(opted_out, after) : bisect_right(opted_out, last)]
        piece = {"after": after, "last": last, "opted_out": json.dumps(some)}
        rows = await reader.bulk(sql, given | piece)
        count = tally.replies_then if sql is _REPLIES_BY_TIME else tally.conversations
        for row in rows:
            count(*row)
    if given["campaign"] is None:
        for row in await reader.bulk(_OF_NO_CONVERSATION, given):
            tally.unmatched(*row)
    on_progress(1.0)


async def _last_id(reader: Reader, table: str) -> int:
    row = await reader.row(f"SELECT max(id) FROM {table}")
    return int(row[0] or 0) if row else 0
