"""What the list, the transcript and the side panel share: drawing lines, and no more of them."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

KEPT_LINES = 512
"""Drawn lines that are kept, at the most: a line that comes again is sent as it was."""


class LineView(ScrollView):
    """A scrolling widget of lines that are drawn where they are looked at."""

    ALLOW_SELECT = False

    DEFAULT_CSS = """
    LineView {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
    }
    """

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._styles_kept: dict[str, Style] = {}
        self._lines_kept: dict[tuple[Segment, ...], Strip] = {}
        self._kept_widths = (0, 0)
        self._drawing_width: int | None = None
        """Cells of a line while lines are drawn: it does not change between two of them."""

    @property
    def line_width(self) -> int:
        """Cells of a line, the scrollbar's not among them."""
        if self._drawing_width is not None:
            return self._drawing_width
        return self.scrollable_content_region.width

    def set_line_count(self, count: int) -> None:
        """Make room for so many lines.

        The view itself stays as large as it is, so the screen need not be laid out again,
        which is what assigning `virtual_size` would do.
        """
        size = Size(self.line_width, count)
        if size != self.virtual_size:
            self.set_reactive(Widget.virtual_size, size)
            self._scroll_update(size)

    def scroll_to_line(self, line: int) -> None:
        """Bring a line to the top, at once."""
        self.scroll_to(y=max(0, line), animate=False, force=True, immediate=True)

    def style_of(self, name: str = "") -> Style:
        """The style of a component class, or of the widget itself."""
        if name not in self._styles_kept:
            self._styles_kept[name] = (
                self.get_component_rich_style(name) if name else self.rich_style
            )
        return self._styles_kept[name]

    def notify_style_update(self) -> None:
        """Forget the styles of the theme before."""
        self._styles_kept.clear()
        self._lines_kept.clear()
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines that changed; the others are as they were.

        Textual would make each line anew to put a frame around it; there is none around these.
        """
        if self.styles.gutter or self.opacity != 1.0:
            return super().render_lines(crop)
        kept, width = self._styles_cache, self.region.width
        if kept._width != width:
            kept.clear()
            kept._width = width
        lines, changed = kept._cache, kept._dirty_lines
        self._drawing_width = self.line_width
        try:
            for y in crop.line_range:
                if y in changed or y not in lines:
                    lines[y] = self.render_line(y)
        finally:
            self._drawing_width = None
        changed.difference_update(crop.line_range)
        strips = [lines[y] for y in crop.line_range]
        _, background = self.background_colors
        for each in self.get_line_filters():
            strips = [strip.apply_filter(each, background) for strip in strips]
        if crop.column_span != (0, width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def blank_line(self) -> Strip:
        """A line with nothing on it."""
        return self.drawn_line([])

    def drawn_line(self, segments: list[Segment], *, joined: bool = False) -> Strip:
        """A line of these segments, cut or filled to the width of the view.

        The same segments are the same line, and all that Textual keeps with it.

        Args:
            segments: What stands on it.
            joined: Whether neighbours of one style become one: less to send.
        """
        width, all_width = self.line_width, self.region.width
        if (width, all_width) != self._kept_widths or len(self._lines_kept) >= KEPT_LINES:
            self._lines_kept.clear()
            self._kept_widths = width, all_width
        key = tuple(segments)
        if (line := self._lines_kept.get(key)) is None:
            style = self.style_of()
            cells = sum(cell_len(segment.text) for segment in segments)
            line = Strip(segments, cells).adjust_cell_length(width, style)
            if joined:
                line = line.simplify()
            # The room of a scrollbar that is not there is the view's, too.
            line = line.extend_cell_length(all_width, Style(bgcolor=style.bgcolor))
            self._lines_kept[key] = line
        return line
