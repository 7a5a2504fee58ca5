"""What reaches the terminal: every hostile body on every screen, read back byte by byte."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from time import monotonic

import pytest

pytest.importorskip("termios", reason="needs a pseudo-terminal")

import pyte
from rich.cells import split_graphemes

from core.database import Database
from core.list_order import rank_of
from core.stored import body_from, instant, microseconds, stored_body
from tests.tui.harness import NOW
from tests.tui.hostile import HOSTILE, MESSENGER, PLAIN, Seen, in_groups, run, wrongs
from tests.tui.terminal import FRAME_END, Kind, Terminal, pieces

pytestmark = pytest.mark.xdist_group("terminal")  # What it sets up is set up once.

PROGRAM = [sys.executable, "-m", "tests.tui.messenger_program"]


# --- A database that is hostile in every place that data comes from ---------------------------


def fill(path: Path, bodies: Sequence[tuple[str, str]]) -> None:
    """A conversation for each body, which is also every name around it, in the order given.

    Then one for each group of bodies.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    Database.open(path).close_now()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO texter (id, name) VALUES (1, 'jo')")
        for n, (_, body) in enumerate([*bodies, *in_groups(bodies)], start=1):
            _add(connection, n, body)


def _add(connection: sqlite3.Connection, n: int, body: str) -> None:
    # A name must be UTF-8 and unique; a text need not.
    name = body.encode("utf-8", "replace").decode()
    unique, number, at = f"{name} {n}", f"+1415555{n:04d}", microseconds(NOW) - n * 60_000_000
    line = f"+1202555{n:04d}"

    def insert(table: str, **values: object) -> None:
        columns, marks = ", ".join(values), ", ".join("?" * len(values))
        connection.execute(
            f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(values.values())
        )

    insert("organization", id=n, name=unique, opt_out_message=name, undo_seconds=5,
           confirm_unblocked_type_2=1, created_at=at)  # fmt: skip
    insert("line", id=n, organization_id=n, provider="simulator", number=line,
           behavior="type1" if n % 2 else "type2")  # fmt: skip
    insert("campaign", id=n, organization_id=n, line_id=n, name=unique, description=name,
           default_country="US", created_at=at)  # fmt: skip
    insert("assignment", id=n, campaign_id=n, texter_id=1, created_at=at)
    insert("contact", id=n, organization_id=n, number=number, first_name=name, last_name="?")
    insert("conversation", id=n, organization_id=n, campaign_id=n, line_id=n, contact_id=n,
           assignment_id=1, number=number, custom=json.dumps({name[:80]: name, "more": name}),
           request="request", needs_reply=1, wants_out=1, last_text_id=3 * n, last_at=at,
           texted_at=at, listed=1, rank=rank_of(True, instant(at)), revision=n)  # fmt: skip
    common = {"conversation_id": n, "line_id": n, "number": number, "body": stored_body(body),
              "rule": "", "attempts": 0}  # fmt: skip
    insert("text", id=3 * n - 2, kind="reply", direction="out", at=at - 2, state="failed",
           reason=name, author=name, request="none", **common)  # fmt: skip
    insert("text", id=3 * n - 1, kind="provider_notice", direction="in", at=at - 1,
           state="received", reason="", author="", request="none", **common)  # fmt: skip
    insert("text", id=3 * n, kind="inbound", direction="in", at=at, state="received", reason="",
           author="", request="request", span_start=0, span_end=len(body), **common)  # fmt: skip
    draft = f"{body}\nwritten {n}."
    insert("draft", conversation_id=n, body=stored_body(draft), updated_at=at)


def number_of(n: int) -> str:
    """The number of the nth conversation as the top bar shows it."""
    return f"+1 415 555 {n:04d}"


def wait_open(terminal: Terminal, n: int, start: int, *words: str) -> None:
    """Read until the nth conversation is open: the bar may name it before, its draft comes last."""
    terminal.wait_frame(number_of(n), f"written {n}.", *words, since=start)


