"""English: `how do I get this to end`, `why am I still getting these`, `is there a way out`."""

from __future__ import annotations

from typing import Final

from core.detection.english.guards import KEEP, OF_OTHER_MATTERS
from core.detection.english.other_matters import BY_MISTAKE, TOLD_OTHERS
from core.detection.lists import listed
from core.detection.rule import Rule
from core.domain import RequestKind

_ASK = RequestKind.REQUEST

WONDERING: Final = (
    Rule(
        name="how-does-it-end",
        kind=_ASK,
        language="en",
        confidence=0.9,
        why="It asks how to be rid of the texts.",
        phrases=(
            "{way} ~~ (get|make|have|be able to make) (this|these|it|them|yall|you|you people"
            "|you guys|{the}* ~ {texts}|the madness) ~ (to)* (end|stop|quit|cease|go away|stopped"
            "|off|ended|leave me alone)",
            "{way} ~~ (end|stop|quit|cancel|turn off|kill|block|shut off|unsub|unsubscribe|disable"
            "|halt|silence|discontinue) [off] [all] [of] (this|these|it|them|yall|you) [off] (>"
            "|{texts}|{beside}|from|on)",
            "{way} ~~ (get|be|getting) [myself|me|my ~ {number}|my {number}|taken|removed] (off"
            "|out|removed|unsubscribed|deleted|disconnected|away) (>|of this >|of these"
            "|of your|of ur|of {the} ~ {list}|from (this|these|here|your ~)|this|your ~ {list}"
            "|{the} {list}|please)",
            "{way} ~~ (leave|exit|quit|escape|get rid of|be rid of|unjoin|unregister|unenroll"
            "|remove myself|delete myself) ~ (this|these|your|the|yall|you|it|ur) [{list}|{texts}]"
            " (>|please|pls)",
            "{way} ~~ (not|never) ~ (get|receive|see|have|be getting|be receiving|be on|be sent"
            "|be texted|be contacted|hear) ~~ (these|this|them|{texts}|you|yall|any|anymore|>"
            "|{list})",
            "what ~~ (have to|need to|gotta|got to|must|do i|should i|i) (do|say|text|type|press"
            "|reply|send|write) ~~ (to|2|so|for) ~~ (stop|end|quit|off|out|alone|opt|unsubscribe"
            "|removed|cancel|go away|unsub|leave)",
            "(what|whatever) ~~ (take|takes|will it take|is it going to take) ~~ (to|for) ~~~"
            " (stop|end|quit|leave me|alone|off|get rid|lose|remove|opt)",
            "(which|what) (word|number|button|link) ~~~ (stop|unsubscribe|opt out|end|cancel|off)",
            "(can|could|may|might) (i|we) [please|pls] (be|get|not be|not get|opt) ~ (removed"
            "|unsubscribed|deleted|taken off|off {the}* {list}|out of {the}* {list}|left alone"
            "|out of (this|these|this one) >"
            "|these|texted|contacted|messaged)",
            "(where|how) ~ (is|do i find|do i get|can i find) [the|ur|your] (unsubscribe|opt out"
            "|optout|off switch|unsub|exit)",
            "(whats|what is|what s|whats|is there|theres) (the|a|your) (code|word|keyword|trick"
            "|secret|magic word|secret word|password|command|number) ~~ (to|that|for|2|so|will)"
            " ~~ (stop|end|quit|off|unsub|unsubscribe|opt|out|cancel)",
            "(wish|like|love|want|appreciate|prefer|ask|request|asking|grateful) ~ (not|no longer"
            "|never) ~ (being|be|to be|getting|to get|to receive|receiving|hearing) ({sent}|on"
            " {the}* {list}|contacted|these|this|{texts}|any)",
            "(appreciate|grateful|like|love|prefer|glad) ~ (being|to be|be|getting) ~ (removed"
            "|taken off|unsubscribed|deleted) (>|from|please|off)",
        ),
        unless=(OF_OTHER_MATTERS, KEEP),
        examples_for=(
            "how do I get this to end",
            "is there a way to not get these",
            "what do I have to do to make you stop",
            "what will it take for you to leave me alone",
        ),
        examples_against=(
            "How do I get off this shift",
            "what do I need to do to vote",
            "How can we end this war",
            "How do I get to the rally",
        ),
    ),
    Rule(
        name="why-still",
        kind=_ASK,
        language="en",
        confidence=0.85,
        why="It asks why the texts keep coming.",
        phrases=(
            "(why|how come|y) ~~ (still|keep|keeps|continue|continually|always|constantly|again)"
            " ~~ ({texts}|{texting}|{bothering}|getting|gettin|receiving|get|receive|send) ~"
            " (me|these|this|them|{texts}|from|your|>|stuff)",
            "(why|how come|y) (am|are|is|r|do|does|did) (i|we|my ~|this ~|you|u|yall) ~ (get"
            "|getting|gettin|receiving|receive|on|texting|messaging|contacting|bothering"
            "|spamming|harassing) ~~ (still|again|after|when i|if i)",
            "(still|keep|kept|keeps|continue) [on] (gettin|getting|receiving|recieving|seeing|get"
            "|sending|texting|messaging|hearing|spamming|bothering|harassing|contacting|hitting)"
            " (these|this|them|your|ur|yall|me|from|my ~) ~~~ (after|even though|despite|though"
            "|when i|since i)",
            "(when|will) ~~~ (this|these|it|{texts}|yall|you people|you guys) [all|shit|crap"
            "|madness|bs]"
            " (ever|finally)"
            " (stop|end|quit)",
            "(when|will) (will|do|does|this|these|are) ~~ {texts} ~ (stop|end|quit|be over)",
            "(do|does|will|can|did|would) {you} [people|guys|all] ever (quit|stop|give up|take no"
            "|give it a rest|shut up) [>|{texting}|{bothering}|it|this]",
            "(stop|unsubscribe|opting out|quit|unsubscribing|replying stop) ~ (didnt|doesnt|does"
            " not|did not|isnt|is not|aint|not|dont|never) (work|working|worked|do anything"
            "|doing anything|doing ~ thing)",
        ),
        unless=(OF_OTHER_MATTERS,),
        examples_for=(
            "how come yall still texting me",
            "why do I keep getting these texts",
            "when will these texts stop",
        ),
        examples_against=(
            "why do gas prices keep going up",
            "when will you stop by",
            "why am I always late",
        ),
    ),
    Rule(
        name="told-before",
        kind=_ASK,
        language="en",
        confidence=0.88,
        why="It complains that it asked before, or of how many texts came.",
        phrases=(
            "(thought|swear|sure|certain|pretty sure|believe) ~ (i|we) ~ (unsubscribed|opted out"
            "|unsubbed|(told|asked) {you} ~~~ (stop|no|off|out|remove|not|quit|alone|interested)"
            "|said (no|stop)|was off|got off|blocked"
            "|quit this|was removed|had {you} ~ stop|sent stop|texted stop|got removed"
            "|left this ~)",
            "(didnt|did not|havent|dont) (i|we) ~ (tell|say|ask|opt|already|text|reply|unsubscribe"
            "|told|asked|said) ~~~~ (stop|no|out|remove|off|alone|unsubscribe|>)",
            "(told|asked|begged|warned) (you|u|ya|yall|you people|you guys|you all|them) ~~ (times"
            "|already|before|last (week|time|month|year)|yesterday|twice|and over|nicely"
            "|once) ~~~~ (stop|no more|remove|off|out|alone|text|no|quit|delete|take|not|leave)",
            "{times_said} (time|request|text|number|message) ~~ (i|ive|we|asking|telling|that i"
            "|im|you|youve|this) ~~~~~~~ (stop|asked|asking|told|telling|block|blocked|off|remove"
            "|removed|unsubscribe|replied|opt|opting|opted|requested|saying|said)",
            "(how many|how much|many more) ~~~~ (stop|unsubscribe|opt out|remove|no|quit|block"
            "|off)",
            "(texted|messaged|contacted|texts|messages) ~~~ {count} [times|x|texts|messages]"
            " ~~~~~ // (enough|thats plenty|too many|too much|stop|quit|knock it off|cut it out)",
            "(thats|that is|this is|its) (enough|plenty|too much|too many) ~ ({texts}|texting"
            "|out of {you}|from {you})",
            "(one|1|two|a single|that) (text|message) (was|is) (enough|plenty|too many|one too"
            " many|more than enough)",
            "(asked|told|said|replied|texted|unsubscribed|opted out) ~~ (and|but|yet) ~~ (here"
            " (you|we) (are|go)|still (getting|texting|here|get|at it)|you (still|keep)|u (still"
            "|keep)|another (one|text)|keep getting)",
            "(he|she|we|my ~|our ~|i) ~ (asked|told|begged|warned|instructed) (you|u|yall|you"
            " people|you guys|you all) ~~ (to|not to) (stop|quit|leave|remove|take|cease|delete"
            "|not|lose|unsubscribe|go away|text|contact)",
            "<< {aside}* i ~ (said|told you|told yall) (no|nope|hell no|to stop|stop) {aside}* >>",
            "(do|did) i [really|seriously|actually] have to (keep|say|tell|text|reply|ask) ~~"
            " (stop|no|unsubscribe|again) (every|again|each)",
            "{i} ~ (replied|said|texted|sent|typed|told|asked|requested|written|responded|put) ~"
            " [with] (stop|unsubscribe|no|remove|end|quit|opt out) ~ ({count}|many) ~ [times]",
            "({count}|many) times ~ (ive|i|i have|weve|we) ~ (asked|told|replied|requested|blocked"
            "|unsubscribed|opted|said stop|texted stop) (>|you|yall|u|to|for|out|stop|this)",
            "{you} (said|promised|told me|were told|were asked|claimed|agreed|have been told"
            "|have been asked) ~~~ (i was removed|im removed|id be removed|to stop|would stop"
            "|take me off|taken off|was off|delete me|unsubscribe me|remove me|be removed)",
            "(thought|swear|sure|assumed|hoped) {you} ~ (took|removed|deleted|unsubscribed|had"
            " removed|would stop|stopped|blocked|dropped) (me|my ~|texting|us|this ~)",
            "{you} (keep|kept) [on] (sending|texting|messaging|spamming|hitting) (them|these|me"
            "|us|more|my ~)",
        ),
        unless=(OF_OTHER_MATTERS, BY_MISTAKE, TOLD_OTHERS),
        examples_for=(
            "I thought I opted out of this",
            "This is the 5th number you've texted me from that I've had to block",
            "didn't I tell you to stop",
            "I asked you last week to take me off",
        ),
        examples_against=(
            "I thought I told you I can make it",
            "This is the third time I voted for her",
            "that's enough pizza for everyone",
        ),
    ),
)
"""In no order: the surest that matches is reported."""

