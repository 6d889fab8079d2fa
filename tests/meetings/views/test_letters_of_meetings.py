"""The page of letters tells how the invited answered, and the meeting's pages lead to it."""

import pytest

from meetings.models import Invitation
from meetings.services import answers, invitations
from tests import things

pytestmark = pytest.mark.django_db


@pytest.fixture
def invited(cast):
    """A meeting to which Kainuu's official has been invited."""
    meeting = things.meeting()
    assert cast.official_of_a
    invitations.send(meeting, by=cast.coordinator)
    return meeting


def rows(client, cast, meeting):
    """The letters of the meeting as the coordinator sees them."""
    client.force_login(cast.coordinator)
    return client.get(f"/en/work/letters/?about={meeting.public_id}").context["rows"]


def test_an_invitation_says_how_it_was_answered(client, cast, invited):
    of_a = Invitation.objects.get(meeting=invited, person=cast.official_of_a)
    asked = [row for row in rows(client, cast, invited) if row.letter.person == cast.official_of_a]
    assert [str(row.note) for row in asked] == ["not answered"]
    answers.answer(of_a, reply="decline", reason="knee", by=cast.official_of_a, channel="link")
    page = client.get(f"/en/work/letters/?about={invited.public_id}").content.decode()
    assert "Cannot attend" in page and "knee" not in page


def test_a_letter_leads_to_the_meeting_it_is_about(client, cast, invited):
    words, address = rows(client, cast, invited)[0].about
    assert str(invited.starts_at.year) in words and address == f"/en/work/meetings/{invited.public_id}/"


def test_the_coverage_board_leads_the_coordinator_to_the_letters(client, cast, invited):
    for person, seen in ((cast.coordinator, True), (cast.chair, False)):
        client.force_login(person)
        page = client.get(f"/en/work/meetings/{invited.public_id}/seats/").content.decode()
        assert (f"/en/work/letters/?about={invited.public_id}" in page) == seen


def test_a_regions_page_of_duties_leads_the_coordinator_to_its_letters(client, cast):
    for person, seen in ((cast.coordinator, True), (cast.chair, False)):
        client.force_login(person)
        page = client.get(f"/en/work/regions/{cast.region_a.code}/duties/").content.decode()
        assert ("/en/work/letters/?region=18" in page) == seen
