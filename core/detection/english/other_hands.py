"""English: `she passed away`, `Dave's dad here`, `this is a front desk`: the phone is another's."""

from __future__ import annotations

from typing import Final

from core.detection.english.guards import OF_THE_WORLD
from core.detection.english.wrong_number import IN_OFFICE
from core.detection.rule import Rule
from core.domain import RequestKind

_WRONG = RequestKind.WRONG_NUMBER

OTHER_HANDS: Final = (
    Rule(
        name="gone-from-here",
        kind=_WRONG,
        language="en",
        confidence=0.88,
        why="It says that the person has died, moved or left.",
        phrases=(
            "{Given} ~ {died} (>|{after_that}|in|last|on|this|years|two|three|a|back|yesterday"
            "|about|from|over|when|months|away)",
            "<< {hello}* {Name} {died} (>|{after_that}|in|last|on|this|years|two|a|about|2019"
            "|2020|2021|2022|2023|2024|2025"
            "|2026)",
            "(my|our|her|his) (late|deceased|dead) ({kin}|{Name})",
            "my {kin} {Name} ~ {died}",
            "<< {hello}* (he|she|they|hes|shes|the person|this person|that person|theyre|her|him)"
            " ~ {died} (>|{after_that}|in|last|on|this|years|two|three|four|a|some|back|yesterday"
            "|several|about|from|over|when|months|away)",
            "(the|that|this) (person|individual|owner|man|woman|lady|gentleman|guy|recipient"
            "|contact|subscriber)"
            " ~~~~~ {died} (>|{after_that}|in|last|years)",
            "{Name} ~ {left_us} (>|here|there|{after_that}|the|this|with|in|last|to|at|out|away"
            "|a|years)",
            "<< {hello}* (he|she|they|hes|shes|theyre) ~ {left_us} (>|{after_that}|here|years"
            "|long|ages|last|in|a|two|three|to|ago)",
            "(havent|hasnt|has not|have not|didnt|never) ~ (seen|lived|worked|talked to|spoken to"
            "|heard from|stayed|resided) [to|from] {Name} (>|in|for|since)",
            "(hasnt|havent|has not|not|never) ~ (lived|worked|stayed|resided|been) (here|at this"
            " ~|with (us|me)) (in|for|since|>)",
            "(wrote|give|gave|sold|left|passed on) ~ me (this|his|her|their|the) [old] (phone"
            "|number|cell)",
            "<< {hello}* my {kin} {died} [in ~|last ~|in ~ ~|~ ~ ago|recently|yesterday"
            "|already] >>",
            "(the|that|this) (person|guy|lady|one|individual|man|woman|party|name|contact) (you|u"
            "|that you|youre"
            "|ur) ~ (want|need|looking|seek|trying|texting|wanted|after|seeking|are) ~~~~~ (is"
            " not|isnt|aint|no longer|not|doesnt|moved|left|dead|died|passed|changed|wrong)",
            "(guy|girl|lady|person|dude|man|woman|someone|somebody|one|kid|chick|people) (who"
            "|that) (had|has|owned|used|have|got) this ~ {number} ~ (>|before|must|first|last"
            "|prior|previously|{after_that})",
            "<< {hello}* (hes|shes|theyre|he|she) ~ (dead|deceased|passed|passed away|no longer"
            " alive) (>|{after_that}|and|years|since)",
            "(the|that|this) (person|guy|lady|one|individual|man|woman) (you|u|youre|ur) ~ "
            "(want|need|looking"
            "|seek|trying|texting|wanted|after) ~~~ (quit|stopped|gave up|changed) ~~ {number}",
            "{Names} been (dead|gone|deceased|buried)",
            "(cant|cannot|can not|not|wont) be reached (here|at this ~|on this ~|through this ~"
            "|at the)",
            "{Given} ~ (went to heaven|went home to|is in heaven|left this world|went to be with)",
            "(we|i) ~ (lost|buried|cremated) {Given} (>|in|last|on|this|to|a|two|{after_that})",
            "(im|i am|this is|the) (the)* (executor|estate|widower|widow|power of attorney|poa)"
            " (of|for)",
            "{Names} (widow|widower|executor|estate)",
            "({Given}|hes|shes|he|she) ~ [is|s] ~ (in jail|in prison|incarcerated|locked up"
            "|deployed|in a nursing home|in hospice|in a home) (>|now|{after_that})",
            "{Given} and i ~ (divorced|broke up|split|split up|separated)",
        ),
        unless=(IN_OFFICE, OF_THE_WORLD),
        examples_for=(
            "Donald passed away",
            "My wife Elaine died last spring.",
            "He's deceased.",
            "this was my late father's phone",
        ),
        examples_against=(
            "My phone died",
            "the bill died in the senate",
            "If he died would she run for president?",
            "My mom passed away so I can't make it",
        ),
    ),
    Rule(
        name="other-hands",
        kind=_WRONG,
        language="en",
        confidence=0.9,
        why="It says in whose hands the phone is now.",
        phrases=(
            "{this_is} (his|her|their|{Names}|{Name} s|that persons|the) [ex|old|new|former|late"
            "|grown|older|younger|ex] {kin} (>|{after_that}|not|phone|number|and|cell|i|{spoken}"
            "|here|speaking|{number}|who)",
            "<< {hello}* (his|her|their|{Names}|{Name} s) [ex|old|late|older|younger] {kin}"
            " (here|speaking|phone|number|cell|now|has)",
            "{this_is} my [ex|old|late|deceased|elderly|little|older|younger|teenage] ({kin}"
            "|{Names}"
            "|{given_kin}) [s] ({number}|line|now)",
            "(thats|that is|that would be|you want|u want|that be|he is|she is|hes|shes) my {kin}"
            " (>|not|{after_that}|he|she|number|his|her|you)",
            "(this|number|phone|cell|it|line|#) (is|s) (mine|my number|my phone|my line|ours) now",
            "(its|this is|thats) (mine|my number|my phone|my line|my cell|my #) (now|n ow)",
            "(tell|ask|have|get) ({Name}|him|her|them) ~ (update|change|fix|correct|stop giving"
            "|quit giving|quit using) ~~ ({num}|contact|info|phone)",
            "(still|always|keep|constantly|been|i) ~ (get|getting|gettin|receive|receiving) ~"
            " (his|her|their|{Names}|that persons|somebody elses|someone elses|another persons"
            "|other peoples|some other) ~~ ({texts}|mail|calls|messages|bills|packages|voicemails"
            "|letters|faxes)",
            "(get|getting|got|receive|receiving) ~~ ({texts}|mail) (meant|intended|addressed) "
            "(for|to)",
            "(new|brand new) (number|phone|cell|line|sim) (for me|from ~ )",
            "(number|phone|line|cell) // (whoever|who ever|whomever|person who|guy who) (had"
            "|owned|used) (it|this ~|this) "
            "before",
            "(got|gotten|bought|had|have had|have|activated|purchased|been using|owned|assigned"
            "|inherited|acquired|took over) (this|dis|the) [new|phone|cell|same]"
            " (number|phone|line|cell|sim|#|num) ~ (in (january|february|march|april|may|june|july"
            "|august|september|october|november|december|~ 20 ~)|last|yesterday|this (week|month"
            "|year|summer|spring|fall|morning)|today|recently|like|since|{how_long}"
            "|for (years|months|{how_long}|over|almost|the past|at least|about|like))",
            "(new|different|another) (owner|person|user|holder|number holder|owners) (now|of this"
            "|here|has this|at this|on this|with this)",
            "(number|phone|line|#) ~ (changed hands|recycled|reassigned|re assigned|been recycled"
            "|been reassigned|under new management|been passed|reissued|belongs to me|got"
            " reassigned|was reassigned)",
            "(belongs|belonged|belong|registered|assigned|issued) to (a|an|my|someone|somebody"
            "|another|me|the|our|{Name}) ~~ (>|now|else|child|kid|minor|before|{kin}|company"
            "|business|school|office|person|here)",
            "({Name}|he|she|they|person) ~ (changed|switched|gave up|got rid of|lost|dropped"
            "|stopped using|got a new|has a new|gotten a new|have a new|quit using|got|no longer"
            " uses|no longer has|doesnt use|doesnt have|dont have|does not have|aint got|dont use"
            "|isnt at|not at|cant be reached at|is not at|had) (his|her|their|this|the|my|dis|>)*"
            " [old|phone|new|cell] (number|phone|cell|line|#|num)",
            "(last|previous|prior|former|past|original|prev|old) (owner|user|holder|subscriber"
            "|person with this|guy with this|person who had|guy who had|lady who had|person to"
            " have)"
            " (of|who|had|with|that|to|must|on|>|{number}|this)",
            "(prank|joke|wrong|fake|not my|made up) (name|number) >",
            "(new|diff|different) (number|phone|#|num|fone|nmbr) (who|whos|hu|sorry|new)",
            "(thats|that is|its|this is) my {given_kin} (name|number|phone|cell|line|old ~)",
            "(just|only|recently|finally) (switched|changed|moved|ported) to this (number|phone"
            "|line)",
            "(this|number|phone|line) is (new|brand new|newly assigned|newly mine) (to me|to us)",
            "(im|i am|this is) (her|his|their|{Names}) (babysitter|nanny|caregiver|housekeeper|aide"
            "|secretary|assistant|roommate|landlord|executor|caretaker|neighbor|sitter)",
            "<< {hello}* (different|another|new) (person|owner|user) (now|here|has it|this is)*"
            " {after_that}* >>",
            "(bought|got|purchased) this phone (used|second hand|secondhand|refurbished|off|on"
            " ebay|at|from a)",
            "(this is|its|got) a (secondhand|used|refurbished|second hand|recycled) (phone|number"
            "|sim)",
            "(was|been|just|got|were) (issued|assigned) (this|me this) ~ {number}",
            "(company|verizon|tmobile|t mobile|att|at t|carrier|sprint|metro|cricket|boost"
            "|provider|comcast) ~~ (gave|assigned|issued|gives|recycled|reissued) ~ (me|us|this)"
            " (this|the)* ~ {number}",
            "(im|i am) not (her|his|their|{Names}) (wife|keeper|secretary|assistant|answering"
            " service|mother|mom|husband|mama)",
            "(check|update|fix|correct|clean up) (your|ur) ~ (records|database|data|numbers"
            "|contacts|contact list|contact info)",
            "try (another|a different|his|her) ~ (number|phone|cell)",
            "<< {hello}* {Given} is my (dog|cat|ex|baby|toddler|stepson|stepdaughter|landlord) (>"
            "|{after_that}|not)",
        ),
        unless=(IN_OFFICE, OF_THE_WORLD),
        examples_for=(
            "I'm his mother",
            "Dave's dad here, I can pass it along",
            "Tell Jasmine to update her number, this is mine now",
            "I still get her mail AND her texts.",
            "I got this phone in June",
        ),
        examples_against=(
            "Ask Sam to give me the info please",
            "I got this number from the office",
            "her mother is a nurse",
            "my husband is not home",
            "How long have you had this number?",
        ),
    ),
    Rule(
        name="a-place-of-work",
        kind=_WRONG,
        language="en",
        confidence=0.86,
        why="It says that this is the phone of a business, of an institution or of a child.",
        phrases=(
            "{line_is} (a|an|the|our|my|now a|actually a|not a personal|for a|for the|only a"
            "|just a|currently a) ~~ {place} (>|{number}|line|pager|desk|not|please|we|and|now"
            "|of|for|at|here|sir|maam|sorry|lol|so|no|dude|you|there|i|{after_that}|{spoken})",
            "{reached} ~~~ {place} (>|{number}|{after_that}|of|at|in|here|and|not|please|there)",
            "(this|my|dis) ~ {number} (is|belongs to|goes to|rings|is for|used by|is used) ~~~"
            " {place}",
            "{line_is} (a|an|my|our|his|her|only a|just a|for a) ~ (minor|child|kid|teenager|teen"
            "|toddler|preteen|middle schooler|kids|childs|year olds|yr olds|years old|year old"
            "|yr old|high schooler) (>|{after_that}|{number}|and|stop|not|please|here)",
            "{this_is} (my|a|the|our) (work|works|company|job|jobs|employers|business|office"
            "|government|state|federal|hospital|school|on call) (phone|cell|number|line|pager"
            "|device|#|landline|mobile) (>|{after_that}|not|and|please|so|i|no)",
            "<< {hello}* (we are|were|we r) (a|an|the|just a) ~~ ({place}|business) (>"
            "|{after_that}|not|in|at|here)",
            "<< {hello}* (this is|youve reached|you reached|you have reached|dis is) ~~~ (pizza"
            "|plumbing|dental|realty|motors|grill|pharmacy|hvac|roofing|landscaping|llc|inc"
            "|electric|towing|insurance|salon|daycare|dentistry|animal clinic|auto repair"
            "|funeral home|catering|bakery|diner|cafe) (>|{after_that}|not|how|here)",
            "<< ~~ (im|i am) [only|just|like|still] a (minor|child|little kid|kid|10 year old|12"
            " year old) (>|this|not|and|{after_that}|my)",
        ),
        unless=(OF_THE_WORLD,),
        examples_for=(
            "This is the front desk at a motel",
            "You reached a pizza place",
            "this is my daughter's phone she is a minor, this is a child",
            "this is a work phone, sorry",
        ),
        examples_against=(
            "This is a business friendly town",
            "are you at the office?",
            "I'm at the hospital",
            "This is my work day",
        ),
    ),
)
"""In no order: the surest that matches is reported."""
