"""The lesson: what happens in a scenario, why, and where in it we are."""

from __future__ import annotations

from dataclasses import dataclass

from rich.segment import Segment
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Button, Input, Static

from core.safe_text import for_display, for_line
from tui.widgets.cell_text import clip
from tui.widgets.line_view import LineView


@dataclass(frozen=True, slots=True)
class LessonView:
    """A moment of a scenario, in words."""

    title: str
    steps: tuple[str, ...]
    """What happens in each step."""
    position: int
    """How many of them have happened."""
    captions: tuple[tuple[str, str], ...]
    """For each type that is shown: its name, and why this happens under it."""
    who: str
    """Whom the trainer would write as."""
    hint: str = ""
    """What waits, e.g. for time to pass."""
    goes_back: bool = False
    """Whether there is something to take back."""


class Lesson(Vertical):
    """A strip with the title, the captions, the steps, and a line to write as the contact."""

    DEFAULT_CSS = """
    Lesson { height: auto; width: 100%; padding: 0 1; }
    Lesson #lesson-head { height: 1; }
    Lesson #lesson-title { width: 1fr; height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    Lesson Button { min-width: 1; margin: 0 0 0 1; }
    Lesson #lesson-body { height: 5; }
    Lesson .lesson--caption { width: 1fr; height: 100%; padding: 0 1 0 0; }
    Lesson #lesson-steps { width: 44; display: none; }
    Lesson #lesson-line { display: none; height: 1; }
    Lesson.-writing #lesson-line { display: block; }
    Lesson #lesson-who { width: auto; height: 1; }
    Lesson #lesson-input { width: 1fr; height: 1; border: none; padding: 0 1; }
    """

    @dataclass
    class ContactWrote(Message):
        """The trainer texts as the contact."""

        body: str

    class WritingLeft(Message):
        """The trainer no longer writes as the contact."""

    class Pressed(Message):
        """A button was pressed."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action
            """The name of the screen's action that it stands for."""

    def __init__(self, *, captions: int = 1, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._count = captions

    def compose(self) -> ComposeResult:
        """Build the head, the captions beside the steps, and the line to write in."""
        with Horizontal(id="lesson-head"):
            yield Static("", id="lesson-title", markup=False)
            yield LessonButton("‹ Back", id="lesson-back", name="lesson_back", compact=True)
            yield LessonButton("Next ›", id="lesson-next", name="lesson_next", compact=True)
            yield LessonButton("Restart", id="lesson-restart", name="lesson_restart", compact=True)
        with Horizontal(id="lesson-body"):
            yield StepList(id="lesson-steps")
            for _ in range(self._count):
                yield Static("", classes="lesson--caption", markup=False)
        with Horizontal(id="lesson-line"):
            yield Static("", id="lesson-who", markup=False)
            yield Input(id="lesson-input", placeholder="enter sends, esc leaves")

    def show(self, view: LessonView) -> None:
        """Show this moment."""
        where = f"Step {view.position} of {len(view.steps)}" if view.position else "The beginning"
        title = Content.assemble(f"{where} · ", (for_line(view.title, 80), "bold"))
        hint = for_display(view.hint) if view.hint else ""
        if hint and self._count > 1:
            title += Content(f" · {hint}")
        self.query_one("#lesson-title", Static).update(title, layout=False)
        for place, (name, words) in zip(
            self.query(".lesson--caption").results(Static), view.captions, strict=True
        ):
            caption = Content.assemble((f"{name}: ", "bold"), for_display(words))
            if hint and self._count == 1:
                caption += Content.assemble("\n", (f"› {hint}", "italic"))
            place.update(caption, layout=False)
        self.query_one("#lesson-back", Button).disabled = not view.goes_back
        self.query_one("#lesson-next", Button).disabled = view.position == len(view.steps)
        self.query_one(StepList).show(view.steps, view.position)
        self.query_one("#lesson-who", Static).update(f"{for_line(view.who, 30)} texts:")

    def begin(self, title: str) -> None:
        """Say which scenario is about to begin, while its stages are being set."""
        self.query_one("#lesson-title", Static).update(
            Content.styled(for_line(title, 80), "bold"), layout=False
        )
        self.query_one(StepList).show((), 0)
        self._say(Content("Setting the stage…"))

    def show_trouble(self, words: str) -> None:
        """Say what did not work in place of the captions, until the next moment is shown."""
        self._say(Content.assemble(("! That did not work. ", "bold"), for_display(words)))

    def _say(self, words: Content) -> None:
        for place in self.query(".lesson--caption").results(Static):
            place.update(words, layout=False)

    def write(self) -> None:
        """Open the line to write as the contact."""
        self.add_class("-writing")
        self.query_one(Input).focus()

    def leave_writing(self) -> None:
        """Fold the line away; what stands in it stays there."""
        self.remove_class("-writing")

    @property
    def is_writing(self) -> bool:
        """Whether the trainer writes as the contact."""
        return self.has_class("-writing")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self.post_message(self.ContactWrote(event.value))
            event.input.clear()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.post_message(self.Pressed(event.button.name or ""))


class LessonButton(Button, can_focus=False):
    """A button that leaves the focus where it is: keys act by it."""


class StepList(LineView, can_focus=False):
    """The steps, a line each; the one that happened last is marked and in sight."""

    COMPONENT_CLASSES = {"lesson--now", "lesson--done", "lesson--ahead"}  # noqa: RUF012
    """
    | Class | What it styles |
    | :- | :- |
    | `lesson--now` | the step that happened last |
    | `lesson--done` | steps before it |
    | `lesson--ahead` | steps to come |
    """

    _steps: tuple[str, ...] = ()
    _position = 0

    def show(self, steps: tuple[str, ...], position: int) -> None:
        """Show these steps, of which so many have happened."""
        self._steps, self._position = steps, position
        self.set_line_count(len(steps))
        self._bring_in_sight()
        self.refresh()

    def on_resize(self) -> None:
        """Keep the step in sight."""
        self.set_line_count(len(self._steps))
        self._bring_in_sight()

    def _bring_in_sight(self) -> None:
        # The next step is in sight, too.
        below = self._position + 1 - self.size.height
        top = min(max(round(self.scroll_y), below), max(0, self._position - 2))
        self.scroll_to_line(max(0, top))

    def render_line(self, y: int) -> Strip:
        """Draw one step."""
        index = y + round(self.scroll_y)
        if index >= len(self._steps):
            return self.blank_line()
        number = index + 1
        if number == self._position:
            mark, style = "▶", "lesson--now"
        elif number < self._position:
            mark, style = "✓", "lesson--done"
        else:
            mark, style = " ", "lesson--ahead"
        words = f"{mark} {number:>2} {for_display(self._steps[index])}"
        return self.drawn_line([Segment(clip(words, self.line_width), self.style_of(style))])
