"""Each rule held to its own examples, and to what is promised of any text whatever."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.fuzz_detection import fuzz
from core.detection import DEFAULT_OPT_OUT_WORDS, detect, why
from core.detection.lists import listed
from core.detection.phrases import read_phrase
from core.detection.reading import every_rule, read_through
from core.detection.rule import Guard, Rule
from core.detection.vocabularies import RULES, VOCABULARIES
from core.domain import RequestKind
from core.safe_text import for_matching
from core.sample_replies import sample_replies

GUARDS = {guard.name: (guard, rule) for rule in RULES for guard in rule.unless}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_catches_its_examples_and_nothing_catches_the_others(rule: Rule) -> None:
    assert rule.examples_for
    assert rule.examples_against
    for text in rule.examples_for:
        assert rule.name in every_rule(text), text
        kind = detect(text).kind
        assert kind is rule.kind or (kind.asks_to_opt_out and rule.kind.asks_to_opt_out)
    for text in rule.examples_against:
        assert detect(text).kind is RequestKind.NONE, text


@pytest.mark.parametrize("name", GUARDS)
def test_each_guard_lets_its_example_pass(name: str) -> None:
    guard, _ = GUARDS[name]
    assert guard.example
    assert detect(guard.example).kind is RequestKind.NONE


def test_each_rule_says_what_it_is() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    for rule in RULES:
        assert 0.5 < rule.confidence < 1
        assert rule.language in VOCABULARIES
        assert why(rule.name) == rule.why
        assert re.fullmatch(r"It [^.!?]+\.", rule.why), rule.why


@pytest.mark.parametrize(
    "text",
    ["STOP", "stpo", "baja", "please unsubscribe", "START", "HELP"],
)
def test_what_is_no_rule_of_the_tables_is_explained_too(text: str) -> None:
    assert re.fullmatch(r"It [^.!?]+\.", why(detect(text).rule))


def test_what_an_organization_added_is_explained() -> None:
    found = detect("hard pass", more_requests=frozenset({"hard pass"}))
    assert "your organization" in why(found.rule)


def test_an_unknown_rule_is_explained_as_one() -> None:
    assert why("rule-of-an-older-version") == "It was found by a rule that is no more."
    assert why("") == "It asks for nothing that we know of."


# --- The notation -----------------------------------------------------------------------------


def test_the_notation_refuses_what_it_cannot_read() -> None:
    for phrase in ("(a|b", "a)", "{nothing}", "[a"):
        with pytest.raises(ValueError, match=r"bracket|list"):
            read_phrase(phrase, {}, {}, set())


def test_lists_are_cut_outside_brackets_only() -> None:
    assert listed("one|two (a|b [c|d])", "three") == ("one", "two (a|b [c|d])", "three")


def test_every_phrase_has_a_word_of_its_own() -> None:
    # A phrase of gaps alone would be tried, and could match, everywhere.
    for rule in RULES:
        for phrase in rule.phrases:
            assert read_phrase(phrase, VOCABULARIES[rule.language], {}, set()).needs, phrase


def test_guards_are_written_in_the_notation() -> None:
    for guard, rule in GUARDS.values():
        assert isinstance(guard, Guard)
        for phrase in (*guard.before, *guard.after, *guard.anywhere):
            read_phrase(phrase, VOCABULARIES[rule.language], {}, set())


# --- Any text ---------------------------------------------------------------------------------

KNOWN = sorted(
    {
        word
        for rule in RULES
        for phrase in (*rule.phrases, *rule.examples_for)
        for word in re.findall(r"\w+", phrase)
    }
)
TEXTS = (
    st.text(max_size=80)
    | st.lists(
        st.sampled_from(KNOWN) | st.sampled_from([".", ",", "?", "!", "’", "🛑"]), max_size=20
    ).map(" ".join)
    | st.from_regex(re.compile(r"(stop|no|text|me|[^a-z]){1,12}"), fullmatch=True)
)


@given(TEXTS)
def test_any_text_is_read_and_the_span_lies_within_it(text: str) -> None:
    found = detect(text)
    if found.kind is RequestKind.NONE:
        assert found.span is None
        assert (found.rule, found.confidence, found.language) == ("", 0.0, "")
    else:
        assert found.rule
        assert 0.5 < found.confidence <= 1
        assert found.span is not None
        assert 0 <= found.span.start < found.span.end <= len(text)


@given(TEXTS, st.sampled_from(["", " ", "\n", "\t \n", "  "]), st.sampled_from(["", " ", "\n\n"]))
def test_blanks_around_a_text_change_nothing(text: str, before: str, after: str) -> None:
    assert detect(before + text + after).kind is detect(text).kind


@given(
    st.lists(st.sampled_from([word for word in KNOWN if word.isascii()]), max_size=12).map(" ".join)
)
def test_capitals_change_no_request(text: str) -> None:
    # Names are known by their capitals, and STOP in a quiet text stands out: those may differ.
    quiet, loud = detect(text.lower()), detect(text.upper())
    assert quiet.kind is loud.kind


@settings(max_examples=50)
@given(st.sampled_from(sorted(DEFAULT_OPT_OUT_WORDS)), st.text(max_size=3))
def test_a_keyword_with_other_marks_around_it_is_asked_either_way(word: str, marks: str) -> None:
    if not any(map(str.isalnum, for_matching(marks).text)):
        assert detect(f"{word}{marks}").kind in (RequestKind.KEYWORD, RequestKind.REQUEST)


@pytest.mark.parametrize(
    "text",
    [". " * 50_000, "stop " * 20_000, "no " * 30_000, "s" * 100_000, "don't want to " * 200,
     "take me my " * 200, "not Bob " * 300, "please, " * 300, "别" * 2_000, "退" * 2_000,
     "停止" * 1_000, "a" * 39, "s t o p " * 300],
    ids=lambda text: ascii(text[:12]),
)  # fmt: skip
def test_long_runs_of_the_same_are_read_in_bounded_time(text: str) -> None:
    detect("stop")
    started = time.process_time()
    detect(text)
    assert time.process_time() - started < 0.3


def test_the_quick_look_overlooks_nothing_that_people_write() -> None:
    texts = [text for rule in RULES for text in (*rule.examples_for, *rule.examples_against)]
    texts += [reply.text for reply in sample_replies()]
    for text in texts:
        for one in (text, text.upper(), f"Hi Sam, {text} Sent from my phone"):
            assert detect(one) == read_through(one), one


def test_a_star_between_letters_that_are_words_of_their_own_is_read() -> None:
    assert detect("停*停").kind is RequestKind.NONE
    assert detect("please 停*停 stop texting me").kind is RequestKind.REQUEST


@pytest.mark.parametrize(
    "text",
    [
        "dit is niet het nummer van d'Anna",
        "Sorry wrong\nnumber, this is not  Ann",
        "- Ann does not live here – stop",
        "“Stop” — texting me; please",
        "No Mr. Smith here. Wrong, person",
        "l'ami, ne m'écrivez plus",
        "ne mecrivez plus, lettre-moi",
        "Liked “please remove me” <3 not Bob",
        "pls stop Reply STOP to end",
        "THIS IS NOT ANN'S NUMBER (ANYMORE)",
    ],
)
def test_a_rough_look_sees_what_a_careful_one_does(text: str) -> None:
    assert detect(text) == read_through(text)


def test_texts_nobody_would_write_are_read_as_promised() -> None:
    found, problem = fuzz(seconds=20, seed=20, most=400)
    assert problem is None
    assert found["request"] > 50
    assert found["none"] > 50
