"""The plan of letters in the browser: from the plan's page to the letter in the receiver's post."""

import pytest

from forum.models import Letter
from meetings.furnishing import INVITED
from meetings.models import Escalation
from tests.journeys.browser import PHONE, letters_to, the_worker_posts_the_letters
from tests.journeys.test_the_main_story import signs_in

COORDINATOR = "koordinaattori@example.org"
WORDS = {
    "fi": ("Kirjesuunnitelma", "Muistutus vastaamattomille", "Lähetä nyt", "tehty"),
    "sv": ("Brevplan", "Påminnelse till dem som inte svarat", "Skicka nu", "klart"),
}


@pytest.mark.parametrize(("language", "scripts"), [("fi", False), ("sv", True)])
def test_a_coordinator_on_a_phone_sends_the_reminders_now(visitor, language, scripts):
    plan, reminder, send, done = WORDS[language]
    coordinator = signs_in(visitor(language=language, screen=PHONE, scripts=scripts), COORDINATOR)
    coordinator.opens(f"/work/meetings/{INVITED}/letters/").sees(plan, reminder)
    coordinator.page.locator("#remind_silent").get_by_role("link").first.click()
    coordinator.looks_around().sees(reminder)
    coordinator.page.get_by_role("button", name=send).click()
    coordinator.looks_around()
    assert done in coordinator.page.locator("#remind_silent").inner_text()
    the_worker_posts_the_letters()
    letter = Letter.objects.filter(kind__in=["reminder", "ask_deputy"]).first()
    assert letter and letters_to(letter.to_address) and Escalation.objects.exists()
