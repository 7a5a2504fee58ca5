"""The messenger in a real browser: read, opt out by mouse and by key, and who is kept out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web

from tests.core.world import DANA, MARIA
from tests.tui.driving import until
from tests.tui.web.chromium import Page, chromium, needs_chromium
from tests.tui.web.serving import Serving, campaign_with_replies, command_web, opted_out

pytestmark = needs_chromium


@pytest.fixture
async def serving(database_path: Path) -> AsyncIterator[Serving]:
    await campaign_with_replies(database_path)
    async with command_web(database_path) as serving:
        yield serving


@pytest.fixture
async def page(tmp_path: Path) -> AsyncIterator[Page]:
    async with chromium(tmp_path / "profile") as page:
        await page.resize(1200, 640)
        yield page


async def a_hand_later() -> None:
    """The dialog takes nothing for a quarter of a second: it cannot be confirmed by accident."""
    await asyncio.sleep(0.35)


async def test_a_texter_reads_and_opts_out_by_mouse_and_by_key(
    serving: Serving, page: Page, database_path: Path
) -> None:
    await page.open(serving.addresses[0])
    shown = await page.shows("Maria Lopez", "STOP", "Sam Okafor", "who is this", "Dana Fox")
    assert await page.value("location.href") == serving.address, "the token is not kept"
    await page.click("who is this")
    await page.shows("Sam Okafor · +1 415 555 0102")
    await page.click("Maria Lopez")
    await page.shows("Maria Lopez · +1 415 555 0101", "asks to opt out")
    before = await page.picture()

    await page.click("Opt Out")
    await page.shows("Are you sure you want to opt out Maria Lopez")
    await a_hand_later()
    await page.click("Opt Out (Enter)")

    await until(lambda: gone(page, "STOP"), "Maria's row leaves the list")
    assert "STOP" in shown
    assert await page.picture() != before
    assert await opted_out(database_path) == [MARIA]

    await page.click("Yes, I'll be there")
    await page.shows("Dana Fox · +1 415 555 0103")
    await page.press("o")
    await page.shows("Are you sure you want to opt out Dana Fox")
    await a_hand_later()
    await page.press("Enter")

    await until(lambda: gone(page, "Yes, I'll be there"), "Dana's row leaves the list")
    assert await opted_out(database_path) == [MARIA, DANA]

    await page.resize(700, 420)
    columns = "terminalCore.cols"
    await until(lambda: page.value(f"{columns} < 80"), "the terminal is as narrow as the window")
    await page.shows("Sam Okafor")
    await page.open(serving.address)
    await page.shows("Sam Okafor")  # The one messenger that is allowed went over to the new page.

    assert await page.value("window.open('http://elsewhere.example/') === null")
    assert page.requests
    assert {url.partition("?")[0].startswith(serving.address) for url in page.requests} == {True}
    assert page.problems == []


async def gone(page: Page, words: str) -> bool:
    """Whether the list is shown without a row of these words."""
    screen = await page.screen()
    return "Sam Okafor" in screen and "Are you sure" not in screen and words not in screen


async def test_who_was_not_let_in_is_told_what_to_do(serving: Serving, page: Page) -> None:
    await page.open(serving.address)
    assert "Open the whole address that textbank web printed" in await page.text()

    await page.open(f"{serving.address}?token=guessed")
    assert "works once" in await page.text()

    assert await page.value("document.querySelector('#terminal')") is None
    assert serving.children() == []


TRY_TO_CONNECT = """
new Promise((done) => {
  const socket = new WebSocket("ADDRESS/ws?width=80&height=24");
  socket.onopen = () => { done("connected"); socket.close(); };
  socket.onerror = () => done("refused");
})
"""


async def test_a_page_of_another_origin_gets_no_messenger(database_path: Path, page: Page) -> None:
    async def other(request: web.Request) -> web.Response:
        return web.Response(text="<title>Elsewhere</title>", content_type="text/html")

    await campaign_with_replies(database_path, assignments=2)
    application = web.Application()
    application.router.add_get("/", other)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        async with command_web(database_path, sessions=2) as serving:
            attempt = TRY_TO_CONNECT.replace("ADDRESS", serving.address[:-1].replace("http", "ws"))
            await page.open(serving.addresses[0])
            await page.shows("Your assignments")
            await page.press("Enter")  # A dialog at the very start has the focus, too.
            await page.shows("Maria Lopez")
            assert await page.value(attempt) == "connected"

            # The same browser, with its cookie: cookies do not tell ports of a machine apart.
            await page.open(f"http://127.0.0.1:{runner.addresses[0][1]}/")
            assert await page.value(attempt) == "refused"

            await until(lambda: serving.children() == [], "the messengers that were left end")
    finally:
        await runner.cleanup()
