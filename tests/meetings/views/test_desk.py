"""What my desk shows of invitations."""

import pytest
from django.test import RequestFactory

from forum.services import desk as desks
from meetings.models import Invitation
from meetings.services import answers, invitations
from meetings.views import desk
from regions.models import Mandate
from tests import things
from tests.people import KINDS


@pytest.fixture
def invitation(cast):
    assert cast.official_of_a and cast.politician_of_a
    invitations.send(things.meeting("politicians"), by=cast.coordinator)
    return Invitation.objects.with_board().get(seat=cast.politician_seat_a)


def kinds_for(person):
    return {task.kind for task in desks.tasks_of(person)} & {"invitation", "silent", "coverage"}


EXPECTED = {
    "coordinator": {"coverage"},
    "chair": set(),
    "official_of_a": {"silent"},
    "politician_of_a": {"invitation"},
    "official_of_b": set(),
    "member": set(),
}


@pytest.mark.parametrize("kind", EXPECTED)
def test_what_waits_for_whom(cast, invitation, kind):
    assert kinds_for(getattr(cast, kind)) == EXPECTED[kind]


def test_nothing_waits_after_the_answer(cast, invitation):
    answers.answer(invitation, reply="attend", mode="room", by=cast.politician_of_a, channel="portal")
    assert not any(kinds_for(getattr(cast, kind)) for kind in EXPECTED)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "stranger"])
def test_reasons_are_shown_only_to_ones_own_region(cast, invitation, kind):
    answers.answer(invitation, reply="decline", reason="Syy", by=cast.politician_of_a, channel="portal")
    request = RequestFactory().get("/")
    request.user = getattr(cast, kind)
    shown = desk.region_answers(request)
    assert bool(shown and shown["lines"]) == (kind in {"official_of_a", "politician_of_a"})


@pytest.mark.parametrize("kind", KINDS)
def test_who_may_see_a_regions_answers(cast, kind):
    import rules

    person = getattr(cast, kind)
    allowed = kind in {"coordinator", "official_of_a", "politician_of_a"}
    assert rules.has_perm("meetings.see_region_answers", person, cast.region_a) == allowed


def test_the_contact_sees_the_silent_seats(cast, invitation):
    Mandate.objects.create(person=cast.member, role="contact", region=cast.region_a, since="2020-01-01")
    assert kinds_for(cast.member) == {"silent"}


def request_of(person):
    request = RequestFactory().get("/")
    request.user = person
    return request


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "stranger"])
def test_staff_see_the_next_meetings_and_their_steps(cast, invitation, kind):
    shown = desk.in_preparation(request_of(getattr(cast, kind)))
    assert bool(shown) == (kind in {"coordinator", "chair"})
    if shown:
        assert [row["meeting"] for row in shown["rows"]] == [invitation.meeting]
        assert shown["rows"][0]["step"].key == "remind_silent"


def test_ones_own_bounced_invitation_is_shown_as_unanswered(cast, invitation):
    Invitation.objects.filter(pk=invitation.pk).update(bounced_at="2020-01-01T00:00:00Z")
    rows = desk.my_invitations(cast.politician_of_a, invitation.meeting)
    assert [row["state"].css for row in rows] == ["wait"]
