"""The contact is not the person that was meant."""

from __future__ import annotations

from typing import Final

from core.detection.rule import Rule, Written
from core.domain import RequestKind

_WRONG = RequestKind.WRONG_NUMBER

WRONG_NUMBER_RULES: Final = (
    Rule(
        name="wrong-number",
        kind=_WRONG,
        pattern=(
            "(?<!had the )(?<!have a )(?<!gave you the )(?<!gave the )(?<!gave you a )(?<!i hav"
            r"e the )(?<!called the )(?<!dialed the )\bwrong (?:#|(?:phone )?(?:number|num|nbr"
            r"|no)\b|(?:person|guy|gal|girl|lady|man|woman|dude|contact|chick|house|recipient"
            r"|individual|name)\b(?! (?:for|to|in|on|is)\b))|\bmistaken identity\b"
        ),
        example_for="Sorry wrong number!",
        example_against="I gave you the wrong number for my sister",
    ),
    Rule(
        name="not-that-person",
        kind=_WRONG,
        pattern=(
            r"\b(?:this (?:is ?n[o']?t|ain'?t|is not)|it'?s not|it is ?n[o']?t|i'?m not|i am not"
            "|not|who'?s|who is|wrong|don'?t know an?y?) NAME(?: (?:lol|sorry|anymore|here|bro"
            r"|dude|haha|and never was)\b)?(?=\W*$|\s*[.!?,;])"
        ),
        example_for="This isn't Jessica",
        example_against="I'm not Republican",
        comment="`not interested` is no wrong number: the name must be written like one.",
        written=Written.AS_A_NAME,
    ),
    Rule(
        name="no-such-person",
        kind=_WRONG,
        pattern=(
            r"\b(?:there(?: is|'?s) )?no NAME (?:here|at this (?:number|phone|address))\b"
            r"|\bnever heard of (?:him|her|them|that person|this person)\b"
        ),
        example_for="Sorry, there is no Martha here",
        example_against="no Democrats here",
        written=Written.AS_A_NAME,
    ),
    Rule(
        name="not-me",
        kind=_WRONG,
        pattern=(
            r"^\W*(?:(?:no|nope|sorry|nah|uh)\W+)*(?:that'?s |that is |this is "
            r"|it'?s )?not me\W*$|^\W*not (?:him|her|them|my name)\W*$|\bi'?m not (?:him|her"
            r"|who you|the (?:person|one)|that person)\b|\b(?:not|isn'?t|isnt|ain'?t) my name\b"
            r"|\bmy name (?:is not|isn'?t|isnt|ain'?t)\b|\bnot the (?:person|one|guy|woman"
            r"|man) you'?(?: a)?re? (?:looking|trying)\b|\b(?:this|that) (?:is not|isn'?t"
            r"|isnt) (?:him|her|them|me|his|hers|their|my|the right)\b"
        ),
        example_for="Nope not me",
        example_against="It is not me who decides",
    ),
    Rule(
        name="not-their-number",
        kind=_WRONG,
        pattern=(
            r"\b(?:no longer|not|isn'?t|isnt|ain'?t) (?:his|her|hers|their|\w+'s) (?:number"
            r"|phone|cell|line)\b|\b(?:previous|prior|former|last|old) owner\b|\b(?:had|have"
            "|gotten|got|new to) (?:this|the|a new) (?:phone )?number (?:for|since|recently"
            r"|last|a)\b|\bstill get(?:ting)? (?:\w+ )?(?:te?xts?|calls?|messages?) for\b"
            r"|\bjust got this (?:number|phone)\b|\bthis (?:number|phone) (?:no longer"
            r"|does ?n[o']?t|used to|is not|isn'?t|was)\b|\b(?:changed|switched|recycled"
            r"|reassigned) (?:\w+ )?numbers?\b|\bsomeone else'?s? (?:number|phone|now)\b"
        ),
        example_for="You're looking for the previous owner of this phone",
        example_against="I got this number from the office",
    ),
    Rule(
        name="nobody-by-that-name",
        kind=_WRONG,
        pattern=(
            r"\b(?:no ?one|nobody|no person|anyone|any ?body|somebody|someone"
            r"|a person) (?:here )?(?:named|called|by that|by the name|with that)\b(?! (?:me|us"
            r"|you|her|him|back|about|yet)\b)|\bno (?:one|body)? ?by that name\b"
            r"|\b(?:does ?n[o']?t|does not|doesn'?t|no longer) (?:live|lives|work|works) (?:here"
            r"|at this)|\bdon'?t know (?:(?:any|who|a) )?(?:that is|that person|who that"
            r"|him or her)\b|\byou (?:have|got|'ve got) me (?:confused|mixed)"
            r"|\blooking for (?:someone|somebody|a different)|\bmust be (?:looking for"
            r"|thinking of) (?:someone|somebody)|\bconfus\w+ me with\b"
        ),
        example_for="No one named Alicia here",
        example_against="nobody here is voting for him",
    ),
    Rule(
        name="other-phone",
        kind=_WRONG,
        pattern=(
            r"\bthis is (?:(?:his|her|their|\w+'s) (?:wife|husband|son|daughter|mom|mother|dad"
            "|father|brother|sister|roommate|partner|kid|child|spouse|girlfriend|boyfriend"
            r"|caregiver|assistant|ex)|(?:a|an|the|our|my)?\W?(?:\w+ )?(?:landline|land line"
            "|work|office|company|store|fax|church|school|hospital|restaurant|clinic|child'?s"
            r"|kid'?s|minor'?s)(?: (?:line|phone|number|cell|for)\b|\W*$))"
            r"|\bthis is a (?:business(?: line| phone| number)|landline|minor|child|kid)\b"
            r"|\bthis is a business\W*$|^\W*landline\W*$"
        ),
        example_for="This is his wife's phone",
        example_against="This is a business friendly town",
    ),
    Rule(
        name="other-languages-not-that-person",
        kind=_WRONG,
        pattern=(
            r"\b(?:no soy|je ne suis pas|nao sou(?: o| a)?|ich bin nicht|no conozco a"
            r"|non sono) NAME\b"
        ),
        example_for="Yo no soy María",
        example_against="No soy republicano",
        written=Written.AS_A_NAME,
    ),
    Rule(
        name="other-languages-wrong-number",
        kind=_WRONG,
        pattern=(
            r"\bnumero (?:equivocado|incorrecto|errado|errone)\b|\b(?:se|te|esta|estas"
            r"|esta usted) (?:equivoc\w+)(?: de (?:numero|persona))?\b|\b(?:mauvais"
            r"|faux) numero\b|\b(?:erreur|trompe\w*) de (?:numero|personne)\b|\bfalsche nummer\b"
            r"|打错|打錯|发错|發錯|找错|找錯|错号"
            r"|\b(?:nham|sai) so\b|\bmaling? (?:numero|number)\b|잘못 ?(?:걸"
            r"|보내|거|아)|\bmove nimewo\b|\bnumero sbagliato\b|\bошиблись\b|\bне тот номер\b"
        ),
        example_for="Número equivocado",
        example_against="no soy republicano",
    ),
)
