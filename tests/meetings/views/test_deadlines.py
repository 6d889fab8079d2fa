"""The pages of deadlines, of a year and of a meeting."""

import pytest

from meetings.deadlines import DEADLINES
from meetings.models import Meeting
from tests import things


@pytest.fixture
def meeting(db):
    return things.meeting(days=200)


@pytest.fixture
def coordinator(client, cast):
    client.force_login(cast.coordinator)
    return client


def address(meeting) -> str:
    return f"/fi/work/meetings/{meeting.public_id}/deadlines/"


def drawn(client, where: str) -> dict:
    """What the page's form holds."""
    form = client.get(where).context["form"]
    return {name: form[name].value() for name in ("seen", *DEADLINES)}


def test_a_number_is_changed_and_the_workspace_follows(coordinator, meeting):
    where = address(meeting)
    assert coordinator.post(where, {**drawn(coordinator, where), "agenda_out": 12}).status_code == 302
    meeting.refresh_from_db()
    assert meeting.offsets == {"agenda_out": -12}
    page = coordinator.get(where)
    assert "(Esimerkki)" in page.content.decode() and page.context["last"].verb == "meetings.change_deadlines"


def test_the_days_are_shown_before_anything_is_saved(coordinator, meeting):
    where = address(meeting)
    page = coordinator.post(where, {**drawn(coordinator, where), "agenda_out": 12, "do": "look"})
    shifts = {line.field.name: line.shift for line in page.context["form"].lines()}
    assert (shifts["agenda_out"].old - shifts["agenda_out"].new).days == 5
    meeting.refresh_from_db()
    assert meeting.offsets == {}


def test_nonsense_is_said_at_its_field_and_kept(coordinator, meeting):
    where = address(meeting)
    page = coordinator.post(where, {**drawn(coordinator, where), "registration_closes": 60})
    assert page.status_code == 422
    form = page.context["form"]
    assert "registration_closes" in form.errors and form["registration_closes"].value() == "60"
    assert form["registration_closes"].id_for_label in page.content.decode()


def test_a_deadline_that_has_passed_is_said_and_taken_with_a_tick(coordinator):
    meeting = things.meeting(days=20)
    where = address(meeting)
    data = {**drawn(coordinator, where), "agenda_out": 40}
    form = coordinator.post(where, data).context["form"]
    assert form.warnings
    told = {**data, "warned": form["warned"].value(), "confirm": "on"}
    assert coordinator.post(where, told).status_code == 302


def test_an_empty_field_and_the_button_both_lead_back_to_the_years(coordinator, meeting):
    where = address(meeting)
    coordinator.post(where, {**drawn(coordinator, where), "agenda_out": 12, "joining": 3})
    coordinator.post(where, {**drawn(coordinator, where), "agenda_out": ""})
    meeting.refresh_from_db()
    assert meeting.offsets == {"joining": -3}
    coordinator.post(where, {"do": "reset", "seen": drawn(coordinator, where)["seen"]})
    meeting.refresh_from_db()
    assert meeting.offsets == {}


def test_of_two_the_second_sees_both_numbers_and_may_save_again(coordinator, meeting):
    where = address(meeting)
    mine = {**drawn(coordinator, where), "agenda_out": 12}
    Meeting.objects.filter(pk=meeting.pk).update(offsets={"agenda_out": -9})
    page = coordinator.post(where, mine)
    line = next(line for line in page.context["form"].lines() if line.field.name == "agenda_out")
    assert (line.field.value(), line.saved, line.differs) == ("12", 9, True)
    again = {**mine, "seen": page.context["form"]["seen"].value()}
    assert coordinator.post(where, again).status_code == 302
    meeting.refresh_from_db()
    assert meeting.offsets == {"agenda_out": -12}


def test_the_years_page_changes_the_year(coordinator, meeting):
    where = f"/fi/work/years/{meeting.cycle.year}/deadlines/"
    assert coordinator.post(where, {**drawn(coordinator, where), "invitation": 35}).status_code == 302
    meeting.cycle.refresh_from_db()
    assert meeting.cycle.offsets == {"invitation": -35}
    assert coordinator.get(address(meeting)).context["form"]["invitation"].value() == 35
