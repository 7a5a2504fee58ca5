"""English as it is spoken: dialect, slang, two words and no more, and roundabout politeness."""

from __future__ import annotations

from typing import Final

from core.detection.english.guards import (
    AS_A_QUESTION,
    DRIVING,
    JOKING,
    KEEP,
    LESS,
    MY_REPRESENTATIVE,
    NEGATED,
    OF_OTHER_MATTERS,
    PREFERENCE,
    SOMEBODY_ELSE,
    UNDONE,
)
from core.detection.english.other_matters import (
    CALLS_LATER,
    FOR_FUN,
    FOR_SOMEBODY,
    FROM_OFFICE,
    IN_A_LANGUAGE,
    ON_AIR,
    TOLD_OTHERS,
)
from core.detection.rule import Rule
from core.domain import RequestKind

_ASK = RequestKind.REQUEST

PLAIN_SPEECH: Final = (
    Rule(
        name="stop-bugging",
        kind=_ASK,
        language="en",
        confidence=0.95,
        why="It says to stop, in everyday speech.",
        phrases=(
            "{quit} {filler}* {bugging} [up|on] {filler}* ({me}|{my_phone}|us)",
            "{quit} {filler}* {bugging} [up] (>|w|wit|with|already|now|please)",
            "{quit} [it|this|that|dat|dis] [with|w|wit|wth|on] (the|these|this|them|dem|those|all"
            "|your|ur|yo|da|dese)* [damn|fucking|stupid] ({texts}|{texting}|{plurals})",
            "(enough|chill|chill out|cool it|ease up|ease off|lay off|back off|easy|go easy"
            "|slow down|stop it|quit it|done|give me a break|give it a rest|down) (with|on|w|wit)"
            " {filler}* (the|these|this|them|dem|those|all|your|ur|yo)* ({texts}|{texting})",
            "{modal_you} (quit|stop|cease|desist|knock it off|cut it out|let up|lay off|back off)"
            " (>|now|already|please|pls|plz|this >|it|that|asap|and|with|before|bc|because|im|i"
            "|doing|{texting}|{bugging}|frfr|fr|rn)",
            "{wish} ({you}|they|yall) ~ (stop|quit|cease|leave|not|lose|forget|go away|drop it)"
            " (>|{texting}|{bugging}|{bothering}|me|us|my ~|it|this|{send}|sending|text)",
            "(so|and|but|now|ok|okay|well|<) ({you}|yall) can [all|just|now|please] (stop|quit)"
            " [now] (>|please|texting|asking|the|with|already)",
            "({texts}|{texting}|vote|voted|voting|interested|yall|phone|people|money|donate) //"
            " < {beside}* quit"
            " [it|this|that|dat|playing] {beside}* >",
            "<< (quit|stoppit|stopit|quit it|quit this|quit that|stop this|knock it off|cut it"
            " out|cut that out"
            "|give it a rest|drop it|pack it in|let it go|give it up|lay off|back off) {beside}* >",
            "(can|could|will|would|wont) {you} ~ (stop|end|quit) (these|this|them|it|that) (>"
            "|{texts}|please|now)",
            "(am|pm|1am|2am|3am|4am|5am|6am|7am|8am|9pm|10pm|11pm|12am|midnight|sleeping|asleep"
            "|sleep|work|meeting|class|church|hospital|funeral|dinner|driving) [please|just|so"
            "|now] (stop|quit|unsubscribe) {beside}* >>",
            "(voted|moved|donated|interested|decided|answered|responded|supporter|republican"
            "|democrat) [already] (so|and|but|now) {beside}* (stop|quit) {beside}* >>",
            "{quit} (techs ting|tech sing|text in|tex in|texts in|taxing|text ting|check sting"
            "|textiing|the texting) (me|us|this ~)",
            "<< {beside}* (stop|quit|unsubscribe|end|cancel) (period|comma|exclamation point"
            "|exclamation mark|full stop)",
        ),
        unless=(
            NEGATED,
            SOMEBODY_ELSE,
            DRIVING,
            LESS,
            JOKING,
            AS_A_QUESTION,
            TOLD_OTHERS,
            IN_A_LANGUAGE,
            FOR_SOMEBODY,
            ON_AIR,
        ),
        examples_for=(
            "bruh quit blowin up my phone",
            "nah stop hittin my line",
            "y'all gotta quit",
            "so you can stop now",
            "Every text makes me want to vote for the other guy. Quit.",
        ),
        examples_against=(
            "Never quit! Go Maria!",
            "They gotta stop the war",
            "you can stop by anytime",
            "I wish they would stop the pipeline",
        ),
    ),
    Rule(
        name="take-my-name-out",
        kind=_ASK,
        language="en",
        confidence=0.93,
        why="It says to take a name or number out.",
        phrases=(
            "{pull} {mine_own} (out|off|down|outta|offa|outa|away)"
            " (>|{tail}|of|your|yo|ur|this|the|that|yalls|dis|dat)",
            "(pull|scratch|yank|nix|zap|nuke|axe|ax|strike|scrap|trash|ditch|dump|cross|kill"
            "|shred|lose|burn|eighty six|86|forget|toss|release|unsave|retire|wipe|bin|chuck)"
            " {beside}* {mine_own} (>|{tail}|out|off|from)",
            "(off|offa|out of|outta) [of] (my|this|ur|your|yo|yer|the|that|them|dis|dat|all|yalls"
            "|any|every) {kinds}* (list|lists|database|system|rolodex|books|roster|rolls|records"
            "|spreadsheet|chain|mailing list|contacts|directory) (>|{tail}|i|thx)",
            "<< {beside}* [(take|get|pull|go|opt|put|lemme)] [me|us|it|this|number|that] off"
            " [list|lists|ur list|your list|the list|this|of this|this list|this thing]"
            " {beside}* >>",
            "<< {beside}* (off|out) (please|pls|plz|now|asap|thanks|thx) {beside}* >>",
            "< {beside}* (remove|delete|erase|unlist|unenroll|purge|removal|deletion|unsubscription"
            "|unsub|delist|deregister) {beside}* [me|us|number|#|this|phone|it|contact|immediately"
            "|from list|from lists|list|my|all|record|records|entry] {beside}* >",
            "(wrong number|wrong person|wrong #|wrong num|not interested|no thanks|no thank you"
            "|already voted|no) (remove|delete|off list|unlist|take off|remove me|erase|block"
            "|scratch) >>",
            "(you may|you can|yall can|u can|you could|you should|yall should|go ahead and|feel"
            " free to|might as well) ~ ((drop|lose|cross|scratch|strike|forget|take) {mine_own}"
            "|(remove|delete|erase|purge|unsubscribe|unlist) ({mine_own}|me|us|it from))",
            "{mine_own} ~ (removed|deleted|gone|erased|out|taken off|unlisted) [of] (>|please"
            "|pls|now|your|the|this|ur|from|asap|immediately|list)",
            "(mind|about|for|considering|appreciate) (taking|removing|deleting|dropping|pulling"
            "|getting|erasing|scratching) ({mine_own}|me|us)",
            "(taking|getting|pulling|dropping|crossing) ({mine_own}|me|us) (off|out)",
            "(can|could|would|will|wld|cld) (you|u|ya|yall|someone|somebody) ~ (pull|scrub|scrap"
            "|lose|drop|clear|kill|ditch|cancel|strike) ({mine_own}|me)",
            "(consider|count|call|mark|put|code|log|list|tag|note) (me|us) [as|down] [as] "
            "(gone|a hard no|unsubscribed|removed|off"
            "|opted out|done|unsubbed|a no|inactive|do not contact|do not call|dnc|not interested)",
            "(i|we) (want|need|demand|require|request|wish|would like|like) ~ (off|removal"
            "|removed|deletion|out of this|out of these|no part of) (>|now|please|from|of|asap)",
            "{modal_you} [please|just] (remove|delete|erase|lose|drop|forget|unlist|purge"
            "|unsubscribe|scratch|cross off) ({mine_own}|me)",
            "{modal_you} [please|just] (take|get|pull|cross|scratch|strike|leave|kick)"
            " ({mine_own}|me) (off|out|alone)",
            "(wrong number|wrong person|wrong #|not interested|no thanks|no thank you|already"
            " voted|moved) (please|pls|plz|so|kindly) (remove|delete|unsubscribe|unlist|take"
            " off) >>",
            "<< {aside}* (cancel|end|mute|kill|terminate|disable|block|quit) [all] [of] (these"
            "|this|them|all|it all|everything) {aside}* >>",
            "<< {beside}* mute {beside}* >>",
            "(off|of|from|out) (teh|te|th|ths|yur|yuor|youre|yer|thier|tis|yor|yr|tht|hte) (~"
            " list|list|lists|lsit|lits|lst|lis|liste|lisst) (>|{tail})",
            "(take|tak|tke|tkae|taek|get|remove|remov|delete) (me|mee|us|meh) of (>|this|these"
            "|ths|thes|thsi|it|{the} ~"
            " {list}|teh ~|yuor ~|yur ~|pls|please|plz)",
            "(ignore|skip|avoid|bypass|overlook) (me|us|{mine_own}) (>|please|pls|from now on"
            "|next time|in the future|going forward)",
            "<< {beside}* (unsubscribing|opting out|unsubbing|leaving|im out|im outta here)"
            " {beside}* >>",
            "(consent|permission|authorization) [is|has been|hereby] (withdrawn|revoked|rescinded"
            "|denied|removed|not given|not granted|terminated|cancelled|canceled)",
            "(on|in|an|and) subscribe (me|us) (>|from|please)",
            "unsubscribe (meat|mee|mi|meh)",
        ),
        unless=(
            UNDONE,
            KEEP,
            SOMEBODY_ELSE,
            OF_OTHER_MATTERS,
            FROM_OFFICE,
            TOLD_OTHERS,
            FOR_SOMEBODY,
            FOR_FUN,
        ),
        examples_for=(
            "take my number out yo phone",
            "Can you pull my number?",
            "Not interested, take my name out",
            "off pls",
            "Wrong # remove",
        ),
        examples_against=(
            "I'll take my kids out to vote",
            "Remove the incumbent",
            "Can you pull my voter record?",
            "I want out of this heat",
        ),
    ),
    Rule(
        name="text-no-more",
        kind=_ASK,
        language="en",
        confidence=0.93,
        why="It says not to write any more.",
        phrases=(
            "{never} [ever|even|be|you ever|please|bother|bother to|try|try to|go] (send|sending)"
            " ({me}|us|to me|this ~) ~ (another|any|any more|anymore|one more|no more|more|nothing"
            "|anything|these|this|those|no|that|your|ur|shit|crap|any other|any further)",
            "{never} [ever|even|be|please|bother|keep|you dare] (follow up|followup|following up"
            "|reach out|check in|circle back|get back|get in touch|come back|hit back|text back"
            "|try again|write back|call back|hmu|hit me|hit my ~|blow up my ~|blow me up|slide in"
            "|come at me|trying another|contact back|retry|resend|reply back)"
            " (>|with me|to me|{tail}|line|anymore)",
            "{never} [ever|even|please] (bother|be|keep|go|start|waste your time|waste time"
            "|try|waste ~ ~) {bugging} (>|me|us|{me}|this|my|here|again|no more|anymore|back)",
            "{never} (use|keep|save|share|sell|store|retain|put) (this|my|dis) [phone|cell]"
            " (number|#|num|line|info|contact|phone|digits) (>|for|in|on|again|anymore|to|with)",
            "{never} use (it|this) for ~~ ({texts}|{texting}|political)",
            "(you|u|yall|ya) (dont|do not|neednt|dont ever) (need|have|gotta|got) [to] (keep|text"
            "|message|contact|send|remind) ~~~ (anymore|any more|again|more|no more|texting"
            "|messaging|sending)",
            "(no need|no reason|no point|dont bother|pointless) (to|in|2) (keep|continue|continuing"
            "|keeping) [on] ({texting}|{bothering}|sending|to text)",
            "< {beside}* no (more|mo|mas|further) {beside}* [of|texts|from] [this|these|that|you"
            "|me|it] {beside}* >>",
            "< no more (please|pls|plz|thanks|thank you|from you|of this|of these|of that|for me"
            "|to me|here|im|i)",
            "{bother} (me|us|this ~|my ~) no (more|mo)",
            "(keep|shove|stick|stuff|save) (your|ur|yo|yer|them|those|these) ~ ({texts}|messages"
            "|propaganda|spam) (>|to yourself|to yourselves|up|where)",
            "(save|waste|wasting) (your|ur|yo) (time|breath|thumbs|texts|data|messages|effort) (on"
            " me|with me|here|texting|messaging|contacting|and (stop|quit|leave|lose|remove))",
            "(nobody|no one|noone|who|aint nobody|none of us|i never|i didnt|i dont) ~ (ask|asked"
            "|asks|told|invited|wants|want|wanted|said|permitted|authorized) (you|u|ya|yall"
            "|for|permission) [permission|could|can] [to|2] ({send}|{texting}|{texts}|this|these"
            "|you to {send})",
            "(no|not) (right|business|permission|reason|authority|consent) (to|texting|contacting"
            "|messaging) ({send}|{texting}|me|have my|having my|use my)",
            "(make sure|ensure|see to it|guarantee|be sure) ~~ (i|this number|my number|we|that)"
            " ~~ (not|dont|never|no longer|no more|am off|is off|removed|is removed|stop|deleted)",
            "(i|my number|this number|we|phone|line) (should|must|shall|can|may|is|am) (not|never)"
            " [to] [ever] be ({sent}|on ~ {list}|texted|contacted|called|used)",
            "(dont|do not|doesnt|does not|not|cant|cannot|never|wont|will not) ~ (accept|accepting"
            "|take|taking|respond to|answer|read|allow|welcome|appreciate|consent to|open)"
            " {filler}* ((political|unsolicited|campaign|unwanted) {texts}|solicitations|soliciting"
            "|spam|texts from (strangers|you|people|politicians|campaigns)|solicitation)",
            "< {beside}* (no|zero) (solicitation|solicitations|soliciting|solicitors|spam"
            "|unsolicited ~|political ~|campaign ~) (>|please|pls|to this|on this|at this"
            "|allowed|accepted|ever|at all|thanks)",
            "<< {beside}* (can|could|would|will) (you|u|ya|yall) [please|just] not {beside}* >>",
            "<< (please|pls|plz) (dont|do not|no) {beside}* >>",
            "(no thank you|no thanks|nope|thanks but no thanks|pass|hard pass|nah|no ty|no thx)"
            " ~ (on|to|with|for) (the|these|your|any|more|all|this|further) ~ {texts}",
            "(no|non|not a) (solicitation|soliciting|solicitors|solicit) (household|zone|home"
            "|house|number|line|policy|list)",
            "(did not|didnt|never|have not|havent) [ever] (consent|consented|opt in|opted in"
            "|subscribe|subscribed|enrolled|agree to this|agreed to this|ask for this|asked for"
            " this|signed up|opt into|opted into|ask to be) (>|to this|to these|this|for this"
            "|for these|in to|and|so|please)",
            "{never} use (it|this) (>|again|anymore|please)",
            "(quit|stop|cease) using (it|this|my ~|this ~|that ~) (>|for|now|please|as|to)",
            "(please|kindly|must|should|just|pls) (respect|honor) (my|our) ~ (privacy|wishes|wish"
            "|request|boundaries|opt out|peace|space|no)",
            "(please|pls|kindly) ~~~~ and (stop|cease|desist|quit) (>|for good|now|already"
            "|forever)",
            "no more (of|the|these|your|political|donation|campaign)* (polls|surveys|requests"
            "|asks|begging|fundraising|pleas|ads|propaganda|politics|reminders|junk|crap|bs"
            "|nonsense) (>|please|pls|thanks|from)",
            "{never} (ask|hit|beg) (me|us) [up] for ~ (money|donations|cash|votes|my vote"
            "|donation) (again|anymore|>|please|ever)",
            "(nobody|no one|none of us|aint nobody) (wants|wanted|asked for|needs|likes|want|need"
            "|wanna see|wants to see) (your|these|this|the|ur|yo) ~ ({texts}|shit|crap|garbage|>)",
            "(but|just|and|so) no [more] ({plurals}) (please|pls|plz|thanks|thank you)",
            "(thanks|thank you|ty|thx) but (no more|please stop|no texts|stop|dont text|remove"
            "|take)",
            "{never} ({send}|call) (here|nobody|anybody here)",
            "(but|and|just) no more ({plurals}) (>|please|pls)",
            "no (moar|mor|mroe|moer|moor|mre) {texts}",
            "(no|nope) to {filler}* ({plurals}) (>|please|pls)",
            "(something|stuff|it|me|vote|voted|support|please|interested|candidate|donate|else|party|instead)"
            " (but|just|and) no [more] ({plurals}) >",
        ),
        unless=(PREFERENCE, SOMEBODY_ELSE, UNDONE, MY_REPRESENTATIVE, TOLD_OTHERS, CALLS_LATER),
        examples_for=(
            "Kindly do not send me another one.",
            "No. And please don't follow up.",
            "ain't nobody ask you to text me",
            "I pay by the text. No more please.",
            "don't bother texting me",
        ),
        examples_against=(
            "Please do not follow up with my rep",
            "Don't send me a yard sign yet",
            "who asked you to run?",
            "no more war please, bring them home",
        ),
    ),
)
"""In no order: the surest that matches is reported."""
