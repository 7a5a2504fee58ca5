"""The foot of a screen with its keys, made anew only when it comes to say something else."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Footer
from textual.widgets._footer import FooterKey


class KeyFooter(Footer):
    """Textual's footer, which otherwise mounts every key again whenever the focus moves."""

    DEFAULT_CSS = ""

    _said: tuple[tuple[object, ...], ...] = ()

    def compose(self) -> ComposeResult:
        """Build the keys of what has the focus."""
        self._said = self._to_say()
        for part in super().compose():
            # It would be given this look later, by way of another one.
            if isinstance(part, FooterKey) and not part.has_class("-command-palette"):
                part.set_reactive(FooterKey.compact, self.compact)
            yield part

    async def recompose(self) -> None:
        """Build the keys again, unless they are those that stand there."""
        if self.is_attached and self._said != self._to_say():
            await super().recompose()

    def _to_say(self) -> tuple[tuple[object, ...], ...]:
        """All that decides how the keys look, and what a click on one does."""
        if not self._bindings_ready:
            return ()
        palette = self.app.COMMAND_PALETTE_BINDING
        return tuple(
            (binding, self.app.get_key_display(binding), enabled, tooltip)
            for key, (_, binding, enabled, tooltip) in self.screen.active_bindings.items()
            if binding.show or key == palette
        )
