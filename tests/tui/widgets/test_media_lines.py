"""Links of pictures stand beneath their text, whole and safe."""

from __future__ import annotations

from datetime import UTC, datetime

from core.domain import Direction, TextKind, TextState
from core.views import TextView
from tui.widgets.transcript_lines import text_lines

LINK = "https://media.example.org/" + "a" * 60 + ".jpg"
HOSTILE = "https://media.example.org/\u202egpj.exe\x1b[31m"


def drawn(text: TextView, width: int = 60) -> list[str]:
    return ["".join(piece for piece, _ in line.pieces) for line in text_lines(text, width)]


def text(body: str, *media: str) -> TextView:
    at = datetime(2026, 10, 1, 12, tzinfo=UTC)
    return TextView(
        1, TextKind.INBOUND, Direction.INBOUND, body, at, TextState.RECEIVED, media=media
    )


def test_each_link_is_on_lines_of_its_own_and_whole() -> None:
    lines = drawn(text("Look!", LINK, "https://media.example.org/2"))

    assert lines[0] == "Look!"
    assert LINK in "".join(lines)
    assert "https://media.example.org/2" in lines
    assert len(lines) > len(drawn(text("Look!")))


def test_a_picture_without_words_shows_its_link() -> None:
    assert "https://media.example.org/2" in drawn(text("", "https://media.example.org/2"))


def test_no_link_reaches_the_terminal_as_it_is() -> None:
    shown = "".join(drawn(text("", HOSTILE)))

    assert "\x1b" not in shown
    assert "\u202e" not in shown