WONDERING_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "way": listed(
        "(how|hw) ~ (do|can|could|to|does|would|should|am|might|may|is) [i|we|one|u|you|a person"
        "|someone|somebody]",
        "how [the (hell|fuck|heck)|tf] ~ (do|can|to|does) [i|we|one|you|u]",
        "(is|isnt|any|there|no|theres|a|some) ~~ way [i can|for me|to|i could|that i can|of|4 me]",
        "(possible|possible for me|allowed) to|(can|could|may) (i|we)"
        "|(like|love|want|wish|prefer|trying|tryna|try|need|wanna) [to|2]|what do i do to"
        "|tell me how [to|i|i can]|show me how [to]|how (do|can|would|could) (i|we|one|u|you)"
        "|know how to|explain how to|instructions to|figure out how to|where do i [go] [to]",
    ),
    "times_said": listed(
        "second|third|fourth|fifth|sixth|seventh|tenth|2nd|3rd|4th|5th|6th|7th|8th|9th|10th"
        "|hundredth|100th|millionth|thousandth|umpteenth|last|final|nth|dozenth|11th|12th"
    ),
    "count": listed(
        "twice|two|three|four|five|six|seven|eight|nine|ten|dozen|dozens|hundreds|several|many"
        "|multiple|2|3|4|5|6|7|8|9|10|11|12|15|20|50|100|thousand|million|countless|a lot"
    ),
}
"""Lists of words that only these rules name."""
