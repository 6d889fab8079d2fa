"""Figures come in: a revision in Finnish, and a new table in Swedish on a phone without scripts."""

import json

import pytest
from django.conf import settings
from django.test import Client

from forum.models import Person
from regions.models import Observation
from regions.services import figure_reading
from tests.journeys.browser import PHONE, Visitor
from tests.regions.figure_files import json_stat

AREAS = {"SSS": "HELA LANDET", "MK01": "MK01 Nyland", "MK18": "MK18 Kajanaland"}
REVISED = "indicator,region,period,value,source\ngdp-per-capita,18,2020,35000,Tilastokeskus\n"


@pytest.fixture
def coordinator(forum, visitor):
    """coordinator(language=…, screen=…, scripts=…): the coordinator at a screen, signed in."""

    def sits_down(**wishes) -> Visitor:
        somebody = visitor(**wishes)
        client = Client()
        client.force_login(Person.objects.get(email="koordinaattori@example.org"))
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        somebody.window.add_cookies([{"name": cookie.key, "value": cookie.value, "url": forum}])
        return somebody

    return sits_down


def sends(somebody: Visitor, path, button: str) -> Visitor:
    """Chooses the file and sends it."""
    somebody.page.set_input_files("input[type=file]", path)
    return somebody.presses(button)


def test_a_revision_is_seen_taken_in_and_public(coordinator, tmp_path):
    # given a file with one newer figure
    (tmp_path / "uusi.csv").write_text(REVISED)
    somebody = coordinator().opens("/work/figures/")
    sends(somebody, tmp_path / "uusi.csv", "Lähetä tiedosto")
    # when a worker has read it, the page shows by itself what would change
    figure_reading.read_due()
    somebody.page.get_by_text("35\u00a0000").wait_for()
    somebody.looks_around().presses("Ota luvut käyttöön")
    # then the figure is there with the old one beside it, and the old one is lost to nobody
    somebody.opens("/data/gdp-per-capita/")
    assert "34\u00a0923" in somebody.page.inner_text("#revisions")
    assert Observation.objects.filter(superseded_in__isnull=False).count() == 1
    assert not somebody.problems


def test_a_new_table_is_explained_on_a_phone_without_scripts(coordinator, tmp_path):
    (tmp_path / "ny.json").write_text(json.dumps(json_stat(areas=AREAS, years=["2030"])))
    somebody = coordinator(language="sv", screen=PHONE, scripts=False).opens("/work/figures/")
    sends(somebody, tmp_path / "ny.json", "Skicka filen")
    figure_reading.read_due()
    somebody.page.reload()
    somebody.page.select_option("select[name=content_0]", "population")
    somebody.presses("Visa vad som skulle ändras")
    figure_reading.read_due()
    somebody.page.reload()
    somebody.looks_around().presses("Förkasta filen")
    assert not Observation.objects.filter(period="2030").exists()