# --- What was seen ----------------------------------------------------------------------------


class Emulator:
    """Follows a terminal with pyte, colours left out: they take most of the time.

    It stands for a terminal that agrees with Textual on how wide a letter is: a letter of two
    cells, or one that is made of several characters, is put in as so many times `x`.
    """

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._screen = pyte.Screen(120, 40)
        self._stream = pyte.Stream(self._screen)
        self._fed = 0

    def lines(self) -> list[str]:
        """The screen now, a character for each cell: what comes second in a cell is left out."""
        end = self._terminal.output.rfind(FRAME_END) + len(FRAME_END)
        written = bytes(self._terminal.output[self._fed : end]).decode("utf-8", "surrogatepass")
        self._fed = end
        for piece in pieces(written):
            moves = piece.kind is Kind.CSI and piece.raw.endswith(("H", "\x1b[?7l"))
            if piece.kind is Kind.TEXT:
                self._stream.feed(_as_wide(piece.raw))
            elif moves or piece.raw in "\r\n":
                self._stream.feed(piece.raw)
        buffer = self._screen.buffer
        return ["".join(buffer[y][x].data[:1] or " " for x in range(120)) for y in range(40)]


def _as_wide(text: str) -> str:
    if text.isascii():
        return text
    letters = split_graphemes(text)[0]
    return "".join(
        text[start] if end - start == cells == 1 else "x" * cells for start, end, cells in letters
    )


