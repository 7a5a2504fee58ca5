"""The documents show the app as it is: their pictures, their keys and their links."""

from __future__ import annotations

import re
import shlex
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from core.training.library import shipped_scenarios
from docs.make_pictures import PICTURES, draw
from docs.making.keys_page import KEYS_PAGE, keys_of, keys_page
from docs.making.scenes import SCENES
from docs.making.worlds import make_world
from tui.bound_actions import every_action
from tui.cli import app
from tui.key_names import NoSuchKey, key_named

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
GUIDE = ROOT / "docs" / "texting.md"
TRAINERS = ROOT / "docs" / "training.md"
TRIAGE = ROOT / "docs" / "triage.md"
LESSONS = sorted((ROOT / "docs").glob("lesson-*.md"))
ABOUT_KEYS = [ROOT / "README.md", GUIDE, TRAINERS, TRIAGE, *LESSONS]
"""docs/keystrokes.md names keys of others, too; tests/tui/test_keystrokes.py presses ours."""

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
AGAIN = "Run `python -m docs.make_pictures`, look at what changed, and keep it."

OF_EVERY_SCREEN = {"ctrl+p", "tab"}
"""Textual's own keys, and moving from field to field."""

OF_WRITING = {"ctrl+j"}
"""What a field of text takes for itself."""


def links(page: Path) -> list[str]:
    """Where the links and pictures of a page lead, those to other sites left out."""
    return [one for one in LINK.findall(page.read_text("utf-8")) if "://" not in one]


def anchors(page: Path) -> set[str]:
    """What the headings of a page are called in links."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_and_picture_of_a_page_is_there(page: Path) -> None:
    for link in links(page):
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        assert target.is_file(), f"{page.name}: {link}"
        assert not anchor or anchor in anchors(target), f"{page.name}: {link}"


def test_every_picture_is_used_and_made_by_the_script() -> None:
    used = {
        (page.parent / link).resolve() for page in PAGES for link in links(page) if "svg" in link
    }
    there = {one.resolve() for one in (ROOT / "docs").rglob("*.svg")}
    assert there == used
    assert {one.stem for one in there} == set(SCENES)
    assert {one.parent for one in there} == {PICTURES}


def test_the_page_of_all_keys_is_made_of_the_bindings_as_they_are() -> None:
    assert KEYS_PAGE.read_text("utf-8") == keys_page(), AGAIN


def is_key(words: str) -> bool:
    """Whether something in backticks is the name of a key."""
    try:
        key_named(words)
    except NoSuchKey:
        return False
    return len(words) == 1 or "+" in words or words in {"enter", "space", "esc", "backspace"}


def rows_of_keys(page: Path) -> Iterator[list[str]]:
    """The keys of each row whose first cell is made of keys."""
    for line in page.read_text("utf-8").splitlines():
        cells = line.split("|")
        keys = re.findall(r"`([^`]+)`", cells[1]) if len(cells) > 3 else []
        if keys and all(map(is_key, keys)):
            yield keys


def test_every_key_that_a_page_names_is_a_key_of_the_app() -> None:
    bound = {key.lower() for action in every_action().values() for key in keys_of(action)}
    bound |= {key for action in every_action().values() for key in keys_of(action)}
    for page in ABOUT_KEYS:
        words = page.read_text("utf-8")
        quoted = {one for one in re.findall(r"`([^`\n]+)`", words) if is_key(one)}
        named = {one if len(one) == 1 else one.lower() for one in quoted}
        named |= {one.lower() for one in re.findall(r"\b(?:shift\+)?F\d\d?\b", words)}
        assert named - bound - OF_EVERY_SCREEN - OF_WRITING == set(), page.name


def test_the_keys_in_one_row_of_the_guide_do_the_same_thing() -> None:
    sets = [set(keys_of(action)) for action in every_action().values()]
    for page in (GUIDE, TRAINERS):
        rows = list(rows_of_keys(page))
        assert len(rows) >= 10
        for keys in rows:
            assert any(set(keys) <= some for some in sets), keys


def test_the_keys_of_a_lesson_are_all_in_the_trainers_guide() -> None:
    words = TRAINERS.read_text("utf-8")
    for action in every_action().values():
        if action.id.startswith("lesson."):
            assert f"| `{keys_of(action)[0]}` |" in words, action.id


def test_the_trainers_guide_lists_every_scenario_that_comes_with_textbank() -> None:
    table = TRAINERS.read_text("utf-8").partition("## The scenarios")[2].partition("\n## ")[0]
    listed = re.findall(r"^\| `([^`]+)` \| (.+) \| type (\d) \|$", table, re.MULTILINE)
    assert listed == [
        (one.name, one.title, one.shown_with.value.removeprefix("type"))
        for one in shipped_scenarios()
    ]


def commands_named(page: Path) -> Iterator[list[str]]:
    """The words after `textbank` of every command line that a page has."""
    words = page.read_text("utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```", words, re.MULTILINE | re.DOTALL)
    for line in (line for block in blocks for line in block.splitlines()):
        if line.startswith("textbank "):
            yield shlex.split(line, comments=True)[1:]
    inline = re.sub(r"^```.*?^```", "", words, flags=re.MULTILINE | re.DOTALL)
    for line in re.findall(r"`textbank ([^`]+)`", inline):
        yield shlex.split(line)


def test_every_command_and_option_that_a_page_names_is_there() -> None:
    group = get_command(app)
    assert isinstance(group, TyperGroup)
    everywhere = {flag for one in group.params for flag in one.opts}
    for page in (ROOT / "README.md", GUIDE, TRAINERS, *LESSONS):
        found = list(commands_named(page))
        assert found, page.name
        for words in found:
            command: Any = group
            names = [word for word in words if not word.startswith("-")]
            while isinstance(command, TyperGroup) and names and names[0] in command.commands:
                command = command.commands[names.pop(0)]
            assert command is not group or words[0].startswith("-"), words
            known = {flag for one in command.params for flag in one.opts} | everywhere
            named = {word.partition("=")[0] for word in words if word.startswith("--")}
            assert named <= known, f"{page.name}: textbank {shlex.join(words)}"


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="pictures are made in one time zone")
async def test_a_picture_made_now_is_the_one_in_the_documents(tmp_path: Path) -> None:
    """Two of them: one without a database, and the messenger with all that stands on it."""
    world = tmp_path / "world"
    world.mkdir()
    await make_world(world)
    for name in ("first-run", "messenger-type-1"):
        folder = tmp_path / name
        folder.mkdir()
        made = await draw(name, world, folder)
        assert made == (PICTURES / f"{name}.svg").read_text("utf-8"), f"{name}: {AGAIN}"
