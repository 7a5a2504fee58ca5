"""What reaches the terminal in a texter's day: hostile texts in every place beside a conversation.

The first run, too, with a hostile home and a hostile list.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from itertools import count
from pathlib import Path

import pytest

pytest.importorskip("termios", reason="needs a pseudo-terminal")

from tests.tui.hostile import HOSTILE, MESSENGER, PLAIN, Seen, in_groups, run, wrongs
from tests.tui.hostile_day import UNFILLED, fill_day
from tests.tui.terminal import Terminal
from tui.widgets.search_box import LONGEST

pytestmark = pytest.mark.xdist_group("terminal day")  # What it sets up is set up once.

WHEEL_DOWN = b"\x1b[<65;105;20M"
"""The wheel of the mouse, over the panel on the right."""


def step(terminal: Terminal, *keys: str, words: Sequence[str] = (), then: float = 0.0) -> None:
    """Press keys; wait for a frame with these words."""
    start = len(terminal.output)
    terminal.press(*keys)
    terminal.wait_frame(*words, since=start)
    if then:
        terminal.rest(then)


def paste(terminal: Terminal, bodies: Sequence[tuple[str, str]], most: int = 2_000) -> None:
    """Paste a line of all the short bodies, as terminals do: an ESC is left out."""
    raw = " ".join(body for _, body in bodies if len(body) < 60 and not {*"\r\n"} & {*body})[:most]
    terminal.write(b"\x1b[200~" + raw.replace("\x1b", "").encode("utf-8", "replace") + b"\x1b[201~")
    terminal.rest(0.1)


def number_of(n: int) -> str:
    """The number of the nth contact as screens show it."""
    return f"+1 415 555 {n:04d}"


# --- A day of work ----------------------------------------------------------------------------


def work_a_day(terminal: Terminal, bodies: Sequence[tuple[str, str]], seen: Seen) -> None:
    """Every screen a texter comes by, all hostile."""
    terminal.wait_frame("Your assignments")
    start = len(terminal.output)
    terminal.press("home", "enter")
    # What is to be sent comes first.
    terminal.wait_frame("To ", "First messages", since=start)
    terminal.rest(0.2)
    send_first_messages(terminal, bodies)
    look_beside(terminal, bodies)
    take_replies(terminal, bodies)
    tag_and_note(terminal, bodies)
    read_earlier_texts(terminal, bodies)
    search(terminal, bodies)
    step(terminal, "ctrl+p", words=["Search for commands"], then=0.1)
    paste(terminal, bodies)
    step(terminal, "escape", words=["h Hide"], then=0.1)


def send_first_messages(terminal: Terminal, bodies: Sequence[tuple[str, str]]) -> None:
    """One for each group by hand, the rest by QuickSend; then go to the conversations."""
    first = 2 + len(bodies)
    step(terminal, "e", then=0.1)
    terminal.press("pageup", "pageup")
    terminal.rest(0.1)
    step(terminal, "escape", words=["s Skip"], then=0.1)
    for n in range(len(in_groups(bodies))):
        # Two keys in turn: the same one again very soon is taken for one that is held down.
        key = "s" if n % UNFILLED == UNFILLED - 1 else (" ", "enter")[n % 2]
        step(terminal, key, words=[number_of(first + n + 1)])
    step(terminal, "Q", words=["now, one after the other?"], then=0.4)
    step(terminal, "y", words=["Done."], then=0.1)
    step(terminal, "enter", words=["All first messages are sent.", "goes to the conversations"])
    step(terminal, "escape", words=["h Hide", number_of(1)], then=0.3)


def look_beside(terminal: Terminal, bodies: Sequence[tuple[str, str]]) -> None:
    """The tabs on the right, from top to bottom."""
    for words in ("Survey", "Recommended", "Provider type 1"):
        if words == "Survey":
            step(terminal, "s", words=["[Survey]"])
        else:
            step(terminal, "]", words=[words])
        for _ in range(0, len(bodies), 3):
            # Far less than what shows at a time: every line comes by.
            terminal.write(WHEEL_DOWN * 3)
            terminal.read(0.01)
        terminal.rest(0.1)


def take_replies(terminal: Terminal, bodies: Sequence[tuple[str, str]]) -> None:
    """Replies by number, from the picker, and those that come with the survey's answers."""
    for number in "1234"[: len(bodies)]:
        step(terminal, number, words=["f8 Opt out"], then=0.1)
        step(terminal, "escape", words=["h Hide"], then=0.03)
    step(terminal, "p", words=["Reply to"], then=0.1)
    for _ in bodies:
        terminal.press("down")
        terminal.read(0.01)
    paste(terminal, bodies)
    step(terminal, "escape", words=["h Hide"], then=0.1)
    step(terminal, "s", words=["[Survey]"], then=0.1)
    for n in range(1 if len(bodies) < 9 else 2):
        step(terminal, "12"[n % 2], words=["f8 Opt out"], then=0.03)
        step(terminal, "escape", words=["h Hide"], then=0.03)


