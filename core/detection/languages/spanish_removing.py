"""Spanish: to be taken off the list, to be left alone, and having asked before."""

from __future__ import annotations

from typing import Final

from core.detection.languages.spanish import NOT_STOPPING, OTHERS
from core.detection.rule import Rule
from core.domain import RequestKind

_ASK = RequestKind.REQUEST

SPANISH_REMOVING: Final = (
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
            "|denme de baja|dame de baja|deme de baja|darme de baja|dar de baja|den de baja"
            "|dadme de baja|me doy de baja|me den de baja|excluyanme|excluyame|cancelenme"
            "|eliminarme|borrarme|quitarme|sacarme|eliminenos|borrenos|quitenos) ",
            "(salir|salirme|salgo|quitarme|borrarme|darme de baja|bajarme|sacarme|desaparecer"
            "|fuera) ~ (de|del) ~ ~ {list}",
            "(como|donde|quiero|puedo|deseo|quisiera|necesito) ~~ (desuscribo|desuscribirme"
            "|cancelo|cancelar|doy de baja|me salgo|salgo|salirme|me borro|elimino) (>"
            "|{of_list}|{mine}|esto|la suscripcion|suscripcion|de esto|estos|los {texts})",
            "(que|me) (me|nos) (borren|borre|quiten|quite|saquen|saque|eliminen|elimine|bajen"
            "|baje|den de baja|dejen en paz|remuevan|retiren|desuscriban)",
            "me (puede|pueden|podria|podrian|puedes|podrias) (borrar|eliminar|quitar|sacar"
            "|remover|bajar|retirar|dar de baja)",
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
            "(reportar|denunciar|demandar|bloquear|denunciarlos|reportarlos|demandarlos"
            "|bloquearlos|denunciarles|denuncio|demando|reporto) ~~~ si (siguen|sigue|me"
            "|vuelven|no (paran|dejan))",
            "si no (paran|dejan|me borran|me quitan|cesan)",
            "{no} [les|le|te|os] (doy|di|he dado|autorizo|autorice|tienen|tiene) ~ (mi|permiso"
            "|consentimiento|autorizacion) ~ (consentimiento|permiso|autorizacion|para|>)",
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
)
