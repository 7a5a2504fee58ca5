"""Lines that are drawn once: what comes again is the same, what changed is not."""

from __future__ import annotations

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.strip import Strip

from tui.widgets.line_view import KEPT_LINES, LineView


class Numbers(LineView):
    """Lines that say how often they were asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.words = ["one", "two", "", "one"]
        self.asked: list[int] = []

    def render_line(self, y: int) -> Strip:
        self.asked.append(y)
        if y >= len(self.words):
            return self.blank_line()
        return self.drawn_line([Segment(self.words[y], self.style_of())])


class OneView(App[None]):
    CSS = "Numbers { height: 6; background: $primary; }"

    def compose(self) -> ComposeResult:
        yield Numbers()

    @property
    def view(self) -> Numbers:
        return self.query_one(Numbers)

    def lines(self) -> list[Strip]:
        return self.view.render_lines(Region(0, 0, self.view.region.width, 6))


async def test_only_lines_that_changed_are_drawn() -> None:
    app = OneView()
    async with app.run_test(size=(20, 6)) as pilot:
        await pilot.pause()
        before = app.lines()
        app.view.asked.clear()
        app.view.words[1] = "changed"
        app.view.refresh(Region(0, 1, 20, 1))
        after = app.lines()
        assert app.view.asked == [1]
        assert [line.text.strip() for line in after] == ["one", "changed", "", "one", "", ""]
        assert [a is b for a, b in zip(before, after, strict=True)].count(False) == 1


async def test_a_line_fills_the_view_whatever_its_width() -> None:
    app = OneView()
    async with app.run_test(size=(20, 6)) as pilot:
        for width in (20, 31):
            await pilot.resize_terminal(width, 6)
            await pilot.pause()
            assert {line.cell_length for line in app.lines()} == {width}
            # The last cell is a scrollbar's, where there is one.
            assert app.view.line_width == width - 1
        part = app.view.render_lines(Region(1, 0, 4, 2))
        assert [line.text for line in part] == ["ne  ", "wo  "]


async def test_another_look_draws_all_anew() -> None:
    app = OneView()
    async with app.run_test(size=(20, 6)) as pilot:
        await pilot.pause()
        before = app.lines()
        app.theme = "gruvbox"
        await pilot.pause()
        after = app.lines()
        colors = {segment.style.bgcolor for line in after for segment in line if segment.style}
        assert len(colors) == 1
        old = {segment.style.bgcolor for line in before for segment in line if segment.style}
        assert not colors & old


async def test_what_is_kept_does_not_grow_without_end() -> None:
    app = OneView()
    async with app.run_test(size=(20, 6)) as pilot:
        await pilot.pause()
        for number in range(KEPT_LINES * 2):
            app.view.words[0] = str(number)
            app.view.render_line(0)
        assert len(app.view._lines_kept) <= KEPT_LINES
