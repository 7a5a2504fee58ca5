"""A practice session in words: for the report on the screen, and for the one that is printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC
from typing import Any

from core.domain import Behavior
from core.safe_text import for_display
from core.training.practice_history import past
from core.training.practice_plan import ReplyKind, RightAction
from core.training.practice_score import Mistake, Outcome, PracticeReport, SessionFigures, Typical
from core.training.practice_standing import Done
from tui.widgets.labels import counted_words, name_words

TYPES = {Behavior.TYPE_1: "provider type 1", Behavior.TYPE_2: "provider type 2"}
LANGUAGES = {
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "ht": "Haitian Creole",
    "ko": "Korean",
    "pt": "Portuguese",
    "tl": "Tagalog",
    "vi": "Vietnamese",
    "zh": "Chinese",
}
KINDS = {
    ReplyKind.KEYWORD: "A keyword",
    ReplyKind.REQUEST: "A request to opt out",
    ReplyKind.WRONG_NUMBER: "A wrong number",
    ReplyKind.LOOKS_LIKE_IT: "No request, though a word of it may sound like one",
    ReplyKind.TALK: "No request",
}
OUTCOMES = {
    Outcome.MISSED: "A request to opt out was missed",
    Outcome.WRONGLY_OPTED_OUT: "Opted out without asking for it",
    Outcome.NOT_TOLD_APART: "A wrong number was not marked",
    Outcome.WRONGLY_MARKED: "Marked as a wrong number by mistake",
}
DONE = {
    Done.OPTED_OUT: "opted them out",
    Done.WRONG_NUMBER: "marked a wrong number",
    Done.HIDDEN: "hid it",
    Done.REPLIED: "replied",
    Done.NOTHING: "opened it and went on",
}
RIGHT = {
    RightAction.OPT_OUT: "opt out",
    RightAction.WRONG_NUMBER: "wrong number",
    RightAction.KEEP: "reply, or hide",
}


def time_words(seconds: float) -> str:
    """Minutes and seconds, such as 4:32."""
    whole = max(0, round(seconds))
    return f"{whole // 60}:{whole % 60:02d}"


def typical_words(figures: Typical, unit: str = "") -> str:
    """Such as `median 6.2 s, mean 7 s`."""
    if not figures.mean:
        return "nothing to measure"
    return f"median {figures.median:g}{unit}, mean {figures.mean:g}{unit}"


def heading_words(report: PracticeReport) -> str:
    """Which session it was."""
    return f"Practice · {TYPES[report.behavior]} · seed {report.seed}"


def figures(report: PracticeReport) -> list[tuple[str, str]]:
    """The headline figures: what each is of, and what it says."""
    requests = f"{report.caught:,} of {report.requests:,} caught, {report.missed:,} missed"
    if report.not_reached:
        requests += f", {report.not_reached:,} not reached"
    return [
        ("Requests to opt out", requests),
        ("Wrongly opted out", f"{report.wrongly_opted_out:,}"),
        ("Wrong numbers", f"{report.told_apart:,} of {report.wrong_numbers:,} told apart"),
        ("Seconds for each", typical_words(report.seconds, " s")),
        ("Keys for each", typical_words(report.keys)),
        (
            "In all",
            f"{report.dealt_with:,} of {report.conversations:,} dealt with in "
            f"{time_words(report.total_seconds)}",
        ),
    ]


def verdict_words(report: PracticeReport) -> str:
    """The session in one kind sentence."""
    if not report.dealt_with:
        return "Nothing was dealt with: there is nothing to say yet."
    count = len(report.mistakes)
    if count:
        return f"{counted_words(count, 'conversation', 'conversations')} to look at again."
    if report.not_reached:
        return "No mistakes. What was not reached comes with practice."
    return "No mistakes. Well done!"


def mistake_words(mistake: Mistake) -> tuple[str, str, str]:
    """What happened to whom; what was done and what is right; and why."""
    who = name_words(mistake.name, mistake.number)
    english = mistake.language == "en"
    kind = KINDS[mistake.kind] + ("" if english else f", in {LANGUAGES[mistake.language]}")
    return (
        f"{OUTCOMES[mistake.outcome]}: {who}",
        f"You {DONE[mistake.done]}. Right: {RIGHT[mistake.right]}.",
        f"{kind}. {mistake.why}",
    )


def report_lines(report: PracticeReport) -> Iterator[str]:
    """The report as plain lines; the words of contacts are set in by four spaces."""
    yield heading_words(report)
    yield from (f"{name}: {words}" for name, words in figures(report))
    yield verdict_words(report)
    for place, mistake in enumerate(report.mistakes, start=1):
        headline, right, why = mistake_words(mistake)
        yield ""
        yield f"{place}. {headline}"
        text = for_display(mistake.text.strip(), multiline=True)
        yield from (f"    {line}" for line in text.splitlines())
        yield right
        yield why


def past_words(session: SessionFigures) -> str:
    """The figures of a past session: caught of all requests, wrongly opted out, seconds."""
    wrongly = f", {session.wrongly_opted_out} wrongly" if session.wrongly_opted_out else ""
    return f"{session.caught} of {session.requests}{wrongly}, {session.seconds.median:g} s"


def past_lines(sessions: Sequence[SessionFigures], unreadable: int) -> Iterator[str]:
    """Past sessions as plain lines, the newest last."""
    if not sessions:
        yield "There are no past sessions."
    for one in sessions:
        at = f"{one.at.astimezone():%Y-%m-%d %H:%M}"
        texter = for_display(one.texter)
        yield f"{at}  {texter}  {TYPES[one.behavior]}, seed {one.seed}: caught {past_words(one)}"
    if unreadable:
        were = "was" if unreadable == 1 else "were"
        lines = counted_words(unreadable, "line", "lines")
        yield f"{lines} of the file could not be read and {were} passed over."


def session_shape(session: SessionFigures) -> dict[str, Any]:
    """The figures of a session, for JSON."""
    shape = asdict(session)
    shape["at"] = session.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return shape


def report_shape(report: PracticeReport) -> dict[str, Any]:
    """A report, for JSON; the texts of its mistakes as they arrived."""
    mistakes = [asdict(one) for one in report.mistakes]
    return {**session_shape(past(report)), "mistakes": mistakes}
