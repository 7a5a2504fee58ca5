"""The top bar: whose conversation it is, and what can be done with it."""

from __future__ import annotations

from textual.widgets import Button

from core.domain import Closing
from tests.tui.harness import HarnessApp, opted_out, sample_view, type_1_preview
from tui.widgets.conversation_list import ConversationList
from tui.widgets.top_bar import TopBar


def words(app: HarnessApp, selector: str) -> str:
    return str(app.top_bar.query_one(selector).render())


async def test_it_shows_name_number_and_campaign() -> None:
    app = HarnessApp(0)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        app.top_bar.show(sample_view(preview=type_1_preview()))
        await pilot.pause()
        assert words(app, "#top-name") == "Maria Lopez · +1 415 555 0134"
        assert words(app, "#top-state") == "Spring turnout"


async def test_the_buttons_ask_for_what_they_say() -> None:
    app = HarnessApp(0)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        app.top_bar.show(sample_view(9))
        await pilot.pause()
        for button in ("#hide", "#wrong-number", "#opt-out"):
            await pilot.click(button)
        asked = [(type(event), event.conversation_id) for event in app.heard]
        assert asked == [
            (TopBar.HidePressed, 9),
            (TopBar.WrongNumberPressed, 9),
            (TopBar.OptOutPressed, 9),
        ]


async def test_the_list_has_the_focus_at_first_not_a_button() -> None:
    app = HarnessApp(3)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        assert isinstance(app.focused, ConversationList)


async def test_an_opted_out_contact_is_said_to_be_and_cannot_be_opted_out_again() -> None:
    app = HarnessApp(0)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        app.top_bar.show(sample_view(opted_out=opted_out()))
        await pilot.pause()
        assert "opted out" in words(app, "#top-state")
        assert all(button.disabled for button in app.top_bar.query(Button))


async def test_a_block_and_a_closing_are_told_in_words() -> None:
    app = HarnessApp(0)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        app.top_bar.show(sample_view())
        await pilot.pause()
        assert "⊘ blocked" in words(app, "#top-state")
        app.top_bar.show(sample_view(closing=Closing.WRONG_NUMBER))
        assert "wrong number" in words(app, "#top-state")


async def test_a_name_may_come_first_and_the_buttons_wait_for_the_conversation() -> None:
    app = HarnessApp(0)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        app.top_bar.show(sample_view(1))
        app.top_bar.show_name("Sam Okafor", "+14155550002")
        await pilot.pause()
        assert words(app, "#top-name") == "Sam Okafor · +1 415 555 0002"
        await pilot.click("#opt-out")
        assert not app.said(TopBar.OptOutPressed)


async def test_nothing_is_open() -> None:
    app = HarnessApp(0)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        app.top_bar.show(sample_view(1))
        app.top_bar.show(None)
        await pilot.pause()
        assert words(app, "#top-name") == ""
        assert all(button.disabled for button in app.top_bar.query(Button))


async def test_wrong_number_folds_away_where_there_is_no_room() -> None:
    app = HarnessApp(0)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.top_bar.show(sample_view(1))
        await pilot.pause()
        assert not app.top_bar.query_one("#wrong-number").display
        assert app.top_bar.query_one("#opt-out").display


async def test_number_and_state_stay_whole_however_narrow_it_is() -> None:
    app = HarnessApp(0)
    async with app.run_test(size=(100, 24), notifications=True) as pilot:
        app.top_bar.show(sample_view(1, name="Maria Magdalena Theodora Lopez-Hernandez"))
        await pilot.pause()
        first = words(app, "#top-name")
        assert first.endswith("… · +1 415 555 0134")
        assert len(first) <= app.top_bar.size.width - 2
        state = app.top_bar.query_one("#top-state")
        assert words(app, "#top-state").startswith("⊘ blocked")
        assert state.content_size.width >= len("⊘ blocked")


async def test_the_number_of_a_contact_without_a_name_stands_once() -> None:
    app = HarnessApp(0)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        app.top_bar.show(sample_view(1, name="+14155550134"))
        await pilot.pause()
        assert words(app, "#top-name") == "+1 415 555 0134"
