"""An example letter to many: a draft in two languages, tried out and ready to be looked at."""

from collections.abc import Callable
from datetime import date

from django.conf import settings

from forum.audiences import part
from forum.models import Mailing, Person
from forum.services import mailings

KEY = "example:welcome"
TITLES = {"fi": "Esimerkki: tervetuloa uuteen kauteen", "sv": "Exempel: välkommen till en ny period"}
TEXTS = {
    "fi": {
        "subject": "Foorumin uusi kausi alkaa",
        "body": "Foorumin uusi kausi alkaa, ja {region} on mukana.\n\nMuistathan nämä:\n\n"
        "- Kutsut tulevat kuusi viikkoa ennen kokousta.\n- Jos et pääse, pyydä varaedustajaa.",
    },
    "sv": {
        "subject": "Forumets nya period börjar",
        "body": "Forumets nya period börjar, och {region} är med.\n\nKom ihåg detta:\n\n"
        "- Inbjudningarna kommer sex veckor före mötet.\n- Be ersättaren om du själv inte kan delta.",
    },
}


def furnish(*, today: date, say: Callable[[str], None]) -> None:
    """Makes the draft, once, in the profile's required languages."""
    by = Person.objects.filter(staff_roles__kind="coordinator", is_example=True).first()
    if by is None or Mailing.objects.filter(key=KEY).exists():
        return
    texts = {code: TEXTS[code] for code in settings.PROFILE["required_languages"] if code in TEXTS}
    audience = [part("seats", kinds=["official"])]
    title = TITLES[settings.LANGUAGE_CODE]
    made = mailings.begin(kind="free_letter", by=by, title=title, audience=audience, texts=texts, key=KEY)
    mailings.dry_run(made)
    say("an example letter to many, as a draft")
