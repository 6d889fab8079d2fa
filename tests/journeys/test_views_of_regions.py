"""Regions' views in the browser: asked, drafted by two who clash, approved, received, on the board and in public."""

import re
from datetime import timedelta

import pytest

from forum import clock
from forum.services import mass_sending
from tests.journeys.browser import DESK, PHONE, letters_to, link_in, the_worker_posts_the_letters
from tests.journeys.test_the_main_story import COORDINATOR, signs_in
from themes.models import RegionView, ViewRound

OFFICIAL, CONTACT = "kainuu.virkamies@example.org", "kainuu.yhteys@example.org"
SWEDISH = "pohjanmaa.virkamies@example.org"


def a_day(days: int) -> str:
    """So many days from now, as people write it."""
    day = clock.today() + timedelta(days=days)
    return f"{day.day}.{day.month}.{day.year}"


@pytest.fixture
def asked(visitor):
    """A coordinator who has asked all regions, and the round."""
    coordinator = signs_in(visitor(), COORDINATOR).opens("/views/new/")
    page = coordinator.page
    page.locator("#id_theme").select_option(index=2)
    for name, text in (("title_fi", "Talven näkymät"), ("title_sv", "Vinterns utsikter")):
        page.locator(f"#id_{name}").fill(text)
    page.locator("#id_question_1_fi").fill("Mikä muuttui?")
    page.locator("#id_question_1_sv").fill("Vad ändrades?")
    page.locator("#id_due").fill(a_day(20))
    coordinator.presses("Tallenna luonnos").sees("Keneltäkään ei ole vielä pyydetty.")
    coordinator.presses("Tarkista ja pyydä näkemykset").sees("valmistelee tai hyväksyy alueen näkemyksen: Kainuu")
    coordinator.presses("Vapauta kirje lähtemään")
    mass_sending.send_due()
    the_worker_posts_the_letters()
    coordinator.follows("Talven näkymät", within=".kicker").sees("aluetta on hyväksynyt näkemyksensä")
    return coordinator, ViewRound.objects.get(title_fi="Talven näkymät")


def comes_from_the_letter(somebody, address):
    """Signs in, and opens the link of the newest letter that asks for the view."""
    letter = [one for one in letters_to(address) if "/write/" in one.body][-1]
    return signs_in(somebody, address).opens(link_in(letter.body, "/write/"))


def fills(page, answer):
    """Everything that is asked."""
    for horizon in ("now", "half_year", "year"):
        page.locator(f"#id_{horizon}_1").check()
        page.locator(f"#id_{horizon}_text").fill("Perustelu.")
    page.locator("#id_answer_q1").fill(answer)


def test_views_are_asked_drafted_approved_and_read(visitor, asked):
    # given two of Kainuu who open the view from their letters, one of them without scripts
    coordinator, round = asked
    official = comes_from_the_letter(visitor(screen=PHONE), OFFICIAL)
    contact = comes_from_the_letter(visitor(scripts=False), CONTACT)

    # when both write the same answer, nothing is lost: what came second is shown beside what is saved
    fills(official.page, "Investointi alkoi.")
    official.sees("Tallennettu klo")
    contact.page.locator("#id_answer_q1").fill("Hanke alkoi.")
    contact.presses("Tallenna luonnos").sees("Investointi alkoi.", "Hanke alkoi.")
    contact.presses("Tallenna luonnos").sees("Mitään ei puutu: näkemyksen voi hyväksyä.")
    assert RegionView.objects.get(round=round, region__code="18").answers == {"q1": "Hanke alkoi."}

    # and the approver approves what was read; the region gets a receipt
    official.opens(f"/views/{round.public_id}/regions/18/approve/").sees("Hanke alkoi.")
    official.chooses("Hyväksyn tämän näkemyksen alueen nimissä").presses("Hyväksy alueen nimissä")
    official.sees("Näkemys tulee julkiseksi, kun kierros päätetään.")
    the_worker_posts_the_letters()
    assert all(any("Kuittaus" in one.subject for one in letters_to(who)) for who in (OFFICIAL, CONTACT))

    # then the board says so, and once the round is closed everybody reads the view
    board = f"/views/{round.public_id}/board/"
    coordinator.opens(f"{board}?state=approved")
    coordinator.page.get_by_role("row", name=re.compile("Kainuu.*Hyväksytty", re.DOTALL)).wait_for()
    coordinator.opens(board).follows("Päätä ja julkaise", within="main").presses("Päätä ja julkaise")
    stranger = visitor(language="sv").opens(f"/views/{round.public_id}/")
    stranger.page.locator("summary", has_text=re.compile("Kajanaland")).first.click()
    stranger.sees("Hanke alkoi.", "Sände ingen lägesbedömning")


def test_a_swedish_official_writes_on_a_phone_without_scripts(visitor, asked):
    coordinator, round = asked
    official = comes_from_the_letter(visitor(language="sv", screen=PHONE, scripts=False), SWEDISH)
    fills(official.page, "Ett nytt projekt.")
    official.presses("Spara utkastet").sees("Inget saknas: lägesbedömningen kan godkännas.")
    official.opens(f"/views/{round.public_id}/regions/15/").sees("Ett nytt projekt.", "gott")
    coordinator.opens(f"/views/{round.public_id}/board/").sees("odottaa hyväksyjää")
    coordinator.does_not_see("Ett nytt projekt.")


@pytest.mark.parametrize(("language", "screen"), [("fi", DESK), ("sv", PHONE)])
def test_the_coordinators_other_pages_are_whole(visitor, language, screen):
    coordinator = signs_in(visitor(language=language, screen=screen), COORDINATOR)
    round = ViewRound.objects.get(state="asked")
    one = f"/views/{round.public_id}/"
    approved = RegionView.objects.filter(round=round, state="approved").select_related("region").first()
    silent = RegionView.objects.filter(round=round, state="draft").select_related("region").first()
    for name in ("calls/", "due/", "call-off/", f"regions/{silent.region.code}/record/", "board/?state=silent"):
        coordinator.opens(one + name)
    for name in ("", "reopen/"):
        coordinator.opens(f"{one}regions/{approved.region.code}/{name}")
    for path in ("/views/", "/views/work/", "/work/meetings/example-invited/views/", "/regions/18/"):
        coordinator.opens(path)


@pytest.mark.parametrize(("language", "screen"), [("fi", PHONE), ("sv", DESK)])
def test_the_regions_other_pages_are_whole(visitor, language, screen):
    official = signs_in(visitor(language=language, screen=screen), OFFICIAL)
    round = ViewRound.objects.get(state="asked")
    for name in ("", "write/", "history/", "approve/"):
        official.opens(f"/views/{round.public_id}/regions/18/{name}")
    theme = round.theme
    official.opens(f"/themes/{theme.programme.key}/{theme.slug}/").opens("/desk/")
