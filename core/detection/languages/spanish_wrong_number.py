"""Spanish: that this is the wrong number, or somebody else's."""

from __future__ import annotations

from typing import Final

from core.detection.rule import Rule
from core.domain import RequestKind

_WRONG = RequestKind.WRONG_NUMBER

SPANISH_WRONG_NUMBER: Final = (
    Rule(
        name="es-wrong-number",
        kind=_WRONG,
        language="es",
        confidence=0.95,
        why="It says in Spanish that this is the wrong number.",
        phrases=(
            "(numero|num|nro|no|telefono|tel|celular|cel|cell|movil|persona|mensaje|texto|chat"
            "|whatsapp|contacto|destinatario|direccion|casa|#) [que|esta|es|ta|esta siendo] "
            "(equivocado|equivocada|ekivocado|equibocado|equibocada|incorrecto|incorrecta|"
            "errado|errada|erroneo|erronea|mal|malo|equivocadisimo|eqivocado|ekibocado|"
            "equivicado|equivocao)",
            "(equivocado|equivocada|errado|incorrecto|ekivocado) [de] (numero|persona|telefono"
            "|tel|num)",
            "(equivoco|equivocaste|equivocaron|equivocado|equivocada|equivocados|equivoca|"
            "equivocas|equivocan|equivocastes|ekivoco|ekivocaste|confundio|confundiste|"
            "equivocando) (de|el|con el|del|con) ~ (numero|num|nro|persona|telefono|tel|chat|"
            "cel|celular|contacto|destinatario|gente)",
            "< {polite}* [ustedes|usted|tu|creo|creo que|pienso que|me parece que|parece que] "
            "(se|te|os|nos) ~ ~ (equivoco|equivoca|equivocas|equivocaste|equivocastes|"
            "equivocaron|equivocado|equivocada|equivocados|habeis equivocado|confundio|"
            "confundiste|confundieron) {polite}* >",
            "(me|nos) (confunde|confundes|confunden|confundio|confundiste|confundieron|estas "
            "confundiendo|esta confundiendo|estan confundiendo) (>|con|de|{polite})",
            "(busca|buscas|buscan|buscando|llamar|escribir|escribio|escribiendo|mandando|"
            "mandaste|mando|hablar|hablando|es|soy|somos) ~ ~ otra persona (>|{polite}|no|yo)",
            "(numero|telefono|celular|cel|linea) ~ (ahora es|es ahora|ya es|cambio|paso a|"
            "pertenece a|le pertenece|es de) (mio|mia|otro|otra|de otra|de otro|dueno|ser|otra "
            "persona)",
            "(este|ese|el|mi) ~ (numero|telefono|celular|cel|movil|tel) (ya no|no) (es|le|"
            "pertenece|lo|corresponde|la|tiene) ~",
            "(tengo|tenemos|compre|obtuve|agarre|saque|consegui|adquiri|me dieron|me asignaron"
            "|acabo de (comprar|sacar|obtener|recibir|agarrar|conseguir|cambiar|adquirir|"
            "contratar)|me acaban de (dar|asignar|vender|cambiar)|recien (compre|saque|tengo|"
            "agarre|obtuve|me dieron|adquiri)) ~ (este|el|un|nuevo) ~ (numero|telefono|num|cel"
            "|chip|linea) (hace|desde|nuevo|recien|recientemente|ayer|esta|hoy|>|la semana|el "
            "mes|y no|apenas|{polite})",
            "(hace|desde|apenas|solo|recien|llevo) ~~~ (tengo|con|compre|agarre|saque|estreno|"
            "tienen) este ~ (numero|telefono|num|chip|linea)",
            "{kin} ~ (cambio|ya cambio|tiene otro|cambiaron|tiene un nuevo|ya tiene otro) [de|"
            "su|el] (numero|telefono|celular|cel)",
            "{kin} (ya no|no) ~ (tiene|usa|contesta en|esta en|maneja|utiliza) este ~ (numero|"
            "telefono|celular|cel)",
            "< {polite}* ({kin}|) (ya no|no) (vive|reside|vivia|radica) [mas] (aqui|alli|ahi|"
            "aca|en esta (casa|direccion)|en este (domicilio|lugar|lado)|conmigo|con nosotros)",
            "(ya no|no) (trabaja|labora) ~ (aqui|alli|con nosotros|en esta empresa|aca)",
            "< {polite}* (aqui|aca|alli|ahi) (ya no|no) (es|vive|vivia|esta|trabaja|hay nadie|"
            "existe|vive nadie) {polite}* (>|ese|esa|nadie|con|ya|ninguna|ningun)",
            "< {polite}* no es (aqui|aca|ahi) {polite}* >",
            "<< {polite}* (ya |) [el|ella|{Name}|hace] se (mudo|mudaron|fue de aqui|cambio de "
            "casa|mudo de aqui) (>|a|hace|de|del|ya|para|el|la)",
            "{kin} ~ se (mudo|mudaron|fue de aqui|cambio de casa) (>|hace|ya|de aqui|y ya no|"
            "el ano|{polite})",
            "{kin} (ya|ya se|se|ha|a|hace ~ que|lamentablemente|desgraciadamente|tristemente) "
            "~ (fallecio|murio|fallecido|muerto|falleciendo|descanso|paso a mejor vida|se nos "
            "fue) (>|hace|el|ya|en (enero|febrero|marzo|abril|mayo|junio|julio|agosto|"
            "septiembre|octubre|noviembre|diciembre|el|2020|2021|2022|2023|2024|2025|2026)|por "
            "favor|porfavor|de|y|la|{polite})",
            "{kin} (fallecio|murio|murieron|fallecieron|esta (muerto|muerta|fallecido|"
            "fallecida|difunto|difunta|en el cielo)|es (difunto|difunta)|ya no (esta con "
            "nosotros|vive entre nosotros|existe)) (>|hace|el|ya|en (enero|febrero|marzo|abril"
            "|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|el|2020|2021|2022"
            "|2023|2024|2025|2026)|por favor|porfavor|de|la|{polite})",
            "<< {polite}* (ya |) (fallecio|murio|esta muerto|esta muerta|descanse en paz|que "
            "en paz descanse|q e p d|qepd|paso a mejor vida|ya murio|ya fallecio|se murio) (>|"
            "hace|el|la|en|{Name}|mi|ya|{polite})",
            "(dueno|duena|persona|titular) ~ ~ ~ ~ (fallecio|murio|ha fallecido|esta muert)",
            "(este|esto|esta|aqui|aca) (es|le habla|habla|somos|tenemos|hablan) ~ ~ ~ ~ "
            "({business}) (>|no|y|{polite}|de|se)",
            "(<< {polite}* es|al|este es|esta es) ~ (numero|telefono|linea|celular|cel) (de|"
            "del) ~ ({business})",
            "(numero|telefono|celular) es (de|del) ~ ({business}|otra persona|otro|mi (hijo|"
            "hija|madre|padre|mama|papa|esposo|esposa))",
            "(hablas|habla|hablan|llamas|llama|llamo|llaman|llamaron|escribes|escribe|escriben"
            "|escribio|escribiste|marco|marcaste|marca|hablaste) a ~ ({business})",
            "(soy|habla|hablo|somos) (su|el|la) (hijo|hija|hermano|hermana|esposo|esposa|mama|"
            "papa|madre|padre|marido|mujer|sobrino|sobrina|nieto|nieta|novio|novia|ex|mujer|"
            "viuda|viudo) (>|no|de {Name}|y)",
            "(este|es|ese) ~ ~ (celular|numero|telefono|cel) de (su|otra|una|mi|la|el) (hija|"
            "hijo|esposa|esposo|mama|papa|madre|padre|hermano|hermana|otra|persona|senora|"
            "senor|nina|nino)",
            "(no es|no soy|esto no es|este no es|no era|no va) ~ (para mi|mi nombre|mi numero|"
            "el indicado|la indicada|el correcto|la correcta|a mi)",
            "{no} (soy|somos|es|era) ~ ~ (persona|hombre|mujer|senor|senora) (que|a quien|a la "
            "que|al que|indicada|correcta|con quien|equivocada)",
            "{no} soy [a] (quien|esa|ese|ella|el que|la que|lo que) ~",
            "{no} (hay|vive|existe|tenemos|trabaja|conozco|conosco|conocemos) ~ ~ (nadie|"
            "ninguna persona|alguien|persona) ~ ~ (con ese|con este|de ese|que se llame|"
            "llamado|llamada|asi|con tal|por ese)",
            "(ese|este|esta|esa) [tal] (persona|nombre|senor|senora|{Name}) no ~ (existe|aqui|"
            "es|vive|se)",
            "(no|ni) ~ (se|tengo idea|idea) ~ (quien es|quien sea|de quien (es|hablas|habla|"
            "hablan)|quien) ((esa|esta) (persona|senora)|{Name}) ~",
            "(numero|num|telefono|persona|tel) ~ (equivocado|equivocada|incorrecto|incorrecta|"
            "errado|erroneo|equibocado|malo)",
            "< {polite}* [creo que|me parece que|usted|ustedes|lo siento|no|ay|uy] (se|te|os|"
            "esta|estas|estan|esta usted|usted|se ha|se han|te has) (equivoco|equivoca|"
            "equivocas|equivocaste|equivocaron|equivocado|equivocada|equivocados|equivocan|"
            "confundio|confundiste|confundieron|confunde|confunden|confundido|confundida|"
            "confundiendo|equivocando) (>|de (numero|persona|telefono)|con|no soy|yo|aqui|este"
            "|me)",
            "(me|nos) (esta|estas|estan|confunde|confunden|confundio|confundiste) ~ "
            "(confundiendo|con)",
            "(no|ya no) (es|soy) (mi|el|la|su|ese|esa) ~ (numero|telefono|persona que|persona|"
            "nombre)",
            "(este|ese) ~ (numero|telefono|celular) (ya no|no|ahora) (es|le|pertenece|lo)",
            "(no|aqui no) (soy|es) (la|el|esa|ese|quien) ~ (que|persona|a quien|usted|buscan|"
            "busca|>)",
            "(no soy|no es) (el|ella|yo|esa persona|quien (buscan|busca|buscas|crees|creen))",
            "(esa|esta|ese|este) (persona|senor|senora|muchacho|muchacha|hombre|mujer|joven|"
            "chico|chica) (ya no|no) (vive|esta|es|tiene|trabaja|usa)",
            "(no se quien es|no tengo idea quien es|ni idea de quien es) [a] (esa|esta|tal|"
            "dicha) persona",
            "(no conozco|no conocemos) (a nadie|[a] (esa|ese|esta|este|ninguna|ningun|tal"
            "|dicha) (persona|senor|"
            "senora|nombre|tipo|hombre|mujer|muchacho|muchacha|numero|tal))",
            "(nadie|ninguna persona|no hay nadie) ~~ (se llama|con ese nombre|llamado|llamada|"
            "de ese nombre|con el nombre)",
            "(acabo de|hace poco|recien|nuevo) ~~ (numero|obtener|cambiar|telefono) // (no|"
            "equivocado)",
            "(numero|telefono) (nuevo|nuevo dueno|cambio de dueno|es nuevo)",
            "(dueno|duena) anterior",
            "(este|esto) es ~ (negocio|oficina|empresa|tienda|linea de negocio|trabajo|"
            "telefono de la oficina)",
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
            "(me llamo|soy|mi nombre es|yo soy|habla|es de) {Name} no {Name}",
            "{named} [a|la|el|senor|senora|sr|sra|don|dona|ningun|ninguna|de|un|una|tal|ese|"
            "esa] {Name}",
            "(no|ya no|nadie|ningun|ninguna) ~ (es|pertenece|corresponde|vive|se llama|trabaja"
            "|hay) ~ ~ (de|a|para|ningun|ninguna|llamado|llamada|llama) {Name}",
            "{Name} (ya no|no) ~ (vive|esta|tiene|trabaja|usa|contesta|es dueno|es duena) ~~ "
            "(aqui|numero|telefono|celular|mas|>)",
            "ningun [a] {Name} (aqui|vive|conozco|por)",
            "{named} [a|la|el|senor|senora|sr|sra|don|dona|ningun|ninguna|de] {Name}",
            "{Name} (ya no|no) (vive|esta|tiene|trabaja|usa|es) ~~ (aqui|numero|telefono|>)",
            "(soy|es|habla) {Name} no {Name}",
            "<< {polite}* (quien|kien|qien) (es|era|es este|es esa) [la|el|don|dona|senor"
            "|senora] {Given} >>",
        ),
        examples_for=("Yo no soy María", "Aquí no vive Juan", "no conozco a ningún Pedro"),
        examples_against=("no soy republicano", "No es justo", "no hay problema"),
    ),
)
