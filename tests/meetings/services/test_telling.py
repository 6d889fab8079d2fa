"""What the followers of a meeting are told of: those who have no letter about it."""

from datetime import timedelta

import pytest

from forum.models import Letter, Notice
from forum.services import notice_letters
from meetings.services import agenda, changes, invitations, meetings
from tests import things
from tests.followed import follows, theme_of, told


@pytest.fixture
def meeting(cast):
    """A meeting to come; the agency's member follows its theme, and officials of region A will be invited."""
    assert cast.official_of_a
    made = things.meeting(state="planned", announced_at=None)
    follows(cast.official_of_b, theme_of(made), "at_once")
    follows(cast.official_of_a, theme_of(made), "at_once")
    return made


@pytest.fixture
def outsider(cast):
    """Somebody who follows and is not invited."""
    return things.person("outsider")


def test_a_meeting_that_is_announced_moved_and_cancelled_is_told_of_to_those_who_are_not_invited(
    cast, meeting, outsider
):
    follows(outsider, theme_of(meeting))
    meetings.announce(meeting, by=cast.coordinator)
    invitations.send(meeting, by=cast.coordinator)
    meeting.refresh_from_db()
    later = {"starts_at": meeting.starts_at + timedelta(days=1), "ends_at": meeting.ends_at + timedelta(days=1)}
    waiting = meetings.change(meeting, by=cast.coordinator, revision=meeting.revision, **later).waiting
    meeting.refresh_from_db()
    changes.release(waiting, by=cast.coordinator, revision=waiting.revision, meeting_revision=meeting.revision)
    meeting.refresh_from_db()
    meetings.cancel(meeting, by=cast.coordinator, reason="Myrsky")
    assert told(outsider) == [("meeting_announced", 1), ("meeting_cancelled", 1), ("meeting_moved", 1)]
    assert told(cast.official_of_a) == []


def test_who_is_invited_sees_that_the_agenda_is_out_and_gets_no_second_letter(cast, meeting, outsider):
    follows(outsider, theme_of(meeting), "at_once")
    things.agenda_item(meeting, title_sv="Ärende")
    meetings.announce(meeting, by=cast.coordinator)
    Notice.objects.all().delete()
    agenda.publish(meeting, by=cast.coordinator)
    assert told(cast.official_of_a) == told(outsider) == [("agenda_published", 1)]
    notice_letters.write_due()
    assert [letter.person for letter in Letter.objects.filter(kind="notice")] == [outsider]


def test_nobody_is_told_of_a_meeting_that_is_not_public(cast, meeting, outsider):
    follows(outsider, theme_of(meeting))
    things.agenda_item(meeting, title_sv="Ärende")
    agenda.publish(meeting, by=cast.coordinator)
    assert told(outsider) == []
