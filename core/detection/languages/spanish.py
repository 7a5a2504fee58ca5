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
        "(no|nunca|jamas|ni) [se|me|nos|te|les|lo|los|por favor|quiero|quiero que|quiero que "
        "me|vayan a|me vayan a]",
        "(dont|do not|never|didnt|wont) [you|ever|please]",
    ),
    anywhere=(
        "no [se] (paren|pare|pares|detengan|detenganse) (vamos|hasta|sigan|sigamos|que|nunca)",
        "alto (moreno|morena|y|guapo|costo|precio|nivel)",
    ),
    example="no dejen de escribirme",
)
OTHER_TIMES: Final = Guard(
    name="es-preference",
    why="Other hours or another way is not never.",
    after=(
        "(antes|despues|hasta|mientras|cuando|durante|tan (tarde|temprano)|en la (noche|"
        "manana)|por la (noche|manana)|si no|a menos|de noche|en el trabajo|(mandame|mandenme|"
        "mandeme|escribeme|escribanme|escribame|texteame|texteenme|texteeme|mejor) ~)",
    ),
    anywhere=("(mejor|en vez|solo) ~ (llamen|llamame|llameme|escribame|por correo|email)",),
    example="No me llamen antes de las nueve",
)
OTHERS: Final = Guard(
    name="es-somebody-else",
    why="It is asked of somebody who does not read this.",
    before=(
        "(dile|diganle|digale|dije|dijo|pidele|que) ~ (a|al|el|ella|trump|biden|gobierno|"
        "presidente|ellos) ~~ (que|de)",
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
            "(deja|dejar|dejo|dejen|deje|dejes|parar|paro|dejemos) (de|d) {filler}* (recibir|"
            "recibirlos|recivir|llegarme|que me (lleguen|manden|envien|escriban))",
            "(como|que|donde) ~~~ (para|hacer|hago|puedo|hacemos) ~~~ (que (ya no|no|dejen|"
            "paren|pare)|no|ya no|dejar|parar) ~~~ ({texts}|{sending}|{send}|recibir|"
            "recibiendo|lleguen|esto)",
            "(como|donde) (paro|detengo|bloqueo|apago|desactivo|quito|termino|se para|se "
            "cancela|se detiene|se quita|se desactiva|se bloquea) ~ ~ ({texts}|esto|eso|estos|"
            "{list}|suscripcion)",
            "(paren|pare|para|detengan|detenga|detienen|frenen|corten|corta|cancelen|terminen|"
            "dejen|cortala|cortenla) [ya] [con|de] (esto|todo esto|eso|todo|esta cosa|ese spam"
            "|el acoso|la insistencia|esta mierda|sus mamadas) {polite}* >",
            "(hasta cuando|cuando (van a|vas a|va a|piensan|dejaran|pararan)) ~~~ ({texts}|"
            "{sending}|molestar|parar|dejar de)",
            "(cuantas veces|cuantas) ~~~~ (que pare|que paren|parar|paren|stop|no me|alto|"
            "dejen|basta)",
            "(quiero|kiero|quisiera|pido|exijo|necesito|deseo|gustaria|espero|ojala|asi) que ~ "
            "~ (paren|pare|dejen|deje|cesen|cese|pararan|dejaran|detengan) (>|de|con|esto|los|"
            "estos|{polite})",
            "(va|vaya|vayan|vete|vayanse|ve) ~ a (molestar|joder|chingar|fastidiar) a (otro|"
            "otros|otra|su|tu|alguien|quien)",
            "(tengan|tenga|ten) la (bondad|amabilidad|cortesia|decencia) de (no|dejar|quitar|"
            "borrar|eliminar|parar) ~",
            "< {polite}* (cortenla|cortala|corten la|ya estuvo|ya estuvo bueno|ya parale|ya "
            "parenle|suficiente|dejenlo ya|dejalo ya|detengan esto|detenga esto|ya callense|ya "
            "basten|no sigan|no insistan|cancelen todo|cancela todo|cancelar todo) {polite}* >",
            "{stop} [ya] [de] {filler}* {sending}",
            "(para|pare|parar|dejenme|dejame|dejeme) [ya] de {filler}* {sending}",
            "(parale|parenle|parele|paren|para|bajale|bajenle) ~~ (con|a) {filler}* {texts}",
            "(para|pare|parar) [ya] (con|de|los) {filler}* {texts}",
            "{stop} [ya] [de|con|a] {filler}* ({texts})",
            "(dejar|dejen|dejes|deje|pare|paren|parar|cesen) de {sending}",
            "<< {polite}* (alto|paren|pare|parar|para|parad|basta|deja|dejen|dejenlo|parenle|"
            "parale|detenganse|detente|stop|cancelar|baja|ya estuvo|suficiente|dejalo|cancelen"
            "|cancele|cancela|salir|desuscribir|fin|para ya|ya no mas|no mas|ya no|detener) "
            "{polite}* >>",
            "< {polite}* (alto|paren|basta|parenle|detenganse|ya no mas|no mas|pare ya|paren "
            "ya) {polite}* >",
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
            "(que|q|ke|para que|pa que) (ya no|no|nunca|dejen de) (me|nos) ({send}|llegue|"
            "lleguen|manden|llegan|llega) ~",
            "(no|ni) (me|nos) {send} (ni|o|y) ~ ~ {send}",
            "ni (me|nos) {send} ni",
            "(ya no|no) (cuente|cuenten|cuentes) conmigo (para|con) ~ {texts}",
            "(a mi|conmigo) ya no {polite}* >>",
            "{no} (me|nos) (vuelvan|vuelva|vuelvas|volvais) a ~",
            "{no} (usen|use|uses|utilicen|utilice|compartan|comparta|tengan|marquen) ~ (mi|"
            "este) ~ (numero|telefono|celular|cel|contacto|tel)",
            "{no} (tienen|tiene|tienes) ~ (derecho|por que|porque|permiso|autorizacion|razon) "
            "~ ~ ~ ({sending}|{mine}|mi numero)",
            "{no} (se comunique|se comuniquen|comunicarse|se pongan en contacto|te comuniques|"
            "hablen|escriban) ~ (conmigo|con nosotros|a este|mas)",
            "(prohibo|prohibido|prohibimos) ~~ ({sending}|que me|{send}|usar|{texts})",
            "(este|mi) (numero|telefono|celular|cel) no (acepta|recibe|es para) ~ ({texts}|"
            "publicidad|politica|propaganda)",
            "(lista|list|registro) ~ (de no llamar|de no llamadas|do not call|no llame|no call"
            "|nacional de no llamar)",
            "(do not|dont|don t|stop) (call|text|contact) (lista|porfavor|por favor|mas|porfa)",
            "no call list",
            "{no} [por favor|quiero que|quiero q] {me} {send} (>|{again}|{texts}|{stuff}|"
            "{filler}* {texts}|{filler}* {stuff}|{polite}|si|a mi|a este|mas)",
            "{no} [por favor] ({send}) ({again}|{texts}|{stuff}|{filler} {texts}) ",
            "{no} ({send}) {filler}* {texts}",
            "< {polite}* {no} (escriban|escriba|escribas|molesten|moleste|molestes|molestar|"
            "contactar|contacten|insistan|insista|manden|envien|llamen|textear|enviar|mandar|"
            "escribir) {again}* >",
            "{no} (vuelvan|vuelva|vuelvas) a {sending}",
            "{no} [me|nos] (esten|este|estes|anden|ande|andes) {sending}",
            "{no} (mandar|enviar|escribir|molestar|contactar|textear|recibir|mande|mandes) "
            "{filler}* {texts}",
            "{no} ({sending}) {again}",
            "(favor de|por favor|agradeceria|agradezco|pido|pedimos) ~ no ({sending}|{send}|me "
            "{send}|recibir)",
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
            "(hart|harto|harta|hartos|cansado|cansada|cansados|aburrido|aburrida|fastidiado|"
            "fastidiada|podrido|podrida|asqueado|canse|harte|aburri|hasta la madre|hasta los "
            "huevos|hasta la coronilla|hasta el culo|hasta las narices|hasta los cojones|hasta "
            "la verga) (de|con|d|por) ~~~ ({texts}|{sending}|que me ({send}|escriban|manden))",
            "(me tienen|me tiene|me traen|nos tienen|ya me tienen) ~ ~ (hart|harto|harta|"
            "cansado|cansada|podrido|podrida|hasta|fastidiado|fastidiada|aburrido|aburrida|"
            "loco|loca|hinchado|hinchada) (>|(con|de) ~~ ({texts}|{sending}|esto)|la madre)",
            "(me|nos) (estan|esta|estas|siguen|sigue|sigues|andan|anda|viven) [con|puro] "
            "(acosando|molestando|hostigando|bombardeando|chingando|jodiendo|fastidiando|"
            "{texts}|spameando|llenando)",
            "(esto|eso|ya) es [un|puro|demasiado|mucho] (acoso|hostigamiento|abuso|spam|molestia)",
            "(siguen|sigue|sigues|continuan) (mandando|enviando|escribiendo|molestando|"
            "llegando|texteando|mandandome|enviandome|escribiendome|molestandome|insistiendo|"
            "jodiendo) ~",
            "{no} [me|nos] ({want}|pienso|voy a|tengo por que) ~~~ (recibir|recibirlos|"
            "recibiendo|contacto|contactado|contactada|comunicacion|comunicaciones|"
            "suscripcion)",
            "(nada de|cero|fuera|ningun) ~ {texts} (>|mas|{polite})",
            "nomas [de] ~ {texts}",
            "(no|ya no) mas {polite}* >",
            "(demasiado|demasiados|tanto|tantos|mucho|muchos|puro) {texts} {polite}* (paren|"
            "para|pare|basta|alto|stop|dejen|ya)",
            "< {polite}* (sin|rechazo|me niego a) ~ ~ {texts} {polite}* >",
            "(rechazo|me niego a|me opongo a) ~~ ({texts}|recibir|comunicacion|contacto)",
            "< {polite}* (no|ni un|ningun|cero|basta de) [mas|otro|un] ~ {texts} [mas] {polite}* >",
            "no mas ~~ {texts}",
            "{no} ~ {want} ~~~ ({texts}|{stuff}|recibir|recibirlos|recibiendo|que me {send}|"
            "que me ~ {send}|{sending}|saber|ser contactado|ser contactada|ser molestado|ser "
            "molestada|contacto)",
            "{no} ~ {want} ~~ (recibir|recivir|resibir|seguir recibiendo|seguir) ",
            "{no} ~ {want} ~ (estar|seguir|ser|aparecer|participar) ~~ ({list}|parte|"
            "contactado|contactada|molestado|molestada)",
            "{no} ~ {want} que me",
            "{no} (me interesa|me interesan|estoy interesado|estoy interesada) ~~ ({texts}|"
            "recibir)",
            "{no} {want} mas >",
            "(prefiero|preferiria) no (recibir|{sending})",
            "no (deseamos|queremos) (ser|que)",
            "(hart|cansad|hasta la madre|hasta el gorro|harto|harta|cansado|cansada) (de|con) "
            "~~ {texts}",
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
