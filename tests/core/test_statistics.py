"""Every figure beside what was counted by hand, and what holds of them whatever happened."""

from __future__ import annotations

import asyncio
import csv
import io
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.database import Database
from core.domain import Behavior, Confirmation, OptOutSource
from core.errors import BadInput, NotFound
from core.reader import Reader
from core.statistics import Asked, statistics
from core.statistics_export import COLUMNS, write_statistics
from core.statistics_periods import Step, Zone, period, zone_named
from core.statistics_views import Statistics, delays_of
from tests.core.statistics_world import NOON, make_two_days

UTC_ZONE = Zone(UTC, "UTC")


@pytest.fixture(scope="module")
def world_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of those two days."""
    path = tmp_path_factory.mktemp("statistics") / "textbank.sqlite"
    asyncio.run(make_two_days(path))
    return path


async def _count(path: Path, **asked: Any) -> Statistics:
    reader = await Reader.open(path)
    try:
        return await statistics(
            reader, Asked(**{"zone": UTC_ZONE, **asked}), NOON + timedelta(hours=16)
        )
    finally:
        await reader.close()


async def test_the_whole_is_what_was_counted_by_hand(world_path: Path) -> None:
    found = await _count(world_path)

    total = found.total
    assert (total.first_messages, total.replied, total.opted_out) == (8, 6, 6)
    assert (total.replies, total.conversations_replied, total.requests) == (9, 6, 6)
    assert (total.opt_outs, total.undone, total.opted_in) == (8, 1, 1)
    assert total.confirmations == {
        Confirmation.SENT: 1,
        Confirmation.FAILED: 1,
        Confirmation.TOLD: 1,
        Confirmation.UNKNOWN: 1,
        Confirmation.SWITCHED_OFF: 1,
        Confirmation.NO_CONVERSATION: 2,
        Confirmation.EXPIRED: 1,
        Confirmation.WITHDRAWN: 1,
    }
    assert (total.confirmations_sent, total.confirmations_not_sent) == (1, 7)
    assert total.sources == {
        OptOutSource.TEXTER: 5,
        OptOutSource.ADMINISTRATOR: 1,
        OptOutSource.SYSTEM: 1,
        OptOutSource.IMPORT: 1,
    }
    assert total.reply_rate.rate == 6 / 8
    assert total.opt_out_rate.rate == 6 / 8


async def test_delays_are_from_the_text_that_asked_and_automatic_ones_stand_apart(
    world_path: Path,
) -> None:
    found = await _count(world_path)

    # 30, 60, 180 and 1,200 s; Eve and Finn never asked, Dana's press was undone.
    people = found.by_people
    assert (people.count, people.median, people.p95, people.longest) == (4, 120, 1200, 1200)
    assert (found.automatic.count, found.automatic.longest) == (1, 0)
    assert found.waiting.requests == 1
    assert found.waiting.oldest == NOON + timedelta(hours=6)
    assert found.oldest_waits() == timedelta(hours=10).total_seconds()


async def test_campaigns_and_types_are_told_apart(world_path: Path) -> None:
    found = await _count(world_path)

    spring, harbour, none = found.campaigns
    assert (spring.name, spring.behavior, spring.figures.opt_outs) == (
        "Spring turnout", Behavior.TYPE_1, 4,
    )  # fmt: skip
    assert spring.figures.first_messages == 5
    assert spring.figures.undone == 1
    assert (harbour.name, harbour.figures.opt_outs) == ("=Harbour", 2)
    # Sam left Harbour's list, too, but opted out elsewhere.
    assert (harbour.figures.first_messages, harbour.figures.opted_out) == (3, 2)
    assert (none.name, none.figures.opt_outs, none.figures.replies) == (None, 2, 1)
    kinds = {one.behavior: one.figures for one in found.behaviors}
    # The line knows of which type the keyword from nowhere was; an import has no line.
    assert {kind: one.opt_outs for kind, one in kinds.items()} == {
        Behavior.TYPE_1: 5, Behavior.TYPE_2: 2, None: 1,
    }  # fmt: skip

    only = await _count(world_path, campaign="=Harbour")
    assert only.total == harbour.figures
    assert [one.name for one in only.campaigns] == ["=Harbour"]
    assert (only.waiting.requests, only.by_people.count) == (0, 2)
    assert sum(bucket.replies for bucket in only.buckets) == only.total.replies == 3


async def test_a_period_counts_what_happened_in_it_and_follows_its_contacts(
    world_path: Path,
) -> None:
    first, after = period("2026-10-02", None, UTC_ZONE)
    second_day = await _count(world_path, since=first, until=after)
    assert (second_day.total.opt_outs, second_day.total.first_messages) == (1, 0)
    assert second_day.total.opt_out_rate.rate is None
    assert [bucket.start.day for bucket in second_day.buckets] == [2]

    first, after = period("2026-10-01", "2026-10-01", UTC_ZONE)
    first_day = await _count(world_path, since=first, until=after)
    assert (first_day.total.opt_outs, first_day.total.undone) == (7, 1)
    # Finn's first message left on the first day; he opted out after it.
    assert (first_day.total.first_messages, first_day.total.opted_out) == (8, 5)
    whole = await _count(world_path)
    assert (whole.buckets[0].first_messages, whole.buckets[0].opted_out) == (8, 6)


async def test_hours_and_days_are_those_of_the_zone(world_path: Path) -> None:
    hours = await _count(world_path, step=Step.HOUR)
    assert {bucket.start.hour: bucket.replies for bucket in hours.buckets if bucket.replies} == {
        12: 5, 18: 4,
    }  # fmt: skip

    # 18:00 UTC is the next morning in Tokyo, noon of the same day is not.
    days = await _count(world_path, zone=zone_named("Asia/Tokyo", NOON))
    assert [bucket.start for bucket in days.buckets] == [
        datetime(2026, 9, 30, 15, tzinfo=UTC),
        datetime(2026, 10, 1, 15, tzinfo=UTC),
    ]
    assert [bucket.replies for bucket in days.buckets] == [5, 4]


async def test_what_is_not_there_is_said(world_path: Path) -> None:
    with pytest.raises(NotFound):
        await _count(world_path, campaign="Autumn")
    with pytest.raises(NotFound):
        await _count(world_path, organization="Closed Roads")
    for since, until in (("yesterday", None), ("2026-10-02", "2026-10-01")):
        with pytest.raises(BadInput):
            period(since, until, UTC_ZONE)
    with pytest.raises(BadInput):
        zone_named("Middle/Earth", NOON)


async def test_an_empty_database_has_no_rates(database_path: Path) -> None:
    found = await _count(database_path)

    assert found.total.reply_rate.rate is None
    assert found.buckets == found.campaigns == found.behaviors == ()
    assert found.oldest_waits() is None
    assert found.by_people.median is None
    assert write_statistics(found, io.StringIO()) > 20


async def test_the_csv_has_every_figure_and_is_safe_to_open(world_path: Path) -> None:
    out = io.StringIO()
    count = write_statistics(await _count(world_path), out)

    header, *rows = csv.reader(io.StringIO(out.getvalue()))
    assert tuple(header) == COLUMNS
    assert len(rows) == count
    assert {row[2] for row in rows} == {"", "Spring turnout", "'=Harbour"}
    found = {(row[0], row[2], row[5]): row[6:] for row in rows if row[0] != "behavior"}
    assert found["total", "", "opted_out"] == ["6", "8", "0.75"]
    assert found["total", "", "confirmation_told"] == ["1", "9", "0.111111"]
    assert found["request_to_opt_out", "", "people_median_seconds"][0] == "120"
    assert found["waiting", "", "oldest_at"][0] == "2026-10-01T18:00:00.000+00:00"


# --- What holds whatever happened --------------------------------------------------------------

DAY = 86_400_000_000
TIMES = st.integers(min_value=DAY, max_value=6 * DAY)
EVENTS = st.lists(
    st.tuples(
        st.integers(1, 6),  # The conversation: the odd ones are Type 1.
        st.sampled_from(["initial", "inbound", "request", "opt_out", "undo", "opt_in"]),
        TIMES,
    ),
    max_size=25,
)


@pytest.fixture(scope="module")
def empty_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with six conversations in two campaigns, and nothing said."""
    path = tmp_path_factory.mktemp("any") / "empty.sqlite"
    Database.open(path).close_now()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO organization (id, name, opt_out_message, confirm_unblocked_type_2, "
            "undo_seconds, created_at) VALUES (1, 'Open Roads', '', 1, 5, 0)"
        )
        for kind in (1, 2):
            connection.execute(
                "INSERT INTO line (id, organization_id, provider, number, behavior) "
                "VALUES (?, 1, 'simulator', ?, ?)",
                (kind, f"+1{kind}", f"type{kind}"),
            )
            connection.execute(
                "INSERT INTO campaign (id, organization_id, line_id, name, description, "
                "default_country, created_at) VALUES (?, 1, ?, ?, '', 'US', 0)",
                (kind, kind, f"Campaign {kind}"),
            )
        for talk in range(1, 7):
            kind = 1 if talk % 2 else 2
            connection.execute(
                "INSERT INTO contact VALUES (?, 1, ?, '', '')", (talk, f"+1415555010{talk}")
            )
            connection.execute(
                "INSERT INTO conversation (id, organization_id, campaign_id, line_id, contact_id, "
                "number, custom, request, needs_reply, wants_out, listed, rank, revision) "
                "VALUES (?, 1, ?, ?, ?, ?, '{}', 'none', 0, 0, 1, 0, 0)",
                (talk, kind, kind, talk, f"+1415555010{talk}"),
            )
    return path


