"""The public versions of a brief, and what changed between them."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from regions.services import figures
from tests import things
from tests.regions.figures import FILE
from tests.themes.furnished import real_briefs
from themes.services import brief_blocks, brief_writing, briefs

pytestmark = pytest.mark.django_db
NOTE = {"fi": "Korjattu yksi luku", "sv": "En siffra rättad"}


def page(client, name, *args, **query):
    with translation.override("fi"):
        return client.get(reverse(f"themes:{name}", args=args), query)


def published_again(brief, note=NOTE, **head):
    briefs.rework(brief, by=None)
    if head:
        brief_writing.describe(brief, by=None, **head)
    brief.refresh_from_db()
    briefs.send_for_checking(brief, by=None)
    briefs.confirm(brief, by=None)
    return briefs.publish(brief, by=None, note=note)


def test_an_older_version_is_read_at_its_address_with_a_banner(client):
    brief = things.brief()
    published_again(brief, title_fi="Uusi otsikko")
    html = page(client, "brief_version", brief.public_id, 1).content.decode()
    assert "<h1>Katsaus</h1>" in html and "Tämä on versio 1" in html and "Lue uusin versio" in html
    newest = page(client, "brief", brief.public_id).content.decode()
    assert "<h1>Uusi otsikko</h1>" in newest and "Tämä on versio" not in newest and NOTE["fi"] in newest
    assert page(client, "brief_version", brief.public_id, 2).status_code == 302
    assert page(client, "brief_version", brief.public_id, 3).status_code == 404


def test_the_changes_are_told_word_by_word(client):
    brief = things.brief(title_fi="Väestö vähenee")
    things.block(brief, text_fi="Uusi osa", text_sv="Ny del")
    published_again(brief, title_fi="Väestö vähenee vielä")
    html = page(client, "brief_changes", brief.public_id, 2).content.decode()
    assert "vielä" in html and "<ins>" in html and "Uusi osa" in html and NOTE["fi"] in html
    for number, since in ((1, ""), (3, ""), (2, "2"), (2, "0"), (2, "99")):
        assert page(client, "brief_changes", brief.public_id, number, since=since).status_code == 404
    assert page(client, "brief_changes", brief.public_id, 2, since="1").status_code == 200


def test_a_change_of_the_data_is_told_as_old_and_new_numbers(client, tmp_path):
    brief = real_briefs()["business"]
    revised = tmp_path / "revised.csv"
    revised.write_text(FILE.read_text(encoding="utf-8").replace(",34923,", ",35000,", 1), encoding="utf-8")
    newest, _new = figures.import_file(revised, by=None)
    published_again(brief, data_version=newest)
    html = page(client, "brief_changes", brief.public_id, 2).content.decode()
    assert "1 luku eroaa" in html and "34\u00a0923" in html and "35\u00a0000" in html and "Kainuu" in html
    old = page(client, "brief_version", brief.public_id, 1, region="18").content.decode()
    new = page(client, "brief", brief.public_id, region="18").content.decode()
    assert "34\u00a0923" in old and "35\u00a0000" not in old and "35\u00a0000" in new


def test_a_revision_of_other_figures_is_no_note(client, tmp_path):
    brief = real_briefs()["inclusion"]
    revised = tmp_path / "revised.csv"
    revised.write_text(FILE.read_text(encoding="utf-8").replace(",34923,", ",35000,", 1), encoding="utf-8")
    figures.import_file(revised, by=None)
    assert "sittemmin tarkistettu" not in page(client, "brief", brief.public_id).content.decode()


def test_the_own_sentence_is_said_and_falls_back_to_the_standard_one(client):
    brief = real_briefs()["business"]
    briefs.rework(brief, by=None)
    block = brief.blocks.get(indicator__slug="gdp-per-capita", kind="message")
    brief_blocks.change(block, by=None, text_fi="{place} on sijalla {rank}: {own}.", text_sv="{place}: {own}.")
    briefs.send_for_checking(brief, by=None)
    briefs.confirm(brief, by=None)
    briefs.publish(brief, by=None, note=NOTE)
    html = page(client, "brief", brief.public_id, region="18").content.decode()
    assert "Kainuu on sijalla" in html
    assert "on sijalla" not in page(client, "brief", brief.public_id, region="maa").content.decode()


@pytest.mark.parametrize("kind", ["stranger", "official_of_a", "member", "coordinator", "chair"])
def test_versions_of_a_withdrawn_brief_are_the_staffs(cast, kind):
    brief = things.brief()
    published_again(brief, title_fi="Uusi")
    briefs.withdraw(brief, by=None, reason="Virhe")
    client, person = Client(), getattr(cast, kind)
    if kind != "stranger":
        client.force_login(person)
    expected = 200 if kind in ("coordinator", "chair") else 404
    assert page(client, "brief_version", brief.public_id, 1).status_code == expected
    assert page(client, "brief_changes", brief.public_id, 2).status_code == expected
