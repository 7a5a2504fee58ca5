"""What a rule goes by, in one plain sentence for a texter."""

from __future__ import annotations

from functools import cache
from typing import Final

_WHOLE_MESSAGES: Final = {
    "": "It asks for nothing that we know of.",
    "keyword": "It is nothing but a word that opts out here.",
    "known-keyword": "It is nothing but a word that opts out elsewhere, or in another language.",
    "misspelled-keyword": "It is nothing but a word that opts out, misspelled.",
    "keyword-politely": "It is a word that opts out, with words of courtesy around it.",
    "likely-keyword": "It is nothing but a word that most likely asks to end this.",
    "organization-phrase": "It has words that your organization reads as a request.",
    "opt-in": "It is nothing but a word that opts in again.",
    "help": "It is nothing but a word that asks for help.",
}


@cache
def _by_name() -> dict[str, str]:
    from core.detection.vocabularies import RULES

    return {**{rule.name: rule.why for rule in RULES}, **_WHOLE_MESSAGES}


def why(rule: str) -> str:
    """Explain a rule, by the name that `Detection.rule` holds, in a sentence for a texter."""
    return _by_name().get(rule, "It was found by a rule that is no more.")
