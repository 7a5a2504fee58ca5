"""How one scripted text is shown: to whom, when it leaves, what stops it, how many are left."""

from __future__ import annotations

from time import monotonic

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, ProgressBar, Static

from core.desk import Desk
from core.holding import hours_view
from core.safe_text import for_copying, for_display
from tui.screens.scripted_queue import ScriptedQueue
from tui.screens.scripted_sources import Scripted, ScriptedSource, Tally
from tui.screens.telling import TellingScreen, told
from tui.widgets.cell_text import clip
from tui.widgets.composer import Composer, ReplyInput
from tui.widgets.key_footer import KeyFooter
from tui.widgets.labels import name_words, number_words
from tui.widgets.notice import NAME
from tui.widgets.when import time_words

NONE_LEFT = "esc goes to the conversations."
CHANGED = "The script was changed: read it again."
KEPT = "These words were written before and not sent: read them."


class ScriptedScreen(TellingScreen):
    """Draws the text whose turn it is, and where the sending stands."""

    AUTO_FOCUS = ""

    DEFAULT_CSS = """
    ScriptedScreen { background: $centre-background; color: $centre-text; }
    ScriptedScreen #scripted { width: 100%; height: 1fr; align-horizontal: center; }
    ScriptedScreen #scripted-title {
        width: 100%; height: 1; padding: 0 1; text-style: bold;
        background: $list-background; color: $list-text;
    }
    ScriptedScreen #scripted-body {
        width: 100%; max-width: 90; height: 1fr; padding: 1 2 0 2;
    }
    ScriptedScreen #scripted-progress { width: 100%; height: 1; }
    ScriptedScreen ProgressBar Bar { width: 1fr; }
    ScriptedScreen ProgressBar Bar > .bar--bar { color: $button-live-background; }
    ScriptedScreen ProgressBar Bar > .bar--complete { color: $request-text; }
    ScriptedScreen Static { width: 100%; height: auto; }
    ScriptedScreen #scripted-remarks { color: $centre-muted; margin-bottom: 1; }
    ScriptedScreen #scripted-to { text-style: bold; }
    ScriptedScreen #scripted-problem { color: $problem-text; text-style: bold; }
    ScriptedScreen #scripted-hint { color: $centre-muted; margin-top: 1; }
    ScriptedScreen Composer { margin-top: 1; border: round $line; width: 100%; }
    ScriptedScreen Composer:focus-within { border: round $button-live-background; }
    ScriptedScreen Composer ReplyInput { max-height: 10; }
    ScriptedScreen #scripted-buttons { height: 1; margin-top: 1; }
    ScriptedScreen Button { min-width: 1; margin: 0 1 0 0; }
    """

    def __init__(self, desk: Desk, source: ScriptedSource, campaign: str) -> None:
        super().__init__()
        self._desk = desk
        self._source = source
        self._campaign = campaign
        self._queue = ScriptedQueue(source)
        self._tally: Tally | None = None
        self._round = 0
        """How many were set aside when they began to be looked at."""
        self._words: dict[int, str] = {}
        """What the texter made of a conversation's text; empty where that is the text itself."""
        self._changed_since: set[int] = set()
        """Conversations whose text was read, and then was another."""
        self._shown_at = float("-inf")
        """When another text was shown last, in seconds of the monotonic clock."""
        self._unasked_at = float("-inf")
        """When one was shown last that no key had asked for."""
        self._stopped = ""
        """Why nothing more is sent from here, once the provider has refused the last few."""

    def compose(self) -> ComposeResult:
        """Build the screen, empty."""
        title = f"{for_display(self._campaign)} · {for_display(self._source.heading)}"
        yield Static(title, id="scripted-title", markup=False)
        with Horizontal(id="scripted"), Vertical(id="scripted-body"):
            yield ProgressBar(id="scripted-progress", show_eta=False, show_percentage=False)
            yield Static("", id="scripted-remarks", markup=False)
            yield Static("", id="scripted-to", markup=False)
            yield Static("", id="scripted-when", markup=False)
            yield Static("", id="scripted-problem", markup=False)
            yield Composer(id="composer")
            with Horizontal(id="scripted-buttons"):
                yield Button("Send (enter)", id="send", compact=True)
                yield Button("Edit (e)", id="edit", compact=True)
                yield Button("Skip (s)", id="skip", compact=True)
                yield Button("Send all (Q)", id="send-all", compact=True)
            yield Static("", id="scripted-hint", markup=False)
        yield KeyFooter()

    @property
    def _current(self) -> Scripted | None:
        return self._queue.current

    @property
    def _input(self) -> ReplyInput:
        return self.query_one(ReplyInput)

    def _words_for(self, item: Scripted) -> str:
        """What is shown of a text: the texter's own words, where they wrote any."""
        return self._words.get(item.conversation_id, item.draft) or item.text

    def _own_words(self) -> str | None:
        """What the texter made of the text that is shown, if they changed it."""
        item, text = self._current, self.query_one(Composer).text
        return None if item is None or text == for_copying(item.text) else text

    @property
    def _edited(self) -> bool:
        """Whether the texter is at the words that are shown, or has changed them."""
        return self._current is not None and (
            self.focused is self._input or self._own_words() is not None
        )

    def _show(self, *, unasked: bool = False) -> None:
        """Show the text whose turn it is.

        Args:
            unasked: No key asked for it: keys that were meant for another one do not count.
        """
        item, composer = self._current, self.query_one(Composer)
        if item is None:
            to, problem = Content(""), ""
            composer.bind(None, "", "", enabled=False)
        else:
            to, problem = _to_words(item), self._problem_of(item)
            if composer.conversation_id != item.conversation_id or unasked:
                self._shown_at = monotonic()
                self._unasked_at = self._shown_at if unasked else self._unasked_at
            words = self._words_for(item)
            composer.bind(item.conversation_id, item.name, words, number=item.number)
        composer.display = item is not None
        self.query_one("#scripted-to", Static).update(to)
        self.query_one("#scripted-when", Static).update("")
        if item is not None:
            self._show_hours(item.conversation_id)
        self._say_problem(problem)
        for button in ("#send", "#edit", "#skip"):
            self.query_one(button, Button).disabled = item is None
        self._show_tally()

    def _problem_of(self, item: Scripted) -> str:
        """Why a text does not leave as it stands, or should be read with care."""
        if self._stopped:
            return self._stopped
        if self._words_for(item) != item.text:
            return KEPT if item.draft and item.conversation_id not in self._words else ""
        if item.unfilled:
            fields = ", ".join(for_display(field) for field in item.unfilled)
            return f"{fields} has nothing to say for this contact: e edits, s skips."
        if not item.text.strip():
            return "The campaign has no script: e writes the text."
        return CHANGED if item.conversation_id in self._changed_since else ""

    @work(group="hours", exclusive=True)
    @told
    async def _show_hours(self, conversation_id: int) -> None:
        """Say what time it is for the contact, and when the text will leave."""
        hours = await hours_view(self._desk, conversation_id)
        words = hours.words
        if not words and hours.local_time is not None:
            words = f"It is {time_words(hours.local_time, hours.local_time.tzinfo)} for them."
        self.query_one("#scripted-when", Static).update(Content(words))

    def _say_problem(self, words: str) -> None:
        self.query_one("#scripted-problem", Static).update(Content(words))

    def _show_hint(self) -> None:
        """Say what the keys do here, or that all are sent."""
        item, hint = self._current, ""
        if item is not None:
            words = self._words_for(item)
            if words.strip() and (words != item.text or not item.unfilled):
                hint = "enter or space sends it and shows the next."
        elif self._all_sent:
            hint = f"{self._source.finished} {NONE_LEFT}"
        self.query_one("#scripted-hint", Static).update(Content(hint))

    @property
    def _all_sent(self) -> bool:
        """Whether nothing is left to be shown."""
        nothing_left = self._tally is not None and not self._tally.to_send
        return self._current is None and not self._queue.more and nothing_left

    def _show_tally(self) -> None:
        self._show_hint()
        tally = self._tally
        if tally is None:
            return
        total = tally.sent + tally.to_send
        self.query_one(ProgressBar).update(total=max(1, total), progress=tally.sent)
        words = [f"{tally.sent:,} of {total:,} sent", *tally.remarks]
        if self._queue.reviewing and self._current is not None:
            place = self._queue.dealt_with + 1
            words.insert(0, f"Set aside · {place:,} of {max(place, self._round):,}")
        if tally.requests:
            asks = "contact asks" if tally.requests == 1 else "contacts ask"
            there = ": esc goes there" if tally.to_send else ""
            words.append(f"{tally.requests:,} {asks} to opt out{there}")
        if self._current is None and tally.set_aside:
            words.append("v looks again at those set aside")
        self.query_one("#scripted-remarks", Static).update(Content(for_display(" · ".join(words))))
        send_all = self.query_one("#send-all", Button)
        if send_all.display != tally.quick_send:
            send_all.display = tally.quick_send
        send_all.disabled = not tally.to_send
        self.refresh_bindings()


def _to_words(item: Scripted) -> Content:
    number = number_words(item.number)
    name = clip(name_words(item.name, item.number), NAME)
    return Content(f"To {name}" if name == number else f"To {name} · {number}")
