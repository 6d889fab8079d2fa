"""The coordinator's action points of a meeting."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from forum import clock
from meetings.models import ActionPoint, AgendaItem
from tests import things
from tests.actions import action


def day(days):
    """The day as people type it."""
    found = clock.today() + timedelta(days=days)
    return f"{found.day}.{found.month}.{found.year}"


@pytest.fixture
def meeting(db):
    return things.meeting(days=-3, state="held")


@pytest.fixture
def coordinator(client, cast):
    client.force_login(cast.coordinator)
    return client


def at(name, one):
    return reverse(f"meetings:{name}", args=[one.public_id])


def typed(cast, **values):
    about = {"title_fi": "Selvitys", "title_sv": "Utredning", "owner": cast.agency.pk, "due": day(30)}
    return {**about, **values}


def test_writing_changing_and_publishing(coordinator, cast, meeting):
    assert cast.member
    page = coordinator.post(at("actions_of_meeting", meeting), typed(cast), follow=True)
    assert "Selvitys" in page.content.decode() and "ei ole vielä julkinen" in page.content.decode()
    one = ActionPoint.objects.get()
    coordinator.post(at("action_edit", one), typed(cast, title_fi="Raportti", revision=1))
    coordinator.post(at("actions_publish", meeting))
    one.refresh_from_db()
    assert (one.title_fi, one.is_public) == ("Raportti", True)


def test_what_is_missing_is_said_at_its_field(coordinator, cast, meeting):
    page = coordinator.post(at("actions_of_meeting", meeting), typed(cast, title_fi="", title_sv="", due="huomenna"))
    assert page.status_code == 422 and set(page.context["form"].errors) == {"title_fi", "due"}


def test_publishing_without_a_required_language_asks_for_a_reason(coordinator, cast, meeting):
    coordinator.post(at("actions_of_meeting", meeting), typed(cast, title_sv=""))
    page = coordinator.post(at("actions_publish", meeting), follow=True).content.decode()
    assert "Selvitys (Svenska)" in page and 'name="override"' in page
    coordinator.post(at("actions_publish", meeting), {"override": "Käännös tulee huomenna"})
    assert ActionPoint.objects.get().is_public


def test_two_who_change_it_at_once_see_both_texts(coordinator, cast):
    one = action(owner=cast.agency)
    ActionPoint.objects.filter(pk=one.pk).update(title_fi="Toisen teksti", revision=2)
    page = coordinator.post(at("action_edit", one), typed(cast, title_fi="Oma teksti", revision=1))
    words = page.content.decode()
    assert page.status_code == 422 and "Toisen teksti" in words and "Oma teksti" in words
    coordinator.post(at("action_edit", one), typed(cast, title_fi="Oma teksti", revision=2))
    assert ActionPoint.objects.get().title_fi == "Oma teksti"


def test_dropping_asks_first_and_can_be_undone(coordinator):
    one = action()
    assert one.title_fi in coordinator.get(at("action_drop", one)).content.decode()
    assert coordinator.post(at("action_drop", one), {"reason": ""}).status_code == 422
    coordinator.post(at("action_drop", one), {"reason": "Ei tarpeen"})
    assert ActionPoint.objects.get().dropped_reason == "Ei tarpeen"
    page = coordinator.post(at("action_reopen", one), follow=True).content.decode()
    assert ActionPoint.objects.get().state == "open" and "jälleen auki" in page


@pytest.mark.parametrize(("decision", "days"), [("accept", 60), ("keep", 30)])
def test_deciding_on_a_proposed_day(coordinator, decision, days):
    one = action(proposed_due=clock.today() + timedelta(days=60), proposed_reason="Kiire", proposed_language="fi")
    assert "Kiire" in coordinator.get(at("action_day", one)).content.decode()
    coordinator.post(at("action_day", one), {"decision": decision, "reason": "Kokous on sitä ennen"})
    assert ActionPoint.objects.get().due == clock.today() + timedelta(days=days)


def test_a_decision_that_nobody_waits_for_any_more_says_so(coordinator):
    page = coordinator.get(at("action_day", action()), follow=True)
    assert page.redirect_chain and "ei enää ehdoteta" in page.content.decode()


def test_the_workspace_says_who_is_written_to_and_who_is_not(coordinator, cast, meeting):
    assert cast.member
    action(owner=cast.agency, meeting=meeting)
    page = coordinator.get(at("actions_of_meeting", meeting)).content.decode()
    assert cast.member.name in page and "Valitse yhteyshenkilö" not in page
    action(meeting=meeting)
    assert "Valitse yhteyshenkilö" in coordinator.get(at("actions_of_meeting", meeting)).content.decode()


def test_the_chair_reads_and_changes_nothing(client, cast, meeting):
    client.force_login(cast.chair)
    assert client.get(at("actions_of_meeting", meeting)).context["form"] is None
    assert client.post(at("actions_of_meeting", meeting), typed(cast)).status_code == 403


def test_open_action_points_of_the_theme_stand_on_the_agenda_for_everybody(coordinator, client):
    one = action()
    coming = things.meeting(theme=one.theme, cycle=one.meeting.cycle, agenda_published_at=clock.now())
    things.agenda_item(coming)
    coordinator.post(at("actions_to_agenda", coming))
    assert AgendaItem.objects.filter(meeting=coming, purpose="action_points").exists()
    for address in (at("agenda", coming), at("meeting", coming)):
        assert at("action", one) in coordinator.get(address).content.decode()
    client.logout()
    assert at("action", one) in client.get(at("meeting", coming)).content.decode()


def queries(client, address):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_the_list_costs_the_same_for_one_and_three(coordinator, cast, meeting):
    assert cast.member
    action(owner=cast.agency, meeting=meeting, contact=things.person())
    before = queries(coordinator, at("actions_of_meeting", meeting))
    for _ in range(2):
        action(owner=things.organisation(), meeting=meeting, contact=things.person(), region=things.region())
    assert queries(coordinator, at("actions_of_meeting", meeting)) == before
