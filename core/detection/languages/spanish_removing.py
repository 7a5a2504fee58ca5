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
            "(solicito|quiero|pido|deseo|quisiera|necesito|exijo|tramitar|gestionar|la|mi) ~ "
            "(la|mi|dar|una|el|darme) (baja|eliminacion|desuscripcion|cancelacion|"
            "desinscripcion|retiro) (>|de (la|esta|este|su|sus|mi|estos|todos|todas|mensajes|"
            "textos)|inmediata|{polite}|por)",
            "(gustaria|quisiera|quiero|agradeceria|agradezco|pido|ruego|solicito|deseo|exijo) "
            "~ ~ ~ (me|nos) (quitaran|borraran|sacaran|eliminaran|dieran de baja|removieran|"
            "retiraran|quiten|quite|quites|borren|borre|borres|saquen|saque|saques|eliminen|"
            "elimine|elimines|remuevan|den de baja|de de baja|retiren|tachen|excluyan|"
            "desuscriban) ~",
            "{no} ~ (quiero|deseo|quisiera|pienso|pedi|autorice) ~ (pertenecer|estar|formar|"
            "seguir|aparecer|participar|ser parte|continuar|figurar) ~ ~ ({list}|parte|{texts}"
            "|esto|su ~ {list})",
            "(salir|salirme|salgo|salgamos|bajarme|bajar|fuera|desaparecer|borrarme|quitarme) "
            "[me] (de|del|d) (~ ~ {list}|esto|aqui|ahi)",
            "(favor de|podrian|podria|pueden|puede|por favor|porfavor|haga el favor de|hagan "
            "el favor de|hazme el favor de|hagame el favor de|haganme el favor de) ~ (borrarme"
            "|eliminarme|quitarme|sacarme|removerme|retirarme|borrar|eliminar|quitar|sacar|"
            "remover) (>|{polite}|de|del|mi|este)",
            "{remove} [me] [por favor|porfavor|porfa|ya] (este|mi|el|nuestro) ~ (numero|"
            "telefono|celular|contacto|nombre|cel|tel|num|movil)",
            "{remove} (me|nos) (>|{polite}|{of_list})",
            "(off|fuera) [of] (de la|de su|de esta|la|tu|su) ~ {list}",
            "(take|remove) me (off|from|de) [of] (la|tu|su|esta|el|de) ~ {list}",
            "{remove} ~ {mine}",
            "{remove} ~ {of_list}",
            "(borrame|borreme|borrenme|borradme|eliminame|elimineme|eliminenme|quitame|quiteme"
            "|quitenme|sacame|saqueme|saquenme|bajame|bajeme|bajenme|removeme|remuevame|"
            "remuevanme|retirame|retireme|retirenme|tachame|tachenme|desuscribanme|"
            "desuscribeme|desuscribame|desuscribirme|desinscribanme|desinscribirme|denme de "
            "baja|dame de baja|deme de baja|darme de baja|dar de baja|den de baja|dadme de "
            "baja|me doy de baja|me den de baja|excluyanme|excluyame|cancelenme|eliminarme|"
            "borrarme|quitarme|sacarme|eliminenos|borrenos|quitenos) ",
            "(salir|salirme|salgo|quitarme|borrarme|darme de baja|bajarme|sacarme|desaparecer|"
            "fuera) ~ (de|del) ~ ~ {list}",
            "(como|donde|quiero|puedo|deseo|quisiera|necesito) ~~ (desuscribo|desuscribirme|"
            "cancelo|cancelar|doy de baja|me salgo|salgo|salirme|me borro|elimino) (>|"
            "{of_list}|{mine}|esto|la suscripcion|suscripcion|de esto|estos|los {texts})",
            "(que|me|k|q|ke) (me|nos) (borren|borre|quiten|quite|saquen|saque|eliminen|elimine"
            "|bajen|"
            "baje|den de baja|dejen en paz|remuevan|retiren|desuscriban)",
            "me (puede|pueden|podria|podrian|puedes|podrias) (borrar|eliminar|quitar|sacar|"
            "remover|bajar|retirar|dar de baja)",
            "(podrian|podria|pueden|puede|puedes|podrias|favor de) ~ (borrar|eliminar|quitar|"
            "sacar|remover|bajar|retirar|dar de baja) (me|{mine}|~ {mine}|{of_list})",
            "(ser|estar) ~ (removido|removida|eliminado|eliminada|borrado|borrada|quitado|"
            "quitada|retirado|retirada|excluido|excluida|dado de baja|dada de baja)",
            "(cancelen|cancele|cancela|cancelar|cancelo) ~~ (suscripcion|mensajes|textos|registro)",
            "(borren|borre|borra|borrar|eliminen|elimine|elimina|eliminar|quiten|quita|quite|"
            "saquen|olviden|olvide|olvida|pierdan|pierde) (mi|este|nuestro) ~",
            "(numero|telefono|celular) // (borrenlo|borralo|borrelo|eliminenlo|eliminelo|"
            "eliminalo|quitenlo|quitalo|quitelo|saquenlo)",
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
            "(dejame|dejenme|dejeme|dejadme|dejanos|dejenos|me dejen|me deje|dejarme|dejarnos|"
            "dejemen) ~ ~ (en paz|tranquilo|tranquila|tranquilos|vivir en paz|respirar|"
            "descansar)",
            "(chinguen|chinga|chingue|vayan a chingar|ve a chingar|vete a chingar) ~ a ~ "
            "(madre|otro|otros|otra)",
            "(chinga tu madre|chinguen a su madre|chtm|vete a chingar|vayanse a chingar|vete a "
            "la|vayanse a la|vete al|vayanse al|anda al|andate a la|andate al|vayase al|vayase "
            "a la) ~",
            "(metanse|metete|metanselos|metetelo|metanselo) ~ ~ ~ (por el|por donde|en el) "
            "(culo|orto|ano|{stuff}|~)",
            "< {polite}* (no (chinguen|chingues|jodan|jodas|joda|moleste|molesten|molestes|"
            "fastidien|fastidies|rompan|rompas|mamen|friegue|frieguen) [mas|tanto|con esto]|"
            "deja de joder|dejen de joder|no rompan las bolas|no me rompas las bolas|a la "
            "mierda|a la verga|olvidense|olvidate|olvidenme|olvidame|pierdete|ya callate|"
            "esfumense|esfumate) {polite}* >",
            "(dejame|dejenme|dejeme|dejadme|dejanos|dejennos|dejenos|me dejen|me deje|me dejes"
            "|nos dejen|dejar) (en paz|tranquilo|tranquila|tranquilos|solo|sola|de molestar|de "
            "chingar|de joder)",
            "(en paz|tranquilo|tranquila) >>",
            "(vete|vayanse|vayase|vayan|vaya) (a la (mierda|chingada|verga)|al (carajo|diablo|"
            "infierno)|a (tomar|freir|chingar))",
            "< {polite}* (largate|larguense|pierdanse|pierdete|fuera|ya dejen|no chinguen|no "
            "jodan|no me chinguen|no me jodan|callate|callense) {polite}* >",
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
            "(ya|les|te|le|os|cuantas veces|veces|he|mil veces|cien veces) ~~ {said} ~~~ (que "
            "me ~|que pararan|que dejaran|quitaran|borraran|sacaran|eliminaran|eliminar|borrar"
            "|quitar|sacar|darme de baja|dar de baja|la baja|unsubscribe|basta|no mas|que deje"
            "|que pare|no escriban|no molesten|parar|que se detengan|no)",
            "si [ustedes|usted] (siguen|sigue|sigues|continuan|vuelven|insisten|me (siguen|"
            "vuelven|mandan|escriben)) ~~~~ (denuncio|demando|reporto|bloqueo|denunciar|"
            "demandar|reportar|bloquear|demanda|denuncia|policia|abogado|>)",
            "(voy a|tendre que|vamos a|los voy a|te voy a|la voy a|le voy a) ~ (denunciar|"
            "denunciarlos|denunciarte|demandar|demandarlos|reportar|reportarlos|reportarte|"
            "bloquear|bloquearlos|bloquearte) (>|por|si|con|{polite}|este|a la|ante|por acoso)",
            "(los|te|lo|les|la) (denuncio|demando|reporto|bloqueo|voy a (denunciar|demandar|"
            "reportar|bloquear)) ~",
            "(un|otro|uno|ni un) ~ (mensaje|texto|sms|mensajito) [mas] y",
            "{no} [les|le|te|os] (doy|di|he dado|autorizo|autorice|autorizado|tienen|tiene) ~ "
            "~ (permiso|consentimiento|autorizacion) ~",
            "{no} (autorizo|autorice|autorizamos|consiento|consenti|he autorizado|permito) ~ ~ "
            "(que|{texts}|{sending}|uso|usar|el contacto|estas|esto)",
            "(nunca|jamas|no) [les|le|te|me] (me suscribi|me registre|pedi|solicite|suscribi|"
            "registre|inscribi|me inscribi) ~ ~ ({texts}|{list}|esto|estos|a esto|a esta|a su|"
            "recibir|nada de esto|>)",
            "(nunca|jamas) [les|le|te] (di|dimos) mi numero // ({remove}|{stop}|no)",
            "(ya|les|te|le|os|cuantas veces|veces|he|mil veces) ~~ {said} ~~~ (stop|alto|baja|"
            "paren|pare|parar|no me|que no|que paren|que me (borren|quiten|saquen|dejen|"
            "eliminen)|que dejen|que ya no|dejen|cancelar|que pararan|quitarme|que me quitaran"
            "|que no me ~)",
            "si (me|nos) (vuelven|vuelve|vuelves|siguen|sigue|sigues|mandan|escriben|llaman|"
            "contactan) ~~",
            "(un|otro) ~ mensaje ~ ~ y (los|lo|te|les|voy)",
            "(reportar|denunciar|demandar|bloquear|denunciarlos|reportarlos|demandarlos|"
            "bloquearlos|denunciarles|denuncio|demando|reporto) ~~~ si (siguen|sigue|me|"
            "vuelven|no (paran|dejan))",
            "si no (paran|dejan|me borran|me quitan|cesan)",
            "{no} [les|le|te|os] (doy|di|he dado|autorizo|autorice|tienen|tiene) ~ (mi|permiso"
            "|consentimiento|autorizacion) ~ (consentimiento|permiso|autorizacion|para|>)",
            "(retiro|revoco|cancelo|retirar|revocar) ~ (consentimiento|permiso|autorizacion)",
            "(por que|porque|xq|pq) ~~ (siguen|sigue|sigues) {sending}",
            "(quien|como|donde|de donde) ~~~~ mi numero // ({remove}|{stop}|no me {send}|no "
            "{send})",
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
