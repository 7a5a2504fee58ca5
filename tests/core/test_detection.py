"""What detection must catch, what it must leave, and which words it points at."""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from core.detection import (
    DEFAULT_OPT_OUT_WORDS,
    EXACT_KEYWORD,
    MISSPELLED_KEYWORD,
    ORGANIZATION_PHRASE,
    detect,
)
from core.domain import Detection, RequestKind
from core.sample_replies import SampleReply, sample_replies

HOSTILE = json.loads(
    (Path(__file__).parents[1] / "data" / "hostile-texts.json").read_text(encoding="utf-8")
)


def words_found(text: str) -> str:
    span = detect(text).span
    return "" if span is None else text[span.start : span.end]


def asks(text: str) -> bool:
    return detect(text).kind.asks_to_opt_out


# --- Keywords ---------------------------------------------------------------------------------


@pytest.mark.parametrize("word", sorted(DEFAULT_OPT_OUT_WORDS))
def test_the_words_that_the_rules_name_are_keywords_however_they_are_typed(word: str) -> None:
    spaced = " ".join(word.replace(" ", ""))
    for text in (word, word.upper(), f" {word.title()}. ", f'"{word}"', f"{word}!!!", spaced):
        found = detect(text)
        assert (found.kind, found.rule) == (RequestKind.KEYWORD, EXACT_KEYWORD), text
        assert found.confidence == 1.0


@pytest.mark.parametrize(
    "text",
    [
        "\nSTOP\n", "S T O P", "s.t.o.p", "S-T-O-P", "ＳＴＯＰ", "ⓈⓉⓄⓅ", "ST\u200bOP", "ST\x00OP",
        "S\u0336T\u0336O\u0336P\u0336", "«Stop»", "*STOP*", "STOP 👎", "Optout", "opt-out",
        "“Stop”", "𝐒𝐓𝐎𝐏", "STOP\n\n",
    ],
)  # fmt: skip
def test_a_disguised_keyword_is_still_that_keyword(text: str) -> None:
    assert detect(text).rule == EXACT_KEYWORD


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("STOPALL", "en"), ("stop2quit", "en"), ("unsub", "en"), ("Sotp", "en"), ("stoppp", "en"),
        ("unsuscribe", "en"), ("5top", "en"), ("SТОР", "en"), ("unsubscribe me", "en"),
        ("arrêt", "fr"), ("ARRET", "fr"), ("Désabonner", "fr"),
        ("Baja", "es"), ("alto!!", "es"), ("parar", "es"), ("Detener", "es"),
        ("Stopp", "de"), ("Abmelden", "de"), ("SAIR", "pt"), ("Cancella", "it"),
        ("afmelden", "nl"), ("Zatrzymaj", "pl"), ("СТОП", "ru"), ("ОТПИСАТЬСЯ", "ru"),
        ("退订", "zh"), ("停止", "zh"), ("Hủy", "vi"), ("Dừng", "vi"), ("Itigil", "tl"),
        ("중지", "ko"), (unicodedata.normalize("NFD", "중지"), "ko"),
    ],
)  # fmt: skip
def test_what_everyone_means_is_a_keyword_but_not_a_word_of_the_list(
    text: str, language: str
) -> None:
    found = detect(text)
    assert found.kind is RequestKind.KEYWORD
    assert found.rule != EXACT_KEYWORD
    assert found.language == language
    assert 0.9 <= found.confidence < 1


@pytest.mark.parametrize(
    "text", ["step", "shop", "stops by", "top", "spot", "quiet", "cancer", "canal"]
)
def test_a_word_of_its_own_is_no_slip(text: str) -> None:
    assert detect(text) == Detection(RequestKind.NONE)


def test_a_sign_is_read_as_its_word() -> None:
    assert detect("🛑").kind is RequestKind.KEYWORD
    assert detect("please 🛑").kind is RequestKind.REQUEST
    assert detect("👍").kind is RequestKind.NONE


