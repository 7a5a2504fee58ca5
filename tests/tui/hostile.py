"""Hostile texts, a run of the real program among them, and what must not have come of it."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from tests.tui.harness import HOSTILE_TEXTS
from tests.tui.terminal import Kind, Piece, Terminal, pieces, unsafe_letters

CASES = json.loads(HOSTILE_TEXTS.read_text("utf-8"))
HOSTILE = [(case["id"], case["text"] * (case.get("repeat") or 1)) for case in CASES]
MUST_NOT_EMIT = [(case["id"], string) for case in CASES for string in case["must_not_emit"]]
PLAIN = [(f"plain-{n}", f"Plain words number {n}, of some length, ł and all") for n in range(3)]
"""Harmless, with a letter that the state line and the composer point out: it costs more texts."""
MESSENGER = [sys.executable, "-m", "tui", "--texter", "jo", "--database"]


def in_groups(bodies: Sequence[tuple[str, str]], room: int = 120) -> list[tuple[str, str]]:
    """The same bodies, short ones side by side: there is room for several in a dialog."""
    groups: list[tuple[str, str]] = []
    for case, body in bodies:
        if groups and len(groups[-1][1]) + len(body) + 3 <= room:
            groups[-1] = (f"{groups[-1][0]} {case}", f"{groups[-1][1]} / {body}")
        else:
            groups.append((case, body))
    return groups


@dataclass
class Seen:
    """What one run of the messenger wrote, and the screens it made, as an emulator has them."""

    exit_code: int = -1
    output: str = ""
    screens: list[tuple[str, list[str]]] = field(default_factory=list)

    @cached_property
    def all_pieces(self) -> list[Piece]:
        """The output, read piece by piece: ask only once it is all there."""
        return list(pieces(self.output))


PARTING = re.compile(
    r"\d+ opt-out messages? (?:is|are) still to be sent: by the next messenger that is opened, "
    "or by “textbank send-pending”\\.\r\n"
)

Play = Callable[[Terminal, Sequence[tuple[str, str]], Seen], None]


def run(
    command: Sequence[str | Path], bodies: Sequence[tuple[str, str]], play: Play, **given: object
) -> Seen:
    """Run a program, let `play` press the keys, quit, and return what was seen."""
    seen = Seen()
    with Terminal(command, **given) as terminal:  # type: ignore[arg-type]
        try:
            play(terminal, bodies, seen)
            terminal.press("q")
            seen.exit_code = terminal.wait_end()
        finally:
            # What is said once the screen is given back is ours alone, to the letter.
            seen.output = PARTING.sub("", bytes(terminal.output).decode("utf-8"))
    return seen


def wrongs(seen: Seen, harmless: Seen) -> Iterator[str]:
    """Everything that reached the terminal and should not have."""
    for case, string in MUST_NOT_EMIT:
        if string in seen.output:
            yield f"{case}: {string!a} was written"
    theirs, ours = seen.all_pieces, harmless.all_pieces
    if not any(piece.raw == "\x1b[?2026l" for piece in theirs):
        yield "nothing was painted"
        return
    for piece in theirs:
        if piece.kind is Kind.TEXT and (bad := unsafe_letters(piece.raw)):
            yield f"{sorted(bad)!a} in {piece.raw[:60]!a}"
    yield from _stray_controls(theirs)
    for shape in {p.shape for p in theirs if p.kind is not Kind.TEXT} - {
        p.shape for p in ours if p.kind is not Kind.TEXT
    }:
        yield f"{shape!a} is nothing that the messenger writes"
    if strange := _between(theirs) - _between(ours):
        yield f"between the frames: {strange!a}"
    for name, part in (("before", _before), ("after", _after)):
        if part(theirs) != part(ours):
            yield f"{name} the frames: {part(theirs)!a}, not {part(ours)!a}"


def _stray_controls(written: list[Piece]) -> Iterator[str]:
    """Controls by themselves: only a line end of the painting may stand, between sequences."""
    for at, piece in enumerate(written):
        if piece.kind is not Kind.CONTROL:
            continue
        two = written[at - 1].raw + piece.raw if piece.raw == "\n" else piece.raw + (
            written[at + 1].raw if at + 1 < len(written) else ""
        )  # fmt: skip
        before, after = (at - 2, at + 1) if piece.raw == "\n" else (at - 1, at + 2)
        inside = two == "\r\n" and before >= 0 and after < len(written)
        if not inside or {written[before].kind, written[after].kind} != {Kind.CSI}:
            yield f"{piece.raw!a} by itself"


POINTER = ("\x1b]22;default\x07",)
"""The shape of the mouse pointer: said again whenever something lies under it."""


def _frames(written: list[Piece]) -> tuple[int, int]:
    marks = [at for at, piece in enumerate(written) if piece.raw.startswith("\x1b[?2026h")]
    ends = [at for at, piece in enumerate(written) if piece.raw == "\x1b[?2026l"]
    return marks[0], ends[-1]


def _before(written: list[Piece]) -> list[str]:
    first = next(at for at, piece in enumerate(written) if piece.kind is Kind.TEXT)
    return [p.raw for p in written[:first] if not p.draws and p.raw not in POINTER]


def _between(written: list[Piece]) -> set[str]:
    """What is neither letters, colours nor moves while frames are painted."""
    first, last = _frames(written)
    return {p.raw for p in written[first:last] if not p.draws} - {"\r", "\n"}


def _after(written: list[Piece]) -> list[str]:
    rest = written[_frames(written)[1] + 1 :]
    return [p.raw for p in rest if not p.draws and p.raw not in POINTER]
