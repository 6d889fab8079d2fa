"""A brief from an empty draft to the public and to a corrected version, in the browser, in Finnish and in Swedish."""

import pytest

from tests.journeys.browser import PHONE
from tests.journeys.test_the_main_story import COORDINATOR, signs_in
from themes.models import Brief, Theme

WORDS = {
    "fi": {
        "add": "Pääviesti", "save": "Tallenna osa", "edit": "Muokkaa", "check": "Lähetä tarkastettavaksi",
        "confirm": "Vahvista katsaus", "publish": "Julkaise nyt", "rework": "Aloita uusi versio",
        "head": "Otsikko ja ingressi", "store": "Tallenna", "changed": "Mikä muuttui versiossa 2",
        "begin": "Aloita katsaus", "measure": "BKT asukasta kohti",
    },
    "sv": {
        "add": "Huvudbudskap", "save": "Spara delen", "edit": "Redigera", "check": "Skicka för granskning",
        "confirm": "Bekräfta översikten", "publish": "Publicera nu", "rework": "Börja en ny version",
        "head": "Titel och ingress", "store": "Spara", "changed": "Vad som ändrades i version 2",
        "begin": "Börja översikten", "measure": "BNP per invånare",
    },
}  # fmt: skip
TITLES = {"fi": "Tuotanto kasvaa koko maassa", "sv": "Produktionen ökar i hela landet"}


def fills(somebody, **texts):
    """Types into the fields by their names."""
    for name, text in texts.items():
        somebody.page.locator(f"#id_{name}").fill(text)
    return somebody


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_brief_is_written_checked_published_and_corrected(forum, visitor, language):
    said, theme = WORDS[language], Theme.objects.get(slug="skills")
    # given a coordinator who begins a brief on a theme
    coordinator = signs_in(visitor(language=language), COORDINATOR).opens(f"/briefs/new/?theme={theme.pk}")
    fills(coordinator, title_fi=TITLES["fi"], title_sv=TITLES["sv"]).presses(said["begin"]).sees(TITLES[language])
    brief = Brief.objects.order_by("-pk").first()
    # when she adds a key message with a sentence of her own, and edits it in place
    coordinator.follows(said["add"])
    coordinator.page.locator("#id_indicator").select_option(label=said["measure"])
    fills(coordinator, headline_fi="Tuotanto kasvoi", headline_sv="Produktionen ökade", headline_en="Output grew")
    fills(coordinator, text_fi="{place}: {own} ({year}).", text_sv="{place}: {own} ({year}).")
    coordinator.presses(said["save"]).sees("Tuotanto kasvoi")
    coordinator.page.locator(".block").get_by_role("link", name=said["edit"]).first.click()
    coordinator.page.locator(".block #id_headline_en").fill("Output grew everywhere")
    coordinator.presses(said["save"]).sees("Output grew everywhere")
    assert "/blocks/" not in coordinator.page.url
    # and it is checked, confirmed and published
    for deed in ("check", "confirm", "publish"):
        coordinator.follows(said[deed], within=".page-head").presses(said[deed])
    # then a reader finds it on a phone, with the numbers of the chosen region
    reader = visitor(language=language, screen=PHONE).opens(f"/briefs/{brief.public_id}/?region=18")
    reader.sees(TITLES[language]).sees("34\u00a0923")
    # when a correction is published with a note
    coordinator.follows(said["rework"], within=".page-head").presses(said["rework"])
    coordinator.follows(said["head"])
    fills(coordinator, title_fi=f"{TITLES['fi']} yhä", title_sv=f"{TITLES['sv']} ännu").presses(said["store"])
    coordinator.follows(said["check"], within=".page-head").presses(said["check"])
    coordinator.follows(said["confirm"], within=".page-head").presses(said["confirm"])
    coordinator.follows(said["publish"], within=".page-head")
    fills(coordinator, note_fi="Otsikkoa tarkennettu", note_sv="Rubriken preciserad").presses(said["publish"])
    # then the reader sees what changed, and the older version stays at its address
    reader.opens(f"/briefs/{brief.public_id}/").follows(said["changed"])
    reader.opens(f"/briefs/{brief.public_id}/versions/1/").sees(TITLES[language])
