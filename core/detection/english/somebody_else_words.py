"""English words for saying that somebody else was meant."""

from __future__ import annotations

from typing import Final

from core.detection.lists import forms, listed

SOMEBODY_ELSE_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "youre": listed("(you|u) (are|r|were|be|think|must be)|youre|ur|your|u|you|yall are"),
    "wrong": listed("wrong|wrng|worng|rong|wring|wrogn|wong|wroung|wrongg|roung|wrond|wronf"),
    "the_a": listed("the|a|an|da|tha|my|some|damn|fucking|whole|phone|cell|completely|entirely"),
    "hello": listed(
        "{beside}|hi there|hello there|good (morning|afternoon|evening)|unfortunately|um|uh|hmm"
        "|i think|think|im afraid|actually|afraid|i believe|believe|i am sorry|so sorry|sry|hey"
        "|hi|oh|sadly|sorry to say|you|u|its|this is|my apologies|apologies|excuse me"
    ),
    "you_have": listed(
        "(yuo|yuou|yu|yoou) (hav|have|havr|hve|haev|got|gto)",
        "(you|u|ya|yall|you guys|you people|yous) (hav|havr|hve|haev|gto)",
        "(you|u|ya|yall|you guys|you people|yous) [all|must|may|might|prolly|probably|done|have"
        "|clearly|definitely|def|seem to|appear to|think|guess|just|still|be|are|r|kinda|obviously]"
        " [have|done|be] (have|has|got|gots|get|reached|texted|texting|texing|textin|messaged"
        "|messaging|dialed|dialled|dialing|contacted|contacting|calling|callin|called|txting|hit"
        "|hittin|hitting up|txtd|using|at|on)",
        "(youve|uve|ur|youre|yer|your|you are|u r) (got|have|reached|texting|textin|calling|at|on"
        "|messaging|dialed|contacted|contacting|hitting up|hittin up|looking at)",
        "(got|reached|texting) the",
    ),
    "one": listed(
        "persn|prson|preson|persom|perosn|pesron|numbr|nmbr|nubmer",
        "one|guy|feller|fella|fellow|fam|bro|cat|dude|girl|gal|lady|man|woman|person|persons"
        "|house|household|family|residence|place|address|contact|chick|bloke|chap|mate|lass|homie"
        "|individual|recipient|human|people|peeps|dawg|dog|customer|patient|client|folks|bitch"
        "|mf|nigga|party|info|contact info|information|phone|cell|line|digits|{Name}|hombre|soul"
        "|name",
    ),
    "after_that": listed(
        "po|lol|dude|bro|sorry|buddy|man|fam|sis|hun|hon|sir|maam|bud|pal|thanks|thank|bruh|mate"
        "|honey|sweetie|sweetheart|dear|lady|omg|haha|just|though|tho|smh|wtf|lmao|sry|pls|please"
        "|my|again|but|and|im|i|ive|this|you|u|we|who|it|not|try|check|my friend|friend|boo|homie"
        "|dawg|yall|folks|guys|silly|anymore|then|because|cuz|bc|since|he|she|they|ur|your|ok"
        "|okay|so|n|have|good|there|thx|ty|hi|no|nope|yo|cuh|cuz|brother|love|lmk|idk|ffs"
    ),
    "spoken": listed("question mark|period|comma|exclamation point|exclamation mark|full stop"),
    "is_not": listed(
        "(im|i am|this|this is|dis|its|that is|thats|name|names|name is) [really|is"
        "|most definitely|definitely|still|actually|sure|certainly|obviously|most certainly]"
        " (not|aint|isnt|isn t|is not|no|never|wasnt|nt|int|isnot|amnt|ain t|not named|not called"
        "|aint no|not a|still not|not even|aint)",
    ),
    "who_in_the": listed(
        "(who|whos|who is|who in) (tf|the hell|the fuck|the heck|da hell|da fuck|in the world"
        "|in the hell|th e hell|on earth|dafuq|tha hell|the devil|the f) [is|iz]",
        "(who|hu) (dat|dis|da) [is]",
        "<< {beside}* (who|whos|who is|who s|who would|who be) [is|this|that]",
        "(dont know|no idea|no clue|idk|dunno|not sure) who [is|this|the hell|tf]",
    ),
    "goes_by": listed("named|called|by|goes by|with|of|who goes by|answering to|going by"),
    "given_kin": forms("wife husband son daughter mom dad mother father kid child", "s"),
    "died": listed(
        "(has|had|is|s|was|been|have) [since|sadly|now|already|recently|unfortunately|been|also]"
        " (died|passed|passed away|deceased|dead|gone|no longer with us|no longer living"
        "|no longer alive|in heaven|buried)",
        "[sadly|unfortunately|recently|just] (died|passed away|deceased|passed on|passed last"
        "|passed in|is no more)",
    ),
    "left_us": listed(
        "(moved|left the company|left our company|left the firm|retired|quit|graduated"
        "|transferred|was fired|got fired|was let go|relocated)"
        " (>|away|out|from|to|last|in|years|here|a|overseas|back|and|sorry)",
        "(is|has|does|doesnt|dont|do|aint|not|isnt|hasnt|s) ~ (no longer|not|longer|aint|nt|live"
        "|lives|work|works|here|with us|moved) (here|there|live here|lives here|work here|works"
        " here|with us|moved|stay here|stays here|living here|out|away|at this)",
        "(doesnt|dont|does not|no longer|dont no longer) (live|lives|work|works|stay|stays|reside"
        "|resides|be|belong) (here|there|at|with|in this)",
    ),
    "this_is": listed(
        "(this is|this|dis|dis is|its|it is|im|i am|youve reached|you have reached|you reached"
        "|this number is|you are texting|youre texting|ur texting|texting|thats|that is|you texted"
        "|this was|u texted|u reached|youve texted|you are contacting|u r texting|you called"
        "|youre messaging|this phone is|this is actually|hi this is|hello this is|you got|you have"
        "|this here is|this line is|you are messaging|you just texted|this is"
        " now|this is just|this aint but|this happens to be)",
    ),
    "line_is": listed(
        "this is|dis is|youve reached|you have reached|you reached|this number is|hi this is"
        "|you are texting|youre texting|ur texting|texting|you texted|u texted|u reached|this"
        " here is"
        "|youve texted|you are contacting|u r texting|you called|youre messaging|this phone is"
        "|this is actually|hello this is|this line is|you are messaging|you just texted|its"
        "|this is now|this is just|this happens to be|this was|its actually|it is"
    ),
    "who_one": listed(
        "guy|feller|fella|fellow|dude|girl|gal|lady|man|woman|person|house|household|chick|bloke"
        "|chap|mate|lass|individual|recipient|human|peeps|dawg|homie|people|contact|{Given}"
    ),
    "reached": listed(
        "(you|u|youve|you have|yall|uve|ur|youre|you are) [just|actually|are|have]"
        " (reached|texting|texted|called|contacted|messaged|messaging|contacting|calling)"
    ),
    "place": listed(
        "front desk|reception|receptionist|motel|hotel|dental office|dentist|dentists|law office"
        "|law firm|doctors office|daycare|day care|warehouse|factory|bakery|garage|auto shop|gym"
        "|nursing home|pizza|pizzeria|pizza place|diner|cafe|plumbing|plumber|plumbers|dispatch"
        "|dispatcher|nurses station|call center|customer service|helpline|tip line|help desk"
        "|tow company|towing|barbershop|barber shop|laundromat|church|pharmacy|salon|restaurant"
        "|landline|land line|fax|fax machine|fax line|answering service|work phone|work cell"
        "|business line|business phone|business number|office line|office phone|company phone"
        "|company cell|pager|pager line|hotline|crisis line|shelter|library|clinic|hospital|er"
        "|police station|fire station|fire department|police department|school office|preschool"
        "|dealership|vet clinic|animal hospital|vets office|funeral home|bar|brewery|bookstore"
        "|store|shop|grocery store|hardware store|insurance agency|real estate office|bank"
        "|credit union|food truck|farm|ranch|greenhouse|nursery|campground|resort|museum|theater"
        "|senior center|group home|rehab|assisted living|shared phone|shared line|modem|hotspot"
        "|tablet|ipad|google voice number|google voice|voip line|security system|alarm line"
        "|elevator phone|maintenance line|emergency line|maintenance department|place of business"
        "|commercial line|corporate line|corporate phone|company line|county office|city office"
        "|government phone|government line|business"
    ),
    "how_long": listed(
        "(a|an|two|three|four|five|six|seven|eight|nine|ten|2|3|4|5|6|7|8|9|10|11|12|15|20|several"
        "|few|a few|a couple|couple|many) [of] (day|days|week|weeks|month|months|year|years|yrs"
        "|decade|decades|yr|wks)"
    ),
}
"""Lists of words that only these rules name."""
