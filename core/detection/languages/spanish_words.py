"""Spanish words by what they do in a request, without accents."""

from __future__ import annotations

from typing import Final

from core.detection.lists import forms, listed

SPANISH: Final[dict[str, tuple[str, ...]]] = {
    "no": listed(
        "nomas|no quiero que|ni|tampoco|nunca jamas",
        "no|ya no|nunca|jamas|nunca mas|ya nunca|que no|no mas",
    ),
    "me": listed(
        "me|nos|a este (numero|telefono|celular|cel|movil)|a mi ~|mi (numero|telefono|celular)"
    ),
    # They must not: subjunctive, for every form of address.
    "send": (
        *listed(
            "escribais|mandeis|envieis|llameis|molesteis|textien|textees|textea|textean|textie",
            "texties|mandes|mandas|escribes|escriben|molestan|manda|mensajee|busques|comunique",
            "comuniquen|se comunique|se comuniquen|se contacten|se contacte",
            "esten (mandando|enviando|escribiendo|molestando|llamando|texteando|chingando|"
            "jodiendo)",
            "este (mandando|enviando|escribiendo|molestando|llamando|texteando|chingando|jodiendo)",
            "estes (mandando|enviando|escribiendo|molestando|llamando|texteando|chingando|"
            "jodiendo)",
            "anden (mandando|enviando|escribiendo|molestando|llamando|texteando)",
            "andes (mandando|enviando|escribiendo|molestando|llamando|texteando)|manden",
            "lleguen|llegue|marquen|marque|marques|jodais|insultes|incomoden|incomode",
            "incomodes|importunen|importune|hostiguen",
            "vayan a (escribir|mandar|llamar|molestar|textear)",
        ),
        *forms(
            "mand envi embi text mensaje contact llam molest spame notific acos jod fastidi",
            "e en es eis",
        ),
        *forms("mand envi text mensaje contact llam molest", "ara aras aran asen ase"),
        *forms("escrib", "iera ieras ieran iese iesen"),
        *forms("escrib comuniqu insist texte", "a an as e en es"),
        *listed(
            "contacten|contacte|moleste|molesten|chinguen|chingues|joda|jodan|jodas|sigan|siga"
            "|sigas|vuelvan a ~|vuelva a ~|vuelvas a ~|hablen|hables|hable|busquen|busques|"
            "manda|mandan|envian|envia|comuniquen|comunique|mensajeen|mensajees|pongan en "
            "contacto|textee|texteen|textees"
        ),
    ),
    # The act: infinitive and gerund, with whom it is done to.
    "sending": (
        *listed(
            "mandandome|enviandome|escribiendome|texteandome|llamandome|molestandome",
            "acosandome|jodiendome|chingandome|bombardeandome|textiando|textiandome|textiar",
            "textiarme|comunicarse|comunicarse conmigo|hacer spam|hacerme spam",
            "estar (mandando|enviando|escribiendo|molestando|llamando|texteando|chingando|"
            "jodiendo|insistiendo)",
            "andar (mandando|enviando|escribiendo|molestando|texteando|chingando)",
            "seguir (mandando|enviando|escribiendo|molestando|texteando)|insistiendo|spameando",
            "escribirle|mandarle|llenarme|saturar|saturarme|incomodar|incomodarme|importunar",
            "importunarme|hostigarme|hostigando|buscarme|marcar|marcarme|mandarnos|mensajeando",
            "mensajeandome|molestar a la gente|usar mi (numero|telefono)|escrivir|escrivirme",
            "mandarmelos|enviarmelos|incordiar|incordiarme",
        ),
        *forms(
            "mandar enviar embiar escribir textear textar mensajear contactar llamar molestar "
            "spamear joder chingar acosar fastidiar hostigar insistir comunicar bombardear "
            "hablar hinchar romper escribiendo mandando enviando texteando llamando molestando "
            "contactando acosando jodiendo chingando fastidiando",
            "- me nos le les",
        ),
    ),
    "texts": listed(
        "mensajito|mensajeo|mensaj|mesajes|mesaje|mensjes|mensaxes|mensajs|textitos|textito",
        "msgs|mensajes de texto|chat|chats|campanas|invitaciones|encuestas|email|emails|sms s",
        "llamaditas|noticias suyas|comunicacion|contacto de",
        "mensaje|mensajes|mensages|mensage|mensajitos|texto|textos|sms|msj|msjs|msg|mjs|mns|"
        "correos|correo|notificaciones|notificacion|llamadas|llamada|spam|propaganda|"
        "publicidad|avisos|recordatorios|comunicaciones|texts|messages|whatsapp|whatsapps"
        "|anuncios|alertas|correspondencia|mensajeria|promociones",
    ),
    "stuff": listed(
        "sus cosas|sus mamadas|mamadas|pavadas|boludeces|huevadas|vainas|cosas asi",
        "cosas de estas|sus cochinadas|cochinadas",
        "nada|eso|esto|estos|esos|esas|estas|mas|cosas|info|informacion|basura|mierda|mierdas|"
        "tonterias|chingaderas|pendejadas|nada mas|porquerias|de esto|de estos",
    ),
    "filler": listed(
        "d|tantos|tus pinches|sus pinches|sus malditos|tanta|tantas|toda|todas|mandar|enviar",
        "recibir|ser|estar|tus putos|sus putos|ustedes|aqui|mucho|muchos|tu maldito",
        "mas|tantos|tanto|estos|esos|sus|tus|los|las|el|la|de|este|ese|ningun|un|otro|otros|ni "
        "un|por favor|ya|todos|todo|con|unos|su|tu|esta|esa|mi|nuestro|textos|politicos|"
        "politica|putos|malditos|pinches|a|que|cualquier|ningunos|tipo de|esos malditos|asi|"
        "mis|porfa|porfavor|favor de|al|del",
    ),
    "stop": listed(
        "parense|parate|frena|frene|acabe|acaba|corta|corten|corte|cortala|cortenla|cortela",
        "terminenla|terminala|paralo|parelo|parenlo|dejense|dejate|suspendanme|cancelenme",
        "basta ya|ya basta|ya estuvo|ya estuvo bueno|ya estuvo bien|ya fue suficiente",
        "suficiente|cesad|parenme|ya parenle|ya parale|detener|no mas",
        "deja de una vez|dejen de una vez",
        "deja|dejen|dejame de|dejenme de|dejeme de|deje|dejad|dejar|dejes|paren|parad|parenle|"
        "parale|cesa|cese|cesen|cesar|basta|termina|terminen|detener|detengan|detenga|deten|"
        "detente|detenganse|eviten|evite|evita|alto|stop|deja ya|dejen ya|paren ya|abstenganse"
        "|suspendan|suspenda|suspende|frenen|acaben|corten|stop a|favor de no",
    ),
    # Imperatives with and without the person: borra, borrame, borreme, borrenme, borrarme.
    "remove": (
        *listed(
            "borreme|borrad|sacad|quitad|eliminad|sacalo|borralo|eliminalo|tira|tiren|tire",
            "bote|boten|olvidad|olvidense|remuevanos|remuevelo|suprimame|suprimeme|descarteme",
            "exclui|depurenme|den me de baja|darse de baja|doy de baja|causar baja|desactiven",
            "desactivenme|desactivame|desinscriban|desinscriba|desinscribir|desagreguen",
            "deme baja|denme baja|dame baja|elimineme|eliminenos|bajenme|retirenme",
            "sacanme|quitanme|borranme|eliminanme|delete|remove|borren|sacame",
            "borrar|removan|rremuevan|ke me borren|elimien|eliminarnos|borrarnos",
            "tachar|descuelguen|descartar|excluirnos",
        ),
        *forms("borr elimin quit sac tach retir anul desactiv removi remov", "a e en ar ad"),
        *forms(
            "borr elimin quit sac tach retir anul desactiv baj",
            "ame ame eme enme arme adme anos enos ennos arnos alo elo enlo",
        ),
        *listed(
            "saque|saquen|saqueme|saquenme|saquenos|remueva|remuevan|remuevame|remuevanme|"
            "remueveme|remover|removerme|removeme|remuevan me|suprima|suprime|supriman|"
            "suprimir|suprimanme|descarta|excluyan|excluyanme|excluyame|excluir|excluirme|"
            "desuscribanme|desuscribeme|desuscribame|desuscribirme|desuscribir|desuscriban|"
            "desuscriba|desuscribe|desuscribo|desinscribanme|desinscribirme|desinscribame|"
            "desinscribeme|borrenos|borreme|olviden|olvida|olvide|olvidate de|olvidense de|"
            "pierdan|pierde|pierda|bloqueen|bloqueenme|descarten|depuren|tachenme|tachen|"
            "cancelenme|cancelame|cancele|cancelen|cancela|cancelar|anulen|anule|quiteme|"
            "quitenme|desafilienme|desafiliarme|borra|desregistren|desregistrame|den de baja|"
            "dar de baja|de de baja|da de baja|dame de baja|deme de baja|denme de baja|darme "
            "de baja|dadme de baja|dennos de baja|den de baja a|darnos de baja|me den de baja|"
            "me de de baja|me des de baja|me doy de baja|dar baja"
        ),
    ),
    "mine": listed(
        "(mi|este|el|ese|mis|nuestro|esta|su) ~ (nro|cell|numerito|perfil|cuenta|contactos|"
        "celulares|tel|teléfono|fono|email|inscripcion|phone|number)",
        "(mi|este|nuestro|el|ese|mis|estos|su) ~ (numero|numeros|telefono|telefonos|tel|"
        "celular|cel|movil|contacto|nombre|datos|num|suscripcion|registro|informacion|linea|"
        "correo|celu)",
    ),
    "list": listed(
        "list|lista de contactos|programa|plataforma|pagina|cuenta|lista de envio",
        "lista de difusion|difusion|chat|campanas|cosa|este grupo|lista de correo|lista negra",
        "mailing|registros",
        "lista|listas|base|base de datos|registro|registros|sistema|contactos|grupo|grupos|"
        "directorio|agenda|campana|cadena|mensajes|suscripcion|servicio|archivo|archivos|"
        "mensajeria|bd|textos|padron|aqui",
    ),
    "of_list": listed(
        "(d|dela|desta) ~ ~ {list}|de (ahi|alli|aqui|esto|esta cosa|todas partes)",
        "off (la|tu|su|esta|de la) ~ {list}",
        "(de|del|en) ~ ~ {list}|de ahi",
    ),
    "want": listed(
        "kisiera|kerria|querria|deseamos|me interesa|nos interesa|me interesan|me gustaria",
        "quieres|necesitamos|busco|he pedido|aceptare|admito|permito|autorizamos|qiero|ciero",
        "quero|tengo interes en|tengo interes|tengo ganas de|estoy interesado en",
        "estoy interesada en|me hace falta|permitire|apetece",
        "quiero|kiero|deseo|quisiera|queremos|necesito|quiere|deseamos|quisieramos|pido|"
        "solicito|gustaria|pedimos|exijo|prefiero|interesa|interesan|interesado en|interesada "
        "en|me apetece|acepto|autorizo|consiento|pienso|ocupo|requiero",
    ),
    "polite": listed(
        "xf|xfis|porfas|porfa ya|por fa|porfabor|por fabor|x fabor|grasias|hey|che|loco",
        "hermano|mano|bro|chicos|muchachos|senores|senorita|joven|ya mismo|cuanto antes",
        "lo antes posible|urgente|inmediato|de inmediato|de una buena vez|de una puta vez|coño",
        "chingado|chingada madre|puta madre|carajos|hombre|mujer|vale|bueno|bien|si|oye|mira",
        "miren|mire|disculpen|perdone|perdona|lo siento|le agradezco|muy amable|atentamente",
        "buen dia|buenas noches|ustedes|usted|ruego|les ruego|le ruego|se los agradezco",
        "se los pido|tambien|definitivamente|para siempre|jaja|stop|amigos|la verdad|ay|uy",
        "pinche|maldita sea",
        "por favor|porfavor|porfa|porfis|favor|gracias|muchas gracias|ya|please|x favor|xfa|"
        "xfavor|pls|plis|hola|disculpe|perdon|oiga|oigan|senor|senora|amigo|pues|no|ok|que|"
        "inmediatamente|ahora|ahora mismo|ahorita|hoy|de una vez|carajo|joder|cono|entonces|"
        "buenas|buenas tardes|buenos dias|de favor|le pido|les pido|te pido|podrian|podria|"
        "pueden|puede|favor de|un favor|se lo agradezco|lo agradezco|se lo agradeceria|mil "
        "gracias|saludos|solo|con esto|dios|por dios|por el amor de dios|disculpa|wey|guey",
    ),
    "again": listed(
        "mas nunca|never|jamas en la vida|por whatsapp|por mensaje|por texto|por este medio",
        "conmigo|al cel|a mi cel|a mi celular|a mi telefono|a este celular|a este telefono",
        "en paz|plis|pls|xfa|otravez|ni una vez|tanto|porfis|ok|wey|bro|che|señores",
        "mas|nunca|nunca mas|nuevamente|otra vez|jamas|de nuevo|por favor|porfavor|porfa|"
        "gracias|ya|favor|a este numero|please|nada|a mi numero|al celular|en la vida",
    ),
    "said": listed(
        "e dicho|mande un|pedido|rogado|suplicado|advertido|advierto|adverti|avisado|indicado",
        "exigido|repetido|repeti|indique|explique|rogue|comente|puesto",
        "dije|dicho|pedi|pedido|escribi|mande|respondi|puse|conteste|texte|solicite|envie|"
        "avise|digo|repito|decir|decirles|pedir|pida|diga|mandado|respondido|escrito|"
        "contestado|enviado|solicitado",
    ),
    "named": listed(
        "ya no es|mi nombre no es|aqui no es|este no es el numero de|no es el telefono de",
        "no es el celular de|no es el cel de|este no es el telefono de",
        "este no es el celular de|ya no es el telefono de|ya no es el celular de",
        "no se quien es|no tengo idea quien es|ni idea quien es|no se quien sea",
        "no tengo ni idea de quien es|no estas hablando con|no esta hablando con|no hablas con",
        "no habla con|no somos|aqui no se encuentra|no se encuentra|no existe|nadie llamado",
        "nadie llamada|ya no vive|ya no esta|ya no trabaja|no soy tu|yo no conozco a",
        "tampoco conozco a|no conosco a|no conosco|no tengo",
        "no es para|esto no es para|este mensaje no es para",
        "este mensaje es para|no le pertenece mas a|ya no pertenece a|ya no le pertenece a",
        "no corresponde a|ya no corresponde a|este numero no pertenece a|este no es de",
        "no es de|no es numero de|ya no es numero de|ya no es de",
        "no soy|yo no soy|no es|este no es|esta no es|ese no soy|no se llama|no me llamo|yo no "
        "me llamo|aqui no hay|no hay|no vive|no conozco a|no conozco|aqui no vive|no conocemos "
        "a|no soy la|no soy el|no habla|no esta|este numero no es de|no es el numero de|ya no "
        "es el numero de|este ya no es el numero de|no le pertenece a|no pertenece a|no "
        "conozco ningun|no conozco ninguna|no conozco a ningun|no conozco a ninguna|aqui no "
        "esta|ningun|ninguna|nadie se llama|aqui nadie se llama|ni conozco a|equivocado no soy",
    ),
    "kin": listed(
        "(mi|nuestro|nuestra|tu|su) (esposo|esposa|marido|mujer|mama|papa|madre|padre|hijo|"
        "hija|hermano|hermana|abuelo|abuela|abuelita|abuelito|tio|tia|primo|prima|sobrino|"
        "sobrina|suegro|suegra|cunado|cunada|pareja|novio|novia|ex|amigo|amiga|yerno|nuera|"
        "nieto|nieta)",
        "el|ella|(el|la) (senor|senora|persona|dueno|duena) ~~|esa persona|{Name}|(don|dona) ~",
    ),
    "business": listed(
        "negocio|oficina|empresa|tienda|restaurante|restaurant|panaderia|farmacia|escuela",
        "iglesia|consultorio|clinica|hospital|hotel|taller|peluqueria|salon|salon de belleza",
        "estetica|compania|bar|pizzeria|floreria|lavanderia|comercio|despacho|banco",
        "linea comercial|numero comercial|numero de negocio|linea de negocio",
        "telefono de trabajo|telefono del trabajo|numero del trabajo|telefono de la oficina",
        "dentista|fabrica|lavadero|mecanico|bodega|supermercado|carniceria|ferreteria|libreria",
        "guarderia|casa particular",
    ),
}
"""Lists of words for the phrases of Spanish rules, by name."""
