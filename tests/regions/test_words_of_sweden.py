"""The Swedish profile speaks of regions where Finland's Swedish says landskap."""

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from forum import translations

ROOT = Path(settings.BASE_DIR)
OWN = ROOT / "regions/locale_se/sv/LC_MESSAGES/django.po"
SHOW = """
import django; django.setup()
from django.conf import settings
from django.utils import timezone, translation
with translation.override("sv"):
    print(translation.gettext("Regions"), settings.TIME_ZONE, timezone.get_default_timezone_name())
"""


def test_every_word_that_differs_has_its_own_and_none_is_left_behind():
    own = translations.load(OWN)
    house = {}
    for floor in translations.FLOORS:
        house |= translations.load(translations.po_path(ROOT, floor, "sv"))
    finnish = {msgid for msgid, texts in house.items() if any("landskap" in text.lower() for text in texts)}
    assert finnish - own.keys() == set(), "say these in regions/locale_se too"
    assert own.keys() - house.keys() == set(), "nobody asks for these any more"
    assert not [texts for texts in own.values() if any("landskap" in text.lower() for text in texts)]
    assert not [msgid for msgid, texts in own.items() if not translations.same_places(msgid, texts)]


def test_the_profile_brings_its_words_and_its_clock(tmp_path):
    translations.compile_all(ROOT)
    environment = {**os.environ, "DEMO": "1", "FORUM_PROFILE": "se", "DATA_DIR": str(tmp_path)}
    environment |= {"DJANGO_SETTINGS_MODULE": "forum.settings", "PYTHONPATH": str(ROOT)}
    shown = subprocess.run([sys.executable, "-c", SHOW], env=environment, capture_output=True, text=True, check=True)
    assert shown.stdout.split() == ["Regioner", "Europe/Stockholm", "Europe/Stockholm"]
