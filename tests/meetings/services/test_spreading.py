"""The bulletin that is proposed from notes, and the debrief."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from forum import clock
from forum.services import bulletin_reading
from meetings.models import Debrief, Meeting, MeetingKind
from meetings.services import bulletin_drafts, debriefs, meetings, region_letters
from tests import noted, spreading, things

LINK = "https://video.example.org/info"


@pytest.fixture
def meeting(cast):
    """A meeting with public notes, in a year in which there will be more."""
    made = spreading.told(cast)
    type(made.cycle).objects.filter(pk=made.cycle_id).update(year=(clock.now() + timedelta(days=14)).year)
    kind = {"name_fi": "Etäinfo", "name_sv": "Distansinfo", "name_en": "Debrief", "is_open": True}
    MeetingKind.objects.get_or_create(key="debrief", defaults={"level": "other", "invites": [], **kind})
    return Meeting.objects.with_page().get(pk=made.pk)


def plan(meeting, cast, **values):
    said = {"starts_at": clock.now() + timedelta(days=14), "minutes": 45, "remote_link": LINK, **values}
    return debriefs.plan(meeting, by=cast.coordinator, **said)


def test_the_draft_says_what_the_notes_say_in_the_required_languages(cast, meeting):
    made = bulletin_drafts.propose(meeting, by=cast.coordinator)
    texts = "\n".join(f"{one.heading_fi} {one.text_fi} {one.heading_sv} {one.text_sv}" for one in made.sections.all())
    for word in ("Asia 1: 1 ", "Johtopäätös", "Ärende 1: 1 ", "Slutsats"):
        assert word in texts
    assert not bulletin_reading.missing(made)
    assert (made.state, f"meeting:{meeting.public_id}" in made.topics) == ("draft", True)


def test_without_public_notes_no_bulletin_is_proposed(cast):
    with pytest.raises(ValidationError):
        bulletin_drafts.propose(noted.held(), by=cast.coordinator)


def test_no_language_is_filled_with_another(cast, meeting):
    made = bulletin_drafts.propose(meeting, by=cast.coordinator)
    concluded = made.sections.get(text_fi="Johtopäätös")
    assert concluded.text_en == "" and concluded.heading_en == ""


def test_the_debrief_is_an_open_event_that_bulletin_and_letters_tell_of(cast, meeting):
    event = plan(meeting, cast)
    assert (event.state, event.kind.key, event.theme) == ("announced", "debrief", meeting.theme)
    made = bulletin_drafts.propose(meeting, by=cast.coordinator)
    assert any(event.public_id in one.link_fi for one in made.sections.all())
    concern = region_letters.concerns(meeting)[cast.region_a.code]
    words = region_letters.example(meeting, concern, "fi")
    assert f"/meetings/{event.public_id}/sign-up/" in words.text and LINK not in words.text


def test_it_is_planned_once_and_again_after_it_was_cancelled(cast, meeting):
    event = plan(meeting, cast)
    with pytest.raises(ValidationError):
        plan(meeting, cast)
    meetings.cancel(event, by=cast.coordinator, reason="Sairaus")
    plan(meeting, cast)
    assert Debrief.objects.filter(meeting=meeting).count() == 2


def test_only_a_held_meeting_has_a_debrief(cast, meeting):
    coming = things.meeting(cycle=meeting.cycle)
    with pytest.raises(ValidationError):
        plan(coming, cast)


def test_the_proposed_day_is_a_working_day_that_is_still_to_come(meeting):
    assert debriefs.proposed_day(meeting) > clock.today()


def test_the_coordinator_does_it_all_on_one_page(client, cast, meeting):
    client.force_login(cast.coordinator)
    here = f"/fi/work/meetings/{meeting.public_id}/spreading/"
    day = clock.today() + timedelta(days=14)
    when = {"day": f"{day:%d.%m.%Y}", "starts": "9.00", "minutes": "30", "remote_link": LINK}
    assert client.post(f"{here}debrief/", {**when, "remote_link": ""}).status_code == 422
    for act, said in (("debrief", when), ("bulletin", {}), ("letters", {}), ("release", {"reason": "Testi"})):
        assert client.post(f"{here}{act}/", said).status_code == 302
    assert debriefs.of(meeting) and bulletin_drafts.of(meeting)
    assert region_letters.mailing_of(meeting).state == "scheduled"
    assert client.get(here).status_code == 200


def test_a_regions_letter_is_looked_at_and_added_to(client, cast, meeting):
    client.force_login(cast.coordinator)
    here = f"/fi/work/meetings/{meeting.public_id}/spreading/letters/{cast.region_a.code}/"
    client.post(here, {"text_fi": "Omat sanat.", "text_sv": "", "text_en": ""})
    shown = client.get(here).content.decode()
    assert "Omat sanat." in shown and "Rahoituksen on jatkuttava." in shown
