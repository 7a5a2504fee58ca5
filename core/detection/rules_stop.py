"""English: stop, and what is to stop."""

from __future__ import annotations

from typing import Final

from core.detection.rule import Rule, Written
from core.domain import RequestKind

_ASK = RequestKind.REQUEST

STOP_RULES: Final = (
    Rule(
        name="stop-texting",
        kind=_ASK,
        pattern=(
            r"UNLESS\bSTOP (?:FILL ){0,3}TEXTING\b(?! (?:while|and driv|when|at|during|him|her"
            r"|them)\b)"
        ),
        example_for="I support Maria but stop texting me lol",
        example_against="I can't stop texting my friends about her",
    ),
    Rule(
        name="stop-sending",
        kind=_ASK,
        pattern=(
            r"UNLESS\bSTOP (?:FILL ){0,2}(?:calling|sending|writing|blowing up|hitting up"
            r"|asking)(?: (?:me|us|my|this|these|those|so|texts?|messages?|stuff|anything)\b"
            "|END)"
        ),
        example_for="stop sending me this stuff",
        example_against="Tell her to stop sending money overseas",
        comment="Needs an object: much is sent and called that is no text.",
    ),
    Rule(
        name="end-texts",
        kind=_ASK,
        pattern=(
            "UNLESS(?:quit|cease|end|cancel|discontinue|halt|terminate|turn off|shut off"
            "|enough) (?:FILL ){0,4}(?:TEXTING|TEXTS|subscription|calling me|sending (?:me"
            r"|these|this))\b"
        ),
        example_for="Quit texting me",
        example_against="Cancel culture is out of control",
    ),
    Rule(
        name="cease",
        kind=_ASK,
        pattern=(
            r"^\W*(?:quit|knock) it(?: off)?\W*$|\bcease and desist\b|\bPLEASE (?:discontinue"
            r"|cease|desist|quit)\b|\b(?:quit|cut|knock) (?:it|this)(?: out| off)? with (?:the"
            r"|these|your|all)\b"
        ),
        example_for="please discontinue",
        example_against="They should cease fire",
    ),
    Rule(
        name="stop-please",
        kind=_ASK,
        pattern=(
            r"\b(?:PLEASE|just|kindly|said|now|no|nope|nah|naw|omg|ugh|wtf|lol|dude|bro|thanks"
            "|thank you|interested|seriously|number|person|(?:can|could|would|will) (?:you|u"
            "|y'all)(?: guys| all| people)?(?: PLEASE)?|(?:need|want|have|got) (?:you )?to"
            r"|gotta|if you (?:do not|don'?t))[ ,.!-]*STOP\b(?:END| (?:this|that|it all"
            r"|all this)\W*$)|# STOP\bEND"
        ),
        example_for="Hell no stop",
        example_against="Please don't stop, you folks are doing great",
    ),
    Rule(
        name="stop-first",
        kind=_ASK,
        pattern=(
            r"^\W*STOP(?:\s*[.!,;:\-]+\s*(?!hammer|collaborate|drop|look|in the name|the)\w"
            "| (?:now|already|immediately|asap|please|pls|plz|thanks?|thx|ty|tysm|merci|svp|stp"
            "|por favor|gracias|bitte|danke|obrigad[oa]|im|i'm|i|its|it's|right now"
            "|sent from my|ur|u|you|bro|dude|man|sir|ffs|lol|omg|wrong|not interested"
            r"|and (?:remove|delete|take|lose))\b| (?:it|this|that|me|all|everything|spam"
            r"|spamming)\b(?=\W*$|\s*[.!,]))"
        ),
        example_for="stop im driving",
        example_against="Stop the pipeline",
        comment="A slogan names what to stop; a request does not. Known verses are left out.",
    ),
    Rule(
        name="stop-last",
        kind=_ASK,
        pattern=(
            r"(?:[.!?,;:)(\"]|\s-)\s*(?:(?:and|so|just|now|PLEASE) )*(?:STOP|unsubscribe"
            r"|opt[ -]?out|remove me)\s*(?:PLEASE|now|thanks?|\W)*$"
        ),
        example_for="Wrong number!! UNSUBSCRIBE",
        example_against="Go Maria, never, ever stop",
    ),
    Rule(
        name="stop-repeated",
        kind=_ASK,
        pattern=r"UNLESS\bSTOP(?: STOP)+\b",
        example_for="Stop stop STOP",
        example_against="Is it the bus stop or the train stop?",
    ),
    Rule(
        name="stop-shouted",
        kind=_ASK,
        pattern=(
            "UNLESS(?<!the )(?<!a )(?<!to )(?<!must )(?<!will )(?<!it )(?<!next )(?<!pit )(?<!o"
            r"ne )(?<!should )STOP[^\w?]*$"
        ),
        example_for="I vote red STOP",
        example_against="When will the war stop",
        comment="Only in capitals, in a text that is not all capitals: the word for the machine.",
        written=Written.SHOUTED,
    ),
    Rule(
        name="said-stop",
        kind=_ASK,
        pattern=(
            r"\b(?:i|i've|ive|we|we've) (?:\w+ ){0,2}?(?:said|replied|texted|sent|typed|wrote"
            "|responded|answered|(?:told|asked) (?:you|u|y'all))(?: guys| all| people)?(?: to"
            r"| with)? (?:STOP|unsubscribe|quit|opt out)\b(?! to (?:the|another|someone|that|him"
            r"|her|my)\b)|\b(?:keep|kept|been) (?:replying|saying|texting|sending|typing"
            r"|asking)(?: you)?(?: to)? STOP\b|\bhow many times (?:\w+ ){0,5}STOP\b|^\W*(?:reply"
            r"|text|txt|send) STOP\W*$"
        ),
        example_for="I already replied STOP. Why am I still getting these??",
        example_against="I replied STOP to the other candidate, not you guys",
    ),
    Rule(
        name="make-it-stop",
        kind=_ASK,
        pattern=(
            r"\b(?:make|get|want|need|have) (?:(?:it|this|that|these|them|the|those|your|all"
            r"|of) )+(?:TEXTS )?(?:to )?(?:STOP|end)\b"
        ),
        example_for="how do i make these texts stop",
        example_against="I want the war to stop",
    ),
    Rule(
        name="stop-reordered",
        kind=_ASK,
        pattern=r"UNLESS\bSTOP\b",
        example_for="I \u2067STOP\u2066 want\u2069 texts",
        example_against="I will stop there tomorrow",
        written=Written.REORDERED,
    ),
)
