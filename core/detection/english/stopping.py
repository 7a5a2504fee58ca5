"""English: `stop texting me`, and `stop` on its own in a text that says more."""

from __future__ import annotations

from typing import Final

from core.detection.english.guards import (
    A_PLACE,
    ABOUT_OTHERS,
    AS_A_QUESTION,
    DRIVING,
    JOKING,
    KEEP_GOING,
    LESS,
    NEGATED,
    SOMEBODY_ELSE,
)
from core.detection.english.other_matters import (
    BY_MISTAKE,
    FOR_FUN,
    FOR_SOMEBODY,
    IN_A_LANGUAGE,
    ON_AIR,
    TOLD_OTHERS,
)
from core.detection.rule import Rule, Written
from core.domain import RequestKind

_ASK = RequestKind.REQUEST

STOPPING: Final = (
    Rule(
        name="stop-texting",
        kind=_ASK,
        language="en",
        confidence=0.98,
        why="It asks to stop the texts.",
        phrases=(
            "{stop} {filler}* ({texting}|{plurals}|communication|correspondence)",
            "{stop} [it|this] (with|w|wit|wth) {filler}* ~ ({texting}|stuff|crap|shit|bs|junk"
            "|nonsense)",
            "{stop} being ~ and {texting} {me}",
        ),
        unless=(
            NEGATED,
            SOMEBODY_ELSE,
            DRIVING,
            LESS,
            TOLD_OTHERS,
            IN_A_LANGUAGE,
            FOR_SOMEBODY,
            ON_AIR,
        ),
        examples_for=(
            "stop texting me",
            "quit it with the spam",
            "can you quit sending these msgs",
        ),
        examples_against=(
            "Don't stop texting me, I'm interested",
            "Tell her to stop texting him",
            "We have to stop texting and driving",
            "Stop the pipeline",
        ),
        comment="Texting is said of texts alone: no object is needed.",
    ),
    Rule(
        name="stop-bothering",
        kind=_ASK,
        language="en",
        confidence=0.96,
        why="It asks to stop calling, writing or sending.",
        phrases=(
            "{stop} {filler}* {bothering} {filler}* {me}",
            "{stop} {filler}* {bothering} >",
            "{stop} {filler}* {bothering} {filler}* ({texts}|{stuff}) (>|{tail}|{me}|to {me})",
            "{stop} {filler}* {bothering} (please|pls|plz|now|already|immediately|anymore|again"
            "|here)",
            "{stop} {filler}* (calling|blowing|lighting|blowing up|hitting|lighting up) {me} (>"
            "|{tail}|up)",
            "{stop} {filler}* (blowing up|hitting|lighting up|filling up|cluttering|clogging) my ~",
            "{stop} {filler}* (asking|begging) [me|us] for ~ (money|donations|cash|votes|my vote)",
            "{stop} {filler}* wasting (my|our) (time|data|minutes|day)",
            "{stop} (it|this) (now|please|already|immediately|right now)",
        ),
        unless=(NEGATED, SOMEBODY_ELSE, LESS, TOLD_OTHERS, IN_A_LANGUAGE, FOR_SOMEBODY),
        examples_for=("stop contacting me", "Stop sending", "quit blowing up my phone"),
        examples_against=(
            "Tell her to stop sending money overseas",
            "stop calling it a crisis",
            "The mayor should stop writing bad laws",
        ),
        comment="Much is sent and called that is no text: these need an object, or to end there.",
    ),
    Rule(
        name="end-texts",
        kind=_ASK,
        language="en",
        confidence=0.95,
        why="It asks to end the messages.",
        phrases=(
            "{end} {determiner}* ({plurals}|subscription|subscriptions|alerts) (>|{tail}"
            "|to (these|this|your|the|all|any|texts))",
            "{end} (calling me|this (conversation|chat|thread)) (>|{tail})",
            "< [please|pls|just] end (conversation|chat|thread|this conversation|this chat) >",
            "(please|pls|kindly) (discontinue|cease|desist|quit|terminate|halt)",
            "{end} (sending|texting|messaging|contacting|bothering|calling) (me|us)",
        ),
        unless=(NEGATED, SOMEBODY_ELSE),
        examples_for=("Cancel my subscription", "enough with the texts already", "End texts"),
        examples_against=("Cancel culture is out of control", "cancel my appointment"),
    ),
    Rule(
        name="make-it-stop",
        kind=_ASK,
        language="en",
        confidence=0.93,
        why="It wants the texts to stop.",
        phrases=(
            "(make|get|want|need|wish|like|have|has|getting) {filler}* (it|this|that|these|them"
            "|{texts}|you) ~ [to|would] (stop|stopped|stops|cease|end|quit) (>|{then})",
            "(like|want|wish|need|prefer|trying|love) to (stop|quit|cease) (receiving|getting"
            "|hearing)"
            " {filler}* ({texts}|{stuff}|from)",
            "{texts} ~ (need to|needs to|have to|has to|must|should|better|gotta|please"
            "|ought to) ~ (stop|cease|end|quit) (>|{tail})",
            "< [please] (this|it|these) (need to|needs to|has to|have to|must|better"
            "|gotta) (stop|end|cease) >",
            "(how|where|way) ~~~~ (stop|end|cancel|block|quit|turn off) {filler}* ({texts}"
            "|getting {filler}* ({texts}|{stuff})|receiving|this list)",
            "how ~~ (make|get) {filler}* (it|this|these|them|{texts}|you) ~ ~ (stop|quit)",
            "(want|need|like|asking|ask) ~ {you} ~ to stop (>|{then})",
        ),
        unless=(NEGATED, SOMEBODY_ELSE, KEEP_GOING, ON_AIR),
        examples_for=("how do i make these texts stop", "I want this to stop"),
        examples_against=("I want the war to stop", "The noise from the site needs to stop"),
    ),
    Rule(
        name="you-wont-stop",
        kind=_ASK,
        language="en",
        confidence=0.9,
        why="It complains that the texts do not stop.",
        phrases=(
            "{you} ~ (wont|dont|never|will not|do not|cant|not|didnt|havent|refuse to) ~ (stop"
            "|quit|stopped) {filler}* ({texting} {me}|{texting} >|{bothering} {me}"
            "|{texting} {my})",
            "if {you} ~ (dont|do not|wont) (stop|quit|cease) (>|{texting}|{bothering}|this|i|im)",
            "(why|when) ~ (wont|dont|cant|will|do|are) {you} ~~ (stop|quit|stopping"
            "|leave me alone) (>|{texting}|{bothering})",
        ),
        examples_for=(
            "You people won't stop texting me!",
            "if you don't stop I'm calling a lawyer",
        ),
        examples_against=("I won't stop until we win", "They never stop fighting for us"),
        unless=(),
    ),
    Rule(
        name="stop-alone",
        kind=_ASK,
        language="en",
        confidence=0.95,
        why="It says to stop, and nothing else.",
        phrases=(
            "<< {aside}* (stop|quit|cease|desist|stahp|cease and desist) {aside}* [it|this|that"
            "|them|all|everything|it all|all this|all of this|all of it"
            "|all that] {aside}* [stop] {aside}* >>",
            "{stop} (this|the|all this|your|with this|with the|that) ~ (nonsense|bs|crap|shit"
            "|bullshit|madness|garbage|insanity|stuff|foolishness|mess|harassment)",
            "(turn|shut|switch) (these|this|them|it) off",
            "<< {aside}* (end|cancel|unsubscribe|stop|unsub) {aside}* [this|it] {aside}* >>",
            "stop [and] stop",
        ),
        unless=(A_PLACE, JOKING, ON_AIR),
        examples_for=(
            "please stop",
            "omg just stop already",
            "Stop please, thank you",
            "Stop stop STOP",
        ),
        examples_against=("Please don't stop, you folks are doing great", "can't stop laughing"),
    ),
    Rule(
        name="stop-in-a-sentence",
        kind=_ASK,
        language="en",
        confidence=0.85,
        why="It says to stop in a sentence of its own.",
        phrases=(
            "< {beside}* (stop|cease|desist) {beside}* [it|this|that] {beside}* >",
            "< {beside}* (unsubscribe|unsub|opt out|optout) {beside}* [me] {beside}* >",
            "< (please|pls|plz|kindly) (cancel|end) >",
            "<< {beside}* stop {wants_no_more}",
            "< (please|pls|plz|kindly|just) stop >",
            "(you|u|yall) (can|may|should|could|need to|must|gotta) ~ stop (now|>|please)",
            "(can|could|would|will) (you|u|yall|ya) [please|all|just|guys] stop (now|please"
            "|already|this|it|doing this) >",
            "(please|pls|plz|plse|kindly) stop (>|{wants_no_more})",
            "< [please] (cut|knock|quit) (it|this) (out|off) >",
        ),
        unless=(
            A_PLACE,
            JOKING,
            NEGATED,
            SOMEBODY_ELSE,
            KEEP_GOING,
            AS_A_QUESTION,
            FOR_FUN,
            BY_MISTAKE,
        ),
        examples_for=("I voted already. Stop.", "stop im driving"),
        examples_against=("Stop. Hammer time.", "Never quit! Go Maria!", "Stop the story."),
        comment="A slogan names what to stop; a request does not.",
    ),
    Rule(
        name="stop-at-the-end",
        kind=_ASK,
        language="en",
        confidence=0.88,
        why="It says something, and then to stop.",
        phrases=(
            "{ended} (stop|unsubscribe|unsub|cancel|opt out|optout) >>",
            "{ended} (quit|stop|cut|knock) (it|this|that) [out|off] >>",
            "{ended} (stop|unsubscribe|unsub) (please|pls|plz|now|thanks|thank you|thx|already"
            "|texting) >>",
        ),
        unless=(A_PLACE, JOKING, KEEP_GOING, AS_A_QUESTION, BY_MISTAKE),
        examples_for=("not interested stop", "I already voted unsubscribe please"),
        examples_against=("When will the war stop?", "No need for them to stop"),
    ),
    Rule(
        name="stop-shouted",
        kind=_ASK,
        language="en",
        confidence=0.85,
        why="It ends with STOP in capitals: the word for the machine.",
        phrases=("(stop|unsubscribe|stopall|cancel|quit) >>",),
        unless=(A_PLACE, JOKING, NEGATED, SOMEBODY_ELSE, AS_A_QUESTION, ABOUT_OTHERS, BY_MISTAKE),
        written=Written.SHOUTED,
        examples_for=("I vote red STOP",),
        examples_against=("When will the war stop", "WHEN WILL THE WAR STOP"),
        comment="Only where the text is not all in capitals.",
    ),
    Rule(
        name="stop-reordered",
        kind=_ASK,
        language="en",
        confidence=0.8,
        why="It says to stop among signs that turn the order of letters around.",
        phrases=("stop",),
        unless=(NEGATED,),
        written=Written.REORDERED,
        examples_for=("I \u2067STOP\u2066 want\u2069 texts",),
        examples_against=("I will stop there tomorrow",),
    ),
)
"""In no order: the surest that matches is reported."""
