"""How common words are in ordinary texts, roughly: what is looked for first is rare."""

from __future__ import annotations

from functools import cache
from typing import Final

from core.detection.lists import spaced

_IN_A_THOUSAND: Final = {
    200: spaced(
        """
            a i in me the to u you
        """
    ),
    100: spaced(
        """
            and but for have im is it my not of so that
        """
    ),
    60: spaced(
        """
            all are at be call can de des do dont e el en es est et get go good got how if il
            its je just know la le les ne no now ok on or pas que then this un une up vous we
            what when will with y your
        """
    ),
    30: spaced(
        """
            about am as back by cant come con da day di did elle from going he here home ill k
            later like lo lor love mi n need o oh one only out para plus por pour qui r se see
            send some sorry still su sur take te tell there think time today tu una ur want was
            well ya
        """
    ),
    15: spaced(
        """
            after again already also always an any anything ask b babe been before buy c care
            cos d dear didnt doing feel free give gonna great gud had happy has her hey hi him
            his hope ive keep l last late let life lol m make mas meet message miss more morning
            much new nice night nos number off our phone pick please pls really right s said say
            sent she should something soon sure text thanks thats them they thing ti tomorrow
            tonight too very wait wat way week were where who why work would yeah yes
        """
    ),
    8: spaced(
        """
            actually ah aight another anyway around bad because bed being best better big bit
            bus called car check class coming cool could dat days dinner done down dun dunno
            early eat enjoy even every few find fine finish first forgot friend friends getting
            god guess guys haha havent having heart hello help hes hour house hows id into job
            jus lar leave left leh liao ll long lot lunch man many may maybe meeting might mind
            money msg name never next nothing office once other over pa people person place plan
            princess probably problem quite ready remember reply room same shall shit sir sleep
            smile someone special stop stuff sweet talk than thanx things thk thought told try
            two us use v waiting wan watch watching went whats which wish wont working world x
            year yet yo youre yup
        """
    ),
    4: spaced(
        """
            able abt afternoon alright ard asked away baby between birthday both boy bring bt
            came change coz dad decimal den dis does doesnt driving dude else end enough evening
            ever everything face family feeling food friendship fuck full fun g girl goes goin
            guy haf hair half happen hav hear huh isnt juz kiss leaving lei little look looking
            luv made mail makes making mean means min minutes missed month most must nite noe
            okay online oso pain part pay play plz put reach real run sad sat saw says sch
            school shopping show since sleeping speak start stay story test thank theres those
            though til times tmr together tot town true trying tv until wake wanna wanted wants
            weekend wen while wif wife without words worry wot xxx yesterday yourself
        """
    ),
}
"""In about so many texts of a thousand each of these words stands."""
_COMMON: Final = {word: often for often, words in _IN_A_THOUSAND.items() for word in words}


@cache
def weight(words: frozenset[str]) -> int:
    """In how many of a thousand texts one of these words stands, at most; less is rarer."""
    return sum(_COMMON.get(word, 1) for word in words)
