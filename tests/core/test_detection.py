"""What detection must catch, what it must leave, and which words it points at."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.detection import DEFAULT_OPT_OUT_WORDS, EXACT_KEYWORD, RULES, Rule, detect
from core.domain import RequestKind
from core.safe_text import for_matching
from core.sample_replies import SampleReply, sample_replies

HOSTILE = json.loads(
    (Path(__file__).parents[1] / "data" / "hostile-texts.json").read_text(encoding="utf-8")
)


def words_found(text: str) -> str:
    span = detect(text).span
    return "" if span is None else text[span.start : span.end]


def asks(text: str) -> bool:
    return detect(text).kind.asks_to_opt_out


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_catches_its_example_and_nothing_catches_the_other(rule: Rule) -> None:
    assert detect(rule.example_for).rule == rule.name
    assert detect(rule.example_for).kind is rule.kind
    assert detect(rule.example_against).kind is RequestKind.NONE


def test_rule_names_are_unique() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_pattern_is_written_the_way_texts_are_folded(rule: Rule) -> None:
    letters = "".join(char for char in rule.pattern if not char.isascii())
    # Offset by letters, so that none is lost to its neighbor.
    assert for_matching(".".join(letters)).text == ".".join(letters)
    assert unicodedata.is_normalized("NFC", letters)


@pytest.mark.parametrize("word", sorted(DEFAULT_OPT_OUT_WORDS))
def test_the_words_that_the_rules_name_are_keywords_however_they_are_typed(word: str) -> None:
    spaced = " ".join(word.replace(" ", ""))
    for text in (word, word.upper(), f" {word.title()}. ", f'"{word}"', f"{word}!!!", spaced):
        found = detect(text)
        assert (found.kind, found.rule) == (RequestKind.KEYWORD, EXACT_KEYWORD), text


@pytest.mark.parametrize(
    "text",
    [
        "\nSTOP\n", "S T O P", "s.t.o.p", "S-T-O-P", "ＳＴＯＰ", "ⓈⓉⓄⓅ", "ST\u200bOP", "ST\x00OP",
        "S\u0336T\u0336O\u0336P\u0336", "«Stop»", "*STOP*", "STOP 👎", "Optout", "opt-out",
        "“Stop”",
    ],
)  # fmt: skip
def test_a_disguised_keyword_is_still_that_keyword(text: str) -> None:
    assert detect(text).rule == EXACT_KEYWORD


@pytest.mark.parametrize(
    "text",
    [
        "STOPALL", "stop2quit", "unsub", "arrêt", "ARRET", "Baja", "alto!!", "parar", "Detener",
        "Stopp", "Sotp", "stoppp", "unsuscribe", "5top", "СТОП", "SТОР", "退订", "중지",
        "unsubscribe me",         unicodedata.normalize("NFD", "중지"), "🛑",
    ],
)  # fmt: skip
def test_what_everyone_means_is_a_keyword_but_not_a_word_of_the_list(text: str) -> None:
    found = detect(text)
    assert found.kind is RequestKind.KEYWORD
    assert found.rule != EXACT_KEYWORD


def test_the_organization_chooses_its_words() -> None:
    chosen = frozenset({"Adiós", "no quiero"})
    assert detect("ADIOS!", chosen).rule == EXACT_KEYWORD
    assert detect("no quiero", chosen).rule == EXACT_KEYWORD
    assert detect("stop", chosen).rule != EXACT_KEYWORD
    assert detect("stop", chosen).kind is RequestKind.KEYWORD


@pytest.mark.parametrize(
    "text",
    [
        "Please stop texting me", "take me off your list", "Remove my number", "remove me please",
        "don't text me", "Don’t contact me again", "leave me alone", "lose my number",
        "delete my number", "no more texts", "opt me out", "do not contact",
        "I asked you to stop", "not interested, stop", "Stop. Just stop.", "please cancel",
        "I'm a Republican stop texting me", "Already voted STOP", "STOP\n\nSent from my iPhone",
        "visible\x1b[8mSTOP texting me\x1b[0m", "STOP texting me\rSure, I will vote!",
        "no me manden más mensajes", "ne me textez plus", "bitte keine Nachrichten mehr",
        "If you text me again I will block you", "I want off this list", "how do I opt out?",
    ],
)  # fmt: skip
def test_plain_requests_are_recognized(text: str) -> None:
    assert detect(text).kind is RequestKind.REQUEST


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\x00", "stop by the office", "where is the bus stop", "can't stop laughing",
        "end of the month", "cancel my appointment", "don't stop", "Please don't stop texting me!",
        "never stop fighting", "Stop & Shop on Main", "Stop gun violence", "We need to stop Trump",
        "one stop shop", "I stopped by already", "the end", "weekend", "cancel student loans",
        "Remove Ted Cruz", "take me with you", "leave me a voicemail", "Don't forget to text me",
        "Don't call, text me instead", "no more war", "not interested", "I don't text",
        "can I opt out of jury duty", "Do I have to reply STOP?", "what does STOP mean",
        "It says reply STOP to opt out. Is this a bot?", "I'm not sure", "Not Trump", "who is this",
        "she is the wrong person for the job", "is this the right number?", "unstoppable",
        "My husband's phone died", "NO GIFTS!!", "me llamo Ana", "arrêt de bus", "停车场在哪里",
    ],
)  # fmt: skip
def test_traps_are_left_alone(text: str) -> None:
    assert detect(text).kind is RequestKind.NONE


@pytest.mark.parametrize(
    "text",
    [
        'Liked "Reply STOP to opt out"', "Loved “Hi! Reply STOP to end”",
        "Laughed at “Stop texting me”",
        "👎 to “ Reply STOP to opt out ”", "Reacted 👍 to “Hi, it's Sam. Stop2Quit”",
    ],
)  # fmt: skip
def test_a_reaction_to_our_own_text_asks_nothing(text: str) -> None:
    assert detect(text).kind is RequestKind.NONE


@pytest.mark.parametrize(
    "text",
    [
        "Wrong number", "wrong #", "You have the wrong person", "This isn't Jessica",
        "I'm not Mike",
        "Not Brian", "who's Miguel", "No Mike here", "nobody by that name", "this isn't her number",
        "Mike doesn't live here", "Número equivocado", "No soy Juan", "mauvais numéro",
    ],
)  # fmt: skip
def test_a_wrong_number_is_its_own_outcome(text: str) -> None:
    assert detect(text).kind is RequestKind.WRONG_NUMBER


@pytest.mark.parametrize(
    "text",
    ["wrong # stop", "Wrong number!! UNSUBSCRIBE", "This isn't Bob, please remove my number"],
)
def test_the_request_wins_over_the_wrong_number(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("START", RequestKind.OPT_IN),
        ("unstop.", RequestKind.OPT_IN),
        ("HELP", RequestKind.HELP),
        ("Info?", RequestKind.HELP),
        ("Ayuda", RequestKind.HELP),
        ("help me register", RequestKind.NONE),
        ("Start at 5?", RequestKind.NONE),
    ],
)
def test_start_and_help_count_only_as_the_whole_message(text: str, kind: RequestKind) -> None:
    assert detect(text).kind is kind


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  “STOP!”", "STOP"),
        ("I like her, but please stop texting me.", "stop texting"),
        ("Hi 👋🏽 — take me off your list", "take me off"),
        ("ＳＴＯＰ 👎", "ＳＴＯＰ"),
        ("\x1b[8mSTOP texting me", "STOP texting"),
        ("Ｎo thanks.  Don’t  text me", "Don’t  text me"),
        ("Sorry, wrong number!", "wrong number"),
        ("please 🛑", "please 🛑"),
    ],
)
def test_the_span_points_at_the_words_as_they_arrived(text: str, words: str) -> None:
    assert words_found(text) == words


@pytest.mark.parametrize("one", HOSTILE, ids=lambda one: one["id"])
def test_hostile_bodies_do_not_hide_a_request(one: dict[str, str]) -> None:
    if one["opt_out"] == "yes":
        assert asks(one["text"])
    elif one["opt_out"] == "no":
        assert not asks(one["text"] * int(one.get("repeat") or 1))


@given(
    st.text(max_size=80)
    | st.from_regex(re.compile(r"(stop|no|text|me|[^a-z]){1,12}"), fullmatch=True)
)
def test_any_text_is_read_and_the_span_lies_within_it(text: str) -> None:
    found = detect(text)
    if found.kind is RequestKind.NONE:
        assert found.span is None
        assert found.rule == ""
    else:
        assert found.rule
        assert found.span is not None
        assert 0 <= found.span.start < found.span.end <= len(text)


def test_long_runs_of_the_same_letters_are_read_in_bounded_time() -> None:
    for text in (". " * 50_000, "stop " * 20_000, "no " * 30_000, "s" * 100_000):
        detect(text)


def rate(label: str, *, english: bool = False) -> float:
    chosen = [
        reply
        for reply in sample_replies()
        if reply.label == label and (reply.language == "en" or not english)
    ]
    return sum(is_read_as_labelled(reply) for reply in chosen) / len(chosen)


def is_read_as_labelled(reply: SampleReply) -> bool:
    kind = detect(reply.text).kind
    if reply.label == "wrong_number":
        return kind is RequestKind.WRONG_NUMBER
    return kind.asks_to_opt_out


def test_the_sample_replies_are_read_as_labelled() -> None:
    assert len(sample_replies()) == 243
    assert rate("opt_out_keyword") >= 0.98
    assert rate("opt_out_request") >= 0.95
    assert rate("wrong_number") >= 0.95
    innocent = [reply for reply in sample_replies() if reply.label == "not_opt_out"]
    false_alarms = [
        reply.text
        for reply in innocent
        if detect(reply.text).kind
        in (RequestKind.KEYWORD, RequestKind.REQUEST, RequestKind.WRONG_NUMBER)
    ]
    assert len(false_alarms) <= 1, false_alarms


def test_importing_detection_compiles_no_rule() -> None:
    code = (
        "from core.detection import reading\nassert reading._compiled.cache_info().currsize == 0\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
