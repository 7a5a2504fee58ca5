"""The steps of the first run: a choice, two forms and a look at the contact list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Button, Input, OptionList, RadioButton, RadioSet, Static
from textual.widgets.option_list import Option

from core.domain import Behavior
from core.first_run import FIRST_MESSAGE
from core.merge_fields import DEFAULT_OPT_OUT_MESSAGE
from core.safe_text import for_copying, for_display

SET_UP, DEMO, QUIT = "set-up", "demo", "quit"

LIST_ENDINGS = (".csv", ".tsv", ".txt")


class Field(Input):
    """A line to write in; what is pasted into it holds letters only."""

    def __init__(self, value: str = "", *, id: str, **given: object) -> None:  # noqa: A002
        super().__init__(value, id=id, **given)  # type: ignore[arg-type]

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        line = next(iter(for_copying(event.text).splitlines()), "")
        self.insert_text_at_cursor(line)


class Types(RadioSet):
    """The two ways of a provider: the mark of the chosen one is a shape, not a color alone."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Choose and go on", show=False, id="begin.choose"),
    ]

    def action_choose(self) -> None:
        """Take the one under the cursor, and go on to the next field."""
        self.action_toggle_button()
        self.screen.focus_next()

    def on_mount(self) -> None:
        """Show which is chosen."""
        self.mark()

    @on(RadioSet.Changed)
    def mark(self) -> None:
        """Put the mark on the chosen one alone."""
        for button in self.query(RadioButton):
            button.BUTTON_INNER = "●" if button.value else " "
            button.refresh()


