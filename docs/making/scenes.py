"""What each picture shows, and the keys that lead there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from core.domain import Closing, ListFilter, RequestKind
from core.training.classroom import Classroom
from core.training.library import scenario_named
from core.views import ConversationRow
from docs.making.practised import practised
from docs.making.stage import NOW, WIDE, Stage
from docs.making.worlds import hold_for_hours
from tui.app import Opening, TextbankApp
from tui.screens.assignments import AssignmentPicker
from tui.screens.confirm_opt_out import ConfirmOptOut
from tui.screens.first_run import FirstRunScreen
from tui.screens.keys import KeysScreen
from tui.screens.past_conversations import PastConversationsScreen
from tui.screens.practice_report import PracticeReportScreen
from tui.screens.practice_rounds import PracticeRounds
from tui.screens.quick_send import QuickSendScreen
from tui.screens.reply_picker import ReplyPicker
from tui.screens.scripted_texts import ScriptedTextsScreen
from tui.screens.side_by_side import SideBySideScreen
from tui.screens.tag_picker import TagPicker
from tui.screens.training import TrainingScreen
from tui.screens.triage import TriageScreen
from tui.screens.triage_batch import OptOutMarked
from tui.widgets.composer import Composer

Act = Callable[[Stage], Awaitable[None]]
Prepare = Callable[[Path], Awaitable[None]]

TURNOUT, HARBOUR, SCHOOL = "Spring turnout", "Harbour appeal", "School board"
LATE = datetime(2026, 11, 24, 3, 30, tzinfo=UTC)
"""22:30 in New York and Toronto."""


@dataclass(frozen=True)
class Scene:
    """One picture."""

    act: Act
    now: datetime = NOW
    size: tuple[int, int] = WIDE
    theme: str = "light"
    confirm: bool = True
    prepare: Prepare | None = None
    """What to change of the database first."""
    empty: bool = False
    """Whether there is no database yet. The screen names the file where it would be."""
    opening: Opening | None = None
    """Makes the screen that the app opens with, in place of the messenger."""


SCENES: dict[str, Scene] = {}
"""Every picture, by the name of its file."""


def scene(name: str, **more: Any) -> Callable[[Act], Act]:
    """Have the picture of this name made by a function."""

    def keep(act: Act) -> Act:
        SCENES[name] = Scene(act, **more)
        return act

    return keep


# Who is looked at


def plain(row: ConversationRow) -> bool:
    """Whether a conversation has nothing but ASCII in its row."""
    return (row.name + row.preview).isascii() and row.name.strip(" +1234567890") != ""


def by_keyword(row: ConversationRow) -> bool:
    return plain(row) and row.request is RequestKind.KEYWORD and row.preview.strip() == "STOP"


def in_own_words(row: ConversationRow) -> bool:
    return plain(row) and row.request is RequestKind.REQUEST and len(row.preview) > 16


def talking(row: ConversationRow) -> bool:
    return plain(row) and row.request is RequestKind.NONE and row.needs_reply


# Beginning


@scene("first-run", empty=True, size=(96, 28))
async def first_run(stage: Stage) -> None:
    await stage.on(FirstRunScreen)
    await stage.shows("demo")


@scene("assignments")
async def assignments(stage: Stage) -> None:
    await stage.on(AssignmentPicker)
    await stage.shows(TURNOUT, HARBOUR, SCHOOL)


@scene("first-messages", size=(96, 24))
async def first_messages(stage: Stage) -> None:
    await stage.work_on(SCHOOL)
    await stage.on(ScriptedTextsScreen)
    await stage.shows("Hi Amara")


@scene("first-messages-field", size=(96, 24))
async def field_without_words(stage: Stage) -> None:
    await first_messages(stage)
    await stage.press("space", "enter")
    await stage.shows("Hi Carmen", "has nothing to say", "2 of 6 sent")
    await stage.until(lambda: "on their way" not in stage.words(), "both have left")


@scene("quick-send", size=(96, 24))
async def quick_send(stage: Stage) -> None:
    await first_messages(stage)
    await stage.press("Q")
    await stage.on(QuickSendScreen)
    await stage.shows("one after the other?")


# Replies


@scene("messenger-type-1")
async def messenger_type_1(stage: Stage) -> None:
    await stage.work_on(TURNOUT)
    await stage.go_to(by_keyword)
    await stage.shows("asks to opt out", "[Replies]")


@scene("messenger-type-2")
async def messenger_type_2(stage: Stage) -> None:
    await stage.work_on(HARBOUR)
    await stage.go_to(lambda row: by_keyword(row) and row.blocked)
    await stage.press("right_square_bracket")
    await stage.shows("asks to opt out", "[Info]")


@scene("reply")
async def reply(stage: Stage) -> None:
    await stage.work_on(TURNOUT)
    await stage.go_to(talking)
    await stage.press("5")
    stage.messenger.query_one(Composer).insert(" 👍")
    await stage.shows("Wonderful!", "tag volunteer", "/70")


@scene("reply-picker")
async def reply_picker(stage: Stage) -> None:
    await stage.work_on(TURNOUT)
    await stage.go_to(talking)
    await stage.press("p")
    await stage.on(ReplyPicker)
    await stage.type("po")
    await stage.shows("Polling hours")


@scene("survey")
async def survey(stage: Stage) -> None:
    await stage.work_on(TURNOUT)
    await stage.go_to(talking)
    await stage.press("s", "1")
    await stage.shows("[Survey]", "How will they vote?")


@scene("info")
async def info(stage: Stage) -> None:
    await stage.work_on(TURNOUT)
    known = await stage.app.desk.reader.rows(
        "SELECT c.id FROM conversation c JOIN note n ON n.contact_id = c.contact_id"
    )
    ids = {row[0] for row in known}
    await stage.go_to(lambda row: talking(row) and row.id in ids)
    await stage.press("right_square_bracket")
    await stage.shows("[Info]", "Has a dog.")


@scene("tags")
async def tags(stage: Stage) -> None:
    await stage.work_on(TURNOUT)
    await stage.go_to(talking)
    await stage.press("l")
    await stage.on(TagPicker)
    await stage.shows("volunteer")


@scene("earlier-texts")
async def earlier(stage: Stage) -> None:
    await info(stage)
    await stage.press("e")
    await stage.on(PastConversationsScreen)
    await stage.shows("Autumn doors", "may we come by")


@scene("held", now=LATE, prepare=hold_for_hours)
async def held(stage: Stage) -> None:
    await stage.work_on(HARBOUR)
    await stage.go_to(talking)
    await stage.press("4", "ctrl+r")
    await stage.shows("held until", "for them: leaves at")


# Leaving the list


@scene("confirm-type-1")
async def confirm_type_1(stage: Stage) -> None:
    await stage.work_on(TURNOUT)
    await stage.go_to(in_own_words)
    await stage.press("o")
    await stage.on(ConfirmOptOut)
    await stage.shows("They will read:")


@scene("confirm-type-2")
async def confirm_type_2(stage: Stage) -> None:
    await stage.work_on(HARBOUR)
    await stage.go_to(lambda row: by_keyword(row) and row.blocked)
    await stage.press("o")
    await stage.on(ConfirmOptOut)
    await stage.shows("Are you sure")


@scene("undo", confirm=False)
async def undo(stage: Stage) -> None:
    await stage.work_on(TURNOUT)
    await stage.go_to(by_keyword)
    await stage.press("o")
    await stage.shows("undoes", "is opted out")


@scene("finished")
async def finished(stage: Stage) -> None:
    await stage.work_on(HARBOUR)
    for one in list(stage.list.ids):
        await stage.app.desk.close_conversation(one, Closing.HIDDEN)
    await stage.shows("This assignment is finished.")
    await stage.rests()


@scene("follow-up", size=(96, 24))
async def follow_up(stage: Stage) -> None:
    await stage.work_on(TURNOUT)
    await stage.press("b")
    await stage.on(ScriptedTextsScreen)
    await stage.shows("Do you need a ride?")


# Triage


async def triaging(stage: Stage) -> TriageScreen:
    """Go to triage, and wait until what is in hand has been seen."""
    await stage.work_on(TURNOUT)
    await stage.press("t")
    await stage.on(TriageScreen)
    screen = stage.app.screen
    assert isinstance(screen, TriageScreen)
    await stage.until(lambda: screen.in_sight, "a request is in hand")
    return screen


@scene("triage", size=(120, 34))
async def triage(stage: Stage) -> None:
    screen = await triaging(stage)
    await stage.press("o")
    await stage.until(lambda: screen.in_sight, "the next is in hand")
    await stage.shows("1 of", "undoes", "decided")


@scene("triage-marked", size=(120, 34))
async def triage_marked(stage: Stage) -> None:
    await triaging(stage)
    await stage.press("x", *["j"] * 4, "X", "O")
    await stage.on(OptOutMarked)
    await stage.shows("will be sent", "Opt out 5 contacts now?")


# Finding


@scene("search")
async def search(stage: Stage) -> None:
    await stage.work_on(TURNOUT)
    await stage.press("/")
    await stage.type("vote")
    await stage.shows("found")


@scene("filter")
async def filtered(stage: Stage) -> None:
    await stage.work_on(TURNOUT)
    await stage.press(*["f"] * list(ListFilter).index(ListFilter.OPT_OUT), "S")
    await stage.counted()
    await stage.shows("oldest need")


@scene("keys", size=(120, 46))
async def keys(stage: Stage) -> None:
    await stage.work_on(TURNOUT)
    await stage.press("?")
    await stage.on(KeysScreen)
    await stage.shows("Opt this contact out")


# Looks


@scene("dark", theme="dark")
async def dark(stage: Stage) -> None:
    await messenger_type_1(stage)


@scene("contrast", theme="contrast")
async def contrast(stage: Stage) -> None:
    await messenger_type_1(stage)


# Training


def lesson(name: str) -> Opening:
    """Open with this scenario."""
    return lambda app: TrainingScreen(app.settings, Classroom(), scenario_named(name))


@scene("training", empty=True, size=(120, 35), opening=lesson("stop-type-2"))
async def training(stage: Stage) -> None:
    await stage.on(TrainingScreen)
    await stage.shows("The beginning")
    await stage.press("space", "space")
    await stage.shows("Step 2 of 4", "from the provider", "Press Opt Out all the same")


@scene("side-by-side", empty=True, size=(150, 42), opening=lesson("stop-type-1"))
async def side_by_side(stage: Stage) -> None:
    await stage.on(TrainingScreen)
    await stage.shows("The beginning")
    await stage.press("d")
    await stage.on(SideBySideScreen)
    await stage.press("space", "space", "space")
    await stage.shows("Step 3 of 5", "≠", "Not delivered")


def report(app: TextbankApp) -> PracticeReportScreen:
    """Open with what a session came to."""
    # Nothing is practised: no session is begun in this place.
    rounds = PracticeRounds(app.settings, app.settings.database.parent)
    return PracticeReportScreen(rounds, *practised())


@scene("practice-report", empty=True, size=(120, 34), opening=report)
async def practice_report(stage: Stage) -> None:
    await stage.on(PracticeReportScreen)
    await stage.shows("3 of 4 caught", "Right: opt out")
