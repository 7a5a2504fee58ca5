"""The line below the composer: what stands in the way, what it costs, which keys there are."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from core.safe_text import for_line
from core.segments import SegmentCount, count_segments, plain_substitutes

GAP = "! Fill in {} before you send"
BETWEEN = " · "
NAMED = 3
"""So many of the characters that force UCS-2 are named."""


def state_of(
    text: str,
    *,
    gaps: Sequence[str],
    tags: Sequence[str],
    hints: Sequence[str],
    width: int,
) -> Content:
    """What to say of a text, the most important first; a second line only where it must be.

    Args:
        text: What is written.
        gaps: Fields that must be filled before it can be sent.
        tags: The tags that are put on with it.
        hints: The keys, in more and in fewer words.
        width: The cells of a line; below 1 where that is not known yet.
    """
    parts: list[Content] = []
    if gaps:
        shown = ", ".join(for_line(gap, 30) for gap in gaps)
        parts.append(Content.styled(GAP.format(shown), "bold"))
    if text:
        parts += _cost(count_segments(text), text)
    if tags:
        parts.append(Content(f"tag {', '.join(for_line(tag, 30) for tag in tags)}"))
    lines = _filled(parts, width)
    room = width - lines[-1].cell_length - len(BETWEEN) if lines else width
    fitting = [hint for hint in hints if width < 1 or len(hint) <= room]
    if fitting or not lines:
        return Content("\n").join(_filled([*parts, Content((fitting or hints)[0])], width))
    fitting = [hint for hint in hints if len(hint) <= width]
    return Content("\n").join([*lines, Content((fitting or hints)[0])])


def _filled(parts: Sequence[Content], width: int) -> list[Content]:
    """The parts in as many lines as they need."""
    lines: list[Content] = []
    for part in parts:
        if lines and (
            width < 1 or lines[-1].cell_length + len(BETWEEN) + part.cell_length <= width
        ):
            lines[-1] = Content.assemble(lines[-1], BETWEEN, part)
        else:
            lines.append(part)
    return lines


def _cost(count: SegmentCount, text: str) -> list[Content]:
    texts = "1 text" if count.segments == 1 else f"{count.segments:,} texts"
    parts = [Content(f"{count.units:,}/{count.units + count.left:,} · {texts}")]
    if count.forcing:
        found = dict.fromkeys(c for span in count.forcing for c in text[span.start : span.end])
        shown = " ".join(_named(character) for character in list(found)[:NAMED])
        more = " …" if len(found) > NAMED else ""
        by = Content.assemble("UCS-2 by ", (shown, "bold underline"), more)
        parts.append(by)
        if plain_substitutes(text) != text:
            parts.append(Content("ctrl+g plain"))
    return parts


def _named(character: str) -> str:
    """A character as it can be shown, or its number where there is nothing to see."""
    shown = for_line(character, 4)
    return shown if shown.strip() else f"U+{ord(character):04X}"
