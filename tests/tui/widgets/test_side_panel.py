"""The side panel says which behavior applies and what Opt Out will do now."""

from __future__ import annotations

from dataclasses import replace

from tests.tui.harness import HarnessApp, drawn, opted_out, sample_view, type_1_preview
from tui.widgets.side_panel import Tab, TabBar, outcome_words


def words(app: HarnessApp) -> str:
    """What the panel says, without line ends."""
    return " ".join(" ".join(drawn(app.side.view)).replace("│", " ").split())


def box(app: HarnessApp) -> str:
    """What it says in the box."""
    return words(app).split("╭")[1].strip("─ ").split("╰")[0]


async def test_type_2_after_a_block_says_that_nothing_is_sent() -> None:
    app = HarnessApp(0)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        app.side.show(sample_view())
        await pilot.pause()
        said = box(app)
        assert said.startswith("Provider type 2")
        assert "Opting out records it; nothing is sent." in said
        assert "The message" not in said


async def test_type_1_shows_the_message_that_will_be_sent() -> None:
    app = HarnessApp(0)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        app.side.show(sample_view(preview=type_1_preview()))
        await pilot.pause()
        said = box(app)
        assert said.startswith("Provider type 1")
        assert "You are now opted-out and will receive no further messages." in said


async def test_it_shows_the_contact_and_the_custom_columns() -> None:
    app = HarnessApp(0)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        app.side.show(sample_view(custom={"City": "Oakland", "Note": " "}))
        await pilot.pause()
        assert words(app).startswith("Maria Lopez +1")
        assert "Organization: Bay Area Voters" in words(app)
        assert words(app).endswith("City: Oakland Note: –")


async def test_an_opt_out_that_stands_is_shown_instead_of_what_pressing_would_do() -> None:
    app = HarnessApp(0)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        app.side.show(sample_view(opted_out=opted_out()))
        await pilot.pause()
        said = box(app)
        assert said.startswith("Opted out 23 Nov 2026, 18:42")
        assert "By: Jo (texter)" in said


async def test_an_opt_out_that_nobody_pressed_says_so() -> None:
    app = HarnessApp(0)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        view = sample_view(opted_out=replace(opted_out(), by="textbank", source="system"))
        app.side.show(view)
        await pilot.pause()
        assert box(app).startswith("Opted out automatically 23 Nov 2026, 18:42")
        said = "Opted out automatically. The organization's message was sent once."
        assert outcome_words(view).plain == said
    assert "automatically" not in outcome_words(sample_view(opted_out=opted_out())).plain


async def test_nothing_open_shows_nothing() -> None:
    app = HarnessApp(0)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        app.side.show(sample_view())
        app.side.show(None)
        await pilot.pause()
        assert words(app) == ""


async def test_it_folds_away_first() -> None:
    app = HarnessApp(3)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert not app.side.display
        assert app.conversations.region.width > 30
        await pilot.resize_terminal(60, 24)
        await pilot.pause()
        assert app.conversations.region.width == 60
        assert app.transcript.region.width == 0
        app.screen.add_class("-reading")
        await pilot.pause()
        assert app.conversations.region.width == 0
        assert app.transcript.region.width == 60


async def test_the_tabs_say_without_colour_which_one_shows() -> None:
    app = HarnessApp(0)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        app.side.show(sample_view())
        bar = app.side.query_one(TabBar)
        assert str(bar.render()).split() == ["Survey", "Replies", "[Info]"]
        await pilot.click(bar, offset=(11, 0))
        assert str(bar.render()).split() == ["Survey", "[Replies]", "Info"]
        assert app.side.active is Tab.REPLIES
        assert not app.side.query_one("#side-info").display
        await pilot.click(bar, offset=(20, 0))
        assert app.side.active is Tab.INFO
        await pilot.pause()
        assert "Maria Lopez" in words(app)


async def test_a_tab_that_the_texter_chose_stays() -> None:
    app = HarnessApp(0)
    async with app.run_test(size=(120, 40)):
        app.side.suggest(Tab.REPLIES)
        assert app.side.active is Tab.REPLIES
        app.side.choose(Tab.INFO)
        app.side.suggest(Tab.REPLIES)
        assert app.side.active is Tab.INFO
