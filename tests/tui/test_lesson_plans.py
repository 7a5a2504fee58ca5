"""The lesson plans, given as they are written: each step leads to what the plan points at."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from textual.widgets import OptionList

from core.domain import Behavior
from core.providers.simulator import OPT_OUT_KEYWORDS
from core.training.library import shipped_scenarios
from core.training.practice_plan import ReplyKind, RightAction, plan_practice
from tests.tui.driving import until
from tests.tui.training_room import Room, lesson
from tui.screens.scenario_picker import ScenarioPicker
from tui.screens.side_by_side import SideBySideScreen

DOCS = Path(__file__).parents[2] / "docs"
PLANS = {
    Behavior.TYPE_1: DOCS / "lesson-type-1.md",
    Behavior.TYPE_2: DOCS / "lesson-type-2.md",
}
MOST_WORDS = 480
"""On one printed page, with its table."""
LONGEST = 15
"""Minutes."""
TERMINAL = (100, 30)
"""Columns and rows, as the plans say."""


@dataclass(frozen=True)
class Row:
    """What a trainer does at one minute, and what is to be seen then."""

    minute: int
    presses: tuple[str, ...]
    """Keys, and titles of scenarios, which begin with two stars."""
    points_at: tuple[str, ...]
    asks: str


def rows(words: str) -> list[Row]:
    found = []
    for line in words.splitlines():
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        if cells and cells[0].isdigit():
            presses = tuple(re.findall(r"`([^`]+)`|(\*\*[^*]+)\*\*", cells[1]))
            found.append(
                Row(
                    int(cells[0]),
                    tuple(key or title for key, title in presses),
                    tuple(re.findall("“([^”]+)”", cells[2])),
                    cells[3],
                )
            )
    return found


def command(words: str, name: str) -> list[str]:
    """The words of the only command of this name in a plan."""
    (found,) = re.findall(rf"`textbank {name} ([^`]+)`", words)
    return shlex.split(found)


def shown(room: Room) -> Iterator[str]:
    """What stands on the screen, widget by widget, as it is drawn there."""
    screen = room.app.screen
    strips = screen._compositor.render_strips()
    for widget in screen.query("Phone, Transcript, Static"):
        place = widget.region
        lines = [strip.crop(place.x, place.right).text for strip in strips[place.y : place.bottom]]
        yield " ".join(re.sub(r"[─-▟]", " ", " ".join(lines)).split())


def is_shown(room: Room, words: str) -> bool:
    return any(words in text for text in shown(room))


async def press(room: Room, key: str) -> None:
    """Press a key, and wait until what it begins is done, or waits for the trainer."""
    await room.pilot.press(key)
    await until(partial(at_rest, room), f"what {key} does is done", 30)


def at_rest(room: Room) -> bool:
    """Whether nothing is under way: a picker and both types wait for the trainer."""
    waits = isinstance(room.app.screen, ScenarioPicker | SideBySideScreen)
    busy = {"lesson", "writing", "by hand", *(() if waits else ("scenarios", "both"))}
    return not any(one.group in busy and not one.is_finished for one in room.app.workers)


async def pick(room: Room, title: str) -> None:
    """Stand on a scenario in the list of them."""
    await until(lambda: isinstance(room.app.screen, ScenarioPicker), "the scenarios show")
    options = room.app.screen.query_one(OptionList)
    wanted = [one.title for one in shipped_scenarios()].index(title)
    while options.highlighted != wanted:
        assert options.highlighted is not None
        await room.pilot.press("down" if options.highlighted < wanted else "up")


@pytest.mark.parametrize("behavior", Behavior)
async def test_each_row_of_a_lesson_plan_leads_to_what_it_points_at(behavior: Behavior) -> None:
    words = PLANS[behavior].read_text("utf-8")
    (start,) = command(words, "train")
    *told, last = rows(words)
    assert len(told) >= 10
    async with lesson(start, TERMINAL) as room:
        assert room.screen.behavior is behavior
        for row in told:
            for one in row.presses:
                if one.startswith("**"):
                    await pick(room, one.removeprefix("**"))
                else:
                    await press(room, one)
            for phrase in row.points_at:
                when = f"“{phrase}” is to be seen at minute {row.minute}"
                await until(partial(is_shown, room, phrase), when, 30)
        assert last.presses == ("q",)
        await room.pilot.press("q")
        assert room.app._exit, "q leaves"


@pytest.mark.parametrize("behavior", Behavior)
def test_a_lesson_plan_is_one_page_and_a_quarter_of_an_hour(behavior: Behavior) -> None:
    words = PLANS[behavior].read_text("utf-8")
    assert sum(any(map(str.isalnum, word)) for word in words.split()) <= MOST_WORDS
    minutes = [row.minute for row in rows(words)]
    assert minutes == sorted(set(minutes))
    practice = command(words, "practice")
    assert minutes[-1] + float(practice[practice.index("--minutes") + 1]) <= LONGEST
    remember = words.partition("## To remember")[2].partition("##")[0]
    assert len(re.findall(r"^\d\. ", remember, re.MULTILINE)) == 3
    for row in rows(words):
        question, star, answer = row.asks[1:].partition("?*")
        assert not row.asks or (row.asks[0] == "*" and question and star and answer.strip())


@pytest.mark.parametrize("behavior", Behavior)
def test_the_practice_of_a_lesson_plan_holds_what_it_says(behavior: Behavior) -> None:
    words = PLANS[behavior].read_text("utf-8")
    given = command(words, "practice")
    options = dict(zip(given[::2], given[1::2], strict=True))
    assert options.get("--provider", "type1") == behavior.value
    session = plan_practice(int(options["--seed"]), int(options["--conversations"]), behavior)
    talks = session.conversations
    says = " ".join(words.rpartition("## Practise")[2].split())

    assert len(talks) == 10
    assert "the same ten replies" in says
    asking = [one for one in talks if one.right is RightAction.OPT_OUT]
    assert f": {len(asking)} ask to opt out" in says
    wrong = [one for one in talks if one.right is RightAction.WRONG_NUMBER]
    assert f"{len(wrong)} has a wrong number" in says
    alike = [one for one in talks if one.kind is ReplyKind.LOOKS_LIKE_IT]
    assert f"{len(alike)} only sound like a request" in says
    if behavior is Behavior.TYPE_2:
        known = [one for one in asking if one.text.strip().casefold() in OPT_OUT_KEYWORDS]
        assert f"the provider acts on {len(known)} of them" in says
    else:
        assert any("the texts never stop lol" in one.text for one in alike)
    arrived = max(one.arrives_at for one in talks)
    assert arrived < 60, "nobody waits long for the last of them"
