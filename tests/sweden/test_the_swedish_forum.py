"""The Swedish forum runs on the same code: furnished as completely as the Finnish, and it speaks as Sweden does."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command

from forum import own_catalogues, translations

ROOT = Path(settings.BASE_DIR)
FIGURES = {
    "regions.DataVersion",
    "regions.Indicator",
    "regions.Observation",
    "themes.ThemeIndicator",
    "themes.BriefMessage",
}
"""What a country without figures has none of; its briefs say why."""


@pytest.fixture(scope="module")
def sweden(tmp_path_factory):
    """What look.py saw of the furnished Swedish forum."""
    translations.compile_all(ROOT)
    own_catalogues.compile_profiles(ROOT)
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    environment |= {"DEMO": "1", "FORUM_PROFILE": "se", "DATA_DIR": str(tmp_path_factory.mktemp("sweden"))}
    environment |= {"DJANGO_SETTINGS_MODULE": "forum.settings", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "tests.sweden.look"]
    looked = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True)
    assert looked.returncode == 0, looked.stderr
    return json.loads(looked.stdout)


def test_it_is_furnished_with_everything_that_finland_s_is(sweden, db):
    call_command("furnish", verbosity=0)
    floors = (apps.get_app_config(floor) for floor in ("forum", "regions", "themes", "meetings"))
    finland = {model._meta.label for floor in floors for model in floor.get_models() if model.objects.exists()}
    assert {label for label in finland if not sweden["counts"][label]} == FIGURES


def test_every_region_has_its_three_seats(sweden):
    assert sweden["counts"]["regions.Region"] == 21
    assert (sweden["seats"]["politician"], sweden["seats"]["official"], sweden["seats"]["chair"]) == (42, 21, 2)


def test_a_year_of_eight_meetings_one_that_invites_and_one_that_was_held(sweden):
    assert (sweden["meetings"]["invited"], sweden["meetings"]["held"]) == (1, 1)
    assert sweden["meetings"]["announced"] >= 8
    assert {"accepted", "deputy_accepted", "declined", "sent"} <= sweden["answers"].keys()


def test_its_pages_open_in_every_language(sweden):
    assert sweden["languages"] == ["sv", "en", "fi"]
    wrong = [(page["who"], page["address"], page["status"]) for page in sweden["pages"] if page["status"] >= 400]
    assert wrong == []
    assert len([page for page in sweden["pages"] if page["who"] == "stranger"]) > 80
    assert len([page for page in sweden["pages"] if page["who"] == "coordinator"]) > 120


def test_no_page_says_what_only_finland_says(sweden):
    assert {page["address"]: page["finland"] for page in sweden["pages"] if page["finland"]} == {}
