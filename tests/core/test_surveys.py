"""Surveys: questions with branching answers, recorded, changeable, never lost."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.desk import Desk
from core.domain import Behavior, Closing
from core.errors import BadInput, NotAllowed, NotFound
from core.survey_export import COLUMNS, export_answers
from core.survey_plan import PlannedOption, PlannedQuestion, SurveyPlan, check_plan, read_survey
from core.survey_records import set_survey
from core.surveys import clear_answer, questions_asked, record_answer, survey_of
from core.views_beside import ContactSurvey, SurveyOption, SurveyQuestion
from tests.core.world import ADMINISTRATOR, JO, MARIA, SAM, World, make_campaign, open_desk

NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)

TURNOUT = """\
[[question]]
ask = "Will you vote?"
answers = ["Yes", { name = "No", reply = "Thanks for telling me, {firstName}." }]

[[question]]
ask = "How?"
after = "Yes"
answers = ["By mail", "In person"]

[[question]]
ask = "Do you need a ride?"
after = "In person"
answers = ["Ride", "No ride"]

[[question]]
ask = "May we text again?"
answers = ["Sure", "Rather not"]
"""


def plan_of(tmp_path: Path, source: str) -> SurveyPlan:
    path = tmp_path / "survey.toml"
    path.write_text(source, "utf-8")
    return read_survey(path)


async def set_up(world: World, plan: SurveyPlan) -> None:
    database = await world.desk.database()
    await database.write(set_survey, world.campaign_id, plan, ADMINISTRATOR, NOON)


@pytest.fixture
async def world(desk: Desk, tmp_path: Path) -> World:
    world = await make_campaign(desk, Behavior.TYPE_1)
    await set_up(world, plan_of(tmp_path, TURNOUT))
    return world


def asked(view: ContactSurvey) -> list[tuple[str, str]]:
    """The questions asked now, each with its standing answer."""
    return [
        (one.question.prompt, "" if one.answer is None else one.answer.label) for one in view.asked
    ]


async def answer(world: World, number: str, *labels: str) -> ContactSurvey:
    """Record answers by their labels, each to the question that offers it."""
    talk = world.conversation_with(number)
    view = await survey_of(world.desk, talk)
    for label in labels:
        question, option = next(
            (one.question.id, option.id)
            for one in view.asked
            for option in one.question.options
            if option.label == label
        )
        view = await record_answer(world.desk, talk, question, option)
    return view


async def export(world: World, *, everything: bool = False) -> list[dict[str, str]]:
    out = io.StringIO(newline="")
    count = await export_answers(world.desk.reader, out, world.campaign_id, everything=everything)
    rows = list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))
    assert len(rows) == count
    return rows


# Branching


async def test_a_question_is_asked_of_everybody_or_only_after_an_answer(world: World) -> None:
    view = await survey_of(world.desk, world.conversation_with(MARIA))
    assert asked(view) == [("Will you vote?", ""), ("May we text again?", "")]
    assert view.next == 0

    view = await answer(world, MARIA, "Yes")
    assert asked(view) == [("Will you vote?", "Yes"), ("How?", ""), ("May we text again?", "")]
    assert view.next == 1

    view = await answer(world, MARIA, "In person", "No ride", "Sure")
    assert asked(view)[2] == ("Do you need a ride?", "No ride")
    assert (view.next, view.answered) == (None, 4)
    assert asked(await survey_of(world.desk, world.conversation_with(SAM)))[0][1] == ""


async def test_answers_of_another_branch_are_kept_and_count_again_when_it_is_taken(
    world: World,
) -> None:
    await answer(world, MARIA, "Yes", "In person", "Ride")

    view = await answer(world, MARIA, "No")
    assert asked(view) == [("Will you vote?", "No"), ("May we text again?", "")]
    assert [row["answer"] for row in await export(world)] == ["No"]

    view = await answer(world, MARIA, "Yes")
    assert asked(view)[1:3] == [("How?", "In person"), ("Do you need a ride?", "Ride")]


async def test_a_question_that_is_not_asked_takes_no_answer(world: World) -> None:
    talk = world.conversation_with(MARIA)
    how = (await answer(world, MARIA, "Yes")).asked[1].question
    await answer(world, MARIA, "No")

    with pytest.raises(BadInput, match="only after another answer"):
        await record_answer(world.desk, talk, how.id, how.options[0].id)
    with pytest.raises(NotFound):
        await record_answer(world.desk, talk, 999, how.options[0].id)
    with pytest.raises(NotFound):
        await record_answer(world.desk, talk, how.id, 999)
    with pytest.raises(NotFound):
        await record_answer(world.desk, 999, how.id, how.options[0].id)
    assert len(await export(world, everything=True)) == 2


@st.composite
def surveys(draw: st.DrawFn) -> tuple[tuple[SurveyQuestion, ...], dict[int, int]]:
    """Any survey that can be set up, and any choices, also of questions not asked."""
    questions: list[SurveyQuestion] = []
    chosen: dict[int, int] = {}
    for number in range(draw(st.integers(1, 8))):
        options = tuple(
            SurveyOption(10 * number + n, str(n)) for n in range(draw(st.integers(1, 3)))
        )
        earlier = [option.id for question in questions for option in question.options]
        after = draw(st.none() | st.sampled_from(earlier)) if earlier else None
        questions.append(SurveyQuestion(number, "?", options, after))
        if draw(st.booleans()):
            chosen[number] = draw(st.sampled_from(options)).id
    return tuple(questions), chosen


@given(surveys())
def test_a_question_is_asked_exactly_when_every_answer_that_leads_to_it_was_given(
    survey: tuple[tuple[SurveyQuestion, ...], dict[int, int]],
) -> None:
    questions, chosen = survey
    owner = {option.id: question for question in questions for option in question.options}

    def leads_to(question: SurveyQuestion) -> bool:
        if question.after is None:
            return True
        before = owner[question.after]
        return chosen.get(before.id) == question.after and leads_to(before)

    assert questions_asked(questions, chosen) == tuple(filter(leads_to, questions))


@given(
    st.lists(st.none() | st.tuples(st.integers(-1, 5), st.integers(-1, 3)), min_size=1, max_size=6)
)
def test_no_survey_goes_in_circles(after: list[tuple[int, int] | None]) -> None:
    plan = tuple(
        PlannedQuestion(f"{place}?", (PlannedOption("Yes"), PlannedOption("No")), before)
        for place, before in enumerate(after)
    )
    circles = any(
        before is not None and not (0 <= before[0] < place and 0 <= before[1] < 2)
        for place, before in enumerate(after)
    )

    if circles:
        with pytest.raises(BadInput, match="an answer of an earlier question"):
            check_plan(plan)
    else:
        check_plan(plan)


# Recording


async def test_recording_the_same_answer_twice_is_one(world: World) -> None:
    await answer(world, MARIA, "Yes", "Yes", "Yes")

    assert len(await export(world, everything=True)) == 1


async def test_an_answer_can_be_changed_and_the_one_before_is_kept(database_path: Path) -> None:
    moments = [NOON]
    async with open_desk(database_path, clock=lambda: moments[-1]) as desk:
        world = await make_campaign(desk, Behavior.TYPE_1)
        await set_up(world, check_and_give(TWO))
        await answer(world, MARIA, "Yes")
        moments.append(NOON.replace(minute=5))
        view = await answer(world, MARIA, "No")
        assert view.asked[0].at == moments[-1]

        assert [
            (row["answer"], row["state"], row["at"], row["replaced_at"], row["who"])
            for row in await export(world, everything=True)
        ] == [
            ("Yes", "replaced", "2026-03-03T12:00:00.000+00:00",
             "2026-03-03T12:05:00.000+00:00", "jo"),
            ("No", "current", "2026-03-03T12:05:00.000+00:00", "", "jo"),
        ]  # fmt: skip


TWO: SurveyPlan = (PlannedQuestion("Will you vote?", (PlannedOption("Yes"), PlannedOption("No"))),)


def check_and_give(plan: SurveyPlan) -> SurveyPlan:
    check_plan(plan)
    return plan


async def test_an_answer_can_be_taken_back(world: World) -> None:
    talk = world.conversation_with(MARIA)
    view = await answer(world, MARIA, "Yes", "By mail")

    view = await clear_answer(world.desk, talk, view.asked[0].question.id)
    assert asked(view) == [("Will you vote?", ""), ("May we text again?", "")]
    again = await clear_answer(world.desk, talk, view.asked[0].question.id)

    assert again == view
    states = [row["state"] for row in await export(world, everything=True)]
    assert states == ["replaced", "not_asked"]


async def test_answers_survive_hiding_and_opting_out_and_are_taken_after_it(world: World) -> None:
    await answer(world, MARIA, "Yes")
    await answer(world, SAM, "No")
    await world.desk.close_conversation(world.conversation_with(MARIA), Closing.HIDDEN)
    await world.desk.opt_out(world.conversation_with(SAM))

    assert asked(await survey_of(world.desk, world.conversation_with(MARIA)))[0][1] == "Yes"
    view = await answer(world, SAM, "Rather not")
    assert asked(view) == [("Will you vote?", "No"), ("May we text again?", "Rather not")]
    assert [(row["number"], row["answer"]) for row in await export(world)] == [
        (MARIA, "Yes"),
        (SAM, "No"),
        (SAM, "Rather not"),
    ]


async def test_other_messengers_are_told_of_an_answer(world: World) -> None:
    before = await world.desk.revision()
    await answer(world, MARIA, "Yes")
    assert await world.desk.revision() > before

    before = await world.desk.revision()
    await answer(world, MARIA, "Yes")
    assert await world.desk.revision() == before


# Setting up


async def test_changing_a_survey_keeps_its_answers(world: World, tmp_path: Path) -> None:
    await answer(world, MARIA, "Yes", "By mail", "Sure")

    await set_up(world, plan_of(tmp_path, """\
        [[question]]
        ask = "May we text you again?"
        was = "May we text again?"
        answers = [{ name = "Gladly", was = "Sure" }, "Rather not"]

        [[question]]
        ask = "Will you vote?"
        answers = ["No", "Maybe"]
        """))  # fmt: skip

    view = await survey_of(world.desk, world.conversation_with(MARIA))
    assert asked(view) == [("May we text you again?", "Gladly"), ("Will you vote?", "Yes")]
    assert [option.label for option in view.asked[1].question.options] == ["No", "Maybe"]
    everything = {row["answer"]: row["state"] for row in await export(world, everything=True)}
    assert everything == {"Gladly": "current", "Yes": "current", "By mail": "not_asked"}

    await set_up(world, plan_of(tmp_path, TURNOUT))
    view = await survey_of(world.desk, world.conversation_with(MARIA))
    assert ("How?", "By mail") in asked(view)


async def test_setting_the_same_survey_twice_changes_nothing(world: World, tmp_path: Path) -> None:
    view = await answer(world, MARIA, "Yes")
    await set_up(world, plan_of(tmp_path, TURNOUT))

    assert await survey_of(world.desk, world.conversation_with(MARIA)) == view


async def test_only_an_administrator_sets_a_survey_up(world: World) -> None:
    database = await world.desk.database()
    with pytest.raises(NotAllowed):
        await database.write(set_survey, world.campaign_id, TWO, JO, NOON)


async def test_campaigns_without_a_survey_have_an_empty_one(desk: Desk) -> None:
    world = await make_campaign(desk, Behavior.TYPE_1)

    assert asked(await survey_of(desk, world.conversations[0])) == []
    assert await export(world) == []


async def test_a_conversation_that_is_not_there_has_no_survey(desk: Desk) -> None:
    with pytest.raises(NotFound):
        await survey_of(desk, 5)
    with pytest.raises(NotFound):
        await clear_answer(desk, 5, 1)


def test_a_reply_goes_with_an_answer(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, TURNOUT)

    assert plan[0].options[1] == PlannedOption("No", "Thanks for telling me, {firstName}.")
    assert plan[2].after == (1, 1)


Q = '[[question]]\nask = "Vote?"\nanswers = ["Yes", "No"]\n'


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("[[question]\n", "is not valid TOML: .*line 1"),
        ("questions = 1", "“questions” is not known here. Known: question"),
        ("question = 1", r"beneath a line \[\[question\]\]"),
        ("[[question]]\nanswers = ['Yes']", "line 1: question 1: its words are missing"),
        ("[[question]]\nask = 5", "ask must be a text in quotes"),
        ("[[question]]\nask = 'Vote?'", "line 1: question 1: it needs 1 to 9 answers and has 0"),
        ("[[question]]\nask = 'Vote?'\nanswers = 'Yes'", "answers must be a list"),
        (
            "[[question]]\nask = 'Vote?'\nanswers = " + str([str(n) for n in range(10)]),
            "needs 1 to 9 answers and has 10",
        ),
        (f"{Q}\n[[question]]\nask = 'Vote?'\nanswers = ['A']", "line 5: .*already, as question 1"),
        (f"{Q}[[question]]\nask = 'A'\nanswers = ['A', 'A']", "question 2, answer 2: “A” .* twice"),
        (f"{Q}[[question]]\nask = 'A'\nanswers = ['A', ' ']", "answer 2: its words are missing"),
        (f"{Q}[[question]]\nask = 'A'\nanswers = [5]", "answer 1: write \"Yes\", or"),
        (f"{Q}[[question]]\nask = 'A'\nanswers = ['A']\nif = 1", "“if” is not known here"),
        (
            f"{Q}[[question]]\nask = 'A'\nanswers = [{{ name = 'A', text = 'b' }}]",
            "“text” is not known here",
        ),
        (
            f"{Q}[[question]]\nask = 'A'\nafter = 'Perhaps'\nanswers = ['A']",
            "line 4: question 2: no earlier question has the answer “Perhaps”",
        ),
        ("[[question]]\nask = 'A'\nafter = 'A'\nanswers = ['A']", "no earlier question"),
        (f"{Q}[[question]]\nask = 'A'\nafter = 1\nanswers = ['A']", "write after = \"Yes\""),
        (
            f"{Q}[[question]]\nask = 'B'\nanswers = ['Yes']\n"
            "[[question]]\nask = 'C'\nafter = 'Yes'\nanswers = ['A']",
            "several earlier questions have the answer “Yes”",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_survey_is_said_with_its_place(
    tmp_path: Path, source: str, complaint: str
) -> None:
    with pytest.raises(BadInput, match=complaint) as caught:
        plan_of(tmp_path, source)
    assert "survey.toml" in str(caught.value)


def test_which_question_an_answer_belongs_to_can_be_said(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        f"{Q}[[question]]\nask = 'B'\nanswers = ['Yes']\n[[question]]\nask = 'C'\n"
        "after = { question = 'B', answer = 'Yes' }\nanswers = ['A']",
    )

    assert plan[2].after == (1, 0)


# Exporting


async def test_the_columns_are_the_documented_ones_and_cells_are_safe(desk: Desk) -> None:
    world = await make_campaign(desk, Behavior.TYPE_1, names=(("=1+1", "Lo\x1b[2Jpez"),))
    assert await export(world) == []
    await set_up(
        world, (PlannedQuestion("@Vote?", (PlannedOption("=HYPERLINK()"), PlannedOption("No"))),)
    )
    await answer(world, MARIA, "=HYPERLINK()")

    (row,) = await export(world)
    assert tuple(row) == COLUMNS
    assert row["first_name"] == "'=1+1"
    assert row["question"] == "'@Vote?"
    assert row["answer"] == "'=HYPERLINK()"
    assert "\x1b" not in row["last_name"]
