"""The composer: a draft belongs to its conversation, and a held key sends once."""

from __future__ import annotations

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Static

from core.domain import ListFilter
from core.views_beside import ReplyAtHand, ReplyScope
from tests.tui.harness import HarnessApp
from tui.held_keys import REPEAT, REPEAT_DELAY
from tui.widgets.composer import Composer, ReplyInput


class Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def ready(app: HarnessApp, draft: str = "", conversation_id: int = 1) -> Clock:
    """Bind and focus the composer, with a clock of the test's."""
    clock = Clock()
    reply = app.composer.query_one(ReplyInput)
    reply.clock = clock
    app.composer.bind(conversation_id, "Maria Lopez", draft)
    reply.focus()
    return clock


def sent(app: HarnessApp) -> list[tuple[int, str]]:
    return [(event.conversation_id, event.text) for event in app.said(Composer.Submitted)]


async def test_enter_sends_what_was_written_to_its_conversation_and_empties_the_line() -> None:
    app = HarnessApp(0)
    async with app.run_test(notifications=True) as pilot:
        ready(app, conversation_id=7)
        await pilot.press("h", "i", "enter")
        assert sent(app) == [(7, "hi")]
        assert app.composer.text == ""


async def test_a_held_enter_sends_once() -> None:
    app = HarnessApp(0)
    async with app.run_test(notifications=True) as pilot:
        clock = ready(app)
        await pilot.press("h", "i", "enter")
        app.composer.bind(2, "Sam", "a draft that waits here")
        for pause in (0.5, *[1 / 30] * 20):
            clock.now += pause
            await pilot.press("enter")
        assert sent(app) == [(1, "hi")]


async def test_the_enter_that_opened_the_conversation_does_not_send_its_draft() -> None:
    app = HarnessApp(0)
    async with app.run_test(notifications=True) as pilot:
        clock = ready(app, draft="not yet")
        for pause in (0.01, 0.5, *[1 / 30] * 20):
            clock.now += pause
            await pilot.press("enter")
        assert sent(app) == []
        clock.now += REPEAT_DELAY + 0.01
        await pilot.press("enter")
        assert sent(app) == [(1, "not yet")]


async def test_two_presses_within_sixty_milliseconds_are_one() -> None:
    app = HarnessApp(0)
    async with app.run_test(notifications=True) as pilot:
        clock = ready(app)
        await pilot.press("h", "enter")
        clock.now += REPEAT / 2
        await pilot.press("i", "enter")
        assert sent(app) == [(1, "h")]


@pytest.mark.parametrize("text", [[], ["space", "space"]])
async def test_nothing_is_not_sent(text: list[str]) -> None:
    app = HarnessApp(0)
    async with app.run_test(notifications=True) as pilot:
        clock = ready(app)
        await pilot.press(*text)
        clock.now += 10
        await pilot.press("enter")
        assert sent(app) == []


@pytest.mark.parametrize("key", ["ctrl+j", "alt+enter"])
async def test_a_text_may_have_several_lines(key: str) -> None:
    app = HarnessApp(0)
    async with app.run_test(notifications=True) as pilot:
        ready(app)
        await pilot.press("a", key, "b", "enter")
        assert sent(app) == [(1, "a\nb")]


async def test_escape_goes_back_to_the_list() -> None:
    app = HarnessApp(0)
    async with app.run_test(notifications=True) as pilot:
        ready(app)
        await pilot.press("a", "escape")
        assert len(app.said(Composer.Left)) == 1
        assert app.composer.text == "a"


async def test_each_change_is_told_as_a_draft_of_its_conversation() -> None:
    app = HarnessApp(0)
    async with app.run_test(notifications=True) as pilot:
        ready(app, conversation_id=7)
        await pilot.press("h", "i")
        assert [(e.conversation_id, e.text) for e in app.said(Composer.Changed)][-1] == (7, "hi")


async def test_a_draft_is_never_told_as_another_conversations() -> None:
    """Also where the last letter was typed as the next conversation opened."""
    app = HarnessApp(0)
    async with app.run_test(notifications=True) as pilot:
        ready(app, conversation_id=7)
        await pilot.press("h")
        app.composer.query_one(ReplyInput).insert("i")
        app.composer.bind(8, "Sam", "for Sam")
        await pilot.pause()
        told = [(e.conversation_id, e.text) for e in app.said(Composer.Changed)]
        assert told == [(7, "h"), (7, "hi")]
        assert app.composer.text == "for Sam"


async def test_a_text_that_could_not_be_kept_comes_back() -> None:
    app = HarnessApp(0)
    async with app.run_test(notifications=True) as pilot:
        ready(app)
        await pilot.press("h", "i", "enter")
        assert app.composer.restore(1, "hi")
        assert app.composer.text == "hi"


async def test_it_comes_back_as_a_draft_where_another_conversation_is_open() -> None:
    app = HarnessApp(0)
    async with app.run_test(notifications=True) as pilot:
        ready(app)
        await pilot.press("h", "i", "enter")
        app.composer.bind(2, "Sam", "")
        app.heard.clear()
        assert not app.composer.restore(1, "hi")
        await pilot.pause()
        assert [(e.conversation_id, e.text) for e in app.said(Composer.Changed)] == [(1, "hi")]
        assert app.composer.text == ""


