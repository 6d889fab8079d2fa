"""What the example bulletins say, and which example addresses subscribe."""

from typing import Any

Texts = dict[str, str]


def _in(fi: str, sv: str, en: str) -> Texts:
    return {"fi": fi, "sv": sv, "en": en}


SUBSCRIBERS: list[dict[str, Any]] = [
    {"who": "tilaaja.kunta", "language": "fi", "rhythm": "each", "topics": []},
    {"who": "prenumerant.tidning", "language": "sv", "rhythm": "each", "topics": []},
    {"who": "tilaaja.tutkija", "language": "fi", "rhythm": "monthly", "topics": []},
]

BULLETINS: list[dict[str, Any]] = [
    {
        "days_ago": 75,
        "title": _in(
            "Foorumin vuosi on suunniteltu: neljä kierrosta, kahdeksan kokousta",
            "Forumets år är planerat: fyra omgångar, åtta möten",
            "The forum's year is planned: four rounds, eight meetings",
        ),
        "lead": _in(
            "Jokaisella kierroksella on yksi teema. Virkamiehet valmistelevat sen, poliitikot keskustelevat siitä.",
            "Varje omgång har ett tema. Tjänstemännen bereder det, politikerna diskuterar det.",
            "Each round has one theme. The officials prepare it, the politicians discuss it.",
        ),
        "sections": [
            {
                "heading": _in("Näin vuosi etenee", "Så går året", "How the year goes"),
                "text": _in(
                    "Virkamieskokous pidetään noin neljä viikkoa ennen poliitikkokokousta. "
                    "Ennakkotieto päivästä lähtee kaksitoista viikkoa etukäteen.",
                    "Tjänstemannamötet hålls ungefär fyra veckor före politikermötet. "
                    "Besked om datumet skickas tolv veckor i förväg.",
                    "The officials' meeting is about four weeks before the politicians' meeting. "
                    "The date is told twelve weeks ahead.",
                ),
            },
            {
                "heading": _in("Kuka voi osallistua", "Vem kan delta", "Who can take part"),
                "text": _in(
                    "Kokouksiin kutsutaan maakuntien edustajat:\n"
                    "- kaksi luottamushenkilöä\n- yksi viranhaltija\n\n"
                    "Oppimistilaisuudet ja etäinfot ovat avoimia kaikille.",
                    "Till mötena inbjuds landskapens representanter:\n"
                    "- två förtroendevalda\n- en tjänsteinnehavare\n\n"
                    "Lärandetillfällena och distansinfo är öppna för alla.",
                    "The regions' representatives are invited:\n"
                    "- two elected representatives\n- one official\n\n"
                    "Learning events and online debriefs are open to everybody.",
                ),
            },
        ],
    },
    {
        "days_ago": 40,
        "title": _in(
            "Tilannekatsaukset kertovat alueista kahdella sivulla",
            "Lägesöversikterna berättar om regionerna på två sidor",
            "Situation briefs tell of the regions in two pages",
        ),
        "lead": _in(
            "Katsaus luetaan viidessä minuutissa ennen kokousta, myös puhelimella.",
            "Översikten läses på fem minuter före mötet, också i telefonen.",
            "A brief is read in five minutes before the meeting, on a phone too.",
        ),
        "sections": [
            {
                "heading": _in("Valitse oma alueesi", "Välj din egen region", "Choose your own region"),
                "text": _in(
                    "Jokainen luku näytetään omalta alueelta, koko maasta ja vertailualueista. "
                    "Lähde ja ajankohta ovat luvun vieressä.",
                    "Varje siffra visas för den egna regionen, hela landet och jämförbara regioner. "
                    "Källa och tidpunkt står bredvid siffran.",
                    "Every figure is shown for the reader's own region, the whole country and similar regions. "
                    "Source and date stand beside it.",
                ),
            }
        ],
    },
]
