"""What the furnished meetings are called, where they are held, and what is on their agendas."""

from datetime import time
from typing import Any

from django.conf import settings

Place = dict[str, str]

KINDS: list[dict[str, Any]] = [
    {
        "key": "officials",
        "order": 10,
        "level": "officials",
        "invites": ["official"],
        "default_minutes": 360,
        "name_fi": "Virkamieskokous",
        "name_sv": "Tjänstemannamöte",
        "name_en": "Officials' meeting",
    },
    {
        "key": "politicians",
        "order": 20,
        "level": "politicians",
        "invites": ["politician"],
        "default_minutes": 150,
        "name_fi": "Poliitikkokokous",
        "name_sv": "Politikermöte",
        "name_en": "Politicians' meeting",
    },
    {
        "key": "aune",
        "order": 30,
        "level": "other",
        "invites": [],
        "default_minutes": 120,
        "name_fi": "AUNEn kokous",
        "name_sv": "Möte i delegationen för förnyelse i regionerna",
        "name_en": "Meeting of the Advisory Council on Regional Renewal",
    },
    {
        "key": "debrief",
        "is_open": True,
        "order": 40,
        "level": "other",
        "invites": ["official"],
        "invites_chair": False,
        "default_minutes": 45,
        "name_fi": "Etäinfo kokouksen annista",
        "name_sv": "Distansinfo om mötets resultat",
        "name_en": "Online debrief",
    },
    {
        "key": "learning",
        "is_open": True,
        "order": 50,
        "level": "other",
        "invites": ["official"],
        "invites_chair": False,
        "default_minutes": 180,
        "name_fi": "Oppimistilaisuus",
        "name_sv": "Lärandetillfälle",
        "name_en": "Learning event",
    },
    {
        "key": "seminar",
        "is_open": True,
        "order": 60,
        "level": "other",
        "invites": ["official", "politician"],
        "default_minutes": 180,
        "name_fi": "Loppuseminaari",
        "name_sv": "Slutseminarium",
        "name_en": "Final seminar",
    },
]

OWN_NAMES: dict[str, dict[str, dict[str, str]]] = {
    "se": {
        "officials": {"name_sv": "Tjänstepersonsforum"},
        "politicians": {"name_sv": "Politikerforum"},
    }
}
BODIES_ELSEWHERE = {"se": {"aune"}}


def kinds() -> list[dict[str, Any]]:
    """The profile's kinds of meeting, named as its country names them."""
    own, elsewhere = OWN_NAMES.get(settings.PROFILE_NAME, {}), BODIES_ELSEWHERE.get(settings.PROFILE_NAME, set())
    return [row | own.get(row["key"], {}) for row in KINDS if row["key"] not in elsewhere]


HOURS = {"officials": (time(9), time(15)), "politicians": (time(10), time(12, 30))}


def _place(fi: str, sv: str, en: str, host: str = "") -> Place:
    return {"fi": fi, "sv": sv, "en": en, "host": host}


ESTATES = _place("Säätytalo, Helsinki", "Ständerhuset, Helsingfors", "House of the Estates, Helsinki")
ROSENBAD = _place("Rosenbad, Tukholma", "Rosenbad, Stockholm", "Rosenbad, Stockholm")
CAPITAL = {"fi": ESTATES, "se": ROSENBAD}

PLACES: dict[str, list[tuple[Place, Place]]] = {
    "fi": [
        (_place("Oulu", "Uleåborg", "Oulu", "17"), ESTATES),
        (_place("Jyväskylä", "Jyväskylä", "Jyväskylä", "13"), ESTATES),
        (_place("Lahti", "Lahtis", "Lahti", "07"), ESTATES),
        (_place("Etäkokous", "Distansmöte", "Remote meeting"), _place("Vaasa", "Vasa", "Vaasa", "15")),
    ],
    "se": [
        (_place("Luulaja", "Luleå", "Luleå", "25"), ROSENBAD),
        (_place("Göteborg", "Göteborg", "Gothenburg", "14"), ROSENBAD),
        (_place("Östersund", "Östersund", "Östersund", "23"), ROSENBAD),
        (_place("Etäkokous", "Distansmöte", "Remote meeting"), _place("Malmö", "Malmö", "Malmö", "12")),
    ],
}


def _item(minutes: int, who: str, fi: str, sv: str, en: str) -> dict[str, Any]:
    return {"minutes": minutes, "who": who, "fi": fi, "sv": sv, "en": en}


PICTURE = (
    "Tilannekuva: mitä luvut ja maakunnat kertovat",
    "Lägesbild: vad siffrorna och landskapen berättar",
    "The situation: what the figures and the regions say",
)
END = (
    "Johtopäätökset ja jatkotoimet",
    "Slutsatser och fortsatta åtgärder",
    "Conclusions and next steps",
)
OPENING = ("Kokouksen avaus", "Mötets öppnande", "Opening of the meeting")

AGENDAS: dict[str, list[dict[str, Any]]] = {
    "officials": [
        _item(15, "coordinator", *OPENING),
        _item(45, "coordinator", *PICTURE),
        _item(
            75,
            "official",
            "Maakuntien kokemukset ja hyvät käytännöt",
            "Landskapens erfarenheter och goda praxis",
            "The regions' experiences and good practices",
        ),
        _item(60, "break", "Lounas", "Lunch", "Lunch"),
        _item(
            75,
            "official",
            "Ryhmätyö: mitä viemme poliitikkokokoukseen",
            "Grupparbete: vad vi tar med till politikermötet",
            "Group work: what we take to the politicians' meeting",
        ),
        _item(15, "break", "Tauko", "Paus", "Break"),
        _item(
            45,
            "coordinator",
            "Ministeriöiden ja virastojen puheenvuorot",
            "Inlägg från ministerier och ämbetsverk",
            "The ministries' and agencies' remarks",
        ),
        _item(30, "coordinator", *END),
    ],
    "politicians": [
        _item(10, "chair", *OPENING),
        _item(25, "coordinator", *PICTURE),
        _item(
            50,
            "official",
            "Virkamiesten valmistelema kysymys: mikä on maakunnille tärkeintä",
            "Tjänstemännens förberedda fråga: vad är viktigast för landskapen",
            "The officials' prepared question: what matters most to the regions",
        ),
        _item(15, "break", "Tauko", "Paus", "Break"),
        _item(
            35,
            "chair",
            "Keskustelu: valtion ja maakuntien yhteiset askeleet",
            "Diskussion: statens och landskapens gemensamma steg",
            "Discussion: steps that the state and the regions take together",
        ),
        _item(15, "chair", *END),
    ],
}
