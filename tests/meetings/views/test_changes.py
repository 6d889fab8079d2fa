"""Changing a meeting on its pages: the effect is seen first, what is known outside waits, releasing asks and tells."""

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forum import clock
from forum.models import Letter
from meetings.models import ChangeNotice, Invitation, Meeting
from meetings.services import answers, changes, invitations, planning
from tests import things
from tests.people import hold


@pytest.fixture
def meeting(cast):
    """Two officials are invited to a meeting on a good day, far enough ahead that nothing is past."""
    assert cast.official_of_a and cast.official_of_b
    day = planning.good_day(clock.today() + timedelta(days=200), "officials")
    programme = things.programme(valid_until=day + timedelta(days=999))
    starts_at = planning.local_moment(day, time(10))
    hours = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2)}
    made = things.meeting(cycle=things.cycle(year=day.year, programme=programme), **hours)
    invitations.send(made, by=cast.coordinator)
    return made


@pytest.fixture
def coordinator(client, cast):
    client.force_login(cast.coordinator)
    return client


def at(meeting, tail: str = "") -> str:
    return f"/fi/work/meetings/{meeting.public_id}/{tail}"


def shown(client, meeting) -> dict:
    """What the form holds, as a browser would send it back."""
    form = client.get(at(meeting, "edit/")).context["form"]
    data = {name: form[name].value() for name in form.fields}
    data |= {"day": f"{data['day']:%d.%m.%Y}", "starts": f"{data['starts']:%H.%M}", "ends": f"{data['ends']:%H.%M}"}
    return {name: value for name, value in data.items() if value not in (None, False)}


def type_in(client, meeting, **typed):
    """Types into the form and saves; says yes to warnings and to the effect."""
    data = {**shown(client, meeting), **typed}
    for _try in range(3):
        answer = client.post(at(meeting, "edit/"), data)
        if answer.status_code == 302:
            return answer
        form = answer.context["form"]
        data |= {name: form[name].value() for name in ("warned", "seen_effect", "revision", "draft")}
        data |= {"confirm": "on"} if form.warnings else {}
        data = {name: value for name, value in data.items() if value is not None}
    raise AssertionError(form.errors)


def another_day(meeting, days: int = 14) -> str:
    return f"{meeting.day + timedelta(days=days):%d.%m.%Y}"


def test_a_new_day_shows_what_becomes_of_every_deadline_before_it_is_saved(coordinator, meeting):
    data = {**shown(coordinator, meeting), "day": another_day(meeting)}
    page = coordinator.post(at(meeting, "edit/"), data)
    assert page.status_code == 200 and 'id="effect"' in page.content.decode()
    effect = {shift.key: shift for shift in page.context["form"].effect}
    assert effect["agenda_out"].new - effect["agenda_out"].old == timedelta(days=14)
    assert not ChangeNotice.objects.exists()


def test_a_nearer_day_says_which_steps_would_be_past(coordinator, meeting):
    earlier = (clock.today() + timedelta(days=18) - meeting.day).days
    data = {**shown(coordinator, meeting), "day": another_day(meeting, earlier)}
    page = coordinator.post(at(meeting, "edit/"), data)
    past = {shift.key for shift in page.context["form"].effect if shift.past}
    assert "remind_silent" in past and "invitation" not in past
    assert "jo mennyt" in page.content.decode()


def test_changing_only_the_hours_needs_no_look_at_the_days(coordinator, meeting):
    data = shown(coordinator, meeting)
    answer = coordinator.post(at(meeting, "edit/"), {**data, "ends": "23.30"})
    assert answer.status_code == 302 and answer["Location"].endswith("/changes/")


def test_a_new_time_waits_and_the_public_page_shows_the_old_until_it_is_released(coordinator, client, meeting):
    answer = type_in(coordinator, meeting, day=another_day(meeting))
    assert answer["Location"].endswith("/changes/")
    meeting.refresh_from_db()
    old = meeting.day
    page = coordinator.get(at(meeting, "changes/"))
    assert [one.label for one in page.context["differences"]] == ["Milloin"]
    coordinator.post(at(meeting, "changes/"), {"revision": 1, "reason_fi": "Vaalit"})
    notice = changes.draft_of(meeting)
    asked = coordinator.get(at(meeting, "changes/release/"))
    assert sum(count for _why, count in asked.context["counts"]) == 2 and "Vaalit" in asked.content.decode()
    meeting.refresh_from_db()
    assert meeting.day == old and not Letter.objects.filter(kind="meeting_changed").exists()
    told = {"revision": notice.revision, "meeting_revision": meeting.revision}
    assert coordinator.post(at(meeting, "changes/release/"), told)["Location"].endswith(f"/{meeting.public_id}/")
    meeting.refresh_from_db()
    assert meeting.day == old + timedelta(days=14)
    assert Letter.objects.filter(kind="meeting_changed", facts__reason__fi="Vaalit").count() == 2


def test_looking_at_the_pages_of_a_draft_releases_nothing(coordinator, meeting):
    type_in(coordinator, meeting, street="Kauppakatu 1")
    for tail in ("changes/", "changes/release/"):
        assert coordinator.get(at(meeting, tail)).status_code == 200
    assert coordinator.get(at(meeting, "changes/drop/")).status_code == 405
    assert changes.draft_of(meeting) and not Letter.objects.filter(kind="meeting_changed").exists()


