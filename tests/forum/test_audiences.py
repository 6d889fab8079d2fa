"""Audiences: who is in them and why, who is missing and why, and how they are put together."""

import pytest
from django.utils import translation

from forum import audiences, clock
from forum.audiences import Found, Member, Reason
from meetings.models import Invitation
from meetings.services import answers, attendance, invitations
from regions.models import Mandate, Network, NetworkMembership
from tests import things
from tests.people import hold
from themes.models import ThemeNetwork


def people(found: Found) -> set[str]:
    """The members' names."""
    return {member.to.name for member in found.members}


def find(name: str, **params) -> Found:
    """The audience of one part."""
    return audiences.find([audiences.part(name, **params)])


def test_seats_of_a_kind_and_why_in_the_readers_language(cast):
    assert cast.official_of_a and cast.politician_of_a
    found = find("seats", kinds=["official"])
    assert people(found) == {cast.official_of_a.name}
    (member,) = found.members
    with translation.override("sv"):
        assert "Kajanaland" in str(member.reasons[0])
    with translation.override("fi"):
        assert "Kainuu" in str(member.reasons[0])
    assert member.region == "18"


def test_the_deputy_stands_in_for_a_holder_who_cannot_be_reached(cast):
    deputy = hold(cast.official_seat_a, things.person("deputy"), "deputy").person
    holder = hold(cast.official_seat_a, things.person("gone", is_active=False)).person
    found = find("seats", kinds=["official"])
    assert people(found) == {deputy.name} and holder.name not in people(found)
    assert found.missing == []


def test_empty_and_unreachable_seats_are_missing_with_their_reason_and_region(cast):
    empty, lost = cast.official_seat_a, cast.official_seat_b
    hold(lost, things.person("lost", is_active=False))
    found = find("seats", kinds=["official"])
    assert [(gap.why.code, gap.region) for gap in found.missing] == [("seat_unreachable", "15"), ("seat_empty", "18")]
    assert found.gaps == ["15", "18"] and empty.region.code == "18"


def test_a_region_is_reached_by_its_contact(cast):
    contact = things.person("contact")
    Mandate.objects.create(region=cast.region_a, person=contact, role="contact", since="2020-01-01")
    found = find("regions", regions=["18", cast.region_b.code], roles=["contact"])
    assert people(found) == {contact.name}
    assert [gap.region for gap in found.missing] == ["15"]


def test_organisations_and_networks(cast):
    assert cast.member
    network = Network.objects.create(name_fi="Verkosto", coordinator=cast.chair)
    NetworkMembership.objects.create(network=network, person=cast.official_of_b, role="driver")
    theme = things.theme()
    ThemeNetwork.objects.create(theme=theme, network=network)
    assert people(find("organisations")) == {cast.member.name}
    assert people(find("networks", networks=[network.public_id])) == {cast.chair.name, cast.official_of_b.name}
    assert people(find("theme_networks", themes=[str(theme.pk)], roles=["driver"])) == {cast.official_of_b.name}
    assert people(find("theme_networks", themes=["9999"])) == set()


def test_invited_answered_silent_and_attended(cast):
    official, other = cast.official_of_a, cast.official_of_b
    meeting = things.meeting()
    invitations.send(meeting, by=cast.coordinator)
    of_a = Invitation.objects.get(seat=cast.official_seat_a)
    answers.answer(of_a, reply="attend", mode="room", by=official, channel="link")
    with clock.at(meeting.starts_at):
        attendance.check_in(of_a, by=cast.coordinator, mode="room", channel="list")
    about = {"meeting": meeting.public_id}
    assert people(find("invited", **about)) == {official.name, other.name}
    assert people(find("answered", replies=["attend"], **about)) == {official.name}
    assert people(find("answered", replies=["decline"], **about)) == set()
    assert people(find("silent", **about)) == {other.name}
    assert people(find("attended", **about)) == {official.name}


def test_parts_add_leave_out_and_narrow_and_nobody_comes_twice(cast):
    assert cast.official_of_a and cast.official_of_b
    hold(cast.politician_seat_a, cast.official_of_a)
    seats = audiences.part("seats")
    of_a = audiences.part("regions", regions=["18"])
    both = audiences.find([seats, of_a])
    assert len(both.members) == 2
    assert len(next(m for m in both.members if m.to == cast.official_of_a).reasons) == 2
    assert people(audiences.find([seats, {**of_a, "how": "without"}])) == {cast.official_of_b.name}
    assert people(audiences.find([seats, {**of_a, "how": "only"}])) == {cast.official_of_a.name}


def test_an_unknown_audience_is_an_error_and_an_unknown_reason_is_shown_by_its_code(db):
    with pytest.raises(audiences.UnknownAudience):
        find("nothing")
    assert str(Reason("odd")) == "odd"


def test_an_expression_is_said_in_words(cast):
    assert cast.region_a
    with translation.override("en"):
        assert audiences.in_words(audiences.part("regions", regions=["18"])) == "Regions: Kainuu"
        assert "no longer there" in audiences.in_words(audiences.part("regions", regions=["99"]))


def test_somebody_who_cannot_be_reached_is_missing_by_name(cast):
    lost = things.person("lost", is_active=False)
    found = audiences.reachable(Found([Member(lost, (Reason("chosen"),), region="18")]))
    assert found.members == [] and found.missing[0].name["fi"] == lost.name and found.gaps == ["18"]


@pytest.mark.parametrize("more", [1, 6])
def test_seats_cost_two_queries_however_many(cast, more, django_assert_num_queries):
    for _ in range(more):
        hold(things.seat(things.region()), things.person())
    with django_assert_num_queries(2):
        find("seats")
