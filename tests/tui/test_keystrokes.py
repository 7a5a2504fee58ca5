"""docs/keystrokes.md counts our strokes truly: these tests press the very keys that it names."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic

from sqlalchemy import update
from textual.widgets import Static

from core.domain import Behavior
from core.models import campaigns
from core.replies import NewReply, add_reply
from core.survey_plan import PlannedOption, PlannedQuestion
from core.survey_records import set_survey
from core.surveys import survey_of
from core.tag_records import add_tag
from tests.core.world import ADMINISTRATOR, DANA, JO, MARIA, SAM, World, make_campaign, open_desk
from tests.tui.driving import TALK, Driven, at_work, messenger, standing, until
from tui.screens.scripted_texts import ScriptedTextsScreen
from tui.screens.tag_picker import TagPicker
from tui.widgets.side_panel import Tab
from tui.widgets.survey_view import SurveyView

PAGE = Path(__file__).resolve().parents[2] / "docs" / "keystrokes.md"

WAY = re.compile(r"\*\*(\d)\*\*[^`|*]*:((?: `[^`]+`)+)")
"""A count, then as many keys: **2**: `o` `enter`."""

APART = 0.3
"""Seconds between two keys of a hand."""


def tasks() -> dict[str, str]:
    """What the page says of us, by task."""
    rows = [line.split("|") for line in PAGE.read_text("utf-8").splitlines() if "|" in line]
    return {cells[1].strip(): cells[2] for cells in rows[2:]}


def ways(task: str) -> list[list[str]]:
    """The keys that the page names for a task, one list for each way to do it."""
    found = [
        (int(count), re.findall(r"`([^`]+)`", keys)) for count, keys in WAY.findall(tasks()[task])
    ]
    for count, keys in found:
        assert len(keys) == count, f"{task}: {count} strokes, {keys}"
    return [keys for _, keys in found]


def test_every_task_of_the_page_is_pressed_here() -> None:
    here = Path(__file__).read_text("utf-8")
    pressed = {task for task in tasks() if f'ways("{task}")' in here}
    # A held key is no stroke of its own: it stands in the test of first messages.
    assert set(tasks()) - pressed == {"a held key on a first message"}
    assert all(ways(task) for task in pressed)


class Hand:
    """Presses one key after the other, at the pace of a quick hand."""

    def __init__(self, driven: Driven) -> None:
        self._driven = driven
        self._at = monotonic()

    async def stroke(self, key: str) -> None:
        """One stroke."""
        self._at = max(self._at + APART, monotonic())
        await self._driven.post_keys([(key, self._at)])


@asynccontextmanager
async def at_a_day(
    path: Path, *, tag: bool = False, confirm: bool = True
) -> AsyncIterator[tuple[Driven, World, Hand]]:
    """A messenger at a campaign with a survey, a tag and a reply: the focus is on the list.

    Args:
        path: The database.
        tag: Whether the reply brings the tag along.
        confirm: Whether Opt Out asks once more.
    """
    async with at_work(path, Behavior.TYPE_1, says=TALK, confirm=confirm) as (driven, world):
        async with open_desk(path, ADMINISTRATOR) as admin:
            database = await admin.database()
            moved = await database.write(
                add_tag, world.organization_id, "moved", ADMINISTRATOR, admin.now()
            )
            reply = NewReply("Noted", "Noted, {firstName}.", moved if tag else None)
            await add_reply(admin, world.organization_id, reply)
            vote = PlannedQuestion(
                "Will they vote?", (PlannedOption("Yes", "Great, {firstName}!"),)
            )
            await database.write(set_survey, world.campaign_id, (vote,), ADMINISTRATOR, admin.now())
        # What is at hand is loaded as a conversation is opened.
        await driven.select(world.conversation_with(DANA))
        await driven.select(world.conversation_with(SAM))
        await until(lambda: driven.side.active is Tab.REPLIES, "the replies show")
        await driven.shows("Noted, Sam.", driven.side_text)
        assert driven.list.has_focus
        yield driven, world, Hand(driven)


async def said(world: World, number: str = SAM) -> list[str]:
    """What was written to a number."""
    rows = await world.desk.reader.rows(
        "SELECT body FROM text WHERE direction = 'out' AND number = ? ORDER BY id", (number,)
    )
    return [row[0] for row in rows]


async def tagged(world: World) -> list[tuple[int, str]]:
    """Which conversations carry which tags."""
    rows = await world.desk.reader.rows(
        "SELECT c.conversation_id, t.name FROM conversation_tag c JOIN tag t ON t.id = c.tag_id"
    )
    return [(row[0], row[1]) for row in rows]


async def test_opt_out_asked_once_more(database_path: Path) -> None:
    (keys,) = ways("opt out, asked once more")
    async with at_a_day(database_path) as (driven, world, hand):
        await hand.stroke(keys[0])
        await until(lambda: driven.dialog is not None, "it asks once more")
        assert await standing(world) == []
        # The next stroke comes APART later, after the quarter of a second without keys.
        await hand.stroke(keys[1])
        await until(lambda: world.conversation_with(SAM) not in driven.ids, "the row leaves")
        assert await standing(world) == [(SAM, "jo")]


async def test_opt_out_without_being_asked_and_taken_back(database_path: Path) -> None:
    (keys,) = ways("opt out, without being asked")
    (back,) = ways("take an opt-out back")
    async with at_a_day(database_path, confirm=False) as (driven, world, hand):
        sam = world.conversation_with(SAM)
        await hand.stroke(*keys)
        await until(lambda: sam not in driven.ids, "the row leaves")
        assert await standing(world) == [(SAM, "jo")]
        await hand.stroke(*back)
        await until(lambda: driven.list.cursor_id == sam, "the texter stands on it again")
        assert await standing(world) == []


async def test_answer_with_a_recommended_reply(database_path: Path) -> None:
    (keys,) = ways("answer with a recommended reply")
    async with at_a_day(database_path) as (driven, world, hand):
        await press_reply(driven, hand, keys)
        await until(lambda: said(world), "it is in the outbox")
        assert await said(world) == ["Noted, Sam."]
        assert await tagged(world) == []
        # The next that needs a reply: no stroke after sending.
        dana = world.conversation_with(DANA)
        await until(lambda: driven.list.cursor_id == dana, "Dana, who needs a reply, is next")
        assert driven.list.has_focus


async def press_reply(driven: Driven, hand: Hand, keys: Sequence[str]) -> None:
    """Take a reply with the first key, send it with the second."""
    take, send = keys
    await hand.stroke(take)
    await until(lambda: driven.composer.text, "the reply is written")
    await until(lambda: driven.reply_input.has_focus, "the composer has the focus")
    await hand.stroke(send)


async def test_tag_and_answer_where_the_reply_brings_the_tag(database_path: Path) -> None:
    brought, _ = ways("tag and answer")
    async with at_a_day(database_path, tag=True) as (driven, world, hand):
        await press_reply(driven, hand, brought)
        await until(lambda: tagged(world), "the tag is on")
        assert await tagged(world) == [(world.conversation_with(SAM), "moved")]
        assert await said(world) == ["Noted, Sam."]


async def test_tag_and_answer_where_it_does_not(database_path: Path) -> None:
    _, chosen = ways("tag and answer")
    async with at_a_day(database_path) as (driven, world, hand):
        await hand.stroke(chosen[0])
        await until(lambda: isinstance(driven.app.screen, TagPicker), "the tags show")
        await hand.stroke(chosen[1])
        await until(lambda: driven.app.screen is driven.screen, "the picker is done")
        await press_reply(driven, hand, chosen[2:])
        await until(lambda: said(world), "it is in the outbox")
        assert await said(world) == ["Noted, Sam."]
        assert await tagged(world) == [(world.conversation_with(SAM), "moved")]


async def test_survey_answer_and_reply(database_path: Path) -> None:
    (keys,) = ways("survey answer and reply")
    async with at_a_day(database_path) as (driven, world, hand):
        await hand.stroke("s")
        survey = driven.screen.query_one(SurveyView)
        await until(lambda: survey.survey is not None, "the survey is open")
        await press_reply(driven, hand, keys)
        await until(lambda: said(world), "it is in the outbox")
        assert await said(world) == ["Great, Sam!"]
        answered = await survey_of(world.desk, world.conversation_with(SAM))
        assert [one.answer.label for one in answered.asked if one.answer] == ["Yes"]


async def test_the_next_that_needs_a_reply(database_path: Path) -> None:
    (keys,) = ways("the next that needs a reply")
    async with at_a_day(database_path) as (driven, world, hand):
        sam, dana = world.conversation_with(SAM), world.conversation_with(DANA)
        await world.desk.reply(sam, "Answered elsewhere.")
        await driven.shows("You: Answered elsewhere.", driven.list_text)
        await driven.select(world.conversation_with(MARIA))
        await hand.stroke(*keys)
        await until(lambda: driven.list.cursor_id == dana, "Sam, who was answered, is passed over")


async def test_send_and_stay(database_path: Path) -> None:
    (keys,) = ways("send and stay")
    async with at_a_day(database_path) as (driven, world, hand):
        await press_reply(driven, hand, ["1", *keys])
        await until(lambda: said(world), "it is in the outbox")
        assert driven.reply_input.has_focus
        assert driven.composer.conversation_id == world.conversation_with(SAM)
        assert driven.composer.text == ""


async def test_a_first_message_by_either_key_and_one_for_a_held_key(database_path: Path) -> None:
    one, other = ways("a first message")
    async with open_desk(database_path, JO) as desk:
        world = await make_campaign(desk, Behavior.TYPE_1, (MARIA, SAM, DANA))
        await (await desk.database()).write(
            lambda connection: connection.execute(
                update(campaigns).values(script="Hi {firstName}, it's {texter}.")
            )
        )
        async with messenger(database_path) as driven:
            screen = await until(
                lambda: isinstance(driven.app.screen, ScriptedTextsScreen) and driven.app.screen,
                "the first messages show",
            )
            await until(lambda: screen._current, "the first of them is there")
            hand = Hand(driven)
            await hand.stroke(*one)
            await until(lambda: said(world, MARIA), "Maria is texted")
            await hand.stroke(*other)
            await until(lambda: said(world, SAM), "Sam is texted")

            # Held from now on, it repeats 30 times a second: the repeats send nothing.
            await driven.post_keys([(other[0], hand._at + 0.4 + n / 30) for n in range(30)])
            problem = screen.query_one("#scripted-problem", Static)
            await driven.shows("a held key sends one", lambda: str(problem.content))
            assert await said(world, DANA) == []
