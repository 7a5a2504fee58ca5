"""One page with every frame and its captions: to project, to mail, to print.

The page holds all it shows and asks for nothing from anywhere. Its policy allows the one style
sheet and the one script that it comes with, by their hashes, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from importlib.resources import files

from core.domain import Behavior
from core.safe_text import for_display
from core.training.scenario import Scenario
from tui.handouts.frames import Frame
from tui.handouts.svg import CELL, ROW, in_xml, svg_of
from tui.screens.lessons import TYPE_NAMES

PROMISE = "No real person was texted: every phone here is simulated."

TYPE_WORDS = {
    Behavior.TYPE_1: "nothing is blocked until a texter presses Opt Out.",
    Behavior.TYPE_2: "the provider answers STOP by itself, and blocks the line.",
}
"""What each provider type does, after its name."""


def page_of(scenario: Scenario, frames: Sequence[Frame], *, dark: bool = False) -> str:
    """Write the page.

    Args:
        scenario: What is told.
        frames: The beginning and each step.
        dark: Whether the page is dark, as its frames are.
    """
    return "\n".join(_lines(scenario, frames, dark=dark)) + "\n"


def shows(frame: Frame, count: int) -> str:
    """What a frame shows, for who does not see it.

    Args:
        frame: The frame.
        count: How many steps there are.
    """
    where = f"Step {frame.number} of {count}: {frame.words}" if frame.number else frame.words
    why = " ".join(f"{TYPE_NAMES[one]}: {words}" for one, words in frame.captions)
    return f"{where.rstrip('.')}. {why}"


def _lines(scenario: Scenario, frames: Sequence[Frame], *, dark: bool) -> Iterator[str]:
    picture = frames[0].picture
    width, height = picture.columns * CELL, len(picture.rows) * ROW
    style = f"{_part('page.css')}:root {{ --shape: {width} / {height}; }}\n"
    script = _part("page.js")
    title = in_xml(for_display(scenario.title))
    count = len(frames) - 1
    behaviors = [one for one, _ in frames[0].captions]
    yield "<!DOCTYPE html>"
    yield '<html lang="en" class="dark">' if dark else '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{title} · {' and '.join(TYPE_NAMES[one] for one in behaviors)}</title>"
    yield f"<style>{style}</style>"
    yield "</head>"
    yield f'<body class="{"one" if len(behaviors) == 1 else "two"}">'
    yield "<header>"
    yield "<div>"
    yield '<p class="kind">textbank training</p>'
    yield f'<h1 dir="auto">{title}</h1>'
    if scenario.about:
        yield f'<p class="about" dir="auto">{in_xml(for_display(scenario.about))}</p>'
    yield "</div>"
    yield "<div>"
    yield '<ul class="types" aria-label="Provider types shown">'
    for one in behaviors:
        yield f'<li class="{one.value}"><b>{TYPE_NAMES[one]}:</b> {TYPE_WORDS[one]}</li>'
    yield "</ul>"
    yield f'<p class="promise">{PROMISE}</p>'
    yield "</div>"
    yield "</header>"
    yield '<nav class="contents" aria-label="Steps"><ol>'
    for frame in frames:
        number = f"{frame.number}. " if frame.number else ""
        words = f"{number}{in_xml(frame.words)}"
        yield f'<li><a href="#{_id(frame)}" dir="auto">{words}</a></li>'
    yield "</ol></nav>"
    yield "<main>"
    for frame in frames:
        yield from _step(frame, count)
    yield "</main>"
    yield from _bar()
    yield f"<footer>{title} · textbank training · {PROMISE}</footer>"
    yield f"<script>{script}</script>"
    yield "</body>"
    yield "</html>"


def _id(frame: Frame) -> str:
    return f"step-{frame.number}"


def _step(frame: Frame, count: int) -> Iterator[str]:
    name = _id(frame)
    first = "" if frame.number else " first"
    where = f"<span>Step {frame.number} of {count}</span> " if frame.number else ""
    yield f'<section class="step{first}" id="{name}" aria-labelledby="{name}-words">'
    yield f'<h2 id="{name}-words" dir="auto">{where}{in_xml(frame.words)}</h2>'
    yield "<figure>"
    yield f'<div class="screen">{svg_of(frame.picture, shows(frame, count))}</div>'
    yield "<figcaption>"
    for one, words in frame.captions:
        yield f'<p class="why {one.value}" dir="auto"><b>{TYPE_NAMES[one]}</b> {in_xml(words)}</p>'
    yield "</figcaption>"
    yield "</figure>"
    yield "</section>"


def _bar() -> Iterator[str]:
    """What moves through the steps; it is there where scripts run."""
    yield '<div class="bar" role="toolbar" aria-label="Move through the steps">'
    for name, words, title in (
        ("back", "‹ Back", "Backspace, or the left arrow key"),
        ("next", "Next ›", "Space, or the right arrow key"),
        ("restart", "Restart", "r"),
    ):
        yield f'<button type="button" class="{name}" title="{title}">{words}</button>'
    yield '<span class="where"></span>'
    yield '<span class="kind keys">space next · backspace back · r restart · a all</span>'
    yield '<button type="button" class="all" title="a" aria-pressed="false">All steps</button>'
    yield "</div>"
    yield '<div class="said unseen" role="status"></div>'


def _policy(style: str, script: str) -> str:
    allowed = f"style-src {_hash(style)}; script-src {_hash(script)}"
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def _hash(source: str) -> str:
    digest = hashlib.sha256(source.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _part(name: str) -> str:
    return files("tui.handouts").joinpath("page_parts", name).read_text("utf-8")
