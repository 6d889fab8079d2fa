"""What of the meetings belongs to a regional development discussion."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from forum.models import AuditEntry
from meetings.models import TalkLink
from meetings.services import talk_links
from tests import noted
from tests.actions import action
from tests.talking import talk

pytestmark = pytest.mark.django_db


@pytest.fixture
def linked(cast):
    """A public discussion with a meeting, a point of public notes and an action point."""
    held = noted.Noted(cast)
    one = action()
    made = talk(cast, "public", themes=[one.theme])
    talk_links.choose(made, by=cast.coordinator, meetings=[held.meeting], points=[held.point], actions=[one])
    return made, held, one


def page(client, name, *args):
    with translation.override("fi"):
        return client.get(reverse(name, args=args)).content.decode()


def test_the_discussion_shows_what_was_promised_and_the_action_point_leads_back(linked, client):
    made, held, one = linked
    html = page(client, "themes:talk", made.public_id)
    assert one.title_fi in html and held.meeting.public_id in html and "Rahoituksen on jatkuttava." in html
    assert made.public_id in page(client, "meetings:action", one.public_id)
    assert made.public_id in page(client, "meetings:meeting", held.meeting.public_id)


def test_what_is_not_public_is_not_shown(cast, client):
    hidden = action(public=False)
    made = talk(cast, "public", themes=[hidden.theme])
    talk_links.choose(made, by=cast.coordinator, meetings=[], points=[], actions=[hidden])
    assert hidden.title_fi not in page(client, "themes:talk", made.public_id)


def test_choosing_the_same_again_changes_and_logs_nothing(linked, cast):
    made, held, one = linked
    before = AuditEntry.objects.count()
    assert list(talk_links.offered(made)["points"]) == [held.point]
    talk_links.choose(made, by=cast.coordinator, meetings=[held.meeting], points=[held.point], actions=[one])
    assert AuditEntry.objects.count() == before
    talk_links.choose(made, by=cast.coordinator, meetings=[], points=[], actions=[one])
    assert TalkLink.objects.get().action == one


def test_the_form_offers_what_is_public_of_the_theme_and_saves(cast, client):
    one, other = action(), action()
    made = talk(cast, "public", themes=[one.theme])
    client.force_login(cast.coordinator)
    html = page(client, "meetings:talk_links", made.public_id)
    assert one.title_fi in html and other.title_fi not in html
    with translation.override("fi"):
        address = reverse("meetings:talk_links", args=[made.public_id])
    client.post(address, {"actions": [one.pk]})
    assert TalkLink.objects.get().action == one
    assert client.post(address, {"actions": [other.pk]}).status_code == 422


def test_the_page_costs_the_same_for_one_and_three(cast, client, django_assert_num_queries):
    first = action()
    made = talk(cast, "public", themes=[first.theme])
    talk_links.choose(made, by=cast.coordinator, meetings=[], points=[], actions=[first])
    page(client, "themes:talk", made.public_id)
    with CaptureQueriesContext(connection) as one:
        page(client, "themes:talk", made.public_id)
    talk_links.choose(made, by=cast.coordinator, meetings=[], points=[], actions=[first, action(), action()])
    with django_assert_num_queries(len(one)):
        page(client, "themes:talk", made.public_id)


def test_the_database_refuses_a_link_to_nothing_or_twice(linked):
    made, _meeting, one = linked
    for wrong in ({}, {"action": one}):
        with pytest.raises(IntegrityError), transaction.atomic():
            TalkLink.objects.create(talk=made, **wrong)
