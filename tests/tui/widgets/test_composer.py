"""The composer: a draft belongs to its conversation, and a held key sends once."""

from __future__ import annotations

import pytest
from textual import events

from core.domain import ListFilter
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
        assert str(state.render()).startswith("2 characters")


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
