"""The pages of papers: what is uploaded is looked at, what is fetched is only ever saved."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Paper, PaperFile
from tests import files, things

PUBLISHED = datetime(2026, 1, 1, tzinfo=UTC)


def chosen(content: bytes = files.PDF, name: str = "Pohjapaperi (v1).pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/html")


@pytest.fixture
def desk(client, cast):
    """The coordinator at the papers of a meeting with a published agenda."""
    meeting = things.meeting(agenda_published_at=PUBLISHED)
    client.force_login(cast.coordinator)
    return meeting, f"/fi/work/meetings/{meeting.public_id}/papers/"


def test_a_paper_is_added_to_an_item_and_stands_on_the_public_agenda(client, desk):
    # given an agenda
    meeting, address = desk
    item = things.agenda_item(meeting, title_fi="Tilannekuva")
    # when the coordinator adds a paper in two languages
    data = {
        "item": item.public_id,
        "title_fi": "Pohjapaperi",
        "file_fi": chosen(),
        "file_sv": chosen(name="Bakgrund.pdf"),
    }
    assert client.post(address, data).status_code == 302
    # then everybody finds it
    client.logout()
    page = client.get(f"/sv/meetings/{meeting.public_id}/").content.decode()
    file = PaperFile.objects.get(language="sv")
    assert f"/sv/papers/{file.public_id}/" in page and "PDF, 1\u00a0kB" in page and "på finska" in page


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<html><script>alert(1)</script>", "Verkkosivuja ja SVG-kuvia ei oteta"),
        (files.office(word__vbaProject="x"), "makroja"),
        (b"Hei", "Tällaista tiedostoa ei oteta"),
        (b"", "tyhjä"),
    ],
)
def test_what_must_not_be_uploaded_is_refused_in_words_and_nothing_typed_is_lost(client, desk, content, words):
    _meeting, address = desk
    answer = client.post(address, {"title_fi": "Minun otsikkoni", "file_fi": chosen(content, "harmless.pdf")})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page and "Minun otsikkoni" in page
    assert not Paper.objects.exists()


def test_a_file_that_is_too_large_is_refused(client, desk, settings):
    settings.UPLOAD_LIMIT = 1
    _meeting, address = desk
    page = client.post(address, {"file_fi": chosen(files.PDF + b" " * 1_000_001)}).content.decode()
    assert "suurempi kuin 1 Mt" in page and not Paper.objects.exists()


def test_a_paper_without_a_file_is_refused(client, desk):
    _meeting, address = desk
    assert "Valitse tiedosto vähintään yhdellä kielellä" in client.post(address, {"title_fi": "A"}).content.decode()


def test_a_file_is_only_ever_saved(client, desk):
    meeting, _address = desk
    file = things.paper_file(things.paper(meeting), name="Österbottens åsikt.pdf")
    answer = client.get(f"/fi/papers/{file.public_id}/")
    assert answer.content == files.PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''%C3%96sterbottens%20%C3%A5sikt.pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"


def test_a_browser_that_has_the_file_gets_no_more_than_word_of_it(client, desk):
    meeting, _address = desk
    address = f"/fi/papers/{things.paper_file(things.paper(meeting)).public_id}/"
    known = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": known}).status_code == 304


def test_a_paper_for_the_invited_is_not_there_for_others(client, cast):
    # given an official of region A who has been invited
    meeting = things.meeting(agenda_published_at=PUBLISHED, state="invited")
    assert cast.official_of_a
    things.invitation(meeting, cast.official_seat_a)
    things.agenda_item(meeting)
    file = things.paper_file(things.paper(meeting, title_fi="Salainen liite", for_seats_only=True))
    # then she reads it, and an official of region B and strangers find nothing
    for person, there in ((cast.official_of_a, True), (cast.official_of_b, False), (None, False)):
        client.logout()
        if person:
            client.force_login(person)
        assert client.get(f"/fi/papers/{file.public_id}/").status_code == (200 if there else 404)
        page = client.get(f"/fi/meetings/{meeting.public_id}/").content.decode()
        assert ("Salainen liite" in page) is there


def test_a_paper_is_replaced_removed_and_put_back(client, desk):
    # given a paper
    meeting, address = desk
    client.post(address, {"title_fi": "Pohjapaperi", "file_fi": chosen()})
    paper = Paper.objects.get()
    own = f"/fi/work/papers/{paper.public_id}/"
    # when its file is replaced
    client.post(own, {"title_fi": "Pohjapaperi", "file_fi": chosen(files.office(), "v2.docx")})
    # then the page keeps the first one
    page = client.get(own).content.decode()
    assert "v2.docx" in page and "1 aiempi tiedosto" in page and "Pohjapaperi (v1).pdf" in page
    # when it is removed, it can be put back
    client.post(f"{own}remove/")
    page = client.get(address).content.decode()
    assert "Poistetut liitteet" in page and f"/fi/work/papers/{paper.public_id}/put-back/" in page
    client.post(f"{own}put-back/")
    assert "Poistetut liitteet" not in client.get(address).content.decode()


def test_the_page_says_in_which_required_language_a_paper_is_missing(client, desk):
    meeting, address = desk
    things.paper_file(things.paper(meeting), "sv")
    assert "puuttuu: Suomi" in client.get(address).content.decode()


def test_the_chair_looks_and_does_not_touch(client, cast, desk):
    _meeting, address = desk
    client.force_login(cast.chair)
    page = client.get(address).content.decode()
    assert "Tulosta ja ota mukaan" in page and "Lisää liite" not in page
    assert client.post(address, {"file_fi": chosen()}).status_code == 403


def test_the_page_costs_the_same_for_one_paper_and_three(client, desk):
    meeting, address = desk
    costs = []
    for more in (1, 2):
        for _ in range(more):
            things.paper_file(things.paper(meeting, item=things.agenda_item(meeting)))
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_papers_are_put_in_order_by_buttons_and_readers_see_it(client, desk):
    # given two papers
    meeting, address = desk
    for name in ("Alku", "Loppu"):
        client.post(address, {"title_fi": name, "file_fi": chosen()})
    assert "Siirrä ”Loppu” ylös" in client.get(address).content.decode()
    # when the second is moved up
    second = Paper.objects.get(title_fi="Loppu")
    answer = client.post(f"/fi/work/papers/{second.public_id}/move/", {"to": "up"})
    assert answer["Location"].endswith(f"{address}#paper-{second.public_id}")
    # then it is first on the public page
    page = client.get(f"/fi/meetings/{meeting.public_id}/").content.decode()
    assert page.index("Loppu") < page.index("Alku")
