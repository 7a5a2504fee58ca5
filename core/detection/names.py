"""Which words are the name of a person: written with a capital, or known as one."""

from __future__ import annotations

import re
from typing import Final

from core.detection.lists import spaced

NOT_NAMES: Final = frozenset(
    spaced(
        """
        a able about afraid again agree alive all alone already also always america american
        americans an another any anybody anymore anyone anything anyway april are as asking at
        august available away back bad be because been being better biden bien big black boomer
        boss bot broke bro buddy business busy but buying by california calling candidate
        candidato caring certain christian citizen ciudadana ciudadano clear clinton close cold
        college coming comment communist comfortable concerned confident congress conservative
        cool correct crazy current de dead deaf december dem democrat democrata democratic
        democrats desantis disabled doing donating done dr drinking driving drunk dude dumb easy
        eating either el election eligible employed english enough even ever everyone everything
        exactly excited fair fake falling false fan far fascist favor february feeling female
        financially fine finished first florida following fool for free friday from full fun
        funny gay getting giving going good gonna gop got governor great green guilty hablo haha
        happening happy hard harris hating he heading help helping her here hers him his
        hispanic home homeless hope hot how human hungry i ice if im important impressed in
        independent inside interesada interesado interested into is isis it its jail january
        jewish joking july june just kidding king knowing la landline late latino latinx
        laughing le leaving left legal less liberal libertarian like listening living local lol
        long looking lost love lucky lying mad maga mal male man many march married maybe mayor
        me mean mexico mine missing mom monday money moral more moving mr mrs ms much muslim my
        nato necessarily need never new news next nice no nobody none nope normal not nothing
        november now number obama october of off offended ok okay old on one only open opposed
        or our out over paid paying perfect permanent person personal phone playing political
        poor possible president pro probably problem proud question quite racist rather ready
        real really reason registered related republican republicana republicano republicans
        resident retired rich right running rush sad safe satan saturday saying scared second
        secure seeing segura seguro senator senior september serious sexist shabbat she shit
        short sick single sleeping smart so socialist some somebody someone something sorry soon
        spam spanish speaking stalking still stop straight stressed student stupid such sunday
        super supporting supposed sure surprised talking tax taxes terrible texan texas texting
        than thank thanks that the their them then there these they thinking this those though
        thursday thx til till time tired to today together tomorrow tonight too touching
        tracking trans trolling true trump trusted trying tuesday twice two ty u ugly un una
        under understanding undecided until up upset ur us usa used using vegan very veteran
        vice votante vote voted voter votes voting waiting walking wanting war was wasting way
        we wearing wednesday week weird well what whatever when where which white who whole
        whose why willing winning wise with woke women wondering working worried worries worth
        wrong yeah yep yes yesterday yet you young your yours acceptable cheap cute dying evil
        gun guns healthy happening helpful independents joe's left-handed liberals likely
        mandatory normally okay'd party people politics polling prepared private racist rated
        relevant rude shocked similar simple small spoken technically useful valid wealthy
        welcome church school office hospital police state city town county street house
        apartment senate house facebook instagram google twitter whatsapp venmo paypal zoom
        covid democracy freedom justice god jesus jews israel palestine ukraine russia china
        gaza iran iraq congressional constitution
    """
    )
)
"""Words after `not` or `no` that are no one's name."""

