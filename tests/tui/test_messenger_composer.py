"""Writing to a contact: drafts, replies, and nothing lost or sent to somebody else."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic

import pytest
from textual import events

from core import sqlite_file
from core.domain import Closing, Texter, TextKind
from tests.core.world import DANA, JO, LINE, MARIA, SAM, open_desk
from tests.tui.driving import Driven, at_work, messenger, standing, until
from tui.widgets.reply_input import ReplyInput

AMY = Texter("amy")
REFUSED = "This contact has opted out. Nothing can be sent to them by your organization."


async def write(driven: Driven, text: str) -> None:
    """Go to the composer and paste a text there."""
    await driven.press("r")
    await until(lambda: driven.reply_input.has_focus, "the composer has the focus")
    driven.app.post_message(events.Paste(text))
    await until(lambda: text in driven.composer.text, "the text is in the composer")


async def saved_draft(path: Path, number: str) -> str:
    """The draft to a number, read by another program."""
    with closing(sqlite3.connect(path)) as connection:
        row = connection.execute(
            "SELECT d.body FROM draft d JOIN conversation c ON c.id = d.conversation_id "
            "WHERE c.number = ?",
            (number,),
        ).fetchone()
    return "" if row is None else str(row[0])


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Another program holds the database for itself."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=30)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Connections wait for a lock for a moment only."""
    pragmas = [p for p in sqlite_file.PRAGMAS if "busy_timeout" not in p]
    monkeypatch.setattr(sqlite_file, "BUSY_TIMEOUT_MS", 50)
    monkeypatch.setattr(sqlite_file, "PRAGMAS", ("PRAGMA busy_timeout = 50", *pragmas))


# Replies


async def test_a_reply_reaches_the_phone_and_is_shown_as_delivered(database_path: Path) -> None:
    async with at_work(database_path) as (driven, world):
        await driven.select(world.conversation_with(SAM))
        await driven.press("r", "h", "i", "ctrl+r")
        assert driven.composer.text == ""
        await driven.shows("✓ delivered", driven.transcript_text)
        assert [text.body for text in await world.simulator.phone(SAM)] == ["who is this", "hi"]
        await driven.shows("You: hi", driven.list_text)
        assert driven.transcript.conversation_id == world.conversation_with(SAM)
        assert await saved_draft(database_path, SAM) == ""
        assert not driven.toasts


async def test_letters_typed_in_the_composer_are_letters(database_path: Path) -> None:
    async with at_work(database_path) as (driven, world):
        await driven.press("r", *"ohzw?")
        assert driven.composer.text == "ohzw?"
        assert driven.dialog is None
        assert driven.ids == list(world.conversations)
        await driven.press("f8")
        await until(lambda: driven.dialog is not None, "its function key opts out all the same")


async def test_a_reply_in_the_filter_of_replies_does_not_turn_to_the_next_contact(
    database_path: Path,
) -> None:
    async with at_work(database_path) as (driven, world):
        maria, sam, dana = world.conversations
        await driven.press("f")
        await driven.shows("[Reply 3]", lambda: str(driven.status.content))
        await write(driven, "One moment, Maria")
        await driven.press("ctrl+r")
        await until(lambda: driven.ids == [sam, dana], "the answered row leaves the filter")
        await driven.shows("✓ delivered", driven.transcript_text)
        await driven.press(*"ok")
        assert driven.composer.conversation_id == maria
        assert driven.transcript.conversation_id == maria
        await driven.press("escape")
        await driven.opened(driven.list.cursor_id or 0)
        assert driven.list.cursor_id == sam
        await until(lambda: saved_is(database_path, MARIA, "ok"), "what was typed is Maria's draft")
        assert await saved_draft(database_path, SAM) == ""


async def saved_is(path: Path, number: str, body: str) -> bool:
    return await saved_draft(path, number) == body


@pytest.mark.parametrize(("key", "closing"), [("f7", Closing.HIDDEN), ("f6", Closing.WRONG_NUMBER)])
async def test_function_keys_work_in_the_composer_too(
    database_path: Path, key: str, closing: Closing
) -> None:
    async with at_work(database_path) as (driven, world):
        await write(driven, "See you")
        await driven.press(key)
        await driven.shows("asks to opt out. o opts them out", driven.notice_text)
        await driven.post_keys([(key, monotonic() + 1)])
        await until(lambda: world.conversations[0] not in driven.ids, "the row leaves")
        assert (await world.desk.conversation(world.conversations[0])).closing is closing
        await driven.opened(world.conversations[1])
        assert driven.list.has_focus


# Drafts


async def test_a_draft_belongs_to_its_conversation_and_survives_a_restart(
    database_path: Path,
) -> None:
    async with at_work(database_path) as (driven, world):
        maria, sam, _ = world.conversations
        await write(driven, "Dear Maria,")
        await driven.press("escape")
        await driven.select(sam)
        assert driven.composer.text == ""
        await write(driven, "Sam: it's us")
        await driven.press("escape")
        await driven.select(maria)
        assert driven.composer.text == "Dear Maria,"
    assert await saved_draft(database_path, SAM) == "Sam: it's us"
    async with messenger(database_path) as driven:
        await driven.opened(maria)
        assert driven.composer.text == "Dear Maria,"
        await driven.select(sam)
        assert driven.composer.text == "Sam: it's us"


async def test_leaving_at_once_after_typing_keeps_the_draft(database_path: Path) -> None:
    async with at_work(database_path) as (driven, _):
        await write(driven, "half a sente")
        await driven.post_keys([("ctrl+q", 0.0)])
    assert await saved_draft(database_path, MARIA) == "half a sente"


