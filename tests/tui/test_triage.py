"""Triage in the terminal: one key decides what is seen, once, and another takes it back."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from time import monotonic

import pytest

from core.database import Database
from core.domain import Texter
from core.errors import DatabaseBusy
from core.triage import open_triage
from tests.core.rules_world import NOON, OwnClock
from tests.core.world import ADMINISTRATOR
from tests.tui.driving import make_app, screen_text, until
from tests.tui.triage_room import (
    NUMBERS,
    OTHER_NUMBERS,
    WIDE,
    Room,
    make_queue,
    say,
    triage_room,
)
from tui.bound_actions import places
from tui.held_keys import NEXT_REPEAT
from tui.screens.assignments import AssignmentPicker
from tui.screens.confirm_opt_out import ConfirmOptOut
from tui.screens.messenger import MessengerScreen
from tui.screens.practice import PracticeScreen
from tui.screens.triage import TriageScreen
from tui.screens.triage_batch import OptOutMarked
from tui.screens.triage_deciding import HELD, TOO_SOON
from tui.screens.triage_matching import TYPING, MarkMatching
from tui.widgets.composer import Composer, ReplyInput
from tui.widgets.notice import Notice
from tui.widgets.triage_list import TriageList

MARIA, SAM, DANA, ZOE, PRIYA = range(1, 6)
MARIA_2, SAM_2 = 7, 8
"""The conversations of `make_queue`; the last two on the line of type 2."""


@pytest.fixture(scope="module")
def queue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("queue") / "textbank.sqlite"
    Database.open(path).close_now()
    asyncio.run(make_queue(path))
    return path


# One key each


async def test_one_key_decides_and_the_next_is_there(queue: Path, tmp_path: Path) -> None:
    async with triage_room(queue, tmp_path) as room:
        assert room.ids == [MARIA, MARIA_2, SAM, SAM_2, DANA, PRIYA, ZOE]
        assert "Asks to opt out · keyword" in room.reading()
        assert "Provider type 1. Nothing is blocked until you press Opt Out." in room.reading()

        assert await room.decide("o") == MARIA
        assert "Maria Lopez is opted out" in room.notice()
        assert "z or f9 undoes" in room.notice()
        # Her other conversation shares no number with it, and asks by itself.
        assert "Provider type 2. The provider has already told this contact" in room.reading()
        assert await room.decide("n") == MARIA_2
        assert await room.decide("w") == SAM
        assert await room.decide("s") == SAM_2
        await room.in_hand(DANA)
        await until(lambda: room.ids == [DANA, PRIYA, ZOE, SAM_2], "what was skipped is last")
        await until(lambda: "3 of 7 decided" in room.progress(), "it is counted")
        assert await room.opted_out() == [NUMBERS[0]]
        assert await room.queued_confirmations() == 1
        closed = await room.other.conversation(SAM)
        assert closed.closing is not None
        assert closed.closing.value == "wrong_number"


async def test_what_was_kept_never_asks_again_and_what_was_skipped_comes_last(
    queue: Path, tmp_path: Path
) -> None:
    async with triage_room(queue, tmp_path) as room:
        await room.decide("s")
        for _ in range(6):
            await room.decide("n")
        await room.in_hand(MARIA)
        await room.decide("o")
        await room.in_hand(None)
        await room.shows("Nobody asks to opt out")
        await room.shows("Spring turnout: 5 replies wait")
        assert room.ids == []
        await room.press("o")
        assert await room.opted_out() == [NUMBERS[0]]


async def test_undo_takes_back_one_decision_after_the_other(queue: Path, tmp_path: Path) -> None:
    async with triage_room(queue, tmp_path) as room:
        for key in ("o", "n", "w"):
            await room.decide(key)
        for back in (SAM, MARIA_2, MARIA):
            await room.press("z")
            await room.in_hand(back)
        assert room.ids == [MARIA, MARIA_2, SAM, SAM_2, DANA, PRIYA, ZOE]
        assert await room.opted_out() == []
        assert await room.queued_confirmations() == 0
        await room.press("z")
        await until(lambda: "nothing of this session" in room.notice(), "it says so")


async def test_too_late_is_said_plainly(queue: Path, tmp_path: Path) -> None:
    async with triage_room(queue, tmp_path) as room:
        await room.decide("o")
        room.clock.pass_time(seconds=6)
        await room.press("z")
        await until(lambda: "too late" in room.notice(), "it says so")
        assert await room.opted_out() == [NUMBERS[0]]


# Held keys


@pytest.mark.parametrize("delay", [0.25, 0.5, 0.66])
async def test_a_held_key_decides_one(queue: Path, tmp_path: Path, delay: float) -> None:
    async with triage_room(queue, tmp_path) as room:
        await room.in_hand(MARIA)
        await room.hold("o", delay)
        await room.in_hand(MARIA_2)
        await until(lambda: room.progress() == HELD, "it says why nothing more is done")
        await asyncio.sleep(NEXT_REPEAT * 1.5)  # An unsure press would have been taken by now.
        assert await room.opted_out() == [NUMBERS[0]]

        # A held undo takes one back, too.
        await room.decide("o")
        await room.hold("z", delay)
        await room.in_hand(MARIA_2)
        await asyncio.sleep(NEXT_REPEAT * 1.5)
        assert await room.opted_out() == [NUMBERS[0]]


@pytest.mark.parametrize("pause", [0.14, 0.2, 0.3])
async def test_a_fast_hand_decides_one_with_each_press(
    queue: Path, tmp_path: Path, pause: float
) -> None:
    async with triage_room(queue, tmp_path) as room:
        for one in (MARIA, MARIA_2, SAM, SAM_2):
            await room.in_hand(one)
            await room.press("o", pause)
        await room.in_hand(DANA)
        assert await room.opted_out() == [
            NUMBERS[0],
            OTHER_NUMBERS[0],
            NUMBERS[1],
            OTHER_NUMBERS[1],
        ]


async def test_nothing_is_decided_before_it_is_seen(queue: Path, tmp_path: Path) -> None:
    async with triage_room(queue, tmp_path) as room:
        await room.in_hand(MARIA)
        seen = room.screen._seen_from
        # Pressed just before it was drawn, and its turn came after that.
        await room.driven.post_keys([("o", seen - 0.01)])
        assert room.progress() == TOO_SOON
        # Two keys at once: the second is not meant for what the first brings.
        room.at = seen + 1
        await room.driven.post_keys([("n", room.at), ("o", room.at + 0.001)])
        await room.in_hand(MARIA_2)
        assert await room.opted_out() == []
        assert len(room.ids) == 6


# The mouse


async def test_the_buttons_decide_and_a_double_click_decides_one(
    queue: Path, tmp_path: Path
) -> None:
    async with triage_room(queue, tmp_path) as room:
        await room.in_hand(MARIA)
        room.screen._seen_from -= 1
        await room.pilot.click("TriageBar #opt-out", times=2)
        await room.in_hand(MARIA_2)
        assert await room.opted_out() == [NUMBERS[0]]
        room.screen._seen_from -= 1
        await room.pilot.click("TriageBar #keep")
        await room.in_hand(SAM)
        room.screen._seen_from -= 1
        await room.pilot.click("TriageBar #skip")
        await room.in_hand(SAM_2)
        assert await room.opted_out() == [NUMBERS[0]]
        # A row of the queue, by the mouse.
        await room.pilot.click("TriageList", offset=(5, 2 * room.ids.index(ZOE)))
        await room.in_hand(ZOE)
        await room.decide("o")
        assert await room.opted_out() == [NUMBERS[0], NUMBERS[3]]


# Going through the queue


async def test_moving_takes_another_in_hand_and_frees_what_was(queue: Path, tmp_path: Path) -> None:
    async with triage_room(queue, tmp_path) as room:
        await room.press("end")
        await room.in_hand(ZOE)
        assert "take me off your list" in room.words()
        # With nothing below, the surest of all comes next.
        await until(lambda: room.screen._ahead, "the next one is held")
        async with open_triage(room.other) as other:
            assert (await other.next())[0].conversation_id == MARIA_2
        await room.press("k")
        await room.in_hand(PRIYA)
        # The one below comes next, for who went down the queue.
        assert await room.decide("o") == PRIYA
        await room.in_hand(ZOE)


async def test_enter_opens_it_in_the_messenger_and_t_comes_back(
    queue: Path, tmp_path: Path
) -> None:
    async with triage_room(queue, tmp_path) as room:
        await room.decide("o")
        await room.in_hand(MARIA_2)
        await room.press("enter")
        await until(lambda: isinstance(room.app.screen, MessengerScreen), "the messenger shows")
        await room.driven.opened(MARIA_2)
        assert "School board" in room.words()
        await room.press("t")
        await until(lambda: isinstance(room.app.screen, TriageScreen), "triage shows")
        await room.in_hand(MARIA_2)
        await room.press("z")
        await room.in_hand(MARIA)
        assert await room.opted_out() == []


async def test_leaving_goes_to_the_conversations(queue: Path, tmp_path: Path) -> None:
    async with triage_room(queue, tmp_path) as room:
        await room.press("escape")
        # Two assignments: which one?
        await room.shows("School board")
        async with open_triage(room.other) as other:
            assert (await other.next())[0].conversation_id == MARIA


async def test_a_reply_is_sent_and_it_waits_at_the_end(queue: Path, tmp_path: Path) -> None:
    async with triage_room(queue, tmp_path) as room:
        await room.in_hand(MARIA)
        await room.press("r")
        await until(lambda: isinstance(room.screen.focused, ReplyInput), "she can be written to")
        for letter in "On":
            await room.press(letter)
        assert room.screen.query_one(Composer).text == "On"
        await room.press("escape")
        await until(lambda: room.screen.focused is room.list, "the letters act again")
        await room.press("r")
        await until(lambda: isinstance(room.screen.focused, ReplyInput), "she can be written to")
        await room.press("e")
        assert room.screen.query_one(Composer).text == "One"
        await room.press("enter")
        await room.in_hand(MARIA_2)
        await until(lambda: room.ids[-1] == MARIA, "she waits at the end")
        # Nothing is decided by that.
        await until(lambda: "0 of 7 decided" in room.progress(), "it is counted")
        texts = (await room.other.conversation(MARIA)).texts
        assert texts[-1].body == "One"
        assert await room.opted_out() == []


# Many at once


async def asked_about_all(room: Room) -> OptOutMarked:
    await room.press("O")
    await until(lambda: isinstance(room.app.screen, OptOutMarked), "it asks")
    dialog = room.app.screen
    assert isinstance(dialog, OptOutMarked)
    await until(lambda: dialog._opened, "it has counted")
    return dialog


async def asked_about_the_first_two(room: Room) -> OptOutMarked:
    for _ in range(2):
        await room.press("x")
        await room.press("j")
    return await asked_about_all(room)


async def test_what_is_marked_is_listed_asked_about_and_opted_out_at_once(
    queue: Path, tmp_path: Path
) -> None:
    async with triage_room(queue, tmp_path) as room:
        await room.press("O")
        await until(lambda: "Nothing is marked" in room.notice(), "it says so")
        await room.press("x")
        for _ in range(3):
            await room.press("j", 0.3)
        await room.press("X")
        assert set(room.list.marks) == {MARIA, MARIA_2, SAM, SAM_2}
        await room.press("x")
        assert set(room.list.marks) == {MARIA, MARIA_2, SAM}
        dialog = await asked_about_all(room)
        await room.shows("Opt out 3 contacts now?")
        await room.shows("Provider type 1: 2 · 2 messages to be sent")
        await room.shows("Provider type 2: 1 · 1 told by the provider already")
        await room.shows("2 opt-out messages will be sent")
        await until(lambda: "Sam Okafor" in room.words(), "they are listed")
        # Neither the key that asked nor one that was held since then answers.
        await room.driven.post_keys([("O", room.at + 0.4), ("enter", dialog._opened + 0.1)])
        assert room.app.screen is dialog
        assert await room.opted_out() == []
        await room.press("enter", 2)
        await room.shows("3 contacts are opted out. 2 opt-out messages are queued.")
        await room.press("enter", 2)
        await until(lambda: room.app.screen is room.screen, "it closes")
        await until(lambda: room.ids == [SAM_2, DANA, PRIYA, ZOE], "they have left")
        await room.in_hand(SAM_2)
        assert sorted(await room.opted_out()) == sorted([NUMBERS[0], NUMBERS[1], OTHER_NUMBERS[0]])
        assert await room.queued_confirmations() == 2

        await room.press("z")
        await until(lambda: len(room.ids) == 7, "all are back")
        assert await room.opted_out() == []
        assert await room.queued_confirmations() == 0


async def test_a_batch_is_taken_back_from_where_it_says_how_it_went(
    queue: Path, tmp_path: Path
) -> None:
    async with triage_room(queue, tmp_path) as room:
        await room.press("x")
        await room.press("j")
        await room.in_hand(MARIA_2)
        await room.press("x")
        dialog = await asked_about_all(room)
        dialog._opened -= 1
        await room.press("y", 2)
        await room.shows("2 contacts are opted out.")
        await room.shows("undoes all of it · 5s")
        # What is beneath says the same already.
        await room.in_hand(SAM)
        assert room.list.marks == {}
        await until(lambda: "2 of 7 decided" in room.progress(), "it is counted")
        assert "marked" not in room.progress()
        room.clock.pass_time(seconds=3)
        await room.shows("z or f9 undoes all of it · 2s")
        dialog._ended -= 1
        room.at = max(room.at, monotonic())
        await room.press("z")
        await until(lambda: room.app.screen is room.screen, "it closes")
        await until(lambda: len(room.ids) == 7, "both are back")
        assert await room.opted_out() == []


async def test_who_was_left_alone_is_said_also_after_the_time_to_undo(
    queue: Path, tmp_path: Path
) -> None:
    async with triage_room(queue, tmp_path) as room:
        dialog = await asked_about_the_first_two(room)
        await say(room, "+12025550100", NUMBERS[0], "sorry, wrong button")
        dialog._opened -= 1
        await room.press("y", 2)
        await room.shows("1 was left alone: Maria Lopez:")
        room.clock.pass_time(seconds=9)
        await until(lambda: "undoes all" not in room.words(), "the time is over")
        room.at = max(room.at, monotonic())
        await room.press("enter", 2)
        await until(lambda: room.app.screen is room.screen, "it closes")
        notice = room.screen.query_one(Notice)
        assert notice.has_class("-shown")
        assert "1 was left alone and stays marked." in room.notice()
        assert list(room.list.marks) == [MARIA]


async def test_who_is_in_two_conversations_is_counted_once(queue: Path, tmp_path: Path) -> None:
    one_line = tmp_path / "one" / queue.name
    await asyncio.to_thread(shutil.copytree, queue.parent, one_line.parent)
    with closing(sqlite3.connect(one_line)) as connection:
        connection.execute(
            "UPDATE conversation SET number = (SELECT number FROM conversation WHERE id = ?), "
            "organization_id = (SELECT organization_id FROM conversation WHERE id = ?) "
            "WHERE id = ?",
            (MARIA, MARIA, MARIA_2),
        )
        connection.commit()
    async with triage_room(one_line, tmp_path, size=(100, 40)) as room:
        await room.press("m")
        await until(lambda: isinstance(room.app.screen, MarkMatching), "it asks")
        room.app.screen.query_one("#matching-pattern").value = "is:optout"  # type: ignore[attr-defined]
        await room.press("enter", 2)
        await until(lambda: len(room.list.marks) == 7, "all are marked")
        await asked_about_all(room)
        await room.shows("Opt out 6 contacts, in 7 conversations, now?")
        # All rows, where there is room for them.
        await until(
            lambda: room.app.screen.query_one(TriageList).size.height == 14, "all rows are shown"
        )


async def test_what_was_skipped_keeps_its_mark(queue: Path, tmp_path: Path) -> None:
    async with triage_room(queue, tmp_path) as room:
        await room.press("x")
        before = dict(room.list.marks)
        await room.decide("s")
        await room.in_hand(MARIA_2)
        assert room.ids[-1] == MARIA
        assert room.list.marks == before != {}


async def test_marking_looks_without_holding_up_the_keys_and_those_go_nowhere_else(
    queue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with triage_room(queue, tmp_path) as room:
        await room.press("m")
        await until(lambda: isinstance(room.app.screen, MarkMatching), "it asks")
        dialog = room.app.screen
        matching, go_on, asked = room.screen._session.matching, asyncio.Event(), []

        async def slowly(pattern: str) -> object:
            asked.append(pattern)
            await go_on.wait()
            return await matching(pattern)

        monkeypatch.setattr(room.screen._session, "matching", slowly)
        dialog.query_one("#matching-pattern").value = "is:keyword"  # type: ignore[attr-defined]
        room.at = max(room.at, monotonic())
        await room.press("enter", 2)
        await until(lambda: asked, "it looks")
        await room.press("x")
        assert dialog.query_one("#matching-pattern").value == "is:keywordx"  # type: ignore[attr-defined]
        dialog.query_one("#matching-pattern").value = "is:keyword"  # type: ignore[attr-defined]
        go_on.set()
        await until(lambda: room.app.screen is room.screen, "it is marked")
        marked = dict(room.list.marks)
        assert len(marked) == 5
        # Pressed before that: neither decides, nor marks, nor takes the marks away.
        closed = room.app.held_keys.not_before
        await room.driven.post_keys([("o", closed - 0.3), ("u", closed - 0.2), ("x", closed - 0.1)])
        assert room.list.marks == marked
        assert await room.opted_out() == []

        # What was counted already is not looked for again.
        await room.press("m")
        await until(lambda: isinstance(room.app.screen, MarkMatching), "it asks")
        room.app.screen.query_one("#matching-pattern").value = "stop"  # type: ignore[attr-defined]
        await room.shows("requests match.")
        asked.clear()
        room.at = max(room.at, monotonic())
        await room.press("enter", 2)
        await until(lambda: room.app.screen is room.screen, "it is marked")
        assert asked == []


async def test_what_the_contact_wrote_meanwhile_is_shown_and_nothing_decided(
    queue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with triage_room(queue, tmp_path) as room:
        await room.in_hand(MARIA)
        # It has not been looked at yet what changed.
        room.screen._batching = True
        await say(room, "+12025550100", NUMBERS[0], "sorry, wrong button")
        await room.press("o")
        await until(lambda: "sorry, wrong button" in room.words(), "it is shown")
        room.screen._batching = False
        await room.in_hand(MARIA)
        assert room.ids[0] == MARIA
        assert await room.opted_out() == []


async def test_who_wrote_since_they_were_marked_is_left_alone_by_name(
    queue: Path, tmp_path: Path
) -> None:
    async with triage_room(queue, tmp_path) as room:
        dialog = await asked_about_the_first_two(room)
        await say(room, "+12025550100", NUMBERS[0], "sorry, wrong button, I do want the texts")
        dialog._opened -= 1
        await room.press("y", 2)
        await room.shows("1 contact is opted out.")
        await room.shows("1 was left alone: Maria Lopez:")
        await room.press("enter", 2)
        await until(lambda: room.app.screen is room.screen, "it closes")
        assert await room.opted_out() == [OTHER_NUMBERS[0]]


async def test_a_pattern_marks_and_says_what_it_does_not_understand(
    queue: Path, tmp_path: Path
) -> None:
    async with triage_room(queue, tmp_path) as room:
        await room.press("m")
        await until(lambda: isinstance(room.app.screen, MarkMatching), "it asks")
        line = room.app.screen.query_one("#matching-pattern")
        line.value = "is:optot"  # type: ignore[attr-defined]
        await room.press("enter", 2)
        await room.shows("is:optout")
        assert isinstance(room.app.screen, MarkMatching)
        line.value = 'text:"stop texting"'  # type: ignore[attr-defined]
        await room.shows("1 request matches.")
        await room.press("enter", 2)
        await until(lambda: list(room.list.marks) == [PRIYA], "it is marked")
        await room.shows("1 request is marked. O opts out all that are marked")
        await room.press("u")
        assert room.list.marks == {}
        # Left before what is typed was counted.
        await room.press("m")
        await until(lambda: isinstance(room.app.screen, MarkMatching), "it asks")
        room.app.screen.query_one("#matching-pattern").value = "stop"  # type: ignore[attr-defined]
        await room.press("escape")
        await until(lambda: room.app.screen is room.screen, "it is left")
        await asyncio.sleep(TYPING * 1.5)
        assert room.list.marks == {}


# Others


async def test_two_desks_are_never_given_the_same(queue: Path, tmp_path: Path) -> None:
    async with triage_room(queue, tmp_path) as room:
        await room.in_hand(MARIA)
        await until(lambda: room.screen._ahead, "the next one is held")
        async with open_triage(room.other) as other:
            theirs = (await other.next())[0]
            assert theirs.conversation_id == SAM
            await room.shows("with jo")
            await room.decide("o")
            await room.decide("o")
            await room.in_hand(SAM_2)
            await room.press("k")
            await until(lambda: "jo has this one" in room.nothing(), "it says who has it")
            await room.press("o")
            await until(lambda: room.item is None, "nothing is in hand")
            done = await other.opt_out(theirs)
            assert done.opt_out is not None
            assert not done.opt_out.already
        # It has left: who comes after it is in hand.
        await room.in_hand(SAM_2)
        assert await room.opted_out() == [NUMBERS[0], OTHER_NUMBERS[0], NUMBERS[1]]


async def test_what_was_decided_elsewhere_stays_in_place_until_a_key_goes_on(
    queue: Path, tmp_path: Path
) -> None:
    async with triage_room(queue, tmp_path) as room:
        await room.in_hand(MARIA)
        await room.other.opt_out(MARIA)
        await until(lambda: "No longer waits" in room.reading(), "it says so")
        assert room.item is not None
        assert room.item.conversation_id == MARIA
        assert room.ids[0] == MARIA
        await room.press("o")
        await room.in_hand(MARIA_2)
        assert MARIA not in room.ids
        assert await room.opted_out() == [NUMBERS[0]]
        assert await room.queued_confirmations() == 1


async def test_what_arrives_does_not_move_what_is_in_hand(queue: Path, tmp_path: Path) -> None:
    async with triage_room(queue, tmp_path) as room:
        await room.press("end")
        await room.in_hand(ZOE)
        await say(room, "+12025550100", NUMBERS[5], "STOP")
        await until(lambda: len(room.ids) == 8, "it has come")
        assert room.list.cursor_id == ZOE
        assert room.item is not None
        assert room.item.conversation_id == ZOE
        # Written to while it is looked at: shown, and a key pressed before that does not count.
        await say(room, "+12025550100", NUMBERS[3], "did you get that?")
        await until(lambda: "did you get that?" in room.words(), "it is shown")
        seen = await until(
            lambda: room.screen._seen_from < float("inf") and room.screen._seen_from, "it is drawn"
        )
        await room.driven.post_keys([("o", seen)])
        assert room.progress() == TOO_SOON
        assert await room.opted_out() == []


async def test_what_could_not_be_written_stays_in_hand(
    queue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with triage_room(queue, tmp_path) as room:
        await room.in_hand(MARIA)

        async def busy(*_: object) -> None:
            raise DatabaseBusy("Another program is writing.")

        with monkeypatch.context() as patched:
            patched.setattr(room.screen._session, "opt_out", busy)
            await room.press("o")
            await until(lambda: room.driven.toasts, "it is told")
            await until(lambda: "is still here" in room.progress(), "it says so")
        assert "Another program is writing." in room.driven.toasts[0]
        assert room.item is not None
        assert room.item.conversation_id == MARIA
        await room.decide("o")
        assert await room.opted_out() == [NUMBERS[0]]


async def test_an_administrator_has_everybodys(queue: Path, tmp_path: Path) -> None:
    async with triage_room(queue, tmp_path, texter=ADMINISTRATOR) as room:
        assert len(room.ids) == 7
        await room.decide("o")
        assert await room.opted_out() == [NUMBERS[0]]


# Without undo


async def test_where_nothing_can_be_taken_back_opt_out_asks_once_more(
    queue: Path, tmp_path: Path
) -> None:
    without = tmp_path / "without" / queue.name
    await asyncio.to_thread(shutil.copytree, queue.parent, without.parent)
    with closing(sqlite3.connect(without)) as connection:
        connection.execute("UPDATE organization SET undo_seconds = 0")
        connection.commit()
    async with triage_room(without, tmp_path) as room:
        await room.in_hand(MARIA)
        await room.press("o")
        await until(lambda: isinstance(room.app.screen, ConfirmOptOut), "it asks")
        # Neither the key that asked nor its second one answers.
        await room.press("o", 2)
        await room.press("f8", 2)
        assert isinstance(room.app.screen, ConfirmOptOut)
        await room.press("escape")
        await until(lambda: room.app.screen is room.screen, "the question is gone")
        assert await room.opted_out() == []
        assert room.item is not None
        assert room.item.conversation_id == MARIA
        await room.press("o")
        await until(lambda: isinstance(room.app.screen, ConfirmOptOut), "it asks again")
        await room.press("enter", 2)
        await room.in_hand(MARIA_2)
        assert await room.opted_out() == [NUMBERS[0]]
        # What is no opt-out is taken back as ever, and asks nothing.
        assert await room.decide("n") == MARIA_2


# Where it is


async def test_pressed_while_the_database_is_opened_triage_comes_first(
    queue: Path, tmp_path: Path
) -> None:
    await asyncio.to_thread(shutil.copytree, queue.parent, tmp_path / "triage")
    app = make_app(tmp_path / "triage" / queue.name, clock=OwnClock(NOON))
    async with app.run_test(size=WIDE) as pilot:
        messenger = app.screen
        assert isinstance(messenger, MessengerScreen)
        messenger.action_triage()
        await until(lambda: isinstance(app.screen, TriageScreen), "triage shows")
        # Two assignments: the question which one waits until triage is left.
        await until(lambda: any(one.ids for one in app.screen.query(TriageList)), "the queue shows")
        messenger.action_assignments()
        await messenger.ended("assignments")
        assert isinstance(app.screen, TriageScreen)
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, AssignmentPicker), "it asks which one")


async def test_who_has_no_assignment_is_told_whom_to_ask(queue: Path, tmp_path: Path) -> None:
    await asyncio.to_thread(shutil.copytree, queue.parent, tmp_path / "triage")
    app = make_app(tmp_path / "triage" / queue.name, texter=Texter("nobody"), clock=OwnClock(NOON))
    app.begins_with_triage = True
    async with app.run_test(size=WIDE):
        await until(
            lambda: "No conversations are assigned to nobody" in screen_text(app), "it is said"
        )
        assert "Ask whoever runs your campaign" in screen_text(app)


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_it_works_where_there_is_little_room(
    queue: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with triage_room(queue, tmp_path, size=size) as room:
        await room.shows("Maria Lopez · +1 415 555 0132")
        await room.shows("STOP")
        await room.shows("Opting out records it")
        await room.decide("o")
        await room.shows("undoes")
        await room.press("z")
        await room.in_hand(MARIA)
        # The transcript ends at its last line.
        await room.shows("not sent:")
        assert await room.decide("o") == MARIA
        await room.press("m")
        await room.shows('text:"stop texting" -sure:90 ')
        await room.press("escape")
        await until(lambda: room.app.screen is room.screen, "it is left")
        if size[0] < 70:
            assert not room.list.display or not room.screen.query_one("#list-pane").display
            await room.press("v")
            await room.shows("Priya Natarajan")
            # Nothing is decided unseen: the key shows what it would act on.
            await room.press("o")
            await room.shows("Opting out records it")
            assert await room.opted_out() == [NUMBERS[0]]


def test_neither_lessons_nor_practice_have_it() -> None:
    having = [place.name for place in places() if "messenger.triage" in place.screen]
    assert "TrainingScreen" not in having
    assert MessengerScreen.CAN_TRIAGE
    assert not PracticeScreen.CAN_TRIAGE