def _record(connection: sqlite3.Connection, events: list[tuple[int, str, int]]) -> None:
    standing: set[int] = set()
    texted: set[int] = set()
    for talk, what, at in events:
        number, kind = f"+1415555010{talk}", 1 if talk % 2 else 2
        if what in ("initial", "inbound", "request"):
            if what == "initial" and talk in texted:
                continue
            texted |= {talk} if what == "initial" else set()
            way = "initial" if what == "initial" else "inbound"
            connection.execute(
                "INSERT INTO text (conversation_id, line_id, number, kind, direction, body, at, "
                "state, reason, author, request, rule, attempts) "
                "VALUES (?, ?, ?, ?, ?, 'x', ?, ?, '', '', ?, '', 0)",
                (talk, kind, number, way, "out" if way == "initial" else "in", at,
                 "delivered" if way == "initial" else "received",
                 "request" if what == "request" else "none"),
            )  # fmt: skip
        elif talk not in standing:
            ended = None if what == "opt_out" else what
            standing |= {talk} if ended is None else set()
            connection.execute(
                "INSERT INTO opt_out (organization_id, number, campaign_id, conversation_id, "
                "line_id, behavior, source, author, at, confirmation, ended_at, ended_how) "
                "VALUES (1, ?, ?, ?, ?, ?, 'texter', 'jo', ?, 'sent', ?, ?)",
                (number, kind, talk, kind, f"type{kind}", at, at if ended else None, ended),
            )


