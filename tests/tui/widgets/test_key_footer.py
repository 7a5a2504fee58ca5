"""The foot of a screen: the keys of what has the focus, and no work where they stay the same."""

from __future__ import annotations

from typing import ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Button, Footer, Input
from textual.widgets._footer import FooterKey

from tests.tui.driving import until
from tui.widgets.key_footer import KeyFooter


class Lever(Button):
    BINDINGS: ClassVar[list[BindingType]] = [("p", "pull", "Pull"), ("j", "jam", "Jam")]
    jammed = False

    def action_pull(self) -> None:
        self.jammed = True
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return None if action == "jam" and self.jammed else True


class Workshop(App[None]):
    """Two levers that take the same keys, and a line to write in."""

    def __init__(self, foot: type[Footer]) -> None:
        super().__init__()
        self.foot = foot

    def compose(self) -> ComposeResult:
        yield Lever("one", id="one")
        yield Lever("two", id="two")
        yield Input()
        yield self.foot()

    def shown(self) -> list[FooterKey]:
        return list(self.query(FooterKey))

    def words(self) -> list[tuple[str, bool]]:
        return [(key.description, key._disabled) for key in self.shown()]

    def drawn(self) -> str:
        """The last line, letters and colors."""
        return str(self.screen._compositor.render_strips()[-1]._segments)


PALETTE = ("palette", False)


async def test_it_says_what_the_focus_takes_and_what_is_off() -> None:
    app = Workshop(KeyFooter)
    async with app.run_test(notifications=True) as pilot:
        pulls = [("Pull", False), ("Jam", False), PALETTE]
        await until(lambda: app.words() == pulls, "it says the keys of the lever")
        await pilot.press("p")
        await until(lambda: ("Jam", True) in app.words(), "it says that one is off")
        app.query_one(Input).focus()
        await until(lambda: app.words() == [PALETTE], "it says nothing of levers")
        app.query_one("#two").focus()
        await until(lambda: app.words() == pulls, "it says the keys of the other lever")


async def test_keys_that_stay_are_not_made_again() -> None:
    app = Workshop(KeyFooter)
    async with app.run_test(notifications=True) as pilot:
        await until(lambda: len(app.shown()) == 3, "the keys are there")
        before = app.shown()
        app.query_one("#two").focus()
        await pilot.pause()
        assert app.focused is app.query_one("#two")
        assert app.shown() == before


@pytest.mark.parametrize("compact", [False, True])
async def test_it_looks_like_textual_s_own(compact: bool) -> None:
    looks = []
    for foot in (Footer, KeyFooter):
        app = Workshop(foot)
        async with app.run_test(notifications=True) as pilot:
            await until(lambda app=app: len(app.shown()) == 3, "the keys are there")
            app.query_one(Footer).compact = compact
            await pilot.pause()
            looks.append((app.drawn(), [sorted(key.classes) for key in app.shown()]))
    assert looks[0] == looks[1]


async def test_a_key_is_shown_whole_or_not_at_all() -> None:
    app = Workshop(KeyFooter)
    # " p Pull  j Jam" and "▏^p palette " fill 26 cells.
    async with app.run_test(size=(25, 8), notifications=True) as pilot:
        two = [("Pull", False), PALETTE]
        await until(lambda: app.words() == two, "the second key has no room")
        for width, shown in ((26, [two[0], ("Jam", False), PALETTE]), (19, two), (18, [PALETTE])):
            await pilot.resize_terminal(width, 8)
            await until(lambda shown=shown: app.words() == shown, f"{width} cells are filled")
            assert "palette" in app.drawn()
