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
            "(esa|esta|ese|este) (persona|senor|senora|muchacho|muchacha|hombre|mujer|joven"
            "|chico|chica) (ya no|no) (vive|esta|es|tiene|trabaja|usa)",
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
