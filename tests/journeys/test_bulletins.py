"""A reader without an account subscribes, gets a bulletin, and wants no more; without scripts, in two languages."""

import pytest

from forum.models import Bulletin, Letter, Person, Subscription
from forum.services import bulletin_sending, bulletins, mailings, mass_sending
from tests import subscribing
from tests.journeys.browser import PHONE, letters_to, link_in, the_worker_posts_the_letters

READER = "lukija@example.net"
WORDS = {
    "fi": {
        "menu": "Tiedotteet",
        "subscribe": "Tilaa tiedotteet",
        "address": "Sähköpostiosoitteesi",
        "send": "Tilaa",
        "on its way": "Kirje on matkalla",
        "yes": "Kyllä, lähettäkää minulle tiedotteet",
        "confirmed": "Tilauksesi on vahvistettu.",
        "region": "Kainuu",
        "save": "Tallenna valinnat",
        "saved": "Valintasi on tallennettu.",
        "title": "Kokous sopi kolmesta asiasta",
        "end": "Lopeta tilaus",
        "ended": "Et saa enää tiedotteita",
    },
    "sv": {
        "menu": "Nyhetsbrev",
        "subscribe": "Prenumerera på nyhetsbrevet",
        "address": "Din e-postadress",
        "send": "Prenumerera",
        "on its way": "Ett brev är på väg",
        "yes": "Ja, skicka mig nyhetsbreven",
        "confirmed": "Din prenumeration är bekräftad.",
        "region": "Kajanaland",
        "save": "Spara valen",
        "saved": "Dina val har sparats.",
        "title": "Mötet kom överens om tre saker",
        "end": "Avsluta prenumerationen",
        "ended": "Du får inga fler nyhetsbrev",
    },
}


def a_bulletin_goes_out() -> Bulletin:
    """About Kainuu, released by the coordinator."""
    by = Person.objects.get(email="koordinaattori@example.org")
    titles = {"title_fi": WORDS["fi"]["title"], "title_sv": WORDS["sv"]["title"]}
    made = subscribing.bulletin(topics=["region:18"], **titles)
    bulletins.send_for_checking(made, by=by)
    mailings.release(bulletin_sending.prepare(made, by=by), by=by)
    mass_sending.send_due()
    the_worker_posts_the_letters()
    return made


@pytest.mark.parametrize(("language", "scripts"), [("fi", False), ("sv", False), ("sv", True)])
def test_from_the_form_to_the_last_letter(visitor, language, scripts):
    words = WORDS[language]
    Letter.objects.all().update(state="cancelled")
    reader = visitor(language=language, scripts=scripts, **({"screen": PHONE} if scripts else {}))
    reader.opens("/bulletins/").follows(words["subscribe"], within="main")
    reader.writes(words["address"], READER).presses(words["send"]).sees(words["on its way"])
    the_worker_posts_the_letters()
    (asked,) = letters_to(READER)
    reader.opens(link_in(asked.body, "/confirm/")).presses(words["yes"])
    assert words["confirmed"] in reader.page.locator("body").inner_text()
    reader.chooses(words["region"]).presses(words["save"])
    assert words["saved"] in reader.page.locator("body").inner_text()
    a_bulletin_goes_out()
    bulletin = letters_to(READER)[-1]
    assert bulletin.subject == words["title"]
    reader.opens(link_in(bulletin.body, f"/{language}/bulletins/[a-z0-9]{{10}}/")).sees(words["title"])
    reader.opens(link_in(bulletin.body, "/unsubscribe/")).presses(words["end"]).sees(words["ended"])
    assert not Subscription.objects.filter(email=READER).exists()