def read_and_ask(terminal: Terminal, bodies: Sequence[tuple[str, str]], seen: Seen) -> None:
    """Look at every assignment, open every conversation; ask to opt out of groups, cancel."""
    emulator = Emulator(terminal)
    everything = [*bodies, *in_groups(bodies)]
    terminal.wait_frame("Your assignments")
    for _ in range(len(everything) // 3):
        terminal.press("pagedown")
        terminal.rest(0.02)
    terminal.rest(0.1)
    start = len(terminal.output)
    terminal.press("home", "enter")
    terminal.wait_frame("[All", since=start)
    for n, (case, _) in enumerate(everything, start=1):
        wait_open(terminal, n, start)
        seen.screens.append((case, once_whole(terminal, emulator)))
        if n > len(bodies):
            start = len(terminal.output)
            terminal.press("o")
            terminal.wait_frame("Are you sure you want to opt out", since=start)
            start = len(terminal.output)
            terminal.press("n")
            # The screen beneath is painted again.
            terminal.wait_frame(number_of(n), since=start)
        start = len(terminal.output)
        if n < len(everything):
            terminal.press("j")
    look_around(terminal)


def fixed_parts(lines: list[str]) -> dict[str, int]:
    """Where the parts stand that no contact may move; -1 where one is not there."""
    footer, bar, status, order = lines[39], lines[1], lines[37], lines[38]
    return {
        "footer": footer.find("Opt out"),
        "keys": footer.find("Keys"),
        "status": status.find("[All"),
        "order": order.find("newest need first"),
        "search": order.find("/ search"),
        "hide": bar.find("Hide"),
        "wrong number": bar.find("Wrong number"),
        "opt out": bar.find("Opt Out"),
        "side": lines[0].find("[Info]"),
    }


def once_whole(terminal: Terminal, emulator: Emulator) -> list[str]:
    """The screen once all its parts are there: some come a frame after the conversation."""
    lines = emulator.lines()
    deadline = monotonic() + 3
    while min(fixed_parts(lines).values()) < 0 and monotonic() < deadline:
        terminal.rest(0.02)
        lines = emulator.lines()
    return lines


def look_around(terminal: Terminal) -> None:
    """Every other screen and shape of the messenger."""
    for keys, words, back, base in (
        ("?", "finds every action", "escape", "h Hide"),
        ("ctrl+p", "Search for commands", "escape", "h Hide"),
        ("a", "Your assignments", "escape", "h Hide"),
        ("r", "f8 Opt out", "escape", "h Hide"),
        ("i", "", "i", "Info"),
        ("f", "[Reply", "f", "[Opt-out"),
        ("F", "[Reply", "F", "[All"),
    ):
        start = len(terminal.output)
        terminal.press(keys)
        terminal.wait_frame(*([words] if words else []), since=start)
        # A key that comes while a screen opens or closes may be lost.
        terminal.rest(0.15)
        if back:
            start = len(terminal.output)
            terminal.press(back)
            terminal.wait_frame(base, since=start)
            terminal.rest(0.15)
    for columns, rows in ((80, 24), (60, 20), (120, 40)):
        start = len(terminal.output)
        terminal.resize(columns, rows)
        terminal.wait_frame(since=start)
        terminal.rest(0.1)


def opt_out_and_undo(terminal: Terminal, bodies: Sequence[tuple[str, str]], seen: Seen) -> None:
    """Opt the groups out without being asked, take the first of them back."""
    first, last = len(bodies) + 1, len(bodies) + len(in_groups(bodies))
    terminal.wait_frame("Your assignments")
    start = len(terminal.output)
    terminal.press("home", "enter")
    wait_open(terminal, 1, start)
    start = len(terminal.output)
    terminal.press("end")
    for n in range(last, first - 1, -1):
        wait_open(terminal, n, start, *(["undoes"] if n < last else []))
        # A key in between: the same one twice in a row is taken for one that is held down.
        start = len(terminal.output)
        terminal.press("down", "o")
    wait_open(terminal, first - 1, start, "undoes")
    start = len(terminal.output)
    terminal.press("z")
    wait_open(terminal, first, start, "is taken back")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "textbank.sqlite"
    fill(path, HOSTILE)
    return path


@pytest.fixture(scope="module")
def plain_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plain") / "textbank.sqlite"
    fill(path, PLAIN)
    return path


@pytest.fixture(scope="module")
def unasked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which Opt Out does not ask once more."""
    home = tmp_path_factory.mktemp("unasked")
    config = home / "textbank" / "config.toml"
    config.parent.mkdir()
    config.write_text("confirm_opt_out = false\n", "utf-8")
    return {"XDG_CONFIG_HOME": str(home)}


@pytest.fixture(scope="module")
def plain(plain_database: Path) -> Seen:
    """The same keys among harmless texts: what the messenger writes of its own accord."""
    return run([*MESSENGER, plain_database], PLAIN, read_and_ask)


@pytest.fixture(scope="module")
def plain_opt_outs(plain: Seen, plain_database: Path, unasked: dict[str, str]) -> Seen:
    return run([*MESSENGER, plain_database], PLAIN, opt_out_and_undo, environment=unasked)


@pytest.fixture(scope="module")
def hostile(database: Path) -> Seen:
    """Every hostile body on every screen."""
    return run([*MESSENGER, database], HOSTILE, read_and_ask)


# --- What must hold of it ---------------------------------------------------------------------


def test_nothing_hostile_reaches_the_terminal_on_any_screen(hostile: Seen, plain: Seen) -> None:
    assert plain.exit_code == 0
    assert list(wrongs(plain, plain)) == []

    assert hostile.exit_code == 0
    assert "Traceback" not in hostile.output
    assert [case for case, _ in hostile.screens][: len(HOSTILE)] == [case for case, _ in HOSTILE]
    assert list(wrongs(hostile, plain)) == []


def test_what_hides_a_request_does_not_hide_it_in_the_terminal(hostile: Seen) -> None:
    screens = dict(hostile.screens)

    assert any("STOP texting me" in line for line in screens["csi-conceal"])
    assert any("STOP texting me" in line for line in screens["c0-cr"])


def test_fixed_parts_stay_where_they_are_whatever_a_contact_writes(
    hostile: Seen, plain: Seen
) -> None:
    def fixed(lines: list[str], case: str) -> dict[str, int]:
        parts = fixed_parts(lines)
        assert all(column >= 0 for column in parts.values()), (case, parts, lines[1], lines[37:])
        return parts

    where = fixed(plain.screens[0][1], "plain")
    elsewhere = {
        case: (parts, lines)
        for case, lines in hostile.screens
        if (parts := fixed(lines, case)) != where
    }
    assert elsewhere == {}


def test_nothing_hostile_reaches_the_terminal_while_opting_out(
    database: Path, hostile: Seen, plain_opt_outs: Seen, unasked: dict[str, str]
) -> None:
    seen = run([*MESSENGER, database], HOSTILE, opt_out_and_undo, environment=unasked)

    assert seen.exit_code == 0
    assert list(wrongs(seen, plain_opt_outs)) == []
    with closing(sqlite3.connect(database)) as connection:
        standing = connection.execute(
            "SELECT count(*) FROM opt_out WHERE ended_at IS NULL"
        ).fetchone()
        bodies = {body_from(row[0]) for row in connection.execute("SELECT body FROM text")}
    assert standing == (len(in_groups(HOSTILE)) - 1,)
    assert bodies >= {body for _, body in HOSTILE}, "a text is kept as it arrived"


def test_an_error_that_quotes_a_hostile_text_is_only_letters(tmp_path: Path, plain: Seen) -> None:
    database = tmp_path / "textbank.sqlite"
    fill(database, PLAIN[:1])
    ear, mouth = os.pipe()

    def bring_trouble(terminal: Terminal, bodies: Sequence[tuple[str, str]], seen: Seen) -> None:
        terminal.wait_frame("Your assignments")
        terminal.press("home", "enter")
        terminal.wait_frame(number_of(1))
        for n, (_, body) in enumerate(bodies):
            start = len(terminal.output)
            os.write(mouth, json.dumps(f"case {n}: {body}").encode() + b"\n")
            terminal.wait_frame(f"case {n}:", since=start)

    command = [*PROGRAM, database, "--trouble", str(ear)]
    try:
        seen = run(command, HOSTILE, bring_trouble, pass_fds=(ear,))
    finally:
        os.close(ear)
        os.close(mouth)

    assert seen.exit_code == 0
    assert list(wrongs(seen, plain)) == []


def test_a_hostile_path_is_only_letters_in_the_error_about_it(tmp_path: Path, plain: Seen) -> None:
    folder = tmp_path
    for case, body in HOSTILE:
        if case.startswith(("csi", "osc", "bidi", "esc")) and "\0" not in body:
            folder /= body.replace("/", "_")[:60]
    path = folder / "not a database"
    folder.mkdir(parents=True)
    path.write_text("this is no database, but it is long enough to be looked at " * 20)

    def look(terminal: Terminal, bodies: Sequence[tuple[str, str]], seen: Seen) -> None:
        terminal.wait_frame("That did not work")
        terminal.rest()

    seen = run([*MESSENGER, path], (), look)

    assert seen.exit_code == 0
    assert list(wrongs(seen, plain)) == []


def test_texts_shown_as_they_arrived_would_be_noticed(tmp_path: Path, plain: Seen) -> None:
    """The reading above can fail: here what makes texts safe is switched off."""
    chosen = [(case, body) for case, body in HOSTILE if case in
              ("csi-conceal", "osc-title-st", "csi-altscreen", "bidi-rli", "c0-cr")]  # fmt: skip
    database = tmp_path / "textbank.sqlite"
    fill(database, chosen)

    def look(terminal: Terminal, bodies: Sequence[tuple[str, str]], seen: Seen) -> None:
        terminal.wait_frame("Your assignments")
        terminal.press("home", "enter")
        for _ in bodies:
            terminal.rest(0.3)
            terminal.press("j")

    seen = Seen()
    with suppress(AssertionError):
        seen = run([*PROGRAM, database, "--raw"], chosen, look)
    found = "\n".join(wrongs(seen, plain))

    for case, _ in chosen:
        assert f"{case}: " in found
    for sign in ("'\\u2067'", "CSI 8 ", "'\\r' by itself", "between the frames"):
        assert sign in found
