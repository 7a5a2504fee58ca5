"""English: `I asked you twice`, `text me again and I'll sue`, `STOP means stop`."""

from __future__ import annotations

from typing import Final

from core.detection.english.guards import ABOUT_OTHERS, AS_A_QUESTION
from core.detection.english.other_matters import A_THING, BY_MISTAKE, TOLD_OTHERS
from core.detection.rule import Rule
from core.domain import RequestKind

_ASK = RequestKind.REQUEST

INSISTING: Final = (
    Rule(
        name="already-asked",
        kind=_ASK,
        language="en",
        confidence=0.93,
        why="It says that it has asked before.",
        phrases=(
            "({i}|already|just|twice|literally) ~~ {wrote} [you|u|back|with|in|the word|the|it"
            "|all|them] ~ {exit} (>|{tail}|to {you}|to this|{number})",
            "({i}|keep|kept|been|times) ~~ ({said}) {filler}* [you|u|yall|you guys|you people"
            "|with|back|them|to] [to] {exit} (>|{tail}|and)",
            "({i}|already|been) ~~ {asked} {times}* [{you}|them|this {number}"
            "|your ~] {times}* (to|not|for|please|that) ~ (stop|quit|cease|{remove} ({me}"
            "|{mine})|be {removed}|be left|take {me}|take {mine}|leave {me}|unsubscribe|opt out"
            "|opt me|not|be {removed}|removal|{send} {me}|no more)",
            "{asked} ~~ (to be|be|being) {removed}",
            "< {wrote} {exit} (last|yesterday|twice|already|two|three|before|weeks|days|months"
            "|and|but"
            "|multiple|several)",
            "how many (times|more times) ~~~~~ (stop|unsubscribe|opt out|remove|opted out"
            "|unsubscribed)",
            "how many (times|more times) (do|must|should|have|will) (i|we) ~~ (tell|ask|say"
            "|told|asked|said) (>|you|this|no|it|that)",
            "{i} ~~ (already|previously|just|have|even|thought i|twice) ~ (unsubscribed"
            "|opted out|optedout|opted|asked to be {removed})",
            "{i} (unsubscribed|opted out|unsubbed) (>|{out_of}|already|twice|yesterday|last|two"
            "|once|multiple|several|and|but|days|weeks|months|before)",
            "why ~~~ (still|keep|keeps) ~ (getting|receiving|texting|messaging|contacting"
            "|sending|get|text|send) ~ (these|this|texts|messages|me|them|your|us|spam|from you)",
            "(still|keep|keeps|continue to|continually|constantly) (getting|receiving|get"
            "|texting|messaging) ~ (these|your|unwanted) ~ (texts|messages|>|spam)",
            "((i|ive|already) ~ (said|told {you})|for the (last|final|second|third|hundredth"
            "|millionth|umpteenth) time) ~ (stop|to stop|leave|remove|unsubscribe)",
            "(i|ive|we) already ~ (said|told {you}) (no|not interested|im not interested)",
            "(stop|no) means (stop|no)",
            "(what|which) part of ~~ (stop|no|unsubscribe|remove)",
            "(asked|requested|told) {you}* ~ (nicely|politely|twice|once|(two|three|3|4|5|10"
            "|several|multiple|many|countless) times) ~ (to|not|stop|that)",
            "(asked|requested) {you}* ~ (nicely|politely|twice|(two|three|3|4|5|10|several"
            "|multiple|many|countless) times) [already|now|before] >",
            "(second|third|fourth|2nd|3rd|4th|5th|last|final) (request|time asking"
            "|time ive asked|warning|notice)",
            "<< (reply|text|txt|send) stop [to (end|quit|opt out|unsubscribe|cancel|stop)] >>",
        ),
        unless=(AS_A_QUESTION, ABOUT_OTHERS, BY_MISTAKE, A_THING, TOLD_OTHERS),
        examples_for=(
            "I already replied STOP. Why am I still getting these??",
            "I asked you twice to remove me",
            "how many times do I have to say stop",
        ),
        examples_against=(
            "I replied STOP to the other candidate, not you guys",
            "What happens if I reply STOP?",
            "does replying stop actually work lol",
        ),
    ),
    Rule(
        name="threat",
        kind=_ASK,
        language="en",
        confidence=0.9,
        why="It threatens what will happen with the next text.",
        phrases=(
            "({send}|{texting}|call) {me} (again|one more time|one more|anymore"
            "|ever again) ~~~~ (report|reporting|sue|suing|block|blocking|lawyer|attorney"
            "|police|cops|file|regret|charges|court|fcc|harassment)",
            "keep (it up|this up|{texting}|{bothering}) ~ and (i|ill|im|we|my)",
            "< (opted out|unsubscribed) (already|twice|before|last|months|weeks|days|yesterday)",
            "if {you} ~~~ ({send}|call) {me} ~~~~~ (report|reporting|sue|suing|block|blocking"
            "|lawyer|attorney|police|fcc|ftc|court|legal|complaint|again)",
            "if {you} ~~~ (keep|continue|continuing|dont quit|persist) ~~~ (i|ill|im|we)",
            "if (i|we) ~~ (get|receive|see) (one more|another|any more|anymore|a single|1 more"
            "|more|one) ~ ({texts}|of (these|those|your)|from)",
            "if (i|we) ~~ (hear from you|(get|receive) ~~ ({texts}) from (you|this|your))",
            "(one more|another|any more|any further|next|further|additional|continued|future"
            "|1 more) ~ (text|message|call|contact|msg|texts|messages|contacts|communication"
            "|txt) ~~~~~ (report|reported|sue|suing|block|blocked|lawyer|attorney|police|fcc"
            "|ftc|court|legal|harassment|lawsuit|complaint|reporting|charges|invoice|trouble"
            "|sorry)",
            "or (i will|ill|im|i am|i|we|we will|well|be|youll|you will|im going to|im gonna"
            "|else i) ~~ (report|reporting|reported|sue|suing|block|blocking|file|filing|press"
            "|hear from my|(call|calling|contact|contacting) ~~ (police|lawyer|attorney|fcc"
            "|cops|authorities))",
            "(stop|leave|cease|remove|quit|texting) ~~~ or else",
            "(report|reporting|sue|suing|block|blocking|fcc|police|lawyer|harassment"
            "|legal action|charges) // if {you} ~~~ ({send}|{texting}|continue|contact"
            "|dont stop|call)",
            "(will|be|hear from) ~~~ (my|an|our) (lawyer|attorney) ~~~ if",
            "(this is|considered|its) ~ (harassment|illegal) // (stop|remove|lose|cease|delete"
            "|leave)",
            "{bothering} me and (ill|i will)",
            "if (it|this|these|the {texts}) ~ (continues|continue|persists|persist|keeps|keep"
            "|happens again|doesnt stop|dont stop|does not stop)",
            "(next|anyone|whoever|any) ~~~~ {send} {me} ~~~~~ (report|reported|block|blocked"
            "|sued|sue|reporting)",
            "(next|anyone|whoever|any) ~~~~ (texts|contacts|messages|calls|bothers"
            "|texting) {me} ~~~~~ (report|reported|block|blocked|sued|sue|reporting)",
        ),
        unless=(),
        examples_for=(
            "Text me again and I'm calling a lawyer",
            "I will report you if you text me again",
            "one more message and I report you to the FCC",
        ),
        examples_against=(
            "I'm reporting this as junk",
            "If you text me the address I will be there",
            "call my lawyer if you want",
        ),
    ),
    Rule(
        name="how-you-got-it",
        kind=_ASK,
        language="en",
        confidence=0.75,
        why="It says that these texts were never asked for.",
        phrases=(
            "(never|didnt|did not|dont|do not|dont remember|dont recall|dont know why) ~ (sign"
            "|signed|signing|subscribe|subscribed|subscribing|ask|asked|opt|opted|request"
            "|requested|consent|agree|agreed|sign me) [up|in] ~ (for|to) ~ (this|these|your"
            "|texts|text|any|receive|be|get|messages|spam|it)",
            "{i} (never|didnt|did not) (signed|sign) up (>|for (this|these|it|your|any|{texts}))",
            "(who|where|how) ~~~ (my|this) ~ (number|info|#) // (delete|remove|lose|forget|stop"
            "|take|dont|do not|unsubscribe)",
        ),
        examples_for=("I never signed up for these texts", "Who gave you my number? Delete it."),
        examples_against=("How did you get my number?", "I didn't sign up for the early shift"),
    ),
)
"""In no order: the surest that matches is reported."""
