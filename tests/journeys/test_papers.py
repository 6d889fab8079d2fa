"""Papers on their way: the coordinator adds one and publishes, strangers and the invited take along what is theirs."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from forum.models import Person
from meetings.models import Meeting
from tests import files
from tests.journeys.browser import PHONE, Visitor
from tests.pdfs import Pdf

WORDS = {
    "fi": {
        "item": "Kuuluu kohtaan",
        "add": "Lisää liite",
        "publish": "Julkaise esityslista",
        "agenda": "Esityslista",
        "binder": "Kokouskansio: esityslista, tilannekatsaus ja avoimet toimenpiteet",
        "file": "Kokouskansio selaimella luettavana tiedostona",
        "mine": "Oma kokouskansio",
        "for the invited": "Vain kutsutuille",
    },
    "sv": {
        "item": "Hör till",
        "add": "Lägg till bilagan",
        "publish": "Publicera föredragningslistan",
        "agenda": "Föredragningslista",
        "binder": "Mötesmapp: föredragningslista, lägesöversikt och öppna åtgärder",
        "file": "Mötesmappen som en fil för webbläsaren",
        "mine": "Min mötesmapp",
        "for the invited": "Bara för de inbjudna",
    },
}


def signed_in(somebody: Visitor, address: str) -> Visitor:
    """The visitor, signed in as the person of that address."""
    client = Client()
    client.force_login(Person.objects.get(email=address))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    somebody.window.add_cookies([{"name": cookie.key, "value": cookie.value, "url": somebody.site}])
    return somebody


def takes(somebody: Visitor, name: str) -> bytes:
    """Downloads what stands under the link."""
    with somebody.page.expect_download() as coming:
        somebody.page.locator("#downloads").get_by_role("link", name=name, exact=True).click()
    return Path(coming.value.path()).read_bytes()


def adds(coordinator: Visitor, words: dict[str, str], title: str, *, seats_only: bool = False) -> None:
    """Adds a paper with a file in the page's language."""
    code = coordinator.language
    coordinator.page.locator(f"#id_title_{code}").fill(title)
    coordinator.page.get_by_label(words["item"]).select_option(index=2)
    upload = {"name": "tiedosto.pdf", "mimeType": "application/pdf", "buffer": files.PDF}
    coordinator.page.locator(f"#id_file_{code}").set_input_files(upload)  # type: ignore[arg-type]
    if seats_only:
        coordinator.chooses(words["for the invited"])
    coordinator.presses(words["add"]).sees(title)


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_paper_is_added_the_agenda_published_and_the_binder_taken_along(visitor, language):
    # given a meeting whose invitations are out and whose agenda is not public yet
    words = WORDS[language]
    Meeting.objects.filter(public_id="example-invited").update(agenda_published_at=None)
    coordinator = signed_in(visitor(language=language), "koordinaattori@example.org")
    # when the coordinator adds a paper for all and one for the invited, and publishes the agenda
    coordinator.opens("/work/meetings/example-invited/papers/")
    adds(coordinator, words, "Tausta – bakgrund")
    adds(coordinator, words, "Kutsutuille – för de inbjudna", seats_only=True)
    coordinator.opens("/work/meetings/example-invited/agenda/").presses(words["publish"])
    # then a stranger takes the agenda and the binder along, with the public paper in them
    stranger = visitor(language=language, screen=PHONE).opens("/meetings/example-invited/")
    stranger.sees("Tausta – bakgrund").does_not_see("för de inbjudna (")
    agenda, binder = Pdf(takes(stranger, words["agenda"])), Pdf(takes(stranger, words["binder"]))
    page = takes(stranger, words["file"]).decode()
    for said in (agenda.read, binder.read, page):
        assert "Tausta – bakgrund" in said and "Kutsutuille –" not in said
    assert agenda.language == binder.language == language and agenda.is_marked and binder.is_marked
    assert binder.of_kind("Figure") and all(figure.alt for figure in binder.of_kind("Figure"))
    # and a politician who is invited finds the other one too in a binder of her own
    invited = Meeting.objects.get(public_id="example-invited").invitations.exclude(sent_at=None)
    politician = Person.objects.get(email="pohjanmaa.luottamus1@example.org")
    invited.create(meeting_id=invited[0].meeting_id, guest=politician, state="sent", sent_at=invited[0].sent_at)
    own = signed_in(visitor(language=language), politician.email).opens("/meetings/example-invited/")
    mine = Pdf(takes(own, words["mine"]))
    assert "Kutsutuille – för de inbjudna" in mine.read and politician.name in mine.read