async def test_it_says_to_whom_and_how_much() -> None:
    app = HarnessApp(0)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        ready(app)
        await pilot.pause()
        assert str(app.composer.query_one(ReplyInput).placeholder) == "Reply to Maria…"
        await pilot.press("h", "i")
        state = app.composer.query_one("#composer-state")
        assert str(state.render()).startswith("2/160 · 1 text · enter next · ctrl+r stay")


async def test_a_contact_without_a_name_is_named_by_the_number_as_people_write_it() -> None:
    app = HarnessApp(0)
    async with app.run_test(notifications=True):
        app.composer.bind(1, "+14155550122", "", number="+14155550122")
        placeholder = app.composer.query_one(ReplyInput).placeholder
        assert str(placeholder) == "Reply to +1 415 555 0122…"


async def test_its_keys_are_never_cut_off_and_only_said_where_they_work() -> None:
    app = HarnessApp(0)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        ready(app)
        room = app.composer.query_one("#composer-state").content_size.width
        await write(pilot, app, "It’s on 🎉")
        app.composer.take(reply_at_hand("Thanks!", tag=7))
        await pilot.pause()
        lines = state(app).split("\n")
        assert lines[0].startswith("18/70 · 1 text · UCS-2")
        assert "tag Tag 7" in state(app)
        assert "enter next" in lines[-1]
        assert all(len(line) <= room for line in lines)
        assert app.composer.query_one("#composer-state").size.height == len(lines)
        app.set_focus(None)
        await pilot.pause()
        assert "enter" not in state(app)
        assert state(app).endswith("r writes")


def state(app: HarnessApp) -> str:
    return str(app.composer.query_one("#composer-state", Static).content)


async def write(pilot: Pilot[None], app: HarnessApp, text: str) -> None:
    """Write it as if it were typed, all at once."""
    app.composer.insert(text)
    await pilot.pause()


def pointed_out(app: HarnessApp) -> str:
    """The characters that are underlined where the text is written."""
    reply = app.composer.query_one(ReplyInput)
    strips = [reply.render_line(y) for y in range(reply.size.height)]
    return "".join(
        part.text for strip in strips for part in strip if part.style and part.style.underline
    )


async def test_it_counts_the_texts_a_message_takes_and_points_out_what_forces_ucs_2() -> None:
    app = HarnessApp(0)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        ready(app)
        await write(pilot, app, "x" * 142)
        assert state(app).startswith("142/160 · 1 text")
        await write(pilot, app, "y" * 28)
        assert state(app).startswith("170/306 · 2 texts")
        assert "UCS-2" not in state(app)
        app.composer.bind(1, "Maria Lopez", "")
        await write(pilot, app, "It’s on – really")
        assert state(app).startswith("16/70 · 1 text · UCS-2 by ’ – · ctrl+g plain")
        assert pointed_out(app) == "’–"
        await pilot.press("ctrl+g")
        assert app.composer.text == "It's on - really"
        assert state(app).startswith("16/160 · 1 text · enter")
        assert pointed_out(app) == ""
        await pilot.press("ctrl+z")
        assert app.composer.text == "It’s on – really"


async def test_what_no_plain_letter_says_is_named_without_offering_one() -> None:
    app = HarnessApp(0)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        ready(app)
        await write(pilot, app, "ę \u200b\u2028")
        assert "UCS-2 by ę" in state(app)
        assert "\u200b" not in state(app)
        await write(pilot, app, " ę")
        app.composer.bind(1, "Maria", "dziękuję")
        await pilot.pause()
        assert "ctrl+g" not in state(app)


# Replies at hand


def reply_at_hand(
    text: str, *, unfilled: tuple[str, ...] = (), tag: int | None = None, number: int = 1
) -> ReplyAtHand:
    name = None if tag is None else f"Tag {tag}"
    return ReplyAtHand(number, ReplyScope.OWN, "A title", text, unfilled, tag, name)


async def test_a_reply_that_was_not_touched_gives_way_and_own_words_never_do() -> None:
    app = HarnessApp(0)
    async with app.run_test(notifications=True) as pilot:
        clock = ready(app)
        await pilot.pause()
        app.composer.take(reply_at_hand("Thanks!", tag=7))
        app.composer.take(reply_at_hand("Bye!", tag=8, number=2))
        assert app.composer.text == "Bye!"
        await pilot.press("a")
        app.composer.take(reply_at_hand("Thanks!", tag=7))
        assert app.composer.text == "Bye!a\nThanks!"
        clock.now += 1
        await pilot.press("enter")
        (event,) = app.said(Composer.Submitted)
        assert event.text == "Bye!a\nThanks!"
        assert event.tag_ids == (8, 7)


