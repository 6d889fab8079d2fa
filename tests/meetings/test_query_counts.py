"""Front page, meeting page and coverage board: at most twelve queries for everybody, however much there is to show."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.services import invitations
from regions.models import Network, NetworkMembership
from tests import things
from themes.models import capacities_of
from themes.services import comments

MOST = 12
PUBLISHED = datetime(2026, 1, 1, tzinfo=UTC)
READERS = ["stranger", "official_of_a", "politician_of_a", "member", "chair", "coordinator"]


def forum_with(cast, rows: int):
    """An open meeting with `rows` items, each commented on and replied to by everybody's kind, and `rows` rounds."""
    speakers = [cast.official_of_a, cast.politician_of_a, cast.coordinator, cast.chair, cast.member]
    cycle = things.cycle(year=2099)
    for number in range(1, rows + 1):
        one = things.round_of(cycle, number)
        things.meeting("politicians", round=one, days=100 + 40 * number)
    meeting = things.meeting(cycle=cycle, agenda_published_at=PUBLISHED)
    for _ in range(rows):
        item = things.agenda_item(meeting)
        for person in speakers:
            say(item.thread, person, parent=say(item.thread, person))
    things.theme(programme=cycle.programme)
    invitations.send(meeting, by=cast.coordinator)
    return meeting


def say(thread, person, parent=None):
    """A personal remark."""
    source = capacities_of(person)[0].source
    return comments.say(
        thread, by=person, text="Sana", standing="personal", mandate=source, language="fi", parent=parent
    )


def queries(client, address: str) -> int:
    """How many queries the page costs a reader who has been there before."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def sign_in(client, person):
    """Signs in, unless it is a stranger."""
    if person.is_authenticated:
        client.force_login(person)


@pytest.mark.parametrize("kind", READERS)
def test_the_meeting_page_costs_at_most_twelve_queries(client, cast, kind):
    meeting = forum_with(cast, 1)
    sign_in(client, getattr(cast, kind))
    address = f"/fi/meetings/{meeting.public_id}/"
    before = queries(client, address)
    for _ in range(2):
        thread = things.agenda_item(meeting).thread
        say(thread, cast.official_of_a, parent=say(thread, cast.politician_of_a))
    assert queries(client, address) == before <= MOST


def test_a_network_member_with_a_seat_is_served_in_twelve_queries(client, cast):
    meeting = forum_with(cast, 1)
    NetworkMembership.objects.create(network=Network.objects.create(name_fi="Verkosto"), person=cast.official_of_a)
    sign_in(client, cast.official_of_a)
    assert queries(client, f"/fi/meetings/{meeting.public_id}/") <= MOST


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize("rows", [1, 3])
def test_the_front_page_costs_at_most_twelve_queries(client, cast, kind, rows):
    forum_with(cast, rows)
    sign_in(client, getattr(cast, kind))
    assert queries(client, "/fi/") <= MOST


@pytest.mark.parametrize("kind", ["coordinator", "chair"])
@pytest.mark.parametrize("more", [0, 3])
def test_the_coverage_board_costs_at_most_twelve_queries(client, cast, kind, more):
    meeting = forum_with(cast, 1)
    for _ in range(more):
        things.invitation(meeting, things.seat(things.region()), person=things.person())
    sign_in(client, getattr(cast, kind))
    assert queries(client, f"/fi/work/meetings/{meeting.public_id}/seats/") <= MOST