async def test_the_last_letters_are_kept_though_nobody_heard_of_them_before_the_end(
    database_path: Path,
) -> None:
    async with at_work(database_path) as (driven, _):
        await write(driven, "half a sente")
        driven.reply_input.insert("nce")
        driven.app.exit()  # Before the message of these letters can go its way.
    assert await saved_draft(database_path, MARIA) == "half a sentence"


async def test_what_was_to_be_sent_on_the_way_out_is_sent_or_still_a_draft(
    database_path: Path,
) -> None:
    async with at_work(database_path) as (driven, world):
        await write(driven, "See you there")
        driven.reply_input.post_message(ReplyInput.Sent())
        driven.app.exit()
    async with open_desk(database_path, JO) as desk:
        view = await desk.conversation(world.conversations[0])
    sent = [text.body for text in view.texts if text.kind is TextKind.REPLY]
    assert [*sent, view.draft] in (["See you there", ""], ["See you there"])


# Somebody else opts the contact out while a reply is being written


async def test_a_reply_to_a_contact_who_was_opted_out_meanwhile_is_refused_and_stays(
    database_path: Path,
) -> None:
    async with at_work(database_path) as (driven, world):
        maria, sam, _ = world.conversations
        await write(driven, "See you on Tuesday")
        async with open_desk(database_path, AMY) as amy:
            await amy.opt_out(maria)
        await until(lambda: maria not in driven.ids, "the row leaves")
        await driven.shows("opted out", driven.top_text)

        # What is typed on does not become a text to whoever is next on the list.
        await driven.press("!")
        assert driven.composer.conversation_id == maria
        assert driven.transcript.conversation_id == maria
        assert driven.composer.text == "See you on Tuesday!"
        await driven.press("enter")
        await until(lambda: REFUSED in driven.toasts, "the texter is told")
        assert driven.composer.text == "See you on Tuesday!"
        assert [text.body for text in await world.simulator.phone(MARIA)] == ["STOP"]
        assert await standing(world) == [(MARIA, "amy")]

        await driven.press("escape")
        await driven.opened(sam)
        assert driven.composer.text == ""
        assert driven.list.has_focus


async def test_opting_out_from_the_composer_acts_on_the_contact_being_written_to(
    database_path: Path,
) -> None:
    async with at_work(database_path) as (driven, world):
        maria, sam, _ = world.conversations
        await write(driven, "Understood")
        await driven.press("f8")
        await until(lambda: driven.dialog is not None, "the dialog asks once more")
        assert "Maria Lopez" in driven.dialog_text()
        await driven.dialog_settled()
        await driven.press("enter")
        await until(lambda: maria not in driven.ids, "the row leaves")
        await driven.opened(sam)
        assert driven.list.has_focus
        assert driven.composer.text == ""


async def test_a_conversation_that_was_put_away_elsewhere_stays_while_it_is_written_to(
    database_path: Path,
) -> None:
    async with at_work(database_path) as (driven, world):
        maria = world.conversation_with(MARIA)
        await write(driven, "Thanks!")
        await world.desk.close_conversation(maria, Closing.HIDDEN)
        await until(lambda: maria not in driven.ids, "the row leaves")
        await driven.press("ctrl+r")
        await driven.shows("✓ delivered", driven.transcript_text)
        phone = await world.simulator.phone(MARIA)
        assert [text.body for text in phone] == ["STOP", "Thanks!"]


# Trouble with the database


@pytest.mark.usefixtures("impatient")
async def test_a_locked_database_is_told_and_loses_neither_reply_nor_opt_out(
    database_path: Path,
) -> None:
    async with at_work(database_path) as (driven, world):
        maria = world.conversation_with(MARIA)
        await write(driven, "Hello Maria")
        await until(lambda: saved_is(database_path, MARIA, "Hello Maria"), "the draft is saved")
        with locked(database_path):
            await driven.press("enter")
            await until(lambda: told_of_lock(driven), "the texter is told")
            assert driven.composer.text == "Hello Maria"
            await driven.press("escape")
            await driven.ask_to_opt_out()
            before = len(driven.toasts)
            await driven.press("enter")
            await until(lambda: len(driven.toasts) > before, "the texter is told again")
            await until(lambda: not driven.list.saving, "the row no longer says it is saved")
            assert maria in driven.ids
            assert await standing(world) == []
        assert await saved_draft(database_path, MARIA) == "Hello Maria"
        await driven.opt_out()
        assert await standing(world) == [(MARIA, "jo")]


def told_of_lock(driven: Driven) -> bool:
    return any("is locked by another program. Nothing was changed." in t for t in driven.toasts)


@pytest.mark.usefixtures("impatient")
async def test_texts_that_arrive_while_the_database_is_locked_arrive_after_it(
    database_path: Path,
) -> None:
    async with at_work(database_path) as (driven, world):
        with locked(database_path):
            await world.simulator.say(LINE, DANA, "still here")
            await until(lambda: told_of_lock(driven), "the texter is told")
        await driven.shows("still here", driven.list_text)


async def test_names_with_markup_and_escapes_are_letters_in_toasts(database_path: Path) -> None:
    hostile = "[@click=app.quit]Tap[/] \x1b]52;c;aGk=\x07 [/"
    async with at_work(database_path) as (driven, _):
        driven.screen.trouble(ValueError(hostile))
        await until(lambda: driven.toasts, "the toast shows")
        assert "\x1b" not in driven.toasts[0]
        assert "[@click=app.quit]Tap[/]" in driven.toasts[0]
        await driven.pilot.pause()
        assert driven.app.is_running
