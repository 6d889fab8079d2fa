"""The public follow-up: the list, each action point's page, and where owners tell how it goes."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from forum import clock
from meetings.models import ActionProgress
from tests import things
from tests.actions import action

LIST = "/fi/actions/"


def listed(client, **query):
    """The titles on the page."""
    return [one.title_fi for one in client.get(LIST, query).context["page"].object_list]


@pytest.fixture
def three(cast):
    """Overdue of the agency, under way for Kainuu, and done."""
    return [
        action(title_fi="Yksi", owner=cast.agency, days=-4),
        action(title_fi="Kaksi", region=cast.region_a, state="under_way", days=20),
        action(title_fi="Åkolme", state="done", days=5),
    ]


def test_it_lists_what_is_public_the_urgent_first(client, three):
    action(title_fi="Salainen", public=False)
    assert listed(client) == ["Yksi", "Kaksi", "Åkolme"]


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("unfinished", ["Yksi", "Kaksi"]),
        ("overdue", ["Yksi"]),
        ("open", ["Yksi"]),
        ("under_way", ["Kaksi"]),
        ("done", ["Åkolme"]),
        ("dropped", []),
        ("nonsense", ["Yksi", "Kaksi", "Åkolme"]),
    ],
)
def test_it_is_narrowed_by_state_overdue_included(client, three, state, found):
    assert listed(client, state=state) == found


def test_it_is_narrowed_by_owner_region_theme_and_meeting(client, cast, three):
    theme = three[1].theme
    assert listed(client, owner=cast.agency.public_id) == ["Yksi"]
    assert listed(client, region=cast.region_a.code) == ["Kaksi"]
    assert listed(client, theme=f"{theme.programme.key}:{theme.slug}") == ["Kaksi"]
    assert listed(client, meeting=three[2].meeting.public_id) == ["Åkolme"]
    assert listed(client, owner=cast.agency.public_id, state="done") == []


@pytest.mark.parametrize(
    ("sort", "found"),
    [
        ("title", ["Kaksi", "Yksi", "Åkolme"]),
        ("-title", ["Åkolme", "Yksi", "Kaksi"]),
        ("due", ["Yksi", "Åkolme", "Kaksi"]),
        ("-due", ["Kaksi", "Åkolme", "Yksi"]),
        ("state", ["Yksi", "Kaksi", "Åkolme"]),
        ("region", ["Kaksi", "Yksi", "Åkolme"]),
    ],
)
def test_links_sort_it_and_say_how_it_is_sorted(client, three, sort, found):
    assert listed(client, sort=sort) == found
    page = client.get(LIST, {"sort": sort, "state": "open"}).content.decode()
    assert f'aria-sort="{"descending" if sort.startswith("-") else "ascending"}"' in page
    assert "?sort=" in page or "&amp;sort=" in page


def test_the_files_hold_just_what_is_shown(client, three):
    query = {"state": "unfinished", "sort": "-due"}
    text = client.get(LIST, {**query, "format": "csv"}).content.decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text), delimiter=";"))
    assert [row[0] for row in rows[1:]] == ["Kaksi", "Yksi"] == listed(client, **query)
    assert rows[2][6] == "4" and rows[2][8].endswith(f"/fi/actions/{three[0].public_id}/")
    book = load_workbook(BytesIO(b"".join(client.get(LIST, {**query, "format": "xlsx"}))))
    assert [row[0] for row in list(book.active.values)[1:]] == ["Kaksi", "Yksi"]
    assert list(book.active.values)[2][4].date() == three[0].due


def test_long_lists_come_in_pages_that_keep_the_search(client, db):
    meeting = things.meeting(days=-30, state="held")
    for _ in range(26):
        action(meeting=meeting)
    page = client.get(LIST, {"state": "open"})
    assert len(page.context["page"].object_list) == 25 and "state=open&amp;page=2" in page.content.decode()


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("address", [LIST, "/fi/", "theme", "region", "meeting", "page"])
def test_pages_cost_the_same_for_one_and_three(client, cast, address):
    first = action(region=cast.region_a, days=-1)
    at = {
        "theme": reverse("themes:theme", args=[first.theme.programme.key, first.theme.slug]),
        "region": reverse("regions:region", args=[cast.region_a.code]),
        "meeting": reverse("meetings:meeting", args=[first.meeting.public_id]),
        "page": reverse("meetings:action", args=[first.public_id]),
    }.get(address, address)
    told = {"action": first, "language": "fi", "text": "Sana", "state": "open"}
    ActionProgress.objects.create(author=cast.coordinator, **told)
    before = queries(client, at)
    for days in (-2, -3):
        action(region=things.region(), owner=cast.region_a.council, meeting=first.meeting, days=days)
        ActionProgress.objects.create(author=things.person(), organisation=first.owner, **told)
    assert queries(client, at) == before


def test_an_action_point_has_a_page_of_its_own_with_its_history(client, cast, three):
    ActionProgress.objects.create(
        action=three[0], author=cast.member, organisation=cast.agency, text="Utkast", language="sv", state="under_way"
    )
    page = client.get(f"/fi/actions/{three[0].public_id}/").content.decode()
    assert '<p lang="sv">Utkast</p>' in page and "Suomen ympäristökeskus" in page and "4 päivää myöhässä" in page
    assert cast.member.name not in page


def test_what_is_not_public_is_not_there_for_others(client, cast):
    one = action(public=False)
    assert client.get(f"/fi/actions/{one.public_id}/").status_code == 404
    client.force_login(cast.chair)
    assert client.get(f"/fi/actions/{one.public_id}/").status_code == 200


def test_it_is_on_the_pages_of_theme_region_and_meeting_and_on_the_front(client, cast, three):
    late, running, done = three
    for address, one in (
        (reverse("themes:theme", args=[late.theme.programme.key, late.theme.slug]), late),
        (reverse("regions:region", args=[cast.region_a.code]), running),
        (reverse("meetings:meeting", args=[done.meeting.public_id]), done),
        ("/fi/", late),
        ("/fi/", done),
    ):
        assert reverse("meetings:action", args=[one.public_id]) in client.get(address).content.decode(), address
    assert reverse("meetings:action", args=[running.public_id]) not in client.get("/fi/").content.decode()


def test_what_was_done_long_ago_leaves_the_front_page(client, three):
    with clock.at(clock.now() + timedelta(days=40)):
        assert three[2].public_id not in client.get("/fi/").content.decode()


def report(client, one, **said):
    return client.post(f"/fi/actions/{one.public_id}/report/", {"state": one.state, **said}, follow=True)


def test_the_owner_tells_how_it_goes_and_everybody_reads_it(client, cast, three):
    client.force_login(cast.member)
    page = report(client, three[0], state="under_way", text="Luonnos on valmis.")
    assert page.redirect_chain and "Luonnos on valmis." in page.content.decode()
    client.logout()
    page = client.get(f"/sv/actions/{three[0].public_id}/").content.decode()
    assert '<p lang="fi">Luonnos on valmis.</p>' in page and "Pågår" in page


def test_nothing_typed_is_lost_when_something_is_missing(client, cast, three):
    client.force_login(cast.member)
    later = clock.today() + timedelta(days=30)
    page = report(client, three[0], text="Luonnos", proposed_due=f"{later.day}.{later.month}.{later.year}")
    assert page.status_code == 422 and "reason" in page.context["form"].errors
    assert "Luonnos" in page.content.decode() and not ActionProgress.objects.exists()


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        ("open", ["open", "under_way", "done"]),
        ("under_way", ["open", "under_way", "done"]),
        ("done", ["under_way", "done"]),
        ("dropped", ["dropped"]),
    ],
)
def test_owners_neither_drop_nor_take_up_what_was_dropped(client, cast, state, offered):
    one = action(owner=cast.agency, state=state)
    client.force_login(cast.member)
    form = client.get(f"/fi/actions/{one.public_id}/report/").context["form"]
    assert [key for key, _words in form.fields["state"].choices] == offered


def test_an_owners_desk_shows_theirs_and_what_is_urgent(client, cast, three):
    later = action(owner=cast.agency, days=100)
    client.force_login(cast.member)
    page = client.get("/fi/desk/")
    assert [task.url for task in page.context["tasks"] if task.kind == "action point"] == [
        f"/fi/actions/{three[0].public_id}/report/"
    ]
    assert f"/fi/actions/{later.public_id}/report/" in page.content.decode()


@pytest.mark.parametrize("kind", ["official_of_a", "politician_of_a", "official_of_b", "chair"])
def test_other_desks_show_nothing_of_it(client, cast, three, kind):
    client.force_login(getattr(cast, kind))
    page = client.get("/fi/desk/")
    assert three[0].public_id not in page.content.decode()
    assert not [task for task in page.context["tasks"] if "action" in task.kind]


def test_the_coordinators_desk_asks_for_decisions_and_tells_what_is_late(client, cast, three):
    three[1].proposed_due, three[1].proposed_reason = clock.today() + timedelta(days=60), "Kiire"
    three[1].proposed_language = "fi"
    three[1].save()
    client.force_login(cast.coordinator)
    kinds = [task.kind for task in client.get("/fi/desk/").context["tasks"]]
    assert "proposed day" in kinds and "overdue actions" in kinds
