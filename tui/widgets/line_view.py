"""What the list, the transcript and the side panel share: drawing lines, and no more of them."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget


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

    @property
    def line_width(self) -> int:
        """Cells of a line, the scrollbar's not among them."""
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
        super().notify_style_update()

    def blank_line(self) -> Strip:
        """A line with nothing on it."""
        return Strip.blank(self.line_width, self.style_of())

    def drawn_line(self, segments: list[Segment]) -> Strip:
        """A line of these segments, cut or filled to the width of the view."""
        cells = sum(cell_len(segment.text) for segment in segments)
        return Strip(segments, cells).adjust_cell_length(self.line_width, self.style_of())
