"""A pseudo-terminal to run the messenger in, and a strict reading of what it wrote there.

Needs only the standard library, and a system that has pseudo-terminals.
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import termios
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).resolve().parents[2]

FRAME_END = b"\x1b[?2026l"
"""How Textual ends a frame in a terminal that says it knows synchronized output."""

KEYS = {
    "enter": b"\r",
    "escape": b"\x1b[27u",  # In full: after a lone ESC, programs wait for what may follow it.
    "tab": b"\t",
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "pageup": b"\x1b[5~",
    "pagedown": b"\x1b[6~",
    "home": b"\x1b[H",
    "end": b"\x1b[F",
    "ctrl+p": b"\x10",
    "f1": b"\x1bOP",
}

BIDI_CONTROLS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)

_QUESTION = b"\x1b[?2026$p"
_ANSWER = b"\x1b[?2026;2$y"


class Kind(Enum):
    """What a piece of a program's output is to a terminal."""

    TEXT = "text"
    CSI = "csi"
    OSC = "osc"
    STRING = "string"
    """A DCS, SOS, PM or APC with what it carries."""
    ESCAPE = "escape"
    """A sequence of ESC and a character or two."""
    CONTROL = "control"
    """A C0 or C1 control, or a DEL, on its own."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece, as it was written."""

    kind: Kind
    raw: str

    @property
    def shape(self) -> str:
        """What it is without its numbers, except those that name a mode or an effect.

        A colour is a colour whichever it is; concealing is not the same as underlining.
        """
        return _shape_of(self.raw) if self.kind is Kind.CSI else self.raw

    @property
    def draws(self) -> bool:
        """Whether it is part of painting frames: letters, colours, moves, frame marks."""
        if self.kind is Kind.TEXT:
            return True
        return self.kind is Kind.CSI and (
            self.raw.endswith(("m", "H")) or self.raw in ("\x1b[?2026h", "\x1b[?2026l")
        )


_CSI = re.compile(r"\x1b\[([<-?]*)([0-9:;]*)([ -/]*)([@-~])")
_PIECES = re.compile(
    r"(?P<csi>\x1b\[[<-?]*[0-9:;]*[ -/]*[@-~])"
    r"|(?P<osc>(?:\x1b\]|\x9d)[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c))"
    r"|(?P<string>(?:\x1b[PX^_]|[\x90\x98\x9e\x9f])[^\x1b\x9c]*(?:\x1b\\|\x9c))"
    r"|(?P<escape>\x1b[ -/]*[0-Z\\^-~])"
    r"|(?P<control>[\x00-\x1f\x7f-\x9f])"
    r"|(?P<text>[^\x00-\x1f\x7f-\x9f]+)",
    re.DOTALL,
)


def pieces(output: str) -> Iterator[Piece]:
    """Everything a program wrote, in order; nothing is left out."""
    at = 0
    for match in _PIECES.finditer(output):
        assert match.start() == at, ascii(output[at : match.start()])
        at = match.end()
        assert match.lastgroup is not None
        yield Piece(Kind(match.lastgroup), match[0])
    assert at == len(output), ascii(output[at:])


@cache
def _shape_of(raw: str) -> str:
    """The shape of a CSI: colours are written over and over again."""
    parts = _CSI.fullmatch(raw)
    assert parts is not None
    private, numbers, between, final = parts.groups()
    if final == "m":
        return f"CSI {' '.join(sorted(_effects(numbers)))} m"
    names_something = final in "hlpnctJKS" or private or between
    return f"CSI {private}{numbers if names_something else '#'}{between}{final}"


def _effects(numbers: str) -> set[str]:
    """The effects of a colour sequence, all colours counting as one foreground or background."""
    found = set()
    rest = iter((numbers or "0").split(";"))
    for number in rest:
        if number in ("38", "48"):
            for _ in range({"5": 1, "2": 3}[next(rest)]):
                next(rest)
            found.add("colour")
        elif (number[:1] in "349" and len(number) == 2) or (
            number[:2] == "10" and len(number) == 3
        ):
            found.add("colour")
        else:
            found.add(number)
    return found


def unsafe_letters(text: str) -> set[str]:
    """The characters that no drawn text may hold: controls, surrogates, direction controls."""
    return {
        char
        for char in set(text)
        if char in BIDI_CONTROLS or unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")
    }


