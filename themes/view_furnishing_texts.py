"""The words of the example rounds of views, marked as examples."""

from typing import Any

from themes.models import ViewRound

SENDER = "aluekehitysjohtaja (esimerkki)"
TITLES = [
    {
        "fi": "Alueiden näkemykset teemasta, edellinen kierros (esimerkki)",
        "sv": "Regionernas lägesbedömningar av temat, förra omgången (exempel)",
        "en": "The regions' views of the theme, last round (example)",
    },
    {
        "fi": "Alueiden näkemykset teemasta (esimerkki)",
        "sv": "Regionernas lägesbedömningar av temat (exempel)",
        "en": "The regions' views of the theme (example)",
    },
]
INTRO = {
    "fi": "Esimerkki: kertokaa, missä alueenne on teemassa nyt ja mihin se on menossa.",
    "sv": "Exempel: berätta hur det står till med temat i er region nu och vart det är på väg.",
    "en": "Example: tell us how the theme stands in your region now, and where it is going.",
}
QUESTIONS = [
    {
        "id": "q1",
        "fi": "Mikä on alueenne suurin muutos viimeisen puolen vuoden aikana?",
        "sv": "Vilken är den största förändringen i er region under det senaste halvåret?",
        "en": "What has changed most in your region during the last six months?",
    },
    {
        "id": "q2",
        "fi": "Mitä odotatte valtiolta?",
        "sv": "Vad väntar ni er av staten?",
        "en": "What do you expect of the state?",
    },
]
STEPS = [(1, 1, 2), (0, 1, 1), (-1, 0, 1), (0, 0, 0), (-1, -1, 0), (1, 0, 1), (-2, -1, 0)]
GROUNDS = {
    "fi": {
        "now": "Esimerkki: yritykset investoivat, mutta osaajista on pulaa.",
        "half_year": "Esimerkki: kaksi hanketta alkaa keväällä.",
        "year": "Esimerkki: koulutus tuottaa uusia osaajia vuoden päästä.",
        "q1": "Esimerkki: kuntien yhteinen neuvonta on alkanut.",
        "q2": "Esimerkki: odotamme rahoitukselta jatkuvuutta.",
    },
    "sv": {
        "now": "Exempel: företagen investerar, men det råder brist på kunniga.",
        "half_year": "Exempel: två projekt börjar på våren.",
        "year": "Exempel: utbildningen ger nya kunniga om ett år.",
        "q1": "Exempel: kommunernas gemensamma rådgivning har kommit i gång.",
        "q2": "Exempel: vi väntar oss kontinuitet i finansieringen.",
    },
}
BEFORE = {
    "fi": "Esimerkki: yritykset odottavat investointien kanssa, ja osaajista on pulaa.",
    "sv": "Exempel: företagen väntar med investeringar, och det råder brist på kunniga.",
}


def round_texts(number: int) -> dict[str, Any]:
    """The texts of the earlier round (0) or the one now (1)."""
    found: dict[str, Any] = {f"title_{code}": text for code, text in TITLES[number].items()}
    found |= {f"intro_{code}": text for code, text in INTRO.items()}
    return found | {"questions": QUESTIONS, "is_example": True}


def view_texts(round: ViewRound, place: int, language: str) -> dict[str, str]:
    """What the region in this place says, in its language: an earlier round says less hopeful things."""
    code = language if language in GROUNDS else "fi"
    said = GROUNDS[code]
    steps = STEPS[(place + (1 if round.previous_id else 0)) % len(STEPS)]
    found = {"language": code, "now_text": said["now"] if round.previous_id else BEFORE[code]}
    found |= {"half_year_text": said["half_year"], "year_text": said["year"]}
    found |= dict(zip(("now", "half_year", "year"), map(str, steps), strict=True))
    return found | {f"answer_{key}": said[key] for key in ("q1", "q2")}
