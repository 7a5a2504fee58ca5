"""Polish."""

from __future__ import annotations

from typing import Final

from core.detection.lists import listed
from core.detection.rule import Rule
from core.domain import RequestKind

_ASK = RequestKind.REQUEST
_WRONG = RequestKind.WRONG_NUMBER

POLISH: Final[dict[str, tuple[str, ...]]] = {
    "texts": listed(
        "smsami|wiadomosciami|sms ow|sms y|smsów|wiadomośc|esemesy|spamem|spamow|ofert|reklamy",
        "telefony|maile|mejli|korespondencji|glupot|informacji|powiadomienia",
        "wiadomosci|wiadomosc|sms|smsy|smsow|smsa|tekstow|spamu|spam|powiadomien|reklam|"
        "esemesow|telefonow|kontaktu|maili|ogloszen",
    ),
    "sending": listed(
        "pisania|wysyla|piszecie|wysylacie|wysyłać|nachodzic|smsowac|smsowania|kontaktowania",
        "kontaktowac sie|kontaktujcie sie|kontaktuj sie|kontaktowanie|nekajcie|nekaj|nękania",
        "zawracania|zawracajcie|zawracaj|zadreczac|dzwonienia|przesylaj|przesylajcie|spamujcie",
        "spamuj|spamowania|nadsylac|niepokoj|niepokojcie|przeszkadzajcie|przeszkadzaj",
        "wydzwaniac|meczyc|meczcie|otrzymywania|dostawania|wypisywac|wypisujcie",
        "pisac|wysylac|przesylac|dzwonic|kontaktowac|nekac|przysylac|spamowac|zawracac|pisz|"
        "piszcie|wysylaj|wysylajcie|przysylajcie|przysylaj|dzwoncie|dzwon|kontaktujcie|"
        "kontaktuj|pisanie|wysylania|pisania|nekania|otrzymywac|dostawac|wysylanie|niepokoic|"
        "przeszkadzac|dreczyc",
    ),
    "polite": listed(
        "prosze bardzo|prosze was|prosze panstwa|blagam|serio|naprawde|w koncu|wreszcie",
        "dzien dobry|dobry wieczor|czesc|pozdrawiam|pilne|od razu|na zawsze|do cholery|kurwa",
        "cholera|ludzie|pan|pani|a|i|no|ok|tego|mi|z tym|stop|uprzejmie",
        "prosze|dziekuje|natychmiast|juz|teraz|dzieki|z gory|o|mnie|nie|hej|do mnie|bardzo|"
        "panstwa|was|to",
    ),
    "named": listed(
        "nie jestem zadnym|nie jestem zadna|nie jestem panem|nie jestem pania|to nie numer",
        "to nie jest numer|to nie telefon|to juz nie numer|to juz nie jest numer",
        "nie znam zadnego|nie znam zadnej|nie znam|nie ma tu zadnego|nie ma tu zadnej",
        "nie ma tutaj|tu nie ma|nie nazywam sie|nie mam na imie|kto to|kto to jest|kim jest",
        "ten numer nie nalezy do|numer nie nalezy do|nie nalezy do|nie nalezy juz do",
        "nie rozmawia pan z|nie rozmawia pani z|nie jestesmy",
        "nie jestem|to nie|nie ma tu|nie znam|tu nie mieszka|nie nazywam sie|nie ma|to nie "
        "jest|kim jest|nie mieszka tu|jaki|jaka",
    ),
}

