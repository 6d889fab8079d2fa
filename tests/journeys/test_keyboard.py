"""The forum without a mouse, and the brief on paper."""

import re

import pytest
from django.conf import settings
from django.test import Client

from forum.models import Person
from meetings.models import Answer, Invitation
from meetings.services import links
from tests.journeys.browser import PHONE, Visitor
from themes.models import Brief

FOCUS = """() => {
  const at = document.activeElement
  const label = at.closest("label") ?? (at.id && document.querySelector(`label[for="${at.id}"]`))
  const words = at.matches("input") && label ? label.innerText : at.innerText || at.getAttribute("aria-label") || ""
  const style = getComputedStyle(at)
  return [words.replace(/\\s+/g, " ").trim(), style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2]
}"""


def tabs_to(somebody: Visitor, words: str, *, at_most: int = 40) -> Visitor:
    """Presses Tab until the words have the focus; the focus is always seen."""
    passed = []
    for _step in range(at_most):
        somebody.page.keyboard.press("Tab")
        found, seen = somebody.page.evaluate(FOCUS)
        passed.append(found)
        assert seen, f"the focus is not seen at {found!r}"
        if found.startswith(words):
            return somebody
    raise AssertionError(f"no {words!r} among {passed}")


def presses(somebody: Visitor, *keys: str) -> Visitor:
    """Presses the keys one after another."""
    for key in keys:
        somebody.page.keyboard.press(key)
    return somebody


@pytest.fixture
def open_invitation(forum) -> Invitation:
    """Somebody's unanswered invitation in Finnish."""
    found = Invitation.objects.filter(meeting__public_id="example-invited", answer=None, person__language="fi")
    invitation = found.select_related("person").first()
    assert invitation
    return invitation


def test_an_invitation_is_answered_with_keys_alone(visitor, open_invitation):
    somebody = visitor()
    somebody.opens(f"/answer/{links.token(open_invitation, open_invitation.person)}/")
    tabs_to(somebody, "Siirry sisältöön", at_most=1)
    presses(somebody, "Enter")
    tabs_to(somebody, "Osallistun", at_most=3)
    presses(somebody, "Space")
    tabs_to(somebody, "Paikan päällä", at_most=1)
    presses(somebody, "ArrowDown")
    assert somebody.page.evaluate(FOCUS)[0].startswith("Etänä")
    tabs_to(somebody, "Lähetä vastaus", at_most=3)
    presses(somebody, "Enter")
    somebody.sees("Vastauksesi on kirjattu").looks_around()
    answer = Answer.objects.filter(invitation=open_invitation).latest("pk")
    assert (answer.reply, answer.mode) == ("attend", "remote")


def test_a_forgotten_reason_takes_the_focus_and_keeps_the_choice(visitor, open_invitation):
    somebody = visitor()
    somebody.opens(f"/answer/{links.token(open_invitation, open_invitation.person)}/")
    somebody.page.get_by_role("radio", name="Emme pääse").focus()
    presses(somebody, "Space")
    tabs_to(somebody, "Syy", at_most=2)
    presses(somebody, "Enter")
    somebody.sees("Vastausta ei ole vielä kirjattu").looks_around()
    assert somebody.page.get_by_role("radio", name="Emme pääse").is_checked()
    assert somebody.page.title().startswith("Virhe")
    link = somebody.page.get_by_role("alert").get_by_role("link").first
    link.focus()
    presses(somebody, "Enter")
    assert somebody.page.evaluate("document.activeElement.name") == "reason"


def test_the_menu_of_a_phone_opens_with_keys(visitor):
    somebody = visitor(language="sv", screen=PHONE).opens("/")
    assert not somebody.page.get_by_role("link", name="Teman", exact=True).first.is_visible()
    tabs_to(somebody, "Meny", at_most=3)
    presses(somebody, "Enter")
    somebody.looks_around()
    tabs_to(somebody, "Teman", at_most=2)
    presses(somebody, "Enter")
    somebody.page.wait_for_url(re.compile("/sv/themes/"))


def test_a_brief_prints_on_two_pages(forum, visitor):
    somebody = visitor()
    client = Client()
    client.force_login(Person.objects.get(email="kainuu.virkamies@example.org"))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    somebody.window.add_cookies([{"name": cookie.key, "value": cookie.value, "url": forum}])
    pages = {}
    for brief in Brief.objects.public():
        somebody.opens(f"/briefs/{brief.public_id}/")
        paper = somebody.page.pdf(format="A4", prefer_css_page_size=True)
        pages[brief.theme.number] = len(re.findall(rb"/Type\s*/Page\b", paper))
    assert pages and set(pages.values()) <= {1, 2}, pages