def test_the_keywords_are_those_of_the_provider_and_the_organization() -> None:
    chosen = frozenset({"Adiós", "no quiero"})
    assert detect("ADIOS!", chosen).rule == EXACT_KEYWORD
    assert detect("no quiero", chosen).rule == EXACT_KEYWORD
    assert detect("stop", chosen).rule != EXACT_KEYWORD
    assert detect("stop", chosen).kind is RequestKind.KEYWORD
    assert detect("adios").kind is RequestKind.NONE


@pytest.mark.parametrize("text", ["Para", "FIN", "delete", "ended", "dur"])
def test_a_word_that_may_be_an_answer_is_read_as_a_request_less_surely(text: str) -> None:
    found = detect(text)
    assert found.kind is RequestKind.REQUEST
    assert found.confidence < 0.7
    assert words_found(text) == text


@pytest.mark.parametrize("text", ["Red", "Stands", "ret", "Fine", "band"])
def test_an_ordinary_answer_is_no_keyword_of_another_language(text: str) -> None:
    assert detect(text).kind is RequestKind.NONE


def test_only_what_is_spelled_right_is_an_exact_keyword() -> None:
    for text in ("stpo", "stoppp", "unsuscribe", "5TOP"):
        assert detect(text).rule == MISSPELLED_KEYWORD, text
    assert detect("stop please").rule != EXACT_KEYWORD


def test_phrases_of_the_organization_are_read_as_requests() -> None:
    mine = frozenset({"Hard pass", "ça suffit comme ça"})
    for text in ("Hard pass.", "lol HARD, PASS on this", "Ça suffit comme ca !"):
        found = detect(text, more_requests=mine)
        assert found.kind is RequestKind.REQUEST, text
        assert found.rule == ORGANIZATION_PHRASE
    assert words_found("lol hard pass") == ""
    assert detect("a hard passage", more_requests=mine).kind is RequestKind.NONE
    assert detect("STOP", more_requests=mine).rule == EXACT_KEYWORD
    assert detect("Liked “hard pass”", more_requests=mine).kind is RequestKind.NONE


# --- Requests, and what only looks like one ---------------------------------------------------


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
        "STOP. TEXTING. ME.", "S T O P texting me", "stoptextingme", "ｓｔｏｐ ｔｅｘｔｉｎｇ ｍｅ",
        "stop te\u200bxting me", "ѕtор tехting me", "Don‘t text me ever again", "F*** off",
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
        "my sister told her ex to stop texting her", "I told him to stop calling me",
        "did you lose my number?", "please don't take me off the list",
        "Please keep me on the list, I accidentally sent STOP", "Don't you dare take me off",
        "Tell your opponents to stop texting me", "stop texting me in Spanish, English is fine",
        "Take my name off the endorsement page", "Stop me if you've heard this one", "STOP THE BAN",
    ],
)  # fmt: skip
def test_traps_are_left_alone(text: str) -> None:
    assert detect(text) == Detection(RequestKind.NONE)


@pytest.mark.parametrize(
    "text",
    [
        'Liked "Reply STOP to opt out"', "Loved “Hi! Reply STOP to end”",
        "Laughed at “Stop texting me”", "Disliked an image", "Le gustó “Responda ALTO”",
        "👎 to “ Reply STOP to opt out ”", "Reacted 👍 to “Hi, it's Sam. Stop2Quit”",
    ],
)  # fmt: skip
def test_a_reaction_to_our_own_text_asks_nothing(text: str) -> None:
    assert detect(text).kind is RequestKind.NONE


def test_what_is_written_below_a_quoted_text_is_the_contacts_own() -> None:
    text = "Disliked “Reply STOP to opt out” please take me off your list"
    assert words_found(text) == "take me off your list"