GIVEN_NAMES: Final = frozenset(
    spaced(
        """
        aaron abby abdul abigail adam adrian ahmed aisha alan albert alejandra alejandro alex
        alexa alexander alexandra alexis alice alicia alison allen alyssa amanda amber amir amy
        ana andre andrea andreas andres andrew andy angel angela angelica angie anita ann anna
        anne annie anthony antoine antonio april ariana arthur ashley audrey austin barbara
        beatriz becky ben benjamin bernard beth betty bill billy bob bobby bonnie brad bradley
        brandon brenda brendan brian brianna bridget brittany bruce bryan caleb cameron camila
        camille carl carla carlos carmen carol caroline carolyn carrie catherine cathy cecilia
        chad charles charlie charlotte chelsea cheryl chloe chris christian christina christine
        christopher cindy claire clara claude claudia clement cody colin colleen connie connor
        corey courtney craig cristina crystal curtis cynthia daisy dale damien dan dana daniel
        daniela danielle danny darren daryl dave david dawn dean deb debbie deborah debra denise
        dennis derek diana diane diego dmitri dolores dominic don donald donna doris dorothy
        doug douglas duane dustin dylan earl ed eddie eduardo edward edwin eileen elaine elena
        eli elijah elizabeth ella ellen emilio emily emma enrique eric erica erik erika erin
        ernest esteban esther ethan eugene eva evan evelyn fatima felipe felix fernando florence
        frances francisco francois frank fred gabriel gabriela gail gary gavin gene george
        gerald gerard giovanni gina giulia glenn gloria gonzalo gordon grace greg gregory
        guadalupe guillaume guillermo gustavo hannah hans harold harry hassan heather hector
        heidi helen henri henry herbert holly howard hugo ian ibrahim ignacio igor ines irene
        iris irma isaac isabel isabella isabelle ivan jackie jackson jacob jacqueline
        jacques jaime jake jamal james jamie jan jane janet janice jared jasmine jason javier
        jay jean jeff jeffrey jen jenna jennifer jenny jeremy jerome jerry jesse jessica jessie
        jesus jill jim jimmy joan joanna joanne joao jodi joe joel johann john johnny jon
        jonathan jordan jorge jose joseph josh joshua joy joyce juan juana juanita judith judy
        julia julian juliana julie julien julio justin kaitlyn kareem karen karim karl karla
        kate katherine kathleen kathryn kathy katie katrina kayla keisha keith kelly ken kenneth
        kenny kevin kim kimberly kirsten klaus kristen kristin kurt kyle lakisha lance larry
        latoya laura lauren laurent lawrence leah lee leo leon leonard leroy leslie leticia liam
        lillian linda lindsay lisa liz lois lorenzo lori louis louise luc lucas lucia lucy luigi
        luis luisa luke luz lydia lynn madison manny manuel marc marcel marcia marco marcos
        marcus margaret margarita maria mariana marie marilyn mario marion marisol marjorie mark
        marlene martha martin marvin mary mateo mathieu matt matthew maureen max maya megan
        melanie melinda melissa melvin mercedes meredith michael micheal michel michele michelle
        miguel mike mildred milton miranda misty mohamed mohammed moises molly monica monique
        morgan muhammad nancy naomi natalia natalie nathan nathalie neil nelson nicholas nick
        nicolas nicole nina noah nora norma norman octavio olga olivia olivier omar oscar pablo
        paige pam pamela paola pascal pat patricia patrick patty paul paula paulo pavel pedro
        peggy penny perry peter phil philip philippe phillip phyllis pierre piotr priya rachel
        rafael ralph ramon randy raul ray raymond rebecca regina renee rhonda ricardo rich
        richard rick ricky rita rob robert roberta roberto robin rocio rodney rodrigo roger
        roland ron ronald rosa rosario rose rosemary ross roxanne roy ruben ruby russell ruth
        ryan sabrina sally salvador sam samantha samuel sandra sandy santiago sara sarah scott
        sean sergei sergio seth shane shannon sharon shaun shawn sheila shelby shelley sherri
        sherry shirley sidney silvia simon simone sofia sonia sonya sophia sophie stacey stacy
        stan stanley stefan stella stephanie stephen steve steven stewart sue susan suzanne sven
        sydney sylvia tamara tammy tanya tara tasha taylor ted teresa terrence terri terry
        theresa thomas tiffany tim timothy tina todd tom tomas tommy toni tony tonya tracey
        traci tracy travis tyler tyrone valentina valerie vanessa vera veronica vicki vicky
        victor victoria vincent virginia vivian vladimir walter wanda warren wayne wendy wesley
        whitney william willie wolfgang xavier yasmin yolanda yvette yvonne zach zachary zoe
    """
    )
)
"""Given names that are common where campaigns text: a lower-case text has no capitals to go by."""


TITLES: Final = frozenset(
    spaced(
        """
        mr mrs ms miss dr sir madam sr sra senor senora don dona monsieur madame mme m herr frau
        senhor senhora signor signora dhr mevr pan pani
    """
    )
)
"""What may stand before a name."""


def is_name(word: str, written: str, *, shouting: bool) -> bool:
    """Whether a word is the name of a person.

    Args:
        word: Folded.
        written: As it stands in the text.
        shouting: All of the text is in capitals, so that they tell nothing.
    """
    if word in GIVEN_NAMES:
        return True
    if word in NOT_NAMES or shouting:
        return False
    return written[:1].isupper() and not (len(written) > 1 and written.isupper())


_AFTER_A_WORD: Final = re.compile(r"(?<=[\w,'’\"”] )[^\W\d_]\w*")
_GIVEN_BYTES: Final = frozenset(
    form.encode() for name in GIVEN_NAMES for form in (name, name + "s")
) | frozenset(title.encode() for title in TITLES if len(title) > 1 and title not in ("don", "pan"))


def may_name(text: str, words: list[bytes]) -> bool:
    """Whether somebody may be named, at a quick look.

    Args:
        text: As it arrived.
        words: Its words, in lower case without accents.
    """
    if not _GIVEN_BYTES.isdisjoint(words):
        return True
    return any(
        word[0].isupper() and word.lower() not in NOT_NAMES for word in _AFTER_A_WORD.findall(text)
    )
