"""Spanish: tu, vos, usted and ustedes, with accents or without."""

from __future__ import annotations

from typing import Final

from core.detection.rule import Guard, Rule
from core.domain import RequestKind

_ASK = RequestKind.REQUEST

NOT_STOPPING: Final = Guard(
    name="es-negated",
    why="Who says not to stop wants more.",
    before=(
        "(no|nunca|jamas|ni) [se|me|nos|te|les|lo|los|por favor|quiero|quiero que|quiero que me"
        "|vayan a|me vayan a]",
    ),
    example="no dejen de escribirme",
)
OTHER_TIMES: Final = Guard(
    name="es-preference",
    why="Other hours or another way is not never.",
    after=(
        "(antes|despues|hasta|mientras|cuando|durante|tan (tarde|temprano)|en la (noche|manana)"
        "|por la (noche|manana)|si no|a menos|de noche|en el trabajo)",
    ),
    anywhere=("(mejor|en vez|solo) ~ (llamen|llamame|llameme|escribame|por correo|email)",),
    example="No me llamen antes de las nueve",
)
OTHERS: Final = Guard(
    name="es-somebody-else",
    why="It is asked of somebody who does not read this.",
    before=(
        "(dile|diganle|digale|dije|dijo|pidele|que) ~ (a|al|el|ella|trump|biden|gobierno"
        "|presidente|ellos) ~~ (que|de)",
        "(el|ella|gobierno|presidente|alcalde|congreso|nadie) ~ (debe|deberia|tiene que|va a|no)",
    ),
    after=("[mas] a {Name}",),
    example="dile al presidente que deje de mandar dinero",
)

SPANISH_STOPPING: Final = (
    Rule(
        name="es-stop",
        kind=_ASK,
        language="es",
        confidence=0.96,
        why="It asks in Spanish to stop the texts.",
        phrases=(
            "{stop} [ya] [de] {filler}* {sending}",
            "(para|pare|parar|dejenme|dejame|dejeme) [ya] de {filler}* {sending}",
            "(para|pare|parar) [ya] (con|de|los) {filler}* {texts}",
            "{stop} [ya] [de|con|a] {filler}* ({texts})",
            "(dejar|dejen|dejes|deje|pare|paren|parar|cesen) de {sending}",
            "<< {polite}* (alto|paren|pare|parar|para|parad|basta|deja|dejen|dejenlo|parenle"
            "|parale|detenganse|detente|stop|cancelar|baja|ya estuvo|suficiente|dejalo|cancelen"
            "|cancele|cancela|salir|desuscribir|fin|para ya|ya no mas|no mas|ya no"
            "|detener) {polite}* >>",
            "< {polite}* (alto|paren|basta|parenle|detenganse|ya no mas|no mas|pare ya"
            "|paren ya) {polite}* >",
            "(por favor|porfavor|porfa) (alto|pare|paren|stop|basta) >",
            "no {want} ~~ (sigan|siga|sigas) {sending}",
            "no (sigan|siga|sigas|insistan|insista|insistas) (>|{sending}|mas|con|por)",
        ),
        unless=(NOT_STOPPING, OTHERS),
        examples_for=("Dejen de mandarme mensajes", "por favor ya paren", "basta de textos"),
        examples_against=(
            "no dejen de escribirme",
            "La parada está en la calle alta",
            "Para mañana, ¿a qué hora?",
        ),
    ),
    Rule(
        name="es-do-not-send",
        kind=_ASK,
        language="es",
        confidence=0.96,
        why="It says in Spanish not to text.",
        phrases=(
            "{no} [por favor|quiero que|quiero q] {me} {send} (>|{again}|{texts}|{stuff}"
            "|{filler}* {texts}|{filler}* {stuff}|{polite}|si|a mi|a este|mas)",
            "{no} [por favor] ({send}) ({again}|{texts}|{stuff}|{filler} {texts}) ",
            "{no} ({send}) {filler}* {texts}",
            "< {polite}* {no} (escriban|escriba|escribas|molesten|moleste|molestes|molestar"
            "|contactar|contacten|insistan|insista|manden|envien|llamen|textear|enviar|mandar"
            "|escribir) {again}* >",
            "{no} (vuelvan|vuelva|vuelvas) a {sending}",
            "{no} [me|nos] (esten|este|estes|anden|ande|andes) {sending}",
            "{no} (mandar|enviar|escribir|molestar|contactar|textear|recibir|mande"
            "|mandes) {filler}* {texts}",
            "{no} ({sending}) {again}",
            "(favor de|por favor|agradeceria|agradezco|pido|pedimos) ~ no ({sending}|{send}"
            "|me {send}|recibir)",
        ),
        unless=(OTHER_TIMES, OTHERS),
        examples_for=(
            "no me manden más mensajes",
            "Ya no me escriban",
            "no me textees más",
            "No molesten",
        ),
        examples_against=(
            "No me llamen antes de las nueve",
            "no me mandaron nada",
            "No manden tropas",
        ),
    ),
    Rule(
        name="es-not-wanted",
        kind=_ASK,
        language="es",
        confidence=0.94,
        why="It says in Spanish that it wants no more texts.",
        phrases=(
            "< {polite}* (no|ni un|ningun|cero|basta de) [mas|otro|un] ~ {texts} [mas] {polite}* >",
            "no mas ~~ {texts}",
            "{no} ~ {want} ~~~ ({texts}|{stuff}|recibir|recibirlos|recibiendo|que me {send}"
            "|que me ~ {send}|{sending}|saber|ser contactado|ser contactada|ser molestado"
            "|ser molestada|contacto)",
            "{no} ~ {want} ~~ (recibir|recivir|resibir|seguir recibiendo|seguir) ",
            "{no} ~ {want} ~ (estar|seguir|ser|aparecer|participar) ~~ ({list}|parte|contactado"
            "|contactada|molestado|molestada)",
            "{no} ~ {want} que me",
            "{no} (me interesa|me interesan|estoy interesado|estoy interesada) ~~ ({texts}"
            "|recibir)",
            "{no} {want} mas >",
            "(prefiero|preferiria) no (recibir|{sending})",
            "no (deseamos|queremos) (ser|que)",
            "(hart|cansad|hasta la madre|hasta el gorro|harto|harta|cansado|cansada) (de"
            "|con) ~~ {texts}",
            "ni un ~ {texts} mas",
        ),
        unless=(OTHERS,),
        examples_for=(
            "No más mensajes por favor",
            "Ya no quiero recibir esto",
            "no quiero que me llamen",
        ),
        examples_against=(
            "No, gracias",
            "no quiero que gane Trump",
            "no puedo ese día, ¿tienen otro horario?",
        ),
    ),
)
"""How the texts are to stop."""
