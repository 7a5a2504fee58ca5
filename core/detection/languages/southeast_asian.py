"""Vietnamese, with its marks or without, and Tagalog, with its English words."""

from __future__ import annotations

from typing import Final

from core.detection.lists import listed
from core.detection.phrases import Words
from core.detection.rule import Rule
from core.domain import RequestKind

_ASK = RequestKind.REQUEST
_WRONG = RequestKind.WRONG_NUMBER

VIETNAMESE: Final[Words] = {
    "texts": listed(
        "tin rac|tin nhan rac|may cai nay|cai nay|may tin nay|nhung tin nay|tn|qc|email",
        "thu rac|sms rac|text|texts|tin quang cao|message nua",
        "tin|tin nhan|sms|thu|quang cao|nua|thong bao|cuoc goi|spam|lien lac|message",
    ),
    "send": listed(
        "nhan nua|goi dien|goi nua|goi toi|text nua|nhan text|ntin|nhan nhu|gui thu|gui sms",
        "gui nua|gui text|gui cho|nhan cho|quay roi|quay pha|phien|lam phien nua|message",
        "contact|lien lac nua|goi lai|nhan lai|gui tiep|nhan tiep|inbox",
        "nhan|gui|nhan tin|gui tin|goi|lien lac|lien he|lam phien|quay ray|text|spam|gui tin "
        "nhan|lien lac voi|nt|nhan tn",
    ),
    "me": listed(
        "nha toi|may|bac|ong|ba|co|chau|tui|cho tui|cho em|tôi|gia dinh toi|so toi|den toi",
        "toi nua|voi toi",
        "toi|minh|em|tao|chung toi|cho toi|cho minh|anh|so nay|chi",
    ),
    "polite": listed(
        "thoi|roi|dum|giup|giup toi|gium|dum toi|lien|ngay lap tuc|xin vui long|tha cho|thank",
        "thanks|cam on ban|mong|yeu cau|de nghi|voi|ho|cai|toi",
        "xin|lam on|vui long|lam on di|cam on|di|nua|ngay|nhe|a|please|nha|vui long|lam|ban|hay",
    ),
    "named": listed(
        "toi khong ten|khong ten la|toi ten khong phai|minh ko phai|toi ko phai|ko phai la",
        "ko phai|khong phai so cua|khong phai la so cua|day khong phai so cua",
        "day khong phai la so cua|so nay khong phai cua|so nay khong phai la cua",
        "so nay khong con la cua|so nay khong con cua|khong con la so cua|khong co ai",
        "khong co nguoi nao ten|khong ai ten|o day khong co ai|o day khong co ai ten",
        "nha nay khong co ai ten|khong biet ai ten|toi khong biet ai ten|khong quen ai ten",
        "em khong phai la|em khong phai|tui khong phai",
        "tui khong phai la|chau khong phai",
        "toi khong phai la|khong phai la|khong phai|day khong phai la|day khong phai|khong co "
        "ai ten|o day khong co|khong co ai la|minh khong phai|minh khong phai la|toi khong "
        "quen",
    ),
}
TAGALOG: Final[Words] = {
    "dont": listed(
        "wag nyo|wag niyo|wag ninyo|huwag nyo|huwag niyo|wag mo|wag mong|wag nyo po",
        "wag niyo po|wag na|wag nyo ko|wag nyo na ko|wag mo ko|wag mo na ko|wag mo na akong",
        "wag nyo na akong|huwag nyo na akong|huwag mo na akong|wag nyo na po akong",
        "wag nyo akong|wag mo akong|huwag nyo akong|huwag mo akong|wag na sana|pls wag",
        "wag na wag|wag kang|wag kayong|huwag kang|huwag kayong|h'wag|hwag|hwag na",
        "wag na kayong|wag na kyo|wag n|wag n kayo|dont na|wag po|huwag po|wag po kayo",
        "wag po kayong",
        "huwag|wag|huwag na|wag na|huwag mo na|huwag nyo na|huwag niyo na|huwag ninyo|wag mo "
        "na|wag nyo na|wag niyo na|huwag kayo|wag kayo|huwag na po|wag na po|huwag na kayong|"
        "wag na kayong|wag na kayo|huwag mong|huwag na huwag|wag ka|wag ka nang|wag ka ng|wag "
        "na kayo ng",
    ),
    "send": listed(
        "mag-text|mag-send|mag-message|i-text|i-message|nagtetext|nag text|nagtext|mgtext",
        "mag txt|magtxt|txt|itxt|i txt|itext ulit|message ulit|magmensahe|mag msg|msg|pm",
        "mag pm|makulit|mangungulit|mang gulo|manggulo|guluhin|storbohin|istorbo|mang-istorbo",
        "abalahin|mag contact|i-contact|icontact|kontakin|kontakin ulit|tawag tawag|tumawag",
        "i-spam|mag spam|magspam|spam|padalhan ng|padalhan nyo|sendan|i send|i-send|isend",
        "bulabugin|chat|i chat|ichat|mag chat|magchat|i-chat",
        "text|mag text|magtext|magpadala|mag send|magsend|tawag|tumawag|mag message|magmessage"
        "|itext|i text|padalhan|i message|imessage|istorbohin|guluhin|kontakin|contact|message"
        "|padala|magpadala ng|send|tawagan|mangulit|kulitin|padalahan|gambalain|nang text|i "
        "contact|mang istorbo",
    ),
    "me": listed(
        "ako|akong|sakin|sa akin|kami|ako ng|ko|po ako|samin|sa number na to|sa number ko"
    ),
    "polite": listed(
        "po kayo|po kayong|sana|talaga|oy|hoy|ho|kasi|ulit|muna|nang|sir|maam|mam|boss|bes",
        "kuya|ate|plss|plz|thank you|thanks|tnx|pwede|pwede bang|pwede po bang|pwede ba",
        "maari bang|puwede|bang|ba|ng|ang|yung|mga|no|eh|k|si|lahat|please po|n",
        "po|please|pls|na|nga|lang|nyo|ninyo|niyo|mo|kayong|mong|nyong|niyong|kang|pakiusap|"
        "salamat|naman|paki|kayo|ako|akong|kami|ang",
    ),
    "remove": listed(
        "i-delete|i-remove|i-unsubscribe|pa remove|pa delete|paremove|padelete|pa-remove",
        "pa-delete|pa unsubscribe|pa-unsubscribe|paunsubscribe|pa alis|paalis|pa-alis",
        "pa tanggal|patanggal|pa-tanggal|paki-alis|paki-tanggal|paki tanggal|paki bura",
        "paki-delete|paki-remove|pakidelete|pakiremove|burahin na",
        "itanggal|ialis|matanggal|mabura|mawala|maalis|i block|iblock",
        "alisin|tanggalin|burahin|i delete|idelete|i remove|pakialis|pakitanggal|pakibura|paki "
        "delete|paki remove|paki alis|tanggal|alis|ipaalis|i unsubscribe",
    ),
    "named": listed(
        "hindi ho ako si|hnd ako si|di po to si|di to si|hindi na to si|hindi ito number ni",
        "hindi po ito number ni|hindi to number ni|di to number ni|hindi na number ni",
        "hindi na to number ni|hindi na ito number ni|hindi ito ang number ni|hindi kay",
        "hindi na kay|di na kay|hindi ko po kilala si|hindi po kilala si|wala pong|walang",
        "wala akong kilalang|wala akong kilala na|wala po dito si|wala na dito si",
        "wala na po dito si|hindi na dito nakatira si|di na dito nakatira si",
        "hindi nakatira dito si|hindi dito nakatira si|sino ba si|sino po si|sino po ba si",
        "sino yang si|sino yung|hindi si",
        "hindi ako si|hindi po ako si|di ako si|hindi ito si|hindi si|hindi po ito si|walang|"
        "wala pong|hindi ko kilala si|di ko kilala si|sino si|hindi po si|hindi to si|wala "
        "dito si|di po ako si",
    ),
}

