"""The pages of the letters' own words."""

import pytest

from forum.models import LetterText
from forum.services import letters
from tests import things

PAGE = "/fi/work/mailings/words/annual_calendar/"


@pytest.fixture
def coordinator(client, cast):
    client.force_login(cast.coordinator)
    return client


def test_words_are_written_shown_in_history_and_taken_back(coordinator):
    coordinator.post(PAGE, {"subject_fi": "Oma", "opening_fi": "Omat sanat."})
    page = coordinator.get(PAGE).content.decode()
    assert "Omat sanat." in page and "käytössä" in page
    assert "omat sanat: fi" in coordinator.get("/fi/work/mailings/words/").content.decode()
    coordinator.post(PAGE, {"subject_fi": "", "opening_fi": ""})
    assert LetterText.objects.count() == 2 and "omat sanat: fi" not in coordinator.get(PAGE).content.decode()


def test_a_wrong_placeholder_is_refused(coordinator):
    answer = coordinator.post(PAGE, {"opening_fi": "Hei {seat}"})
    assert answer.status_code == 422 and not LetterText.objects.exists()


def test_the_preview_is_the_letter_of_a_chosen_receiver(coordinator):
    person = things.person("aino")
    letters.write(key="t", kind="annual_calendar", person=person, facts={"year": 2027, "meetings": []})
    shown = coordinator.post(f"{PAGE}preview/", {"opening_fi": "Hyvä {name}!", "subject_fi": ""}).content.decode()
    assert "Hyvä aino (Esimerkki)!" in shown and not LetterText.objects.exists()


@pytest.mark.parametrize("kind", ["sign_in_code", "nothing", "base"])
def test_other_kinds_have_no_such_page(coordinator, kind):
    assert coordinator.get(f"/fi/work/mailings/words/{kind}/").status_code == 404
