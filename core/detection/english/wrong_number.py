"""English: the contact is not the person that was meant."""

from __future__ import annotations

from typing import Final

from core.detection.rule import Guard, Rule
from core.domain import RequestKind

_WRONG = RequestKind.WRONG_NUMBER

YOU_HAD: Final = Guard(
    name="you-had",
    why="It is about what the campaign has, not about who owns the phone.",
    before=("(you|u|they|campaign|who|how|never|ever) ~",),
    example="How long have you had this number?",
)
OF_SOMETHING_ELSE: Final = Guard(
    name="of-something-else",
    why="A person may be wrong for a job, and a wrong number given to somebody.",
    before=(
        "(had|have|gave|give|given|dialed|dial|dialled|called|call|texted|got|with|wrote"
        "|put down|has|sent|is|was|hes|shes|elected|picked|voted for|were|blame|hiring"
        "|hired) ~ (the|a|my)",
        "(i|she|he|we) ~ (dialed|dialled|called|gave|texted|wrote|had)",
    ),
    after=("(for|to (lead|run|be)|in (office|charge|the white)|at the)",),
    example="She is the wrong person for the job",
)
IN_OFFICE: Final = Guard(
    name="in-office",
    why="It speaks of politics, not of whom the phone belongs to.",
    after=(
        "(for|in) (president|office|governor|congress|mayor|senate|my book)",
        "(voter|supporter|fan|voters|supporters)",
    ),
    anywhere=("(vote|voting|voted|support|supporting) ~~ {Name}",),
    example="I'm not Trump's biggest fan",
)


