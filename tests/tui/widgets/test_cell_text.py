"""Text is cut and wrapped by cells, and nothing of it is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.widgets.cell_text import clip, wrap

letters = st.text(st.sampled_from("ab z\n李é😀\u0301\u200d\ufe0f👩🇺🇸 "), max_size=60)


@given(letters, st.integers(0, 30))
def test_a_clipped_text_never_takes_more_cells_than_it_has(text: str, width: int) -> None:
    assert cell_len(clip(text, width)) <= width


@given(letters.map(lambda text: text.replace("\n", " ")), st.integers(1, 80))
def test_a_text_that_fits_is_not_clipped(text: str, width: int) -> None:
    if cell_len(text) <= width:
        assert clip(text, width) == text


def test_a_cut_is_shown() -> None:
    assert clip("please stop texting me", 10) == "please st…"
    assert clip("李小龙李小龙", 6) == "李小…"


@given(letters, st.integers(2, 30))
def test_wrapped_lines_fit_and_hold_all_but_the_blanks(text: str, width: int) -> None:
    lines = [text[a:b] for a, b in wrap(text, width)]
    assert all(cell_len(line) <= width for line in lines)
    kept = "".join(lines).replace(" ", "")
    assert kept == text.replace(" ", "").replace("\n", "")


def test_lines_break_between_words() -> None:
    text = "please stop texting me"
    assert [text[a:b] for a, b in wrap(text, 12)] == ["please stop", "texting me"]


def test_a_long_word_is_broken_where_it_must_be() -> None:
    assert list(wrap("aaaaaaaaaa", 4)) == [(0, 4), (4, 8), (8, 10)]


def test_wide_letters_wrap_by_cells() -> None:
    text = "请不要再给我发短信了"
    assert [text[a:b] for a, b in wrap(text, 9)] == ["请不要再", "给我发短", "信了"]


def test_line_feeds_break() -> None:
    assert list(wrap("a\n\nb", 10)) == [(0, 1), (2, 2), (3, 4)]
