"""The first run: where there is nothing to work on, a way to begin instead of an error."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Button, ContentSwitcher, Input, OptionList, RadioSet

from core.desk import Desk
from core.domain import Texter
from core.errors import TextbankError
from core.first_run import (
    Beginning,
    ListCheck,
    check_beginning,
    check_campaign,
    check_list,
    hours_meant,
    path_meant,
    set_up,
)
from core.safe_text import for_display
from core.settings import Settings
from tui.screens.first_run_steps import (
    DEMO,
    SET_UP,
    CampaignStep,
    Field,
    ImportStep,
    OrganizationStep,
    Step,
    Welcome,
)

if TYPE_CHECKING:
    from core.importing import ImportProgress
    from tui.app import TextbankApp

ORDER = ("welcome", "organization", "campaign", "import")


class FirstRunScreen(Screen[None]):
    """Guides to the first assignment, or into the demo."""

    AUTO_FOCUS = "#first-choices"

    DEFAULT_CSS = """
    FirstRunScreen { align: center middle; background: $centre-background; color: $centre-text; }
    FirstRunScreen #first {
        width: 78; max-width: 100%; height: auto; max-height: 100%;
        border: round $button-live-background; padding: 0 2;
    }
    FirstRunScreen ContentSwitcher { height: auto; max-height: 100%; }
    FirstRunScreen Step { height: auto; max-height: 100%; }
    FirstRunScreen Static { width: 100%; height: auto; }
    FirstRunScreen .first-title { text-style: bold; margin-bottom: 1; }
    FirstRunScreen .first-words { margin-bottom: 1; }
    FirstRunScreen .first-label { color: $centre-muted; }
    FirstRunScreen .first-problem { display: none; color: $problem-text; text-style: bold; }
    FirstRunScreen .first-problem.-shown { display: block; }
    FirstRunScreen Field, FirstRunScreen Field:focus {
        width: 100%; height: 1; margin-bottom: 1; padding: 0 1;
        border: none; border-left: solid $line;
        background: $top-background; color: $composer-text;
    }
    FirstRunScreen Field:focus { border-left: outer $button-live-background; }
    FirstRunScreen .input--placeholder, FirstRunScreen .input--suggestion {
        color: $centre-muted;
    }
    FirstRunScreen #hours { height: auto; }
    FirstRunScreen #hours Field, FirstRunScreen #country { width: 10; }
    FirstRunScreen .first-and { width: 5; padding: 0 1; }
    FirstRunScreen RadioSet {
        width: 100%; margin-bottom: 1; border: none; padding: 0;
        background: $centre-background;
    }
    FirstRunScreen RadioButton { background: $centre-background; color: $centre-text; }
    FirstRunScreen OptionList {
        height: auto; border: none; background: $centre-background; color: $centre-text;
    }
    FirstRunScreen .first-buttons { height: 1; width: 100%; align-horizontal: right; }
    FirstRunScreen Button {
        margin-left: 2; min-width: 10; height: 1; border: none; text-style: bold underline;
        background: $button-background; color: $button-text;
    }
    FirstRunScreen .first-buttons Button:focus {
        background: $button-live-background; color: $button-live-text; text-style: bold;
    }
    FirstRunScreen .first-buttons Button:nocolor:focus { text-style: bold reverse; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", id="begin.back", tooltip="Go a step back"),
        Binding("j", "move(1)", "Down", show=False, id="begin.down"),
        Binding("k", "move(-1)", "Up", show=False, id="begin.up"),
    ]

    def __init__(self, settings: Settings, *, demo: bool = True) -> None:
        super().__init__()
        self._settings = settings
        self._demo = demo
        """Whether the demo can be opened from here."""
        self._list: ListCheck | None = None
        self._busy = False

    def compose(self) -> ComposeResult:
        """Build every step; one shows at a time, and none forgets what was written in it."""
        with Container(id="first") as panel:
            panel.border_subtitle = "enter goes on · esc goes back · ctrl+q leaves"
            with ContentSwitcher(initial="welcome"):
                yield Welcome(str(self._settings.database), demo=self._demo)
                yield OrganizationStep("", self._settings.texter.name)
                yield CampaignStep()
                yield ImportStep()

    @property
    def _step(self) -> Step:
        return self.query_one(f"#{self.query_one(ContentSwitcher).current}", Step)

    def _go(self, name: str) -> None:
        self.query_one(ContentSwitcher).current = name
        self._step.begin()

    # Moving

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id == SET_UP:
            self._go("organization")
        elif event.option_id == DEMO:
            cast("TextbankApp", self.app).leave_for_demo()
        else:
            self.app.exit()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        """Enter goes to the next field, and from the last one on."""
        event.stop()
        fields = list(self._step.query(Field))
        if event.input is not fields[-1]:
            self.focus_next()
        else:
            self._go_on()

    @on(RadioSet.Changed)
    def _changed(self, event: RadioSet.Changed) -> None:
        event.stop()
        self._step.problem("")

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        if event.button.has_class("first-back"):
            self.action_back()
        else:
            self._go_on()

    def action_back(self) -> None:
        """Go a step back; everything that was written stays."""
        at = ORDER.index(self._step.id or "welcome")
        if at and not self._busy:
            self._step.problem("")
            self._go(ORDER[at - 1])

    def action_move(self, by: int) -> None:
        """Move among the choices, for hands that know vim."""
        choices = self.query_one("#first-choices", OptionList)
        if choices.has_focus:
            choices.action_cursor_down() if by > 0 else choices.action_cursor_up()

    def _go_on(self) -> None:
        if self._busy:
            return
        step = self._step
        step.problem("")
        try:
            if step.id == "organization":
                check_beginning(self._beginning())
                self._go("campaign")
            elif step.id == "campaign":
                self._look(self._beginning(), self.query_one(CampaignStep).value("list"))
            elif self._list is not None:
                self._import(self._beginning(), self._list)
        except TextbankError as error:
            step.problem(str(error))

    def _beginning(self) -> Beginning:
        """What the forms say.

        Raises:
            BadInput: The hours are none.
        """
        first, second = self.query_one(OrganizationStep), self.query_one(CampaignStep)
        return Beginning(
            organization=first.value("organization-name").strip(),
            texter=first.value("texter").strip(),
            opt_out_message=first.value("opt-out-message").strip(),
            hours=hours_meant(first.value("hours-start"), first.value("hours-end")),
            campaign=second.value("campaign-name").strip(),
            behavior=second.behavior,
            first_message=second.value("first-message").strip(),
            country=second.value("country").strip(),
        )

    # The list

    @work(group="first-run", exclusive=True)
    async def _look(self, beginning: Beginning, written: str) -> None:
        step = self._step
        self._busy = True
        try:
            check_campaign(beginning)
            self._list = await check_list(path_meant(written), beginning.country)
        except TextbankError as error:
            step.problem(str(error))
            return
        finally:
            self._busy = False
        if not self._list.contacts:
            step.problem(f"None of the rows can be used. {self._list.first_problem}")
            return
        self.query_one(ImportStep).show(_found(self._list, beginning))
        self._go("import")

    @work(group="first-run", exclusive=True)
    async def _import(self, beginning: Beginning, found: ListCheck) -> None:
        step = self.query_one(ImportStep)
        texter = Texter(beginning.texter, self._settings.texter.administrator)
        self._busy = True
        step.progress("Making your organization…")
        try:
            async with Desk(self._settings.database, texter) as desk:
                await set_up(desk, beginning, found.path, self._progressed)
        except TextbankError as error:
            step.progress("")
            step.problem(str(error))
            return
        finally:
            self._busy = False
        # Not awaited: this screen, and with it this worker, ends there.
        self.app.call_later(cast("TextbankApp", self.app).begin_work, texter)

    def _progressed(self, now: ImportProgress) -> None:
        doing = "Reading" if now.stage == "reading" else "Saving"
        self.query_one(ImportStep).progress(f"{doing}… {now.rows:,} contacts ({now.fraction:.0%})")


def _found(found: ListCheck, beginning: Beginning) -> Content:
    lines = [
        Content(for_display(str(found.path))),
        Content(""),
        Content.assemble((f"{found.contacts:,}", "bold"), " can be texted."),
    ]
    if found.duplicates:
        rows = "row repeats" if found.duplicates == 1 else "rows repeat"
        lines.append(Content(f"{found.duplicates:,} {rows} a number; the last one of each counts."))
    if found.bad:
        rows = "row" if found.bad == 1 else "rows"
        lines.append(Content(f"{found.bad:,} {rows} cannot be used."))
        lines.append(Content(for_display(found.first_problem)))
    if found.bad or found.duplicates:
        lines.append(Content("An import lists them in a file beside this one."))
    lines += [
        Content(""),
        Content(
            f"They become the campaign “{for_display(beginning.campaign)}” of "
            f"{for_display(beginning.organization)}, assigned to {for_display(beginning.texter)}. "
            "Nothing is sent until you send it."
        ),
        Content(""),
    ]
    return Content("\n").join(lines)