SOUTHEAST_ASIAN_RULES: Final = (
    Rule(
        name="vi-request",
        kind=_ASK,
        language="vi",
        confidence=0.94,
        why="It asks in Vietnamese for no more texts.",
        phrases=(
            "(dung|ngung|ngưng|thoi|ngung viec|dung co|cham dut|xin ngung|hay ngung|hay dung|"
            "lam on dung|lam on ngung) ~ ~ {send} ~",
            "stop (nhan|gui|text|goi) (toi|tin|minh|cho|nua)",
            "(khong|ko|k|kg|dung|chang|dung bao gio) (muon|can|dong y|thich|cho phep|chap nhan"
            "|nhan|thich bi|muon bi) ~~~ ({texts}|{send}|nhan|lam phien|nua|so toi)",
            "(huy|ngung|tat|dung|tu choi|bo) ~ (nhan tin|dang ky|dang ki|theo doi|tin nhan|tin"
            "|thong bao|nhan) ~",
            "(xoa|xoa bo|loai|huy|bo|rut|gach|lay|dua|cat) ~~ (so|ten|toi|dang ky|so dien "
            "thoai|minh|khoi|em|tui|thong tin) ~~ (khoi|danh sach|ra|di|list|he thong|>|nay|"
            "cua toi|{polite})",
            "(cho|dua|lay|rut) (toi|ten|so|minh|tui|em) ~ ~ (ra|khoi) ~",
            "(phien|met|chan|buc minh|kho chiu|phien phuc) ~ ~ ~ (dung|qua|ngung|thoi|lam|roi) ~",
            "(de|hay de|lam on de|cho) (toi|minh|chung toi|tui|em) ~ (yen|yen than|yen on)",
            "(neu|con|se) ~~~~~ (bao canh sat|kien|to cao|chan so|bao cao) ~",
            "(toi|da|minh) ~ (noi|bao|yeu cau) ~~~ (dung|ngung|thoi|stop|xoa|khong muon)",
            "< {polite}* (thoi|du roi|bien di|cut di|cut|im di|bien|dung nhan|dung gui|ngung "
            "lai|dung lai|dung lai di|thoi di|ngung di|xin dung|khong nhan|khong nhan nua|huy "
            "dang ky|huy) {polite}* >>",
            "(dung|ngung|thoi|ngung viec|dung co|cham dut) [lai] ~ {send}",
            "(khong|khong muon|dung|ko|xin dung|khong can) ~~ {send} ~~~ (nua|>|tin|{me})",
            "(khong|ko) (muon|can|dong y|thich) ~~~ ({texts}|{send}|nhan)",
            "(xoa|xoa bo|loai|huy) ~~ (so|ten|toi|dang ky|so dien thoai|minh|khoi)",
            "(go|bo|cho) (so|ten|toi|minh) ~~ (khoi|danh sach|ra)",
            "(ra khoi|khoi) ~ (danh sach|list)",
            "(de|hay de|lam on de) (toi|minh|chung toi|cho toi) yen",
            "< (bien di|cut di) >>",
            "(dung lam phien|dung quay ray|dung lam phien toi)",
            "(lam sao|cach|muon) ~~ (huy|dung nhan|huy dang ky|thoat)",
        ),
        examples_for=(
            "Đừng nhắn tin cho tôi nữa",
            "xóa số của tôi",
            "Tôi không muốn nhận tin nhắn",
        ),
        examples_against=("Tôi không biết", "cảm ơn", "bỏ phiếu ở đâu?"),
    ),
    Rule(
        name="vi-wrong-number",
        kind=_WRONG,
        language="vi",
        confidence=0.93,
        why="It says in Vietnamese that this is the wrong number.",
        phrases=(
            "(nham|sai|lon|lac|lộn) ~ (so|nguoi|may|dien thoai|ng|dia chi|roi) ~",
            "(gui|nhan|goi|nhan tin|tim|text) ~ ~ (nham|lon|sai) ~",
            "(co|ban|anh|chi|chac|hinh nhu) ~ (nham|lon) ~ (>|roi|so|nguoi|{polite})",
            "(khong phai|ko phai) ~ (so|nguoi|dien thoai) ~~ (cua|ay|do|nay|ban|toi|can|>)",
            "(so nay|day|dien thoai nay) ~ (khong|ko) (phai|con|thuoc) ~ ~ (cua|la|so|ve) ~",
            "(khong|ko|k) (biet|quen) ~ (nguoi nay|ai ten|nguoi do|ai|nguoi ten|{Name}) ~ (la "
            "ai|>|ten|ca|nao)",
            "(khong co|khong ai|ko co ai|khong co ai|khong con) ~ ~ (ten|o day|nguoi ten|song "
            "o day)",
            "{Name} (khong con|khong|da|da khong con) ~ (o day|song|o|dung so|lam|o cho nay) ~",
            "(chong|vo|me|ba|bo|cha|ong|anh|chi|em|con|co ay|anh ay|ba ay|ong ay|{Name}) ~ ~ ~ "
            "(mat|qua doi|chet|doi so|chuyen di|don di|mat roi|tu tran|khong con) ~ (>|roi|nam"
            "|nam ngoai|hom|cach|o|vao|thang)",
            "(moi|vua) ~ (doi|mua|co|lay|nhan) ~ (so|sim|so nay) ~",
            "{Name} la ai",
            "(day la|so nay la|ban goi) ~ (cong ty|van phong|tiem|nha hang|cua hang|truong|"
            "benh vien|tiem nail|so cong ty|phong mach) ~",
            "(tim|kiem|nham voi) ~ nguoi khac ~",
            "(nham|sai|lon|lac) (so|nguoi|may|so dien thoai|so roi)",
            "(gui|nhan|goi) ~ ~ (nham|lon)",
            "{named} [anh|chi|ong|ba|co|em|chu|bac] {Name}",
            "(toi|minh|em|tui|day) (khong|ko) phai la ~ >",
            "(khong phai) ~ (so|nguoi) ~~",
            "khong (biet|quen) (nguoi nay|ai ten|nguoi do)",
            "khong co ai ~ ten",
        ),
        examples_for=("Nhầm số rồi", "sai số", "Tôi không phải là Lan"),
        examples_against=("số nào?", "tôi không chắc"),
    ),
    Rule(
        name="tl-request",
        kind=_ASK,
        language="tl",
        confidence=0.93,
        why="It asks in Tagalog for no more texts.",
        phrases=(
            "stop (na|po|nyo|niyo|mo|kayo|sana|muna) {polite}* (>|ako|{send}|kakatext)",
            "stop texting (po|na|nyo|niyo)",
            "(itigil|tigil|tigilan|tama) {polite}* (>|ako|kakatext|texting|text|pagtetext|kaka"
            "|kakasend|yan|pangungulit|pagpapadala|message|messages|kami)",
            "{dont} {polite}* ({send}) ~",
            "{dont} {polite}* (ako|ko|akong|ko ng|kami) {polite}* ({send}) ~",
            "{remove} {polite}* (ako|ko|number|numero|pangalan|contact|akin|>) ~",
            "(remove|delete|unsubscribe|block) (nyo|niyo|mo|na|po|ninyo) {polite}* (ako|number"
            "|numero|>)",
            "(tama na|tantanan|lubayan|lumayas|layuan|pabayaan|hayaan|tigilan|tigil|lubay|"
            "lumubay|maglubay|manahimik|umalis|layas|lubayan na|tantanan na) {polite}* (>|ako|"
            "yan|kayo|mo|nyo|kami|niyo|na|kakatext)",
            "(ayoko|ayaw|ayaw ko|ayoko na|ayaw ko na|di ko gusto|hindi ko gusto|di ko na gusto"
            "|hindi ko na gusto|di ko kailangan|hindi ko kailangan|di ako interesado|hindi ako "
            "interesado) ~ ~ ~ ({send}|text|texts|message|messages|mensahe|makatanggap|"
            "tumanggap|mga text|texts nyo|contact|makareceive|mareceive|maka receive|wag|tigil"
            "|tigilan) ~",
            "(paano|pano|papano|panu|pwede|gusto ko|gusto kong|pa|paki) {polite}* ~ ~ "
            "(unsubscribe|mag unsubscribe|mag-unsubscribe|tumigil|matanggal|ma remove|itigil|"
            "mag opt out|opt out|ma unsubscribe|mastop|ma stop|pastop|mag stop|magstop|matigil"
            "|paalisin|i block) ~",
            "(ang|sobrang|grabe|napaka|nakakainis|nakakabwisit|nakakairita|bwisit|punyeta|"
            "leche|istorbo|ang istorbo) {polite}* ~ (kulit|kukulit|istorbo|kayo|nyo|niyo|text|"
            "texts|na) ~ ~ (tama|tigil|tigilan|wag|stop|>|kayo|na)",
            "(irereport|ireport|i report|i-report|iblock|ibblock|i block|i-block|irereklamo|"
            "isusumbong|idedemanda|kakasuhan) ~ (ko|kita|kayo|na|namin) ~",
            "(sinabi|sabi|ilang beses|ilang ulit|sinabihan) ~ ~ ~ (stop|tigil|wag|huwag|ayoko|"
            "tama|tigilan|alisin) ~",
            "(isa|isang|isa pang) ~ (text|message) ~ ~ (irereport|block|iblock|report|pulis|"
            "demanda) ~",
            "(hindi ako|di ako|di naman ako|hindi naman ako) ~ (nag sign up|nagsign up|nag "
            "subscribe|nagsubscribe|pumayag|nagbigay ng) ~",
            "(tigilan|itigil|tigil|tumigil|ihinto|hinto|huminto|tigilan na|tantanan|titigilan) "
            "{polite}* (ako|ang|na|kakatext|pagtetext|pagpapadala|kami|ito|yan|>|kaka|ng)",
            "{dont} {polite}* {send}",
            "{dont} {polite}* (ng|nang) {send}",
            "(ayoko|ayaw ko|ayaw kong|ayoko ng|ayaw|ayoko na) {polite}* [ng|nang|sa|"
            "makatanggap|tumanggap|mabigyan] ~ ~ (text|texts|message|messages|mensahe|"
            "makatanggap|nito|kong makatanggap)",
            "{remove} {polite}* (number|ako|ang number|ang numero|pangalan|numero|sa listahan|"
            "sa list|akin) ~",
            "(tama na|tantanan|lubayan|lumayas|layuan|pabayaan|hayaan) {polite}* (>|ako|yan|"
            "kayo|mo|nyo|kami)",
            "(paano|pano) ~~~ (unsubscribe|mag unsubscribe|tumigil|matanggal|ma remove|itigil)",
            "(hindi ko|di ko|hindi po ako) ~ (gusto|kailangan|interesado) ~~ (text|texts|"
            "mensahe|message|messages|makatanggap)",
        ),
        examples_for=(
            "Tigilan nyo na ako",
            "huwag na kayong mag-text",
            "Pakitanggal ang number ko",
        ),
        examples_against=("hindi ko alam", "salamat po", "saan ang presinto?"),
    ),
    Rule(
        name="tl-wrong-number",
        kind=_WRONG,
        language="tl",
        confidence=0.93,
        why="It says in Tagalog that this is the wrong number.",
        phrases=(
            "(maling|mali ang|mali yung|mali po ang|mali po|mali|mali yata|mali ata) ~ ~ "
            "(numero|number|tao|cp|cellphone|cp number|num|no|send|sent|person|contact)",
            "(namali|nagkamali|nagkakamali|namamali|mali) ~ ~ ~ (number|numero|text|send|tao|"
            "contact|yata|ata|po|>)",
            "wrong (send|sent|num|cp|number|person) ~ (po|ka|kayo|yan|ito|to|nga|yata|ata)",
            "{named} [po|ba|nga|na|pong|yung|ang|yata] {Name}",
            "(hindi|di|hnd) ~ (ako|po ako|na ako|naman ako) ~ (yan|yun|iyon|iyan|yung|ang "
            "hinahanap|ang taong|ang may ari|yung hinahanap|yang) ~",
            "(hindi|di|hnd) ~ (ko|po|ko po) kilala ~ ~ (siya|yan|yang|yung|yun|tao|ang|iyan|"
            "iyang|>)",
            "(hindi|di|wala) (na|po|na po) ~ (nakatira|dito|nagtatrabaho|gumagamit|gamit) ~ ~ "
            "(dito|si|siya|>|yang|ng number)",
            "(hindi|di) (na|po|na po|) ~ (ito|to|niya|nya|kanya|kaniya) ~ (number|numero|ang "
            "number|number niya|number nya) ~",
            "(number|numero) ~ ~ (hindi na|di na|na ito|na to|ko na) ~ (kanya|sa kanya|kay|"
            "niya|nya|ito|to) ~",
            "(patay|namatay|yumao|pumanaw|sumakabilang buhay|namayapa|wala na) ~ ~ (na|po|ang|"
            "si|yung|siya|sya|asawa|nanay|tatay|mama|papa|ko) ~ (>|siya|sya|asawa|nanay|tatay|"
            "mama|papa|ko|po|{Name}|last|noong|nung)",
            "(nanay|tatay|asawa|mister|misis|kapatid|anak|lola|lolo|mama|papa|{Name}) ~ ~ "
            "(patay|namatay|yumao|pumanaw|lumipat) ~",
            "(bago|bagong|kabibili|bagong bili|kakabili) ~ ~ (number|sim|simcard|sim card|cp "
            "number) ~ (ko|lang|to|ito|po|na)",
            "(ibang tao|iba ang|ibang number|iba na) ~ (to|ito|may ari|gumagamit|po|ang|>) ~",
            "(maling|mali ang|mali yung|mali po ang|mali po) (numero|number|number nyo|tao|"
            "numero nyo|ang number)",
            "{named} {Name}",
            "(hindi ako|di ako|hindi po ako) (yan|yun|iyon|iyan|yung|ang hinahanap|ang taong)",
            "(wala|walang) ~ (ganyang|ganyan|taong|ganong) ~",
            "(hindi|di) ko kilala ~ (yan|siya|yung tao|ang taong|iyan)",
            "nagkamali ~ ~",
        ),
        examples_for=("Maling number po", "hindi ako si Juan"),
        examples_against=("hindi ako sigurado", "anong number?"),
    ),
)