class Terminal:
    """A program at a pseudo-terminal, and all that it has written there."""

    def __init__(
        self,
        command: Sequence[str | Path],
        *,
        columns: int = 120,
        rows: int = 40,
        environment: Mapping[str, str] | None = None,
        pass_fds: Sequence[int] = (),
    ) -> None:
        self.output = bytearray()
        """Everything read so far."""
        self.read_at = 0.0
        """When the latest output came, by `time.perf_counter`."""
        self._fd, child_side = os.openpty()
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, size)
        unwanted = ("COLUMNS", "LINES", "NO_COLOR", "TEXTUAL", "PYTHONWARNINGS", "PYTEST")
        kept = {k: v for k, v in os.environ.items() if not k.startswith(unwanted)}
        kept |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONUTF8": "1"}
        self.started = time.perf_counter()
        """When the program was started."""
        self.process = subprocess.Popen(
            [os.fspath(word) for word in command],
            stdin=child_side,
            stdout=child_side,
            stderr=child_side,
            cwd=ROOT,
            env=kept | dict(environment or {}),
            start_new_session=True,
            # Its own terminal, so that it ends when the terminal goes away.
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
            pass_fds=pass_fds,
        )
        os.close(child_side)
        self._asked_from = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def read(self, timeout: float) -> bytes:
        """The next output, or nothing if none came in time or the program has ended."""
        if not select.select([self._fd], [], [], max(0.0, timeout))[0]:
            return b""
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:  # The other side is closed.
            return b""
        self.read_at = time.perf_counter()
        self.output += data
        found = self.output.find(_QUESTION, self._asked_from)
        if found >= 0:
            self._asked_from = found + len(_QUESTION)
            os.write(self._fd, _ANSWER)
        else:  # It may have come in part: the last letters are looked at again.
            self._asked_from = max(self._asked_from, len(self.output) - len(_QUESTION) + 1)
        return data

    def write(self, data: bytes) -> float:
        """Type; return when, by `time.perf_counter`."""
        at = time.perf_counter()
        os.write(self._fd, data)
        return at

    def press(self, *keys: str) -> float:
        """Press keys, by their names in `KEYS` or as letters; return when the last was pressed."""
        at = 0.0
        for key in keys:
            at = self.write(KEYS.get(key) or key.encode())
        return at

    def wait(
        self, condition: Callable[[bytes], bool], *, since: int | None = None, limit: float = 20
    ) -> float:
        """Read until `condition` holds for what was written from `since` on; return when it did.

        Raises:
            AssertionError: It did not in `limit` seconds, or the program ended first.
        """
        start = len(self.output) if since is None else since
        deadline = time.perf_counter() + limit
        while not condition(bytes(self.output[start:])):
            came = self.read(min(0.5, deadline - time.perf_counter()))
            ended = not came and self.process.poll() is not None
            if ended or time.perf_counter() > deadline:
                what = "it ended" if ended else "nothing came"
                raise AssertionError(f"{what}; the last: {letters(bytes(self.output[-6000:]))}")
        return self.read_at

    def wait_frame(self, *words: str, since: int | None = None, limit: float = 20) -> float:
        """Read until a whole frame with these words is there; return when it was."""
        wanted = [word.encode() for word in words]

        def painted(written: bytes) -> bool:
            end = written.rfind(FRAME_END)
            if end < 0:
                return False
            if not wanted:
                return True
            plain = _NOT_LETTERS.sub(b"", written[:end])
            return all(word in plain for word in wanted)

        return self.wait(painted, since=since, limit=limit)

    def rest(self, quiet: float = 0.05, limit: float = 10) -> int:
        """Read until nothing comes for `quiet` seconds; return how many bytes came.

        Where the system tells, a program that is only waiting for a processor is not at rest.
        """
        before = len(self.output)
        deadline = time.perf_counter() + limit
        while time.perf_counter() < deadline and (self.read(quiet) or self._is_working()):
            pass
        return len(self.output) - before

    def _is_working(self) -> bool:
        """Whether a thread of the program runs or would run, as far as Linux tells."""
        for stat in Path(f"/proc/{self.process.pid}/task").glob("*/stat"):
            with suppress(OSError):  # The thread has ended meanwhile.
                if stat.read_text("utf-8").rpartition(")")[2].split()[0] in "RD":
                    return True
        return False

    def wait_end(self, limit: float = 10) -> int:
        """Read to the end of the program and return its exit code."""
        deadline = time.perf_counter() + limit
        while self.process.poll() is None and time.perf_counter() < deadline:
            self.read(0.05)
        while self.read(0.05):
            pass
        return self.process.wait(0.1)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size and tell the program."""
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.process.send_signal(signal.SIGWINCH)

    def close(self) -> None:
        """End the program, if it still runs."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(3)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        os.close(self._fd)


_NOT_LETTERS = re.compile(rb"\x1b\[[<-?]*[0-9:;]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")


def letters(written: bytes) -> str:
    """What was written without the control sequences, for people."""
    return _NOT_LETTERS.sub(b"", written).decode("utf-8", "replace")
