"""A meeting asks for the regions' views: by its plan of letters, until the agenda goes out."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from forum import clock
from forum.models import AuditEntry, Letter
from meetings import working_days
from meetings.models import PlannedLetter, RequestedView
from meetings.services import ladder, letter_plan, requested_views
from meetings.tasks import climb_ladder, close_view_rounds
from meetings.views import letter_words
from tests import things, viewed
from themes.models import ViewRound
from themes.services import view_letters, view_tasks
from themes.tasks import remind_of_views


@pytest.fixture
def meeting(cast):
    """A meeting in sixty days; one region has an official."""
    assert cast.official_of_a and cast.coordinator
    return things.meeting(days=60)


@pytest.fixture
def linked(cast, meeting):
    """Its round is a draft that lacks nothing, due two weeks before the meeting."""
    round = viewed.prepared(cast, theme=meeting.theme, due=meeting.day - timedelta(days=14))
    return requested_views.link(meeting, by=cast.coordinator, round=round)


def step(meeting, rule):
    return PlannedLetter.objects.get(meeting=meeting, rule=rule)


def written(kind):
    return Letter.objects.filter(kind=kind).count()


def leaves(day):
    """When a letter of the day leaves."""
    return letter_plan.moment_of(working_days.before(day))


def on(day):
    return clock.at(letter_plan.moment_of(day))


def test_a_meeting_without_views_has_no_steps_for_them(meeting):
    letter_plan.make(meeting)
    assert not PlannedLetter.objects.filter(meeting=meeting, rule__in=requested_views.RULES).exists()


def test_the_plan_asks_42_days_before_and_reminds_before_the_last_day(meeting, linked):
    requests, reminder = step(meeting, "view_requests"), step(meeting, "view_reminders")
    assert requests.due_at == leaves(meeting.day - timedelta(days=42))
    assert reminder.due_at == leaves(meeting.day - timedelta(days=21))
    labels = {str(line.rule.label) for line in letter_words.lines(meeting, in_full=True)}
    assert "Alueiden näkemysten pyynnöt" in labels


def test_the_letters_leave_on_their_days_once(meeting, linked):
    with on(meeting.day - timedelta(days=42)):
        climb_ladder()
        climb_ladder()
    assert written(view_letters.ASKED) == 1 and ViewRound.objects.get().state == "asked"
    with on(meeting.day - timedelta(days=21)):
        remind_of_views()
        climb_ladder()
        climb_ladder()
    assert written(view_letters.REMINDER) == 1
    assert (step(meeting, "view_requests").letters, step(meeting, "view_reminders").letters) == (1, 1)


def test_a_paused_reminder_is_not_sent_by_the_other_clock(meeting, linked):
    with on(meeting.day - timedelta(days=42)):
        climb_ladder()
    PlannedLetter.objects.filter(rule="view_reminders").update(state="paused")
    with on(meeting.day - timedelta(days=21)):
        climb_ladder()
        view_tasks.remind_silent()
    assert written(view_letters.REMINDER) == 0


def test_days_of_its_own_move_the_steps(cast, meeting, linked):
    requested_views.link(meeting, by=cast.coordinator, round=linked.round, ask_before=30, remind_before=3)
    assert step(meeting, "view_requests").due_at == leaves(meeting.day - timedelta(days=30))
    assert step(meeting, "view_reminders").due_at == leaves(meeting.day - timedelta(days=17))


def test_a_round_that_lacks_something_waits_and_says_what(cast, meeting):
    round = viewed.prepared(cast, theme=meeting.theme, title_sv="")
    requested_views.link(meeting, by=cast.coordinator, round=round)
    with pytest.raises(ValidationError, match="otsikko"):
        ladder.send_now(step(meeting, "view_requests"), by=cast.coordinator)


def test_a_round_that_was_asked_by_hand_settles_the_step(cast, meeting):
    round = viewed.asked(cast, theme=meeting.theme, due=meeting.day - timedelta(days=14))
    requested_views.link(meeting, by=cast.coordinator, round=round)
    assert step(meeting, "view_requests").state == "done"


def test_the_views_are_frozen_when_the_agenda_goes_out(cast, meeting):
    round = viewed.asked(cast, theme=meeting.theme)
    requested_views.link(meeting, by=cast.coordinator, round=round)
    viewed.approved(round, cast)
    with on(meeting.day - timedelta(days=8)):
        close_view_rounds()
        assert ViewRound.objects.get().state == "asked"
    with on(meeting.day - timedelta(days=7)):
        close_view_rounds()
        close_view_rounds()
    assert ViewRound.objects.get().state == "closed"


def test_a_cancelled_meeting_freezes_nothing(cast, meeting):
    requested_views.link(meeting, by=cast.coordinator, round=viewed.asked(cast, theme=meeting.theme))
    type(meeting).objects.filter(pk=meeting.pk).update(state="cancelled")
    with on(meeting.day):
        close_view_rounds()
    assert ViewRound.objects.get().state == "asked"


def test_without_a_round_a_draft_is_made_that_is_due_before_the_agenda(cast, meeting):
    made = requested_views.link(meeting, by=cast.coordinator)
    assert made.round.state == "draft" and made.round.due <= requested_views.last_due(meeting)
    assert made.round.title_sv.startswith("Regionernas lägesbedömningar")


def test_a_meeting_can_do_without_views_after_all(cast, meeting, linked):
    requested_views.unlink(meeting, by=cast.coordinator)
    assert not RequestedView.objects.exists() and ViewRound.objects.count() == 1
    assert not PlannedLetter.objects.filter(rule__in=requested_views.RULES).exists()
    assert AuditEntry.objects.filter(verb="requested_view.unlink").exists()


def test_the_workspace_shows_the_round_and_links_another(client, cast, meeting):
    client.force_login(cast.coordinator)
    url = reverse("meetings:meeting_views", args=[meeting.public_id])
    assert "ei pyydetä alueiden näkemyksiä" in client.get(url).content.decode()
    assert client.post(url, {"round": "new", "ask_before": "x", "remind_before": 7}).status_code == 422
    client.post(url, {"round": "new", "ask_before": 35, "remind_before": 5})
    page = client.get(url).content.decode()
    assert "jäädytetään ja julkaistaan" in page and RequestedView.objects.get().ask_before == 35
    client.post(reverse("meetings:meeting_views_leave", args=[meeting.public_id]))
    assert not RequestedView.objects.exists()


def test_a_past_meeting_asks_for_nothing(cast):
    with pytest.raises(ValidationError):
        requested_views.link(things.meeting(days=-3), by=cast.coordinator)


def test_the_letter_is_shown_before_it_leaves_and_showing_asks_nobody(client, cast, meeting, linked):
    client.force_login(cast.coordinator)
    row = step(meeting, "view_requests")
    page = client.get(reverse("meetings:letter_step", args=[meeting.public_id, row.rule]))
    assert page.status_code == 200 and ViewRound.objects.get().state == "draft"