@pytest.mark.parametrize(
    "text",
    [
        "Wrong number", "wrong #", "You have the wrong person", "This isn't Jessica",
        "I'm not Mike",
        "Not Brian", "who's Miguel", "No Mike here", "nobody by that name", "this isn't her number",
        "Mike doesn't live here", "Número equivocado", "No soy Juan", "mauvais numéro",
        "im not jessica", "No Mrs. Patel here",
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
    "text",
    ["my mom wants you to stop texting her", "Take my wife off your list", "don't text my kids",
     "leave my dad alone, he's 90", "my husband doesn't want these texts"],
)  # fmt: skip
def test_a_request_for_somebody_else_is_read_less_surely(text: str) -> None:
    found = detect(text)
    assert found.kind is RequestKind.REQUEST
    assert found.confidence < 0.7


@pytest.mark.parametrize(
    "text",
    ["Who is Yolanda?", "Who is Mr. Patterson", "¿Quién es Yolanda?", "Quem é Maria?",
     "Qui est Marie ?", "Chi è Marco?", "Wer ist Hans?", "Wie is Jan?", "Kto to jest Anna?"],
)  # fmt: skip
def test_who_asks_for_somebody_by_name_is_not_the_one_that_was_meant(text: str) -> None:
    assert detect(text).kind is RequestKind.WRONG_NUMBER


@pytest.mark.parametrize(
    "text",
    ["Who is this?", "¿Quién es usted?", "Qui est-ce ?", "Wer ist da?", "Who is Ted Cruz?",
     "¿Quién es el candidato?", "no sé quién es ese señor"],
)  # fmt: skip
def test_who_asks_who_writes_names_nobody(text: str) -> None:
    assert detect(text).kind is RequestKind.NONE


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
        ("Hi 👋🏽 — take me off your list", "take me off your list"),
        ("ＳＴＯＰ 👎", "ＳＴＯＰ"),
        ("\x1b[8mSTOP texting me", "STOP texting"),
        ("Ｎo thanks.  Don’t  text me", "Don’t  text me"),
        ("Ne m’écrivez plus !", "Ne m’écrivez plus"),
        ("You have the wrong number!", "You have the wrong number"),
        ("我说了别再发了", "别再发"),
    ],
)
def test_the_span_points_at_the_words_as_they_arrived(text: str, words: str) -> None:
    assert words_found(text) == words


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("please stop texting me", "en"), ("ya no me manden mensajes", "es"),
        ("arrêtez de m'écrire", "fr"), ("Lasst mich in Ruhe", "de"), ("me tira dessa lista", "pt"),
        ("non scrivetemi più", "it"), ("haal me van de lijst", "nl"), ("wypisz mnie z listy", "pl"),
        ("не пишите мне больше", "ru"), ("别再发了", "zh"), ("đừng nhắn tin nữa", "vi"),
        ("huwag na po kayong mag-text", "tl"),
    ],
)  # fmt: skip
def test_several_languages_in_one_campaign(text: str, language: str) -> None:
    found = detect(text)
    assert found.kind is RequestKind.REQUEST
    assert found.language == language


@pytest.mark.parametrize("one", HOSTILE, ids=lambda one: one["id"])
def test_hostile_bodies_do_not_hide_a_request(one: dict[str, str]) -> None:
    if one["opt_out"] == "yes":
        assert asks(one["text"])
    elif one["opt_out"] == "no":
        assert not asks(one["text"] * int(one.get("repeat") or 1))


# --- The replies that are shipped -------------------------------------------------------------


def rate(label: str) -> float:
    chosen = [reply for reply in sample_replies() if reply.label == label]
    return sum(is_read_as_labelled(reply) for reply in chosen) / len(chosen)


def is_read_as_labelled(reply: SampleReply) -> bool:
    kind = detect(reply.text).kind
    if reply.label == "wrong_number":
        return kind is RequestKind.WRONG_NUMBER
    return kind.asks_to_opt_out


def test_the_sample_replies_are_read_as_labelled() -> None:
    assert len(sample_replies()) == 243
    assert rate("opt_out_keyword") >= 0.98
    assert rate("opt_out_request") >= 0.96
    assert rate("wrong_number") >= 0.95
    innocent = [reply for reply in sample_replies() if reply.label == "not_opt_out"]
    false_alarms = [
        reply.text
        for reply in innocent
        if detect(reply.text).kind
        in (RequestKind.KEYWORD, RequestKind.REQUEST, RequestKind.WRONG_NUMBER)
    ]
    assert len(false_alarms) <= 1, false_alarms


def test_importing_detection_makes_no_rule_ready() -> None:
    code = (
        "import core.detection, sys\n"
        "assert 'core.detection.index' not in sys.modules\n"
        "assert 'core.detection.vocabularies' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
