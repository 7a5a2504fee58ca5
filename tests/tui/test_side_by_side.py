"""Both types side by side: the same events under each, and the difference at each step."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from textual.widget import Widget
from textual.widgets import Button, Input, Static

from core.domain import Behavior
from tests.tui.driving import until
from tests.tui.harness import drawn
from tests.tui.training_room import Room, lesson
from tui.screens.side_by_side import SideBySideScreen
from tui.widgets.conversation_list import ConversationList
from tui.widgets.phone import Phone
from tui.widgets.top_bar import TopBar
from tui.widgets.transcript import Transcript
from tui.widgets.type_column import TypeColumn, TypeHeading

ONE, TWO = Behavior
OURS = "You are now opted-out and will receive no further messages."
PROVIDERS = "You have successfully been unsubscribed."
AGAIN = "Did you get that? No more texts please"
REPLY = "I'm taking you off our list now."


@dataclass
class Column:
    """What one type shows."""

    widget: TypeColumn

    @property
    def messenger(self) -> str:
        return _joined(drawn(self.widget.query_one(Transcript)))

    @property
    def phone(self) -> str:
        return _joined(drawn(self.widget.query_one(Phone)))

    @property
    def heading(self) -> str:
        return str(self.widget.query_one(TypeHeading).content)

    @property
    def list_line(self) -> str:
        return str(self.widget.query_one(".column--list", Static).content)

    @property
    def outcome(self) -> str:
        return str(self.widget.query_one(".column--outcome", Static).content)


@dataclass
class Both:
    """Both types on the screen, and the trainer's hands."""

    room: Room

    @property
    def screen(self) -> SideBySideScreen:
        assert isinstance(self.room.app.screen, SideBySideScreen)
        return self.room.app.screen

    def under(self, behavior: Behavior) -> Column:
        return Column(self.screen.query_one(f"#column-{behavior.value}", TypeColumn))

    @property
    def columns(self) -> Iterator[Column]:
        return (self.under(behavior) for behavior in Behavior)

    def lesson(self) -> str:
        return self.room.lesson()

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until what each does is on the screen."""
        for key in keys:
            await self.room.pilot.press(key)
            await self.rest()

    async def click(self, widget: Widget | str, offset: tuple[int, int] = (1, 0)) -> None:
        """Click, and wait until what that does is on the screen."""
        await self.room.pilot.click(widget, offset=offset)
        await self.rest()

    async def rest(self) -> None:
        """Wait until no step is happening."""
        workers = self.room.app.workers
        await until(
            lambda: all(one.is_finished for one in workers if one.group == "lesson"),
            "the lesson is at rest",
        )
        await self.room.pilot.pause()


def _joined(lines: list[str]) -> str:
    for edge in "│┃▌":
        lines = [line.replace(edge, " ") for line in lines]
    return " ".join(" ".join(lines).split())


@asynccontextmanager
async def side_by_side(
    scenario: str = "stop-type-1", size: tuple[int, int] = (160, 45)
) -> AsyncIterator[Both]:
    """The second layout, at the beginning of a scenario."""
    async with lesson(scenario, size) as room:
        await room.pilot.press("d")
        await until(lambda: isinstance(room.app.screen, SideBySideScreen), "both are shown")
        await room.pilot.pause()
        yield Both(room)


async def test_each_step_happens_under_both_types_and_shows_what_differs() -> None:
    """Step by step, what the messenger and the phone say under each type."""
    async with side_by_side() as both:
        one, two = both.under(ONE), both.under(TWO)
        assert "most U.S. campaigns" in one.heading
        assert "U.K., Canada, some U.S." in two.heading
        assert "= no difference" in one.heading
        assert "= no difference" in two.heading

        await both.press("space")
        assert "STOP asks to opt out" in one.messenger
        assert "STOP asks to opt out" in two.messenger
        assert "The provider told this contact" not in one.messenger
        assert "The provider told this contact" in two.messenger
        assert PROVIDERS not in one.phone
        assert PROVIDERS in two.phone
        assert "no block · nobody told" in one.heading
        assert "⊘ blocked · told by provider" in two.heading
        assert "sends your organization's opt-out message" in one.outcome
        assert "nothing is sent" in two.outcome
        for words in ("nothing has happened yet", "it answered her at once"):
            assert words in both.lesson(), "the captions of both types are there"

        await both.press("space")
        assert AGAIN in one.messenger
        assert AGAIN not in two.messenger
        assert "Not delivered" not in one.phone
        assert f"{AGAIN} 10:05 · ! Not delivered" in two.phone

        await both.press("space")
        assert REPLY in one.phone
        assert f"{REPLY} You · 10:05 · ✓ delivered" in one.messenger
        assert REPLY not in two.phone
        assert "not delivered: the provider blocks this contact" in two.messenger

        await both.press("space")
        for column in both.columns:
            assert "Maria is off the list. On it: Samir, Dana" in column.list_line
            assert OURS not in column.phone

        await both.press("space")
        assert OURS in one.phone
        assert OURS not in two.phone
        assert "told by organization" in one.heading
        assert "was sent" in one.outcome
        assert "Nothing was sent: the provider had already told" in two.outcome
        assert "Step 5 of 5" in both.lesson()

        await both.press("space", "backspace", "backspace")
        assert "Step 3 of 5" in both.lesson()
        for column in both.columns:
            assert "● Maria" in column.list_line, "she is back on the list"
        await both.press("r")
        assert "STOP" not in one.messenger + two.messenger + one.phone + two.phone


async def test_what_is_done_by_hand_is_done_under_both_and_taken_back() -> None:
    """The contact writes, Opt Out and undo; one of our messages leaves, the other never does."""
    async with side_by_side() as both:
        one, two = both.under(ONE), both.under(TWO)
        await both.press("c")
        await both.press(*"STOP", "enter")
        for column in both.columns:
            assert "STOP" in column.phone
            assert "STOP asks to opt out" in column.messenger
        assert PROVIDERS in two.phone
        await both.press("escape")
        assert not isinstance(both.screen.focused, Input)

        await both.press("o")
        for column in both.columns:
            assert "Maria is off the list" in column.list_line
        assert "in 5 s Type 1 sends a message" in both.lesson()
        await both.press("z")
        for column in both.columns:
            assert "● Maria" in column.list_line
            assert "Opting out records it" in column.outcome

        # Undone, and pressed again, within the time in which a held key counts once.
        await until(lambda: not both.screen._textbank.held_keys.press.repeats, "the key is let go")
        await both.press("o", "u")
        assert OURS in one.phone
        assert OURS not in two.phone
        await both.press("z")
        await until(lambda: "did not work" in both.lesson(), "it says that it is too late")
        assert OURS in one.phone, "and nothing has changed"
        for column in both.columns:
            assert "Maria is off the list" in column.list_line
        await both.press("o")
        assert "opted out already" in both.lesson()

        await both.press("backspace")
        assert "The beginning" in both.lesson()
        for column in both.columns:
            assert "● Maria" in column.list_line, "one stroke takes back all that was done by hand"
            assert "STOP" not in column.phone


async def test_the_mouse_moves_on_opts_out_and_goes_back() -> None:
    async with side_by_side() as both:
        await both.click("#lesson-next")
        assert "STOP" in both.under(ONE).messenger
        listed = both.under(ONE).widget.query_one(ConversationList)
        await both.click(listed, (8, 3))
        assert "Maria" in both.under(ONE).phone, "the list is looked at only"

        button = both.under(TWO).widget.query_one(TopBar).query_one("#opt-out", Button)
        await both.click(button)
        for column in both.columns:
            assert "Maria is off the list" in column.list_line
        assert "Maria" not in "".join(drawn(listed))
        await both.click("#lesson-back")
        assert "Maria" in "".join(drawn(listed))


async def test_leaving_shows_the_type_that_was_in_front() -> None:
    async with side_by_side() as both:
        await both.press("space", "t", "d")
        for way_out in ("escape", "q", ""):
            await until(lambda: both.room.app.screen is both.room.screen, "one type is shown again")
            await both.room.shows(PROVIDERS, "phone")
            assert both.room.screen.behavior is TWO
            if way_out:
                await both.press("d")
                await until(lambda: both.room.app.screen is not both.room.screen, "both are shown")
                await both.press(way_out)
        await both.press("space")
        await both.room.shows("Not delivered", "phone")


async def test_at_80_by_24_one_pane_at_a_time_and_every_difference_in_the_headings() -> None:
    async with side_by_side(size=(80, 24)) as both:
        one, two = both.under(ONE), both.under(TWO)
        await both.press("space")

        def in_sight() -> list[tuple[Behavior, str]]:
            return [
                (column.widget.behavior, name)
                for column in both.columns
                for name, kind in (("messenger", Transcript), ("phone", Phone))
                if column.widget.query_one(kind).region.area
            ]

        seen = [in_sight()]
        for key in ("v", "ctrl+pagedown", "v"):
            await both.press(key)
            seen.append(in_sight())
        assert seen == [
            [(ONE, "messenger")],
            [(ONE, "phone")],
            [(TWO, "messenger")],
            [(TWO, "phone")],
        ]
        assert PROVIDERS in two.phone
        await both.press("t")
        assert in_sight() == [(ONE, "phone")]
        assert PROVIDERS not in one.phone
        await both.click(two.widget.query_one(TypeHeading))
        assert in_sight() == [(TWO, "phone")]
        for column in both.columns:
            heading = column.widget.query_one(TypeHeading)
            assert heading.region.height == 1
            assert drawn(heading)[0].rstrip() == str(heading.content).rstrip(), "nothing is cut"
