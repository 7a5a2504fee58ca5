"""Search: by name, number, and words in what was written, for whoever may read it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.desk import Desk
from core.domain import Behavior, Closing, Texter
from core.providers.base import InboundMessage
from core.search import Found, question, search
from core.views_search import HitKind, SearchHit
from tests.core.world import ADMINISTRATOR, DANA, MARIA, SAM, World, make_campaign, open_desk

AT = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
NAMES = (("María", "Lopez"), ("Sam", "Okafor"), ("Dana", "Fox-Müller"))


async def takes_in(world: World, number: str, body: str, minutes: int = 0) -> None:
    """A contact wrote: it goes through the inbox, as from a gateway."""
    from core.inbox import receive

    database = await world.desk.database()
    at = AT + timedelta(minutes=minutes)
    message = InboundMessage(f"{number}-{minutes}", world.line, number, body, at)
    await database.write(receive, world.simulator, message, at)


@pytest.fixture
async def world(desk: Desk) -> World:
    world = await make_campaign(desk, Behavior.TYPE_1, names=NAMES)
    await takes_in(world, MARIA, "Is the library open on Tuesday?", 1)
    await takes_in(world, SAM, "who is this", 2)
    await takes_in(world, DANA, "Yes! See you at the LIBRARY, 7 o'clock", 3)
    return world


def numbers_of(world: World, found: Found) -> list[str]:
    return [world.numbers[world.conversations.index(hit.conversation_id)] for hit in found.hits]


def shown(hit: SearchHit) -> str:
    """The words that a hit points at."""
    return "" if hit.span is None else hit.snippet[hit.span.start : hit.span.end]


# By name


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ("maria", [MARIA]),
        ("MARÍA", [MARIA]),
        ("mar lop", [MARIA]),
        ("lopez maria", [MARIA]),
        ("o", [SAM]),
        ("muller", [DANA]),
        ("fox-müller", [DANA]),
        ("nobody", []),
        ("aria", []),
    ],
)
async def test_a_name_is_found_by_the_beginnings_of_its_words(
    world: World, asked: str, numbers: list[str]
) -> None:
    found = await search(world.desk, asked)
    names = [hit for hit in found.hits if hit.kind is HitKind.NAME]
    assert numbers_of(world, Found(tuple(names))) == numbers


async def test_a_whole_name_stands_before_the_beginning_of_another(desk: Desk) -> None:
    names = (("Anna", "Sandberg"), ("Sandy", "Beach"), ("Sand", "Castle"))
    world = await make_campaign(desk, Behavior.TYPE_1, names=names)
    assert numbers_of(world, await search(desk, "sand"))[0] == DANA


# By number


@pytest.mark.parametrize(
    "asked",
    [
        "(415) 555-0102",
        "415.555.0102",
        "+1 415 555 0102",
        "14155550102",
        "4155550102",
        "0415 555 0102",
        "555-0102",
        "0102",
    ],
)
async def test_a_number_is_found_in_any_grouping_and_by_its_end(world: World, asked: str) -> None:
    found = await search(world.desk, asked)
    assert numbers_of(world, found) == [SAM]
    assert found.hits[0].kind is HitKind.NUMBER
    assert found.hits[0].snippet == SAM


async def test_an_area_code_finds_everybody_in_it(world: World) -> None:
    assert sorted(numbers_of(world, await search(world.desk, "415"))) == [MARIA, SAM, DANA]
    assert numbers_of(world, await search(world.desk, "416")) == []


# By words


async def test_words_are_found_in_texts_the_latest_first_with_the_place_shown(
    world: World,
) -> None:
    found = await search(world.desk, "library")
    assert numbers_of(world, found) == [DANA, MARIA]
    assert [shown(hit) for hit in found.hits] == ["LIBRARY", "library"]
    view = await world.desk.conversation(found.hits[0].conversation_id)
    text = next(text for text in view.texts if text.id == found.hits[0].text_id)
    span = found.hits[0].text_span
    assert span is not None
    assert text.body[span.start : span.end] == "LIBRARY"


async def test_all_words_must_be_there_and_the_last_may_be_half_typed(world: World) -> None:
    assert numbers_of(world, await search(world.desk, "library tue")) == [MARIA]
    assert numbers_of(world, await search(world.desk, "lib")) == [DANA, MARIA]
    assert numbers_of(world, await search(world.desk, "lib ")) == []


async def test_a_conversation_is_found_once_by_its_latest_text(world: World) -> None:
    await takes_in(world, MARIA, "and is the library warm?", 9)
    found = await search(world.desk, "library")
    assert numbers_of(world, found) == [MARIA, DANA]
    assert "warm" in found.hits[0].snippet


async def test_what_a_texter_wrote_is_found_too(world: World) -> None:
    await world.desk.reply(world.conversation_with(SAM), "This is Jo of Open Roads.")
    assert numbers_of(world, await search(world.desk, "roads")) == [SAM]


async def test_a_language_without_spaces_is_found_within_its_sentences(world: World) -> None:
    await takes_in(world, SAM, "请问投票站在哪里？", 5)
    found = await search(world.desk, "投票")
    assert numbers_of(world, found) == [SAM]
    assert shown(found.hits[0]) == "投票"


async def test_korean_is_found_by_words(world: World) -> None:
    await takes_in(world, SAM, "투표 장소가 어디예요", 5)
    assert numbers_of(world, await search(world.desk, "투표")) == [SAM]
    assert numbers_of(world, await search(world.desk, "장소")) == [SAM]


async def test_a_long_text_is_shown_around_the_words_found(world: World) -> None:
    await takes_in(world, SAM, "so " * 200 + "the zebra crossing" + " on" * 100, 6)
    [hit] = (await search(world.desk, "zebra")).hits
    assert hit.snippet.startswith("…")
    assert len(hit.snippet) < 300
    assert shown(hit) == "zebra"


# Whose


async def test_a_texter_finds_in_the_own_assignments_an_administrator_in_all(
    world: World, database_path: Path
) -> None:
    async with open_desk(database_path, Texter("amy")) as amy:
        assert (await search(amy, "library")).hits == ()
    async with open_desk(database_path, ADMINISTRATOR) as ada:
        assert numbers_of(world, await search(ada, "library")) == [DANA, MARIA]


async def test_the_open_assignment_comes_first(world: World) -> None:
    fall = await make_campaign(
        world.desk, Behavior.TYPE_1, campaign="Fall", line="+12025550109", names=NAMES
    )
    later = await search(world.desk, "okafor", fall.assignment_id)
    assert [hit.assignment_id for hit in later.hits] == [fall.assignment_id, world.assignment_id]
    before = await search(world.desk, "okafor", world.assignment_id)
    assert [hit.assignment_id for hit in before.hits] == [world.assignment_id, fall.assignment_id]


async def test_who_opted_out_or_was_hidden_is_found_and_marked_so(world: World) -> None:
    desk = world.desk
    await desk.opt_out(world.conversation_with(DANA))
    await desk.close_conversation(world.conversation_with(MARIA), Closing.HIDDEN)
    found = await search(desk, "library")
    assert numbers_of(world, found) == [DANA, MARIA]
    rows = {row.id: row for row in await desk.rows([hit.conversation_id for hit in found.hits])}
    assert rows[world.conversation_with(DANA)].opted_out
    assert rows[world.conversation_with(MARIA)].closing is Closing.HIDDEN


async def test_replies_behind_first_messages_are_not_found_but_requests_to_opt_out_are(
    world: World,
) -> None:
    await takes_in(world, MARIA, "STOP", 7)
    database = await world.desk.database()
    from core.models import campaigns, conversations

    def close_the_gate(connection: object) -> None:
        connection.execute(campaigns.update().values(script="Hi {firstName}!"))  # type: ignore[attr-defined]
        sam = conversations.c.id == world.conversation_with(SAM)
        connection.execute(  # type: ignore[attr-defined]
            conversations.update().where(sam).values(rank=0, needs_reply=False, last_at=None)
        )

    await database.write(close_the_gate)
    assert numbers_of(world, await search(world.desk, "library")) == [MARIA]
    assert numbers_of(world, await search(world.desk, "fox")) == []


# Hostile questions, and hostile texts


HOSTILE = (
    '"', "'", "*", "a*", '"a" OR "b"', "NEAR(a b)", "body : x", "-a", "a AND", "(((", "^a",
    "\x00", "a\x00b", "\ud800", "{first_name} : x", "a" * 10_000, "a " * 10_000, "%", "_",
    "; DROP TABLE text; --", "\u202ea", "😀", "①", "\U0001e900", "Ⅷ", "ﬁ", "₂", "0" * 400,
    "٤١٥", "𝟘𝟙𝟘𝟚",
)  # fmt: skip


@pytest.mark.parametrize("asked", HOSTILE, ids=ascii)
async def test_any_letters_are_a_question_and_none_an_error(world: World, asked: str) -> None:
    await search(world.desk, asked, world.assignment_id)


@given(st.text(max_size=40))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_text_at_all_breaks_the_match(asked: str) -> None:
    import sqlite3

    from core.search import Scope
    from core.search_sqlite import _Looking

    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5(body, prefix = '1 2')")
        wanted = question(asked)
        if not wanted.is_empty:
            looking = _Looking(connection, wanted, Scope((), None, ()), 1)
            for prefix_all in (True, False):
                connection.execute(
                    "SELECT rowid FROM t WHERE t MATCH ?", (looking.match(prefix_all=prefix_all),)
                ).fetchall()
    connection.close()


async def test_a_text_that_utf_8_cannot_say_is_stored_and_found(world: World) -> None:
    await takes_in(world, SAM, "half an emoji \ud83d and a walrus\x00 here", 8)
    [hit] = (await search(world.desk, "walrus")).hits
    assert world.conversation_with(SAM) == hit.conversation_id
    assert shown(hit) == "walrus"


async def test_a_new_question_ends_the_one_before(world: World) -> None:
    import asyncio

    first = asyncio.ensure_future(search(world.desk, "library"))
    second = asyncio.ensure_future(search(world.desk, "okafor"))
    answers = await asyncio.gather(first, second)
    assert numbers_of(world, answers[1]) == [SAM]


# Kept true


async def test_a_changed_name_is_found_by_the_new_one_only(world: World) -> None:
    from core.models import contacts

    database = await world.desk.database()
    await database.write(
        lambda connection: connection.execute(
            contacts.update().where(contacts.c.number == SAM).values(last_name="Obama")
        )
    )
    assert numbers_of(world, await search(world.desk, "obama")) == [SAM]
    assert numbers_of(world, await search(world.desk, "okafor")) == []


async def test_the_index_agrees_with_what_it_indexes(world: World) -> None:
    database = await world.desk.database()

    def check(connection: object) -> None:
        for name in ("text_search", "contact_search"):
            connection.exec_driver_sql(  # type: ignore[attr-defined]
                f"INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', 1)"
            )

    await database.write(check)