WRONG_NUMBER: Final = (
    Rule(
        name="wrong-number",
        kind=_WRONG,
        language="en",
        confidence=0.97,
        why="It says that this is the wrong number.",
        phrases=(
            "({you}|youve|uve|ur|youre) ~ (have|got|reached|texted|messaged|dialed|contacted"
            "|texting|messaging) {the}* ~ wrong ~ ({num}|person|{people})",
            "<< ~~~~ wrong ~ ({num}|person) (>|lol|dude|bro|sorry|buddy|man|and|im|i|this|u|you"
            "|but|please|pls)",
            "<< {beside}* wrong ({num}|person) ~ >",
            "wrong (no|nos) (>|sorry|man)",
            "wrong ({num}|person|numba|numbr|nmbr) (>|lol|dude|bro|sorry|buddy|man)",
            "< ~~ wrong {people} (>|lol|sorry)",
            "< ~~ wrong {num} (>|{after})",
            "(wrong name) (>|sorry|{after})",
            "(mistaken identity|misdial|misdialed|wrongnumber)",
            "(not|isnt|aint) the (right|correct) ~ (person|{num}|{people}) (>|for|im|i|you|to)",
            "(this is|its|thats|is|have|got|this) (a|an|my|the|her|his|{Names}) (bad|incorrect"
            "|old|outdated) ({num}|contact info) (>|for|sorry|so|please)",
            "<< {beside}* (bad|incorrect|old|outdated|wrong) ({num}|phone|contact) {beside}* >>",
        ),
        unless=(OF_SOMETHING_ELSE,),
        examples_for=("Sorry wrong number!", "You have the wrong person", "wrong # dude"),
        examples_against=(
            "I gave you the wrong number for my sister",
            "She is the wrong person for the job",
            "is this the right number?",
        ),
    ),
    Rule(
        name="not-that-person",
        kind=_WRONG,
        language="en",
        confidence=0.92,
        why="It says that this is somebody else than the person named.",
        phrases=(
            "{named} {Name} (>|lol|sorry|anymore|any more|here|bro|dude|haha|and|but|i|im|you|u"
            "|this|nor|or|never|at|my)",
            "(this is|its) ~ not {Names}",
            "(theres|there is|there) ~ no {Name} (>|here|at|living|in|on)",
            "< ~ no {Name} (here|at|lives|anymore|living|with)",
            "{Name} (doesnt|does not|dont|no longer|didnt) ~ (live|lives|have|has|use|uses|own"
            "|work|works|reside|resides|stay|at) ~~ (here|{number}|at|anymore|with)",
            "{Name} (moved|has moved|isnt here|is gone|changed)",
            "(dont|do not|doesnt|never) ~ (know|knew|heard of|hear of|recognize|met) (a|an|any"
            "|anyone named|anybody named|who|no|any one named|of|of a|of any|who this"
            "|the name)* {Name} (>|~)",
            "never heard of (him|her|them|that person|this person|the person|that name) ",
            "<< {beside}* (who|whos|who is|who the (hell|fuck|heck) is|who tf is|whose"
            "|who dat) {Given} >>",
            "(never|used to be|was) {Names} ~ ({number}|anymore)",
            "(my|the) name (is not|isnt|aint|is) {Name} not {Name}",
            "(im|i am|this is|its|name is|my names) {Name} not {Name}",
            "(im|i am|this is) {Name} // who is {Name}",
        ),
        unless=(IN_OFFICE,),
        examples_for=(
            "This isn't Jessica",
            "im not mike",
            "Sorry, there is no Martha here",
            "Carlos doesn't live here anymore",
        ),
        examples_against=("I'm not Republican", "not interested", "no Democrats here", "Not Trump"),
        comment="A name is written like one, or is a common given name: `core.detection.names`.",
    ),
    Rule(
        name="not-me",
        kind=_WRONG,
        language="en",
        confidence=0.9,
        why="It says that somebody else was meant.",
        phrases=(
            "<< {beside}* [its|thats|that is|this is|it is|thats so] not (me|him|her|them"
            "|my name|my number) {beside}* >>",
            "<< ~~~ (im not|i am not|this is not|this isnt|that isnt|thats not|its not"
            "|it is not|that is not|isnt|not) (him|her|them|his|hers|theirs) {aside}* >>",
            "(im not|i am not|this is not|this isnt|not|isnt) the (person|one|guy|man|woman"
            "|lady|individual|recipient|owner|contact) ~~~~ (>|looking|want|trying|think|named"
            "|meant|texting)",
            "texting who {you} ~ think",
            "(not|isnt|aint) (who|whom) {you} ~ (think|looking|want|are looking|trying|meant"
            "|texting|thought|thinking)",
            "(not|isnt) the (person|one|guy|woman|man|individual|droid|droids|girl"
            "|lady) {you} ~~ (looking|trying|think|want|need|seek|meant|after)",
            "(not|isnt|isn t|aint|is not|was never|never was|never been) my name",
            "my name (is not|isnt|aint|was never) ",
            "(confusing|confuse|confused|mistaking|mistake|mistaken|mixing|mixed) (me"
            "|us) ~ (with|for)",
            "(whos|who is|who s) {Name} // not me >",
            "(confused|confusing|mixed up|mistaken|mistaking|mixing|mistook|confuse) ~~ (with"
            "|for) (someone|somebody|another|some|a different)",
            "(looking|searching|trying|meant|meaning|intended|must|you want|u want|want|texting"
            "|contact|reach|thinking) ~~ (someone|somebody|some one|another person"
            "|a different person|a different {Name}|other ~) else",
            "(looking|searching) for (someone|somebody|a different|another) ~ (>|else|person"
            "|number)",
            "(not|wasnt|isnt) (meant|intended) for (me|us|this ~)",
            "(you ~|have|got|u got) (me|us) (confused|mixed|mistaken|twisted)",
            "(another|different|other) person with ~~ name",
            "{you} ~~ (have|got|mean) the wrong {Name}",
        ),
        examples_for=(
            "Nope not me",
            "I'm not the person you're looking for",
            "You must be looking for someone else",
        ),
        examples_against=(
            "It is not me who decides",
            "Are you looking for someone to volunteer?",
            "That's not her job",
        ),
    ),
    Rule(
        name="not-their-number",
        kind=_WRONG,
        language="en",
        confidence=0.9,
        why="It says that the number has another owner now.",
        phrases=(
            "(no longer|not|isnt|aint|never been|not been) (his|her|hers|their|theirs|{Names}"
            "|that persons) ({number}|anymore|any more)",
            "(previous|prior|former|last|old|original|past) (owner|owners|holder|user|person ~~"
            "|tenant|resident|occupant) ~~~ ({number}|>|this|of|had|name)",
            "(had|have|gotten|got|getting|has|having|been using|owned) (this|the same"
            "|this same) ~ {number} (for|since|recently|last|about|over|just|now|~ (years|yrs"
            "|months|weeks|yr)|a ~ (week|month|year)|only|>)",
            "(just|recently|only just) ~ (got|received|bought|given|assigned|acquired|switched"
            "|changed) (this|a new|the) ~ {number}",
            "new (phone|number|cell) (who|whos)",
            "(this is|its) a new (number|phone) (>|sorry|i)",
            "new owner of (this|the) {number}",
            "(get|getting|got|receive|receiving) ~~ ({texts}|mail|{sent}) for (someone|somebody"
            "|another|a|an|him|her|this|that|other|{Name}|the) ~~ ",
            "(this|that|my) ~ ({num}|phone|cell|line) (no longer|does not|doesnt|used to"
            "|is no longer|isnt|was|is not|has been|got|previously|once) ~~ (belong|belongs"
            "|belonged|be|his|hers|her|{Names}|reassigned|recycled|changed|someone|somebody"
            "|mine|theirs|their|him|them|associated|connected)",
            "(recycled|reassigned) ~ {number}",
            "{number} ~~ (recycled|reassigned)",
            "(she|he|they|must have|probably|mustve|may have|mightve) ~ (changed|switched) (his"
            "|her|their) ~ {number}",
            "(this|that|number|my) ~ (number|phone|line|cell) (was|belonged to|used to be) (my"
            "|our) (late"
            "|deceased|dead)* {kin} >",
            "(this|that|number) ~ used to be (my ~|his|her|{Names}|someone ~|somebody ~"
            "|a ~) ~ {number}",
            "(belongs|belonged|belong|registered|assigned) to (someone|somebody|another"
            "|a different|me now|my|a|someone) ~ ",
            "(someone|somebody) elses [old|new|former] ({number}|now)",
            "(had|owned|used) this ~ {number} before (me|i|us)",
        ),
        unless=(YOU_HAD,),
        examples_for=(
            "You're looking for the previous owner of this phone",
            "this isn't her number",
            "I've had this number for 10 years",
        ),
        examples_against=("I got this number from the office", "My number is changing next week"),
    ),
    Rule(
        name="nobody-by-that-name",
        kind=_WRONG,
        language="en",
        confidence=0.92,
        why="It says that nobody of that name is there.",
        phrases=(
            "(no one|noone|nobody|no body|no person|anyone|any one|anybody|somebody|someone"
            "|no such|a person|any person|person|no) ~~ (named|called|by that name|by the name"
            "|by name|with (that|the|this) name|of that name|goes by) (>|that|this|{Name}|here"
            "|of|at)",
            "(no one|noone|nobody|anyone|anybody) (here|at this ~) (by|with|of|goes) ~ name",
            "no such person",
            "(doesnt|does not|no longer|hasnt|has not|havent|(they|people|he|she"
            "|you) dont) (lived|live|lives|work|works|reside|resides|stay|at|with) (here"
            "|at this|there|with (us|me)|in this)",
            "(he|she|they|person) ~ (moved|moved out|passed|died|is deceased|is dead|isnt here"
            "|is not here|not here|gone) ~~~ (new {number}|wrong|{number}|here|anymore)",
            "(dont|do not|didnt|never) (know|knew) (that|this|the|any such|who that|any|him|her"
            "|them|this is for|who this) (person|name|is|or|guy|lady|man|woman|>|individual)",
            "(dont|do not|no|have no|not sure|no idea|no clue|zero idea) ~~ (know|idea|clue"
            "|sure) who (that|he|she|{Name}|they|this person|this ~ person|you ~ (looking"
            "|texting|trying)) ",
            "(not|isnt|no one|longer|nobody|anyone) at this ({num}|address|phone)",
            "(changed|new|different) owners",
            "(nobody|no one|noone) here (named|called|by|with)",
            "(they|he|she|{Name}) ~ (dont|doesnt|no longer) (have|has|use|uses"
            "|own) this ~ {number}",
        ),
        examples_for=(
            "No one named Alicia here",
            "she doesn't live here anymore",
            "I don't know that person",
        ),
        examples_against=("nobody here is voting for him", "I don't know who I'm voting for"),
    ),
    Rule(
        name="other-phone",
        kind=_WRONG,
        language="en",
        confidence=0.88,
        why="It says whose phone this is instead.",
        phrases=(
            "(this is|this|its|youve reached|you have reached|you reached|u reached"
            "|this number is|you are texting|youre texting|texting|thats|you texted"
            "|you are contacting) [actually|just|now] (his|her|their|{Names}|{Name} s) [ex|old"
            "|new|former] {kin}",
            "(this is|this|its|youve reached|you have reached|you reached|this number is"
            "|this is actually|texting|you texted|youre texting|you are texting) (a|an|the|our"
            "|now a) ~~ (landline|land line|work|office|company|store|fax|church|school"
            "|hospital|restaurant|clinic|childs|kids|minors|business|teenager|hotel|pharmacy"
            "|child|kid|minor|shop|salon|shelter|library|corporate|google voice|year old"
            "|hotline|front desk|shared) "
            " (~ {number}|for|of|>|and|now|please|not)",
            "(this is|its|this number is) a ~ (business|landline|land line|minor|child|kid"
            "|work phone|work cell|company phone|business phone|store|restaurant) (>|{number}"
            "|not|please|we|and)",
            "(this is|its) [a|the] ~ (work|business|office|company) {number}",
            "(this is|youve reached|you have reached|you reached) (the|a|an) ~~~~ (line|desk"
            "|department|dept|switchboard|reception|switchboard|clinic|office|front desk"
            "|help line|helpline|dispatch) (>|for|of|not|please|and)",
            "<< ~ (landline|land line) >>",
            "(this|my) ~ {number} (is|belongs to) ~~ (business|company|work|office|year old"
            "|minor|child|kid|son|daughter)",
        ),
        examples_for=(
            "This is his wife's phone",
            "This is a landline for a dental office",
            "This is a business line",
        ),
        examples_against=(
            "This is a business friendly town",
            "My husband's phone died",
            "this is my work day",
        ),
    ),
)
"""In no order: the surest that matches is reported."""
