"""The documents show the app as it is: their pictures, their keys and their links."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from docs.make_pictures import PICTURES, draw
from docs.making.keys_page import KEYS_PAGE, keys_of, keys_page
from docs.making.scenes import SCENES
from docs.making.worlds import make_world
from tui.bound_actions import every_action
from tui.key_names import NoSuchKey, key_named

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
GUIDE = ROOT / "docs" / "texting.md"
ABOUT_KEYS = [ROOT / "README.md", GUIDE]
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
    rows = list(rows_of_keys(GUIDE))
    assert len(rows) > 10
    for keys in rows:
        assert any(set(keys) <= some for some in sets), keys


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
