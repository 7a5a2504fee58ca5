"""What people write when they want to be left alone, as data.

Every pattern is written against `core.safe_text.for_matching`: lower case,
without accents, curly quotes made plain. Two conveniences are expanded before
compiling: a space stands for any few characters that are no letters (an emoji,
punctuation, a line break), and a word in capitals stands for its entry in
`TERMS`.

The words of the opt-out rules: 47 CFR 64.1200(a)(10) (United States, in force
since April 2025) names stop, quit, end, revoke, opt out, cancel and unsubscribe,
and "any reasonable means" beside them, which is what the other rules are for.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from core.domain import RequestKind

TERMS: Final = {
    "STOP": "(?:s+t+o+p+|stahp|stawp|sotp|stpo|stp|st0p)",
    # What may be said before `stop` to mean its opposite.
    "UNLESS": r"\b(?=[cdehqst])"
    + "".join(
        f"(?<!{word}{gap})"
        for word in (
            *("don't", "dont", "don t", "not", "never", "can't", "cant", "cannot", "won't"),
            *("wont", "didn't", "doesn't", "couldn't", "wouldn't", "bus", "non"),
        )
        for gap in (" ", "-")
    ),
    "PLEASE": "(?:please|pls|plz|plse|pleas|kindly)",
    "DONT": "(?:do not|don'?t|don t|dnt|do ?nt|never)",
    "TEXTS": "(?:te?xts?|messages?|msgs?|sms|calls?|emails?|spam|texting|txtn?g?|messaging"
    "|communications?|notifications?|alerts?|solicitations?|correspondence)",
    "TEXTING": "(?:te?xt(?:ing|in|n|ng|s)?|messag(?:ing|in|es?)|msg(?:ing|s)?|contacting|spam"
    "|spamming|bothering|harass(?:ing|ment)|bugging|pestering|soliciting|solicitations?|sms"
    "|emailing|calls)",
    "SEND": "(?:te?xt|message|msg|contact|spam|bother|solicit|disturb|harass|e-?mail"
    "|reach out|write|send|bug|ping|hit|txt|tex)",
    "FILL": "(?:all|the|these|this|those|with|of|your|ur|it|any|sending|political|unsolicited"
    "|further|future|more|please|pls|always|constantly|just|so many|me|us|my|f\\w*ing|damn)",
    "REMOVE": "(?:r\\w?move|remov|remve|reomve|remvoe|delete|delet|erase|scrub|purge|unlist|block"
    "|lose|forget|drop|take off|take out)",
    "MY": "(?:me|us|(?:my|our|this|the|his|her|ths) (?:\\w+ )?(?:number|numbers|phone|cell|num"
    "|name|contact|contacts|info|information|data|details|line|#))",
    "LISTS": "(?:\\w+ ){0,2}(?:lists?|database|db|system|contacts?|texts?|messages?|msgs?|chain"
    "|thread|rolls?|records?|campaign|distribution|subscription|group)",
    "END": "(?=\\s*(?:$|[^\\w\\s'\\-]|(?:now|already|thanks?|thank you|thx|ty|please|pls|plz|lol"
    "|omg|ffs|asap|immediately|today|it|me|right now|bro|dude|man|sir)\\b))",
    "NAME": "(?P<name>[^\\W\\d_]{2,20})",
}
"""Parts that several patterns share."""

REACTION: Final = (
    r"^\W*(?:(?:liked|loved|disliked|laughed at|emphasi[sz]ed|questioned|hearted"
    r"|reacted \W{0,6}\w* ?(?:to)?|removed an? \w+ (?:\w+ )?from|le gusto|le encanto"
    r"|a aime|gefallt)"
    r"\W*[\"']|\W{1,8}(?:to|a|sur) [\"'])"
)
"""A phone's own words for a reaction, followed by our text: nothing in it is the contact's."""

QUOTED_INSTRUCTION: Final = (
    r"(?:reply|text|txt|send|respond|type|answer)(?:ing|ed|s)?(?: with)? [\"'(]*"
    r"(?:stop|end|quit|cancel|unsubscribe|optout|opt out)[\"')]*"
    r" (?:to|2|4) ?(?:end|quit|stop|opt|unsub|cancel|leave|be removed|remove|no longer)\w*"
)
"""Our own instruction in a contact's text: `Reply STOP to opt out`."""


class Written(Enum):
    """How words must be written for a rule to hold."""

    ANYHOW = auto()
    AS_A_NAME = auto()
    """The group `name` begins with a capital and is none of `NOT_NAMES`."""
    SHOUTED = auto()
    """All capitals, where the whole text is not."""
    REORDERED = auto()
    """Among direction controls: what a phone shows is not the order of the letters."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of asking."""

    name: str
    kind: RequestKind
    pattern: str
    example_for: str
    """A text that the rule must catch."""
    example_against: str
    """A text of the same words that no rule may catch."""
    comment: str = ""
    """Why the rule is as it is."""
    written: Written = Written.ANYHOW
    """How the words must stand in the text as it arrived."""
