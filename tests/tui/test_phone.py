"""The contact's phone: what the simulator says it holds, drawn as its owner sees it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyte
import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.pilot import Pilot

from core.domain import Behavior
from core.providers.base import OutboundText
from core.providers.simulator import (
    OPT_OUT_MESSAGE,
    PhoneKind,
    PhoneState,
    PhoneText,
    Simulator,
)
from core.training.phone_view import phone_view
from tests.tui.harness import NOW, STYLESHEET, drawn, hostile_bodies
from tests.tui.widgets.test_hostile_texts import BIDI
from tui.themes import THEMES, VARIABLE_DEFAULTS
from tui.widgets.phone import Phone
from tui.widgets.pinned_strip import PinnedStrip

MARIA = "+14155550134"
LINE = "+12025550117"
OTHER = "+14155550101"
SIZE = (40, 24)


class PhoneApp(App[None]):
    """A phone that fills the terminal."""

    CSS_PATH = STYLESHEET
    AUTO_FOCUS = "Phone"

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return VARIABLE_DEFAULTS

    def compose(self) -> ComposeResult:
        yield Phone()

    def on_mount(self) -> None:
        self.register_theme(THEMES[0])
        self.theme = THEMES[0].name
        self.phone.zone = UTC
        self.phone.now = lambda: NOW

    @property
    def phone(self) -> Phone:
        return self.query_one(Phone)

    def show(self, *texts: PhoneText, name: str = "Maria Lopez") -> None:
        self.phone.show(phone_view(name, MARIA, texts))

    def rows(self) -> list[str]:
        return drawn(self.phone)


@asynccontextmanager
async def a_phone(
    *texts: PhoneText, size: tuple[int, int] = SIZE
) -> AsyncIterator[tuple[PhoneApp, Pilot[None]]]:
    app = PhoneApp()
    async with app.run_test(size=size, notifications=True) as pilot:
        app.show(*texts)
        await pilot.pause()
        yield app, pilot


def text(body: str, *, own: bool = False, line: str = LINE, minutes: int = 0) -> PhoneText:
    at = NOW - timedelta(hours=1) + timedelta(minutes=minutes)
    return PhoneText(line, own, body, at, PhoneState.DELIVERED, PhoneKind.TEXT)


def many(count: int, line: str = LINE) -> list[PhoneText]:
    return [text(f"text number {n}", line=line, own=n % 2 == 0) for n in range(1, count + 1)]


def at_edges(rows: Sequence[str]) -> set[tuple[str, str]]:
    return {(row[0], row[-1]) for row in rows}


# --- Both types ------------------------------------------------------------------------------


@pytest.mark.parametrize("behavior", list(Behavior))
async def test_the_phone_shows_who_spoke_and_what_reached_nobody(
    tmp_path: Path, behavior: Behavior
) -> None:
    simulator = Simulator(tmp_path / "network.sqlite", clock=lambda: NOW)
    await simulator.provision_line(LINE, behavior)
    await simulator.send(OutboundText(reference="1", line=LINE, number=MARIA, body="Will you?"))
    for words in ("STOP", "who is this"):
        await simulator.say(LINE, MARIA, words)
    texts = await simulator.phone(MARIA)
    await simulator.close()

    async with a_phone(*texts) as (app, _):
        rows = app.rows()
    shown = "\n".join(rows)
    assert rows[0].startswith("╭─ Maria's phone ─")
    assert "+1 202 555 0117" in rows[2]
    received = next(row for row in rows if "Will you?" in row)
    written = next(row for row in rows if "STOP" in row and "START" not in row)
    assert received.index("Will") < 5
    assert written.index("STOP") > 30
    assert "18:42" in rows[rows.index(received) + 1]
    if behavior is Behavior.TYPE_1:
        assert "from the provider" not in shown
        assert "Not delivered" not in shown
        return
    answer = next(row for row in rows if OPT_OUT_MESSAGE[:20] in row)
    assert answer.index(OPT_OUT_MESSAGE[:20]) < 5
    assert [row[1:-1].strip() for row in rows if "provider" in row] == ["18:42 · from the provider"]
    after = next(number for number, row in enumerate(rows) if "who is this" in row)
    assert rows[after + 1][1:-1].strip() == "18:42 · ! Not delivered"
    assert sum("Not delivered" in row for row in rows) == 1


# --- Reading ---------------------------------------------------------------------------------


async def test_it_scrolls_by_keys_and_shows_where_it_is() -> None:
    async with a_phone(*many(30)) as (app, pilot):
        assert any("number 30" in row for row in app.rows())
        await pilot.press("home")
        rows = app.rows()
        assert any("number 1 " in row for row in rows)
        assert rows[4].endswith("┃")
        await pilot.press("down", "down", "pagedown", "pageup", "up")
        moved = app.rows()
        assert moved[4:-2] != rows[4:-2]
        assert moved[:4] == rows[:4], "the frame stands still"
        await pilot.press("end")
        assert any("number 30" in row for row in app.rows())
        assert app.rows()[-3].endswith("┃")


async def test_a_new_text_is_followed_at_the_end_and_nowhere_else() -> None:
    async with a_phone(*many(30)) as (app, pilot):
        app.show(*many(31))
        await pilot.pause()
        assert any("number 31" in row for row in app.rows())
        await pilot.press("pageup")
        before = app.rows()
        app.show(*many(32))
        await pilot.pause()
        assert [row[:-1] for row in app.rows()] == [row[:-1] for row in before]


async def test_resizing_keeps_the_place() -> None:
    async with a_phone(*many(60)) as (app, pilot):
        for size in ((30, 24), (60, 40), (20, 10), SIZE):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert " 60 " in "".join(app.rows()[-8:]), f"{size}: the end stays in sight"
        app.phone.scroll_to_line(61)
        await pilot.pause()
        assert "text number 21" in app.rows()[4]
        for size in ((30, 24), (60, 40), (20, 10), SIZE):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert " 21 " in "".join(app.rows()[2:7]), size


@pytest.mark.parametrize("size", [(60, 20), (40, 24), (24, 16), (20, 10), (12, 6), (14, 5), (4, 2)])
async def test_it_reads_at_any_size(size: tuple[int, int]) -> None:
    width, height = size
    async with a_phone(*many(3), text("yes please", own=True, minutes=1), size=size) as (app, _):
        rows = app.rows()
        assert len(rows) == height
        assert {cell_len(row) for row in rows} == {width}
        if height >= 6:
            assert "+1 202 555" in "".join(rows[:3])
            assert "yes" in "".join(rows)
        if width >= 14 and height >= 5:
            assert at_edges(rows[1:-1]) <= {("│", "│"), ("│", "┃")}


# --- Threads ---------------------------------------------------------------------------------


async def test_the_thread_with_the_latest_text_is_shown_until_another_is_picked() -> None:
    first, second = text("from one", line=OTHER), text("from two", minutes=1)
    async with a_phone(first, second) as (app, pilot):
        assert "‹ 1 of 2 ›" in app.rows()[3]
        assert any("from two" in row for row in app.rows())
        await pilot.press("right")
        assert "‹ 2 of 2 ›" in app.rows()[3]
        assert "+1 415 555 0101" in app.rows()[2]
        assert any("from one" in row for row in app.rows())

        app.show(first, second, answered := text("mine", own=True, line=OTHER, minutes=2))
        await pilot.pause()
        assert any("mine" in row for row in app.rows()), "the one that was picked stays"
        app.show(first, second, answered, text("again", minutes=3))
        await pilot.pause()
        assert any("again" in row for row in app.rows()), "until a newer text comes elsewhere"

        await pilot.click(Phone, offset=(app.rows()[3].index("›"), 3))
        assert any("mine" in row for row in app.rows())
        await pilot.click(Phone, offset=(app.rows()[3].index("‹"), 3))
        assert any("again" in row for row in app.rows())


async def test_another_phone_and_none() -> None:
    async with a_phone(*many(30)) as (app, pilot):
        app.phone.empty_text = "Open a conversation to see its phone."
        app.phone.show(None)
        await pilot.pause()
        assert "Open a conversation to see its phone." in "".join(app.rows())
        app.phone.show(phone_view("", "+14155550135", ()))
        await pilot.pause()
        assert app.rows()[0].startswith("╭─ +1 415 555 0135 ─")
        assert "No texts yet." in "".join(app.rows())


# --- What comes from outside -----------------------------------------------------------------


async def test_hostile_texts_and_names_leave_the_frame_whole() -> None:
    async with a_phone(size=(30, 24)) as (app, pilot):
        for case, body in hostile_bodies():
            app.show(text(body), text(body, own=True, line=body, minutes=1), name=body)
            app.phone.empty_text = body
            await pilot.pause()
            for strip in app.phone.render_lines(Region(0, 0, 30, 24)):
                for char in strip.text:
                    assert unicodedata.category(char) not in ("Cc", "Cs"), (case, hex(ord(char)))
                    assert char not in BIDI, (case, hex(ord(char)))
                assert cell_len(strip.text) == 30, (case, strip.text)
            assert at_edges(app.rows()[1:-1]) <= {("│", "│"), ("│", "┃")}, case


async def test_no_emoji_moves_the_frame_in_a_terminal_that_counts_other_cells() -> None:
    bodies = ["👩‍👩‍👧‍👦 all of us", "❤️", "👍🏽👍🏽", "🇺🇸 go", "⚠️ 👩‍💻 ok", "नमस्ते"]
    texts = [text(body, own=own) for body in bodies for own in (True, False)]
    async with a_phone(*texts, size=(32, 44)) as (app, _):
        # This emulator draws the parts of an emoji side by side, unlike Rich.
        screen = pyte.Screen(40, 44)
        stream = pyte.Stream(screen)
        for strip in app.phone.render_lines(Region(0, 0, 32, 44)):
            stream.feed(strip.render(app.console))
    lines = [[screen.buffer[y][x] for x in range(40)] for y in range(1, 43)]
    assert {(line[0].data, line[31].data) for line in lines} <= {("│", "│"), ("│", "┃")}
    together = ["".join(cell.data for cell in line) for line in lines]
    assert any("all of us" in line for line in together)
    glass, _ = Counter(cell.bg for line in lines for cell in line[1:31]).most_common(1)[0]
    for line in lines:
        # A bubble is filled from its first cell to its last.
        fills = "".join("·" if cell.bg == glass else "#" for cell in line[1:31])
        assert len(fills.strip("·").split("·")) == 1, fills


async def test_a_pinned_row_knows_where_each_part_of_it_stands() -> None:
    async with a_phone(text("❤️ yes")) as (app, _):
        rows = app.phone.render_lines(Region(0, 0, *SIZE))
        (row,) = [strip for strip in rows if "yes" in strip.text]
        y = rows.index(row)
        assert isinstance(row, PinnedStrip)
        left, right = row.divide([10, 40])
        assert left.render(app.console).startswith(f"\x1b[{y + 1};1H")
        assert right.render(app.console).startswith(f"\x1b[{y + 1};11H")
        assert row.crop(5, 9).render(app.console).startswith(f"\x1b[{y + 1};6H")


async def test_days_have_names() -> None:
    yesterday = PhoneText(
        LINE, False, "hi", NOW - timedelta(days=1), PhoneState.DELIVERED, PhoneKind.TEXT
    )
    long_ago = PhoneText(
        LINE, True, "who?", datetime(2026, 3, 3, tzinfo=UTC), PhoneState.DELIVERED, PhoneKind.TEXT
    )
    async with a_phone(long_ago, yesterday, text("today's")) as (app, _):
        words = [row[1:-1].strip() for row in app.rows()]
        assert [word for word in words if word in ("Tue 3 Mar 2026", "Yesterday", "Today")] == [
            "Tue 3 Mar 2026",
            "Yesterday",
            "Today",
        ]