class ListSuggester(Suggester):
    """Completes the path of a contact list, a folder or a file at a time."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """The value, gone on with to the first name that fits."""
        import asyncio

        return await asyncio.to_thread(completed, value)


def completed(value: str) -> str | None:
    """What somebody began to write, gone on with to the first folder or list of that name."""
    import os

    folder, slash, begun = value.rpartition("/")
    if not begun:
        return None
    place = os.path.expanduser((folder + slash).lstrip("'\"") or ".")
    try:
        with os.scandir(place) as entries:
            names = sorted(
                entry.name + ("/" if entry.is_dir() else "")
                for entry in entries
                if entry.name.startswith(begun)
                and (entry.is_dir() or entry.name.lower().endswith(LIST_ENDINGS))
            )
    except (OSError, ValueError):
        return None
    found = next((name for name in names if for_display(name) == name), None)
    return None if found is None else f"{folder}{slash}{found}"


class Step(VerticalScroll, can_focus=False):
    """One step: a title, what it asks for, and the way on and back."""

    TITLE_WORDS: ClassVar[str]
    GO_ON: ClassVar[str] = "Go on"

    def compose(self) -> ComposeResult:
        """Build it."""
        yield Static(self.TITLE_WORDS, classes="first-title", markup=False)
        yield from self.parts()
        yield Static("", classes="first-problem", markup=False)
        with Horizontal(classes="first-buttons"):
            yield Button("Back (Esc)", classes="first-back", compact=True)
            yield Button(Content(self.GO_ON), classes="first-on", compact=True)

    def parts(self) -> Iterator[Widget]:
        """What it asks for."""
        raise NotImplementedError

    def begin(self) -> None:
        """Put the cursor where it begins."""
        next(iter(self.query(Field))).focus()

    def problem(self, words: str) -> None:
        """Say what is wrong, in place; nothing that was written is lost."""
        line = self.query_one(".first-problem", Static)
        line.update(Content(for_display(words, multiline=True)))
        line.set_class(bool(words), "-shown")
        if words:
            self.call_after_refresh(line.scroll_visible, animate=False)

    def value(self, name: str) -> str:
        """What is written in a field."""
        return self.query_one(f"#{name}", Field).value


def _label(words: str) -> Static:
    return Static(words, classes="first-label", markup=False)


class Welcome(Step):
    """What to do with no database."""

    TITLE_WORDS = "Welcome to textbank"

    def __init__(self, place: str, *, demo: bool) -> None:
        super().__init__(id="welcome")
        self._place = place
        self._demo = demo

    def compose(self) -> ComposeResult:
        """Build it: some words, and a choice."""
        yield Static(self.TITLE_WORDS, classes="first-title", markup=False)
        yield Static(
            Content(
                f"There is nothing to work on in {for_display(self._place)} yet.\n"
                "Did somebody give you another database? Quit, and name it: "
                "textbank --database FILE"
            ),
            classes="first-words",
            markup=False,
        )
        yield OptionList(*self._choices(), id="first-choices", markup=False, compact=True)
        yield Static(
            "So far, texts are carried by a simulated network: no real phone is texted.",
            classes="first-words",
            markup=False,
        )

    def on_mount(self) -> None:
        """It is the first step."""
        self.begin()

    def _choices(self) -> Iterator[Option]:
        yield _choice(
            SET_UP, "Set up my organization", "Its name, a campaign, and a list of contacts."
        )
        if self._demo:
            yield _choice(
                DEMO,
                "Look around in the demo",
                "Two made-up campaigns, with phones that keep replying. Nothing is kept.",
            )
        yield _choice(QUIT, "Quit", "Everything is also a command: textbank --help")

    def begin(self) -> None:
        """Stand on the first choice."""
        choices = self.query_one(OptionList)
        choices.highlighted = choices.highlighted or 0
        choices.focus()


def _choice(name: str, title: str, words: str) -> Option:
    return Option(Content.assemble((title, "bold"), f"\n{words}\n"), id=name)


class OrganizationStep(Step):
    """Who texts, and what contacts are told when they opt out."""

    TITLE_WORDS = "1 of 3 · Your organization"

    def __init__(self, organization: str, texter: str) -> None:
        super().__init__(id="organization")
        self._organization = organization
        self._texter = texter

    def parts(self) -> Iterator[Widget]:
        """Build the form."""
        yield _label("Its name, as contacts read it")
        yield Field(self._organization, id="organization-name", placeholder="e.g. Riverside Votes")
        yield _label("Your own name, beside everything you do")
        yield Field(self._texter, id="texter")
        yield _label("What contacts read when you opt them out")
        yield Field(DEFAULT_OPT_OUT_MESSAGE, id="opt-out-message")
        yield _label("Texts leave between these hours of the contact's own day")
        yield Horizontal(
            Field("8:00", id="hours-start"),
            Static("and", classes="first-and", markup=False),
            Field("21:00", id="hours-end"),
            id="hours",
        )


class CampaignStep(Step):
    """The first campaign: its line, its first message and its contacts."""

    TITLE_WORDS = "2 of 3 · Your first campaign"
    GO_ON = "Look at the list"

    def __init__(self) -> None:
        super().__init__(id="campaign")

    def parts(self) -> Iterator[Widget]:
        """Build the form."""
        yield _label("Its name")
        yield Field("", id="campaign-name", placeholder="e.g. Spring turnout")
        yield _label("How its SMS provider treats STOP")
        yield Types(
            RadioButton(
                Content("Type 1 (most U.S.): nothing is blocked until you press Opt Out"),
                value=True,
                compact=True,
            ),
            RadioButton(
                Content("Type 2 (U.K., Canada): it answers STOP itself and blocks the line"),
                compact=True,
            ),
            id="behavior",
            compact=True,
        )
        yield _label("How first messages begin; {firstName} is the contact's")
        yield Field(FIRST_MESSAGE, id="first-message")
        yield _label("Country of numbers without a country code")
        yield Field("US", id="country", max_length=2)
        yield _label("The list: a CSV file with a “phone” column (→ completes; or drag it in)")
        yield Field("", id="list", placeholder="e.g. ~/contacts.csv", suggester=ListSuggester())

    @property
    def behavior(self) -> Behavior:
        """The type that is chosen."""
        return (Behavior.TYPE_1, Behavior.TYPE_2)[max(0, self.query_one(Types).pressed_index)]


class ImportStep(Step):
    """What is in the list, and the import."""

    TITLE_WORDS = "3 of 3 · Your contacts"
    GO_ON = "Import and begin"

    def __init__(self) -> None:
        super().__init__(id="import")

    def parts(self) -> Iterator[Widget]:
        """Build it."""
        yield Static("", id="found", markup=False)
        yield Static("", id="progress", markup=False)

    def begin(self) -> None:
        """Stand on the button that imports."""
        self.query_one(".first-on", Button).focus()

    def show(self, words: Content) -> None:
        """Say what an import would find."""
        self.query_one("#found", Static).update(words)
        self.progress("")

    def progress(self, words: str) -> None:
        """Say how far it is."""
        self.query_one("#progress", Static).update(words)
