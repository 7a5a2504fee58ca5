"""Text from outside is safe to show, to match and to copy."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from wcwidth import wcwidth

from core.domain import Span
from core.safe_text import (
    MAX_EMPTY_LINES,
    NO_TEXT,
    NO_VISIBLE_TEXT,
    display_span,
    for_copying,
    for_display,
    for_line,
    for_matching,
)

BODIES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "data" / "hostile-texts.json").read_text(encoding="utf-8")
)
DIRECTION_CONTROLS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
TROUBLE = (
    "\x00\x07\t\n\r\x1b\x7f\x85\x9b\xad\u0301\u0336\u034f\u0344\u05b0\u0600\u061c\u0627\u064e"
    "\u093c\u0915\u094d\u0ddc\u1100\u1160\u1161\u11a8\u115f\u180e\u200b\u200c\u200d\u200e\u2028"
    "\u202e\u2060\u2067\u2069\u20e3\u231a\u2764\u2800\u3000\u3164\uac00\ud800\udfff\ue000\ufdd0"
    "\ufe0e\ufe0f\ufeff\ufff9\ufffe\U0001f3f4\U0001f468\U0001f3fd\U000e0067\U000e007f\U0010ffff"
    "aSTOP1# [$"
)
texts = (
    st.text(max_size=60)
    | st.text(st.sampled_from(TROUBLE), max_size=60)
    | st.text(st.sampled_from("\n\r\t \u200ba\u0301"), max_size=40)
)


def body(one: dict[str, Any]) -> str:
    return str(one["text"]) * int(one.get("repeat") or 1)


def named(identifier: str) -> str:
    return next(body(one) for one in BODIES if one["id"] == identifier)


def is_forbidden(char: str) -> bool:
    """Whether a character must never be drawn, whatever stands around it."""
    code = ord(char)
    return (
        unicodedata.category(char) in ("Cc", "Cs", "Co", "Zl", "Zp")
        or char in DIRECTION_CONTROLS
        or (unicodedata.category(char) == "Cf" and char not in "\u200c\u200d")
        or code & 0xFFFE == 0xFFFE
        or 0xFDD0 <= code <= 0xFDEF
        or 0xE0000 <= code <= 0xE0FFF
        or char in "\u034f\u115f\u1160\u3164\uffa0\u2800"
    )


@pytest.mark.parametrize("one", BODIES, ids=lambda one: one["id"])
@pytest.mark.parametrize("multiline", [False, True])
def test_no_hostile_body_reaches_the_terminal(one: dict[str, Any], multiline: bool) -> None:
    shown = for_display(body(one), multiline=multiline)
    for forbidden in one["must_not_emit"]:
        assert forbidden not in shown
    assert not [char for char in shown if is_forbidden(char) and not (multiline and char == "\n")]
    assert shown.strip()


@pytest.mark.parametrize(
    "one",
    [one for one in BODIES if "each control byte" in one["expected"]],
    ids=lambda one: one["id"],
)
def test_each_control_is_one_visible_cell_and_the_rest_is_literal(one: dict[str, Any]) -> None:
    text = body(one)
    shown = for_display(text)
    assert len(shown) == len(text)
    for before, after in zip(text, shown, strict=True):
        if unicodedata.category(before) == "Cc":
            assert after == "\ufffd" or "\u2400" <= after <= "\u2421"
            assert wcwidth(after) == 1
        else:
            assert after == before


@pytest.mark.parametrize(
    ("identifier", "shown"),
    [
        ("csi-conceal", "visible␛[8mSTOP texting me␛[0m"),
        ("esc-tail", "bye ␛"),
        ("c0-cr", "STOP texting me␍Sure, I will vote!"),
        ("c0-nul", "ST␀OP"),
        ("crlf", "one\ntwo\nthree␍four"),
        ("csi-8bit", "a\ufffd2J\ufffd7;13Hz"),
        ("bidi-rli", "I \ufffdSTOP\ufffd want\ufffd texts"),
        ("bidi-real", "הפסיקו לשלוח לי (STOP) 123"),
        ("zw-zwnj", "unsubscribe"),
        ("zw-shy", "unsubscribe"),
        ("zw-vs", "ok"),
        ("zw-only", NO_VISIBLE_TEXT),
        ("zw-interlinear", "\ufffda\ufffdhidden\ufffdz"),
        ("nfd", "par\u00e1 de escribir; \u00f1o quero"),
        ("w-zwj", "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466|"),
        ("w-vs16", "\u260e\ufe0f\u2764\ufe0f1\ufe0f\u20e3|"),
        ("w-ambig", "①§…○|"),
        ("mk-unbalanced", "50% off [/] [/b] [unclosed"),
        ("mk-link", "[link=https://evil.example]https://vote.gov[/link]"),
        ("noncharacter", "a\ufffd\ufffdz"),
        ("len-lines", "… 2,000 empty lines"),
        ("len-word", "A" * 1600),
        ("empty", NO_TEXT),
        ("c0-tabs", NO_VISIBLE_TEXT),
    ],
)
def test_named_bodies_are_shown_as_expected(identifier: str, shown: str) -> None:
    assert for_display(named(identifier), multiline=True) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("un\u200dsub", "unsub"),
        ("🏳️\u200d🌈", "🏳️\u200d🌈"),
        ("👩🏽\u200d⚕️", "👩🏽\u200d⚕️"),
        ("👍🏽", "👍🏽"),
        ("👩\u200d", "👩"),
        ("❤\ufe0f\ufe0f\ufe0f", "❤\ufe0f"),
        ("1\ufe0f st", "1 st"),
        ("\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f!", "\U0001f3f4!"),
        ("hi\U000e0073\U000e0074", "hi\ufffd\ufffd"),
        ("葛\U000e0100城", "葛城"),
        ("S" + "\u0336" * 50 + "x", "S" + "\u0336" * 4 + "x"),
        ("\u0301a", "◌\u0301a"),
        ("a\n\u0301", "a ⏎ ◌\u0301"),
        ("\u1112\u1161\u11ab", "한"),
        ("a\u1161", "a\ufffd"),
        ("\u3164", "\ufffd"),
        ("a\u00a0b\u2003c", "a b c"),
        ("a\tb", "a    b"),
        ("a" + "\t" * 500 + "b", "a" + " " * 8 + "b"),
        ("\ud83d\ude00", "\ufffd\ufffd"),
        ("\U0010eeee", "\ufffd"),
        ("   ", NO_VISIBLE_TEXT),
        ("\n", NO_VISIBLE_TEXT),
    ],
)
def test_honest_text_stays_and_hidden_text_shows(text: str, shown: str) -> None:
    assert for_display(text) == shown


def test_a_line_break_on_one_line_is_visible() -> None:
    assert for_display("ok\n2026-01-01 INFO x") == "ok ⏎ 2026-01-01 INFO x"
    assert for_display("\r\nSTOP\n\n\nnow\u2028") == "STOP ⏎ now"


def test_a_few_empty_lines_stay_and_many_are_counted() -> None:
    few = "a" + "\n" * (MAX_EMPTY_LINES + 1) + "b"
    assert for_display(few, multiline=True) == few
    many = "a" + "\n" * 1991 + "b"
    assert for_display(many, multiline=True) == "a\n… 1,990 empty lines\nb"
    assert for_display(many) == "a ⏎ … 1,990 empty lines ⏎ b"
    assert for_display("a" + "\n\u200b \t" * 9 + "\nb", multiline=True) == "a\n… 9 empty lines\nb"
    assert for_display("\n" * 9 + "b", multiline=True) == "… 9 empty lines\nb"
    assert for_display("b" + "\n" * 9, multiline=True) == "b\n… 8 empty lines"


@pytest.mark.parametrize(
    ("text", "span", "words"),
    [
        ("please STOP now", Span(7, 11), "STOP"),
        ("\x1b[8mSTOP\x1b[0m", Span(4, 8), "STOP"),
        ("\t\tSTOP", Span(2, 6), "STOP"),
        ("a\r\nSTOP", Span(3, 7), "STOP"),
        ("S\u0336T\u0336O\u0336P\u0336!", Span(0, 7), "S\u0336T\u0336O\u0336P\u0336"),
        ("un\u200csub\u2060scribe me", Span(0, 13), "unsubscribe"),
        ("para\u0301 ya", Span(0, 5), "par\u00e1"),
        ("stop\ntexting", Span(0, 12), "stop ⏎ texting"),
        ("\u2067STOP\u2069", Span(1, 5), "STOP"),
        ("STOP", Span(0, 99), "STOP"),
        ("\x07please STOP now", Span(8, 12), "STOP"),
    ],
)
def test_a_span_points_at_the_same_words_on_the_screen(text: str, span: Span, words: str) -> None:
    shown, mapped = display_span(text, span)
    assert mapped is not None
    assert shown[mapped.start : mapped.end] == words


@pytest.mark.parametrize(
    "span", [None, Span(0, 0), Span(3, 3), Span(5, 2), Span(90, 99), Span(1, 2)]
)
def test_a_span_of_nothing_shown_is_none(span: Span | None) -> None:
    assert display_span("S\u200bTOP\r\n", span)[1] is None


@given(texts, st.booleans())
@example("\u0915\u0301\u0301\u0301\u0301\u094d\u200d", False)
@example("\u0344" * 4, False)
@example("\u1100\u1161\u11a8\u11a8", False)
def test_shown_text_is_clean_and_showing_it_again_changes_nothing(
    text: str, multiline: bool
) -> None:
    shown = for_display(text, multiline=multiline)
    assert not [char for char in shown if is_forbidden(char) and not (multiline and char == "\n")]
    assert for_display(shown, multiline=multiline) == shown
    assert unicodedata.is_normalized("NFC", shown)
    assert shown.strip()
    shown.encode("utf-8")


@given(texts, st.integers(0, 60), st.integers(0, 60), st.booleans())
def test_a_mapped_span_lies_within_the_shown_text(
    text: str, start: int, end: int, multiline: bool
) -> None:
    shown, mapped = display_span(text, Span(start, end), multiline=multiline)
    assert shown == for_display(text, multiline=multiline)
    assert mapped is None or 0 <= mapped.start < mapped.end <= len(shown)


@given(texts)
def test_no_letter_carries_more_than_four_marks(text: str) -> None:
    run = 0
    for char in for_display(text):
        is_mark = unicodedata.category(char)[0] == "M" and char not in "\ufe0e\ufe0f"
        run = run + 1 if is_mark else 0
        assert run <= 4


@given(texts, st.integers(0, 30))
@example("👨\u200d👩\u200d👧 family", 4)
def test_a_line_is_one_line_within_its_limit(text: str, limit: int) -> None:
    line = for_line(text, limit)
    assert len(line) <= limit
    assert "\n" not in line
    assert not any(is_forbidden(char) for char in line)


def test_a_cut_line_says_so_and_keeps_letters_whole() -> None:
    assert for_line("short") == "short"
    assert for_line("one two three", 8) == "one two…"
    assert for_line("ab👨\u200d👩\u200d👧 family", 5) == "ab…"


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        ("STOP", "stop"),
        ("ＳＴＯＰ", "stop"),
        ("ⓈⓉⓄⓅ 🛑", "stop 🛑"),
        ("🆂🆃🅾🅿", "stop"),
        ("S\u0336T\u0336O\u0336P\u0336", "stop"),
        ("ST\x00OP", "stop"),
        ("ST\u200eOP", "stop"),
        ("un\u200csub\u2060scribe", "unsubscribe"),
        ("un\u00adsubscribe", "unsubscribe"),
        ("ST\ufffdOP", "stop"),
        ("arrête", "arrete"),
        ("arre\u0302te", "arrete"),
        ("Don’t “text” me", 'don\'t "text" me'),
        ("don´t — ok", "don't - ok"),
        ("stop\n\t texting\u00a0\u3000me", "stop texting me"),
        ("STOP\rnow", "stop now"),
        ("visible\x1b[8mSTOP texting me\x1b[0m", "visible stop texting me "),
        ("중지", "중지"),
        (unicodedata.normalize("NFD", "중지 ok"), "중지 ok"),
        ("退订", "退订"),
        ("Straße", "strasse"),
        ("", ""),
    ],
)
def test_the_matching_copy_holds_what_the_words_say(text: str, copy: str) -> None:
    assert for_matching(text).text == copy


def test_the_matching_copy_leads_back_to_the_text_as_it_arrived() -> None:
    text = "Oh,  S\u0336T\u0336O\u0336P\u0336 now"
    copy = for_matching(text)
    start = copy.text.index("stop")
    assert copy.span(start, start + 4) == Span(5, 12)


@given(texts)
@example("\u0345\u1100\u1161\u0dd9\u0dcf")
def test_the_matching_copy_is_stable_and_its_offsets_stay_inside(text: str) -> None:
    copy = for_matching(text)
    assert for_matching(copy.text).text == copy.text
    assert len(copy.offsets) == len(copy.text)
    assert list(copy.offsets) == sorted(copy.offsets)
    assert all(0 <= offset < len(text) for offset in copy.offsets)
    assert not [
        char for char in copy.text if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Mn")
    ]


@given(st.text(st.characters(min_codepoint=0, max_codepoint=127), max_size=40))
def test_plain_letters_match_the_same_by_the_short_way(text: str) -> None:
    plain = for_matching(text)
    long_way = for_matching(text + "\u200b")
    assert plain == long_way


@pytest.mark.parametrize(
    ("text", "copied"),
    [
        ("+1 415 555 0134", "+1 415 555 0134"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo three\nfour"),
        ("a\x1b[2Jb\x07", "a[2Jb"),
        ("I \u2067STOP\u2069", "I STOP"),
        ("a\t\tb", "a b"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("", ""),
    ],
)
def test_copied_text_carries_no_controls(text: str, copied: str) -> None:
    assert for_copying(text) == copied


@given(texts)
def test_copying_is_clean_and_stable(text: str) -> None:
    copied = for_copying(text)
    assert not [char for char in copied if is_forbidden(char) and char != "\n"]
    assert for_copying(copied) == copied
    copied.encode("utf-8")
