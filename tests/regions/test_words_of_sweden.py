"""The Swedish profile speaks as Sweden does: of regions where Finland's texts say landskap and maakunta."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from forum import own_catalogues, own_words, translations

ROOT = Path(settings.BASE_DIR)
SWEDEN = own_words.folder(ROOT, "se")
NOT_SAID = {
    "fi": re.compile("maaku", re.IGNORECASE),
    "sv": re.compile("landskap|sekretariat|föredragningslist|ministeri|ämbetsverk|tjänsteinneh", re.IGNORECASE),
}
SHOW = """
import django; django.setup()
from django.conf import settings
from django.utils import timezone, translation
for language in ("sv", "fi", "en"):
    with translation.override(language):
        print(translation.gettext("Regions"))
print(settings.TIME_ZONE, timezone.get_default_timezone_name())
"""


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_no_word_of_finland_is_left_behind(language):
    house, own = (own_catalogues.house_texts(ROOT, language), own_catalogues.own_texts(ROOT, SWEDEN, language))
    left = {msgid.text: texts for msgid, texts in (house | own).items() if NOT_SAID[language].search(" ".join(texts))}
    assert left == {}, "add a word to regions/locale_se/words.csv, or the whole text to its django.po"


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_what_is_said_otherwise_is_asked_for_and_fills_the_same_places(language):
    house, own = (own_catalogues.house_texts(ROOT, language), own_catalogues.own_texts(ROOT, SWEDEN, language))
    assert own.keys() - house.keys() == set(), "nobody asks for these any more"
    assert not [msgid for msgid, texts in own.items() if not translations.same_places(msgid, texts)]


@pytest.mark.parametrize(
    ("house", "own"),
    [
        ("Maakunnan liitto", "Alueen liitto"),
        ("Esimerkiksi: maakuntahallitus", "Esimerkiksi: aluehallitus"),
        ("Maakunnista ja maakuntien", "Alueista ja alueiden"),
        ("maakuntalaulu", "maakuntalaulu"),
    ],
)
def test_words_change_and_capitals_stay(house, own):
    assert own_words.said(house, own_words.words(SWEDEN, "fi")) == own


def test_a_longer_phrase_goes_before_its_words():
    words = own_words.words(SWEDEN, "sv")
    assert own_words.said("Varje landskap och landskapen", words) == "Varje region och regionerna"


def test_finland_has_no_words_of_its_own():
    assert own_words.said("maakunta", own_words.words(own_words.folder(ROOT, "fi"), "fi")) == "maakunta"


def test_a_new_word_is_compiled_in(tmp_path):
    for floor in translations.FLOORS:
        translations.save(translations.po_path(tmp_path, floor, "fi"), "fi", {})
    msgid = translations.Msgid("Region")
    translations.save(translations.po_path(tmp_path, "regions", "fi"), "fi", {msgid: ("Maakunta",)})
    (tmp_path / "regions/locale_xx").mkdir()
    (tmp_path / "regions/locale_xx/words.csv").write_text("language,house,own\nfi,maakunta,alue\n", encoding="utf-8")
    compiled = tmp_path / "regions/locale_xx/fi/LC_MESSAGES/django.mo"
    assert compiled in own_catalogues.compile_profiles(tmp_path)
    assert own_catalogues.compile_profiles(tmp_path) == []
    assert b"Alue" in compiled.read_bytes()


def test_the_profile_brings_its_words_and_its_clock(tmp_path):
    translations.compile_all(ROOT)
    own_catalogues.compile_profiles(ROOT)
    environment = {**os.environ, "DEMO": "1", "FORUM_PROFILE": "se", "DATA_DIR": str(tmp_path)}
    environment |= {"DJANGO_SETTINGS_MODULE": "forum.settings", "PYTHONPATH": str(ROOT)}
    shown = subprocess.run([sys.executable, "-c", SHOW], env=environment, capture_output=True, text=True, check=True)
    assert shown.stdout.split() == ["Regioner", "Alueet", "Regions", "Europe/Stockholm", "Europe/Stockholm"]
