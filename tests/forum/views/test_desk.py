"""My desk and the staff's tools."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forum import clock, shelves
from forum.shelves import MenuItem, Task
from tests.people import KINDS

TODAY = datetime(2027, 3, 2, 10, tzinfo=UTC)


@pytest.fixture
def desk(client, cast):
    """Shows the desk of official A on 2.3.2027 with tasks due on the given days."""

    def show(*dues, address="/fi/desk/"):
        tasks = [
            Task(title=f"Asia {n}", text="Teksti", url=f"/fi/{n}/", verb="Tee", due=due) for n, due in enumerate(dues)
        ]
        shelves.desk_tasks.put("test", lambda person: tasks)
        client.force_login(cast.official_of_a)
        with clock.at(TODAY):
            return client.get(address).content.decode()

    yield show
    shelves.desk_tasks.take("test")


def test_a_stranger_is_asked_to_sign_in(client, db):
    answer = client.get("/fi/desk/")
    assert answer.status_code == 302
    assert answer["Location"].endswith("?next=/fi/desk/")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/fi/desk/", "Kaksi asiaa odottaa sinua"),
        ("/sv/desk/", "Två saker väntar på dig"),
        ("/en/desk/", "Two things wait"),
    ],
)
def test_it_counts_in_words_what_waits(desk, address, words):
    assert words in desk(date(2027, 3, 4), None, address=address)


def test_more_than_ten_are_counted_in_figures(desk):
    assert "12 asiaa odottaa sinua" in desk(*[None] * 12)


def test_what_is_due_first_stands_first_and_has_the_filled_button(desk):
    shown = desk(None, date(2027, 3, 9), datetime(2027, 3, 4, 21, 59, tzinfo=UTC))
    assert shown.index("Asia 2") < shown.index("Asia 1") < shown.index("Asia 0")
    assert 'class="button" href="/fi/2/"' in shown
    assert 'class="button button--quiet" href="/fi/1/"' in shown


def test_it_tells_how_long_there_is(desk):
    shown = desk(date(2027, 3, 1), date(2027, 3, 2), date(2027, 3, 4), date(2027, 3, 5))
    assert '<span class="soon">1 päivä myöhässä</span>' in shown
    assert '<span class="soon">tänään</span>' in shown
    assert '<span class="soon">2 päivää jäljellä</span>' in shown
    assert "<span>3 päivää jäljellä</span>" in shown
    assert '<time datetime="2027-03-04">to 4.3.</time>' in shown


def test_an_empty_desk_says_when_something_will_come(desk):
    shown = desk()
    assert "Mikään ei odota sinua" in shown
    assert "saat siitä kirjeen" in shown


def test_three_tasks_cost_as_much_as_one(desk, client):
    counts = []
    for dues in ([None], [None, None, None]):
        desk(*dues)
        with CaptureQueriesContext(connection) as queries:
            client.get("/fi/desk/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("kind", KINDS)
def test_only_staff_see_the_tools(client, cast, kind):
    person = getattr(cast, kind)
    if person.is_authenticated:
        client.force_login(person)
    expected = {"coordinator": 200, "chair": 200, "stranger": 302}.get(kind, 403)
    assert client.get("/fi/work/").status_code == expected


def test_a_tool_is_shown_to_those_who_may_use_it(client, cast):
    shelves.staff_menu.put("test", MenuItem("Kirjeet", "forum:work", "work", permission="forum.see_letters"))
    shown = {}
    for kind in ("coordinator", "chair"):
        client.force_login(getattr(cast, kind))
        shown[kind] = ">Kirjeet</a>" in client.get("/fi/work/").content.decode()
    shelves.staff_menu.take("test")
    assert shown == {"coordinator": True, "chair": False}
