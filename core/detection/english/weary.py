"""English: `so over these texts`, `find somebody else to text`: it has had enough."""

from __future__ import annotations

from typing import Final

from core.detection.english.guards import ALONE_WITH, JOKING, PREFERENCE, SOMEBODY_ELSE, UNDONE
from core.detection.english.other_matters import FOR_FUN
from core.detection.rule import Rule
from core.domain import RequestKind

_ASK = RequestKind.REQUEST

WEARY: Final = (
    Rule(
        name="done-with-these",
        kind=_ASK,
        language="en",
        confidence=0.9,
        why="It has had enough of the texts.",
        phrases=(
            "{fed_up} [getting|receiving|hearing|seeing|reading] {filler}* ({plurals}|{texting}"
            "|{texts}|being {sent}|hearing from|getting these|receiving these)",
            "{fed_up} (these|you texting|yall texting|you people texting|yall|yall people"
            "|you people|being on|getting them|your (spam|campaign|list|shit|bs|crap)) (>|{texting}"
            "|and|stop|please|pls|already|now|so|list|every)",
            "(had|have had|ive had|had about|got) ~ (enough|my fill|it up to here|all i can take)"
            " (of|with) {filler}* ({texts}|{texting}|(you|yall|these|this|it) >)",
            "(dont|do not|didnt|no longer|never) ~ (want|wont|wan|wish|wanna|need|care|care for"
            "|like|appreciate|enjoy) [to|for|in] [get|receive|have|see] (these|them|this|your|ur"
            "|any|more|no|yall|dese|dem|those)* ({plurals}|texts|text messages|txts)",
            "(dont|do not|didnt|no longer) ~ (want|wont|wish|wanna|need|care) [to] (hear|be heard"
            "|be bothered|be texted|be contacted|be messaged|be on|deal with|be part|be a part"
            "|be getting|keep getting|see another|get another|get these|get this|talk to)"
            " (>|from|by|any|anymore|again|your|this|you|yall|these|of|with|another)",
            "(rather|prefer|like|love|want|wish|appreciate|happier|better) ~ (it if|if|that|for)"
            " ({you}|these|this|the {texts}|yall|i) [would|could|all|just] (didnt|dont|did not"
            "|do not|stop|stopped|quit|not|never|wouldnt|left me|lost my|took me|removed"
            "|deleted|forgot|ended)",
            "(not|never|no longer) (want|interested|consent|consenting|asking|wishing|opting|agree)"
            " ~ (any|more|further|future|these|this|your|to) ~ ({texts}|{texting}|communication)",
            "(let|make|lets make) (this|that|it) ~ (last|final) (one|text|time|message|i hear"
            "|contact"
            "|conversation|exchange|chat|word)",
            "(this|that) (better|needs to|must|should|will|has to) be ~ last (one|text|time"
            "|message|i hear|contact)",
            "(wish|want|like) (these|the {texts}|this|it all) ~ (stop|stopped|end|ended|gone"
            "|over) (>|now|please|already|immediately)",
            "(driving (me|us)|makes me|making me) (crazy|nuts|insane|mad|up the wall|want to"
            " scream) // (stop|remove|quit|enough|no more|off)",
            "(find|finding|consider|considering) (these|this|your) ~ {texts} ~ (upsetting"
            "|annoying|intrusive|offensive|harassing|disturbing|unwelcome|unwanted|harassment)",
            "(unwanted|unwelcome|not welcome|not wanted|unsolicited|nuisance|unappreciated)"
            " ({texts}|{texting}|here|on my|on this)",
            "(want|need) (none|nun|no part|nothin|nothing) (of|to do with) (this|these|that|it"
            "|yall|them|your)",
            "(do not|no longer|dont|not) ~ (wish|want|care|like|interested) ~ (to|in) ~"
            " (participate|participating|be involved|take part|subscribe|be subscribed|continue"
            "|be a subscriber|subscribing) (>|in (this|these|your)|any|anymore|with|please)",
            "< {beside}* [im|i am] no longer interested (>|please|in (your|these|this|receiving))",
            "<< {beside}* (way|far|just|getting|entirely|these are|this is|its)* too (many|much)"
            " (of|these|your|damn|political|campaign)* ({texts}|{texting}) [from ~|a day|per day"
            "|every day|already|lately] >>",
        ),
        unless=(UNDONE, PREFERENCE, JOKING),
        examples_for=(
            "I'm so over these texts",
            "so done with you people texting",
            "I don't won't these messages",
            "I'd be happier if you stopped",
        ),
        examples_against=(
            "I'm so done with this heat",
            "I don't want to miss the messages about the rally",
            "I'm done with my shift",
            "sick of the lies in politics",
        ),
    ),
    Rule(
        name="clear-off",
        kind=_ASK,
        language="en",
        confidence=0.85,
        why="It says to go and find somebody else.",
        phrases=(
            "(find|go|try|pick|text|txt|bother|message|harass|bug|annoy|call|contact|spam) ~ "
            "(someone"
            "|some1|sum1|somone"
            "|somebody|some one|some body|another person|anybody|anyone) else (to|2) ({send}|spam"
            "|bother|bug|harass|annoy|text|badger|pester|beg|call)",
            "(go|please|pls|just|<) [go] (text|txt|bother|message|harass|bug|annoy|spam|pester"
            "|badger)"
            " (someone|some1|sum1|somone|somebody|some one|some body|anybody|anyone|your ~) "
            "(else|mama|mom|mother)",
            "(leave|let) (a|this|dis|the|an) ~ (man|woman|girl|brother|sister|guy|lady|person|mom"
            "|dad|mama|bro|sis|dude|gal|nurse|grandma|granny|vet|veteran|voter|soul|body|number"
            "|phone|line) (alone|be|in peace)",
            "(leave|lemme|let) (me|us|my (phone|number|inbox|family|wife|husband|kid|kids|mom"
            "|daughter|son|line)) [the hell|the fuck|tf] (alone|in peace|be|b|out of it)"
            " (>|{tail}|{beside})",
            "(get|git|stay|keep|be|back) [the hell|the fuck|tf] (off|out of|outta|outa|offa|away"
            " from) (my|mah|mi|our|dis|this) (phone|line|cell|inbox|number|dms|texts|messages|face"
            "|back|case|life|business|jack|ass)",
            "<< {beside}* (begone|be gone|scram|shoo|beat it|hop off|step off|move along|move on"
            "|rack off|nick off|sod off|do one|jog on|go on somewhere|git|get gone|get bent|nty"
            "|kick rocks|bye bye|buh bye|fall back|back up|pound sand|gtfo|stfu|foh|gtfoh|gth"
            "|take a hike|go fish|miss me|kindly go away|kiss off|push off|clear off|bog off"
            "|p off|shove off|eff off|buzz off|blow off) {beside}* >>",
            "miss me with (that|this|these|the|all|yall|your|them|dat)",
            "< {beside}* (forget|lose) (me|us) >",
            "(lose|drop|forget|unlearn|delete) (i exist|you (know|have|had|ever had|got|knew)"
            " (me|my|this)|that you have my|(my|this|dis|the|these) (number|digits|#|num|contact"
            "|phone)) (>|{tail}|{beside})",
            "(find|get|go find|try) (another|a different|some other|a new) (number|phone|person"
            "|voter|sucker|victim|hobby|target|guy|girl|contact) (to|2) ({send}|bug|harass|spam"
            "|annoy)",
            "(leave|leaf|leav|leeve|lve|lev|leve|laeve|leev|leve) (me|us|mee) (alone|alon|aloen"
            "|lone"
            "|allone|a lone|alne|alonee) (>|{tail}|{beside})",
            "get (out|outta|off) (my|mah|our) (phone|inbox|dms|face|texts|line|messages)",
            "(text|message|call|contact|bother) (me|us) never [again]",
            "(take|peddle|send|sell) (it|this|your ~|these) (elsewhere|somewhere else)",
            "(radio silence|conversation over|this conversation is over|consider this goodbye"
            "|forget i exist)",
            "(let|leave) (me|us) ~ (live|be|rest|sleep|grieve|heal|work) [in] (peace|>)",
        ),
        unless=(SOMEBODY_ELSE, JOKING, UNDONE, ALONE_WITH, FOR_FUN),
        examples_for=(
            "Find somebody else to text",
            "get off my line",
            "leave a sister alone",
            "miss me with these texts",
        ),
        examples_against=(
            "find somebody else to cover my shift",
            "leave me alone with a ballot and I'll do damage",
            "text somebody at the office",
        ),
    ),
)
"""In no order: the surest that matches is reported."""
