"""Tables in and out, as the coordinator uses them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from regions.models import PeopleImport

pytestmark = pytest.mark.django_db
PEOPLE = b"email;name;language\nuusi@example.org;Uusi;fi\nhuono;Huono;fi\n"


def sends(client, content=PEOPLE, kind="people"):
    file = SimpleUploadedFile("uudet.csv", content, content_type="text/csv")
    return client.post(reverse("regions:imports"), {"kind": kind, "file": file})


def test_a_table_is_seen_before_it_is_taken_in(client, cast):
    client.force_login(cast.coordinator)
    page = client.get(sends(client)["Location"])
    assert "Uusi &lt;uusi@example.org&gt;" in page.content.decode()
    found = PeopleImport.objects.get()
    taken = client.post(reverse("regions:import", args=[found.public_id]), {"do": "take_in"}, follow=True)
    found.refresh_from_db()
    assert found.state == "taken_in" and "uusi@example.org" not in taken.content.decode()
    assert "uusi@example.org" in client.get(reverse("regions:export", args=["people"])).content.decode()


def test_a_bad_file_is_refused_at_its_field(client, cast):
    client.force_login(cast.coordinator)
    answer = sends(client, b"PK\3\4 broken")
    assert answer.status_code == 422 and not PeopleImport.objects.exists()


def test_a_table_can_be_dropped(client, cast):
    client.force_login(cast.coordinator)
    sends(client)
    found = PeopleImport.objects.get()
    client.post(reverse("regions:import", args=[found.public_id]), {"do": "drop"})
    found.refresh_from_db()
    assert found.state == "dropped"


def test_the_list_costs_the_same_for_one_and_for_three(client, cast, django_assert_max_num_queries):
    client.force_login(cast.coordinator)
    for _ in range(3):
        sends(client)
        with django_assert_max_num_queries(8):
            assert client.get(reverse("regions:imports")).status_code == 200
