"""Spanish: tu, vos, usted and ustedes, with accents or without."""

from __future__ import annotations

from typing import Final

from core.detection.rule import Guard, Rule
from core.domain import RequestKind

_ASK = RequestKind.REQUEST
_WRONG = RequestKind.WRONG_NUMBER

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
    example="dile al presidente que deje de mandar dinero",
)

SPANISH_RULES: Final = (
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
            "|parale|detenganse|detente|stop|cancelar|baja|ya estuvo|suficiente"
            "|dejalo|cancelen|cancele|cancela|salir|desuscribir|fin|para ya|ya no mas|no mas"
            "|ya no|detener) {polite}* >>",
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
    Rule(
        name="es-remove",
        kind=_ASK,
        language="es",
        confidence=0.96,
        why="It asks in Spanish to be taken off the list.",
        phrases=(
            "{remove} ~ {mine}",
            "{remove} ~ {of_list}",
            "(borrame|borreme|borrenme|borradme|eliminame|elimineme|eliminenme|quitame|quiteme"
            "|quitenme|sacame|saqueme|saquenme|bajame|bajeme|bajenme|removeme|remuevame"
            "|remuevanme|retirame|retireme|retirenme|tachame|tachenme|desuscribanme"
            "|desuscribeme|desuscribame|desuscribirme|desinscribanme|desinscribirme"
            "|denme de baja|dame de baja"
            "|deme de baja|darme de baja|dar de baja|den de baja|dadme de baja|me doy de baja"
            "|me den de baja|excluyanme|excluyame|cancelenme|eliminarme|borrarme|quitarme"
            "|sacarme|eliminenos|borrenos|quitenos) ",
            "(salir|salirme|salgo|quitarme|borrarme|darme de baja|bajarme|sacarme|desaparecer"
            "|fuera) ~ (de|del) ~ ~ {list}",
            "(como|donde|quiero|puedo|deseo|quisiera|necesito) ~~ (desuscribo|desuscribirme"
            "|cancelo|cancelar|doy de baja|me salgo|salgo|salirme|me borro|elimino) (>"
            "|{of_list}|{mine}|esto|la suscripcion|suscripcion|de esto|estos|los {texts})",
            "(que|me) (me|nos) (borren|borre|quiten|quite|saquen|saque|eliminen|elimine|bajen"
            "|baje|den de baja|dejen en paz|remuevan|retiren|desuscriban)",
            "(podrian|podria|pueden|puede|puedes|podrias|favor de) ~ (borrar|eliminar|quitar"
            "|sacar|remover|bajar|retirar|dar de baja) (me|{mine}|~ {mine}|{of_list})",
            "(ser|estar) ~ (removido|removida|eliminado|eliminada|borrado|borrada|quitado"
            "|quitada|retirado|retirada|excluido|excluida|dado de baja|dada de baja)",
            "(cancelen|cancele|cancela|cancelar|cancelo) ~~ (suscripcion|mensajes|textos|registro)",
            "(borren|borre|borra|borrar|eliminen|elimine|elimina|eliminar|quiten|quita|quite"
            "|saquen|olviden|olvide|olvida|pierdan|pierde) (mi|este|nuestro) ~",
            "(numero|telefono|celular) // (borrenlo|borralo|borrelo|eliminenlo|eliminelo"
            "|eliminalo|quitenlo|quitalo|quitelo|saquenlo)",
        ),
        unless=(NOT_STOPPING, OTHERS),
        examples_for=(
            "Elimine mi número",
            "bórrenme de su lista",
            "Sáqueme de esa lista",
            "quiero darme de baja",
        ),
        examples_against=(
            "me dieron de baja en la otra empresa",
            "Eliminen los impuestos",
            "bajaron los precios?",
        ),
    ),
    Rule(
        name="es-leave-me-alone",
        kind=_ASK,
        language="es",
        confidence=0.93,
        why="It asks in Spanish to be left alone.",
        phrases=(
            "(dejame|dejenme|dejeme|dejadme|dejanos|dejennos|dejenos|me dejen|me deje|me dejes"
            "|nos dejen|dejar) (en paz|tranquilo|tranquila|tranquilos|solo|sola|de molestar"
            "|de chingar|de joder)",
            "(en paz|tranquilo|tranquila) >>",
            "(vete|vayanse|vayase|vayan|vaya) (a la (mierda|chingada|verga)|al (carajo|diablo"
            "|infierno)|a (tomar|freir|chingar))",
            "< {polite}* (largate|larguense|pierdanse|pierdete|fuera|ya dejen|no chinguen"
            "|no jodan|no me chinguen|no me jodan|callate|callense) {polite}* >",
        ),
        unless=(OTHERS,),
        examples_for=("Déjenme en paz", "dejame tranquila por favor"),
        examples_against=("Quiero vivir en paz con todos", "déjame un mensaje"),
    ),
    Rule(
        name="es-insisting",
        kind=_ASK,
        language="es",
        confidence=0.9,
        why="It says in Spanish that it asked before, or what comes next.",
        phrases=(
            "(ya|les|te|le|os|cuantas veces|veces|he|mil veces) ~~ {said} ~~~ (stop|alto|baja"
            "|paren|pare|parar|no me|que no|que paren|que me (borren|quiten|saquen|dejen"
            "|eliminen)|que dejen|que ya no|dejen|cancelar|que pararan|quitarme|que me quitaran"
            "|que no me ~)",
            "si (me|nos) (vuelven|vuelve|vuelves|siguen|sigue|sigues|mandan|escriben|llaman"
            "|contactan) ~~",
            "(un|otro) ~ mensaje ~ ~ y (los|lo|te|les|voy)",
            "(reportar|denunciar|demandar|bloquear|denuncio|demando|reporto) ~~~ si (siguen"
            "|sigue|me|vuelven|no (paran|dejan))",
            "si no (paran|dejan|me borran|me quitan|cesan)",
            "{no} (doy|di|he dado|autorizo|autorice|tienen|tiene) ~ (mi|permiso|consentimiento"
            "|autorizacion) ~ (consentimiento|permiso|autorizacion|para|>)",
            "(retiro|revoco|cancelo|retirar|revocar) ~ (consentimiento|permiso|autorizacion)",
            "(por que|porque|xq|pq) ~~ (siguen|sigue|sigues) {sending}",
            "(quien|como|donde|de donde) ~~~~ mi numero // ({remove}|{stop}|no me {send}"
            "|no {send})",
            "nunca (me suscribi|me registre|pedi) ~~",
        ),
        unless=(),
        examples_for=(
            "ya les dije que no me escriban",
            "si me vuelven a escribir los denuncio",
            "No tienen mi permiso para esto",
        ),
        examples_against=("ya les dije que voy a votar", "¿Cómo consiguieron mi número?"),
    ),
    Rule(
        name="es-wrong-number",
        kind=_WRONG,
        language="es",
        confidence=0.95,
        why="It says in Spanish that this is the wrong number.",
        phrases=(
            "(numero|num|telefono|persona|tel) ~ (equivocado|equivocada|incorrecto|incorrecta"
            "|errado|erroneo|equibocado|malo)",
            "< {polite}* [creo que|me parece que|usted|ustedes|lo siento|no|ay|uy] (se|te|os"
            "|esta|estas|estan|esta usted|usted|se ha|se han|te has) (equivoco|equivoca"
            "|equivocas|equivocaste|equivocaron|equivocado|equivocada|equivocados|equivocan"
            "|confundio|confundiste|confundieron|confunde|confunden|confundido|confundida"
            "|confundiendo|equivocando) (>|de (numero|persona|telefono)|con|no soy|yo|aqui|este"
            "|me)",
            "(me|nos) (esta|estas|estan|confunde|confunden|confundio"
            "|confundiste) ~ (confundiendo|con)",
            "(no|ya no) (es|soy) (mi|el|la|su|ese|esa) ~ (numero|telefono|persona que|persona"
            "|nombre)",
            "(este|ese) ~ (numero|telefono|celular) (ya no|no|ahora) (es|le|pertenece|lo)",
            "(no|aqui no) (soy|es) (la|el|esa|ese|quien) ~ (que|persona|a quien|usted|buscan"
            "|busca|>)",
            "(no soy|no es) (el|ella|yo|esa persona|quien (buscan|busca|buscas|crees|creen))",
            "(esa|esta) persona (ya no|no) (vive|esta|es|tiene|trabaja|usa)",
            "(no conozco|no conocemos|no se quien es|no tengo idea quien es"
            "|ni idea de quien es) (a esa|a ese|esa|ese|a nadie|a esta|a ninguna|esa persona)",
            "(nadie|ninguna persona|no hay nadie) ~~ (se llama|con ese nombre|llamado|llamada"
            "|de ese nombre|con el nombre)",
            "(acabo de|hace poco|recien|nuevo) ~~ (numero|obtener|cambiar|telefono) // (no"
            "|equivocado)",
            "(numero|telefono) (nuevo|nuevo dueno|cambio de dueno|es nuevo)",
            "(dueno|duena) anterior",
            "(este|esto) es ~ (negocio|oficina|empresa|tienda|linea de negocio|trabajo"
            "|telefono de la oficina)",
            "<< {polite}* (equivocado|equivocada|numero equivocado) {polite}* >>",
        ),
        examples_for=("Número equivocado", "Se equivocó de número", "Esa persona ya no vive aquí"),
        examples_against=("El gobierno se equivocó", "¿es este el número correcto?"),
    ),
    Rule(
        name="es-not-that-person",
        kind=_WRONG,
        language="es",
        confidence=0.92,
        why="It says in Spanish that this is somebody else than the person named.",
        phrases=(
            "{named} [a|la|el|senor|senora|sr|sra|don|dona|ningun|ninguna|de] {Name}",
            "{Name} (ya no|no) (vive|esta|tiene|trabaja|usa|es) ~~ (aqui|numero|telefono|>)",
            "(soy|es|habla) {Name} no {Name}",
        ),
        examples_for=("Yo no soy María", "Aquí no vive Juan", "no conozco a ningún Pedro"),
        examples_against=("no soy republicano", "No es justo", "no hay problema"),
    ),
)