def test_the_form_shows_what_waits_and_further_edits_add_up(coordinator, meeting):
    type_in(coordinator, meeting, street="Kauppakatu 1")
    assert shown(coordinator, meeting)["street"] == "Kauppakatu 1"
    type_in(coordinator, meeting, place_fi="Kajaani")
    assert changes.draft_of(meeting).values == {"street": "Kauppakatu 1", "place_fi": "Kajaani"}


def test_a_place_that_changes_in_one_language_only_is_warned_of(coordinator, meeting):
    type_in(coordinator, meeting, place_fi="Kajaani")
    assert coordinator.get(at(meeting, "changes/")).context["left_behind"] == "Svenska, English"
    type_in(coordinator, meeting, place_sv="Kajana", place_en="Kajaani")
    assert coordinator.get(at(meeting, "changes/")).context["left_behind"] == ""


def test_a_correction_of_spelling_is_saved_without_a_draft(coordinator, meeting):
    answer = type_in(coordinator, meeting, place_fi="Säätytalo, Helsinki.", spelling="on")
    assert answer["Location"].endswith(f"/{meeting.public_id}/")
    meeting.refresh_from_db()
    assert meeting.place_fi == "Säätytalo, Helsinki." and not ChangeNotice.objects.exists()
    assert Invitation.objects.filter(sequence=0).count() == 2


def test_of_two_who_edit_the_second_sees_what_waits_and_loses_nothing(coordinator, meeting):
    mine = {**shown(coordinator, meeting), "street": "Minun katuni 1"}
    type_in(coordinator, meeting, street="Toisen katu 2")
    page = coordinator.post(at(meeting, "edit/"), mine)
    text = page.content.decode()
    assert "Toisen katu 2" in text and "Minun katuni 1" in text
    form = page.context["form"]
    again = {**mine, "revision": form["revision"].value(), "draft": form["draft"].value()}
    assert coordinator.post(at(meeting, "edit/"), again).status_code == 302
    assert changes.draft_of(meeting).values == {"street": "Minun katuni 1"}


def test_a_release_that_saw_something_else_is_sent_back_to_look(coordinator, meeting):
    type_in(coordinator, meeting, street="Kauppakatu 1")
    old = {"revision": 1, "meeting_revision": meeting.revision}
    type_in(coordinator, meeting, place_fi="Kajaani")
    answer = coordinator.post(at(meeting, "changes/release/"), old)
    assert answer["Location"].endswith("/changes/release/")
    assert not Letter.objects.filter(kind="meeting_changed").exists()
    assert "muutettiin sillä välin" in coordinator.get(answer["Location"]).content.decode()


@pytest.mark.parametrize("nonsense", [{}, {"revision": "x", "meeting_revision": ""}])
def test_a_release_that_names_nothing_releases_nothing(coordinator, meeting, nonsense):
    type_in(coordinator, meeting, street="Kauppakatu 1")
    coordinator.post(at(meeting, "changes/release/"), nonsense)
    assert changes.draft_of(meeting)


def test_what_was_released_by_somebody_else_is_said(coordinator, cast, meeting):
    type_in(coordinator, meeting, street="Kauppakatu 1")
    told = {"revision": 1, "meeting_revision": meeting.revision}
    coordinator.post(at(meeting, "changes/release/"), told)
    answer = coordinator.post(at(meeting, "changes/release/"), told, follow=True)
    assert "ei ole vahvistamista odottavia muutoksia" in answer.content.decode()
    assert Letter.objects.filter(kind="meeting_changed").count() == 2


def test_a_draft_is_dropped_with_a_button(coordinator, meeting):
    type_in(coordinator, meeting, street="Kauppakatu 1")
    coordinator.post(at(meeting, "changes/drop/"), {"revision": 1})
    assert changes.draft_of(meeting) is None
    meeting.refresh_from_db()
    assert meeting.street == ""


def test_what_waits_stands_in_the_workspace_and_before_sending_invitations(coordinator, meeting):
    type_in(coordinator, meeting, street="Kauppakatu 1")
    for tail in ("", "seats/send/"):
        assert "/changes/" in coordinator.get(at(meeting, tail)).content.decode()


def test_the_chair_sees_that_something_waits_and_cannot_release_it(client, cast, coordinator, meeting):
    type_in(coordinator, meeting, street="Kauppakatu 1")
    client.force_login(cast.chair)
    assert "/changes/" not in client.get(at(meeting)).content.decode()
    assert client.post(at(meeting, "changes/release/"), {"revision": 1, "meeting_revision": 1}).status_code == 403


def test_the_release_page_costs_the_same_for_two_letters_and_for_six(coordinator, cast, meeting):
    type_in(coordinator, meeting, day=another_day(meeting))

    def cost() -> int:
        coordinator.get(at(meeting, "changes/release/"))
        with CaptureQueriesContext(connection) as asked:
            coordinator.get(at(meeting, "changes/release/"))
        return len(asked)

    before = cost()
    for _ in range(4):
        seat = things.seat(things.region())
        hold(seat, things.person())
        row = things.invitation(meeting, seat)
        answers.answer(row, reply="attend", mode="room", by=row.person, channel="portal")
    assert cost() == before


def test_a_planned_meeting_is_changed_at_once_after_a_look_at_its_deadlines(coordinator):
    planned = things.meeting(days=200, state="planned", announced_at=None)
    type_in(coordinator, planned, day=another_day(planned))
    moved = Meeting.objects.get(pk=planned.pk)
    assert moved.day == planned.day + timedelta(days=14) and not ChangeNotice.objects.exists()
