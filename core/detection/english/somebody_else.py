"""English: `u got the wrong one`, `never been Gloria`, `who tf is Jaylen`: another was meant."""

from __future__ import annotations

from typing import Final

from core.detection.english.guards import OF_THE_WORLD
from core.detection.english.wrong_number import IN_OFFICE
from core.detection.rule import Rule
from core.domain import RequestKind

_WRONG = RequestKind.WRONG_NUMBER

SOMEBODY_ELSE_MEANT: Final = (
    Rule(
        name="got-the-wrong-one",
        kind=_WRONG,
        language="en",
        confidence=0.92,
        why="It says that the wrong one was reached.",
        phrases=(
            "{you_have} {the_a}* {wrong} {the_a}* ({one}|{num}) (>|{after_that}|for|here)",
            "<< {hello}* {wrong} ({who_one}|{num}) {after_that}* (>|~ >|for|i|im|you|this|not)",
            "{wrong} ({num}|digits|cell|contact|person|pers on|nummer|nbr) (>|{after_that})",
            "{you} ~~ (dialed|dialled|dial|typed|punched|texted|hit|entered|put|keyed|called"
            "|misdialed|copied|wrote) [it] [in|down] (wrong|incorrectly|the wrong ~|a wrong ~"
            "|wrong ~) (>|{after_that})",
            "(fat fingered|misdial|misdialed|mis dialed|mistext|mistexted|mis texted|mis text"
            "|numbers mixed up|numbers crossed|wires crossed|lines crossed|numbers confused)",
            "(he|she|they|someone|somebody|whoever|{Name}|must have|mustve|probably|may have|musta"
            "|might have|prolly|people) ~~ (gave|given|give|giving|gives|provided|handed|fed|put)"
            " (you|u|ya|yall|out|them|everyone|people|down|>) ~ (the|a|an|my|somebodys|someones)"
            " (wrong|fake|bad|old|bogus|false|incorrect|different|phony|number|#) [{num}|info"
            "|digits] (>|{after_that}|instead|cuz|because|for)",
            "(somebody|someone|he|she|they|whoever|person|probably|must have|mustve|musta) ~~"
            " (gave|given|give|put|wrote|used|using|signed|entered|listed|typed) ~~ my {num}"
            " (>|{after_that}|by|as|instead|down|in|when|for)",
            "(sent|send|sending|texted|texting|went|came|delivered) ~ (this|it|that|to)* (to)*"
            " (the|a) wrong {the_a}* ({one}|{num}|phone)",
            "(this|that|it|text|message|msg) ~ (aint|isnt|is not|wasnt|was not|isn t|not)"
            " [meant|intended|supposed to be|even] (for|4) (me|us) (>|{after_that})",
            "(this|that|it|text|message|msg) ~ (meant|intended|supposed to be|must be|was|is)"
            " [for|meant for|to go to|intended for|going to] (someone|somebody|some one|another"
            " person|a different person) (>|else|other)",
            "(think|believe|guess|sure|looks like|seems|seems like|must|probably|may|might) ~"
            " ({you}|youre|ur|this is|its|that) ~~ (looking for|lookin for|texting|meant|want"
            "|wanted|thinking of|trying to (reach|text|contact|get)|reaching for|confusing me) ~~"
            " (someone|somebody|some one|another|a different) [else|other|person|{Name}|number]",
            "(number|contact|records|list|info|information|data|database) ~ (is|are|must be|may be"
            "|seems|looks|appears) [to be] (wrong|incorrect|out of date|outdated|old|bad|off"
            "|not right|messed up) (>|{after_that})",
            "{you} ~ (texted|reached|called|messaged|contacted|hit|texting|got|have|dialed) (my"
            "|his|her) [ex|old] ({kin}|{given_kin}|neighbor|neighbors|tenant|friend) (>"
            "|{after_that}|{number}|phone|instead|by)",
            "(youre|ur|you are|you|u|u r) ~ (texting|calling|messaging|contacting|got|have) (his"
            "|her|their|{Names}|my {given_kin}) [old|previous|former|ex|new] ({number}|{kin})",
            "{you_have} (a|an|the|some|our|my)* (bad|wrong|outdated|old|incorrect|stale|false"
            "|faulty|inaccurate|messed up) (info|information|data|records|contact|contacts|intel"
            "|list|name|names)",
            "<< {hello}* (bad|wrong|outdated|incorrect|old) (info|information|data|records"
            "|contact|contact info|name) {after_that}* >>",
            "<< {hello}* (this|that|thats|it|its|dis|dat) (aint|isnt|is not|not|wasnt|be not) (me"
            "|him|her|us|my name|my number|them) (>|lol|bro|dude|sorry|fam|man|maam|sir)",
            "who (are|r) (you|u|yall|ya) [actually|really|even] (looking for|looking 4|trying to"
            " reach|trying to contact|trying to text|trying to get|lookin for|texting|meaning to"
            " text) // ({this_is}|my name is|names|not|wrong) ~ ({Name}|{num})",
            "(not|isnt|never|wasnt) ~ (registered|signed up|listed|known|enrolled|under|on file)"
            " ~~ (that|this|the) name",
            "(idk|dunno|no idea|no clue|dont know|dont kno|not sure|dnt know|dont no) who (that"
            "|he|she|{Name}|(you|u) (want|mean|are looking|looking|think|trying|are trying"
            "|need)) (is|was|be|>|for|i am|to|this is)*",
            "(not|isnt|aint) (who|whom|hoo) {youre} (looking|trying|texting|after|expecting"
            "|thinking|seeking|searching|think|want|lookin)",
            "(not|isnt|aint) (the|a|that|your) ~ {youre} (looking for|trying to|texting|after"
            "|seeking|searching|lookin for|thinking of)",
            "<< {hello}* (i believe|i think|afraid|im afraid)* {youre} mistaken {after_that}* >>",
            "{youre} mistaken (im|i am|this|not|its)",
            "(mixed (me|us) up|(mixed up|mixing up|crossed) (the|your|ur|some|my|our)* (numbers"
            "|names|contacts|people)|(got|have) (me|us) mixed up)",
            "<< {hello}* mixed up {after_that}* >>",
            "(you|this|i|we|ive) ~ (reached|received|texted|messaged|contacted|got|gotten"
            "|recieved) ~~~ (in error|by mistake|by accident|mistakenly|accidentally)",
            "(this|it|message|text) ~ (was|were|is|came|got) [sent] ~ (to me|here|to us|to this"
            " ~) ~ (in error|by mistake|by accident|mistakenly|accidentally)",
            "(dont|do not|doesnt) (think|believe|look like) ~~ (was|is|were) (meant|intended|for"
            " me|supposed) [for|to be for] [me|us]",
            "<< {hello}* (wasnt|isnt|not|aint) [meant|intended] for (me|us) {after_that}* >>",
            "<< {hello}* [sent|texted] in error {after_that}* >>",
            "(you|u) (need|want|wanted) (someone|somebody|some one) else",
            "(mixed up|transposed|swapped|flipped|switched) (a|some|one|two|the|your)* (digit"
            "|digits) (>|{after_that})",
            "(off by|got) (a|one|1|two) digit [off|wrong]",
            "(whoever|somebody|someone|they|he|she|database|company|vendor) ~~~~~ (gave|sold"
            "|handed) you"
            " (the|a)* (wrong|bad|fake|incorrect) ({num}|list|info"
            "|person|name) >",
            "(have|got|put|has) (me|us) on the wrong list",
            "(two|another|other) ~~ {Name} // (you|u) (want|need|mean|meant) the other (one"
            "|guy|lady|person|woman|man|{Given}) >",
            "(dont know|no idea|idk|not sure|no clue|dunno) who {youre} (looking for|trying to"
            "|texting"
            "|after|seeking|lookin for)",
            "(not sure|no idea|dont know|idk|no clue|dunno) who (this|that|its|it|these) (is|was"
            "|are|were) for",
            "(but|and|its|thats|sorry|nope) (its|thats|this is|it is) not me (>|{after_that})",
            "(not|isnt|aint) my {given_kin} ({number}) (anymore|any more|now|no more|>)",
            "(that|this|no such) person (doesnt|does not|dont) exist",
            "<< {hello}* wrong (chat|thread|text|convo|contact|group|recipient) {after_that}* >>",
        ),
        unless=(OF_THE_WORLD,),
        examples_for=(
            "u got the wrong one fam",
            "I am sorry but you must have dialed wrong",
            "She must have given you the wrong number",
            "this aint for me",
        ),
        examples_against=(
            "I voted for the wrong person last election",
            "politics is not for me",
            "you have the wrong idea about taxes",
            "did I get the wrong address for the office?",
        ),
    ),
    Rule(
        name="not-the-one-named",
        kind=_WRONG,
        language="en",
        confidence=0.9,
        why="It says that nobody of the name is there.",
        phrases=(
            "{is_not} {Name} (>|{after_that}|{spoken}|so|she|he|or|nor|please|its|at|in|anymore)",
            "(never been|never was|aint never been|have never been|was never|never ever been"
            "|not now nor have i ever been|aint never met) [a|an|named|called] {Name}",
            "{who_in_the} {Given} (>|{after_that}|{spoken})",
            "(aint no|there no|there aint no|there isnt a|there isnt any|there are no|theres not"
            " a|theres no|there is no|is no) [a|any|no|one named] {Name} [{Name}] (>|here|at|in"
            "|on|living|around|to be|with|by|lives|who|{after_that})",
            "(we|i|us|they) ~ (dont|do not|aint|doesnt|dont even) (have|got|have got|know|got no"
            "|have no|know no|employ) (a|an|any|no|anyone named|anybody named|any such|this"
            "|anyone called|nobody named|an employee named) {Name}"
            " (>|here|at|in|on|working|living|{after_that}|{spoken})",
            "(dunno|idk|dont kno|dk|know no|never knew|never met|not know|dont no)"
            " (who|a|any|no|anyone|is|named|whoever)* {Name} (>|is|{after_that})",
            "<< (no|nope|nah|naw|sorry|nop|um|uh) [sorry|no|actually] [but] (this is|its|im|i am"
            "|it is|dis|youve got|you got|you have|name is|my name is|my names|this) {Name}"
            " (>|{after_that})",
            "(no|nope|nah|sorry|actually) ~ {Name} here >",
            "(no|any) (one|body|person) ~ {goes_by} [the] [name] [of] {Name}",
            "(im|i am|this is|its|names|name is|my name is|my names) {Name} [,] (and not|dont"
            " know|dont kno|never heard of|wrong|who is|whos) [a|no|any] [{Name}|{num}]",
            "(you|u|ya) (want|looking for|lookin for|meant|seeking|must want|must mean) {Given}"
            " (>|not me|she|he|thats|im|this)",
            "(you|u|ya) ~~ (want|looking for|lookin for|need|mean|meant|seeking|must want|reach"
            "|thinking of|texting|contact) [is|be] (my|his|her|the other|a different|another)"
            " ({kin}|neighbor|neighbors|tenant|landlord|roomie|buddy|friend|{Name}|person named)"
            " (>|{after_that}|not|at|named|{Name}|number)",
            "(not|isnt|aint|dont go by|not called|not named|doesnt go by|never gone by) (that"
            "|whatever|whoever|dat|this) (name|person|guy|girl|lady|man|woman|dude) (>"
            "|{after_that}|you|u)",
            "<< {hello}* {Given} who {after_that}* >>",
            "<< {hello}* (im|i am|am|its|this is|you got|got|you have|have|must be|that is)* (a"
            "|the|another)* (different|wrong|some other) {Given}",
            "(not|aint|isnt|wasnt) (that|your) {Given} (>|{after_that}|you|u)",
            "{Given} (aint|isnt|is not|isn t|not|no longer) (here|at this ~|available at this ~"
            "|at this|round here|around here) (no more|anymore|any more|any longer|no mo|>"
            "|{after_that})",
            "<< {hello}* {Given} (is|was|s) my [late|ex|old] {kin} (>|{after_that}|not|name)",
            "{Names} (old|former|previous|ex|last) ~ {number} (>|{after_that})",
            "(not|aint|isnt|look like|sound like) a {Given} (>|{after_that})",
            "(think|thinks|thought|assume|thinking) (im|i am|this is) ({Given}|(reverend"
            "|pastor|officer"
            "|coach|doctor|professor|rabbi|deacon) {Name}) (>|{after_that})",
            "<< (nope|no|nah|naw) {Given} >>",
            "<< {beside}* (who|whos) [is] (mr|mrs|ms|miss) [.] ~ >>",
            "(names|name is|my name is) {Name} // (who is|whos) {Name} (>|{after_that})",
        ),
        unless=(IN_OFFICE, OF_THE_WORLD),
        examples_for=(
            "who tf is Jaylen",
            "Never been Gloria, never will be",
            "I'm not Theresa though",
            "we don't have a Carla",
            "No, this is Steve",
        ),
        examples_against=(
            "who is Ted Cruz",
            "I'm not Irish",
            "there is no Planet B",
            "we don't have a Walmart here",
        ),
    ),
)
"""In no order: the surest that matches is reported."""
