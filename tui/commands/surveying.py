"""Commands about surveys: set one up, see it, record answers, export them."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from core.errors import NotFound
from core.safe_text import for_display
from core.surveys import campaign_survey, clear_answer, record_answer, survey_of
from core.views_beside import AskedQuestion, ContactSurvey, SurveyOption, SurveyQuestion
from tui.commands import shapes
from tui.commands.reading import indented
from tui.commands.running import Run, add_command
from tui.commands.texting import ConversationArgument

if TYPE_CHECKING:
    from core.survey_records import SurveyChange

CampaignOption = Annotated[
    str | None,
    typer.Option("--campaign", metavar="NAME", help="Which one; else the only one there is."),
]
ByWordsOrNumber = "Its words, or its number in `textbank survey show`."


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    survey = typer.Typer(
        help="Surveys of campaigns, and the answers to them.",
        rich_markup_mode=None,
        no_args_is_help=True,
    )
    add_command(
        survey,
        "set",
        'textbank survey set --campaign "Spring turnout" turnout.toml --administrator',
    )(set_up)
    add_command(
        survey,
        "show",
        "textbank survey show 17",
        'textbank survey show --campaign "Spring turnout" --json',
    )(show)
    add_command(
        survey,
        "answer",
        'textbank survey answer 17 "Will you vote?" Yes',
        "textbank survey answer 17 1 2",
        "textbank survey answer 17 1 --clear",
    )(answer)
    add_command(
        survey,
        "export",
        "textbank survey export > answers.csv",
        'textbank survey export --campaign "Spring turnout" --output answers.csv',
        has_json=False,
    )(export)
    app.add_typer(survey, name="survey")


async def set_up(
    run: Run,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="TOML; see docs/commands.md.")],
    campaign: CampaignOption = None,
) -> None:
    """Make a file the survey of a campaign: an administrator's part.

    Answers on record are kept, whatever changes.
    """
    from core.finding import campaign_named
    from core.survey_plan import check_replies, read_survey

    plan = read_survey(file)
    async with run.desk() as desk:
        found = await campaign_named(desk.reader, campaign)
        await check_replies(desk.reader, found.id, plan)
        database = await desk.database()
        from core.survey_records import set_survey

        change = await database.write(set_survey, found.id, plan, desk.texter, desk.now())
    run.show(
        {
            "campaign": found.name,
            "asked": change.asked,
            "added": change.added,
            "removed": change.removed,
        },
        _changed(found.name, change),
    )


def _changed(campaign: str, change: SurveyChange) -> Iterator[str]:
    questions = "1 question" if change.asked == 1 else f"{change.asked} questions"
    yield f"The survey of “{for_display(campaign)}” has {questions}, {change.added} of them new."
    if change.removed:
        yield f"{change.removed} no longer asked; the answers are kept."


async def show(
    run: Run,
    conversation: Annotated[
        int | None, typer.Argument(metavar="ID", help="The conversation; else a whole survey.")
    ] = None,
    campaign: CampaignOption = None,
) -> None:
    """Show what is asked of a contact, and what they answered; or the survey of a campaign."""
    if conversation is not None:
        async with run.desk() as desk:
            view = await survey_of(desk, conversation)
        run.show(survey_shape(view), _asked_lines(view))
        return
    from core.finding import campaign_named

    async with run.desk() as desk:
        found = await campaign_named(desk.reader, campaign)
        questions = await campaign_survey(desk.reader, found.id)
    run.show(
        {"campaign": found.name, "questions": list(map(_question_shape, questions))},
        _question_lines(questions),
    )


async def answer(
    run: Run,
    conversation: ConversationArgument,
    question: Annotated[str, typer.Argument(metavar="QUESTION", help=ByWordsOrNumber)],
    option: Annotated[str | None, typer.Argument(metavar="ANSWER", help=ByWordsOrNumber)] = None,
    clear: Annotated[bool, typer.Option("--clear", help="Take the answer back.")] = False,
) -> None:
    """Record what a contact answered; the answer before, if there is one, is kept on record."""
    if (option is None) != clear:
        raise typer.BadParameter("Give an answer, or --clear.")
    async with run.desk() as desk:
        view = await survey_of(desk, conversation)
        place = _meant(question, [one.question.prompt for one in view.asked], "question")
        asked = view.asked[place].question
        if option is None:
            view = await clear_answer(desk, conversation, asked.id)
        else:
            chosen = _meant(option, [one.label for one in asked.options], "answer")
            view = await record_answer(desk, conversation, asked.id, asked.options[chosen].id)
    run.show(survey_shape(view), _asked_lines(view))


def _meant(given: str, words: Sequence[str], kind: str) -> int:
    """The place that words, or a number from 1, mean."""
    for place, one in enumerate(words):
        if one.casefold() == given.strip().casefold():
            return place
    if given.isdecimal() and 1 <= int(given) <= len(words):
        return int(given) - 1
    there = ", ".join(f"{place} “{for_display(one)}”" for place, one in enumerate(words, 1))
    raise NotFound(
        f"There is no {kind} “{for_display(given)}” for this contact. "
        + (f"There are: {there}." if there else "The campaign has no survey.")
    )


async def export(
    run: Run,
    campaign: CampaignOption = None,
    output: Annotated[Path | None, typer.Option(metavar="FILE", help="Else it is printed.")] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also answers that do not count any more.")
    ] = False,
) -> None:
    """Export the answers of a campaign as CSV in UTF-8, with UTC times.

    Those of contacts who opted out are among them. A file is written whole or not at all.
    """
    from core.atomic_file import atomic_text_file
    from core.finding import campaign_named
    from core.survey_export import export_answers

    async with run.desk() as desk:
        found = await campaign_named(desk.reader, campaign)
        if output is None:
            # UTF-8 and bare line ends, whatever the terminal's are.
            out = io.TextIOWrapper(sys.stdout.buffer, "utf-8", newline="", write_through=True)
            try:
                await export_answers(desk.reader, out, found.id, everything=everything)
            finally:
                out.detach()
            return
        with atomic_text_file(output) as file:
            count = await export_answers(desk.reader, file, found.id, everything=everything)
    answers = "1 answer" if count == 1 else f"{count:,} answers"
    print(f"{answers} written to {for_display(str(output))}.")


def survey_shape(view: ContactSurvey) -> dict[str, Any]:
    """The survey of a conversation, for `--json`."""
    return {
        "conversation_id": view.conversation_id,
        "next": None if view.next is None else view.next + 1,
        "questions": [_asked_shape(one) for one in view.asked],
    }


def _asked_shape(asked: AskedQuestion) -> dict[str, Any]:
    return {
        "id": asked.question.id,
        "question": asked.question.prompt,
        "answers": list(map(_option_shape, asked.question.options)),
        "answer": None if asked.answer is None else asked.answer.label,
        "by": asked.author or None,
        "at": shapes.moment(asked.at),
    }


def _question_shape(question: SurveyQuestion) -> dict[str, Any]:
    return {
        "id": question.id,
        "question": question.prompt,
        "after": question.after,
        "answers": list(map(_option_shape, question.options)),
    }


def _option_shape(option: SurveyOption) -> dict[str, Any]:
    return {"id": option.id, "answer": option.label, "reply": option.reply}


def _asked_lines(view: ContactSurvey) -> Iterator[str]:
    if not view.asked:
        yield "This campaign has no survey."
    for number, one in enumerate(view.asked, 1):
        yield f"{number}. {for_display(one.question.prompt)}"
        for key, option in enumerate(one.question.options, 1):
            mark = "*" if one.answer is not None and option.id == one.answer.id else " "
            yield f"  {mark} {key} {for_display(option.label)}"
        if one.answer is not None and one.answer not in one.question.options:
            yield f"  * {for_display(one.answer.label)} (no longer offered)"


def _question_lines(questions: Sequence[SurveyQuestion]) -> Iterator[str]:
    if not questions:
        yield "This campaign has no survey. An administrator sets one up: `textbank survey set`."
    labels = {option.id: option.label for one in questions for option in one.options}
    for number, one in enumerate(questions, 1):
        after = "" if one.after is None else f" (after “{for_display(labels.get(one.after, ''))}”)"
        yield f"{number}. {for_display(one.prompt)}{after}"
        for key, option in enumerate(one.options, 1):
            yield f"    {key} {for_display(option.label)}"
            if option.reply:
                yield from indented(f"  {option.reply}")