POLISH_RULES: Final = (
    Rule(
        name="pl-request",
        kind=_ASK,
        language="pl",
        confidence=0.94,
        why="It asks in Polish for no more texts.",
        phrases=(
            "(przestan|przestancie|przestac|skoncz|skonczcie|skonczyc|przestaniecie|dosc|dosyc"
            "|daruj|darujcie|starczy|wystarczy|koniec) ~ ~ ({sending}|{texts}|tego|sobie|z ~ "
            "{texts})",
            "(nie|nigdy|prosze nie|wiecej nie) ~ ~ {sending} ~ (>|wiecej|juz|do mnie|{texts}|"
            "na ten|mi|ze mna|nam|{polite}|glowy|sie)",
            "(nie) ~ (chce|zycze|chcemy|zyczymy|wyrazam|zgadzam|potrzebuje|interesuja|"
            "interesuje|prosilem|prosilam|mam ochoty|wyrazalem|wyrazalam|pozwalam) ~ ~ ~ "
            "({texts}|{sending}|zgody|na to|kontaktu|od was|od panstwa|wiecej|mnie ~~ {texts}|"
            "na kontakt)",
            "(mam|mamy) (dosc|dosyc|po dziurki) ~ ~ ({texts}|was|tego|>)",
            "(prosze|chce|chcialbym|chcialabym|zadam|poprosze|jak|mozna|mozecie) ~ ~ (o|) ~ "
            "(wypisac|wypisanie|usunac|usuniecie|wykreslic|wykreslenie|skasowac|skasowanie|"
            "zrezygnowac|wyrejestrowac|wyrejestrowanie|zablokowac|wypisanie mnie) ~",
            "(usun|usuncie|usunac|skasuj|skasujcie|wykresl|wykreslcie|wykasuj|wykasujcie|wywal"
            "|wywalcie|wymazcie|zapomnijcie|zapomnij|zablokuj|zablokujcie|wypisz|wypiszcie|"
            "wyrejestruj|wyrejestrujcie) ~ ~ (mnie|moj|ten|mojego|nas|moje|moich|o mnie|o moim"
            "|numer|sie) ~",
            "(dajcie|daj|zostaw|zostawcie|zostawic|dac) ~ (mi|mnie|nam|nas) ~ ~ (spokoj|"
            "spokoju|swiety spokoj)",
            "< {polite}* (odczep sie|odczepcie sie|odwal sie|odwalcie sie|spadaj|spadajcie|"
            "spieprzaj|spieprzajcie|zjezdzaj|zjezdzajcie|odpieprz sie|odpieprzcie sie|wypad|"
            "goncie sie|dosc|dosyc|starczy|wystarczy|koniec z tym|przestan|przestancie|"
            "rezygnuje|wypisuje sie|zostaw mnie|zostawcie mnie|nie zycze sobie|nie pisz|nie "
            "piszcie|nie pisac) {polite}* >",
            "(rezygnuje|wypisuje sie|rezygnacja) (z|ze) ~ ~",
            "(to jest|to) ~ (nekanie|stalking|spam|molestowanie|naruszenie) ~",
            "(zglosze|zglaszam|zablokuje|blokuje|pozwe) ~ (was|to|ten numer|na policje|sprawe|"
            "do|>|panstwa)",
            "(przestan|przestancie|prosze przestac|skoncz|skonczcie|przestanie|przestac|dosc|"
            "zaprzestac|zaprzestanie|zaprzestancie) (~~ ({sending}|{texts}|tego)|{polite}* >)",
            "(nie) ~~ {sending} (>|wiecej|juz|do mnie|{texts}|na ten|mi|{polite})",
            "(zadnych|bez|dosc|koniec|nigdy wiecej|prosze bez) ~ {texts}",
            "(nie) (chce|zycze|chcemy|zyczymy|wyrazam|zgadzam|potrzebuje) ~~~ ({texts}|"
            "{sending}|zgody|na to|kontaktu)",
            "(wypisz|wypiszcie|wypisac|usun|usuncie|usunac|wykresl|wykreslcie|skasuj|skasujcie"
            "|zapomnij|zapomnijcie|skresl|wymaz|wyrejestrowac|wypiszcie) ~ (mnie|moj|ten|"
            "mojego|nas|moje|o moim) ~",
            "(wypisac|wypisz|usunac|usun|wypisanie|usuniecie) ~ (sie|mnie|z) ~~ (listy|bazy|z "
            "listy|>)",
            "(z|ze) (tej|waszej|listy|panstwa|bazy) ~ (listy|bazy|mailingowej|>)",
            "(dajcie|daj|zostaw|zostawcie) ~ (mi|mnie|nam|nas) ~ (spokoj|spokoju|swiety spokoj)",
            "(odczep|odczepcie|odwal|odwalcie|spadaj|spadajcie|odpieprz|spierdalaj|"
            "spierdalajcie) ~",
            "(cofam|wycofuje|odwoluje) ~ zgode",
            "(jak|gdzie|chce|chcialbym|chcialabym) ~~ (wypisac|zrezygnowac|rezygnuje|wypisze|"
            "anulowac)",
            "(juz|prosilem|prosilam|mowilem|mowilam) ~~~ (prosilem|prosilam|przestac|nie pisac"
            "|stop|wypisac)",
            "(jeszcze jeden|jesli|jezeli) ~~~~ (policja|policje|policji|zglosze|pozwe|"
            "zablokuje|prawnik|prawnika)",
        ),
        examples_for=(
            "Proszę nie pisać do mnie więcej",
            "Wypisz mnie z listy",
            "Dajcie mi spokój",
            "przestańcie pisać",
        ),
        examples_against=("Nie mam czasu", "nie, dziękuję", "przystanek autobusowy"),
    ),
    Rule(
        name="pl-wrong-number",
        kind=_WRONG,
        language="pl",
        confidence=0.93,
        why="It says in Polish that this is the wrong number.",
        phrases=(
            "(zly|bledny|niewlasciwy|pomylony|nie ten|pomylil numer|nieprawidlowy|inny) (numer"
            "|kontakt|nr|adresat|odbiorca|telefon)",
            "(zla|niewlasciwa|nie ta|inna|bledna) osoba",
            "(pomylka|pomylke|pomylil|pomylila|pomylili|pomyliliscie|pomyliles|pomylilas|"
            "pomylono) ~ ~ (>|numer|numery|pan|pani|sie|panstwo|osobe|osoby|{polite})",
            "(nie) ~ (mieszka|pracuje|przebywa) ~ ~ (tu|tutaj|juz|>|z nami)",
            "(tu|tutaj) ~ nie (mieszka|pracuje|ma) ~ ~ (nikogo|nikt|taki|taka|>|taka osoba|{Name})",
            "nie znam ~ ~ (osoby|takiej|nikogo|tego|tej|takiego) ~",
            "(nie ma) ~ (tu|tutaj) ~ (nikogo|takiej|takiego|tej) ~",
            "(to|juz|numer) ~ (nie jest|nie) ~ (jego|jej|moj|ten|wlasciwy) numer",
            "(zmienil|zmienila|mam nowy|nowy wlasciciel|nowy) ~ (numer|wlasciciel|numeru) (>|"
            "od|i|{polite}|telefonu)",
            "(mam|ten numer) ~ (ten numer|od|mam od|jest teraz moj|nalezy teraz) ~ (niedawna|"
            "od|tygodnia|kilku|do|miesiaca|wczoraj)",
            "(maz|zona|mama|matka|tata|ojciec|syn|corka|brat|siostra|babcia|dziadek|pan|pani|"
            "on|ona|{Name}) ~ ~ (nie zyje|zmarl|zmarla|umarl|umarla|odszedl|odeszla|"
            "wyprowadzil sie|wyprowadzila sie) (>|w|rok|od|dwa|{polite}|i|niedawno)",
            "(to jest|to|tu) ~ (firma|biuro|sklep|restauracja|piekarnia|apteka|szkola|gabinet|"
            "przychodnia|hotel|warsztat|numer firmowy|numer sluzbowy|telefon sluzbowy) (>|a|"
            "nie|{polite})",
            "(nie jestem|nie) ~ (ta osoba|tym kogo|osoba ktorej|osoba ktora|ta osobe|ta ktorej) ~",
            "(szuka|szukacie|szukasz|chodzi) ~ ~ (kogos innego|innej osoby|o kogos innego)",
            "{named} [pan|pani|panem|pania|zaden|zadna|zadnego|zadnej|jestem|jest|pana|takiego"
            "|takiej] {Name}",
            "{Name} ~ (nie|tu nie|juz tu nie|juz nie) (mieszka|pracuje|uzywa|ma|jest) ~ ~ (tu|"
            "tutaj|numeru|numer|>|juz)",
            "(zly|bledny|niewlasciwy|pomylony) (numer|kontakt|nr)",
            "(zla|niewlasciwa) osoba",
            "(pomylka|to pomylka|pomylil|pomylila|pomylili|pomyliliscie) ~ (>|numer|numery|pan"
            "|pani|sie|panstwo)",
            "nie (mieszka|pracuje) ~ (tu|tutaj)",
            "nie znam ~ (osoby|takiej osoby|nikogo)",
            "(to nie jest|to juz nie jest|nie jest) ~ (jego|jej) numer",
            "{named} [pan|pani|zaden|zadna|zadnego|zadnej|jestem] {Name}",
        ),
        examples_for=("Zły numer", "To nie Marek", "pomyłka"),
        examples_against=("Nie jestem pewien", "jaki jest numer?"),
    ),
)
