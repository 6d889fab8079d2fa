"""Briefs by their meetings: out by themselves on their day, told to the seats, and added to after the meeting."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from forum import clock
from forum.models import Letter
from meetings.models import ActionPoint
from meetings.services import brief_days, brief_tasks, invitations
from tests import things
from themes.models import Brief
from themes.services import brief_content, briefs

pytestmark = pytest.mark.django_db
NOTE = {"fi": "Korjattu", "sv": "Rättat"}


@pytest.fixture
def meeting(cast):
    """An invited meeting in 20 days."""
    assert cast.official_of_a and cast.official_of_b
    found = things.meeting(days=20)
    invitations.send(found, by=cast.coordinator)
    return found


def confirmed(meeting, **fields):
    brief = things.brief(state="draft", theme=meeting.theme, **fields)
    meeting.meeting_briefs.create(brief=brief)
    Brief.objects.filter(pk=brief.pk).update(state="confirmed")
    brief.refresh_from_db()
    return brief


def days_later(days):
    return clock.at(clock.now() + timedelta(days=days))


def told():
    return Letter.objects.filter(kind="brief_published")


def test_a_confirmed_brief_comes_out_with_the_agenda_and_once(meeting):
    brief = confirmed(meeting)
    assert brief_days.publish_due() == [] and brief_days.coming(brief) == meeting.deadline("agenda_out")
    with days_later(14):
        assert brief_days.publish_due() == [brief]
        assert brief_days.publish_due() == []
    brief.refresh_from_db()
    assert brief.version == 1 and brief.published.published_by is None


@pytest.mark.parametrize("state", ["draft", "checking"])
def test_what_has_not_been_confirmed_stays(meeting, state):
    brief = confirmed(meeting)
    Brief.objects.filter(pk=brief.pk).update(state=state)
    with days_later(14):
        assert brief_days.publish_due() == []


def test_what_lacks_a_required_language_or_has_no_meeting_to_come_stays(meeting):
    lacking, late = confirmed(meeting, title_sv=""), confirmed(meeting)
    things.meeting(days=-3).meeting_briefs.create(brief=late)
    late_only = things.brief(state="draft")
    Brief.objects.filter(pk=late_only.pk).update(state="confirmed")
    things.meeting(days=-3).meeting_briefs.create(brief=late_only)
    with days_later(14):
        assert brief_days.publish_due() == [late]
    lacking.refresh_from_db()
    assert lacking.state == "confirmed"


def test_a_new_version_is_never_published_by_the_clock(meeting):
    brief = confirmed(meeting)
    briefs.publish(brief, by=None)
    briefs.rework(brief, by=None)
    Brief.objects.filter(pk=brief.pk).update(title_fi="Uusi", state="confirmed")
    with days_later(14):
        assert brief_days.publish_due() == []


def test_before_the_letter_of_the_agenda_nobody_is_written_to(meeting):
    briefs.publish(confirmed(meeting), by=None)
    assert not told().exists()


def test_a_brief_that_comes_after_the_agenda_is_told_once_to_each_person(meeting, cast):
    Letter.objects.create(key="agenda", kind="agenda_out", about_id=meeting.public_id, to_address="a@example.org")
    brief = confirmed(meeting)
    version = briefs.publish(brief, by=None)
    people = {cast.official_of_a, cast.official_of_b}
    assert {letter.person for letter in told()} == people
    brief_days.tell(version, None)
    assert told().count() == len(people)


@pytest.mark.parametrize("tell", [True, False])
def test_a_correction_is_told_when_asked(meeting, tell):
    brief = confirmed(meeting)
    briefs.publish(brief, by=None)
    briefs.rework(brief, by=None)
    Brief.objects.filter(pk=brief.pk).update(title_fi="Uusi", state="confirmed")
    brief.refresh_from_db()
    briefs.publish(brief, by=None, note=NOTE, tell=tell)
    assert told().exists() == tell
    assert all(letter.facts["note"]["sv"] == "Rättat" for letter in told())


def test_last_times_action_points_are_compiled_and_frozen(meeting, cast):
    earlier = things.meeting(theme=meeting.theme, cycle=meeting.cycle, days=-100)
    about = {"meeting": earlier, "theme": earlier.theme, "owner": cast.agency, "due": "2020-01-01", "is_public": True}
    point = ActionPoint.objects.create(title_fi="Selvitys", title_sv="Utredning", published_at=clock.now(), **about)
    brief = confirmed(meeting)
    things.block(brief, "last_actions")
    briefs.publish(brief, by=None)
    ActionPoint.objects.filter(pk=point.pk).update(title_fi="Muutettu")
    (piece,) = brief_content.published(brief).of_kind("last_actions")
    assert [row["title"]["fi"] for row in piece.filled["rows"]] == ["Selvitys"] and piece.template
    assert piece.filled["rows"][0]["state"]["sv"] and piece.filled["meeting"] == earlier.public_id


def test_without_an_earlier_meeting_there_is_nothing_to_tell(meeting):
    assert brief_days.last_actions(confirmed(meeting)) is None


def at(name, *args):
    with translation.override("fi"):
        return reverse(f"meetings:{name}", args=args)


def test_the_joint_interpretation_makes_a_version_of_its_own(client, meeting, cast):
    brief = confirmed(meeting)
    briefs.publish(brief, by=None)
    client.force_login(cast.coordinator)
    wrote = client.post(at("brief_interpretation", meeting.public_id, brief.public_id))
    block = brief.blocks.get(kind="interpretation")
    assert block.public_id in wrote["Location"]
    client.post(at("brief_interpretation", meeting.public_id, brief.public_id))
    assert brief.blocks.count() == 1
    client.post(wrote["Location"], {"text_fi": "Yhdessä todettiin", "text_sv": "Tillsammans", "seen": "1"})
    Brief.objects.filter(pk=brief.pk).update(state="confirmed")
    with translation.override("fi"):
        deed = reverse("themes:brief_deed", args=[brief.public_id, "publish"])
    form = client.get(deed).context["form"]
    client.post(deed, {name: form[name].value() for name in ("note_fi", "note_sv", "note_en")})
    brief.refresh_from_db()
    assert brief.published.kind == "interpretation" and "tulkinta" in brief.published.note_fi


def test_a_brief_is_begun_for_a_meeting_with_the_structure_of_the_last_one(client, meeting, cast):
    things.block(things.brief(theme=meeting.theme), headline_fi="Rakenne")
    client.force_login(cast.coordinator)
    client.post(at("brief_begin", meeting.public_id))
    brief = meeting.meeting_briefs.get().brief
    assert brief.state == "draft" and [block.kind for block in brief.blocks.all()] == ["text"]
    assert brief.public_id in client.get(at("workspace", meeting.public_id)).content.decode()


def at_desk(client, person):
    client.force_login(person)
    with translation.override("fi"):
        return client.get(reverse("forum:desk")).content.decode()


def test_the_coordinator_hears_that_a_confirmed_brief_is_not_published_by_itself(client, cast, meeting):
    confirmed(meeting)
    whole = at_desk(client, cast.coordinator)
    lacking = confirmed(meeting, title_sv="")
    (task,) = brief_tasks.tasks(cast.coordinator)
    assert task.due == meeting.deadline("agenda_out") and "svenska" in task.text.lower()
    assert task.title not in whole and lacking.public_id in at_desk(client, cast.coordinator)
    assert lacking.public_id not in at_desk(client, cast.official_of_a)


def test_the_first_of_its_meetings_gives_the_day_and_those_past_or_cancelled_none(cast, meeting):
    lacking, late = confirmed(meeting, title_sv=""), things.brief(state="draft", title_sv="")
    for days in (40, -3):
        things.meeting(days=days).meeting_briefs.create(brief=lacking)
    things.meeting(days=-3).meeting_briefs.create(brief=late)
    things.meeting(days=30, state="cancelled").meeting_briefs.create(brief=late)
    Brief.objects.filter(pk=late.pk).update(state="confirmed")
    assert [(task.url.split("/")[-3], task.due) for task in brief_tasks.tasks(cast.coordinator)] == [
        (lacking.public_id, meeting.deadline("agenda_out"))
    ]


def test_many_waiting_briefs_cost_what_one_does(cast, meeting, django_assert_num_queries):
    things.block(confirmed(meeting, title_sv=""), headline_fi="Yksi")
    assert cast.coordinator.has_perm("themes.write_brief")
    with CaptureQueriesContext(connection) as one:
        assert len(brief_tasks.tasks(cast.coordinator)) == 1
    for _number in range(2):
        things.block(confirmed(meeting, title_sv=""), headline_fi="Toinen")
    with django_assert_num_queries(len(one)):
        assert len(brief_tasks.tasks(cast.coordinator)) == 3


@pytest.mark.parametrize(("lacking", "said"), [({}, "julkaistaan itsestään"), ({"title_sv": ""}, "puuttuu teksti")])
def test_the_editor_says_whether_it_comes_out_by_itself(client, cast, meeting, lacking, said):
    brief = confirmed(meeting, **lacking)
    client.force_login(cast.coordinator)
    with translation.override("fi"):
        page = client.get(reverse("themes:brief_editor", args=[brief.public_id])).content.decode()
    assert said in page and "It is" not in page
