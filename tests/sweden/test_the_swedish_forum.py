"""The Swedish forum runs on the same code: furnished as completely as the Finnish, and it speaks as Sweden does."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import holidays
import pytest
from django.apps import apps
from django.conf import settings

from forum import own_catalogues, translations

pytestmark = pytest.mark.processes
ROOT = Path(settings.BASE_DIR)
FIGURES = {
    "regions.DataVersion",
    "regions.FigureImport",
    "regions.Indicator",
    "regions.Observation",
    "themes.ThemeIndicator",
}
"""What a country without figures has none of; its briefs say why."""


@pytest.fixture(scope="module")
def sweden(tmp_path_factory, migrated):
    """What look.py saw of the furnished Swedish forum."""
    translations.compile_all(ROOT)
    own_catalogues.compile_profiles(ROOT)
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    folder = tmp_path_factory.mktemp("sweden")
    shutil.copy(migrated, folder)
    environment |= {"DEMO": "1", "FORUM_PROFILE": "se", "DATA_DIR": str(folder)}
    environment |= {"DJANGO_SETTINGS_MODULE": "forum.settings", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "tests.sweden.look"]
    looked = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True)
    assert looked.returncode == 0, looked.stderr
    return json.loads(looked.stdout)


def test_it_is_furnished_with_everything_that_finland_s_is(sweden, furnished):
    furnished()
    floors = (apps.get_app_config(floor) for floor in ("forum", "regions", "themes", "meetings"))
    finland = {model._meta.label for floor in floors for model in floor.get_models() if model.objects.exists()}
    assert {label for label in finland if not sweden["counts"][label]} == FIGURES


def test_every_region_has_its_three_seats(sweden):
    assert sweden["counts"]["regions.Region"] == 21
    assert (sweden["seats"]["politician"], sweden["seats"]["official"], sweden["seats"]["chair"]) == (42, 21, 2)


def test_a_year_of_eight_meetings_one_that_invites_and_one_that_was_held(sweden):
    held = sum(sweden["meetings"].get(state, 0) for state in ("held", "notes_public"))
    assert (sweden["meetings"]["invited"], held) == (1, 1)
    assert sweden["meetings"]["announced"] >= 8
    assert {"accepted", "deputy_accepted", "declined", "sent"} <= sweden["answers"].keys()


def test_it_plans_its_year_with_swedish_holidays(sweden):
    assert len(sweden["plan"]) == 8
    swedish = holidays.country_holidays("SE", years=int(sweden["plan"][0]["day"][:4]))
    assert [one for one in sweden["plan"] if one["against"] or one["day"] in swedish] == []


def test_swedish_holidays_have_names_in_every_language(sweden):
    swedish, finnish = sweden["holidays"]["sv"], sweden["holidays"]["fi"]
    assert "Nationaldagen" in swedish and "Ruotsin kansallispäivä" in finnish
    assert not set(swedish) & set(finnish) and len(swedish) == len(finnish) == len(sweden["holidays"]["en"])


def test_its_pages_open_in_every_language(sweden):
    assert sweden["languages"] == ["sv", "en", "fi"]
    wrong = [(page["who"], page["address"], page["status"]) for page in sweden["pages"] if page["status"] >= 400]
    assert wrong == []
    assert len([page for page in sweden["pages"] if page["who"] == "stranger"]) > 80
    assert len([page for page in sweden["pages"] if page["who"] == "coordinator"]) > 120


def test_no_page_says_what_only_finland_says(sweden):
    assert {page["address"]: page["finland"] for page in sweden["pages"] if page["finland"]} == {}
