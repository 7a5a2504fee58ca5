"""The Replies tab shows each reply with the key that takes it."""

from __future__ import annotations

from core.views_beside import ReplyAtHand, ReplyScope
from tests.tui.harness import HarnessApp, drawn, hostile_bodies, sample_view
from tests.tui.widgets.test_hostile_texts import check_screen
from tui.screens.reply_picker import ReplyPicker
from tui.widgets.replies_view import RepliesView
from tui.widgets.side_panel import Tab


def reply(
    number: int, title: str, text: str, scope: ReplyScope = ReplyScope.ORGANIZATION
) -> ReplyAtHand:
    return ReplyAtHand(number, scope, title, text)


def words(app: HarnessApp) -> str:
    return " ".join(" ".join(drawn(app.side.view)).split())


async def test_they_are_numbered_in_their_order_under_whose_they_are() -> None:
    app = HarnessApp(0)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        app.side.choose(Tab.REPLIES)
        view = app.side.query_one(RepliesView)
        view.show(
            1,
            [
                reply(5, "Thanks", "Thank you!"),
                reply(6, "Polls", "Open until 8.", ReplyScope.CAMPAIGN),
                ReplyAtHand(7, ReplyScope.OWN, "Bye", "Bye {x}", ("{x}",), 3, "done"),
            ],
        )
        await pilot.pause()
        assert words(app) == (
            "Recommended 1 Thanks Thank you! For this campaign 2 Polls Open until 8. "
            "Your own 3 Bye · done Bye {x} ! {x}: not filled"
        )
        view.show(2, [])
        await pilot.pause()
        assert "shift+f5 keeps what you wrote" in words(app)
        view.show(None, [])
        await pilot.pause()
        assert words(app) == ""


async def test_nine_of_them_are_in_sight_in_a_small_terminal() -> None:
    app = HarnessApp(0)
    async with app.run_test(size=(110, 24), notifications=True) as pilot:
        app.side.choose(Tab.REPLIES)
        many = [reply(n, f"Title {n}", f"Text {n} " * 30) for n in range(1, 13)]
        app.side.query_one(RepliesView).show(1, many)
        await pilot.pause()
        for number in range(1, 10):
            assert f"{number} Title {number} Text {number}" in words(app)
        await pilot.resize_terminal(110, 80)
        await pilot.pause()
        assert "· Title 12" in words(app)


async def test_hostile_replies_are_letters() -> None:
    app = HarnessApp(0, serve=False)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        app.side.choose(Tab.REPLIES)
        for number, (case, body) in enumerate(hostile_bodies(), start=1):
            app.show(sample_view(number))
            one = ReplyAtHand(number, ReplyScope.OWN, body, body, (f"{{{body}}}",), 1, body)
            app.side.query_one(RepliesView).show(number, [one])
            app.composer.take(one)
            await pilot.pause()
            check_screen(app, case)
            app.composer.bind(None, "", "")


async def test_hostile_replies_are_letters_in_the_picker_too() -> None:
    app = HarnessApp(0, serve=False)
    async with app.run_test(size=(120, 200), notifications=True) as pilot:
        cases = hostile_bodies()
        many = [
            ReplyAtHand(n, ReplyScope.OWN, body, body, (f"{{{body}}}",), 1, body)
            for n, (_, body) in enumerate(cases)
        ]
        app.push_screen(ReplyPicker(cases[0][1], "+14155550101", many))
        await pilot.pause()
        check_screen(app, "picker")
