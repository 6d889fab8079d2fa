"""Figures in, as the coordinator uses them."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from forum import clock
from regions.models import FigureImport, FigureSource, Observation
from regions.services import figure_imports, figure_reading
from tests import things
from tests.regions.figure_files import json_stat, means, two_regions

pytestmark = pytest.mark.django_db
TIDY = "indicator,region,period,value,source\n"


@pytest.fixture
def people(cast, client):
    two_regions()
    client.force_login(cast.coordinator)
    return things.indicator(slug="people", name_fi="Väkiluku")


def sends(client, content, name="luvut.csv"):
    """Sends a file, which is read at once; the page of it."""
    file = SimpleUploadedFile(name, content)
    address = client.post(reverse("regions:figure_imports"), {"file": file})["Location"]
    before = client.get(address).content.decode()
    assert 'data-hx-trigger="every 2s"' in before and "odottaa lukemista" in before
    figure_reading.read_due()
    return address


def page(client, address, **query):
    answer = client.get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_file_is_seen_before_it_is_taken_in(client, people):
    address = sends(client, f"{TIDY}people,01,2020,12.5,Lähde\npeople,99,2020,1,Lähde\n".encode())
    shown = page(client, address)
    assert "Väkiluku" in shown and "12,5" in shown and "data-hx-trigger" not in shown
    assert "Maakuntaa ”99” ei ole." in page(client, address, state="rejected")
    taken = client.post(address, {"do": "take_in"}, follow=True).content.decode()
    assert "1 luku on otettu käyttöön." in taken and Observation.objects.count() == 1
    assert "Tämä oli jo tehty" in client.post(address, {"do": "take_in"}, follow=True).content.decode()


def test_a_revision_shows_old_and_new(client, people):
    for value in (12.5, 13):
        address = sends(client, f"{TIDY}people,01,2020,{value},Lähde\n".encode())
        shown = page(client, address)
        client.post(address, {"do": "take_in"})
    assert "12,5" in shown and ">13<" in shown
    public = page(client, reverse("regions:indicator", args=["people"]))
    assert "12,5" in public and ">13<" in public


def test_the_same_file_again_says_so(client, people):
    content = f"{TIDY}people,01,2020,12.5,Lähde\n".encode()
    client.post(sends(client, content), {"do": "take_in"})
    again = page(client, sends(client, content))
    assert "Kaikki tiedostossa on jo täällä" in again and "Sama tiedosto otettiin käyttöön" in again
    assert 'value="take_in"' not in again


def test_a_new_table_asks_and_the_answer_is_remembered(client, people):
    address = sends(client, json.dumps(json_stat(sexes={"1": "Men", "2": "Women"})).encode(), "11ra.json")
    assert "Mitä taulukko tarkoittaa?" in page(client, address)
    wrong = client.post(address, {"do": "answer"})
    assert wrong.status_code == 422 and "Valitse mittari" in wrong.content.decode()
    client.post(address, {"do": "answer", "content_0": "people", "content_1": "", "pick_0": "2"})
    figure_reading.read_due()
    assert "Väkiluku" in page(client, address)


def test_a_table_of_other_periods_than_the_indicators_says_that_nothing_fits(client, people):
    means(vaesto=people)
    address = sends(client, json.dumps(json_stat(years=["2024Q1"])).encode(), "11ra.json")
    assert "Yksikään taulukon luku ei sovi" in page(client, address)


def test_two_contents_cannot_be_one_indicator(client, people):
    address = sends(client, json.dumps(json_stat()).encode(), "11ra.json")
    wrong = client.post(address, {"do": "answer", "content_0": "people", "content_1": "people"})
    assert wrong.status_code == 422 and "Kaksi tietoa" in wrong.content.decode()


def test_a_broken_file_says_what_is_wrong(client, people):
    shown = page(client, sends(client, b"PK\3\4 packed"))
    assert "pakattu" in shown and 'role="alert"' in shown
    assert client.post(reverse("regions:figure_imports"), {"file": SimpleUploadedFile("x", b"")}).status_code == 422


def test_a_preview_out_of_date_is_told(client, people):
    address = sends(client, f"{TIDY}people,01,2020,1,Lähde\n".encode())
    client.post(sends(client, f"{TIDY}people,01,2020,2,Lähde\n".encode()), {"do": "take_in"})
    told = client.post(address, {"do": "take_in"}, follow=True).content.decode()
    assert "Luvut ovat muuttuneet" in told and Observation.objects.live().get().value == 2


def test_everything_that_would_change_can_be_downloaded(client, people):
    address = sends(client, f"{TIDY}people,01,2020,12.5,Lähde\npeople,99,2020,1,Lähde\n".encode())
    found = client.get(f"{address}changes/", {"format": "csv"}).content.decode()
    assert "uusi;people;01;2020;;12,5;Lähde" in found and "Maakuntaa ”99” ei ole." in found
    assert client.get(f"{address}changes/", {"format": "xlsx"}).status_code == 200


def test_a_file_can_be_dropped(client, people):
    address = sends(client, f"{TIDY}people,01,2020,1,Lähde\n".encode())
    client.post(address, {"do": "drop"})
    assert FigureImport.objects.get().state == "dropped" and not Observation.objects.exists()


def test_a_table_elsewhere_is_refused_at_its_field(client, people):
    wrong = {"do": "live", "address": "https://example.org/11ra.px", "rhythm": "week"}
    answer = client.post(reverse("regions:figure_imports"), wrong)
    assert answer.status_code == 422 and "pxdata.stat.fi" in answer.content.decode()
    assert not FigureSource.objects.exists()


def test_a_live_table_is_asked_for_changed_and_removed(client, people):
    address = "https://pxdata.stat.fi/PxWeb/pxweb/fi/StatFin/StatFin__vaerak/11ra.px/"
    client.post(reverse("regions:figure_imports"), {"do": "live", "address": address, "rhythm": "week"})
    live = FigureSource.objects.get()
    assert live.address == "https://pxdata.stat.fi/PxWeb/api/v1/fi/StatFin/vaerak/11ra.px" and live.next_at
    own = reverse("regions:figure_source", args=[live.public_id])
    client.post(own, {"do": "change", "rhythm": "by_hand"})
    live.refresh_from_db()
    assert live.next_at is None and "11ra" in page(client, own)
    client.post(own, {"do": "fetch"})
    assert FigureImport.objects.filter(source=live).count() == 1
    client.post(own, {"do": "remove"})
    assert client.get(own).status_code == 404


def test_what_waits_is_on_the_coordinators_desk(client, people):
    means(vaesto=people)
    sends(client, json.dumps(json_stat()).encode(), "11ra.json")
    FigureSource.objects.create(address="https://pxdata.stat.fi/x.px", failures=3, next_at=clock.now(), rhythm="week")
    desk = page(client, reverse("forum:desk"))
    assert "1 lukutiedosto odottaa" in desk and "1 suora taulukko ei vastaa" in desk


def test_the_list_costs_the_same_for_one_and_for_three(client, people, django_assert_max_num_queries):
    for _ in range(3):
        figure_imports.receive(file_name="luvut.csv", pieces=[b"x"], by=None)
        with django_assert_max_num_queries(9):
            assert client.get(reverse("regions:figure_imports")).status_code == 200
