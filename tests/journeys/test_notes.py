"""Notes from the draft to the public, in the browser: written, checked from the letter, answered, published, read."""

import re

import pytest

from forum.models import Person
from meetings.models import Answer, Meeting, NotesSection
from tests import things
from tests.journeys.browser import PHONE, letters_to, link_in, the_worker_posts_the_letters
from tests.journeys.test_the_main_story import COORDINATOR, signs_in

SEAT = {"fi": "kainuu.virkamies@example.org", "sv": "pohjanmaa.virkamies@example.org"}
REMARK = {
    "fi": ("Huomauta tästä asiakohdasta", "Huomautuksesi", "Lähetä huomautus"),
    "sv": ("Gör en anmärkning på detta ärende", "Din anmärkning", "Skicka anmärkningen"),
}
READ = {
    "fi": ("Rahoitus jatkuu.", "Hankkeet päättyvät kesken.", "Kainuu"),
    "sv": ("Finansieringen fortsätter.", "Projekten tar slut i förtid.", "Kajanaland"),
}


@pytest.fixture
def held(forum) -> Meeting:
    """An officials' meeting that was held last week, where the seats of Kainuu and Ostrobothnia were."""
    example = Meeting.objects.get(public_id="example-held")
    meeting = things.meeting(days=-7, state="held", cycle=example.cycle, theme=example.theme)
    things.agenda_item(meeting, title_fi="Rahoitus", title_sv="Finansiering", title_en="Funding")
    for address in SEAT.values():
        person = Person.objects.get(email=address)
        seat = person.mandates.get(role="holder").seat
        one = things.invitation(meeting, seat, person=person)
        said = Answer.objects.create(invitation=one, reply="attend", mode="room", author=person, channel="link")
        meeting.invitations.filter(pk=one.pk).update(state="accepted", mode="room", answer=said)
    return meeting


def remarks_from_the_letter(visitor, language, text):
    """Opens the newest letter's link on a phone, without signing in, and remarks on the first item."""
    remark_on, field, send = REMARK[language]
    letter = letters_to(SEAT[language])[-1]
    official = visitor(language=language, screen=PHONE).opens(link_in(letter.body, "/notes/"))
    official.page.locator("summary", has_text=remark_on).first.click()
    return official.writes(field, text).presses(send).sees(text)


def test_notes_are_written_checked_published_and_read(visitor, held):
    # given a coordinator who types the notes; they are saved as they are typed, and the focus stays
    work = f"/work/meetings/{held.public_id}/notes/"
    coordinator = signs_in(visitor(), COORDINATOR).opens(work).follows("Kirjoita", within=".notes-item")
    for name, text in (("conclusions_fi", READ["fi"][0]), ("conclusions_sv", READ["sv"][0])):
        coordinator.page.locator(f"#id_{name}").press_sequentially(text)
    coordinator.sees("Tallennettu klo")
    assert coordinator.page.evaluate("document.activeElement.id") == "id_conclusions_sv"
    assert NotesSection.objects.get(item__meeting=held).conclusions_sv == READ["sv"][0]
    coordinator.page.locator("#new_by").select_option(label="Kainuu")
    coordinator.page.locator("#new_text_fi").fill(READ["fi"][1])
    coordinator.page.locator("#new_text_sv").fill(READ["sv"][1])
    coordinator.presses("Lisää evästys").sees(READ["fi"][1])

    # when the notes go to checking, and officials remark from their letters in Finnish and in Swedish
    coordinator.opens(work).follows("Tarkista ja lähetä").presses("Lähetä tarkastettavaksi")
    the_worker_posts_the_letters()
    kainuu = remarks_from_the_letter(visitor, "fi", "Puhuimme kolmesta vuodesta.")
    remarks_from_the_letter(visitor, "sv", "Vi talade om tre år.")

    # and the coordinator answers both, confirms and publishes
    for answer in ("Lisätty johtopäätöksiin.", "Samoin."):
        coordinator.opens(work).writes(re.compile("Mitä huomautuksesta seurasi"), answer).presses(
            "Vastaa huomautukseen"
        )
    kainuu.opens(kainuu.page.url.partition("#")[0]).sees("Lisätty johtopäätöksiin.")
    coordinator.chooses("Vahvista, vaikka kutsutuilla on vielä aikaa").presses("Vahvista muistio")
    coordinator.presses("Julkaise muistio").sees("Lue julkaistu muistio")

    # then strangers read what was concluded and who raised what, and nothing of the checking
    for language, texts in READ.items():
        stranger = visitor(language=language).opens(f"/meetings/{held.public_id}/notes/")
        stranger.sees(*texts).does_not_see("Puhuimme kolmesta vuodesta.", "Vi talade om tre år.")
