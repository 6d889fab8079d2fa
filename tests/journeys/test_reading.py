"""A politician with a phone: from the letter that the agenda is out, to the brief, to a comment on a message."""

from io import BytesIO
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import Client
from pypdf import PdfReader

from forum.addresses import in_all_languages
from forum.models import Person
from forum.services import letters
from forum.texts import texts_of
from meetings.models import Meeting
from meetings.services.facts import briefs_of
from meetings.services.invitation_letters import meeting_facts, seat_facts
from tests.journeys.browser import PHONE, Visitor, letters_to, link_in, the_worker_posts_the_letters
from themes.models import Brief, Comment

WORDS = {
    "fi": {
        "who": "kainuu.luottamus1@example.org",
        "five": "5 lukua: Kainuu",
        "comment": "Kommentoi tätä",
        "about": "Kommenttisi koskee tätä katsauksen kohtaa:",
        "yours": "Kommenttisi",
        "publish": "Julkaise kommentti",
        "contents": "Tällä sivulla",
        "questions": "Kysymykset kokoukselle",
    },
    "sv": {
        "who": "pohjanmaa.luottamus1@example.org",
        "five": "5 siffror: Österbotten",
        "comment": "Kommentera det här",
        "about": "Din kommentar gäller den här delen av översikten:",
        "yours": "Din kommentar",
        "publish": "Publicera kommentaren",
        "contents": "På den här sidan",
        "questions": "Frågor till mötet",
    },
}


def brief_to_read() -> Brief:
    """The public brief of the business theme."""
    return Brief.objects.public().with_page().get(theme__slug="business")


def the_agenda_is_out(person: Person) -> str:
    """The letter that says so, as it reached the person; gives the brief's address in it."""
    brief = brief_to_read()
    meeting = next(one for one in Meeting.objects.public().order_by("starts_at") if brief in briefs_of(one))
    seat = person.mandates.filter(seat__isnull=False)[0].seat
    facts = {
        **meeting_facts(meeting),
        **seat_facts(SimpleNamespace(seat=seat)),  # type: ignore[arg-type]
        "items": [],
        "briefs": [{"title": texts_of(brief, "title"), "url": in_all_languages("themes:brief", brief.public_id)}],
        "role": "holder",
    }
    letters.write(key="agenda-journey", kind="agenda_out", person=person, about=meeting, facts=facts)
    the_worker_posts_the_letters()
    return link_in(letters_to(person.email)[-1].body, "/briefs/")


def signed_in(somebody: Visitor, person: Person) -> Visitor:
    """The visitor, signed in as the person."""
    client = Client()
    client.force_login(person)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    somebody.window.add_cookies([{"name": cookie.key, "value": cookie.value, "url": somebody.site}])
    return somebody


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_politician_reads_the_brief_on_a_phone_and_comments_on_a_message(language, scripts, forum, visitor):
    words = WORDS[language]
    person = Person.objects.get(email=words["who"])
    reader = signed_in(visitor(language=language, screen=PHONE, scripts=scripts), person)
    reader.opens(the_agenda_is_out(person)).sees(words["five"])
    card = reader.page.locator(".five-card").bounding_box()
    assert card and card["y"] + 200 < PHONE["height"], "the five numbers begin on the first screen"
    reader.page.get_by_role("navigation", name=words["contents"]).get_by_role("link", name=words["questions"]).click()
    assert reader.page.url.endswith("#questions")
    reader.page.locator(".messages > li").nth(1).get_by_role("link", name=words["comment"]).click()
    reader.looks_around().sees(words["about"]).writes(words["yours"], "Tämä on meillä toisin.").presses(
        words["publish"]
    )
    said = Comment.objects.get()
    message = brief_to_read().blocks.filter(kind="message")[1]
    assert (said.block, said.brief_version, said.author) == (message.public_id, 1, person)
    reader.sees("Tämä on meillä toisin.")
    reader.page.locator(".pinned a").click()
    assert reader.page.url.endswith(f"#b-{message.public_id}")


def test_the_way_to_comment_is_walked_with_the_keyboard(forum, visitor):
    person = Person.objects.get(email=WORDS["fi"]["who"])
    reader = signed_in(visitor(language="fi", screen=PHONE), person)
    reader.opens(f"/briefs/{brief_to_read().public_id}/")
    link = reader.page.locator(".messages > li").first.get_by_role("link")
    link.focus()
    reader.page.keyboard.press("Enter")
    reader.looks_around().sees(WORDS["fi"]["about"])


@pytest.mark.parametrize("slug", ["business", "communities"])
def test_the_page_of_a_brief_is_printed_on_two_sheets(slug, forum, visitor):
    brief = Brief.objects.public().with_page().get(theme__slug=slug)
    reader = visitor(language="fi").opens(f"/briefs/{brief.public_id}/?region=18")
    assert len(PdfReader(BytesIO(reader.page.pdf(prefer_css_page_size=True))).pages) <= 2