def tag_and_note(terminal: Terminal, bodies: Sequence[tuple[str, str]]) -> None:
    """All tags; one put on. All notes; another one written."""
    step(terminal, "l", words=["Tags on"], then=0.1)
    for _ in range(0, len(bodies), 3):
        terminal.press("down", "down", "down")
        terminal.read(0.01)
    paste(terminal, bodies)
    step(terminal, "escape", words=["h Hide"], then=0.1)
    step(terminal, "l", words=["Tags on"], then=0.1)
    step(terminal, "1", words=["tagged"], then=0.1)
    step(terminal, "m", words=["Notes on"], then=0.1)
    paste(terminal, bodies)
    step(terminal, "enter", words=["Noted on"], then=0.1)
    step(terminal, "m", words=["Notes on"], then=0.1)
    terminal.press("tab")
    for _ in in_groups(bodies):
        terminal.press("down")
        terminal.rest(0.02)
    step(terminal, "escape", words=["h Hide"], then=0.1)


def read_earlier_texts(terminal: Terminal, bodies: Sequence[tuple[str, str]]) -> None:
    """Every other campaign with the first contact, and all that was written there."""
    step(terminal, "e", words=["Earlier texts with"], then=0.1)
    for _ in range(12):
        terminal.press("pageup")
        terminal.rest(0.02)
    for _ in in_groups(bodies):
        terminal.press("j")
        terminal.rest(0.02)
    step(terminal, "escape", words=["h Hide"], then=0.1)


def search(terminal: Terminal, bodies: Sequence[tuple[str, str]]) -> None:
    """Look for the words beside every body, go through what is found, open one."""
    step(terminal, "/", words=["name, number or words"], then=0.1)
    paste(terminal, bodies, LONGEST)
    step(terminal, "\x15", then=0.1)
    step(terminal, *"findme", words=["found"], then=0.1)
    for _ in range(0, len(bodies), 3):
        terminal.press("down", "down", "down")
        terminal.rest(0.03)
    step(terminal, "enter", words=["h Hide"], then=0.1)
    step(terminal, "escape", words=["newest need"], then=0.1)


# --- The first run ----------------------------------------------------------------------------


def begin(terminal: Terminal, bodies: Sequence[tuple[str, str]], seen: Seen) -> None:
    """Name everything after the bodies; give a list that is none, a bad one, one that works."""
    step(terminal, words=["Welcome to textbank"], then=0.1)
    step(terminal, "enter", words=["1 of 3"], then=0.1)
    paste(terminal, bodies, 60)
    for _ in range(4):
        step(terminal, "enter", then=0.03)
    step(terminal, "enter", words=["2 of 3"], then=0.1)
    paste(terminal, bodies, 60)
    for _ in range(4):
        step(terminal, "enter", then=0.03)
    for name, words in (("gone", "no file"), ("bad.csv", "None of the rows can be used")):
        paste(terminal, [("", f"~/{name}")])
        step(terminal, "enter", words=[words], then=0.1)
        step(terminal, "\x15", then=0.1)
    paste(terminal, bodies)
    step(terminal, "enter", then=0.2)
    step(terminal, "\x15", then=0.1)
    paste(terminal, [("", "~/good.csv")])
    step(terminal, "enter", words=["can be texted"], then=0.1)
    step(terminal, "enter", words=["First messages", "To "], then=0.2)


def home_of(folder: Path, bodies: Sequence[tuple[str, str]]) -> Path:
    """A home whose path holds these texts, with two lists in it that hold them all."""
    home = folder
    for case, body in bodies:
        if case.startswith(("csi", "osc", "bidi", "esc", "plain")) and "\0" not in body:
            home /= body.replace("/", "_")[:60]
    home.mkdir(parents=True)
    names = [body.encode("utf-8", "replace").decode().replace("\0", "") for _, body in bodies]
    names *= 60 // len(names) + 1  # More than the list has room for.
    good = (f"415 555 {n:04d}" for n in count(1))
    for name, numbers in (("bad.csv", names), ("good.csv", good)):
        with (home / name).open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(["phone", "first name", names[1]])
            rows.writerows(zip(numbers, names, names, strict=False))
    return home


def first_run(folder: Path, bodies: Sequence[tuple[str, str]]) -> Seen:
    home = home_of(folder / "home", bodies)
    command = [*MESSENGER[:3], "--database", home / "textbank.sqlite"]
    return run(command, bodies, begin, environment={"HOME": str(home)})


# --- What must hold of both -------------------------------------------------------------------

DAY = HOSTILE[::3]
"""Every third one, for time: `test_terminal` opens them all."""


@pytest.fixture(scope="module")
def plain_day(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """The same day among harmless texts."""
    path = tmp_path_factory.mktemp("plain-day") / "textbank.sqlite"
    fill_day(path, PLAIN)
    return run([*MESSENGER, path], PLAIN, work_a_day)


def test_nothing_hostile_reaches_the_terminal_in_a_day_of_work(
    tmp_path: Path, plain_day: Seen
) -> None:
    assert plain_day.exit_code == 0
    assert list(wrongs(plain_day, plain_day)) == []
    path = tmp_path / "textbank.sqlite"
    fill_day(path, DAY)

    seen = run([*MESSENGER, path], DAY, work_a_day)

    assert seen.exit_code == 0
    assert "Traceback" not in seen.output
    assert list(wrongs(seen, plain_day)) == []


def test_nothing_hostile_reaches_the_terminal_in_a_first_run(tmp_path: Path) -> None:
    plain = first_run(tmp_path / "plain", PLAIN)
    assert plain.exit_code == 0
    assert list(wrongs(plain, plain)) == []

    seen = first_run(tmp_path / "hostile", HOSTILE)

    assert seen.exit_code == 0
    assert "Traceback" not in seen.output
    assert list(wrongs(seen, plain)) == []
