"""The foot of a screen with its keys, made anew only when it comes to say something else."""

from __future__ import annotations

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Footer
from textual.widgets._footer import FooterKey


class KeyFooter(Footer):
    """Textual's footer, which otherwise mounts every key again whenever the focus moves.

    A key that it has no room for is left out whole; `?` shows them all.
    """

    DEFAULT_CSS = ""

    _said: tuple[tuple[object, ...], ...] = ()

    def compose(self) -> ComposeResult:
        """Build the keys of what has the focus, as many as there is room for."""
        self._said = self._to_say()
        parts = list(super().compose())
        room = self.app.size.width - sum(map(self._width, filter(_is_palette, parts)))
        for part in parts:
            # It would be given this look later, by way of another one.
            if isinstance(part, FooterKey) and not _is_palette(part):
                part.set_reactive(FooterKey.compact, self.compact)
                room -= self._width(part)
                # What is left free behind the last one is not needed.
                if room < -1:
                    continue
            yield part

    async def recompose(self) -> None:
        """Build the keys again, unless they are those that stand there."""
        if self.is_attached and self._said != self._to_say():
            await super().recompose()

    def on_resize(self) -> None:
        """More keys may have room now, or fewer."""
        self.call_next(self.recompose)

    def _width(self, part: Widget) -> int:
        """Cells that a key takes, with what is left free around it."""
        if not isinstance(part, FooterKey):
            return 0
        words = cell_len(part.key_display) + cell_len(part.description)
        # A blank between the two and one behind them; the palette has a line before it.
        return words + (2 if self.compact else 3)

    def _to_say(self) -> tuple[tuple[object, ...], ...]:
        """All that decides how the keys look, and what a click on one does."""
        if not self._bindings_ready:
            return ()
        palette = self.app.COMMAND_PALETTE_BINDING
        keys = tuple(
            (binding, self.app.get_key_display(binding), enabled, tooltip)
            for key, (_, binding, enabled, tooltip) in self.screen.active_bindings.items()
            if binding.show or key == palette
        )
        return ((self.app.size.width, self.compact), *keys)


def _is_palette(part: Widget) -> bool:
    return part.has_class("-command-palette")
