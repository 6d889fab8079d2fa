"""What the example notes say, by the place of the agenda's item. Invented, and true of no region in particular."""

from typing import Any

Texts = dict[str, str]


def _in(fi: str, sv: str, en: str) -> Texts:
    return {"fi": fi, "sv": sv, "en": en}


SECTIONS: list[dict[str, Any]] = [
    {
        "background": _in(
            "Puheenjohtaja avasi kokouksen ja totesi, että foorumi ei tee sitovia päätöksiä: sen tulokset ovat esiin "
            "nostettuja asioita, johtopäätöksiä ja toimenpiteitä.",
            "Ordföranden öppnade mötet och konstaterade att forumet inte fattar bindande beslut: dess resultat är "
            "synpunkter, slutsatser och åtgärder.",
            "The chair opened the meeting and noted that the forum takes no binding decisions: its outcomes are points "
            "raised, conclusions and action points.",
        ),
    },
    {
        "background": _in(
            "Sihteeristö esitteli tilannekatsauksen. Maakuntien luvut kehittyvät eri suuntiin, eikä keskiarvo kerro "
            "yhdenkään maakunnan tilannetta.",
            "Sekretariatet presenterade lägesöversikten. Landskapens siffror utvecklas åt olika håll, och medeltalet "
            "beskriver inte läget i något enda landskap.",
            "The secretariat presented the situation brief. The regions' figures develop in different directions, and "
            "the average describes no single region.",
        ),
        "points": [
            {
                "text": _in(
                    "Luvut tulevat vuoden myöhässä. Maakunta tarvitsee tuoreemman tiedon voidakseen ohjata omia "
                    "toimiaan.",
                    "Siffrorna kommer ett år för sent. Landskapet behöver färskare uppgifter för att kunna styra sina "
                    "egna insatser.",
                    "The figures come a year late. The region needs fresher data to steer its own work.",
                ),
            },
        ],
        "conclusions": _in(
            "Tilannekuvaa täydennetään maakuntien omilla arvioilla ennen jokaista kokousta.",
            "Lägesbilden kompletteras med landskapens egna bedömningar före varje möte.",
            "The situation picture is completed with the regions' own assessments before each meeting.",
        ),
        "contact": True,
    },
    {
        "background": _in(
            "Virkamieskokous oli pyytänyt poliitikoilta kantaa siihen, mihin yhteiset voimat suunnataan.",
            "Tjänstemannamötet hade bett politikerna ta ställning till vart de gemensamma krafterna ska riktas.",
            "The officials' meeting had asked the politicians where common efforts should go.",
        ),
        "points": [
            {
                "text": _in(
                    "Rahoituksen on oltava jatkuvaa. Kun hanke päättyy, osaaminen hajoaa ja työ alkaa alusta.",
                    "Finansieringen måste vara kontinuerlig. När ett projekt tar slut skingras kunnandet och arbetet "
                    "börjar om från början.",
                    "Funding must be continuous. When a project ends, the skills scatter and the work begins anew.",
                ),
                "to": "secretariat",
                "answer": _in(
                    "Selvitämme monivuotisen rahoituksen mahdollisuudet osana seuraavaa talousarviovalmistelua. "
                    "Nykyinen laki sallii kolmen vuoden päätökset, joten ensimmäiset voidaan tehdä jo ensi vuonna.",
                    "Vi utreder möjligheterna till flerårig finansiering som en del av nästa budgetberedning. Den "
                    "nuvarande lagen tillåter beslut för tre år, så de första kan fattas redan nästa år.",
                    "We look into multi-year funding as part of the next budget preparation. The law as it is allows "
                    "decisions for three years, so the first ones can be made next year already.",
                ),
            },
            {
                "text": _in(
                    "Pitkät välimatkat on otettava huomioon, kun tukien ehtoja valmistellaan: sama raja ei sovi "
                    "kaikkialle.",
                    "De långa avstånden måste beaktas när villkoren för stöd bereds: samma gräns passar inte överallt.",
                    "Long distances must be considered when the terms of support are prepared: one limit does not fit "
                    "everywhere.",
                ),
                "to": "ministry",
            },
            {
                "text": _in(
                    "Pienet kunnat eivät ehdi hakea jokaista tukea erikseen. Maakunta voisi hakea niiden puolesta.",
                    "Små kommuner hinner inte söka varje stöd för sig. Landskapet kunde söka för deras räkning.",
                    "Small municipalities cannot apply for each support separately. The region could apply for them.",
                ),
            },
        ],
        "conclusions": _in(
            "Maakunnat pitävät tärkeimpänä rahoituksen jatkuvuutta ja ehtoja, jotka sopivat myös harvaan asutuille "
            "alueille.",
            "Landskapen anser att det viktigaste är kontinuerlig finansiering och villkor som passar också glesbygden.",
            "What matters most to the regions is continuous funding, and terms that fit sparsely populated areas too.",
        ),
        "contact": True,
    },
    {
        "points": [
            {
                "text": _in(
                    "Tulokset näkyvät vasta vuosien päästä. Seurannan on kestettävä yli vaalikausien.",
                    "Resultaten syns först efter flera år. Uppföljningen måste hålla över valperioderna.",
                    "Results show only after years. The follow-up must last beyond terms of office.",
                ),
            },
        ],
        "conclusions": _in(
            "Valtio ja maakunnat seuraavat yhteisiä toimia samoilla luvuilla.",
            "Staten och landskapen följer de gemensamma insatserna med samma siffror.",
            "The state and the regions follow their common efforts by the same figures.",
        ),
    },
    {
        "conclusions": _in(
            "Toimenpiteet ja niiden vastuutahot kirjataan foorumin seurantaan, ja seuraava kokous palaa niihin.",
            "Åtgärderna och de ansvariga antecknas i forumets uppföljning, och nästa möte återkommer till dem.",
            "The action points and those responsible are entered into the forum's follow-up, and the next meeting "
            "returns to them.",
        ),
    },
]

REMARK = _in(
    "Lisäisin, että puhuimme nimenomaan kolmivuotisista päätöksistä.",
    "Jag skulle tillägga att vi talade uttryckligen om treårsbeslut.",
    "I would add that we spoke of three-year decisions in particular.",
)
REMARK_ANSWER = _in(
    "Kiitos, ministeriö ottaa tämän huomioon vastauksessaan.",
    "Tack, ministeriet beaktar detta i sitt svar.",
    "Thank you, the ministry considers this in its answer.",
)
CORRECTED = _in(
    "Valtio ja maakunnat seuraavat yhteisiä toimia samoilla, avoimesti julkaistuilla luvuilla.",
    "Staten och landskapen följer de gemensamma insatserna med samma, öppet publicerade siffror.",
    "The state and the regions follow their common efforts by the same, openly published figures.",
)
CORRECTION = _in(
    "Lisätty, että luvut julkaistaan avoimesti.",
    "Tillagt att siffrorna publiceras öppet.",
    "Added that the figures are published openly.",
)
