"""The Info tab, tags and notes: what is known of a contact besides the texts."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from core.domain import Behavior, Closing
from core.notes import add_note, notes_on
from core.tag_records import add_tag
from core.tags import tag_choices
from tests.core.world import ADMINISTRATOR, MARIA, World, make_campaign
from tests.tui.driving import Driven, at_work, until
from tests.tui.harness import drawn
from tui.screens.note_editor import NoteEditor, NoteInput
from tui.screens.past_conversations import PastConversationsScreen
from tui.screens.tag_picker import TagPicker
from tui.widgets.info_view import InfoView
from tui.widgets.side_panel import Tab
from tui.widgets.transcript import Transcript

NOON = datetime(2026, 7, 1, 19, 0, tzinfo=UTC)
"""In Oakland, where Maria's number is from."""


async def tagged(world: World, number: str = MARIA) -> list[str]:
    choices = await tag_choices(world.desk.reader, world.conversation_with(number))
    return [choice.name for choice in choices if choice.on]


async def add_tags(world: World, *names: str) -> None:
    database = await world.desk.database()
    for name in names:
        await database.write(add_tag, world.organization_id, name, ADMINISTRATOR, world.desk.now())


async def opened(driven: Driven, key: str, kind: type) -> None:
    await driven.press(key)
    await until(lambda: isinstance(driven.app.screen, kind), f"{key} opens {kind.__name__}")


async def test_a_tag_is_put_on_by_two_keys_and_taken_off_by_the_same(database_path: Path) -> None:
    async with at_work(database_path) as (driven, world):
        await add_tags(world, "volunteer", "call back", "donor [b]")
        driven.side.choose(Tab.INFO)

        await opened(driven, "l", TagPicker)
        await driven.press("2")
        await until(lambda: tagged(world), "it is put on")
        assert await tagged(world) == ["call back"]
        await driven.shows("Tags: call back", driven.side_text)
        await driven.shows("Maria Lopez is tagged call back.", driven.notice_text)

        await opened(driven, "l", TagPicker)
        await driven.press("space", "down", "down", "space", "escape")
        await opened(driven, "l", TagPicker)
        await driven.press("space", "down", "down", "space", "enter")
        await until(lambda: not isinstance(driven.app.screen, TagPicker), "it closes")
        await driven.shows("Tags: volunteer, call back, donor [b]", driven.side_text)
        assert await tagged(world) == ["volunteer", "call back", "donor [b]"]

        await opened(driven, "ctrl+l", TagPicker)
        await driven.press("c", "a", "l", "l", "enter")
        await driven.shows("Tags: volunteer, donor [b]", driven.side_text)


async def test_the_key_that_opens_the_picker_or_the_editor_is_not_typed_while_it_is_held(
    database_path: Path,
) -> None:
    async with at_work(database_path) as (driven, world):
        await add_tags(world, "volunteer")
        for key, kind in (("l", TagPicker), ("m", NoteEditor)):
            now = monotonic()
            await opened(driven, key, kind)
            await driven.post_keys([(key, now + 0.3), (key, now + 0.33), ("x", now + 0.4)])
            typed = driven.app.screen.query_one("#tags-filter, #note-text")
            assert getattr(typed, "value", getattr(typed, "text", "")) == "x"
            await driven.press("escape")


async def test_without_tags_the_picker_says_who_adds_them(database_path: Path) -> None:
    async with at_work(database_path) as (driven, _):
        await opened(driven, "l", TagPicker)
        words = " ".join(str(part.content) for part in driven.app.screen.query("Static"))
        assert "textbank tags add" in words
        await driven.press("1", "down", "enter")
        await until(lambda: not isinstance(driven.app.screen, TagPicker), "it closes")


async def test_a_note_is_written_kept_while_unsaved_and_taken_away(database_path: Path) -> None:
    async with at_work(database_path) as (driven, world):
        driven.side.choose(Tab.INFO)
        talk = world.conversation_with(MARIA)
        await add_note(world.desk, talk, "Has a dog [/b]")

        await opened(driven, "m", NoteEditor)
        await driven.press("H", "i", "escape")
        await driven.shows("what you wrote is there the next time", driven.notice_text)
        await opened(driven, "ctrl+n", NoteEditor)
        assert driven.app.screen.query_one(NoteInput).text == "Hi"
        await driven.press("!", "enter")
        await until(lambda: not isinstance(driven.app.screen, NoteEditor), "the editor is closed")
        await driven.shows("Notes Hi!", driven.side_text)
        assert [note.body for note in await notes_on(world.desk.reader, talk)] == [
            "Hi!",
            "Has a dog [/b]",
        ]

        await opened(driven, "m", NoteEditor)
        assert driven.app.screen.query_one(NoteInput).text == ""
        await driven.press("shift+tab", "down", "delete")
        await driven.shows("The note is taken away.", driven.notice_text)
        assert [note.body for note in await notes_on(world.desk.reader, talk)] == ["Hi!"]


async def test_info_tells_what_is_known_of_the_contact(database_path: Path) -> None:
    async with at_work(database_path, clock=lambda: NOON, size=(110, 50)) as (driven, world):
        autumn = await make_campaign(world.desk, Behavior.TYPE_1, campaign="Autumn doors")
        theirs = await make_campaign(
            world.desk, Behavior.TYPE_1, organization="Harbour", line="+12025550111"
        )
        past = autumn.conversation_with(MARIA)
        await world.desk.reply(past, "May we come by?")
        await world.desk.reply(theirs.conversation_with(MARIA), "Give to the harbour?")
        await world.desk.close_conversation(past, Closing.HIDDEN)
        driven.side.choose(Tab.INFO)
        driven.side.zone = UTC
        await add_note(world.desk, past, "Prefers the side door")

        await driven.shows("12:00 there (Los Angeles)", driven.side_text)
        await driven.shows(
            "Other campaigns (e reads) Autumn doors · 1 text · 1 Jul 2026, 19:00 · hidden "
            "we: May we come by?",
            driven.side_text,
        )
        await driven.shows("Prefers the side door jo, 1 Jul 2026, 19:00", driven.side_text)
        assert "harbour" not in driven.side_text()

        info = driven.screen.query_one(InfoView)
        line = next(line for line, talk in info._past.items() if talk == past)
        info.scroll_to_line(line)
        await driven.pilot.pause()
        await driven.pilot.click(info, offset=(4, line - round(info.scroll_y)))
        await until(
            lambda: isinstance(driven.app.screen, PastConversationsScreen), "it can be read"
        )
        transcript = driven.app.screen.query_one(Transcript)
        await driven.shows("May we come by?", lambda: " ".join(drawn(transcript)))
        await driven.press("escape", "e")
        await until(lambda: isinstance(driven.app.screen, PastConversationsScreen), "by key, too")
