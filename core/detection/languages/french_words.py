"""French words by what they do in a request, without accents."""

from __future__ import annotations

from typing import Final

from core.detection.lists import listed

FRENCH: Final[dict[str, tuple[str, ...]]] = {
    "stop": listed(
        "arretter|arretons|arrettez|arretez de|arretez moi|arreté|aretez|areter|arreterez",
        "stopez|stope|stoper|cessez de|mettez fin|mets fin|mettre fin|arreteriez|arretiez",
        "arreterais|arreteras|lachez|lache",
        "arretez|arrete|arreter|arretes|arret|arettez|arete|arretez vous|cessez|cesse|cesser|"
        "cessez donc|stoppez|stoppe|stopper|stop|finissez|finis|halte|terminez|suspendez|"
        "evitez|abstenez vous|arretez donc|arretez svp",
    ),
    "texts": listed(
        "textos svp|texto la|messagerie|msgs|mgs|mesages|mesage|message la|trucs|affaires",
        "patentes|niaiseries|conneries|envois de messages|courriers|courrier|demarches",
        "textes la|notif|notifs|pubs politiques|invitations|sondages|harcelements",
        "communiques|txt|txts|txto|txtos|texto s",
        "message|messages|msg|msgs|mess|sms|texto|textos|texte|textes|text|notification|"
        "notifications|pub|pubs|publicite|publicites|spam|spams|courriel|courriels|mail|mails|"
        "appels|appel|communication|communications|infos|information|informations|"
        "sollicitation|sollicitations|relances|relance|harcelement|demarchage|envois|envoi|"
        "alertes|contact|prospection|propagande|newsletters|newsletter|mms|textos politiques",
    ),
    "stuff": listed(
        "votre truc|vos trucs|vos conneries|vos affaires|vos niaiseries|de vous|de votre part",
        "de tes trucs|vos salades|vos merdes|vos betises",
        "rien|ca|cela|ceci|conneries|conneries la|merde|merdes|trucs|cochonneries|choses|rien "
        "du tout|en",
    ),
    "sending": listed(
        "mecrire|menvoyer|mecrir|mecrires|mappeler|menvoye|mecriver|ecrir|envoye|envoyé|texte"
        "|texté|m ecrire|textotter|sollicite|embetter|m envoyer",
        "achaller|insister|m appeler|faire suer|casser les (pieds|couilles|oreilles|bonbons)",
        "gaver|spamer|spammé|emmerde|m achaler|deranger encore|prendre contact|faire du spam",
        "remplir|m embeter|messages|utiliser",
        "envoyer|ecrire|texter|contacter|recontacter|appeler|rappeler|solliciter|deranger|"
        "harceler|importuner|spammer|messager|joindre|relancer|embeter|emmerder|ennuyer|"
        "saouler|souler|faire chier|casser les ~|recevoir|parler|demarcher|inonder|bombarder|"
        "gonfler|achaler|ecoeurer|polluer|transmettre|communiquer|textoter|gosser|tanner|ecrir"
        "|envoie|envoyez|contactez|texte",
    ),
    "send": listed(
        "ecrivai|ecriver|ecrivé|ecrit moi|ecriv|envoiez|envoyé|envoye|envois|textee|texté|txt",
        "contactes|contacte|appeles|appelle|spame|spamez|achalez|achale|gossez|gosse|tannez",
        "tanne|sollicites|deranges|harceles|embetes|importune|ecrirez|envoyiez|ecriviez",
        "ecrives|saoulez|saoule|gavez|gave|cassez les ~|faites chier|faites suer|fais chier",
        "emmerde|emmerdes|utilisez|utilise|messagez|joignez|recontactes|rappeles|relances",
        "bombardez|inondez|relance|polluez|insistez|insiste",
        "envoyez|envoie|envoies|envoyer|ecrivez|ecris|ecrit|ecrire|textez|texte|textes|texter|"
        "contactez|contacte|contactes|contacter|recontactez|recontacte|recontacter|appelez|"
        "appelle|appeler|rappelez|rappelle|sollicitez|sollicite|solliciter|derangez|derange|"
        "deranger|harcelez|harceler|harcele|relancez|relance|relancer|importunez|importuner|"
        "embetez|embete|embeter|spammez|spammer|spamme|emmerdez|messagez|joindre|textotez|"
        "parlez|parle|ennuyez|envoyer|envoyez moi|transmettez|faites plus|demarchez|demarcher|"
        "adressez|adresser|envoi|envoyé",
    ),
    "me": listed(
        "me ~|moi ~|sur mon ~|a cette adresse|sur mon telephone|sur mon cell|avec moi",
        "chez nous",
        "m|me|nous|moi|a ce numero|ce numero|sur ce numero|mon ~|a mon ~",
    ),
    "the": listed(
        "ces maudits|vos maudits|tes maudits|vos fichus|vos criss de|criss de|esti de",
        "tabarnak de|ostie de|vos putains de|sortes de|type de|genre de|m|me|vs|vos petits",
        "d autres|davantage de|davantage|encore|mes|trop de|autant de|tant de|si|pu",
        "ces|vos|tes|les|des|de|d|ce|cette|votre|ton|ta|tous|toutes|tous les|tous ces|tous vos"
        "|le|la|aucun|autres|autre|un|une|avec|tout|toute|plus|sans|l|fichus|maudits|putains "
        "de|putain de|nouveaux|aucune|aucun autre",
    ),
    "no_more": listed(
        "plus aucun|plus aucune|plus rien|jamais plus|pus|pu|pus jamais|pu jamais|point",
        "plus jms|jms|surtout pas|surtout plus|jamais",
        "plus|pas|jamais|plus jamais|aucun|rien|plus rien|plus du tout|pu",
    ),
    "want": listed(
        "voulait|voudrait|aimerait|jveux|jveut|jsouhaite|jvoudrais|j veux|veu",
        "desirerais|desire|ai pas envie|ai plus envie|souhaiterions|voudrions|aimerions|exige",
        "refuse|accepte|consens|cherche|accepterai|veus|veut on|jdesire",
        "veux|veut|souhaite|souhaitons|desire|voulons|voudrais|aimerais|souhaiterais|accepte|"
        "demande|consens|autorise|compte|tiens|veut|prefere|souaite|ai envie|ai besoin|"
        "interesse|interessee|desirons|prefererais",
    ),
    "remove": listed(
        "retirés|retiré|enlevé|supprimé|effacé|desinscrivé|desabonné|desabonne|desabonnes",
        "desabonez|desabone|desinscrie|oublies|degagez|deregistrez|depubliez|detruisez",
        "detruire|dereferencez|barrez|barre|barrer|otes|sort|sortés|retirai|retirer",
        "retirez svp|efacez|suprimez|suprime|suprimer|eneleve|enlevz|enlevai|decrochez",
        "debarquez|debarque|debarquer|jeter|desinscription de|unsubscribez",
        "deliste|delistez|exclus|exclure|annulez|bannissez|blackliste|blacklistez|blacklister",
        "retirez|retire|retirer|retires|enlevez|enleve|enlever|enleves|supprimez|supprime|"
        "supprimer|supprimes|effacez|efface|effacer|rayez|raye|rayer|otez|ote|oter|radiez|"
        "radier|desinscrivez|desinscris|desinscrire|desinscrit|desabonnez|desabonne|desabonner"
        "|sortez|sors|sortir|virez|vire|virer|eliminez|elimine|eliminer|bloquez|bloque|bloquer"
        "|oubliez|oublie|oublier|perdez|perds|perdre|jetez|jette|annulez|annule|annuler|"
        "resiliez|resilier|exclure|excluez|biffez|tirez|desincrivez|desinscrivez|desabonez|"
        "desenregistrez",
    ),
    "removed": listed(
        "enlevé|retiré|supprimé|desinscrite|biffe|biffee|rayé|sollicité|dérangé|contacté",
        "harcele|harcelee|importune|importunee|texte|textee|appele|appelee|sur|dans votre",
        "inscrit|inscrite|desabonnes|desabone|abonne|abonnee|bloque|bloquee|demarche|demarchee",
        "sorti|sortie|oublie|oubliee|spamme|spammee|relance|relancee|rappele|recontacte",
        "recontactee",
        "retire|retiree|enleve|enlevee|supprime|supprimee|desinscrit|desinscrite|desabonne|"
        "desabonnee|radie|radiee|efface|effacee|raye|rayee|contacte|contactee|derange|derangee"
        "|sollicite|sollicitee|exclu|exclue",
    ),
    "mine": listed(
        "(mon|ce|notre|le|mes|nos|cette|ma|mn) ~ (numero|nr|n°|cel|cellulaire|telephone|"
        "courriel|compte|profil|contact|nums|numerro|numéros|numereo|nom de)",
        "(mon|ce|notre|le|mes|nos|cette|ma) ~ (numero|numeros|nom|noms|coordonnees|contact|"
        "telephone|tel|cellulaire|cell|portable|adresse|donnees|ligne|abonnement|inscription|"
        "num|no|fiche|mobile|info|infos)",
    ),
    "list": listed(
        "listing|listings|liste d envoi|mailing|mailings|mailing list|list|envois|contact",
        "fichiers clients|registre|groupes|dossier|dossiers|programme|boucle|chaine|newsletter",
        "rappels|affaire|affaires|truc|trucs|communications|cette liste",
        "liste|listes|base|bases|fichier|fichiers|repertoire|registre|registres|campagne|"
        "diffusion|contacts|envoi|abonnement|systeme|messagerie|service|groupe|annuaire|"
        "abonnes|ici|la|bdd|carnet|sms|textos|messages",
    ),
    "polite": listed(
        "sivouplait|sivousplait|silvouplait|sil vs plait|s il vs plait|sitoplait|si vous plait",
        "merci de|merci bcp|mercii|bcp|c est bon|ok la|pis|ben|la la|hey|he|eh|oh|criss|crisse",
        "calisse|calice|esti|ostie|tabarnac|tbk|simonac|sacrament|viarge|franchement|serieux",
        "serieusement|serieusment|sinon|je vous demande|je te prie|stp merci|svp merci",
        "les gars|messieurs|mesdames|madame monsieur|bonne soiree|bonne journée|salutations",
        "bien a vous|aussi|une fois pour toutes|une bonne fois pour toutes|pour de bon",
        "des maintenant|des aujourd hui|sur le champ|dans les plus brefs delais|urgent",
        "vraiment|juste|maintenant svp|encore|nom de dieu|purée|punaise|vous|toi|tu|toute|tout",
        "svp|s il vous plait|sil vous plait|s il te plait|sil te plait|stp|merci|merci bien|"
        "merci beaucoup|merci d avance|bonjour|bonsoir|please|non|ok|maintenant|immediatement|"
        "tout de suite|desormais|bon|allez|allo|monsieur|madame|de grace|par pitie|enfin|donc|"
        "ca|la|veuillez|cordialement|bonne journee|pls|et|bien|oh|putain|merde|bordel|vite|je "
        "vous prie|je vous en prie|stop|s v p|pitie|desole|desolee|ici|definitivement|tabarnak"
        "|aurevoir|au revoir|pour toujours",
    ),
    "said": listed(
        "redit|dis|dire|repeter|demander|ecrire|envoyer|supplie|averti|prevenu|mentionne",
        "notifie|ecris|mis|demandé|tapé|reponds|repondre",
        "dit|demande|repondu|envoye|ecrit|signale|repete|fait|tape|texte|reclame|prie|avise|"
        "exige|precise|indique|redit|redemande",
    ),
    "named": listed(
        "chu pas|chuis pas|j suis pas|jsuis pas|suis pas|c pas|c est po|c plus|c est qui ca",
        "c qui|c est ki|ki est|qui c est|qui c est ca|mon nom n est pas|mon nom c est pas",
        "mon nom est pas|mon prenom n est pas|mon prenom c est pas|je m appelle pas",
        "m appelle pas|ya pas de|y a pas|ya pas|y a personne|y a aucun",
        "y a aucune|il n y a aucun|il n y a aucune|il n y a pas|vous n etes pas chez",
        "vous n etes pas avec|vous ne parlez pas a|vous parlez pas a|tu parles pas a",
        "ce n est pas le numero de|c est pas le numero de|c est plus le numero de",
        "ce n est plus le numero de|ce n est pas le telephone de|pas le numero de",
        "plus le numero de|n appartient pas a|n appartient plus a|ce numero n est pas a",
        "ce numero n est plus a|ce numero n est pas celui de|ce numero n est plus celui de",
        "ce numero est pas a|ce numero est plus a|numero n est plus a|numero est plus a",
        "numero n est pas a|ce n est pas celui de|ce n est plus celui de",
        "ce numero n est pas le numero de|connait pas|connait pas de|connaissons pas",
        "connaissons pas de|je ne sais pas qui est|je sais pas qui est|sais pas qui est",
        "sais pas c est qui|aucune idee qui est|jamais entendu parler de|je ne suis pas le",
        "nous ne sommes pas|on est pas|personne ne s appelle|ici il n y a pas de",
        "il ne s agit pas de|vous n avez pas|ce n est pas a|ne suis pas",
        "je ne suis pas|je suis pas|suis pas|c est pas|ce n est pas|n est pas|c est plus|ce n "
        "est plus|pas de|il n y a pas de|y a pas de|il n y a personne|aucun|aucune|je ne "
        "connais pas|connais pas|je ne connais aucun|je connais pas|moi c est pas|ici ce n est "
        "pas|vous n etes pas chez|je m appelle pas|je ne m appelle pas|qui est|c est qui|je ne "
        "connais pas de|connais pas de|ne suis pas|non ce n est pas",
    ),
    "kin": listed(
        "(mon|ma|notre|son|sa|votre|ton|ta) (mari|femme|epoux|epouse|conjoint|conjointe|mere|"
        "pere|maman|papa|fils|fille|frere|soeur|grand mere|grand pere|mamie|papi|oncle|tante|"
        "cousin|cousine|ami|amie|chum|blonde|ex|copain|copine|beau pere|belle mere|colocataire"
        "|coloc|locataire)",
        "il|elle|(monsieur|madame|mme|mr|m) ~|cette (personne|dame)|cet homme|ce monsieur",
        "la personne|la proprietaire|le proprietaire|{Name}",
    ),
    "business": listed(
        "entreprise|bureau|commerce|magasin|restaurant|resto|boulangerie|pharmacie|ecole",
        "eglise|clinique|cabinet|hopital|hotel|garage|salon|salon de coiffure|coiffeur",
        "boutique|societe|compagnie|bar|pizzeria|fleuriste|banque|ligne professionnelle",
        "ligne d affaires|numero professionnel|numero d affaires|telephone de travail",
        "telephone du travail|telephone fixe|fixe|dentiste|usine|depanneur|epicerie|garderie",
        "creche|mairie|centre|cell de travail|cellulaire de travail|notaire|medecin|avocat",
    ),
}
"""Lists of words for the phrases of French rules, by name."""
