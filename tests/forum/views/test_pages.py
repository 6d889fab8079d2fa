"""The pages of running text say what the law asks for."""

import re

import pytest

pytestmark = pytest.mark.django_db
LANGUAGES = ("fi", "sv", "en")


def words(client, address):
    return re.sub(r"\s+", " ", client.get(address).content.decode())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["about", "accessibility", "privacy", "feedback"])
def test_each_page_opens_in_each_language_without_an_account(client, language, name):
    shown = words(client, f"/{language}/{name}/")
    assert shown.count("<h1") == 1
    assert "None" not in shown


@pytest.mark.parametrize(
    ("language", "five_things"),
    [
        ("fi", ["osittain", "Käännökset", "21.11.2026", "omaan arvioomme", "14 päivän", "sihteeristö", "Traficom"]),
        ("sv", ["delvis", "Översättningar", "21.11.2026", "egen bedömning", "14 dagar", "sekretariat", "Traficom"]),
        ("en", ["in part", "Translations", "21 November 2026", "own assessment", "14 days", "secretariat", "Traficom"]),
    ],
)
def test_the_accessibility_statement_holds_its_five_things(client, language, five_things):
    shown = words(client, f"/{language}/accessibility/")
    assert [thing for thing in five_things if thing not in shown] == []
    assert f'href="/{language}/feedback/?about=accessibility"' in shown


@pytest.mark.parametrize(
    ("language", "contents"),
    [
        (
            "fi",
            [
                "Rekisterinpitäjä",
                "6 artikla",
                "säilytetään",
                "Oikeutesi",
                "Tietosuojavaltuutetun",
                "tietosuojavastaavan",
            ],
        ),
        (
            "sv",
            ["Personuppgiftsansvarig", "artikel 6.1", "bevaras", "rättigheter", "Dataombudsmannens", "dataskyddsombud"],
        ),
        (
            "en",
            [
                "controller",
                "article 6(1)",
                "are kept",
                "Your rights",
                "Data Protection Ombudsman",
                "protection officer",
            ],
        ),
    ],
)
def test_the_privacy_notice_holds_what_readers_must_be_told(client, language, contents):
    shown = words(client, f"/{language}/privacy/")
    assert [thing for thing in contents if thing not in shown] == []


def test_every_page_leads_to_the_statement_and_the_notice(client):
    shown = words(client, "/fi/about/")
    for name in ("accessibility", "privacy", "about", "feedback"):
        assert f'href="/fi/{name}/"' in shown
