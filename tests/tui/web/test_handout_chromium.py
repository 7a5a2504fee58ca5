"""A hand-out in a real browser: stepped through, read without scripts, printed, and on its own."""

from __future__ import annotations

import base64
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.tui.command_line import CommandLine
from tests.tui.handout_scenario import HOSTILE_SCENARIO
from tests.tui.web.chromium import Page, chromium, needs_chromium

pytestmark = [needs_chromium, pytest.mark.xdist_group("page")]

KEYS = {" ": 32, "Backspace": 8, "ArrowRight": 39, "ArrowLeft": 37, "r": 82, "a": 65, "End": 35}


@pytest.fixture
async def page(tmp_path: Path) -> AsyncIterator[Page]:
    async with chromium(tmp_path / "profile") as page:
        await page.resize(1280, 720)
        yield page


@pytest.fixture(scope="module")
def lesson(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a scenario that ships."""
    folder = tmp_path_factory.mktemp("lesson")
    CommandLine(folder)("train", "stop-type-1", "--export", folder / "lesson.html")
    return folder / "lesson.html"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The page, then the pictures, of a scenario that tries to be more than words."""
    textbank = CommandLine(tmp_path_factory.mktemp("hostile"))
    file = textbank.write("hostile.toml", HOSTILE_SCENARIO)
    page = textbank.folder / "lesson.html"
    textbank("train", "--file", file, "--both", "--size", "100x30", "--export", page)
    return [page, *sorted(textbank.folder.glob("lesson-frames/*.svg"))]


async def press(page: Page, *keys: str) -> None:
    for key in keys:
        what = {"key": key, "windowsVirtualKeyCode": KEYS[key]}
        await page.tell("Input.dispatchKeyEvent", type="rawKeyDown", **what)
        await page.tell("Input.dispatchKeyEvent", type="keyUp", **what)


async def in_sight(page: Page) -> list[str]:
    """The steps that are shown, by their ids."""
    return list(
        await page.value(
            "[...document.querySelectorAll('.step')].filter((one) => one.checkVisibility())"
            ".map((one) => one.id)"
        )
    )


async def test_a_trainer_steps_through_the_page(page: Page, lesson: Path) -> None:
    address = lesson.as_uri()
    await page.open(address)
    assert await in_sight(page) == ["step-0"]
    pictures = [await page.picture()]
    for keys, step in (
        ([" "], 1),
        (["ArrowRight", " "], 3),
        (["Backspace"], 2),
        (["End"], 5),
        ([" "], 5),
        (["r"], 0),
        (["ArrowLeft"], 0),
        ([" "], 1),
    ):
        await press(page, *keys)
        assert await in_sight(page) == [f"step-{step}"], keys
    pictures.append(await page.picture())
    where = "document.querySelector('.where').textContent"
    assert await page.value(where) == "Step 1 of 5"
    assert "Maria asks to be left alone" in await page.value(
        "document.querySelector('[role=status]').textContent"
    )
    assert pictures[0] != pictures[1]

    # A click on a button, and the keys go on to act after it.
    await click(page, ".bar .next")
    await press(page, " ")
    assert await in_sight(page) == ["step-3"]
    await press(page, "a")
    assert len(await in_sight(page)) == 6
    # The step that was shown is shown again where the page is loaded anew.
    assert await page.value("location.hash") == "#step-3"
    await page.open("about:blank")
    await page.open(f"{address}#step-3")
    assert await in_sight(page) == ["step-3"]

    assert page.problems == []
    assert {one.partition("#")[0] for one in page.requests} == {address}


async def click(page: Page, selector: str) -> None:
    x, y = await page.value(
        f"(() => {{ const box = document.querySelector('{selector}').getBoundingClientRect();"
        "return [box.x + box.width / 2, box.y + box.height / 2] })()"
    )
    for kind in ("mousePressed", "mouseReleased"):
        await page.tell(
            "Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1
        )


async def test_it_is_read_without_scripts_and_printed_a_step_a_page(
    page: Page, lesson: Path
) -> None:
    await page.open(lesson.as_uri())
    await press(page, " ")
    printed = await page.tell("Page.printToPDF", preferCSSPageSize=True)
    pages = re.findall(rb"/Type\s*/Page\b", base64.b64decode(printed["data"]))
    assert len(pages) == 6

    await page.tell("Emulation.setScriptExecutionDisabled", value=True)
    await page.open("about:blank")
    await page.open(lesson.as_uri())
    assert len(await in_sight(page)) == 6
    assert not await page.value("document.querySelector('.bar').checkVisibility()")
    assert "No real person was texted" in await page.text()


async def test_nothing_a_scenario_says_runs_or_is_fetched(page: Page, hostile: list[Path]) -> None:
    await page.open(hostile[0].as_uri())
    await press(page, " ", " ")
    assert await in_sight(page) == ["step-2"]
    assert await page.value("typeof hacked") == "undefined"
    assert await page.value("document.images.length + document.scripts.length") == 1
    for frame in hostile[1:]:
        await page.open(frame.as_uri())
        assert await page.value("document.documentElement.nodeName") == "svg"
        assert await page.value("typeof hacked") == "undefined"
    assert page.problems == []
    assert {one.partition(":")[0] for one in page.requests} == {"file"}
    assert len(page.requests) == len(hostile)


async def test_letters_stand_in_their_cells_and_the_page_fits_any_window(
    page: Page, hostile: list[Path]
) -> None:
    await page.open(f"{hostile[0].as_uri()}#step-1")
    for width in (1280, 700, 360):
        await page.resize(width, 640)
        fits = "document.documentElement.scrollWidth <= innerWidth"
        assert await page.value(fits), f"nothing has to be moved sideways at {width}"
    # As wide as their cells, in any font, also where it is not one for terminals.
    await page.value(
        "document.querySelectorAll('.now svg text')"
        ".forEach((one) => { one.dataset.cells = one.getAttribute('textLength') })"
    )
    for font in ("monospace", "serif"):
        await page.value(
            f"document.querySelector('.now svg').setAttribute('font-family', '{font}')"
        )
        assert await page.value(BEYOND) == [], font
    await page.value(
        "document.querySelectorAll('.now svg text')"
        ".forEach((one) => one.removeAttribute('textLength'))"
    )
    assert await page.value(BEYOND) != [], "it is the pictures that fit them in"


BEYOND = """
[...document.querySelectorAll('.now svg text')]
  .filter((one) => /^[ -~]+$/.test(one.textContent))
  .map((one) => [one.textContent, one.getEndPositionOfChar(one.textContent.length - 1).x
    - one.getStartPositionOfChar(0).x - one.dataset.cells])
  .filter(([, beyond]) => Math.abs(beyond) > 2)
"""
"""The letters of this alphabet that do not take up the room they are to take up.

What a letter is drawn over beyond that (a serif, a slant) is its font's matter.
"""
