"""One example of a regional development discussion: the regions of a large area, on the programme's first figures."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.conf import settings

from regions.models import Organisation, Region
from themes.models import Brief, Talk, Theme
from themes.services import talks
from themes.services.programmes import in_columns

EXAMPLE = "example-talk"
DAYS_AGO = 45
EAST = ("10", "11", "12", "18")
"""The regions of the large area in Finland, by code; elsewhere the first four there are."""
TEXTS = {
    "title": {
        "fi": "Itäisten alueiden aluekehittämis\u00adkeskustelu: osaajat ja investoinnit",
        "sv": "Diskussion om regionutveckling med de östra områdena: kompetens och investeringar",
        "en": "Regional development discussion with the eastern area: skills and investments",
    },
    "area": {"fi": "Itäinen suuralue", "sv": "Det östra storområdet", "en": "The eastern large area"},
    "summary": {
        "fi": "Esimerkki. Valtio ja alueet kävivät läpi saman tilannekuvan: väestö, työllisyys ja investoinnit.\n\n"
        "Alueet kertoivat, missä osaajien puute hidastaa yrityksiä. Ministeriöt kertoivat, mitä on valmisteilla.",
        "sv": "Exempel. Staten och områdena gick igenom samma lägesbild: befolkning, sysselsättning och investeringar."
        "\n\nOmrådena berättade var bristen på kompetens bromsar företagen. Staten berättade vad som bereds.",
        "en": "Example. The state and the regions looked at the same picture: population, employment and investments."
        "\n\nThe regions told where the lack of skills slows firms down. The ministries told what is being prepared.",
    },
    "outcome": {
        "fi": "Esimerkki. Osapuolet näkivät samoin, että osaajien saatavuus ratkaisee investointien ajoituksen.\n\n"
        "Eri mieltä oltiin siitä, riittävätkö nykyiset koulutuspaikat. Asiaan palataan foorumin kokouksessa.",
        "sv": "Exempel. Parterna var eniga om att tillgången på kompetens avgör när investeringarna görs.\n\n"
        "Meningarna gick isär om huruvida utbildningsplatserna räcker. Frågan tas upp igen på forumets möte.",
        "en": "Example. Both sides see alike that the supply of skills decides when investments are made.\n\n"
        "They differ on whether there are enough places in education. The forum's meeting takes it up again.",
    },
}
ADDED = {
    "fi": "Alueet lähettävät luvut osaajien tarpeesta ennen seuraavaa kokousta.",
    "sv": "Områdena sänder uppgifter om behovet av kompetens före nästa möte.",
    "en": "The regions send figures of the need for skills before the next meeting.",
}
NOTE = {
    "fi": "Esimerkki: lisätty, mitä alueet lähettävät.",
    "sv": "Exempel: tillagt vad områdena sänder.",
    "en": "Example: added what the regions send.",
}


def furnish(*, today: date, say: Callable[[str], Any] = print) -> None:
    """One public record, marked as an example; what a coordinator has changed since stays changed."""
    theme = Theme.objects.filter(programme__key=settings.PROFILE["programme"]).order_by("-number").first()
    if theme is None or Talk.objects.filter(public_id=EXAMPLE).exists():
        return
    east = list(Region.objects.filter(code__in=EAST)) if settings.PROFILE_NAME == "fi" else []
    values: dict[str, Any] = {
        "kind": Talk.Kind.AREA,
        "held_on": today - timedelta(days=DAYS_AGO),
        "regions": east or list(Region.objects.order_by("code")[:4]),
        "organisations": list(Organisation.objects.filter(kind="ministry", forum_member=True)[:2]),
        "themes": [theme],
        "briefs": list(Brief.objects.public().filter(theme=theme)[:1]),
    }
    talk = talks.write(by=None, public_id=EXAMPLE, is_example=True, **values, **in_columns(**TEXTS))
    talks.send_for_checking(talk, by=None)
    talks.confirm(talk, by=None)
    talks.publish(talk, by=None)
    outcome = {code: f"{words}\n\n{ADDED[code]}" for code, words in TEXTS["outcome"].items()}
    words = in_columns(**{**TEXTS, "outcome": outcome})
    talks.correct(talk, by=None, revision=talk.revision, note=NOTE, **values, **words)
    say(f"regional development discussions: {Talk.objects.count()}")
