"""The secretariat's work on bulletins, without scripts."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forum.models import Bulletin, Letter
from forum.services import bulletin_sending as sending
from forum.services import bulletins
from tests import subscribing


@pytest.fixture
def work(client, cast):
    """The coordinator's browser."""
    client.force_login(cast.coordinator)
    return client


def texts(row, stems, **changed):
    found = {f"{stem}_{code}": getattr(row, f"{stem}_{code}") for stem in stems for code in ("fi", "sv", "en")}
    return {**found, "revision": row.revision, **changed}


def page(work, made):
    return work.get(f"/fi/work/bulletins/{made.public_id}/").content.decode()


def test_a_bulletin_is_begun_written_and_let_go(work, cast):
    subscribing.subscription()
    work.post("/fi/work/bulletins/new/", {"title_fi": "Uusi", "title_sv": "Ny"})
    made = Bulletin.objects.get()
    here = f"/fi/work/bulletins/{made.public_id}"
    section = re.search(r"bulletin-sections/(\w+)/", work.post(f"{here}/sections/")["Location"])[1]
    said = {"heading_fi": "Otsikko", "heading_sv": "Rubrik", "text_fi": "A", "text_sv": "B", "revision": 1}
    work.post(f"/fi/work/bulletin-sections/{section}/", said)
    for address, do in (("act", "check"), ("ready", ""), ("release", "")):
        assert work.post(f"{here}/{address}/", {"do": do}).status_code == 302
    made.refresh_from_db()
    assert made.state == "scheduled" and sending.mailing_of(made).state == "scheduled"


def test_a_title_is_needed(work):
    assert work.post("/fi/work/bulletins/new/", {}).status_code == 422
    assert not Bulletin.objects.exists()


def test_a_title_never_becomes_a_header_or_a_link(work, cast):
    made = subscribing.bulletin(title_fi="Hei\r\nBcc: b@example.org https://evil.example/")
    (letter, _other) = sending.send_test(made, by=cast.coordinator)
    from forum.services import envelopes, rendering

    words = rendering.render(letter)
    sent = envelopes.message(letter, words)
    assert "\n" not in words.subject and sent["Bcc"] is None
    assert "https://evil.example" not in words.text + words.html


def test_sections_are_moved_and_taken_out(work):
    made = subscribing.bulletin(sections=[{"heading_fi": name} for name in "ABC"])
    middle = made.sections.all()[1]
    act = f"/fi/work/bulletin-sections/{middle.public_id}/act/"
    for do, order in (("up", "BAC"), ("up", "BAC"), ("down", "ABC"), ("down", "ACB"), ("remove", "AC")):
        work.post(act, {"do": do})
        assert "".join(one.heading_fi for one in made.sections.all()) == order


def test_of_two_who_write_the_second_sees_what_was_saved_and_keeps_the_own_text(work):
    made = subscribing.bulletin()
    section = made.sections.get()
    address = f"/fi/work/bulletin-sections/{section.public_id}/"
    stems = ("heading", "text", "link")
    opened = texts(section, stems)
    work.post(address, {**opened, "text_fi": "Ensimmäinen"})
    answer = work.post(address, {**opened, "text_fi": "Toinen"})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Ensimmäinen" in shown and "Toinen" in shown
    section.refresh_from_db()
    assert section.text_fi == "Ensimmäinen" and f'value="{section.revision}"' in shown


def test_what_is_typed_is_saved_by_itself(work):
    made = subscribing.bulletin()
    section = made.sections.get()
    said = texts(section, ("heading", "text", "link"), text_fi="Kirjoitan")
    answer = work.post(f"/fi/work/bulletin-sections/{section.public_id}/", said, headers={"HX-Request": "true"})
    assert 'name="revision"' in answer.content.decode() and "<html" not in answer.content.decode()
    section.refresh_from_db()
    assert section.text_fi == "Kirjoitan"


def test_a_translation_older_than_the_original_is_shown_until_somebody_has_looked(work, cast):
    from datetime import timedelta

    from forum import clock

    made = subscribing.bulletin(original="fi")
    with clock.at(clock.now() + timedelta(hours=1)):
        typed = {name: value for name, value in texts(made, ("title", "lead"), title_fi="Muutettu").items()}
        revision = typed.pop("revision")
        bulletins.save(made, by=cast.coordinator, revision=revision, typed=typed, original="fi", topics=[])
    assert "Käännös on vanhempi kuin alkuperäinen" in page(work, made)
    work.post(f"/fi/work/bulletins/{made.public_id}/act/", {"do": "translated"})
    assert "Käännös on vanhempi kuin alkuperäinen" not in page(work, made)


def test_a_missing_language_is_asked_about_before_it_goes_out(work, cast):
    made = subscribing.bulletin(title_sv="")
    bulletins.send_for_checking(made, by=cast.coordinator)
    answer = work.post(f"/fi/work/bulletins/{made.public_id}/ready/", {"reason": ""})
    assert answer.status_code == 422 and 'id="id_reason"' in answer.content.decode()


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_preview_shows_page_and_letter(work, language):
    made = subscribing.bulletin()
    shown = work.get(f"/fi/work/bulletins/{made.public_id}/preview/{language}/").content.decode()
    word = {"fi": "Teksti.", "sv": "Text.", "en": "Teksti."}[language]
    assert f"<p>{word}</p>" in shown
    framed = work.get(f"/fi/work/bulletins/{made.public_id}/preview/{language}/letter/")
    assert word in framed.content.decode()
    assert not Letter.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(work, number):
    for _ in range(number):
        subscribing.published()
    with CaptureQueriesContext(connection) as queries:
        work.get("/fi/work/bulletins/")
    assert len(queries) <= 10
