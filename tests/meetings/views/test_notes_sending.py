"""Notes leave their own page as a mass letter: looked at first, frozen, released by two where the forum asks for it."""

from datetime import timedelta

import pytest
from django.test import Client

from forum import clock
from forum.models import Letter, Mailing, Person
from forum.services import mailings, mass_sending
from meetings.deadlines import DRAFT_NOTES
from meetings.models import Notes, PlannedLetter
from meetings.services import ladder, letter_plan, notes
from tests import noted, things
from tests.noted import CONCLUDED
from tests.people import hold


@pytest.fixture
def meeting(cast):
    """A meeting that was held two days ago, whose two officials were invited and whose notes have been written."""
    found = noted.held(days=-2)
    assert cast.official_of_a and cast.official_of_b and cast.coordinator
    for seat, person in ((cast.official_seat_a, cast.official_of_a), (cast.official_seat_b, cast.official_of_b)):
        things.invitation(found, seat, person=person)
    noted.write(noted.first_item(found), cast, **CONCLUDED)
    letter_plan.make(found)
    return found


@pytest.fixture
def coordinator(cast):
    browser = Client()
    browser.force_login(cast.coordinator)
    return browser


def address(meeting):
    return f"/fi/work/meetings/{meeting.public_id}/notes/check/"


def day(days):
    return (clock.today() + timedelta(days=days)).strftime("%d.%m.%Y")


def asked():
    return {letter.person for letter in Letter.objects.filter(kind="notes_checking").select_related("person")}


def state(meeting):
    return Notes.objects.get(meeting=meeting).state


def test_looking_shows_who_is_asked_and_why_and_examples_and_sends_nothing(cast, meeting, coordinator):
    page = coordinator.get(address(meeting))
    text = page.content.decode()
    assert cast.official_of_a.name in text and cast.official_of_b.name in text and "Kutsuttu" in text
    assert len(page.context["examples"]) >= 1 and "<iframe" in text
    assert not Mailing.objects.exists() and state(meeting) == "draft"


def test_sending_freezes_receivers_with_reasons_and_the_day_that_was_chosen(cast, meeting, coordinator):
    assert coordinator.post(address(meeting), {"until": day(6)}).status_code == 302
    mailing = Mailing.objects.get(kind=f"plan:{DRAFT_NOTES}")
    assert mailing.state == "sending" and mailing.released_by == cast.coordinator
    assert {row.person for row in mailing.receivers.all()} == asked() == {cast.official_of_a, cast.official_of_b}
    assert all(row.letter.mailing == mailing and row.region for row in mailing.receivers.all())
    assert Notes.objects.get().checking_until == clock.today() + timedelta(days=6)
    step = PlannedLetter.objects.get(meeting=meeting, rule=DRAFT_NOTES)
    assert (step.state, step.letters, step.mailing) == ("done", 2, mailing)


def test_pressing_twice_sends_once(meeting, coordinator):
    for _time in range(2):
        coordinator.post(address(meeting), {"until": day(6)})
    assert Mailing.objects.count() == 1 and len(asked()) == Letter.objects.filter(kind="notes_checking").count() == 2


def test_two_look_at_it_where_the_forum_asks_for_it_and_the_chosen_day_holds(cast, meeting, coordinator, settings):
    settings.SECOND_PERSON = True
    coordinator.post(address(meeting), {"until": day(6)})
    assert state(meeting) == "draft" and not asked()
    waiting = Mailing.objects.get(state="waiting")
    tab = coordinator.get(f"/fi/work/meetings/{meeting.public_id}/notes/").content.decode()
    assert f"/fi/work/mailings/{waiting.public_id}/" in tab
    mailings.confirm(waiting, by=cast.chair)
    with clock.at(clock.now() + timedelta(minutes=1)):
        ladder.climb()
        mass_sending.send_due()
    assert state(meeting) == "checking" and len(asked()) == 2
    assert Notes.objects.get().checking_until == clock.today() + timedelta(days=6)


def test_a_region_without_an_address_is_left_out_only_with_a_reason_and_nothing_typed_is_lost(
    cast, meeting, coordinator
):
    Person.objects.filter(pk=cast.official_of_b.pk).update(unreachable_since=clock.now())
    refused = coordinator.post(address(meeting), {"until": day(9)})
    assert refused.status_code == 422 and day(9) in refused.content.decode()
    assert state(meeting) == "draft" and not asked()
    wrong = coordinator.post(address(meeting), {"until": "1.1.2020", "reason": "Puhelimitse"})
    assert wrong.status_code == 422 and "Puhelimitse" in wrong.content.decode()
    coordinator.post(address(meeting), {"until": day(9), "reason": "Puhelimitse"})
    assert asked() == {cast.official_of_a} and Mailing.objects.get(state="sending").override_reason == "Puhelimitse"


def test_who_has_taken_the_seat_over_since_the_release_is_asked_in_the_old_holders_stead(
    cast, meeting, coordinator, settings
):
    settings.SECOND_PERSON = True
    coordinator.post(address(meeting), {"until": day(6)})
    newcomer = things.person("newcomer")
    cast.official_seat_b.mandates.filter(role="holder").update(until=clock.today() - timedelta(days=1))
    meeting.invitations.filter(seat=cast.official_seat_b).update(person=None)
    hold(cast.official_seat_b, newcomer)
    mailings.confirm(Mailing.objects.get(state="waiting"), by=cast.chair)
    ladder.climb()
    mass_sending.send_due()
    assert asked() == {cast.official_of_a, newcomer}


def test_confirmed_notes_go_to_the_seats_again_with_a_letter_of_their_own(cast, meeting, coordinator):
    coordinator.post(address(meeting), {"until": day(6)})
    closed = coordinator.get(address(meeting), follow=True)
    assert closed.redirect_chain and closed.status_code == 200
    notes.confirm(meeting, by=cast.coordinator, early=True)
    assert coordinator.get(address(meeting)).context["again"]
    coordinator.post(address(meeting), {"until": day(8)})
    assert state(meeting) == "checking"
    assert Letter.objects.filter(kind="notes_checking").count() == 4 and Mailing.objects.count() == 2


def test_empty_notes_show_why_they_cannot_leave(cast, coordinator):
    empty = noted.held()
    things.invitation(empty, cast.official_seat_a, person=cast.official_of_a)
    page = coordinator.get(address(empty))
    assert page.context["obstacle"] and "<textarea" not in page.content.decode()
    assert coordinator.post(address(empty), {"until": day(6)}).status_code == 422 and not asked()