async def test_a_reply_that_was_undone_or_wiped_away_leaves_no_tag() -> None:
    app = HarnessApp(0)
    async with app.run_test(notifications=True) as pilot:
        clock = ready(app)
        await pilot.press("h", "i")
        app.composer.take(reply_at_hand("Thanks!", tag=7))
        await pilot.pause()
        assert "tag Tag 7" in state(app)
        await pilot.press("ctrl+z")
        assert app.composer.text == "hi"
        await pilot.press("enter")
        app.composer.take(reply_at_hand("Thanks!", tag=7))
        await pilot.press("ctrl+u", "o", "k")
        clock.now += 1
        await pilot.press("enter")
        assert [(e.text, e.tag_ids) for e in app.said(Composer.Submitted)] == [
            ("hi", ()),
            ("ok", ()),
        ]


async def test_a_field_that_is_not_filled_is_shown_and_stops_the_send_until_it_is() -> None:
    app = HarnessApp(0)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        clock = ready(app)
        await pilot.pause()
        app.composer.take(
            reply_at_hand("You vote at {place}, {day}.", unfilled=("{place}", "{day}"))
        )
        await pilot.pause()
        assert state(app).startswith("! Fill in {place}, {day} before you send")
        assert pointed_out(app) == "{place}{day}"
        clock.now += 1
        await pilot.press("enter")
        assert sent(app) == []
        # What is to be replaced is selected: typing replaces it.
        clock.now += 1
        await pilot.press(*"home", "enter")
        assert app.composer.text == "You vote at home, {day}."
        assert sent(app) == []
        clock.now += 1
        await pilot.press(*"now", "enter")
        assert sent(app) == [(1, "You vote at home, now.")]


async def test_a_draft_keeps_the_tag_of_its_reply() -> None:
    app = HarnessApp(0)
    async with app.run_test(notifications=True) as pilot:
        ready(app)
        await pilot.pause()
        reply = reply_at_hand("Thanks!", tag=7)
        app.composer.take(reply)
        await pilot.press("a")
        app.composer.bind(2, "Sam", "")
        app.composer.bind(1, "Maria", "Thanks!a")
        await pilot.pause()
        assert "tag Tag 7" in state(app)
        # After a restart, it is known by its words.
        app.composer.bind(2, "Sam", "Thanks!")
        assert "tag" not in state(app)
        app.composer.know(2, [reply])
        assert "tag Tag 7" in state(app)


async def test_a_draft_from_before_a_restart_is_not_sent_with_a_field_of_its_reply() -> None:
    app = HarnessApp(0)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        clock = ready(app, draft="See you at {place}, as ever!")
        app.composer.know(1, [reply_at_hand("See you at {place}.", unfilled=("{place}",))])
        await pilot.pause()
        clock.now += 1
        await pilot.press("enter")
        assert sent(app) == []
        assert state(app).startswith("! Fill in {place} before you send")


async def test_a_number_key_that_is_held_down_writes_nothing() -> None:
    app = HarnessApp(0)
    async with app.run_test(notifications=True) as pilot:
        clock = ready(app)
        await pilot.pause()
        app.composer.take(reply_at_hand("Thanks!"), "1")
        for pause in (0.5, *[1 / 30] * 5):
            clock.now += pause
            await pilot.press("1")
        assert app.composer.text == "Thanks!"
        # Another key is no repeat of it: the reply may be sent at once.
        await pilot.press("enter")
        assert sent(app) == [(1, "Thanks!")]


@pytest.mark.parametrize(
    ("enter_goes_on", "goes_on"), [(True, [True, False]), (False, [False, True])]
)
async def test_the_setting_swaps_send_and_next_with_send_and_stay(
    enter_goes_on: bool, goes_on: list[bool]
) -> None:
    app = HarnessApp(0)
    async with app.run_test(notifications=True) as pilot:
        ready(app)
        app.composer.enter_goes_on = enter_goes_on
        await pilot.press("a", "enter", "b", "ctrl+r")
        assert [event.goes_on for event in app.said(Composer.Submitted)] == goes_on


async def test_a_contact_who_may_not_be_written_to_cannot_be() -> None:
    app = HarnessApp(0)
    async with app.run_test(notifications=True) as pilot:
        app.composer.bind(1, "Maria", "", enabled=False, why_disabled="Maria is opted out.")
        app.composer.query_one(ReplyInput).focus()
        await pilot.press("h", "i", "enter")
        assert app.composer.text == ""
        assert sent(app) == []
        assert str(app.composer.query_one("#composer-state").render()) == "Maria is opted out."


async def test_a_pasted_text_loses_its_controls_and_sends_nothing_by_itself() -> None:
    app = HarnessApp(0)
    async with app.run_test(notifications=True) as pilot:
        ready(app)
        await pilot.pause()
        reply = app.composer.query_one(ReplyInput)
        reply.post_message(events.Paste("hi \x1b[2J\u202ethere\r\nyou"))
        await pilot.pause()
        assert "\x1b" not in app.composer.text
        assert "\u202e" not in app.composer.text
        assert app.composer.text.endswith("there\nyou")
        assert sent(app) == []


def test_filters_have_words() -> None:
    from tui.widgets.list_status import LABELS

    assert set(LABELS) == set(ListFilter)
