"""Example mail that came in."""

from datetime import timedelta

import pytest

from forum import clock
from forum.models import IncomingMail, Letter, Person
from meetings import invitation_furnishing, mail_furnishing
from meetings.furnishing import INVITED
from meetings.models import Answer, CalendarReply
from tests import things
from tests.people import hold


@pytest.fixture
def meeting(cast):
    for _ in range(16):
        seat = things.seat(things.region())
        hold(seat, things.person())
        hold(seat, things.person(), "deputy")
    earlier = clock.now() - timedelta(days=20)
    made = things.meeting(days=30, public_id=INVITED, state="invited", invited_at=earlier, is_example=True)
    invitation_furnishing.answer_meeting(made, cast.coordinator)
    return made


def test_the_example_has_one_mail_of_each_kind_and_nothing_follows_from_them(meeting):
    before = Letter.objects.count(), Answer.objects.count()
    mail_furnishing.furnish(today=clock.today(), say=str)
    found = {mail.kind: mail.state for mail in IncomingMail.objects.all()}
    assert found == {"personal": "inbox", "auto_reply": "handled", "calendar": "handled", "bounce": "handled"}
    assert before == (Letter.objects.count(), Answer.objects.count())
    assert CalendarReply.objects.get().outcome == "same"
    assert not Person.objects.exclude(unreachable_since=None).exists()
    assert {mail.about_id for mail in IncomingMail.objects.filter(kind__in=["personal", "calendar"])} == {INVITED}


def test_furnishing_twice_adds_none(meeting):
    for _ in range(2):
        mail_furnishing.furnish(today=clock.today(), say=str)
    assert IncomingMail.objects.count() == 4
    assert all("esimerkki" in mail.subject or "example" in mail.subject for mail in IncomingMail.objects.all())
