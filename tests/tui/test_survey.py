"""Survey: questions with branching answers, recorded by one key each, changeable."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic

import pytest

from core.errors import DatabaseBusy
from core.survey_plan import PlannedOption, PlannedQuestion, SurveyPlan
from core.survey_records import set_survey
from core.surveys import record_answer, survey_of
from tests.core.world import ADMINISTRATOR, DANA, MARIA, SAM, World
from tests.tui.driving import WIDE, Driven, at_work, until
from tui.widgets.side_panel import Tab
from tui.widgets.survey_view import SurveyView

PLAN: SurveyPlan = (
    PlannedQuestion(
        "Will they vote?",
        (PlannedOption("Yes"), PlannedOption("No", "Thanks for telling me, {firstName}.")),
    ),
    PlannedQuestion("How?", (PlannedOption("By mail"), PlannedOption("In person")), after=(0, 0)),
    PlannedQuestion("Text again?", (PlannedOption("Sure"), PlannedOption("Rather not"))),
)


@asynccontextmanager
async def surveying_at(
    path: Path, plan: SurveyPlan = PLAN, size: tuple[int, int] = WIDE
) -> AsyncIterator[tuple[Driven, World]]:
    """The messenger at a campaign with this survey."""
    async with at_work(path, size=size) as (driven, world):
        database = await world.desk.database()
        await database.write(set_survey, world.campaign_id, plan, ADMINISTRATOR, world.desk.now())
        yield driven, world


def view_of(driven: Driven) -> SurveyView:
    return driven.screen.query_one(SurveyView)


async def survey_opened(driven: Driven) -> SurveyView:
    """Press s, and wait until the questions are there."""
    await driven.press("s")
    view = view_of(driven)
    await until(lambda: view.survey is not None, "the survey is loaded")
    return view


async def answers(world: World, number: str) -> list[tuple[str, str]]:
    """What is recorded for a contact, of the questions asked."""
    survey = await survey_of(world.desk, world.conversation_with(number))
    return [
        (one.question.prompt, one.answer.label) for one in survey.asked if one.answer is not None
    ]


def open_question(driven: Driven) -> str:
    asked = view_of(driven).question
    return "" if asked is None else asked.question.prompt


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_each_question_is_answered_by_one_key_and_the_next_one_follows(
    database_path: Path, size: tuple[int, int]
) -> None:
    async with surveying_at(database_path, size=size) as (driven, world):
        await survey_opened(driven)
        assert driven.side.display
        await driven.shows("▸ Will they vote? 1 Yes 2 No + reply", driven.side_text)

        await driven.press("1")
        await until(lambda: open_question(driven) == "How?", "the branch is asked next")
        assert await answers(world, MARIA) == [("Will they vote?", "Yes")]
        await driven.shows("1 of 3 answered Will they vote? ✓ Yes ▸ How?", driven.side_text)
        await driven.press("2")
        await until(lambda: open_question(driven) == "Text again?", "the last is asked")
        await driven.press("1")
        await until(lambda: open_question(driven) == "", "nothing is left to ask")

        assert await answers(world, MARIA) == [
            ("Will they vote?", "Yes"),
            ("How?", "In person"),
            ("Text again?", "Sure"),
        ]
        await driven.press("2")
        await driven.shows("Every question has its answer", driven.notice_text)


async def test_an_answer_and_its_reply_are_two_keys(database_path: Path) -> None:
    async with surveying_at(database_path) as (driven, world):
        await survey_opened(driven)

        await driven.press("2")
        await until(
            lambda: driven.composer.text == "Thanks for telling me, Maria.", "the reply is filled"
        )
        assert await answers(world, MARIA) == [("Will they vote?", "No")]
        assert driven.reply_input.has_focus
        await driven.press("enter")

        await until(
            lambda: world.desk.reader.row("SELECT 1 FROM text WHERE author = 'jo'"), "it is sent"
        )
        sent = await world.desk.reader.row("SELECT body FROM text WHERE author = 'jo'")
        assert sent is not None
        assert sent[0] == "Thanks for telling me, Maria."


async def test_quick_numbers_answer_one_question_after_the_other_and_none_is_written(
    database_path: Path,
) -> None:
    plan = (
        PlannedQuestion("Will they vote?", (PlannedOption("Yes", "Great, {firstName}!"),)),
        PlannedQuestion("Text again?", (PlannedOption("Sure"), PlannedOption("No"))),
    )
    async with surveying_at(database_path, plan) as (driven, world):
        await survey_opened(driven)
        await driven.press("1")
        await until(lambda: driven.reply_input.has_focus, "the reply is written, and in hand")
        at = monotonic()
        await driven.post_keys([("2", at)])
        await until(lambda: open_question(driven) == "", "the next question is answered")
        assert await answers(world, MARIA) == [("Will they vote?", "Yes"), ("Text again?", "No")]
        # Quick after the last question, too; another key goes on to write.
        await driven.post_keys([("1", at + 0.1)])
        assert driven.composer.text == "Great, Maria!"
        await driven.press("space", "2")
        assert driven.composer.text == "Great, Maria! 2"


async def test_slow_numbers_answer_while_a_question_is_open(database_path: Path) -> None:
    async with surveying_at(database_path) as (driven, world):
        await survey_opened(driven)
        await driven.press("2")
        await until(lambda: driven.reply_input.has_focus, "the reply is in hand")
        driven.reply_input._handed_on_at -= 60
        await driven.press("1")
        await until(lambda: open_question(driven) == "", "the last question is answered")
        assert await answers(world, MARIA) == [("Will they vote?", "No"), ("Text again?", "Sure")]
        driven.reply_input._handed_on_at -= 60
        await driven.press("2")
        assert driven.composer.text == "Thanks for telling me, Maria.2"


async def test_an_answer_can_be_changed_and_taken_back(database_path: Path) -> None:
    async with surveying_at(database_path) as (driven, world):
        await survey_opened(driven)
        await driven.press("1")
        await until(lambda: open_question(driven) == "How?", "the branch is asked next")

        await driven.press("backspace")
        assert open_question(driven) == "Will they vote?"
        await driven.press("2")
        await until(lambda: open_question(driven) == "Text again?", "the branch is not asked")
        assert await answers(world, MARIA) == [("Will they vote?", "No")]

        await driven.press("escape", "s")
        assert open_question(driven) == "Will they vote?"
        await driven.press("backspace")
        await until(lambda: view_of(driven).survey.answered == 0, "the answer is taken back")
        assert await answers(world, MARIA) == []


async def test_a_held_key_records_once(database_path: Path) -> None:
    async with surveying_at(database_path) as (driven, world):
        await survey_opened(driven)
        now = monotonic()

        await driven.post_keys([("1", now), ("1", now + 0.5), ("1", now + 0.53), ("1", now + 0.56)])
        await until(lambda: open_question(driven) == "How?", "the first is recorded")
        await driven.pilot.pause()

        assert await answers(world, MARIA) == [("Will they vote?", "Yes")]


async def test_clicking_an_answer_records_it(database_path: Path) -> None:
    async with surveying_at(database_path) as (driven, world):
        view = await survey_opened(driven)
        line = next(n for n, target in enumerate(view._targets) if target == (1, 1))

        await driven.pilot.click(view, offset=(6, line))

        await until(lambda: view.survey.answered == 1, "it is recorded")
        assert await answers(world, MARIA) == [("Text again?", "Rather not")]
        assert open_question(driven) == "Will they vote?"


async def test_each_contact_has_their_own_answers(database_path: Path) -> None:
    async with surveying_at(database_path) as (driven, world):
        sam = world.conversation_with(SAM)
        view = await survey_opened(driven)
        await driven.press("1")
        await until(lambda: open_question(driven) == "How?", "Maria's answer is recorded")

        await driven.select(sam)
        await until(lambda: view.survey.conversation_id == sam, "Sam's survey is shown")
        await driven.shows("0 of 2 answered ▸ Will they vote?", driven.side_text)
        await driven.press("2")
        await until(lambda: driven.composer.text, "Sam is to be answered")

        assert await answers(world, MARIA) == [("Will they vote?", "Yes")]
        assert await answers(world, SAM) == [("Will they vote?", "No")]
        assert await answers(world, DANA) == []


async def test_what_could_not_be_recorded_is_not_shown_as_recorded(
    database_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with surveying_at(database_path) as (driven, world):
        await survey_opened(driven)

        async def busy(*_: object) -> None:
            raise DatabaseBusy("Another program is writing.")

        with monkeypatch.context() as patched:
            patched.setattr("core.surveys.record_answer", busy)
            await driven.press("1")
            await until(lambda: driven.toasts, "it is told")
        assert open_question(driven) == "Will they vote?"
        assert view_of(driven).survey.answered == 0

        await driven.press("2")
        await until(lambda: driven.composer.text, "the next answer is recorded")
        assert await answers(world, MARIA) == [("Will they vote?", "No")]


async def test_an_answer_of_another_program_is_shown(database_path: Path) -> None:
    async with surveying_at(database_path) as (driven, world):
        view = await survey_opened(driven)
        question = view.survey.asked[0].question

        await record_answer(
            world.desk, world.conversation_with(MARIA), question.id, question.options[0].id
        )

        await driven.shows("1 Yes", driven.side_text)
        await driven.shows("✓ 1 Yes 2 No", driven.side_text)


async def test_numbers_answer_only_where_the_survey_is_seen(database_path: Path) -> None:
    async with surveying_at(database_path) as (driven, world):
        await survey_opened(driven)
        await driven.press("i", "1")
        assert not driven.side.display
        await driven.press("i")
        driven.side.choose(Tab.INFO)
        await driven.press("2")
        await driven.pilot.pause()

        assert await answers(world, MARIA) == []


async def test_a_campaign_without_a_survey_says_so(database_path: Path) -> None:
    async with surveying_at(database_path, ()) as (driven, _):
        await survey_opened(driven)
        await driven.shows("This campaign has no survey.", driven.side_text)
        await driven.press("1", "s", "backspace")
        await driven.shows("No replies are at hand.", driven.notice_text)
        assert not driven.toasts


async def test_hostile_words_in_a_survey_are_shown_as_letters(database_path: Path) -> None:
    plan = (PlannedQuestion("[b]Vote\x1b[2J?", (PlannedOption("[/no]\u202eYes"),)),)
    async with surveying_at(database_path, plan) as (driven, _):
        await survey_opened(driven)
        await driven.shows("▸ [b]Vote", driven.side_text)

        assert "[/no]" in driven.side_text()
        assert not set("\x1b\u202e") & set(driven.side_text())
