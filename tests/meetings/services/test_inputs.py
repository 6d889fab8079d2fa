"""Input from networks: asked for by a day, reminded of once, standing with the agenda."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from forum import clock
from forum.models import Letter
from meetings.services import inputs
from regions.models import Network, NetworkMembership
from tests import things

DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def network(cast):
    made = Network.objects.create(name_fi="Ilmastoverkosto", name_sv="Klimatnätverket", coordinator=cast.member)
    NetworkMembership.objects.create(network=made, person=things.person("driver"), role="driver")
    NetworkMembership.objects.create(network=made, person=things.person("follower"), role="follower")
    return made


@pytest.fixture
def meeting():
    made = things.meeting(agenda_published_at=clock.now())
    things.agenda_item(made)
    return made


def asks(meeting, network, by, **more):
    due = clock.today() + 20 * DAY
    return inputs.ask(meeting, network=network, by=by, **{"due": due, "question_fi": "Mitä on opittu?", **more})


def test_its_coordinator_and_drivers_get_a_letter_and_followers_do_not(cast, meeting, network):
    asks(meeting, network, cast.coordinator)
    told = set(Letter.objects.filter(kind="input_asked").values_list("to_address", flat=True))
    assert told == {cast.member.email, "driver@example.org"}


def test_asking_twice_is_refused_and_writes_nothing_more(cast, meeting, network):
    asks(meeting, network, cast.coordinator)
    with pytest.raises(ValidationError):
        asks(meeting, network, cast.coordinator)
    assert Letter.objects.filter(kind="input_asked").count() == 2


@pytest.mark.parametrize("days", [0, -1, 200])
def test_the_day_is_between_tomorrow_and_the_meeting(cast, meeting, network, days):
    with pytest.raises(ValidationError):
        asks(meeting, network, cast.coordinator, due=clock.today() + days * DAY)


def test_a_network_that_nobody_answers_for_cannot_be_asked(cast, meeting):
    with pytest.raises(ValidationError) as refusal:
        asks(meeting, Network.objects.create(name_fi="Tyhjä"), cast.coordinator)
    assert "network" in refusal.value.message_dict


def test_the_silent_are_reminded_before_the_day_and_once_after_it(cast, meeting, network):
    one = asks(meeting, network, cast.coordinator)
    for days, letters in ((0, 2), (17, 4), (18, 4), (21, 6), (25, 6)):
        with clock.at(clock.now() + days * DAY):
            inputs.remind_silent()
            inputs.remind_silent()
        assert Letter.objects.filter(kind="input_asked").count() == letters, days
    inputs.report(one, by=cast.member, text="Tässä.", language="fi")
    with clock.at(clock.now() + 22 * DAY):
        assert inputs.remind_silent() == []


def test_what_came_stands_with_the_public_agenda_in_its_language(client, cast, meeting, network):
    one = asks(meeting, network, cast.coordinator, item=meeting.agenda_items.get())
    inputs.report(one, by=cast.member, text="Vi har lärt oss mycket.", language="sv")
    assert "/inputs/" in client.get(reverse("meetings:meeting", args=[meeting.public_id])).content.decode()
    page = client.get(reverse("meetings:meeting_inputs", args=[meeting.public_id])).content.decode()
    assert "Vi har lärt oss mycket." in page and 'lang="sv"' in page
    inputs.withdraw(one, by=cast.coordinator)
    page = client.get(reverse("meetings:meeting_inputs", args=[meeting.public_id])).content.decode()
    assert "Vi har lärt oss mycket." not in page


def test_it_waits_on_the_desk_of_those_who_answer_for_the_network(cast, meeting, network):
    one = asks(meeting, network, cast.coordinator)
    assert [task.kind for task in inputs.tasks(cast.member)] == ["input"]
    assert inputs.tasks(cast.official_of_a) == [] == inputs.tasks(cast.coordinator)
    with clock.at(clock.now() + 22 * DAY):
        assert len(inputs.tasks(cast.coordinator)) == 1
    inputs.report(one, by=cast.member, text="Tässä.", language="fi")
    assert inputs.tasks(cast.member) == []


def test_the_network_gives_its_input_on_its_page_and_staff_only_look(client, cast, meeting, network):
    page = reverse("meetings:input", args=[asks(meeting, network, cast.coordinator).public_id])
    client.force_login(cast.coordinator)
    assert client.get(page).status_code == 200
    assert client.post(page, {"report": "Ei minun", "language": "fi"}).status_code == 403
    client.force_login(cast.member)
    assert client.post(page, {"report": "", "language": "fi"}).status_code == 422
    assert client.post(page, {"report": "Tässä.", "language": "fi"}).status_code == 302
    assert [one.report for one in inputs.received(meeting)] == ["Tässä."]
