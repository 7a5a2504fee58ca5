"""QuickSend: all at once, asked about first, with progress, pause and stop."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, ProgressBar, Static

from core.errors import TextbankError
from core.refusals import stopped_words
from core.safe_text import for_display
from tui.held_keys import SETTLE
from tui.screens.scripted_sources import ScriptedSource, Tally

if TYPE_CHECKING:
    from core.quick_send import QuickSend, QuickSendProgress
    from core.refusals import Outcomes
    from tui.app import TextbankApp


class QuickSendScreen(ModalScreen[None]):
    """Asks once, then shows how far the sending is until it ends."""

    AUTO_FOCUS = ""

    DEFAULT_CSS = """
    QuickSendScreen { align: center middle; }
    QuickSendScreen #quick {
        width: 72; max-width: 95%; height: auto; max-height: 95%;
        border: round $button-live-background; padding: 1 2;
        background: $centre-background; color: $centre-text;
    }
    QuickSendScreen Static { width: 100%; height: auto; margin-bottom: 1; }
    QuickSendScreen #quick-question { text-style: bold; }
    QuickSendScreen ProgressBar { width: 100%; margin-bottom: 1; display: none; }
    QuickSendScreen ProgressBar Bar { width: 1fr; }
    QuickSendScreen ProgressBar Bar > .bar--bar { color: $button-live-background; }
    QuickSendScreen ProgressBar Bar > .bar--complete { color: $request-text; }
    QuickSendScreen.-begun ProgressBar { display: block; }
    QuickSendScreen #quick-choices { height: 1; width: 100%; align-horizontal: right; }
    QuickSendScreen Button { margin-left: 1; min-width: 10; height: 1; border: none; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,enter", "go", "Send all, or close", id="quick.go"),
        Binding("p,f5", "pause", "Pause or go on", id="quick.pause"),
        Binding("s,escape", "stop", "Stop, or leave", id="quick.stop"),
    ]

    def __init__(self, source: ScriptedSource, tally: Tally) -> None:
        super().__init__()
        self._source = source
        self._tally = tally
        self._run: QuickSend | None = None
        self._ended = False
        self._outcomes: Outcomes | None = None
        self._opened = 0.0
        self._began = 0.0

    def compose(self) -> ComposeResult:
        """Build the question, and the progress that takes its place."""
        tally = self._tally
        texts = "text" if tally.to_send == 1 else "texts"
        with Vertical(id="quick"):
            yield Static(
                Content(f"Send {tally.to_send:,} {texts} now, one after the other?"),
                id="quick-question",
                markup=False,
            )
            yield ProgressBar(id="quick-progress", show_eta=False, show_percentage=False)
            yield Static(
                Content(
                    "A field with nothing to say sets that text aside. Contacts who opted out "
                    "are skipped. You can pause and stop at any time."
                ),
                id="quick-words",
                markup=False,
            )
            with Horizontal(id="quick-choices"):
                yield Button("Cancel (Esc)", id="stop", compact=True)
                yield Button("Pause (p)", id="pause", compact=True)
                yield Button("Send all (Enter)", id="go", compact=True)

    def on_mount(self) -> None:
        """Start the quarter of a second in which nothing is taken."""
        self._opened = monotonic()
        self.query_one("#pause", Button).display = False
        for button in self.query(Button):
            button.can_focus = False

    def action_go(self) -> None:
        """Begin; when it has ended, close."""
        if self._ended:
            self.dismiss(None)
        elif self._run is None:
            keys = cast("TextbankApp", self.app).held_keys
            if keys.began_after(self._opened + SETTLE, monotonic()):
                self._begin()
            else:
                panel = self.query_one("#quick")
                panel.border_subtitle = "let the key go for a moment, then press it"

    def action_pause(self) -> None:
        """Queue nothing more, or go on."""
        if self._run is None or self._ended:
            return
        if self._paused:
            self._run.resume()
        else:
            self._run.pause()
        self._show(self._run.progress)

    @property
    def _paused(self) -> bool:
        return self._run is not None and self._run.progress.state == "paused"

    def action_stop(self) -> None:
        """Stop; before it began, or after it ended, leave."""
        if self._run is None or self._ended:
            self.dismiss(None)
        else:
            self._run.stop()

    def _begin(self) -> None:
        self.add_class("-begun")
        self._began = monotonic()
        self._run = self._source.quick_send(self._show)
        self.query_one("#pause", Button).display = True
        self.query_one("#go", Button).display = False
        self.query_one("#stop", Button).label = Content("Stop (s)")
        self._carry_out(self._run)

    @work(group="quick-send")
    async def _carry_out(self, run: QuickSend) -> None:
        try:
            self._end(await run.run(), await run.outcomes())
        except TextbankError as error:
            self._ended = True
            self.query_one("#quick-words", Static).update(Content(for_display(str(error))))
            self._offer_to_close()

    def _show(self, progress: QuickSendProgress) -> None:
        """Show how far it is."""
        done = min(progress.total, progress.queued + progress.unfilled + progress.asking)
        self.query_one(ProgressBar).update(total=max(1, progress.total), progress=done)
        question = "Paused." if progress.state == "paused" else "Sending…"
        self.query_one("#quick-question", Static).update(Content(question))
        self.query_one("#pause", Button).label = Content(
            "Go on (p)" if progress.state == "paused" else "Pause (p)"
        )
        seconds = max(monotonic() - self._began, 0.001)
        refused = 0 if self._outcomes is None else self._outcomes.refused
        words = [f"{progress.queued - refused:,} of {progress.total:,} sent"]
        if self._outcomes is not None and refused:
            words.append(f"{refused:,} refused: {for_display(self._outcomes.refusals[0])}")
        if progress.waiting and not self._ended:
            words.append(f"{progress.waiting:,} of them still on their way")
        if progress.texts_per_second:
            words.append(f"at most {progress.texts_per_second:,} a second")
        elif progress.queued and not self._ended:
            words.append(f"{progress.queued / seconds:,.0f} a second")
        self.query_one("#quick-words", Static).update(
            Content(" · ".join([*words, *_passed_over(progress)]))
        )

    def _end(self, progress: QuickSendProgress, outcomes: Outcomes | None = None) -> None:
        self._ended = True
        self._outcomes = outcomes
        self._show(progress)
        stopped = progress.state == "stopped"
        left = progress.left
        words = "Stopped." if stopped else "Done."
        if progress.refusal:
            words = for_display(stopped_words(progress.refusal))
        elif stopped and left:
            words += f" {left:,} are not sent; run it again to go on."
        elif left:
            words += f" The other {left:,} were sent elsewhere, or skipped."
            self.query_one(ProgressBar).update(progress=max(1, progress.total))
        self.query_one("#quick-question", Static).update(Content(words))
        self._offer_to_close()

    def _offer_to_close(self) -> None:
        for name in ("#pause", "#stop"):
            self.query_one(name, Button).display = False
        close = self.query_one("#go", Button)
        close.label = Content("Close (Enter)")
        close.display = True

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        match event.button.id:
            case "go":
                self.action_go()
            case "pause":
                self.action_pause()
            case _:
                self.action_stop()


def _passed_over(progress: QuickSendProgress) -> list[str]:
    words = []
    if progress.unfilled:
        words.append(f"{progress.unfilled:,} set aside: a field has nothing to say")
    if progress.asking:
        words.append(f"{progress.asking:,} set aside: the contact asks to opt out elsewhere")
    if progress.opted_out:
        words.append(f"{progress.opted_out:,} skipped: opted out")
    return words