@given(events=EVENTS, step=st.sampled_from(Step), days=st.sampled_from([(None, None), (2, 4)]))
@settings(max_examples=40)
def test_the_parts_add_up_to_the_whole(
    empty_path: Path,
    events: list[tuple[int, str, int]],
    step: Step,
    days: tuple[int | None, int | None],
) -> None:
    path = empty_path.with_name("any.sqlite")
    shutil.copyfile(empty_path, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        _record(connection, events)
    since, until = (None if day is None else datetime(1970, 1, day, tzinfo=UTC) for day in days)
    found = asyncio.run(_count(path, since=since, until=until, step=step))

    total = found.total
    for parts in (found.campaigns, found.behaviors):
        for name in ("first_messages", "replied", "opted_out", "replies", "opt_outs", "undone",
                     "conversations_replied", "requests", "opted_in"):  # fmt: skip
            assert sum(getattr(one.figures, name) for one in parts) == getattr(total, name)
    for name in ("first_messages", "replied", "opted_out", "replies", "opt_outs"):
        assert sum(getattr(one, name) for one in found.buckets) == getattr(total, name)
    assert sum(total.confirmations.values()) == total.opt_outs + total.undone
    assert max(total.replied, total.opted_out) <= total.first_messages
    assert total.requests <= total.replies >= total.conversations_replied
    within = [what for _, what, at in events if since is None or 1 <= at // DAY < 3]
    assert total.replies == within.count("inbound") + within.count("request")


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=30))
@settings(max_examples=50)
def test_delays_lie_between_the_shortest_and_the_longest(seconds: list[float]) -> None:
    delays = delays_of(seconds)

    assert delays.median is not None
    assert delays.p95 is not None
    assert min(seconds) <= delays.median <= delays.p95 <= max(seconds)
    assert delays.p95 in seconds
    assert sum(one <= delays.p95 for one in seconds) >= 0.95 * len(seconds)


def test_an_hour_that_the_clocks_repeat_is_two() -> None:
    berlin = zone_named("Europe/Berlin", NOON)
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # 02:30, twice.
    second = first + timedelta(hours=1)

    assert berlin.start_of(first, Step.HOUR) == first - timedelta(minutes=30)
    assert berlin.start_of(second, Step.HOUR) == second - timedelta(minutes=30)
    midnight = datetime(2026, 10, 24, 22, tzinfo=UTC)
    assert berlin.start_of(first, Step.DAY) == berlin.start_of(second, Step.DAY) == midnight
