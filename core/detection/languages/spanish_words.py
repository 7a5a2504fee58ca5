"""Spanish words by what they do in a request, without accents."""

from __future__ import annotations

from typing import Final

from core.detection.lists import forms, listed

SPANISH: Final[dict[str, tuple[str, ...]]] = {
    "no": listed("no|ya no|nunca|jamas|nunca mas|ya nunca|que no|no mas"),
    "me": listed(
        "me|nos|a este (numero|telefono|celular|cel|movil)|a mi ~|mi (numero|telefono|celular)"
    ),
    # They must not: subjunctive, for every form of address.
    "send": (
        *forms(
            "mand envi embi text mensaje contact llam molest spame notific acos jod fastidi",
            "e en es eis",
        ),
        *forms("escrib comuniqu insist texte", "a an as e en es"),
        *listed(
            "contacten|contacte|moleste|molesten|chinguen|chingues|joda|jodan|jodas|sigan|siga"
            "|sigas"
            "|vuelvan a ~|vuelva a ~|vuelvas a ~|hablen|hables|hable|busquen|busques|manda"
            "|mandan"
            "|envian|envia|comuniquen|comunique|mensajeen|mensajees|pongan en contacto"
            "|textee|texteen|textees"
        ),
    ),
    # The act: infinitive and gerund, with whom it is done to.
    "sending": (
        *forms(
            "mandar enviar embiar escribir textear textar mensajear contactar llamar molestar"
            " spamear"
            " joder chingar acosar fastidiar hostigar insistir comunicar bombardear hablar"
            " hinchar"
            " romper escribiendo mandando enviando texteando llamando molestando contactando"
            " acosando jodiendo"
            " chingando fastidiando",
            "- me nos le les",
        ),
    ),
    "texts": listed(
        "mensaje|mensajes|mensages|mensage|mensajitos|texto|textos|sms|msj|msjs|msg|mjs|mns"
        "|correos|correo|notificaciones"
        "|notificacion|llamadas|llamada|spam|propaganda|publicidad|avisos|recordatorios"
        "|comunicaciones|text"
        "|texts|messages|whatsapp|whatsapps|anuncios|alertas|correspondencia|mensajeria"
        "|promociones",
    ),
    "stuff": listed(
        "nada|eso|esto|estos|esos|esas|estas|mas|cosas|info|informacion|basura|mierda|mierdas"
        "|tonterias|chingaderas|pendejadas|nada mas|porquerias|de esto|de estos"
    ),
    "filler": listed(
        "mas|tantos|tanto|estos|esos|sus|tus|los|las|el|la|de|este|ese|ningun|un|otro|otros"
        "|ni un|por favor"
        "|ya|todos|todo|con|unos|su|tu|esta|esa|mi|nuestro|textos|politicos"
        "|politica|putos|malditos|pinches"
        "|a|que|cualquier|ningunos|tipo de|esos malditos|asi|mis|porfa|porfavor"
        "|favor de|al|del"
    ),
    "stop": listed(
        "deja|dejen|deje|dejad|dejar|dejes|paren|parad|parenle|parale|cesa|cese|cesen"
        "|cesar|basta|termina|terminen|detener|detengan|detenga|deten|detente|detenganse|eviten"
        "|evite|evita|alto|stop"
        "|deja ya|dejen ya|paren ya|abstenganse|suspendan|suspenda|suspende|frenen|acaben"
        "|corten|stop a|favor de no",
    ),
    # Imperatives with and without the person: borra, borrame, borreme, borrenme, borrarme.
    "remove": (
        *forms("borr elimin quit sac tach retir anul desactiv removi remov", "a e en ar ad"),
        *forms(
            "borr elimin quit sac tach retir anul desactiv baj",
            "ame ame eme enme arme adme anos enos ennos arnos alo elo enlo",
        ),
        *listed(
            "saque|saquen|saqueme|saquenme|saquenos|remueva|remuevan|remuevame|remuevanme"
            "|remueveme|remover|removerme|removeme"
            "|remuevan me|suprima|suprime|supriman|suprimir|suprimanme|descarta|excluyan"
            "|excluyanme|excluyame|excluir|excluirme"
            "|desuscribanme|desuscribeme|desuscribame|desuscribirme|desuscribir|desuscriban"
            "|desuscriba|desuscribe|desuscribo"
            "|desinscribanme|desinscribirme|desinscribame|desinscribeme|borrenos|borreme"
            "|olviden|olvida|olvide|olvidate de"
            "|olvidense de|pierdan|pierde|pierda|bloqueen|bloqueenme|descarten|depuren"
            "|tachenme|tachen|cancelenme|cancelame|cancele"
            "|cancelen|cancela|cancelar|anulen|anule|quiteme|quitenme|desafilienme"
            "|desafiliarme|borra|desregistren|desregistrame"
            "|den de baja|dar de baja|de de baja|da de baja|dame de baja|deme de baja"
            "|denme de baja|darme de baja|dadme de baja"
            "|dennos de baja|den de baja a|darnos de baja|me den de baja|me de de baja"
            "|me des de baja|me doy de baja|dar baja"
        ),
    ),
    "mine": listed(
        "(mi|este|nuestro|el|ese|mis|estos|su) ~ (numero|numeros|telefono|telefonos|tel|celular"
        "|cel|movil|contacto|nombre|datos|num"
        "|suscripcion|registro|informacion|linea|correo|celu)"
    ),
    "list": listed(
        "lista|listas|base|base de datos|registro|registros|sistema|contactos|grupo|grupos"
        "|directorio|agenda|campana|cadena|mensajes"
        "|suscripcion|servicio|archivo|archivos|mensajeria|bd|textos|padron|aqui"
    ),
    "of_list": listed("(de|del|en) ~ ~ {list}|de ahi"),
    "want": listed(
        "quiero|kiero|deseo|quisiera|queremos|necesito|quiere|deseamos|quisieramos|pido"
        "|solicito|gustaria|pedimos|exijo|prefiero"
        "|interesa|interesan|interesado en|interesada en|me apetece|acepto|autorizo"
        "|consiento|pienso|ocupo|requiero"
    ),
    "polite": listed(
        "por favor|porfavor|porfa|porfis|favor|gracias|muchas gracias|ya|please|x favor|xfa"
        "|xfavor|pls|plis|hola|disculpe|perdon"
        "|oiga|oigan|senor|senora|amigo|pues|no|ok|que|inmediatamente|ahora"
        "|ahora mismo|ahorita|hoy|de una vez|carajo|joder|cono"
        "|entonces|buenas|buenas tardes|buenos dias|de favor|le pido|les pido"
        "|te pido|podrian|podria|pueden|puede|favor de|un favor"
        "|se lo agradezco|lo agradezco|se lo agradeceria|mil gracias|saludos|solo"
        "|con esto|dios|por dios|por el amor de dios|disculpa|wey|guey"
    ),
    "again": listed(
        "mas|nunca|nunca mas|nuevamente|otra vez|jamas|de nuevo|por favor|porfavor|porfa"
        "|gracias|ya|favor|a este numero|please|nada"
        "|a mi numero|al celular|en la vida"
    ),
    "said": listed(
        "dije|dicho|pedi|pedido|escribi|mande|respondi|puse|conteste|texte|solicite|envie|avise"
        "|digo|repito|decir|decirles|pedir|pida"
        "|diga|mandado|respondido|escrito|contestado|enviado|solicitado"
    ),
    "named": listed(
        "no soy|yo no soy|no es|este no es|esta no es|ese no soy|no se llama|no me llamo"
        "|yo no me llamo|aqui no hay|no hay|no vive|no conozco a|no conozco|aqui no vive"
        "|no conocemos a|no soy la|no soy el|no habla|no esta"
        "|este numero no es de|no es el numero de|ya no es el numero de"
        "|este ya no es el numero de|no le pertenece a|no pertenece a"
        "|no conozco ningun|no conozco ninguna|no conozco a ningun"
        "|no conozco a ninguna|aqui no esta|ningun|ninguna|nadie se llama"
        "|aqui nadie se llama|ni conozco a|equivocado no soy"
    ),
}
"""Lists of words for the phrases of Spanish rules, by name."""
