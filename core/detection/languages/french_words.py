"""French words by what they do in a request, without accents."""

from __future__ import annotations

from typing import Final

from core.detection.lists import listed

FRENCH: Final[dict[str, tuple[str, ...]]] = {
    "stop": listed(
        "arretez|arrete|arreter|arretes|arret|arettez|arete|arretez vous|cessez|cesse|cesser"
        "|cessez donc|stoppez|stoppe|stopper|stop|finissez|finis"
        "|halte|terminez|suspendez|evitez|abstenez vous|arretez donc|arretez svp"
    ),
    "texts": listed(
        "message|messages|msg|msgs|mess|sms|texto|textos|texte|textes|text|notification"
        "|notifications|pub|pubs|publicite|publicites|spam|spams|courriel|courriels|mail|mails"
        "|appels|appel|communication|communications|infos|information|informations"
        "|sollicitation|sollicitations|relances|relance|harcelement|demarchage"
        "|envois|envoi|alertes"
        "|contact|prospection|propagande|newsletters|newsletter|mms|textos politiques"
    ),
    "stuff": listed(
        "rien|ca|cela|ceci|conneries|conneries la|merde|merdes|trucs|cochonneries|choses"
        "|rien du tout|en"
    ),
    "sending": listed(
        "envoyer|ecrire|texter|contacter|recontacter|appeler|rappeler|solliciter|deranger"
        "|harceler|importuner|spammer|messager|joindre|relancer|embeter|emmerder|ennuyer"
        "|saouler|souler|faire chier|casser les ~|recevoir|parler|demarcher"
        "|inonder|bombarder|gonfler|achaler|ecoeurer|polluer|transmettre"
        "|communiquer|textoter|gosser|tanner"
        "|ecrir|envoie|envoyez|contactez|texte"
    ),
    "send": listed(
        "envoyez|envoie|envoies|envoyer|ecrivez|ecris|ecrit|ecrire|textez|texte|textes|texter"
        "|contactez|contacte|contactes|contacter|recontactez|recontacte|recontacter|appelez"
        "|appelle"
        "|appeler|rappelez|rappelle|sollicitez|sollicite|solliciter|derangez|derange"
        "|deranger|harcelez|harceler|harcele|relancez|relance|relancer|importunez"
        "|importuner|embetez|embete|embeter"
        "|spammez|spammer|spamme|emmerdez|messagez|joindre|textotez|parlez|parle"
        "|ennuyez|envoyer|envoyez moi|transmettez|faites plus|demarchez|demarcher"
        "|adressez|adresser|envoi|envoyé"
    ),
    "me": listed("m|me|nous|moi|a ce numero|ce numero|sur ce numero|mon ~|a mon ~"),
    "the": listed(
        "ces|vos|tes|les|des|de|d|ce|cette|votre|ton|ta|tous|toutes|tous les|tous ces|tous vos"
        "|le|la|aucun|autres|autre|un|une|avec|tout|toute|plus|sans|l|fichus|maudits|putains de"
        "|putain de|nouveaux|aucune|aucun autre"
    ),
    "no_more": listed("plus|pas|jamais|plus jamais|aucun|rien|plus rien|plus du tout|pu"),
    "want": listed(
        "veux|veut|souhaite|souhaitons|desire|voulons|voudrais|aimerais|souhaiterais|accepte"
        "|demande|consens|autorise|compte|tiens|veut|prefere|souaite|ai envie|ai besoin"
        "|interesse|interessee|desirons|prefererais"
    ),
    "remove": listed(
        "retirez|retire|retirer|retires|enlevez|enleve|enlever|enleves|supprimez|supprime"
        "|supprimer|supprimes|effacez|efface|effacer|rayez|raye|rayer|otez|ote|oter|radiez"
        "|radier|desinscrivez|desinscris|desinscrire"
        "|desinscrit|desabonnez|desabonne|desabonner|sortez|sors|sortir|virez|vire"
        "|virer|eliminez|elimine|eliminer|bloquez|bloque|bloquer|oubliez|oublie"
        "|oublier|perdez|perds|perdre|jetez|jette"
        "|annulez|annule|annuler|resiliez|resilier|exclure|excluez|biffez|tirez"
        "|desincrivez|desinscrivez|desabonez|desenregistrez"
    ),
    "removed": listed(
        "retire|retiree|enleve|enlevee|supprime|supprimee|desinscrit|desinscrite|desabonne"
        "|desabonnee|radie|radiee|efface|effacee|raye|rayee|contacte|contactee|derange|derangee"
        "|sollicite|sollicitee|exclu|exclue"
    ),
    "mine": listed(
        "(mon|ce|notre|le|mes|nos|cette|ma) ~ (numero|numeros|nom|noms|coordonnees|contact"
        "|telephone|tel|cellulaire|cell|portable|adresse|donnees|ligne|abonnement|inscription"
        "|num|no|fiche|mobile|info|infos)"
    ),
    "list": listed(
        "liste|listes|base|bases|fichier|fichiers|repertoire|registre|registres|campagne"
        "|diffusion|contacts|envoi|abonnement|systeme|messagerie|service|groupe|annuaire"
        "|abonnes|ici|la|bdd|carnet|sms|textos|messages"
    ),
    "polite": listed(
        "svp|s il vous plait|sil vous plait|s il te plait|sil te plait|stp|merci|merci bien"
        "|merci beaucoup|merci d avance|bonjour|bonsoir|please|non|ok|maintenant|immediatement"
        "|tout de suite|desormais|bon|allez|allo|monsieur|madame"
        "|de grace|par pitie|enfin|donc|ca|la|veuillez|cordialement|bonne journee"
        "|pls|et|bien|oh|putain|merde|bordel|vite|je vous prie|je vous en prie"
        "|stop|s v p|pitie|desole|desolee|ici|definitivement|tabarnak|aurevoir"
        "|au revoir|pour toujours"
    ),
    "said": listed(
        "dit|demande|repondu|envoye|ecrit|signale|repete|fait|tape|texte|reclame|prie|avise"
        "|exige|precise|indique|redit|redemande"
    ),
    "named": listed(
        "je ne suis pas|je suis pas|suis pas|c est pas|ce n est pas|n est pas|c est plus"
        "|ce n est plus|pas de|il n y a pas de|y a pas de|il n y a personne|aucun|aucune"
        "|je ne connais pas|connais pas|je ne connais aucun"
        "|je connais pas|moi c est pas|ici ce n est pas|vous n etes pas chez"
        "|je m appelle pas|je ne m appelle pas|qui est|c est qui"
        "|je ne connais pas de|connais pas de|ne suis pas|non ce n est pas"
    ),
}
"""Lists of words for the phrases of French rules, by name."""
