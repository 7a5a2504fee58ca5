"""How common a word is in ordinary texts, roughly: what is looked for first is rare."""

from __future__ import annotations

from typing import Final

from core.detection.lists import spaced

_EVERYWHERE: Final = frozenset(
    spaced(
        """
        a about all am and are as at be but by can do for from get go good got have he her here
        him his how i if ill im in is it its ive just know like me my n no not now of on one or
        our out r she so sorry that thats the them then they this time to u up ur was we well
        what when will with you your de la que el en te se lo un una y con es le
    """
    )
)
_OFTEN: Final = frozenset(
    spaced(
        """
        again already out also any anything ask back been before being called cant come could da day
        did didnt does doesnt doing done dont each even ever every going gonna great had has hey
        hi home id into keep know last later leave let life long look lot love make man may
        maybe mean meet mins miss more morning much must name need never new next nice night
        nothing off oh ok okay only other over people phone pick place please pls put really
        reply right said same say see send sent should sleep some someone something soon still
        stuff sure take tell text than thank thanks their there these thing things think thought
        today told tomorrow tonight too try trying two until us use used very wait wanna want
        wat way week were where which who why wish wont work would yeah year yes yet yo call buy
        find stop no ya me por su mas les pas je ne vous et est une des pour plus sur qui tu il
        elle ti mi no da di e o
    """
    )
)


def weight(words: frozenset[str]) -> int:
    """How often one of these words is in a text, in no unit; less is rarer."""
    return len(words) + 200 * len(words & _EVERYWHERE) + 30 * len((words & _OFTEN) - _EVERYWHERE)
